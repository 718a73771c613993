"""Build an owner's workbook: the owner's actions, one complete row each, with the issued values on
a hidden sheet.
"""

from __future__ import annotations

from datetime import date

import attrs

from audit_core.action_plan.columns import HISTORY_SHEET, OWNER_SHEET, PROPOSED_SHEET
from audit_core.action_plan.model import PlanAction, TrackedPlan
from audit_core.action_plan.plan_sheet import (
    action_row,
    finish_plan_workbook,
    history_rows,
    plan_sheet,
)
from audit_core.action_plan.plan_start_sheet import (
    AFTER,
    OWNER_STEPS,
    STATUSES,
    moved_line,
    new_start_sheet,
    position_line,
    write_counts,
    write_legend,
    write_lines,
    write_pairs,
)
from audit_core.action_plan.returned import IssuedFields
from audit_core.i18n import _
from audit_core.workbook_style import styles

SPARE_PROPOSAL_ROWS = 8
"""Empty rows for new actions."""


def build_owner_workbook(
    plan: TrackedPlan, owner: str, on: date, house: Issuer, id_: str, base: IssuedFields
) -> bytes:
    """Return the workbook of one owner, with the actions that are not over. `base` is what is
    issued, by action and field.
    """
    actions = own_actions(plan, owner)
    title = _("{partnership}: action plan", partnership=house.partnership)
    book = styles.new_book(f"{title}, {plan.name_of(owner)}", house.partnership)
    sheet = new_start_sheet(book, title, f"{plan.name_of(owner)}. {position_line(on)}")
    row = write_counts(sheet, plan, actions, on)
    row = write_lines(sheet, row, _("What to do"), [_(step) for step in OWNER_STEPS])
    where = [
        pair
        for pair in ((_("Send it back"), house.return_to), (_("Questions"), house.contact))
        if pair[1]
    ]
    row = write_pairs(sheet, row, where) if where else row
    row = write_lines(sheet, row, _("Status: what you choose"), [_(text) for text in STATUSES])
    row = write_legend(sheet, row)
    row = write_lines(sheet, row, _("After that"), (_(AFTER), moved_line(actions)))
    write_pairs(sheet, row, ((_("Workbook"), id_),))
    names = plan.labels
    plan_sheet(
        book,
        OWNER_SHEET,
        [action_row(plan, action, on) for action in actions],
        "owner",
        names,
        tall=True,
    )
    plan_sheet(book, PROPOSED_SHEET, [{} for _ in range(SPARE_PROPOSAL_ROWS)], "owner", names)
    plan_sheet(book, HISTORY_SHEET, history_rows(plan, actions), "nobody", names, least=20)
    return finish_plan_workbook(
        book, id_, house.marking, {action.id: base[action.id] for action in actions}
    )


def own_actions(plan: TrackedPlan, owner: str) -> tuple[PlanAction, ...]:
    """Return the actions of an owner that are not over."""
    return tuple(action for action in plan.actions if action.owner == owner and not action.is_over)


@attrs.frozen
class Issuer:
    """The partnership's name and marking, where to return workbooks, and whom to ask."""

    partnership: str
    marking: str
    return_to: str = ""
    contact: str = ""
