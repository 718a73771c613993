"""Convert cell addresses: "C7" to row 7, column 3 and back. Rows and columns count from 1."""

from __future__ import annotations

import re

Place = tuple[int, int]
"""A row and a column."""
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,8})\$?([1-9][0-9]{0,17})", re.ASCII)


def column_letters(column: int) -> str:
    """Return the letters of a column: 3 -> "C", 28 -> "AB". Raises ValueError below 1."""
    if column < 1:
        raise ValueError("columns count from 1")
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(65 + place) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column: "C" -> 3, "ab" -> 28.

    Raises ValueError for anything but one to eight letters of the Latin alphabet.
    """
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 8):
        raise ValueError("not a column name")
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def parse_address(address: str) -> Place:
    """Return (row, column) of an address: "C7" or "$C$7" -> (7, 3).

    Raises ValueError for anything else. Addresses beyond Excel's last cell, XFD1048576, occur in
    files and are accepted; the caller decides what to do with them.
    """
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise ValueError("not a cell address")
    return int(match[2]), column_number(match[1])


def format_address(row: int, column: int) -> str:
    """Return the address of a row and column: (7, 3) -> "C7"."""
    return f"{column_letters(column)}{row}"


def parse_range(area: str) -> tuple[int, int, int, int]:
    """Return (first row, first column, last row, last column): "A1:C7" -> (1, 1, 7, 3).

    A single cell is a range too, and the corners may be in any order. Raises ValueError for
    anything else.
    """
    first, _, last = area.partition(":")
    row, column = parse_address(first)
    to_row, to_column = parse_address(last) if last else (row, column)
    return min(row, to_row), min(column, to_column), max(row, to_row), max(column, to_column)


COLUMNS = {column_letters(column): column for column in range(1, 513)}
"""Column numbers by letters, for the columns a form can use. It is looked up for every cell."""
