"""A row of the master's sheet New actions becomes an action of the plan, once; said otherwise in the same master, it is corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.model.plan_return import NOT_MADE
from audit_core.model.tracked import Tracked
from audit_core.track.owners import owner_called
from audit_core.track.three_way import same
from audit_core.words import say

if TYPE_CHECKING:
    from audit_core.model.plan_return import PlanRow
    from audit_core.model.tracked import Proposal
    from audit_core.track.cells import Cells

_FIELDS = {"text": "text", "why": "why", "owner": "owner", "role": "owner_role", "due": "due"}
"""The columns of a row, and the fields of the action that they fill."""


def next_id(plan_ids: list[str]) -> str:
    """The number of an action that comes from no round: P1, P2 ... , never given twice."""
    taken = [int(id_[1:]) for id_ in plan_ids if id_[:1] == "P" and id_[1:].isdigit()]
    return f"P{max(taken, default=0) + 1}"


def own_action(cells: Cells, row: PlanRow) -> None:
    """A new action of the chair's own, typed into an empty row. It is known again by what the row said, whatever was changed in the plan since."""
    source = say("The chair")
    for action in cells.desk.plan.actions:
        if action.source == source and all(
            any(same(row.get(field).code, known) for known in (getattr(action, field), _said(cells, action.id, field))) for field in ("text", "owner")
        ):
            _correct(cells, action, row)
            return
    join(cells, row, source, None)


def join(cells: Cells, row: PlanRow, source: str, proposal: Proposal | None) -> str:
    """A new action of the plan: its id, or "" where the row does not say what is to be done, by whom, or by a date that can be understood.

    A proposal that has become one already is corrected.
    """
    desk = cells.desk
    known = desk.plan.action(proposal.became) if proposal is not None and proposal.became else None
    if known is not None:
        _correct(cells, known, row)
        return known.id
    text, owner, due = row.get("text"), row.get("owner"), row.get("due")
    for cell, label in ((text, "What is to be done"), (owner, "Owner")):
        if not cell.text:
            desk.tell("plan.needed_to_add", cell.where, label=label)
            return ""
    for cell, label in ((owner, "Owner"), (due, "Due")):
        if cell.fault:
            desk.tell_of(cell, label, (), NOT_MADE)
            return ""
    code = owner_called(desk, owner.code, owner.where)
    id_ = next_id([action.id for action in desk.plan.actions])
    reference = proposal.id if proposal else ""
    added = Tracked(id_, text.text, code, source, reference, why=row.get("why").text, owner_role=row.get("role").text)
    desk.do("add", id_, text.where, added=added)
    if due.code:
        desk.do("set", id_, due.where, field="due", after=due.code)
    if proposal is not None:
        desk.note(id_, say("Proposed as {id}: {text}", id=proposal.id, text=proposal.text), by=proposal.by)
    return id_


def _correct(cells: Cells, action: Tracked, row: PlanRow) -> None:
    """What the row says otherwise than before; what it leaves blank stays."""
    for column, field in _FIELDS.items():
        said = row.get(column)
        if said.text and cells.is_changed(action, field, said):
            cells.change(action, field, said)


def _said(cells: Cells, id_: str, field: str) -> str:
    said = cells.sent.said.get((id_, field))
    return said.value if said else ""
