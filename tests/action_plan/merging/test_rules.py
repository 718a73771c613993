"""The merge's declared rules: two versions of one cell, an action's position, the answers to tests,
and likely duplicates.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_core.action_plan.duplicates import likely_duplicates
from audit_core.action_plan.merging.author_view import AuthorView, EarlierValue, author_view
from audit_core.action_plan.merging.cell_changes import compare_three_ways
from audit_core.action_plan.model import CHAIR, RULE, DateChange, PlanEvent, TrackedPlan
from audit_core.action_plan.position import (
    counted_position,
    moved_words,
    position_of,
    position_words,
)
from audit_core.action_plan.replay import apply_event, issued_as, replay
from audit_core.action_plan.retest import (
    LaterRound,
    is_test_due,
    pass_mark,
    ref_of,
    retest,
    shown_by,
)
from tests.action_plan.merging.copies import Copy, begun, tracked

ON = date(2026, 8, 15)
FAR, NEAR, PAST = date(2026, 12, 1), date(2026, 9, 1), date(2026, 8, 14)
CLOSED = {
    "decision": "closed",
    "closed_on": date(2026, 6, 1),
    "evidence": "Nine of ten",
    "ended": "closed",
}
TEST = {
    "test_what": "DA-1.1",
    "test_how": "The next round",
    "test_on": date(2026, 8, 1),
    "test_passes": "80 %",
}
TEXTS = st.sampled_from(["", "a", "b", "a  b", " a b\r\n"])


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "outcome"),
    [
        ("a", "a", "a", "unchanged"),
        ("a", "b", "a", "unchanged"),
        ("a", "b", "b", "agreed"),
        ("a", "a", "b", "applies"),
        ("a", "b", "c", "conflict"),
        ("a b", "a b", " a\nb ", "unchanged"),
        ("a", "a", "", "applies"),
    ],
)
def test_a_cell_edited_on_both_sides_is_classified(
    base: str, ours: str, theirs: str, outcome: str
) -> None:
    """A cell is unchanged, changed alike, changed by one side or in conflict; extra spaces are not
    a change.
    """
    assert compare_three_ways(base, ours, theirs) == outcome


@given(TEXTS, TEXTS, TEXTS, st.booleans())
def test_a_cell_never_goes_back_to_an_earlier_value(
    base: str, ours: str, theirs: str, touched: bool
) -> None:
    """A returned value applies only to a cell that nobody has changed since it was issued."""
    outcome = compare_three_ways(base, ours, theirs, touched=touched)
    if outcome == "applies":
        assert ours.split() == base.split()
        assert not touched
    assert compare_three_ways(
        base, theirs if outcome == "applies" else ours, theirs, touched=True
    ) in ({"agreed"} if outcome == "applies" else {outcome, "conflict"})


def status(by: str, before: str, after: str, issue: int = 1, **more: str) -> PlanEvent:
    """An event in which somebody changed P1's status."""
    return PlanEvent("set", ON, by, "P1", "status", before, after, issue=issue, **more)


def known(*events: PlanEvent, by: str = "police", issue: int = 1) -> AuthorView:
    """What the author of a return had seen, for a plan with P1 and these events."""
    every = (*begun(tracked("P1")), *events)
    return author_view(
        attrs.evolve(Copy(replay(every), by).returned(), issue=issue),
        issued_as(every).get(issue),
        every,
    )


OUT, AGAIN = PlanEvent("issue", ON, CHAIR, issue=1), PlanEvent("issue", ON, CHAIR, issue=2)
THERE, BACK = status(CHAIR, "not_started", "blocked"), status(CHAIR, "blocked", "not_started")


def test_others_changes_since_the_issue_count_as_unseen_even_if_reversed() -> None:
    """A change by others since the issue counts as unseen, even if the cell has its old value
    again.
    """
    assert known(OUT, THERE, BACK).others == {("P1", "status")}
    assert known(THERE, BACK, OUT).others == frozenset()
    assert known(OUT, AGAIN, THERE, issue=2).issued(("P1", "status")) == "not_started"


def test_authors_know_their_own_entries_in_the_same_issue() -> None:
    """Authors know their own earlier entries in the same issue, but not those they made in another
    issue.
    """
    own = status("police", "not_started", "blocked")
    assert (known(OUT, own).others, known(OUT, own).earlier) == (
        frozenset(),
        {("P1", "status"): EarlierValue("blocked", "")},
    )
    assert known(OUT, AGAIN, attrs.evolve(own, issue=2)).others == {("P1", "status")}


def test_what_follows_from_the_chairs_master_is_known_to_the_chair_alone() -> None:
    """Changes that the rules make because of the chair's master are known to the chair and to no
    owner.
    """
    rule = status(RULE, "blocked", "in_progress")
    assert known(OUT, THERE, rule, by=CHAIR).others == frozenset()
    assert known(OUT, rule).others == {("P1", "status")}


def test_a_decision_does_not_count_as_an_entry_in_the_cell() -> None:
    """A master that still shows the issued value after a decision does not ask for that
    value back.
    """
    assert known(OUT, status(CHAIR, "not_started", "blocked", decided="M1"), by=CHAIR).earlier == {}


def test_a_return_of_an_issue_missing_from_the_journal_uses_its_own_values() -> None:
    """A return of an issue that is not in the journal is compared with the values stored in the
    workbook.
    """
    assert known(OUT, THERE, issue=7) == AuthorView(7, {}, known=False)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"due": FAR}, "not_started"),
        ({"due": NEAR}, "at_risk"),
        ({"due": PAST}, "overdue"),
        ({"due": None}, "at_risk"),
        ({"due": FAR, "status": "in_progress"}, "on_track"),
        ({"due": NEAR, "status": "in_progress"}, "on_track"),
        ({"due": PAST, "status": "in_progress"}, "overdue"),
        ({"due": FAR, "status": "blocked"}, "blocked"),
        ({"due": PAST, "status": "blocked"}, "overdue"),
        (
            {"due": FAR, "status": "in_progress", "moves": (DateChange(ON, NEAR, FAR),) * 2},
            "at_risk",
        ),
        ({"due": PAST, "status": "done_evidence_sent"}, "overdue"),
        ({"due": PAST, "status": "done_evidence_sent", "evidence": "Nine"}, "done"),
        ({"due": PAST, "status": "no_longer_needed"}, "overdue"),
        ({"due": PAST, "decision": "withdrawn"}, "overdue"),
        ({"due": PAST, "decision": "withdrawn", "decision_why": "The law changed"}, "withdrawn"),
        ({"due": PAST, **CLOSED}, "done"),
        ({"due": PAST, **CLOSED, "test_result": "partly"}, "done"),
        ({"due": PAST, **CLOSED, "ended": "sustained"}, "sustained"),
        ({"due": PAST, **CLOSED, "test_result": "passed"}, "done"),
        ({"due": PAST, "decision": "closed"}, "overdue"),
    ],
)
def test_an_actions_position_comes_from_the_first_rule_that_applies(
    more: dict[str, object], expected: str
) -> None:
    """An action's position comes from the first rule that applies; an owner alone cannot complete
    or withdraw it.
    """
    assert position_of(tracked(**more), ON) == expected


@pytest.mark.parametrize(
    "status", ["not_started", "in_progress", "blocked", "done_evidence_sent", "no_longer_needed"]
)
@pytest.mark.parametrize("override", ["", "on_track", "not_started", "at_risk", "blocked"])
def test_an_overdue_action_stays_overdue_without_a_reason(status: str, override: str) -> None:
    """An overdue action stays overdue until there is evidence, a closing or a reason."""
    late = tracked(due=PAST, status=status, override=override)
    assert counted_position(late, ON) == position_of(late, ON) == "overdue"


def test_a_judgement_is_shown_with_its_reason_and_the_rules_result() -> None:
    """The chair's judgement is shown with its reason and the rules' result, and ends when the
    action is closed.
    """
    worse = tracked(due=FAR, override="at_risk", override_why="Nobody is in post.")
    assert (
        position_words(worse, ON) == "At risk (chair: Nobody is in post). By the rules: not started"
    )
    assert (
        counted_position(tracked(due=PAST, override="overdue", override_why="x", **CLOSED), ON)
        == "done"
    )


def test_how_often_a_date_moved_is_put_into_words() -> None:
    """The text says how often a date was moved and what it was originally."""
    assert moved_words(tracked()) == ""
    assert (
        moved_words(tracked(first_due=NEAR, moves=(DateChange(ON, NEAR, FAR),)))
        == "Once. First: 1 Sep 2026"
    )
    assert (
        moved_words(tracked(first_due=NEAR, moves=(DateChange(ON, NEAR, FAR),) * 2))
        == "2 times. First: 1 Sep 2026"
    )


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("80 %", "0.8"),
        ("87.5 %", "0.875"),
        ("At least 80%.", "0.8"),
        ("9 of 10", "0.9"),
        ("at least 9 out of 10", "0.9"),
        ("all", "1"),
        *(
            (text, None)
            for text in (
                *(
                    "no more than 10 % late",
                    "fewer than 5% missed",
                    "80 % in every month",
                    "every month: 60 %",
                    "0 % late",
                    "at most 1 in 10 not met",
                    "180 %",
                ),
                *(
                    "not all",
                    "All but two",
                    "all improved on the last audit",
                    "overall better",
                    "none missed",
                    "Every record",
                    "nine of ten",
                    "at least",
                ),
                *(
                    "0 %",
                    "120 %",
                    "3 of 0",
                    "0 of 3",
                    "10 out of 9",
                    "8,5 %",
                    "1 234 %",
                    "-80 %",
                    "80 % or 90 %",
                    "",
                ),
            )
        ),
    ],
)
def test_a_pass_mark_that_is_not_a_plain_share_is_left_to_the_chair(
    text: str, mark: str | None
) -> None:
    """The program compares only a plain share; any other words in a pass mark are left to the
    chair.
    """
    assert pass_mark(text) == (mark and Fraction(mark))


def test_a_share_equal_to_the_pass_mark_passes() -> None:
    """Shares are compared as decimals, so 55 of 100 passes a mark of 55 %."""
    assert answered(later(met=(55, 100)), test_passes="55 %") == ("passed", [])


@pytest.mark.parametrize(
    "other",
    [{"draft": "DRAFT"}, {"changed": frozenset({("DA26A", "DA-1.1")})}, {"counts": {}}],
    ids=["draft", "another wording", "not asked"],
)
def test_a_round_that_cannot_answer_a_test_gives_way_to_the_next_one(
    other: dict[str, object],
) -> None:
    """If one round cannot answer a test, the next round that asks the same question does."""
    assert answered(later("DA27A", (1, 10), **other), later("DA27B", as_at=ON)) == ("passed", [])


def test_a_round_compiled_for_a_later_day_answers_no_test_yet() -> None:
    """A round compiled as at a later day than the plan answers no test in that plan."""
    assert answered(later(as_at=date(2026, 9, 1))) == ("", [])


def test_a_comparison_of_rounds_shows_the_plans_test_result() -> None:
    """A comparison of rounds prints the same test result as the plan."""
    plan = replay(
        begun(
            tracked(
                "DA26A-A1", round="DA26A", **{**CLOSED, **TEST, "test_passes": "no more than 10 %"}
            ),
            tracked("DA26A-A2", round="DA26A", **CLOSED, **TEST),
        )
    )
    assert [(item.id, item.passed) for item in shown_by(plan, later())] == [
        ("DA26A-A1", None),
        ("DA26A-A2", True),
    ]


def test_a_test_names_its_question_by_its_ref() -> None:
    """The question of a test is found by a ref in its words; a test without a ref has no
    question.
    """
    assert (ref_of("DA-1.2a, in the next round"), ref_of("Calls on the day")) == ("DA-1.2a", "")


def later(code: str = "DA27A", met: tuple[int, int] = (8, 10), **more: object) -> LaterRound:
    """A later round that asks DA-1.1 again."""
    fields = {
        "theme": "domestic_abuse",
        "issued": date(2026, 7, 1),
        "as_at": date(2026, 8, 10),
        "draft": "",
        "counts": {"DA-1.1": met},
        **more,
    }
    return LaterRound(code, **fields)


def answered(*rounds: LaterRound, **more: object) -> tuple[str, list[str]]:
    """The result that these rounds give to the test of a closed action, and the problems found."""
    plan = replay(begun(tracked("DA26A-A1", round="DA26A", **{**CLOSED, **TEST, **more})))
    events, problems = retest(plan, rounds, ON)
    (action,) = apply_event(plan, events).actions
    return action.test_result, [problem.code for problem in problems]


def test_a_later_round_answers_a_test() -> None:
    """A result at the pass mark passes and one below it fails; the first round that can answer is
    used.
    """
    assert answered(later()) == ("passed", [])
    assert answered(later(met=(7, 10))) == ("failed", [])
    assert answered(later("DA27B", (1, 10), as_at=ON), later()) == ("passed", [])


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"issued": date(2026, 5, 1)}, []),
        ({"as_at": date(2026, 7, 31)}, []),
        ({"code": "DA26A"}, []),
        ({"met": (0, 0)}, []),
        ({"draft": "DRAFT: 1 case without an agreed grade"}, ["plan.test_draft"]),
        ({"changed": frozenset({("DA26A", "DA-1.1")})}, ["plan.test_other_question"]),
    ],
    ids=[
        "sent out before the closing",
        "compiled before the test's date",
        "its own round",
        "nobody answered",
        "a draft",
        "another wording",
    ],
)
def test_a_round_that_cannot_answer_a_test_does_not(
    more: dict[str, object], says: list[str]
) -> None:
    """A test stays due if the round is too early, is the action's own, has no answers, is
    undecided, or asks another question.
    """
    assert answered(later(**more)) == ("", says)


def test_a_pass_mark_in_words_is_left_to_the_chair() -> None:
    """For a pass mark in words the counts are reported without a result."""
    assert answered(later(), test_passes="better than last time") == ("", ["plan.test_by_hand"])


def test_a_test_is_due_from_its_date_until_it_is_answered() -> None:
    """A test is not due before its date or once passed, and is due again when a partial pass sets a
    later date.
    """
    assert is_test_due(tracked(**CLOSED, **TEST), ON)
    assert not is_test_due(tracked(**CLOSED, **TEST), date(2026, 7, 31))
    assert not is_test_due(tracked(**TEST), ON)
    assert is_test_due(
        tracked(**CLOSED, **TEST, test_result="passed", tested_on=date(2026, 7, 1)), ON
    )  # before its day: it does not count
    assert not is_test_due(tracked(**{**CLOSED, "ended": "sustained"}, **TEST), ON)
    assert is_test_due(
        tracked(**CLOSED, **TEST, test_result="partly", tested_on=date(2026, 7, 1)), ON
    )
    assert not is_test_due(
        tracked(**CLOSED, **TEST, test_result="partly", tested_on=date(2026, 8, 2)), ON
    )


def pairs(*actions: object) -> list[tuple[str, str]]:
    """The pairs of actions suggested as duplicates."""
    return [(one.id, two.id) for one, two in likely_duplicates(TrackedPlan(actions=actions))]


def test_an_owners_actions_with_similar_words_are_suggested_as_duplicates() -> None:
    """One owner's actions with similar words are suggested as duplicates; ended actions are not,
    and two owners with the same action are never asked to do it for each other.
    """
    one = tracked(
        "P1", "police", text="Ring the school on the day of each incident", source="Case review"
    )
    two = attrs.evolve(one, id="P2", text="Ring the school on the day of every incident")
    assert pairs(one, two) == [("P1", "P2")]
    assert pairs(one, attrs.evolve(two, owner="school", source="Inspection")) == []
    assert pairs(one, tracked("P3", "police", text="Buy a kettle", source="Inspection")) == []
    same = {
        "text": "Train staff to write from the child's position",
        "source": "DA26A",
        "round": "DA26A",
    }
    review = tracked("P1", "school", text=same["text"], source="Case review")
    assert pairs(
        tracked("DA26A-A1", "police", **same), tracked("DA26A-A2", "school", **same), review
    ) == [("DA26A-A2", "P1")]
    ended = attrs.evolve(two, decision="withdrawn", decision_why="Done elsewhere")
    assert pairs(one, ended) == []
