"""One cell of a plan's workbook: what it says, as events carry it. Never a guess; what is not understood is kept as it was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from audit_core.intake.values import FIRST_YEAR, LAST_YEAR, moment_of
from audit_core.intake.words import fold
from audit_core.model.names import codes_called
from audit_core.model.plan_return import PlanRow, Typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from audit_core.intake.sheet_table import Line, Value
    from audit_core.model.plan_sheets import PlanColumn, PlanSheet
    from audit_core.xlsx.book import Book, Sheet
    from audit_core.xlsx.cell import Cell

NOT_PLAIN, NO_DATE, FAR_DATE, NOT_ON_LIST, TWO_OWNERS = "plan.not_plain", "plan.no_date", "plan.far_date", "plan.not_on_list", "plan.two_owners"


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
        return _owner(said, page)
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


def _owner(said: Value, page: Page) -> Typed:
    """An owner: its code, or what was typed where nobody is called so yet. Of two with that name, neither is meant for sure."""
    known = codes_called(said.text, page.names)
    return Typed(said.text, "", said.where, TWO_OWNERS) if len(known) > 1 else Typed(said.text, known[0] if known else said.text, said.where)
