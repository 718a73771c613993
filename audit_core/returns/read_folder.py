"""Read all files of the returns folder, in several processes if there are many. The result is the
same.
"""

from __future__ import annotations

import gc
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING

from audit_core.i18n import Language, current_language, using_language
from audit_core.processes import can_copy, ignore_interrupts, processes_for
from audit_core.returns.reader import read_return
from audit_core.workbook_style.files import paths_in, read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from audit_core.returns.context import ReadingContext
    from audit_core.returns.model import Reading

BATCH = 16
"""Files given to a process at a time: few enough for steady progress and a quick stop on Ctrl-C."""
_RARELY = 1_000_000
"""Objects allocated before the garbage collector runs in a worker process.

Reading makes thousands of objects that are all kept and have no reference cycles.
"""
# In a worker process: the folder it reads, in which context and language.
_worker: list[tuple[Path, ReadingContext, Language]] = []


def read_returns_folder(
    folder: Path,
    context: ReadingContext,
    progress: Callable[[int, int], None],
    *,
    processes: int = 0,
) -> tuple[Reading, ...]:
    """Read every file of the folder, in order of name. `processes` is how many to use (0: decide
    here).

    Raises KeyboardInterrupt as soon as the batches being read are done. No process is left running.
    """
    paths = paths_in(folder)
    processes = processes or processes_for(len(paths))
    if processes > 1:
        try:
            return _read_in_parallel(folder, context, paths, progress, processes)
        except (
            BrokenProcessPool,
            OSError,
        ):  # no other process is allowed, or one was stopped: read everything here instead
            pass
    readings = []
    for number, path in enumerate(paths, start=1):
        readings.append(read_return(read_file(folder, path), context))
        progress(number, len(paths))
    return tuple(readings)


def _read_in_parallel(
    folder: Path,
    context: ReadingContext,
    paths: Sequence[Path],
    progress: Callable[[int, int], None],
    processes: int,
) -> tuple[Reading, ...]:
    """Read the files in a pool of processes and return the readings in order.

    The processes are forked where possible, which starts them at once, and spawned otherwise.
    """
    batches = [paths[at : at + BATCH] for at in range(0, len(paths), BATCH)]
    pool = ProcessPoolExecutor(
        processes,
        mp_context=get_context("fork" if can_copy() else "spawn"),
        initializer=_start_worker,
        initargs=(folder, context, current_language()),
    )
    try:
        with ignore_interrupts():
            pending = [pool.submit(_read_batch, batch) for batch in batches]
        readings: list[Reading] = []
        for future in pending:
            readings += future.result()
            progress(len(readings), len(paths))
        return tuple(readings)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _start_worker(folder: Path, context: ReadingContext, language: Language) -> None:
    """Prepare a worker process. It ignores Ctrl-C, which the main process handles."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker[:] = [(folder, context, language)]
    gc.enable()  # a process forked during `gc_paused` starts with it off
    gc.freeze()  # modules loaded by now are kept, so the collector need not look at them
    gc.set_threshold(_RARELY)


def _read_batch(paths: Sequence[Path]) -> list[Reading]:
    folder, context, language = _worker[0]
    with using_language(language):
        return [read_return(read_file(folder, path), context) for path in paths]
