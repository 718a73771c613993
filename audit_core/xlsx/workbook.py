"""What a workbook holds, once it has been read: frozen values that keep every address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import frozen

from audit_core.xlsx.address import parse_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from audit_core.xlsx.cell import Cell
    from audit_core.xlsx.reader.lazy_cells import LateCells

SheetState = Literal["visible", "hidden", "veryHidden"]


@frozen
class Validation:
    """One rule about what may be typed: `ranges` ("C4:C9 C12"), `kind` ("list", "date" ...), and
    its first formula.
    """

    ranges: str
    kind: str
    formula1: str
    blocks: bool
    """Whether a wrong entry is stopped (many programs write rules that stop nothing)."""


@frozen
class Sheet:
    """One sheet: `cells` by (row, column), in the order of the file. Chart sheets have none.

    `margins` are the words of its headers and footers, with their codes ("&L" for the left).
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
        """The cell at an address such as "C7", or None if it is blank. Raises ValueError for a text
        that is no address.
        """
        return self.cells.get(parse_address(address))


@frozen
class Book:
    """A whole workbook.

    `sheets`: in the workbook's order, hidden ones too. `names`: defined names and what they stand
    for; one that belongs
    to a sheet is "Sheet!name". `properties`: identifier, keywords, title, creator ... as Excel
    names them, the sender's
    own as "custom:name". `notices`: plain sentences on everything that was left out, changed or
    odd, with addresses.
    `comments`: (sheet, cell) of every note or comment; "" for a sheet that cannot be told.
    """

    sheets: tuple[Sheet, ...]
    names: Mapping[str, str]
    properties: Mapping[str, str]
    epoch_1904: bool = False
    notices: tuple[str, ...] = ()
    comments: tuple[tuple[str, str], ...] = ()

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of this name, whatever its case (as in Excel), or None."""
        return next(
            (sheet for sheet in self.sheets if sheet.name.casefold() == name.casefold()), None
        )
