"""The cells of one sheet as they are found: placed, given their meaning and kept, with a note of anything odd.

Two readers fill it: `rowreader` for whatever expat understands, `moulds` for the plain way in which forms are saved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.xlsx.address import COLUMNS, parse_address
from audit_core.xlsx.cell import Cell
from audit_core.xlsx.looks import AS_CELL, PLAIN, STRUCK
from audit_core.xlsx.refused import Refused
from audit_core.xlsx.text import BIDI, CONTROL, LONG
from audit_core.xlsx.values import UNREAD, read_value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from audit_core.xlsx.cell import Kind
    from audit_core.xlsx.expat import Budget
    from audit_core.xlsx.looks import Words
    from audit_core.xlsx.moulds import Row
    from audit_core.xlsx.notices import Notices

_NEITHER = (False, False)
_CHANGES = ((CONTROL, "control"), (BIDI, "bidi"), (LONG, "too_long"), (UNREAD, "unread"))


class Shared:
    """What the sheets of one book have in common while it is read. `cells_left` counts down over all of them."""

    def __init__(self, budget: Budget, notices: Notices, formats: Mapping[str, tuple[bool, bool]], strings: list[Words] | None, epoch_1904: bool) -> None:
        self.budget = budget
        self.limits = budget.limits
        self.notices = notices
        self.formats = formats
        self.strings = strings
        self.plain = {str(number): text for number, (text, looks, changed) in enumerate(strings or ()) if text and looks == AS_CELL and not changed}
        """The texts there is nothing to say about, by their number as it is written."""
        self.crossed = frozenset(style for style, (_, crossed) in formats.items() if crossed)
        """The styles that strike a text through."""
        self.epoch_1904 = epoch_1904
        self.cells_left = budget.limits.cells


class Cells:
    """`contents` (see `LateCells`), `hidden_rows` and `arrays` (the areas of array formulas) of one sheet. Nothing outside is changed until
    `commit`, so that one reader can give up and leave the sheet to the other."""

    def __init__(self, shared: Shared) -> None:
        self.contents: dict[tuple[int, int], str | Cell] = {}
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
        if number is None:
            row = self.row + 1
        elif number.isascii() and number.isdigit() and 0 < len(number) < 18:
            row = int(number)
        else:
            raise Refused("damaged", "a row has no proper number")
        self._begin(row, str(row), hidden)

    def _begin(self, row: int, text: str, hidden: bool) -> None:
        """A row begins; `text` is its number as it is written."""
        if self.row > self._last_row:
            self._last_row = self.row
        self.row, self._row_text, self._column = row, text, 0
        self._in_place = self._last_row < row <= self._most_rows
        if hidden and row <= self._most_rows:
            self.hidden_rows.add(row)

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
        self._begin(row.at, row.number, row.hidden)
        if not row.slots:
            return
        if not (row.orderly and self._in_place):
            for slot in row.slots:
                value = values[at + slot.value] if slot.value >= 0 else ""
                if value or slot.formula is not None or slot.inline is not None:
                    self.keep(slot.letters, slot.digits, slot.style, slot.given, value, slot.formula, slot.inline)
            return
        plain, contents = self._shared.plain, self.contents
        crossed = self._shared.crossed
        if row.places and (not crossed or crossed.isdisjoint([slot.style for slot in row.slots])):  # nothing but texts, as most rows
            try:
                contents.update(zip(row.places, [*map(plain.__getitem__, values[at : at + row.values])], strict=True))
            except KeyError:  # one of them is blank, or there is something to say about it
                pass
            else:
                self._spend(row.values)
                return
        kept = 0
        for _, _, place, style, given, formula, inline, which, blank in row.slots:
            value = values[at + which] if which >= 0 else ""
            found = blank if not value else plain.get(value) if given == "s" and formula is None else None
            if found is not None and style not in crossed:
                contents[place] = found
                kept += 1
            else:
                self._put(place, style, given, formula, inline, value)
        self._spend(kept)

    def _spend(self, cells: int) -> None:
        """Counts cells. Raises Refused "too_many_cells" when there have been too many."""
        self._left -= cells
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
        self._spend(1)
        is_date, crossed = self._formats.get(style, _NEITHER)
        if crossed or looks != AS_CELL:
            struck, partly = _crossed_out(looks, crossed)
        else:
            struck = partly = False
        is_date = type(content) is float and (is_date or given == "d")
        if kind == "text" and isinstance(content, str) and not (struck or partly):
            self.contents[place] = content
        else:
            self.contents[place] = Cell(*place, kind, content, formula, struck, partly, is_date)

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
        if (row, column) in self.contents:
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
