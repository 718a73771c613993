"""One file of the returns folder: its line in the ledger, the form it holds, and whoever is at risk. Raises nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from audit_core.intake.columns import unread_columns
from audit_core.intake.complete import answered_of, what_is_missing
from audit_core.intake.concerns import concern_problems, concerns_in
from audit_core.intake.entries import Reader
from audit_core.intake.events import events_in
from audit_core.intake.form_ids import form_ids
from audit_core.intake.grid import address, grid_of, holds, is_aside
from audit_core.intake.headings import of_another_form
from audit_core.intake.layout import Shape
from audit_core.intake.parts import parts_exceeding
from audit_core.intake.place import whose_words
from audit_core.intake.suspicions import suspicions
from audit_core.intake.time_order import times_out_of_order
from audit_core.intake.unnamed import unnamed
from audit_core.intake.unswept import unswept
from audit_core.intake.values import raw_text
from audit_core.intake.words import fold, ref_key
from audit_core.model.form import EVENT_COLUMNS, SHEET_TITLES
from audit_core.model.ids import FormId
from audit_core.model.returns import FilledForm, LedgerLine, Reading
from audit_core.problems import Where, problem
from audit_core.words import listed, say, say_count, speech
from audit_core.xlsx.read import read_book
from audit_core.xlsx.refused import WHAT_IT_MEANS, Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from audit_core.intake.folder import FoundFile
    from audit_core.intake.grid import Grid, Line
    from audit_core.intake.layout import Laid
    from audit_core.model.form import Form, Issued, IssuedForm
    from audit_core.model.returns import Entry, Status
    from audit_core.model.round import Round
    from audit_core.model.theme import Theme
    from audit_core.problems import Problem
    from audit_core.xlsx.book import Book

_LINE = 200
MOST_COMMENTS = 20
CHRONOLOGY = dict(SHEET_TITLES)["chronology"]
_KNOWN_BY_NAME = frozenset({*(fold(title) for _, title in SHEET_TITLES), "export summary"})
"""Sheets of which nothing need be said: ours, and the one that Numbers puts in front."""
_EVENT_HEADINGS = {heading for _, heading in EVENT_COLUMNS}
_ASIDE = ("file.practice", "file.withdrawn")
_OUT_OF_PLACE = frozenset({"form.column_unread", "answer.foreign", "answer.stray"})
"""What is said of words where the form has no place for them: see `_out_of_place`."""


@attrs.frozen
class Desk:
    """What must be known to read a return: the round, what was issued in it, the themes it was issued with, and how a form is remade.

    `themes` is by fingerprint. `form_of` is `audit_core.issue.reform`. `shapes` remembers the forms that were remade, and how
    they came back: a round of a thousand has few that differ in more than their id and date.
    """

    round: Round
    issued: Mapping[str, IssuedForm]
    themes: Mapping[str, Theme]
    form_of: Callable[[Theme, IssuedForm], Form]
    shapes: dict[object, Shape] = attrs.field(factory=dict, eq=False, repr=False)

    def form(self, text: str) -> tuple[Form, Theme, Shape]:
        """The form with this id, which was issued, its theme, and what it has in common with others."""
        form_id, issued = FormId.parse(text), self.issued[text]
        theme = self.themes[form_id.fingerprint if form_id else ""]
        if form_id is None:
            form = self.form_of(theme, issued)
            return form, theme, Shape(form)
        key = (form_id.fingerprint, form_id.instrument, issued.kind, issued.asked, issued.if_held, issued.beside, speech())
        shape = self.shapes.get(key)
        if shape is None:
            shape = self.shapes[key] = Shape(self.form_of(theme, issued))
        return attrs.evolve(shape.form, id=form_id, subject_title=form_id.subject, due=issued.due), theme, shape


def desk_for(round_: Round, issued: Issued, themes: Mapping[str, Theme], form_of: Callable[[Theme, IssuedForm], Form]) -> Desk:
    """A desk at which every return of a round can be read."""
    return Desk(round_, {form.id: form for form in issued.forms}, themes, form_of)


def read_return(found: FoundFile, desk: Desk) -> Reading:
    """Reads one file. Whatever is wrong with it is in the reading; concerns are looked for in every file that opens at all."""
    if found.data is None:
        return _unread(found)
    with unswept():
        return _read(found, found.data, desk)


def _read(found: FoundFile, data: bytes, desk: Desk) -> Reading:
    try:
        book = read_book(data)
    except Refused as refused:
        return _refusal(found, refused.code, refused.detail)
    ids = form_ids(book)
    which = next(iter(ids), "") if len(ids) == 1 else ""
    stop = _why_not(ids, book, desk) if ids else unnamed(book, desk)
    if stop is not None:
        concerns = concerns_in(grid_of(book), found, which)
        stop = attrs.evolve(stop, where=attrs.evolve(stop.where, file=found.name))
        status: Status = "skipped" if stop.code in _ASIDE else "refused"
        return Reading(_line(found, status, stop.code, stop.what, stop.remedy, which), None, concerns, (*concern_problems(concerns), stop))
    form, theme, shape = desk.form(which)
    laid = shape.lay(book)
    concerns = concerns_in(laid.grid, found, which, by_ref_alone=laid.known)
    filled = _filled(found, laid, form, theme, desk)
    problems = (*concern_problems(concerns), *filled.problems)
    if not any(fault.code in _OUT_OF_PLACE for fault in problems):
        shape.learn(laid)
    return Reading(_accepted(found, form, filled, problems), filled, concerns, problems)


def _filled(found: FoundFile, laid: Laid, form: Form, theme: Theme, desk: Desk) -> FilledForm:
    """The form with its answers, and everything there is to say about them in the order of the form."""
    grid, spots, book = laid.grid, laid.spots, laid.grid.book
    read = tuple(Reader(found, theme, theme.by_ref, book.epoch_1904).entries(form.fields, spots))
    entries = tuple(entry for entry, _ in read)
    lines = [line for line in grid.events if not grid.is_stray(line)] if form.events else []
    events, odd = events_in(lines, found, form.event_kinds, epoch_1904=book.epoch_1904)
    suspected = tuple(suspicions(entries, events))
    spots_on = {spot.sheet for of_field in spots.values() for spot in of_field}
    problems = (
        *_about_book(found, book, form, spots_on),
        *(each for _, wrong in read for each in wrong),
        *odd,
        *(_strays(found, grid, grid.events) if form.events else ()),
        *_comments(found, book, entries),
        *_more_sheets(found, grid, spots_on),
        *_unread_sheet(found, form, grid),
        *(() if laid.known else _out_of_place(found, laid, form)),
        *times_out_of_order(found.name, entries, theme),
        *parts_exceeding(found.name, entries, theme),
        *what_is_missing(found.name, form, entries, theme, desk.round.subject(form.id.subject)),
        *(problem("form.identifier", Where(found.name, one.at.sheet, one.at.cell, one.ref), what=one.what) for one in suspected),
    )
    return FilledForm(form.id, form.kind, found.name, found.sha256, entries, events, problems, book.notices, suspected)


def _out_of_place(found: FoundFile, laid: Laid, form: Form) -> Iterator[Problem]:
    """What was typed where the form has no place for it."""
    yield from unread_columns(found.name, laid.grid, {ref_key(field.ref) for field in form.fields})
    yield from _strays(found, laid.grid, laid.left_over)
    begins = {spot.sheet for field in form.fields if field.sheet == "start" for spot in laid.spots[field.ref]}
    yield from _foreign(found, [line for line in laid.left_over if not laid.grid.is_stray(line)], form, begins)


def _why_not(ids: tuple[str, ...], book: Book, desk: Desk) -> Problem | None:
    """Why a workbook with these Form IDs is not taken, or None if it is one of ours to read."""
    if len(ids) != 1:
        return problem("file.two_forms")
    text = ids[0]
    if text.endswith("/practice"):
        return problem("file.practice")
    form_id = FormId.parse(text)
    if form_id is None:
        return problem("file.not_a_form")
    issued = desk.issued.get(text)
    if issued is None:
        return _never_issued(form_id, desk)
    subject = desk.round.subject(form_id.subject)
    withdrawn = issued.withdrawn or (subject.withdrawn if subject else "")
    if withdrawn:
        return problem("file.withdrawn", why=withdrawn)
    if form_id.fingerprint not in desk.themes:
        return problem("file.wrong_fingerprint", form=text)
    return of_another_form(book, form_id, desk.round)


def _never_issued(form_id: FormId, desk: Desk) -> Problem:
    code = desk.round.code
    if form_id.subject != code and not form_id.subject.startswith(f"{code}-"):
        return problem("file.other_round", round=form_id.subject.split("-")[0])
    slots = {known.slot for text in desk.issued if (known := FormId.parse(text))}
    return problem("file.wrong_fingerprint" if form_id.slot in slots else "file.not_issued", form=str(form_id))


def _about_book(found: FoundFile, book: Book, form: Form, spots_on: set[str]) -> Iterator[Problem]:
    """What is odd about the file as a whole."""
    bare = [sheet.name for sheet in book.sheets if sheet.name in spots_on and not sheet.protected]
    if bare and form.asked:
        yield problem("file.protection_removed", Where(found.name, bare[0]), sheets=listed(bare))
    for notice in book.notices:
        yield problem("file.notice", Where(found.name), what=notice, remedy="Nothing to do unless something is missing.")


def _comments(found: FoundFile, book: Book, entries: Iterable[Entry]) -> Iterator[Problem]:
    """Each cell with a comment: what it says may have been meant as an answer."""
    refs = {(at.sheet, at.cell): entry.ref for entry in entries for at in (entry.evidence_at, entry.at) if at is not None} if book.comments else {}
    for place in book.comments[:MOST_COMMENTS]:
        yield problem("file.comment", Where(found.name, *place, refs.get(place, "")))
    if len(book.comments) > MOST_COMMENTS:
        yield problem("file.comments", Where(found.name), count=len(book.comments) - MOST_COMMENTS)


def _unread_sheet(found: FoundFile, form: Form, grid: Grid) -> Iterator[Problem]:
    """A chronology that holds something and has lost its headings: said, never passed over."""
    headed = {line.sheet.name for line in grid.events}
    for sheet in grid.book.sheets:
        if form.events and sheet.name not in headed and fold(sheet.name) == fold(CHRONOLOGY):
            typed = sorted(
                place for place, cell in sheet.cells.items() if place[0] > 2 and place[1] > 1 and holds(cell) and raw_text(cell) not in _EVENT_HEADINGS
            )
            if typed:
                yield problem("form.sheet_unread", Where(found.name, sheet.name, address(typed[0])))


def _more_sheets(found: FoundFile, grid: Grid, spots_on: set[str]) -> Iterator[Problem]:
    """Sheets that somebody added and wrote on."""
    ours = spots_on.union(line.sheet.name for line in (*grid.answers, *grid.events))
    for sheet in grid.book.sheets:
        first = sheet.cells.get((1, 1))
        known = sheet.name in ours or is_aside(sheet) or fold(sheet.name) in _KNOWN_BY_NAME or (first is not None and raw_text(first) == say("Help"))
        typed = () if known else (place for place, cell in sheet.cells.items() if holds(cell) and cell.kind != "formula")
        if (place := min(typed, default=None)) is not None:
            yield problem("form.sheet_added", Where(found.name, sheet.name, address(place)))


def _strays(found: FoundFile, grid: Grid, lines: Iterable[Line]) -> Iterator[Problem]:
    """Slips of the keyboard, each with its cell."""
    for line in lines:
        for cell in (cell for role in line.head.columns for cell in line.cells(role)) if grid.is_stray(line) else ():
            yield problem("answer.stray", Where(found.name, line.sheet.name, address((cell.row, cell.column))))


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


def _unread(found: FoundFile) -> Reading:
    """A file that has no bytes to read."""
    if found.skipped:
        said = problem("file.skipped", Where(found.name), why=found.skipped)
        return Reading(_line(found, "skipped", said.code, said.what, said.remedy))
    if found.refused in WHAT_IT_MEANS:
        return _refusal(found, found.refused, "")
    said = problem(found.refused, Where(found.name))
    return Reading(_line(found, "refused", said.code, said.what, said.remedy), problems=(said,))


def _refusal(found: FoundFile, code: str, detail: str) -> Reading:
    why, remedy = (say(words) for words in WHAT_IT_MEANS[code])
    said = problem("file.refused", Where(found.name), why=why, remedy=remedy)
    reason = f"{why} ({detail})" if detail else why
    return Reading(_line(found, "refused", code, reason, remedy), problems=(said,))


def _accepted(found: FoundFile, form: Form, filled: FilledForm, problems: tuple[Problem, ...]) -> LedgerLine:
    answered, asked = answered_of(form, filled.entries)
    reason = say("Read: {n} of {m} questions answered.", n=answered, m=asked)
    if filled.value("signed.typed"):
        reason = f"{reason} {say('Typed in from paper.')}"
    if not problems:
        return _line(found, "accepted", "accepted", reason, say("Nothing to do."), str(form.id))
    reason = f"{reason} {say_count('{count} note.', '{count} notes.', len(problems))}"
    return _line(found, "accepted_with_notes", "accepted_with_notes", reason, say("Read the notes on this file."), str(form.id))


def _line(found: FoundFile, status: Status, code: str, reason: str, action: str, form: str = "") -> LedgerLine:
    """A line of the ledger: one line of print, whatever reason somebody gave."""
    reason = " ".join(reason.split())
    reason = reason if len(reason) <= _LINE else reason[: _LINE - 1] + "…"
    form_id = FormId.parse(form)
    subject, recipient = (form_id.subject, form_id.recipient) if form_id else ("", "")
    return LedgerLine(found.name, found.sha256, status, code, reason, action, form, subject, recipient)
