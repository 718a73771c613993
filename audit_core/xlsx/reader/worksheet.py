"""Read a sheet's part: its rows, and what surrounds them (protection, merged cells, validation
rules, headers and footers).

What surrounds the rows is the same in every copy of a form, except for the text of headers and
footers. It is cached without that text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from html import unescape
from itertools import product

from attrs import frozen

from audit_core.xlsx.address import Place, parse_range
from audit_core.xlsx.reader import fast_path
from audit_core.xlsx.reader.blank_cells import without_blanks
from audit_core.xlsx.reader.cell_store import Shared, SheetCells
from audit_core.xlsx.reader.lazy_cells import LateCells
from audit_core.xlsx.reader.limits import Limits
from audit_core.xlsx.reader.package import Container, in_blocks
from audit_core.xlsx.reader.row_parser import RowReader
from audit_core.xlsx.reader.row_templates import read_rows
from audit_core.xlsx.reader.workbook_part import is_true
from audit_core.xlsx.reader.xml_parser import MAIN, Attributes, Budget, PartReader
from audit_core.xlsx.refusals import Refused
from audit_core.xlsx.text import clean
from audit_core.xlsx.workbook import Sheet, SheetState, Validation

_FOOTERS = re.compile(
    rb"(<(?:odd|even|first)(?:Header|Footer)>)"
    rb"((?:[\t\n !-%'-;=?-~]|&(?:amp|quot|apos|lt|gt);"
    rb"|\xc2[\xa0-\xbf]|\xc3[\x80-\xbf]|\xe2[\x80-\xbf][\x80-\xbf])++)(?=</)"
)
"""The text of a header or footer. It may have only characters that XML allows in any text."""
_LARGEST = 128 * 1024


@frozen
class Around:
    """What surrounds the rows. `rules_left_out`: there are more validation rules than a form can
    have.

    `margins` are the texts of headers and footers as written. `elements` is the number of XML
    elements.
    """

    protected: bool
    merged: tuple[str, ...]
    validations: tuple[Validation, ...]
    rules_left_out: bool
    elements: int
    margins: str = ""


class AroundReader:
    """Reads the part of a sheet, except its rows. Another reader takes them: see `starts`."""

    def __init__(self, budget: Budget) -> None:
        self.text: list[str] = []
        self.starts: dict[str, Callable[[Attributes], None]] = {
            MAIN + "sheetProtection": self._protection,
            MAIN + "mergeCell": self._merge,
            MAIN + "dataValidation": self._rule_begins,
            MAIN + "formula1": self._clear,
        }
        """Handlers by element name. The reader of the rows adds its own here."""
        ends = {MAIN + "dataValidation": self._rule_ends, MAIN + "formula1": self._formula1_ends}
        for which, place in product(("odd", "even", "first"), ("Header", "Footer")):
            name = f"{MAIN}{which}{place}"
            self.starts[name], ends[name] = self._clear, self._margin_ends
        self.reader = PartReader(MAIN + "worksheet", self.starts, ends, self.text, budget)
        self._budget = budget
        self._protected = False
        self._merged: list[str] = []
        self._validations: list[Validation] = []
        self._left_out = False
        self._margins: list[str] = []
        self._rule: Attributes = {}
        self._formula1 = ""

    def read(self, blocks: Iterable[bytes]) -> Around:
        """Read everything but the rows. Raises Refused "too_many_merges", and as reading a part
        does.
        """
        before = self._budget.left
        self.reader.read(blocks)
        return Around(
            self._protected,
            tuple(self._merged),
            tuple(self._validations),
            self._left_out,
            before - self._budget.left,
            "\n".join(self._margins),
        )

    def _clear(self, _attributes: Attributes) -> None:
        self.text.clear()

    def _protection(self, attributes: Attributes) -> None:
        self._protected = is_true(attributes.get("sheet", "0"))

    def _merge(self, attributes: Attributes) -> None:
        if len(self._merged) >= self._budget.limits.merges:
            raise Refused("too_many_merges")
        self._merged.append(attributes.get("ref", ""))

    def _rule_begins(self, attributes: Attributes) -> None:
        self._rule, self._formula1 = attributes, ""

    def _formula1_ends(self) -> None:
        self._formula1 = clean("".join(self.text))[0]

    def _margin_ends(self) -> None:
        self._margins.append("".join(self.text))

    def _rule_ends(self) -> None:
        if len(self._validations) >= self._budget.limits.validations:
            self._left_out = True
            return
        rule = self._rule
        blocks = is_true(rule.get("showErrorMessage", "0"))
        self._validations.append(
            Validation(
                rule.get("sqref", ""),
                rule.get("type", "none"),
                self._formula1,
                blocks,
                clean(rule.get("promptTitle", ""))[0],
            )
        )


def around(skeleton: bytes, budget: Budget) -> tuple[Around, str]:
    """Return what surrounds the rows, from a part without them, and the text of headers and
    footers.

    Raises Refused as `AroundReader.read` does, and "damaged" unless there is one place for rows.
    """
    words: list[bytes] = []

    def bare(found: re.Match[bytes]) -> bytes:
        words.append(found[2])
        return found[1]

    shape = _FOOTERS.sub(bare, skeleton)
    if len(shape) > _LARGEST:
        found = _understood(shape, budget)
    else:
        found = _remembered(shape, budget.limits)
        budget.spend(found.elements)
    return found, "\n".join((found.margins, *(unescape(each.decode()) for each in words)))


@lru_cache(maxsize=256)
def _remembered(shape: bytes, limits: Limits) -> Around:
    return _understood(shape, Budget(limits))


def _understood(shape: bytes, budget: Budget) -> Around:
    reader = AroundReader(budget)
    places: list[Attributes] = []
    reader.starts[MAIN + "sheetData"] = places.append
    found = reader.read(in_blocks(shape))
    check_place(len(places))
    return found


def check_place(times: int) -> None:
    """Raise Refused "damaged" unless a sheet has exactly one place for rows."""
    if times != 1:
        raise Refused("damaged", "a sheet has no row data, or has it twice")


_STEPS = 1_000_000
"""Cells looked up for all merged areas and array formulas of a sheet together."""


class SheetPart:
    """Reads one sheet."""

    def __init__(self, shared: Shared, name: str, state: SheetState) -> None:
        self._shared = shared
        self._name = name
        self._state = state
        self._cells = SheetCells(shared)
        self._steps = _STEPS

    def read(self, container: Container, part: str) -> Sheet:
        """Return the sheet.

        Raises Refused: "too_many_cells", "too_many_merges", "missing_part", "damaged", and as
        reading a part does.
        """
        found, margins = self._quickly(container, part) or self._thoroughly(container, part)
        if found.rules_left_out:
            self._shared.notices.whole("many_rules")
        self._cells.commit(self._name)
        self._mark_arrays()
        self._look_beneath_merges(found.merged)
        cells, hidden = LateCells(self._cells.contents), frozenset(self._cells.hidden_rows)
        return Sheet(
            self._name,
            self._state,
            cells,
            found.protected,
            found.validations,
            found.merged,
            hidden,
            margins,
        )

    def _quickly(self, container: Container, part: str) -> tuple[Around, str] | None:
        """Read the rows by the fast path, and return what surrounds them with its margins.

        Returns None if the rows are not written in the usual way.
        """
        if container.size(part) > fast_path.MAX_WHOLE_PART:
            return None
        cells = SheetCells(self._shared)
        try:
            skeleton, inside = fast_path.split(
                container.read(part), b"<sheetData>", b"</sheetData>"
            )
            read_rows(inside, cells, fast_path.prefixes(skeleton))
        except fast_path.Unfamiliar:
            return None
        self._shared.budget.spend(inside.count("<"))
        self._cells = cells
        return around(skeleton, self._shared.budget)

    def _thoroughly(self, container: Container, part: str) -> tuple[Around, str]:
        """Read the whole sheet through expat."""
        reader = AroundReader(self._shared.budget)
        rows = RowReader(self._shared.limits, reader.text, reader.reader, self._cells)
        reader.starts[MAIN + "sheetData"] = rows.begin
        blocks = container.blocks(part)
        if container.size(part) > fast_path.MAX_WHOLE_PART:
            blocks = without_blanks(blocks)
        found = reader.read(blocks)
        check_place(rows.times_begun)
        return found, found.margins

    def _mark_arrays(self) -> None:
        """Mark every cell inside the area of an array formula as a formula: only the first cell has
        its text.
        """
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
                raise Refused(
                    "too_many_merges", "one merged area covers more cells than a form has"
                )
            for place in self._inside(area):
                if place != (row, column):
                    self._shared.notices.cell("under_merge", self._name, *place)

    def _inside(self, area: str) -> list[Place]:
        """Return the filled cells of an area, by walking the area or the cells, whichever is
        shorter.
        """
        row, column, last_row, last_column = _corners(area)
        cells = self._cells.contents
        size = (last_row - row + 1) * (last_column - column + 1)
        self._steps -= min(size, len(cells))
        if self._steps < 0:
            raise Refused("too_many_merges")
        rows, columns = range(row, last_row + 1), range(column, last_column + 1)
        if size <= len(cells):
            return [place for place in product(rows, columns) if place in cells]
        return [(down, across) for down, across in cells if down in rows and across in columns]


def _corners(area: str) -> tuple[int, int, int, int]:
    try:
        return parse_range(area)
    except ValueError:
        raise Refused(
            "damaged", "a merged area or an array formula has no proper address"
        ) from None
