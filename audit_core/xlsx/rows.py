"""The plain row writer, for sheets too large for a spreadsheet library: rows of text beneath those that are there already.

Text is always text: it goes in as a shared string, never as a formula, in the look of the cell above it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

LONGEST = 32_767
"""Characters a cell can hold in Excel, which counts those beyond the first 65,536 twice."""
_MOST_ROWS = 1_048_576
_LAST_ROW = re.compile(r'<row r="([0-9]+)"(?:(?!<row ).)*?</row>(?=</sheetData>)', re.DOTALL)
_CELL = re.compile(r'<c r="([A-Z]+)[0-9]+"( s="[0-9]+")?')


def add_rows(sheet: str, rows: Iterable[Sequence[str]], place: Callable[[str], int]) -> str:
    """A sheet's part with more rows: each text looks like the cell of its column in the last row, which must have one for it.

    "" is a blank cell. `place` gives the number of a text in the table of shared strings. Raises ValueError, which never
    quotes a cell: for a text that Excel would cut, more rows than a sheet has, or a row longer than the last one.
    """
    last = _LAST_ROW.search(sheet, sheet.rindex("<row ") if "<row " in sheet else 0)
    if last is None:
        raise ValueError("a sheet needs a row whose look the others can have")
    looks = _CELL.findall(last[0])
    lines = []
    for number, row in enumerate(rows, int(last[1]) + 1):
        if len(row) > len(looks):
            raise ValueError(f"row {number} is longer than the row whose look it has")
        cells = [f'<c r="{letters}{number}"{look} t="s"><v>{place(text)}</v></c>' for (letters, look), text in zip(looks, row, strict=False) if text]
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    if int(last[1]) + len(lines) > _MOST_ROWS:
        raise ValueError("more rows than a sheet has")
    return "".join((sheet[: last.end()], *lines, sheet[last.end() :]))


def fits(text: str) -> str:
    """A text, or as much of it as a cell can hold."""
    if len(text) <= LONGEST // 2:
        return text
    return text.encode("utf-16-le", "surrogatepass")[: 2 * LONGEST].decode("utf-16-le", "ignore")


def check_length(text: str) -> None:
    """Raises ValueError for a text that Excel would cut, without a word."""
    if len(text) > LONGEST // 2 and len(text.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST:
        raise ValueError(f"a text is longer than the {LONGEST:,} characters a cell can hold")
