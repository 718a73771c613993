"""Decide where printed pages end: between sections if a section fits on a page, otherwise between
questions, and never with one row left alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

_PAPER = (784.0, 508.0)  # points of A4 landscape within our margins: across and down
_REPEATED = 80.0  # points of the rows that every page repeats
_SLACK = 10.0
_LONELY = 2


@attrs.frozen
class PageBlock:
    """Rows that stay together: the row of the first, their height in points, and whether a section
    begins here.
    """

    row: int
    height: float
    begins: bool = False


def page_height(widths: Sequence[float]) -> float:
    """Return how many points of rows fit on a page, below the repeated headings, of a sheet that is
    fitted to the width of the paper.
    """
    across = sum((width * 8 + 5) * 0.75 for width in widths)
    return _PAPER[1] * max(1.0, across / _PAPER[0]) - _REPEATED - _SLACK


def break_pages(sheet: Worksheet, blocks: Sequence[PageBlock], room: float) -> None:
    """Insert the page breaks."""
    for row in breaks(blocks, room):
        sheet.row_breaks.append(Break(id=row - 1))


def breaks(blocks: Sequence[PageBlock], room: float) -> list[int]:
    """Return the rows that begin a page, except the first."""
    starts: list[int] = []
    used = 0.0
    for section in _sections(blocks):
        tall = sum(block.height for block in section)
        if used and used + tall > room and (tall <= room or used > room / 2):
            starts.append(section[0].row)
            used = 0.0
        pages = _paged(section, room, used)
        starts += [page[0].row for page in pages[1:]]
        last = sum(block.height for block in pages[-1])
        used = last if len(pages) > 1 else used + last
    return starts


def _sections(blocks: Sequence[PageBlock]) -> list[list[PageBlock]]:
    found: list[list[PageBlock]] = []
    for block in blocks:
        if block.begins or not found:
            found.append([])
        found[-1].append(block)
    return found


def _paged(section: Sequence[PageBlock], room: float, used: float) -> list[list[PageBlock]]:
    """Split one section into pages. `used` points of the first are taken. If the last page would
    have one block, the block before it moves there too.
    """
    pages: list[list[PageBlock]] = [[]]
    for block in section:
        if used and used + block.height > room:
            pages.append([])
            used = 0.0
        pages[-1].append(block)
        used += block.height
    if (
        len(pages) > 1
        and len(pages[-1]) == 1
        and len(pages[-2]) > _LONELY
        and pages[-2][-1].height + pages[-1][0].height <= room
    ):
        pages[-1].insert(0, pages[-2].pop())
    return pages
