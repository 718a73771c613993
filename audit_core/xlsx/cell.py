"""One cell of a workbook, with its address."""

from __future__ import annotations

from typing import Literal, NamedTuple

from audit_core.xlsx.address import format_address

NumberShown = Literal["", "no_day", "%0", "%1", "%2"]
"""How a number is shown where that changes what was meant: a date by its month or year alone, or a
percentage with so many decimals.
"""
CellType = Literal["text", "number", "bool", "error", "formula"]


class Cell(NamedTuple):
    """One cell that is not blank. It is a tuple because a workbook has so many: a tuple is made in
    half the time.

    `kind` "number": `value` is a float; with `is_date` it is a day number (see
    `audit_core.xlsx.serial_dates`). "error": an error value such as "#N/A", or the content of a
    cell that could not be read, which is noted. "formula": `value` is the result last saved by the
    sender's program (None if there is none) and `formula` is its text without "="; it is "" in a
    cell that shares the formula of another cell. `struck`: all of the text is struck through;
    `partly_struck`: some of it is.
    """

    row: int
    column: int
    kind: CellType
    value: str | float | bool | None
    formula: str | None = None
    struck: bool = False
    partly_struck: bool = False
    is_date: bool = False
    shown: NumberShown = ""

    @property
    def address(self) -> str:
        """The address on its sheet: "C7"."""
        return format_address(self.row, self.column)
