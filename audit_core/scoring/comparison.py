"""Stage: compare two rounds by topic, and by question where the question is the same. Pure.

A question is the same if its answer type is, and its wording or an earlier wording that its theme
says asked the same (`Question.was`). Topics are common to all themes, so rounds of different themes
are compared by topic only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import attrs

from audit_core.parsing.folding import fold
from audit_core.themes.scales import COUNTED
from audit_core.themes.theme import Question, Theme
from audit_core.themes.topics import TOPICS

Met = tuple[int, int]
"""(answers met, or the best answer on another scale; answers that count)."""


@attrs.frozen
class Side:
    """One round of a comparison: its theme as issued, the counts of its questions by ref, and its
    case references.
    """

    title: str
    code: str
    theme: Theme
    counts: Mapping[str, Met]
    cases: frozenset[str]
    as_at: date
    """The date it was compiled for."""
    state: str = attrs.field(default="", eq=False)
    """How complete the round is, in words, for the reader of the comparison."""

    @property
    def good(self) -> dict[str, Met]:
        """The counts of its questions that have a good answer."""
        return {ref: met for ref, met in self.counts.items() if self.theme.is_good(ref)}


@attrs.frozen
class ComparedItem:
    """A question or topic that both rounds have, with the counts of each (0 of 0 where nothing
    counts).
    """

    key: str
    label: str
    old: Met
    new: Met


@attrs.frozen
class RoundComparison:
    """The comparison of two rounds. `changed`, `dropped` and `added` are the refs that cannot be
    compared; `same_theme` is whether questions were compared at all. `banded` are the labels of
    facts about the child whose bands differ, so that children cannot be counted across the two.

    Two rounds always have different children: a case reference belongs to one round.
    """

    topics: tuple[ComparedItem, ...]
    questions: tuple[ComparedItem, ...] = ()
    changed: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    same_theme: bool = False
    banded: tuple[str, ...] = ()


def compare_results(old: Side, new: Side) -> RoundComparison:
    """Compare two rounds by topic and, if they have the same theme, by question."""
    topics, banded = _topics(old, new), _banded(old.theme, new.theme)
    if old.theme.name != new.theme.name:
        return RoundComparison(topics, banded=banded)
    before, after = old.theme.by_ref, new.theme.by_ref
    both = [ref for ref in before if ref in after]
    same = [ref for ref in both if is_same_question(before[ref], after[ref])]
    items = (
        ComparedItem(ref, after[ref].name, old.counts.get(ref, (0, 0)), new.counts.get(ref, (0, 0)))
        for ref in same
        if new.theme.is_good(ref)
    )
    pairs = tuple(item for item in items if item.old[1] or item.new[1])
    return RoundComparison(
        topics,
        pairs,
        tuple(ref for ref in both if ref not in same),
        tuple(ref for ref in before if ref not in after),
        tuple(ref for ref in after if ref not in before),
        same_theme=True,
        banded=banded,
    )


def _banded(old: Theme, new: Theme) -> tuple[str, ...]:
    """Return the labels of the facts that both themes have, in other bands."""
    before = {fact.code: fact.bands for fact in old.facts}
    return tuple(
        fact.label for fact in new.facts if before.get(fact.code, fact.bands) != fact.bands
    )


def _topics(old: Side, new: Side) -> tuple[ComparedItem, ...]:
    """Return the topics on which both rounds have answers that count, in the order of TOPICS."""
    labels = dict((*TOPICS, *old.theme.topics, *new.theme.topics))
    sides = [_by_topic(side) for side in (old, new)]
    return tuple(
        ComparedItem(code, label, sides[0][code], sides[1][code])
        for code, label in labels.items()
        if all(code in side for side in sides)
    )


def _by_topic(side: Side) -> dict[str, Met]:
    """Return the counts of agencies' answers about cases, by topic. Answers about meetings, the
    partnership or by the panel are not added to them.
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


def is_same_question(old: Question, new: Question) -> bool:
    """Whether two questions of one ref ask the same: they have the same answer type, and a wording
    in common, now or earlier.
    """
    return old.answer == new.answer and bool(_wordings(old) & _wordings(new))


def _wordings(question: Question) -> set[str]:
    return {fold(text) for text in (question.text, *question.was)}


def met_of(tallies: Iterable[Mapping[str, int]]) -> Met:
    """Return the counts of some tallies in the form compiled.json stores them."""
    met = base = 0
    for tally in tallies:
        met += tally["met"]
        base += sum(tally[name] for name in COUNTED)
    return met, base


@attrs.frozen
class RetestedAction:
    """The result of an action's test in a later round. `passed` is None if the pass mark is not a
    number or the question has changed.
    """

    id: str
    text: str
    ref: str
    passes: str
    met: int
    base: int
    passed: bool | None
    too_early: date | None = None
    """The date the test is due, if the round was compiled before it: then the result is
    provisional.
    """
