"""Tables and bar charts as plain values for every output, with the tints of their words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

import attrs

from audit_core.evidence import EvidenceRef
from audit_core.i18n import _


@attrs.frozen
class Column:
    """A column of a table: its heading, its width relative to the others, and whether it holds
    numbers.
    """

    heading: str
    weight: float = 1.0
    number: bool = False
    for_chair: bool = False
    """Whether it holds codes for tracing a row, which only the chair needs."""


def columns(headings: Iterable[str], weights: Iterable[float]) -> tuple[Column, ...]:
    """Return columns of text with these headings, which are still to be translated."""
    return tuple(
        Column(_(heading), weight) for heading, weight in zip(headings, weights, strict=True)
    )


def number_columns(headings: Iterable[str], weight: float) -> tuple[Column, ...]:
    """Return columns of numbers with these headings, which are still to be translated."""
    return tuple(Column(_(heading), weight, number=True) for heading in headings)


@attrs.frozen
class Row:
    """One row of text cells, and the cells of returned files it came from."""

    cells: tuple[str, ...]
    evidence: tuple[EvidenceRef, ...] = ()
    tints: tuple[tuple[int, Tint], ...] = ()
    """(column, tint) of each cell whose word is also coloured. Colour never replaces the word."""


@attrs.frozen
class Table:
    """A table that every writer can print. `id` (T3) is printed in its caption, and `audit explain`
    accepts it.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    id: str = ""


@attrs.frozen
class Bar:
    """One bar of a figure: its label and its parts as (name, count, tint), in order."""

    label: str
    parts: tuple[tuple[str, int, Tint], ...]


@attrs.frozen
class Figure:
    """A chart of stacked horizontal bars. `description` says in words what it shows, for readers
    who cannot see it.
    """

    key: str
    title: str
    description: str
    bars: tuple[Bar, ...]
    unit: str = "answers"
    id: str = ""


Tint = Literal["best", "good", "middle", "poor", "unsure", "neutral"]


TINTS: dict[str, tuple[str, str]] = {
    "best": ("083D29", "B5D6C8"),
    "good": ("083D29", "CFE4DC"),
    "middle": ("7A3C1C", "FDE4D7"),
    "poor": ("651B1B", "F4D7D7"),
    "unsure": ("0F385C", "D2E2F1"),
    "neutral": ("484949", "F3F3F3"),
}
"""(text, fill) of each tint. Every pair has a contrast of at least 4.5 to 1, and the word is always
printed in the cell as well.
"""


@attrs.frozen
class Paper:
    """What a document prints on every page, and the tables and figures that its text may insert."""

    title: str
    code: str
    author: str
    marking: str
    as_at: date
    tables: tuple[Table, ...]
    figures: tuple[Figure, ...]

    def table(self, key: str) -> Table | None:
        """Return a table by its key, or None."""
        return next((table for table in self.tables if table.key == key), None)

    def figure(self, key: str) -> Figure | None:
        """Return a figure by its key, or None."""
        return next((figure for figure in self.figures if figure.key == key), None)
