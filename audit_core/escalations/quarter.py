"""Summarise the escalations of a quarter: logs in; each escalation once, every stage timed, with
tables and charts out. Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.escalations.log import Quarter
from audit_core.escalations.matching import match_reports
from audit_core.escalations.model import Difference, Escalation, QuarterSummary
from audit_core.escalations.quarter_tables import figures, tables
from audit_core.escalations.timing import stage_timings
from audit_core.problems.problem import problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from audit_core.escalations.log import IssuedLogs, Log, LogState
    from audit_core.escalations.matching import MatchedReports
    from audit_core.escalations.model import StageTiming
    from audit_core.problems.problem import Problem
    from audit_core.rounds.calendar import Calendar


def summarise_quarter(
    logs: Sequence[Log],
    conflicts: Iterable[str],
    issued: IssuedLogs,
    quarter: Quarter,
    calendar: Calendar,
    as_at: date,
    partnership: str,
    marking: str,
) -> QuarterSummary:
    """Return the quarter as its logs report it on `as_at`. `conflicts` are agencies with logs that
    differ; none of those logs is in `logs`.
    """
    found, faults = match_reports(tuple(told for log in logs for told in log.told), issued)
    kept: list[Escalation] = []
    for paired in found:
        fault = _elsewhere(paired, quarter)
        faults += (fault,) if fault else ()
        if fault is None:
            timed = stage_timings(paired.told, issued.stages, calendar, as_at)
            differences = _differences(
                paired, timed, stage_timings(paired.theirs, issued.stages, calendar, as_at)
            )
            kept.append(
                Escalation(
                    len(kept) + 1,
                    paired.told,
                    paired.also,
                    timed,
                    differences,
                    paired.told.raised < quarter.first,
                )
            )
    by_code = {log.code: log.state for log in logs}
    states: tuple[tuple[str, LogState], ...] = tuple(
        (
            agency.code,
            "conflict" if agency.code in set(conflicts) else by_code.get(agency.code, "missing"),
        )
        for agency in issued.agencies
    )
    escalations = tuple(kept)
    shown = tables(escalations, states, issued), figures(escalations, states, issued)
    return QuarterSummary(
        quarter, as_at, partnership, marking, issued, states, escalations, *shown, faults
    )


def _elsewhere(paired: MatchedReports, quarter: Quarter) -> Problem | None:
    """Return a problem if an escalation is not in this quarter: raised after it, or over
    before it.
    """
    told = paired.told
    if told.raised > quarter.last:
        return problem("escalation.after_quarter", told.where)
    answered = [
        day
        for number, (_, day) in enumerate(told.spans, start=1)
        if day and f"answered{number}" not in told.faulty
    ]
    is_over = (
        bool(told.outcome or told.resolved) and bool(answered) and max(answered) < quarter.first
    )
    return (
        problem("escalation.before_quarter", told.where)
        if told.raised < quarter.first and is_over
        else None
    )


def _differences(
    paired: MatchedReports, timed: tuple[StageTiming, ...], theirs: tuple[StageTiming, ...]
) -> tuple[Difference, ...]:
    """Return the differences of two accounts. A stage's dates matter if the other account would
    change its timing.
    """
    by_stage = {item.number: item.timing for item in timed}
    other = {item.number: item.timing for item in theirs}
    changed = {
        f"{point}{number}"
        for number in {*by_stage, *other}
        if by_stage.get(number) != other.get(number)
        for point in ("begun", "answered")
    }
    changed |= {"raised"} if "begun1" in changed else set()
    return tuple(
        Difference(what, one, two, what in changed) for what, one, two in paired.differences
    )
