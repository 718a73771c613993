"""The clocks of the domestic abuse theme: over weekends and bank holidays, with a reason for
lateness, and with a time missing.
"""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from audit_theme_domestic_abuse.theme import THEME

from audit_core.forms.build import form_of
from audit_core.rounds.calendar import bank_holidays
from audit_core.rounds.round import Round, Terms
from audit_core.scoring.scorecard import TimeResult
from audit_core.testing.builders import round_of
from audit_core.testing.pipeline import findings, scores
from audit_core.testing.text_tables import returns

HOLIDAYS = bank_holidays("England", 2025, 2026)


def result(ref: str, agency: str, audit_round: Round | None = None, **times: str) -> TimeResult:
    """The result of one question's clock for one return; `times` are the printed rows a, b, c, with
    a reason after " / ".
    """
    headings = " | ".join(f"{ref}{point}" for point in times)
    table = f"| case | agency | {headings} |\n| 1 | {agency} | {' | '.join(times.values())} |"
    book = returns(THEME, table, audit_round)
    timed = scores(THEME, book, audit_round, holidays=HOLIDAYS).times
    (only,) = [each for each in timed if each.ref == ref]
    return only


def form_asks(kind: str, band: str) -> tuple[str, ...]:
    """The refs that a kind of agency is asked about a child of an age band."""
    audit_round = round_of(THEME, (kind,), 1)
    case = attrs.evolve(audit_round.subjects[0], facts=(("age_band", band),) if band else ())
    instrument = THEME.instruments[0]
    return form_of(THEME, audit_round, instrument, case, kind, 1, "x").asked


# the school: by the next school day


@pytest.mark.parametrize(
    ("incident", "received", "took", "outcome"),
    [
        ("2025-05-06T21:00", "2025-05-07T08:00", 1, "in_time"),
        ("2025-05-06T21:00", "2025-05-08T08:00", 2, "late"),
        ("2025-05-09T21:30", "2025-05-12T08:15", 1, "in_time"),
        ("2025-05-10T23:00", "2025-05-12T08:15", 1, "in_time"),
        ("2025-05-23T21:00", "2025-05-27T08:30", 1, "in_time"),
        ("2025-05-23T21:00", "2025-05-28T08:30", 2, "late"),
    ],
    ids=[
        "next morning",
        "the day after",
        "Friday night to Monday morning",
        "Saturday night to Monday morning",
        "late May bank holiday",
        "late May bank holiday and a day more",
    ],
)
def test_a_school_is_told_within_a_school_day(
    incident: str, received: str, took: int, outcome: str
) -> None:
    """Good practice is that it knows before the child is next there: nights, weekends and holidays
    do not make it late.
    """
    timing = result("DA-1.2", "school", a=incident, b="", c=received)
    assert (timing.took, timing.outcome) == (took, outcome)


def test_a_half_term_does_not_make_the_school_late() -> None:
    """From the Friday before half-term to the Monday after it is one school day."""
    terms = Terms(
        ((date(2025, 4, 22), date(2025, 7, 22)),), ((date(2025, 5, 26), date(2025, 5, 30)),)
    )
    table = (
        "| case | agency | DA-1.2a | DA-1.2c |\n"
        "| 1 | school | 2025-05-23T21:00 | 2025-06-02T08:15 |"
    )
    audit_round = round_of(THEME, ("school",), 1, terms=terms)
    book = returns(THEME, table, audit_round)
    (timing,) = scores(THEME, book, audit_round, holidays=HOLIDAYS).times
    assert (timing.took, timing.outcome) == (1, "in_time")


def test_without_term_dates_the_schools_clock_is_not_assessed() -> None:
    """There is no national school calendar."""
    audit_round = round_of(THEME, ("school",), 1)
    timing = result("DA-1.2", "school", audit_round, a="2025-05-23T21:00", c="2025-05-27T08:15")
    assert (timing.outcome, timing.why_not) == ("not_assessed", "no_school_calendar")


@pytest.mark.parametrize("band", ["Unborn", "0 to 4"])
def test_a_child_below_school_age_has_no_question_about_the_school(band: str) -> None:
    """Neither the school, whom a critical standard could limit, nor the police are asked of it."""
    asked = (*form_asks("police", band), *form_asks("school", band))
    assert not {"DA-1.2", "DA-1.4"} & set(asked)


@pytest.mark.parametrize("band", ["5 to 10", "11 to 15", "16 to 17", ""])
def test_a_child_of_school_age_has_both(band: str) -> None:
    """So has a child whose age the round does not know."""
    assert {"DA-1.2", "DA-1.4"} <= set(form_asks("school", band))
    assert "DA-1.2" in form_asks("police", band)


# notification of social care and health: 24 hours, and no hour is left out


@pytest.mark.parametrize(
    ("received", "took", "outcome"),
    [
        ("2025-05-07T08:00", 11, "in_time"),
        ("2025-05-07T21:00", 24, "in_time"),
        ("2025-05-07T21:01", pytest.approx(24.02, abs=0.01), "late"),
    ],
)
def test_twenty_four_hours_is_in_time_and_a_minute_more_is_late(
    received: str, took: float, outcome: str
) -> None:
    """A notification at exactly the limit is in time."""
    timing = result("DA-1.8", "social_care", a="2025-05-06T21:00", b=received)
    assert (timing.took, timing.outcome) == (took, outcome)


def test_hours_without_a_time_of_day_are_not_assessed() -> None:
    """The day alone does not say whether it was within 24 hours."""
    assert result("DA-1.8", "social_care", a="2025-05-09", b="2025-05-12T08:15").why_not == (
        "no_time_of_day"
    )


def test_a_bank_holiday_counts() -> None:
    """From the Friday before the late May bank holiday to the Tuesday after it is late."""
    timing = result("DA-1.8", "social_care", a="2025-05-23T21:00", b="2025-05-27T08:30")
    assert (timing.took, timing.outcome) == (83.5, "late")


def test_late_with_a_reason_is_still_late_and_keeps_its_reason() -> None:
    """The reason is shown beside the figure and does not change it."""
    reason = "out_of_control / The system was down from Friday to Monday"
    a, b, c = "2025-05-09T21:00", "2025-05-09T23:00", "2025-05-13T08:15"
    timing = result("DA-1.2", "school", a=a, b=b, c=c, d=reason)
    assert (timing.outcome, timing.reason) == (
        "late_explained",
        "Outside our control: The system was down from Friday to Monday",
    )
    book = returns(THEME, f"| case | agency | DA-1.2a | DA-1.2c |\n| 1 | school | {a} | {c} |")
    assert [
        (finding.rule, finding.kind, finding.n, finding.m) for finding in findings(THEME, book)
    ] == [("late-notification", "once", 1, 1)]


def test_a_word_or_two_is_no_reason() -> None:
    """The form asks for a reason, and "see log" is not one."""
    assert (
        result(
            "DA-1.2", "school", a="2025-05-09T21:00", b="", c="2025-05-13T08:15 / see log"
        ).outcome
        == "late"
    )


def test_the_clock_ends_with_receipt_and_not_with_sending() -> None:
    """A notification sent within the hour and received three days later is late for the child."""
    assert (
        result(
            "DA-1.2", "school", a="2025-05-09T21:00", b="2025-05-09T21:40", c="2025-05-13T22:00"
        ).outcome
        == "late"
    )


@pytest.mark.parametrize(
    "times",
    [
        {"a": "2025-05-09T21:00", "b": "2025-05-09T21:40", "c": ""},
        {"a": "", "b": "2025-05-09T21:40", "c": "2025-05-12T08:15"},
        {"a": "2025-05-12T08:15", "b": "", "c": "2025-05-09T21:00"},
        {"a": "2025-05-09T21:00", "b": "", "c": "?"},
    ],
    ids=[
        "not received on record",
        "incident not on record",
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
    audit_round = round_of(THEME, ("social_care",), 1, limits=(("notification", 12),))
    times = {"a": "2025-05-06T21:00", "b": "2025-05-07T10:00"}
    assert result("DA-1.8", "social_care", audit_round, **times).outcome == "late"
    assert result("DA-1.8", "social_care", **times).outcome == "in_time"


# the decision on a referral and help to recover: working days


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
def test_a_decision_on_a_referral_has_one_working_day_in_england(
    received: str, decided: str, took: int, outcome: str
) -> None:
    """Unlike for a notification, weekends and bank holidays do not count."""
    timed = result("DA-4.1", "social_care", a=received, b=decided)
    assert (timed.took, timed.outcome) == (took, outcome)


@pytest.mark.parametrize("nation", ["Wales", "Scotland", "Northern Ireland"])
def test_the_rule_of_one_working_day_is_englands(nation: str) -> None:
    """Elsewhere the days are counted, and called neither in time nor late."""
    audit_round = round_of(THEME, ("social_care",), 1, nation=nation)
    timing = result("DA-4.1", "social_care", audit_round, a="2025-05-06", b="2025-05-08")
    assert (timing.took, timing.amount, timing.outcome, timing.why_not) == (
        2,
        None,
        "not_assessed",
        "no_limit",
    )


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
