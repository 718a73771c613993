"""The chair's answer to a new date that an owner asked for: it is about the date that the master showed, whatever was asked for since."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from audit_core.model.plan_sheets import label_of
from audit_core.track.fields import read_field
from audit_core.words import say, say_day

if TYPE_CHECKING:
    from audit_core.model.plan_return import Typed
    from audit_core.model.tracked import Tracked
    from audit_core.track.cells import Cells

AGREED = "asked_agreed"


def agree(cells: Cells, action: Tracked, said: Typed) -> None:
    """Yes moves the due date to the one that was shown, No leaves it; the same master may say so otherwise later.

    The history says how it was answered. A newer request stays, and a due date that was moved meanwhile is not moved again.
    """
    desk, shown = cells.desk, cells.sent.base.get(action.id, {})
    asked, due = shown.get("asked_due", ""), shown.get("due", "")
    if not asked:
        desk.tell("plan.no_date_asked", said.where, id=action.id)
        return
    for field, stands in ((AGREED, (action.id, AGREED) not in cells.sent.others), ("due", said.code != "yes" or cells.is_as_shown(action, "due", asked))):
        if not stands:
            desk.tell("plan.overtaken", said.where, what=action.id, id=action.id, label=label_of(field))
            return
    why = shown.get("asked_why", "")
    desk.do("set", action.id, said.where, field=AGREED, before=asked, after=said.code)
    if said.code == "yes":
        cells.write(action, "due", asked, said.where, why or say("Asked for by the owner"), AGREED)
        says = say("New date agreed: {day}. {why}", day=_day(asked), why=why)
    else:
        if read_field(action, "due") == asked != due and cells.is_as_shown(action, "due", asked):
            cells.write(action, "due", due, said.where, say("Not agreed after all"), AGREED)
        says = say("New date not agreed: {day}. {why}", day=_day(asked), why=why)
    desk.note(action.id, says.strip())
    answered = cells.is_as_shown(action, "asked_due")
    for field in ("asked_due", "asked_why", AGREED) if answered else (AGREED,):
        now = desk.plan.action(action.id)
        if now is not None and (field == AGREED or cells.is_as_shown(now, field)):
            cells.write(now, field, "", said.where, decided=AGREED)


def _day(text: str) -> str:
    return say_day(date.fromisoformat(text), "short")
