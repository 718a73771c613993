"""The chronology: key events in date order. Unprotected, so that rows can be pasted and sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.worksheet.datavalidation import DataValidation

from audit_core.model.form import EVENT_COLUMNS
from audit_core.workbook import styles

if TYPE_CHECKING:
    from openpyxl import Workbook

    from audit_core.model.form import Form

WIDTHS = (8.0, 15.0, 22.0, 24.0, 46.0, 40.0, 38.0)
ROW = 48.0


def chronology_sheet(book: Workbook, form: Form) -> None:
    """Write the sheet: a row for each of the form's events, each with its printed ref."""
    purpose = f"The events that mattered to the child, from your records: up to {form.events}. Roles, never names. Rows may be sorted and pasted."
    sheet = styles.new_sheet(book, "Chronology", "Chronology", purpose, WIDTHS)
    styles.header(sheet, 3, ("Ref", *(heading for _, heading in EVENT_COLUMNS)))
    for number in range(1, form.events + 1):
        row = number + 3
        styles.put(sheet, row, 1, f"C-{number}", bold=True, colour=styles.GREY)
        for column, (code, _) in enumerate(EVENT_COLUMNS, start=2):
            cell = styles.boxed(styles.put(sheet, row, column))
            cell.number_format = styles.DATE if code == "date" else "@"
        sheet.row_dimensions[row].height = ROW
    last = form.events + 3
    day = DataValidation(type="date", operator="between", formula1="32874", formula2="55153", allow_blank=True, showErrorMessage=True, errorStyle="stop")
    day.errorTitle, day.error = "Please type a date", "Type it like 14 Mar 2026. Delete the cell to leave it blank."
    kind = DataValidation(type="list", formula1=f'"{",".join(form.event_kinds)}"', allow_blank=True, showErrorMessage=True, errorStyle="stop")
    kind.errorTitle, kind.error = "Please choose from the list", "Choose the kind that fits best. Delete the cell to leave it blank."
    for rule, area in ((day, f"B4:B{last}"), (kind, f"D4:D{last}")):
        rule.showInputMessage = True
        rule.prompt = "Type it like 14 Mar 2026." if rule is day else "Choose the kind that fits best."
        rule.add(area)
        sheet.add_data_validation(rule)
