"""How long each stage took, in working days of the nation, against the policy's limit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from audit_core.escalations.log import EscalationReport
from audit_core.escalations.model import StageTiming, Timing
from audit_core.rounds.calendar import Calendar
from audit_core.rounds.escalation_policy import Stage

_UNIT = "working_days"


def stage_timings(
    report: EscalationReport, stages: Sequence[Stage], calendar: Calendar, as_at: date
) -> tuple[StageTiming, ...]:
    """Return every stage that was reached. A stage ends with its answer, or else when the next
    stage began; one without either runs until `as_at` while the escalation is open.

    A stage is not assessed if a day cannot be right, its end is before its beginning, or it was
    resolved without a day.
    """
    found = []
    for number, (stage, (begun, _)) in enumerate(zip(stages, report.spans, strict=True), start=1):
        if begun is None and f"begun{number}" not in report.faulty:
            continue
        further, unsure = _next(report, number)
        end, known = _end(report, number, further, unsure=unsure)
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
    report: EscalationReport, number: int, further: date | None, *, unsure: bool
) -> tuple[date | None, bool]:
    """Return when a stage ended (None if it is open), and whether that can be known."""
    answered = report.spans[number - 1][1]
    faulty = f"begun{number}" in report.faulty or f"answered{number}" in report.faulty
    end = answered or further
    is_over = bool(report.outcome or report.resolved)
    return end, not faulty and not (answered is None and unsure) and not (end is None and is_over)


def _next(report: EscalationReport, number: int) -> tuple[date | None, bool]:
    """Return the day on which the escalation was taken beyond a stage, and whether that day cannot
    be right.
    """
    for later in range(number + 1, len(report.spans) + 1):
        if f"begun{later}" in report.faulty:
            return None, True
        if (begun := report.spans[later - 1][0]) is not None:
            return begun, False
    return None, False


def _timing(days: int, limit: int | None, *, is_open: bool) -> Timing:
    if limit is None:
        return "no_limit"
    if is_open:
        return "open_within" if days <= limit else "open_past"
    return "in_time" if days <= limit else "late"
