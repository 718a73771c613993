"""Timed questions: the time from one point to another, in hours, days (working, school or calendar)
or months, compared with a limit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

import attrs

from audit_core.forms.kinds.times import LATE_REASON
from audit_core.returns.model import Entry, Return
from audit_core.returns.time_points import (
    TimePoint,
    date_of,
    hours_passed,
    out_of_order,
    parse_moment,
)
from audit_core.rounds.calendar import Calendar, WhyNot, calendar_of
from audit_core.rounds.round import Round
from audit_core.rounds.time_limits import LimitInForce, limit_in_force
from audit_core.scoring.scorecard import TimeOutcome, TimeResult
from audit_core.themes.scales import (
    DECLINED,
    NOT_DONE,
    NOT_UNDERSTOOD,
    NOTHING_ON_RECORD,
    REASON_NOT_KNOWN,
    UNDATED,
)
from audit_core.themes.theme import Theme, Times

REASON = 10
"""A late answer counts as explained by a reason chosen from the list with this many characters of
words; on a form from before there was a list, by so many beside a date. The check in the form asks
for the same length.
"""
DAY = timedelta(days=1)


def time_results(
    returns: Iterable[Return], theme: Theme, audit_round: Round, holidays: tuple[date, ...]
) -> tuple[TimeResult, ...]:
    """Return every timed question of every return, compared with the round's limit. If the time
    cannot be calculated, or there is no limit, the outcome is "not_assessed", with the reason.
    """
    timed = [
        (question.ref, question.answer.span, limit.name, limit_in_force(limit, audit_round))
        for _, _, question in theme.questions()
        if isinstance(question.answer, Times)
        and (limit := theme.time_limit(question.answer.limit)) is not None
    ]
    period = _Period(calendar_of(audit_round, holidays), audit_round.looks_to)
    return tuple(result for ret in returns for result in _of_return(ret, timed, period))


def clocks_over(
    day: date,
    returns: tuple[Return, ...],
    theme: Theme,
    audit_round: Round,
    holidays: tuple[date, ...],
) -> int:
    """Count the clocks that would show another time if a day were a bank holiday."""
    as_is, without = (
        time_results(returns, theme, audit_round, each) for each in (holidays, (*holidays, day))
    )
    return sum(
        (one.took, one.at_least) != (other.took, other.at_least)
        for one, other in zip(as_is, without, strict=True)
    )


@attrs.frozen
class _Period:
    """The calendar by which a round's clocks run, and the last day that it looks at."""

    calendar: Calendar
    looks_to: date


@attrs.frozen
class _Timing:
    """The result of one clock, as in a TimeResult."""

    outcome: TimeOutcome
    took: float | None = None
    why_not: WhyNot = ""
    at_least: float | None = None


def _of_return(
    ret: Return,
    timed: Sequence[tuple[str, tuple[str, str], str, LimitInForce]],
    period: _Period,
) -> Iterator[TimeResult]:
    """Yield the timed questions of one return; `timed` are (ref, start and end, name of the limit,
    limit).
    """
    for ref, span, name, limit in timed:
        entries = [entry for entry in ret.form.entries if entry.question == ref and entry.point]
        if not entries:
            continue
        points = {entry.point: entry for entry in entries}
        start, end = (points.get(point) for point in span)
        words = " ".join(entry.evidence for entry in entries if entry.evidence).strip()
        chosen = points.get(LATE_REASON)
        explained = len(words) >= REASON if chosen is None else _explains(chosen)
        timing = _without_date(start, end, limit, period) or _dated(
            start, end, limit, period.calendar, explained=explained
        )
        yield TimeResult(
            ref,
            ret.id.subject,
            ret.id.recipient,
            name,
            limit.amount,
            limit.unit,
            timing.took,
            timing.outcome,
            ": ".join(filter(None, (chosen.label if chosen else "", words))),
            tuple(entry.at for entry in entries if entry.is_answer),
            timing.why_not,
            timing.at_least,
        )


def _explains(reason: Entry) -> bool:
    """Return whether a reason for lateness was chosen and said in words."""
    return (
        reason.is_answer
        and reason.code != REASON_NOT_KNOWN
        and len(reason.evidence.strip()) >= REASON
    )


def _dated(
    start: Entry | None,
    end: Entry | None,
    limit: LimitInForce,
    calendar: Calendar,
    *,
    explained: bool,
) -> _Timing:
    """Return the result of a clock from one date to another."""
    took, why_not = _between(start, end, limit.unit, calendar)
    if limit.amount is None and took is not None:
        why_not = "no_limit"
    return _Timing(_outcome(took, limit.amount, explained=explained), took, why_not)


def _outcome(took: float | None, amount: int | None, *, explained: bool) -> TimeOutcome:
    if took is None or amount is None:
        return "not_assessed"
    if took <= amount:
        return "in_time"
    return "late_explained" if explained else "late"


def _between(
    start: Entry | None, end: Entry | None, unit: str, calendar: Calendar
) -> tuple[float | None, WhyNot]:
    """Return the time from one entry to another, or None and the reason."""
    first, last = parse_moment(start), parse_moment(end)
    if first is None or last is None:
        typed = any(
            entry is not None and not entry.is_answer and not entry.is_blank
            for entry in (start, end)
        )
        return None, "unclear" if typed else "missing"
    return elapsed(first, last, unit, calendar)


def _without_date(
    start: Entry | None, end: Entry | None, limit: LimitInForce, period: _Period
) -> _Timing | None:
    """Return the result of a clock whose end, or start, has a choice in place of a date; None if
    neither has. Without a limit nothing is said to be late, nor not to be shown in time.
    """
    first, last = (entry.code if entry else "" for entry in (start, end))
    if last == DECLINED:
        return _Timing("declined")
    if NOTHING_ON_RECORD not in {first, last} and last not in {NOT_DONE, UNDATED}:
        return None
    if limit.amount is None:
        return _Timing("not_assessed", None, "no_limit")
    if last == UNDATED:
        return _Timing("undated")
    not_done = _not_done(start, limit.amount, limit.unit, period)
    # what was not due yet is no gap in the record either
    if last == NOT_DONE or (last == NOTHING_ON_RECORD and not_done.outcome != "not_done"):
        return not_done
    return _Timing("no_record")


def _not_done(start: Entry | None, amount: int, unit: str, period: _Period) -> _Timing:
    """Return the result of a clock that had not stopped when the look-back ended.

    It is late once the limit had passed. Without a start it is not done, and not for how long.
    """
    if start is not None and start.code == NOT_UNDERSTOOD:
        return _Timing("not_assessed", None, "unclear")
    begun = parse_moment(start)
    if begun is None:
        return _Timing("not_done")
    counted_to = period.calendar.last_known(unit, period.looks_to)
    passed, why_not = passed_by(begun, counted_to, unit, period.calendar)
    if passed is not None and passed > amount:
        return _Timing("not_done", at_least=_whole(passed, begun, counted_to, unit))
    days = (period.looks_to - date_of(begun)).days
    if days <= amount or (passed is not None and counted_to == period.looks_to):
        return _Timing("not_yet_due")
    lacks: WhyNot = "no_school_calendar" if why_not == "no_school_calendar" else "beyond_calendar"
    return _Timing("not_assessed", None, lacks)


def passed_by(
    begun: TimePoint, last: date, unit: str, calendar: Calendar
) -> tuple[float | None, WhyNot]:
    """Return the least time that had passed from a start to the end of a day, or None and why it is
    unknown. A start without a time of day may have been as late as midnight.
    """
    if unit != "hours":
        return elapsed(date_of(begun), last, unit, calendar)
    midnight = datetime.min.time()
    if not isinstance(begun, datetime):
        begun = datetime.combine(begun + DAY, midnight)
    return elapsed(begun, datetime.combine(last + DAY, midnight), unit, calendar)


def _whole(passed: float, begun: TimePoint, last: date, unit: str) -> float:
    """Return as much of a time as had passed in full: a month that has begun counts against a
    limit, and is not yet a month.
    """
    return passed - (date_of(begun).day != last.day) if unit == "months" else passed


def elapsed(
    start: TimePoint, end: TimePoint, unit: str, calendar: Calendar
) -> tuple[float | None, WhyNot]:
    """Return the time from `start` to `end` in `unit`, or None and the reason it is unknown."""
    if out_of_order(start, end):
        return None, "out_of_order"
    if unit == "hours":
        if not (isinstance(start, datetime) and isinstance(end, datetime)):
            return None, "no_time_of_day"
        return hours_passed(start, end), ""
    first, last = date_of(start), date_of(end)
    if unit == "months":
        return (last.year - first.year) * 12 + last.month - first.month + (last.day > first.day), ""
    lacks = calendar.lacks(unit, first, last)
    return (None, lacks) if lacks else (calendar.count(unit, first, last), "")
