"""Stages are timed in working days of the nation, and what both agencies tell is one escalation."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_core.bank_holidays import bank_holidays
from audit_core.escalate.pair import pair
from audit_core.escalate.time import time
from audit_core.model.escalated import Escalation
from audit_core.model.escalation import Agency, IssuedLogs, Quarter, Span, Stage, Told, columns_of
from audit_core.problems import Where
from audit_core.score.calendar import Calendar
from tests.escalate.conftest import Partnership, row

STAGES = (Stage("Practitioners", 2), Stage("Managers", 5), Stage("Chair", None))
CALENDAR = Calendar(frozenset(bank_holidays("England", 2024, 2028)))
ISSUED = IssuedLogs(1, "2026Q2", "England", date(2026, 7, 14), STAGES, columns_of(STAGES), (Agency("police", "Police"), Agency("school", "School")), ())
AS_AT = date(2026, 6, 30)


def told(*spans: Span, raised: date = date(2026, 5, 1), by: str = "police", **more: object) -> Told:
    """An escalation that police raised with school."""
    return Told(by, "E1", "police", "school", raised, Where(), spans=(*spans, *[(None, None)] * (3 - len(spans))), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("spans", "more", "timings"),
    [
        # Friday 1 May; Monday 4 May is a bank holiday in England
        (((date(2026, 5, 1), date(2026, 5, 5)),), {}, [(1, "in_time", False)]),
        (((date(2026, 5, 1), date(2026, 5, 7)),), {}, [(3, "late", False)]),
        (((date(2026, 6, 26), None),), {}, [(2, "open_within", False)]),
        (((date(2026, 6, 25), None),), {}, [(3, "open_past", False)]),
        (((date(2026, 5, 1), None), (date(2026, 5, 6), date(2026, 5, 7))), {}, [(2, "in_time", True), (1, "in_time", False)]),
        (((date(2026, 5, 1), date(2026, 5, 1)), (None, None), (date(2026, 5, 1), None)), {}, [(0, "in_time", False), (40, "no_limit", False)]),
        (((date(2026, 5, 1), None),), {"outcome": "withdrawn"}, [(None, "not_assessed", False)]),
        (((date(2026, 5, 1), date(2026, 4, 1)),), {"faulty": frozenset({"answered1"})}, [(None, "not_assessed", False)]),
        (((date(2026, 5, 1), None), (date(1926, 5, 6), None)), {"faulty": frozenset({"begun2"})}, [(None, "not_assessed", False)] * 2),
        (((date(2026, 5, 1), date(2031, 5, 1)),), {}, [(None, "not_assessed", False)]),
    ],
)
def test_a_stage_is_in_time_late_or_open(spans: tuple[Span, ...], more: dict[str, object], timings: list[tuple[int | None, str, bool]]) -> None:
    """From its beginning to its answer, to the next stage, or to the day looked from; what cannot be said is not assessed."""
    found = time(told(*spans, **more), STAGES, CALENDAR, AS_AT)
    assert [(item.days, item.timing, item.further) for item in found] == timings


@given(begun=st.dates(date(2025, 1, 1), date(2026, 6, 1)), days=st.integers(0, 40), limit=st.integers(0, 30))
def test_late_is_one_working_day_more_than_the_limit(begun: date, days: int, limit: int) -> None:
    """An independent count, day by day, gives the same; the weekend and the bank holiday are nobody's lateness."""
    end = begun + timedelta(days=days)
    steps = [begun + timedelta(days=step) for step in range(1, days + 1)]
    count = sum(day.isoweekday() < 6 and day not in CALENDAR.holidays for day in steps)
    found = time(told((begun, end)), (Stage("One", limit), *STAGES[1:]), CALENDAR, date(2026, 12, 31))[0]
    assert (found.days, found.timing) == (count, "in_time" if count <= limit else "late")


def test_both_accounts_are_one_and_their_difference_is_said(partnership: Partnership) -> None:
    """The raiser's dates count, the receiver's fill its gaps, and where they differ so that the stage would stand otherwise, that is said."""
    partnership.returned("police", row(case="DA26A-01-C", raised=date(2026, 5, 5), answered1=date(2026, 5, 11), outcome="Upheld"))
    partnership.returned(
        "social_care",
        row(side="Received it", other="Police", case="da26a-01-c", raised=date(2026, 5, 6), answered1=date(2026, 5, 7), safe="Yes", outcome="Not upheld"),
    )
    done = partnership.read()
    (only,) = done.watched.escalations
    assert (only.told.by, only.told.safe, only.timed[0].timing) == ("police", "yes", "late")
    assert {(item.what, item.matters) for item in only.differences} == {("raised", True), ("answered1", True), ("outcome", False)}
    table = next(table for table in done.watched.tables if table.key == "differences")
    assert ("1. Between practitioners: answered", "11 May 2026", "7 May 2026", "Yes") in [line.cells[1:] for line in table.rows]


def test_the_same_told_by_one_alone_stands_as_such(partnership: Partnership) -> None:
    """What only one agency tells is an escalation too, and the page says who told it."""
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
def test_what_is_sure_is_one_and_what_is_not_is_asked(one: dict[str, object], two: dict[str, object], count: int, asked: int) -> None:
    """By the other's ref, by case and near days, or by day and topic; else they are two, and if they might be one that is asked."""
    import attrs

    first = attrs.evolve(told((date(2026, 5, 1), None)), **one)  # type: ignore[arg-type]
    second = attrs.evolve(told((date(2026, 5, 1), None), by="school"), **two)  # type: ignore[arg-type]
    found, faults = pair((first, second), ISSUED)
    assert (len(found), len(faults)) == (count, asked)


def test_of_two_that_could_be_meant_none_is_chosen() -> None:
    """Two escalations of one day and topic and one account of the other side: nobody can say which, so it is asked."""
    one, other = told((None, None), topic="plan"), told((None, None), topic="plan", safe="no")
    found, faults = pair((one, other, told((None, None), topic="plan", by="school")), ISSUED)
    assert (len(found), len(faults)) == (3, 2)


@given(st.permutations(range(4)))
def test_the_order_of_logs_means_nothing(order: list[int]) -> None:
    """Files read in another order give the same escalations."""
    items = [told((date(2026, 5, day), None), raised=date(2026, 5, day), by=by, case="A1") for day in (1, 20) for by in ("police", "school")]
    assert pair([items[place] for place in order], ISSUED) == pair(items, ISSUED)


def test_what_was_raised_before_and_is_open_is_carried_over(partnership: Partnership) -> None:
    """Raised in March and open in April, it is of this quarter too; over by March, it is not."""
    over = {"answered1": date(2026, 3, 3), "resolved": "Between practitioners", "outcome": "Upheld"}
    partnership.returned("police", row(raised=date(2026, 3, 2), **over), row(raised=date(2026, 3, 20)))
    done = partnership.read()
    assert [(item.told.raised, item.carried) for item in done.watched.escalations] == [(date(2026, 3, 20), True)]
    assert partnership.codes(done) == ["escalation.before_quarter"]


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_is_in_one_quarter(day: date) -> None:
    """A quarter's name is read back, and its days are its own."""
    quarter = Quarter.of(day)
    assert quarter.first <= day <= quarter.last
    assert Quarter.parse(str(quarter)) == quarter
    assert Quarter.of(quarter.last + timedelta(days=1)) > quarter


def test_open_means_neither_outcome_nor_stage() -> None:
    """An escalation with an outcome is over, whatever its dates say."""
    assert Escalation(1, told((None, None)), None, ()).is_open
    assert not Escalation(1, told((None, None), outcome="withdrawn"), None, ()).is_open
