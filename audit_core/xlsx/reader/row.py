"""One parsed row of a worksheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from audit_core.xlsx.cell import Cell

if TYPE_CHECKING:
    from audit_core.xlsx.text_runs import TextRun


class CellTemplate(NamedTuple):
    """A cell of a mould that may hold something: what it says of itself, as it is written, whether
    the next of the sheet's
    values is its own, and the cell it is without one (None for a blank one).
    """

    letters: str
    digits: str
    place: tuple[int, int]
    style: str
    given: str
    formula: str | None
    inline: TextRun | None
    has_value: bool
    blank: Cell | None


class WorksheetRow(NamedTuple):
    """A row: its number as it is written, whether it is hidden, and its cells. `orderly`, if each
    of them stands in it, to the
    right of the one before; `is_plain`, if each holds a shared text. `places` are those of its
    cells.
    """

    number: str
    at: int
    hidden: bool
    orderly: bool
    is_plain: bool
    slots: tuple[CellTemplate, ...]
    places: tuple[tuple[int, int], ...]
