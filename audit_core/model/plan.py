"""Actions: who does what by when, and how we will know that it helped. Done is not yet sustained."""

from __future__ import annotations

from datetime import date
from typing import Literal

import attrs

from audit_core.words import mark, say

Status = Literal["not_started", "in_progress", "blocked", "done_evidence_sent", "no_longer_needed"]
Position = Literal["not_started", "on_track", "at_risk", "overdue", "blocked", "done", "sustained", "withdrawn"]

STATUS_WORDS: tuple[tuple[Status, str], ...] = mark(
    (
        ("not_started", "Not started"),
        ("in_progress", "In progress"),
        ("blocked", "Blocked"),
        ("done_evidence_sent", "Done: evidence sent"),
        ("no_longer_needed", "No longer needed"),
    )
)
POSITION_WORDS: tuple[tuple[Position, str], ...] = mark(
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
    """How a reader will know that an action helped, in one line; each part may come with its full stop or without."""
    return say("{measure}. Target: {target}. Evidence: {evidence}", measure=measure.rstrip("."), target=target.rstrip("."), evidence=evidence.rstrip("."))


@attrs.frozen
class Action:
    """One agency's part of a recommendation. `arises_from` holds the recommendation's key, and that one the findings'."""

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
    status: Status = "not_started"
    position: Position = "not_started"
    id: str = ""
    proposed: bool = True


@attrs.frozen
class ActionPlan:
    """The actions, and what has no counterpart: recommendations without an action, actions without a recommendation."""

    actions: tuple[Action, ...]
    orphan_recommendations: tuple[str, ...] = ()
    orphan_actions: tuple[str, ...] = ()
    for_children: tuple[tuple[str, int], ...] = ()
    """How many actions for one child now sit on each agency's own follow-up list: counts only."""
