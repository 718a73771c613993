"""Report what is missing on a form, with the cell, for the auditor to correct. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.parsing.folding import is_blank
from audit_core.problems.problem import Problem, Where, problem
from audit_core.returns.contradictions import contradictions
from audit_core.themes.scales import BLANK, NOT_UNDERSTOOD
from audit_core.themes.theme import Question, Rating, Theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from audit_core.forms.form import Form
    from audit_core.returns.model import Entry
    from audit_core.rounds.round import Subject

MIN_ANSWERED_SHARE = 0.8
"""A return with a smaller share of its questions answered shows counts and no rates."""
MIN_EVIDENCE_LENGTH = 10
"""Least number of characters of evidence, or of a reason. The form's Check column uses the same."""
NIL = frozenset({"not_known", "not_involved"})
_REPORTED_ELSEWHERE = ("concern", "nil.", "signed.", "approved.")


def what_is_missing(
    file: str, form: Form, entries: Sequence[Entry], theme: Theme, subject: Subject | None
) -> Iterator[Problem]:
    """Yield a problem for everything missing on a form, and for signs that it is about another
    child.

    A nil return is checked only for what a nil return needs.
    """
    by_key = {entry.key: entry for entry in entries if entry.key}
    known = by_key.get("known")
    yield from _other_child(file, entries, theme, subject)
    yield from _risk(file, by_key)
    if known is not None and known.code in NIL:
        yield from _nil(file, form, entries, by_key)
        return
    involved = by_key.get("about.involved")
    if involved is not None and involved.code == "yes":
        yield problem("form.involved", _where(file, involved))
    required = {field.question or field.ref for field in form.fields if field.required}
    yield from _blanks(file, entries, required)
    yield from (
        problem("answer.only_evidence", _where(file, entry))
        for entry in entries
        if entry.kind == "rating" and _has_only_evidence(entry)
    )
    yield from _reasons(file, entries, theme)
    for each in contradictions(entries, theme):
        yield from each.problems(file)
    yield from _share(file, form, entries)
    if any(by_key[key].code == BLANK for key in ("signed.role", "signed.date") if key in by_key):
        yield problem("form.not_signed", _where(file, by_key["signed.role"]))


def answered_of(form: Form, entries: Sequence[Entry]) -> tuple[int, int]:
    """Return how many questions are answered, and how many were asked.

    A question for a role that nobody is named for is counted only if it is answered.
    """
    answered = {entry.question for entry in entries if entry.question and entry.is_answer}
    held = {ref for ref, _ in form.if_held} - answered
    asked = [ref for ref in form.asked if ref not in held]
    return len(answered.intersection(asked)), len(asked)


def _share(file: str, form: Form, entries: Sequence[Entry]) -> Iterator[Problem]:
    answered, asked = answered_of(form, entries)
    if answered < MIN_ANSWERED_SHARE * asked:
        yield problem("form.incomplete", Where(file), answered=answered, asked=asked)


def _blanks(file: str, entries: Sequence[Entry], required: set[str]) -> Iterator[Problem]:
    """Yield a problem for each blank required field that has no problem code of its own.

    A question with several rows is reported once.
    """
    rows: dict[str, list[Entry]] = {}
    for entry in entries:
        rows.setdefault(entry.question or entry.ref, []).append(entry)
    for ref, group in rows.items():
        untouched = all(
            entry.code == BLANK and is_blank(entry.evidence) and not entry.notes for entry in group
        )
        if ref in required and untouched and not group[0].key.startswith(_REPORTED_ELSEWHERE):
            yield problem("answer.blank_required", _where(file, group[0]))


def _has_only_evidence(entry: Entry) -> bool:
    """Return whether evidence was written but no answer chosen."""
    return entry.code == BLANK and not is_blank(entry.evidence) and not entry.notes


def _reasons(file: str, entries: Sequence[Entry], theme: Theme) -> Iterator[Problem]:
    """Yield a problem for each answer that needs a reason or evidence and has too little of it."""
    for entry in entries:
        answer = (
            _answer(theme, theme.by_ref, entry)
            if entry.question and len(entry.evidence.strip()) < MIN_EVIDENCE_LENGTH
            else None
        )
        if answer is None:
            continue
        needs_reason, needs_evidence = answer
        if needs_reason:
            yield problem("answer.no_reason", _where(file, entry))
        elif needs_evidence:
            yield problem("answer.no_evidence", _where(file, entry), label=entry.label)


def _answer(
    theme: Theme, questions: Mapping[str, Question], entry: Entry
) -> tuple[bool, bool] | None:
    question = questions.get(entry.question)
    scale = (
        theme.scale(question.answer.scale)
        if question and isinstance(question.answer, Rating)
        else None
    )
    answer = scale.get(entry.code) if scale else None
    return (answer.reason, answer.evidence) if answer else None


def _risk(file: str, by_key: Mapping[str, Entry]) -> Iterator[Problem]:
    """Yield a problem if the question about risk is blank, at the start or at the sign-off.

    An answer that was not understood is already a concern: see `concerns`.
    """
    blank = next(
        (
            by_key[key]
            for key in ("concern.now", "concern2.now")
            if key in by_key and by_key[key].code == BLANK
        ),
        None,
    )
    if blank is not None:
        yield problem("form.risk_unanswered", _where(file, blank))


def _nil(
    file: str, form: Form, entries: Sequence[Entry], by_key: Mapping[str, Entry]
) -> Iterator[Problem]:
    """Yield a problem if a nil return does not say where was searched, by whom and when, or if
    other questions are answered on it, since those answers would not be counted.
    """
    lacking = [
        by_key[key]
        for key in ("nil.searched", "nil.role", "nil.date")
        if key in by_key and not by_key[key].is_answer
    ]
    if lacking:
        yield problem("form.nil_incomplete", _where(file, lacking[0]))
    answered, _ = answered_of(form, entries)
    if answered:
        yield problem("form.nil_answered", _where(file, by_key["known"]), answered=answered)


def _other_child(
    file: str, entries: Sequence[Entry], theme: Theme, subject: Subject | None
) -> Iterator[Problem]:
    labels = {f"fact.{fact.code}": fact.label for fact in theme.facts}
    for entry in entries if subject else ():
        ours = (
            subject.fact(entry.key.removeprefix("fact.")) if subject and entry.key in labels else ""
        )
        if ours and entry.code not in {BLANK, NOT_UNDERSTOOD, ours}:
            yield problem(
                "form.other_child",
                _where(file, entry),
                label=labels[entry.key],
                theirs=entry.label,
                ours=ours,
            )


def _where(file: str, entry: Entry) -> Where:
    return Where(file, entry.at.sheet, entry.at.cell, entry.ref)
