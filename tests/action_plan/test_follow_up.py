"""A round that follows another measures the actions that are open; it does not add them again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from audit_core.action_plan.duplicates import likely_duplicates
from audit_core.action_plan.follow_up import FollowUp, measured_as
from audit_core.action_plan.model import DuplicatePair, PlanAction, TrackedPlan
from audit_core.action_plan.new_actions import adopt_actions
from audit_core.action_plan.plan_sheet import history_rows, source_of
from audit_core.action_plan.redaction import identifying_texts, redacted_for
from audit_core.action_plan.replay import apply_event, replay
from tests.action_plan.merging.copies import begun, tracked

DECEMBER = date(2026, 12, 4)
VOICE = "Train staff to write about each child's day."
CLOSED = {"decision": "closed", "ended": "closed", "closed_on": date(2026, 9, 3)}
WITHDRAWN = {"decision": "withdrawn", "decision_why": "It is law already."}
NAMES = {"police": "Police", "school": "School"}


def first(number: int, owner: str, text: str = VOICE, **more: object) -> PlanAction:
    """An action that the first audit led to."""
    said = (("owner", owner), ("text", text))
    fields = {"round": "DA26A", "advice": "domestic_abuse|voice", "given": said, **more}
    return tracked(f"DA26A-A{number}", owner, text=text, **fields)


def later(number: int, owner: str, text: str = VOICE, **more: object) -> PlanAction:
    """An action that the follow-up audit led to."""
    fields = {"round": "DA26B", "advice": "domestic_abuse|voice", **more}
    return tracked(f"DA26B-A{number}", owner, text=text, **fields)


def saying(result: str = "still short in 3 of its 5 records (F3).", **more: object) -> FollowUp:
    """What DA26B says of any of its actions, as it follows DA26A."""
    results = {f"DA26B-A{number}": result for number in range(1, 9)}
    return FollowUp("DA26B", date(2026, 12, 3), frozenset({"DA26A"}), results, **more)


def adopted(
    plan: TrackedPlan, actions: Iterable[PlanAction], follow_up: FollowUp | None = None
) -> TrackedPlan:
    """The plan after the results of the follow-up were adopted."""
    names = {**NAMES, **dict(plan.names)}
    events, _ = adopt_actions(plan, "DA26B", tuple(actions), DECEMBER, names, follow_up or saying())
    return apply_event(plan, events)


def ids(plan: TrackedPlan) -> list[str]:
    """The ids of the actions of a plan."""
    return [action.id for action in plan.actions]


def texts(plan: TrackedPlan, id_: str) -> list[str]:
    """The lines of an action's history."""
    action = plan.action(id_)
    assert action is not None
    return [note.text for note in action.notes]


def test_a_follow_up_attaches_its_result_to_the_open_action() -> None:
    """The police's open action is measured again: no second action, and a line in its history and
    beside its baseline.
    """
    plan = adopted(replay(begun(first(1, "police"))), [later(4, "police")])
    assert ids(plan) == ["DA26A-A1"]
    line = "Measured again in DA26B on 3 Dec 2026: still short in 3 of its 5 records (F3)."
    assert texts(plan, "DA26A-A1") == [line]
    (action,) = plan.actions
    assert "Measured again (DA26B-A4): still short in 3 of its 5 records" in source_of(action)
    assert [row["by"] for row in history_rows(plan, plan.actions)] == ["The round DA26B"]
    assert measured_as(plan, "DA26B-A4") == action


def test_the_same_advice_in_new_words_is_the_same_action_of_that_owner_only() -> None:
    """A theme rewords its advice between two audits: it is known by its key, also for an action
    that joined the plan before the plan kept keys. Another owner's action is another action.
    """
    old = first(1, "police", advice="")
    known = saying(advice={"DA26A-A1": "domestic_abuse|voice"})
    new = [later(1, "police", "Sample ten records a term."), later(2, "school")]
    plan = adopted(replay(begun(old)), new, known)
    assert ids(plan) == ["DA26A-A1", "DA26B-A2"]
    apart = adopted(replay(begun(old)), new[:1])  # neither key nor words are the same
    assert ids(apart) == ["DA26A-A1", "DA26B-A1"]


def test_words_that_the_chair_changed_are_still_the_same_action() -> None:
    """What counts is what its round said, not what the chair made of it; and an action that the
    chair gave to the school is still the answer to what is found at the police.
    """
    old = first(1, "police", advice="")
    reworded = attrs.evolve(old, text="Sample ten a month.", owner="school")
    plan = adopted(replay(begun(reworded)), [later(1, "police", advice="")])
    assert ids(plan) == ["DA26A-A1"]


def test_what_sounds_alike_is_not_the_same() -> None:
    """Likeness of words attaches nothing: the chair is asked about a likely duplicate."""
    plan = replay(begun(first(1, "police", advice="")))
    plan = adopted(plan, [later(1, "police", VOICE.replace("Train", "Teach"), advice="")])
    assert ids(plan) == ["DA26A-A1", "DA26B-A1"]
    assert [(one.id, two.id) for one, two in likely_duplicates(plan)] == [("DA26A-A1", "DA26B-A1")]


def test_a_round_that_follows_nothing_adds_its_actions() -> None:
    """Without "Follows round" in round.xlsx a round measures nobody's action."""
    plan = replay(begun(first(1, "police")))
    events, _ = adopt_actions(plan, "DA26B", (later(1, "police"),), DECEMBER, NAMES)
    assert ids(apply_event(plan, events)) == ["DA26A-A1", "DA26B-A1"]


def test_a_closed_action_found_again_is_followed_by_a_new_one() -> None:
    """Only a failed test or the chair reopens an action. A weakness found again is new work that
    says which action it follows; that one says so too; and they are no duplicates.
    """
    plan = adopted(replay(begun(first(1, "police", **CLOSED))), [later(4, "police")])
    assert ids(plan) == ["DA26A-A1", "DA26B-A4"]
    assert plan.actions[0].is_closed
    assert plan.actions[1].follows == "DA26A-A1"
    assert texts(plan, "DA26B-A4") == ["Found again. DA26A-A1 was closed on 3 Sep 2026."]
    assert texts(plan, "DA26A-A1")[0].endswith("5 records (F3). DA26B-A4 follows.")
    assert source_of(plan.actions[1]).endswith("It follows DA26A-A1.")
    assert likely_duplicates(plan) == ()


def test_a_withdrawn_action_found_again_is_followed_too_unless_another_was_kept() -> None:
    """What the chair withdrew is new work again, with the chair's reason beside it; what was
    withdrawn as a duplicate is measured under the action that was kept.
    """
    gone, kept = first(1, "police", **WITHDRAWN), tracked("P1", "police", text="Another way.")
    plan = replay(begun(gone, kept))
    alone = adopted(plan, [later(1, "police")])
    assert texts(alone, "DA26B-A1") == ["Found again. DA26A-A1 was withdrawn: It is law already."]
    same = attrs.evolve(plan, pairs=(DuplicatePair("DA26A-A1", "P1", "second"),))
    paired = adopted(same, [later(1, "police")])
    assert ids(paired) == ["DA26A-A1", "P1"]
    assert dict(paired.actions[1].measured).keys() == {"DA26B-A1"}


def test_compiled_again_a_follow_up_says_only_what_is_new() -> None:
    """The same result is said once; another result is another line, also once the action is
    closed; and the plan says so when the round drops it.
    """
    plan = adopted(replay(begun(first(1, "police"))), [later(4, "police")])
    assert adopted(plan, [later(4, "police")]) == plan
    closed = attrs.evolve(plan, actions=(attrs.evolve(plan.actions[0], **CLOSED),))
    closed = adopted(closed, [later(4, "police")], saying("still short in 4 of its 6 records."))
    assert (ids(closed), len(texts(closed, "DA26A-A1"))) == (["DA26A-A1"], 2)
    dropped = adopted(closed, [])
    assert texts(dropped, "DA26A-A1")[2:] == [
        "DA26B-A4 is no longer in the newest results of its round."
    ]
    assert adopted(dropped, []) == dropped


def test_an_open_action_without_a_finding_is_measured_too() -> None:
    """The chair sees where it got better: in how many records of the owner the same questions are
    met now. A draft says nothing yet, nor does a question that was changed or not put to the owner.
    """
    plan = replay(begun(first(1, "police", refs=("DA-3.1", "DA-3.2")), first(2, "school")))
    better = saying(
        found=frozenset({("domestic_abuse|voice", "school")}),
        met={("police", "DA-3.1"): (3, 4), ("police", "DA-3.2"): (4, 4), ("", "DA-3.1"): (3, 9)},
        advice={"DA26A-A1": "domestic_abuse|voice"},
    )
    measured = adopted(plan, [], better)
    line = "Measured again in DA26B on 3 Dec 2026: no finding this time; met in {} ({})."
    assert texts(measured, "DA26A-A1") == [line.format("7 of 8 answers", "DA-3.1, DA-3.2")]
    assert texts(measured, "DA26A-A2") == []
    assert adopted(measured, [], better) == measured
    for silent in (
        attrs.evolve(better, is_draft=True),
        attrs.evolve(better, met={}),
        attrs.evolve(better, found=frozenset({("domestic_abuse|voice", "police")})),
        attrs.evolve(better, changed=frozenset({("DA26A", "DA-3.1"), ("DA26A", "DA-3.2")})),
    ):
        assert adopted(plan, [], silent) == adopted(plan, [], saying())
    late = adopted(measured, [later(4, "police")], better)  # a late return made it a finding
    assert [id_ for id_, result in late.actions[0].measured if result] == ["DA26B-A4"]
    assert len(texts(late, "DA26A-A1")) == 2


def test_a_follow_up_adopted_by_an_earlier_version_stays_as_it_was_adopted() -> None:
    """Its actions are in the plan under their own ids and stay; nothing is attached afterwards."""
    old = [first(1, "police", advice="", refs=("DA-3.1",)), later(1, "police", advice="")]
    plan = adopted(replay(begun(*old)), [])
    better = saying(met={("police", "DA-3.1"): (1, 1)}, advice={"DA26A-A1": "x"})
    again = adopted(plan, [later(1, "police")], better)
    assert ids(again) == ["DA26A-A1", "DA26B-A1"]
    assert [action.measured for action in again.actions] == [(), ()]
    assert texts(again, "DA26A-A1") == []


def test_the_words_of_a_panel_that_may_identify_a_child_stay_with_the_chair() -> None:
    """A result may quote the panel: an owner's workbook withholds a telephone number in it."""
    plan = replay(begun(first(1, "police")))
    typed = saying("The panel's words: ring Ann on 07700 900456.")
    events, _ = adopt_actions(plan, "DA26B", (later(1, "police"),), DECEMBER, NAMES, typed)
    assert {problem.code for problem in identifying_texts(events)} == {"plan.identifier"}
    seen = redacted_for(apply_event(plan, events), "police")
    assert "07700" not in source_of(seen.actions[0]) + texts(seen, "DA26A-A1")[0]


ENDS = st.sampled_from([{}, {}, CLOSED, {**CLOSED, "ended": "sustained"}, WITHDRAWN])
PARTS = st.tuples(st.sampled_from(["police", "school"]), st.sampled_from(["a", "b", "c"]))


@settings(max_examples=60)
@given(
    earlier=st.dictionaries(PARTS, ENDS, max_size=6), again=st.lists(PARTS, unique=True, max_size=6)
)
def test_a_follow_up_neither_doubles_nor_loses_an_action(
    earlier: dict[tuple[str, str], dict[str, object]], again: list[tuple[str, str]]
) -> None:
    """Whatever became of the first audit's actions, each action of the follow-up is either measured
    under the open action of its owner or in the plan under its own id; what was there stays; and
    adopting it twice changes nothing more.
    """
    before = replay(
        begun(
            *(
                first(number, owner, f"Do {part}.", advice=part, **ended)
                for number, ((owner, part), ended) in enumerate(earlier.items(), start=1)
            )
        )
    )
    new = [
        later(number, owner, f"Do {part} better.", advice=part)
        for number, (owner, part) in enumerate(again, start=1)
    ]
    after = adopted(before, new)
    assert set(ids(before)) <= set(ids(after))
    for action, part in zip(new, again, strict=True):
        is_open = part in earlier and not earlier[part]
        assert (action.id in ids(after)) is not is_open
        assert (measured_as(after, action.id) is not None) is is_open
    assert adopted(after, new) == after
    assert all(one.owner == two.owner for one, two in likely_duplicates(after))
