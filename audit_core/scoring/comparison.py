"""Stage: two rounds set side by side, topic by topic, and question by question where the question
is the same. Pure.

A question is the same only if its words and its way of answering are: then its counts may stand
beside each other. Topics
are common to all themes, so two rounds of different themes have those in common, and nothing else.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from audit_core.parsing.folding import fold
from audit_core.themes.topics import TOPICS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from audit_core.themes.theme import Question, Theme


Met = tuple[int, int]
"""How many answers are met (or its like on another scale), of how many that count."""


@attrs.frozen
class Side:
    """One round: its theme as it was issued, the counts of its questions by ref, and the references
    of its cases.
    """

    title: str
    code: str
    theme: Theme
    counts: Mapping[str, Met]
    cases: frozenset[str]
    as_at: date
    """The day it was compiled for."""
    state: str = attrs.field(default="", eq=False)
    """How far it is, in words, for whoever reads the two side by side: no part of what it found."""

    @property
    def good(self) -> dict[str, Met]:
        """The counts of its questions that have an answer which is good for the child."""
        return {ref: met for ref, met in self.counts.items() if self.theme.is_good(ref)}


@attrs.frozen
class ComparedItem:
    """One thing in both rounds: its ref or topic, its words, and the counts of either (0 of 0 where
    nothing counts).
    """

    key: str
    label: str
    old: Met
    new: Met


@attrs.frozen
class RoundComparison:
    """Two rounds beside each other. `changed`, `dropped` and `added` are refs of one theme that
    cannot be compared, and why not.

    `same_theme`: whether questions were compared at all. Rounds have different children, always: a
    reference is of one round.
    """

    topics: tuple[ComparedItem, ...]
    questions: tuple[ComparedItem, ...] = ()
    changed: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    same_theme: bool = False


def compare_results(old: Side, new: Side) -> RoundComparison:
    """What two rounds have in common."""
    topics = _topics(old, new)
    if old.theme.name != new.theme.name:
        return RoundComparison(topics)
    before, after = _questions(old.theme), _questions(new.theme)
    both = [ref for ref in before if ref in after]
    same = [ref for ref in both if _is_same(before[ref], after[ref])]
    pairs = tuple(
        ComparedItem(
            ref,
            after[ref].label or after[ref].text,
            old.counts.get(ref, (0, 0)),
            new.counts.get(ref, (0, 0)),
        )
        for ref in same
        if new.theme.is_good(ref) and any(side.counts.get(ref, (0, 0))[1] for side in (old, new))
    )
    return RoundComparison(
        topics,
        pairs,
        tuple(ref for ref in both if ref not in same),
        tuple(ref for ref in before if ref not in after),
        tuple(ref for ref in after if ref not in before),
        same_theme=True,
    )


def _topics(old: Side, new: Side) -> tuple[ComparedItem, ...]:
    """The topics on which both rounds have answers that count, in the order of the common list."""
    labels = dict((*TOPICS, *old.theme.topics, *new.theme.topics))
    sides = [_by_topic(side) for side in (old, new)]
    return tuple(
        ComparedItem(code, label, sides[0][code], sides[1][code])
        for code, label in labels.items()
        if all(code in side for side in sides)
    )


def _by_topic(side: Side) -> dict[str, Met]:
    """Agencies' answers about cases, by topic: what a meeting, a partnership or the panel itself
    says is another thing, and is never added to them.
    """
    found: dict[str, Met] = {}
    case_files = {
        question.ref: question
        for instrument, _, question in side.theme.questions()
        if instrument.about == "case" and question.scope != "case"
    }
    for ref, (met, base) in side.good.items():
        question = case_files.get(ref)
        if question is not None and base:
            before = found.get(question.topic, (0, 0))
            found[question.topic] = (before[0] + met, before[1] + base)
    return found


def _questions(theme: Theme) -> dict[str, Question]:
    return {question.ref: question for _, _, question in theme.questions()}


def _is_same(one: Question, two: Question) -> bool:
    return (fold(one.text), one.answer) == (fold(two.text), two.answer)


def met_of(tallies: Iterable[Mapping[str, int]]) -> Met:
    """The counts of some tallies, as compiled.json has them."""
    met = base = 0
    for tally in tallies:
        met += tally["met"]
        base += sum(tally[name] for name in ("met", "partly", "not_met", "told", "no_evidence"))
    return met, base


@attrs.frozen
class RetestedAction:
    """What a round shows about the test of an action: `passed` is None where the pass mark is no
    number, or the question is not the same.
    """

    id: str
    text: str
    ref: str
    passes: str
    met: int
    base: int
    passed: bool | None
    too_early: date | None = None
    """The day on which the test is due, where the round was compiled before it: then it answers
    nothing yet.
    """
