"""How wide the columns of a table that a template wrote should be: by what stands in them, as a person would set it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST = 4
"""A column is never narrower than so many characters."""


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
