"""Read the rows of a sheet from expat's events. It understands everything the file format
allows.
"""

from __future__ import annotations

from audit_core.xlsx.address import format_address, parse_address
from audit_core.xlsx.reader.cell_store import SheetCells
from audit_core.xlsx.reader.limits import Limits
from audit_core.xlsx.reader.shared_strings import Runs, T
from audit_core.xlsx.reader.workbook_part import is_true
from audit_core.xlsx.reader.xml_parser import MAIN, Attributes, PartReader
from audit_core.xlsx.refusals import Refused
from audit_core.xlsx.text import TextRun, clean

_DIGITS = "0123456789"
_C, _V, _F, _IS, _ROW, _DATA = (MAIN + name for name in ("c", "v", "f", "is", "row", "sheetData"))


class RowReader:
    """Fills `cells`. `start` and `end` are called for every element inside `sheetData`.

    They do as little as possible; the attributes of a cell are read only if it turns out not to be
    blank.
    """

    def __init__(
        self, limits: Limits, text: list[str], reader: PartReader, cells: SheetCells
    ) -> None:
        self.cells = cells
        self.times_begun = 0
        self._limits = limits
        self._most_deep, self._most_attributes = limits.depth, limits.attributes
        self._text = text
        self._reader = reader
        self._runs = Runs(text)
        self._depth = 0
        self._open: Attributes | None = None
        self._previous: Attributes | None = None
        self._filled = False
        self._value: str | None = None
        self._formula: str | None = None
        self._inline: TextRun | None = None

    def begin(self, _attributes: Attributes) -> None:
        """Handle the start of `sheetData`."""
        self.times_begun += 1
        self._depth = 1
        self._reader.hand_to(self.start, self.end)

    def start(self, name: str, attributes: Attributes) -> None:
        """Handle the start of an element."""
        self._depth += 1
        if self._depth > self._most_deep or len(attributes) > self._most_attributes:
            raise Refused("xml_limits")
        if name == _C:
            if self._open is not None:
                raise Refused("damaged", "a cell is nested inside another")
            if "r" not in attributes:
                self._number(attributes)
            self._open = attributes
        elif name in (_V, T):
            self._text.clear()
        elif name == _ROW:
            self._previous = None
            self._text.clear()
            self.cells.open_row(attributes.get("r"), is_true(attributes.get("hidden", "0")))
        elif name == _F:
            self._text.clear()
            if (
                attributes.get("t") in ("array", "dataTable")
                and len(self.cells.arrays) < self._limits.merges
            ):
                self.cells.arrays.append(attributes.get("ref", ""))
        elif name != _IS:
            self._runs.begin(name, attributes)

    def end(self, name: str) -> None:
        """Handle the end of an element."""
        self._depth -= 1
        if name == _C:
            self._previous, self._open = self._open, None
            if self._filled and self._previous is not None:
                self._cell_ends(self._previous)
        elif name == _V:
            if self._value is not None:
                raise Refused("damaged", "a cell has two values")
            self._value = "".join(self._text)
            self._filled = True
        elif name == _F:
            self._formula = clean("".join(self._text))[0]
            self._filled = True
        elif name == _IS:
            self._inline = self._runs.words()
            self._filled = True
        elif name == _DATA:
            self._reader.take_back()
            self._reader.end(name)
        else:
            self._runs.end(name)

    def _cell_ends(self, about: Attributes) -> None:
        if self._inline is not None and self._value is not None:
            raise Refused("damaged", "a cell has two values")
        words = self._inline if self._inline and self._inline[0] else None
        if self._value or self._formula is not None or words:
            address = about["r"]
            letters = address.rstrip(_DIGITS)
            self.cells.keep(
                letters,
                address[len(letters) :],
                about.get("s", ""),
                about.get("t", ""),
                self._value or "",
                self._formula,
                words,
            )
        self._filled = False
        self._value = self._formula = self._inline = None

    def _number(self, attributes: Attributes) -> None:
        """Give an address to a cell that has none: the next in its row. Some programs write cells
        so.
        """
        try:
            column = parse_address(self._previous["r"])[1] if self._previous else 0
        except ValueError:
            raise Refused("damaged", "a cell has an invalid address") from None
        attributes["r"] = format_address(max(self.cells.row, 1), column + 1)
