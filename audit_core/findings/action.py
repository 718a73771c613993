"""Actions: who does what by when, and how we will know that it helped. Done is not yet
sustained.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

import attrs

from audit_core.i18n import N_, _

if TYPE_CHECKING:
    pass


ActionStatus = Literal[
    "not_started", "in_progress", "blocked", "done_evidence_sent", "no_longer_needed"
]
Position = Literal[
    "not_started", "on_track", "at_risk", "overdue", "blocked", "done", "sustained", "withdrawn"
]

STATUS_WORDS: tuple[tuple[ActionStatus, str], ...] = N_(
    (
        ("not_started", "Not started"),
        ("in_progress", "In progress"),
        ("blocked", "Blocked"),
        ("done_evidence_sent", "Done: evidence sent"),
        ("no_longer_needed", "No longer needed"),
    )
)
POSITION_WORDS: tuple[tuple[Position, str], ...] = N_(
    (
        ("not_started", "Not started"),
        ("on_track", "On track"),
        ("at_risk", "At risk"),
        ("overdue", "Overdue"),
        ("blocked", "Blocked"),
        ("done", "Done"),
        ("sustained", "Sustained"),
        ("withdrawn", "Withdrawn"),
    )
)


def how_known(measure: str, target: str, evidence: str) -> str:
    """How a reader will know that an action helped, in one line; each part may come with its full
    stop or without.
    """
    return _(
        "{measure}. Target: {target}. Evidence: {evidence}",
        measure=measure.rstrip("."),
        target=target.rstrip("."),
        evidence=evidence.rstrip("."),
    )


@attrs.frozen
class ProposedAction:
    """One agency's part of a recommendation. `arises_from` holds the recommendation's key, and that
    one the findings'.
    """

    key: str
    text: str
    arises_from: str
    owner: str
    owner_role: str
    due: date
    measure: str
    baseline: str
    target: str
    evidence: str
    status: ActionStatus = "not_started"
    position: Position = "not_started"
    id: str = ""
    proposed: bool = True


@attrs.frozen
class ActionPlan:
    """The actions, and what has no counterpart: recommendations without an action, actions without
    a recommendation.
    """

    actions: tuple[ProposedAction, ...]
    orphan_recommendations: tuple[str, ...] = ()
    orphan_actions: tuple[str, ...] = ()
    for_children: tuple[tuple[str, int], ...] = ()
    """How many actions for one child now sit on each agency's own follow-up list: counts only."""


DUE_SOON = timedelta(days=28)
"""How near its date an action that has not begun is at risk: our own rule, printed on the plan."""
MOVES_AT_RISK = 2
"""After how many moves of its date an action is at risk."""


def by_date(status: ActionStatus, due: date | None, as_at: date, moves: int = 0) -> Position:
    """Where the dates alone put an action that nobody has closed or withdrawn, and that is not done
    with evidence.
    """
    if due is not None and due < as_at:
        return "overdue"
    if status == "blocked":
        return "blocked"
    if (
        due is None
        or moves >= MOVES_AT_RISK
        or (status == "not_started" and due - as_at <= DUE_SOON)
    ):
        return "at_risk"
    return "not_started" if status == "not_started" else "on_track"
