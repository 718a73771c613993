"""Collect the cells of one sheet: find the place and value of each, and note irregularities.

Two readers fill it: `row_parser` from expat's events, for any file, and `row_templates` for rows as
spreadsheet programs usually save them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, count
from operator import attrgetter, lt
from typing import NamedTuple

from audit_core.xlsx.address import COLUMNS, Place, parse_address
from audit_core.xlsx.cell import Cell, CellType
from audit_core.xlsx.reader.cell_values import UNREAD, read_value
from audit_core.xlsx.reader.notices import Notices
from audit_core.xlsx.reader.number_formats import CellFormat
from audit_core.xlsx.reader.xml_parser import Budget
from audit_core.xlsx.refusals import Refused
from audit_core.xlsx.text import AS_CELL, BIDI, CONTROL, PLAIN, STRUCK, TOO_LONG, TextRun

_NEITHER: CellFormat = (False, False, "")
_ORDERLY, _PLAIN = attrgetter("orderly"), attrgetter("is_plain")
_WRITTEN = tuple(map(str, range(1000)))
"""The first numbers as texts."""
_CHANGES = ((CONTROL, "control"), (BIDI, "bidi"), (TOO_LONG, "too_long"), (UNREAD, "unread"))


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


class Shared:
    """What the sheets of one workbook share while it is read. `cells_left` is what remains of its
    limit.
    """

    def __init__(
        self,
        budget: Budget,
        notices: Notices,
        formats: Mapping[str, CellFormat],
        strings: list[TextRun] | None,
        epoch_1904: bool,
    ) -> None:
        self.budget = budget
        self.limits = budget.limits
        self.notices = notices
        self.formats = formats
        self.strings = strings
        numbers = chain(_WRITTEN, map(str, count(len(_WRITTEN))))
        known = zip(strings or (), numbers, strict=False)
        self.plain = {
            number: text
            for (text, looks, changed), number in known
            if text and looks == AS_CELL and not changed
        }
        """The texts that need no note and no format of their own, by number as it is written in the
        file.
        """
        self.crossed = frozenset(style for style, (_, crossed, _) in formats.items() if crossed)
        """The styles that strike a text through."""
        self.epoch_1904 = epoch_1904
        self.cells_left = budget.limits.cells


class SheetCells:
    """The `contents` (see `LateCells`), `hidden_rows` and `arrays` (areas of array formulas) of one
    sheet.

    Nothing outside it is changed before `commit`, so a reader may give up and leave the sheet to
    the other reader.
    """

    def __init__(self, shared: Shared) -> None:
        self.contents: dict[Place, str | Cell] = {}
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
        """Finish the sheet: pass on its notes and count its cells."""
        self._shared.cells_left = self._left
        for kind, row, column in self._notes:
            self._shared.notices.cell(kind, sheet, row, column)

    def open_row(self, number: str | None, hidden: bool) -> None:
        """Begin a row. `number` is the number in the file. Raises Refused "damaged" if it is not a
        number.
        """
        if number is None:
            row = self.row + 1
        elif number.isascii() and number.isdigit() and 0 < len(number) < 18:
            row = int(number)
        else:
            raise Refused("damaged", "a row has an invalid number")
        self._last_row = max(self._last_row, self.row)
        self.row, self._row_text, self._column = row, str(row), 0
        self._in_place = self._last_row < row <= self._most_rows
        if hidden and row <= self._most_rows:
            self.hidden_rows.add(row)

    def keep(
        self,
        letters: str,
        digits: str,
        style: str,
        given: str,
        value: str,
        formula: str | None,
        inline: TextRun | None,
    ) -> None:
        """Add a cell that is not blank; its text may be empty.

        `letters` and `digits` are its address. `style`, the type `given` and `value` are "" if it
        has none. Raises Refused: "damaged", "missing_part" (no shared strings), "too_many_cells".
        """
        row, column = self.row, COLUMNS.get(letters, 0)
        if column <= self._column or digits != self._row_text or not self._in_place:
            found = self._find(letters + digits)
            if found is None:
                return
            row, column = found
        self._column = column
        self._put((row, column), style, given, formula, inline, value)

    def keep_rows(self, rows: Sequence[WorksheetRow], values: Sequence[str]) -> None:
        """Add all rows of a sheet from their templates and the values to fill in.

        `values` are in the order of the cells with `has_value`. Raises Refused as `open_row` and
        `keep` do.
        """
        numbers = [row.at for row in rows]
        in_order = all(map(lt, numbers, numbers[1:])) and all(map(_ORDERLY, rows))
        if not in_order or (numbers and numbers[-1] > self._most_rows):
            self._keep_one_by_one(rows, values)
            return
        self.hidden_rows.update([row.at for row in rows if row.hidden])
        if not all(map(_PLAIN, rows)) or not self._fill_texts(
            [place for row in rows for place in row.places], values, rows
        ):
            self._keep_slots([slot for row in rows for slot in row.slots], iter(values))

    def _keep_one_by_one(self, rows: Sequence[WorksheetRow], values: Sequence[str]) -> None:
        """Add rows one cell at a time: rows or cells are out of order, or beyond the limit
        of rows.
        """
        feed = iter(values)
        for row in rows:
            self.open_row(row.number, row.hidden)
            for slot in row.slots:
                value = next(feed) if slot.has_value else ""
                if value or slot.formula is not None or slot.inline is not None:
                    self.keep(
                        slot.letters,
                        slot.digits,
                        slot.style,
                        slot.given,
                        value,
                        slot.formula,
                        slot.inline,
                    )

    def _fill_texts(
        self, places: Sequence[Place], values: Sequence[str], rows: Sequence[WorksheetRow]
    ) -> bool:
        """Add all texts at once, and return whether it was possible.

        It is not if any text is blank, needs a note, or is struck through.
        """
        crossed = self._shared.crossed
        if crossed and not all(
            crossed.isdisjoint([slot.style for slot in row.slots]) for row in rows
        ):
            return False
        try:
            self.contents.update(
                zip(places, [*map(self._shared.plain.__getitem__, values)], strict=True)
            )
        except KeyError:
            return False
        self._spend(len(places))
        return True

    def _keep_slots(self, slots: Sequence[CellTemplate], feed: Iterator[str]) -> None:
        """Add cells that are in order. Plain texts are stored directly; other cells are looked at
        one by one.
        """
        plain, crossed, contents, kept = self._shared.plain, self._shared.crossed, self.contents, 0
        for _, _, place, style, given, formula, inline, has_value, blank in slots:
            value = next(feed) if has_value else ""
            found = (
                blank
                if not value
                else plain.get(value)
                if given == "s" and formula is None
                else None
            )
            if found is not None and style not in crossed:
                contents[place] = found
                kept += 1
            else:
                self._put(place, style, given, formula, inline, value)
        self._spend(kept)

    def _spend(self, cells: int) -> None:
        """Count cells. Raises Refused "too_many_cells" beyond the limit."""
        self._left -= cells
        if self._left < 0:
            raise Refused("too_many_cells")

    def _put(
        self,
        place: Place,
        style: str,
        given: str,
        formula: str | None,
        inline: TextRun | None,
        value: str,
    ) -> None:
        """Work out the value of a cell, and store it unless it is blank."""
        kind: CellType = "text"
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
        is_date, crossed, shown = self._formats.get(style, _NEITHER)
        struck = partly = False
        if crossed or looks != AS_CELL:
            struck, partly = _crossed_out(looks, crossed)
        is_date = type(content) is float and (is_date or given == "d")
        if shown == "no_day" and is_date:
            self._notes.append(("no_day", *place))
        if kind == "text" and isinstance(content, str) and not (struck or partly):
            self.contents[place] = content
        else:
            if type(content) is not float:
                shown = ""
            self.contents[place] = Cell(
                *place, kind, content, formula, struck, partly, is_date, shown
            )

    def _find(self, address: str) -> Place | None:
        """Return the (row, column) of an unusual address, or None if the cell is left out, which is
        noted.

        It may be beyond the limits, written in an unusual way, or not in its row or in order.
        """
        try:
            row, column = parse_address(address)
        except ValueError:
            raise Refused("damaged", "a cell has an invalid address") from None
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

    def _string(self, index: str) -> TextRun:
        """Return a shared string by its number."""
        if index.isdigit():
            try:
                return self._strings[int(index)]
            except (IndexError, ValueError):
                pass
        if self._shared.strings is None:
            raise Refused("missing_part", "the shared strings")
        raise Refused("damaged", "a cell refers to a text that does not exist")


def _crossed_out(looks: int, crossed: bool) -> tuple[bool, bool]:
    """Return (all of the text is struck through, some of it is).

    `looks` are the formats of its runs; `crossed` is whether the cell's own font is struck through.
    """
    struck = bool(looks & STRUCK) or (crossed and bool(looks & AS_CELL))
    plain = bool(looks & PLAIN) or (not crossed and bool(looks & AS_CELL))
    return struck and not plain, struck and plain
