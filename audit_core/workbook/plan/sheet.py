"""One sheet of the plan from its table of columns: what may be typed is white and boxed, with its list or its check; the rest is grey."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from audit_core.model.plan_sheets import BASE_MARK, BASE_SHEET
from audit_core.words import say
from audit_core.workbook import styles
from audit_core.workbook.heights import row_height
from audit_core.workbook.rules import choose_from, dates
from audit_core.xlsx.finish import finish

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from audit_core.model.plan_return import Base
    from audit_core.model.plan_sheets import PlanColumn, PlanSheet, Whose

A3, A4 = 8, 9
LISTS = "Lists"
FIRST_ROW = 4
_TINTS = {"overdue": "poor", "blocked": "poor", "at_risk": "middle", "done": "good", "sustained": "best", "withdrawn": "neutral"}
"""Colours that stand beside the words of a position."""
Row = Mapping[str, str]
"""A row by field: dates in ISO 8601, codes, texts."""


def plan_sheet(
    book: Workbook, spec: PlanSheet, rows: Sequence[Row], types: Whose, names: Mapping[str, str], *, least: float = 48, tall: bool = False
) -> Worksheet:
    """Write a sheet. `types` is who fills it in; `names` the owners by code; `tall` rows keep room for what will be typed."""
    purpose = say(spec.purpose) if rows else say("Nothing stands here at present. {purpose}", purpose=say(spec.purpose))
    sheet = styles.new_sheet(book, spec.name, spec.name, purpose, [column.width for column in spec.columns])
    styles.header(sheet, 3, [column.heading for column in spec.columns])
    sheet.row_dimensions[3].height = row_height([(column.heading, column.width, 11.0, True) for column in spec.columns], 30)
    for number, row in enumerate(rows, start=FIRST_ROW):
        texts = []
        for place, column in enumerate(spec.columns, start=1):
            text = _words(row.get(column.field, ""), column, names)
            if not column.typed and len(text) > styles.MOST_TEXT:  # several texts in one cell; each stands whole elsewhere
                text = f"{text[: styles.MOST_TEXT - 4]} ..."
            _cell(sheet, number, place, row, column, text, white=(types == "chair" and column.typed) or column.whose == types)
            texts.append((text, column.width, 11.0, False))
        sheet.row_dimensions[number].height = max(row_height(texts, least), 78.0 if tall else 0.0)
    last = FIRST_ROW + len(rows) - 1
    if rows:
        for place, column in enumerate(spec.columns, start=1):
            if column.whose == types or (types == "chair" and column.typed):
                _check(sheet, f"{get_column_letter(place)}{FIRST_ROW}:{get_column_letter(place)}{last}", column, names)
        sheet.auto_filter.ref = f"A3:{get_column_letter(len(spec.columns))}{last}"
    sheet.freeze_panes = "B4"
    return sheet


def _words(text: str, column: PlanColumn, names: Mapping[str, str]) -> str:
    """What stands in a cell, as a person reads it."""
    if column.kind == "choice":
        return dict(column.choices).get(text, text)
    return names.get(text, text) if column.kind == "owner" else text


def _cell(sheet: Worksheet, row: int, place: int, values: Row, column: PlanColumn, text: str, *, white: bool) -> None:
    day = _day(text) if column.kind == "date" else None
    cell = styles.put(sheet, row, place, day) if day or not text else styles.text_cell(sheet, row, place, text, bold=column.field == "id")
    cell.border = styles.BOX
    if column.kind == "date":
        cell.number_format = styles.DATE
    elif not text and white and column.kind == "text":
        cell.number_format = "@"  # so that what is typed stays text
    if not white:
        cell.fill = styles.fill(styles.LOCKED)
    tint = styles.TINTS.get(_TINTS.get(values.get("position_code", ""), "")) if column.field == "position" else None
    if tint:
        cell.font, cell.fill = styles.font(colour=tint[0]), styles.fill(tint[1])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:  # it stands as it was typed
        return None


def _check(sheet: Worksheet, area: str, column: PlanColumn, names: Mapping[str, str]) -> None:
    if column.kind == "choice":
        choose_from(sheet, area, [word for _, word in column.choices])
    elif column.kind == "date":
        dates(sheet, area)
    elif column.kind == "owner" and names:
        choose_from(sheet, area, source=f"{LISTS}!$A$1:$A${len(names)}", strict=False)


def lists_sheet(book: Workbook, names: Mapping[str, str]) -> None:
    """The owners' names for drop-downs, on a sheet that nobody sees."""
    sheet = book.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    for row, name in enumerate(names.values(), start=1):
        styles.put(sheet, row, 1, name, wrap=False)


def finished(book: Workbook, id_: str, marking: str, base: Base) -> bytes:
    """The workbook's bytes, ready to send: printed on A3 (the first sheet on A4), with its id everywhere and what was issued inside."""
    book.properties.identifier = id_
    for number, sheet in enumerate(sheet for sheet in book.worksheets if sheet.sheet_state == "visible"):
        styles.print_setup(sheet, repeat="1:3" if number else "1:2", left=id_, centre=marking, paper=A3 if number else A4)
        if not number:
            sheet.page_setup.fitToHeight = 1
    _base_sheet(book, id_, base)
    out = BytesIO()
    book.save(out)
    return finish(out.getvalue())


def _base_sheet(book: Workbook, id_: str, base: Base) -> None:
    """What was issued, cell by cell: one plain row each, readable by a person, on a sheet that nobody sees."""
    sheet = book.create_sheet(BASE_SHEET)
    sheet.sheet_state = "veryHidden"
    sheet.append([BASE_MARK, id_])
    sheet.append([say("This sheet says what was issued, so that the program sees what was changed. It holds nothing else.")])
    sheet.append(["action", "field", "value"])
    row = 4
    for action, fields in base.items():
        for field, value in fields.items():
            for place, text in enumerate((action, field, value), start=1):
                if text:
                    styles.bare_text(sheet.cell(row, place), text)
            row += 1
