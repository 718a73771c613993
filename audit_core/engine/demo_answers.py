"""How the invented auditors answered: varied by a fixed rule, imperfect on purpose, the same on every machine."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from audit_core.engine.demo_round import LOOKS_FROM
from audit_core.engine.demo_words import EVENTS, EVIDENCE, GENERIC, GRADES, HELPED, PROSE, SOURCES
from audit_core.model.theme import Rating

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audit_core.model.form import Field, Form
    from audit_core.model.theme import Theme

Answers = dict[str, tuple[object, str]]
Event = tuple[date, str, str, str, str, str]

# How good practice was in each case: how many in a hundred answers are met, partly, not met, told, no evidence; the rest do not apply.
_PRACTICE = (
    (78, 12, 4, 3, 1),
    (45, 18, 25, 4, 5),
    (58, 20, 12, 5, 3),
    (28, 22, 36, 5, 7),
    (66, 16, 8, 4, 4),
    (55, 18, 15, 5, 5),
)
_DONE_WELL = {"DA-1.1", "DA-1.3", "DA-4.8", "DA-6.1", "DA-7.1"}
_CODES = ("met", "partly", "not_met", "told", "no_evidence")
_OWN = ("good", "requires_improvement", "good", "inadequate", "good", "requires_improvement")
_ROLES = {
    "police": "Detective sergeant, safeguarding reviews",
    "social_care": "Team manager, quality assurance",
    "health_visiting": "Named nurse",
    "school": "Designated safeguarding lead",
    "domestic_abuse_service": "Service manager",
    "housing": "Tenancy services manager",
    "partnership": "Business manager",
}
_SYSTEMS = "The electronic record for the whole period, and the paper file before it"


def chance(*parts: object) -> int:
    """A number from 0 to 99 that depends on nothing but its parts."""
    return hashlib.sha256("|".join(map(str, parts)).encode()).digest()[0] * 100 // 256


def pick(items: Sequence[str], *parts: object) -> str:
    """One of some texts, the same for the same parts."""
    return items[hashlib.sha256("|".join(map(str, parts)).encode()).digest()[1] % len(items)]


def answers_for(form: Form, theme: Theme, facts: dict[str, str], number: int) -> Answers:
    """Everything one auditor typed into one form. `number` is the case's place in the round, 0 for the partnership's own form."""
    answers = {field.ref: _answer(form, theme, facts, number, field) for field in form.fields}
    return {ref: answer for ref, answer in answers.items() if answer[0] is not None}


def nil_answers(form: Form) -> Answers:
    """A form that says in two minutes that the child was not known."""
    keys = {
        "concern.now": "No",
        "known": "Not known",
        "nil.searched": "Tenancy and waiting list systems, three spellings tried",
        "nil.role": "Tenancy officer",
        "nil.date": date(2026, 3, 9),
        "concern2.now": "No",
    }
    return {field.ref: (keys[field.key], "") for field in form.fields if field.key in keys}


def events_for(form: Form, number: int) -> tuple[Event, ...]:
    """The agency's part of the chronology, in date order."""
    if not form.events or chance(form.id, "events") < 15:
        return ()
    who = form.id.recipient
    wanted = [event for event in EVENTS if event[0] in form.event_kinds and chance(who, number, event[1]) < 45][:6]
    days = sorted(LOOKS_FROM + timedelta(days=3 * chance(who, number, event[1], "day") + 20) for event in wanted)
    source = SOURCES.get(form.kind, GENERIC["met"])[0]
    return tuple((day, source, kind, what, child, done) for day, (kind, what, child, done) in zip(days, wanted, strict=True))


def _answer(form: Form, theme: Theme, facts: dict[str, str], number: int, field: Field) -> tuple[object, str]:
    if field.question:
        return _questioned(form, theme, number, field)
    if field.key.startswith("fact."):
        return facts.get(field.key.removeprefix("fact.")), ""
    if field.key.startswith("helped."):
        return pick(HELPED, form.id, field.ref) or None, ""
    if field.key.startswith("prose."):
        older, baby = PROSE[field.key][:2], PROSE[field.key][2:]
        return pick(baby if facts.get("age_band") == "0 to 4" else older, form.id, field.ref), ""
    if field.key.startswith("grade."):
        return _graded(form, number, field), ""
    common: dict[str, object] = {
        "concern.now": "No",
        "known": "Known",
        "about.role": _ROLES[form.kind],
        "about.records": _SYSTEMS,
        "about.worker": "Yes" if chance(form.id, "worker") < 70 else "No",
        "about.manager": "Yes" if chance(form.id, "manager") < 60 else "No",
        "about.involved": "No",
        "concern2.now": "No",
        "signed.role": _ROLES[form.kind],
        "signed.date": date(2026, 3, 9) + timedelta(days=chance(form.id, "signed") // 10),
        "approved.role": "Head of service",
        "approved.date": date(2026, 3, 19) + timedelta(days=chance(form.id, "approved") // 50),
    }
    return common.get(field.key), ""


def _graded(form: Form, number: int, field: Field) -> object:
    """The two grades with their reasons; agencies see working together a step apart now and then."""
    own = _OWN[number - 1]
    if number == 3 and form.kind == "police":
        own = "outstanding"
    together = "good" if number == 1 else "inadequate" if number == 4 or (number == 2 and form.kind == "school") else "requires_improvement"
    code = own if field.key.startswith("grade.own") else together
    if field.key.endswith("_why"):
        return pick(GRADES[code], form.id, field.ref)
    return next(option.label for option in field.options if option.code == code)


def _questioned(form: Form, theme: Theme, number: int, field: Field) -> tuple[object, str]:
    question = theme.question(field.question)
    if question is None:
        return None, ""
    if field.kind in {"date", "datetime"}:
        return _timed(form, number, field)
    if field.kind == "tick":
        return ("Yes" if chance(form.id, field.ref) < 40 else None), ""
    if field.kind == "number":
        return 2 + number + (1 if form.kind == "social_care" and number in {2, 4} else 0), ""
    code = _code(form, theme, number, field)
    label = next((option.label for option in field.options if option.code == code), "")
    return label, _evidence(form, question.topic, code, field)


def _code(form: Form, theme: Theme, number: int, field: Field) -> str:
    question = theme.question(field.question)
    rating = question.answer if question else None
    if isinstance(rating, Rating) and rating.scale == "yes_no":
        if field.question == "DA-7.2":
            return "yes" if (number, form.kind) in {(2, "school"), (4, "health_visiting"), (4, "school")} else "no"
        return "yes" if number == 6 else "no"
    if field.question == "DA-7.3":
        disagreed = (number, form.kind) in {(2, "school"), (4, "health_visiting"), (4, "school")}
        return ("partly" if form.kind == "health_visiting" else "not_met") if disagreed else "not_applicable"
    if field.question == "DA-4.7" and number != 6:
        return "not_applicable"
    place, so_far = chance(form.id.subject, form.id.recipient, field.question), 0
    if field.question in _DONE_WELL:
        place //= 3
    for code, share in zip(_CODES, _PRACTICE[(number or 5) - 1], strict=True):
        so_far += share
        if place < so_far:
            return code
    return "not_applicable"


def _evidence(form: Form, topic: str, code: str, field: Field) -> str:
    if code in {"yes", "no", "not_recorded"}:
        return "Told the other agency in writing in June; the reply is on file." if code == "yes" else ""
    words = EVIDENCE.get(topic, {}).get(code) or GENERIC[code]
    said = pick(words, form.id.subject, form.id.recipient, field.ref)
    if code == "not_applicable":
        return said[0].upper() + said[1:]
    source = pick(SOURCES[form.kind], form.id, field.ref)
    day = LOOKS_FROM + timedelta(days=3 * chance(form.id, field.ref, "day"))
    return f"{source}, {day.day} {day:%B}: {said}"


def _timed(form: Form, number: int, field: Field) -> tuple[object, str]:
    """Dates that agree between agencies: they depend on the case and the point, and each point follows the one before."""
    start = datetime(2025, 4 + number % 6, 4 + 2 * number, 20, 15)  # noqa: DTZ001 - Excel's dates have no zone
    late = number in {2, 4}
    hours = {"incident": 0, "sent": 40 if late else 2, "received": 78 if late else 11, "referred": 30, "first_contact": 200 if late else 54, "decided": 96}
    days = {"begun": 97 if late else 21, "decided": 4 if number == 4 else 1, "received": 1, "referred": 3}
    if field.kind == "datetime":
        moment = start + timedelta(hours=hours.get(field.point, 24))
        reason = "Notices were sent by hand while the system was down." if late and field.ref.endswith("a") and form.kind == "police" and number == 4 else ""
        return moment, reason
    return (start + timedelta(days=days.get(field.point, 2))).date(), ""
