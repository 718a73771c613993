"""How wide the columns of a table that a template wrote should be: by what stands in them, as a person would set it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 14
"""Longer words than this are addresses and references: they may be broken."""
LEAST = 4
"""A column is never narrower than so many characters."""


_CHARACTER, _EDGES = 0.2, 0.45
"""Centimetres: a wide letter of the small type that tables are set in, and the two edges of a cell."""


def no_word_broken(widths: Sequence[float], header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Widths in centimetres in which no word of a heading, and no short word of a cell, is broken; what that takes, the wide columns give.

    Where there is not room for all of them, the widths stay as they are.
    """
    need = []
    for place, heading in enumerate(header):
        words = [*heading.split(), *(word for row in rows for word in row[place].split() if len(word) <= LONGEST)]
        need.append(max((len(word) for word in words), default=0) * _CHARACTER + _EDGES)
    total = sum(widths)
    if sum(need) > total:
        return list(widths)
    short = sum(max(0.0, least - width) for least, width in zip(need, widths, strict=True))
    spare = sum(max(0.0, width - least) for least, width in zip(need, widths, strict=True))
    return [least if width <= least else width - short * (width - least) / spare for least, width in zip(need, widths, strict=True)]


def weights(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """The share of the width that each column wants, in no unit.

    The square root of the longest text in it: a column with four times the words needs twice the width, and is then twice as high.
    No column is narrower than its longest word, so that none is broken.
    """
    found = []
    for place, heading in enumerate(header):
        texts = [heading, *(row[place] for row in rows if place < len(row))]
        longest = max(len(text) for text in texts)
        word = max((len(word) for text in texts for word in text.split()), default=0)
        found.append(max(LEAST, word, 3 * longest**0.5))
    return tuple(found)
