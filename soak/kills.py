"""Stop the program at random moments, many times: people's files stay whole, and the next run
continues normally.
"""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@attrs.frozen
class Killed:
    """How often a command was stopped while it worked, how often it had finished before, and what
    was found damaged afterwards.
    """

    what: str
    stopped: int
    finished: int
    damaged: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{self.what}: stopped {self.stopped} times at work "
            f"({self.finished} had finished), {len(self.damaged)} damaged"
        )


def audit(*arguments: str) -> list[str]:
    """The command line of a run of the program."""
    return [sys.executable, "-m", "audit_core", *arguments]


def kill(
    what: str,
    command: Callable[[int], Sequence[str]],
    check: Callable[[], list[str]],
    times: int,
    seed: int,
) -> Killed:
    """Start a command `times` times, stop each at a random moment of its usual duration, and check
    the files afterwards.
    """
    chance = random.Random(seed)  # noqa: S311 - which moment, not a secret
    begun = time.monotonic()
    subprocess.run(command(0), capture_output=True, check=False)
    takes = time.monotonic() - begun
    stopped, damaged = 0, []
    for number in range(1, times + 1):
        process = subprocess.Popen(
            command(number), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            process.wait(chance.uniform(0.02, takes))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            stopped += 1
        damaged += [f"{number}: {fault}" for fault in check()]
    return Killed(what, stopped, times - stopped, tuple(damaged))


def whole_sets(folder: Path) -> list[str]:
    """What is wrong with the compiled sets of a round: every one that has a manifest holds just the
    files it names, as they were written.
    """
    faults = []
    for manifest in (folder / "compiled").glob("[0-9]*/manifest.json"):
        files = json.loads(manifest.read_text(encoding="utf-8"))["files"]
        there = {
            path.relative_to(manifest.parent).as_posix()
            for path in manifest.parent.rglob("*")
            if path.is_file()
        } - {"manifest.json"}
        if there != set(files):
            faults.append(f"{manifest.parent.name} has other files than its manifest")
        faults += [
            f"{manifest.parent.name}/{name} is damaged"
            for name, digest in files.items()
            if _hash(manifest.parent / name) != digest
        ]
    return faults


def readable(path: Path) -> list[str]:
    """What is wrong with a workbook that people edit: our own reader must still open it."""
    from audit_core.xlsx.reader import read_book
    from audit_core.xlsx.refusals import Refused

    try:
        read_book(path.read_bytes())
    except (OSError, Refused) as error:
        return [f"{path.name}: {type(error).__name__}"]
    return []


def whole_plan(folder: Path) -> list[str]:
    """Return what is wrong with a plan: its journal must replay to the plan on disk, or to a later
    one.
    """
    from audit_core.action_plan.plan_folder import PlanFolder
    from audit_core.action_plan.replay import replay
    from audit_core.errors import AuditError

    store = PlanFolder(folder)
    try:
        replay(store.events())
    except AuditError as error:
        return [error.message]
    return []


def left_over(folder: Path) -> list[str]:
    """Half-built sets and temporary files that are still there."""
    return [path.name for path in folder.rglob(".*") if path.name.startswith((".building", ".tmp"))]


def compile_kills(folder: Path, times: int) -> Killed:
    """`audit compile` of a round, on another day each time so that there is always a
    set to write.
    """
    run = kill(
        "audit compile",
        lambda number: audit(
            "compile",
            str(folder),
            "--as-at",
            f"20{26 + number // 300}-{1 + number // 28 % 10:02d}-{1 + number % 28:02d}",
        ),
        lambda: whole_sets(folder) + readable(folder / "decisions.xlsx"),
        times,
        1,
    )
    subprocess.run(
        audit("compile", str(folder), "--as-at", "2099-01-01"), capture_output=True, check=False
    )
    return attrs.evolve(run, damaged=(*run.damaged, *left_over(folder)))


def plan_kills(folder: Path, times: int) -> Killed:
    """`audit plan issue` and `merge` in turn."""
    _accept_all(folder)
    subprocess.run(
        audit("compile", str(folder), "--as-at", "2026-04-30"), capture_output=True, check=False
    )
    subprocess.run(
        audit("plan", "issue", str(folder), "--as-at", "2026-05-01"),
        capture_output=True,
        check=True,
    )
    returned = folder / "plan/returned"
    returned.mkdir(exist_ok=True)
    shutil.copyfile(folder / "plan/issued/001/police.xlsx", returned / "police.xlsx")

    def command(number: int) -> list[str]:
        return (
            audit("plan", "merge", "--in", str(folder), "--as-at", "2026-06-01")
            if number % 2
            else audit("plan", "issue", str(folder), "--as-at", "2026-06-02")
        )

    return kill("audit plan", command, lambda: whole_plan(folder), times, 2)


def _accept_all(folder: Path) -> None:
    """Accept every recommendation, as a panel would, so that there is a plan."""
    from openpyxl import load_workbook

    book = load_workbook(folder / "decisions.xlsx")
    sheet = book["Recommendations"]
    column = next(cell.column for cell in sheet[3] if cell.value == "Decision")
    for row in range(4, sheet.max_row + 1):
        if sheet.cell(row, 1).value:
            sheet.cell(row, column).value = "Accept"
    book.save(folder / "decisions.xlsx")


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
