"""Sheets with native charts, each to the right of the table with its numbers."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from audit_core.i18n import _
from audit_core.tables import Figure
from audit_core.workbook_style import styles
from audit_core.workbook_style.listing import FIRST, HEAD, as_table, head_row, unique
from audit_core.workbook_style.row_heights import fit_row

_COLOURS = {
    "best": "1E6B4F",
    "good": "4C9A7D",
    "middle": "E8A070",
    "poor": "B8474A",
    "unsure": "5B8DB8",
    "neutral": "9A9C9C",
}
_LABEL, _COUNT = 40.0, 16.0
MAX_BARS = 40
"""The most bars that can be distinguished: the chart shows the first of them, the table all."""


def chart_name(figure: Figure) -> str:
    """Return the sheet name of a figure. It begins with the printed id, so that no two are the
    same.
    """
    return styles.safe_sheet_title(f"{figure.id} {figure.key}" if figure.id else figure.title)


def add_chart(book: Workbook, figure: Figure) -> None:
    """Add a sheet of stacked bars. Everything the chart shows can be read in the table
    to its left.
    """
    names = [name for name, _count, _tint in figure.bars[0].parts]
    title = (
        _("Figure {id}: {title}", id=figure.id, title=figure.title) if figure.id else figure.title
    )
    purpose, widths = (
        _("The chart is to the right of its numbers."),
        [_LABEL, *(_COUNT for _name in names)],
    )
    sheet = styles.new_sheet(book, chart_name(figure), title, purpose, widths)
    headings = unique([_("What is counted"), *names])
    head_row(sheet, headings, widths)
    for row, bar in enumerate(figure.bars, start=FIRST):
        styles.put(sheet, row, 1, bar.label)
        for column, (_name, count, _tint) in enumerate(bar.parts, start=2):
            styles.put(sheet, row, column, count)
        fit_row(sheet, row, [(bar.label, _LABEL)])
    as_table(sheet, f"Figure_{figure.id or figure.key}", headings, len(figure.bars))
    sheet.add_chart(
        _drawn(sheet, figure, len(headings)), f"{get_column_letter(len(headings) + 2)}{HEAD}"
    )


def _drawn(sheet: Worksheet, figure: Figure, columns: int) -> BarChart:
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 60
    chart.title = figure.title
    shown = min(len(figure.bars), MAX_BARS)
    last = HEAD + shown
    chart.add_data(
        Reference(sheet, min_col=2, max_col=columns, min_row=HEAD, max_row=last),
        titles_from_data=True,
    )
    chart.set_categories(Reference(sheet, min_col=1, min_row=FIRST, max_row=last))
    for series, (_name, _count, tint) in zip(chart.series, figure.bars[0].parts, strict=True):
        series.graphicalProperties.solidFill = _COLOURS[tint]
    chart.height, chart.width = 4 + 1.1 * shown, 24
    chart.y_axis.delete = chart.x_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"
    chart.legend.position = "b"
    return chart
