"""audit plan prints one clear sentence per problem, the right exit code and the next command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from audit_core.cli import main
from tests.action_plan.conftest import SUMMER, Partnership, type_into
from tests.wordings import shows


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    """The exit code of `audit plan` with these arguments, and everything it printed."""
    with pytest.raises(SystemExit) as left:
        main(["plan", *map(str, arguments)])
    printed = capsys.readouterr()
    assert "Traceback" not in printed.out + printed.err
    return int(left.value.code or 0), printed.out + printed.err


def test_a_quarter_can_be_run_from_the_command_line(
    mereshire: Partnership, capsys: pytest.CaptureFixture[str]
) -> None:
    """Merging, showing the plan, the history of one action and the next issue all work from the
    command line.
    """
    path = mereshire.back(
        "police",
        P1={"Status": "In progress", "Due": "1 Dec 2026", "Progress this period": "Begun."},
    )
    code, printed = run(capsys, "merge", path, "--in", mereshire.home, "--as-at", "2026-07-15")
    assert code == 3
    assert (
        "police-1.xlsx: Police, issue 1. 1 cell changed, 1 note added, 1 waiting for you."
        in printed
    )
    assert shows(printed, "plan.not_theirs", label="Due", id="P1")
    assert "Waiting for you in the next master: 1 cell to decide (sheet To decide)." in printed
    code, printed = run(
        capsys, "show", mereshire.home, "--as-at", "2026-09-02", "--owner", "police"
    )
    assert (
        code,
        "Overdue (2)" in printed,
        "Due 1 September 2026." in printed,
        "Northwick" in printed,
    ) == (3, True, True, False)
    code, printed = run(capsys, "show", mereshire.home, "--action", "p1")
    assert code == 0
    assert (
        "15 July 2026, Police: Status: Not started -> In progress [police-1.xlsx, Action plan, "
        in printed
    )
    assert "M1, for the chair to decide: Due: 1 Dec 2026" in printed
    code, printed = run(capsys, "issue", mereshire.home, "--as-at", "2026-07-15")
    assert (
        code,
        "issue 2, as at 15 July 2026" in printed,
        "Next: send each owner its workbook." in printed,
    ) == (3, True, True)


def test_decisions_are_counted_in_the_merge(
    mereshire: Partnership, capsys: pytest.CaptureFixture[str]
) -> None:
    """The merge counts accepted actions, resolved conflicts and answers to date requests."""
    path = mereshire.back("police", P1={"Due": "1 Dec 2026", "New date asked for": "1 Oct 2026"})
    type_into(path, "New actions", 4, **{"What is to be done": "Write a protocol"})
    mereshire.merge(path)
    mereshire.issue(SUMMER)
    path = mereshire.back("master", 2, sheet="New actions", N1={"Decision": "Accept"})
    type_into(path, "To decide", "M1", Decision="Take theirs")
    type_into(path, "What owners ask", "P2", **{"New date agreed?": "Yes"})
    _, printed = run(capsys, "merge", path, "--in", mereshire.home, "--as-at", "2026-07-16")
    assert (
        "the chair's master, issue 2. 0 cells changed, 1 note added, 2 decisions, 1 new "
        "action, 0 waiting for you." in printed
    )
    assert shows(printed, "plan.no_date_asked", id="P2")
    _, printed = run(capsys, "show", mereshire.home, "--action", "P1")
    assert "16 July 2026, The chair: Due: 1 Sep 2026 -> 1 Dec 2026 (Decided on M1)" in printed


def test_the_plan_as_json_is_printed_alone(
    mereshire: Partnership, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --json nothing else is printed, so that another program can read it."""
    code, printed = run(capsys, "show", mereshire.home, "--json", "--as-at", "2026-09-02")
    assert (code, {item["position"] for item in json.loads(printed)["actions"]}) == (0, {"overdue"})


def test_importing_starts_with_an_empty_workbook(
    empty: Partnership, capsys: pytest.CaptureFixture[str]
) -> None:
    """Option --blank writes the workbook, and a missing file is answered with how to get one."""
    path = empty.home / "actions.xlsx"
    code, printed = run(capsys, "import", path, "--in", empty.home)
    assert (code, "--blank" in printed) == (2, True)
    assert run(capsys, "import", path, "--in", empty.home, "--blank")[0] == 0
    code, printed = run(capsys, "import", path, "--in", empty.home)
    assert (code, "0 actions imported." in printed) == (0, True)


@pytest.mark.parametrize("arguments", [("issue",), ("show",), ("merge", "--in")])
def test_a_folder_without_a_plan_is_refused_with_what_to_name(
    arguments: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder without a plan ends with exit 2, a message and no new file."""
    code, printed = run(capsys, *arguments, tmp_path)
    assert (code, list(tmp_path.iterdir())) == (2, [])
    assert shows(printed, "plan.nowhere", folder=tmp_path)


def test_an_unknown_action_is_reported(
    mereshire: Partnership, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unknown action is reported with its number and the form that numbers take."""
    code, printed = run(capsys, "show", mereshire.home, "--action", "P99")
    assert (code, shows(printed, "plan.no_action", id="P99")) == (2, True)


def test_a_plan_without_actions_says_how_to_get_one(
    empty: Partnership, capsys: pytest.CaptureFixture[str]
) -> None:
    """Issuing a plan without actions ends with exit 2 and says how to get one."""
    code, printed = run(capsys, "issue", empty.home)
    assert (code, shows(printed, "plan.nothing_to_issue")) == (2, True)
    assert not (empty.home / "plan/journal.jsonl").exists()
