"""A quarter's escalations, each once: what both sides reported, how long every stage took, and the
outcome.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import attrs

from audit_core.escalations.log import EscalationReport, IssuedLogs, LogState, Quarter
from audit_core.i18n import N_
from audit_core.problems.problem import Problems
from audit_core.tables import Figure, Table, Tint

Timing = Literal["in_time", "late", "open_within", "open_past", "no_limit", "not_assessed"]
TIMINGS: tuple[tuple[Timing, str, Tint], ...] = N_(
    (
        ("in_time", "In time", "best"),
        ("late", "Late", "poor"),
        ("open_within", "Open, within the limit", "good"),
        ("open_past", "Open, past the limit", "middle"),
        ("no_limit", "No limit set", "neutral"),
        ("not_assessed", "Not assessed", "unsure"),
    )
)
"""The timing of a stage, in the order of every table and chart, with its words and its tint."""
LOG_STATES: dict[LogState, tuple[str, Tint]] = {
    "reported": N_(("Received", "good")),
    "none": N_(("None reported", "unsure")),
    "says_nothing": N_(("Returned empty", "middle")),
    "conflict": N_(("Two logs that differ", "poor")),
    "missing": N_(("No log received", "poor")),
}


@attrs.frozen
class StageTiming:
    """A stage that was reached: working days from its beginning to its answer, or to the `as_at`
    day if there is none yet.

    `further`: it ended because the escalation was taken to the next stage, not with an answer.
    `days` is None if it cannot be known.
    """

    number: int
    days: int | None
    timing: Timing
    further: bool = False


@attrs.frozen
class Difference:
    """A column in which the two agencies' accounts differ. `what` is its key."""

    what: str
    raiser: str
    receiver: str
    matters: bool = False
    """Whether the receiver's account would change the timing of a stage."""


@attrs.frozen
class Escalation:
    """One escalation, reported by one side or both. `told` is the account that counts: the
    raiser's, with gaps filled from the receiver's.
    """

    number: int
    told: EscalationReport
    also: EscalationReport | None
    timed: tuple[StageTiming, ...]
    differences: tuple[Difference, ...] = ()
    carried: bool = False
    """Whether it was raised before the quarter and still open when it began."""

    @property
    def accounts(self) -> tuple[EscalationReport, ...]:
        """The account that counts, and the other agency's if there is one."""
        return (self.told, self.also) if self.also else (self.told,)

    @property
    def is_open(self) -> bool:
        """Whether it has neither an outcome nor a stage at which it was resolved."""
        return not self.told.outcome and not self.told.resolved


@attrs.frozen
class QuarterSummary:
    """The escalations of a quarter, as at `as_at`, with everything that a page or a workbook prints
    about them.
    """

    quarter: Quarter
    as_at: date
    partnership: str
    marking: str
    issued: IssuedLogs
    states: tuple[tuple[str, LogState], ...]
    escalations: tuple[Escalation, ...]
    tables: tuple[Table, ...]
    figures: tuple[Figure, ...]
    problems: Problems = ()

    def codes(self, state: LogState) -> tuple[str, ...]:
        """Return the agencies whose log has this state."""
        return tuple(code for code, found in self.states if found == state)
