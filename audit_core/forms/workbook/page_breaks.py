"""Decide where printed pages end: between questions, when the next does not fit on the page."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from audit_core.workbook_style.widths import A4_LANDSCAPE, print_scale

_HEADINGS = 30.0  # points of the row that every page repeats
_TITLE = 50.0  # points of title and purpose, on the first page only
_SLACK = 4.0


@attrs.frozen
class PageBlock:
    """Rows that stay together, such as a question with its band: the row of the first, and their
    height in points.
    """

    row: int
    height: float


def page_height(widths: Sequence[float]) -> float:
    """Return how many points of rows fit on a page, below the repeated headings, when these columns
    are fitted to the width of the paper.
    """
    return A4_LANDSCAPE.down / print_scale(widths) - _HEADINGS - _SLACK


def break_pages(sheet: Worksheet, blocks: Sequence[PageBlock], room: float) -> None:
    """Insert the page breaks. `room` is what fits on a page; the first also has the title."""
    for row in breaks(blocks, room, _TITLE):
        sheet.row_breaks.append(Break(id=row - 1))


def breaks(blocks: Sequence[PageBlock], room: float, taken: float = 0.0) -> list[int]:
    """Return the rows that begin a page, except the first, of which some points are `taken`."""
    starts: list[int] = []
    used = taken
    for block in blocks:
        if used > taken * (not starts) and used + block.height > room:
            starts.append(block.row)
            used = 0.0
        used += block.height
    return starts
