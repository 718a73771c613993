"""Count days: working days by the nation's bank holidays, and school days by the round's term dates
as well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Literal

import attrs

from audit_core.rounds.round import Round, Terms
from audit_core.themes.nations import Nation

SATURDAY = 5


@attrs.frozen
class Calendar:
    """The calendar of a round: the bank holidays of whole years, as frozen in issued.json, and the
    term dates and further days off if the round gives them.
    """

    holidays: frozenset[date] = frozenset()
    terms: Terms = attrs.field(factory=Terms)
    further: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether a day is neither at a weekend nor a bank holiday or further day off."""
        return day.weekday() < SATURDAY and day not in self.holidays and day not in self.further

    def next_working(self, day: date) -> date:
        """Return the day itself or, if it is not a working day, the next one."""
        return day if self.is_working(day) else self.next_working(day + timedelta(days=1))

    def is_school(self, day: date) -> bool:
        """Whether schools were open: a working day within a term and not within a closure."""
        return self.is_working(day) and self.terms.is_open(day)

    def lacks(self, unit: str, first: date, last: date) -> WhyNot:
        """Return why days of `unit` cannot be counted from `first` to `last`, or "" if they can."""
        beyond = False
        if unit == "school_days":
            reach = self.terms.reach
            if reach is None:
                return "no_school_calendar"
            beyond = first < reach[0] or reach[1] < last
        if unit in {"working_days", "school_days"} and self.holidays:
            years = [day.year for day in self.holidays]
            beyond = beyond or first.year < min(years) or max(years) < last.year
        return "beyond_calendar" if beyond else ""

    def last_known(self, unit: str, day: date) -> date:
        """Return the day or, if it is later, the last on which days of `unit` can be counted."""
        reach = self.terms.reach if unit == "school_days" else None
        known = [reach[1]] if reach else []
        if unit in {"working_days", "school_days"} and self.holidays:
            known.append(date(max(day.year for day in self.holidays), 12, 31))
        return min(day, *known) if known else day

    def count(self, unit: str, first: date, last: date) -> int:
        """Count the days of `unit` after `first`, up to and including `last`: from a Friday to the
        next Monday is one working day.
        """
        if unit == "calendar_days":
            return (last - first).days
        counts = self.is_school if unit == "school_days" else self.is_working
        return sum(
            counts(first + timedelta(days=step)) for step in range(1, (last - first).days + 1)
        )


_SUBDIVISIONS: dict[Nation, str] = {
    "England": "ENG",
    "Wales": "WLS",
    "Scotland": "SCT",
    "Northern Ireland": "NIR",
}


def calendar_of(audit_round: Round, holidays: Iterable[date]) -> Calendar:
    """Return the calendar of a round, with these bank holidays."""
    return Calendar(frozenset(holidays), audit_round.terms, audit_round.days_off_here)


def proclaimed_since(audit_round: Round, holidays: Collection[date]) -> tuple[date, ...]:
    """Return the bank holidays of the round's nation that are known today, are missing in the list
    that was frozen with its forms, and were not typed as further days off.
    """
    if not holidays:
        return ()
    today = bank_holidays(audit_round.nation, min(holidays).year, max(holidays).year)
    known = {*holidays, *audit_round.days_off_here}
    return tuple(day for day in today if day not in known and day.weekday() < SATURDAY)


def bank_holidays(nation: Nation, first: int, last: int) -> tuple[date, ...]:
    """Return the bank holidays of a nation in the years `first` to `last`, in order."""
    from holidays import country_holidays

    years = range(first, last + 1)
    return tuple(sorted(country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=years)))


WhyNot = Literal[
    "",
    "no_limit",
    "missing",
    "unclear",
    "no_time_of_day",
    "out_of_order",
    "no_school_calendar",
    "beyond_calendar",
]
