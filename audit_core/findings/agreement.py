"""Compare what several agencies recorded about one shared fact: they agree, contradict each other,
or one record is silent.

Blanks are not compared. "Not on record" contradicts nothing, but makes the comparison one-sided.
Two times contradict each other if they are on different days or, where both have a time of day,
more than an hour apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import combinations
from typing import Literal

import attrs

from audit_core.forms.kinds.times import LATE_REASON
from audit_core.returns.model import CaseBook, Entry, Return
from audit_core.rounds.round import Round
from audit_core.themes.scales import NOT_DONE
from audit_core.themes.theme import Question, Section, Theme, Times

Relation = Literal["contradiction", "timing", "one_sided", "agreement"]
Account = tuple[str, "Entry"]
"""A recipient code and its answer."""
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

    `answers` holds those that differ, or all if they agree; `silent` those of agencies whose record
    does not say. `matters` is whether the panel needs to see it: not for agreement,
    nor for silence where the agency was not expected to have a record.
    """

    question: Question
    instrument: str
    section: Section
    subject: str
    kind: Relation
    answers: tuple[Account, ...]
    silent: tuple[Account, ...] = ()
    matters: bool = True

    @property
    def accounts(self) -> tuple[Account, ...]:
        """All answers that are compared."""
        return (*self.answers, *self.silent)

    @property
    def witnesses(self) -> tuple[str, ...]:
        """The recipients whose answers are compared, without repeats."""
        return tuple(dict.fromkeys(code for code, _ in self.accounts))


def compare_accounts(
    casebook: CaseBook, theme: Theme, audit_round: Round, only_about: str = ""
) -> Iterator[Comparison]:
    """Yield a comparison for each shared question that at least two agencies answered about one
    subject; of one subject only, if its ref is given.
    """
    kinds = {recipient.code: recipient.kind for recipient in audit_round.recipients}
    returns = (ret for ret in casebook.quality if only_about in {"", ret.id.subject})
    witnesses = _witnesses(returns)
    for instrument, section, question in theme.questions():
        if question.scope != "shared":
            continue
        by_subject = witnesses.get((instrument.name, question.ref), {})
        for subject, accounts in by_subject.items():
            kind, differing, silent = _compared(question, accounts, theme)
            # a silence matters for a critical question, or if the silent agency is of a kind that
            # should hold the record
            matters = kind != "agreement" and (
                kind != "one_sided"
                or "critical" in question.flags
                or any(kinds.get(code) in question.held_by for code, _ in silent)
            )
            item = Comparison(
                question,
                instrument.name,
                section,
                subject,
                kind,
                tuple(differing),
                tuple(silent),
                matters,
            )
            if len(item.witnesses) > 1:
                yield item


def _witnesses(returns: Iterable[Return]) -> dict[tuple[str, str], dict[str, list[Account]]]:
    """Return the answers by (instrument, question), then by subject. Second readers are left out:
    they read the same record as the first.
    """
    found: dict[tuple[str, str], dict[str, list[Account]]] = {}
    for ret in returns:
        if ret.id.reader == 1:
            for entry in ret.form.entries:
                if entry.question and entry.point != LATE_REASON:
                    found.setdefault((ret.id.instrument, entry.question), {}).setdefault(
                        ret.id.subject, []
                    ).append((ret.id.recipient, entry))
    return found


def _compared(
    question: Question, accounts: list[Account], theme: Theme
) -> tuple[Relation, list[Account], list[Account]]:
    """Return the relation of the answers, those that differ (or agree), and the silent ones."""
    against = [
        each
        for pair in combinations(accounts, 2)
        if _contradict(question, theme, *pair)
        for each in pair
    ]
    if against:
        return (
            "timing" if isinstance(question.answer, Times) else "contradiction",
            list(dict.fromkeys(against)),
            [],
        )
    telling = [
        (code, entry)
        for code, entry in accounts
        if entry.is_answer and entry.code not in theme.contradicting_nothing
    ]
    silent = [
        (code, entry)
        for code, entry in accounts
        if _is_silent(question, theme, entry)
        and any(code != other and entry.point == known.point for other, known in telling)
    ]
    if not silent:
        return "agreement", telling, []
    points = {entry.point for _, entry in silent}
    codes = {code for code, _ in silent}
    holding = [
        (code, entry) for code, entry in telling if entry.point in points and code not in codes
    ]
    return "one_sided", holding, silent


def _is_silent(question: Question, theme: Theme, entry: Entry) -> bool:
    """Return whether the auditor looked and found no record: an answer says so, or a time is blank
    and has evidence beside it.
    """
    return entry.code in theme.silent_codes or (
        isinstance(question.answer, Times)
        and entry.is_blank
        and len(entry.evidence.strip()) >= EVIDENCE_LENGTH
    )


def _contradict(question: Question, theme: Theme, one: Account, two: Account) -> bool:
    first, second = one[1], two[1]
    if (
        one[0] == two[0]
        or first.point != second.point
        or not (first.is_answer and second.is_answer)
        or {first.code, second.code} & theme.contradicting_nothing
    ):
        return False
    if isinstance(question.answer, Times):
        return _times_differ(first.code, second.code)
    if first.kind == "rating":
        return frozenset({first.code, second.code}) in _OPPOSED
    return first.kind in {"number", "date"} and first.code != second.code


def _times_differ(first: str, second: str) -> bool:
    if NOT_DONE in {first, second}:
        return first != second
    one, two = datetime.fromisoformat(first), datetime.fromisoformat(second)
    if "T" in first and "T" in second:
        return abs(one - two) > HOURS_APART
    return one.date() != two.date()
