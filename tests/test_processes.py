"""Work shared by several processes gives the same results and errors as one process, and nothing is
left behind.
"""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import TYPE_CHECKING

import pytest

from audit_core import processes
from audit_core.errors import AuditError, CannotWrite, SelfCheckFailed, UsageProblem
from audit_core.problems.problem import Where, problem
from audit_core.processes import RETURNS_FOR_PROCESSES, can_copy, processes_for
from audit_core.rounds.folder import Building

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Made

HAS_FORK = hasattr(os, "fork") and sys.platform != "darwin"
pytestmark = pytest.mark.filterwarnings(
    "ignore:.*fork:DeprecationWarning"
)  # of Python 3.12 on, about the thread of pytest's own worker


@pytest.fixture
def copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Allow this process to be copied although a pytest worker has a thread of its own, since no
    work needs what that thread holds.
    """
    if not HAS_FORK:
        pytest.skip("this system allows no copies of a process")
    monkeypatch.setattr(processes, "can_copy", lambda: True)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def returned(made: Made) -> Made:
    """A round with a return from each agency for each case."""
    for case in (1, 2):
        for agency in ("police", "school"):
            asked = {"DA-1.1": "Not met"} if agency == "police" else {}
            made.fill(case, agency, {"S-10": "Record system of Mrs Nobody", **asked})
    return made


@pytest.fixture
def shared_out(copies: None, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Use two processes however few returns there are; the list records the number of pieces each
    time.
    """
    pieces: list[int] = []
    share = processes._shared_out

    def watched(works: list[Callable[[], object]], processes: int) -> list[object]:
        pieces.append(len(works))
        return share(works, processes)

    monkeypatch.setattr(processes, "_shared_out", watched)
    monkeypatch.setattr(processes, "RETURNS_FOR_PROCESSES", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(os, "process_cpu_count", lambda: 2, raising=False)
    return pieces


@pytest.mark.usefixtures("built_anew")
def test_several_processes_write_what_one_writes(
    returned: Made, monkeypatch: pytest.MonkeyPatch, shared_out: list[int]
) -> None:
    """Every byte of the set and of decisions.xlsx, and every problem, is the same."""
    monkeypatch.setattr(processes, "RETURNS_FOR_PROCESSES", 1000)
    alone = returned.compile(publish=True)
    decisions = (returned.folder / "decisions.xlsx").read_bytes()
    before = tree(alone.folder)
    for name in (
        "decisions.xlsx",
        "compiled/001/manifest.json",
    ):  # so that the same is compiled again
        (returned.folder / name).unlink()
    assert not shared_out
    monkeypatch.setattr(processes, "RETURNS_FOR_PROCESSES", 1)
    together = returned.compile(publish=True)
    assert len(shared_out) == 1
    assert (returned.folder / "decisions.xlsx").read_bytes() == decisions
    assert tree(together.folder) == before
    assert together.problems == alone.problems


def test_a_problem_in_another_process_is_the_same_problem(
    returned: Made, shared_out: list[int]
) -> None:
    """A faulty template of the round's own stops the compile by name, and no part of a set is
    left.
    """
    (returned.folder / "templates").mkdir()
    (returned.folder / "templates/briefing.md.j2").write_text(
        "{{ nobody_knows_this }}", encoding="utf-8"
    )
    with pytest.raises(UsageProblem, match=r"briefing\.md\.j2") as stopped:
        returned.compile()
    assert stopped.value.code.startswith("template.unfilled")
    assert shared_out
    assert not (returned.folder / "compiled").exists()
    assert not (returned.folder / "decisions.xlsx").exists()


@pytest.mark.parametrize("one_after_the_other", [True, False])
def test_an_output_that_leaks_is_never_written(
    one_after_the_other: bool,
    returned: Made,
    monkeypatch: pytest.MonkeyPatch,
    shared_out: list[int],
) -> None:
    """The leak check runs before every file is written, in whichever process."""
    monkeypatch.setattr(processes, "can_copy", lambda: not one_after_the_other)
    monkeypatch.setattr(
        "audit_core.reports.leak_check.Confidential.leaks",
        lambda _self, name, _data: ("a cell",) if name == "board/report.docx" else (),
    )
    write = Building.put

    def put(building: Building, name: str, data: bytes) -> str:
        assert name != "board/report.docx"
        return write(building, name, data)

    monkeypatch.setattr(Building, "put", put)
    with pytest.raises(SelfCheckFailed) as stopped:
        returned.compile()
    assert stopped.value.code == "set.leaks"
    assert bool(shared_out) != one_after_the_other
    assert not (returned.folder / "compiled").exists()


def test_a_full_disk_is_reported_from_any_process(
    returned: Made, monkeypatch: pytest.MonkeyPatch, shared_out: list[int]
) -> None:
    """The process that cannot write passes its message and exit code to the one that started it."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("audit_core.rounds.folder._put", full)
    with pytest.raises(CannotWrite, match="no space left on device") as stopped:
        returned.compile()
    assert stopped.value.code == "set.not_written"


@pytest.mark.usefixtures("copies")
def test_errors_keep_their_problems_between_processes() -> None:
    """What a person reads does not depend on the process in which an error occurred."""
    fault = problem("round.terms_changed", Where("round.xlsx", "Terms"))

    def fails() -> int:
        raise UsageProblem("plan.no_action", (fault,), id="DA26A-A3")

    with pytest.raises(AuditError) as raised:
        processes.run_in_processes([lambda: 1, fails], 2)
    assert (type(raised.value), raised.value.code, raised.value.problems) == (
        UsageProblem,
        "plan.no_action",
        (fault,),
    )
    assert "DA26A-A3" in raised.value.message


@pytest.mark.usefixtures("copies")
def test_results_come_back_in_order() -> None:
    """They have the order of the pieces, whichever process is done first."""
    assert processes.run_in_processes([partial(abs, -number) for number in range(20)], 2) == list(
        range(20)
    )
    assert os.getpid() not in processes.run_in_processes([os.getpid] * 4, 2)
    assert set(processes.run_in_processes([os.getpid] * 4, 1)) == {os.getpid()}


def test_one_process_does_everything_if_it_cannot_be_copied(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """This is so on Windows and macOS, beside other threads, and if a process was stopped from
    outside.
    """
    assert can_copy() == (HAS_FORK and threading.active_count() == 1)
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    assert not can_copy()
    assert processes.run_in_processes([os.getpid] * 3, 2) == [os.getpid()] * 3
    done.set()
    thread.join()

    def broken(*_: object) -> None:
        raise BrokenProcessPool

    monkeypatch.setattr(processes, "can_copy", lambda: True)
    monkeypatch.setattr(processes, "_shared_out", broken)
    assert processes.run_in_processes([os.getpid] * 3, 2) == [os.getpid()] * 3


def test_a_small_round_starts_no_other_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Below some hundreds of returns, starting one costs more than it saves."""
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    monkeypatch.setattr(os, "process_cpu_count", lambda: 64, raising=False)
    assert (processes_for(RETURNS_FOR_PROCESSES - 1), processes_for(RETURNS_FOR_PROCESSES)) == (
        1,
        8,
    )
