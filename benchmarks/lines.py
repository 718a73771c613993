"""The lines of the table, their targets, and how cost grows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

RIVALS = ("openpyxl", "pandas", "calamine", "XlsxWriter")


@attrs.frozen
class Ask:
    """A target: to be at least so many times as fast as openpyxl, and to take at most so many times
    the limit. `at`: it applies at this count only.
    """

    least: float = 0
    most: float = 0
    at: int = 0

    def __str__(self) -> str:
        fast, near = (
            f"≥ {self.least:g} x openpyxl" if self.least else "",
            f"≤ {self.most:g} x limit" if self.most else "",
        )
        return ", ".join(filter(None, (fast, near)))


@attrs.frozen
class Line:
    """One figure at one size: ours, each rival's (None: not installed) and the limit's, in the same
    unit.

    `cost` is what one return or form costs in processor time, over all processes: that grows with
    nothing but the work.
    """

    figure: str
    count: int
    ours: float
    rivals: Mapping[str, float | None] = attrs.field(factory=dict)
    limit: float | None = None
    ask: Ask = Ask()
    unit: str = "ms"
    cost: float = 0

    def times(self, rival: str) -> float | None:
        """Return a rival's figure divided by ours."""
        theirs = self.rivals.get(rival)
        return None if theirs is None else theirs / self.ours

    @property
    def of_limit(self) -> float | None:
        """Our figure divided by the limit."""
        return None if self.limit is None else self.ours / self.limit

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached; None if there is none at this size, or if what it is
        compared with was not measured.
        """
        times = self.times("openpyxl") if self.ask.least else math.inf
        of_limit = self.of_limit if self.ask.most else -math.inf
        if (
            self.ask == Ask()
            or self.ask.at not in {0, self.count}
            or times is None
            or of_limit is None
        ):
            return None
        return times >= self.ask.least and of_limit <= self.ask.most


HEADINGS = ("figure", "count", "ours", *RIVALS, "the limit", "ours / limit", "asked", "reached")


def cells_of(line: Line) -> tuple[str, ...]:
    """A line of the table in words. After each rival's figure stands how many times ours it is."""
    rivals = (_rival(line, rival) for rival in RIVALS)
    of_limit = "" if line.of_limit is None else f"{line.of_limit:.2f} x"
    reached = {True: "yes", False: "NO", None: ""}[line.reached]
    asked = str(line.ask) if line.reached is not None else ""
    limit = "" if line.limit is None else _number(line.limit)
    return (
        line.figure,
        f"{line.count:,}" if line.count else "",
        f"{_number(line.ours)} {line.unit}",
        *rivals,
        limit,
        of_limit,
        asked,
        reached,
    )


def _rival(line: Line, rival: str) -> str:
    if rival not in line.rivals:
        return ""
    theirs = line.rivals[rival]
    return "absent" if theirs is None else f"{_number(theirs)} ({theirs / line.ours:.1f} x)"


def _number(number: float) -> str:
    """Three figures that count, and no more noise than that."""
    return (
        f"{number:,.0f}" if number >= 100 else f"{number:.1f}" if number >= 10 else f"{number:.2f}"
    )


def as_text(lines: Iterable[Line]) -> str:
    """The table for a terminal."""
    return aligned([HEADINGS, *map(cells_of, lines)])


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Rows under their headings, in columns as wide as they need; a column with nothing in it is
    left out.
    """
    shown = [column for column in range(len(rows[0])) if any(row[column] for row in rows[1:])]
    widths = {column: max(len(row[column]) for row in rows) for column in shown}
    return "\n".join(
        "  ".join(row[column].ljust(widths[column]) for column in shown).rstrip() for row in rows
    )


def as_markdown(lines: Iterable[Line]) -> str:
    """The table for a page."""
    rows = [HEADINGS, ("---",) * len(HEADINGS), *map(cells_of, lines)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def growth(lines: Sequence[Line]) -> list[str]:
    """How the cost of one return grows, for each figure measured at two sizes or more."""
    figures = dict.fromkeys(line.figure for line in lines if line.cost)
    series = ((figure, [line for line in lines if line.figure == figure]) for figure in figures)
    return [_growth(figure, measured) for figure, measured in series if len(measured) > 1]


def _growth(figure: str, measured: Sequence[Line]) -> str:
    """Judged from the two largest sizes, where what a start costs weighs least."""
    costs = ", ".join(f"{_number(line.cost)} ms" for line in measured)
    sizes = ", ".join(f"{line.count:,}" for line in measured)
    before, last = measured[-2:]
    tenfold = (last.cost / before.cost) ** (1 / math.log10(last.count / before.count))
    return (
        f"{figure}: {costs} each at {sizes}. From {before.count:,} to {last.count:,} it is "
        f"{in_words(tenfold)}: one costs x {tenfold:.2f} per tenfold."
    )


def in_words(tenfold: float) -> str:
    """Describe the growth of the cost of one return for ten times as many returns."""
    if tenfold < 0.9:
        return "less than linear"
    if tenfold <= 1.1:
        return "linear"
    return "a little more than linear" if tenfold <= 1.3 else "MORE THAN LINEAR"
