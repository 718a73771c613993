"""The answers of the invented auditors: varied by a fixed rule, imperfect on purpose, and the same
on every machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from audit_core.demo.evidence_texts import EVIDENCE, GENERIC
from audit_core.demo.invented_round import LOOKS_TO
from audit_core.demo.prose import (
    APPROVERS,
    DIFFERENT,
    HELPED,
    LIFE,
    MADE,
    OWN,
    RECORDS,
    ROLES,
    SOURCES,
    TOGETHER,
    WELL,
)
from audit_core.demo.story import AT_STRATEGY, DAYS, INCIDENTS, MOMENTS, OPENED_ON_MONDAY, STORY
from audit_core.forms.form import Field, Form
from audit_core.forms.kinds.times import LATE_REASON

Answers = dict[str, tuple[object, str]]
DemoEvent = tuple[date, str, str, str, str, str]

# Percentages of answers that are met, partly, not met, told and no evidence, by the grade that the
# agency gave itself; the rest are not applicable.
_PRACTICE = {
    "outstanding": (88, 6, 0, 3, 0),
    "good": (70, 14, 4, 4, 3),
    "requires_improvement": (44, 22, 18, 5, 6),
    "inadequate": (22, 22, 40, 4, 8),
}
_CODES = ("met", "partly", "not_met", "told", "no_evidence")
_DONE_WELL = {"DA-1.1", "DA-1.3", "DA-4.8", "DA-6.1", "DA-7.1"}

# The grade that each agency gave its own practice, and working together, in each case; in the
# fourth they differ widely.
_OWN = {
    1: "good",
    2: "requires_improvement",
    3: "good",
    4: "inadequate",
    5: "good",
    6: "requires_improvement",
}
_OWN_BUT = {
    (3, "police"): "outstanding",
    (2, "school"): "good",
    (4, "domestic_abuse_service"): "good",
    (4, "social_care"): "requires_improvement",
}

_TOGETHER_BUT = {
    (2, "school"): "inadequate",
    (3, "health_visiting"): "requires_improvement",
    (4, "social_care"): "requires_improvement",
    (4, "domestic_abuse_service"): "good",
}

# Facts on which the records of a case agree, or differ on purpose, and answers that the story
# requires, by case and kind. "" is every other kind.
_DISAGREED = {(2, "school"): "not_met", (4, "health_visiting"): "partly", (4, "school"): "not_met"}
_TOLD_SCHOOL = {(2, ""): "not_met", (4, "school"): "not_met"}
_REFERRED = {(2, ""): "partly", (4, ""): "not_met", (5, ""): "not_applicable"}
_STEPPED_DOWN = 6
_SAFER = {
    (2, ""): "partly",
    (2, "domestic_abuse_service"): "not_met",
    (4, ""): "not_met",
    (4, "social_care"): "partly",
    (6, ""): "partly",
}
_ALONE = {2, 6}
"""Children without brothers or sisters."""
_UNDER_FIVE = {3, 5}
_ONLY_AN_ADULT = {(6, "housing")}
"""The agencies whose record is about an adult of the household, by case and kind."""
_NO_CHRONOLOGY = {(4, "domestic_abuse_service"), (6, "social_care")}


def chance(*parts: object) -> int:
    """Return a number from 0 to 99 that depends only on its arguments."""
    return hashlib.sha256("|".join(map(str, parts)).encode()).digest()[0] * 100 // 256


def pick(items: Sequence[str], *parts: object) -> str:
    """Return one of some texts, the same for the same arguments."""
    return items[hashlib.sha256("|".join(map(str, parts)).encode()).digest()[1] % len(items)]


def answers_for(form: Form, facts: dict[str, str], number: int) -> Answers:
    """Return everything that one auditor typed into one form. `number` is the case's place in the
    round, 0 for the partnership's own form.
    """
    answers = {field.ref: _answer(form, facts, number, field) for field in form.fields}
    return {ref: answer for ref, answer in answers.items() if answer[0] is not None}


def nil_answers(form: Form) -> Answers:
    """Return the answers of a form that says nobody of the household was known."""
    keys = {
        "concern.now": "No",
        "known": "Nobody",
        "nil.searched": "Tenancy and waiting list systems, for the child and both parents, three "
        "spellings tried",
        "nil.role": "Tenancy officer",
        "nil.date": date(2026, 3, 9),
        "concern2.now": "No",
    }
    return {field.ref: (keys[field.key], "") for field in form.fields if field.key in keys}


def events_for(form: Form, number: int) -> tuple[DemoEvent, ...]:
    """Return the agency's part of the chronology in date order: the events of the case that its own
    record has.
    """
    if not form.events or (number, form.kind) in _NO_CHRONOLOGY:
        return ()
    return tuple(
        (
            event.day,
            pick(SOURCES[form.kind], form.id, event.day),
            event.kind if event.kind in form.event_kinds else "",
            event.what,
            event.child,
            event.done,
        )
        for event in STORY.get(number, ())
        if form.id.recipient in event.told_by
    )


def _answer(form: Form, facts: dict[str, str], number: int, field: Field) -> tuple[object, str]:
    if field.question:
        return _questioned(form, number, field)
    if field.key.startswith("fact."):
        return facts.get(field.key.removeprefix("fact.")), ""
    if field.key.startswith("helped."):
        section = int(field.key.removeprefix("helped."))  # no text occurs twice on a form
        return HELPED[(chance(form.id, "helped") + section) % len(HELPED)] or None, ""
    if field.key.startswith("prose."):
        return _prose(form, number, field.key), ""
    if field.key.startswith("grade."):
        return _graded(form, number, field), ""
    signed = _working(date(2026, 3, 9) + timedelta(days=chance(form.id, "signed") // 12))
    common: dict[str, object] = {
        "concern.now": "No",
        "known": "A parent or carer or other adult"
        if (number, form.kind) in _ONLY_AN_ADULT
        else "The child",
        "about.role": ROLES[form.kind],
        "about.records": RECORDS.get(form.kind),
        "about.worker": "Yes" if chance(form.id, "worker") < 70 else "No",
        "about.manager": "Yes" if chance(form.id, "manager") < 60 else "No",
        "about.involved": "Yes" if form.kind == "school" and number == 1 else "No",
        "concern2.now": "No",
        "signed.role": ROLES[form.kind],
        "signed.date": signed,
        "approved.role": APPROVERS[form.kind],
        "approved.date": _working(signed + timedelta(days=1 + chance(form.id, "approved") // 50)),
    }
    return common.get(field.key), ""


def _prose(form: Form, number: int, key: str) -> str:
    """Return the text of one of the four boxes: an agency writes of itself by its kind, and of the
    child by the case.
    """
    texts = {
        "prose.5": WELL.get(form.kind),
        "prose.6": DIFFERENT.get(form.kind),
        "prose.7": LIFE.get(number),
        "prose.8": MADE.get(number),
    }[key] or ("",)
    by_kind = number if key in {"prose.5", "prose.6"} else list(ROLES).index(form.kind)
    return texts[by_kind % len(texts)]


def _graded(form: Form, number: int, field: Field) -> object:
    """Return one of the two grades or its reason. Agencies sometimes differ by a grade on working
    together.
    """
    own = field.key.startswith("grade.own")
    code = _own(form, number) if own else _TOGETHER_BUT.get((number, form.kind), _OWN[number])
    if field.key.endswith("_why"):
        texts = (OWN if own else TOGETHER)[code]
        return texts[(list(ROLES).index(form.kind) + number) % len(texts)]
    return next(option.label for option in field.options if option.code == code)


def _own(form: Form, number: int) -> str:
    return _OWN_BUT.get((number, form.kind), _OWN.get(number, "good"))


def _questioned(form: Form, number: int, field: Field) -> tuple[object, str]:
    if field.point == LATE_REASON:
        return _why_late(form, number, field)
    if field.is_date:
        return _timed(form, number, field), ""
    if field.question == "DA-4.9":
        return ("Yes" if field.ref[-1] in AT_STRATEGY[number] else None), ""
    if field.kind == "tick":
        return ("Yes" if chance(form.id, field.ref) < 40 else None), ""
    if field.kind == "number":
        return INCIDENTS[number] + (1 if (number, form.kind) == (2, "social_care") else 0), ""
    code = _code(form, number, field.question)
    label = next((option.label for option in field.options if option.code == code), "")
    return label, _evidence(form, number, code, field)


def _code(form: Form, number: int, ref: str) -> str:
    """Return the answer that the story requires, or one as good as the agency's practice was."""
    case, any_of_it = (number, form.kind), (number, "")
    required = {
        "DA-1.4": _TOLD_SCHOOL.get(case, _TOLD_SCHOOL.get(any_of_it, "met")),
        "DA-2.2": _REFERRED.get(any_of_it, "met"),
        "DA-2.3": "not_applicable"
        if _REFERRED.get(any_of_it) in {"not_met", "not_applicable"}
        else "",  # no meeting, so no actions from it
        "DA-3.3": "not_applicable" if number in _ALONE else "",
        "DA-4.6": "yes" if number == _STEPPED_DOWN else "no",
        "DA-4.7": "not_met" if number == _STEPPED_DOWN else "not_applicable",
        "DA-7.2": "yes" if case in _DISAGREED else "no",
        "DA-7.3": _DISAGREED.get(case, "not_applicable"),
        "DA-8.1": _SAFER.get(case, _SAFER.get(any_of_it, "")),
    }
    if required.get(ref):
        return required[ref]
    if number == 0:  # the partnership's own form: the answer that has texts
        return next(iter(EVIDENCE.get(ref, {"met": ()})))
    place, so_far = chance(form.id.subject, form.id.recipient, ref), 0
    if ref in _DONE_WELL:
        place = place * 2 // 3
    for code, share in zip(_CODES, _PRACTICE[_own(form, number)], strict=True):
        so_far += share
        if place < so_far:
            return code
    return (
        "not_applicable" if ref != "DA-3.3" and "not_applicable" in EVIDENCE.get(ref, {}) else "met"
    )


def _evidence(form: Form, number: int, code: str, field: Field) -> str:
    """Return words that fit the question, usually with source and date, as people write them."""
    ref = field.question
    keys = (
        f"{ref} {form.kind}",
        f"{ref} baby" if number in _UNDER_FIVE else "",
        f"{ref} alone" if number in _ALONE else "",
        ref,
    )
    texts = next((EVIDENCE[key][code] for key in keys if code in EVIDENCE.get(key, {})), None)
    words = pick(texts or GENERIC.get(code, ("",)), form.id.subject, form.id.recipient, field.ref)
    sentence = words[:1].upper() + words[1:]
    if (
        code in {"yes", "no", "told", "no_evidence", "not_applicable"}
        or ref in {"DA-4.7", "DA-7.3"}
        or texts is None
        or not words
    ):
        return sentence
    source, day = pick(SOURCES[form.kind], form.id, field.ref), _day_of(form, number, field)
    turn = chance(form.id, field.ref, "turn")
    if turn < 50:
        return f"{source}, {day.day} {day:%B}: {words}"
    return f"{sentence} ({source}, {day.day} {day:%B})" if turn < 85 else sentence


def _day_of(form: Form, number: int, field: Field) -> date:
    """Return a fitting working day: just after the latest incident for section 1, at the end for
    section 8, otherwise soon after some event.
    """
    if number == 0:
        return _working(date(2025, 6 + chance(field.ref) % 7, 10))
    if field.question.startswith("DA-1."):
        return _working(MOMENTS[number]["incident"].date() + timedelta(days=1))
    if field.question == "DA-3.5":
        return _working(min(DAYS[number]["DA-3.4", "begun"] + timedelta(days=42), LOOKS_TO))
    if field.question.startswith("DA-8."):
        return _working(date(2025, 12, 8) + timedelta(days=chance(form.id, field.ref) // 10))
    days = [event.day for event in STORY[number]]
    after = timedelta(days=1 + chance(form.id, field.ref, "after") % 9)
    return _working(min(days[chance(form.id, field.ref, "day") % len(days)] + after, LOOKS_TO))


def _working(day: date) -> date:
    """Return the day or, at a weekend, the Monday after it."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def _timed(form: Form, number: int, field: Field) -> object:
    """Return a time. Agencies agree, except in the fourth case, where the notification was read two
    days after delivery.
    """
    if field.kind == "date":
        return DAYS[number][field.question, field.point]
    moment: datetime = MOMENTS[number][field.point]
    if number == 4 and field.point == "received" and form.kind != "police":
        moment = OPENED_ON_MONDAY
    return moment


def _why_late(form: Form, number: int, field: Field) -> tuple[object, str]:
    """Return why something was late, which one school says of a notification."""
    if (number, form.kind, field.question) != (4, "school", "DA-1.2"):
        return None, ""
    label = next(option.label for option in field.options if option.code == "out_of_control")
    return (
        label,
        "Sent to the office mailbox after we had closed on the Friday; opened on the Monday.",
    )
