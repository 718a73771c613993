"""Timed questions: the time from one point to another, in hours, days (working, school or calendar)
or months, compared with a limit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

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
from audit_core.themes.theme import Theme, Times

REASON = 10
"""A late answer with this many characters of evidence counts as explained. The check in the form
asks for the same length.
"""


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
    calendar = calendar_of(audit_round, holidays)
    return tuple(result for ret in returns for result in _of_return(ret, timed, calendar))


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
    return sum(one.took != other.took for one, other in zip(as_is, without, strict=True))


def _of_return(
    ret: Return,
    timed: Sequence[tuple[str, tuple[str, str], str, LimitInForce]],
    calendar: Calendar,
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
        took, why_not = _between(start, end, limit.unit, calendar)
        if limit.amount is None and took is not None:
            why_not = "no_limit"
        reason = " ".join(entry.evidence for entry in entries if entry.evidence).strip()
        yield TimeResult(
            ref,
            ret.id.subject,
            ret.id.recipient,
            name,
            limit.amount,
            limit.unit,
            took,
            _outcome(took, limit.amount, reason),
            reason,
            tuple(entry.at for entry in entries if entry.is_answer),
            why_not,
        )


def _outcome(took: float | None, amount: int | None, reason: str) -> TimeOutcome:
    if took is None or amount is None:
        return "not_assessed"
    if took <= amount:
        return "in_time"
    return "late_explained" if len(reason) >= REASON else "late"


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
