"""A plan workbook that another program opened and saved: merged, it changes exactly what was typed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.action_plan.conftest import Partnership, copied
from tests.survival.programs import NODE, in_office, run_node, run_office

TYPED = {
    "Status": "In progress",
    "Progress this period": "Begun, slowly.\nMore to come.",
    "Evidence it helped children": "Two plans changed.",
    "New date asked for": date(2026, 12, 1),
    "Why a new date": "+ a new system",
}
PROGRAMS = [*NODE, *in_office(("LibreOffice", "LibreOffice by way of ods"))]


def save_again(program: str, source: Path, target: Path) -> None:
    """Open a workbook in a program and save it."""
    if program in NODE:
        run_node([{"by": program, "source": str(source), "target": str(target)}], target.with_suffix(".json"))
        return
    between = target.with_suffix(".ods")
    steps = [(source, between), (between, target)] if "ods" in program else [(source, target)]
    run_office([{"source": str(one), "steps": [], "target": str(two)} for one, two in steps], target.with_suffix(".json"))


@pytest.mark.parametrize("who", ["police", "master"])
@pytest.mark.parametrize("program", PROGRAMS)
def test_only_what_was_typed_is_changed(program: str, who: str, mereshire: Partnership) -> None:
    """Dates that became numbers or texts, sheets and formats that went: the plan is the one that the untouched file makes."""
    typed = TYPED if who == "police" else {"Status": "In progress", "Due": date(2026, 12, 1), "If you move it: why": "Staff left.", "Sub-group": "Front door"}
    path = mereshire.back(who, P1=typed)
    twin = copied(mereshire.home, mereshire.home.parent / "twin", mereshire.plugins)
    twin.merge(path)
    again = mereshire.home / "again.xlsx"
    save_again(program, path, again)
    done = mereshire.merge(again)
    assert [str(problem) for problem in done.problems] == []
    assert mereshire.plan.actions == twin.plan.actions
    assert mereshire.plan.matters == ()


def test_a_copy_of_values_in_a_new_workbook_is_merged(mereshire: Partnership) -> None:
    """No format, no list, no hidden sheet of ours: headings and the number on the first sheet are enough."""
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
