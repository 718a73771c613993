"""audit explain: every chain ends in cells or files, and says what stands there in words that a
chair can use.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import load_workbook

from audit_core.commands.explain import Link, explain


def return_and_compile(made: Any) -> None:
    """Two cases: a "no" typed for not met, one met, two copies that differ, one form that has not
    come.
    """
    made.fill(1, "police", {"DA-7.3": "no", "DA-1.1": "Met"})
    made.fill(2, "police", {"DA-7.3": "Not met", "DA-1.1": "Met"})
    made.fill(1, "school", {"DA-7.3": "Met"}, "one.xlsx")
    made.fill(1, "school", {"DA-7.3": "Not met"}, "two.xlsx")
    made.compile()


@pytest.fixture
def told(made_after: Callable[..., Any]) -> Any:
    """Both cases, returned and compiled."""
    return made_after(return_and_compile)


def of_rule(made: Any, rule: str) -> Link:
    """The chain behind the first finding of a rule."""
    return explain(
        made.folder,
        next(finding.id for finding in made.compile().compiled.findings if finding.rule == rule),
    )


def test_a_row_of_a_table_has_its_headings_and_the_files_it_counts(told: Any) -> None:
    """Forms expected and returned: what each number is, and which files those are; a form that did
    not come is said, and so is each copy.
    """
    school = next(row for row in explain(told.folder, "T1").arises_from if "School" in row.says)
    assert school.says.startswith("Agency: School or setting; Expected: 2; Returned: 0; ")
    assert [(cell.place, cell.answer) for cell in school.cells] == [
        (
            "one.xlsx",
            "DA26A-01-C, School or setting: one of 2 different versions, waiting for the chair",
        ),
        (
            "two.xlsx",
            "DA26A-01-C, School or setting: one of 2 different versions, waiting for the chair",
        ),
        ("No file", "DA26A-02-M, School or setting: not returned"),
    ]


def test_what_could_not_be_counted_leads_to_the_copies_that_differ(told: Any) -> None:
    """No cell is behind it, and two files are."""
    assert [cell.place for cell in of_rule(told, "copies-differ").cells] == ["one.xlsx", "two.xlsx"]
    assert [cell.place for cell in of_rule(told, "missing-return").cells] == ["No file"]


def test_the_rest_of_what_a_finding_counts_is_listed_too(made: Any) -> None:
    """In 2 of 3: the two, and then the third, with their cells; together the base, and
    none twice.
    """
    for case, agency, said in (
        (1, "police", "Not met"),
        (2, "police", "Not met"),
        (1, "school", "Met"),
    ):
        made.fill(case, agency, {"DA-7.3": said})
    made.compile()
    finding = next(
        finding
        for finding in made.compile().compiled.findings
        if finding.ref == "DA-7.3" and finding.is_share
    )
    link = explain(made.folder, finding.id)
    (others,) = link.arises_from
    assert (finding.n, finding.m) == (2, 3)
    assert others.what == "The other 1 of 3"
    assert [cell.answer for cell in (*link.cells, *others.cells)] == ["Not met", "Not met", "Met"]
    assert len({cell.place for cell in (*link.cells, *others.cells)}) == 3


def test_what_was_typed_is_shown_where_it_was_read_as_something_else(told: Any) -> None:
    """ "no" was read as Not met: both are shown. Not met is shown once; agencies by their names."""
    said = [
        cell.answer for case in explain(told.folder, "DA-7.3").arises_from for cell in case.cells
    ]
    assert said == ["Police: Not met (typed: no)", "Police: Not met"]


def test_a_row_that_was_not_found_is_said_to_be_so(made: Any) -> None:
    """There is no cell to name."""
    path = made.fill(1, "school", {"DA-7.3": "Met"})
    book = load_workbook(path)
    book["Questions"].protection.sheet = False
    book["Questions"].delete_cols(3)
    book.save(path)
    made.compile()
    (case,) = explain(made.folder, "DA-7.3").arises_from
    assert [cell.place for cell in case.cells] == ["school-1.xlsx: the row of DA-7.3 was not found"]
    behind = [cell.place for row in explain(made.folder, "T7").arises_from for cell in row.cells]
    assert not [place for place in behind if "sheet ''" in place]


def test_an_action_names_its_owner_and_its_day_as_people_write_them(told: Any) -> None:
    """Not by a code, and not as 2026-07-07."""
    action = next(
        action for action in told.compile().compiled.plan.actions if action.owner == "partnership"
    )
    assert (
        explain(told.folder, action.id).what
        == f"Action (for The partnership, by {action.due.day} {action.due:%B %Y})"
    )
