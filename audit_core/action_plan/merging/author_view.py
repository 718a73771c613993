"""What the author of a workbook knew when he typed: what was issued, what he said in an earlier
file of it, and what others changed since, unseen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from audit_core.action_plan.columns import COLUMNS
from audit_core.action_plan.model import CHAIR, RULE
from audit_core.action_plan.replay import read_field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audit_core.action_plan.model import PlanEvent, Proposal, TrackedPlan
    from audit_core.action_plan.returned import IssuedFields, PlanReturn

OVER, OWNER_SHOWN = "over", "owner_shown"
"""Under these names what was issued says whether an action was over (such a one is printed in the
master alone), and how its owner was printed.
"""
ISSUED_FIELDS = (*COLUMNS, "why")
FieldKey = tuple[str, str]
"""An action's id, and a field."""


@attrs.frozen
class EarlierValue:
    """What an author said in a cell, and in which file."""

    value: str
    file: str


@attrs.frozen
class AuthorView:
    """One workbook as its author knew it. `known` is whether the journal has its issue: else it
    says itself what was issued.
    """

    issue: int
    base: IssuedFields
    known: bool = True
    said: Mapping[FieldKey, EarlierValue] = attrs.field(factory=dict)
    others: frozenset[FieldKey] = frozenset()
    """The cells that somebody else has changed since, or the author himself in a workbook of
    another issue.
    """
    proposals: Mapping[str, Proposal] = attrs.field(factory=dict)
    """The proposed actions as they stood."""
    notices: Mapping[FieldKey, frozenset[str]] = attrs.field(factory=dict)
    """What was printed in a cell whose text its reader may not see."""

    def issued(self, cell: FieldKey) -> str | None:
        """What a cell said when it was issued; None for an action that was not there."""
        fields = self.base.get(cell[0])
        return None if fields is None else fields.get(cell[1], "")


def issued_fields(plan: TrackedPlan) -> dict[str, dict[str, str]]:
    """What a workbook holds that was issued from this plan: every field as events carry it."""
    return {
        action.id: {field: read_field(action, field) for field in ISSUED_FIELDS}
        | {OVER: "yes" if action.is_over else "", OWNER_SHOWN: plan.name_of(action.owner)}
        for action in plan.actions
    }


def author_view(
    returned: PlanReturn,
    issued: TrackedPlan | None,
    events: Iterable[PlanEvent],
    seen: TrackedPlan | None = None,
) -> AuthorView:
    """What the author of a return knew. `events` are all of the journal's; `issued` is the plan as
    it went out, None where the journal does not know.

    `seen` is the plan as the author may see it, where that is less.
    """
    if issued is None:
        return AuthorView(returned.issue, returned.base, known=False)
    base, printed = issued_fields(issued), issued_fields(seen or issued)
    notices = {
        (id_, field): frozenset({text, returned.base.get(id_, {}).get(field, text)})
        for id_, fields in printed.items()
        for field, text in fields.items()
        if text != base[id_][field]
    }
    said: dict[FieldKey, EarlierValue] = {}
    others: set[FieldKey] = set()
    for event in _since(events, returned.issue):
        mine = event.issue == returned.issue and (
            event.by == returned.by or (event.by == RULE and returned.by == CHAIR)
        )
        if event.kind == "set" and not mine:
            others.add((event.action, event.field))
        elif event.kind == "set" and event.by == returned.by and not event.decided:
            said[event.action, event.field] = EarlierValue(event.after, event.file)
        elif event.kind == "add" and mine and event.added is not None:
            said.update(
                {
                    (event.action, field): EarlierValue(read_field(event.added, field), event.file)
                    for field in ISSUED_FIELDS
                }
            )
    return AuthorView(
        returned.issue,
        base,
        True,
        said,
        frozenset(others),
        {item.id: item for item in issued.proposals},
        notices,
    )


def _since(events: Iterable[PlanEvent], issue: int) -> list[PlanEvent]:
    """What happened after an issue went out."""
    found: list[PlanEvent] = []
    for event in events:
        if event.kind == "issue" and event.issue == issue:
            found = []
        else:
            found.append(event)
    return found
