"""A partnership with an invented plan, made with the program's own commands, and the edits people
make to its workbooks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from audit_core.action_plan.model import PlanAction, TrackedPlan
from audit_core.commands.plan.import_actions import ImportOutcome, import_actions, write_blank
from audit_core.commands.plan.issue import PlanIssue, issue_plan
from audit_core.commands.plan.merge import PlanMerge, merge_files
from audit_core.commands.plan.show import PlanOverview, show_plan
from audit_core.plugin_system.manager import Plugins
from tests.conftest import Kept

SPRING, SUMMER, AUTUMN = date(2026, 4, 20), date(2026, 7, 15), date(2026, 10, 20)
ROWS: tuple[Mapping[str, object], ...] = (
    {
        "Source": "Case review Ash",
        "Reference": "Rec 1",
        "What is to be done": "Ring the school on the day of each incident",
        "Owner": "Police",
    },
    {
        "Source": "Case review Ash",
        "Reference": "Rec 2",
        "What is to be done": "Write each child's own words into the record",
        "Owner": "Police",
    },
    {
        "Source": "Inspection 2025",
        "What is to be done": "Answer every weekend call within a day",
        "Owner": "Northwick School",
        "Sub-group": "Front door",
    },
)


class Partnership:
    """A folder with a plan, and its owners and chair."""

    def __init__(self, home: Path, plugins: Plugins) -> None:
        self.home, self.plugins = home, plugins
        (home / "plan").mkdir(parents=True, exist_ok=True)

    def bring(
        self,
        rows: Sequence[Mapping[str, object]] = ROWS,
        on: date = SPRING,
        due: date | None = date(2026, 9, 1),
    ) -> ImportOutcome:
        """Import actions; all are due on one day."""
        path = self.home / f"import-{len(list(self.home.glob('import-*')))}.xlsx"
        write_blank(self.home, path, self.plugins)
        type_rows(
            path,
            "Actions",
            {number: {"Due": due, **row} for number, row in enumerate(rows, start=4)},
        )
        return import_actions(self.home, path, self.plugins, on)

    def issue(self, on: date = SPRING) -> PlanIssue:
        """Issue the plan."""
        return issue_plan(self.home, self.plugins, on)

    def sent(self, who: str, issue: int = 1, name: str = "") -> Path:
        """A copy of an issued workbook, as its owner received it."""
        path = self.home / "desk" / (name or f"{who}-{issue}.xlsx")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes((self.home / f"plan/issued/{issue:03d}/{who}.xlsx").read_bytes())
        return path

    def back(
        self,
        who: str,
        issue: int = 1,
        name: str = "",
        sheet: str = "Action plan",
        **typed: Mapping[str, object],
    ) -> Path:
        """A returned workbook, with cells typed by action: P1={"Status": "Blocked"}."""
        path = self.sent(who, issue, name)
        if typed:
            type_rows(path, sheet, {id_.replace("_", "-"): cells for id_, cells in typed.items()})
        return path

    def merge(self, *paths: Path, on: date = SUMMER) -> PlanMerge:
        """Merge files."""
        return merge_files(self.home, paths, self.plugins, on)

    def show(self, on: date = SUMMER, **part: str) -> PlanOverview:
        """The current position of the plan."""
        return show_plan(self.home, self.plugins, on, **part)

    @property
    def plan(self) -> TrackedPlan:
        """The plan as stored on disk."""
        return self.show().plan

    def action(self, id_: str) -> PlanAction:
        """One action."""
        found = self.plan.action(id_)
        assert found is not None
        return found


def type_into(path: Path, sheet: str, row: int | str, **cells: object) -> None:
    """Type into cells of a row by heading; the row by its number, or by what its first
    cell says.
    """
    type_rows(path, sheet, {row: cells})


def type_rows(path: Path, sheet: str, rows: Mapping[int | str, Mapping[str, object]]) -> None:
    """Type into several rows of a sheet, as `type_into` does. What is not on that sheet is typed on
    the one that has it.
    """
    book = load_workbook(path)
    pages = [book[sheet], *(page for page in book if page["A1"].value != "AUDIT-PLAN")]
    typed = []
    for row, cells in rows.items():
        for heading, value in cells.items():
            page, column = next(
                (page, cell.column) for page in pages for cell in page[3] if cell.value == heading
            )
            at = row if isinstance(row, int) else row_named(page, row)
            typed.append((page.cell(at, column), value))
    for cell, value in typed:
        cell.value = value
    save(book, path)


def row_named(page: Any, name: str) -> int:
    """The row whose first cell says so."""
    return next(row for row in range(4, page.max_row + 1) if page.cell(row, 1).value == name)


def save(book: Any, path: Path) -> None:
    """Save a workbook in its place."""
    out = BytesIO()
    book.save(out)
    path.write_bytes(out.getvalue())


def codes(done: PlanMerge) -> list[str]:
    """The codes of the problems that a merge reported."""
    return [problem.code for problem in done.problems]


@pytest.fixture
def empty(tmp_path: Path, plugins: Plugins) -> Partnership:
    """A partnership without an action."""
    return Partnership(tmp_path / "mereshire", plugins)


@pytest.fixture(scope="session")
def sent_out(tmp_path_factory: pytest.TempPathFactory, plugins: Plugins) -> Path:
    """The partnership `mereshire`, shared between tests and not to be changed."""
    partnership = Partnership(tmp_path_factory.mktemp("plans") / "mereshire", plugins)
    partnership.bring()
    partnership.issue()
    return partnership.home


@pytest.fixture
def after(
    sent_out: Path, kept: Kept, tmp_path: Path, plugins: Plugins
) -> Callable[..., Partnership]:
    """after(step, step, ...): `mereshire` after these steps, taken in order."""

    def reached(*steps: Callable[[Partnership], object]) -> Partnership:
        home = kept.after(sent_out, lambda folder: Partnership(folder, plugins), *steps)
        return copied(home, tmp_path / "mereshire", plugins)

    return reached


@pytest.fixture
def mereshire(after: Callable[..., Partnership]) -> Partnership:
    """Three actions, issued in spring to the police (P1, P2) and a school (P3)."""
    return after()


@pytest.fixture
def elsewhere(tmp_path: Path, plugins: Plugins) -> Callable[[str], Partnership]:
    """Another partnership."""
    return lambda name: Partnership(tmp_path / name, plugins)


def copied(source: Path, target: Path, plugins: Plugins) -> Partnership:
    """A copy of a partnership's folder."""
    for path in source.rglob("*"):
        if path.is_file():
            (target / path.relative_to(source)).parent.mkdir(parents=True, exist_ok=True)
            (target / path.relative_to(source)).write_bytes(path.read_bytes())
    return Partnership(target, plugins)
