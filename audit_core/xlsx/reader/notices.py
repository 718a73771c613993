"""Gather what was left out, changed or unusual while reading, and word it once per kind and
sheet.
"""

from __future__ import annotations

from audit_core.i18n import _
from audit_core.problems.catalogue import PROBLEMS
from audit_core.xlsx.address import format_address

_NAMED = 8
"""Addresses listed in one notice before "and n more", to keep a ledger line readable."""


class Notices:
    """Gathers notices. `lines()` returns them as sentences in a fixed order, without any
    cell text.
    """

    def __init__(self) -> None:
        self._cells: dict[tuple[str, str], list[str]] = {}
        self._more: dict[tuple[str, str], int] = {}
        self._plain: dict[str, None] = {}

    def cell(self, kind: str, sheet: str, row: int, column: int) -> None:
        """Note something about one cell. `kind` is what follows `file.notice.` in the catalogue."""
        named = self._cells.setdefault((sheet, kind), [])
        if len(named) < _NAMED:
            named.append(format_address(row, column))
        else:
            self._more[sheet, kind] = self._more.get((sheet, kind), 0) + 1

    def whole(self, kind: str) -> None:
        """Note something about the whole file, once."""
        self._plain[kind] = None

    def add(self, other: Notices) -> None:
        """Add notes about the whole file that were made elsewhere."""
        self._plain |= other._plain

    def lines(self) -> tuple[str, ...]:
        """Return all notices as sentences: the file first, then sheet by sheet."""
        lines = [_sentence(kind) for kind in self._plain]
        for (sheet, kind), named in self._cells.items():
            more = self._more.get((sheet, kind), 0)
            where = f"{' '.join(sheet.split())[:31]}!{', '.join(named)}" + (
                f" and {more} more" if more else ""
            )
            lines.append(_sentence(kind, where=where))
        return tuple(lines)


def _sentence(kind: str, **data: object) -> str:
    return _(PROBLEMS[f"file.notice.{kind}"].what, **data)
