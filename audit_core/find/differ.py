"""Findings where two agencies' records of one shared fact contradict each other about one subject.

Only contradictions count: an answer that says the record is silent contradicts nothing, and a blank says nothing. Two
times contradict when they are of different days or, both with a time of day, more than an hour apart.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from audit_core.fields import point_label
from audit_core.find.words import cases_in_words
from audit_core.model.results import Finding, finding_key
from audit_core.model.theme import Times
from audit_core.words import listed, say, say_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audit_core.model.returns import CaseBook, Entry
    from audit_core.model.round import Round
    from audit_core.model.rules import Differ
    from audit_core.model.theme import Question, Section, Theme

SILENT = {"not_recorded", "no_evidence", "not_applicable", "told"}
APART = timedelta(hours=1)
_OPPOSED = {frozenset({"met", "not_met"}), frozenset({"yes", "no"}), frozenset({"seen", "not_seen"})}


def differing(rule: Differ, casebook: CaseBook, theme: Theme, round_: Round) -> Iterator[Finding]:
    """One finding for each question and subject on which two agencies' records contradict each other."""
    for instrument, section, question in theme.questions():
        if question.ref not in rule.refs:
            continue
        witnesses: dict[str, list[tuple[str, Entry]]] = {}
        for ret in casebook.quality:
            if ret.id.reader == 1:
                answers = ((ret.id.recipient, entry) for entry in ret.form.entries if entry.question == question.ref and entry.is_answer)
                witnesses.setdefault(ret.id.subject, []).extend(answers)
        for subject, said in witnesses.items():
            against = [entry for pair in combinations(said, 2) if _contradict(question, *pair) for entry in pair]
            if against:
                yield _finding(rule, theme, round_, instrument.name, section, question, subject, list(dict.fromkeys(against)))


def _contradict(question: Question, one: tuple[str, Entry], two: tuple[str, Entry]) -> bool:
    first, second = one[1], two[1]
    if one[0] == two[0] or first.point != second.point:
        return False
    if isinstance(question.answer, Times):
        return _times_differ(first.code, second.code)
    if {first.code, second.code} & SILENT:
        return False
    if first.kind == "rating":
        return frozenset({first.code, second.code}) in _OPPOSED
    return first.kind in {"number", "date"} and first.code != second.code


def _times_differ(first: str, second: str) -> bool:
    one, two = datetime.fromisoformat(first), datetime.fromisoformat(second)
    if "T" in first and "T" in second:
        return abs(one - two) > APART
    return date.fromisoformat(first[:10]) != date.fromisoformat(second[:10])


def _finding(
    rule: Differ, theme: Theme, round_: Round, instrument: str, section: Section, question: Question, subject: str, said: list[tuple[str, Entry]]
) -> Finding:
    agencies = tuple(dict.fromkeys(code for code, _ in said))
    says = rule.says.format(
        n=len(agencies),
        m=len(agencies),
        recipient=listed(round_.name_of(code) for code in agencies),
        question=question.label or question.text,
        cases=cases_in_words(1),
    )
    return Finding(
        key=finding_key(theme.name, rule.id, instrument, question.ref, "", subject),
        kind="differ",
        rule=rule.id,
        says=says,
        theme=theme.name,
        instrument=instrument,
        section=section.number,
        ref=question.ref,
        subject=subject,
        n=len(agencies),
        m=len(agencies),
        topic=question.topic,
        high=rule.high,
        recommend=rule.recommend,
        source="theme",
        evidence=tuple(dict.fromkeys(entry.at for _, entry in said)),
        recipients=tuple(sorted(agencies)),
        note=_who_said_what(said, round_),
    )


def _who_said_what(said: list[tuple[str, Entry]], round_: Round) -> str:
    """ "Yes: Riverside Academy. No: Police and Social Care." Answers only, never what was written beside them."""
    groups: dict[str, list[str]] = {}
    for code, entry in said:
        answer = entry.label or _day(entry.code)
        groups.setdefault(f"{point_label(entry.point)} {answer}".strip(), []).append(round_.name_of(code))
    return " ".join(
        say("{answer}: {names}.", answer=answer, names=listed(names)) for answer, names in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    )


def _day(code: str) -> str:
    """A date, or a date and time, as people write it; any other answer as it is."""
    try:
        moment = datetime.fromisoformat(code) if len(code) >= len("2025-01-01") else None
    except ValueError:
        moment = None
    if moment is None:
        return code
    day = say_day(moment, "short")
    return say("{day} {time}", day=day, time=f"{moment:%H:%M}") if "T" in code else day
