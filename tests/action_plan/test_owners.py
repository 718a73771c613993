"""An owner keeps one identity however the name is spelt, and gets no file or rights of the chair or
another owner.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from audit_core.action_plan.model import CHAIR, PlanEvent, TrackedPlan
from audit_core.action_plan.new_actions import adopt_actions
from audit_core.action_plan.owners import RESERVED, new_code
from audit_core.action_plan.plan_folder import PlanFolder
from audit_core.action_plan.replay import apply_event, replay
from audit_core.commands.plan.open_plan import open_plan
from audit_core.plugin_system.manager import Plugins
from tests.action_plan.conftest import SPRING, SUMMER, Partnership, codes, save
from tests.action_plan.merging.copies import begun, tracked


def owned_by(*names: str) -> list[dict[str, object]]:
    """An action for each of these owners."""
    return [
        {"Source": "Case review", "What is to be done": f"Task {number}", "Owner": name}
        for number, name in enumerate(names, start=1)
    ]


def owners(partnership: Partnership) -> dict[str, str]:
    """Each action's owner as printed."""
    return {
        action.id: partnership.plan.name_of(action.owner) for action in partnership.plan.actions
    }


@pytest.mark.parametrize("name", ["Master", "Chair", "CHAIR.", "rule", "Round", "con"])
def test_no_owner_gets_a_reserved_name(name: str, empty: Partnership) -> None:
    """An owner's workbook cannot take the master's name or the chair's rights."""
    empty.bring(owned_by(name, "Police"))
    done = empty.issue()
    (code,) = {action.owner for action in done.plan.actions} - {"police"}
    assert code not in RESERVED
    assert set(done.files) == {"master.xlsx", "police.xlsx", f"{code}.xlsx"}
    assert "Closing and tests" in load_workbook(done.folder / "master.xlsx").sheetnames
    result = empty.merge(
        empty.back(code, P1={"Status": "Blocked", "What is to be done": "Nothing much"})
    )
    assert (empty.action("P1").status, empty.action("P1").text, codes(result)) == (
        "blocked",
        "Task 1",
        ["plan.not_theirs"],
    )


@pytest.mark.parametrize(
    "names",
    [
        ("Αστυνομία", "Σχολείο Α"),
        ("Health & Care", "Health Care"),
        ("Police!", "Police?"),
        ("École", "Ecole"),
    ],
)
def test_two_names_are_two_owners(names: tuple[str, str], empty: Partnership) -> None:
    """Two owners whose names look alike in plain letters have separate workbooks."""
    empty.bring(owned_by(*names))
    done = empty.issue()
    assert owners(empty) == {"P1": names[0], "P2": names[1]}
    assert len({action.owner for action in done.plan.actions}) == 2
    for action in done.plan.actions:
        assert [
            cell.value
            for cell in load_workbook(done.folder / f"{action.owner}.xlsx")["Action plan"]["A"][3:]
        ] == [action.id]
    empty.bring(
        [{"Source": "Inspection", "What is to be done": "Another", "Owner": names[1].upper()}]
    )
    assert empty.action("P3").owner == empty.action("P2").owner


@given(st.lists(st.text(min_size=1, max_size=12), max_size=8), st.text(max_size=300))
def test_a_new_owners_code_is_short_plain_and_unused(taken: list[str], name: str) -> None:
    """A new owner's code is short, unused and valid as a file name on any disk."""
    known = {new_code(each, ()) for each in taken}
    code = new_code(name, known)
    assert code not in known | RESERVED
    assert code.replace("_", "a").isalnum()
    assert (code.isascii(), code.islower() or code.isnumeric() or "_" in code, len(code) <= 40) == (
        True,
        True,
        True,
    )


def test_an_owner_can_have_a_very_long_name(empty: Partnership) -> None:
    """An owner whose name is a whole paragraph gets a workbook with a short name."""
    long = "Police " + "and social care and health " * 1100
    empty.bring(owned_by(long))
    done = empty.issue()
    assert [len(name) < 50 for name in done.files] == [True, True]
    empty.merge(empty.back(done.plan.actions[0].owner, P1={"Status": "Blocked"}))
    assert empty.action("P1").status == "blocked"


def happen(partnership: Partnership, *events: PlanEvent) -> None:
    """Add events that no command in the test makes."""
    home = open_plan(partnership.home, partnership.plugins)
    home.store.append(events, apply_event(home.plan, events))


def test_an_untouched_master_changes_no_owner(mereshire: Partnership) -> None:
    """An untouched master changes no owner, even if two owners have the same printed name."""
    old = mereshire.sent("master")
    save(load_workbook(old), old)
    added = tracked("X-A1", "school_oakfield", text="Something else")
    happen(
        mereshire,
        PlanEvent("name", SPRING, "round X", "school_oakfield", after="Northwick School"),
        PlanEvent("add", SPRING, "round X", "X-A1", added=added),
    )
    mereshire.issue(SUMMER)
    assert owners(mereshire)["P3"] == "Northwick School (northwick_school)"
    new = mereshire.sent("master", 2)
    save(load_workbook(new), new)
    before = mereshire.plan.actions
    assert codes(mereshire.merge(old, new)) == []
    assert mereshire.plan.actions == before


def test_a_name_shared_by_two_owners_waits_for_the_chair(mereshire: Partnership) -> None:
    """A name that two owners share waits for the chair, and the list shows their codes."""
    happen(
        mereshire, PlanEvent("name", SPRING, "round X", "school_oakfield", after="Northwick School")
    )
    mereshire.issue(SUMMER)
    done = mereshire.merge(
        mereshire.back(
            "master",
            2,
            P1={"Owner": "Northwick School"},
            P2={"Owner": "Northwick School (school_oakfield)"},
        )
    )
    assert codes(done) == ["plan.two_owners"]
    assert (mereshire.action("P1").owner, mereshire.action("P2").owner) == (
        "police",
        "school_oakfield",
    )


def taken(
    plan: TrackedPlan, audit_round: str, names: dict[str, str]
) -> tuple[TrackedPlan, list[str]]:
    """The plan with one action of a round for each of these recipients, and the problems
    reported.
    """
    actions = tuple(
        tracked(f"{audit_round}-A{number}", code, round=audit_round)
        for number, code in enumerate(names, start=1)
    )
    events, problems = adopt_actions(plan, audit_round, actions, SPRING, names)
    return apply_event(plan, events), [problem.code for problem in problems]


def test_one_code_for_two_agencies_in_two_rounds_is_reported() -> None:
    """If `school` is Oakfield in one round and Beechwood in another, Beechwood's actions get their
    own owner, this time and every time.
    """
    plan, problems = taken(replay(begun()), "DA26A", {"school": "Oakfield Primary School"})
    assert problems == []
    for expected in (["plan.code_twice"], []):
        plan, problems = taken(plan, "NG26A", {"school": "Beechwood Academy"})
        assert problems == expected
    assert {action.id: plan.name_of(action.owner) for action in plan.actions} == {
        "DA26A-A1": "Oakfield Primary School",
        "NG26A-A1": "Beechwood Academy",
    }
    again, problems = taken(plan, "DA26A", {"school": "Oakfield Primary"})
    assert (problems, again.open_matters, len(again.names)) == ([], (), 2)
    third, problems = taken(plan, "EH26A", {"school": "Beechwood academy"})
    assert (problems, third.action("EH26A-A1").owner) == ([], plan.action("NG26A-A1").owner)


def test_a_rounds_recipient_matches_an_imported_owner_by_name() -> None:
    """An owner that an import created by name takes the code of the round's recipient of that name,
    and gives up a reserved code.
    """
    events = (
        *begun(),
        PlanEvent("name", SPRING, CHAIR, "northwick_school", after="Northwick School"),
    )
    plan, problems = taken(
        replay(events), "DA26A", {"school": "Northwick School", "chair": "The chair's office"}
    )
    assert (problems, [action.owner for action in plan.actions]) == (
        [],
        ["northwick_school", "chair_2"],
    )


def test_a_rounds_recipients_are_offered_for_import(
    blank_round: Path, tmp_path: Path, plugins: Plugins
) -> None:
    """An owner chosen by name has the round's code, so that both its actions are in one
    workbook.
    """
    from tests.action_plan.conftest import copied

    copied(blank_round, tmp_path / "mereshire/spring", plugins)
    partnership = Partnership(tmp_path / "mereshire", plugins)
    (partnership.home / "spring/plan").rmdir()
    done = partnership.bring(owned_by("Police", "Fire"), due=date(2026, 12, 1))
    assert [action.owner for action in done.added] == ["police", "fire"]
    assert [problem.code for problem in done.problems] == ["plan.new_owner"]
    assert PlanFolder(partnership.home).events()
