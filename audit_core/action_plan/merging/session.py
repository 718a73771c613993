"""Where one return is worked on: the plan as it is becoming, the events so far, and what a person
must be told.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from audit_core.action_plan.model import OpenQuestion, PlanEvent, Proposal
from audit_core.action_plan.replay import apply_event
from audit_core.problems.problem import problem

if TYPE_CHECKING:
    from audit_core.action_plan.columns import Choices
    from audit_core.action_plan.model import EventKind, TrackedPlan
    from audit_core.action_plan.returned import ReadCell
    from audit_core.problems.problem import Problem, Where


REQUEST_ANSWER = "asked_agreed"


@attrs.define
class MergeSession:
    """Events are added one by one, and each sees the plan that the earlier ones made."""

    plan: TrackedPlan
    on: date
    by: str
    issue: int = 0
    events: list[PlanEvent] = attrs.field(factory=list)
    problems: list[Problem] = attrs.field(factory=list)

    def do(
        self, kind: EventKind, action: str = "", where: Where | None = None, **more: Any
    ) -> None:
        """Something happens now."""
        place: dict[str, Any] = (
            {"file": where.file, "sheet": where.sheet, "cell": where.cell} if where else {}
        )
        event = PlanEvent(
            kind, self.on, more.pop("by", self.by), action, issue=self.issue, **place, **more
        )
        self.events.append(event)
        self.plan = apply_event(self.plan, (event,))

    def tell(self, code: str, where: Where | None = None, /, **data: object) -> None:
        """Something has to be said."""
        self.problems.append(problem(code, where, **data))

    def tell_of(self, cell: ReadCell, label: str, choices: Choices, then: str) -> None:
        """A cell is not understood."""
        self.problems.append(cell.told(label, (word for _, word in choices), then))

    def hold(self, matter: OpenQuestion) -> bool:
        """Put a cell before the chair, once: whether it is new."""
        matter = attrs.evolve(matter, no=len(self.plan.matters) + 1)
        if any(known.is_like(matter) for known in self.plan.matters):
            return False
        self.do("matter", matter.action, matter=matter)
        return True

    def propose(self, proposal: Proposal) -> bool:
        """Put a new action before the chair, once: whether it is new. While it is open its owner
        may say more of it; what is left blank stays.
        """
        same = [
            known
            for known in self.plan.proposals
            if (known.by, known.text, known.issue) == (proposal.by, proposal.text, proposal.issue)
        ]
        known = same[-1] if same else None
        if known is not None:
            more = {
                field: getattr(proposal, field) or getattr(known, field)
                for field in ("why", "role", "due")
            }
            proposal = attrs.evolve(proposal, **more)
            if proposal.says == known.says:
                return False
        no = known.no if known is not None and not known.decision else len(self.plan.proposals) + 1
        self.do("propose", proposal=attrs.evolve(proposal, no=no))
        return True

    def note(self, action: str, text: str, **more: Any) -> bool:
        """Add what somebody typed to an action's history, once for each issue: whether
        it is new.
        """
        found = self.plan.action(action)
        by = more.get("by", self.by)
        if found is None or any(
            (note.by, note.issue, note.text) == (by, self.issue, text) for note in found.notes
        ):
            return False
        self.do("note", action, after=text, **more)
        return True
