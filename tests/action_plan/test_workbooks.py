"""The workbooks for owners and the chair: each row complete, each owner's rows only, safe to open,
and the same every time.
"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from audit_core.action_plan.columns import ACTION_SHEETS, SHEETS
from audit_core.workbook_style.data_validation import INLINE, MOST_MESSAGE, MOST_TITLE
from audit_core.xlsx.reader import read_book
from tests.action_plan.conftest import (
    AUTUMN,
    SUMMER,
    Partnership,
    codes,
    row_named,
    save,
    type_into,
    type_rows,
)
from tests.typed_blanks import typed_blanks

ISSUED = "plan/issued"


def books(home: Path, issue: int = 1) -> dict[str, Any]:
    """The workbooks of an issue, by owner."""
    return {path.stem: load_workbook(path) for path in (home / ISSUED / f"{issue:03d}").iterdir()}


def words(book: Any) -> str:
    """Every text in a workbook, hidden sheets included."""
    return "\n".join(
        str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    )


def row_of(sheet: Worksheet, id_: str) -> dict[str, object]:
    """A row by heading."""
    heads = [cell.value for cell in sheet[3]]
    return next(
        dict(zip(heads, values, strict=True))
        for values in sheet.iter_rows(4, values_only=True)
        if values[0] == id_
    )


def test_each_owner_gets_its_own_rows_and_no_others(mereshire: Partnership) -> None:
    """Another owner's rows are not on a hidden sheet either; the chair gets every row."""
    found = books(mereshire.home)
    assert set(found) == {"police", "northwick_school", "master"}
    assert "Answer every weekend call" not in words(found["police"])
    assert "Ring the school" not in words(found["northwick_school"])
    assert all(
        text in words(found["master"]) for text in ("Answer every weekend call", "Ring the school")
    )


def test_a_row_is_complete_in_itself(mereshire: Partnership) -> None:
    """Each row has its source, wording, date, number of moves and position, so that nothing has to
    be looked up.
    """
    mereshire.merge(
        mereshire.back(
            "master", P1={"Due": date(2026, 10, 1), "If you move it: why": "Staff left."}
        )
    )
    mereshire.issue(SUMMER)
    row = row_of(books(mereshire.home, 2)["police"]["Action plan"], "P1")
    assert row["Source and recommendation"] == "Case review Ash, Rec 1"
    assert (row["Date moved"], row["Position"], row["Status"]) == (
        "Once. First: 1 Sep 2026",
        "Not started",
        "Not started",
    )
    assert row["Due"].date() == date(2026, 10, 1)


def test_white_cells_can_be_filled_in_and_grey_cells_cannot(mereshire: Partnership) -> None:
    """Each owner sees which cells it may fill in; in the master everything but the calculated cells
    is open.
    """
    from audit_core.workbook_style.styles import LOCKED

    for who, kinds in (("police", {"owner"}), ("master", {"owner", "chair"})):
        sheet = books(mereshire.home)[who]["Action plan"]
        spec = SHEETS[0] if who == "police" else ACTION_SHEETS[0]
        for cell, column in zip(sheet[4], spec.columns, strict=True):
            grey = cell.fill.patternType == "solid" and cell.fill.fgColor.rgb[-6:] == LOCKED
            assert grey is (column.whose not in kinds), column.heading


def test_typed_text_is_never_a_formula(mereshire: Partnership) -> None:
    """Text typed by people stays text, on the hidden sheet as well and after being returned and
    issued again.
    """
    typed = {"Evidence it helped children": "'=HYPERLINK(1)", "Progress this period": "+44 1632"}
    path = mereshire.back("police", P1=typed)
    book = load_workbook(path)
    for row in book["Action plan"].iter_rows(min_row=4):
        for cell in row:
            if str(cell.value).startswith("'="):
                cell.value, cell.data_type = "=HYPERLINK(1)", "s"
    book.save(path)
    mereshire.merge(path)
    assert mereshire.action("P1").evidence == "=HYPERLINK(1)"
    mereshire.issue(SUMMER)
    for book in books(mereshire.home, 2).values():
        assert not [
            cell.coordinate
            for sheet in book
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type in {"f", "e"}
        ]


def test_validation_rules_and_lists_fit_excels_limits(mereshire: Partnership) -> None:
    """A list, title or message that is too long makes Excel repair the file, and sheet names end at
    31 characters.
    """
    for book in books(mereshire.home).values():
        for sheet in book:
            assert len(sheet.title) <= 31
            assert sheet.title != "History"  # Excel keeps that name for itself
            for rule in sheet.data_validations.dataValidation:
                assert len(rule.formula1) <= INLINE + 2
                assert len(rule.errorTitle) <= MOST_TITLE
                assert len(rule.error) <= MOST_MESSAGE
                assert rule.type != "list" or rule.formula1.startswith(('"', "Lists!"))


def test_our_own_reader_can_read_every_workbook(mereshire: Partnership) -> None:
    """Each workbook is within the limits that apply to any return."""
    for path in (mereshire.home / ISSUED / "001").iterdir():
        assert {"Start here", "Action plan", "_base"} <= {
            sheet.name for sheet in read_book(path.read_bytes()).sheets
        }


def test_an_ended_action_goes_only_to_the_chair(mereshire: Partnership) -> None:
    """A withdrawn action leaves its owner's workbook, and an owner with no actions left gets
    none.
    """
    typed = {"Chair's decision": "Withdrawn", "Why": "The law changed."}
    mereshire.merge(mereshire.back("master", sheet="Closing and tests", P3=typed, P1=typed))
    mereshire.issue(SUMMER)
    found = books(mereshire.home, 2)
    assert set(found) == {"police", "master"}
    assert [cell.value for cell in found["police"]["Action plan"]["A"][3:]] == ["P2"]
    assert row_of(found["master"]["Action plan"], "P3")["Position"] == "Withdrawn"


def test_the_counts_on_the_first_sheet_match_the_rows(mereshire: Partnership) -> None:
    """Counts are by owner and position, in words."""
    mereshire.issue(AUTUMN)
    sheet = books(mereshire.home, 2)["master"]["Start here"]
    assert [[cell.value for cell in row[:3]] for row in sheet.iter_rows(3, 5)] == [
        ["Owner", "Overdue", "All"],
        ["Northwick School", 1, 1],
        ["Police", 2, 2],
    ]


def test_owners_are_offered_by_name(mereshire: Partnership) -> None:
    """Choosing an owner's name from the list moves the row into that owner's workbook."""
    mereshire.merge(mereshire.back("master", P1={"Owner": "Northwick School"}))
    mereshire.issue(SUMMER)
    assert {
        cell.value for cell in books(mereshire.home, 2)["northwick_school"]["Action plan"]["A"][3:]
    } == {"P1", "P3"}


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_same_plan_gives_the_same_bytes(seed: str, mereshire: Partnership) -> None:
    """The bytes do not depend on the hash seed or the time zone."""
    code = """
import sys
from pathlib import Path
from audit_core.commands.plan.issue import plan_workbooks
from audit_core.commands.plan.open_plan import open_plan
from audit_core.plugin_system.manager import load_plugins
home = open_plan(Path(sys.argv[1]), load_plugins())
for name, data in plan_workbooks(home, home.plan).items():
    assert data == (home.store.issued(1) / name).read_bytes(), name
"""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"}
    subprocess.run([sys.executable, "-c", code, str(mereshire.home)], check=True, env=environment)


def test_a_very_long_text_is_kept_whole(mereshire: Partnership) -> None:
    """A full cell of progress is whole in the journal, and the row's summary says that there is
    more.
    """
    long = "word " * 6500
    mereshire.merge(
        mereshire.back(
            "police", P1={"Progress this period": long, "Evidence it helped children": long}
        )
    )
    mereshire.issue(SUMMER)
    sheet = books(mereshire.home, 2)["police"]
    assert row_of(sheet["Action plan"], "P1")["Evidence it helped children"] == long.strip()
    assert mereshire.action("P1").notes[-1].text == long.strip()
    path = mereshire.sent("police", 2)
    type_into(path, "Action plan", "P1", Status="Blocked")
    assert mereshire.merge(path).problems == ()


def test_no_blank_cell_of_a_plan_has_a_type(mereshire: Partnership) -> None:
    """The chair's copy and the owners' workbooks can be saved by programs that make a zero of a
    typed blank.
    """
    assert list((mereshire.home / "plan/issued/001").glob("*.xlsx"))
    assert list(typed_blanks(mereshire.home / "plan")) == []


def master_issued_before(partnership: Partnership) -> Path:
    """The master as earlier versions issued it: all that the chair types about an action on two
    sheets.
    """
    path = partnership.home / ISSUED / "001/master.xlsx"
    book = load_workbook(path)
    for once, later in (("Action plan", "Lead and measure"), ("Closing and tests", "Test results")):
        page, more = book[once], book[later]
        there = [cell.value for cell in page[3]]
        for column in more.iter_cols(min_row=3):
            if column[0].value not in there:
                place = page.max_column + 1
                page.cell(3, place).value = column[0].value
                for cell in column[1:]:
                    at = row_named(page, more.cell(cell.row, 1).value)
                    page.cell(at, place).value = cell.value
        del book[later]
    save(book, path)
    return partnership.sent("master")


@pytest.mark.parametrize("filled_in", ["a copy", "where it was issued"])
def test_a_master_of_an_earlier_layout_is_read_as_it_was(
    mereshire: Partnership, filled_in: str
) -> None:
    """It had lead, priority and measure on the sheet Action plan, and the results beside the tests:
    each is applied, and what was reworded there is not taken for a repeated text.
    """
    path = master_issued_before(mereshire)
    if filled_in != "a copy":
        path = mereshire.home / ISSUED / "001/master.xlsx"
    type_rows(
        path,
        "Action plan",
        {
            "P1": {"Priority": "High", "Lead (role)": "Inspector", "What is to be done": "Ring."},
            "P3": {"Sub-group": "Quality", "How we will know": "All answered."},
        },
    )
    type_into(path, "Closing and tests", "P2", **{"Test: question or measure": "Ten records"})
    done = mereshire.merge(path)
    first, second, third = (mereshire.action(id_) for id_ in ("P1", "P2", "P3"))
    assert codes(done) == []
    assert (first.text, first.priority, first.owner_role) == ("Ring.", "high", "Inspector")
    assert (third.sub_group, third.measure) == ("Quality", "All answered.")
    assert second.test_what == "Ten records"


def test_a_heading_deleted_from_a_master_of_an_earlier_layout_is_named(
    mereshire: Partnership,
) -> None:
    """It is missed on the sheet that the chair knows, not on one that this workbook never had."""
    path = master_issued_before(mereshire)
    book = load_workbook(path)
    next(cell for cell in book["Action plan"][3] if cell.value == "Priority").value = None
    save(book, path)
    (found,) = [
        problem
        for problem in mereshire.merge(path).problems
        if problem.code in {"plan.no_heading", "plan.no_sheet"}
    ]
    assert (found.code, found.where.sheet) == ("plan.no_heading", "Action plan")


def test_a_deleted_sheet_of_the_master_is_missed_by_its_own_name(mereshire: Partnership) -> None:
    """Who leads an action was not looked for on the sheet Action plan."""
    path = mereshire.sent("master")
    book = load_workbook(path)
    del book["Lead and measure"]
    save(book, path)
    (found,) = mereshire.merge(path).problems
    assert (found.code, "Lead and measure" in found.what) == ("plan.no_sheet", True)
