"""What a workbook holds, once it has been read: frozen values that keep every address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from attrs import frozen

from audit_core.xlsx.address import format_address, parse_address

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal["text", "number", "bool", "error", "formula"]
State = Literal["visible", "hidden", "veryHidden"]


class Cell(NamedTuple):
    """One cell that holds something; blank cells are not kept. A tuple, because there are so many: it is made in half the time.

    `kind` "number" is a float (with `is_date`: a day number, see `audit_core.xlsx.dates`). "error" is an error value such
    as "#N/A", or whatever stood in a cell that could not be read (which is noted). For "formula", `value` is the result
    the sender's program last saved (None if it saved none) and `formula` is the text, without "="; it is "" for the
    followers of a shared or array formula, whose text stands in another cell.
    `struck`: all of it is struck through. `partly_struck`: some of its text is.
    """

    row: int
    column: int
    kind: Kind
    value: str | float | bool | None
    formula: str | None = None
    struck: bool = False
    partly_struck: bool = False
    is_date: bool = False

    @property
    def address(self) -> str:
        """Where it is on its sheet: "C7"."""
        return format_address(self.row, self.column)


@frozen
class Validation:
    """One rule about what may be typed: `ranges` ("C4:C9 C12"), `kind` ("list", "date" ...), and its first formula."""

    ranges: str
    kind: str
    formula1: str
    blocks: bool
    """Whether a wrong entry is stopped (many programs write rules that stop nothing)."""


@frozen
class Sheet:
    """One sheet: `cells` by (row, column), in the order of the file. Chart sheets have none."""

    name: str
    state: State
    cells: Mapping[tuple[int, int], Cell]
    protected: bool = False
    validations: tuple[Validation, ...] = ()
    merged: tuple[str, ...] = ()
    hidden_rows: frozenset[int] = frozenset()

    def at(self, address: str) -> Cell | None:
        """The cell at an address such as "C7", or None if it is blank. Raises ValueError for a text that is no address."""
        return self.cells.get(parse_address(address))


@frozen
class Book:
    """A whole workbook.

    `sheets`: in the workbook's order, hidden ones too. `names`: defined names and what they stand for; one that belongs
    to a sheet is "Sheet!name". `properties`: identifier, keywords, title, creator ... as Excel names them, the sender's
    own as "custom:name". `notices`: plain sentences on everything that was left out, changed or odd, with addresses.
    `has_comments`: how many notes and comments there are.
    """

    sheets: tuple[Sheet, ...]
    names: Mapping[str, str]
    properties: Mapping[str, str]
    epoch_1904: bool = False
    notices: tuple[str, ...] = ()
    has_comments: int = 0

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of this name, whatever its case (as in Excel), or None."""
        return next((sheet for sheet in self.sheets if sheet.name.casefold() == name.casefold()), None)
