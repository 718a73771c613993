"""One sheet's part: its cells, what is merged, protected, hidden or ruled, and what lies beneath a merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.xlsx import quick
from audit_core.xlsx.address import parse_range
from audit_core.xlsx.book import Sheet, Validation
from audit_core.xlsx.cells import Cells
from audit_core.xlsx.container import in_blocks
from audit_core.xlsx.expat import MAIN, PartReader
from audit_core.xlsx.moulds import read_rows
from audit_core.xlsx.outline import is_true
from audit_core.xlsx.refused import Refused
from audit_core.xlsx.rowreader import RowReader
from audit_core.xlsx.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
        self._text: list[str] = []
        self._cells: Cells
        self._protected = False
        self._merged: list[str] = []
        self._validations: list[Validation] = []
        self._rule: dict[str, str] = {}
        self._formula1 = ""
        self._steps = _STEPS

    def read(self, container: Container, part: str) -> Sheet:
        """The sheet. Raises Refused: "too_many_cells", "too_many_merges", "missing_part", "damaged", and what parts raise."""
        starts: dict[str, Callable[[dict[str, str]], None]] = {
            MAIN + "sheetProtection": self._protection,
            MAIN + "mergeCell": self._merge,
            MAIN + "dataValidation": self._rule_begins,
            MAIN + "formula1": self._clear,
        }
        ends = {MAIN + "dataValidation": self._rule_ends, MAIN + "formula1": self._formula1_ends}
        reader = PartReader(MAIN + "worksheet", starts, ends, self._text, self._shared.budget)
        rows = RowReader(self._shared.limits, self._text, reader)
        starts[MAIN + "sheetData"] = rows.begin
        skeleton = self._quickly(container, part)
        rows.cells = Cells(self._shared)
        reader.read(container.blocks(part) if skeleton is None else in_blocks(skeleton))
        if rows.times_begun != 1:
            raise Refused("damaged", "a sheet has no rows, or has them twice")
        if skeleton is None:
            self._cells = rows.cells
        self._cells.commit(self._name)
        self._mark_arrays()
        self._look_beneath_merges()
        return Sheet(
            self._name,
            self._state,
            self._cells.cells,
            self._protected,
            tuple(self._validations),
            tuple(self._merged),
            frozenset(self._cells.hidden_rows),
        )

    def _quickly(self, container: Container, part: str) -> bytes | None:
        """Reads the rows the short way, if they are written the plain way: the part without them, or None."""
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
        return skeleton

    def _clear(self, _attributes: dict[str, str]) -> None:
        self._text.clear()

    def _protection(self, attributes: dict[str, str]) -> None:
        self._protected = is_true(attributes.get("sheet", "0"))

    def _merge(self, attributes: dict[str, str]) -> None:
        if len(self._merged) >= self._shared.limits.merges:
            raise Refused("too_many_merges")
        self._merged.append(attributes.get("ref", ""))

    def _rule_begins(self, attributes: dict[str, str]) -> None:
        self._rule, self._formula1 = attributes, ""

    def _formula1_ends(self) -> None:
        self._formula1 = clean("".join(self._text))[0]

    def _rule_ends(self) -> None:
        if len(self._validations) >= self._shared.limits.validations:
            self._shared.notices.say("A sheet has more entry rules than a form can have; some were left out.")
            return
        rule = self._rule
        blocks = is_true(rule.get("showErrorMessage", "0"))
        self._validations.append(Validation(rule.get("sqref", ""), rule.get("type", "none"), self._formula1, blocks))

    def _mark_arrays(self) -> None:
        """A cell inside an array formula's area is the result of that formula, though it carries no formula itself."""
        for area in self._cells.arrays:
            for place in self._inside(area):
                cell = self._cells.cells[place]
                if cell.formula is None:
                    self._cells.cells[place] = cell._replace(kind="formula", formula="")

    def _look_beneath_merges(self) -> None:
        for area in self._merged:
            row, column, last_row, last_column = _corners(area)
            if (last_row - row + 1) * (last_column - column + 1) > self._shared.limits.merged_cells:
                raise Refused("too_many_merges", "one merged area covers more cells than a form has")
            for place in self._inside(area):
                if place != (row, column):
                    self._shared.notices.cell("under_merge", self._name, *place)

    def _inside(self, area: str) -> Iterator[tuple[int, int]]:
        """The filled cells of an area, found the shorter way: by walking the area, or by walking the cells."""
        row, column, last_row, last_column = _corners(area)
        cells = self._cells.cells
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
