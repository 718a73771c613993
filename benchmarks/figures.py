"""Measure the figures that have a target, each with its rivals. Times are per return, or per form,
in milliseconds.

Work on one core is measured in processor time, which other work on the machine hardly affects; work
by several processes, and whole commands, in clock time.
"""

from __future__ import annotations

import re
import sys
from functools import partial
from typing import TYPE_CHECKING

import attrs

from benchmarks.lines import Ask, Line
from benchmarks.measure import AUDIT, Took, command, interleaved, undone
from benchmarks.rivals import is_absent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from benchmarks.measure import Measure

AS_AT = "2026-03-30"
READERS = ("openpyxl", "pandas", "calamine")
READING = Ask(least=8, most=3)
FIGURES = {
    "cells": ("read: file to cells, one core", READING),
    "understood": ("read and understood, one core", READING),
    "scored": ("read + collect + score, all cores", Ask(least=10, at=1000)),
    "command": ("whole compile, every output", Ask(least=4, at=1000)),
}
"""Ours by the task's name, in the order of the way: each does what the one before does,
and more.
"""
MAKING = Ask(least=100)
LONG = 1000
"""Returns from which pandas is run once only: it holds up no verdict, and would take a sixth of the
whole.
"""
BY_HAND = 20
"""Forms that a rival builds: the next costs what the last did, and a thousand would
take minutes.
"""
SMALL, LARGE, EACH = 200, 2000, 64
"""Returns between which memory is held against what is asked: KiB for each more, in one process."""
KIB = 1024


def reading(
    folder: Path,
    count: int,
    runs: int,
    measure: Measure,
    *,
    ours: Sequence[str] = tuple(FIGURES),
    rivals: bool = True,
    by: str = "",
) -> list[Line]:
    """Measure what `count` returns take up to each stage; `by` is the program that saved them, if
    it matters.
    """
    asked = ("limit", *(reader for reader in READERS if not is_absent(reader))) if rivals else ()
    works: dict[str, Callable[[], Took]] = {
        task: partial(measure, task, folder, count) for task in (*asked, *ours)
    }
    if "command" in works:
        works["command"] = partial(compile_, folder)
    took = interleaved(runs, works, once=("pandas",) if count >= LONG else ())
    _nobody_saw_more(took, count)
    return [_line(task, took, count, by, READERS if rivals else ()) for task in ours]


def _line(task: str, took: Mapping[str, Took], count: int, by: str, readers: Sequence[str]) -> Line:
    """Return our figure with each rival's. The limit is for reading on one core, so it is left out
    of tasks that do more, or use more.
    """
    figure, ask = FIGURES[task]
    is_reading = ask is READING
    each = {
        name: 1000 * (one.busy if is_reading else one.seconds) / count for name, one in took.items()
    }
    theirs = {reader: each.get(reader) for reader in readers}
    return Line(
        f"{figure}{by}",
        count,
        each[task],
        theirs,
        each.get("limit") if is_reading else None,
        ask,
        cost=1000 * took[task].busy / count,
    )


def _nobody_saw_more(took: Mapping[str, Took], count: int) -> None:
    """Check that rivals see the cells that we see (pandas and calamine leave out formulas without a
    result), and that no return is left out.
    """
    seen = {task: one.seen for task, one in took.items()}
    cells = seen.get("cells", 0)
    short = [task for task in ("understood", "scored", "command") if seen.get(task, count) != count]
    odd = [
        task
        for task in READERS
        if cells
        and task in seen
        and (seen[task] > cells or (task == "openpyxl" and seen[task] != cells))
    ]
    if short or odd:
        sys.exit(f"These did not see the same: {', '.join(short + odd)}. Seen: {seen}")


def compile_(folder: Path) -> Took:
    """`audit compile` as somebody types it. It ends with 3, since forms are missing and somebody is
    at risk.
    """
    with undone(folder):
        took, said = command(AUDIT, "compile", folder, "--as-at", AS_AT, expected=(0, 3))
    back = re.search(r": ([\d,]+) of", said)
    return attrs.evolve(took, seen=int(back[1].replace(",", "")) if back else 0)


def making(folder: Path, count: int, runs: int, measure: Measure) -> list[Line]:
    """Measure making forms from masters, and building each; and what a form takes once the masters
    exist.
    """
    by_hand = min(count, BY_HAND)
    works: dict[str, Callable[[], Took]] = {
        task: partial(measure, task, folder, count) for task in ("pressed", "spliced")
    }
    rivals = [task for task in ("openpyxl forms", "XlsxWriter") if not is_absent(task)]
    works |= {task: partial(measure, task, folder, by_hand) for task in rivals}
    each = {task: 1000 * one.busy / one.seen for task, one in interleaved(runs, works).items()}
    theirs = {"openpyxl": each["openpyxl forms"], "XlsxWriter": each.get("XlsxWriter")}
    named = {
        "pressed": "generate forms, masters and all",
        "spliced": "generate forms, masters standing",
    }
    return [
        Line(figure, count, each[task], theirs, ask=MAKING, cost=each[task])
        for task, figure in named.items()
    ]


def help_(runs: int) -> list[Line]:
    """`audit --help`, held against Python that does nothing."""
    works: dict[str, Callable[[], Took]] = {
        "nothing": lambda: command(sys.executable, "-c", "pass")[0],
        "help": lambda: command(AUDIT, "--help")[0],
    }
    took = interleaved(runs, works)
    return [
        Line(
            "audit --help (limit: python -c pass)",
            0,
            1000 * took["help"].seconds,
            limit=1000 * took["nothing"].seconds,
            ask=Ask(most=6),
        )
    ]


def memory(small: Path, large: Path, measure: Measure) -> tuple[list[Line], list[str]]:
    """Measure the memory that each additional return costs the largest single process; return it as
    lines and in words.
    """
    lines, said = [], []
    for task, figure in (("scored", "read + collect + score"), ("compiled", "whole compile")):
        few, many = _peak(measure, task, small, SMALL), _peak(measure, task, large, LARGE)
        if not few.largest:
            return [], ["Memory: not measured, since this system does not say it."]
        name = f"memory of the largest process, each return more: {figure}"
        each = _each(few.largest, many.largest)
        line = Line(name, LARGE, each, limit=EACH, ask=Ask(most=1), unit="KiB")
        lines.append(line)
        said.append(
            f"Memory, {figure}: the largest single process takes {few.largest / KIB:.0f} MiB at "
            f"{SMALL:,} returns and {many.largest / KIB:.0f} MiB at {LARGE:,}, which is "
            f"{each:.0f} KiB a return: {'within' if line.reached else 'NO, more than'} "
            f"the {EACH} asked. The main process alone: {few.peak / KIB:.0f} and "
            f"{many.peak / KIB:.0f} MiB, {_each(few.peak, many.peak):.0f} KiB a return."
        )
    return lines, said


def _each(few: int, many: int) -> float:
    """KiB that each return more costs, from the memory at both sizes."""
    return (many - few) / (LARGE - SMALL)


def _peak(measure: Measure, task: str, folder: Path, count: int) -> Took:
    with undone(folder):
        return measure(task, folder, count)
