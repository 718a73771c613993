"""Sheets with the report's own tables, each as an Excel table with its note beneath it."""

from __future__ import annotations

from openpyxl import Workbook

from audit_core.i18n import _
from audit_core.tables import Table
from audit_core.workbook_style import styles
from audit_core.workbook_style.listing import FIRST, as_table, head_row, listing_notes, unique
from audit_core.workbook_style.row_heights import fit_row

_WIDTH, _LEAST = 150, 13.0


def table_name(table: Table) -> str:
    """Return the sheet name of a table. It begins with the printed id, so that no two
    are the same.
    """
    return styles.safe_sheet_title(f"{table.id} {table.key}")


def add_table_sheet(book: Workbook, table: Table) -> None:
    """Add the sheet of a table. Whole numbers are written as numbers, and a tinted word keeps its
    tint.
    """
    least = sum(column.weight for column in table.columns)
    widths = [max(_LEAST, _WIDTH * column.weight / least) for column in table.columns]
    sheet = styles.new_sheet(
        book,
        table_name(table),
        _("Table {id}: {title}", id=table.id, title=table.title),
        "",
        widths,
    )
    headings = unique([column.heading for column in table.columns])
    head_row(sheet, headings, widths)
    for number, line in enumerate(table.rows, start=FIRST):
        tints = dict(line.tints)
        for column, text in enumerate(line.cells, start=1):
            if table.columns[column - 1].number and text.isdigit():
                cell = styles.put(sheet, number, column, int(text))
            else:
                cell = styles.text_cell(sheet, number, column, text)
            if column - 1 in tints:
                cell.fill = styles.fill(styles.TINTS[tints[column - 1]][1])
        fit_row(sheet, number, zip(line.cells, widths, strict=True))
    as_table(sheet, f"Table_{table.id}", headings, len(table.rows))
    listing_notes(sheet, FIRST + len(table.rows) - 1, table.note)
