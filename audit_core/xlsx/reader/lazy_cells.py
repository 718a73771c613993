"""The cells of a sheet, with each Cell made on request. Most cells of a form are only printed text
that no rule looks at.

    contents = {(1, 1): "Ref", (2, 3): Cell(2, 3, "number", 4.0)}
    cells = LateCells(contents)
    cells[2, 3]                  the Cell that is there
    cells[1, 1]                  Cell(1, 1, "text", "Ref"), made now
    cells.contents.get((1, 1))   "Ref": compare printed text without making a Cell
    cells.get((5, 1))            None: a blank cell
    cells.values()               makes every Cell, once
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from typing import TypeVar, overload

from audit_core.xlsx.address import Place
from audit_core.xlsx.cell import Cell

T = TypeVar("T")
_cell = tuple.__new__  # what Cell(...) calls in the end; called directly, it is faster


class LateCells(Mapping[Place, Cell]):
    """A read-only mapping of cells by (row, column), in the order of the file.

    `contents` has a plain text for most cells, and a Cell for any other.
    """

    __slots__ = ("_made", "contents")

    def __init__(self, contents: dict[Place, str | Cell]) -> None:
        self.contents = contents
        self._made: dict[Place, Cell] | None = None

    def __getitem__(self, place: Place) -> Cell:
        """Return the cell at a place. Raises KeyError for a blank one."""
        found = self.contents[place]
        return plain_text(place, found) if isinstance(found, str) else found

    @overload
    def get(self, place: Place, /) -> Cell | None: ...
    @overload
    def get(self, place: Place, /, default: Cell | T) -> Cell | T: ...
    def get(self, place: Place, /, default: Cell | T | None = None) -> Cell | T | None:
        """Return the cell at a place, or `default` for a blank one."""
        found = self.contents.get(place)
        if found is None:
            return default
        return plain_text(place, found) if isinstance(found, str) else found

    def __iter__(self) -> Iterator[Place]:
        """Iterate over the places of cells that are not blank."""
        return iter(self.contents)

    def __len__(self) -> int:
        """Return the number of cells that are not blank."""
        return len(self.contents)

    def __contains__(self, place: object) -> bool:
        """Return whether the cell at a place is not blank."""
        return place in self.contents

    def __eq__(self, other: object) -> bool:
        """Return whether the same cells are at the same places."""
        return (
            self.contents == other.contents
            if isinstance(other, LateCells)
            else super().__eq__(other)
        )

    __hash__ = None  # type: ignore[assignment]  # as a dict has it

    def __repr__(self) -> str:
        """Show the cells as a dict does."""
        return repr(self._all())

    def values(self) -> ValuesView[Cell]:
        """Return all cells. They are made once."""
        return self._all().values()

    def items(self) -> ItemsView[Place, Cell]:
        """Return all places with their cells. They are made once."""
        return self._all().items()

    def texts(self, between: str) -> str:
        """Return all texts of the sheet, including results of formulas, joined by `between`."""
        values = [
            found if isinstance(found, str) else found.value for found in self.contents.values()
        ]
        return between.join([value for value in values if isinstance(value, str)])

    def _all(self) -> dict[Place, Cell]:
        if self._made is None:
            self._made = {
                place: plain_text(place, found) if isinstance(found, str) else found
                for place, found in self.contents.items()
            }
        return self._made


def plain_text(place: Place, text: str) -> Cell:
    """Return the cell of a text without a format that matters."""
    return _cell(Cell, (place[0], place[1], "text", text, None, False, False, False, ""))
