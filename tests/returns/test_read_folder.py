"""Reading the returns folder with several processes gives the same result faster, and can be
interrupted.
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
    """A round with forty files in its returns folder: forms, copies of them, and files that do not
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
def test_two_processes_give_the_same_result_in_the_same_order(
    copies: bool, many: Made, plugins: Plugins, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Progress only rises and reaches the total, whether processes are copies of this one or
    started afresh, as on Windows.
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


def _garbage_collection_of(paths: Sequence[Path]) -> list[tuple[bool, int]]:
    """In place of reading, report the garbage collector's settings in a process of the pool."""
    return [(gc.isenabled(), gc.get_threshold()[0])] * len(paths)


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_process_of_the_pool_collects_garbage_rarely(
    many: Made, plugins: Plugins, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copied process does not inherit the pause, or cyclic garbage would stay until the last file
    is read.
    """
    monkeypatch.setattr(read_folder, "_read_batch", _garbage_collection_of)
    with gc_paused():
        settings_read = read_returns_folder(
            many.folder / "returns",
            open_round(many.folder, plugins).reading_context(),
            lambda _done, _all: None,
            processes=2,
        )
    assert set(settings_read) == {(True, read_folder._RARELY)}


def test_a_pause_of_garbage_collection_ends_as_it_began() -> None:
    """The collector is on again after an error too, the end of an inner pause does not end the
    outer one, and a collector that was off stays off.
    """
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


def test_a_whole_round_is_read_with_one_pause(
    made: Made, plugins: Plugins, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Garbage collection is paused while all returns are read, and resumed afterwards."""
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
    """If a process is stopped from outside, time is lost but no file."""

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
    """Every process gets the keys at once: one line is printed, nothing is half written, and no
    process stays behind.
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
    printed, complained = run.communicate(
        timeout=120
    )  # returns once nobody holds the pipes: a process left behind would hold them for ever
    assert run.returncode == 130, complained
    assert complained.strip() == "Stopped. No file was left half written."
    assert printed == ""
    assert not (many.folder / "compiled").exists()
