"""Record in decisions.xlsx what was printed there, so that words typed over it are noticed.

The next compile prints the workbook again, and by then the results may be others: what was printed
is known from the workbook itself. The hidden sheet holds short hashes and no words, because a row
may be deleted before the workbook is shown to somebody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from audit_core.parsing.cells import raw_text
from audit_core.parsing.folding import fold
from audit_core.rounds.panel_decisions import SHEETS, DecisionSheet
from audit_core.workbook_style import styles
from audit_core.workbook_style.labelled_tables import TableRow, sheet_of
from audit_core.workbook_style.unread import margin_texts
from audit_core.xlsx.workbook import Book

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

PRINTED = "_printed"
"""The name of the hidden sheet."""
_MARGINS = ""
"""What stands for the name of a sheet beside the hashes of headers and footers."""
_PER_CELL = 3_000
"""Hashes in one cell, which can hold 32,767 characters."""
_FIRST_ROW = 4
"""The first row beneath the headings."""


@attrs.frozen
class PrintedRecord:
    """The hashes of what was printed, by the name of the sheet."""

    hashes: Mapping[str, frozenset[str]]

    def has(self, sheet: str, text: str) -> bool:
        """Return whether a text was printed outside the table of a sheet."""
        return _hash(text) in self.hashes.get(sheet, ())

    def has_cell(self, sheet: str, line: TableRow, heading: str, first: str) -> bool:
        """Return whether a row of a table was printed with this text under a heading. `first` is
        the heading of the cell that says what the row is about.
        """
        words = (line.get(first).text, heading, line.get(heading).text)
        return _hash(*words) in self.hashes.get(sheet, ())

    def has_margin(self, text: str) -> bool:
        """Return whether a text was printed in a header or footer."""
        return _hash(text) in self.hashes.get(_MARGINS, ())


def write_record(book: Workbook) -> None:
    """Add the record of all that a finished decisions workbook prints."""
    specs = {spec.name: spec for spec in SHEETS}
    prints = {
        sheet.title: sorted(set(_printed_on(sheet, specs.get(sheet.title))))
        for sheet in book.worksheets
    }
    margins = {
        _hash(text)
        for sheet in book.worksheets
        for part in (sheet.oddHeader, sheet.oddFooter)
        for text in margin_texts(str(part))
    }
    record = book.create_sheet(PRINTED)
    record.sheet_state = "veryHidden"
    for name, hashes in {_MARGINS: sorted(margins), **prints}.items():
        for start in range(0, len(hashes), _PER_CELL):
            row = record.max_row + 1
            styles.bare_text(record.cell(row, 1), name)
            styles.bare_text(record.cell(row, 2), " ".join(hashes[start : start + _PER_CELL]))


def _printed_on(sheet: Worksheet, spec: DecisionSheet | None) -> Iterator[str]:
    """Yield a hash for each printed cell: in a table with its row's first cell and its heading."""
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        texts = [
            str("" if value is None else value).replace(styles.ESCAPED, "_") for value in cells
        ]
        if spec is None or number < _FIRST_ROW:
            yield from map(_hash, filter(None, texts))
            continue
        for column, text in zip(spec.columns, texts, strict=False):
            if text and not column.typed:
                yield _hash(texts[0], column.heading, text)


def read_record(book: Book) -> PrintedRecord | None:
    """Return the record; None for a workbook of a version that wrote none."""
    sheet = sheet_of(book, PRINTED)
    if sheet is None:
        return None
    found: dict[str, set[str]] = {}
    for (row, column), cell in sheet.cells.items():
        if column == 2:
            name = raw_text(sheet.cells.get((row, 1)))
            found.setdefault(name, set()).update(raw_text(cell).split())
    return PrintedRecord({name: frozenset(hashes) for name, hashes in found.items()})


def _hash(*words: str) -> str:
    folded = "\n".join(map(fold, words)).encode("utf-8", "replace")
    return hashlib.sha256(folded).hexdigest()[:8]
