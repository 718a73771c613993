"""Read a workbook of the plan that came back: whose it is, which issue, and every cell by its heading.

Everything is found by words, so rows may be sorted, columns moved and sheets renamed. Whose it is stands in the workbook's id,
on the first sheet and on a hidden one; either is enough.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audit_core.intake.plan_cells import Page, read_cell, read_row
from audit_core.intake.sheet_table import headings_of, sheet_of, table, texts_of
from audit_core.intake.words import fold
from audit_core.model.plan_return import PlanRow, Returned
from audit_core.model.plan_sheets import (
    ACTION_SHEETS,
    BASE_SHEET,
    COLUMNS,
    MATTERS_SHEET,
    OWNER_SHEET,
    PAIRS_SHEET,
    PROPOSALS_SHEET,
    PROPOSED_SHEET,
)
from audit_core.model.tracked import CHAIR
from audit_core.problems import Problem, Where, problem
from audit_core.xlsx.read import read_book
from audit_core.xlsx.refused import WHAT_IT_MEANS, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from audit_core.model.plan_sheets import PlanSheet
    from audit_core.model.tracked import TrackedPlan
    from audit_core.xlsx.book import Book, Sheet

PLAN_ID = re.compile(r"AP1/([0-9a-f]{6})/(\d{1,4})/([a-z0-9_]+)")


def plan_id(code: str, issue: int, owner: str) -> str:
    """The id that a workbook of the plan carries: which plan, which issue, whose."""
    return f"AP1/{code}/{issue}/{owner}"


def read_plan_book(data: bytes, file: str, sha256: str, plan: TrackedPlan) -> tuple[Returned | None, tuple[Problem, ...]]:
    """What came back, or None for a file that is none of this plan's; and what is wrong with it as a whole."""
    try:
        book = read_book(data)
    except Refused as refused:
        why, remedy = WHAT_IT_MEANS[refused.code]
        return None, (problem("file.refused", Where(file), why=why, remedy=remedy),)
    found = _id_of(book)
    if found is None:
        return None, (problem("plan.not_ours", Where(file)),)
    code, issue, by = found
    if code != plan.code:
        return None, (problem("plan.other_plan", Where(file)),)
    reader = _Reader(book, file, plan)
    names = PROPOSALS_SHEET if by == CHAIR else PROPOSED_SHEET
    sheets = ACTION_SHEETS if by == CHAIR else (OWNER_SHEET,)
    returned = Returned(
        file,
        sha256,
        code,
        issue,
        by,
        tuple(row for spec in sheets for row in reader.rows(spec)),
        reader.rows(names),
        reader.matters() if by == CHAIR else (),
        reader.rows(PAIRS_SHEET) if by == CHAIR else (),
        _base(book),
    )
    return returned, tuple(reader.faults)


def _id_of(book: Book) -> tuple[str, int, str] | None:
    """Which plan, issue and owner a workbook says it is: on any sheet, since one may be gone."""
    for sheet in book.sheets:
        for _, _, text in texts_of(book, sheet):
            match = PLAN_ID.fullmatch(text.strip())
            if match:
                return match[1], int(match[2]), match[3]
    match = PLAN_ID.fullmatch(book.properties.get("identifier", ""))
    return (match[1], int(match[2]), match[3]) if match else None


def _base(book: Book) -> Mapping[str, Mapping[str, str]]:
    """What the hidden sheet says was issued, by action and field; nothing where it is gone."""
    sheet = sheet_of(book, BASE_SHEET)
    found: dict[str, dict[str, str]] = {}
    for line in table(book, sheet, "", "action") if sheet else ():
        found.setdefault(line.get("action").text, {})[line.get("field").text] = line.get("value").text
    return found


class _Reader:
    """Reads the sheets of one workbook, gathering what is wrong."""

    def __init__(self, book: Book, file: str, plan: TrackedPlan) -> None:
        self.book, self.file, self.plan = book, file, plan
        self.names = dict(plan.names)
        self.faults: list[Problem] = []

    def sheet(self, spec: PlanSheet) -> Sheet | None:
        """A sheet by its name, or by its headings where it was given another."""
        named = sheet_of(self.book, spec.name)
        wanted = {fold(column.heading) for column in spec.columns}
        return named or next((sheet for sheet in self.book.sheets if wanted <= headings_of(self.book, sheet, "", spec.columns[0].heading).keys()), None)

    def rows(self, spec: PlanSheet) -> tuple[PlanRow, ...]:
        """The rows of a sheet. A heading that is gone is told: what stood beneath it counts as not sent, never as emptied."""
        sheet, first = self.sheet(spec), spec.columns[0].heading
        if sheet is None:
            self.faults.append(problem("plan.no_sheet", Where(self.file), sheet=spec.name))
            return ()
        there = headings_of(self.book, sheet, self.file, first)
        missing = [column.heading for column in spec.columns if (column.typed or column is spec.columns[0]) and fold(column.heading) not in there]
        if missing:
            self.faults.append(problem("plan.no_heading", Where(self.file, sheet.name), headings=", ".join(f"'{heading}'" for heading in missing)))
        return tuple(read_row(line, spec, Page(self.book, sheet, self.names)) for line in table(self.book, sheet, self.file, first))

    def matters(self) -> tuple[PlanRow, ...]:
        """The decisions on single cells; what is typed instead of either side is read as its own column is."""
        sheet = self.sheet(MATTERS_SHEET)
        if sheet is None:
            return self.rows(MATTERS_SHEET)
        fields = {matter.id: matter.field for matter in self.plan.matters}
        found = []
        lines = table(self.book, sheet, self.file, MATTERS_SHEET.columns[0].heading)
        for row, line in zip(self.rows(MATTERS_SHEET), lines, strict=True):
            column = COLUMNS.get(fields.get(row.id.text, ""))
            instead = line.get("If other: type it here")
            found.append(PlanRow(row.id, {**row.cells, "value": read_cell(instead, column, Page(self.book, sheet, self.names))}) if column else row)
        return tuple(found)
