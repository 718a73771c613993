"""The chair's own workbooks as rows: labelled answers and tables by their headings, each value with its cell."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from audit_core.intake.days import read_moment
from audit_core.intake.words import fold
from audit_core.problems import Where
from audit_core.xlsx.address import format_address
from audit_core.xlsx.dates import serial_to_datetime

if TYPE_CHECKING:
    from audit_core.xlsx.book import Book, Cell, Sheet


@attrs.frozen
class Value:
    """What stands in one cell: its text as a person reads it, the date it holds if it does, and where it is."""

    text: str
    day: date | None
    where: Where

    def __bool__(self) -> bool:
        return bool(self.text)


@attrs.frozen
class Line:
    """One row of a table: values by folded heading."""

    values: dict[str, Value]
    where: Where

    def get(self, heading: str) -> Value:
        """The value under a heading; an empty one where the row or the column has none."""
        return self.values.get(fold(heading), Value("", None, self.where))


def sheet_of(book: Book, name: str) -> Sheet | None:
    """The sheet with a name, whatever its case."""
    return next((sheet for sheet in book.sheets if fold(sheet.name) == fold(name)), None)


def labelled(book: Book, sheet: Sheet, file: str) -> dict[str, Value]:
    """The answers of a sheet of labels (first column) and answers (second column), by folded label."""
    found: dict[str, Value] = {}
    for (row, column), cell in sheet.cells.items():
        if column == 1:
            label = fold(str(cell.value))
            found.setdefault(label, value_of(sheet.cells.get((row, 2)), book, Where(file, sheet.name, format_address(row, 2))))
    return found


def table(book: Book, sheet: Sheet, file: str, first: str) -> tuple[Line, ...]:
    """The rows of a table below the row whose first column holds the heading `first`. Rows with nothing typed are no rows."""
    head = next((row for (row, column), cell in sorted(sheet.cells.items()) if column == 1 and fold(str(cell.value)) == fold(first)), None)
    if head is None:
        return ()
    headings = {column: fold(str(cell.value)) for (row, column), cell in sheet.cells.items() if row == head}
    rows: dict[int, dict[str, Value]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if row > head and column in headings:
            value = value_of(cell, book, Where(file, sheet.name, cell.address))
            if value:
                rows.setdefault(row, {})[headings[column]] = value
    places = {heading: column for column, heading in headings.items()}
    return tuple(
        Line(
            {heading: values.get(heading, Value("", None, Where(file, sheet.name, format_address(row, column)))) for heading, column in places.items()},
            Where(file, sheet.name, format_address(row, 1)),
        )
        for row, values in rows.items()
    )


def value_of(cell: Cell | None, book: Book, where: Where) -> Value:
    """What a cell says. A formula's last result is taken as said: these are the chair's own workbooks, not evidence."""
    if cell is None or cell.value is None:
        return Value("", None, where)
    if isinstance(cell.value, bool):
        return Value("Yes" if cell.value else "No", None, where)
    if isinstance(cell.value, float):
        moment = serial_to_datetime(cell.value, book.epoch_1904) if cell.is_date else None
        text = f"{cell.value:g}" if moment is None else f"{moment:%d %b %Y}"
        return Value(text, moment.date() if moment else None, where)
    text = str(cell.value).strip()
    said = read_moment(text)
    return Value(text, said.day if said else None, where)
