"""Make the plan from events: the only place where a plan changes. The same events in the same order
always make the same plan.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs

from audit_core.action_plan.columns import COLUMNS, PASSING
from audit_core.action_plan.model import (
    DateChange,
    DuplicatePair,
    MergedFile,
    Note,
    OpenQuestion,
    PlanAction,
    PlanEvent,
    Proposal,
    TrackedPlan,
)

TEXTS = tuple(
    name for name, column in COLUMNS.items() if column.kind == "text" and name not in PASSING
)
"""The fields of an action that contain typed text."""


def replay(events: Iterable[PlanEvent]) -> TrackedPlan:
    """Return the plan that these events make, starting from an empty one."""
    return apply_event(TrackedPlan(), events)


def issued_as(events: Iterable[PlanEvent]) -> dict[int, TrackedPlan]:
    """Return the plan as it was at each issue, by number: what a return is compared with."""
    plan, found = TrackedPlan(), {}
    for event in events:
        plan = _after(plan, event)
        if event.kind == "issue":
            found[event.issue] = plan
    return found


def apply_event(plan: TrackedPlan, events: Iterable[PlanEvent]) -> TrackedPlan:
    """Return the plan after these events. Raises ValueError for an event about an action that is
    not in the plan.
    """
    for event in events:
        plan = _after(plan, event)
    return plan


def _after(plan: TrackedPlan, event: PlanEvent) -> TrackedPlan:
    """Return the plan after one event."""
    if event.kind == "begin":
        return attrs.evolve(plan, code=event.action, partnership=event.after)
    if event.kind == "name":
        aliases = dict(plan.aliases) | ({event.field: event.action} if event.field else {})
        return attrs.evolve(
            plan,
            names=tuple(sorted((dict(plan.names) | {event.action: event.after}).items())),
            aliases=tuple(sorted(aliases.items())),
        )
    if event.kind == "add" and event.added is not None:
        return attrs.evolve(plan, actions=(*plan.actions, event.added))
    if event.kind in {"set", "note", "given", "measure"}:
        return _with_action(plan, event)
    if event.kind == "matter" and event.matter is not None:
        return attrs.evolve(plan, matters=(*plan.matters, event.matter))
    if event.kind == "settle":
        return attrs.evolve(
            plan,
            matters=tuple(
                _settled(item, event) if item.id == event.action else item for item in plan.matters
            ),
        )
    if event.kind == "propose" and event.proposal is not None:
        return attrs.evolve(
            plan,
            proposals=(
                *(item for item in plan.proposals if item.no != event.proposal.no),
                event.proposal,
            ),
        )
    if event.kind == "dispose":
        return attrs.evolve(
            plan,
            proposals=tuple(
                _disposed(item, event) if item.id == event.action else item
                for item in plan.proposals
            ),
        )
    if event.kind == "pair":
        pair = DuplicatePair(event.action, event.after, event.field, event.issue)
        return attrs.evolve(
            plan, pairs=(*(item for item in plan.pairs if item.id != pair.id), pair)
        )
    if event.kind == "merged":
        return attrs.evolve(
            plan,
            merged=(
                *plan.merged,
                MergedFile(event.file, event.after, event.by, event.issue, event.on),
            ),
        )
    if event.kind == "issue":
        return attrs.evolve(plan, issue=event.issue, issued_on=event.on)
    msg = f"an event of the kind {event.kind} that holds nothing"
    raise ValueError(msg)


def _with_action(plan: TrackedPlan, event: PlanEvent) -> TrackedPlan:
    place = next(
        (number for number, action in enumerate(plan.actions) if action.id == event.action), None
    )
    if place is None:
        msg = f"an event about {event.action}, which is not in the plan"
        raise ValueError(msg)
    return attrs.evolve(
        plan,
        actions=(
            *plan.actions[:place],
            _changed(plan.actions[place], event),
            *plan.actions[place + 1 :],
        ),
    )


def _changed(action: PlanAction, event: PlanEvent) -> PlanAction:
    if event.kind == "note":
        return attrs.evolve(
            action, notes=(*action.notes, Note(event.on, event.by, event.after, event.issue))
        )
    if event.kind == "given":
        return attrs.evolve(
            action, given=tuple(sorted((dict(action.given) | {event.field: event.after}).items()))
        )
    if event.kind == "measure":
        measured = dict(action.measured) | {event.field: event.after}
        return attrs.evolve(action, measured=tuple(measured.items()))
    if event.field == "due":
        return _moved(action, event)
    if event.field == "reopened":
        return attrs.evolve(action, reopened=int(event.after))
    typed_by = (
        tuple(sorted((dict(action.typed_by) | {event.field: event.by}).items()))
        if event.field in TEXTS
        else action.typed_by
    )
    return attrs.evolve(with_field(action, event.field, event.after), typed_by=typed_by)


def _moved(action: PlanAction, event: PlanEvent) -> PlanAction:
    """Return the action with another due date. Its first due date is kept; every later one is
    counted as a move.
    """
    after = date.fromisoformat(event.after) if event.after else None
    if action.first_due is None:
        return attrs.evolve(action, due=after, first_due=after)
    return attrs.evolve(
        action, due=after, moves=(*action.moves, DateChange(event.on, action.due, after, event.why))
    )


def _settled(matter: OpenQuestion, event: PlanEvent) -> OpenQuestion:
    decided: Any = event.field
    return attrs.evolve(
        matter, decision=decided, value=event.after, why=event.why, decided_issue=event.issue
    )


def _disposed(proposal: Proposal, event: PlanEvent) -> Proposal:
    decided: Any = event.field
    return attrs.evolve(
        proposal,
        decision=decided,
        became=event.after,
        decision_why=event.why,
        decided_issue=event.issue,
    )


DATES = frozenset({"due", "asked_due", "closed_on", "test_on", "tested_on"})


def read_field(action: PlanAction, field: str) -> str:
    """Return the value of an action's field as text; "" for a field that is emptied in every
    issue.
    """
    if field in PASSING:
        return ""
    value = getattr(action, field)
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def with_field(action: PlanAction, field: str, text: str) -> PlanAction:
    """Return the action with another value in a field. Raises ValueError for a text that is not a
    date in a date field.
    """
    value: Any = (date.fromisoformat(text) if text else None) if field in DATES else text
    return attrs.evolve(action, **{field: value})
