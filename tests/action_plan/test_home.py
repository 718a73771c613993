"""A plan is kept in the partnership's folder, or in the round's own if it has no partnership;
unusable rounds are reported.
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
from tests.wordings import shows


@pytest.fixture
def rounds(blank_round: Path, tmp_path: Path, plugins: Plugins) -> Path:
    """A folder with one round in it."""
    copied(blank_round, tmp_path / "mereshire/spring", plugins)
    (tmp_path / "mereshire/spring/plan").rmdir()
    return tmp_path / "mereshire"


def test_a_round_without_a_partnership_keeps_its_own_plan(rounds: Path) -> None:
    """A round that is not in a partnership's folder keeps its own plan."""
    assert plan_home(rounds / "spring") == rounds / "spring"


@pytest.mark.parametrize("mark", ["partnership.xlsx", "plan"])
def test_a_round_of_a_partnership_shares_its_plan(mark: str, rounds: Path) -> None:
    """Whichever folder is named, the plan of the folder around the rounds is used."""
    (rounds / mark).mkdir() if mark == "plan" else (rounds / mark).write_bytes(b"")
    assert plan_home(rounds / "spring") == plan_home(rounds) == rounds


def test_a_folder_of_rounds_is_a_partnership(rounds: Path, tmp_path: Path) -> None:
    """A folder of rounds counts as a partnership without further marking; an empty folder does
    not.
    """
    assert plan_home(rounds) == rounds
    with pytest.raises(UsageProblem) as stopped:
        plan_home(tmp_path / "elsewhere")
    assert stopped.value.code == "plan.nowhere"


def test_a_second_plan_is_reported(rounds: Path, plugins: Plugins) -> None:
    """A round's earlier plan is reported when the partnership has one too, and only the
    partnership's is used.
    """
    alone = Partnership(rounds / "spring", plugins)
    alone.bring()
    copytree(rounds / "spring/plan", rounds / "plan")
    assert [problem.code for problem in open_plan(rounds, plugins).problems] == ["plan.second"]


def test_a_plan_begun_in_a_round_is_not_begun_again_around_it(
    rounds: Path, plugins: Plugins
) -> None:
    """A plan begun in the first round is not begun again for the partnership: nothing is issued
    until its folder is moved.
    """
    alone = Partnership(rounds / "spring", plugins)
    alone.bring()
    with pytest.raises(UsageProblem, match="spring") as stopped:
        open_plan(rounds, plugins)
    assert stopped.value.code == "plan.begun_elsewhere"
    (rounds / "spring/plan").rename(rounds / "plan")
    assert len(open_plan(rounds, plugins).plan.actions) == 3


def test_an_unusable_round_does_not_stop_the_others(rounds: Path, plugins: Plugins) -> None:
    """A damaged round is reported with what to do, and the rest of the plan is issued."""
    partnership = Partnership(rounds, plugins)
    partnership.bring(on=SPRING)
    (rounds / "spring/round.xlsx").write_bytes(b"not a workbook")
    done = issue_plan(rounds, plugins, SUMMER)
    assert [(problem.code, problem.where.file) for problem in done.problems] == [
        ("plan.round_unusable", "spring")
    ]
    assert len(done.plan.actions) == 3
    assert (done.folder / "police.xlsx").is_file()


def test_two_folders_with_one_round_code_are_reported(rounds: Path, plugins: Plugins) -> None:
    """Two folders with one round code are reported, and the plan keeps what it has of
    that round.
    """
    copied(rounds / "spring", rounds / "spring - Copy", plugins)
    Partnership(rounds, plugins).bring(on=SPRING)
    home = open_plan(rounds, plugins)
    (problem,) = home.problems
    assert (problem.code, problem.severity, home.rounds) == ("plan.round_twice", "error", ())
    assert shows(problem.what, "plan.round_twice", folders="spring, spring - Copy")
