"""The decided actions of a round join the plan, each once. What people decided or wrote since is never overwritten."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from audit_core.model.tracked import Matter, Tracked
from audit_core.track.desk import Desk
from audit_core.track.fields import read_field
from audit_core.track.owners import owner_of_round
from audit_core.track.three_way import same
from audit_core.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from audit_core.model.tracked import Event, TrackedPlan
    from audit_core.problems import Problem

NOBODY: Mapping[str, str] = MappingProxyType({})
GIVEN = ("text", "owner", "owner_role", "due", "measure")
"""What a round says of an action, and may say differently once it is compiled again."""
PRINTED = ("why", "reference")
"""What only a round says, and nobody types: it is kept up to date."""


def take_in(
    plan: TrackedPlan, round_code: str, actions: tuple[Tracked, ...], on: date, names: Mapping[str, str] = NOBODY
) -> tuple[tuple[Event, ...], tuple[Problem, ...]]:
    """What the newest set of a round changes. `names` are its recipients' by code; whoever is not among them is called by its code.

    A new action is added. One that the plan has stays as people made it; where the round now says something else than it said
    before, that is put before the chair. One that the round no longer has stays as well, and is told.
    """
    desk = Desk(plan, on, f"round {round_code}")
    owners = {code: owner_of_round(desk, round_code, code, names.get(code, code)) for code in sorted({*names, *(action.owner for action in actions)})}
    for action in (attrs.evolve(each, owner=owners[each.owner]) for each in actions):
        known = plan.action(action.id)
        if known is None:
            desk.do("add", action.id, added=attrs.evolve(action, given=tuple((field, read_field(action, field)) for field in sorted(GIVEN))))
        else:
            _again(desk, known, action)
    ids = {action.id for action in actions}
    for known in plan.actions:
        if known.round == round_code and known.id not in ids and not known.gone and not known.is_over:
            desk.do("set", known.id, field="gone", after=say("No longer in the newest results of its round"))
            desk.tell("plan.gone", id=known.id, round=round_code)
    return tuple(desk.events), tuple(desk.problems)


def name_owners(plan: TrackedPlan, round_code: str, names: Mapping[str, str], on: date) -> tuple[tuple[Event, ...], tuple[Problem, ...]]:
    """A round's recipients become owners of the plan, before it has an action of theirs: so that one can be chosen for what is imported."""
    desk = Desk(plan, on, f"round {round_code}")
    for code, name in sorted(names.items()):
        owner_of_round(desk, round_code, code, name)
    return tuple(desk.events), tuple(desk.problems)


def _again(desk: Desk, known: Tracked, action: Tracked) -> None:
    """An action that the plan has already."""
    given = dict(known.given)
    for field in GIVEN:
        now = read_field(action, field)
        if same(now, given.get(field, "")):
            continue
        desk.do("given", known.id, field=field, before=given.get(field, ""), after=now)
        ours = read_field(known, field)
        if not same(now, ours) and desk.hold(Matter(0, "from_round", known.id, field, ours, now, desk.by, desk.on)):
            desk.tell("plan.round_changed", id=known.id)
    for field in PRINTED:
        if getattr(action, field) != getattr(known, field):
            desk.do("set", known.id, field=field, before=getattr(known, field), after=getattr(action, field))
    if known.gone:
        desk.do("set", known.id, field="gone", before=known.gone, after="")
