"""One cell changed on two sides: what was issued, what the plan says now, and what came back."""

from __future__ import annotations

from typing import Literal

Outcome = Literal["unchanged", "agreed", "applies", "conflict"]


def three_way(base: str, ours: str, theirs: str, *, touched: bool = False) -> Outcome:
    """What becomes of a cell. Spaces alone are no change. `touched`: the plan's cell was changed since it was issued, back perhaps.

    unchanged: whoever had it changed nothing. agreed: the plan says so already. applies: the plan has not moved since. conflict:
    the plan has moved since, so neither may simply win; a late old copy ends here, and so cannot undo anything.
    """
    if same(theirs, base):
        return "unchanged"
    if same(theirs, ours):
        return "agreed"
    return "applies" if same(ours, base) and not touched else "conflict"


def same(one: str, other: str) -> bool:
    """Whether two texts differ in spaces and line ends at most."""
    return one.split() == other.split()
