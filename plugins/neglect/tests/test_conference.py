"""The clock of the initial child protection conference, in each nation, compared with a calendar
written by hand.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from audit_theme_neglect.theme import THEME

from audit_core.rounds.calendar import bank_holidays
from audit_core.scoring.scorecard import TimeResult
from audit_core.testing.builders import round_of
from audit_core.testing.pipeline import scores
from audit_core.testing.text_tables import returns

OFF = {
    "England": {"2025-12-25", "2025-12-26", "2026-01-01"},
    "Wales": {"2025-12-25", "2025-12-26", "2026-01-01"},
    "Scotland": {"2025-12-25", "2025-12-26", "2026-01-01", "2026-01-02"},
    "Northern Ireland": {"2025-12-25", "2025-12-26", "2026-01-01"},
}
"""The bank holidays of the winter, from the almanac."""
BEGUN = date(2025, 12, 8)
"""A Monday: the strategy discussion at which section 47 enquiries were begun."""


def held(days: int, nation: str, **more: object) -> TimeResult:
    """The clock of a conference so many days after the strategy discussion."""
    audit_round = round_of(THEME, ("social_care",), 1, nation=nation, **more)
    table = f"""
        | case | agency      | NG-6.5a | NG-6.5b                          |
        | 1    | social_care | {BEGUN} | {BEGUN + timedelta(days=days)} |
    """
    book = returns(THEME, table, audit_round)
    known = bank_holidays(audit_round.nation, 2025, 2026)
    times = scores(THEME, book, audit_round, holidays=known).times
    return next(timed for timed in times if timed.ref == "NG-6.5")


def working(days: int, nation: str) -> int:
    """Working days by hand: weekdays that are not in the almanac."""
    walked = (BEGUN + timedelta(days=step) for step in range(1, days + 1))
    return sum(day.isoweekday() < 6 and day.isoformat() not in OFF[nation] for day in walked)


@pytest.mark.parametrize("days", range(0, 46, 5))
def test_england_has_fifteen_working_days(days: int) -> None:
    """Over Christmas they end on 31 December."""
    timing, took = held(days, "England"), working(days, "England")
    outcome = "in_time" if took <= 15 else "late"
    assert (timing.took, timing.amount, timing.outcome) == (took, 15, outcome)


@pytest.mark.parametrize(
    ("days", "outcome"), [(0, "in_time"), (23, "in_time"), (28, "in_time"), (29, "late")]
)
def test_scotland_has_twenty_eight_days_of_the_calendar(days: int, outcome: str) -> None:
    """England's fifteen working days say nothing about a child protection planning meeting."""
    timing = held(days, "Scotland")
    assert (timing.took, timing.amount, timing.unit) == (days, 28, "calendar_days")
    assert timing.outcome == outcome


@pytest.mark.parametrize("nation", ["Wales", "Northern Ireland"])
def test_without_a_limit_the_days_are_counted_and_not_compared(nation: str) -> None:
    """Nobody there is called late by England's rule."""
    timing = held(60, nation)
    assert (timing.took, timing.amount) == (working(60, nation), None)
    assert (timing.outcome, timing.why_not) == ("not_assessed", "no_limit")


@pytest.mark.parametrize("nation", sorted(OFF))
def test_a_round_in_any_nation_can_set_its_own(nation: str) -> None:
    """Ten working days: two weeks are in time, and a day more is late."""
    own = {"limits": (("conference", 10),)}
    assert [held(days, nation, **own).outcome for days in (14, 15)] == ["in_time", "late"]


def test_a_round_in_scotland_can_set_its_own_in_days_of_the_calendar() -> None:
    """The unit is the one on the line that the chair filled in."""
    own = {"limits": (("conference", 21),), "limit_units": (("conference", "calendar_days"),)}
    assert [held(days, "Scotland", **own).outcome for days in (21, 22)] == ["in_time", "late"]


def test_the_question_names_the_discussion_that_starts_the_clock() -> None:
    """A later discussion would make a late conference look early."""
    question = THEME.question("NG-6.5")
    assert question is not None
    assert "at which section 47 enquiries were begun" in question.text
    assert "not a later one" in question.look_for
