"""Every command of `audit`, and the folder it runs in.

Only the program's command line is used, so any commit can be measured, whatever its modules are
called. What people type is entered with openpyxl.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
from openpyxl import load_workbook

from benchmarks.measure import command

if TYPE_CHECKING:
    from collections.abc import Mapping

AS_AT = "2026-03-30"
LATER = "2026-04-20"
QUARTER = "2026Q1"


@attrs.frozen
class Step:
    """A command as it is typed, and the folder that it is typed in (see `prepare`)."""

    typed: str
    folder: str


STEPS = (
    Step("--help", "empty"),
    Step("", "demo"),
    Step("themes", "empty"),
    Step("themes show domestic_abuse", "empty"),
    Step("plugins", "empty"),
    Step("templates check", "demo"),
    Step("new round --theme domestic_abuse --issue 2026-02-02", "empty"),
    Step("generate", "new"),
    Step("check returns/one.xlsx", "filled"),
    Step("check returns", "filled"),
    Step(f"status --as-at {AS_AT}", "filled"),
    Step(f"compile --as-at {AS_AT}", "filled"),
    Step(f"compile --as-at {AS_AT}", "compiled"),
    Step(f"panel --as-at {AS_AT}", "demo"),
    Step("explain F1", "demo"),
    Step("purge --as-at 2029-01-01", "demo"),
    Step("compare earlier later", "partnership"),
    Step(f"plan import actions.xlsx --as-at {LATER}", "partnership"),
    Step(f"plan issue --as-at {LATER}", "imported"),
    Step(f"plan show --as-at {LATER}", "issued"),
    Step(f"plan merge --as-at {LATER}", "issued"),
    Step(f"escalations new --quarter {QUARTER}", "partnership"),
    Step(f"escalations read --quarter {QUARTER} --as-at {LATER}", "logs"),
    Step("demo demo", "empty"),
)


@attrs.frozen
class Program:
    """An installed program, and where the folders of its commands lie."""

    audit: Path
    folders: Path

    def run(self, typed: str, folder: Path) -> float:
        """Processor seconds of a command, with whatever it started. Exits where it fails."""
        took, _ = command(self.audit, *typed.split(), cwd=folder, expected=(0, 3))
        return took.busy

    def copy(self, name: str, to: str) -> Path:
        """One of its folders as it is now, to go on from."""
        return Path(shutil.copytree(self.folders / name, self.folders / to))


def prepare(program: Program, demo: Path, filled: Path) -> None:
    """Make the folder of each command, from a demonstration and a round of many returns."""
    shutil.copytree(demo, program.folders / "demo")
    shutil.copytree(filled, program.folders / "filled")
    (program.folders / "empty").mkdir()
    (program.folders / "new").mkdir()
    shutil.copy(demo / "round.xlsx", program.folders / "new")
    program.run(f"compile --as-at {AS_AT}", program.copy("filled", "compiled"))
    _two_rounds(program, demo)
    imported = program.copy("partnership", "imported")
    program.run(f"plan import actions.xlsx --as-at {LATER}", imported)
    issued = program.copy("imported", "issued")
    program.run(f"plan issue --as-at {LATER}", issued)
    for path in (issued / "plan").glob("issued/*/*.xlsx"):
        if path.name != "master.xlsx":
            _type(path, {"Action plan!L4": "Half is done."}, issued / "plan" / "returned")
    logs = program.copy("partnership", "logs")
    program.run(f"escalations new --quarter {QUARTER}", logs)
    quarter = logs / "escalations" / QUARTER
    for path in (quarter / "forms").iterdir():
        _type(path, _escalation(path), quarter / "returns")


def _two_rounds(program: Program, demo: Path) -> None:
    """A folder with two rounds, a year apart, with the agencies and with actions to import."""
    folder = program.folders / "partnership"
    shutil.copytree(demo, folder / "later")
    shutil.copytree(demo, folder / "earlier")
    shutil.copy(demo / "round.xlsx", folder / "partnership.xlsx")
    program.run("new before --theme domestic_abuse --issue 2025-02-03", program.folders)
    before = load_workbook(program.folders / "before" / "round.xlsx")
    references = ["Round!B4", *(f"Cases!A{row}" for row in range(4, 10))]
    codes = {at: before[at.split("!")[0]][at.split("!")[1]].value for at in references}
    _type(folder / "earlier" / "round.xlsx", codes, folder / "earlier")
    program.run("plan import actions.xlsx --blank", folder)
    _type(folder / "actions.xlsx", _actions(folder / "actions.xlsx"), folder)


def _actions(path: Path) -> dict[str, object]:
    """Twenty rows of a workbook of actions, for each of its owners in turn."""
    owners = [cell.value for cell in load_workbook(path)["Lists"]["A"] if cell.value]
    rows = [
        ("Task group", "TG 1", f"Agree step {row}", "It is not agreed.", owners[row % len(owners)])
        for row in range(20)
    ]
    return {
        f"Actions!{column}{number}": value
        for number, row in enumerate(rows, start=4)
        for column, value in zip("ABCDEI", (*row, date(2026, 9, 30)), strict=True)
    }


def _escalation(path: Path) -> dict[str, object]:
    """What an agency types into its log: that it raised something with the first that it may."""
    other = load_workbook(path)["Lists"]["A1"].value
    row = ("Raised it", other, None, date(2026, 2, 2), None, "Sharing information")
    return {
        "Start here!B7": "Yes: see the next sheet",
        **{f"Escalations!{column}4": value for column, value in zip("BCDEFG", row, strict=True)},
    }


def _type(path: Path, cells: Mapping[str, object], into: Path) -> None:
    """Type into cells of a workbook, each named by its sheet and address, and save it there."""
    book = load_workbook(path)
    for at, value in cells.items():
        sheet, _, address = at.partition("!")
        book[sheet][address] = value
    into.mkdir(exist_ok=True)
    book.save(into / path.name)
