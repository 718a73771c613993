"""Append rows of text and numbers to a sheet that is too large for a spreadsheet library.

Text is written as a shared string in the style of the cell above, never as a formula. The only
formulas are those in the sheet's last row, which are filled down as in Excel.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from audit_core.xlsx.text import MAX_CELL_CHARACTERS, escape

_MOST_ROWS = 1_048_576
_LAST_ROW = re.compile(r'<row r="([0-9]+)"(?:(?!<row ).)*?</row>(?=</sheetData>)', re.DOTALL)
_CELL = re.compile(r'<c r="([A-Z]+)[0-9]+"( s="[0-9]+")?[^>]*>(?:<f>([^<]*)</f>)?')
CellInput = str | int | float


def add_rows(sheet: str, rows: Iterable[Sequence[CellInput]], place: Callable[[str], int]) -> str:
    """Return a sheet's part with more rows. Each value has the style of its column in the last row.

    "" is a blank cell. Where the last row has a formula, a text is the result of that formula
    filled down. `place` returns the number of a text in the shared strings. Raises ValueError,
    without quoting a cell: a text is too long for Excel, there are more rows than a sheet can hold,
    or a row has more cells than the last one.
    """
    last = _LAST_ROW.search(sheet, sheet.rindex("<row ") if "<row " in sheet else 0)
    if last is None:
        raise ValueError("the sheet needs a row whose styles the new rows can copy")
    looks = [
        (letters, look, _by_row(formula, last[1]))
        for letters, look, formula in _CELL.findall(last[0])
    ]
    lines = []
    for number, row in enumerate(rows, int(last[1]) + 1):
        if len(row) > len(looks):
            raise ValueError(f"row {number} has more cells than the row whose styles it copies")
        cells = [
            f'<c r="{letters}{number}"{look} t="s"><v>{place(value)}</v></c>'
            if value.__class__ is str and not formula
            else _other(f"{letters}{number}", look, formula, value, number)
            for (letters, look, formula), value in zip(looks, row, strict=False)
            if value != ""
        ]
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    if int(last[1]) + len(lines) > _MOST_ROWS:
        raise ValueError("more rows than a sheet can hold")
    return "".join((sheet[: last.end()], *lines, sheet[last.end() :]))


def _by_row(formula: str, row: str) -> list[str]:
    """Return a formula cut at its own row number, wherever that is part of a reference; [] for
    none.

        "IF(A7>0,B7,A17)", row 7 -> ["IF(A", ">0,B", ",A17)"], joined by "8" for row 8
    """
    return re.split(rf"(?<=[A-Z]){row}(?![0-9])", formula) if formula else []


def _other(address: str, look: str, formula: list[str], value: CellInput, row: int) -> str:
    """Return the XML of a cell that is not plain text: a formula's result, or a number."""
    if formula:
        filled, result = str(row).join(formula), escape(str(value))
        return f'<c r="{address}"{look} t="str"><f>{filled}</f><v>{result}</v></c>'
    return f'<c r="{address}"{look}><v>{value!r}</v></c>'


def clip_to_cell(text: str) -> str:
    """Return a text, cut to what a cell can hold."""
    if len(text) <= MAX_CELL_CHARACTERS // 2:
        return text
    return text.encode("utf-16-le", "surrogatepass")[: 2 * MAX_CELL_CHARACTERS].decode(
        "utf-16-le", "ignore"
    )


def check_length(text: str) -> None:
    """Raise ValueError for a text that Excel would cut silently."""
    if (
        len(text) > MAX_CELL_CHARACTERS // 2
        and len(text.encode("utf-16-le", "surrogatepass")) > 2 * MAX_CELL_CHARACTERS
    ):
        raise ValueError(
            f"a text is longer than the {MAX_CELL_CHARACTERS:,} characters a cell can hold"
        )
