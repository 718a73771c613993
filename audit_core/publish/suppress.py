"""Small numbers left out, so that none can be worked out from what is left.

The rule is the one that the Department for Education states for "Characteristics of children in need": a number from 1 to 5
is not shown, 0 is, and others are left out where one could be worked out from them (docs/sources.md, "Publishing").

Every line divides the same children into bands, and how many children there are is known. So whoever reads a line knows what
is hidden in it altogether, that each hidden number is at least 1, since 0 would be shown, and this rule. Beside the small
numbers, bands are hidden until any hidden number could be 1 to 5 with every other one above that, or until all but the
zeros are. The band that is hidden for another's sake is the next that is not 0: chosen by place, since a choice by size (the
smallest, say) would tell something of sizes. Then each small number could be any from 1 to 5, even for a reader who tries every
line that this rule would have shown so. Lines share nothing but the number of children, and none holds the total of another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST = 6
"""The smallest number above 0 that is shown."""


def fits(bands: int, children: int) -> bool:
    """Whether a line of so many bands may be shown at all: even with every band hidden, each could be any number from 1 to 5.

    It looks at the number of bands alone, never at what is in them, so that a line which is missing says nothing.
    """
    return children - (bands - 1) >= LEAST - 1


def suppress(counts: Sequence[int]) -> tuple[int | None, ...]:
    """The counts of one line, None where a number is not shown. Raises ValueError for a line that does not fit its children."""
    if not fits(len(counts), sum(counts)):
        msg = f"{len(counts)} bands are too many for {sum(counts)} children"
        raise ValueError(msg)
    hidden = [place for place, count in enumerate(counts) if 0 < count < LEAST]
    if hidden:
        after = (*range(hidden[0] + 1, len(counts)), *range(hidden[0]))
        others = [place for place in after if counts[place] >= LEAST]
        while others and not _enough(sum(counts[place] for place in hidden), len(hidden)):
            hidden.append(others.pop(0))
    return tuple(None if place in hidden else count for place, count in enumerate(counts))


def _enough(altogether: int, bands: int) -> bool:
    """Whether any of so many hidden numbers could be 1 to 5, whatever it is, while every other is 6 or more."""
    return bands > 1 and altogether >= LEAST - 1 + LEAST * (bands - 1)
