"""Add actions to the plan: from the master's sheet New actions, from a round, or from an import. A
row that is changed in the same master corrects its action.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import attrs

from audit_core.action_plan.follow_up import (
    FollowUp,
    attach,
    ended_before,
    measure_without_finding,
    no_longer_measured,
    note_found_again,
)
from audit_core.action_plan.merging.cell_changes import CellMerger, is_same_text
from audit_core.action_plan.merging.session import EventsAndProblems, MergeSession
from audit_core.action_plan.model import (
    CHAIR,
    OpenQuestion,
    PlanAction,
    Proposal,
    TrackedPlan,
)
from audit_core.action_plan.owners import owner_called, owner_of_round
from audit_core.action_plan.replay import read_field
from audit_core.action_plan.returned import NOT_MADE, PlanRow, ReadCell
from audit_core.i18n import _
from audit_core.problems.problem import Where

_FIELDS = {"text": "text", "why": "why", "owner": "owner", "role": "owner_role", "due": "due"}
"""The columns of a row, and the fields of the action they fill."""


_IMPORTED = ("source", "reference", "text", "why", "owner_role", "sub_group", "measure")
"""The texts of an imported action."""


def next_id(plan: TrackedPlan) -> str:
    """Return the id of the next action that comes from no round: P1, P2 and so on, never used
    twice.
    """
    ids = [action.id for action in plan.actions]
    taken = [int(id_[1:]) for id_ in ids if id_[:1] == "P" and id_[1:].isdigit()]
    return f"P{max(taken, default=0) + 1}"


def own_action(cells: CellMerger, row: PlanRow) -> None:
    """Add an action that the chair typed into an empty row. If a row with the same text and owner
    made an action before, correct that action, whatever changed in the plan since.
    """
    source = _("The chair")

    def is_typed(action: PlanAction, field: str) -> bool:
        earlier = cells.sent.earlier.get((action.id, field))
        known = (getattr(action, field), earlier.value if earlier else "")
        return any(is_same_text(row.get(field).code, each) for each in known)

    for action in cells.session.plan.actions:
        if action.source == source and is_typed(action, "text") and is_typed(action, "owner"):
            _correct(cells, action, row)
            return
    add_action(cells, row, source, None)


def add_action(cells: CellMerger, row: PlanRow, source: str, proposal: Proposal | None) -> str:
    """Add an action to the plan; return its id, or "" if the row does not give the action, its
    owner and a date that can be understood.

    If the proposal has become an action already, correct that action.
    """
    session = cells.session
    known = session.plan.action(proposal.became) if proposal else None
    if known is not None:
        _correct(cells, known, row)
        return known.id
    text, owner, due = row.get("text"), row.get("owner"), row.get("due")
    for cell, label in ((text, "What is to be done"), (owner, "Owner")):
        if not cell.text:
            session.report("plan.needed_to_add", cell.where, label=label)
            return ""
    for cell, label in ((owner, "Owner"), (due, "Due")):
        if cell.problem_code:
            session.report_cell(cell, label, (), NOT_MADE)
            return ""
    added = PlanAction(
        next_id(session.plan),
        text.text,
        owner_called(session, owner.code, owner.where),
        source,
        proposal.id if proposal else "",
        why=row.get("why").text,
        owner_role=row.get("role").text,
    )
    _record_new(session, added, text.where, due)
    if proposal is not None:
        note = _("Proposed as {id}: {text}", id=proposal.id, text=proposal.text)
        session.note(added.id, note, by=proposal.by)
    return added.id


def _record_new(session: MergeSession, added: PlanAction, where: Where, due: ReadCell) -> None:
    """Record a new action, and its date if it has one."""
    session.record("add", added.id, where, added=added)
    if due.code:
        session.record("set", added.id, due.where, field="due", after=due.code)


def _correct(cells: CellMerger, action: PlanAction, row: PlanRow) -> None:
    """Apply what the row changed; blank cells keep what the action says."""
    for column, field in _FIELDS.items():
        typed = row.get(column)
        if typed.text and cells.is_changed(action, field, typed):
            cells.change(action, field, typed)


NO_NAMES: Mapping[str, str] = MappingProxyType({})
FIELDS_FROM_ROUND = ("text", "owner", "owner_role", "due", "measure")
"""The fields that a round gives an action, and may change when it is compiled again."""
PRINTED = ("why", "reference")
"""The fields that only a round gives, and that are never typed: they are kept up to date."""


def adopt_actions(
    plan: TrackedPlan,
    round_code: str,
    actions: tuple[PlanAction, ...],
    on: date,
    names: Mapping[str, str] = NO_NAMES,
    follow_up: FollowUp | None = None,
) -> EventsAndProblems:
    """Return what the newest results of a round change, and the problems to report. `names` are its
    recipients by code; a code without a name is its own name.

    A new action is added, unless it measures an open one of a round that this one follows. An
    action that the plan has stays as people made it; if the round now says something else than
    before, that is referred to the chair. An action that the round no longer has stays too, and is
    reported.
    """
    session = MergeSession(plan, on, f"round {round_code}")
    owners = {
        code: owner_of_round(session, round_code, code, names.get(code, code))
        for code in sorted({*names, *(action.owner for action in actions)})
    }
    for action in (attrs.evolve(each, owner=owners[each.owner]) for each in actions):
        known = plan.action(action.id)
        if known is not None:
            _again(session, known, action)
        elif follow_up is None or not attach(session, action, follow_up):
            _add(session, action, follow_up)
    ids = {action.id for action in actions}
    no_longer_measured(session, round_code, ids)
    if follow_up is not None:
        measure_without_finding(session, follow_up, owners)
    for known in plan.actions:
        if known.round != round_code or known.id in ids or known.gone or known.is_over:
            continue
        why = _("No longer in the newest results of its round")
        session.record("set", known.id, field="gone", after=why)
        session.report("plan.gone", id=known.id, round=round_code)
    return session.outcome


def name_owners(
    plan: TrackedPlan, round_code: str, names: Mapping[str, str], on: date
) -> EventsAndProblems:
    """Make a round's recipients owners of the plan before they have an action, so that imported
    actions can name them.
    """
    session = MergeSession(plan, on, f"round {round_code}")
    for code, name in sorted(names.items()):
        owner_of_round(session, round_code, code, name)
    return session.outcome


def _add(session: MergeSession, action: PlanAction, follow_up: FollowUp | None) -> None:
    """Add an action of a round, with the ended action that it follows, if any."""
    ended = ended_before(session.plan, action, follow_up) if follow_up else None
    given = tuple((field, read_field(action, field)) for field in sorted(FIELDS_FROM_ROUND))
    added = attrs.evolve(action, given=given, follows=ended.id if ended else "")
    session.record("add", action.id, added=added)
    if ended is not None and follow_up is not None:
        note_found_again(session, ended, action, follow_up)


def _again(session: MergeSession, known: PlanAction, action: PlanAction) -> None:
    """Update an action that the plan already has."""
    given = dict(known.given)
    for field in FIELDS_FROM_ROUND:
        before, now = given.get(field, ""), read_field(action, field)
        if is_same_text(now, before):
            continue
        session.record("given", known.id, field=field, before=before, after=now)
        ours = read_field(known, field)
        if not is_same_text(now, ours) and session.refer_to_chair(
            OpenQuestion(0, "from_round", known.id, field, ours, now, session.by, session.on)
        ):
            session.report("plan.round_changed", id=known.id)
    for field in PRINTED:
        before, now = getattr(known, field), getattr(action, field)
        if before != now:
            session.record("set", known.id, field=field, before=before, after=now)
    if known.gone:
        session.record("set", known.id, field="gone", before=known.gone, after="")


def imported_events(plan: TrackedPlan, rows: tuple[PlanRow, ...], on: date) -> EventsAndProblems:
    """Return the rows of an import as events. A row with the source, reference, wording and owner
    of an existing action adds nothing.

    An owner that the plan does not have is added, and reported.
    """
    session = MergeSession(plan, on, CHAIR)
    for row in rows:
        texts: dict[str, Any] = {field: row.get(field).text for field in _IMPORTED}
        owner = owner_called(session, row.get("owner").text, row.get("owner").where)
        known = (texts["source"], texts["reference"], texts["text"], owner)
        same = next(
            (
                item.id
                for item in session.plan.actions
                if (item.source, item.reference, item.text, item.owner) == known
            ),
            "",
        )
        if same:
            session.report("plan.import_known", row.id.where, id=same)
            continue
        priority: Any = row.get("priority").code
        added = PlanAction(id=next_id(session.plan), owner=owner, priority=priority, **texts)
        _record_new(session, added, row.id.where, row.get("due"))
    return session.outcome
