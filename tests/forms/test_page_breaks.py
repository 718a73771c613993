"""Where printed pages end: rows that belong together stay together, and pages are filled."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_core.forms.workbook.page_breaks import PageBlock, break_pages, breaks, page_height

ROOM = 100.0


def sheet_of(*heights: float) -> list[PageBlock]:
    """Blocks of one row each, with these heights."""
    return [PageBlock(row, height) for row, height in enumerate(heights, start=4)]


@pytest.mark.parametrize(
    ("heights", "starts"),
    [
        ((30, 30, 20, 20), []),
        ((30, 30, 30, 20), [7]),
        ((60, 60, 60), [5, 6]),
        ((150, 20), [5]),
        ((20, 150, 20), [5, 6]),
    ],
)
def test_a_page_ends_only_where_the_next_question_does_not_fit(
    heights: tuple[float, ...], starts: list[int]
) -> None:
    """A section may go on over the page, so that no page is left half empty."""
    assert breaks(sheet_of(*heights), ROOM) == starts


def test_the_title_takes_room_on_the_first_page_only() -> None:
    """It is not repeated: the headings and the Form ID on every page say what it is."""
    assert breaks(sheet_of(30, 30, 50, 50), ROOM, 30.0) == [6]
    assert breaks(sheet_of(30, 50, 50), ROOM, 30.0) == [5]


@given(st.lists(st.floats(10, 90), min_size=1, max_size=40))
def test_no_page_holds_more_than_fits_or_ends_too_early(heights: list[float]) -> None:
    """Whatever the heights, the blocks of every page fit on it, and the first of the next page
    would not have fitted as well.
    """
    blocks = sheet_of(*heights)
    starts = breaks(blocks, ROOM)
    assert starts == sorted(set(starts))
    pages = [
        [block.height for block in blocks if low <= block.row < high]
        for low, high in zip([4, *starts], [*starts, 10**6], strict=True)
    ]
    assert all(sum(page) <= ROOM + 1e-6 for page in pages)
    assert all(sum(page) + after[0] > ROOM - 1e-6 for page, after in pairwise(pages))


def test_a_wide_sheet_takes_more_rows() -> None:
    """A wide sheet is printed smaller, to fit the width of the paper."""
    assert page_height((60.0,)) < page_height((60.0, 60.0, 60.0))


def test_page_breaks_are_written_into_the_sheet() -> None:
    """A break comes after the last row of a page."""
    from openpyxl import Workbook

    sheet = Workbook().active
    break_pages(sheet, sheet_of(20, 20, 30, 20), ROOM)
    assert [item.id for item in sheet.row_breaks.brk] == [5]
