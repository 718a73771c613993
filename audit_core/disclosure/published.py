"""What a round may publish: aggregates only, without cases, agencies or quotations."""

from __future__ import annotations

import attrs


@attrs.frozen
class CountLine:
    """The children of a round divided into bands, as (band, number of children); None for a hidden
    number.
    """

    about: str
    bands: tuple[tuple[str, int | None], ...]


@attrs.frozen
class CountTable:
    """Lines under one title. In a `wide` table every line has the same bands, which are its column
    headings.
    """

    title: str
    lines: tuple[CountLine, ...]
    wide: bool = False


@attrs.frozen
class Published:
    """The content of `publish/`. With too few cases to publish counts, `children` is 0 and
    `sentences` are used instead of `tables`.
    """

    children: int = 0
    sentences: tuple[str, ...] = ()
    """How much was met, one sentence for each section; only where no counts are published."""
    tables: tuple[CountTable, ...] = ()
    well: tuple[str, ...] = ()
    """Topics of accepted strengths."""
    better: tuple[str, ...] = ()
    """Topics of accepted areas for improvement."""
    child_well: tuple[str, ...] = ()
    """The topics of `well` in words for children."""
    child_better: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    """What adults will do, from accepted recommendations, in words for children."""
