"""Count a standard in children: each child is counted once, as the worst of its records says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

import attrs

from audit_core.grouping import grouped
from audit_core.scoring.scorecard import Answered
from audit_core.themes import scales
from audit_core.themes.theme import Question

MET, IN_PART, SILENT, DIFFER = "met", "partly", "silent", "differ"
WORST_FIRST = ("not_done", "late", "not_met", DIFFER, IN_PART, SILENT, MET)
"""The classes of a child, from the worst. "differ" is a shared fact that agencies contradict."""

_CONTRADICTED = {"not_done", "late", "not_met"}
"""What nobody is said of, where another agency's record of the same fact shows the opposite."""


@attrs.frozen
class CountedStandard:
    """One standard: the class of each child (or meeting, or question about the partnership), and
    the answers behind it.
    """

    classes: dict[str, str]
    lines: tuple[Answered, ...]

    def of(self, name: str) -> tuple[str, ...]:
        """Return the children of a class."""
        return tuple(child for child, is_ in self.classes.items() if is_ == name)

    @property
    def met(self) -> tuple[str, ...]:
        """The children for whom every record shows that it was met."""
        return self.of(MET)

    @property
    def short(self) -> tuple[str, ...]:
        """The children for whom some record does not."""
        return tuple(child for child, is_ in self.classes.items() if is_ != MET)

    @property
    def short_by_question(self) -> dict[str, int]:
        """For how many children each question falls short, in printed order."""
        pairs = dict.fromkeys((line.ref, line.subject) for line in self.lines_short)
        return dict(Counter(ref for ref, _ in pairs))

    @property
    def is_all_silence(self) -> bool:
        """Whether nothing else is known of those that fall short."""
        return bool(self.short) and self.short == self.of(SILENT)

    @property
    def lines_met(self) -> tuple[Answered, ...]:
        """The answers that show it met."""
        return tuple(line for line in self.lines if line.counts == MET)

    @property
    def lines_short(self) -> tuple[Answered, ...]:
        """The answers that do not."""
        return tuple(line for line in self.lines if line.counts != MET)


def count_standard(
    lines: Iterable[Answered], questions: Sequence[Question], *, by_question: bool
) -> CountedStandard:
    """Count the answers to some questions, all of which count, by subject or `by_question`."""
    refs = {question.ref for question in questions}
    shared = {question.ref for question in questions if question.scope == "shared"}
    kept = tuple(line for line in lines if line.ref in refs)
    groups = grouped(kept, lambda line: line.ref if by_question else line.subject)
    return CountedStandard({name: _class_of(group, shared) for name, group in groups.items()}, kept)


def _class_of(lines: Sequence[Answered], shared: Collection[str]) -> str:
    classes: set[str] = set()
    for ref, group in grouped(lines, lambda line: line.ref).items():
        found = {_class_of_answer(line) for line in group}
        if ref in shared and {"met", "not_met"} <= {line.counts for line in group}:
            found = (found - _CONTRADICTED) | {DIFFER}
        classes |= found
    return next(name for name in WORST_FIRST if name in classes)


def _class_of_answer(line: Answered) -> str:
    if line.counts in scales.SILENT:
        return SILENT
    if line.counts == "not_met" and line.outcome:
        return "not_done" if line.outcome == "not_done" else "late"
    return line.counts
