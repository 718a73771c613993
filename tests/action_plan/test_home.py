"""Where the plan lives: around the rounds of a partnership, or in a round that stands alone; and
what is done with a round that cannot be used.
"""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from audit_core.commands.plan.issue import issue_plan
from audit_core.commands.plan.open_plan import open_plan, plan_home
from audit_core.errors import UsageProblem
from audit_core.plugin_system.manager import Plugins
from tests.action_plan.conftest import SPRING, SUMMER, Partnership, copied


@pytest.fixture
def rounds(blank_round: Path, tmp_path: Path, plugins: Plugins) -> Path:
    """A folder with one round in it."""
    copied(blank_round, tmp_path / "mereshire/spring", plugins)
    (tmp_path / "mereshire/spring/plan").rmdir()
    return tmp_path / "mereshire"


def test_a_round_that_stands_alone_keeps_its_own(rounds: Path) -> None:
    """Nothing around it says that it belongs to a partnership."""
    assert plan_home(rounds / "spring") == rounds / "spring"


@pytest.mark.parametrize("mark", ["partnership.xlsx", "plan"])
def test_a_round_of_a_partnership_shares_its_plan(mark: str, rounds: Path) -> None:
    """Whichever folder is named, the plan is the one around the rounds."""
    (rounds / mark).mkdir() if mark == "plan" else (rounds / mark).write_bytes(b"")
    assert plan_home(rounds / "spring") == plan_home(rounds) == rounds


def test_a_folder_of_rounds_is_a_partnership(rounds: Path, tmp_path: Path) -> None:
    """Named itself, it needs no further mark; a folder with nothing in it is none."""
    assert plan_home(rounds) == rounds
    with pytest.raises(UsageProblem) as stopped:
        plan_home(tmp_path / "elsewhere")
    assert stopped.value.code == "plan.nowhere"


def test_a_second_plan_is_told(rounds: Path, plugins: Plugins) -> None:
    """A round that had a plan of its own before its partnership had one: only one is used, and
    nobody is left wondering.
    """
    alone = Partnership(rounds / "spring", plugins)
    alone.bring()
    copytree(rounds / "spring/plan", rounds / "plan")
    assert [fault.code for fault in open_plan(rounds, plugins).problems] == ["plan.second"]


def test_a_plan_that_was_begun_in_a_round_is_not_begun_anew_around_it(
    rounds: Path, plugins: Plugins
) -> None:
    """The first round kept the plan for two quarters; then a second stood beside it. Nothing is
    issued: the folder is moved, and all of it is there.
    """
    alone = Partnership(rounds / "spring", plugins)
    alone.bring()
    with pytest.raises(UsageProblem, match="spring") as stopped:
        open_plan(rounds, plugins)
    assert stopped.value.code == "plan.begun_elsewhere"
    (rounds / "spring/plan").rename(rounds / "plan")
    assert len(open_plan(rounds, plugins).plan.actions) == 3


def test_a_round_that_cannot_be_used_stops_no_other(rounds: Path, plugins: Plugins) -> None:
    """Its workbook is damaged: it is named with what to do, and what the plan has goes out all the
    same.
    """
    partnership = Partnership(rounds, plugins)
    partnership.bring(on=SPRING)
    (rounds / "spring/round.xlsx").write_bytes(b"not a workbook")
    done = issue_plan(rounds, plugins, SUMMER)
    assert [(fault.code, fault.where.file) for fault in done.problems] == [
        ("plan.round_unusable", "spring")
    ]
    assert len(done.plan.actions) == 3
    assert (done.folder / "police.xlsx").is_file()


def test_a_copied_round_is_told_and_neither_is_taken_in(rounds: Path, plugins: Plugins) -> None:
    """Two folders with one code: which of them counts is for a person to say. What the plan has of
    that round stays.
    """
    copied(rounds / "spring", rounds / "spring - Copy", plugins)
    Partnership(rounds, plugins).bring(on=SPRING)
    home = open_plan(rounds, plugins)
    (fault,) = home.problems
    assert (fault.code, fault.severity, home.rounds) == ("plan.round_twice", "error", ())
    assert "spring, spring - Copy" in fault.what
