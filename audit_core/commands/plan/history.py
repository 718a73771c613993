"""Show one action's whole history from the journal: who changed what, when, and in which cell it
was typed.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import attrs

from audit_core.action_plan.columns import CONFLICT_CHOICES, choice_label, column_label
from audit_core.action_plan.event_text import author, field_text
from audit_core.action_plan.follow_up import measured_as
from audit_core.action_plan.model import OpenQuestion, PlanAction, PlanEvent, TrackedPlan
from audit_core.commands.plan.open_plan import open_plan
from audit_core.errors import UsageProblem
from audit_core.i18n import _, using_language
from audit_core.plugin_system.manager import Plugins


@attrs.frozen
class Step:
    """One event: when, by whom, in words, and where it was typed."""

    on: date
    who: str
    says: str
    where: str = ""


def action_history(
    folder: Path, plugins: Plugins, id_: str
) -> tuple[PlanAction, str, tuple[Step, ...]]:
    """Return an action, its owner's name, and everything that happened to it, oldest first. The id
    that a follow-up round prints for an action it measures leads to that action. Raises
    UsageProblem where there is no such action.
    """
    home = open_plan(folder, plugins)
    wanted = id_.strip().upper()
    action = next((item for item in home.plan.actions if item.id.upper() == wanted), None)
    action = action or measured_as(home.plan, wanted)
    if action is None:
        raise UsageProblem("plan.no_action", id=id_)
    matters = {matter.id: matter for matter in home.plan.matters if matter.action == action.id}
    with using_language(home.speech):
        steps = (
            _step(event, home.plan, matters)
            for event in home.events
            if event.action == action.id or event.action in matters
        )
        return action, home.plan.name_of(action.owner), tuple(step for step in steps if step.says)


def _step(event: PlanEvent, plan: TrackedPlan, matters: dict[str, OpenQuestion]) -> Step:
    at = event.matter or event
    where = ", ".join(filter(None, (at.file, at.sheet, at.cell)))
    why = f" ({event.why})" if event.why else ""
    return Step(event.on, author(plan, event.by), f"{_says(event, plan, matters)}{why}", where)


def _says(event: PlanEvent, plan: TrackedPlan, matters: dict[str, OpenQuestion]) -> str:
    before, after = (
        field_text(plan, event.field, text) or _("(empty)") for text in (event.before, event.after)
    )
    if event.kind == "set":
        return (
            f"{column_label(event.field)}: {before} -> {after}"
            if event.before
            else f"{column_label(event.field)}: {after}"
        )
    if event.kind == "matter" and event.matter is not None:
        matter = event.matter
        words = field_text(plan, matter.field, matter.theirs) or _("(empty)")
        return f"{matter.id}, for the chair to decide: {column_label(matter.field)}: {words}"
    if event.kind == "settle":
        label = column_label(matters[event.action].field)
        return f"{event.action} ({label}): {choice_label(CONFLICT_CHOICES, event.field)}"
    return {
        "add": "Added to the plan",
        "note": event.after,
        "pair": f"Compared with {event.after}",
    }.get(event.kind, "")
