"""Write what the chair types into round.xlsx: lines with their help, and rows of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from audit_core.workbook_style import data_validation, styles
from audit_core.workbook_style.row_heights import row_height

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from audit_core.rounds.columns import Setting

LINE_WIDTHS = (44.0, 50.0, 65.0)
"""The columns of a sheet of lines: label, answer and help."""


def input_table(
    sheet: Worksheet,
    rows: Iterable[Sequence[object]],
    widths: Sequence[float],
    days: Collection[int] = (),
    least: float = 22,
) -> None:
    """Write rows of cells to type into, from row 4 on, each at least so tall. `days` are the
    columns for dates.
    """
    for row, values in enumerate(rows, start=4):
        for column, value in enumerate(values, start=1):
            _input(sheet, row, column, value, day=column in days)
        texts = [
            (str(value or ""), width, 11.0, False)
            for value, width in zip(values, widths, strict=True)
        ]
        sheet.row_dimensions[row].height = row_height(texts, least)


def input_lines(
    sheet: Worksheet, settings: Sequence[Setting], values: Mapping[str, object], row: int
) -> int:
    """Write lines of label, answer and help from `row` on, and return the row after the last."""
    styles.header(sheet, 3, ("What", "Your answer", "Help"))
    for setting in settings:
        value = values[setting.key]
        _middle(styles.put(sheet, row, 1, setting.label, bold=True))
        _input(sheet, row, 2, value, day=setting.kind == "date")
        _middle(styles.put(sheet, row, 3, setting.help, colour=styles.GREY))
        if setting.kind == "choice":
            data_validation.choose_from(sheet, f"B{row}", setting.options)
        elif setting.kind == "date":
            data_validation.dates(sheet, f"B{row}")
        elif setting.kind == "number":
            data_validation.numbers(sheet, f"B{row}")
        texts = [
            (setting.label, LINE_WIDTHS[0], 11.0, True),
            (str(value or ""), LINE_WIDTHS[1], 11.0, False),
            (setting.help, LINE_WIDTHS[2], 11.0, False),
        ]
        sheet.row_dimensions[row].height = row_height(texts, 24)
        row += 1
    return row


def _input(
    sheet: Worksheet, row: int, column: int, value: object = None, *, day: bool = False
) -> None:
    """Write a cell to type into. Text stays text, whatever it looks like."""
    if isinstance(value, str) and value:
        cell = styles.text_cell(sheet, row, column, value)
    else:
        cell = styles.put(sheet, row, column, None if value == "" else value)
        cell.number_format = styles.DATE if day else "General" if isinstance(value, int) else "@"
    _middle(styles.boxed(cell))


def _middle(cell: Cell) -> None:
    """Centre a cell vertically: most of these rows hold one line."""
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="left", indent=1)


def input_area(first: int, last: int, rows: int) -> str:
    """Return the cells of the columns `first` to `last` of a table with so many rows."""
    return f"{get_column_letter(first)}4:{get_column_letter(last)}{rows + 3}"
