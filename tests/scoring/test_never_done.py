"""What was never done is not "not assessed": an end that has no date says why, and counts."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit_core.findings.agreement import compare_accounts
from audit_core.records import with_changes
from audit_core.reports.analysis_figure_sheets import lateness_listing
from audit_core.reports.chair_page.overview import overview
from audit_core.rounds.calendar import bank_holidays
from audit_core.rounds.round import Terms
from audit_core.scoring.answered import tally_of
from audit_core.scoring.scorecard import Scorecard, TimeResult
from audit_core.tabulation.counts import times_table
from audit_core.testing.builders import question, round_of, small_theme
from audit_core.testing.pipeline import compiled, scores
from audit_core.testing.text_tables import returns
from audit_core.themes.house import House
from audit_core.themes.scales import COMPLIANCE
from audit_core.themes.theme import Theme, TimeLimit, Times

FROM, TO = date(2025, 1, 1), date(2025, 12, 31)
"""The look-back of `round_of`."""
OFF = bank_holidays("England", 2024, 2026)
TERMS = Terms(
    ((date(2025, 1, 6), date(2025, 4, 4)), (date(2025, 4, 22), date(2025, 7, 22)),
     (date(2025, 9, 2), date(2025, 12, 19))),
    ((date(2025, 2, 17), date(2025, 2, 21)), (date(2025, 10, 27), date(2025, 10, 31))),
)  # fmt: skip


def theme_of(unit: str, amount: int = 10, **more: object) -> Theme:
    """A theme with one clock of two days, or of two times of day if it counts hours."""
    precision = "datetime" if unit == "hours" else "date"
    asked = question(
        "XX-1.1",
        flags=("timed",),
        scope="shared",
        answer=Times(("asked", "done"), "wait", precision=precision),
    )
    limits = (TimeLimit("wait", "From asking to doing", amount, unit),)
    return small_theme(asked, time_limits=limits, **more)


DAYS = theme_of("calendar_days")


def card_of(theme: Theme, *rows: tuple[str, str], why: str = "") -> Scorecard:
    """The figures of one police return a row: what it has as start and as end."""
    lines = [
        f"| {case} | police | {start} | {end} | {why} |"
        for case, (start, end) in enumerate(rows, start=1)
    ]
    text = "\n".join(["| case | agency | XX-1.1a | XX-1.1b | XX-1.1c |", *lines])
    audit_round = round_of(theme, ("police",), len(rows), terms=TERMS)
    return scores(theme, returns(theme, text, audit_round), audit_round, holidays=OFF)


def clock(theme: Theme, start: str, end: str) -> TimeResult:
    """The result of one clock."""
    (result,) = card_of(theme, (start, end)).times
    return result


@pytest.mark.parametrize(
    ("start", "end", "outcome", "at_least", "counts"),
    [
        ("2025-12-21", "not_done", "not_yet_due", None, "excluded"),
        ("2025-12-20", "not_done", "not_done", 11, "not_met"),
        ("2026-01-20", "not_done", "not_yet_due", None, "excluded"),
        ("no_record", "not_done", "not_done", None, "not_met"),
        ("", "not_done", "not_done", None, "not_met"),
        ("?", "not_done", "not_assessed", None, "excluded"),
        ("2025-06-02", "undated", "undated", None, "told"),
        ("no_record", "undated", "undated", None, "told"),
        ("2025-06-02", "no_record", "no_record", None, "no_evidence"),
        ("2025-12-21", "no_record", "not_yet_due", None, "excluded"),
        ("", "no_record", "no_record", None, "no_evidence"),
        ("no_record", "2025-06-02", "no_record", None, "no_evidence"),
        ("2025-06-02", "declined / Offered twice", "declined", None, "excluded"),
        ("", "declined / Offered twice", "declined", None, "excluded"),
        ("2025-06-02", "", "not_assessed", None, "excluded"),
    ],
)
def test_an_end_without_a_date_counts_as_what_it_says(
    start: str, end: str, outcome: str, at_least: float | None, counts: str
) -> None:
    """Not done is late once its limit had passed; nothing on record is silent; declined leaves the
    clock. None of them took any time, so none is in an average.
    """
    card = card_of(DAYS, (start, end))
    (result,), (line,) = card.times, card.answered
    assert (result.outcome, result.at_least, result.took) == (outcome, at_least, None)
    assert (line.outcome, line.counts) == (outcome, counts)


def passed(unit: str, begun: datetime) -> int:
    """How much time had certainly passed at the end of the look-back, by walking day by day."""
    closed = {
        date.fromordinal(day)
        for first, last in TERMS.closed
        for day in range(first.toordinal(), last.toordinal() + 1)
    }
    day, days, months = begun.date(), 0, 0
    due = begun.date()
    while day < TO:
        day += timedelta(days=1)
        free = day.strftime("%a") in {"Sat", "Sun"} or day in OFF
        schools = any(first <= day <= last for first, last in TERMS.terms) and day not in closed
        days += {
            "calendar_days": True, "working_days": not free, "school_days": schools and not free,
        }.get(unit, False)  # fmt: skip
        if (day.year, day.month) != (due.year, due.month) and day.day == begun.day:
            due, months = day, months + 1
    return months if unit == "months" else days


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(("calendar_days", "working_days", "school_days", "months")),
    st.dates(date(2025, 1, 6), date(2025, 12, 19)),
    st.integers(1, 60),
)
def test_not_done_is_at_least_what_a_calendar_counts(unit: str, begun: date, amount: int) -> None:
    """In each unit: as many days of it as lie between the start and the end of the look-back, and
    late only if that is more than the limit.
    """
    result = clock(theme_of(unit, amount), begun.isoformat(), "not_done")
    counted = passed(unit, datetime.combine(begun, datetime.min.time()))
    over = counted > amount or (unit == "months" and counted == amount and begun.day < TO.day)
    if unit == "school_days" and not over:
        assert result.outcome in {"not_yet_due", "not_assessed"}  # January's terms are not known
    else:
        assert result.outcome == ("not_done" if over else "not_yet_due")
    assert result.at_least == (counted if over else None)


@pytest.mark.parametrize(
    ("start", "outcome", "at_least"),
    [
        ("2025-12-31T09:00", "not_yet_due", None),
        ("2025-12-30T09:00", "not_done", 39),
        ("2025-12-30", "not_yet_due", None),
        ("2025-12-29", "not_done", 48),
        ("2025-10-25T12:00", "not_done", 67 * 24 + 13),
    ],
)
def test_hours_are_counted_to_midnight_after_the_last_day(
    start: str, outcome: str, at_least: float | None
) -> None:
    """Without a time of day it may have begun as late as midnight; an hour that occurs twice in
    October is counted twice.
    """
    result = clock(theme_of("hours", 24), start, "not_done")
    assert (result.outcome, result.at_least) == (outcome, at_least)


def test_a_calendar_that_is_not_known_to_the_end_still_shows_what_is_late() -> None:
    """Terms that end before the look-back are counted to their end; what cannot be shown to be late
    is not assessed, and not on time either.
    """
    school = theme_of("school_days", 5)
    assert clock(school, "2025-12-01", "not_done").at_least == 14
    assert clock(school, "2025-12-16", "not_done").why_not == "beyond_calendar"
    assert clock(school, "2025-12-27", "not_done").outcome == "not_yet_due"


ENDS = ("not_done", "no_record", "undated", "declined / Offered twice", "2025-06-04", "2025-11-04")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(("2025-06-02", "2025-12-30", "", "no_record")),
                  st.sampled_from(ENDS)),
        min_size=1, max_size=5,
    )
)  # fmt: skip
def test_silence_is_never_better_than_an_honest_no(rows: list[tuple[str, str]]) -> None:
    """Nothing on record in place of Not done never raises the share met."""
    honest = tally_of(card_of(DAYS, *rows).answered)
    silent = tally_of(
        card_of(
            DAYS, *((start, end.replace("not_done", "no_record")) for start, end in rows)
        ).answered
    )
    assert silent.met == honest.met
    assert silent.base >= honest.base


ALL = (
    ("2025-06-02", "2025-06-04"),
    ("2025-06-02", "2025-11-04"),
    ("2025-06-02", "not_done"),
    ("", "not_done"),
    ("2025-06-02", "no_record"),
    ("2025-06-02", "declined / Offered twice"),
    ("2025-12-30", "not_done"),
)


def test_the_table_of_times_has_each_as_its_own_number() -> None:
    """How long what was not done had been waited for stands beside it, and columns without any
    number are left out.
    """
    card = card_of(DAYS, *ALL)
    table = times_table(card, DAYS, round_of(DAYS, ("police",), len(ALL)))
    headings, (row,) = [column.heading for column in table.columns], table.rows
    assert dict(zip(headings[3:], row.cells[3:], strict=True)) == {
        "In time": "1",
        "Late, with a reason": "0",
        "Late": "1",
        "Not done": "2",
        "Nothing on record": "1",
        "Not needed or declined": "1",
        "Not yet due": "1",
        "Not assessed": "0",
        "Not done for at least": "212 calendar days; 1 not known",
        "Why it was not assessed": "–",
    }


def test_the_chairs_page_and_workbook_show_what_was_never_done() -> None:
    """In time is of all that was due; the rest is named beside it, and each has its line."""
    lines = [f"| {case} | police | {a} | {b} |" for case, (a, b) in enumerate(ALL, start=1)]
    text = "\n".join(["| case | agency | XX-1.1a | XX-1.1b |", *lines])
    made = compiled(DAYS, returns(DAYS, text))
    says = [words for fact in overview(made, frozenset()) for words, _ in fact.says]
    assert (
        "1 of 5 times that were due; not done: 2; nothing on record: 1; not needed or declined: 1; "
        "not yet due: 1"
    ) in says
    rows = {row[0]: row for row in lateness_listing(made).rows}
    outcomes = [row[4:6] + row[9:10] for row in rows.values()]
    assert ("Not done", "", 212) in outcomes
    assert ("Not done", "", "") in outcomes
    assert ("Not needed or declined", "", "") in outcomes


@pytest.mark.parametrize(
    ("one", "two", "kind"),
    [
        ("not_done", "2025-06-04", "timing"),
        ("not_done", "not_done", "agreement"),
        ("not_done", "no_record", "one_sided"),
        ("2025-06-04", "undated", "one_sided"),
        ("2025-06-04", "declined / Offered twice", "agreement"),
    ],
)
def test_a_record_that_says_not_done_contradicts_one_that_has_a_day(
    one: str, two: str, kind: str
) -> None:
    """Why it was late is no part of the fact that is compared."""
    text = f"""
        | case | agency | XX-1.1a    | XX-1.1b | XX-1.1c                    |
        | 1    | police | 2025-06-02 | {one}   | capacity / Nobody was there |
        | 1    | school | 2025-06-02 | {two}   |                            |
    """
    book = returns(DAYS, text)
    (found,) = compare_accounts(book, DAYS, round_of(DAYS))
    assert found.kind == kind


def test_a_round_from_before_offers_no_choice_and_has_no_new_figure() -> None:
    """Its blank end is not assessed, as it was; words beside its dates are its reason."""
    old = with_changes(DAYS, house=House((COMPLIANCE,), ()))
    text = """
        | case | agency | XX-1.1a                     | XX-1.1b    |
        | 1    | police | 2025-06-02                  |            |
        | 2    | police | 2025-06-02 / Nobody was there | 2025-11-04 |
    """
    audit_round = round_of(old, ("police",))
    card = scores(old, returns(old, text, audit_round), audit_round)
    assert [result.outcome for result in card.times] == ["not_assessed", "late_explained"]
    headings = [column.heading for column in times_table(card, old, audit_round).columns]
    assert "Not done" not in headings
