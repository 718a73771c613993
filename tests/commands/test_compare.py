"""A report that follows an earlier round compares the counts of questions that both
rounds asked.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from docx import Document

from audit_core.commands.generate import generate
from audit_core.commands.new import new_round


def miss_children(made: Any) -> None:
    """Record that two of two records missed a child."""
    for case in (1, 2):
        made.fill(case, "police", {"DA-1.1": "Not met"})
    made.compile()


@pytest.fixture
def again(made_after: Callable[..., Any]) -> Any:
    """The same theme a year later, after a round in which two of two records missed a child, with
    one record returned that did not.
    """
    made = made_after(miss_children)
    folder = made.folder.parent / "again"
    new_round(
        folder, made.plugins.themes["domestic_abuse"], ("police", "school"), 1, 0, date(2027, 3, 1)
    )
    generate(folder, made.plugins)
    second = type(made)(folder, made.plugins)
    second.follow("DA26A")
    second.fill(1, "police", {"DA-1.1": "Met"})
    return second


def test_the_report_compares_both_rounds(again: Any) -> None:
    """The table shows 0 of 2 then and 1 of 1 now, says that the children are different, and has a
    heading of its own for the board.
    """
    done = again.compile()
    table = done.compiled.table("contrast")
    assert ("DA-1.1", "Children recorded at every incident", "0 of 2", "1 of 1") in [
        row.cells for row in table.rows
    ]
    assert table.note.startswith("The two audits looked at different children")
    report = Document(str(done.folder / "board" / "report.docx"))
    assert "Since the last audit" in [
        paragraph.text for paragraph in report.paragraphs if paragraph.style.name == "Heading 1"
    ]


def test_a_round_that_follows_none_has_no_comparison(made: Any) -> None:
    """There is no table, no heading and no problem."""
    made.fill(1, "police", {"DA-1.1": "Met"})
    done = made.compile()
    assert done.compiled.table("contrast") is None
    assert not any(problem.code.startswith("round.follows") for problem in done.problems)


def test_an_unknown_earlier_round_is_reported_and_the_round_is_compiled(
    again: Any,
) -> None:
    """An unknown earlier round is reported with its cell, and the round is compiled without a
    comparison.
    """
    again.follow("DA19Z")
    done = again.compile()
    assert done.compiled.table("contrast") is None
    assert [
        problem.where.sheet
        for problem in done.problems
        if problem.code == "round.follows_not_found"
    ] == ["Round"]
