"""Type answers into a form as a person would, for the demonstration and for tests. Cells are found
by their printed refs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from audit_core.forms.form import EVENT_COLUMNS, Form, form_sheet_title
from audit_core.workbook_style.row_heights import row_height
from audit_core.xlsx.writer.postprocess import workbook_bytes

FieldInput = object
"""A value typed into a cell: a str, int, date or datetime; None leaves the cell blank."""
_HEADINGS = 3


def fill_form(
    data: bytes,
    form: Form,
    answers: Mapping[str, tuple[FieldInput, str]],
    events: Sequence[tuple[date, str, str, str, str, str]] = (),
) -> bytes:
    """Return the form with `answers` typed in, (answer, evidence) by printed ref, and `events` in
    the order of EVENT_COLUMNS.

    The same answers give the same bytes. Raises KeyError for a ref that the form does not have.
    """
    unknown = set(answers) - {field.ref for field in form.fields}
    if unknown:
        raise KeyError(f"not on this form: {sorted(unknown)}")
    book = load_workbook(BytesIO(data), rich_text=True)
    for name in dict.fromkeys(field.sheet for field in form.fields):
        _fill_sheet(book[form_sheet_title(name)], answers, with_evidence=name == "questions")
    if events:
        sheet = book[form_sheet_title("chronology")]
        for row, event in enumerate(events, start=_HEADINGS + 1):
            for column, value in enumerate(event, start=2):
                sheet.cell(row, column).value = value
    return workbook_bytes(book.save)


def _fill_sheet(
    sheet: Worksheet, answers: Mapping[str, tuple[FieldInput, str]], *, with_evidence: bool
) -> None:
    """Type answers into the third column and evidence into the fourth. A box for prose on a sheet
    with evidence has only the fourth.
    """
    for row in sheet.iter_rows(min_row=_HEADINGS + 1, max_col=4):
        answer = answers.get(str(row[0].value or ""))
        if answer is None:
            continue
        typed, evidence = answer
        (row[3] if with_evidence and row[2].protection.locked else row[2]).value = typed
        if evidence and with_evidence:
            row[3].value = evidence
        _grow(sheet, row)


def _grow(sheet: Worksheet, row: Sequence[Cell]) -> None:
    """Make a row as tall as what was typed into it, as a spreadsheet program does by itself."""
    typed = [
        (str(cell.value), sheet.column_dimensions[cell.column_letter].width, 11.0, False)
        for cell in row[2:]
        if isinstance(cell.value, str) and not cell.protection.locked
    ]
    line = sheet.row_dimensions[row[0].row]
    line.height = max(line.height, row_height(typed))


COLUMNS = tuple(code for code, _ in EVENT_COLUMNS)
"""The parts of an event, in the order in which `fill_form` takes them."""
