"""Parts of a poll that do not make up its whole: told by cell. What was typed stays; nothing is worked out from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.model.theme import Poll
from audit_core.problems import Where, problem
from audit_core.score.polls import read_poll

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audit_core.model.returns import Entry
    from audit_core.model.theme import Theme
    from audit_core.problems import Problem


def parts_exceeding(file: str, entries: Sequence[Entry], theme: Theme) -> Iterator[Problem]:
    """A problem for every poll of a form in which more people chose something than answered, at the cell that says how many answered."""
    for ref in dict.fromkeys([entry.question for entry in entries]):
        question = theme.by_ref.get(ref)
        if question is None or not isinstance(question.answer, Poll):
            continue
        mine = [entry for entry in entries if entry.question == ref]
        base, parts = read_poll(mine)
        if base is not None and sum(parts.values()) > base:
            at = mine[0].at
            yield problem("answer.parts_exceed", Where(file, at.sheet, at.cell, mine[0].ref), parts=sum(parts.values()), base=base)
