"""A form may be about another child than its reference says: until the chair decides, nothing
combines that case's agencies.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from audit_core.commands.panel import prepare_panel
from audit_core.commands.status import status
from audit_core.panel.pages import panel_pages
from audit_core.rounds.case_references import case_ref
from audit_core.tabulation.matrix import matrix

FIRST = case_ref("DA26A", 1)
AT_ODDS = {"police": {"DA-7.2": "Yes", "DA-7.3": "Not met"}, "school": {"DA-7.2": "No"}}
"""Two answers that contradict each other: a finding that the records differ, unless the case is
held.
"""


def return_doubtful(made: Any) -> None:
    """In the round the first child is 5 to 10; the police's form has 11 to 15, the school's 5 to
    10.
    """
    path = made.folder / "round.xlsx"
    book = load_workbook(path)
    cases = book["Cases"]
    column = next(cell.column for cell in cases[3] if cell.value == "Age band")
    cases.cell(4, column).value = "5 to 10"
    out = BytesIO()
    book.save(out)
    path.write_bytes(out.getvalue())
    made.fill(1, "police", AT_ODDS["police"] | {"S-14": "11 to 15"})
    made.fill(1, "school", AT_ODDS["school"] | {"S-14": "5 to 10"})


@pytest.fixture
def doubtful(made_after: Callable[..., Any]) -> Any:
    """A form that does not match the round, and one that does."""
    return made_after(return_doubtful)


def side_by_side(done: Any) -> list[str]:
    """The findings that combine agencies in the first case."""
    return [
        finding.rule
        for finding in done.compiled.findings
        if FIRST in finding.short and len(finding.recipients) > 1
    ]


def key_of(done: Any) -> str:
    """The subject of the row in decisions.xlsx."""
    (doubt,) = done.compiled.casebook.doubts
    return str(doubt.key)


@pytest.mark.usefixtures("without_papers")
def test_the_case_is_held_and_listed_first(doubtful: Any) -> None:
    """No finding combines its agencies and it has no limit; status lists it before anything else;
    the reports are a draft because of it.
    """
    done = doubtful.compile()
    assert side_by_side(done) == []
    (first, _) = done.compiled.scores.grades
    assert (first.held, first.fired, first.limit_said) == (True, (), "Held: may not be one child")
    assert "1 case held: may not be one child" in str(done.compiled.draft)
    standing = status(doubtful.folder, doubtful.plugins, date(2026, 3, 30))
    assert [problem.where.ref for problem in standing.mixed_up] == ["S-14"]
    row = load_workbook(doubtful.folder / "decisions.xlsx")["Same child"][4]
    assert [cell.value for cell in row[1:3]] == [
        FIRST,
        (
            "How old was the child at the end of the period? The form says 11 to 15; the round "
            "says 5 to 10."
        ),
    ]


def test_nothing_combines_the_agencies_of_a_held_case(doubtful: Any) -> None:
    """Each agency's own answers are in its own cell; wherever they would be combined, the table
    says held.
    """
    for agency, band in (("police", "11 to 15"), ("school", "5 to 10")):
        doubtful.fill(1, agency, AT_ODDS[agency] | {"S-14": band, "J-1": "Good", "J-3": "Good"})
    done = doubtful.compile()
    line = next(
        line
        for line in matrix(done.compiled.casebook, done.compiled.scores, done.compiled.round).lines
        if line.subject == FIRST
    )
    assert (line.together, line.base > 0) == ("Held: may not be one child", True)
    grades = done.compiled.table("grades").rows[0]
    assert grades.cells == (
        FIRST,
        "Held: may not be one child",
        "–",
        "Held: may not be one child",
        "Not agreed",
    )
    assert [at.file for at in grades.evidence] == ["police-1.xlsx"]
    book = load_workbook(done.folder / "chair/analysis.xlsx")
    assert [cell.value for cell in book["Matrix"][4]][-2:] == ["Held", "Held"]
    row = next(
        row
        for row in load_workbook(doubtful.folder / "decisions.xlsx")["Cases"].iter_rows(
            values_only=True
        )
        if row[0] == FIRST
    )
    assert row[1] == "Held: may not be one child"
    assert "Police: Good" not in row
    (page, _) = panel_pages(done.compiled)
    assert page.held
    assert page.voices == ()
    pack = prepare_panel(
        doubtful.folder, doubtful.plugins, date(2026, 3, 30), time(9, 30), 180
    ).file.read_text(encoding="utf-8")
    assert (
        "Agencies’ grades will be shown together once it is decided that their forms are about "
        "one child." in pack
    )
    report = (done.folder / "chair/report.html").read_text(encoding="utf-8")
    assert f'<a href="#held-{FIRST}">Held: may not be one child</a>' in report
    assert "on its own practice: Good" not in report


@pytest.mark.usefixtures("without_papers")
def test_the_chairs_list_names_the_held_case(doubtful: Any) -> None:
    """The list gives the case, the agency, the cells, where to decide, and a link to what does not
    match.
    """
    report = (doubtful.compile().folder / "chair/report.html").read_text(encoding="utf-8")
    waiting = report.partition("What needs you before the panel meets")[2].partition("</ul>")[0]
    text = " ".join(unescape(re.sub("<[^>]+>", "", waiting)).split())
    assert (
        f"{FIRST} is held: the form from Police may be about another child (police-1.xlsx, "
        f"sheet 'Start here', cell " in text
    )
    assert "Decide in decisions.xlsx, sheet Same child." in text
    assert f'href="#held-{FIRST}"' in waiting
    assert f'id="held-{FIRST}"' in report


@pytest.mark.usefixtures("without_papers")
def test_the_chair_can_say_that_it_is_the_same_child(doubtful: Any) -> None:
    """After the chair's Yes, say for a birthday in the period, the findings are there and nothing
    is held.
    """
    doubtful.decide(
        "Same child", key_of(doubtful.compile()), The_same_child="Yes", Why="Eleven since May."
    )
    done = doubtful.compile()
    assert side_by_side(done) == ["told-differently"]
    assert not any(problem.code == "form.other_child" for problem in done.problems)
    assert status(doubtful.folder, doubtful.plugins, date(2026, 3, 30)).mixed_up == ()


@pytest.mark.usefixtures("without_papers")
def test_the_chair_can_say_that_it_is_another_child(doubtful: Any) -> None:
    """After the chair's No, nothing on that form counts: its file is in the ledger, and the form
    about the right child is still missing.
    """
    doubtful.decide(
        "Same child",
        key_of(doubtful.compile()),
        The_same_child="No",
        Why="The agency looked up the sister.",
    )
    done = doubtful.compile()
    book = done.compiled.casebook
    assert [ret.id.recipient for ret in book.returns] == ["school"]
    assert [
        (line.file, line.status, line.code) for line in book.ledger if line.recipient == "police"
    ] == [("police-1.xlsx", "refused", "file.other_child")]
    assert (
        next(
            item.state
            for item in book.expected
            if (item.subject, item.recipient) == (FIRST, "police")
        )
        == "missing"
    )
    assert (book.held, side_by_side(done)) == (frozenset(), [])


@pytest.mark.usefixtures("without_papers")
def test_a_new_difference_holds_the_case_again(doubtful: Any) -> None:
    """The chair said Yes to one difference, and a corrected form brings another."""
    doubtful.decide(
        "Same child", key_of(doubtful.compile()), The_same_child="Yes", Why="Eleven since May."
    )
    doubtful.fill(1, "police", AT_ODDS["police"] | {"S-14": "0 to 4"})
    assert doubtful.compile().compiled.casebook.held == {FIRST}


@pytest.mark.usefixtures("without_papers")
def test_a_corrected_form_ends_the_hold(doubtful: Any) -> None:
    """The agency sends the form again with the right band."""
    doubtful.fill(1, "police", AT_ODDS["police"] | {"S-14": "5 to 10"})
    done = doubtful.compile()
    assert (done.compiled.casebook.doubts, side_by_side(done)) == ((), ["told-differently"])
