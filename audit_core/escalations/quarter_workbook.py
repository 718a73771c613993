"""The quarter's escalations as a workbook: every table to sort and filter, and native charts."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from audit_core.i18n import _, date_in_words
from audit_core.workbook_style import styles
from audit_core.workbook_style.chart_sheet import add_chart, chart_name
from audit_core.workbook_style.table_sheet import add_table_sheet, table_name
from audit_core.xlsx.writer.postprocess import finish_workbook_bytes

if TYPE_CHECKING:
    from audit_core.escalations.model import QuarterSummary


def build_escalations_workbook(watched: QuarterSummary) -> bytes:
    """The workbook of a quarter: the same bytes for the same logs and day."""
    title = _("Escalations, {days}", days=watched.quarter.days)
    book = styles.new_book(title, watched.partnership)
    purpose = _(
        "As at {day}. {partnership}.",
        day=date_in_words(watched.as_at),
        partnership=watched.partnership,
    )
    sheet = styles.new_sheet(
        book, styles.safe_sheet_title(_("Start here")), title, purpose, (34, 90)
    )
    styles.header(sheet, 3, (_("Sheet"), _("What is on it")))
    listed = [
        *((table_name(table), table.title) for table in watched.tables),
        *((chart_name(figure), figure.title) for figure in watched.figures),
    ]
    for row, (name, what) in enumerate(listed, start=4):
        styles.put(sheet, row, 1, name).hyperlink = f"#'{name}'!A1"
        styles.put(sheet, row, 2, what)
        sheet.row_dimensions[row].height = 20
    for table in watched.tables:
        add_table_sheet(book, table)
    for figure in watched.figures:
        add_chart(book, figure)
    for page in book.worksheets:
        page.freeze_panes = "A4"
        styles.print_setup(page, left=str(watched.quarter), centre=watched.marking)
    out = BytesIO()
    book.save(out)
    return finish_workbook_bytes(out.getvalue())
