"""Hours that really passed between two times as people in the United Kingdom wrote them down, over the nights when clocks change too."""

from __future__ import annotations

from datetime import datetime, timedelta

HOUR = timedelta(hours=1)


def hours_passed(start: datetime, end: datetime) -> float:
    """Hours from `start` to `end`, below zero when out of order.

    Of the hour that comes twice in October the first is meant; a time in the hour that is left out in March is its end.
    """
    return (_universal(end) - _universal(start)) / HOUR


def _universal(local: datetime) -> datetime:
    """A time on a clock in the United Kingdom as universal time."""
    spring, autumn = _last_sunday(local.year, 3) + HOUR, _last_sunday(local.year, 10) + 2 * HOUR
    if spring <= local < spring + HOUR:
        return spring
    return local - HOUR if spring < local < autumn else local


def _last_sunday(year: int, month: int) -> datetime:
    """Midnight at the beginning of the last Sunday of a month of 31 days."""
    last = datetime(year, month, 31)  # noqa: DTZ001 - a time as somebody wrote it down has no zone
    return last - timedelta(days=(last.weekday() + 1) % 7)
