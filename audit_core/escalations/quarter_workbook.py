"""The quarter's escalations as a workbook: every table to sort and filter, and native charts."""

from __future__ import annotations

from audit_core.escalations.model import QuarterSummary
from audit_core.i18n import _, date_in_words
from audit_core.workbook_style import styles
from audit_core.workbook_style.chart_sheet import add_chart, chart_name
from audit_core.workbook_style.table_sheet import add_table_sheet, table_name
from audit_core.xlsx.writer.postprocess import workbook_bytes


def build_escalations_workbook(summary: QuarterSummary) -> bytes:
    """The workbook of a quarter: the same bytes for the same logs and day."""
    title = _("Escalations, {days}", days=summary.quarter.days)
    book = styles.new_book(title, summary.partnership)
    purpose = _(
        "As at {day}. {partnership}.",
        day=date_in_words(summary.as_at),
        partnership=summary.partnership,
    )
    sheet = styles.new_sheet(book, _("Start here"), title, purpose, (34, 90))
    styles.header(sheet, 3, (_("Sheet"), _("What is on it")))
    listed = [
        *((table_name(table), table.title) for table in summary.tables),
        *((chart_name(figure), figure.title) for figure in summary.figures),
    ]
    for row, (name, what) in enumerate(listed, start=4):
        styles.put(sheet, row, 1, name).hyperlink = f"#'{name}'!A1"
        styles.put(sheet, row, 2, what)
        sheet.row_dimensions[row].height = 20
    for table in summary.tables:
        add_table_sheet(book, table)
    for figure in summary.figures:
        add_chart(book, figure)
    for page in book.worksheets:
        page.freeze_panes = "A4"
        styles.print_setup(page, left=str(summary.quarter), centre=summary.marking)
    return workbook_bytes(book.save)
