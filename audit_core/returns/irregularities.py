"""Report irregularities of a file, and text typed where the form has no place for it."""

from __future__ import annotations

import re
from itertools import filterfalse
from typing import TYPE_CHECKING

from audit_core.forms.form import EVENT_COLUMNS, SHEET_TITLES, Form
from audit_core.i18n import _, join_words
from audit_core.parsing.cells import raw_text
from audit_core.parsing.folding import fold, ref_key
from audit_core.parsing.personal_identifiers import identifiers_in
from audit_core.problems.problem import Problem, Where, problem
from audit_core.returns.grid import EVENT_ROLES, Grid, GridRow, Head, address, holds, is_aside
from audit_core.returns.locate import whose_words
from audit_core.returns.model import Entry, Event, Suspicion, digest
from audit_core.themes.scales import NOT_UNDERSTOOD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from audit_core.evidence import EvidenceRef
    from audit_core.returns.layout_cache import KnownLayout
    from audit_core.workbook_style.files import FoundFile
    from audit_core.xlsx.workbook import Book


OUT_OF_PLACE = frozenset({"form.column_unread", "answer.foreign", "answer.stray"})
"""The problems about text where the form has no place for it: see `out_of_place`."""
MAX_COMMENTS_LISTED = 20
_CHRONOLOGY = dict(SHEET_TITLES)["chronology"]
_KNOWN_BY_NAME = frozenset({*(fold(title) for _, title in SHEET_TITLES), "export summary"})
"""Sheets that are not reported as added: the form's own, and the one that Apple Numbers adds."""
_EVENT_REF = re.compile(r"c-\d+")
_EVENT_HEADINGS = {heading for _, heading in EVENT_COLUMNS}


def about_book(found: FoundFile, book: Book, form: Form, spots_on: set[str]) -> Iterator[Problem]:
    """Yield the problems of the file as a whole."""
    bare = [sheet.name for sheet in book.sheets if sheet.name in spots_on and not sheet.protected]
    if bare and form.asked:
        yield problem(
            "file.protection_removed", Where(found.name, bare[0]), sheets=join_words(bare)
        )
    if book.epoch_1904:
        yield problem("file.dates_1904", Where(found.name))
    for notice in book.notices:
        yield problem("file.notice", Where(found.name), what=notice)


def comments(found: FoundFile, book: Book, entries: Iterable[Entry]) -> Iterator[Problem]:
    """Yield a problem for each cell with a comment, which may have been meant as an answer."""
    refs = {
        (at.sheet, at.cell): entry.ref
        for entry in (entries if book.comments else ())
        for at in (entry.evidence_at, entry.at)
        if at is not None
    }
    for place in book.comments[:MAX_COMMENTS_LISTED]:
        yield problem("file.comment", Where(found.name, *place, refs.get(place, "")))
    more = len(book.comments) - MAX_COMMENTS_LISTED
    if more > 0:
        yield problem("file.comments", Where(found.name), count=more)


def unread_sheet(found: FoundFile, form: Form, grid: Grid) -> Iterator[Problem]:
    """Yield a problem for a chronology sheet that holds text but has lost its headings."""
    headed = {line.sheet.name for line in grid.events}
    for sheet in grid.book.sheets:
        if form.events and sheet.name not in headed and fold(sheet.name) == fold(_CHRONOLOGY):
            typed = [
                (row, column)
                for (row, column), cell in sheet.cells.items()
                if row > 2 and column > 1 and holds(cell) and raw_text(cell) not in _EVENT_HEADINGS
            ]
            if typed:
                where = Where(found.name, sheet.name, address(min(typed)))
                yield problem("form.sheet_unread", where)


def added_sheets(found: FoundFile, grid: Grid, spots_on: set[str]) -> Iterator[Problem]:
    """Yield a problem for each sheet that was added and holds text."""
    known_sheets = spots_on.union(line.sheet.name for line in (*grid.answers, *grid.events))
    for sheet in grid.book.sheets:
        first = sheet.cells.get((1, 1))
        known = (
            sheet.name in known_sheets
            or is_aside(sheet)
            or fold(sheet.name) in _KNOWN_BY_NAME
            or (first is not None and raw_text(first) == _("Help"))
        )
        typed = [
            place
            for place, cell in sheet.cells.items()
            if not known and holds(cell) and cell.kind != "formula"
        ]
        if typed:
            yield problem("form.sheet_added", Where(found.name, sheet.name, address(min(typed))))


def strays(found: FoundFile, grid: Grid, lines: Iterable[GridRow]) -> Iterator[Problem]:
    """Yield a problem for each slip of the keyboard, with its cell."""
    for line in filter(grid.is_stray, lines):
        for role in line.head.columns:
            for cell in line.cells(role):
                yield problem("answer.stray", Where(found.name, line.sheet.name, cell.address))


def typed_beside_no_event(found: FoundFile, lines: Iterable[GridRow]) -> Iterator[Problem]:
    """Yield a problem for text in the Ref column of a chronology that is not a ref, on an empty
    row.
    """
    for line in lines:
        place = line.place("ref")
        if (
            line.key
            and place is not None
            and line.is_empty(EVENT_ROLES)
            and not _EVENT_REF.fullmatch(line.key)
        ):
            yield problem("event.unread", Where(found.name, line.sheet.name, address(place)))


def out_of_place(found: FoundFile, laid: KnownLayout, form: Form) -> Iterator[Problem]:
    """Yield a problem for text typed where the form has no place for it."""
    yield from unread_columns(found.name, laid.grid, {ref_key(field.ref) for field in form.fields})
    yield from strays(found, laid.grid, laid.left_over)
    begins = {
        spot.sheet
        for field in form.fields
        if field.sheet == "start"
        for spot in laid.spots[field.ref]
    }
    yield from _foreign(found, filterfalse(laid.grid.is_stray, laid.left_over), form, begins)


def _foreign(
    found: FoundFile, lines: Iterable[GridRow], form: Form, begins: Collection[str]
) -> Iterator[Problem]:
    """Yield a problem for each answer on a row that belongs to no question.

    On the first sheets of the form (`begins`), a row without a ref and with wording of its own is
    printed information and is not reported.
    """
    for line in lines:
        wording = line.text("wording")
        typed = [
            cell
            for role in ("answer", "evidence")
            for cell in line.cells(role)
            if cell.kind != "formula"
        ]
        if not typed or (not line.key and fold(wording) == fold(_("Ready to return?"))):
            continue
        field = whose_words(line, form.fields)
        if line.key or field is not None or not wording or line.sheet.name not in begins:
            with_wording = [other for other in form.fields if field and other.label == field.label]
            ref = line.key.upper() or (with_wording[0].ref if len(with_wording) == 1 else "")
            yield problem(
                "answer.foreign", Where(found.name, line.sheet.name, typed[0].address, ref)
            )


_CHECK = "check"
"""The heading of the column that holds the form's own formulas."""


def unread_columns(file: str, grid: Grid, keys: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each column the form does not have, at its first filled cell.

    Only rows whose ref is one of `keys` (folded by `ref_key`), and rows of events, are searched.
    """
    lines = [
        line for line in (*grid.answers, *grid.events) if line.key in keys or line.head.is_events
    ]
    heads = {id(line.head): line.head for line in lines}
    own_columns = {key: _columns(head) for key, head in heads.items()}
    known: dict[tuple[str, int], set[int]] = {}
    for line in lines:
        known.setdefault((line.sheet.name, line.row), set()).update(own_columns[id(line.head)])
    for name, sheet in {line.sheet.name: line.sheet for line in lines}.items():
        reported: set[int] = set()
        for (row, column), cell in sheet.cells.items():
            columns = known.get((name, row))
            if (
                columns
                and column not in columns
                and column not in reported
                and cell.kind != "formula"
                and holds(cell)
            ):
                reported.add(column)
                yield problem("form.column_unread", Where(file, name, address((row, column))))


def missing_columns(file: str, grid: Grid, wrong: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems `wrong`, with missing rows reported as a missing answer column where so.

    If a row is there but its sheet has lost the answer column, the problem is the column's.
    """
    there = {
        line.key: line.sheet.name
        for line in grid.answers
        if line.key and "answer" not in line.head.columns
    }
    for each in wrong:
        sheet = there.get(ref_key(each.where.ref)) if each.code == "answer.row_missing" else None
        where = Where(file, sheet or "", "", each.where.ref)
        yield each if sheet is None else problem("answer.column_missing", where)


def _columns(head: Head) -> set[int]:
    """Return the form's own columns beneath a row of headings."""
    checks = {
        column
        for (row, column), cell in head.sheet.cells.items()
        if row == head.row and str(cell.value).strip().casefold() == _CHECK
    }
    return checks.union(*head.columns.values())


_APART = " | "
"""Joins the cells of an event when identifiers are searched for, so that a first name at the end of
one cell and a surname at the start of the next are not taken for a name.
"""
_TOGETHER = " "
"""Joins the same cells in their digest. It is part of keys in decisions.xlsx, so it must not
change.
"""


def suspicions(entries: Iterable[Entry], events: Iterable[Event]) -> Iterator[Suspicion]:
    """Yield a suspicion for each free-text cell, and each event, that may identify a person.

    They are in the order of the form.
    """
    for ref, at, *texts in _typed(entries, events):
        kinds = identifiers_in(_APART.join(texts))
        if kinds:
            yield Suspicion(ref, at, kinds, digest(_TOGETHER.join(texts)))


def _typed(
    entries: Iterable[Entry], events: Iterable[Event]
) -> Iterator[tuple[str, EvidenceRef, *tuple[str, ...]]]:
    for entry in entries:
        if entry.raw and entry.code in {"text", NOT_UNDERSTOOD}:
            yield entry.ref, entry.at, entry.raw
        if entry.evidence:
            yield entry.ref, entry.evidence_at or entry.at, entry.evidence
    for event in events:
        yield event.ref, event.at, event.source, event.what, event.child, event.done
