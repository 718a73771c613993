"""The moments of a timed question, their order, and the hours between them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from audit_core.returns.model import Entry

TimePoint = date | datetime


def parse_moment(entry: Entry | None) -> TimePoint | None:
    """Return the date, or date and time, of an entry; None if it has none, or a choice in its
    place.
    """
    if entry is None or not entry.code[:1].isdigit():
        return None
    kind = datetime if "T" in entry.code else date
    return kind.fromisoformat(entry.code)


def out_of_order(start: TimePoint, end: TimePoint) -> bool:
    """Return whether the end is before the start. A date without a time may be any time of that
    day.
    """
    if isinstance(start, datetime) and isinstance(end, datetime):
        return hours_passed(start, end) < 0
    return date_of(end) < date_of(start)


def date_of(point: TimePoint) -> date:
    """Return the day of a point in time."""
    return point.date() if isinstance(point, datetime) else point


HOUR = timedelta(hours=1)


def hours_passed(start: datetime, end: datetime) -> float:
    """Return the hours from `start` to `end`, negative if they are out of order.

    A time in the hour that occurs twice in October is taken as the first of the two. A time in the
    hour that is skipped in March is taken as the end of that hour.
    """
    return (_universal(end) - _universal(start)) / HOUR


def _universal(local: datetime) -> datetime:
    """Return a time on a clock in the United Kingdom as universal time."""
    spring, autumn = _last_sunday(local.year, 3) + HOUR, _last_sunday(local.year, 10) + 2 * HOUR
    if spring <= local < spring + HOUR:
        return spring
    return local - HOUR if spring < local < autumn else local


def _last_sunday(year: int, month: int) -> datetime:
    """Return midnight at the start of the last Sunday of a month with 31 days."""
    last = datetime(year, month, 31)  # noqa: DTZ001 - a time as somebody wrote it down has no zone
    return last - timedelta(days=(last.weekday() + 1) % 7)
