"""Build the chair's workbook: every action, everything to decide, and the whole history. It is
merged as an owner's workbook is.
"""

from __future__ import annotations

from datetime import date

from openpyxl import Workbook

from audit_core.action_plan.columns import (
    ASKED_SHEET,
    CLOSING_SHEET,
    HISTORY_SHEET,
    LEAD_SHEET,
    MASTER_SHEET,
    OPEN_QUESTIONS_SHEET,
    PAIRS_SHEET,
    PROPOSALS_SHEET,
    TESTS_SHEET,
)
from audit_core.action_plan.model import TrackedPlan
from audit_core.action_plan.owner_workbook import Issuer
from audit_core.action_plan.plan_sheet import (
    action_row,
    finish_plan_workbook,
    history_rows,
    lists_sheet,
    open_question_row,
    pair_rows,
    plan_sheet,
    proposal_rows,
)
from audit_core.action_plan.plan_start_sheet import (
    AFTER,
    CHAIR_STEPS,
    moved_line,
    new_start_sheet,
    position_line,
    write_counts,
    write_legend,
    write_lines,
    write_pairs,
)
from audit_core.action_plan.retest import is_test_due
from audit_core.action_plan.returned import IssuedFields
from audit_core.i18n import _, ngettext, plural
from audit_core.workbook_style import styles

SPARE_CHAIR_ROWS = 8
"""Empty rows for the chair's own actions."""


def build_master_workbook(
    plan: TrackedPlan, on: date, house: Issuer, id_: str, base: IssuedFields
) -> bytes:
    """Return the master of an issue. `base` is what is issued, by action and field."""
    title = _("{partnership}: action plan, master", partnership=house.partnership)
    book = styles.new_book(title, house.partnership)
    names, history = plan.labels, history_rows(plan, plan.actions)
    rows = [action_row(plan, action, on) for action in plan.actions]
    _start(book, plan, on, title, id_)
    plan_sheet(book, MASTER_SHEET, rows, "chair", names)
    plan_sheet(
        book,
        OPEN_QUESTIONS_SHEET,
        [open_question_row(plan, matter) for matter in plan.open_matters],
        "chair",
        names,
    )
    plan_sheet(book, LEAD_SHEET, rows, "chair", names, least=34)
    asked = sorted(
        rows, key=lambda row: not (row["answer"] in {"in_part", "not_accepted"} or row["asked_due"])
    )
    plan_sheet(book, ASKED_SHEET, asked, "chair", names, least=34)
    done = sorted(
        rows, key=lambda row: not (row["status"] == "done_evidence_sent" or row["decision"])
    )
    plan_sheet(book, CLOSING_SHEET, done, "chair", names)
    due = {action.id for action in plan.actions if is_test_due(action, on)}
    tested = sorted(rows, key=lambda row: (row["id"] not in due, not row["test_on"]))
    plan_sheet(book, TESTS_SHEET, tested, "chair", names)
    plan_sheet(
        book,
        PROPOSALS_SHEET,
        [*proposal_rows(plan), *({} for _ in range(SPARE_CHAIR_ROWS))],
        "chair",
        names,
    )
    plan_sheet(book, PAIRS_SHEET, pair_rows(plan), "chair", names)
    plan_sheet(book, HISTORY_SHEET, history, "nobody", names, least=20)
    lists_sheet(book, names)
    return finish_plan_workbook(book, id_, house.marking, base)


def _start(book: Workbook, plan: TrackedPlan, on: date, title: str, id_: str) -> None:
    sheet = new_start_sheet(book, title, position_line(on))
    row = write_counts(sheet, plan, plan.actions, on)
    due = sum(is_test_due(action, on) for action in plan.actions)
    waits = (
        (
            len(plan.open_matters),
            plural(
                "To decide: one change was not applied automatically.",
                "To decide: {count} changes were not applied automatically.",
            ),
        ),
        (
            len(plan.open_proposals),
            plural("New actions: one is proposed.", "New actions: {count} are proposed."),
        ),
        (
            len(pair_rows(plan)),
            plural("Likely duplicates: one pair.", "Likely duplicates: {count} pairs."),
        ),
        (
            due,
            plural("Test results: one test is due.", "Test results: {count} tests are due."),
        ),
    )
    open_ = [ngettext(*words, count) for count, words in waits if count] or [
        _("Nothing: everything that came in has been applied.")
    ]
    row = write_lines(sheet, row, _("What needs your decision"), (*open_, moved_line(plan.actions)))
    row = write_lines(sheet, row, _("What to do"), [_(step) for step in CHAIR_STEPS])
    row = write_legend(sheet, row)
    row = write_lines(sheet, row, _("After that"), (_(AFTER),))
    write_pairs(sheet, row, ((_("Workbook"), id_),))
