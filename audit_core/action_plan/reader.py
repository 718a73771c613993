"""Read a returned workbook of the plan: whose it is, which issue, and every cell by its heading.

Everything is found by its words, so rows may be sorted, columns moved and sheets renamed. The
workbook's id, on the first sheet and on a hidden one, says whose it is; either is enough.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from attrs import frozen

from audit_core.action_plan.columns import (
    ACTION_SHEETS,
    BASE_SHEET,
    COLUMNS,
    ID,
    OPEN_QUESTIONS_SHEET,
    OWNER_SHEET,
    PAIRS_SHEET,
    PROPOSALS_SHEET,
    PROPOSED_SHEET,
    PlanColumn,
    PlanSheet,
)
from audit_core.action_plan.model import CHAIR, TrackedPlan
from audit_core.action_plan.returned import IssuedFields, PlanReturn, PlanRow, ReadCell
from audit_core.parsing.cells import moment_of
from audit_core.parsing.dates import DateWindow, doubt_about, end_of_year, in_words
from audit_core.parsing.folding import codes_called, fold
from audit_core.problems.problem import Problem, Problems, Where, problem
from audit_core.workbook_style.labelled_tables import (
    LabelledValue,
    TableRow,
    find_sheet,
    headings_of,
    read_table,
    sheet_of,
    texts_of,
)
from audit_core.workbook_style.unread import PrintedTexts, unread_problems, unread_things
from audit_core.xlsx.address import Place, parse_address
from audit_core.xlsx.cell import Cell
from audit_core.xlsx.reader import read_book
from audit_core.xlsx.refusals import Refused, refused_file
from audit_core.xlsx.workbook import Book, Sheet

PLAN_ID = re.compile(r"AP1/([0-9a-f]{6})/(\d{1,4})/([a-z0-9_]+)")


def plan_id(code: str, issue: int, owner: str) -> str:
    """Return the id of a workbook: which plan, which issue, whose."""
    return f"AP1/{code}/{issue}/{owner}"


PrintedAs = Callable[[int, str, str], tuple[PrintedTexts, bool] | None]
"""Return what the workbook of an issue and an owner was issued with, and whether word for word;
None if that is not known. The last argument is the hash of the file that came back.
"""


def read_plan_workbook(
    data: bytes,
    file: str,
    sha256: str,
    plan: TrackedPlan,
    as_at: date,
    printed_as: PrintedAs | None = None,
) -> tuple[PlanReturn | None, Problems]:
    """Return the content of a workbook, or None if it does not belong to this plan; and the
    problems with it as a whole. What was typed where nothing is read is one of them. `as_at` is the
    day on which it is read.
    """
    try:
        book = read_book(data)
    except Refused as refused:
        return None, (refused_file(refused.code, file),)
    found = _id_of(book)
    if found is None:
        return None, (problem("plan.not_ours", Where(file)),)
    code, issue, by = found
    if code != plan.code:
        return None, (problem("plan.other_plan", Where(file)),)
    reader = _Reader(book, file, plan, as_at)
    names = PROPOSALS_SHEET if by == CHAIR else PROPOSED_SHEET
    sheets = ACTION_SHEETS if by == CHAIR else (OWNER_SHEET,)
    returned = PlanReturn(
        file,
        sha256,
        code,
        issue,
        by,
        reader.action_rows(sheets),
        reader.rows(names),
        reader.matters() if by == CHAIR else (),
        reader.rows(PAIRS_SHEET) if by == CHAIR else (),
        _base(book),
    )
    printed = printed_as(issue, by, sha256) if printed_as else None
    beside: Problems = ()
    if printed is not None:
        things = unread_things(book, reader.read(returned.base), printed[0], exact=printed[1])
        beside = unread_problems(things, file, "plan.beside", "plan.beside_risk")
    return returned, (*reader.problems, *beside)


def _id_of(book: Book) -> tuple[str, int, str] | None:
    """Return the plan, issue and owner that a workbook names on any sheet, since a sheet may be
    missing.
    """
    for sheet in book.sheets:
        for _, _, text in texts_of(book, sheet):
            match = PLAN_ID.fullmatch(text.strip())
            if match:
                return match[1], int(match[2]), match[3]
    match = PLAN_ID.fullmatch(book.properties.get("identifier", ""))
    return (match[1], int(match[2]), match[3]) if match else None


def _base(book: Book) -> Mapping[str, Mapping[str, str]]:
    """Return what the hidden sheet says was issued, by action and field; nothing if it is
    missing.
    """
    sheet = sheet_of(book, BASE_SHEET)
    found: dict[str, dict[str, str]] = {}
    for line in read_table(book, sheet, "", "action") if sheet else ():
        found.setdefault(line.get("action").text, {})[line.get("field").text] = line.get(
            "value"
        ).text
    return found


class _Reader:
    """Reads the sheets of one workbook and collects its problems."""

    def __init__(self, book: Book, file: str, plan: TrackedPlan, as_at: date) -> None:
        self.book, self.file, self.plan, self.as_at = book, file, plan, as_at
        self.names = dict(plan.names)
        self.problems: list[Problem] = []
        self._read: list[tuple[Sheet, PlanSheet, TableRow]] = []
        self._headings: set[tuple[str, Place]] = set()
        if book.epoch_1904:
            self.problems.append(problem("file.dates_1904", Where(file)))

    def being_read(self, sheet: Sheet) -> SheetBeingRead:
        """Return a sheet with what is needed to read its cells."""
        return SheetBeingRead(self.book, sheet, self.names, self.as_at)

    def read(self, base: IssuedFields) -> set[tuple[str, Place]]:
        """Return the cells whose content is merged or compared: those to be typed into, and those
        that the file itself says how they were issued (`base`); and the headings they are found by.
        """
        found = set(self._headings)
        for sheet, spec, line in self._read:
            issued = base.get(line.get(ID.heading).text, {})
            for column in spec.columns:
                where = line.get(column.heading).where
                if column.typed or column.field in {*issued, ID.field}:
                    found.add((sheet.name, parse_address(where.cell)))
        return found

    def sheet(self, spec: PlanSheet) -> Sheet | None:
        """Return a sheet by its name, or by its headings if it was renamed; or the sheet that had
        its columns in earlier issues.
        """
        found = find_sheet(self.book, spec.name, [column.heading for column in spec.columns])
        once = sheet_of(self.book, spec.once_on) if found is None and spec.once_on else None
        there = headings_of(self.book, once, self.file, ID.heading) if once else {}
        if any(fold(column.heading) in there for column in spec.typed()):
            return once
        return found

    def action_rows(self, specs: Iterable[PlanSheet]) -> tuple[PlanRow, ...]:
        """Return the rows of sheets about actions. Two that are one sheet in this file are read as
        one, so that each cell is compared once.
        """
        found: dict[str, tuple[Sheet | None, PlanSheet]] = {}
        for spec in specs:
            sheet = self.sheet(spec)
            name = sheet.name if sheet else spec.name
            before = found.get(name)
            found[name] = (sheet, before[1].joined(spec) if before else spec)
        return tuple(row for sheet, spec in found.values() for row in self._rows_on(sheet, spec))

    def rows(self, spec: PlanSheet) -> tuple[PlanRow, ...]:
        """Return the rows of a sheet that is found by its name or its headings."""
        return self._rows_on(self.sheet(spec), spec)

    def _rows_on(self, sheet: Sheet | None, spec: PlanSheet) -> tuple[PlanRow, ...]:
        """Return the rows of a sheet. A missing heading is reported: its cells count as not sent,
        not as emptied.
        """
        first = spec.columns[0].heading
        if sheet is None:
            self.problems.append(problem("plan.no_sheet", Where(self.file), sheet=spec.name))
            return ()
        there = headings_of(self.book, sheet, self.file, first)
        missing = [
            column.heading
            for column in spec.columns
            if (column.typed or column is spec.columns[0]) and fold(column.heading) not in there
        ]
        if missing:
            self.problems.append(
                problem(
                    "plan.no_heading",
                    Where(self.file, sheet.name),
                    headings=", ".join(f"'{heading}'" for heading in missing),
                )
            )
        self._headings |= {
            (sheet.name, parse_address(there[fold(column.heading)].where.cell))
            for column in spec.columns
            if fold(column.heading) in there
        }
        lines = read_table(self.book, sheet, self.file, first)
        self._read += [(sheet, spec, line) for line in lines]
        return tuple(read_row(line, spec, self.being_read(sheet)) for line in lines)

    def matters(self) -> tuple[PlanRow, ...]:
        """Return the decisions on single cells. A value typed as another answer is read as its own
        column is.
        """
        sheet = self.sheet(OPEN_QUESTIONS_SHEET)
        if sheet is None:
            return self.rows(OPEN_QUESTIONS_SHEET)
        fields = {matter.id: matter.field for matter in self.plan.matters}
        found = []
        lines = read_table(self.book, sheet, self.file, OPEN_QUESTIONS_SHEET.columns[0].heading)
        for row, line in zip(self.rows(OPEN_QUESTIONS_SHEET), lines, strict=True):
            column = COLUMNS.get(fields.get(row.id.text, ""))
            instead = line.get("If other: type it here")
            found.append(
                PlanRow(
                    row.id,
                    {
                        **row.cells,
                        "value": read_cell(instead, column, self.being_read(sheet)),
                    },
                )
                if column
                else row
            )
        return tuple(found)


NOT_PLAIN, NO_DATE, NOT_ON_LIST, TWO_OWNERS, DATE_AS_MARK = (
    "plan.not_plain",
    "plan.no_date",
    "plan.not_on_list",
    "plan.two_owners",
    "plan.date_as_mark",
)
DATE_DOUBTS = {
    "answer.far_date": "plan.far_date",
    "answer.date_both_ways": "plan.date_both_ways",
    "answer.near_midnight": "plan.near_midnight",
}
"""What the plan says of each doubt about a date. None is applied before a person has decided."""
_YEARS_AHEAD = 10
"""Years from which a due date is a slip."""


@frozen
class SheetBeingRead:
    """A sheet of a workbook, with the owners by code and the day on which it is read: what is
    needed to read its cells.
    """

    book: Book
    sheet: Sheet
    names: Mapping[str, str]
    as_at: date


def read_row(line: TableRow, spec: PlanSheet, page: SheetBeingRead) -> PlanRow:
    """Return a row by field. A column that the file does not have is left out: its cells are
    absent, not blank.
    """
    first = spec.columns[0]
    cells = {
        column.field: read_cell(line.get(column.heading), column, page)
        for column in spec.columns
        if fold(column.heading) in line.values
    }
    named = (
        cells.pop("id", None)
        or cells.get(first.field)
        or read_cell(line.get(first.heading), first, page)
    )
    return PlanRow(named, cells)


def read_cell(value: LabelledValue, column: PlanColumn, page: SheetBeingRead) -> ReadCell:
    """Read a cell according to its column."""
    if not value:
        return ReadCell("", "", value.where)
    found = page.sheet.at(value.where.cell)
    if not value.plain or (found is not None and found.kind == "formula"):
        return ReadCell(value.text, "", value.where, NOT_PLAIN)
    if column.kind == "date":
        return _date(value, found, page)
    if column.kind == "choice":
        code = {fold(word): code for code, word in column.choices}.get(fold(value.text), "")
        return ReadCell(value.text, code, value.where, "" if code else NOT_ON_LIST)
    if column.kind == "owner":
        return _owner(value, page)
    if column.field == "test_passes" and found is not None and found.is_date:
        return ReadCell(value.text, "", value.where, DATE_AS_MARK)
    return ReadCell(value.text, value.text, value.where)


def _date(value: LabelledValue, found: Cell | None, page: SheetBeingRead) -> ReadCell:
    """Read a date, including one that became a plain number when the workbook was saved without
    formats.
    """
    moment = value.moment
    if moment is None and found is not None and found.kind == "number":
        moment = moment_of(found, "", epoch_1904=page.book.epoch_1904)
    if moment is None:
        return ReadCell(value.text, "", value.where, NO_DATE)
    window = DateWindow(latest=end_of_year(page.as_at, _YEARS_AHEAD))
    doubt = doubt_about(moment, value.where, window)
    if doubt is not None:
        text = in_words(moment.value) if doubt.code == "answer.near_midnight" else value.text
        return ReadCell(text, "", value.where, DATE_DOUBTS[doubt.code], moment.day.isoformat())
    return ReadCell(value.text, moment.day.isoformat(), value.where)


def _owner(value: LabelledValue, page: SheetBeingRead) -> ReadCell:
    """Read an owner: its code, or the typed text if no owner has that name yet. If two owners have
    it, the cell is a problem.
    """
    known = codes_called(value.text, page.names)
    return (
        ReadCell(value.text, "", value.where, TWO_OWNERS)
        if len(known) > 1
        else ReadCell(value.text, known[0] if known else value.text, value.where)
    )
