"""Write the first sheet of a plan workbook: the date, what to do, what each word means, and the
workbook's id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from audit_core.action_plan.model import PlanAction, TrackedPlan
from audit_core.action_plan.position import RULES, counted_position
from audit_core.findings.action import POSITION_WORDS
from audit_core.i18n import N_, _, date_in_words, ngettext
from audit_core.workbook_style import styles
from audit_core.workbook_style.row_heights import fit_row

WIDTHS = (36.0, 13.0, 13.0, 13.0, 13.0, 13.0, 13.0, 13.0, 13.0, 13.0)
STATUSES = N_(
    (
        "Not started: nothing has been done yet.",
        "In progress: something has been done. Say what under Progress this period.",
        "Blocked: it cannot continue without somebody else. Say what is in the way.",
        (
            "Done: evidence sent: it is done, and the evidence says how it helped children. "
            "Without evidence it does not count as done."
        ),
        (
            "No longer needed: say why under Progress this period. It stays in the plan until the "
            "chair withdraws it."
        ),
    )
)
AFTER = N_(
    "Done is not yet sustained: an action closes with evidence, is tested again on its date, "
    "and is then sustained or reopened."
)
OWNER_STEPS = N_(
    (
        (
            "On the sheet Action plan, fill in the white cells of each row. Grey cells are "
            "the chair's: a change there is referred to the chair."
        ),
        (
            "Progress this period is empty in each issue: what you write is added to the "
            "sheet Notes so far, with its date. Nothing is overwritten."
        ),
        "Never write the name of a child, a parent or a worker.",
        (
            "If you need another date, ask for one and say why. The date stays as it is until the "
            "chair agrees."
        ),
        (
            "Propose a new action on the sheet New actions. Save the workbook as it is, under any "
            "name, and send it back."
        ),
    )
)
CHAIR_STEPS = N_(
    (
        (
            "Type into the white cells, save, and merge this file with: audit plan merge. It "
            "is merged cell by cell, as the owners' workbooks are."
        ),
        (
            "If an owner has changed the same cell meanwhile, neither change is lost: both "
            "are listed on the sheet To decide of the next master."
        ),
        (
            "To close an action, give evidence and a test, or a reason for having none. A "
            "failed test reopens the action under the same number."
        ),
        (
            "Your own judgement of a position counts only with a reason, which is printed. "
            "The position by the rules is printed beside it."
        ),
    )
)


def new_start_sheet(book: Workbook, title: str, purpose: str) -> Worksheet:
    """Add the sheet with its title and purpose; the first free row is the third."""
    return styles.new_sheet(book, _("Start here"), title, purpose, WIDTHS)


def write_counts(
    sheet: Worksheet, plan: TrackedPlan, actions: Sequence[PlanAction], on: date
) -> int:
    """Write how many actions each owner has in each position; return the next free row."""
    row = 3
    places = [
        code
        for code, _ in POSITION_WORDS
        if any(counted_position(action, on) == code for action in actions)
    ]
    words = dict(POSITION_WORDS)
    styles.header(sheet, row, [_("Owner"), *(_(words[code]) for code in places), _("All")])
    for owner in sorted({action.owner for action in actions}, key=plan.name_of):
        row += 1
        mine = Counter(counted_position(action, on) for action in actions if action.owner == owner)
        styles.put(sheet, row, 1, plan.name_of(owner), bold=True)
        for place, number in enumerate(
            (*(mine[code] for code in places), sum(mine.values())), start=2
        ):
            styles.put(sheet, row, place, number)
        fit_row(sheet, row, [(plan.name_of(owner), WIDTHS[0])], bold=True)
    return row + 2


def write_lines(sheet: Worksheet, row: int, heading: str, texts: Sequence[str]) -> int:
    """Write a band with lines of text below it; return the next free row."""
    styles.band(sheet, row, heading, len(WIDTHS))
    for text in texts:
        row += 1
        styles.put(sheet, row, 1, text, wrap=False)
    return row + 2


def write_legend(sheet: Worksheet, row: int) -> int:
    """Write what each position means, in the order in which the rules are tried; return the next
    free row.
    """
    styles.band(
        sheet,
        row,
        _(
            "Position: set by the first of these rules that applies; never better than the "
            "dates allow"
        ),
        len(WIDTHS),
    )
    words = dict(POSITION_WORDS)
    for code, rule in RULES:
        row += 1
        styles.put(sheet, row, 1, _(words[code]), bold=True)
        styles.put(sheet, row, 2, _(rule), wrap=False)
    return row + 2


def write_pairs(sheet: Worksheet, row: int, found: Sequence[tuple[str, str]]) -> int:
    """Write labels with their texts, line by line; return the next free row."""
    for label, text in found:
        styles.put(sheet, row, 1, label, bold=True)
        styles.put(sheet, row, 2, text, wrap=False)
        row += 1
    return row + 1


def moved_line(actions: Sequence[PlanAction]) -> str:
    """Return a sentence on how many due dates were moved."""
    moves = sum(len(action.moves) for action in actions)
    return (
        ngettext("Due dates moved: once.", "Due dates moved: {count} times.", moves)
        if moves
        else _("No due date was moved.")
    )


def position_line(on: date) -> str:
    """Return a sentence with the day on which everything is as shown."""
    return _("Position on {day}.", day=date_in_words(on))
