"""An owner's workbook: its own actions, each row complete in itself, with what was issued kept inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from audit_core.action_plan.columns import HISTORY_SHEET, OWNER_SHEET, PROPOSED_SHEET
from audit_core.action_plan.plan_sheet import action_row, finished, history_rows, plan_sheet
from audit_core.action_plan.plan_start_sheet import AFTER, OWNER_STEPS, STATUSES, counts, legend, lines, moved_line, pairs, position_line, start_sheet
from audit_core.i18n import say
from audit_core.workbook_style import styles

if TYPE_CHECKING:
    from datetime import date

    from audit_core.action_plan.model import Tracked, TrackedPlan
    from audit_core.action_plan.returned import Base


SPARE = 8
"""Empty rows for new actions."""


def build_owner_book(plan: TrackedPlan, owner: str, on: date, house: House, id_: str, base: Base) -> bytes:
    """The workbook of one owner, with the actions that are not over. `base` is what is issued, by action and field."""
    actions = own_actions(plan, owner)
    title = say("{partnership}: action plan", partnership=house.partnership)
    book = styles.new_book(f"{title}, {plan.name_of(owner)}", house.partnership)
    sheet = start_sheet(book, title, f"{plan.name_of(owner)}. {position_line(on)}")
    row = counts(sheet, 3, plan, actions, on)
    row = lines(sheet, row, say("What to do"), [say(step) for step in OWNER_STEPS])
    where = [pair for pair in ((say("Send it back"), house.return_to), (say("Questions"), house.contact)) if pair[1]]
    row = pairs(sheet, row, where) if where else row
    row = lines(sheet, row, say("Status: what you choose"), [say(text) for text in STATUSES])
    row = legend(sheet, row)
    row = lines(sheet, row, say("After that"), (say(AFTER), moved_line(actions)))
    pairs(sheet, row, ((say("Workbook"), id_),))
    names = plan.labels
    plan_sheet(book, OWNER_SHEET, [action_row(plan, action, on) for action in actions], "owner", names, tall=True)
    plan_sheet(book, PROPOSED_SHEET, [{} for _ in range(SPARE)], "owner", names)
    plan_sheet(book, HISTORY_SHEET, history_rows(plan, actions), "nobody", names, least=20)
    return finished(book, id_, house.marking, {action.id: base[action.id] for action in actions})


def own_actions(plan: TrackedPlan, owner: str) -> tuple[Tracked, ...]:
    """The actions of an owner that are not over."""
    return tuple(action for action in plan.actions if action.owner == owner and not action.is_over)


@attrs.frozen
class House:
    """The partnership's name and marking, where workbooks go back to, and whom to ask."""

    partnership: str
    marking: str
    return_to: str = ""
    contact: str = ""
