"""What somebody types is on a screen of 1366 pixels, no heading breaks inside a word, and no sheet
prints too small to read: every kind of workbook that people fill in.
"""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

import audit_core
from audit_core.action_plan.columns import OWNER_SHEET
from audit_core.action_plan.import_workbook import build_import_workbook
from audit_core.action_plan.master_workbook import build_master_workbook
from audit_core.action_plan.owner_workbook import Issuer, build_owner_workbook
from audit_core.action_plan.plan_sheet import printed_base
from audit_core.action_plan.replay import replay
from audit_core.commands.new import blank_round, default_kinds
from audit_core.escalations.log import Agency, IssuedLogs, Quarter, columns_of
from audit_core.escalations.log_writer import build_log_workbook
from audit_core.forms.case_key_workbook import build_case_key_workbook
from audit_core.panel.decisions_workbook import build_decisions_workbook
from audit_core.problems.problem import Where, problem
from audit_core.reports.action_plan_workbook import build_action_plan_workbook
from audit_core.reports.follow_up_workbook import build_follow_up_workbook
from audit_core.returns.query_workbook import build_query_workbook
from audit_core.rounds.escalation_policy import Stage
from audit_core.rounds.recipients import Recipient
from audit_core.rounds.writer import build_round_workbook
from audit_core.workbook_style.row_heights import heading_width, text_width
from audit_core.workbook_style.widths import (
    A3_LANDSCAPE,
    A4_LANDSCAPE,
    A4_PORTRAIT,
    SCREEN,
    pixels,
    print_scale,
)
from tests.action_plan.merging.copies import begun, tracked
from tests.workbook_style.test_chair_workbooks import DECIDED, ROUND, chair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from audit_core.plugin_system.manager import Plugins

DAY = date(2026, 3, 2)
ARROW = 17 / 8
"""The arrow of a filter, in characters."""
SMALLEST = 9.0
"""Points in print of what is 11 points on the screen."""
LONG_NAMES = tuple(
    Stage(f"Safeguarding partnership's stage number {number}", 5) for number in range(1, 9)
)
"""As many stages as a policy may have, with names as long as they may be."""
QUARTER = Quarter(2026, 2)


def round_workbook(plugins: Plugins, theme: str, schools: int = 0) -> bytes:
    """round.xlsx with every kind of agency, and this many schools more. partnership.xlsx is the
    same.
    """
    found = plugins.themes[theme]
    made = blank_round(found, f"{found.prefix}26A", default_kinds(found), 2, 2, DAY)
    more = tuple(
        Recipient(f"school_number_{number}", "school", f"School {number}")
        for number in range(schools)
    )
    made = attrs.evolve(made, recipients=made.recipients + more)
    return build_round_workbook(made, found)


def log_workbook(stages: tuple[Stage, ...]) -> bytes:
    """An agency's log of escalations."""
    agency = Agency("police", "Police")
    issued = IssuedLogs(
        1, str(QUARTER), "England", DAY, stages, columns_of(stages), (agency,), holidays=()
    )
    return build_log_workbook(agency, QUARTER, issued, ROUND)


def plan_workbook(who: str) -> bytes:
    """The workbook of an owner, or the chair's."""
    action = tracked("DA26A-A12", text="Ring the school on the day of each incident. " * 4)
    plan = replay(begun(action))
    base, house = printed_base(plan, DAY), Issuer("Mereshire", "OFFICIAL")
    if who == "chair":
        return build_master_workbook(plan, DAY, house, "AP1/abc123/1/chair", base)
    return build_owner_workbook(plan, who, DAY, house, f"AP1/abc123/1/{who}", base)


def query_workbook() -> bytes:
    """Queries about a return."""
    form = chair().casebook.quality[0].form
    return build_query_workbook(form, [problem("answer.date", Where(form.file))], ROUND)


FILLED_IN: dict[str, Callable[[Plugins], bytes | None]] = {
    "rounds/writer: domestic abuse": lambda plugins: round_workbook(plugins, "domestic_abuse"),
    "rounds/writer: early help": lambda plugins: round_workbook(plugins, "early_help"),
    "rounds/writer: neglect": lambda plugins: round_workbook(plugins, "neglect"),
    "rounds/writer: many schools": lambda plugins: round_workbook(plugins, "neglect", 12),
    "escalations/log_writer": lambda _: log_workbook(ROUND.stages),
    "escalations/log_writer: eight stages": lambda _: log_workbook(LONG_NAMES),
    "action_plan/owner_workbook": lambda _: plan_workbook("police"),
    "action_plan/master_workbook": lambda _: plan_workbook("chair"),
    "action_plan/import_workbook": lambda _: build_import_workbook({"police": "Police"}),
    "panel/decisions_workbook": lambda _: build_decisions_workbook(chair(DECIDED), {}),
    "returns/query_workbook": lambda _: query_workbook(),
    "reports/follow_up_workbook": lambda _: build_follow_up_workbook(chair(DECIDED)),
    "reports/action_plan_workbook": lambda _: build_action_plan_workbook(chair(DECIDED)),
    "forms/case_key_workbook": lambda _: build_case_key_workbook(ROUND, {"XX26A-01-M": ("A",)}),
}
"""Every workbook that people fill in, by the module that builds it. Forms are looked at in
tests/forms/test_look.py.
"""
READ_ONLY = {"reports/analysis_workbook", "escalations/quarter_workbook"}
FORMS = {"forms/workbook/form_workbook"}


@pytest.fixture(scope="module")
def workbooks(plugins: Plugins) -> dict[str, Workbook]:
    """Each of them as openpyxl reads it."""
    return {
        name: load_workbook(BytesIO(build(plugins) or b"")) for name, build in FILLED_IN.items()
    }


def seen(workbooks: dict[str, Workbook]) -> Iterator[tuple[str, Worksheet]]:
    """Every sheet that a person sees, with the name of its workbook."""
    for name, book in workbooks.items():
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                yield name, sheet


def widths_of(sheet: Worksheet) -> list[float]:
    """The widths of the columns that are used, in order."""
    used = sheet.max_column
    return [sheet.column_dimensions[get_column_letter(place)].width for place in range(1, used + 1)]


def last_typed(sheet: Worksheet) -> int:
    """The last column with a cell to fill in, which is boxed and white; 0 if there is none."""
    return max(
        (
            cell.column
            for row in sheet.iter_rows(min_row=4)
            for cell in row
            if cell.border.top.style and cell.border.left.style and not cell.fill.patternType
        ),
        default=0,
    )


def test_every_module_that_builds_a_workbook_is_on_the_list() -> None:
    """A new kind of workbook is measured too."""
    core = Path(audit_core.__file__).parent
    builders = {
        path.relative_to(core).with_suffix("").as_posix()
        for path in core.rglob("*.py")
        if re.search(r"\bstyles\.new_book\(", path.read_text(encoding="utf-8"))
    }
    assert builders == {name.partition(":")[0] for name in FILLED_IN} | READ_ONLY | FORMS


def test_all_that_is_typed_is_on_the_screen(workbooks: dict[str, Workbook]) -> None:
    """From what a row is about to the last column that somebody fills in. On Cases the last is
    that of a recipient: when a case is due or withdrawn is typed now and then.
    """
    measured = 0
    for name, sheet in seen(workbooks):
        last = last_typed(sheet)
        if sheet.title == "Cases" and name.startswith("rounds/writer"):
            last = max(cell.column for cell in sheet[3] if cell.alignment.textRotation)
            if name.endswith("many schools"):
                continue
        measured += bool(last)
        assert pixels(widths_of(sheet)[:last]) <= SCREEN, (name, sheet.title)
    assert measured > 40


def test_what_a_row_is_about_stays_in_view_on_a_sheet_wider_than_the_screen(
    workbooks: dict[str, Workbook],
) -> None:
    """Also in a round with more recipients than a screen shows."""
    wide = [(name, sheet) for name, sheet in seen(workbooks) if pixels(widths_of(sheet)) > SCREEN]
    assert ("rounds/writer: many schools", "Cases") in [(name, sheet.title) for name, sheet in wide]
    for name, sheet in wide:
        assert str(sheet.freeze_panes)[0] in "BC", (name, sheet.title, sheet.freeze_panes)


def test_thirteen_recipients_are_on_the_screen_and_leave_the_team_its_room(
    workbooks: dict[str, Workbook],
) -> None:
    """A round of every kind of agency has so many; with fewer, the team's column is wider."""
    found = {}
    for name, book in workbooks.items():
        if name.startswith("rounds/writer"):
            sheet = book["Cases"]
            heads = {str(cell.value): cell.column_letter for cell in sheet[3]}
            team = sheet.column_dimensions[heads["Member of the team around the family"]].width
            recipients = sum(bool(cell.alignment.textRotation) for cell in sheet[3])
            found[recipients] = team
    assert sorted(found) == [9, 12, 13, 24]
    assert found[9] == 15.0
    assert found[13] >= 10.0


def test_what_few_cases_need_stands_right_of_the_recipients(
    workbooks: dict[str, Workbook],
) -> None:
    """A second lead, a date of its own, why it was withdrawn, a note: after Proceedings or review,
    which every case needs.
    """
    for name, book in workbooks.items():
        if name.startswith("rounds/writer"):
            heads = [cell for cell in book["Cases"][3] if cell.value]
            last = max(cell.column for cell in heads if cell.alignment.textRotation)
            assert [cell.value for cell in heads if cell.column > last] == [
                "Proceedings or review",
                "Lead child protection practitioner",
                "Own due date",
                "Withdrawn: why",
                "Note",
            ], name


def test_no_heading_breaks_inside_a_word(workbooks: dict[str, Workbook]) -> None:
    """Each word of a heading fits its column, beside the arrow of a filter if there is one. An
    upright heading has the height of its row.
    """
    for name, sheet in seen(workbooks):
        for cell in sheet[3]:
            if cell.value and cell.alignment.textRotation == 90:
                tall = sheet.row_dimensions[3].height
                assert text_width(str(cell.value), 11, bold=True) <= tall, (name, cell.value)
            elif cell.value and cell.font.b:
                beside = ARROW if sheet.auto_filter.ref else 0.0
                wide = sheet.column_dimensions[cell.column_letter].width
                needed = heading_width(str(cell.value)) + beside
                assert needed <= wide + 0.01, (name, sheet.title, cell.value, round(needed, 1))


def test_no_sheet_prints_too_small_to_read(workbooks: dict[str, Workbook]) -> None:
    """Nine points or more, with every column on a page; a wide sheet is on pages beside each other,
    each with what its rows are about.
    """
    for name, sheet in seen(workbooks):
        widths = widths_of(sheet)
        setup = sheet.page_setup
        paper = A3_LANDSCAPE if setup.paperSize == 8 else A4_LANDSCAPE
        if not sheet.sheet_properties.pageSetUpPr.fitToPage:
            scale = setup.scale / 100
            again = range_boundaries(sheet.print_title_cols)[2]
            ends = [page.id for page in sheet.col_breaks.brk]
            starts = zip((0, *ends), (*ends, len(widths)), strict=True)
            for begin, end in starts:
                page = [*(widths[:again] if begin else ()), *widths[begin:end]]
                assert print_scale(page, paper) >= scale, (name, sheet.title)
        else:
            scale = print_scale(widths, paper)
        if sheet.page_setup.fitToHeight != 1:  # what must be one page is as large as it can be
            assert 11 * scale >= SMALLEST, (name, sheet.title, round(11 * scale, 1))


def test_no_line_of_text_runs_beyond_the_columns(workbooks: dict[str, Workbook]) -> None:
    """It would be cut off in print, or shrink the whole sheet."""
    for name, sheet in seen(workbooks):
        widths, merged = widths_of(sheet), {str(area).split(":")[0] for area in sheet.merged_cells}
        ends = [page.id for page in sheet.col_breaks.brk] or [len(widths)]
        for row in sheet.iter_rows():
            for cell in row:
                if (
                    isinstance(cell.value, str)
                    and not (cell.alignment.wrap_text or cell.alignment.textRotation)
                    and cell.coordinate not in merged
                ):
                    room = pixels(widths[cell.column - 1 : ends[0]])
                    needed = text_width(cell.value, cell.font.sz, bold=cell.font.b) / 0.75
                    assert needed <= room, (name, sheet.title, cell.coordinate)


def test_an_owner_sees_status_and_progress_first() -> None:
    """What is only read is to the right of what is typed."""
    typed = [column.whose == "owner" for column in OWNER_SHEET.columns]
    first, last = typed.index(True), OWNER_SHEET.filled_in_by("owner")
    assert all(typed[first:last])
    assert [column.field for column in OWNER_SHEET.columns[:5]] == [
        "id",
        "text",
        "due",
        "status",
        "progress",
    ]


def test_a_sheet_shrinks_in_print_by_whole_percents_and_never_grows() -> None:
    """As programs do it: 145 characters are 887 points, which is 0.9 of A4 within its margins."""
    assert print_scale([145.0]) == 0.9
    assert print_scale([40.0]) == 1.0
    assert print_scale([100.0], A4_PORTRAIT) == 0.91
