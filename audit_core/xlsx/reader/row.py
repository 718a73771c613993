"""The template of a worksheet row, as `row_templates` parses it."""

from __future__ import annotations

from typing import NamedTuple

from audit_core.xlsx.address import Place
from audit_core.xlsx.cell import Cell
from audit_core.xlsx.text_runs import TextRun


class CellTemplate(NamedTuple):
    """A cell of a row template that may hold something.

    `letters`, `digits`, `style` and the type `given` are as written in the file. `has_value`: it
    takes the next value of the sheet. `blank` is the cell it is without a value (None: a blank
    cell).
    """

    letters: str
    digits: str
    place: Place
    style: str
    given: str
    formula: str | None
    inline: TextRun | None
    has_value: bool
    blank: Cell | None


class WorksheetRow(NamedTuple):
    """A row template: its number as written and as a number, whether it is hidden, and its cells.

    `orderly`: every cell is in this row, to the right of the one before. `is_plain`: every cell
    holds a shared string. `places` are the (row, column) of its cells.
    """

    number: str
    at: int
    hidden: bool
    orderly: bool
    is_plain: bool
    slots: tuple[CellTemplate, ...]
    places: tuple[Place, ...]
