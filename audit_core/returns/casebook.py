"""Build the case book from all readings of a folder. Pure.

It decides which copy of each form counts, which forms are still missing, and which agencies to ask
about conflicting copies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TypeVar, get_args

import attrs

from audit_core.grouping import grouped
from audit_core.i18n import N_, _
from audit_core.problems.problem import Problem, Where, of_risk, problem
from audit_core.returns.answers import SIGNED_ON
from audit_core.returns.case_identity import doubts_of, set_aside
from audit_core.returns.model import (
    CaseBook,
    Concern,
    Conflict,
    Expected,
    ExpectedState,
    FilledForm,
    KnownAnswer,
    LedgerLine,
    LedgerStatus,
    Reading,
    Return,
    digest,
)
from audit_core.rounds.form_id import FormId
from audit_core.rounds.issued import Issued, IssuedForm
from audit_core.rounds.panel_decisions import Decisions
from audit_core.rounds.round import Round

_T = TypeVar("_T")
FormKey = tuple[str, str, str, int]
AnsweredCells = dict[str, str]


@attrs.frozen(eq=False)
class _Copy:
    """One copy of a form."""

    reading: Reading
    form: FilledForm

    @cached_property
    def cells(self) -> AnsweredCells:
        """Its filled cells, by which it is compared with other copies."""
        return answered_cells(self.form)

    @property
    def file(self) -> str:
        """The name of its file."""
        return self.reading.ledger.file


_Verdict = tuple[Reading, LedgerStatus, str, str]
"""(reading, status, problem code, the other file) of a copy that does not count."""


@attrs.frozen
class _Copies:
    """The copies of one form: the one that counts (`chosen`), or a conflict between them."""

    verdicts: tuple[_Verdict, ...]
    chosen: _Copy | None = None
    conflict: Conflict | None = None
    key: str = ""
    """The key of the choice between these copies in decisions.xlsx, or "" if there is no choice."""


def build_casebook(
    readings: Iterable[Reading],
    audit_round: Round,
    issued: Issued,
    decisions: Decisions,
    as_at: date,
) -> CaseBook:
    """Return the case book of a round as at `as_at`. The order of the readings does not matter.

    Of several copies of a form with the same answers, one counts. A copy that only fills the blanks
    of another replaces it. Copies with different answers are a conflict: none of them counts until
    `decisions` names the file to use.
    """
    ordered = sorted(readings, key=lambda reading: (reading.ledger.file, reading.ledger.sha256))
    doubts = doubts_of(ordered, audit_round, decisions)
    ordered = [set_aside(reading, doubts, audit_round) for reading in ordered]
    groups = grouped(
        (_Copy(reading, reading.form) for reading in ordered if reading.form is not None),
        lambda copy: copy.form.id.slot,
    )
    wanted = dict(decisions.conflicts)
    copies = {slot: _copies(group, wanted) for slot, group in sorted(groups.items())}
    due = {form.id: form.due for form in issued.forms}
    received = _by_slot(decisions.received)
    returns: list[Return] = []
    dated: list[Problem] = []
    for slot, copy in copies.items():
        if copy.chosen is not None:
            form = copy.chosen.form
            ret, wrong = _return(form, due.get(str(form.id)), received.get(slot), as_at)
            returns.append(ret)
            dated += wrong
    ledger, file_problems = _ledger(ordered, copies)
    return CaseBook(
        returns=tuple(sorted(returns, key=lambda ret: ret.id.slot)),
        ledger=ledger,
        expected=_expected(audit_round, issued, returns, copies, decisions, as_at),
        concerns=_concerns(ordered),
        conflicts=tuple(copy.conflict for copy in copies.values() if copy.conflict),
        problems=(*file_problems, *dated, *_unmatched_decisions(copies, decisions)),
        doubts=doubts,
        settled=tuple(copy.key for copy in copies.values() if copy.chosen and copy.key),
    )


def _copies(group: Sequence[_Copy], wanted: Mapping[str, str]) -> _Copies:
    """Decide which copy of one form counts."""
    if len(group) == 1:
        return _Copies((), group[0])
    distinct: list[_Copy] = []
    for copy in group:
        if not any(other.cells.items() > copy.cells.items() for other in group) and all(
            other.cells != copy.cells for other in distinct
        ):
            distinct.append(copy)
    key = _key(distinct)
    chosen = next((copy for copy in group if copy.file == wanted.get(key)), None)
    if chosen is not None:
        verdicts = (
            _verdict(copy, chosen, "file.not_chosen") for copy in group if copy is not chosen
        )
        return _Copies(tuple(verdicts), chosen, key=key)
    rest = []
    for copy in group:
        if copy not in distinct:
            fuller = next(other for other in distinct if copy.cells.items() <= other.cells.items())
            rest.append(_verdict(copy, fuller, "file.superseded"))
    if len(distinct) == 1:
        return _Copies(tuple(rest), distinct[0])
    first, second, *_more = distinct
    rest += (
        (copy.reading, "conflict", "file.conflict", (second if copy is first else first).file)
        for copy in distinct
    )
    return _Copies(tuple(rest), None, _conflict(distinct), key)


def _key(copies: Sequence[_Copy]) -> str:
    """Return the form's id with a digest of what its copies say.

    If another copy with different answers arrives later, the key changes and the chair is asked
    again.
    """
    texts = sorted(
        "\n".join(f"{ref}={value}" for ref, value in sorted(copy.cells.items())) for copy in copies
    )
    return f"{copies[0].form.id} {digest(*texts)}"


def _verdict(copy: _Copy, counted: _Copy, code: str) -> _Verdict:
    """Return the verdict on a copy when `counted` is the one that counts.

    It is a duplicate if its answers are the same, and otherwise superseded, with the problem
    `code`.
    """
    if copy.cells == counted.cells:
        return copy.reading, "duplicate", "file.duplicate", counted.file
    return copy.reading, "superseded", code, counted.file


def answered_cells(form: FilledForm) -> AnsweredCells:
    """Return the text of every filled cell of a form, by ref. Copies of a form are compared by it.

    The key of an event's cell is its ref and the column: "C-1 what".
    """
    found: AnsweredCells = {}
    for entry in form.entries:
        found[entry.ref] = entry.code if entry.is_answer and entry.code != "text" else entry.raw
        found[f"{entry.ref} evidence"] = entry.evidence
    for place, event in enumerate(form.events):
        ref = event.ref or f"row {place + 1} without a reference"

        for name, text in (
            ("date", event.day.isoformat() if event.day else event.date_raw),
            ("source", event.source),
            ("kind", event.kind),
            ("what", event.what),
            ("child", event.child),
            ("done", event.done),
        ):
            found[f"{ref} {name}"] = "\n".join(filter(None, (found.get(f"{ref} {name}"), text)))
    return {ref: " ".join(text.split()) for ref, text in found.items() if text.strip()}


def _conflict(copies: Sequence[_Copy]) -> Conflict:
    """Return every cell in which the copies differ, with the labels printed on the form.

    Each row has the value in the first file and the values in the others, in order of file name.
    """
    words = {
        (entry.ref, entry.code): entry.label
        for copy in copies
        for entry in copy.form.entries
        if entry.label
    }
    first, *others = (
        {ref: words.get((ref, value), value) for ref, value in copy.cells.items()}
        for copy in copies
    )
    refs = dict.fromkeys(ref for each in (first, *others) for ref in each)
    rows = []
    for ref in refs:
        values = dict.fromkeys(other.get(ref, "") for other in others)
        if set(values) != {first.get(ref, "")}:
            theirs = " / ".join(value or _("(blank)") for value in values) if any(values) else ""
            rows.append((_printed_place(ref), first.get(ref, ""), theirs))
    files = tuple(copy.file for copy in copies)
    return Conflict(_key(copies), str(copies[0].form.id), files, tuple(rows))


_PARTS = N_(
    {
        "evidence": "{ref} evidence",
        "date": "{ref} date",
        "source": "{ref} source",
        "kind": "{ref} kind",
        "what": "{ref} what happened",
        "child": "{ref} what it was like for the child",
        "done": "{ref} what was done",
    }
)
_UNREFERENCED = re.compile(r"row (\d+) without a reference")


def _printed_place(name: str) -> str:
    """Return the name of a cell from `answered_cells` as it is printed for people.

    The name itself is part of keys in decisions.xlsx, so it is never translated.
    """
    ref, _space, part = name.rpartition(" ")
    row = _UNREFERENCED.fullmatch(ref)
    place = _("row {number} without a reference", number=row[1]) if row else ref
    return _(_PARTS[part], ref=place) if ref and part in _PARTS else name


def _return(
    form: FilledForm, due: date | None, received: date | None, as_at: date
) -> tuple[Return, tuple[Problem, ...]]:
    """Return the form as a return with the date it was received.

    The date is the one the chair recorded, or else the sign-off date (for a nil return, the date of
    the search). A date after `as_at` is reported and not used.
    """
    problems: tuple[Problem, ...] = ()
    dates = (
        entry for key in SIGNED_ON if (entry := form.by_key(key)) is not None and entry.is_answer
    )
    signed = next(dates, None)
    if received is None and signed is not None:
        received = _day(signed.code)
        if received is not None and received > as_at:
            problems = (problem("form.future_date", signed.where),)
            received = None
    return Return(form, _known(form), received, due, form.id.fingerprint), problems


def _day(code: str) -> date | None:
    try:
        return date.fromisoformat(code)
    except ValueError:
        return None


def _known(form: FilledForm) -> KnownAnswer:
    """Return who was known to the agency. A form without that question counts as "known"."""
    if form.by_key("known") is None:
        return "known"
    return next(
        (known for known in get_args(KnownAnswer) if known == form.value("known")), "unsaid"
    )


def _ledger(
    ordered: Sequence[Reading], copies: Mapping[FormKey, _Copies]
) -> tuple[tuple[LedgerLine, ...], tuple[Problem, ...]]:
    """Return one ledger line for each file, and the problems of all files.

    For a duplicate or superseded copy only the problem about the file and any risk are kept.
    """
    verdicts = {
        id(reading): (status, code, other)
        for copy in copies.values()
        for reading, status, code, other in copy.verdicts
    }
    lines: list[LedgerLine] = []
    problems: list[Problem] = []
    for reading in ordered:
        if id(reading) not in verdicts:
            lines.append(reading.ledger)
            problems += reading.problems
            continue
        status, code, other = verdicts[id(reading)]
        why = problem(code, Where(reading.ledger.file), other=other)
        lines.append(
            attrs.evolve(
                reading.ledger, status=status, code=code, reason=why.what, action=why.remedy
            )
        )
        kept = reading.problems if status == "conflict" else of_risk(reading.problems)
        problems += (why, *kept)
    return tuple(lines), tuple(problems)


def _concerns(ordered: Iterable[Reading]) -> tuple[Concern, ...]:
    """Return the concerns of all files. A concern that is the same in several copies is listed
    once.
    """
    found: dict[tuple[str, ...], Concern] = {}
    for reading in ordered:
        for concern in reading.concerns:
            found.setdefault((concern.key, concern.kind, concern.told, concern.when), concern)
    return tuple(found.values())


def _expected(
    audit_round: Round,
    issued: Issued,
    returns: Iterable[Return],
    copies: Mapping[FormKey, _Copies],
    decisions: Decisions,
    as_at: date,
) -> tuple[Expected, ...]:
    """Return every form that should be returned, in order of case, and every listed agency not
    asked.
    """
    counted = {ret.id.slot: ret for ret in returns}
    accepted = _by_slot(decisions.missing_accepted)
    latest: dict[FormKey, tuple[FormId, IssuedForm]] = {}
    for form in issued.forms:
        form_id = FormId.parse(form.id)
        if form_id is not None:
            latest[form_id.slot] = form_id, form
    not_asked = {(item.subject, item.recipient): item for item in _not_asked(audit_round)}
    found = [
        _expected_form(form_id, form, counted.get(slot), copies.get(slot), accepted, as_at)
        for slot, (form_id, form) in latest.items()
        if not form.withdrawn
        and not _is_out(audit_round, form_id.subject)
        # a form may be waived after it was issued
        and (slot in counted or slot[:2] not in not_asked)
    ]
    asked = {(item.subject, item.recipient) for item in found}
    found += [item for place, item in not_asked.items() if place not in asked]
    return tuple(
        sorted(found, key=lambda each: (each.subject, each.recipient, each.instrument, each.reader))
    )


def _expected_form(
    form_id: FormId,
    form: IssuedForm,
    ret: Return | None,
    copies: _Copies | None,
    accepted: Mapping[FormKey, str],
    as_at: date,
) -> Expected:
    """Return the state of one form. A form whose due date has not passed is awaited, not
    missing.
    """
    blank = Expected(
        str(form_id), *form_id.slot, form.due, "missing" if form.due < as_at else "awaited"
    )
    if ret is not None:
        state: ExpectedState = (
            "nil" if ret.is_nil else "returned_late" if ret.is_late else "returned"
        )
        return attrs.evolve(
            blank, form=str(ret.id), state=state, received=ret.received, file=ret.form.file
        )
    if copies is not None and copies.conflict is not None:
        return attrs.evolve(blank, state="conflict", file=copies.conflict.files[0])
    return attrs.evolve(blank, state="missing_accepted") if form_id.slot in accepted else blank


def _not_asked(audit_round: Round) -> Iterator[Expected]:
    """Yield the agencies of each case that were sent no form: not known to them, or waived."""
    for subject in audit_round.subjects:
        for code, expect in subject.expected:
            if expect != "ask" and not subject.is_out:
                yield Expected(
                    "", subject.ref, code, "", 1, audit_round.due_for(subject, code), expect
                )


def _is_out(audit_round: Round, ref: str) -> bool:
    subject = audit_round.subject(ref)
    return subject is not None and subject.is_out


def _by_slot(decided: Iterable[tuple[str, _T]]) -> dict[FormKey, _T]:
    """Return decisions about forms by form key, whichever issue of the form they name."""
    return {form_id.slot: value for form, value in decided if (form_id := FormId.parse(form))}


def _unmatched_decisions(
    copies: Mapping[FormKey, _Copies], decisions: Decisions
) -> Iterator[Problem]:
    """Yield a problem for each decision that names a file which is not a copy of that form.

    Such a decision is not applied. The problem lists the files to choose from.
    """
    current = {copy.key: copy for copy in copies.values()}
    for key, file in decisions.conflicts:
        where = decisions.where("Conflicts", key)
        if FormId.parse(key.partition(" #")[0]) is None:
            yield problem("decision.unknown", where, what=_("copy of this form called"), id=file)
        elif (open_ := current.get(key)) is not None and file not in (files := _files(open_)):
            yield problem("decision.no_such_copy", where, value=file, known=", ".join(files))


def _files(copies: _Copies) -> tuple[str, ...]:
    """Return the file names of a form's copies: those in conflict, or else all of them."""
    if copies.conflict:
        return copies.conflict.files
    chosen = [copies.chosen.file] if copies.chosen else []
    return tuple(sorted({*chosen, *(reading.ledger.file for reading, *_ in copies.verdicts)}))
