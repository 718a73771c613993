"""Measure one task: its seconds, what it saw, and how much memory its process took. Medians of
interleaved runs.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from audit_core.rounds.folder import RETURNS

if sys.platform != "win32":
    import resource

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Work = Callable[[], int]
"""What is timed. It says how much it saw, since a reader that sees less is no rival."""
Measure = Callable[[str, Path, int], "Took"]
"""Measures a task by its name, on a round's folder and so many returns."""

ROOT = Path(__file__).parent.parent
AUDIT = Path(sys.executable).with_name("audit")
TASKS = {
    "openpyxl": "rivals.openpyxl_loop",
    "pandas": "rivals.pandas_concat",
    "calamine": "rivals.calamine",
    "limit": "rivals.limit",
    "cells": "ours.cells",
    "understood": "ours.understood",
    "scored": "ours.scored",
    "compiled": "ours.compiled",
    "pressed": "forms.pressed",
    "spliced": "forms.spliced",
    "openpyxl forms": "forms.openpyxl_forms",
    "XlsxWriter": "forms.xlsxwriter_forms",
    "round": "returns.round_of",
    "round by LibreOffice": "returns.round_by_libreoffice",
}
"""Every task by its name. It is imported when it is measured: what a process does not use, it does
not load.
"""


@attrs.frozen
class Took:
    """What one run took: `seconds` by the clock, and `busy` on a processor, with whatever it
    started and waited for.

    `peak` is the most memory of its process, `pool` that of the largest process it started, in KiB.
    """

    seconds: float
    busy: float = 0
    seen: int = 0
    peak: int = 0
    pool: int = 0

    @property
    def largest(self) -> int:
        """The most memory of any one process, whether of the pool or not: so much each must find
        free.
        """
        return max(self.peak, self.pool)


def returned(folder: Path, count: int | None = None) -> list[Path]:
    """The first `count` returns of a round, in the order of their names; all of them, if left out.
    Raises ValueError where there are fewer.
    """
    paths = sorted((folder / RETURNS).iterdir())[:count]
    if count is not None and len(paths) != count:
        msg = f"{len(paths)} returns, not {count}"
        raise ValueError(msg)
    return paths


def here(task: str, folder: Path, count: int) -> Took:
    """Measure a task in this process. Whatever it has to load or open is not timed."""
    module, _, name = TASKS[task].partition(".")
    work: Work = getattr(import_module(f"benchmarks.{module}"), name)(folder, count)
    gc.collect()
    start, busy = time.perf_counter(), _busy()
    seen = work()
    seconds, busy = time.perf_counter() - start, _busy() - busy
    peak, pool = _peaks()
    return Took(seconds, busy, seen, peak, pool)


def fresh(task: str, folder: Path, count: int) -> Took:
    """Measure a task in a process of its own: nothing is remembered from an earlier run, and no
    memory is another task's.
    """
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.one", task, folder, str(count)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{task} at {count} failed:\n{done.stderr}")
    return Took(**json.loads(done.stdout.splitlines()[-1]))


def command(
    *words: str | Path, expected: Sequence[int] = (0,), cwd: Path | None = None
) -> tuple[Took, str]:
    """What a command takes from its start to its end, and what it printed."""
    start, busy = time.perf_counter(), _busy_children()
    done = subprocess.run(
        words, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, cwd=cwd
    )
    took = Took(time.perf_counter() - start, _busy_children() - busy)
    if done.returncode not in expected:
        sys.exit(f"{' '.join(map(str, words))} failed ({done.returncode}):\n{done.stderr}")
    return took, done.stdout


def interleaved(
    runs: int, works: Mapping[str, Callable[[], Took]], once: Sequence[str] = ()
) -> dict[str, Took]:
    """The median of each over as many runs, taken in turn: what slows the machine for a while then
    slows them all alike.

    `once`: what is run in the first turn only.
    """
    took: dict[str, list[Took]] = {name: [] for name in works}
    for run in range(runs):
        for name, work in works.items():
            if run == 0 or name not in once:
                took[name].append(work())
    return {name: _median(all_) for name, all_ in took.items()}


def _median(took: Sequence[Took]) -> Took:
    seconds, busy = (
        statistics.median(getattr(one, of) for one in took) for of in ("seconds", "busy")
    )
    return attrs.evolve(took[-1], seconds=seconds, busy=busy)


@contextmanager
def undone(folder: Path) -> Iterator[None]:
    """Whatever is written into the folder meanwhile is taken out again: a second compile of the
    same would have little to write.
    """
    before = set(folder.iterdir())
    try:
        yield
    finally:
        for path in set(folder.iterdir()) - before:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def start_as_users_do() -> None:
    """Take out of the environment what developers set and users do not.

    Without bytecode every start would compile every module anew, and with a path of modules
    another program would be measured than the one that is started.
    """
    for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH"):
        os.environ.pop(name, None)


def _busy() -> float:
    """Processor seconds of this process so far, and of those it waited for."""
    return time.process_time() + _busy_children()


def _busy_children() -> float:
    """Processor seconds of the processes waited for so far, and of those that they waited for."""
    if sys.platform == "win32":  # it does not say
        return 0
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _peaks() -> tuple[int, int]:
    """The most memory of this process, and of the largest that it started; 0 on a system that does
    not say (Windows).
    """
    if sys.platform == "win32":
        return 0, 0
    unit = 1024 if sys.platform == "darwin" else 1  # macOS counts bytes
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit, resource.getrusage(
        resource.RUSAGE_CHILDREN
    ).ru_maxrss // unit
