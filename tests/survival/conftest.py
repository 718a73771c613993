"""A filled form, edited by LibreOffice and ExcelJS and saved again by every program there is."""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from audit_core.commands.new import blank_round, default_kinds
from audit_core.forms.build import forms_for
from audit_core.forms.workbook.form_workbook import build_form_workbook
from audit_core.serialization import fingerprint
from tests.forms.conftest import Printed
from tests.survival.edits import OTHER, Step, by_node, by_office
from tests.survival.filled import Filled, fill
from tests.survival.imitations import IMITATIONS
from tests.survival.programs import NODE, PYTHON, Job, run_gnumeric, run_node, run_office

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from audit_core.plugin_system.manager import Plugins


@pytest.fixture(scope="session")
def both(plugins: Plugins) -> tuple[Filled, Filled]:
    """Children's social care's form about neglect, which has every kind of question, for two cases;
    the second is answered otherwise.
    """
    theme = plugins.theme("neglect")
    assert theme is not None
    audit_round = blank_round(theme, "NG26A", default_kinds(theme), 2, 1, date(2026, 3, 2))
    made: list[Filled] = []
    for form in forms_for(theme, audit_round, fingerprint(theme)):
        if (form.kind, form.id.instrument) == ("social_care", "case_file"):
            data = build_form_workbook(form, theme, audit_round)
            made.append(
                fill(
                    Printed(form, theme, audit_round, data, load_workbook(io.BytesIO(data))),
                    shift=len(made),
                )
            )
    return made[0], made[1]


@pytest.fixture(scope="session")
def filled(both: tuple[Filled, Filled]) -> Filled:
    """The first of them."""
    return both[0]


@pytest.fixture(scope="session")
def folder(both: tuple[Filled, Filled], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the files are: the filled form, and one about another case."""
    made = tmp_path_factory.mktemp("survival")
    (made / "as sent.xlsx").write_bytes(both[0].data)
    (made / f"{OTHER}.xlsx").write_bytes(both[1].data)
    return made


@pytest.fixture(scope="session")
def office(filled: Filled, folder: Path) -> Path:
    """The folder, once LibreOffice has edited and saved the form in every way, in one session."""
    source = str(folder / "as sent.xlsx")
    jobs: list[Job] = [
        {
            "source": None if "new book" in name else source,
            "steps": steps,
            "target": str(folder / f"{name}.xlsx"),
        }
        for name, steps in by_office(filled, folder).items()
    ]
    jobs.append({"source": source, "steps": [], "target": str(folder / "LibreOffice.xlsx")})
    for kind in ("ods", "xls"):
        between = str(folder / f"between.{kind}")
        jobs.append({"source": source, "steps": [], "target": between})
        jobs.append(
            {
                "source": between,
                "steps": [],
                "target": str(folder / f"LibreOffice by way of {kind}.xlsx"),
            }
        )
    run_office(jobs, folder / "office.json")
    return folder


@pytest.fixture(scope="session")
def node(filled: Filled, folder: Path) -> Path:
    """The folder, once ExcelJS and SheetJS have saved the form, in one run of node."""
    ways: list[tuple[str, str, list[Step]]] = [(name, name, []) for name in NODE] + [
        ("ExcelJS", name, steps) for name, steps in by_node(filled).items()
    ]
    source = str(folder / "as sent.xlsx")
    run_node(
        [
            {"by": by, "source": source, "target": str(folder / f"{name}.xlsx"), "steps": steps}
            for by, name, steps in ways
        ],
        folder / "node.json",
    )
    return folder


@pytest.fixture(scope="session")
def gnumeric(folder: Path) -> Path:
    """The folder, once Gnumeric has saved the form."""
    run_gnumeric(folder / "as sent.xlsx", folder / "Gnumeric.xlsx")
    return folder


@pytest.fixture(scope="session")
def saved(request: pytest.FixtureRequest, filled: Filled) -> Callable[[str], bytes]:
    """saved(name): the filled form as a program, or an edit, left it; skips where the program is
    missing.
    """

    def data(name: str) -> bytes:
        if name in PYTHON:
            out = io.BytesIO()
            load_workbook(io.BytesIO(filled.data), data_only=name.endswith("values only")).save(out)
            return out.getvalue()
        if name in IMITATIONS:
            return IMITATIONS[name](filled.data)
        by = (
            "folder"
            if name == "as sent"
            else "gnumeric"
            if name == "Gnumeric"
            else "node"
            if name in NODE or name.startswith("ExcelJS")
            else "office"
        )
        folder: Path = request.getfixturevalue(by)
        return (folder / f"{name}.xlsx").read_bytes()

    return cache(data)
