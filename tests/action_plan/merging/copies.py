"""Copies of the plan's workbook as events, without files: what was issued, typed since, and
returned.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date

from audit_core.action_plan.columns import MASTER_SHEET, OWNER_SHEET, PlanSheet
from audit_core.action_plan.merging.author_view import ISSUED_FIELDS
from audit_core.action_plan.model import CHAIR, PlanAction, PlanEvent, TrackedPlan
from audit_core.action_plan.replay import apply_event, read_field
from audit_core.action_plan.returned import PlanReturn, PlanRow, ReadCell
from audit_core.problems.problem import Where

DAY = date(2026, 4, 20)
ODD = "?"
"""What stands in a cell that nobody can understand."""


def tracked(id_: str = "P1", owner: str = "police", **more: object) -> PlanAction:
    """An invented action."""
    fields = {
        "text": f"Do what {id_} says",
        "source": "Case review",
        "due": date(2026, 9, 1),
        "first_due": date(2026, 9, 1),
        **more,
    }
    return PlanAction(id=id_, owner=owner, **fields)


def begun(*actions: PlanAction) -> tuple[PlanEvent, ...]:
    """The events that start a plan with these actions, which are not yet issued."""
    names = tuple(
        PlanEvent("name", DAY, CHAIR, code, after=code.title())
        for code in sorted({action.owner for action in actions})
    )
    return (
        PlanEvent("begin", DAY, CHAIR, "abc123", after="Mereshire"),
        *names,
        *(PlanEvent("add", DAY, CHAIR, action.id, added=action) for action in actions),
    )


def issued(plan: TrackedPlan, on: date = DAY) -> TrackedPlan:
    """The plan after one more issue."""
    return apply_event(plan, (PlanEvent("issue", on, CHAIR, issue=plan.issue + 1),))


class Copy:
    """One issued workbook: an owner's, with its own rows, or the chair's, with every row."""

    def __init__(self, plan: TrackedPlan, by: str) -> None:
        self.by, self.issue = by, plan.issue
        self.sheet: PlanSheet = MASTER_SHEET if by == CHAIR else OWNER_SHEET
        mine = [
            action
            for action in plan.actions
            if by == CHAIR or (action.owner == by and not action.is_over)
        ]
        self.base = {
            action.id: {
                column.field: read_field(action, column.field) for column in self.sheet.typed()
            }
            for action in mine
        }
        self.now = {id_: dict(fields) for id_, fields in self.base.items()}
        self.shown = {
            (action.id, field): read_field(action, field)
            for action in plan.actions
            for field in ISSUED_FIELDS
        }
        self.matters = tuple(matter.id for matter in plan.open_matters)
        self.proposals = {proposal.id: proposal for proposal in plan.open_proposals}
        self.asked = tuple(action.id for action in mine if action.asked_due)
        self.seen: dict[tuple[str, str], int] = {}
        """How often each cell had been changed when it went out."""
        self.said: dict[tuple[str, str], str] = {}
        """What its author said in it, and was taken over."""

    def type(self, id_: str, **values: str) -> Copy:
        """Type into cells of a row; the values are those that an event would hold."""
        self.now[id_].update(values)
        return self

    def returned(
        self, *, rows: Mapping[str, Mapping[str, str]] | None = None, **more: object
    ) -> PlanReturn:
        """The return of this copy, with other rows, decisions or proposals if given."""
        given = tuple(
            row(id_, fields) for id_, fields in (self.now if rows is None else rows).items()
        )
        digest = hashlib.sha256(
            repr((self.by, self.issue, given, sorted(more.items()))).encode()
        ).hexdigest()
        return PlanReturn(
            f"{self.by}-{self.issue}.xlsx", digest, "abc123", self.issue, self.by, given, **more
        )


def row(id_: str, fields: Mapping[str, str], sheet: str = "Action plan") -> PlanRow:
    """A row with these cells; each cell holds a value or could not be understood."""
    where = Where("back.xlsx", sheet, f"A{abs(hash(id_)) % 90 + 4}")
    cells = {field: (Where("back.xlsx", sheet, field), text) for field, text in fields.items()}
    typed = {
        field: ReadCell(
            text, "" if text == ODD else text, at, "plan.not_on_list" if text == ODD else ""
        )
        for field, (at, text) in cells.items()
    }
    return PlanRow(ReadCell(id_, id_, where), typed)
