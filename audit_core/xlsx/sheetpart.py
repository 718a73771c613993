"""One sheet's part: its cells, what is merged, protected, hidden or ruled, and what lies beneath a merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.xlsx import quick
from audit_core.xlsx.address import parse_range
from audit_core.xlsx.around import AroundReader, around, check_place
from audit_core.xlsx.book import Sheet
from audit_core.xlsx.cells import Cells
from audit_core.xlsx.expat import MAIN
from audit_core.xlsx.late_cells import LateCells
from audit_core.xlsx.moulds import read_rows
from audit_core.xlsx.refused import Refused
from audit_core.xlsx.rowreader import RowReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from audit_core.xlsx.around import Around
    from audit_core.xlsx.book import State
    from audit_core.xlsx.cells import Shared
    from audit_core.xlsx.container import Container

_STEPS = 1_000_000
"""Cells looked up for all merged areas and array formulas of a sheet together."""


class SheetPart:
    """Reads one sheet."""

    def __init__(self, shared: Shared, name: str, state: State) -> None:
        self._shared = shared
        self._name = name
        self._state = state
        self._cells = Cells(shared)
        self._steps = _STEPS

    def read(self, container: Container, part: str) -> Sheet:
        """The sheet. Raises Refused: "too_many_cells", "too_many_merges", "missing_part", "damaged", and what parts raise."""
        found, margins = self._quickly(container, part) or self._thoroughly(container, part)
        if found.rules_left_out:
            self._shared.notices.say("A sheet has more entry rules than a form can have; some were left out.")
        self._cells.commit(self._name)
        self._mark_arrays()
        self._look_beneath_merges(found.merged)
        cells, hidden = LateCells(self._cells.contents), frozenset(self._cells.hidden_rows)
        return Sheet(self._name, self._state, cells, found.protected, found.validations, found.merged, hidden, margins)

    def _quickly(self, container: Container, part: str) -> tuple[Around, str] | None:
        """Reads the sheet the short way, if its rows are written the plain way: what surrounds them and its margins, or None."""
        if container.size(part) > quick.LARGEST:
            return None
        cells = Cells(self._shared)
        try:
            skeleton, inside = quick.split(container.read(part), b"<sheetData>", b"</sheetData>")
            read_rows(inside, cells, quick.prefixes(skeleton))
        except quick.Unfamiliar:
            return None
        self._shared.budget.spend(inside.count("<"))
        self._cells = cells
        return around(skeleton, self._shared.budget)

    def _thoroughly(self, container: Container, part: str) -> tuple[Around, str]:
        """Reads the sheet as a whole through expat."""
        reader = AroundReader(self._shared.budget)
        rows = RowReader(self._shared.limits, reader.text, reader.reader, self._cells)
        reader.starts[MAIN + "sheetData"] = rows.begin
        found = reader.read(container.blocks(part))
        check_place(rows.times_begun)
        return found, found.margins

    def _mark_arrays(self) -> None:
        """A cell inside an array formula's area is the result of that formula, though it carries no formula itself."""
        contents = self._cells.contents
        for area in self._cells.arrays:
            for place in self._inside(area):
                cell = LateCells(contents)[place]
                if cell.formula is None:
                    contents[place] = cell._replace(kind="formula", formula="")

    def _look_beneath_merges(self, merged: Iterable[str]) -> None:
        for area in merged:
            row, column, last_row, last_column = _corners(area)
            if (last_row - row + 1) * (last_column - column + 1) > self._shared.limits.merged_cells:
                raise Refused("too_many_merges", "one merged area covers more cells than a form has")
            for place in self._inside(area):
                if place != (row, column):
                    self._shared.notices.cell("under_merge", self._name, *place)

    def _inside(self, area: str) -> Iterator[tuple[int, int]]:
        """The filled cells of an area, found the shorter way: by walking the area, or by walking the cells."""
        row, column, last_row, last_column = _corners(area)
        cells = self._cells.contents
        size = (last_row - row + 1) * (last_column - column + 1)
        self._steps -= min(size, len(cells))
        if self._steps < 0:
            raise Refused("too_many_merges")
        if size <= len(cells):
            around = ((down, across) for down in range(row, last_row + 1) for across in range(column, last_column + 1))
            return iter([place for place in around if place in cells])
        return iter([place for place in cells if row <= place[0] <= last_row and column <= place[1] <= last_column])


def _corners(area: str) -> tuple[int, int, int, int]:
    try:
        return parse_range(area)
    except ValueError:
        raise Refused("damaged", "a merged area or an array formula has no proper address") from None
