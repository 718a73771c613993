"""Stages are timed in the nation's working days, and the accounts of both agencies are joined into
one escalation.
"""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_core.escalations.log import (
    Agency,
    EscalationReport,
    IssuedLogs,
    Quarter,
    Span,
    columns_of,
)
from audit_core.escalations.matching import match_reports
from audit_core.escalations.model import Escalation
from audit_core.escalations.stage_order import days_out_of_order
from audit_core.escalations.timing import stage_timings
from audit_core.problems.problem import Where
from audit_core.rounds.calendar import Calendar, bank_holidays
from audit_core.rounds.escalation_policy import Stage
from tests.escalations.conftest import Partnership, row

STAGES = (Stage("Practitioners", 2), Stage("Managers", 5), Stage("Chair", None))
CALENDAR = Calendar(frozenset(bank_holidays("England", 2024, 2028)))
ISSUED = IssuedLogs(
    1,
    "2026Q2",
    "England",
    date(2026, 7, 14),
    STAGES,
    columns_of(STAGES),
    (Agency("police", "Police"), Agency("school", "School")),
    (),
)
AS_AT = date(2026, 6, 30)


def escalation(
    *spans: Span, raised: date = date(2026, 5, 1), by: str = "police", **more: object
) -> EscalationReport:
    """An escalation that the police raised with the school."""
    return EscalationReport(
        by,
        "E1",
        "police",
        "school",
        raised,
        Where(),
        spans=(*spans, *[(None, None)] * (3 - len(spans))),
        **more,
    )


@pytest.mark.parametrize(
    ("spans", "more", "timings"),
    [
        # Friday 1 May; Monday 4 May is a bank holiday in England
        (((date(2026, 5, 1), date(2026, 5, 5)),), {}, [(1, "in_time", False)]),
        (((date(2026, 5, 1), date(2026, 5, 7)),), {}, [(3, "late", False)]),
        (((date(2026, 6, 26), None),), {}, [(2, "open_within", False)]),
        (((date(2026, 6, 25), None),), {}, [(3, "open_past", False)]),
        (
            ((date(2026, 5, 1), None), (date(2026, 5, 6), date(2026, 5, 7))),
            {},
            [(2, "in_time", True), (1, "in_time", False)],
        ),
        (
            ((date(2026, 5, 1), date(2026, 5, 1)), (None, None), (date(2026, 5, 1), None)),
            {},
            [(0, "in_time", False), (40, "no_limit", False)],
        ),
        (((date(2026, 5, 1), None),), {"outcome": "withdrawn"}, [(None, "not_assessed", False)]),
        (
            ((date(2026, 5, 1), date(2026, 4, 1)),),
            {"faulty": frozenset({"answered1"})},
            [(None, "not_assessed", False)],
        ),
        (
            ((date(2026, 5, 1), None), (date(1926, 5, 6), None)),
            {"faulty": frozenset({"begun2"})},
            [(None, "not_assessed", False)] * 2,
        ),
        (((date(2026, 5, 1), date(2031, 5, 1)),), {}, [(None, "not_assessed", False)]),
    ],
)
def test_a_stage_is_in_time_late_or_open(
    spans: tuple[Span, ...], more: dict[str, object], timings: list[tuple[int | None, str, bool]]
) -> None:
    """A stage lasts from its beginning to its answer, to the next stage, or to the as-at day; one
    without dates is not assessed.
    """
    found = stage_timings(escalation(*spans, **more), STAGES, CALENDAR, AS_AT)
    assert [(item.days, item.timing, item.further) for item in found] == timings


@given(
    begun=st.dates(date(2025, 1, 1), date(2026, 6, 1)),
    days=st.integers(0, 40),
    limit=st.integers(0, 30),
)
def test_late_is_one_working_day_more_than_the_limit(begun: date, days: int, limit: int) -> None:
    """A stage is late one working day after its limit; weekends and bank holidays are not
    counted.
    """
    end = begun + timedelta(days=days)
    steps = [begun + timedelta(days=step) for step in range(1, days + 1)]
    count = sum(day.isoweekday() < 6 and day not in CALENDAR.holidays for day in steps)
    found = stage_timings(
        escalation((begun, end)), (Stage("One", limit), *STAGES[1:]), CALENDAR, date(2026, 12, 31)
    )[0]
    assert (found.days, found.timing) == (count, "in_time" if count <= limit else "late")


def test_two_accounts_are_joined_and_their_differences_reported(partnership: Partnership) -> None:
    """The raiser's dates count and the receiver's fill the gaps; a difference that would change a
    stage's result is reported.
    """
    partnership.returned(
        "police",
        row(
            case="DA26A-01-C",
            raised=date(2026, 5, 5),
            answered1=date(2026, 5, 11),
            outcome="Upheld",
        ),
    )
    partnership.returned(
        "social_care",
        row(
            side="Received it",
            other="Police",
            case="da26a-01-c",
            raised=date(2026, 5, 6),
            answered1=date(2026, 5, 7),
            safe="Yes",
            outcome="Not upheld",
        ),
    )
    done = partnership.read()
    (only,) = done.watched.escalations
    assert (only.told.by, only.told.safe, only.timed[0].timing) == ("police", "yes", "late")
    assert {(item.what, item.matters) for item in only.differences} == {
        ("raised", True),
        ("answered1", True),
        ("outcome", False),
    }
    table = next(table for table in done.watched.tables if table.key == "differences")
    assert ("1. Between practitioners: answered", "11 May 2026", "7 May 2026", "Yes") in [
        line.cells[1:] for line in table.rows
    ]


def test_an_escalation_reported_by_one_agency_alone_counts(partnership: Partnership) -> None:
    """An account from only one agency is an escalation too, and the page says whose account it
    is.
    """
    partnership.returned("social_care", row(side="Received it", other="Police"))
    partnership.returned("police", says="None to report")
    (only,) = partnership.read().watched.escalations
    assert (only.told.raiser, only.told.by, only.also) == ("police", "social_care", None)
    logs = next(table for table in partnership.read().watched.tables if table.key == "logs")
    assert logs.rows[0].cells[:3] == ("Police", "None reported", "1")


@pytest.mark.parametrize(
    ("one", "two", "count", "asked"),
    [
        ({"case": "A1"}, {"case": "A1", "raised": date(2026, 5, 11)}, 1, 0),
        ({"case": "A1"}, {"case": "A1", "raised": date(2026, 5, 12)}, 2, 0),
        ({"case": "A1"}, {"case": "B2"}, 2, 0),
        ({"topic": "plan"}, {"topic": "plan"}, 1, 0),
        ({"topic": "plan"}, {"topic": "sharing"}, 2, 1),
        ({"topic": "plan"}, {"topic": "plan", "raised": date(2026, 5, 4)}, 2, 1),
        ({"their_ref": "e 7"}, {"ref": "E7", "raised": date(2026, 6, 20)}, 1, 0),
    ],
)
def test_sure_matches_are_joined_and_doubtful_ones_queried(
    one: dict[str, object], two: dict[str, object], count: int, asked: int
) -> None:
    """Accounts match by the other's ref, by case and close dates, or by day and topic; otherwise
    they are two, and a possible match is queried.
    """
    first = attrs.evolve(escalation((date(2026, 5, 1), None)), **one)
    second = attrs.evolve(escalation((date(2026, 5, 1), None), by="school"), **two)
    found, problems = match_reports((first, second), ISSUED)
    assert (len(found), len(problems)) == (count, asked)


def test_an_account_that_matches_two_escalations_is_joined_to_neither() -> None:
    """An account that matches two escalations is joined to neither, and the agencies are asked."""
    one, other = (
        escalation((None, None), topic="plan"),
        escalation((None, None), topic="plan", safe="no"),
    )
    found, problems = match_reports(
        (one, other, escalation((None, None), topic="plan", by="school")), ISSUED
    )
    assert (len(found), len(problems)) == (3, 2)


@given(st.permutations(range(4)))
def test_the_order_of_logs_does_not_matter(order: list[int]) -> None:
    """Logs read in another order give the same escalations."""
    items = [
        escalation((date(2026, 5, day), None), raised=date(2026, 5, day), by=by, case="A1")
        for day in (1, 20)
        for by in ("police", "school")
    ]
    assert match_reports([items[place] for place in order], ISSUED) == match_reports(items, ISSUED)


def test_an_open_escalation_is_carried_over_to_the_next_quarter(partnership: Partnership) -> None:
    """One raised in March and open in April is in this quarter too; one that ended by March is
    not.
    """
    over = {"answered1": date(2026, 3, 3), "resolved": "Between practitioners", "outcome": "Upheld"}
    partnership.returned(
        "police", row(raised=date(2026, 3, 2), **over), row(raised=date(2026, 3, 20))
    )
    done = partnership.read()
    assert [(item.told.raised, item.carried) for item in done.watched.escalations] == [
        (date(2026, 3, 20), True)
    ]
    assert partnership.codes(done) == ["escalation.before_quarter"]


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_is_in_one_quarter(day: date) -> None:
    """A quarter's name is read back, and its days are its own."""
    quarter = Quarter.of(day)
    assert quarter.first <= day <= quarter.last
    assert Quarter.parse(str(quarter)) == quarter
    assert Quarter.of(quarter.last + timedelta(days=1)) > quarter


def test_an_escalation_with_an_outcome_is_closed() -> None:
    """An escalation with an outcome is closed, whatever its dates are."""
    assert Escalation(1, escalation((None, None)), None, ()).is_open
    assert not Escalation(1, escalation((None, None), outcome="withdrawn"), None, ()).is_open


DAY = st.one_of(st.none(), st.dates(date(2026, 4, 1), date(2026, 6, 30)))
SPANS = st.tuples(*[st.tuples(DAY, DAY)] * 3)
KEYS = [f"{point}{number}" for number in (1, 2, 3) for point in ("begun", "answered")]


def account(
    spans: tuple[Span, ...], faulty: frozenset[str], raised: date, by: str
) -> EscalationReport:
    """An account as read from a log, with dates out of order listed as faulty, as well as a stage
    answered without a beginning.
    """
    spans = ((spans[0][0] or raised, spans[0][1]), *spans[1:])
    begun = frozenset(
        f"begun{number}"
        for number, (begins, answers) in enumerate(spans, start=1)
        if answers and not begins
    )
    faulty |= begun | {second for _, second in days_out_of_order(raised, spans)}
    return EscalationReport(
        by, "E1", "police", "school", raised, Where(), case="A1", spans=spans, faulty=faulty
    )


ACCOUNT = st.builds(
    account,
    SPANS,
    st.frozensets(st.sampled_from(KEYS), max_size=2),
    st.dates(date(2026, 4, 1), date(2026, 4, 10)),
    st.just(""),
)


@given(ACCOUNT, ACCOUNT)
def test_no_joined_account_is_timed_backwards(one: EscalationReport, two: EscalationReport) -> None:
    """Whatever two agencies report, a timed stage ends on or after its beginning and does not begin
    before the stage below it.
    """
    ours, theirs = attrs.evolve(one, by="police"), attrs.evolve(two, by="school")
    (paired,), problems = match_reports((ours, theirs), ISSUED)
    timed = {
        item.number: item
        for item in stage_timings(paired.account, STAGES, CALENDAR, AS_AT)
        if item.days is not None
    }
    for number in timed:
        begun, answered = paired.account.spans[number - 1]
        further = next((begins for begins, _ in paired.account.spans[number:] if begins), AS_AT)
        assert begun is not None
        assert begun <= (answered or further)
        assert not {f"begun{number}", f"answered{number}"} & paired.account.faulty
    begins = [paired.account.spans[number - 1][0] or AS_AT for number in sorted(timed)]
    assert begins == sorted(begins)
    unknown = {
        f"begun{number}"
        for number, (begun, _) in enumerate(paired.account.spans, start=1)
        if begun is None
    }
    if paired.account.faulty - ours.faulty - theirs.faulty - unknown:
        assert (
            [problem.code for problem in problems]
            == ["escalation.joined_order"] * len(problems)
            != []
        )
    reached = {
        number
        for number in (1, 2, 3)
        if any(day for escalation in (ours, theirs) for day in escalation.spans[number - 1])
    }
    assert {
        item.number for item in stage_timings(paired.account, STAGES, CALENDAR, AS_AT)
    } >= reached


def test_accounts_that_cannot_both_be_right_are_queried_and_not_timed(
    partnership: Partnership,
) -> None:
    """If one says raised on 10 June and the other taken further on 8 June, no stage counts as in
    time and both agencies are asked.
    """
    partnership.returned("police", row(case="DA26A-01-C", raised=date(2026, 6, 10)))
    partnership.returned(
        "social_care",
        row(
            side="Received it",
            other="Police",
            case="DA26A-01-C",
            raised=date(2026, 6, 3),
            begun2=date(2026, 6, 8),
            answered2=date(2026, 6, 9),
        ),
    )
    done = partnership.read()
    (only,) = done.watched.escalations
    assert [(item.number, item.timing) for item in only.timed] == [
        (1, "not_assessed"),
        (2, "not_assessed"),
    ]
    (problem,) = [problem for problem in done.problems if problem.code == "escalation.joined_order"]
    assert (
        "'2. Between managers: begun' (8 June 2026) is before '1. Between practitioners: begun' "
        "(10 June 2026)" in problem.what
    )
    assert "Police" in problem.what
    assert "Children's social care" in problem.what


def test_a_date_filled_in_out_of_order_makes_a_stage_not_assessed(
    partnership: Partnership,
) -> None:
    """If an answer that only the other agency dates comes before the beginning, the stage is not
    assessed, rather than open.
    """
    partnership.returned("police", row(case="DA26A-01-C", raised=date(2026, 6, 10)))
    partnership.returned(
        "social_care",
        row(
            side="Received it",
            other="Police",
            case="DA26A-01-C",
            raised=date(2026, 6, 3),
            answered1=date(2026, 6, 5),
        ),
    )
    done = partnership.read()
    assert [item.timing for item in done.watched.escalations[0].timed] == ["not_assessed"]
    assert "escalation.joined_order" in partnership.codes(done)


@pytest.mark.parametrize(
    ("received", "timings"),
    [
        ({"answered2": date(2026, 5, 9)}, ["not_assessed", "not_assessed"]),
        ({"begun2": date(1926, 5, 9)}, ["not_assessed", "not_assessed"]),
        ({"begun2": date(2026, 5, 7)}, ["in_time", "open_past"]),
    ],
)
def test_a_stage_reported_by_the_other_agency_counts_as_reached(
    partnership: Partnership, received: dict[str, object], timings: list[str]
) -> None:
    """Even if its date cannot be right, the stage before it does not count as open for ever."""
    partnership.returned("police", row(case="DA26A-01-C"))
    partnership.returned(
        "social_care", row(side="Received it", other="Police", case="DA26A-01-C", **received)
    )
    done = partnership.read()
    assert [item.timing for item in done.watched.escalations[0].timed] == timings


def test_a_copy_dated_before_the_escalation_is_reported_and_not_shown(
    partnership: Partnership,
) -> None:
    """The copy was sent on the 4th by one account and the escalation raised on the 5th by the
    other.
    """
    partnership.returned("police", row(case="DA26A-01-C", raised=date(2026, 5, 6)))
    partnership.returned(
        "social_care",
        row(side="Received it", other="Police", case="DA26A-01-C", copied=date(2026, 5, 5)),
    )
    done = partnership.read()
    assert done.watched.escalations[0].told.copied is None
    assert "escalation.joined_order" in partnership.codes(done)


@given(begun=st.dates(date(2026, 4, 1), date(2026, 6, 1)), back=st.integers(1, 30))
def test_an_end_before_its_beginning_is_never_timed(begun: date, back: int) -> None:
    """This holds for an answer and for the next stage, whatever the caller has checked before."""
    earlier = begun - timedelta(days=back)
    assert (
        stage_timings(escalation((begun, earlier)), STAGES, CALENDAR, AS_AT)[0].timing
        == "not_assessed"
    )
    assert (
        stage_timings(escalation((begun, None), (earlier, None)), STAGES, CALENDAR, AS_AT)[0].timing
        == "not_assessed"
    )
