"""Our reader against openpyxl and calamine, cell by cell, on a filled form as each program saves
it.
"""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from audit_core.xlsx.reader import read_book
from audit_core.xlsx.serial_dates import serial_to_datetime
from tests.survival.programs import EVERY, in_office

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.filterwarnings("ignore:Workbook contains no default style:UserWarning")
"""openpyxl says so of what Gnumeric writes, and reads it."""

Cells = dict[tuple[str, int, int], object]
"""What is in each cell, by sheet, row and column. Blank cells, and formulas that no program has
worked out, are not there.
"""
EDITED = (
    "odd cells pasted",
    "cells merged",
    "formatted cells pasted",
    "rows filtered",
    "moved to a new book",
    "two cases in one file",
)


def ours(data: bytes) -> Cells:
    book = read_book(data)
    return {
        (sheet.name, *place): serial_to_datetime(cell.value, book.epoch_1904)
        if cell.is_date and isinstance(cell.value, float)
        else cell.value
        for sheet in book.sheets
        for place, cell in sheet.cells.items()
        if cell.value not in {None, ""}
    }


def openpyxls(data: bytes) -> Cells:
    sheets = load_workbook(io.BytesIO(data), data_only=True).worksheets
    return {
        (sheet.title, cell.row, cell.column): _plain(cell.value)
        for sheet in sheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in {None, ""}
    }


def calamines(data: bytes) -> Cells:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found = {}
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        top, left = sheet.start or (0, 0)
        for row, line in enumerate(sheet.to_python(skip_empty_area=True), start=top + 1):
            found.update(
                {
                    (name, row, column): _plain(value)
                    for column, value in enumerate(line, start=left + 1)
                    if value != ""
                }
            )
    return found


def unspaced(cells: Cells) -> Cells:
    """The same, with every space and line break in a text left out: nothing but those may differ,
    and where a part of a text ends is not to be seen.
    """
    return {
        key: "".join(value.split()) if isinstance(value, str) else value
        for key, value in cells.items()
    }


def _plain(value: object) -> object:
    """A number as a float, and a day as its midnight, as we have them."""
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return (
        datetime.combine(value, time())
        if isinstance(value, date) and not isinstance(value, datetime)
        else value
    )


@pytest.mark.parametrize("program", ["as sent", *EVERY, *in_office(EDITED)])
def test_three_readers_see_the_same_cells(saved: Callable[[str], bytes], program: str) -> None:
    """Every cell of every sheet is the same for us, openpyxl and calamine, but for three things.

    A cell that shows an error is blank to calamine: a form would come back with a blank where
    something was typed. Words
    beneath merged cells, which LibreOffice keeps and does not show, are dropped by openpyxl; we
    read them, and note it.
    Gnumeric does not say which spaces are to be kept, and calamine drops those at the ends of a
    text and of each part of it
    that looks different, the line break after a bold first line too; we keep them.
    """
    data = saved(program)
    read = ours(data)
    assert len(read) > 500
    merged = {key for key in read.keys() - openpyxls(data).keys() if program == "cells merged"}
    errors = {key for key, value in read.items() if value == "#DIV/0!"}
    assert openpyxls(data) == {key: value for key, value in read.items() if key not in merged}
    seen, expected = (
        calamines(data),
        {key: value for key, value in read.items() if key not in errors},
    )
    assert (unspaced(seen) == unspaced(expected)) if program == "Gnumeric" else (seen == expected)
    assert (len(merged), len(errors)) == (
        2 if program == "cells merged" else 0,
        1 if program == "odd cells pasted" else 0,
    )


@pytest.mark.parametrize("program", ["as sent", *EVERY])
def test_formulas_are_the_same_to_openpyxl(saved: Callable[[str], bytes], program: str) -> None:
    """The same cells hold formulas, with the same words in them; a values-only copy holds none."""
    data = saved(program)
    read = {
        (sheet.name, cell.address): f"={cell.formula}"
        for sheet in read_book(data).sheets
        for cell in sheet.cells.values()
        if cell.kind == "formula"
    }
    cells = [
        (sheet.title, cell)
        for sheet in load_workbook(io.BytesIO(data)).worksheets
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert read == {
        (title, cell.coordinate): cell.value for title, cell in cells if cell.data_type == "f"
    }
    assert bool(read) != ("values" in program)
