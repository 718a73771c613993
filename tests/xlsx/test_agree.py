"""Our reader compared with openpyxl and calamine, cell by cell, on workbooks that openpyxl
wrote.
"""

# ruff: noqa: DTZ001 - a date in a cell has no time zone

import io
import math
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from python_calamine import CalamineWorkbook

from audit_core.xlsx.reader import fast_path, read_book
from audit_core.xlsx.serial_dates import serial_to_datetime
from audit_core.xlsx.writer.postprocess import finish_workbook_bytes

# Control characters are openpyxl's own refusal; what we make of them is tested elsewhere.
texts = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), include_characters="\n\t"),
    min_size=1,
    max_size=40,
)
values = st.one_of(
    texts.filter(lambda text: not text.startswith("=") and "_x" not in text and text.strip() != ""),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.datetimes(datetime(1901, 1, 1), datetime(2099, 1, 1)).map(
        lambda moment: moment.replace(microsecond=0)
    ),
    st.none(),
)
grids = st.lists(st.lists(values, min_size=1, max_size=5), min_size=1, max_size=5)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook_of(grid: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row, line in enumerate(grid, 1):
        for column, content in enumerate(line, 1):
            cell = book.active.cell(row, column)
            cell.value = content
            if isinstance(content, str):
                cell.data_type = "s"
    return saved(book)


def ours(data: bytes) -> dict[tuple[int, int], object]:
    """Our cells, with dates converted as in the other readers."""
    book = read_book(data)
    assert book.notices == ()
    return {
        place: serial_to_datetime(cell.value, book.epoch_1904)
        if cell.is_date and isinstance(cell.value, float)
        else cell.value
        for place, cell in book.sheets[0].cells.items()
    }


def same(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, int | float) and not isinstance(other, bool):
        return math.isclose(one, other, rel_tol=1e-12)
    if isinstance(other, date) and not isinstance(other, datetime):
        other = datetime.combine(other, time())
    if isinstance(one, str) and isinstance(other, str):
        return one == other.replace("\r\n", "\n")
    return type(one) is type(other) and one == other


@settings(max_examples=60, deadline=None)
@given(grids, st.booleans(), st.booleans())
def test_every_cell_agrees_with_openpyxl_and_calamine(
    grid: list[list[object]], shared: bool, short_cut: bool
) -> None:
    """Texts, numbers, dates and booleans are the same for three readers, with inline and with
    shared strings.
    """
    data = workbook_of(grid)
    if shared:
        data = finish_workbook_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        if not short_cut:
            patch.setattr(fast_path, "MAX_WHOLE_PART", -1)
        read = ours(data)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    theirs = {
        (cell.row, cell.column): cell.value
        for line in sheet.iter_rows()
        for cell in line
        if cell.value is not None
    }
    assert read.keys() == theirs.keys()
    for place, content in theirs.items():
        assert same(read[place], content), place
    third = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    start = third.start or (0, 0)
    rest = {
        (row + start[0] + 1, column + start[1] + 1): content
        for row, line in enumerate(third.to_python(skip_empty_area=True))
        for column, content in enumerate(line)
        if content != ""
    }
    assert read.keys() == rest.keys()
    for place, content in rest.items():
        assert same(read[place], content), place


def test_formulas_agree_with_openpyxl() -> None:
    """Formulas keep their text, with or without a saved result, and are never taken for answers."""
    book = openpyxl.Workbook()
    book.active.append(["=1+1", '=IF(A1="<&>","x","y")', "=SUM(A1:A3)"])
    data = saved(book)
    for one in (data, finish_workbook_bytes(data, values={("Sheet", "B1"): "y"})):
        cells = list(read_book(one).sheets[0].cells.values())
        theirs = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(one)).active[1]]
        assert ["=" + (cell.formula or "") for cell in cells] == theirs
        assert {cell.kind for cell in cells} == {"formula"}
    assert (
        read_book(finish_workbook_bytes(data, values={("Sheet", "B1"): "y"}))
        .sheets[0]
        .cells[1, 2]
        .value
        == "y"
    )


def test_rich_text_and_fonts_agree_with_openpyxl() -> None:
    """Joined runs are openpyxl's plain text; strike-through is recognised in runs and in the cell's
    own font.
    """
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = CellRichText(
        "keep ", TextBlock(InlineFont(strike=True), "gone"), TextBlock(InlineFont(b=True), " bold")
    )
    sheet["A2"] = CellRichText(TextBlock(InlineFont(strike=True), "all gone"))
    sheet["A3"], sheet["A4"] = "struck", 3
    sheet["A3"].font = sheet["A4"].font = Font(strike=True)
    sheet["A5"] = "plain"
    data = saved(book)
    for one in (data, finish_workbook_bytes(data)):
        cells = read_book(one).sheets[0].cells
        plain = [
            cell.value for (cell,) in openpyxl.load_workbook(io.BytesIO(one)).active.iter_rows()
        ]
        assert [cell.value for cell in cells.values()] == plain
        assert [(cell.struck, cell.partly_struck) for cell in cells.values()] == [
            (False, True),
            (True, False),
            (True, False),
            (True, False),
            (False, False),
        ]


def test_both_calendars_agree_with_openpyxl() -> None:
    """A workbook from an old Mac counts days from 1904, and its dates are right."""
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active["A1"] = datetime(2026, 3, 4, 5, 6, 7)
    read = read_book(saved(book))
    assert read.epoch_1904
    assert ours(saved(book)) == {(1, 1): datetime(2026, 3, 4, 5, 6, 7)}
