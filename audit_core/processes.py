"""Pieces of work done side by side, by copies of this process: a copy holds all that it holds, so
nothing has to be handed over.

A copy is a fork. There is none on Windows; on macOS the system's own libraries do not survive one;
and while other threads
run, a copy would wait for ever for whatever they hold. There, the pieces are done one after the
other: the results are the same.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


T = TypeVar("T")
RETURNS_FOR_PROCESSES = 200
"""Returns from which other processes pay for their start, which takes most of a second
on Windows.
"""
_MOST = 8
_works: list[
    Sequence[Callable[[], Any]]
] = []  # in a copy: the pieces, of which it is told the numbers


def processes_for(returns: int) -> int:
    """How many processes are worth their start for so many returns: one for each core, or only this
    one.
    """
    if returns < RETURNS_FOR_PROCESSES:
        return 1
    return min(
        os.process_cpu_count() if hasattr(os, "process_cpu_count") else os.cpu_count() or 1, _MOST
    )


def can_copy() -> bool:
    """Whether a copy of this process would work."""
    return hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1


def run_in_processes(works: Sequence[Callable[[], T]], processes: int) -> list[T]:
    """What each piece of work gives, in their order; done twice, it must give the same. What it
    gives has to be picklable.

    Raises what the first piece raises that fails. Raises KeyboardInterrupt as soon as the pieces in
    hand are done; no process is left behind.
    """
    if processes > 1 and can_copy():
        try:
            return _shared_out(works, processes)
        except (
            BrokenProcessPool,
            OSError,
        ):  # a machine that allows no other process, or stopped one: the slow way is as good
            pass
    return [work() for work in works]


def _shared_out(works: Sequence[Callable[[], T]], processes: int) -> list[T]:
    pool = ProcessPoolExecutor(
        processes, mp_context=get_context("fork"), initializer=_begin, initargs=(works,)
    )
    try:
        with ignore_interrupts():
            pending = [pool.submit(_do, number) for number in range(len(works))]
        return [future.result() for future in pending]
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin(works: Sequence[Callable[[], Any]]) -> None:
    """Begin work in a copy. Ctrl-C is for the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # what is held in common stays: to look through it would make it the copy's own, page by page
    gc.freeze()
    _works[:] = [works]


def _do(number: int) -> Any:
    return _works[0][number]()


@contextmanager
def ignore_interrupts() -> Iterator[None]:
    """Processes started in here never hear Ctrl-C, not even while they load."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def gc_paused() -> Iterator[None]:
    """Work in here makes many values and drops few. What it drops goes at once, as always; only
    values that hold each other wait.

    Where it is put off already, it stays so afterwards: whoever reads a round may be part of a
    longer work, or not.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
