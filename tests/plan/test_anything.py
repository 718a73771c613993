"""Whatever is typed into a plan workbook, in any cell: the merge ends in words, the plan can be read again, and the journal rebuilds it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from audit_core.plan_store import PlanStore
from audit_core.track.apply import replay
from tests.plan.conftest import SUMMER, Partnership, copied, save

SHEETS = ("Start here", "Action plan", "To decide", "What owners ask", "Closing and tests", "New actions", "Likely duplicates", "Notes so far")
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
    *("P1", "P2", "P3", "M1", "N1", "P1 + P2", "Police", "Nobody", "Action", "Status", "x" * 300, "=A1", "#REF!", "\u2028line", "'", "12/13/2026"),
    *(date(2026, 12, 1), date(1850, 1, 1), 46000, -1, 0.5, True, None),
)
CELLS = st.lists(st.tuples(st.sampled_from(SHEETS), st.integers(1, 9), st.integers(1, 18), st.sampled_from(SAID)), min_size=1, max_size=12)


@pytest.mark.parametrize("who", ["police", "master"])
@given(cells=CELLS)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_anything_typed_anywhere(who: str, cells: list[tuple[str, int, int, object]], mereshire: Partnership, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Headings, numbers, decisions about nothing, formulas, dates that are none: merged, issued, shown and read again."""
    place = copied(mereshire.home, tmp_path_factory.mktemp("any") / "mereshire", mereshire.plugins)
    place.merge(place.back("police", P1={"Status": "In progress", "Due": date(2027, 1, 1)}))
    place.issue(SUMMER)
    path = spoilt(place, who, cells)
    done = place.merge(path)
    assert all(problem.what and problem.remedy for problem in done.problems)
    place.issue(date(2026, 8, 1))
    place.show(date(2027, 1, 1)).as_data()
    assert replay(PlanStore(place.home).events()) == place.plan
    assert {"P1", "P2", "P3"} <= {action.id for action in place.plan.actions}


def spoilt(place: Partnership, who: str, cells: list[tuple[str, int, int, object]]) -> Path:
    """A workbook of the second issue with these cells typed over."""
    path = place.sent(who, 2)
    book = load_workbook(path)
    for sheet, row, column, value in cells:
        if sheet in book.sheetnames:
            book[sheet].cell(row, column).value = value
    save(book, path)
    return path
