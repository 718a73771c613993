"""What the chair decided in the master about single cells, proposed actions and likely duplicates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.model.plan_sheets import COLUMNS, PASSING, SETTLED, label_of, word_of
from audit_core.model.tracked import Tracked
from audit_core.track.fields import read_field
from audit_core.track.owners import owner_called
from audit_core.track.three_way import same
from audit_core.words import say

if TYPE_CHECKING:
    from audit_core.model.plan_return import PlanRow, Returned, Typed
    from audit_core.model.tracked import Matter, Proposal
    from audit_core.track.desk import Desk


def settle(desk: Desk, returned: Returned) -> None:
    """Every decision in a master, as events on the desk. One that was made before is not made again; a different one is told."""
    for row in returned.settled:
        _matter(desk, row)
    for row in returned.proposed:
        _proposal(desk, row)
    for row in returned.pairs:
        _pair(desk, row)


def next_id(plan_ids: list[str]) -> str:
    """The number of an action that comes from no round: P1, P2 ... , never given twice."""
    taken = [int(id_[1:]) for id_ in plan_ids if id_[:1] == "P" and id_[1:].isdigit()]
    return f"P{max(taken, default=0) + 1}"


def _matter(desk: Desk, row: PlanRow) -> None:
    decision, value, why = row.get("decision"), row.get("value"), row.get("why").text
    matter = next((item for item in desk.plan.matters if item.id == row.id.text), None)
    if not decision.text:
        if (value.text or why) and matter is not None and matter.is_open:
            desk.tell("plan.no_decision", row.id.where, id=matter.id)
        return
    if matter is None:
        desk.tell("plan.nothing_to_decide", row.id.where, id=row.id.text)
    elif decision.fault:
        desk.tell(decision.fault, decision.where, value=decision.text, label="Decision", known=", ".join(word for _, word in SETTLED))
    elif not matter.is_open:
        if matter.decision != decision.code:
            desk.tell("plan.decided_already", decision.where, id=matter.id, decision=word_of(SETTLED, matter.decision))
    elif decision.code == "take" and matter.kind == "not_understood":
        desk.tell("plan.cannot_take", decision.where, label=label_of(matter.field))
    elif decision.code == "other" and (value.fault or not value.text):
        desk.tell(value.fault or "plan.no_other", value.where, value=value.text, label=label_of(matter.field), known="")
    else:
        _decide(desk, matter, decision, value, why)


def _decide(desk: Desk, matter: Matter, decision: Typed, value: Typed, why: str) -> None:
    action = desk.plan.action(matter.action)
    after = {"keep": "", "take": matter.theirs, "other": value.code}[decision.code]
    desk.do("settle", matter.id, decision.where, field=decision.code, after=after, why=why)
    if decision.code == "keep" or action is None:
        return
    if matter.field in PASSING:
        desk.note(action.id, after, by=matter.by, where=decision.where)
    elif COLUMNS[matter.field].needed and not after:
        desk.tell("plan.needed", decision.where, label=label_of(matter.field))
    elif read_field(action, matter.field) != after:
        if matter.field == "owner":
            after = owner_called(desk, after, decision.where)
        reason = why or say("Decided on {matter}", matter=matter.id)
        desk.do("set", action.id, decision.where, field=matter.field, before=read_field(action, matter.field), after=after, why=reason)


def _proposal(desk: Desk, row: PlanRow) -> None:
    decision = row.get("decision")
    if not row.id.text:
        if row:
            _chairs_own(desk, row)
        return
    proposal = next((item for item in desk.plan.proposals if item.id == row.id.text), None)
    if not decision.text:
        if proposal is not None and not proposal.decision and _is_edited(row, proposal):
            desk.tell("plan.no_decision", row.id.where, id=proposal.id)
        return
    if proposal is None:
        desk.tell("plan.nothing_to_decide", row.id.where, id=row.id.text)
    elif decision.fault:
        desk.tell(decision.fault, decision.where, value=decision.text, label="Decision", known="Accept, Reject")
    elif proposal.decision:
        if proposal.decision != decision.code:
            desk.tell("plan.decided_already", decision.where, id=proposal.id, decision="Accept" if proposal.decision == "accepted" else "Reject")
    elif decision.code == "rejected":
        why = row.get("decision_why").text
        if not why:
            desk.tell("plan.no_reason", decision.where, id=proposal.id)
            return
        desk.do("dispose", proposal.id, decision.where, field="rejected", why=why)
    else:
        source = say("Proposed by {who}", who=desk.plan.name_of(proposal.by))
        became = _add(desk, row, source, proposal.id, proposal)
        if became:
            desk.do("dispose", proposal.id, decision.where, field="accepted", after=became)


def _is_edited(row: PlanRow, proposal: Proposal) -> bool:
    """Whether the chair changed how a proposed action is worded, or whose it is."""
    due = row.get("due")
    now = (row.get("text").text, row.get("why").text, row.get("owner").code, row.get("role").text, due.code or due.text)
    return any(not same(one, other) for one, other in zip(now, (proposal.text, proposal.why, proposal.by, proposal.role, proposal.due), strict=True))


def _chairs_own(desk: Desk, row: PlanRow) -> None:
    """A new action that the chair typed into an empty row. The same master merged again adds it no second time."""
    text, owner = row.get("text").text, row.get("owner").code
    if any((item.text, item.owner, item.source) == (text, owner, say("The chair")) for item in desk.plan.actions):
        return
    _add(desk, row, say("The chair"), "", None)


def _add(desk: Desk, row: PlanRow, source: str, reference: str, proposal: Proposal | None) -> str:
    """A new action of the plan: its id, or "" where the row does not say what is to be done, by whom, or by a date that can be understood."""
    text, owner, due = row.get("text"), row.get("owner"), row.get("due")
    for cell, label in ((text, "What is to be done"), (owner, "Owner")):
        if not cell.text:
            desk.tell("plan.needed_to_add", cell.where, label=label)
            return ""
    for cell, label in ((owner, "Owner"), (due, "Due")):
        if cell.fault:
            desk.tell(cell.fault, cell.where, value=cell.text, label=label, known="")
            return ""
    code = owner_called(desk, owner.code, owner.where)
    id_ = next_id([action.id for action in desk.plan.actions])
    added = Tracked(id_, text.text, code, source, reference, why=row.get("why").text, owner_role=row.get("role").text)
    desk.do("add", id_, text.where, added=added)
    if due.code:
        desk.do("set", id_, due.where, field="due", after=due.code)
    if proposal is not None:
        desk.note(id_, say("Proposed as {id}: {text}", id=proposal.id, text=proposal.text), by=proposal.by)
    return id_


def _pair(desk: Desk, row: PlanRow) -> None:
    """A likely duplicate: said to be none, or one of the two is withdrawn and says which one stands."""
    decision = row.get("decision")
    first, _, second = row.id.text.partition(" + ")
    one, two = desk.plan.action(first), desk.plan.action(second)
    if not decision.text or (first, second) in desk.plan.apart:
        return
    if one is None or two is None:
        desk.tell("plan.nothing_to_decide", row.id.where, id=row.id.text)
        return
    if decision.fault:
        desk.tell(decision.fault, decision.where, value=decision.text, label="Decision", known="")
        return
    desk.do("pair", first, decision.where, after=second, field=decision.code)
    if decision.code != "apart":
        kept, gone = (one, two) if decision.code == "first" else (two, one)
        why = say("The same as {id}", id=kept.id)
        desk.do("set", gone.id, decision.where, field="decision_why", before=gone.decision_why, after=why)
        desk.do("set", gone.id, decision.where, field="decision", before=gone.decision, after="withdrawn")
        desk.note(kept.id, say("Stands for {id} as well: {text}", id=gone.id, text=gone.text))
