"""A form of each theme, filled in from its first cell to its last, saved by programs that are not
written in Python, and read back.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from datetime import date, datetime
from pathlib import Path

import attrs

from audit_core.plugin_system.manager import load_plugins
from tests.forms.conftest import THEMES, one_of_each, print_all
from tests.survival.filled import Filled, fill
from tests.survival.law import silent_wrongs

PEERS = Path(__file__).parent / "peers"
OFFICE = ("/usr/bin/python3", str(Path(__file__).parents[1] / "tests/peers/uno_fill_cells.py"))
NODE = ("node", str(PEERS / "fill.mjs"))
PROGRAMS = (
    "ExcelJS", "ExcelJS of protobi", "ExcelJS of zurmokeeper", "SheetJS 0.18", "SheetJS 0.20",
    "SheetJS with styles", "xlsx-populate", "excelize (Go)", "hucre", "LibreOffice",
)  # fmt: skip
"""As fill.mjs names them, and LibreOffice."""


@attrs.frozen
class Outcome:
    """What became of the forms that one program filled in: answers typed, read as typed, asked
    about, and read otherwise without a word.
    """

    program: str
    typed: int = 0
    right: int = 0
    asked: int = 0
    silent: tuple[str, ...] = ()
    failed: str = ""

    def __str__(self) -> str:
        if self.failed:
            return f"{self.program}: could not fill the form in: {self.failed}"
        counts = f"{self.right} of {self.typed} answers as typed, {self.asked} asked about"
        return f"{self.program}: {counts}, {len(self.silent)} wrong in silence"


def fill_by_programs() -> list[Outcome]:
    """Return an outcome for each program, over the case file of each theme."""
    themes = load_plugins().themes
    forms = [
        fill(printed)
        for name in THEMES
        for printed in one_of_each(print_all(themes[name]))
        if printed.form.id.instrument == "case_file"
    ]
    with tempfile.TemporaryDirectory() as name:
        return [_outcome(program, forms, Path(name)) for program in PROGRAMS]


def _outcome(program: str, forms: list[Filled], folder: Path) -> Outcome:
    jobs = []
    for number, form in enumerate(forms):
        blank, target = folder / f"blank {number}.xlsx", folder / f"{program} {number}.xlsx"
        blank.write_bytes(form.printed.data)
        jobs.append(
            {
                "by": program,
                "source": str(blank),
                "target": str(target),
                "cells": [(sheet, at, _plain(value)) for sheet, at, value in form.cells],
            }
        )
    (folder / "jobs.json").write_text(json.dumps(jobs), encoding="utf-8")
    command = OFFICE if program == "LibreOffice" else NODE
    done = subprocess.run(
        [*command, str(folder / "jobs.json")], capture_output=True, text=True, check=False
    )
    failed = json.loads(done.stdout) if done.returncode == 0 else {"": done.stderr[-300:]}
    if failed:
        return Outcome(program, failed="; ".join(failed.values()))
    outcome = Outcome(program)
    for job, form in zip(jobs, forms, strict=True):
        outcome = _counted(outcome, form, Path(str(job["target"])).read_bytes())
    return outcome


def _counted(before: Outcome, form: Filled, data: bytes) -> Outcome:
    reading = form.read(data)
    entries = reading.form.entries if reading.form else ()
    silent = tuple(silent_wrongs(form.typed, reading))
    right = sum(form.typed.is_right(entry) for entry in entries if entry.ref in form.typed.answers)
    typed = len(form.typed.answers)
    return attrs.evolve(
        before,
        typed=before.typed + typed,
        right=before.right + right,
        asked=before.asked + typed - right - len(silent),
        silent=before.silent + silent,
    )


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return {"date": value.isoformat(timespec="seconds")}
    return {"date": value.isoformat()} if isinstance(value, date) else value
