"""Read one file of the returns folder: its ledger line, its form, and any concern that someone is
at risk now. Nothing here raises an exception because of what a file contains.
"""

from __future__ import annotations

from itertools import filterfalse
from typing import TYPE_CHECKING

import attrs

from audit_core.i18n import _, ngettext
from audit_core.problems.catalogue import PROBLEMS
from audit_core.problems.problem import Problem, Where, problem
from audit_core.processes import gc_paused
from audit_core.returns.answers import AnswerReader
from audit_core.returns.beside_answers import beside_answers, concerns_beside, problems_beside
from audit_core.returns.chronology import events_in
from audit_core.returns.completeness import answered_of, what_is_missing
from audit_core.returns.concerns import concern_problems, concerns_in
from audit_core.returns.find_form_id import form_ids, form_without_id, of_another_form
from audit_core.returns.grid import grid_of
from audit_core.returns.impossible_values import (
    has_zeros_for_blanks,
    parts_exceeding,
    times_out_of_order,
    without_zeros,
)
from audit_core.returns.irregularities import (
    OUT_OF_PLACE,
    about_book,
    added_sheets,
    comments,
    missing_columns,
    out_of_place,
    strays,
    suspicions,
    typed_beside_no_event,
    unread_sheet,
)
from audit_core.returns.model import FilledForm, LedgerLine, LedgerStatus, Reading
from audit_core.rounds.form_id import FormId
from audit_core.workbook_style.unread import unread_asides
from audit_core.xlsx.reader import read_book
from audit_core.xlsx.refusals import Refused, refused_file

if TYPE_CHECKING:
    from audit_core.forms.form import Form
    from audit_core.returns.context import ReadingContext
    from audit_core.returns.layout_cache import KnownLayout
    from audit_core.themes.theme import Theme
    from audit_core.workbook_style.files import FoundFile
    from audit_core.xlsx.workbook import Book


_LINE = 200
_ASIDE = ("file.practice", "file.withdrawn", "file.not_cleared")


def read_return(found: FoundFile, context: ReadingContext) -> Reading:
    """Read one file. All that is wrong with it is in the reading.

    Concerns are looked for in every workbook that can be opened, even if it is then refused.
    """
    if found.data is None:
        return _unread(found)
    with gc_paused():
        return _read(found, found.data, context)


def _read(found: FoundFile, data: bytes, context: ReadingContext) -> Reading:
    try:
        book = read_book(data)
    except Refused as refused:
        return _refusal(found, refused.code, refused.detail)
    ids = form_ids(book)
    which = ids[0] if len(ids) == 1 else ""
    stop = _why_not(ids, book, context) if ids else form_without_id(book, context)
    if stop is not None:
        concerns = (
            *concerns_in(grid_of(book), found, which),
            *concerns_beside(unread_asides(book), found, which),
        )
        stop = attrs.evolve(stop, where=attrs.evolve(stop.where, file=found.name))
        status: LedgerStatus = "skipped" if stop.code in _ASIDE else "refused"
        problems = (*concern_problems(concerns), stop)
        return Reading(_stopped(found, status, stop, which), None, concerns, problems)
    form, theme, shape = context.form(which)
    laid = shape.lay(book)
    zeros = has_zeros_for_blanks(laid, form)
    if zeros:
        laid = shape.lay(without_zeros(book))
    beside = beside_answers(laid, form, theme, shape, context)
    concerns = (
        *concerns_in(laid.grid, found, which, by_ref_alone=laid.known),
        *concerns_beside(beside, found, which),
    )
    filled = _filled(found, laid, form, theme, context)
    filled = attrs.evolve(
        filled,
        problems=(
            *((problem("file.zeros_for_blanks", Where(found.name)),) if zeros else ()),
            *filled.problems,
            *problems_beside(beside, filled.problems, found.name),
        ),
    )
    problems = (*concern_problems(concerns), *filled.problems)
    if not beside and not any(each.code in OUT_OF_PLACE for each in problems):
        shape.learn(laid)
    return Reading(_accepted(found, form, filled, problems), filled, concerns, problems)


def _filled(
    found: FoundFile, laid: KnownLayout, form: Form, theme: Theme, context: ReadingContext
) -> FilledForm:
    """Return the form with its answers, and all its problems in the order of the form."""
    grid, spots, book = laid.grid, laid.spots, laid.grid.book
    window = context.window
    answers = AnswerReader(
        found,
        theme,
        theme.by_ref,
        book.epoch_1904,
        window,
        laid.witnessed.moved,
        book.pictures_in_cells,
    )
    read = tuple(answers.entries(form.fields, spots))
    entries = tuple(entry for entry, _ in read)
    beneath = grid.events if form.events else ()
    lines = filterfalse(grid.is_stray, beneath)
    events, event_problems = events_in(
        lines, found, form.event_kinds, window, epoch_1904=book.epoch_1904
    )
    suspected = tuple(suspicions(entries, events))
    spots_on = {spot.sheet for of_field in spots.values() for spot in of_field}
    problems = (
        *about_book(found, book, form, spots_on),
        *missing_columns(found.name, grid, [each for _, wrong in read for each in wrong]),
        *event_problems,
        *strays(found, grid, beneath),
        *typed_beside_no_event(found, beneath),
        *comments(found, book, entries),
        *added_sheets(found, grid, spots_on),
        *unread_sheet(found, form, grid),
        *(() if laid.known else out_of_place(found, laid, form)),
        *times_out_of_order(entries, theme),
        *parts_exceeding(entries, theme),
        *what_is_missing(
            found.name, form, entries, theme, context.round.subject(form.id.subject), events
        ),
        *(
            problem(
                "form.identifier",
                Where(found.name, one.at.sheet, one.at.cell, one.ref),
                what=one.what,
            )
            for one in suspected
        ),
    )
    return FilledForm(
        form.id,
        form.kind,
        found.name,
        found.sha256,
        entries,
        events,
        problems,
        book.notices,
        suspected,
    )


def _why_not(ids: tuple[str, ...], book: Book, context: ReadingContext) -> Problem | None:
    """Return why a workbook with these Form IDs is not accepted, or None if it can be read."""
    if len(ids) != 1:
        return problem("file.two_forms")
    text = ids[0]
    if text.endswith("/practice"):
        return problem("file.practice")
    form_id = FormId.parse(text)
    if form_id is None:
        return problem("file.not_a_form")
    issued = context.issued.get(text)
    if issued is None:
        return _never_issued(form_id, context)
    subject = context.round.subject(form_id.subject)
    withdrawn = issued.withdrawn or (subject.withdrawn if subject else "")
    if withdrawn:
        return problem("file.withdrawn", why=withdrawn)
    if subject is not None and subject.is_out:
        return problem("file.not_cleared")
    if form_id.fingerprint not in context.themes:
        return problem("file.wrong_fingerprint", form=text)
    return of_another_form(book, form_id, context.round)


def _never_issued(form_id: FormId, context: ReadingContext) -> Problem:
    code = context.round.code
    if form_id.subject != code and not form_id.subject.startswith(f"{code}-"):
        return problem("file.other_round", round=form_id.subject.split("-")[0])
    slots = {known.slot for text in context.issued if (known := FormId.parse(text))}
    return problem(
        "file.wrong_fingerprint" if form_id.slot in slots else "file.not_issued", form=str(form_id)
    )


def _unread(found: FoundFile) -> Reading:
    """Return the reading of a file whose contents were not loaded."""
    if found.skipped:
        skipped = problem("file.skipped", Where(found.name), why=found.skipped)
        return Reading(_stopped(found, "skipped", skipped))
    if found.refused not in PROBLEMS:
        return _refusal(found, found.refused, "")
    refusal = problem(found.refused, Where(found.name))
    return Reading(_stopped(found, "refused", refusal), problems=(refusal,))


def _refusal(found: FoundFile, code: str, detail: str) -> Reading:
    refusal = refused_file(code, found.name)
    reason = f"{refusal.what} ({detail})" if detail else refusal.what
    return Reading(_line(found, "refused", code, reason, refusal.remedy), problems=(refusal,))


def _accepted(
    found: FoundFile, form: Form, filled: FilledForm, problems: tuple[Problem, ...]
) -> LedgerLine:
    answered, asked = answered_of(form, filled.entries)
    reason = _("Read: {n} of {m} questions answered.", n=answered, m=asked)
    if filled.value("signed.typed"):
        reason = f"{reason} {_('Typed in from paper.')}"
    status: LedgerStatus = "accepted_with_notes" if problems else "accepted"
    action = _("Read the notes on this file.") if problems else _("Nothing to do.")
    if problems:
        reason = f"{reason} {ngettext('{count} note.', '{count} notes.', len(problems))}"
    return _line(found, status, status, reason, action, str(form.id))


def _stopped(found: FoundFile, status: LedgerStatus, why: Problem, form: str = "") -> LedgerLine:
    """Return the ledger line of a file that is not accepted because of a problem."""
    return _line(found, status, why.code, why.what, why.remedy, form)


def _line(
    found: FoundFile, status: LedgerStatus, code: str, reason: str, action: str, form: str = ""
) -> LedgerLine:
    """Return a ledger line with its reason on a single line, cut if it is long."""
    reason = " ".join(reason.split())
    reason = reason if len(reason) <= _LINE else reason[: _LINE - 1] + "…"
    form_id = FormId.parse(form)
    subject, recipient = (form_id.subject, form_id.recipient) if form_id else ("", "")
    return LedgerLine(
        found.name, found.sha256, status, code, reason, action, form, subject, recipient
    )
