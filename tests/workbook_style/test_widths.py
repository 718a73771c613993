"""What somebody types is on a screen of 1366 pixels, and no heading breaks inside a word: the
workbooks of chair, owners and agencies. (tests/forms/test_look.py has the same for forms.)
"""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from audit_core.action_plan.columns import (
    ASKED_SHEET,
    CLOSING_SHEET,
    IMPORT_SHEET,
    MASTER_SHEET,
    OPEN_QUESTIONS_SHEET,
    OWNER_SHEET,
    PAIRS_SHEET,
    PROPOSALS_SHEET,
    PROPOSED_SHEET,
    PlanSheet,
)
from audit_core.action_plan.columns import SHEETS as PLAN_SHEETS
from audit_core.commands.escalations.new import new_logs
from audit_core.commands.new import blank_round, default_kinds, new_round
from audit_core.escalations.log import Quarter
from audit_core.rounds.panel_decisions import SHEETS as DECISION_SHEETS
from audit_core.rounds.panel_decisions import DecisionSheet
from audit_core.rounds.writer import build_round_workbook
from audit_core.workbook_style.row_heights import text_width
from audit_core.workbook_style.widths import A4_PORTRAIT, SCREEN, pixels, print_scale

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from audit_core.plugin_system.manager import Plugins

EDGES, ARROW = 14, 17
"""Pixels of a cell's margins with its indent, and of the arrow of a filter."""


def widths_of(sheet: Worksheet) -> list[float]:
    """The widths of the columns that have a heading."""
    return [
        sheet.column_dimensions[get_column_letter(cell.column)].width
        for cell in sheet[3]
        if cell.value
    ]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, plugins: Plugins) -> dict[str, Workbook]:
    """round.xlsx of every theme with every kind of agency, and a log of escalations."""
    found = {}
    for name, theme in plugins.themes.items():
        audit_round = blank_round(
            theme, f"{theme.prefix}26A", default_kinds(theme), 2, 2, date(2026, 3, 2)
        )
        found[name] = load_workbook(BytesIO(build_round_workbook(audit_round, theme)))
    home: Path = tmp_path_factory.mktemp("logs")
    new_round(
        home / "first", plugins.themes["neglect"], ("police", "school"), 1, 0, date(2026, 3, 2)
    )
    (home / "partnership.xlsx").write_bytes((home / "first/round.xlsx").read_bytes())
    new_logs(home, plugins, Quarter(2026, 2))
    found["log"] = load_workbook(home / "escalations/2026Q2/forms/police.xlsx")
    return found


@pytest.mark.parametrize(
    ("sheet", "who"),
    [(sheet, "owner") for sheet in (OWNER_SHEET, PROPOSED_SHEET)]
    + [
        (sheet, "chair")
        for sheet in (
            ASKED_SHEET,
            OPEN_QUESTIONS_SHEET,
            PROPOSALS_SHEET,
            PAIRS_SHEET,
            IMPORT_SHEET,
        )
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_all_that_is_typed_into_the_plan_is_on_the_screen(sheet: PlanSheet, who: str) -> None:
    """From the number of an action to the last column that this person fills in."""
    last = max(place for place, column in enumerate(sheet.columns, 1) if column.whose == who)
    assert pixels(column.width for column in sheet.columns[:last]) <= SCREEN


def test_an_owner_sees_status_and_progress_first() -> None:
    """What is only read is to the right of what is typed."""
    typed = [column.whose == "owner" for column in OWNER_SHEET.columns]
    first, last = typed.index(True), len(typed) - typed[::-1].index(True)
    assert all(typed[first:last])
    assert [column.field for column in OWNER_SHEET.columns[:5]] == [
        "id",
        "text",
        "due",
        "status",
        "progress",
    ]


@pytest.mark.parametrize("sheet", [MASTER_SHEET, CLOSING_SHEET], ids=lambda sheet: sheet.name)
def test_where_the_chair_types_more_than_a_screen_holds_the_action_stays_in_view(
    sheet: PlanSheet,
) -> None:
    """Number and wording come first, so that they can be frozen; most of what is typed follows on
    the first screen.
    """
    assert [column.field for column in sheet.columns[:2]] in (
        ["id", "text"],
        ["id", "text_shown"],
    )
    assert pixels(column.width for column in sheet.columns[:9]) <= SCREEN


@pytest.mark.parametrize("sheet", DECISION_SHEETS, ids=lambda sheet: sheet.name)
def test_all_that_the_panel_decides_is_on_the_screen(sheet: DecisionSheet) -> None:
    """From what a row is about to the last column that is typed into; only the limit of a grade
    and the chair's own note are beyond.
    """
    last = max(place for place, column in enumerate(sheet.columns, 1) if column.typed)
    assert pixels(column.width for column in sheet.columns[:last]) <= SCREEN


def test_the_sheets_of_a_round_are_no_wider_than_the_screen(built: dict[str, Workbook]) -> None:
    """Cases has a column for every recipient: its reference stays in view."""
    for name, book in built.items():
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            if sheet.title == "Cases":
                assert sheet.freeze_panes == "B4"
                assert pixels(widths_of(sheet)[:11]) <= SCREEN, name
            elif sheet.title == "Escalations":
                assert sheet.freeze_panes == "D4"
                assert pixels(widths_of(sheet)[:10]) <= SCREEN, name
            else:
                assert pixels(widths_of(sheet)) <= SCREEN, (name, sheet.title)


def test_no_heading_breaks_inside_a_word(built: dict[str, Workbook]) -> None:
    """Each word of a heading fits its column, beside the arrow of a filter if there is one. An
    upright heading has the height of its row.
    """
    heads = [
        (sheet.name, column.heading, column.width, ARROW)
        for sheet in PLAN_SHEETS
        for column in sheet.columns
    ]
    heads += [
        (sheet.name, column.heading, column.width, 0)
        for sheet in DECISION_SHEETS
        for column in sheet.columns
    ]
    for book in built.values():
        for sheet in book.worksheets:
            for cell in sheet[3] if sheet.sheet_state == "visible" else ():
                if cell.alignment.textRotation == 90:
                    tall = sheet.row_dimensions[3].height
                    assert text_width(cell.value, 11, bold=True) <= tall, cell.value
                elif cell.value:
                    letter = get_column_letter(cell.column)
                    wide = sheet.column_dimensions[letter].width
                    heads.append((sheet.title, str(cell.value), wide, 0))
    for sheet_name, heading, width, beside in heads:
        for word in heading.split():
            needed = text_width(word, 11, bold=True) / 0.75 + EDGES + beside - 0.01
            assert needed <= 8 * width, (sheet_name, heading)  # Excel


def test_a_sheet_shrinks_in_print_by_whole_percents_and_never_grows() -> None:
    """As programs do it: 145 characters are 887 points, which is 0.9 of A4 within its margins."""
    assert print_scale([145.0]) == 0.9
    assert print_scale([40.0]) == 1.0
    assert print_scale([100.0], A4_PORTRAIT) == 0.91
