"""Read a workbook of actions from elsewhere: case reviews, task groups, inspections. Every fault by its cell; nothing is imported while there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.intake.plan_cells import Page, read_row
from audit_core.intake.sheet_table import headings_of, sheet_of, table
from audit_core.intake.words import fold
from audit_core.model.plan_return import NOT_IMPORTED
from audit_core.model.plan_sheets import IMPORT_SHEET
from audit_core.problems import Where, problem
from audit_core.xlsx.read import read_book
from audit_core.xlsx.refused import WHAT_IT_MEANS, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from audit_core.model.plan_return import PlanRow
    from audit_core.problems import Problem


def read_import_book(data: bytes, file: str, names: Mapping[str, str]) -> tuple[tuple[PlanRow, ...], tuple[Problem, ...]]:
    """The rows of the workbook, and its faults. `names` are the owners that the plan knows, by code."""
    try:
        book = read_book(data)
    except Refused as refused:
        why, remedy = WHAT_IT_MEANS[refused.code]
        return (), (problem("plan.import_unreadable", Where(file), why=why, remedy=remedy),)
    first = IMPORT_SHEET.columns[0].heading
    named = sheet_of(book, IMPORT_SHEET.name)
    sheet = named or next((sheet for sheet in book.sheets if headings_of(book, sheet, file, first)), None)
    if sheet is None:
        return (), (problem("plan.no_sheet", Where(file), sheet=IMPORT_SHEET.name),)
    there = headings_of(book, sheet, file, first)
    missing = [f"'{column.heading}'" for column in IMPORT_SHEET.columns if column.needed and fold(column.heading) not in there]
    if missing:
        return (), (problem("plan.no_heading", Where(file, sheet.name), headings=", ".join(missing)),)
    rows = tuple(read_row(line, IMPORT_SHEET, Page(book, sheet, names)) for line in table(book, sheet, file, first))
    return rows, tuple(fault for row in rows for fault in _faults(row))


def _faults(row: PlanRow) -> list[Problem]:
    found = []
    for column in IMPORT_SHEET.columns:
        cell = row.get(column.field)
        if cell.fault:
            found.append(cell.told(column.heading, (word for _, word in column.choices), NOT_IMPORTED))
        elif column.needed and not cell.text:
            found.append(problem("plan.import_needed", cell.where, label=column.heading))
    return found
