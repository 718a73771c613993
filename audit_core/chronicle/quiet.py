"""Months with nothing from anyone.

Only whole months of the period looked back on can be quiet, and only where somebody gave a day at all: a month is quiet when
no agency's chronology has an event in it. Neighbouring months are one run, which rests on the last entries before it and the
first after it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from audit_core.chronicle.told import by_day, cells
from audit_core.model.chronicle import Pattern
from audit_core.words import say, say_month

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from audit_core.chronicle.told import Told
    from audit_core.model.round import Round


def quiet_months(days: Collection[date], round_: Round) -> tuple[date, ...]:
    """The first days of the whole months of the period in which none of these days falls."""
    busy = {day.replace(day=1) for day in days}
    first = round_.looks_from.replace(day=1)
    month, found = first if first == round_.looks_from else month_after(first), []
    while last_of(month) <= round_.looks_to:
        if month not in busy:
            found.append(month)
        month = month_after(month)
    return tuple(found)


def quiet_runs(quiet: Sequence[date], heard: Sequence[Told]) -> Iterator[Pattern]:
    """One sentence for each run of quiet months."""
    days = by_day(heard)
    for first, last in runs(quiet):
        before = max((day for day in days if day < first), default=None)
        after = min((day for day in days if day > last), default=None)
        around = [entry for day in (before, after) if day for entry in days[day]]
        yield Pattern("quiet", _says(first, last), first, last_of(last), cells(*around))


def runs(months: Sequence[date]) -> Iterator[tuple[date, date]]:
    """The first and last month of each run of neighbouring months."""
    known = set(months)
    first = None
    for month in months:
        first = first or month
        if month_after(month) not in known:
            yield first, month
            first = None


def month_after(month: date) -> date:
    """The first day of the next month."""
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def last_of(month: date) -> date:
    """The last day of a month."""
    return month_after(month) - timedelta(days=1)


def _says(first: date, last: date) -> str:
    if first == last:
        return say("Nothing from anyone in {month}.", month=say_month(first))
    begin = say_month(first, "bare" if first.year == last.year else "long")
    return say("Nothing from anyone from {first} to {last}.", first=begin, last=say_month(last))
