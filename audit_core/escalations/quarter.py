"""Summarise the escalations of a quarter: logs in; each escalation once, every stage timed, with
tables and charts out. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from audit_core.escalations.log import IssuedLogs, Log, LogState, Quarter
from audit_core.escalations.matching import MatchedReports, match_reports
from audit_core.escalations.model import Difference, Escalation, QuarterSummary, StageTiming
from audit_core.escalations.quarter_tables import figures, tables
from audit_core.escalations.timing import stage_timings
from audit_core.problems.problem import Problem, problem
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
    found, problems = match_reports(tuple(report for log in logs for report in log.reports), issued)
    kept: list[Escalation] = []
    for paired in found:
        outside = _elsewhere(paired, quarter)
        problems += (outside,) if outside else ()
        if outside is None:
            timed, theirs = (
                stage_timings(account, issued.stages, calendar, as_at)
                for account in (paired.account, paired.theirs)
            )
            kept.append(
                Escalation(
                    len(kept) + 1,
                    paired.account,
                    paired.also,
                    timed,
                    _differences(paired, timed, theirs),
                    paired.account.raised < quarter.first,
                )
            )
    by_code: dict[str, LogState] = {log.code: log.state for log in logs}
    by_code.update(dict.fromkeys(conflicts, "conflict"))
    states = tuple((agency.code, by_code.get(agency.code, "missing")) for agency in issued.agencies)
    escalations = tuple(kept)
    shown = tables(escalations, states, issued), figures(escalations, states, issued)
    return QuarterSummary(
        quarter, as_at, partnership, marking, issued, states, escalations, *shown, problems
    )


def _elsewhere(paired: MatchedReports, quarter: Quarter) -> Problem | None:
    """Return a problem if an escalation is not in this quarter: raised after it, or over
    before it.
    """
    account = paired.account
    if account.raised > quarter.last:
        return problem("escalation.after_quarter", account.where)
    answered = [
        day
        for number, (_, day) in enumerate(account.spans, start=1)
        if day and f"answered{number}" not in account.faulty
    ]
    is_over = (account.outcome or account.resolved) and answered and max(answered) < quarter.first
    if account.raised < quarter.first and is_over:
        return problem("escalation.before_quarter", account.where)
    return None


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
