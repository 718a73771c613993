"""Whatever is typed into any cell of a plan workbook, the merge ends with a message, and the
journal rebuilds the plan.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell

from audit_core.action_plan.columns import (
    ACTION_SHEETS,
    OWNER_SHEET,
    PROPOSALS_SHEET,
    PROPOSED_SHEET,
)
from audit_core.action_plan.plan_folder import PlanFolder
from audit_core.action_plan.replay import replay
from tests.action_plan.conftest import SUMMER, Partnership, copied, save

SHEETS = (
    "Start here",
    "Action plan",
    "To decide",
    "Lead and measure",
    "What owners ask",
    "Closing and tests",
    "Test results",
    "New actions",
    "Likely duplicates",
    "Notes so far",
)
WHO = st.sampled_from(("police", "master"))
SAID = (
    *(
        "Blocked",
        "Done: evidence sent",
        "Agreed closed",
        "Withdrawn",
        "Keep open",
        "Passed",
        "Failed",
        "Yes",
        "Accept",
        "Take theirs",
        "Other",
        "Same: keep the first",
    ),
    *(
        "P1",
        "P2",
        "P3",
        "M1",
        "N1",
        "P1 + P2",
        "Police",
        "Nobody",
        "Action",
        "Status",
        "x" * 300,
        "=A1",
        "#REF!",
        "\u2028line",
        "'",
        "12/13/2026",
    ),
    *(date(2026, 12, 1), date(1850, 1, 1), 46000, -1, 0.5, True, None),
)
CELLS = st.lists(
    st.tuples(
        st.sampled_from(SHEETS), st.integers(1, 9), st.integers(1, 18), st.sampled_from(SAID)
    ),
    min_size=1,
    max_size=12,
)


SPECS = (OWNER_SHEET, *ACTION_SHEETS, PROPOSALS_SHEET, PROPOSED_SHEET)
TYPED = {
    sheet.name: {
        column.heading for spec in SPECS if spec.name == sheet.name for column in spec.typed()
    }
    for sheet in SPECS
}


def begin(mereshire: Partnership) -> None:
    """Start a plan in which the police ask for another date and type one into a column of the
    chair's; issue it twice.
    """
    mereshire.merge(
        mereshire.back(
            "police",
            P1={
                "Status": "In progress",
                "Due": date(2027, 1, 1),
                "New date asked for": date(2026, 10, 1),
            },
        )
    )
    mereshire.issue(SUMMER)


@pytest.fixture
def begun(after: Callable[..., Partnership]) -> Partnership:
    """A plan in its second issue, with something waiting for a decision."""
    return after(begin)


@given(police=CELLS, master=CELLS, again=CELLS)
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_anything_can_be_typed_anywhere(
    police: list[tuple[str, int, int, object]],
    master: list[tuple[str, int, int, object]],
    again: list[tuple[str, int, int, object]],
    begun: Partnership,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Any headings, numbers, decisions, formulas and dates in the files of both sides can be
    merged, issued and shown.
    """
    place = copied(begun.home, tmp_path_factory.mktemp("any") / "mereshire", begun.plugins)
    files = [
        overwritten(place, who, cells) for who, cells in (("police", police), ("master", master))
    ]
    done = place.merge(*files)
    assert all(problem.what and problem.remedy for problem in done.problems)
    place.issue(date(2026, 8, 1))
    place.merge(
        overwritten(place, "master", again),
        overwritten(place, "master", police, 3),
        on=date(2026, 8, 2),
    )
    place.show(date(2027, 1, 1)).as_data()
    assert replay(PlanFolder(place.home).events()) == place.plan
    assert {"P1", "P2", "P3"} <= {action.id for action in place.plan.actions}
    assert not [
        action.id for action in place.plan.actions if action.is_sustained
    ]  # nothing can be closed before, and tested after, on one day


@given(
    cells=st.lists(
        st.tuples(st.sampled_from(sorted(TYPED)), st.integers(4, 8), st.integers(2, 18)),
        min_size=1,
        max_size=8,
        unique=True,
    ),
    who=WHO,
)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_text_typed_into_a_column_that_is_read_is_kept_or_reported(
    cells: list[tuple[str, int, int]],
    who: str,
    begun: Partnership,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Each text typed into a column that is read is in the journal, or a problem names its cell or
    row.
    """
    place = copied(begun.home, tmp_path_factory.mktemp("told") / "mereshire", begun.plugins)
    path = overwritten(
        place,
        who,
        [
            (sheet, row, column, f"word{number}")
            for number, (sheet, row, column) in enumerate(cells)
        ],
    )
    heads = {sheet.title: [cell.value for cell in sheet[3]] for sheet in load_workbook(path)}
    done = place.merge(path)
    journal = (place.home / "plan/journal.jsonl").read_text(encoding="utf-8")
    reported = {
        (problem.where.sheet, re.sub("[A-Z]", "", problem.where.cell)) for problem in done.problems
    }
    for number, (sheet, row, column) in enumerate(cells):
        if (
            sheet in heads
            and column <= len(heads[sheet])
            and heads[sheet][column - 1] in TYPED[sheet]
        ):
            assert (
                f'word{number}"' in journal
                or f"word{number}\\n" in journal
                or (sheet, str(row)) in reported
            ), (sheet, heads[sheet][column - 1], row)


def overwritten(
    place: Partnership, who: str, cells: list[tuple[str, int, int, object]], issue: int = 2
) -> Path:
    """A workbook of an issue with these cells overwritten; nobody can type into the hidden part of
    merged cells.
    """
    path = place.sent(who, issue)
    book = load_workbook(path)
    for sheet, row, column, value in cells:
        cell = book[sheet].cell(row, column) if sheet in book.sheetnames else None
        if cell is not None and not isinstance(cell, MergedCell):
            cell.value = value
    save(book, path)
    return path
