"""What the author of a returned workbook had seen: the issued values, their own earlier edits, and
which cells others have changed since.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from audit_core.action_plan.columns import COLUMNS
from audit_core.action_plan.model import CHAIR, RULE, PlanEvent, Proposal, TrackedPlan
from audit_core.action_plan.replay import read_field
from audit_core.action_plan.returned import IssuedFields, PlanReturn

OVER, OWNER_SHOWN = "over", "owner_shown"
"""Extra keys of the issued fields: whether an action was over (only the master prints those), and
how its owner was printed.
"""
ISSUED_FIELDS = (*COLUMNS, "why")
FieldKey = tuple[str, str]
"""An action's id and a field."""


@attrs.frozen
class EarlierValue:
    """What an author typed in a cell earlier, and in which file."""

    value: str
    file: str


@attrs.frozen
class AuthorView:
    """One workbook as its author knew it. `known` says whether the journal has its issue; if not,
    `base` is what the workbook itself says was issued.
    """

    issue: int
    base: IssuedFields
    known: bool = True
    earlier: Mapping[FieldKey, EarlierValue] = attrs.field(factory=dict)
    others: frozenset[FieldKey] = frozenset()
    """The cells changed since by somebody else, or by the author in a workbook of another issue."""
    proposals: Mapping[str, Proposal] = attrs.field(factory=dict)
    """The proposed actions as they were when the workbook was issued, by id."""
    notices: Mapping[FieldKey, frozenset[str]] = attrs.field(factory=dict)
    """The notices printed in cells whose text the author may not see."""

    def issued(self, cell: FieldKey) -> str | None:
        """Return what a cell said when it was issued; None if the action was not in the plan
        then.
        """
        fields = self.base.get(cell[0])
        return None if fields is None else fields.get(cell[1], "")


def issued_fields(plan: TrackedPlan) -> dict[str, dict[str, str]]:
    """Return what a workbook issued from this plan contains: every field in event form, by
    action.
    """
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
    """Return what the author of a return knew. `events` is the whole journal; `issued` is the plan
    as it was issued, or None if the journal does not have that issue.

    `seen` is the plan as the author may see it, if that is less.
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
    earlier: dict[FieldKey, EarlierValue] = {}
    others: set[FieldKey] = set()
    for event in _since(events, returned.issue):
        mine = event.issue == returned.issue and (
            event.by == returned.by or (event.by == RULE and returned.by == CHAIR)
        )
        if event.kind == "set" and not mine:
            others.add((event.action, event.field))
        elif event.kind == "set" and event.by == returned.by and not event.decided:
            earlier[event.action, event.field] = EarlierValue(event.after, event.file)
        elif event.kind == "add" and mine and event.added is not None:
            earlier.update(
                {
                    (event.action, field): EarlierValue(read_field(event.added, field), event.file)
                    for field in ISSUED_FIELDS
                }
            )
    return AuthorView(
        returned.issue,
        base,
        True,
        earlier,
        frozenset(others),
        {item.id: item for item in issued.proposals},
        notices,
    )


def _since(events: Iterable[PlanEvent], issue: int) -> list[PlanEvent]:
    """Return the events recorded after an issue went out.

    Every event up to the (last) event for that issue is dropped, so for issue 2:

        set P1, issue 1, set P2, issue 2, set P3, issue 3, set P4
                                          ^^^^^^^^^^^^^^^^^^^^^^^ returned

    An issue that the journal does not have drops nothing: all events are returned.
    """
    found: list[PlanEvent] = []
    for event in events:
        if event.kind == "issue" and event.issue == issue:
            found = []
        else:
            found.append(event)
    return found
