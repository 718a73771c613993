"""Tables and figures as sheets of a workbook: every row to sort and filter, and native charts beside their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from audit_core.words import say
from audit_core.workbook import styles
from audit_core.workbook.heights import row_height

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from audit_core.model.compiled import Figure, Table

_COLOURS = {"best": "1E6B4F", "good": "4C9A7D", "middle": "E8A070", "poor": "B8474A", "unsure": "5B8DB8", "neutral": "9A9C9C"}


def name_of(item: Table | Figure) -> str:
    """What the sheet of a table or figure is called: its printed id first, so that no two are called the same."""
    return styles.sheet_title(f"{item.id} {item.key}")


def table_sheet(book: Workbook, table: Table) -> None:
    """A sheet with a table."""
    least = sum(column.weight for column in table.columns)
    widths = [max(12.0, 150 * column.weight / least) for column in table.columns]
    sheet = styles.new_sheet(book, name_of(table), say("Table {id}: {title}", id=table.id, title=table.title), table.note, widths)
    _wrap_note(sheet, table.note, widths)
    styles.header(sheet, 3, [column.heading for column in table.columns])
    sheet.row_dimensions[3].height = row_height([(column.heading, width, 11, True) for column, width in zip(table.columns, widths, strict=True)], 30)
    for number, line in enumerate(table.rows, start=4):
        tints = dict(line.tints)
        for column, text in enumerate(line.cells, start=1):
            if table.columns[column - 1].number and text.isdigit():
                cell = styles.put(sheet, number, column, int(text))
            else:
                cell = styles.text_cell(sheet, number, column, text)
            if column - 1 in tints:
                cell.fill = styles.fill(styles.TINTS[tints[column - 1]][1])
        texts = [(text, width, 11.0, False) for text, width in zip(line.cells, widths, strict=True)]
        sheet.row_dimensions[number].height = row_height(texts)
    sheet.auto_filter.ref = f"A3:{get_column_letter(len(table.columns))}{max(3, len(table.rows) + 3)}"


def _wrap_note(sheet: Worksheet, note: str, widths: Sequence[float]) -> None:
    """The note over the whole table's width and no wider, or the page would shrink to hold it in one line."""
    sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=len(widths))
    sheet["A2"].alignment = Alignment(wrap_text=True, vertical="top", indent=1)
    sheet.row_dimensions[2].height = row_height([(note, sum(widths), 11.0, False)])


def chart_sheet(book: Workbook, figure: Figure) -> None:
    """A sheet with the numbers of a figure and its chart."""
    names = [name for name, _, _ in figure.bars[0].parts]
    title, purpose = say("Figure {id}: {title}", id=figure.id, title=figure.title), say("The chart stands to the right of its numbers.")
    sheet = styles.new_sheet(book, name_of(figure), title, purpose, (40, *(16 for _ in names)))
    styles.header(sheet, 3, ("", *names))
    for row, bar in enumerate(figure.bars, start=4):
        styles.put(sheet, row, 1, bar.label)
        for column, (_, count, _) in enumerate(bar.parts, start=2):
            styles.put(sheet, row, column, count)
        sheet.row_dimensions[row].height = 32
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap = "bar", "stacked", 100
    chart.title = figure.title
    last = len(figure.bars) + 3
    chart.add_data(Reference(sheet, min_col=2, max_col=len(names) + 1, min_row=3, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=4, max_row=last))
    for series, (_, _, tint) in zip(chart.series, figure.bars[0].parts, strict=True):
        series.graphicalProperties.solidFill = _COLOURS[tint]
    chart.height, chart.width = 3 + 1.4 * len(figure.bars), 24
    chart.y_axis.delete = chart.x_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"
    sheet.add_chart(chart, f"{get_column_letter(len(names) + 3)}4")
