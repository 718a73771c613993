"""The chair's workbook: every action, what there is to decide, and the whole history. It is merged like an owner's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.action_plan.columns import ASKED_SHEET, CLOSING_SHEET, HISTORY_SHEET, MASTER_SHEET, MATTERS_SHEET, PAIRS_SHEET, PROPOSALS_SHEET
from audit_core.action_plan.plan_sheet import action_row, finished, history_rows, lists_sheet, matter_row, pair_rows, plan_sheet, proposal_rows
from audit_core.action_plan.plan_start_sheet import AFTER, CHAIR_STEPS, counts, legend, lines, moved_line, pairs, position_line, start_sheet
from audit_core.action_plan.retest import is_test_due
from audit_core.i18n import mark, say, say_count
from audit_core.workbook_style import styles

if TYPE_CHECKING:
    from datetime import date

    from openpyxl import Workbook

    from audit_core.action_plan.model import TrackedPlan
    from audit_core.action_plan.owner_workbook import House
    from audit_core.action_plan.returned import Base

SPARE = 8
"""Empty rows for actions of the chair's own."""


def build_master_book(plan: TrackedPlan, on: date, house: House, id_: str, base: Base) -> bytes:
    """The master of an issue. `base` is what is issued, by action and field."""
    title = say("{partnership}: action plan, master", partnership=house.partnership)
    book = styles.new_book(title, house.partnership)
    names, history = plan.labels, history_rows(plan, plan.actions)
    rows = [action_row(plan, action, on) for action in plan.actions]
    _start(book, plan, on, title, id_)
    plan_sheet(book, MASTER_SHEET, rows, "chair", names)
    plan_sheet(book, MATTERS_SHEET, [matter_row(plan, matter) for matter in plan.open_matters], "chair", names)
    asked = sorted(rows, key=lambda row: not (row["answer"] in {"in_part", "not_accepted"} or row["asked_due"]))
    plan_sheet(book, ASKED_SHEET, asked, "chair", names, least=34)
    done = sorted(rows, key=lambda row: not (row["status"] == "done_evidence_sent" or row["decision"]))
    plan_sheet(book, CLOSING_SHEET, done, "chair", names)
    plan_sheet(book, PROPOSALS_SHEET, [*proposal_rows(plan), *({} for _ in range(SPARE))], "chair", names)
    plan_sheet(book, PAIRS_SHEET, pair_rows(plan), "chair", names)
    plan_sheet(book, HISTORY_SHEET, history, "nobody", names, least=20)
    lists_sheet(book, names)
    return finished(book, id_, house.marking, base)


def _start(book: Workbook, plan: TrackedPlan, on: date, title: str, id_: str) -> None:
    sheet = start_sheet(book, title, position_line(on))
    row = counts(sheet, 3, plan, plan.actions, on)
    due = sum(is_test_due(action, on) for action in plan.actions)
    waits = (
        (len(plan.open_matters), mark(("To decide: one cell was not simply taken over.", "To decide: {count} cells were not simply taken over."))),
        (len(plan.open_proposals), mark(("New actions: one is proposed.", "New actions: {count} are proposed."))),
        (len(pair_rows(plan)), mark(("Likely duplicates: one pair.", "Likely duplicates: {count} pairs."))),
        (due, mark(("Closing and tests: one test is due.", "Closing and tests: {count} tests are due."))),
    )
    open_ = [say_count(*words, count) for count, words in waits if count] or [say("Nothing: everything that came in is taken over.")]
    row = lines(sheet, row, say("What waits for you"), (*open_, moved_line(plan.actions)))
    row = lines(sheet, row, say("What to do"), [say(step) for step in CHAIR_STEPS])
    row = legend(sheet, row)
    row = lines(sheet, row, say("After that"), (say(AFTER),))
    pairs(sheet, row, ((say("Workbook"), id_),))
