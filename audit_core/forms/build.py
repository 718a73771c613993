"""Decide which forms a round needs, and every field on each. Pure: theme and round in,
forms out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from operator import attrgetter

from audit_core.forms.fields import event_rows, fields_of
from audit_core.forms.form import Field, Form
from audit_core.i18n import N_, _
from audit_core.rounds.form_id import FormId
from audit_core.rounds.issued import Beside, IssuedForm
from audit_core.rounds.round import Round, Subject
from audit_core.rounds.time_limits import limits_on_forms
from audit_core.themes.agencies import NOT_IN_EVERY_CASE, ROLES, kind_label
from audit_core.themes.theme import Instrument, Question, Theme

_ROLES = frozenset(role.code for role in ROLES)
_SUBJECTS = N_(
    {
        "case": "Case {ref}",
        "meeting": "Meeting {ref}",
        "organisation": "Organisation {ref}",
        "round": "Round {ref}",
    }
)
_BUILT_IN = {"meeting": "observer", "round": "partnership"}


def forms_for(
    theme: Theme, audit_round: Round, fingerprint: str, beside: Beside | None = None
) -> tuple[Form, ...]:
    """Return every form the round needs, ordered by recipient, subject, instrument and reader.

    A recipient gets forms only for the cases that list it; subjects that are withdrawn or not
    cleared get none, and a form that would ask nothing is left out. `beside` holds the lines
    recalled from the last round.
    """
    forms = (
        form_of(theme, audit_round, instrument, subject, code, reader, fingerprint, beside)
        for instrument in theme.instruments
        for subject in audit_round.subjects
        if subject.kind == instrument.about and not subject.is_out
        for code in respondents(subject)
        for reader in range(1, instrument.readers + 1)
    )
    order = attrgetter("id.recipient", "id.subject", "id.instrument", "id.reader")
    return tuple(sorted((form for form in forms if form.asked), key=order))


def respondents(subject: Subject) -> tuple[str, ...]:
    """Return who gets a form about this subject: the recipients marked "ask", or the built-in
    respondent of a meeting or of the round.
    """
    if subject.kind in _BUILT_IN:
        return (_BUILT_IN[subject.kind],)
    return tuple(code for code, expect in subject.expected if expect == "ask")


def form_of(
    theme: Theme,
    audit_round: Round,
    instrument: Instrument,
    subject: Subject,
    code: str,
    reader: int,
    fingerprint: str,
    beside: Beside | None = None,
) -> Form:
    """Return one form. Its `asked` are the refs printed on it, in order."""
    recipient = audit_round.recipient(code)
    kind = recipient.kind if recipient else code
    asked = tuple(_asked(instrument, subject, kind, code))
    recalled = tuple(
        (question.ref, text)
        for question, _ in asked
        if (text := (beside or {}).get((code, question.ref)))
    )
    form_id = FormId(
        subject.ref, code, instrument.name, reader, theme.name, theme.version, fingerprint
    )
    return _form(
        theme,
        instrument,
        form_id,
        kind,
        subject_title(subject),
        audit_round.due_for(subject, code),
        asked,
        recalled,
        unknown_about(subject),
        limits_on_forms(theme, audit_round),
        record_only=subject.record_only,
    )


def rebuild_form(theme: Theme, issued: IssuedForm) -> Form:
    """Return a form as it was issued, from its entry in issued.json and the theme it was issued
    with.

    Raises ValueError if the theme has no such instrument.
    """
    form_id = FormId.parse(issued.id)
    instrument = theme.instrument(form_id.instrument) if form_id else None
    if form_id is None or instrument is None:
        raise ValueError(f"issued.json names a form that its theme does not have: {issued.id}")
    held = dict(issued.if_held)
    questions = {question.ref: question for _, question in instrument.questions()}
    asked = tuple((questions[ref], held.get(ref, "")) for ref in issued.asked)
    return _form(
        theme,
        instrument,
        form_id,
        issued.kind,
        form_id.subject,
        issued.due,
        asked,
        issued.beside,
        issued.asks,
        record_only=issued.record_only,
    )


def _form(
    theme: Theme,
    instrument: Instrument,
    form_id: FormId,
    kind: str,
    about: str,
    due: date,
    asked: tuple[tuple[Question, str], ...],
    beside: tuple[tuple[str, str], ...],
    asks: tuple[str, ...],
    limits: Mapping[str, str] | None = None,
    *,
    record_only: bool = False,
) -> Form:
    """Return a form that asks these questions, each with the role it is asked of, or ""."""
    fields = fields_of(theme, instrument, asked, beside, limits, asks, record_only=record_only)
    rows, kinds = event_rows(instrument)
    return Form(
        id=form_id,
        kind=kind,
        title=f"{theme.title}: {instrument.title.lower()}",
        subject_title=about,
        due=due,
        asked=tuple(question.ref for question, _ in asked),
        if_held=tuple((question.ref, held) for question, held in asked if held),
        fields=fields,
        events=rows,
        event_kinds=kinds,
        minutes=minutes_for(fields, rows),
        beside=beside,
        asks=asks,
        record_only=record_only,
    )


def issued_form(form: Form, file: str, audit_round: Round) -> IssuedForm:
    """Return what issued.json keeps of a form."""
    return IssuedForm(
        str(form.id),
        form.kind,
        file,
        form.due,
        audit_round.issued,
        form.asked,
        form.if_held,
        beside=form.beside,
        asks=form.asks,
        record_only=form.record_only,
    )


def unknown_about(subject: Subject) -> tuple[str, ...]:
    """Return the keys of what the round does not know about a meeting, so that its form asks."""
    if subject.kind != "meeting":
        return ()
    return tuple(
        f"about.{fact}" for fact in ("meeting_date", "meeting_kind") if not subject.fact(fact)
    )


def subject_title(subject: Subject) -> str:
    """Return how a form names what it is about, such as "Case DA26A-01-X"."""
    return _(_SUBJECTS[subject.kind], ref=subject.ref)


def minutes_for(fields: tuple[Field, ...], events: int) -> int:
    """Estimate the minutes a form takes once the record has been read, rounded to five. Printed on
    the form.
    """
    minutes = 3.0 + (5 if events else 0)
    for field in fields:
        if field.kind == "prose":
            minutes += 0.5 if field.key.startswith("helped") else 1.5
        else:
            minutes += {"rating": 1.3, "choice": 0.2, "tick": 0.1}.get(field.kind, 0.5)
    return 5 * round(minutes / 5)


def workload(theme: Theme, instrument: Instrument, kind: str) -> tuple[int, int, int, int, int]:
    """Return the most that a kind of agency could be asked: questions, rated rows, timed questions,
    critical questions, and minutes.

    Questions for every role are counted too, since a recipient may hold the role.
    """
    asked = [
        question
        for _, question in instrument.questions()
        if is_asked_of(question, kind, with_roles=True)
    ]
    fields = fields_of(theme, instrument, [(question, "") for question in asked])
    return (
        len(asked),
        sum(question.is_rated for question in asked),
        sum(question.is_timed for question in asked),
        sum("critical" in question.flags for question in asked),
        minutes_for(fields, event_rows(instrument)[0]),
    )


def is_asked_of(question: Question, kind: str, *, with_roles: bool = False) -> bool:
    """Whether a kind of agency is asked a question in its own right, or (`with_roles`) in a role it
    may hold.
    """
    agency = kind not in {"panel", "partnership", "observer"}
    return (
        kind in question.asked_of
        or (agency and "all" in question.asked_of)
        or (agency and with_roles and bool(_ROLES & set(question.asked_of)))
    )


def kinds_asked(theme: Theme, instrument: Instrument) -> tuple[str, ...]:
    """Return the kinds of respondent an instrument has questions for, in the order they are first
    named, without the panel.
    """
    named = dict.fromkeys(
        kind for _, question in instrument.questions() for kind in question.asked_of
    )
    known = {kind.code for kind in theme.kinds}
    return tuple(
        kind
        for kind in named
        if kind not in _ROLES | {"panel", "all"} and (kind in known or kind_label(kind))
    )


def _asked(
    instrument: Instrument, subject: Subject, kind: str, code: str
) -> Iterator[tuple[Question, str]]:
    """Yield the questions for one recipient and subject, each with "" or a role.

    A role means that only its holder is asked but the round does not name the holder, so the form
    asks "if you held this role". A question for either lead goes to the leads that are named.
    """
    for _unused, question in instrument.questions():
        if any(subject.fact(when.fact) not in {"", *when.bands} for when in question.when):
            continue
        roles = [role for role in question.asked_of if role in _ROLES]
        open_roles = [
            role for role in roles if role not in NOT_IN_EVERY_CASE and not subject.holders(role)
        ]
        if is_asked_of(question, kind) or any(code in subject.holders(role) for role in roles):
            yield question, ""
        elif kind not in _BUILT_IN.values() and open_roles:
            yield question, open_roles[0]
