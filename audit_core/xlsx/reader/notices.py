"""What was left out, changed or odd while reading, gathered by kind and said once per sheet with
its addresses.
"""

from __future__ import annotations

from audit_core.i18n import _
from audit_core.problems.catalogue import PROBLEMS
from audit_core.xlsx.address import format_address

_NAMED = 8
"""Addresses named in one notice before it says "and n more": a ledger line has to stay readable."""


class Notices:
    """Gathers notices; `lines()` gives them as sentences in a fixed order. No cell text ever goes
    in.
    """

    def __init__(self) -> None:
        self._cells: dict[tuple[str, str], list[str]] = {}
        self._more: dict[tuple[str, str], int] = {}
        self._plain: dict[str, None] = {}

    def cell(self, kind: str, sheet: str, row: int, column: int) -> None:
        """Notes something about one cell. `kind` is what follows `file.notice.` in the
        catalogue.
        """
        named = self._cells.setdefault((sheet, kind), [])
        if len(named) < _NAMED:
            named.append(format_address(row, column))
        else:
            self._more[sheet, kind] = self._more.get((sheet, kind), 0) + 1

    def whole(self, kind: str) -> None:
        """Notes something about the whole file, once."""
        self._plain[kind] = None

    def add(self, other: Notices) -> None:
        """Notes what was noted elsewhere about the whole file."""
        self._plain |= other._plain

    def lines(self) -> tuple[str, ...]:
        """All notices as plain sentences: the file first, then sheet by sheet."""
        lines = [_said(kind) for kind in self._plain]
        for (sheet, kind), named in self._cells.items():
            more = self._more.get((sheet, kind), 0)
            where = f"{' '.join(sheet.split())[:31]}!{', '.join(named)}" + (
                f" and {more} more" if more else ""
            )
            lines.append(_said(kind, where=where))
        return tuple(lines)


def _said(kind: str, **data: object) -> str:
    return _(PROBLEMS[f"file.notice.{kind}"].what, **data)
