"""How long each stage took, in working days of the nation, against the policy's limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.escalations.model import StageTiming, Timing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from audit_core.escalations.log import EscalationReport
    from audit_core.rounds.calendar import Calendar
    from audit_core.rounds.escalation_policy import Stage

_UNIT = "working_days"


def stage_timings(
    told: EscalationReport, stages: Sequence[Stage], calendar: Calendar, as_at: date
) -> tuple[StageTiming, ...]:
    """Return every stage that was reached. A stage ends with its answer, or else when the next
    stage began; one without either runs until `as_at` while the escalation is open.

    A stage is not assessed if a day cannot be right, its end is before its beginning, or it was
    resolved without a day.
    """
    found = []
    for number, stage in enumerate(stages, start=1):
        begun, _ = told.spans[number - 1]
        if begun is None and f"begun{number}" not in told.faulty:
            continue
        further, unsure = _next(told, number)
        end, known = _end(told, number, further, unsure=unsure)
        if (
            begun is None
            or not known
            or (end is not None and end < begun)
            or calendar.lacks(_UNIT, begun, end or as_at)
        ):
            found.append(StageTiming(number, None, "not_assessed"))
            continue
        days = calendar.count(_UNIT, begun, end or as_at)
        found.append(
            StageTiming(
                number,
                days,
                _timing(days, stage.days, is_open=end is None),
                end is not None and end is further,
            )
        )
    return tuple(found)


def _end(
    told: EscalationReport, number: int, further: date | None, *, unsure: bool
) -> tuple[date | None, bool]:
    """Return when a stage ended (None if it is open), and whether that can be known."""
    answered = told.spans[number - 1][1]
    faulty = f"begun{number}" in told.faulty or f"answered{number}" in told.faulty
    end = answered or further
    is_over = bool(told.outcome or told.resolved)
    return end, not faulty and not (answered is None and unsure) and not (end is None and is_over)


def _next(told: EscalationReport, number: int) -> tuple[date | None, bool]:
    """Return the day on which the escalation was taken beyond a stage, and whether that day cannot
    be right.
    """
    for later in range(number + 1, len(told.spans) + 1):
        if f"begun{later}" in told.faulty:
            return None, True
        if (begun := told.spans[later - 1][0]) is not None:
            return begun, False
    return None, False


def _timing(days: int, limit: int | None, *, is_open: bool) -> Timing:
    if limit is None:
        return "no_limit"
    if is_open:
        return "open_within" if days <= limit else "open_past"
    return "in_time" if days <= limit else "late"
