"""One cell of a workbook, as a value that keeps its address."""

from __future__ import annotations

from typing import Literal, NamedTuple

from audit_core.xlsx.address import format_address

CellType = Literal["text", "number", "bool", "error", "formula"]


class Cell(NamedTuple):
    """One cell that holds something; blank cells are not kept. A tuple, because there are so many:
    it is made in half the time.

    `kind` "number" is a float (with `is_date`: a day number, see `audit_core.xlsx.serial_dates`).
    "error" is an error value such
    as "#N/A", or whatever stood in a cell that could not be read (which is noted). For "formula",
    `value` is the result
    the sender's program last saved (None if it saved none) and `formula` is the text, without "=";
    it is "" for the
    followers of a shared or array formula, whose text stands in another cell.
    `struck`: all of it is struck through. `partly_struck`: some of its text is.
    """

    row: int
    column: int
    kind: CellType
    value: str | float | bool | None
    formula: str | None = None
    struck: bool = False
    partly_struck: bool = False
    is_date: bool = False

    @property
    def address(self) -> str:
        """Where it is on its sheet: "C7"."""
        return format_address(self.row, self.column)
