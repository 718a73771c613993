"""The combined chronology of one case: its events, the gaps, and the patterns in them."""

from __future__ import annotations

from datetime import date
from typing import Literal

import attrs

from audit_core.evidence import EvidenceRef
from audit_core.returns.model import Event

PatternKind = Literal["quiet", "repeat", "reset", "cumulative"]
Role = Literal["worry", "referral", "nothing", "assessment", "decision", "down", "change"]
"""What a kind of event means to the pattern rules: a worry, a referral, a referral with no further
action, an assessment, a decision, a decision to step down, a change of worker or plan.
"""


@attrs.frozen
class CaseEvent:
    """An event of a chronology with the case and the agency whose record it is from."""

    subject: str
    recipient: str
    event: Event


@attrs.frozen
class Pattern:
    """A pattern in some events, as a sentence of kinds, days, counts and agencies' names, without
    quotations.

    `since` and `until` are the first and last day it is about; `evidence` holds the events' cells.
    """

    kind: PatternKind
    says: str
    since: date
    until: date
    evidence: tuple[EvidenceRef, ...]


@attrs.frozen
class CaseChronology:
    """The combined chronology of one case. Every returned event is in exactly one of `events`,
    `undated`, `outside` and `beside`.

    `events` have a day in the period of the audit, in order. `beside` are listed but not counted:
    events of a second reader, or on a return that says the child was not known. `quiet` holds the
    first day of each month without an event. `without` are the agencies of the case that have no
    event. `kinds` are the kinds of event with their roles. A `held` case may be about two children:
    its events are listed and no pattern is looked for.
    """

    subject: str
    events: tuple[CaseEvent, ...] = ()
    undated: tuple[CaseEvent, ...] = ()
    outside: tuple[CaseEvent, ...] = ()
    beside: tuple[CaseEvent, ...] = ()
    quiet: tuple[date, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    without: tuple[str, ...] = ()
    kinds: tuple[tuple[str, tuple[Role, ...]], ...] = ()
    held: bool = False

    @property
    def recipients(self) -> tuple[str, ...]:
        """The agencies with an event in the period, by code."""
        return tuple(sorted({item.recipient for item in self.events}))

    def of(self, kind: PatternKind) -> tuple[Pattern, ...]:
        """The patterns of one kind."""
        return tuple(pattern for pattern in self.patterns if pattern.kind == kind)
