"""The state of one merge: the plan so far, the events recorded, and the problems to report."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from audit_core.action_plan.model import EventKind, OpenQuestion, PlanEvent, Proposal, TrackedPlan
from audit_core.action_plan.replay import apply_event
from audit_core.problems.problem import Problem, Problems, Where, problem

if TYPE_CHECKING:
    from audit_core.action_plan.columns import Choices
    from audit_core.action_plan.returned import ReadCell


REQUEST_ANSWER = "asked_agreed"
EventsAndProblems = tuple[tuple[PlanEvent, ...], Problems]


@attrs.define
class MergeSession:
    """Records events one by one; each applies to the plan that the earlier ones made."""

    plan: TrackedPlan
    on: date
    by: str
    issue: int = 0
    events: list[PlanEvent] = attrs.field(factory=list)
    problems: list[Problem] = attrs.field(factory=list)

    @property
    def outcome(self) -> EventsAndProblems:
        """What was recorded, and what is to be reported."""
        return tuple(self.events), tuple(self.problems)

    def record(
        self, kind: EventKind, action: str = "", where: Where | None = None, **more: Any
    ) -> None:
        """Record an event and apply it to the plan."""
        place: dict[str, Any] = (
            {"file": where.file, "sheet": where.sheet, "cell": where.cell} if where else {}
        )
        event = PlanEvent(
            kind, self.on, more.pop("by", self.by), action, issue=self.issue, **place, **more
        )
        self.events.append(event)
        self.plan = apply_event(self.plan, (event,))

    def report(self, code: str, where: Where | None = None, /, **data: object) -> None:
        """Add a problem to those that a person must see."""
        self.problems.append(problem(code, where, **data))

    def report_cell(self, cell: ReadCell, label: str, choices: Choices, then: str) -> None:
        """Report a cell that is not understood."""
        self.problems.append(cell.as_problem(label, (word for _, word in choices), then))

    def refer_to_chair(self, matter: OpenQuestion) -> bool:
        """Refer a cell to the chair, once; return whether it is new."""
        matter = attrs.evolve(matter, no=len(self.plan.matters) + 1)
        if any(known.is_like(matter) for known in self.plan.matters):
            return False
        self.record("matter", matter.action, matter=matter)
        return True

    def propose(self, proposal: Proposal) -> bool:
        """Refer a new action to the chair, once; return whether it is new. While it is open its
        owner may add to it; a blank field keeps what it says.
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
        self.record("propose", proposal=attrs.evolve(proposal, no=no))
        return True

    def note(self, action: str, text: str, **more: Any) -> bool:
        """Add a typed text to an action's history, once per issue; return whether it
        is new.
        """
        found = self.plan.action(action)
        by = more.get("by", self.by)
        if found is None or any(
            (note.by, note.issue, note.text) == (by, self.issue, text) for note in found.notes
        ):
            return False
        self.record("note", action, after=text, **more)
        return True
