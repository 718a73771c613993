"""Is any command slower than at an earlier commit? python -m benchmarks.against 81b1f04 [--pairs
15]

Both programs are installed alike, and run in pairs, each in a fresh copy of the same folder.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from benchmarks.commands import STEPS, Program, Step, prepare
from benchmarks.lines import aligned
from benchmarks.machine import machine
from benchmarks.measure import ROOT, command, returned, start_as_users_do

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 1.08
"""How many times the processor time of the earlier program a command may take."""
HEADINGS = ("command", "folder", "before", "now", "now / before", "least", "most", f"≤ {MOST}")


@attrs.frozen
class Pairs:
    """Processor seconds of one command by the earlier program and by this one, pair by pair."""

    step: Step
    before: list[float]
    now: list[float]

    @property
    def ratios(self) -> list[float]:
        """How many times as long this program took, in each pair."""
        return [now / before for before, now in zip(self.before, self.now, strict=True)]

    @property
    def ratio(self) -> float:
        """The figure that is judged: the median of the ratios."""
        return statistics.median(self.ratios)

    @property
    def is_slower(self) -> bool:
        """Whether this program takes longer than it may."""
        return self.ratio > MOST

    def cells(self) -> tuple[str, ...]:
        """A line of the table."""
        before, now = (
            f"{1000 * statistics.median(took):,.0f} ms" for took in (self.before, self.now)
        )
        ratios = (f"{ratio:.3f}" for ratio in (self.ratio, min(self.ratios), max(self.ratios)))
        kept = "NO" if self.is_slower else "yes"
        return (f"audit {self.step.typed}", self.step.folder, before, now, *ratios, kept)


def main() -> None:
    """Measure and print; exits with 1 if a command is slower."""
    asked = argparse.ArgumentParser(prog="make bench AGAINST=...", description=__doc__)
    asked.add_argument("revision", help="the earlier commit")
    asked.add_argument("--pairs", type=int, default=15, help="pairs (default: %(default)s)")
    asked.add_argument("--returns", type=int, default=300, help="returns (default: %(default)s)")
    chosen = asked.parse_args()
    start_as_users_do()
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory() as name:
        before, now = both(chosen.revision, chosen.returns, Path(name))
        print(f"Before, {_git('describe', '--always', chosen.revision)}: {_libraries(before)}")
        print(f"Now, {_git('describe', '--always', '--dirty')}: {_libraries(now)}")
        measured = in_pairs(before, now, STEPS, chosen.pairs)
    print(
        f"\nProcessor time, medians of {chosen.pairs} interleaved pairs; {chosen.returns} returns."
    )
    print(aligned([HEADINGS, *(pairs.cells() for pairs in measured)]))
    slower = [f"audit {pairs.step.typed}" for pairs in measured if pairs.is_slower]
    print(f"\nNO: slower: {'; '.join(slower)}." if slower else "\nyes: no command is slower.")
    sys.exit(bool(slower))


def both(revision: str, returns: int, work: Path) -> tuple[Program, Program]:
    """The earlier program and ours, each with its folders; the earlier one made the rounds."""
    tree, common = work / "tree", work / "common"
    _git("archive", "--format=zip", f"--output={work / 'tree.zip'}", revision)
    shutil.unpack_archive(work / "tree.zip", tree)
    before, now = _install(tree, work / "before"), _install(ROOT, work / "now")
    _tell("making the rounds")
    common.mkdir()
    before.run("demo demo", common)
    python = before.audit.with_name("python")
    filled = common / "filled"
    command(python, "-m", "benchmarks.one", "round", filled, str(returns), cwd=tree)
    returned(filled)[0].rename(filled / "returns" / "one.xlsx")
    for program in (before, now):
        prepare(program, common / "demo", filled)
    return before, now


def in_pairs(before: Program, now: Program, steps: Sequence[Step], pairs: int) -> list[Pairs]:
    """Run each command by both programs in turn; which goes first alternates."""
    took = {step: Pairs(step, [], []) for step in steps}
    for pair in range(pairs):
        _tell(f"pair {pair + 1} of {pairs}")
        for step, seconds in took.items():
            sides = [(before, seconds.before), (now, seconds.now)]
            for program, kept in sides if pair % 2 else reversed(sides):
                kept.append(_once(program, step))
    return list(took.values())


def _once(program: Program, step: Step) -> float:
    """One run of a command, in a copy of its folder that is thrown away."""
    with tempfile.TemporaryDirectory() as name:
        folder = shutil.copytree(program.folders / step.folder, Path(name, "copy"))
        return program.run(step.typed, folder)


def _install(tree: Path, into: Path) -> Program:
    """A tree's program in an environment of its own, installed as anybody would."""
    _tell(f"installing {tree}")
    command(sys.executable, "-m", "venv", into / "venv")
    python = into / "venv" / "bin" / "python"
    command(python, "-m", "pip", "install", "--disable-pip-version-check", tree)
    (into / "folders").mkdir()
    return Program(python.with_name("audit"), into / "folders")


def _libraries(program: Program) -> str:
    """What is installed beside the program, with versions."""
    python = program.audit.with_name("python")
    _, listed = command(python, "-m", "pip", "freeze", "--exclude", "audit-core")
    return ", ".join(listed.split("\n")).strip(", ")


def _git(*words: str) -> str:
    return command("git", "-C", ROOT, *words)[1].strip()


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
