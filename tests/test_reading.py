"""The returns folder read by several processes: the same result, sooner, and it stops when it is told to."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

import pytest

from audit_core.engine import reading
from audit_core.engine.open import open_round
from audit_core.engine.reading import read_all

if TYPE_CHECKING:
    from pathlib import Path

    from audit_core.plugins import Plugins
    from tests.conftest import Made


@pytest.fixture
def many(made: Made) -> Made:
    """A round with forty files in its returns folder: forms, copies of them, and what does not belong there."""
    forms = [made.fill(case, agency, {"S-10": "Record system"}) for case in (1, 2) for agency in ("police", "school")]
    for number in range(40):
        data = forms[number % len(forms)].read_bytes()
        (made.folder / "returns" / f"copy {number:02}.xlsx").write_bytes(data if number % 5 else data[: len(data) // 2])
    (made.folder / "returns" / "letter.docx").write_bytes(b"PK not really")
    return made


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # of Python 3.12 on, about the thread of pytest's own worker
@pytest.mark.parametrize("copies", [True, False])
def test_two_processes_read_what_one_reads_in_the_same_order(copies: bool, many: Made, plugins: Plugins, monkeypatch: pytest.MonkeyPatch) -> None:
    """Progress goes up to all of them, and never back; whether they are copies of this one, or fresh ones, as on Windows."""
    if copies and (not hasattr(os, "fork") or sys.platform == "darwin"):
        pytest.skip("this system allows no copies of a process")
    monkeypatch.setattr(reading, "can_copy", lambda: copies)
    desk = open_round(many.folder, plugins).desk()
    seen: list[tuple[int, int]] = []
    alone = read_all(many.folder / "returns", desk, lambda _done, _all: None, processes=1)
    together = read_all(many.folder / "returns", desk, lambda done, all_: seen.append((done, all_)), processes=2)
    assert together == alone
    assert seen == sorted(seen)
    assert seen[-1] == (len(alone), len(alone))


def test_a_machine_that_allows_no_other_process_reads_alone(many: Made, plugins: Plugins, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that is stopped from outside costs time, and no file."""

    def broken(*_: object) -> None:
        raise BrokenProcessPool

    desk = open_round(many.folder, plugins).desk()
    alone = read_all(many.folder / "returns", desk, lambda _done, _all: None, processes=1)
    monkeypatch.setattr(reading, "_together", broken)
    assert read_all(many.folder / "returns", desk, lambda _done, _all: None, processes=2) == alone


def test_few_files_start_no_other_process(many: Made, plugins: Plugins, monkeypatch: pytest.MonkeyPatch) -> None:
    """Starting one takes longer than reading them."""
    monkeypatch.delattr(reading, "_together")
    assert read_all(many.folder / "returns", open_round(many.folder, plugins).desk(), lambda _done, _all: None)


STOPPED = """
import os, signal, sys
from contextlib import contextmanager
from audit_core.cli import main, say
from audit_core.engine import reading, side_by_side

@contextmanager
def progress(what):
    yield lambda done, all_: os.killpg(0, signal.SIGINT)

if __name__ == "__main__":
    say.progress, side_by_side.ENOUGH, reading.BATCH = progress, 10, 4
    os.process_cpu_count = lambda: 2
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that runs tests in the background has it ignored
    main(["compile", sys.argv[1]])
"""


@pytest.mark.skipif(os.name == "nt", reason="signals to a group of processes are POSIX's")
def test_ctrl_c_stops_cleanly(many: Made, tmp_path: Path) -> None:
    """The keys reach every process at once: one line is said, nothing is half written, no process stays behind."""
    script = tmp_path / "stopped.py"
    script.write_text(STOPPED)
    run = subprocess.Popen([sys.executable, script, many.folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    said, complained = run.communicate(timeout=120)  # returns once nobody holds the pipes: a process left behind would hold them for ever
    assert run.returncode == 130, complained
    assert complained.strip() == "Stopped. Nothing was half written."
    assert said == ""
    assert not (many.folder / "compiled").exists()
