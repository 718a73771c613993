"""Done is not sustained: closing an action needs evidence and a test, the test falls due, and a
failed test reopens the action.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.action_plan.conftest import AUTUMN, SUMMER, Partnership, codes, type_into

WINTER = date(2027, 1, 15)
DONE = {
    "Status": "Done: evidence sent",
    "Evidence it helped children": "Nine of ten schools were rung on the day.",
}
TEST = {
    "Test: question or measure": "Calls to schools on the day",
    "How it is tested": "Dip sample of ten",
    "Test due": date(2027, 1, 10),
    "What passes": "9 of 10",
}
CLOSING = "Closing and tests"


def finish(partnership: Partnership) -> None:
    """Report P1 as done, with evidence, as the police; issue the plan a second time."""
    partnership.merge(partnership.back("police", P1=DONE))
    partnership.issue(SUMMER)


def close(partnership: Partnership) -> None:
    """Close P1 in autumn, with a test in January; issue the plan a third time."""
    closing = {"Chair's decision": "Agreed closed", "Closed by (role)": "Chair", **TEST}
    assert (
        codes(
            partnership.merge(partnership.back("master", 2, sheet=CLOSING, P1=closing), on=AUTUMN)
        )
        == []
    )
    partnership.issue(AUTUMN)


@pytest.fixture
def done(after: Callable[..., Partnership]) -> Partnership:
    """A plan in which the police say that P1 is done."""
    return after(finish)


@pytest.fixture
def closed(after: Callable[..., Partnership]) -> Partnership:
    """A plan in which the chair has closed P1."""
    return after(finish, close)


def test_an_action_without_evidence_is_not_done(mereshire: Partnership) -> None:
    """The owner's word without evidence does not change an action's position."""
    mereshire.merge(mereshire.back("police", P1={"Status": "Done: evidence sent"}))
    later = date(2026, 9, 2)
    assert {action.id for action in mereshire.show(later).overdue} == {"P1", "P2", "P3"}
    ((action, lacks),) = mereshire.show(later).to_close
    assert (action.id, len(lacks)) == ("P1", 2)


@pytest.mark.parametrize(
    ("given", "lacks"),
    [
        ({}, "a test (what, how, when, and what passes), or a reason for none"),
        ({"Test due": date(2027, 1, 1)}, "a test"),
    ],
)
def test_closing_without_a_test_or_a_reason_is_reported(
    given: dict[str, object], lacks: str, done: Partnership
) -> None:
    """A closing without a test or a reason is reported, and the action stays open with what was
    typed.
    """
    result = done.merge(
        done.back("master", 2, sheet=CLOSING, P1={"Chair's decision": "Agreed closed", **given}),
        on=AUTUMN,
    )
    assert codes(result) == ["plan.closing_incomplete"]
    assert lacks in result.problems[0].what
    assert not done.action("P1").is_closed
    done.issue(AUTUMN)
    done.merge(
        done.back("master", 3, sheet=CLOSING, P1={"If no test: why": "It was a single letter."}),
        on=WINTER,
    )
    assert done.action("P1").closed_on == WINTER


def test_closing_without_evidence_is_reported(mereshire: Partnership) -> None:
    """A closing with a test but no evidence is reported."""
    result = mereshire.merge(
        mereshire.back(
            "master",
            sheet=CLOSING,
            P2={"Chair's decision": "Agreed closed", "Closed on": date(2026, 7, 1), **TEST},
        )
    )
    assert codes(result) == ["plan.closing_incomplete"]
    assert "evidence that it helped children" in result.problems[0].what
    assert (mereshire.action("P2").is_closed, mereshire.action("P2").closed_on) == (
        False,
        date(2026, 7, 1),
    )


def test_a_closed_action_is_done_and_its_test_falls_due(closed: Partnership) -> None:
    """A closed action counts as done, not as sustained, and its test is listed when the day
    comes.
    """
    action = closed.action("P1")
    assert (action.closed_on, action.closed_by) == (AUTUMN, "Chair")
    assert [item.id for item in closed.show(AUTUMN).at("done")] == ["P1"]
    assert [item.id for item in closed.show(AUTUMN).tests_due] == []
    assert [item.id for item in closed.show(WINTER).tests_due] == ["P1"]
    assert (
        action.notes[-1].text
        == "Closed by Chair. To be tested on 10 Jan 2027: Calls to schools on the day. Passes: "
        "9 of 10"
    )


def test_a_passed_test_makes_an_action_sustained(closed: Partnership) -> None:
    """A test result typed in the master, with what was seen, makes the action sustained, and the
    owner's next workbook no longer has its row.
    """
    closed.merge(
        closed.back(
            "master", 3, sheet=CLOSING, P1={"Test result": "Passed", "What was seen": "Ten of ten."}
        ),
        on=WINTER,
    )
    assert [item.id for item in closed.show(WINTER).at("sustained")] == ["P1"]
    assert closed.action("P1").notes[-1].text == "Tested on 15 Jan 2027: passed. Ten of ten."
    assert closed.show(WINTER).tests_due == ()


def test_a_failed_test_reopens_the_action_under_its_own_number(closed: Partnership) -> None:
    """A reopened action keeps its history, is past its date, and can be closed again later with a
    new test.
    """
    result = closed.merge(
        closed.back(
            "master",
            3,
            sheet=CLOSING,
            P1={"Test result": "Failed", "What was seen": "Three of ten."},
        ),
        on=WINTER,
    )
    action = closed.action("P1")
    assert codes(result) == ["plan.reopened"]
    assert (
        action.status,
        action.is_closed,
        action.reopened,
        action.test_result,
        action.decision,
    ) == ("in_progress", False, 1, "", "")
    assert [note.text for note in action.notes][-2:] == [
        "Tested on 15 Jan 2027: failed. Three of ten.",
        "Reopened: its test failed.",
    ]
    assert [item.id for item in closed.show(WINTER).overdue] == ["P1", "P2", "P3"]
    closed.issue(WINTER)
    again = {"Chair's decision": "Agreed closed", "Test due": date(2027, 6, 1)}
    closed.merge(closed.back("master", 4, sheet=CLOSING, P1=again), on=date(2027, 2, 1))
    assert closed.action("P1").closed_on == date(2027, 2, 1)
    closed.issue(date(2027, 2, 2))
    closed.merge(
        closed.back("master", 5, sheet=CLOSING, P1={"Test result": "Failed"}), on=date(2027, 6, 2)
    )
    assert closed.action("P1").reopened == 2
    assert [note.text for note in closed.action("P1").notes].count(
        "Reopened: its test failed."
    ) == 2


def test_a_partly_passed_test_asks_for_another(closed: Partnership) -> None:
    """After a partial pass the action stays done, and a later date makes the test fall
    due again.
    """
    closed.merge(
        closed.back(
            "master",
            3,
            sheet=CLOSING,
            P1={"Test result": "Partly", "Tested on": WINTER, "Test due": date(2027, 4, 1)},
        ),
        on=WINTER,
    )
    assert closed.show(WINTER).tests_due == ()
    assert [item.id for item in closed.show(date(2027, 4, 1)).tests_due] == ["P1"]


def test_the_chair_can_reopen_an_action(closed: Partnership) -> None:
    """Choosing Keep open, with a reason, undoes a closing."""
    closed.merge(
        closed.back(
            "master",
            3,
            sheet=CLOSING,
            P1={"Chair's decision": "Keep open", "Why": "The school disagrees."},
        ),
        on=WINTER,
    )
    assert (closed.action("P1").is_closed, closed.action("P1").reopened) == (False, 1)
    assert closed.action("P1").notes[-1].text == "Reopened. The school disagrees."


def test_an_owner_cannot_reopen_or_withdraw_a_closed_action(closed: Partnership) -> None:
    """An owner's change after the closing is recorded and does not reopen the action."""
    closed.merge(
        closed.back(
            "police", 3, P1={"Evidence it helped children": None, "Status": "No longer needed"}
        ),
        on=WINTER,
    )
    assert closed.action("P1").is_closed


def test_only_the_chair_withdraws_an_action_and_with_a_reason(mereshire: Partnership) -> None:
    """An owner can only say that an action is no longer needed; the chair withdraws it, with a
    reason.
    """
    mereshire.merge(mereshire.back("police", P1={"Status": "No longer needed"}))
    assert mereshire.show(date(2026, 9, 2)).at("withdrawn") == ()
    result = mereshire.merge(
        mereshire.back("master", sheet=CLOSING, P1={"Chair's decision": "Withdrawn"})
    )
    assert codes(result) == ["plan.no_reason"]
    assert mereshire.show().at("withdrawn") == ()
    mereshire.issue(SUMMER)
    mereshire.merge(
        mereshire.back("master", 2, sheet=CLOSING, P1={"Why": "The law changed."}), on=AUTUMN
    )
    assert [item.id for item in mereshire.show().at("withdrawn")] == ["P1"]
    assert "P1" not in {action.id for action in mereshire.show().overdue}


def test_the_chairs_judgement_counts_only_with_a_reason(
    mereshire: Partnership,
) -> None:
    """The chair's better judgement of an overdue action counts only with a reason, and the action
    is still listed as overdue.
    """
    from audit_core.action_plan.position import position_words

    late = date(2026, 9, 2)
    result = mereshire.merge(
        mereshire.back("master", P1={"Position in your judgement": "On track"})
    )
    assert codes(result) == ["plan.judged_without_reason"]
    assert position_words(mereshire.action("P1"), late) == "Overdue"
    mereshire.issue(SUMMER)
    mereshire.merge(
        mereshire.back(
            "master", 2, P1={"Why not by the rules": "The last school is rung from Monday."}
        ),
        on=AUTUMN,
    )
    assert (
        position_words(mereshire.action("P1"), late)
        == "On track (chair: The last school is rung from Monday). By the rules: overdue"
    )
    assert "P1" in {action.id for action in mereshire.show(late).overdue}
    assert [item.id for item in mereshire.show(late).at("on_track")] == ["P1"]


EARLY = {"Chair's decision": "Agreed closed", "Closed by (role)": "Chair", **TEST}


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"Tested on": date(2026, 7, 1)}, "not tested after it was closed"),
        ({"Tested on": AUTUMN}, "not tested after it was closed"),
        ({"Tested on": date(2027, 1, 9)}, "before its test was due"),
        ({"Tested on": date(2030, 1, 1)}, "in the future"),
        ({"What passes": None}, "has no test"),
    ],
)
def test_a_test_passed_outside_its_time_sustains_nothing(
    typed: dict[str, object], says: str, closed: Partnership
) -> None:
    """A test result dated outside the test's time is reported and does not sustain the action."""
    result = closed.merge(
        closed.back("master", 3, sheet=CLOSING, P1={"Test result": "Passed", **typed}), on=WINTER
    )
    assert codes(result) == ["plan.test_untimely"]
    assert says in result.problems[0].what
    assert [item.id for item in closed.show(WINTER).at("done")] == ["P1"]
    assert [item.id for item in closed.show(WINTER).tests_due] == (
        ["P1"] if closed.action("P1").test_on else []
    )
    assert closed.action("P1").test_result == "passed"
    closed.issue(WINTER)
    closed.merge(
        closed.back("master", 4, sheet=CLOSING, P1={"Tested on": WINTER, **TEST}), on=WINTER
    )
    assert [item.id for item in closed.show(WINTER).at("sustained")] == ["P1"]
    assert closed.action("P1").notes[-1].text == "Tested on 15 Jan 2027: passed."


def test_one_master_cannot_both_close_and_sustain_an_action(done: Partnership) -> None:
    """An action closed and tested in the same master is done, not sustained."""
    typed = {**EARLY, "Test due": AUTUMN, "Test result": "Passed"}
    result = done.merge(
        done.back(
            "master",
            2,
            sheet=CLOSING,
            P1={**typed, "Closed on": date(2030, 5, 1), "Tested on": date(2025, 1, 1)},
        ),
        on=AUTUMN,
    )
    assert sorted(codes(result)) == ["plan.closing_incomplete", "plan.tested_while_open"]
    assert not done.action("P1").is_closed
    result = done.merge(
        done.back(
            "master",
            2,
            "again.xlsx",
            sheet=CLOSING,
            P1={**typed, "Closed on": AUTUMN, "Tested on": AUTUMN},
        ),
        on=AUTUMN,
    )
    assert codes(result) == ["plan.test_untimely"]
    assert [item.id for item in done.show(AUTUMN).at("done")] == ["P1"]


@pytest.mark.parametrize("day", [None, date(2030, 1, 1)])
def test_the_closing_date_can_be_corrected_but_not_emptied(
    day: date | None, closed: Partnership
) -> None:
    """The closing date of a closed action can be corrected, but an empty or future date is reported
    and not taken.
    """
    path = closed.back("master", 3, sheet=CLOSING, P1={"Closed on": day})
    assert codes(closed.merge(path, on=WINTER)) == ["plan.closed_on"]
    assert (
        closed.action("P1").is_closed,
        closed.action("P1").closed_on,
        closed.action("P1").reopened,
    ) == (True, AUTUMN, 0)
    type_into(path, CLOSING, "P1", **{"Closed on": date(2026, 10, 1)})
    assert codes(closed.merge(path, on=WINTER)) == []
    assert (closed.action("P1").is_closed, closed.action("P1").closed_on) == (
        True,
        date(2026, 10, 1),
    )


def test_a_test_result_can_be_corrected(closed: Partnership) -> None:
    """When a test result is corrected, the action returns to done, or is reopened if the test
    failed.
    """
    path = closed.back("master", 3, sheet=CLOSING, P1={"Test result": "Passed"})
    closed.merge(path, on=WINTER)
    assert closed.action("P1").is_sustained
    type_into(path, CLOSING, "P1", **{"Test result": "Partly"})
    closed.merge(path, on=WINTER)
    assert (closed.action("P1").is_closed, closed.action("P1").is_sustained) == (True, False)
    type_into(path, CLOSING, "P1", **{"Test result": "Failed"})
    closed.merge(path, on=WINTER)
    assert (closed.action("P1").is_closed, closed.action("P1").reopened) == (False, 1)


def test_an_emptied_due_date_keeps_its_value(mereshire: Partnership) -> None:
    """An emptied due date is reported and keeps its value."""
    result = mereshire.merge(mereshire.back("master", P1={"Due": None}), on=AUTUMN)
    assert (codes(result), mereshire.action("P1").due) == (["plan.needed"], date(2026, 9, 1))
    assert "P1" in {action.id for action in mereshire.show(AUTUMN).overdue}
