"""Find what was typed or drawn on a form where no question asked for it.

What was printed is known from the blank form in the round's folder. Without it the form is printed
again; then it may have been another version that printed it, and what is nearly the same counts as
printed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cache
from typing import TYPE_CHECKING

import attrs

from audit_core.evidence import EvidenceRef
from audit_core.forms.build import subject_title
from audit_core.forms.form import Form, form_sheet_title
from audit_core.i18n import _, date_in_words
from audit_core.parsing.cells import raw_text, shown_text
from audit_core.parsing.folding import fold, ref_key
from audit_core.problems.problem import Problem
from audit_core.returns.concerns import is_check_word
from audit_core.returns.grid import EVENT_ROLES, grid_of, is_aside
from audit_core.returns.layout_cache import FormShape, KnownLayout
from audit_core.returns.locate import locate_fields
from audit_core.returns.model import Concern
from audit_core.returns.values import is_our_check
from audit_core.workbook_style.unread import (
    UnreadThing,
    typed_cells,
    unread_asides,
    unread_cell,
    unread_margins,
    unread_problems,
)
from audit_core.xlsx.address import Place, parse_address
from audit_core.xlsx.cell import Cell
from audit_core.xlsx.reader import read_book
from audit_core.xlsx.refusals import Refused
from audit_core.xlsx.workbook import Book, Sheet

if TYPE_CHECKING:
    from audit_core.returns.context import ReadingContext
    from audit_core.themes.theme import Theme
    from audit_core.workbook_style.files import FoundFile

_LONGEST_REF = 40
_NUMBERS_SHEET = "Export Summary"
_NUMBERS_TEXTS = ("This document was exported", "Numbers ", "Excel Worksheet", "Table ")
_QUOTED = 200
"""Characters of a text that a concern quotes."""
_BEFORE = (
    *("Who and what", "Fill it in", "Due back", "Where it goes", "Whom to ring", "Which child"),
    "No names",
    "Read the record first. Then fill in this sheet and the others: about 55 minutes.",
    "After the meeting, fill in this sheet and the others: about 30 minutes. Save as often as you",
    "Have the partnership's papers at hand. Then fill in this sheet and the others: about 15",
)
"""How texts begin that version 0.1.0 printed on Start here in cells of their own, and later ones do
not.
"""
_WHOLE_SHEET = frozenset({"form.sheet_added", "form.sheet_unread", "file.other_sheet"})
_WHOLE_COLUMN = frozenset({"form.column_unread"})
_WHOLE_ROW = frozenset({"answer.foreign", "answer.stray", "event.unread"})


def beside_answers(
    laid: KnownLayout, form: Form, theme: Theme, shape: FormShape, context: ReadingContext
) -> tuple[UnreadThing, ...]:
    """Return everything on a form that was neither read nor printed."""
    book, neutral = laid.grid.book, _neutral(form, context)
    typed = laid.differing if laid.known else typed_cells(book, _read(laid, form))
    refs = {ref_key(field.ref) for field in form.fields}
    left = [
        (sheet, cell)
        for sheet, cell in typed
        if not (is_aside(sheet) or _is_ours(cell, refs) or _is_of_numbers(sheet, cell, book))
        and not shape.printed.holds(sheet.name, cell, neutral)
    ]
    margins = tuple(unread_margins(book, shape.printed, neutral))
    if left or margins:
        exact = _add_printed(form, theme, shape, context, neutral)
        left = [
            (sheet, cell)
            for sheet, cell in left
            if not shape.printed.holds(sheet.name, cell, neutral)
            and (exact or not shape.printed.is_reworded(sheet.name, shown_text(cell), neutral))
        ]
        margins = tuple(unread_margins(book, shape.printed, neutral, exact=exact))
    return (*(unread_cell(sheet, cell) for sheet, cell in left), *margins, *unread_asides(book))


def _read(laid: KnownLayout, form: Form) -> set[tuple[str, Place]]:
    """Return the cells that answers, evidence and events are read from."""
    read = {
        (spot.sheet, place)
        for spots in laid.spots.values()
        for spot in spots
        for place in (spot.at, spot.evidence_at)
        if place is not None
    }
    for line in laid.grid.events if form.events else ():
        for role in EVENT_ROLES:
            read |= {(line.sheet.name, (line.row, at)) for at in line.head.columns.get(role, ())}
    return read


def _is_ours(cell: Cell, refs: Collection[str]) -> bool:
    """Return whether a cell holds a ref or a check of the form, however a program spelt it."""
    text = "" if cell.kind == "formula" else raw_text(cell)
    return is_our_check(cell) or is_check_word(text) or ref_key(text[:_LONGEST_REF]) in refs


def _is_of_numbers(sheet: Sheet, cell: Cell, book: Book) -> bool:
    """Return whether a cell is one that Apple Numbers writes on a sheet of its own."""
    text = raw_text(cell)
    return sheet.name == _NUMBERS_SHEET and (
        text.startswith(_NUMBERS_TEXTS) or any(text == other.name for other in book.sheets)
    )


def _add_printed(
    form: Form,
    theme: Theme,
    shape: FormShape,
    context: ReadingContext,
    neutral: Callable[[str], str],
) -> bool:
    """Add what was printed on a form to its shape. Return whether it is known word for word."""
    blank = _blank(form, context)
    if blank is not None:
        shape.printed.add(blank, neutral)
        return True
    if not shape.printed.texts:
        shape.printed.add(_printed_again(form, theme, context), neutral)
        start = shape.printed.texts.setdefault(fold(form_sheet_title("start")), set())
        start.update(neutral(_(text)) for text in _BEFORE)
    return False


def _blank(form: Form, context: ReadingContext) -> Book | None:
    """Return the blank form as it was issued; None if it is not there, or somebody filled it in."""
    data = context.file_of(context.issued[str(form.id)].file)
    try:
        book = read_book(data) if data is not None else None
    except Refused:
        return None
    if book is None:
        return None
    grid = grid_of(book)
    spots, _left_over = locate_fields(grid, form.fields)
    answered = any(spot.cell or spot.evidence for found in spots.values() for spot in found)
    noted = any(not line.is_empty(EVENT_ROLES) for line in grid.events)
    return None if answered or noted or book.asides else book


def _printed_again(form: Form, theme: Theme, context: ReadingContext) -> Book:
    """Return the blank form as today's version prints it."""
    from audit_core.forms.workbook.form_workbook import build_form_workbook  # rarely needed

    subject = context.round.subject(form.id.subject)
    title = subject_title(subject) if subject else form.subject_title
    form = attrs.evolve(form, subject_title=title)
    return read_book(build_form_workbook(form, theme, context.round))


def _neutral(form: Form, context: ReadingContext) -> Callable[[str], str]:
    """Return a function that folds a text, with marks for what differs from case to case."""
    differs = {
        fold(text): f"\ue000{number}\ue001"
        for number, text in enumerate(
            (
                str(form.id),
                form.id.subject,
                context.round.called(form.id.recipient),
                date_in_words(form.due, "table"),
            )
        )
    }

    @cache  # what is typed and what is printed are mostly the same texts
    def neutral(text: str) -> str:
        folded = fold(text)
        for said, mark in differs.items():
            folded = folded.replace(said, mark)
        return folded

    return neutral


def concerns_beside(
    things: Iterable[UnreadThing], found: FoundFile, form: str
) -> tuple[Concern, ...]:
    """Return a concern for everything unread that may say somebody is at risk."""
    return tuple(
        Concern(
            EvidenceRef(found.name, found.sha256, one.sheet, one.cell),
            form,
            one.text[:_QUOTED],
            "",
            "",
            "beside",
        )
        for one in things
        if one.may_say_risk
    )


def problems_beside(
    things: Iterable[UnreadThing], said: Iterable[Problem], file: str
) -> tuple[Problem, ...]:
    """Return a problem for each sheet with something unread that no other problem (`said`) names.

    Comments have a problem of their own, and what may say somebody is at risk is a concern.
    """
    places = [_Place.of(each) for each in said]
    left = (
        one
        for one in things
        if one.kind != "comment"
        and not one.may_say_risk
        and not (one.kind == "cell" and any(place.covers(one) for place in places))
    )
    return unread_problems(left, file, "form.beside")


@attrs.frozen
class _Place:
    """What a problem about text out of place speaks of: a sheet, a row, a column or a cell."""

    sheet: str
    row: int = 0
    column: int = 0

    @classmethod
    def of(cls, said: Problem) -> _Place:
        """Return the place of a problem."""
        where = said.where
        if said.code in _WHOLE_SHEET:
            return cls(where.sheet)
        row, column = parse_address(where.cell) if where.cell else (-1, -1)
        if said.code in _WHOLE_COLUMN:
            return cls(where.sheet, column=column)
        return cls(where.sheet, row, 0 if said.code in _WHOLE_ROW else column)

    def covers(self, thing: UnreadThing) -> bool:
        """Return whether a cell is in this place."""
        row, column = parse_address(thing.cell)
        return self.sheet == thing.sheet and self.row in {0, row} and self.column in {0, column}
