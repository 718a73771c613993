"""Read a workbook of actions from elsewhere: case reviews, task groups, inspections. Each problem
names its cell, and nothing is imported while there is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from audit_core.action_plan.columns import IMPORT_SHEET
from audit_core.action_plan.plan_sheet import lists_sheet, plan_sheet
from audit_core.action_plan.reader import SheetBeingRead, read_row
from audit_core.action_plan.returned import NOT_IMPORTED, PlanRow
from audit_core.i18n import _
from audit_core.parsing.folding import fold
from audit_core.problems.problem import Problem, Problems, Where, problem
from audit_core.workbook_style import styles
from audit_core.workbook_style.labelled_tables import find_sheet, headings_of, read_table
from audit_core.workbook_style.unread import printed_texts, unread_problems, unread_things
from audit_core.xlsx.address import parse_address
from audit_core.xlsx.reader import read_book
from audit_core.xlsx.refusals import Refused, refused_file
from audit_core.xlsx.writer.postprocess import workbook_bytes

BESIDE = frozenset({"plan.beside", "plan.beside_risk"})
"""Problems about what was typed where nothing is read."""


def read_import_workbook(
    data: bytes, file: str, names: Mapping[str, str], as_at: date
) -> tuple[tuple[PlanRow, ...], Problems]:
    """Return the rows of the workbook, and its problems, as at a day: those in `BESIDE` do not keep
    it from being imported. `names` are the owners known to the plan, by code.
    """
    try:
        book = read_book(data)
    except Refused as refused:
        return (), (refused_file(refused.code, file, "plan.import_unreadable"),)
    first = IMPORT_SHEET.columns[0].heading
    sheet = find_sheet(book, IMPORT_SHEET.name, [first])
    if sheet is None:
        return (), (problem("plan.no_sheet", Where(file), sheet=IMPORT_SHEET.name),)
    there = headings_of(book, sheet, file, first)
    missing = [
        f"'{column.heading}'"
        for column in IMPORT_SHEET.columns
        if column.needed and fold(column.heading) not in there
    ]
    if missing:
        return (), (
            problem("plan.no_heading", Where(file, sheet.name), headings=", ".join(missing)),
        )
    lines = read_table(book, sheet, file, first)
    page = SheetBeingRead(book, sheet, names, as_at)
    rows = tuple(read_row(line, IMPORT_SHEET, page) for line in lines)
    read = {
        (sheet.name, parse_address(line.get(column.heading).where.cell))
        for line in lines
        for column in IMPORT_SHEET.columns
    }
    printed = printed_texts(read_book(build_import_workbook({})))
    things = unread_things(book, read, printed, exact=False)
    return rows, (
        *unread_problems(things, file, "plan.beside", "plan.beside_risk"),
        *(each for row in rows for each in _faults(row)),
    )


def _faults(row: PlanRow) -> list[Problem]:
    found = []
    for column in IMPORT_SHEET.columns:
        cell = row.get(column.field)
        if cell.problem_code:
            found.append(
                cell.as_problem(column.heading, (word for _, word in column.choices), NOT_IMPORTED)
            )
        elif column.needed and not cell.text:
            found.append(problem("plan.import_needed", cell.where, label=column.heading))
    return found


IMPORT_ROWS = 40


def build_import_workbook(names: Mapping[str, str]) -> bytes:
    """Return a blank workbook. `names` are the owners to choose from; others can be typed."""
    book = styles.new_book(_("Actions to import"), "")
    sheet = plan_sheet(
        book, IMPORT_SHEET, [{} for _ in range(IMPORT_ROWS)], "chair", names, least=34
    )
    styles.print_setup(sheet)
    lists_sheet(book, names)
    return workbook_bytes(book.save)
