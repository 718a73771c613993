"""The returns folder read by several processes: the same result, sooner, and it stops when it is
told to.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from typing import TYPE_CHECKING

import pytest

from audit_core.commands.load_returns import load_returns
from audit_core.commands.open_round import open_round
from audit_core.processes import gc_paused
from audit_core.returns import read_folder
from audit_core.returns.read_folder import read_returns_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from audit_core.plugin_system.manager import Plugins
    from tests.conftest import Made


def return_many(made: Made) -> None:
    """A round with forty files in its returns folder: forms, copies of them, and what does not
    belong there.
    """
    forms = [
        made.fill(case, agency, {"S-10": "Record system"})
        for case in (1, 2)
        for agency in ("police", "school")
    ]
    for number in range(40):
        data = forms[number % len(forms)].read_bytes()
        (made.folder / "returns" / f"copy {number:02}.xlsx").write_bytes(
            data if number % 5 else data[: len(data) // 2]
        )
    (made.folder / "returns" / "letter.docx").write_bytes(b"PK not really")


@pytest.fixture
def many(made_after: Callable[..., Made]) -> Made:
    """The round with those files."""
    return made_after(return_many)


@pytest.mark.filterwarnings(
    "ignore:.*fork:DeprecationWarning"
)  # of Python 3.12 on, about the thread of pytest's own worker
@pytest.mark.parametrize("copies", [True, False])
def test_two_processes_read_what_one_reads_in_the_same_order(
    copies: bool, many: Made, plugins: Plugins, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Progress goes up to all of them, and never back; whether they are copies of this one, or
    fresh ones, as on Windows.
    """
    if copies and (not hasattr(os, "fork") or sys.platform == "darwin"):
        pytest.skip("this system allows no copies of a process")
    monkeypatch.setattr(read_folder, "can_copy", lambda: copies)
    desk = open_round(many.folder, plugins).reading_context()
    seen: list[tuple[int, int]] = []
    alone = read_returns_folder(
        many.folder / "returns", desk, lambda _done, _all: None, processes=1
    )
    together = read_returns_folder(
        many.folder / "returns", desk, lambda done, all_: seen.append((done, all_)), processes=2
    )
    assert together == alone
    assert seen == sorted(seen)
    assert seen[-1] == (len(alone), len(alone))


def _how_it_sweeps(paths: Sequence[Path]) -> list[tuple[bool, int]]:
    """Instead of reading, what a process of the pool does about values that hold each other."""
    return [(gc.isenabled(), gc.get_threshold()[0])] * len(paths)


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_process_of_the_pool_sweeps_rarely_though_the_one_that_started_it_does_not(
    many: Made, plugins: Plugins, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy of a process that has put it off has not put it off: what holds each other would stay
    until the last file is read.
    """
    monkeypatch.setattr(read_folder, "_read_batch", _how_it_sweeps)
    with gc_paused():
        told = read_returns_folder(
            many.folder / "returns",
            open_round(many.folder, plugins).reading_context(),
            lambda _done, _all: None,
            processes=2,
        )
    assert set(told) == {(True, read_folder._RARELY)}


def test_what_was_put_off_goes_on_again_and_what_was_off_stays_off() -> None:
    """After an error too; and the end of an inner piece of work is not the end of the outer."""
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), gc_paused():
        _ = 1 / int(gc.isenabled())
    assert gc.isenabled()
    with gc_paused():
        with gc_paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.disable()
    try:
        with gc_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_whole_round_is_read_with_it_put_off_once(
    made: Made, plugins: Plugins, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asks for all that came back: it is off while files are read, and on again
    afterwards.
    """
    seen: list[bool] = []

    def spying(*_: object, **__: object) -> tuple[()]:
        seen.append(gc.isenabled())
        return ()

    monkeypatch.setattr("audit_core.commands.load_returns.read_returns_folder", spying)
    load_returns(open_round(made.folder, plugins), plugins, date(2026, 4, 20))
    assert (seen, gc.isenabled()) == ([False], True)


def test_a_machine_that_allows_no_other_process_reads_alone(
    many: Made, plugins: Plugins, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that is stopped from outside costs time, and no file."""

    def broken(*_: object) -> None:
        raise BrokenProcessPool

    desk = open_round(many.folder, plugins).reading_context()
    alone = read_returns_folder(
        many.folder / "returns", desk, lambda _done, _all: None, processes=1
    )
    monkeypatch.setattr(read_folder, "_read_in_parallel", broken)
    assert (
        read_returns_folder(many.folder / "returns", desk, lambda _done, _all: None, processes=2)
        == alone
    )


def test_few_files_start_no_other_process(
    many: Made, plugins: Plugins, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Starting one takes longer than reading them."""
    monkeypatch.delattr(read_folder, "_read_in_parallel")
    assert read_returns_folder(
        many.folder / "returns",
        open_round(many.folder, plugins).reading_context(),
        lambda _done, _all: None,
    )


STOPPED = """
import os, signal, sys
from contextlib import contextmanager
from audit_core import processes
from audit_core.cli import main, output
from audit_core.returns import read_folder

@contextmanager
def progress(what):
    yield lambda done, all_: os.killpg(0, signal.SIGINT)

if __name__ == "__main__":
    output.progress, processes.RETURNS_FOR_PROCESSES, read_folder.BATCH = progress, 10, 4
    os.process_cpu_count = lambda: 2
    # a shell that runs tests in the background has it ignored
    signal.signal(signal.SIGINT, signal.default_int_handler)
    main(["compile", sys.argv[1]])
"""


@pytest.mark.skipif(os.name == "nt", reason="signals to a group of processes are POSIX's")
def test_ctrl_c_stops_cleanly(many: Made, tmp_path: Path) -> None:
    """The keys reach every process at once: one line is said, nothing is half written, no process
    stays behind.
    """
    script = tmp_path / "stopped.py"
    script.write_text(STOPPED)
    run = subprocess.Popen(
        [sys.executable, script, many.folder],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    said, complained = run.communicate(
        timeout=120
    )  # returns once nobody holds the pipes: a process left behind would hold them for ever
    assert run.returncode == 130, complained
    assert complained.strip() == "Stopped. No file was left half written."
    assert said == ""
    assert not (many.folder / "compiled").exists()
