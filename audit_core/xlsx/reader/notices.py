"""What was left out, changed or odd while reading, gathered by kind and said once per sheet with its addresses."""

from __future__ import annotations

from audit_core.xlsx.address import format_address

_NAMED = 8
"""Addresses named in one notice before it says "and n more": a ledger line has to stay readable."""

_WORDS = {
    "beyond": "{where}: too far down or to the right to belong to a form; not read.",
    "repeated": "{where}: in the file more than once; the first was read.",
    "out_of_order": "{where}: not in its proper order in the file; read where its address says.",
    "under_merge": "{where}: hidden beneath a merged cell, and read all the same.",
    "control": "{where}: held characters that cannot be printed; each was replaced by \ufffd.",
    "bidi": "{where}: held invisible marks that reverse the direction of text; they were removed.",
    "no_day": "{where}: shows a month or a year and no day; it was read as the first day of it.",
    "unread": "{where}: what it holds is not a proper value; it is shown as it stands.",
    "too_long": "{where}: longer than the 32,767 characters Excel allows; kept whole.",
}


class Notices:
    """Gathers notices; `lines()` gives them as sentences in a fixed order. No cell text ever goes in."""

    def __init__(self) -> None:
        self._cells: dict[tuple[str, str], list[str]] = {}
        self._more: dict[tuple[str, str], int] = {}
        self._plain: dict[str, None] = {}

    def cell(self, kind: str, sheet: str, row: int, column: int) -> None:
        """Notes something about one cell. `kind` is one of the words above."""
        named = self._cells.setdefault((sheet, kind), [])
        if len(named) < _NAMED:
            named.append(format_address(row, column))
        else:
            self._more[sheet, kind] = self._more.get((sheet, kind), 0) + 1

    def say(self, sentence: str) -> None:
        """Notes a sentence about the whole file, once."""
        self._plain[sentence] = None

    def add(self, other: Notices) -> None:
        """Notes the sentences that were noted elsewhere about the whole file."""
        self._plain |= other._plain

    def lines(self) -> tuple[str, ...]:
        """All notices as plain sentences: the file first, then sheet by sheet."""
        lines = list(self._plain)
        for (sheet, kind), named in self._cells.items():
            more = self._more.get((sheet, kind), 0)
            where = f"{' '.join(sheet.split())[:31]}!{', '.join(named)}" + (f" and {more} more" if more else "")
            lines.append(_WORDS[kind].format(where=where))
        return tuple(lines)
