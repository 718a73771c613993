"""Where printed pages end: rows that belong together stay together, and none is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_core.forms.workbook.page_breaks import PageBlock, break_pages, breaks, page_height

ROOM = 100.0


def sheet_of(text: str) -> list[PageBlock]:
    """Blocks from a line such as "| 30 30 | 20 20 20": their heights, with a bar before each
    section.
    """
    blocks, row, begins = [], 4, False
    for word in text.split():
        if word == "|":
            begins = True
            continue
        blocks.append(PageBlock(row, float(word), begins))
        row, begins = row + 1, False
    return blocks


@pytest.mark.parametrize(
    ("blocks", "starts"),
    [
        ("| 30 30 | 20 20", []),
        ("| 30 30 | 30 20", [6]),
        ("| 40 40 | 40 40 | 90", [6, 8]),
        ("| 30 30 30 30", [6]),
        ("| 20 | 30 30 30 30", [7]),
        ("| 60 | 30 30 30 30", [5, 7]),
        ("| 150 | 20", [5]),
        ("| 45 45 45", [6]),
    ],
)
def test_a_section_is_kept_on_one_page_if_it_fits(blocks: str, starts: list[int]) -> None:
    """A section that does not fit below the last begins a new page; a long one is divided between
    questions, never leaving one alone.
    """
    assert breaks(sheet_of(blocks), ROOM) == starts


@given(st.lists(st.tuples(st.floats(10, 90), st.booleans()), min_size=1, max_size=40))
def test_no_page_holds_more_than_fits(heights: list[tuple[float, bool]]) -> None:
    """Whatever the heights, the blocks of every page fit on it and keep their order."""
    blocks = [
        PageBlock(number + 4, height, begins or number == 0)
        for number, (height, begins) in enumerate(heights)
    ]
    starts = breaks(blocks, ROOM)
    assert starts == sorted(set(starts))
    pages = [
        [block.height for block in blocks if low <= block.row < high]
        for low, high in zip([4, *starts], [*starts, 10**6], strict=True)
    ]
    assert all(sum(page) <= ROOM + 1e-6 for page in pages)


def test_a_wide_sheet_takes_more_rows() -> None:
    """A wide sheet is printed smaller, to fit the width of the paper."""
    assert page_height((60.0,)) < page_height((60.0, 60.0, 60.0))


def test_page_breaks_are_written_into_the_sheet() -> None:
    """A break comes after the last row of a page."""
    from openpyxl import Workbook

    sheet = Workbook().active
    break_pages(sheet, sheet_of("| 30 30 | 30 20"), ROOM)
    assert [item.id for item in sheet.row_breaks.brk] == [5]
