"""Times that cannot be right, because they are out of order or in another century, are reported by
cell, and every other answer is kept.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from tests.wordings import shows

SLIPS = [
    # incident, sent; what is said of which ref
    ("14 Mar 2026 09:10", "13 Mar 2026 09:10", "answer.times_out_of_order", "ZZ-1.3b"),
    (
        datetime(2026, 3, 14, 9, 10),  # noqa: DTZ001 - as typed
        datetime(2026, 3, 14, 9, 9),  # noqa: DTZ001
        "answer.times_out_of_order",
        "ZZ-1.3b",
    ),
    ("14 Mar 2026", "13 Mar 2026 23:00", "answer.times_out_of_order", "ZZ-1.3b"),
    ("14 Mar 1926 09:10", "14 Mar 2026 10:00", "answer.far_date", "ZZ-1.3a"),
    (date(1926, 3, 14), "14 Mar 2026 10:00", "answer.far_date", "ZZ-1.3a"),
    ("14 Mar 2026 09:10", "14 Mar 2062 10:00", "answer.far_date", "ZZ-1.3b"),
]


@pytest.mark.parametrize(("incident", "sent", "code", "ref"), SLIPS)
def test_an_impossible_time_is_reported_by_sheet_and_cell(
    incident: object,
    sent: object,
    code: str,
    ref: str,
    form: Any,
    full: dict[str, Any],
    lay_out: Any,
    read: Any,
) -> None:
    """There is one problem, at the cell to look at; every other answer is unchanged."""
    whole = {entry.ref: entry.code for entry in read(lay_out(form, full)).form.entries}
    book = lay_out(form, full | {"ZZ-1.3a": (incident, "Seen in the log"), "ZZ-1.3b": (sent, "")})
    reading = read(book)
    (problem,) = reading.problems
    cell = next(row[2].coordinate for row in book["Questions"].iter_rows() if row[0].value == ref)
    assert (problem.code, problem.where.sheet, problem.where.cell, problem.where.ref) == (
        code,
        "Questions",
        cell,
        ref,
    )
    changed = {entry.ref for entry in reading.form.entries if entry.code != whole[entry.ref]}
    assert changed <= {"ZZ-1.3a", "ZZ-1.3b"}
    assert all(entry.raw for entry in reading.form.entries if entry.ref in {"ZZ-1.3a", "ZZ-1.3b"})
    assert reading.ledger.status == "accepted_with_notes"


def test_the_problem_names_both_times(
    form: Any, full: dict[str, Any], lay_out: Any, read: Any
) -> None:
    """The auditor needs both values to check them; both stay as typed."""
    reading = read(
        lay_out(form, full | {"ZZ-1.3a": "14 Mar 2026 09:10", "ZZ-1.3b": "13 Mar 2026 09:10"})
    )
    assert shows(
        reading.problems[0].what,
        "answer.times_out_of_order",
        last="Sent",
        end="13 Mar 2026 09:10",
        first="Incident",
        start="14 Mar 2026 09:10",
    )
    assert {
        entry.code for entry in reading.form.entries if entry.point in {"incident", "sent"}
    } == {
        "2026-03-14T09:10",
        "2026-03-13T09:10",
    }


@pytest.mark.parametrize(
    ("incident", "sent"),
    [
        ("14 Mar 2026 09:10", "14 Mar 2026 09:10"),
        ("14 Mar 2026", "14 Mar 2026 08:00"),
        ("14 Mar 2026 09:10", None),
    ],
)
def test_times_that_may_be_right_are_not_reported(
    incident: str, sent: str | None, form: Any, full: dict[str, Any], lay_out: Any, read: Any
) -> None:
    """Two times in the same minute, a day without its time, and a missing time are accepted."""
    codes = {
        problem.code
        for problem in read(
            lay_out(form, full | {"ZZ-1.3a": (incident, "Seen"), "ZZ-1.3b": (sent, "Seen")})
        ).problems
    }
    assert "answer.times_out_of_order" not in codes
