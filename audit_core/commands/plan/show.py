"""Show the state of the plan: positions by owner, what is overdue, what owners asked for, what
waits for the chair, and which tests are due.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import attrs

from audit_core.action_plan.duplicates import likely_duplicates
from audit_core.action_plan.lifecycle import missing_to_close
from audit_core.action_plan.model import PlanAction, TrackedPlan
from audit_core.action_plan.position import counted_position, position_of
from audit_core.action_plan.retest import is_test_due
from audit_core.commands.plan.open_plan import open_plan
from audit_core.errors import Exit, UsageProblem
from audit_core.parsing.folding import codes_called
from audit_core.plugin_system.manager import Plugins
from audit_core.problems.problem import Problems
from audit_core.serialization import to_data


@attrs.frozen
class PlanOverview:
    """The plan on a day, or the part of one owner or sub-group: its actions are `actions`."""

    plan: TrackedPlan
    on: date
    actions: tuple[PlanAction, ...]
    problems: Problems

    def at(self, *positions: str) -> tuple[PlanAction, ...]:
        """Return the actions at one of these positions, including the chair's judgement."""
        return tuple(
            action for action in self.actions if counted_position(action, self.on) in positions
        )

    @property
    def overdue(self) -> tuple[PlanAction, ...]:
        """The actions overdue by the rules, whatever position the owner or chair gave; the longest
        overdue first.
        """
        late = (action for action in self.actions if position_of(action, self.on) == "overdue")
        return tuple(sorted(late, key=lambda action: action.due or self.on))

    @property
    def asked(self) -> tuple[PlanAction, ...]:
        """The actions for which the owner asks for a new date, or which the owner does not accept
        in full.
        """
        return tuple(
            action
            for action in self.actions
            if not action.is_over
            and (action.asked_due or action.answer in {"in_part", "not_accepted"})
        )

    @property
    def to_close(self) -> tuple[tuple[PlanAction, tuple[str, ...]], ...]:
        """The actions that the owner calls done and the chair has not closed, each with what is
        missing for closing.
        """
        return tuple(
            (action, missing_to_close(action, self.on))
            for action in self.actions
            if action.status == "done_evidence_sent" and not action.is_closed and not action.is_over
        )

    @property
    def tests_due(self) -> tuple[PlanAction, ...]:
        """The actions whose test is due."""
        return tuple(action for action in self.actions if is_test_due(action, self.on))

    @property
    def exit_code(self) -> Exit:
        """3 while something waits for the chair, else 0."""
        waits = self.plan.open_matters or self.plan.open_proposals or self.tests_due
        return Exit.PERSON_NEEDED if waits else Exit.COMPLETE

    def as_data(self) -> dict[str, Any]:
        """Return the same as data for other programs (docs/data.md)."""
        return {
            "schema": 1,
            "partnership": self.plan.partnership,
            "as_at": self.on.isoformat(),
            "issue": self.plan.issue,
            "actions": [
                {
                    "measured": [],
                    "follows": "",
                    **to_data(action),
                    "position": counted_position(action, self.on),
                    "position_by_rules": position_of(action, self.on),
                    "test_due": is_test_due(action, self.on),
                }
                for action in self.actions
            ],
            "to_decide": to_data(self.plan.open_matters),
            "proposals": to_data(self.plan.open_proposals),
            "likely_duplicates": [[one.id, two.id] for one, two in likely_duplicates(self.plan)],
        }


def show_plan(
    folder: Path, plugins: Plugins, on: date, owner: str = "", sub_group: str = ""
) -> PlanOverview:
    """Return the plan of `folder` on a day; nothing is written. Raises UsageProblem where there is
    none, or no owner has the given name.
    """
    home = open_plan(folder, plugins)
    plan = home.plan
    if not plan.actions:
        raise UsageProblem("plan.nothing_to_show", home.problems)
    chosen = plan.actions
    if owner:
        called = codes_called(
            owner, {action.owner: action.owner for action in plan.actions} | dict(plan.names)
        )
        if not called:
            raise UsageProblem(
                "plan.nobody_called",
                owner=owner,
                known=", ".join(sorted({action.owner for action in plan.actions})),
            )
        chosen = tuple(action for action in chosen if action.owner in called)
    if sub_group:
        known = sorted({action.sub_group for action in plan.actions if action.sub_group})
        chosen = tuple(
            action for action in chosen if action.sub_group.casefold() == sub_group.casefold()
        )
        if sub_group.casefold() not in {name.casefold() for name in known}:
            raise UsageProblem(
                "plan.no_sub_group", sub_group=sub_group, known=", ".join(known) or "none yet"
            )
    return PlanOverview(plan, on, chosen, home.problems)
