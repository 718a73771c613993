"""What people decided, as read from decisions.xlsx. Typed rows survive every compile."""

from __future__ import annotations

from datetime import date
from typing import Literal

import attrs


@attrs.frozen
class AgreedGrade:
    """The panel's grade of a case."""

    subject: str
    grade: str
    why: str = ""
    dissent: str = ""
    child: str = ""


@attrs.frozen
class ChildAction:
    """An action for one child now: it goes to the agency's dated follow-up list, never into the report."""

    subject: str
    owner: str
    text: str
    due: date | None
    closed: date | None = None


@attrs.frozen
class FindingNote:
    """The panel's why and so-what for a finding, or that it is only to be noted."""

    id: str
    why: str = ""
    so_what: str = ""
    status: Literal["proposed", "accepted", "noted"] = "proposed"


@attrs.frozen
class RecommendationDecision:
    """What the panel did with a recommendation."""

    id: str
    status: Literal["accepted", "edited", "rejected"]
    text: str = ""
    owner: str = ""
    due: date | None = None
    reason: str = ""


@attrs.frozen
class Decisions:
    """All decisions of a round. Keys are form ids for conflicts and dates received, hashed locations for identifiers."""

    grades: tuple[AgreedGrade, ...] = ()
    findings: tuple[FindingNote, ...] = ()
    recommendations: tuple[RecommendationDecision, ...] = ()
    conflicts: tuple[tuple[str, str], ...] = ()
    """(form id, the file that counts)."""
    received: tuple[tuple[str, date], ...] = ()
    """(form id, the day the chair recorded it as received)."""
    concerns: tuple[tuple[str, str, str], ...] = ()
    """(concern key, who is dealing with it, "closed" or "open")."""
    identifiers: tuple[tuple[str, str], ...] = ()
    """(place key, "fine" or what to print instead)."""
    quotations: tuple[tuple[str, str], ...] = ()
    """(place key, "cleared" or "not cleared")."""
    missing_accepted: tuple[tuple[str, str], ...] = ()
    """(form id, why the panel goes on without it)."""
    child_actions: tuple[ChildAction, ...] = ()
