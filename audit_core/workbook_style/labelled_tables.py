"""Read the chair's own workbooks: labelled answers, and tables by their headings, each value with
its cell.

Everything is found by its label or heading, so columns may be moved, rows sorted, and columns and
sheets added.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import attrs

from audit_core.parsing.cells import moment_of, number_in_words
from audit_core.parsing.dates import Moment, in_words, read_moment
from audit_core.parsing.folding import fold, is_blank
from audit_core.problems.problem import Where
from audit_core.xlsx.address import format_address, parse_address
from audit_core.xlsx.cell import Cell
from audit_core.xlsx.workbook import Book, Sheet

LABELS = "What"
"""The heading above labels that have their answers to the right."""
_HEADINGS_WITHIN = 12
"""Headings are among the first rows: text further down was typed."""


@attrs.frozen
class LabelledValue:
    """The content of one cell: its text as a person reads it, the date if it gives one, and where
    it is.

    `plain`: the cell is neither an error nor struck through.
    """

    text: str
    moment: Moment | None
    where: Where
    plain: bool = True

    @property
    def day(self) -> date | None:
        """The date without its time."""
        return self.moment.day if self.moment else None

    def __bool__(self) -> bool:
        return bool(self.text)


@attrs.frozen
class TableRow:
    """One row of a table: values by folded heading, including blank ones."""

    values: dict[str, LabelledValue]
    where: Where

    def get(self, heading: str) -> LabelledValue:
        """Return the value under a heading; an empty one if the table has no such column."""
        return self.values.get(fold(heading), LabelledValue("", None, self.where))


def sheet_of(book: Book, name: str) -> Sheet | None:
    """Return the sheet with a name, ignoring case, or None."""
    return next((sheet for sheet in book.sheets if fold(sheet.name) == fold(name)), None)


def find_sheet(book: Book, name: str, headings: Sequence[str]) -> Sheet | None:
    """Return a sheet by its name, or by the headings of its table if it was renamed; None if there
    is none.
    """
    wanted = set(map(fold, headings))
    renamed = (
        sheet for sheet in book.sheets if wanted <= headings_of(book, sheet, "", headings[0]).keys()
    )
    return sheet_of(book, name) or next(renamed, None)


def labelled(book: Book, sheet: Sheet, file: str) -> dict[str, LabelledValue]:
    """Return the answers of a sheet by folded label. Labels are under the heading "What", answers
    to their right. If a label occurs twice, the first counts.
    """
    head, labels = min(
        (
            (row, column)
            for (row, column), cell in sheet.cells.items()
            if row <= _HEADINGS_WITHIN and _is(cell, LABELS)
        ),
        default=(0, 1),
    )
    found: dict[str, LabelledValue] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if (
            row > head and column == labels and isinstance(cell.value, str)
        ):  # above is a title, which may be any text
            place = Where(file, sheet.name, format_address(row, column + 1))
            found.setdefault(
                fold(cell.value), value_of(sheet.cells.get((row, column + 1)), book, place)
            )
    return found


def headings_of(book: Book, sheet: Sheet, file: str, first: str) -> dict[str, LabelledValue]:
    """Return the headings of the table that has one called `first`, by folded heading and in
    printed order; none if there is no such table.
    """
    head = _head(sheet, first)
    found: dict[str, LabelledValue] = {}
    for (row, _), cell in sorted(sheet.cells.items()):
        value = value_of(cell, book, Where(file, sheet.name, cell.address)) if row == head else None
        if value:
            found.setdefault(fold(value.text), value)
    return found


def read_table(book: Book, sheet: Sheet, file: str, first: str) -> tuple[TableRow, ...]:
    """Return the rows of the table that has a heading called `first`. Rows with nothing under any
    heading are left out.
    """
    head = _head(sheet, first)
    if head is None:
        return ()
    columns = {
        heading: _column(value.where)
        for heading, value in headings_of(book, sheet, file, first).items()
    }
    rows = sorted(
        {
            row
            for (row, column), cell in sheet.cells.items()
            if row > head and column in set(columns.values()) and _says(cell)
        }
    )
    return tuple(
        TableRow(
            {
                heading: value_of(
                    sheet.cells.get((row, column)),
                    book,
                    Where(file, sheet.name, format_address(row, column)),
                )
                for heading, column in columns.items()
            },
            Where(file, sheet.name, format_address(row, columns[fold(first)])),
        )
        for row in rows
    )


def value_of(cell: Cell | None, book: Book, where: Where) -> LabelledValue:
    """Return the content of a cell. The last result of a formula counts as its content: these are
    the chair's own workbooks, not evidence.
    """
    if cell is None or (cell.value is None and cell.kind != "formula"):
        return LabelledValue("", None, where)
    plain = (
        cell.kind != "error"
        and not cell.struck
        and not cell.partly_struck
        and cell.value is not None
    )
    if isinstance(cell.value, bool):
        return LabelledValue("Yes" if cell.value else "No", None, where, plain=plain)
    if isinstance(cell.value, float):
        moment = moment_of(cell, "", epoch_1904=book.epoch_1904) if cell.is_date else None
        text = (
            in_words(moment.day)
            if moment
            else number_in_words(cell, cell.value, epoch_1904=book.epoch_1904)
        )
        return LabelledValue(text, moment, where, plain=plain)
    text = (
        str(cell.value if cell.value is not None else f"={cell.formula}")
        .replace("\r\n", "\n")
        .strip()
    )
    if is_blank(text):
        return LabelledValue("", None, where)
    return LabelledValue(text, read_moment(text), where, plain=plain)


def texts_of(book: Book, sheet: Sheet) -> Iterator[tuple[int, int, str]]:
    """Yield every cell of a sheet that is not blank, as (row, column, text), in order."""
    for (row, column), cell in sorted(sheet.cells.items()):
        value = value_of(cell, book, Where())
        if value:
            yield row, column, value.text


def _head(sheet: Sheet, first: str) -> int | None:
    """Return the row of the headings."""
    return min(
        (
            row
            for (row, _), cell in sheet.cells.items()
            if row <= _HEADINGS_WITHIN and _is(cell, first)
        ),
        default=None,
    )


def _is(cell: Cell, words: str) -> bool:
    return isinstance(cell.value, str) and fold(cell.value) == fold(words)


def _column(where: Where) -> int:
    return parse_address(where.cell)[1]


def _says(cell: Cell) -> bool:
    return (cell.value is not None or cell.kind == "formula") and not (
        isinstance(cell.value, str) and is_blank(cell.value)
    )
