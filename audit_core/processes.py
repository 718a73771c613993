"""Run pieces of work in parallel, in forked copies of this process: a copy has all data already, so
nothing must be sent to it.

Windows has no fork; on macOS the system's own libraries do not survive one; and with other threads
running, a copy could wait for ever for a lock that one of them holds. There the pieces run one
after the other, with the same results.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, TypeVar

T = TypeVar("T")
RETURNS_FOR_PROCESSES = 200
"""The number of returns from which more processes save time: starting them takes most of a second
on Windows.
"""
_MOST = 8
_works: list[Sequence[Callable[[], Any]]] = []
"""In a copy: the pieces of work, which the parent process names by number."""


def processes_for(returns: int) -> int:
    """Return how many processes to use for a number of returns: 1 for a few, otherwise one for each
    core, up to a limit.
    """
    if returns < RETURNS_FOR_PROCESSES:
        return 1
    return min(
        os.process_cpu_count() if hasattr(os, "process_cpu_count") else os.cpu_count() or 1, _MOST
    )


def can_copy() -> bool:
    """Whether this process can safely be forked."""
    return hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1


def run_in_processes(works: Sequence[Callable[[], T]], processes: int) -> list[T]:
    """Return the result of each piece of work, in order. A piece may be run twice and must then
    give the same result; results must be picklable.

    Raises the exception of the first piece that fails. Raises KeyboardInterrupt as soon as the
    pieces already started are done; no process is left behind.
    """
    if processes > 1 and can_copy():
        try:
            return _shared_out(works, processes)
        except (BrokenProcessPool, OSError):
            pass  # no other process is allowed, or one was stopped: run the work here instead
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
    """Prepare a copy for work. It ignores Ctrl-C, which the parent process handles."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # leave shared objects alone: a collection would write to them and copy their memory pages
    gc.freeze()
    _works[:] = [works]


def _do(number: int) -> Any:
    return _works[0][number]()


@contextmanager
def ignore_interrupts() -> Iterator[None]:
    """Make processes started within the block ignore Ctrl-C from their first moment."""
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
    """Pause the cyclic garbage collector while many long-lived objects are created. Other objects
    are freed as always.

    If it was paused before, it stays paused afterwards, so that blocks can be nested.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
