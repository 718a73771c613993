"""Columns that are not ours, whose words are not read, and columns of ours that are gone: said, one problem a column or a ref."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.intake.grid import address, holds
from audit_core.intake.words import ref_key
from audit_core.problems import Where, problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from audit_core.intake.grid import Grid, Head
    from audit_core.problems import Problem

_CHECK = "check"
"""The heading of the column that we work out ourselves."""


def unread_columns(file: str, grid: Grid, keys: Collection[str]) -> Iterator[Problem]:
    """The first cell of every such column, on rows that print one of `keys` (as `ref_key` has them) or hold an event."""
    lines = [line for line in (*grid.answers, *grid.events) if line.key in keys or line.head.is_events]
    ours = {id(head): _columns(head) for head in {id(line.head): line.head for line in lines}.values()}
    known: dict[tuple[str, int], set[int]] = {}
    for line in lines:
        known.setdefault((line.sheet.name, line.row), set()).update(ours[id(line.head)])
    for name, sheet in {line.sheet.name: line.sheet for line in lines}.items():
        told: set[int] = set()
        for (row, column), cell in sheet.cells.items():
            columns = known.get((name, row))
            if columns and column not in columns and column not in told and cell.kind != "formula" and holds(cell):
                told.add(column)
                yield problem("form.column_unread", Where(file, name, address((row, column))))


def columns_gone(file: str, grid: Grid, wrong: Iterable[Problem]) -> Iterator[Problem]:
    """What is wrong, where a row is said to be gone that is there: its column of answers is, and that is said of its sheet."""
    there = {line.key: line.sheet.name for line in grid.answers if line.key and "answer" not in line.head.columns}
    for fault in wrong:
        sheet = there.get(ref_key(fault.where.ref)) if fault.code == "answer.row_missing" else None
        yield fault if sheet is None else problem("answer.column_missing", Where(file, sheet, "", fault.where.ref))


def _columns(head: Head) -> set[int]:
    """The columns of ours beneath some headings."""
    checks = {column for (row, column), cell in head.sheet.cells.items() if row == head.row and str(cell.value).strip().casefold() == _CHECK}
    return checks.union(*head.columns.values())
