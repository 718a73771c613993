"""The four clocks of the domestic abuse theme: over weekends and bank holidays, with a reason for
lateness, and with a time missing.
"""

from __future__ import annotations

import pytest
from audit_theme_domestic_abuse.theme import THEME

from audit_core.rounds.calendar import bank_holidays
from audit_core.scoring.scorecard import TimeResult
from audit_core.testing.builders import round_of
from audit_core.testing.pipeline import findings, scores
from audit_core.testing.text_tables import returns

HOLIDAYS = bank_holidays("England", 2025, 2026)


def result(ref: str, agency: str, **times: str) -> TimeResult:
    """The result of one question's clock for one return; `times` are the printed rows a, b, c, with
    a reason after " / ".
    """
    headings = " | ".join(f"{ref}{point}" for point in times)
    book = returns(
        THEME, f"| case | agency | {headings} |\n| 1 | {agency} | {' | '.join(times.values())} |"
    )
    (only,) = [timed for timed in scores(THEME, book, holidays=HOLIDAYS).times if timed.ref == ref]
    return only


# notification: 24 hours, and no hour is left out


def test_a_notification_on_the_next_morning_is_in_time() -> None:
    """From Tuesday night to Wednesday morning is eleven hours."""
    timing = result(
        "DA-1.2", "school", a="2025-05-06T21:00", b="2025-05-07T07:30", c="2025-05-07T08:00"
    )
    assert (timing.took, timing.outcome) == (11, "in_time")


@pytest.mark.parametrize(
    ("received", "outcome"), [("2025-05-07T21:00", "in_time"), ("2025-05-07T21:01", "late")]
)
def test_twenty_four_hours_is_in_time_and_a_minute_more_is_late(
    received: str, outcome: str
) -> None:
    """A notification at exactly the limit is in time."""
    assert result("DA-1.2", "police", a="2025-05-06T21:00", b="", c=received).outcome == outcome


def test_the_weekend_counts() -> None:
    """From Friday night to Monday morning is late: children go back to school whether or not
    offices were open.
    """
    timing = result(
        "DA-1.2", "school", a="2025-05-09T21:00", b="2025-05-12T08:00", c="2025-05-12T08:15"
    )
    assert (timing.took, timing.outcome) == (59.25, "late")


def test_a_bank_holiday_counts() -> None:
    """From the Friday before the late May bank holiday to the Tuesday after it is late."""
    timing = result("DA-1.8", "social_care", a="2025-05-23T21:00", b="2025-05-27T08:30")
    assert (timing.took, timing.outcome) == (83.5, "late")


def test_late_with_a_reason_is_still_late_and_keeps_its_reason() -> None:
    """The reason is shown beside the figure and does not change it."""
    reason = "out_of_control / The system was down from Friday to Sunday"
    a, b, c = "2025-05-09T21:00", "2025-05-09T23:00", "2025-05-12T08:15"
    timing = result("DA-1.2", "school", a=a, b=b, c=c, d=reason)
    assert (timing.outcome, timing.reason) == (
        "late_explained",
        "Outside our control: The system was down from Friday to Sunday",
    )
    book = returns(
        THEME, f"| case | agency | DA-1.2a | DA-1.2c |\n| 1 | school | {a} | {c} |"
    )
    assert [(finding.rule, finding.n, finding.m) for finding in findings(THEME, book)] == [
        ("late-notification", 1, 1)
    ]


def test_a_word_or_two_is_no_reason() -> None:
    """The form asks for a reason, and "see log" is not one."""
    assert (
        result(
            "DA-1.2", "school", a="2025-05-09T21:00", b="", c="2025-05-12T08:15 / see log"
        ).outcome
        == "late"
    )


def test_the_clock_ends_with_receipt_and_not_with_sending() -> None:
    """A notification sent within the hour and received three days later is late for the child."""
    assert (
        result(
            "DA-1.2", "school", a="2025-05-09T21:00", b="2025-05-09T21:40", c="2025-05-12T22:00"
        ).outcome
        == "late"
    )


@pytest.mark.parametrize(
    "times",
    [
        {"a": "2025-05-09T21:00", "b": "2025-05-09T21:40", "c": ""},
        {"a": "", "b": "2025-05-09T21:40", "c": "2025-05-12T08:15"},
        {"a": "2025-05-09", "b": "", "c": "2025-05-12T08:15"},
        {"a": "2025-05-12T08:15", "b": "", "c": "2025-05-09T21:00"},
        {"a": "2025-05-09T21:00", "b": "", "c": "?"},
    ],
    ids=[
        "not received on record",
        "incident not on record",
        "no time of day",
        "out of order",
        "not understood",
    ],
)
def test_a_time_that_cannot_be_worked_out_over_a_weekend_is_not_assessed(
    times: dict[str, str],
) -> None:
    """Nothing is guessed, and there is no finding."""
    assert result("DA-1.2", "school", **times).outcome == "not_assessed"
    headings = " | ".join(f"DA-1.2{point}" for point in times)
    assert (
        findings(
            THEME,
            returns(
                THEME,
                f"| case | agency | {headings} |\n| 1 | school | {' | '.join(times.values())} |",
            ),
        )
        == ()
    )


def test_a_round_can_set_its_own_limit_for_notifications() -> None:
    """If the partnership agreed on twelve hours, thirteen are late."""
    audit_round = round_of(THEME, ("school",), 1, limits=(("notification", 12),))
    book = returns(
        THEME,
        "| case | agency | DA-1.2a | DA-1.2c |\n| 1 | school | 2025-05-06T21:00 | "
        "2025-05-07T10:00 |",
        audit_round,
    )
    assert [
        timed.outcome for timed in scores(THEME, book, audit_round).times if timed.ref == "DA-1.2"
    ] == ["late"]
    assert [timed.outcome for timed in scores(THEME, book).times if timed.ref == "DA-1.2"] == [
        "in_time"
    ]


# the decision on a contact and help to recover: working days


@pytest.mark.parametrize(
    ("received", "decided", "took", "outcome"),
    [
        ("2025-05-06", "2025-05-07", 1, "in_time"),
        ("2025-05-06", "2025-05-08", 2, "late"),
        ("2025-05-09", "2025-05-12", 1, "in_time"),
        ("2025-05-23", "2025-05-27", 1, "in_time"),
        ("2025-04-17", "2025-04-22", 1, "in_time"),
        ("2025-04-17", "2025-04-23", 2, "late"),
        ("2025-05-10", "2025-05-11", 0, "in_time"),
    ],
    ids=[
        "next day",
        "two days",
        "over a weekend",
        "late May bank holiday",
        "Easter",
        "Easter and a day more",
        "within a weekend",
    ],
)
def test_a_decision_on_a_contact_has_one_working_day(
    received: str, decided: str, took: int, outcome: str
) -> None:
    """Unlike for a notification, weekends and bank holidays do not count."""
    timed = result("DA-4.1", "social_care", a=received, b=decided)
    assert (timed.took, timed.outcome) == (took, outcome)


@pytest.mark.parametrize(
    ("begun", "took", "outcome"), [("2026-01-02", 30, "in_time"), ("2026-01-05", 31, "late")]
)
def test_help_to_recover_has_thirty_working_days_over_christmas(
    begun: str, took: int, outcome: str
) -> None:
    """From Tuesday 18 November, Christmas Day, Boxing Day and New Year's Day are not counted."""
    timed = result("DA-3.4", "camhs", a="2025-11-18", b=begun)
    assert (timed.took, timed.outcome) == (took, outcome)


@pytest.mark.parametrize(
    ("reached", "outcome"), [("2025-05-11T21:00", "in_time"), ("2025-05-11T22:00", "late")]
)
def test_an_advocate_has_forty_eight_hours_over_the_weekend(reached: str, outcome: str) -> None:
    """A victim referred on a Friday night does not have to wait until Monday."""
    assert (
        result("DA-6.2", "domestic_abuse_service", a="2025-05-09T21:00", b=reached).outcome
        == outcome
    )
