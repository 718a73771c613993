"""Report what is missing on a form, with the cell, for the auditor to correct. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.forms.fields import NO_YES
from audit_core.forms.kinds.times import LATE_REASON, point_label
from audit_core.grouping import grouped
from audit_core.i18n import N_, _
from audit_core.parsing.choices import match_choice
from audit_core.parsing.folding import fold, is_blank
from audit_core.parsing.somebody_known import says_somebody_known
from audit_core.problems.problem import Problem, Where, problem
from audit_core.returns.contradictions import contradictions
from audit_core.returns.time_points import parse_moment
from audit_core.themes.facts import may_be_one_child
from audit_core.themes.scales import (
    BLANK,
    DECLINED,
    KNOWN_OTHERS,
    NOT_UNDERSTOOD,
    NOTHING_ON_RECORD,
    NOTHING_TO_AUDIT,
    TEXT,
)
from audit_core.themes.theme import Theme, Times

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from audit_core.forms.form import Form
    from audit_core.returns.model import Entry, Event
    from audit_core.rounds.round import Subject

MIN_ANSWERED_SHARE = 0.8
"""A return with a smaller share of its questions answered shows counts and no rates."""
MIN_EVIDENCE_LENGTH = 10
"""Least number of characters of evidence, or of a reason. The form's Check column uses the same."""
_WHICH = N_(
    ("not done", "date not recorded", "date is not recorded", "nothing on record", "not needed",
     "declined")
)  # fmt: skip
"""What words beside a blank end say, in the terms of `answer.never_done`, if they say which it
is.
"""
_OF_OTHERS = ("concern.", "concern2.", "signed.", "approved.")
"""The beginnings of keys whose texts are not about what a record showed."""
_REPORTED_ELSEWHERE = ("concern", "nil.", "signed.", "approved.")


def what_is_missing(
    file: str,
    form: Form,
    entries: Sequence[Entry],
    theme: Theme,
    subject: Subject | None,
    events: Sequence[Event] = (),
) -> Iterator[Problem]:
    """Yield a problem for everything missing on a form, and for signs that it is about another
    child.

    A nil return is checked only for what a nil return needs.
    """
    by_key = {entry.key: entry for entry in entries if entry.key}
    known = by_key.get("known")
    if subject:
        yield from _other_child(entries, theme, subject)
    yield from _risk(by_key)
    if known is not None and known.code in NOTHING_TO_AUDIT:
        yield from _nil(form, entries, events, by_key)
        return
    involved = by_key.get("about.involved")
    if involved is not None and involved.code == "yes":
        yield problem("form.involved", involved.where)
    knew_child = known is None or known.code not in KNOWN_OTHERS
    yield from _blanks(
        entries,
        {
            field.question or field.ref
            for field in form.fields
            if field.required and (knew_child or not field.key.startswith("fact."))
        },
    )
    yield from (
        problem("answer.only_evidence", entry.where)
        for entry in entries
        if entry.kind == "rating" and not is_blank(entry.evidence) and _is_untouched(entry)
    )
    yield from _reasons(entries, theme)
    yield from _timed(entries, theme)
    for each in contradictions(entries, theme):
        yield from each.problems
    answered, asked = answered_of(form, entries)
    if answered < MIN_ANSWERED_SHARE * asked:
        yield problem("form.incomplete", Where(file), answered=answered, asked=asked)
    if any(by_key[key].code == BLANK for key in ("signed.role", "signed.date") if key in by_key):
        yield problem("form.not_signed", by_key["signed.role"].where)


def answered_of(form: Form, entries: Sequence[Entry]) -> tuple[int, int]:
    """Return how many questions are answered, and how many were asked.

    A question for a role that nobody is named for is counted only if it is answered.
    """
    answered = {entry.question for entry in entries if entry.question and entry.is_answer}
    held = {ref for ref, _ in form.if_held} - answered
    asked = [ref for ref in form.asked if ref not in held]
    return len(answered.intersection(asked)), len(asked)


def _blanks(entries: Sequence[Entry], required: set[str]) -> Iterator[Problem]:
    """Yield a problem for each blank required field that has no problem code of its own.

    A question with several rows is reported once.
    """
    for ref, group in grouped(entries, lambda entry: entry.question or entry.ref).items():
        if (
            ref in required
            and all(is_blank(entry.evidence) and _is_untouched(entry) for entry in group)
            and not group[0].key.startswith(_REPORTED_ELSEWHERE)
        ):
            yield problem("answer.blank_required", group[0].where)


def _is_untouched(entry: Entry) -> bool:
    """Return whether no answer was chosen and nothing about the answer was reported."""
    return entry.is_blank and not entry.notes


def _reasons(entries: Sequence[Entry], theme: Theme) -> Iterator[Problem]:
    """Yield a problem for each answer that needs a reason or evidence and has too little of it."""
    for entry in entries:
        if _has_words(entry):
            continue
        scale = theme.scale_of(theme.question(entry.question))
        answer = scale.get(entry.code) if scale else None
        if answer and answer.reason:
            yield problem("answer.no_reason", entry.where)
        elif answer and answer.evidence:
            yield problem("answer.no_evidence", entry.where, label=entry.label)


def _risk(by_key: Mapping[str, Entry]) -> Iterator[Problem]:
    """Yield a problem if the question about risk is blank, at the start or at the sign-off, or if
    it has a No that cannot be counted.

    Any other answer that was not understood is already a concern: see `concerns`.
    """
    for key in ("concern.now", "concern2.now"):
        if key in by_key and (by_key[key].is_blank or _is_uncounted_no(by_key[key])):
            yield problem("form.risk_unanswered", by_key[key].where)
            return


def _timed(entries: Sequence[Entry], theme: Theme) -> Iterator[Problem]:
    """Yield the problems of every timed question."""
    for ref, rows in grouped(entries, lambda entry: entry.question).items():
        question = theme.question(ref)
        if question is not None and isinstance(question.answer, Times):
            has_choices = theme.house_now.scale("ends") is not None
            yield from _missing_date(question.answer.span, rows, has_choices=has_choices)
            yield from _words_lacking(rows, theme)


def _missing_date(
    span: tuple[str, str], rows: Sequence[Entry], *, has_choices: bool
) -> Iterator[Problem]:
    """Yield a problem for an end without a date that may never have been done, or for another date
    that is missing without an explanation beside any of them.

    On a form from before an end had choices, the words beside it are asked about, until they say
    which it is. Where one is chosen, only a start is missed, and none where nothing is on record.
    """
    dates = [entry for entry in rows if entry.point != LATE_REASON]
    blank = [entry for entry in dates if _is_untouched(entry)]
    explained = any(_has_words(entry) for entry in rows)
    answered = any(entry.is_answer for entry in dates)
    end = next(entry for entry in dates if entry.point == span[1])
    is_unclear = has_choices or (explained and not any(map(_says_which, rows)))
    if end in blank and is_unclear and (answered or (explained and not end.held)):
        yield problem("answer.never_done", end.where, point=point_label(end.point))
        return
    if end.is_answer and parse_moment(end) is None:
        silent = end.code in {DECLINED, NOTHING_ON_RECORD}
        blank = [entry for entry in blank if entry.point == span[0] and not silent]
    if blank and answered and not explained:
        yield problem("answer.date_missing", blank[0].where, point=point_label(blank[0].point))


def _words_lacking(rows: Sequence[Entry], theme: Theme) -> Iterator[Problem]:
    """Yield a problem for each choice of a timed question that needs words beside it."""
    for entry in rows:
        scale = theme.house_now.scale("late_reasons" if entry.point == LATE_REASON else "ends")
        answer = scale.get(entry.code) if scale else None
        if answer and answer.reason and not _has_words(entry):
            yield problem("answer.say_why", entry.where, label=answer.label, what=answer.meaning)


def _says_which(entry: Entry) -> bool:
    """Return whether the words beside a date say, as they were asked to, what became of it."""
    words = fold(entry.evidence)
    return any(fold(_(which)) in words for which in _WHICH)


def _has_words(entry: Entry) -> bool:
    return len(entry.evidence.strip()) >= MIN_EVIDENCE_LENGTH


def _is_uncounted_no(entry: Entry) -> bool:
    chosen = match_choice(NO_YES, entry.raw) if entry.code == NOT_UNDERSTOOD else None
    return chosen is not None and chosen[0].code == "no"


def _nil(
    form: Form, entries: Sequence[Entry], events: Sequence[Event], by_key: Mapping[str, Entry]
) -> Iterator[Problem]:
    """Yield a problem if a nil return does not say where was searched, by whom and when, if other
    questions are answered on it, since those answers would not be counted, or if its words say that
    somebody was known.
    """
    lacking = [
        by_key[key]
        for key in ("nil.searched", "nil.role", "nil.date")
        if key in by_key and not by_key[key].is_answer
    ]
    if lacking:
        yield problem("form.nil_incomplete", lacking[0].where)
    answered, _ = answered_of(form, entries)
    if answered:
        yield problem("form.nil_answered", by_key["known"].where, answered=answered)
    still = by_key["known"].code == "not_involved"
    yield from _somebody_known(entries, events, still=still)


def _somebody_known(
    entries: Sequence[Entry], events: Sequence[Event], *, still: bool
) -> Iterator[Problem]:
    """Yield a problem at the first words of a nil return that say that somebody was known. `still`
    as in `says_somebody_known`: for a form that says the household was known at another time.
    """
    for where, words in _own_words(entries, events):
        if says_somebody_known(words, still=still):
            yield problem("form.nil_somebody_known", where)
            return


def _own_words(entries: Sequence[Entry], events: Sequence[Event]) -> Iterator[tuple[Where, str]]:
    """Yield what an auditor wrote about the case, with its cell. Roles are not about it."""
    for entry in entries:
        is_own = not entry.key.startswith(_OF_OTHERS) and not entry.key.endswith(".role")
        if entry.code == TEXT and is_own:
            yield entry.where, entry.raw
        if entry.evidence:
            yield entry.where, entry.evidence
    for event in events:
        at = event.at
        where = Where(at.file, at.sheet, at.cell, event.ref)
        yield where, ". ".join((event.source, event.what, event.child, event.done))


def _other_child(entries: Sequence[Entry], theme: Theme, subject: Subject) -> Iterator[Problem]:
    facts = {f"fact.{fact.code}": fact for fact in theme.facts}
    for entry in entries:
        fact = facts.get(entry.key)
        ours = subject.fact(fact.code) if fact else ""
        is_said = entry.code not in {BLANK, NOT_UNDERSTOOD}
        if fact and ours and is_said and not may_be_one_child(fact.code, ours, entry.code):
            yield problem(
                "form.other_child", entry.where, label=fact.label, theirs=entry.label, ours=ours
            )
