"""Read the workbook part: its sheets in order, its defined names, and its date system."""

from __future__ import annotations

from collections.abc import Iterable

from audit_core.xlsx.reader.notices import Notices
from audit_core.xlsx.reader.part_cache import once
from audit_core.xlsx.reader.xml_parser import MAIN, Attributes, Budget, parse
from audit_core.xlsx.refusals import Refused
from audit_core.xlsx.text import clean
from audit_core.xlsx.workbook import SheetState

_ID = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
_STATES: dict[str, SheetState] = {"hidden": "hidden", "veryhidden": "veryHidden"}


class Outline:
    """Reads the workbook part: `sheets` as (name, state, relationship id), `names` and
    `epoch_1904`.
    """

    def __init__(self) -> None:
        self.sheets: list[tuple[str, SheetState, str]] = []
        self.names: dict[str, str] = {}
        self.epoch_1904 = False
        self._scoped: list[tuple[str, str | None, str]] = []
        self._text: list[str] = []
        self._name: tuple[str, str | None] = ("", None)
        self.notices = Notices()

    def read(self, blocks: Iterable[bytes], budget: Budget) -> None:
        """Read the part.

        Raises Refused: "too_many_sheets", "too_many_names", "damaged" (no sheet, or two of one
        name).
        """
        self._limits = budget.limits
        starts = {
            MAIN + "workbookPr": self._properties,
            MAIN + "sheet": self._sheet,
            MAIN + "definedName": self._defined,
        }
        ends = {MAIN + "definedName": self._defined_end}
        parse(blocks, MAIN + "workbook", starts, ends, self._text, budget)
        if not self.sheets:
            raise Refused("damaged", "the workbook has no sheet")
        for name, scope, text in self._scoped:
            self._keep(name, scope, text)

    def _properties(self, attributes: Attributes) -> None:
        self.epoch_1904 = is_true(attributes.get("date1904", "0"))

    def _sheet(self, attributes: Attributes) -> None:
        if len(self.sheets) >= self._limits.sheets:
            raise Refused("too_many_sheets")
        name = clean(attributes.get("name", ""))[0]
        if any(name.casefold() == other.casefold() for other, _, _ in self.sheets):
            raise Refused("damaged", "two sheets have the same name")
        state = _STATES.get(attributes.get("state", "").lower(), "visible")
        self.sheets.append((name, state, attributes.get(_ID, "")))

    def _defined(self, attributes: Attributes) -> None:
        if len(self._scoped) >= self._limits.names:
            raise Refused("too_many_names")
        self._name = (clean(attributes.get("name", ""))[0], attributes.get("localSheetId"))
        self._text.clear()

    def _defined_end(self) -> None:
        self._scoped.append((*self._name, clean("".join(self._text))[0]))

    def _keep(self, name: str, scope: str | None, text: str) -> None:
        """Add one defined name, with its sheet if it belongs to one. The first of two equal ones is
        kept. Programs' own names, for what is printed or filtered, point to no answer: LibreOffice
        writes them twice once their rows are deleted.
        """
        of_a_program = name.startswith("_xlnm.")
        if scope is not None:
            if not (scope.isascii() and scope.isdigit() and int(scope[:9]) < len(self.sheets)):
                self.notices.whole("name_of_no_sheet")
                return
            name = f"{self.sheets[int(scope)][0]}!{name}"
        if name in self.names and not of_a_program:
            self.notices.whole("name_twice")
        self.names.setdefault(name, text)


@once
def read_outline(blocks: Iterable[bytes], budget: Budget) -> Outline:
    """Return the outline of a workbook part."""
    outline = Outline()
    outline.read(blocks, budget)
    return outline


def is_true(value: str) -> bool:
    """Return whether an attribute says yes: "1", "true" or "on"."""
    return value.strip().lower() in ("1", "true", "on")
