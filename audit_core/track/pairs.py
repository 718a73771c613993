"""A likely duplicate, decided: the two are not the same, or one of them is withdrawn and says which one stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.model.plan_return import NOT_MADE
from audit_core.model.plan_sheets import PAIRED, label_of, word_of
from audit_core.model.tracked import Pair
from audit_core.words import say

if TYPE_CHECKING:
    from audit_core.model.plan_return import PlanRow
    from audit_core.track.cells import Cells


def pair(cells: Cells, row: PlanRow) -> None:
    """One row of the sheet. A decision of the same master that is made otherwise is undone; one of a later master stands."""
    desk, decision = cells.desk, row.get("decision")
    first, _, second = row.id.text.partition(" + ")
    known = next((item for item in desk.plan.pairs if item.id == f"{first} + {second}"), None)
    if not decision.text or (known is not None and known.decision == decision.code and known.issue >= cells.sent.issue):
        return
    if desk.plan.action(first) is None or desk.plan.action(second) is None:
        desk.tell("plan.nothing_to_decide", row.id.where, id=row.id.text)
    elif decision.fault:
        desk.tell_of(decision, "Decision", PAIRED, NOT_MADE)
    elif known is not None and known.issue > cells.sent.issue:
        desk.tell("plan.decided_already", decision.where, id=known.id, decision=word_of(PAIRED, known.decision))
    else:
        undone = known.gone if known is not None and known.issue == cells.sent.issue else ""
        _decide(cells, row, Pair(first, second, decision.code), undone)


def _decide(cells: Cells, row: PlanRow, wanted: Pair, undone: str) -> None:
    desk, where = cells.desk, row.get("decision").where
    for id_ in (undone, wanted.gone):
        action = desk.plan.action(id_)
        if action is not None and not cells.is_as_shown(action, "decision", "withdrawn" if id_ == undone else None):
            desk.tell("plan.overtaken", where, what=wanted.id, id=id_, label=label_of("decision"))
            return
    desk.do("pair", wanted.first, where, after=wanted.second, field=wanted.decision)
    kept = wanted.first if wanted.decision == "first" else wanted.second
    shown = cells.sent.base.get(undone, {})
    _withdraw(cells, undone, shown.get("decision_why", ""), shown.get("decision", ""), wanted.id, row)
    _withdraw(cells, wanted.gone, say("The same as {id}", id=kept), "withdrawn", wanted.id, row)
    gone = desk.plan.action(wanted.gone)
    if gone is not None:
        desk.note(kept, say("Stands for {id} as well: {text}", id=gone.id, text=gone.text))


def _withdraw(cells: Cells, id_: str, why: str, decision: str, decided: str, row: PlanRow) -> None:
    """Write both cells of a withdrawal, or of what stood there before it."""
    for field, value in (("decision_why", why), ("decision", decision)):
        action = cells.desk.plan.action(id_)
        if action is not None:
            cells.write(action, field, value, row.get("decision").where, decided=decided)
