"""A problem with a returned workbook names the cell and what to do, and nothing that was typed is
lost.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from audit_core.action_plan.model import TrackedPlan
from audit_core.errors import Exit, UsageProblem
from tests.action_plan.conftest import SUMMER, Partnership, codes, save, type_into
from tests.wordings import shows

OLE = (
    bytes.fromhex("d0cf11e0a1b11ae1")
    + bytes(1024)
    + "EncryptedPackage".encode("utf-16-le")
    + bytes(512)
)


def waiting(plan: TrackedPlan) -> set[tuple[str, str, str, str]]:
    """The open questions that wait for the chair."""
    return {(item.kind, item.action, item.field, item.theirs) for item in plan.open_matters}


def refuse(partnership: Partnership, path: Path, code: str) -> None:
    """Assert that the file is refused with this problem and that the plan is unchanged."""
    before = partnership.plan
    done = partnership.merge(path)
    assert ([line.state for line in done.files], codes(done), done.exit_code) == (
        ["refused"],
        [code],
        Exit.NOTHING_USABLE,
    )
    assert all(problem.what and problem.remedy for problem in done.problems)
    assert partnership.plan == before


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (OLE, "file.encrypted"),
        (b"", "file.empty"),
        (b"%PDF-1.7 ...", "file.pdf"),
        (b"PK\x03\x04 cut short", "file.damaged"),
    ],
    ids=["password", "empty", "pdf", "cut"],
)
def test_an_unreadable_file_is_refused_with_its_reason(
    data: bytes, kind: str, mereshire: Partnership
) -> None:
    """A protected, empty, foreign or damaged file is refused with a message."""
    path = mereshire.home / "back.xlsx"
    path.write_bytes(data)
    refuse(mereshire, path, "file.refused")
    assert shows(mereshire.merge(path).problems[0].what, kind)


def test_another_partnerships_workbook_is_refused(
    mereshire: Partnership, elsewhere: Callable[[str], Partnership]
) -> None:
    """Another partnership's workbook is refused, even if its actions have the same numbers."""
    other = elsewhere("southshire")
    other.bring(due=date(2026, 11, 1), on=date(2026, 4, 21))
    other.issue()
    refuse(mereshire, other.back("police", P1={"Status": "Blocked"}), "plan.other_plan")


def test_a_workbook_without_a_plan_number_is_refused(mereshire: Partnership) -> None:
    """Rows copied into a workbook without a plan number are refused."""
    path = mereshire.back("police", P1={"Status": "Blocked"})
    book = load_workbook(path)
    del book["_base"], book["Start here"]
    book.properties.identifier = None
    save(book, path)
    refuse(mereshire, path, "plan.not_ours")


def test_a_status_not_on_the_list_waits_for_the_chair(mereshire: Partnership) -> None:
    """A status that is not on the list waits for the chair, with its cell."""
    done = mereshire.merge(mereshire.back("police", P1={"Status": "Nearly there"}))
    (problem,) = done.problems
    assert (problem.code, problem.where.file, problem.where.sheet, problem.where.cell[-1]) == (
        "plan.not_on_list",
        "police-1.xlsx",
        "Action plan",
        "4",
    )
    assert shows(problem.what, "plan.not_on_list", value="Nearly there", label="Status")
    assert "Not started, In progress" in problem.remedy
    assert (mereshire.action("P1").status, waiting(done.plan)) == (
        "not_started",
        {("not_understood", "P1", "status", "Nearly there")},
    )


def test_a_date_typed_as_text_is_read_or_waits_for_the_chair(mereshire: Partnership) -> None:
    """A date typed as text is read; a text that is not a date waits for the chair."""
    done = mereshire.merge(
        mereshire.back(
            "police",
            P1={"New date asked for": "1st December 2026"},
            P2={"New date asked for": "by Christmas"},
        )
    )
    assert (mereshire.action("P1").asked_due, mereshire.action("P2").asked_due) == (
        date(2026, 12, 1),
        None,
    )
    assert (codes(done), waiting(done.plan)) == (
        ["plan.no_date"],
        {("not_understood", "P2", "asked_due", "by Christmas")},
    )
    mereshire.issue(SUMMER)
    mereshire.merge(
        mereshire.back(
            "master",
            2,
            sheet="To decide",
            M1={"Decision": "Other", "If other: type it here": "24 Dec 2026"},
        )
    )
    assert mereshire.action("P2").asked_due == date(2026, 12, 24)


def test_a_text_that_was_not_understood_is_not_taken_into_a_date_cell(
    mereshire: Partnership,
) -> None:
    """Choosing Take theirs does not put a text into a date cell; the chair is asked to type the
    date.
    """
    mereshire.merge(mereshire.back("police", P2={"New date asked for": "by Christmas"}))
    mereshire.issue(SUMMER)
    done = mereshire.merge(
        mereshire.back("master", 2, sheet="To decide", M1={"Decision": "Take theirs"})
    )
    assert codes(done) == ["plan.cannot_take"]
    assert len(done.plan.open_matters) == 1


def test_a_likely_identifier_is_reported_by_its_cell(mereshire: Partnership) -> None:
    """A likely identifier is reported by its cell and kind, and its words are not repeated."""
    done = mereshire.merge(
        mereshire.back("police", P1={"Progress this period": "Rang about 999 000 0018."})
    )
    (problem,) = done.problems
    assert (problem.code, problem.where.sheet, problem.where.cell[-1]) == (
        "plan.identifier",
        "Action plan",
        "4",
    )
    assert "999" not in str(problem)


def test_a_formula_does_not_count_as_an_entry(mereshire: Partnership) -> None:
    """A formula's result is not read as an owner's entry."""
    done = mereshire.merge(mereshire.back("police", P1={"Evidence it helped children": "=K4&K5"}))
    assert (mereshire.action("P1").evidence, codes(done)) == ("", ["plan.not_plain"])


def test_a_mistyped_number_is_recognised_by_the_rows_wording(mereshire: Partnership) -> None:
    """A row with an unknown number and P1's wording waits as P1's, and nothing on it is lost."""
    path = mereshire.back("police", P1={"Status": "Blocked"})
    type_into(path, "Action plan", "P1", Action="P11")
    done = mereshire.merge(path)
    assert (mereshire.action("P1").status, codes(done)) == ("not_started", ["plan.mixed_up"])
    assert waiting(done.plan) == {("mixed_up", "P1", "status", "blocked")}


def test_an_unrecognised_row_becomes_a_proposed_action(mereshire: Partnership) -> None:
    """A row with an unknown number and wording becomes a proposed action with all its cells."""
    path = mereshire.back("police", P1={"Evidence it helped children": "Ten did."})
    type_into(
        path, "Action plan", "P1", **{"Action": "Q9", "What is to be done": "Ring every parent"}
    )
    done = mereshire.merge(path)
    (proposal,) = done.plan.open_proposals
    assert proposal.text == "Ring every parent"
    assert "Evidence it helped children: Ten did." in proposal.why
    assert sorted(codes(done)) == ["plan.row_missing", "plan.unknown_action"]


def test_a_column_sorted_on_its_own_is_noticed(mereshire: Partnership) -> None:
    """If only the numbers were sorted, the entries wait under the action whose wording is on their
    row.
    """
    path = mereshire.back("police", P1={"Status": "Blocked"})
    book = load_workbook(path)
    page = book["Action plan"]
    page["A4"].value, page["A5"].value = page["A5"].value, page["A4"].value
    save(book, path)
    done = mereshire.merge(path)
    assert (mereshire.action("P1").status, mereshire.action("P2").status) == (
        "not_started",
        "not_started",
    )
    assert (codes(done), waiting(done.plan)) == (
        ["plan.mixed_up", "plan.mixed_up"],
        {("mixed_up", "P1", "status", "blocked")},
    )


def test_a_row_pasted_twice_applies_once_or_waits(mereshire: Partnership) -> None:
    """Two copies of a row that agree count as one; two that differ both wait for the chair."""
    path = mereshire.back("police", P1={"Status": "Blocked"})
    book = load_workbook(path)
    book["Action plan"].append([cell.value for cell in book["Action plan"][4]])
    save(book, path)
    assert codes(mereshire.merge(path)) == []
    assert mereshire.action("P1").status == "blocked"
    book["Action plan"].cell(
        6,
        next(
            cell.column
            for cell in book["Action plan"][3]
            if cell.value == "Evidence it helped children"
        ),
    ).value = "One"
    book["Action plan"].cell(
        4,
        next(
            cell.column
            for cell in book["Action plan"][3]
            if cell.value == "Evidence it helped children"
        ),
    ).value = "Two"
    save(book, path)
    done = mereshire.merge(path)
    assert (codes(done), mereshire.action("P1").evidence) == (["plan.row_twice"], "")
    assert waiting(done.plan) == {
        ("conflict", "P1", "evidence", "One"),
        ("conflict", "P1", "evidence", "Two"),
    }


def test_two_copies_of_a_row_that_differ_only_in_capitals_agree(mereshire: Partnership) -> None:
    """Two copies of a row that differ only in capital letters agree."""
    path = mereshire.back("police", P1={"Status": "Blocked"})
    book = load_workbook(path)
    book["Action plan"].append(
        ["blocked" if cell.value == "Blocked" else cell.value for cell in book["Action plan"][4]]
    )
    save(book, path)
    assert (codes(mereshire.merge(path)), mereshire.action("P1").status) == ([], "blocked")


def test_a_missing_heading_empties_nothing(mereshire: Partnership) -> None:
    """A column whose heading was deleted is reported and not read; the other columns are."""
    mereshire.merge(mereshire.back("police", P1={"Evidence it helped children": "Two."}))
    mereshire.issue(SUMMER)
    path = mereshire.back("police", 2, P1={"Status": "Blocked"})
    book = load_workbook(path)
    next(
        cell for cell in book["Action plan"][3] if cell.value == "Evidence it helped children"
    ).value = "Notes"
    save(book, path)
    done = mereshire.merge(path)
    assert (mereshire.action("P1").evidence, mereshire.action("P1").status, codes(done)) == (
        "Two.",
        "blocked",
        ["plan.no_heading", "plan.beside"],
    )


def test_a_missing_sheet_undoes_nothing(mereshire: Partnership) -> None:
    """A master with a deleted sheet undoes nothing that was on the sheet."""
    path = mereshire.back("master", P1={"Status": "Blocked"})
    book = load_workbook(path)
    del book["Closing and tests"], book["To decide"]
    save(book, path)
    done = mereshire.merge(path)
    assert mereshire.action("P1").status == "blocked"
    assert codes(done) == ["plan.no_sheet", "plan.no_sheet"]


def test_text_typed_over_a_calculated_cell_is_reported(mereshire: Partnership) -> None:
    """Text typed over a calculated cell is reported, so the chair's words are not lost unseen."""
    done = mereshire.merge(mereshire.back("police", P1={"Position": "On track"}))
    assert codes(done) == ["plan.worked_out"]
    done = mereshire.merge(
        mereshire.back(
            "master", sheet="Closing and tests", P1={"What is to be done": "Something else"}
        )
    )
    assert codes(done) == ["plan.worked_out"]


def test_a_cell_that_must_have_a_value_keeps_it_when_emptied(mereshire: Partnership) -> None:
    """If the status, wording or owner is emptied, the earlier value is kept."""
    done = mereshire.merge(
        mereshire.back("police", P1={"Status": None}),
        mereshire.back("master", P1={"What is to be done": None, "Owner": None}),
    )
    assert (mereshire.action("P1").status, mereshire.action("P1").owner) == (
        "not_started",
        "police",
    )
    assert mereshire.action("P1").text == "Ring the school on the day of each incident"
    assert codes(done) == ["plan.needed"] * 3


def test_a_value_typed_without_a_decision_is_reported(mereshire: Partnership) -> None:
    """A value typed without a decision is reported."""
    mereshire.merge(mereshire.back("police", P1={"Due": date(2027, 1, 1)}))
    mereshire.issue(SUMMER)
    done = mereshire.merge(
        mereshire.back("master", 2, sheet="To decide", M1={"If other: type it here": "1 Oct 2026"})
    )
    assert codes(done) == ["plan.no_decision"]


def test_a_plan_that_was_never_issued_cannot_be_merged_into(empty: Partnership) -> None:
    """Merging into a plan that was never issued is refused, with what to do first."""
    empty.bring()
    with pytest.raises(UsageProblem) as stopped:
        empty.merge()
    assert stopped.value.code == "plan.nothing_issued"


def test_a_file_that_does_not_exist_stops_the_merge(mereshire: Partnership) -> None:
    """If one of the named files is missing, none of the others is merged."""
    with pytest.raises(UsageProblem, match=r"gone\.xlsx") as stopped:
        mereshire.merge(
            mereshire.back("police", P1={"Status": "Blocked"}), mereshire.home / "gone.xlsx"
        )
    assert stopped.value.code == "plan.no_file"
    assert mereshire.action("P1").status == "not_started"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("03/04/2027", "plan.date_both_ways"),
        (datetime(2026, 12, 1, 23, 0), "plan.near_midnight"),  # noqa: DTZ001 - as in a cell
        (datetime(2026, 12, 1, 23, 59, 12), "plan.near_midnight"),  # noqa: DTZ001 - as in a cell
        (date(2048, 12, 1), "plan.far_date"),
        (date(1926, 12, 1), "plan.far_date"),
    ],
)
def test_a_doubtful_date_waits_for_the_chair(
    mereshire: Partnership, typed: object, code: str
) -> None:
    """A date that can be read two ways, a day with a time just before midnight and one many years
    off are not applied: the owner may have meant another day.
    """
    done = mereshire.merge(mereshire.back("police", P1={"New date asked for": typed}))
    assert codes(done) == [code]
    assert mereshire.action("P1").asked_due is None
    assert {item[:3] for item in waiting(done.plan)} == {("not_understood", "P1", "asked_due")}


def test_a_known_date_written_in_another_way_is_no_doubt(mereshire: Partnership) -> None:
    """A program that saves dates as texts makes no question of each date that was issued."""
    done = mereshire.merge(
        mereshire.back("master", P1={"Due": "01/09/2026"}, P2={"Due": "2026-09-01T23:00:00"})
    )
    assert codes(done) == []
    assert waiting(done.plan) == set()


def test_a_percentage_is_what_the_cell_shows_and_a_mark_is_no_date(
    mereshire: Partnership,
) -> None:
    """Excel makes 0.8 of a typed 80 %, and 9 October of a typed 9/10. The first is read as 80 %;
    the second is asked.
    """
    path = mereshire.back("master")
    book = load_workbook(path)
    page = book["Closing and tests"]
    column = next(cell.column for cell in page[3] if cell.value == "What passes")
    for row, value, look in ((4, 0.8, "0%"), (5, date(2026, 10, 9), "d-mmm")):
        page.cell(row, column).value = value
        page.cell(row, column).number_format = look
    save(book, path)
    done = mereshire.merge(path)
    assert mereshire.action("P1").test_passes == "80%"
    assert mereshire.action("P2").test_passes == ""
    assert codes(done) == ["plan.date_as_mark"]


def test_an_owners_progress_in_percent_is_what_the_cell_shows(mereshire: Partnership) -> None:
    """A progress note of 50 % is not 0.5."""
    path = mereshire.back("police")
    book = load_workbook(path)
    page = book["Action plan"]
    column = next(cell.column for cell in page[3] if str(cell.value).startswith("Progress"))
    page.cell(4, column).value, page.cell(4, column).number_format = 0.5, "0%"
    save(book, path)
    mereshire.merge(path)
    assert [note.text for note in mereshire.action("P1").notes] == ["50%"]


def test_a_plan_saved_with_another_first_day_is_said_once(mereshire: Partnership) -> None:
    """Excel can count days from 1904: dates typed before that are four years later."""
    path = mereshire.back("police")
    book = load_workbook(path)
    book.epoch = CALENDAR_MAC_1904
    save(book, path)
    assert codes(mereshire.merge(path)).count("file.dates_1904") == 1
