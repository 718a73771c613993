"""What is odd about a file, and what stands where the form has no place for it: told, so that nothing is passed over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audit_core.intake.columns import unread_columns
from audit_core.intake.grid import EVENT_ROLES, address, holds, is_aside
from audit_core.intake.place import whose_words
from audit_core.intake.values import raw_text
from audit_core.intake.words import fold, ref_key
from audit_core.model.form import EVENT_COLUMNS, SHEET_TITLES
from audit_core.problems import Where, problem
from audit_core.words import listed, say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from audit_core.intake.folder import FoundFile
    from audit_core.intake.grid import Grid, Line
    from audit_core.intake.layout import Laid
    from audit_core.model.form import Form
    from audit_core.model.returns import Entry
    from audit_core.problems import Problem
    from audit_core.xlsx.book import Book

OUT_OF_PLACE = frozenset({"form.column_unread", "answer.foreign", "answer.stray"})
"""What is said of words where the form has no place for them: see `out_of_place`."""
MOST_COMMENTS = 20
_CHRONOLOGY = dict(SHEET_TITLES)["chronology"]
_KNOWN_BY_NAME = frozenset({*(fold(title) for _, title in SHEET_TITLES), "export summary"})
"""Sheets of which nothing need be said: ours, and the one that Numbers puts in front."""
_EVENT_REF = re.compile(r"c-\d+")
_EVENT_HEADINGS = {heading for _, heading in EVENT_COLUMNS}


def about_book(found: FoundFile, book: Book, form: Form, spots_on: set[str]) -> Iterator[Problem]:
    """What is odd about the file as a whole."""
    bare = [sheet.name for sheet in book.sheets if sheet.name in spots_on and not sheet.protected]
    if bare and form.asked:
        yield problem("file.protection_removed", Where(found.name, bare[0]), sheets=listed(bare))
    for notice in book.notices:
        yield problem("file.notice", Where(found.name), what=notice, remedy="Nothing to do unless something is missing.")


def comments(found: FoundFile, book: Book, entries: Iterable[Entry]) -> Iterator[Problem]:
    """Each cell with a comment: what it says may have been meant as an answer."""
    refs = {(at.sheet, at.cell): entry.ref for entry in entries for at in (entry.evidence_at, entry.at) if at is not None} if book.comments else {}
    for place in book.comments[:MOST_COMMENTS]:
        yield problem("file.comment", Where(found.name, *place, refs.get(place, "")))
    if len(book.comments) > MOST_COMMENTS:
        yield problem("file.comments", Where(found.name), count=len(book.comments) - MOST_COMMENTS)


def unread_sheet(found: FoundFile, form: Form, grid: Grid) -> Iterator[Problem]:
    """A chronology that holds something and has lost its headings: said, never passed over."""
    headed = {line.sheet.name for line in grid.events}
    for sheet in grid.book.sheets:
        if form.events and sheet.name not in headed and fold(sheet.name) == fold(_CHRONOLOGY):
            typed = sorted(
                place for place, cell in sheet.cells.items() if place[0] > 2 and place[1] > 1 and holds(cell) and raw_text(cell) not in _EVENT_HEADINGS
            )
            if typed:
                yield problem("form.sheet_unread", Where(found.name, sheet.name, address(typed[0])))


def added_sheets(found: FoundFile, grid: Grid, spots_on: set[str]) -> Iterator[Problem]:
    """Sheets that somebody added and wrote on."""
    ours = spots_on.union(line.sheet.name for line in (*grid.answers, *grid.events))
    for sheet in grid.book.sheets:
        first = sheet.cells.get((1, 1))
        known = sheet.name in ours or is_aside(sheet) or fold(sheet.name) in _KNOWN_BY_NAME or (first is not None and raw_text(first) == say("Help"))
        typed = () if known else (place for place, cell in sheet.cells.items() if holds(cell) and cell.kind != "formula")
        if (place := min(typed, default=None)) is not None:
            yield problem("form.sheet_added", Where(found.name, sheet.name, address(place)))


def strays(found: FoundFile, grid: Grid, lines: Iterable[Line]) -> Iterator[Problem]:
    """Slips of the keyboard, each with its cell."""
    for line in lines:
        for cell in (cell for role in line.head.columns for cell in line.cells(role)) if grid.is_stray(line) else ():
            yield problem("answer.stray", Where(found.name, line.sheet.name, address((cell.row, cell.column))))


def beside_no_event(found: FoundFile, lines: Iterable[Line]) -> Iterator[Problem]:
    """Words in the column of refs of a chronology that are no ref, on a row of nothing else."""
    for line in lines:
        place = line.place("ref")
        if line.key and place is not None and line.is_empty(EVENT_ROLES) and not _EVENT_REF.fullmatch(line.key):
            yield problem("event.unread", Where(found.name, line.sheet.name, address(place)))


def out_of_place(found: FoundFile, laid: Laid, form: Form) -> Iterator[Problem]:
    """What was typed where the form has no place for it."""
    yield from unread_columns(found.name, laid.grid, {ref_key(field.ref) for field in form.fields})
    yield from strays(found, laid.grid, laid.left_over)
    begins = {spot.sheet for field in form.fields if field.sheet == "start" for spot in laid.spots[field.ref]}
    yield from _foreign(found, [line for line in laid.left_over if not laid.grid.is_stray(line)], form, begins)


def _foreign(found: FoundFile, lines: Iterable[Line], form: Form, begins: Collection[str]) -> Iterator[Problem]:
    """Answers on rows that count for no question. On the first sheet (`begins`) a row without a ref and with other words is ours, and only informs."""
    for line in lines:
        cell = next((cell for role in ("answer", "evidence") for cell in line.cells(role) if cell.kind != "formula"), None)
        if cell is None or (not line.key and fold(line.text("wording")) == fold(say("Ready to return?"))):
            continue
        field = whose_words(line, form.fields)
        if line.key or field is not None or not line.text("wording") or line.sheet.name not in begins:
            alike = [other for other in form.fields if field and other.label == field.label]
            ref = line.key.upper() or (alike[0].ref if len(alike) == 1 else "")
            yield problem("answer.foreign", Where(found.name, line.sheet.name, address((cell.row, cell.column)), ref))
