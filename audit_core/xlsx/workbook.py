"""The contents of a workbook: frozen values, each with its address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from audit_core.xlsx.address import parse_address
from audit_core.xlsx.cell import Cell

if TYPE_CHECKING:
    from audit_core.xlsx.reader.lazy_cells import LateCells

SheetState = Literal["visible", "hidden", "veryHidden"]
AsideKind = Literal["comment", "text box", "shape", "control", "picture", "drawing"]


@frozen
class Validation:
    """One validation rule: its `ranges` ("C4:C9 C12"), `kind` ("list", "date" ...), first formula,
    and the `title` of its prompt.
    """

    ranges: str
    kind: str
    formula1: str
    blocks: bool
    """Whether a wrong entry is stopped. Many programs write rules that do not stop one."""
    title: str = ""


@frozen
class Sheet:
    """One sheet: `cells` by (row, column), in the order of the file. Chart sheets have none.

    `margins` are the texts of its headers and footers, with their codes ("&L" for the left).
    """

    name: str
    state: SheetState
    cells: LateCells
    protected: bool = False
    validations: tuple[Validation, ...] = ()
    merged: tuple[str, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    margins: str = ""

    def at(self, address: str) -> Cell | None:
        """Return the cell at an address such as "C7", or None if blank. Raises ValueError for other
        texts.
        """
        return self.cells.get(parse_address(address))


@frozen
class Aside:
    """Something beside the cells of a sheet, such as a comment or a text box, with its words.

    `cell` is where it begins, and "" if that is not known, as is `sheet`. A "control" is a tick box
    or button; a "drawing" is a chart, a diagram or anything that could not be looked at.
    """

    sheet: str
    cell: str
    kind: AsideKind
    text: str = ""


@frozen
class Book:
    """A whole workbook.

    `sheets` are in order, with hidden ones. `names` are the targets of defined names; a name that
    belongs to a sheet is "Sheet!name". `properties` are identifier, keywords, title, creator ... by
    Excel's names, and custom ones as "custom:name". `notices` are sentences on everything left out,
    changed or unusual, with addresses. `asides` lie beside the cells. `pictures_in_cells`: a cell
    shows a picture, and holds an error for programs that do not know these.
    """

    sheets: tuple[Sheet, ...]
    names: Mapping[str, str]
    properties: Mapping[str, str]
    epoch_1904: bool = False
    notices: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()
    pictures_in_cells: bool = False

    @property
    def comments(self) -> tuple[tuple[str, str], ...]:
        """(sheet, cell) of every comment, each cell once."""
        found = ((one.sheet, one.cell) for one in self.asides if one.kind == "comment")
        return tuple(dict.fromkeys(found))

    def sheet(self, name: str) -> Sheet | None:
        """Return the sheet of this name, in any case (as in Excel), or None."""
        found = (sheet for sheet in self.sheets if sheet.name.casefold() == name.casefold())
        return next(found, None)
