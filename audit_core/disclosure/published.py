"""What may be said in public of a round, worked out from aggregates alone: no case, no agency and
no words of anybody.
"""

from __future__ import annotations

import attrs


@attrs.frozen
class CountLine:
    """How the children of a round fall into bands, as (band, children): None where the number is
    not shown.
    """

    about: str
    bands: tuple[tuple[str, int | None], ...]


@attrs.frozen
class CountTable:
    """Lines under one title. In a `wide` one every line has the same bands, which then head its
    columns.
    """

    title: str
    lines: tuple[CountLine, ...]
    wide: bool = False


@attrs.frozen
class Published:
    """What `publish/` is made of. Where there are too few cases to be counted in public, `children`
    is 0 and only words are said.
    """

    children: int = 0
    sentences: tuple[str, ...] = ()
    """How much was met, a section a sentence, in words: only where nothing is counted."""
    tables: tuple[CountTable, ...] = ()
    well: tuple[str, ...] = ()
    """Topics of what the panel accepted as strengths."""
    better: tuple[str, ...] = ()
    """Topics of what it accepted as areas to improve."""
    child_well: tuple[str, ...] = ()
    """The same in a child's words."""
    child_better: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    """What adults will do, from the recommendations that the panel accepted, in a child's words."""
