"""Read the returns folder: one file after the other, or in several processes where there is enough
to read. Same result, either way.
"""

from __future__ import annotations

import gc
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING

from audit_core.i18n import current_language, using_language
from audit_core.processes import can_copy, ignore_interrupts, processes_for
from audit_core.returns.reader import read_return
from audit_core.workbook_style.files import paths_in, read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from audit_core.i18n import Language
    from audit_core.returns.context import ReadingContext
    from audit_core.returns.model import Reading

BATCH = 16
"""Files handed to a process at a time: few enough that progress moves and Ctrl-C is soon obeyed."""
_RARELY = 1_000_000
"""Things made before a process looks for what nobody needs: a reading makes thousands that stay,
and leaves nothing that holds itself.
"""
_desk: list[
    tuple[Path, ReadingContext, Language]
] = []  # in a process of the pool: where it reads, and at what desk


def read_returns_folder(
    folder: Path, desk: ReadingContext, progress: Callable[[int, int], None], *, processes: int = 0
) -> tuple[Reading, ...]:
    """Every file of the folder, in the order of their names. `processes` is how many read (0: as
    many as are worth it).

    Raises KeyboardInterrupt as soon as the batches in hand are read; no process is left behind.
    """
    paths = paths_in(folder)
    processes = processes or processes_for(len(paths))
    if processes > 1:
        try:
            return _together(folder, desk, paths, progress, processes)
        except (
            BrokenProcessPool,
            OSError,
        ):  # a machine that allows no other process, or stopped one: the slow way is as good
            pass
    readings = []
    for number, path in enumerate(paths, start=1):
        readings.append(read_return(read_file(folder, path), desk))
        progress(number, len(paths))
    return tuple(readings)


def _together(
    folder: Path,
    desk: ReadingContext,
    paths: Sequence[Path],
    progress: Callable[[int, int], None],
    processes: int,
) -> tuple[Reading, ...]:
    """The readings from a pool, in order. Its processes are copies of this one, which are there at
    once; or fresh ones, where none can be.
    """
    batches = [paths[at : at + BATCH] for at in range(0, len(paths), BATCH)]
    pool = ProcessPoolExecutor(
        processes,
        mp_context=get_context("fork" if can_copy() else "spawn"),
        initializer=_sit_down,
        initargs=(folder, desk, current_language()),
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


def _sit_down(folder: Path, desk: ReadingContext, words: Language) -> None:
    """Begin work in a process of the pool. Ctrl-C is for the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _desk[:] = [(folder, desk, words)]
    # a copy of a process that had it off (`gc_paused`) has it off too, and would never look
    gc.enable()
    gc.freeze()  # what is loaded by now stays: it need not be looked through again and again
    gc.set_threshold(_RARELY)


def _read_batch(paths: Sequence[Path]) -> list[Reading]:
    folder, desk, words = _desk[0]
    with using_language(words):
        return [read_return(read_file(folder, path), desk) for path in paths]
