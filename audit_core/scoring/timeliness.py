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
from audit_core.rounds.calendar import Calendar, WhyNot
from audit_core.rounds.round import Round
from audit_core.scoring.scorecard import TimeOutcome, TimeResult
from audit_core.themes.scales import (
    DECLINED,
    NOT_DONE,
    NOT_UNDERSTOOD,
    NOTHING_ON_RECORD,
    REASON_NOT_KNOWN,
    UNDATED,
)
from audit_core.themes.theme import Theme, TimeLimit, Times

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
    cannot be calculated the outcome is "not_assessed", with the reason.
    """
    timed = [
        (question.ref, question.answer.span, limit)
        for _, _, question in theme.questions()
        if isinstance(question.answer, Times)
        and (limit := theme.time_limit(question.answer.limit)) is not None
    ]
    rules = _Rules(
        Calendar(frozenset(holidays), audit_round.terms), audit_round.looks_to, audit_round.limits
    )
    return tuple(result for ret in returns for result in _of_return(ret, timed, rules))


@attrs.frozen
class _Rules:
    """What the clocks of a round run by: its calendar, its last day, and its own limits."""

    calendar: Calendar
    looks_to: date
    limits: tuple[tuple[str, int], ...]

    def amount(self, limit: TimeLimit) -> int:
        """Return how long something may take in this round."""
        return dict(self.limits).get(limit.name, limit.amount)


@attrs.frozen
class _Timing:
    """The result of one clock, as in a TimeResult."""

    outcome: TimeOutcome
    took: float | None = None
    why_not: WhyNot = ""
    at_least: float | None = None


def _of_return(
    ret: Return, timed: Sequence[tuple[str, tuple[str, str], TimeLimit]], rules: _Rules
) -> Iterator[TimeResult]:
    """Yield the timed questions of one return; `timed` are (ref, start and end, limit)."""
    for ref, span, limit in timed:
        entries = [entry for entry in ret.form.entries if entry.question == ref and entry.point]
        if not entries:
            continue
        points = {entry.point: entry for entry in entries}
        start, end = (points.get(point) for point in span)
        words = " ".join(entry.evidence for entry in entries if entry.evidence).strip()
        chosen = points.get(LATE_REASON)
        explained = len(words) >= REASON if chosen is None else _explains(chosen)
        amount = rules.amount(limit)
        timing = _without_date(start, end, limit, rules)
        if timing is None:
            took, why_not = _between(start, end, limit.unit, rules.calendar)
            timing = _Timing(_outcome(took, amount, explained=explained), took, why_not)
        yield TimeResult(
            ref,
            ret.id.subject,
            ret.id.recipient,
            limit.name,
            amount,
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


def _outcome(took: float | None, amount: int, *, explained: bool) -> TimeOutcome:
    if took is None:
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
    start: Entry | None, end: Entry | None, limit: TimeLimit, rules: _Rules
) -> _Timing | None:
    """Return the result of a clock whose end, or start, has a choice in place of a date; None if
    neither has.
    """
    codes = [entry.code if entry else "" for entry in (start, end)]
    if codes[1] == NOT_DONE:
        return _not_done(start, limit, rules)
    if codes[1] == DECLINED:
        return _Timing("declined")
    if codes[1] == UNDATED:
        return _Timing("undated")
    return _Timing("no_record") if NOTHING_ON_RECORD in codes else None


def _not_done(start: Entry | None, limit: TimeLimit, rules: _Rules) -> _Timing:
    """Return the result of a clock that had not stopped when the look-back ended.

    It is late once the limit had passed. Without a start it is not done, and not for how long.
    """
    if start is not None and start.code == NOT_UNDERSTOOD:
        return _Timing("not_assessed", None, "unclear")
    begun, amount = parse_moment(start), rules.amount(limit)
    if begun is None:
        return _Timing("not_done")
    counted_to = rules.calendar.last_known(limit.unit, rules.looks_to)
    passed, why_not = passed_by(begun, counted_to, limit.unit, rules.calendar)
    if passed is not None and passed > amount:
        return _Timing("not_done", at_least=_whole(passed, begun, counted_to, limit.unit))
    days = (rules.looks_to - date_of(begun)).days
    if days <= amount or (passed is not None and counted_to == rules.looks_to):
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
