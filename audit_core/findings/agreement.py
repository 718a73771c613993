"""Compare what several agencies recorded about one shared fact: they agree, contradict each other,
or one record is silent.

Blanks are not compared. "Not on record" contradicts nothing, but makes the comparison one-sided.
Two times contradict each other if they are on different days or, where both have a time of day,
more than an hour apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import Literal

import attrs

from audit_core.returns.model import CaseBook, Entry
from audit_core.rounds.round import Round
from audit_core.themes.theme import Question, Section, Theme, Times

Relation = Literal["contradiction", "timing", "one_sided", "agreement"]
Account = tuple[str, "Entry"]
"""A recipient code and its answer."""
SILENT = {"not_recorded", "no_evidence", "told"}
"""Answers that mean "not on record"."""
NO_ANSWER = {*SILENT, "not_applicable"}
HOURS_APART = timedelta(hours=1)
EVIDENCE_LENGTH = 10
"""A blank time with this many characters of evidence counts as looked for and not found. The check
in the form asks for the same length.
"""
_OPPOSED = {
    frozenset({"met", "not_met"}),
    frozenset({"yes", "no"}),
    frozenset({"seen", "not_seen"}),
}


@attrs.frozen
class Comparison:
    """One shared question about one subject, as several agencies answered it.

    `said` holds the answers that differ, or all answers if they agree; `silent` those of agencies
    whose record does not say. `matters` is whether the panel needs to see it: not for agreement,
    nor for silence where the agency was not expected to have a record.
    """

    question: Question
    instrument: str
    section: Section
    subject: str
    kind: Relation
    said: tuple[Account, ...]
    silent: tuple[Account, ...] = ()
    matters: bool = True

    @property
    def witnesses(self) -> tuple[str, ...]:
        """The recipients whose answers are compared, without repeats."""
        return tuple(dict.fromkeys(code for code, _ in (*self.said, *self.silent)))


def compare_accounts(casebook: CaseBook, theme: Theme, audit_round: Round) -> Iterator[Comparison]:
    """Yield a comparison for each shared question that at least two agencies answered about one
    subject.
    """
    kinds = {recipient.code: recipient.kind for recipient in audit_round.recipients}
    witnesses = _witnesses(casebook)
    for instrument, section, question in theme.questions():
        for subject, said in (
            witnesses.get((instrument.name, question.ref), {}).items()
            if question.scope == "shared"
            else ()
        ):
            kind, differing, silent = _compared(question, said)
            if len({code for code, _ in (*differing, *silent)}) > 1:
                matters = kind in {"contradiction", "timing"} or (
                    kind == "one_sided" and _should_know(question, silent, kinds)
                )
                yield Comparison(
                    question,
                    instrument.name,
                    section,
                    subject,
                    kind,
                    tuple(differing),
                    tuple(silent),
                    matters,
                )


def _witnesses(casebook: CaseBook) -> dict[tuple[str, str], dict[str, list[Account]]]:
    """Return the answers by (instrument, question), then by subject. Second readers are left out:
    they read the same record as the first.
    """
    found: dict[tuple[str, str], dict[str, list[Account]]] = {}
    for ret in casebook.quality:
        if ret.id.reader == 1:
            for entry in ret.form.entries:
                if entry.question:
                    found.setdefault((ret.id.instrument, entry.question), {}).setdefault(
                        ret.id.subject, []
                    ).append((ret.id.recipient, entry))
    return found


def _compared(
    question: Question, said: list[Account]
) -> tuple[Relation, list[Account], list[Account]]:
    """Return the relation of the answers, those that differ (or agree), and the silent ones."""
    against = [
        each for pair in combinations(said, 2) if _contradict(question, *pair) for each in pair
    ]
    if against:
        return (
            "timing" if isinstance(question.answer, Times) else "contradiction",
            list(dict.fromkeys(against)),
            [],
        )
    telling = [each for each in said if each[1].is_answer and each[1].code not in NO_ANSWER]
    silent = [
        each
        for each in said
        if _is_silent(question, each[1])
        and any(_known_to_another(each, other) for other in telling)
    ]
    if silent:
        points = {entry.point for _, entry in silent}
        codes = {code for code, _ in silent}
        return (
            "one_sided",
            [
                (code, entry)
                for code, entry in telling
                if entry.point in points and code not in codes
            ],
            silent,
        )
    return "agreement", telling, []


def _known_to_another(silent: Account, other: Account) -> bool:
    return silent[0] != other[0] and silent[1].point == other[1].point


def _is_silent(question: Question, entry: Entry) -> bool:
    """Return whether the auditor looked and found no record: an answer says so, or a time is blank
    and has evidence beside it.
    """
    if isinstance(question.answer, Times):
        return entry.code in SILENT or (
            entry.is_blank and len(entry.evidence.strip()) >= EVIDENCE_LENGTH
        )
    return entry.code in SILENT


def _should_know(question: Question, silent: list[Account], kinds: dict[str, str]) -> bool:
    """Return whether a silence matters: the question is critical, or the silent agency is of a kind
    that should hold the record.
    """
    return "critical" in question.flags or any(
        kinds.get(code) in question.held_by for code, _ in silent
    )


def _contradict(question: Question, one: Account, two: Account) -> bool:
    first, second = one[1], two[1]
    if (
        one[0] == two[0]
        or first.point != second.point
        or not (first.is_answer and second.is_answer)
    ):
        return False
    if {first.code, second.code} & NO_ANSWER:
        return False
    if isinstance(question.answer, Times):
        return _times_differ(first.code, second.code)
    if first.kind == "rating":
        return frozenset({first.code, second.code}) in _OPPOSED
    return first.kind in {"number", "date"} and first.code != second.code


def _times_differ(first: str, second: str) -> bool:
    one, two = datetime.fromisoformat(first), datetime.fromisoformat(second)
    if "T" in first and "T" in second:
        return abs(one - two) > HOURS_APART
    return date.fromisoformat(first[:10]) != date.fromisoformat(second[:10])
