"""Measure every figure that has a target, and print one table: python -m benchmarks [--returns 100]
[--runs 3]

The full run (1,000 returns, three runs; ours at 5,000 as well) also writes docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

from benchmarks import figures, page
from benchmarks.lines import as_text, growth
from benchmarks.measure import fresh, start_as_users_do
from benchmarks.rivals import MODULES, is_absent

if TYPE_CHECKING:
    from benchmarks.lines import Line

SIZES, OURS_ALONE, RUNS = (10, 100, 1000), 5000, 3
RESAVED = 100


def main() -> None:
    """Measure, print, and keep what a full run measured."""
    asked = argparse.ArgumentParser(
        prog="make bench", description="Benchmarks of audit beside its rivals."
    )
    asked.add_argument(
        "--returns",
        type=int,
        default=SIZES[-1],
        help="the most returns (the full run: %(default)s)",
    )
    asked.add_argument(
        "--runs",
        type=int,
        default=RUNS,
        help="runs of which the median counts (default: %(default)s)",
    )
    chosen = asked.parse_args()
    start_as_users_do()
    with tempfile.TemporaryDirectory() as name:
        print(Bench(Path(name), chosen.returns, chosen.runs).report())


class Bench:
    """One run of the benchmarks, with its rounds in a temporary folder."""

    def __init__(self, work: Path, most: int, runs: int) -> None:
        self._work, self._runs, self._start = work, runs, time.monotonic()
        self._sizes = sorted({size for size in SIZES if size < most} | {most})
        self._is_full = most >= SIZES[-1]
        self._resaved = "" if which("soffice") else "not measured: soffice is not installed"

    def report(self) -> str:
        """Return the table and its notes."""
        measured = page.about(self._runs)
        self._make_rounds()
        lines = self._read()
        said: list[str] = []
        self._tell("making forms")
        for count in self._sizes:
            lines += figures.making(self._folder(count), count, self._runs, fresh)
        if self._is_full:
            lines += figures.making(self._folder(OURS_ALONE), OURS_ALONE, 1, fresh)
        lines += figures.help_(10 * self._runs)
        if self._is_full:
            self._tell("memory")
            more, said = figures.memory(
                self._folder(figures.SMALL), self._folder(figures.LARGE), fresh
            )
            lines += more
        self._tell("done")
        notes = [*growth(lines), *said, *self._left_out()]
        if self._is_full and self._runs >= RUNS:
            page.write(lines, notes, measured)
        return "\n\n".join((measured, as_text(lines), "\n".join(notes)))

    def _read(self) -> list[Line]:
        """Reading and compiling at every size, ordered by figure."""
        lines = []
        for count in self._sizes:
            self._tell(f"{count:,} returns")
            lines += figures.reading(self._folder(count), count, self._runs, fresh)
        if self._is_full:
            self._tell(f"{OURS_ALONE:,} returns")
            lines += figures.reading(self._folder(OURS_ALONE), OURS_ALONE, 1, fresh, rivals=False)
        lines = [
            line
            for figure, _ in figures.FIGURES.values()
            for line in lines
            if line.figure == figure
        ]
        if not self._resaved:
            self._tell("returns saved by LibreOffice")
            lines += figures.reading(
                self._work / "libreoffice",
                RESAVED,
                self._runs,
                fresh,
                ours=("cells", "understood"),
                by=", saved by LibreOffice",
            )
        return lines

    def _make_rounds(self) -> None:
        """Every round that is needed, as many at a time as the machine has room for."""
        self._tell("making rounds of returns that all differ")
        sizes = {
            *self._sizes,
            *((figures.SMALL, figures.LARGE, OURS_ALONE) if self._is_full else ()),
        }
        wanted = [("round", self._folder(count), count) for count in sorted(sizes, reverse=True)]
        if not self._resaved:
            wanted.insert(0, ("round by LibreOffice", self._work / "libreoffice", RESAVED))
        with ThreadPoolExecutor(2) as two:
            list(two.map(lambda one: fresh(*one), wanted))

    def _folder(self, count: int) -> Path:
        return self._work / str(count)

    def _left_out(self) -> list[str]:
        """Return what is not in the table, and why."""
        absent = [
            f"{rival} is absent: it is not installed (make bench installs it)."
            for rival in MODULES
            if is_absent(rival)
        ]
        saved = [f"Returns saved by LibreOffice: {self._resaved}."] if self._resaved else []
        return (
            [*absent, *saved]
            if self._is_full
            else [
                *absent,
                *saved,
                f"Memory, and ours at {OURS_ALONE:,} returns: in the full run only.",
            ]
        )

    def _tell(self, what: str) -> None:
        print(f"{time.monotonic() - self._start:5.0f} s: {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
