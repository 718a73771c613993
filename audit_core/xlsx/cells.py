"""The cells of one sheet as they are found: placed, given their meaning and kept, with a note of anything odd.

Two readers fill it: `rowreader` for whatever expat understands, `moulds` for the plain way in which forms are saved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.xlsx.address import COLUMNS, parse_address
from audit_core.xlsx.book import Cell
from audit_core.xlsx.looks import AS_CELL, PLAIN, STRUCK
from audit_core.xlsx.refused import Refused
from audit_core.xlsx.text import BIDI, CONTROL, LONG
from audit_core.xlsx.values import UNREAD, read_value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from audit_core.xlsx.book import Kind
    from audit_core.xlsx.expat import Budget
    from audit_core.xlsx.looks import Words
    from audit_core.xlsx.moulds import Row
    from audit_core.xlsx.notices import Notices

_NEITHER = (False, False)
_cell = tuple.__new__  # a named tuple's own way calls this, and there are many cells
_CHANGES = ((CONTROL, "control"), (BIDI, "bidi"), (LONG, "too_long"), (UNREAD, "unread"))


class Shared:
    """What the sheets of one book have in common while it is read. `cells_left` counts down over all of them."""

    def __init__(self, budget: Budget, notices: Notices, formats: Mapping[str, tuple[bool, bool]], strings: list[Words] | None, epoch_1904: bool) -> None:
        self.budget = budget
        self.limits = budget.limits
        self.notices = notices
        self.formats = formats
        self.strings = strings
        self.epoch_1904 = epoch_1904
        self.cells_left = budget.limits.cells


class Cells:
    """`cells`, `hidden_rows` and `arrays` (the areas of array formulas) of one sheet. Nothing outside is changed until
    `commit`, so that one reader can give up and leave the sheet to the other."""

    def __init__(self, shared: Shared) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self.hidden_rows: set[int] = set()
        self.arrays: list[str] = []
        self._shared = shared
        self._strings = shared.strings or []
        self._notes: list[tuple[str, int, int]] = []
        self._left = shared.cells_left
        self._most_rows = shared.limits.rows
        self.row = 0
        self._row_text = ""
        self._last_row = 0
        self._column = 0
        self._in_place = True
        self._formats = shared.formats

    def commit(self, sheet: str) -> None:
        """The sheet has been read: its notes are made and its cells counted."""
        self._shared.cells_left = self._left
        for kind, row, column in self._notes:
            self._shared.notices.cell(kind, sheet, row, column)

    def open_row(self, number: str | None, hidden: bool) -> None:
        """A row begins; `number` is what it says of itself. Raises Refused "damaged" if that is no row number."""
        self._last_row = max(self._last_row, self.row)
        if number is None:
            self.row += 1
        elif number.isascii() and number.isdigit() and 0 < len(number) < 18:
            self.row = int(number)
        else:
            raise Refused("damaged", "a row has no proper number")
        self._row_text = str(self.row)
        self._column = 0
        self._in_place = self._last_row < self.row <= self._most_rows
        if hidden and self.row <= self._most_rows:
            self.hidden_rows.add(self.row)

    def keep(self, letters: str, digits: str, style: str, given: str, value: str, formula: str | None, inline: Words | None) -> None:
        """A cell that holds something, perhaps an empty text.

        `letters` and `digits` are its address; `style`, its type `given` and its `value` are "" if it has none. Raises
        Refused: "damaged", "missing_part" (no table of texts), "too_many_cells".
        """
        row, column = self.row, COLUMNS.get(letters, 0)
        if column <= self._column or digits != self._row_text or not self._in_place:
            found = self._find(letters + digits)
            if found is None:
                return
            row, column = found
        self._column = column
        self._put((row, column), style, given, formula, inline, value)

    def keep_row(self, row: Row, values: Sequence[str], at: int) -> None:
        """A row by its mould; the values that go into it begin with number `at`. Raises Refused as `open_row` and `keep` do."""
        self.open_row(row.number, row.hidden)
        strings, formats, cells = self._strings, self._formats, self.cells
        if not (row.orderly and self._in_place):
            for slot in row.slots:
                value = values[at + slot.value] if slot.value >= 0 else ""
                if value or slot.formula is not None or slot.inline is not None:
                    self.keep(slot.letters, slot.digits, slot.style, slot.given, value, slot.formula, slot.inline)
            return
        kept = 0
        for _, _, place, style, given, formula, inline, which in row.slots:
            value = values[at + which] if which >= 0 else ""
            if given == "s" and formula is None and value.isdecimal() and (number := int(value)) < len(strings):  # most cells are plain texts
                text, looks, changed = strings[number]
                if text and looks == AS_CELL and not changed and not formats.get(style, _NEITHER)[1]:
                    cells[place] = _cell(Cell, (place[0], place[1], "text", text, None, False, False, False))
                    kept += 1
                    continue
            self._put(place, style, given, formula, inline, value)
        self._left -= kept
        if self._left < 0:
            raise Refused("too_many_cells")

    def _put(self, place: tuple[int, int], style: str, given: str, formula: str | None, inline: Words | None, value: str) -> None:
        """Gives a cell its meaning, and keeps it unless it is blank."""
        kind: Kind = "text"
        content: str | float | bool | None = None
        looks, changed = AS_CELL, 0
        if inline is not None:
            content, looks, changed = inline
        elif value:
            if given == "s":
                content, looks, changed = self._string(value)
            else:
                kind, content, changed = read_value(value, given, self._shared.epoch_1904)
        if formula is not None:
            kind = "formula"
        elif content is None or content == "":
            return
        if changed:
            self._notes += [(word, *place) for bit, word in _CHANGES if changed & bit]
        self._left -= 1
        if self._left < 0:
            raise Refused("too_many_cells")
        is_date, crossed = self._formats.get(style, _NEITHER)
        if crossed or looks != AS_CELL:
            struck, partly = _crossed_out(looks, crossed)
        else:
            struck = partly = False
        is_date = type(content) is float and (is_date or given == "d")
        self.cells[place] = _cell(Cell, (place[0], place[1], kind, content, formula, struck, partly, is_date))

    def _find(self, address: str) -> tuple[int, int] | None:
        """The slow way to a cell's place: far out, written oddly, or not where its row or its neighbours would have it.

        None if the cell is not to be kept, which is noted.
        """
        try:
            row, column = parse_address(address)
        except ValueError:
            raise Refused("damaged", "a cell has no proper address") from None
        limits = self._shared.limits
        if row > limits.rows or column > limits.columns:
            self._notes.append(("beyond", row, column))
            return None
        if (row, column) in self.cells:
            self._notes.append(("repeated", row, column))
            return None
        if row != self.row or column <= self._column or not self._in_place:
            self._notes.append(("out_of_order", row, column))
        return row, column

    def _string(self, index: str) -> Words:
        """A shared string by its number."""
        if index.isdigit():
            try:
                return self._strings[int(index)]
            except (IndexError, ValueError):
                pass
        if self._shared.strings is None:
            raise Refused("missing_part", "the table of texts")
        raise Refused("damaged", "a cell points at a text that does not exist")


def _crossed_out(looks: int, crossed: bool) -> tuple[bool, bool]:
    """(all of it is struck through, some of it is), from how its runs look and whether the cell's font is struck."""
    struck = bool(looks & STRUCK) or (crossed and bool(looks & AS_CELL))
    plain = bool(looks & PLAIN) or (not crossed and bool(looks & AS_CELL))
    return struck and not plain, struck and plain
