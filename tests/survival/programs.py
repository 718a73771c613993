"""The programs that open a form and save it again, each started once for everything it
has to do.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.office import PEERS, run_in_office
from tests.survival.imitations import IMITATIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

OFFICE = ("LibreOffice", "LibreOffice by way of ods", "LibreOffice by way of xls")
NODE = ("ExcelJS", "SheetJS", "SheetJS values only", "SheetJS values as shown")
PYTHON = ("openpyxl", "openpyxl values only")
Job = dict[str, object]


def in_office(names: Sequence[str]) -> list[object]:
    """Names as parameters of a test that drives LibreOffice."""
    return [pytest.param(name, marks=pytest.mark.libreoffice) for name in names]


EVERY = [*PYTHON, *IMITATIONS, *NODE, "Gnumeric", *in_office(OFFICE)]
"""Every program, as parameters of a test."""


def run_gnumeric(source: Path, target: Path) -> None:
    """Gnumeric opens a form and saves it as .xlsx; skips the test where it is missing."""
    if shutil.which("ssconvert") is None:
        pytest.skip("Gnumeric (ssconvert) is not installed")
    command = ["ssconvert", "--export-type=Gnumeric_Excel:xlsx2", str(source), str(target)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


def run_office(jobs: Sequence[Job], file: Path) -> None:
    """LibreOffice; skips the test where it is missing."""
    file.write_text(json.dumps(jobs), encoding="utf-8")
    run_in_office("uno_edit.py", file)


def run_node(jobs: Sequence[Job], file: Path) -> None:
    """ExcelJS and SheetJS; skips the test where they are missing."""
    if shutil.which("node") is None:
        pytest.skip("node is not installed")
    if not all((PEERS / "node_modules" / name).exists() for name in ("exceljs", "xlsx")):
        pytest.skip("tests/peers/node_modules is missing: run npm ci in tests/peers")
    file.write_text(json.dumps(jobs), encoding="utf-8")
    command = ["node", str(PEERS / "resave.mjs"), str(file)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
