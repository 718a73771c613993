"""Actions from elsewhere join the plan: each under a number of its own, with its source and reference, once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from audit_core.model.tracked import CHAIR, Tracked
from audit_core.track.desk import Desk
from audit_core.track.join import next_id
from audit_core.track.owners import owner_called

if TYPE_CHECKING:
    from datetime import date

    from audit_core.model.plan_return import PlanRow
    from audit_core.model.tracked import Event, TrackedPlan
    from audit_core.problems import Problem


def bring(plan: TrackedPlan, rows: tuple[PlanRow, ...], on: date) -> tuple[tuple[Event, ...], tuple[Problem, ...]]:
    """The rows of an import as events. One with the source, reference, wording and owner of an action of the plan adds nothing.

    An owner that the plan does not know is new, and told.
    """
    desk = Desk(plan, on, CHAIR)
    for row in rows:
        said: dict[str, Any] = {field: row.get(field).text for field in ("source", "reference", "text", "why", "owner_role", "sub_group", "measure")}
        owner, priority, due = owner_called(desk, row.get("owner").text, row.get("owner").where), row.get("priority").code, row.get("due")
        known = (said["source"], said["reference"], said["text"], owner)
        same = next((item for item in desk.plan.actions if (item.source, item.reference, item.text, item.owner) == known), None)
        if same is not None:
            desk.tell("plan.import_known", row.id.where, id=same.id)
            continue
        id_ = next_id([action.id for action in desk.plan.actions])
        desk.do("add", id_, row.id.where, added=Tracked(id=id_, owner=owner, priority=priority, **said))
        if due.code:
            desk.do("set", id_, due.where, field="due", after=due.code)
    return tuple(desk.events), tuple(desk.problems)
