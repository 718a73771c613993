"""Proposed actions: who does what by when, and how we will know that it helped. Done is not
sustained.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import attrs

from audit_core.i18n import N_, _

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
    """Return the measure, target and evidence of an action in one line. Each part may end with a
    full stop or not.
    """
    return _(
        "{measure}. Target: {target}. Evidence: {evidence}",
        measure=measure.rstrip("."),
        target=target.rstrip("."),
        evidence=evidence.rstrip("."),
    )


@attrs.frozen
class ProposedAction:
    """One agency's part of a recommendation. `arises_from` is the recommendation's key; `baseline`
    is where its owner starts, and `found` the same as a follow-up round says it, without the round.
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
    found: str = ""


@attrs.frozen
class ActionPlan:
    """The actions of a round. The orphans are recommendations without an action and actions
    without a recommendation.
    """

    actions: tuple[ProposedAction, ...]
    orphan_recommendations: tuple[str, ...] = ()
    orphan_actions: tuple[str, ...] = ()
    for_children: tuple[tuple[str, int], ...] = ()
    """(agency, open actions for single children on its own follow-up list): counts only."""


DUE_SOON = timedelta(days=28)
"""An action not begun is at risk this long before its date: our own rule, printed on the plan."""
MOVES_AT_RISK = 2
"""An action is at risk once its date has been moved this many times."""


def by_date(status: ActionStatus, due: date | None, as_at: date, moves: int = 0) -> Position:
    """Return the position of an open action from its dates alone."""
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
