"""A row of the master's sheet New actions becomes an action of the plan, once; said otherwise in
the same master, it is corrected.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from audit_core.action_plan.merging.cell_changes import is_same_text
from audit_core.action_plan.merging.session import MergeSession
from audit_core.action_plan.model import CHAIR, OpenQuestion, PlanAction
from audit_core.action_plan.owners import owner_called, owner_of_round
from audit_core.action_plan.replay import read_field
from audit_core.action_plan.returned import NOT_MADE
from audit_core.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from audit_core.action_plan.merging.cell_changes import CellMerger
    from audit_core.action_plan.model import PlanEvent, Proposal, TrackedPlan
    from audit_core.action_plan.returned import PlanRow
    from audit_core.problems.problem import Problem


_FIELDS = {"text": "text", "why": "why", "owner": "owner", "role": "owner_role", "due": "due"}
"""The columns of a row, and the fields of the action that they fill."""


def next_id(plan_ids: list[str]) -> str:
    """The number of an action that comes from no round: P1, P2 ... , never given twice."""
    taken = [int(id_[1:]) for id_ in plan_ids if id_[:1] == "P" and id_[1:].isdigit()]
    return f"P{max(taken, default=0) + 1}"


def own_action(cells: CellMerger, row: PlanRow) -> None:
    """A new action of the chair's own, typed into an empty row. It is known again by what the row
    said, whatever was changed in the plan since.
    """
    source = _("The chair")
    for action in cells.desk.plan.actions:
        if action.source == source and all(
            any(
                is_same_text(row.get(field).code, known)
                for known in (getattr(action, field), _said(cells, action.id, field))
            )
            for field in ("text", "owner")
        ):
            _correct(cells, action, row)
            return
    add_action(cells, row, source, None)


def add_action(cells: CellMerger, row: PlanRow, source: str, proposal: Proposal | None) -> str:
    """A new action of the plan: its id, or "" where the row does not say what is to be done, by
    whom, or by a date that can be understood.

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
    added = PlanAction(
        id_,
        text.text,
        code,
        source,
        reference,
        why=row.get("why").text,
        owner_role=row.get("role").text,
    )
    desk.do("add", id_, text.where, added=added)
    if due.code:
        desk.do("set", id_, due.where, field="due", after=due.code)
    if proposal is not None:
        desk.note(
            id_, _("Proposed as {id}: {text}", id=proposal.id, text=proposal.text), by=proposal.by
        )
    return id_


def _correct(cells: CellMerger, action: PlanAction, row: PlanRow) -> None:
    """What the row says otherwise than before; what it leaves blank stays."""
    for column, field in _FIELDS.items():
        said = row.get(column)
        if said.text and cells.is_changed(action, field, said):
            cells.change(action, field, said)


def _said(cells: CellMerger, id_: str, field: str) -> str:
    said = cells.sent.said.get((id_, field))
    return said.value if said else ""


NOBODY: Mapping[str, str] = MappingProxyType({})
FIELDS_FROM_ROUND = ("text", "owner", "owner_role", "due", "measure")
"""What a round says of an action, and may say differently once it is compiled again."""
PRINTED = ("why", "reference")
"""What only a round says, and nobody types: it is kept up to date."""


def adopt_actions(
    plan: TrackedPlan,
    round_code: str,
    actions: tuple[PlanAction, ...],
    on: date,
    names: Mapping[str, str] = NOBODY,
) -> tuple[tuple[PlanEvent, ...], tuple[Problem, ...]]:
    """What the newest set of a round changes. `names` are its recipients' by code; whoever is not
    among them is called by its code.

    A new action is added. One that the plan has stays as people made it; where the round now says
    something else than it said
    before, that is put before the chair. One that the round no longer has stays as well, and is
    told.
    """
    desk = MergeSession(plan, on, f"round {round_code}")
    owners = {
        code: owner_of_round(desk, round_code, code, names.get(code, code))
        for code in sorted({*names, *(action.owner for action in actions)})
    }
    for action in (attrs.evolve(each, owner=owners[each.owner]) for each in actions):
        known = plan.action(action.id)
        if known is None:
            desk.do(
                "add",
                action.id,
                added=attrs.evolve(
                    action,
                    given=tuple(
                        (field, read_field(action, field)) for field in sorted(FIELDS_FROM_ROUND)
                    ),
                ),
            )
        else:
            _again(desk, known, action)
    ids = {action.id for action in actions}
    for known in plan.actions:
        if (
            known.round == round_code
            and known.id not in ids
            and not known.gone
            and not known.is_over
        ):
            desk.do(
                "set",
                known.id,
                field="gone",
                after=_("No longer in the newest results of its round"),
            )
            desk.tell("plan.gone", id=known.id, round=round_code)
    return tuple(desk.events), tuple(desk.problems)


def name_owners(
    plan: TrackedPlan, round_code: str, names: Mapping[str, str], on: date
) -> tuple[tuple[PlanEvent, ...], tuple[Problem, ...]]:
    """A round's recipients become owners of the plan, before it has an action of theirs: so that
    one can be chosen for what is imported.
    """
    desk = MergeSession(plan, on, f"round {round_code}")
    for code, name in sorted(names.items()):
        owner_of_round(desk, round_code, code, name)
    return tuple(desk.events), tuple(desk.problems)


def _again(desk: MergeSession, known: PlanAction, action: PlanAction) -> None:
    """An action that the plan has already."""
    given = dict(known.given)
    for field in FIELDS_FROM_ROUND:
        now = read_field(action, field)
        if is_same_text(now, given.get(field, "")):
            continue
        desk.do("given", known.id, field=field, before=given.get(field, ""), after=now)
        ours = read_field(known, field)
        if not is_same_text(now, ours) and desk.hold(
            OpenQuestion(0, "from_round", known.id, field, ours, now, desk.by, desk.on)
        ):
            desk.tell("plan.round_changed", id=known.id)
    for field in PRINTED:
        if getattr(action, field) != getattr(known, field):
            desk.do(
                "set",
                known.id,
                field=field,
                before=getattr(known, field),
                after=getattr(action, field),
            )
    if known.gone:
        desk.do("set", known.id, field="gone", before=known.gone, after="")


def imported_events(
    plan: TrackedPlan, rows: tuple[PlanRow, ...], on: date
) -> tuple[tuple[PlanEvent, ...], tuple[Problem, ...]]:
    """The rows of an import as events. One with the source, reference, wording and owner of an
    action of the plan adds nothing.

    An owner that the plan does not know is new, and told.
    """
    desk = MergeSession(plan, on, CHAIR)
    for row in rows:
        said: dict[str, Any] = {
            field: row.get(field).text
            for field in (
                "source",
                "reference",
                "text",
                "why",
                "owner_role",
                "sub_group",
                "measure",
            )
        }
        owner, priority, due = (
            owner_called(desk, row.get("owner").text, row.get("owner").where),
            row.get("priority").code,
            row.get("due"),
        )
        known = (said["source"], said["reference"], said["text"], owner)
        same = next(
            (
                item
                for item in desk.plan.actions
                if (item.source, item.reference, item.text, item.owner) == known
            ),
            None,
        )
        if same is not None:
            desk.tell("plan.import_known", row.id.where, id=same.id)
            continue
        id_ = next_id([action.id for action in desk.plan.actions])
        desk.do(
            "add",
            id_,
            row.id.where,
            added=PlanAction(id=id_, owner=owner, priority=priority, **said),
        )
        if due.code:
            desk.do("set", id_, due.where, field="due", after=due.code)
    return tuple(desk.events), tuple(desk.problems)
