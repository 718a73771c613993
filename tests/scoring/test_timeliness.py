"""Clocks compared with an independent calendar that walks day by day, with bank holidays written
down or taken from the library.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays as library
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit_core.returns.time_points import hours_passed
from audit_core.rounds.calendar import Calendar, bank_holidays
from audit_core.rounds.round import Round, Terms
from audit_core.scoring.timeliness import elapsed
from audit_core.tables import Row
from audit_core.tabulation.counts import times_table
from audit_core.testing.builders import question, round_of, small_theme
from audit_core.testing.pipeline import scores
from audit_core.testing.text_tables import returns
from audit_core.themes.theme import TimeLimit, Times

FIRST, LAST = 2020, 2029
NATIONS = {"England": "ENG", "Wales": "WLS", "Scotland": "SCT", "Northern Ireland": "NIR"}
OFF = {nation: frozenset(bank_holidays(nation, FIRST, LAST)) for nation in NATIONS}
DAYS = st.dates(date(FIRST, 1, 1), date(LAST, 12, 31))
TERMS = Terms(
    (
        (date(2025, 9, 3), date(2025, 12, 19)),
        (date(2026, 1, 5), date(2026, 3, 27)),
        (date(2026, 4, 13), date(2026, 7, 21)),
    ),
    (
        (date(2025, 10, 27), date(2025, 10, 31)),
        (date(2026, 2, 16), date(2026, 2, 20)),
        (date(2026, 5, 25), date(2026, 5, 29)),
        (date(2026, 6, 22), date(2026, 6, 22)),
    ),
)
IN_TERMS = st.dates(date(2025, 9, 3), date(2026, 7, 21))
UNITS = ("working_days", "school_days", "calendar_days")


def walked(unit: str, nation: str, first: date, last: date) -> int:
    """The independent calendar, which checks every day after the first against lists of its own."""
    there = library.country_holidays("GB", subdiv=NATIONS[nation], years=range(FIRST, LAST + 1))
    weeks_off = {
        date.fromordinal(day)
        for start, end in TERMS.closed
        for day in range(start.toordinal(), end.toordinal() + 1)
    }
    school = {
        date.fromordinal(day)
        for start, end in TERMS.terms
        for day in range(start.toordinal(), end.toordinal() + 1)
    } - weeks_off
    count, day = 0, first
    while day < last:
        day += timedelta(days=1)
        free = day.strftime("%a") in {"Sat", "Sun"} or day in there
        count += {
            "calendar_days": True,
            "working_days": not free,
            "school_days": not free and day in school,
        }[unit]
    return count


def days(unit: str, nation: str, first: date, last: date) -> float:
    """The days that our clock counts."""
    took, why_not = elapsed(first, last, unit, Calendar(OFF[nation], TERMS))
    assert took is not None, why_not
    return took


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(UNITS), st.sampled_from(sorted(NATIONS)), st.tuples(IN_TERMS, IN_TERMS))
def test_days_agree_with_a_calendar_walked_day_by_day(
    unit: str, nation: str, ends: tuple[date, date]
) -> None:
    """This holds in every unit and nation, over half-terms, Christmas and Easter."""
    first, last = sorted(ends)
    assert days(unit, nation, first, last) == walked(unit, nation, first, last)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(NATIONS)), DAYS, st.integers(0, 120))
def test_working_days_are_right_in_four_nations_over_ten_years(
    nation: str, first: date, more: int
) -> None:
    """One-off and moved bank holidays are included."""
    last = min(first + timedelta(days=more), date(LAST, 12, 31))
    assert days("working_days", nation, first, last) == walked("working_days", nation, first, last)


@given(
    st.sampled_from(UNITS),
    st.sampled_from(sorted(NATIONS)),
    st.lists(IN_TERMS, min_size=3, max_size=3),
)
def test_two_stretches_add_up_to_the_whole(unit: str, nation: str, three: list[date]) -> None:
    """No day is counted twice or lost where one clock ends and the next begins."""
    first, middle, last = sorted(three)
    assert days(unit, nation, first, middle) + days(unit, nation, middle, last) == days(
        unit, nation, first, last
    )


@given(st.sampled_from(UNITS), st.sampled_from(sorted(NATIONS)), IN_TERMS, st.integers(0, 200))
def test_a_later_end_is_never_fewer_days_and_school_days_are_fewest(
    unit: str, nation: str, first: date, more: int
) -> None:
    """Clocks do not run backwards; every school day is a working day and every working day a
    calendar day.
    """
    last = min(first + timedelta(days=more), date(2026, 7, 20))
    first = min(first, last)
    assert (
        0
        <= days(unit, nation, first, last)
        <= days(unit, nation, first, last + timedelta(days=1))
        <= days(unit, nation, first, last) + 1
    )
    school, working, calendar = (
        days(each, nation, first, last) for each in ("school_days", "working_days", "calendar_days")
    )
    assert school <= working <= calendar


@pytest.mark.parametrize("nation", sorted(NATIONS))
def test_weekends_and_bank_holidays_never_count(nation: str) -> None:
    """For each of them in ten years, there is no working day from the day before to the day
    itself.
    """
    day = date(FIRST, 1, 2)
    while day <= date(LAST, 12, 31):
        if day.weekday() >= 5 or day in OFF[nation]:
            assert days("working_days", nation, day - timedelta(days=1), day) == 0
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "off_in"),
    [
        (date(2026, 4, 3), {"England", "Wales", "Scotland", "Northern Ireland"}),
        (date(2026, 4, 6), {"England", "Wales", "Northern Ireland"}),
        (date(2026, 1, 2), {"Scotland"}),
        (date(2026, 3, 17), {"Northern Ireland"}),
        (date(2026, 6, 15), {"Scotland"}),
        (date(2026, 7, 13), {"Northern Ireland"}),
        (date(2026, 8, 3), {"Scotland"}),
        (date(2026, 11, 30), {"Scotland"}),
        (date(2022, 9, 19), {"England", "Wales", "Scotland", "Northern Ireland"}),
        (date(2026, 12, 28), {"England", "Wales", "Scotland", "Northern Ireland"}),
    ],
)
def test_bank_holidays_match_the_almanac(day: date, off_in: set[str]) -> None:
    """Good Friday, Easter Monday, 2 January, St Patrick's Day, a day proclaimed in February 2026,
    the Twelfth, August, St Andrew's Day, a state funeral, and a moved Boxing Day.
    """
    assert {nation for nation in NATIONS if day in OFF[nation]} == off_in


# hours, over the nights when clocks change


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-03-28T21:00", "2026-03-29T21:00", 23),
        ("2025-10-25T21:00", "2025-10-26T21:00", 25),
        ("2026-03-29T00:30", "2026-03-29T02:30", 1),
        ("2025-10-26T00:30", "2025-10-26T02:30", 3),
        ("2026-03-29T01:30", "2026-03-29T02:00", 0),
        ("2026-07-01T21:00", "2026-07-02T21:00", 24),
        ("2026-01-01T00:00", "2026-07-01T00:00", 181 * 24 - 1),
    ],
)
def test_hours_are_hours_that_elapsed(start: str, end: str, hours: float) -> None:
    """A night in March is an hour short and one in October an hour long; a time that was skipped is
    the end of its hour.
    """
    assert hours_passed(datetime.fromisoformat(start), datetime.fromisoformat(end)) == hours


LONDON = ZoneInfo("Europe/London")
MOMENTS = st.datetimes(
    datetime(1996, 1, 1),  # noqa: DTZ001 - as written
    datetime(2040, 12, 31),  # noqa: DTZ001
).map(lambda moment: moment.replace(second=0, microsecond=0))
CHANGES = st.builds(
    lambda year, month, minutes: datetime(year, month, 24) + timedelta(minutes=minutes),  # noqa: DTZ001
    st.integers(1996, 2040),
    st.sampled_from([3, 10]),
    st.integers(0, 8 * 24 * 60),
)


def universal(moment: datetime) -> datetime:
    """A time in London by the time zone database; the hour skipped in March is its end."""
    found = moment.replace(tzinfo=LONDON).astimezone(UTC)
    if found.astimezone(LONDON).replace(tzinfo=None) == moment:
        return found
    return (moment + timedelta(hours=1)).replace(minute=0, tzinfo=LONDON).astimezone(UTC)


@given(st.one_of(MOMENTS, CHANGES), st.one_of(MOMENTS, CHANGES), st.one_of(MOMENTS, CHANGES))
def test_hours_agree_with_the_time_zone_database(
    one: datetime, two: datetime, three: datetime
) -> None:
    """This holds over forty-five years, and stretches add up."""
    assert hours_passed(one, two) == pytest.approx(
        (universal(two) - universal(one)).total_seconds() / 3600
    )
    assert hours_passed(one, two) + hours_passed(two, three) == pytest.approx(
        hours_passed(one, three)
    )


# what is not assessed, and why

CLOCK = small_theme(
    question(
        "XX-1.1", flags=("timed",), answer=Times(("asked", "answered"), "reply", precision="date")
    ),
    question(
        "XX-1.2", flags=("timed",), answer=Times(("sent", "received"), "told", precision="datetime")
    ),
    time_limits=(
        TimeLimit("reply", "Reply", 5, "school_days"),
        TimeLimit("told", "Telling", 24, "hours"),
    ),
)


def of_round(
    text: str,
    terms: Terms = Terms(),  # noqa: B008 - it is frozen
    **more: object,
) -> tuple[Round, tuple[tuple[str, str], ...], tuple[Row, ...]]:
    """(round, (outcome, reason) of every clock, the rows of the table of times)."""
    audit_round = round_of(CLOCK, ("school",), 4, terms=terms, **more)
    card = scores(
        CLOCK,
        returns(CLOCK, text, audit_round),
        audit_round,
        holidays=tuple(sorted(OFF["England"])),
    )
    return (
        audit_round,
        tuple((result.outcome, result.why_not) for result in card.times),
        times_table(card, CLOCK, audit_round).rows,
    )


@pytest.mark.parametrize(
    ("asked", "answered", "outcome", "why_not"),
    [
        ("2025-10-24", "2025-11-07", "in_time", ""),
        ("2025-10-24", "2025-11-10", "late", ""),
        ("2025-08-01", "2025-09-05", "not_assessed", "beyond_calendar"),
        ("2026-07-20", "2026-07-22", "not_assessed", "beyond_calendar"),
        ("2025-10-24", "", "not_assessed", "missing"),
        ("2025-10-24", "?", "not_assessed", "unclear"),
        ("2025-10-24", "2025-10-23", "not_assessed", "out_of_order"),
    ],
)
def test_a_school_day_clock_stops_in_the_holidays(
    asked: str, answered: str, outcome: str, why_not: str
) -> None:
    """Five school days from the Friday before half-term end on the Friday after; beyond the term
    dates it is not assessed.
    """
    _, (school, _), _ = of_round(
        f"| case | agency | XX-1.1a | XX-1.1b |\n| 1 | school | {asked} | {answered} |", TERMS
    )
    assert school == (outcome, why_not)


def test_without_term_dates_no_school_day_clock_is_assessed() -> None:
    """The table has every reason why clocks were not assessed, with its count."""
    text = """
        | case | agency | XX-1.1a    | XX-1.1b    | XX-1.2a          | XX-1.2b          |
        | 1    | school | 2025-10-24 | 2025-11-07 | 2026-03-02T09:00 | 2026-03-02T10:00 |
        | 2    | school | 2025-10-24 | 2025-11-07 | 2026-03-02       | 2026-03-02T10:00 |
        | 3    | school | 2025-10-24 |            | 2026-03-02T09:00 | 2026-03-01T10:00 |
        | 4    | school | 2025-10-24 | 2025-11-07 |                  |                  |
    """
    _, found, rows = of_round(text)
    assert [why for _, why in found] == [
        "no_school_calendar",
        "",
        "no_school_calendar",
        "no_time_of_day",
        "missing",
        "out_of_order",
        "no_school_calendar",
        "missing",
    ]
    assert [row.cells[2:] for row in rows] == [
        ("5 school days", "0", "0", "0", "4", "a time is missing: 1; no school calendar: 3"),
        (
            "24 hours",
            "1",
            "0",
            "0",
            "3",
            "a time is missing: 1; a time of day is missing: 1; the times are out of order: 1",
        ),
    ]


def test_a_clock_beyond_the_known_bank_holidays_is_not_assessed() -> None:
    """Without the bank holidays of a year they would be counted as working days."""
    narrow = Calendar(frozenset(bank_holidays("England", 2024, 2026)))
    assert elapsed(date(2023, 12, 20), date(2024, 1, 3), "working_days", narrow) == (
        None,
        "beyond_calendar",
    )
    assert elapsed(date(2023, 12, 20), date(2024, 1, 3), "calendar_days", narrow) == (14, "")
    assert elapsed(date(2024, 1, 1), date(2026, 12, 31), "working_days", narrow)[1] == ""


def test_a_round_can_set_its_own_limit_of_school_days() -> None:
    """Seven school days are late by the theme's five and in time by the round's ten."""
    text = "| case | agency | XX-1.1a | XX-1.1b |\n| 1 | school | 2025-09-03 | 2025-09-12 |"
    assert of_round(text, TERMS)[1][0][0] == "late"
    assert of_round(text, TERMS, limits=(("reply", 10),))[1][0][0] == "in_time"
