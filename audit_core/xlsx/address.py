"""Cell addresses: "C7" to row 7, column 3 and back. Rows and columns count from 1, as people read
them.
"""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,8})\$?([1-9][0-9]{0,17})", re.ASCII)


def column_letters(column: int) -> str:
    """3 -> "C", 28 -> "AB". Raises ValueError below 1."""
    if column < 1:
        raise ValueError("columns count from 1")
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(65 + place) + letters
    return letters


def column_number(letters: str) -> int:
    """ "C" -> 3, "ab" -> 28. Raises ValueError for anything but one to eight letters of the Latin
    alphabet.
    """
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 8):
        raise ValueError("not a column")
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def parse_address(address: str) -> tuple[int, int]:
    """ "C7" or "$C$7" -> (7, 3), row first. Raises ValueError for anything else.

    Excel's last cell is XFD1048576, but files that say more exist: what is beyond is for the caller
    to judge.
    """
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise ValueError("not a cell address")
    return int(match[2]), column_number(match[1])


def format_address(row: int, column: int) -> str:
    """(7, 3) -> "C7"."""
    return f"{column_letters(column)}{row}"


def parse_range(area: str) -> tuple[int, int, int, int]:
    """ "A1:C7" -> (1, 1, 7, 3): first row, first column, last row, last column; one cell is a range
    too.

    Raises ValueError for anything else. Corners in any order are put right.
    """
    first, _, last = area.partition(":")
    row, column = parse_address(first)
    to_row, to_column = parse_address(last) if last else (row, column)
    return min(row, to_row), min(column, to_column), max(row, to_row), max(column, to_column)


COLUMNS = {column_letters(column): column for column in range(1, 513)}
"""The columns a form can use, looked up once per cell."""
