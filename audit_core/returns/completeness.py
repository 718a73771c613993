"""What a form lacks: said kindly, with the cell, to the person who can mend it. Nothing here
changes an answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.parsing.folding import is_blank
from audit_core.problems.problem import Where, problem
from audit_core.returns.contradictions import contradictions
from audit_core.themes.scales import BLANK, NOT_UNDERSTOOD
from audit_core.themes.theme import Rating

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from audit_core.forms.form import Form
    from audit_core.problems.problem import Problem
    from audit_core.returns.model import Entry
    from audit_core.rounds.round import Subject
    from audit_core.themes.theme import Question, Theme

MIN_ANSWERED_SHARE = 0.8
"""The share of questions below which a return shows counts and no rate."""
MIN_EVIDENCE_LENGTH = 10
"""Characters of evidence or reason: the form's own check asks for as many."""
NIL = frozenset({"not_known", "not_involved"})
_TOLD_ELSEWHERE = ("concern", "nil.", "signed.", "approved.")


def what_is_missing(
    file: str, form: Form, entries: Sequence[Entry], theme: Theme, subject: Subject | None
) -> Iterator[Problem]:
    """Everything a form lacks, or that makes one doubt whose form it is. A nil return lacks only
    what makes it one.
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
        if entry.kind == "rating" and _is_beside(entry)
    )
    yield from _reasons(file, entries, theme)
    for each in contradictions(entries, theme):
        yield from each.problems(file)
    yield from _share(file, form, entries)
    if any(by_key[key].code == BLANK for key in ("signed.role", "signed.date") if key in by_key):
        yield problem("form.not_signed", _where(file, by_key["signed.role"]))


def answered_of(form: Form, entries: Sequence[Entry]) -> tuple[int, int]:
    """How many of the questions asked are answered. One asked only of a role nobody is named for
    counts when it is answered.
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
    """Required fields left blank, but for those that have a sentence of their own; a question's
    rows are told once.
    """
    rows: dict[str, list[Entry]] = {}
    for entry in entries:
        rows.setdefault(entry.question or entry.ref, []).append(entry)
    for ref, group in rows.items():
        untouched = all(
            entry.code == BLANK and is_blank(entry.evidence) and not entry.notes for entry in group
        )
        if ref in required and untouched and not group[0].key.startswith(_TOLD_ELSEWHERE):
            yield problem("answer.blank_required", _where(file, group[0]))


def _is_beside(entry: Entry) -> bool:
    """Whether something is written beside an answer that was never chosen."""
    return entry.code == BLANK and not is_blank(entry.evidence) and not entry.notes


def _reasons(file: str, entries: Sequence[Entry], theme: Theme) -> Iterator[Problem]:
    """Answers that need a reason, or evidence, and have none worth the name."""
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
    """The question about risk now, unanswered at the start or at the end; what is not understood is
    a concern already.
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
    """A nil return needs who searched, where and when; and answers on it would be lost in silence,
    so they are said.
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
