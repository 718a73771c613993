"""audit explain: every chain ends in cells or files and shows what they contain in words that a
chair can use.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import load_workbook

from audit_core.commands.explain import Link, explain
from audit_core.errors import UsageProblem
from audit_core.rounds.folder import RoundFolder

pytestmark = pytest.mark.usefixtures("without_papers")


def return_and_compile(made: Any) -> None:
    """Two cases: a "no" typed for not met, one met, two copies that differ, and one missing
    form.
    """
    made.fill(1, "police", {"DA-7.3": "no", "DA-1.1": "Met"})
    made.fill(2, "police", {"DA-7.3": "Not met", "DA-1.1": "Met"})
    made.fill(1, "school", {"DA-7.3": "Met"}, "one.xlsx")
    made.fill(1, "school", {"DA-7.3": "Not met"}, "two.xlsx")
    made.compile()


@pytest.fixture
def compiled(made_after: Callable[..., Any]) -> Any:
    """Both cases, returned and compiled."""
    return made_after(return_and_compile)


def of_rule(made: Any, rule: str) -> Link:
    """The chain behind the first finding of a rule."""
    return explain(
        made.folder,
        next(finding.id for finding in made.compile().compiled.findings if finding.rule == rule),
    )


def test_a_row_of_a_table_has_its_headings_and_the_files_it_counts(compiled: Any) -> None:
    """For forms expected and returned, the chain says what each number is and which files it
    counts; missing forms and copies are listed as well.
    """
    school = next(row for row in explain(compiled.folder, "T1").arises_from if "School" in row.says)
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


def test_what_was_not_counted_leads_to_the_copies_that_differ(compiled: Any) -> None:
    """No cells are behind it, but two files are."""
    assert [cell.place for cell in of_rule(compiled, "copies-differ").cells] == [
        "one.xlsx",
        "two.xlsx",
    ]
    assert [cell.place for cell in of_rule(compiled, "missing-return").cells] == ["No file"]


def test_a_findings_other_answers_are_listed_too(made: Any) -> None:
    """For 2 in 3, the two are listed and then the third, each with its cell; together they are the
    base, without repeats.
    """
    for case, agency, answer in (
        (1, "police", "Not met"),
        (2, "police", "Not met"),
        (1, "school", "Met"),
    ):
        made.fill(case, agency, {"DA-7.3": answer})
    made.compile()
    finding = next(
        finding
        for finding in made.compile().compiled.findings
        if finding.ref == "DA-7.3" and finding.is_share
    )
    link = explain(made.folder, finding.id)
    (others,) = link.arises_from
    assert (finding.n, finding.m, finding.records) == (2, 2, (2, 3))
    assert others.what == "The other 1 of 3"
    assert [cell.answer for cell in (*link.cells, *others.cells)] == ["Not met", "Not met", "Met"]
    assert len({cell.place for cell in (*link.cells, *others.cells)}) == 3


def test_a_typed_answer_is_shown_if_it_was_read_as_another(compiled: Any) -> None:
    """For "no" read as Not met both are shown; Not met itself is shown once, and agencies by
    name.
    """
    answers = [
        cell.answer
        for case in explain(compiled.folder, "DA-7.3").arises_from
        for cell in case.cells
    ]
    assert answers == ["Police: Not met (typed: no)", "Police: Not met"]


def test_a_row_that_was_not_found_has_no_cell(made: Any) -> None:
    """The chain says that the row was not found."""
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


def test_an_action_is_shown_with_its_owner_and_date_in_words(compiled: Any) -> None:
    """The owner is not shown by code, nor the date as 2026-07-07."""
    action = next(
        action
        for action in compiled.compile().compiled.plan.actions
        if action.owner == "partnership"
    )
    assert (
        explain(compiled.folder, action.id).what
        == f"Action (for The partnership, by {action.due.day} {action.due:%B %Y})"
    )


def test_an_id_printed_earlier_leads_to_the_finding_that_stands_now(compiled: Any) -> None:
    """A paper that printed F90 under an earlier rule is still explained; an id that was never given
    is not.
    """
    store = RoundFolder(compiled.folder)
    earlier = "domestic_abuse|disagreed-and-left|case_file|DA-7.3||DA26A-01-C"
    store.write_register({**store.register(), f"F:{earlier}": "F90"})
    now = of_rule(compiled, "not-escalated")
    link = explain(compiled.folder, "F90")
    assert (link.id, link.arises_from) == ("F90", (now,))
    assert link.says == f"It is part of {now.id} now."
    with pytest.raises(UsageProblem) as stopped:
        explain(compiled.folder, "F91")
    assert stopped.value.code == "set.no_such_id"
