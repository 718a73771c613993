"""Actions from case reviews, task groups and inspections join the one plan: each with its source,
and all of a workbook or none.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from audit_core.commands.plan.import_actions import import_actions, write_blank
from audit_core.errors import UsageProblem
from tests.action_plan.conftest import AUTUMN, ROWS, SPRING, SUMMER, Partnership, codes, type_into


def test_every_row_becomes_an_action_with_its_source(empty: Partnership) -> None:
    """Imported actions are numbered in the order of the rows, have the owner who is named, and keep
    their first due date.
    """
    done = empty.bring()
    assert [
        (action.id, action.source, action.reference, action.owner) for action in done.added
    ] == [
        ("P1", "Case review Ash", "Rec 1", "police"),
        ("P2", "Case review Ash", "Rec 2", "police"),
        ("P3", "Inspection 2025", "", "northwick_school"),
    ]
    assert {action.first_due for action in done.added} == {date(2026, 9, 1)}
    assert done.added[2].sub_group == "Front door"
    assert [problem.code for problem in done.problems] == ["plan.new_owner", "plan.new_owner"]


def test_importing_the_same_rows_again_adds_nothing(empty: Partnership) -> None:
    """Importing a file again adds only its new rows."""
    empty.bring()
    done = empty.bring(
        [*ROWS, {"Source": "Task group", "What is to be done": "Agree a rota", "Owner": "police"}]
    )
    assert [action.id for action in done.added] == ["P4"]
    assert [problem.code for problem in done.problems] == ["plan.import_known"] * 3


def test_one_problem_stops_the_import_and_every_problem_names_its_cell(empty: Partnership) -> None:
    """A problem in one row stops the import, and every problem is reported with its cell."""
    rows = [
        {"Source": "Task group", "What is to be done": "Agree a rota", "Due": "soon"},
        {"Source": "Task group", "Owner": "Police"},
    ]
    with pytest.raises(UsageProblem) as stopped:
        empty.bring(rows)
    assert [(problem.code, problem.where.cell) for problem in stopped.value.problems] == [
        ("plan.import_needed", "E4"),
        ("plan.no_date", "I4"),
        ("plan.import_needed", "C5"),
    ]
    with pytest.raises(UsageProblem) as stopped:
        empty.show()
    assert stopped.value.code == "plan.nothing_to_show"


@pytest.mark.parametrize("data", [b"", b"not a workbook"])
def test_an_unreadable_file_is_reported(data: bytes, empty: Partnership) -> None:
    """An unreadable file is reported with what to do."""
    path = empty.home / "actions.xlsx"
    path.write_bytes(data)
    with pytest.raises(UsageProblem):
        import_actions(empty.home, path, empty.plugins, SPRING)


def test_a_workbook_without_the_import_sheet_is_refused(empty: Partnership, tmp_path: Path) -> None:
    """A workbook without the import sheet is refused with the name of the missing sheet."""
    book = Workbook()
    book.active.append(["Issue", "Who", "When"])
    book.save(tmp_path / "own.xlsx")
    with pytest.raises(UsageProblem) as stopped:
        import_actions(empty.home, tmp_path / "own.xlsx", empty.plugins, SPRING)
    assert [problem.code for problem in stopped.value.problems] == ["plan.no_sheet"]


def test_an_empty_workbook_never_overwrites_a_file(empty: Partnership) -> None:
    """A file name that already exists is refused."""
    path = empty.home / "actions.xlsx"
    path.write_bytes(b"mine")
    with pytest.raises(UsageProblem) as stopped:
        write_blank(empty.home, path, empty.plugins)
    assert stopped.value.code == "plan.file_there_already"
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("decision", "stays", "gone"),
    [
        ("Same: keep the first", "P1", "P4"),
        ("Same: keep the second", "P4", "P1"),
        ("Not the same", "", ""),
    ],
)
def test_a_likely_duplicate_is_suggested_and_the_chair_decides(
    decision: str, stays: str, gone: str, mereshire: Partnership
) -> None:
    """No two actions are merged automatically; one is withdrawn with a reason, and the other says
    what it replaces.
    """
    row = {
        "Source": "Inspection 2026",
        "What is to be done": "Ring the school on the day of every incident",
        "Owner": "Police",
    }
    assert [(one.id, two.id) for one, two in mereshire.bring([row], on=SUMMER).alike] == [
        ("P1", "P4")
    ]
    mereshire.issue(SUMMER)
    path = mereshire.sent("master", 2)
    type_into(path, "Likely duplicates", "P1 + P4", Decision=decision)
    assert codes(mereshire.merge(path, on=AUTUMN)) == []
    assert {action.id for action in mereshire.show().at("withdrawn")} == ({gone} if gone else set())
    if stays:
        assert mereshire.action(gone).decision_why == f"The same as {stays}"
        assert mereshire.action(stays).notes[-1].text.startswith(f"Also covers {gone}: ")
    mereshire.issue(AUTUMN)
    assert mereshire.bring([row], on=AUTUMN).alike == ()


def test_the_plan_can_be_seen_by_owner_and_by_sub_group(mereshire: Partnership) -> None:
    """Owners and sub-groups can be given by code or name; an unknown one is answered with the list
    of known ones.
    """
    assert [action.id for action in mereshire.show(owner="police").actions] == ["P1", "P2"]
    assert [action.id for action in mereshire.show(owner="Northwick School").actions] == ["P3"]
    assert [action.id for action in mereshire.show(sub_group="front door").actions] == ["P3"]
    with pytest.raises(UsageProblem, match="northwick_school, police") as stopped:
        mereshire.show(owner="fire")
    assert stopped.value.code == "plan.nobody_called"
    with pytest.raises(UsageProblem, match="Front door") as stopped:
        mereshire.show(sub_group="fire")
    assert stopped.value.code == "plan.no_sub_group"
