"""Clocks: from one point in time to another, in hours, working days, calendar days or months, against a limit."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from audit_core.model.results import TimeResult
from audit_core.model.scale import NO_RECORD
from audit_core.model.theme import Times

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from audit_core.model.results import TimeOutcome
    from audit_core.model.returns import Entry, Return
    from audit_core.model.round import Round
    from audit_core.model.theme import Question, Theme

REASON = 10
"""Characters of evidence from which a lateness counts as explained: the same as the form's own check asks for."""


def time_results(returns: Iterable[Return], theme: Theme, round_: Round, holidays: tuple[date, ...]) -> tuple[TimeResult, ...]:
    """Every timed question of every return against the round's limit. A missing or impossible time is not assessed."""
    questions = [question for _, _, question in theme.questions() if isinstance(question.answer, Times)]
    return tuple(result for ret in returns for result in _of_return(ret, questions, theme, round_, frozenset(holidays)))


def _of_return(ret: Return, questions: list[Question], theme: Theme, round_: Round, holidays: frozenset[date]) -> Iterator[TimeResult]:
    amounts = dict(round_.limits)
    for question in questions:
        entries = [entry for entry in ret.form.entries if entry.question == question.ref and entry.point]
        answer = question.answer
        limit = theme.time_limit(answer.limit) if isinstance(answer, Times) else None
        if not entries or limit is None or not isinstance(answer, Times):
            continue
        points = {entry.point: entry for entry in entries}
        start, end = (moment(points.get(point)) for point in answer.span)
        amount = amounts.get(limit.name, limit.amount)
        took = elapsed(start, end, limit.unit, holidays) if start and end else None
        reason = " ".join(entry.evidence for entry in entries if entry.evidence).strip()
        yield TimeResult(
            question.ref, ret.id.subject, ret.id.recipient, limit.name, amount, limit.unit,
            took, _outcome(took, amount, reason), reason, tuple(entry.at for entry in entries if entry.is_answer),
        )  # fmt: skip


def _outcome(took: float | None, amount: int, reason: str) -> TimeOutcome:
    if took is None or took < 0:
        return "not_assessed"
    if took <= amount:
        return "in_time"
    return "late_explained" if len(reason) >= REASON else "late"


def moment(entry: Entry | None) -> date | datetime | None:
    """The date, or date and time, that an entry holds; None when it holds none, or says that there is none on record."""
    if entry is None or not entry.is_answer or entry.code == NO_RECORD:
        return None
    return datetime.fromisoformat(entry.code) if "T" in entry.code else date.fromisoformat(entry.code)


def elapsed(start: date | datetime, end: date | datetime, unit: str, holidays: frozenset[date]) -> float | None:
    """How long from `start` to `end` in `unit`; None for hours when either has no time of day. Negative when out of order."""
    if unit == "hours":
        if not (isinstance(start, datetime) and isinstance(end, datetime)):
            return None
        return (end - start).total_seconds() / 3600
    first, last = _day(start), _day(end)
    if isinstance(start, datetime) and isinstance(end, datetime) and end < start:
        return -1
    if unit == "working_days":
        return working_days(first, last, holidays)
    if unit == "months":
        months = (last.year - first.year) * 12 + last.month - first.month
        return months + (1 if last.day > first.day else 0) if last >= first else -1
    return (last - first).days


def working_days(first: date, last: date, holidays: frozenset[date]) -> int:
    """Working days after `first` up to and with `last`: weekends and bank holidays do not count. -1 when out of order."""
    if last < first:
        return -1
    days = (first + timedelta(days=step) for step in range(1, (last - first).days + 1))
    return sum(day.weekday() < 5 and day not in holidays for day in days)


def _day(moment_: date | datetime) -> date:
    return moment_.date() if isinstance(moment_, datetime) else moment_
