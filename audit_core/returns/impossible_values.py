"""Report values that cannot be right: times out of order, polls with too many answers, and zeros
that a program wrote into cells that were left blank.

Times and polls are kept as typed. Nobody typed the zeros: some programs save a formatted blank cell
as a number, and a link to a blank cell shows 0. As answers they would raise false alarms and count
"none" where nobody looked, so they are taken out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from audit_core.forms.form import Form
from audit_core.forms.kinds.times import point_label
from audit_core.grouping import grouped
from audit_core.parsing.dates import in_words
from audit_core.problems.problem import Problem, problem
from audit_core.returns.grid import EVENT_ROLES
from audit_core.returns.layout_cache import KnownLayout
from audit_core.returns.model import Entry, read_poll
from audit_core.returns.time_points import out_of_order, parse_moment
from audit_core.themes.theme import Poll, Theme, Times
from audit_core.xlsx.cell import Cell
from audit_core.xlsx.reader.lazy_cells import LateCells
from audit_core.xlsx.workbook import Book, Sheet

_FEWEST = 10
"""Zeros, where 0 answers nothing, that cannot be typing errors any more."""


def times_out_of_order(entries: Sequence[Entry], theme: Theme) -> Iterator[Problem]:
    """Yield a problem for every timed question whose end is before its start, at the cell of the
    end.
    """
    points = {
        (entry.question, entry.point): entry for entry in entries if entry.point and entry.is_answer
    }
    for ref in dict.fromkeys([ref for ref, _ in points]):
        question = theme.by_ref.get(ref)
        if question is None or not isinstance(question.answer, Times):
            continue
        first, last = (points.get((ref, point)) for point in question.answer.span)
        start, end = parse_moment(first), parse_moment(last)
        if first and last and start and end and out_of_order(start, end):
            yield problem(
                "answer.times_out_of_order",
                last.where,
                first=point_label(first.point),
                start=in_words(start),
                last=point_label(last.point),
                end=in_words(end),
            )


def parts_exceeding(entries: Sequence[Entry], theme: Theme) -> Iterator[Problem]:
    """Yield a problem for every poll with more choices than people who answered.

    Its cell is the one that says how many answered.
    """
    for ref, mine in grouped(entries, lambda entry: entry.question).items():
        question = theme.by_ref.get(ref)
        if question is None or not isinstance(question.answer, Poll):
            continue
        base, counts = read_poll(mine)
        parts = sum(counts.values())
        if base is not None and parts > base:
            yield problem("answer.parts_exceed", mine[0].where, parts=parts, base=base)


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
