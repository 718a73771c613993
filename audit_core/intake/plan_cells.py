"""One cell of a plan's workbook: what it says, as events carry it. Never a guess; what is not understood is kept as it was typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from audit_core.intake.values import FIRST_YEAR, LAST_YEAR, moment_of
from audit_core.intake.words import fold
from audit_core.model.plan_return import PlanRow, Typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from audit_core.intake.sheet_table import Line, Value
    from audit_core.model.plan_sheets import PlanColumn, PlanSheet
    from audit_core.xlsx.book import Book, Sheet
    from audit_core.xlsx.cell import Cell

NOT_PLAIN, NO_DATE, FAR_DATE, NOT_ON_LIST = "plan.not_plain", "plan.no_date", "plan.far_date", "plan.not_on_list"
_NOT_IN_CODE = re.compile(r"[^a-z0-9]+")


@frozen
class Page:
    """A sheet of a workbook, and the owners by code: what reading its cells takes."""

    book: Book
    sheet: Sheet
    names: Mapping[str, str]


def read_row(line: Line, spec: PlanSheet, page: Page) -> PlanRow:
    """A row by field. A column that the file does not have is left out: its cells are not blank, they are not there."""
    first = spec.columns[0]
    cells = {column.field: read_cell(line.get(column.heading), column, page) for column in spec.columns if fold(column.heading) in line.values}
    named = cells.pop("id", None) or cells.get(first.field) or read_cell(line.get(first.heading), first, page)
    return PlanRow(named, cells)


def read_cell(said: Value, column: PlanColumn, page: Page) -> Typed:
    """What a cell says in a column of this kind."""
    if not said:
        return Typed("", "", said.where)
    found = page.sheet.at(said.where.cell)
    if not said.plain or (found is not None and found.kind == "formula"):
        return Typed(said.text, "", said.where, NOT_PLAIN)
    if column.kind == "date":
        return _date(said, found, page)
    if column.kind == "choice":
        code = {fold(word): code for code, word in column.choices}.get(fold(said.text), "")
        return Typed(said.text, code, said.where, "" if code else NOT_ON_LIST)
    if column.kind == "owner":
        return Typed(said.text, owner_code(said.text, page.names), said.where)
    return Typed(said.text, said.text, said.where)


def _date(said: Value, found: Cell | None, page: Page) -> Typed:
    """A date, also one that became a plain number when its workbook was saved without formats."""
    moment = moment_of(found, "", epoch_1904=page.book.epoch_1904) if said.day is None and found is not None and found.kind == "number" else None
    day = moment.day if moment else said.day
    if day is None:
        return Typed(said.text, "", said.where, NO_DATE)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return Typed(said.text, "", said.where, FAR_DATE)
    return Typed(said.text, day.isoformat(), said.where)


def owner_code(said: str, names: Mapping[str, str]) -> str:
    """The code of the owner that somebody named by code or name; one made from the name, where nobody is called so yet."""
    wanted = fold(said)
    known = next((code for code, name in names.items() if wanted in {fold(code), fold(name)}), "")
    return known or _NOT_IN_CODE.sub("_", wanted).strip("_") or "owner"
