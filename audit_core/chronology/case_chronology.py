"""What agencies' chronologies of one case say once they are read together: the events, what is
missing among them, and what they add up to.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import attrs

from audit_core.evidence import EvidenceRef
from audit_core.returns.model import Event

PatternKind = Literal["quiet", "repeat", "reset", "cumulative"]
Role = Literal["worry", "referral", "nothing", "assessment", "decision", "down", "change"]
"""What a kind of event stands for: something to worry about, a referral, nothing done about one, an
assessment, a decision, one to do less, a change.
"""


@attrs.frozen
class CaseEvent:
    """An event of a chronology with the case and the agency whose record it is from."""

    subject: str
    recipient: str
    event: Event


@attrs.frozen
class Pattern:
    """What some events add up to, in a sentence that quotes nobody: kinds, days, counts and
    agencies' names.

    `since` and `until` are the days it is about; `evidence` the cells of the events it rests on.
    """

    kind: PatternKind
    says: str
    since: date
    until: date
    evidence: tuple[EvidenceRef, ...]


@attrs.frozen
class CaseChronology:
    """The chronologies of one case as one. Every event that came back is in exactly one of
    `events`, `undated`, `outside` and `beside`.

    `events` are those with a day in the period looked back on, in order; `beside` are listed and
    counted nowhere: a second
    reader's, and those on a return that says the child was not known. `quiet` are the first days of
    months with nothing from
    anyone. `without` are the agencies listed for the case of whom there is no event. `kinds` are
    the kinds of event with what
    each stands for. A `held` case may be two children's: its events are listed, and nothing is made
    of them.
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
