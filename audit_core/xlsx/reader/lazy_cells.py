"""The cells of a sheet, each made when somebody asks for it: a form has hundreds that only its
printer ever looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar, overload

from audit_core.xlsx.cell import Cell

if TYPE_CHECKING:
    from collections.abc import ItemsView, Iterator, ValuesView

    Place = tuple[int, int]

T = TypeVar("T")
_cell = tuple.__new__  # a named tuple's own way calls this, and there are many cells


class LateCells(Mapping[tuple[int, int], Cell]):
    """Cells by (row, column), in the order of the file. Nobody may change them.

    `contents` is what stands there: a plain text, which most cells hold, as itself, and whatever
    else as a Cell.
    """

    __slots__ = ("_made", "contents")

    def __init__(self, contents: dict[Place, str | Cell]) -> None:
        self.contents = contents
        self._made: dict[Place, Cell] | None = None

    def __getitem__(self, place: Place) -> Cell:
        """The cell at a place. Raises KeyError for a blank one."""
        found = self.contents[place]
        return plain_text(place, found) if isinstance(found, str) else found

    @overload
    def get(self, place: Place, /) -> Cell | None: ...
    @overload
    def get(self, place: Place, /, default: Cell | T) -> Cell | T: ...
    def get(self, place: Place, /, default: Cell | T | None = None) -> Cell | T | None:
        """The cell at a place, or `default` for a blank one."""
        found = self.contents.get(place)
        if found is None:
            return default
        return plain_text(place, found) if isinstance(found, str) else found

    def __iter__(self) -> Iterator[Place]:
        """The places that hold something."""
        return iter(self.contents)

    def __len__(self) -> int:
        """How many cells hold something."""
        return len(self.contents)

    def __contains__(self, place: object) -> bool:
        """Whether something stands at a place."""
        return place in self.contents

    def __eq__(self, other: object) -> bool:
        """Whether the same stands at the same places."""
        return (
            self.contents == other.contents
            if isinstance(other, LateCells)
            else super().__eq__(other)
        )

    __hash__ = None  # type: ignore[assignment]  # as a dict has it

    def __repr__(self) -> str:
        """As the dict it stands for."""
        return repr(self._all())

    def values(self) -> ValuesView[Cell]:
        """All cells, made once."""
        return self._all().values()

    def items(self) -> ItemsView[Place, Cell]:
        """All cells with their places, made once."""
        return self._all().items()

    def texts(self, between: str) -> str:
        """Every text on the sheet, results of formulas too, as one."""
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
    """A cell that holds a text and nothing remarkable."""
    return _cell(Cell, (place[0], place[1], "text", text, None, False, False, False))
