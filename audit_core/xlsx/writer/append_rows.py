"""The plain row writer, for sheets too large for a spreadsheet library: rows of text and numbers
beneath those that are there already.

Text is always text: it goes in as a shared string, never as a formula, in the look of the cell
above it. The only formulas
are ours, which the sheet holds already: one in the last row is filled down, as a person would do
it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audit_core.xlsx.text import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

MAX_CELL_CHARACTERS = 32_767
"""Characters a cell can hold in Excel, which counts those beyond the first 65,536 twice."""
_MOST_ROWS = 1_048_576
_LAST_ROW = re.compile(r'<row r="([0-9]+)"(?:(?!<row ).)*?</row>(?=</sheetData>)', re.DOTALL)
_CELL = re.compile(r'<c r="([A-Z]+)[0-9]+"( s="[0-9]+")?[^>]*>(?:<f>([^<]*)</f>)?')
CellInput = str | int | float


def add_rows(sheet: str, rows: Iterable[Sequence[CellInput]], place: Callable[[str], int]) -> str:
    """A sheet's part with more rows: each value looks like the cell of its column in the last row,
    which must have one for it.

    "" is a blank cell. Where the last row's cell holds a formula, a text is the result of that
    formula filled down. `place`
    gives the number of a text in the table of shared strings. Raises ValueError, which never quotes
    a cell: for a text that
    Excel would cut, more rows than a sheet has, or a row longer than the last one.
    """
    last = _LAST_ROW.search(sheet, sheet.rindex("<row ") if "<row " in sheet else 0)
    if last is None:
        raise ValueError("a sheet needs a row whose look the others can have")
    looks = [
        (letters, look, _by_row(formula, last[1]))
        for letters, look, formula in _CELL.findall(last[0])
    ]
    lines = []
    for number, row in enumerate(rows, int(last[1]) + 1):
        if len(row) > len(looks):
            raise ValueError(f"row {number} is longer than the row whose look it has")
        cells = [
            f'<c r="{letters}{number}"{look} t="s"><v>{place(value)}</v></c>'
            if value.__class__ is str and not formula
            else _other(f"{letters}{number}", look, formula, value, number)
            for (letters, look, formula), value in zip(looks, row, strict=False)
            if value != ""
        ]
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    if int(last[1]) + len(lines) > _MOST_ROWS:
        raise ValueError("more rows than a sheet has")
    return "".join((sheet[: last.end()], *lines, sheet[last.end() :]))


def _by_row(formula: str, row: str) -> list[str]:
    """A formula cut at the number of its own row, wherever that is part of a reference; nothing for
    no formula.
    """
    return re.split(rf"(?<=[A-Z]){row}(?![0-9])", formula) if formula else []


def _other(address: str, look: str, formula: list[str], value: CellInput, row: int) -> str:
    """A cell that is no plain text: the result of a formula, or a number."""
    if formula:
        return f'<c r="{address}"{look} t="str"><f>{str(row).join(formula)}</f><v>{escape(str(value))}</v></c>'
    return f'<c r="{address}"{look}><v>{value!r}</v></c>'


def clip_to_cell(text: str) -> str:
    """A text, or as much of it as a cell can hold."""
    if len(text) <= MAX_CELL_CHARACTERS // 2:
        return text
    return text.encode("utf-16-le", "surrogatepass")[: 2 * MAX_CELL_CHARACTERS].decode(
        "utf-16-le", "ignore"
    )


def check_length(text: str) -> None:
    """Raises ValueError for a text that Excel would cut, without a word."""
    if (
        len(text) > MAX_CELL_CHARACTERS // 2
        and len(text.encode("utf-16-le", "surrogatepass")) > 2 * MAX_CELL_CHARACTERS
    ):
        raise ValueError(
            f"a text is longer than the {MAX_CELL_CHARACTERS:,} characters a cell can hold"
        )
