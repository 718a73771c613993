"""Merging a plan workbook that another program opened and saved changes exactly what was typed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from audit_core.plugin_system.manager import Plugins
from tests.action_plan.conftest import Partnership, copied
from tests.conftest import Kept
from tests.survival.programs import NODE, in_office, run_node, run_office

TYPED: dict[str, dict[str, object]] = {
    "police": {
        "Status": "In progress",
        "Progress this period": "Begun, slowly.\nMore to come.",
        "Evidence it helped children": "Two plans changed.",
        "New date asked for": date(2026, 12, 1),
        "Why a new date": "+ a new system",
    },
    "master": {
        "Status": "In progress",
        "Due": date(2026, 12, 1),
        "If you move it: why": "Staff left.",
        "Sub-group": "Front door",
    },
}
PROGRAMS = [*NODE, *in_office(("LibreOffice", "LibreOffice by way of ods"))]


@pytest.fixture(scope="module")
def returned(kept: Kept, sent_out: Path, plugins: Plugins) -> dict[str, Path]:
    """A workbook from each side with something typed into it, by owner."""

    def fill(folder: Path) -> None:
        partnership = copied(sent_out, folder, plugins)
        for who, typed in TYPED.items():
            partnership.back(who, P1=typed)

    return {who: kept.made("filled in", fill) / f"desk/{who}-1.xlsx" for who in TYPED}


@pytest.fixture(scope="module")
def by_node(returned: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same workbooks saved by ExcelJS and SheetJS, in one run."""
    folder = tmp_path_factory.mktemp("node")
    run_node(
        [
            {"by": by, "source": str(path), "target": str(folder / f"{by}-{who}.xlsx")}
            for by in NODE
            for who, path in returned.items()
        ],
        folder / "jobs",
    )
    return folder


@pytest.fixture(scope="module")
def by_office(returned: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same workbooks saved by LibreOffice, in one session."""
    folder = tmp_path_factory.mktemp("office")
    steps = []
    for who, path in returned.items():
        direct, between, last = (
            folder / f"LibreOffice-{who}.xlsx",
            folder / f"{who}.ods",
            folder / f"LibreOffice by way of ods-{who}.xlsx",
        )
        steps += [(path, direct), (path, between), (between, last)]
    run_office(
        [{"source": str(source), "steps": [], "target": str(target)} for source, target in steps],
        folder / "jobs",
    )
    return folder


@pytest.mark.parametrize("who", TYPED)
@pytest.mark.parametrize("program", PROGRAMS)
def test_only_typed_cells_change_the_plan(
    program: str,
    who: str,
    returned: dict[str, Path],
    mereshire: Partnership,
    request: pytest.FixtureRequest,
) -> None:
    """Even if dates became numbers or texts and sheets and formats were lost, the plan equals the
    one from the original file.
    """
    twin = copied(mereshire.home, mereshire.home.parent / "twin", mereshire.plugins)
    twin.merge(returned[who])
    again: Path = (
        request.getfixturevalue("by_node" if program in NODE else "by_office")
        / f"{program}-{who}.xlsx"
    )
    done = mereshire.merge(again)
    assert [str(problem) for problem in done.problems] == []
    assert mereshire.plan.actions == twin.plan.actions
    assert mereshire.plan.matters == ()


def test_values_copied_into_a_new_workbook_can_be_merged(mereshire: Partnership) -> None:
    """Without formats, lists or our hidden sheet, the headings and the number on the first sheet
    are enough.
    """
    from openpyxl import Workbook

    source = load_workbook(mereshire.back("police", P1={"Status": "Blocked"}))
    book = Workbook()
    book.remove(book.worksheets[0])
    for name in ("Start here", "Action plan"):
        page = book.create_sheet(name)
        for row in source[name].iter_rows(values_only=True):
            page.append(row)
    book.save(mereshire.home / "copy.xlsx")
    done = mereshire.merge(mereshire.home / "copy.xlsx")
    assert mereshire.action("P1").status == "blocked"
    assert [problem.code for problem in done.problems] == ["plan.no_sheet"]
