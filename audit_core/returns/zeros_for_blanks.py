"""Recognise a return in which a program wrote 0 into every cell that was left blank.

Some programs save a formatted blank cell as a number, and a link to a blank cell shows 0. Nobody
typed these zeros: as answers they would raise false alarms and count "none" where nobody looked.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from audit_core.forms.form import Form
from audit_core.returns.grid import EVENT_ROLES
from audit_core.returns.layout_cache import KnownLayout
from audit_core.xlsx.cell import Cell
from audit_core.xlsx.reader.lazy_cells import LateCells
from audit_core.xlsx.workbook import Book, Sheet

_FEWEST = 10
"""Zeros, where 0 answers nothing, that cannot be typing errors any more."""


def has_zeros_for_blanks(laid: KnownLayout, form: Form) -> bool:
    """Return whether most cells without an answer hold 0, counting only cells in which 0 cannot be
    an answer: ratings, dates, texts, evidence and events.
    """
    zeros = blanks = 0
    for cell in _cells(laid, form):
        zeros += _is_zero(cell)
        blanks += cell is None
    return zeros >= _FEWEST and zeros > blanks


def without_zeros(book: Book) -> Book:
    """Return the workbook with a blank cell wherever it has the number 0."""
    return attrs.evolve(book, sheets=tuple(map(_without, book.sheets)))


def _cells(laid: KnownLayout, form: Form) -> Iterator[Cell | None]:
    """Yield what is in each cell of a form that takes no number; None for a blank one."""
    for field in form.fields:
        for spot in laid.spots[field.ref]:
            if spot.at and field.kind != "number":
                yield spot.cell
            if spot.evidence_at:
                yield spot.evidence
    for line in laid.grid.events if form.events else ():
        if not line.is_empty(EVENT_ROLES):  # most are
            for role in EVENT_ROLES:
                yield from line.cells(role)


def _without(sheet: Sheet) -> Sheet:
    contents = {
        place: content
        for place, content in sheet.cells.contents.items()
        if isinstance(content, str) or not _is_zero(content)
    }
    return attrs.evolve(sheet, cells=LateCells(contents))


def _is_zero(cell: Cell | None) -> bool:
    return cell is not None and cell.kind == "number" and cell.value == 0
