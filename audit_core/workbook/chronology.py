"""The chronology: key events in date order. Unprotected, so that rows can be pasted and sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.model.form import EVENT_COLUMNS, sheet_title
from audit_core.words import say
from audit_core.workbook import rules, styles

if TYPE_CHECKING:
    from openpyxl import Workbook

    from audit_core.model.form import Form

WIDTHS = (8.0, 15.0, 22.0, 24.0, 46.0, 40.0, 38.0)
ROW = 44.0  # points: three lines, so that fifteen events go on one page


def chronology_sheet(book: Workbook, form: Form, place: str) -> None:
    """Write the sheet: a row for each of the form's events, each with its printed ref."""
    purpose = say(
        "The events that mattered to the child, from your records: up to {count}. Roles, never names. Rows may be sorted and pasted.", count=form.events
    )
    title = sheet_title("chronology")
    sheet = styles.new_sheet(book, title, f"{title}. {place}", purpose, WIDTHS)
    styles.header(sheet, 3, (say("Ref"), *(say(heading) for _, heading in EVENT_COLUMNS)))
    for number in range(1, form.events + 1):
        row = number + 3
        styles.put(sheet, row, 1, f"C-{number}", bold=True, colour=styles.GREY)
        for column, (code, _) in enumerate(EVENT_COLUMNS, start=2):
            cell = styles.boxed(styles.put(sheet, row, column))
            cell.number_format = styles.DATE if code == "date" else "@"
        sheet.row_dimensions[row].height = ROW
    last = form.events + 3
    rules.dates(sheet, f"B4:B{last}", say("Type it like {example}.", example="14 Mar 2026"))
    rules.choose_from(sheet, f"D4:D{last}", form.event_kinds, hint=say("Choose the kind that fits best."))
