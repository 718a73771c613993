"""A decision applies to what its author saw: it never agrees to, overwrites or discards anything
newer.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from audit_core.errors import Exit
from tests.action_plan.conftest import AUTUMN, ROWS, SUMMER, Partnership, codes, save, type_into

ASK, CLOSING, DECIDE, NEW, PAIRS = (
    "What owners ask",
    "Closing and tests",
    "To decide",
    "New actions",
    "Likely duplicates",
)
FIRST, SECOND = date(2026, 10, 1), date(2027, 6, 30)


def typed_over(path: Path, sheet: str, row: int | str, **cells: object) -> Path:
    """The same file, with more typed into it."""
    type_into(path, sheet, row, **cells)
    return path


# a new date that is agreed


def ask(mereshire: Partnership) -> None:
    """The police ask for 1 October, and the chair's second master shows it."""
    mereshire.merge(
        mereshire.back("police", P1={"New date asked for": FIRST, "Why a new date": "Staff left."})
    )
    mereshire.issue(SUMMER)


@pytest.fixture
def asked(after: Callable[..., Partnership]) -> Partnership:
    """A plan in which the police have asked for 1 October."""
    return after(ask)


@pytest.mark.parametrize("together", [True, False])
def test_yes_agrees_to_the_date_that_was_seen(together: bool, asked: Partnership) -> None:
    """A Yes agrees to the date in the master; a newer request stays open."""
    police = asked.back(
        "police", 2, P1={"New date asked for": SECOND, "Why a new date": "Still nobody."}
    )
    chair = asked.back("master", 2, sheet=ASK, P1={"New date agreed?": "Yes"})
    if together:
        asked.merge(chair, police, on=AUTUMN)
    else:
        asked.merge(police, on=AUTUMN)
        asked.merge(chair, on=AUTUMN)
    action = asked.action("P1")
    assert (action.due, [move.why for move in action.moves]) == (FIRST, ["Staff left."])
    assert (action.asked_due, action.asked_why) == (SECOND, "Still nobody.")


@pytest.mark.parametrize(
    ("answers", "due", "moves"),
    [(("Yes", "No"), date(2026, 9, 1), 2), (("No", "Yes"), FIRST, 1), (("Yes", "Yes"), FIRST, 1)],
)
def test_an_answer_can_be_corrected_in_the_same_master(
    answers: tuple[str, str], due: date, moves: int, asked: Partnership
) -> None:
    """An answer to a date request can be corrected in the same master."""
    path = asked.sent("master", 2)
    for number, answer in enumerate(answers):
        type_into(path, "Start here", 40 + number, Owner="saved again")
        asked.merge(typed_over(path, ASK, "P1", **{"New date agreed?": answer}), on=AUTUMN)
    assert (
        asked.action("P1").due,
        len(asked.action("P1").moves),
        asked.action("P1").asked_due,
    ) == (due, moves, None)


def test_a_yes_does_not_move_a_date_that_was_moved_meanwhile(asked: Partnership) -> None:
    """If the chair also typed another date into the same master, the chair is asked which is meant
    and the request stays open.
    """
    path = asked.back(
        "master", 2, P1={"Due": date(2026, 12, 1), "If you move it: why": "The board."}
    )
    result = asked.merge(typed_over(path, ASK, "P1", **{"New date agreed?": "Yes"}), on=AUTUMN)
    assert codes(result) == ["plan.overtaken"]
    assert (result.exit_code, asked.action("P1").due, asked.action("P1").asked_due) == (
        Exit.PERSON_NEEDED,
        date(2026, 12, 1),
        FIRST,
    )


def answered_twice(partnership: Partnership, *answers: str) -> Path:
    """The second master with the row of P1 twice, each with a different answer."""
    path = partnership.back("master", 2, sheet=ASK, P1={"New date agreed?": answers[0]})
    book = load_workbook(path)
    book[ASK].append([*[cell.value for cell in book[ASK][4]][:-1], answers[1]])
    save(book, path)
    return path


def test_two_different_answers_to_one_date_wait(asked: Partnership) -> None:
    """If a row appears twice, once with Yes and once with No, neither is applied and both are
    reported; the one that is then taken is applied.
    """
    result = asked.merge(answered_twice(asked, "Yes", "No"), on=AUTUMN)
    assert set(codes(result)) == {"plan.row_twice"}
    assert (asked.action("P1").due, {item.theirs for item in result.plan.open_matters}) == (
        date(2026, 9, 1),
        {"yes", "no"},
    )
    asked.issue(AUTUMN)
    asked.merge(
        asked.back(
            "master", 3, sheet=DECIDE, M1={"Decision": "Take theirs"}, M2={"Decision": "Keep ours"}
        ),
        on=AUTUMN,
    )
    assert (
        asked.action("P1").due,
        asked.action("P1").asked_due,
        asked.action("P1").asked_agreed,
    ) == (FIRST, None, "")


def test_the_same_answer_twice_is_one(asked: Partnership) -> None:
    """The same answer on two copies of a row counts once."""
    result = asked.merge(answered_twice(asked, "Yes", "yes"), on=AUTUMN)
    assert (codes(result), asked.action("P1").due, result.plan.open_matters) == ([], FIRST, ())


def answer_yes_and_no(asked: Partnership) -> None:
    """Return a master with Yes (M1) and No (M2) to 1 October, so that both wait."""
    asked.merge(answered_twice(asked, "Yes", "No"), on=AUTUMN)


@pytest.fixture
def torn(after: Callable[..., Partnership]) -> Partnership:
    """A plan in which both answers wait and the third master is not yet issued."""
    return after(ask, answer_yes_and_no)


def answers_of(partnership: Partnership) -> list[str]:
    """The history's entries about answers to a new date."""
    return [note.text.partition(":")[0] for note in partnership.action("P1").notes]


def test_an_answer_that_waited_applies_only_to_the_date_it_answered(torn: Partnership) -> None:
    """An answer that waited is reported and not applied once the owner has asked for
    another date.
    """
    torn.merge(
        torn.back(
            "police", 2, P1={"New date asked for": SECOND, "Why a new date": "Still nobody."}
        ),
        on=AUTUMN,
    )
    torn.issue(AUTUMN)
    shown = [cell.value for cell in load_workbook(torn.sent("master", 3))[DECIDE][4]]
    assert "Yes: to 1 Oct 2026" in shown
    result = torn.merge(
        torn.back("master", 3, sheet=DECIDE, M1={"Decision": "Take theirs"}), on=AUTUMN
    )
    action = torn.action("P1")
    assert (codes(result), action.due, action.moves) == (["plan.overtaken"], date(2026, 9, 1), ())
    assert (action.asked_due, action.asked_why, [item.id for item in result.plan.open_matters]) == (
        SECOND,
        "Still nobody.",
        ["M1", "M2"],
    )
    torn.merge(
        torn.back(
            "master",
            3,
            "kept.xlsx",
            sheet=DECIDE,
            M1={"Decision": "Keep ours"},
            M2={"Decision": "Keep ours"},
        ),
        on=AUTUMN,
    )
    assert (torn.action("P1").asked_due, torn.plan.open_matters) == (SECOND, ())


def test_a_question_stays_open_if_its_answer_could_not_be_applied(torn: Partnership) -> None:
    """M1 is reported and stays open if the date was moved or the request withdrawn."""
    torn.issue(AUTUMN)
    path = torn.back(
        "master", 3, P1={"Due": date(2026, 12, 1), "If you move it: why": "The board."}
    )
    result = torn.merge(typed_over(path, DECIDE, "M1", Decision="Take theirs"), on=AUTUMN)
    assert (codes(result), torn.action("P1").due, torn.action("P1").asked_due) == (
        ["plan.overtaken"],
        date(2026, 12, 1),
        FIRST,
    )
    assert [item.id for item in result.plan.open_matters] == ["M1", "M2"]
    torn.merge(
        torn.back("police", 3, P1={"New date asked for": None, "Why a new date": None}), on=AUTUMN
    )
    torn.issue(AUTUMN)
    result = torn.merge(
        torn.back("master", 4, sheet=DECIDE, M1={"Decision": "Take theirs"}), on=AUTUMN
    )
    assert (codes(result), [item.id for item in result.plan.open_matters]) == (
        ["plan.no_date_asked"],
        ["M1", "M2"],
    )


def test_if_two_waiting_answers_are_both_taken_only_the_first_is_applied(torn: Partnership) -> None:
    """If Yes and No are both taken in one master, the second waits and is reported, since it would
    undo the first unseen.
    """
    torn.issue(AUTUMN)
    result = torn.merge(
        torn.back(
            "master",
            3,
            sheet=DECIDE,
            M1={"Decision": "Take theirs"},
            M2={"Decision": "Take theirs"},
        ),
        on=AUTUMN,
    )
    assert (codes(result), torn.action("P1").due, answers_of(torn)) == (
        ["plan.overtaken"],
        FIRST,
        ["New date agreed"],
    )
    assert ([item.id for item in result.plan.open_matters], result.files[0].decided) == (["M2"], 1)


def test_taking_a_waiting_answer_does_not_undo_one_in_the_cell(torn: Partnership) -> None:
    """If the chair types No on the sheet What owners ask and also takes the waiting Yes, the No is
    applied and M1 waits.
    """
    torn.issue(AUTUMN)
    path = torn.back("master", 3, sheet=ASK, P1={"New date agreed?": "No"})
    result = torn.merge(typed_over(path, DECIDE, "M1", Decision="Take theirs"), on=AUTUMN)
    assert (codes(result), torn.action("P1").due, answers_of(torn)) == (
        ["plan.overtaken"],
        date(2026, 9, 1),
        ["New date not agreed"],
    )
    result = torn.merge(typed_over(path, "Start here", 40, Owner="saved again"), on=AUTUMN)
    assert (codes(result), torn.action("P1").due) == (
        ["plan.beside", "plan.overtaken"],
        date(2026, 9, 1),
    )


@pytest.mark.parametrize(("taken", "moves"), [("M1", 2), ("M2", 0)])
def test_an_answer_that_was_taken_can_be_reversed_in_the_same_master(
    taken: str, moves: int, torn: Partnership
) -> None:
    """Choosing Keep ours after Take theirs restores the due date and request as issued, and this
    can be repeated.
    """
    torn.issue(AUTUMN)
    path = torn.back("master", 3, sheet=DECIDE, **{taken: {"Decision": "Take theirs"}})
    torn.merge(path, on=AUTUMN)
    assert torn.action("P1").asked_due is None
    assert codes(torn.merge(typed_over(path, DECIDE, taken, Decision="Keep ours"), on=AUTUMN)) == []
    action = torn.action("P1")
    assert (action.due, len(action.moves), action.asked_due, action.asked_why) == (
        date(2026, 9, 1),
        moves,
        FIRST,
        "Staff left.",
    )
    torn.merge(
        typed_over(
            typed_over(path, DECIDE, taken, Decision="Take theirs"),
            "Start here",
            40,
            Owner="saved again",
        ),
        on=AUTUMN,
    )
    assert (torn.action("P1").due, torn.action("P1").asked_due) == (
        FIRST if taken == "M1" else date(2026, 9, 1),
        None,
    )
    answer = "New date agreed" if taken == "M1" else "New date not agreed"
    assert answers_of(torn) == [answer, "The answer was taken back", answer]


def test_reversing_an_answer_does_not_undo_a_newer_date(torn: Partnership) -> None:
    """If the chair typed another date after the Yes was taken, that date stays, and so does the
    Yes.
    """
    torn.issue(AUTUMN)
    path = torn.back("master", 3, sheet=DECIDE, M1={"Decision": "Take theirs"})
    torn.merge(path, on=AUTUMN)
    torn.issue(AUTUMN)
    torn.merge(
        torn.back("master", 4, P1={"Due": date(2026, 12, 1), "If you move it: why": "The board."}),
        on=AUTUMN,
    )
    result = torn.merge(typed_over(path, DECIDE, "M1", Decision="Keep ours"), on=AUTUMN)
    assert (codes(result), torn.action("P1").due, torn.action("P1").asked_due) == (
        ["plan.decided_already"],
        date(2026, 12, 1),
        None,
    )


# a cell that is to be decided


def differ(mereshire: Partnership) -> None:
    """The police type In progress and the chair Blocked, so M1 waits in the second master."""
    mereshire.merge(
        mereshire.back("police", P1={"Status": "In progress"}),
        mereshire.back("master", P1={"Status": "Blocked"}),
    )
    mereshire.issue(SUMMER)


@pytest.fixture
def waiting(after: Callable[..., Partnership]) -> Partnership:
    """A plan in which the police and the chair differ and M1 waits."""
    return after(differ)


@pytest.mark.parametrize(
    "decision",
    [{"Decision": "Take theirs"}, {"Decision": "Other", "If other: type it here": "Not started"}],
)
def test_a_decision_undoes_nothing_newer(decision: dict[str, object], waiting: Partnership) -> None:
    """If the police report Done meanwhile, a decision about In progress waits and is reported, and
    the next master shows the newer entry.
    """
    police = waiting.back(
        "police",
        2,
        P1={"Status": "Done: evidence sent", "Evidence it helped children": "Ten files."},
    )
    result = waiting.merge(police, waiting.back("master", 2, sheet=DECIDE, M1=decision), on=AUTUMN)
    assert (
        waiting.action("P1").status,
        codes(result),
        [item.id for item in result.plan.open_matters],
    ) == ("done_evidence_sent", ["plan.overtaken"], ["M1"])
    waiting.issue(AUTUMN)
    waiting.merge(
        waiting.back("master", 3, sheet=DECIDE, M1={"Decision": "Take theirs"}), on=AUTUMN
    )
    assert (waiting.action("P1").status, waiting.plan.open_matters) == ("blocked", ())


def test_keep_ours_keeps_the_newest_value(waiting: Partnership) -> None:
    """Keep ours keeps the plan's newest value."""
    police = waiting.back("police", 2, P1={"Status": "Done: evidence sent"})
    result = waiting.merge(
        police, waiting.back("master", 2, sheet=DECIDE, M1={"Decision": "Keep ours"}), on=AUTUMN
    )
    assert (waiting.action("P1").status, codes(result), result.plan.open_matters) == (
        "done_evidence_sent",
        [],
        (),
    )


def test_a_decision_undoes_nothing_typed_in_the_same_master(waiting: Partnership) -> None:
    """A decision does not undo what the chair typed into the cell in the same master."""
    path = waiting.back("master", 2, P1={"Status": "No longer needed"})
    result = waiting.merge(typed_over(path, DECIDE, "M1", Decision="Take theirs"), on=AUTUMN)
    assert (waiting.action("P1").status, codes(result), len(result.plan.open_matters)) == (
        "no_longer_needed",
        ["plan.overtaken"],
        1,
    )


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            {"Decision": "Other", "If other: type it here": "Not started"},
            {"If other: type it here": "No longer needed"},
            "no_longer_needed",
        ),
        ({"Decision": "Take theirs"}, {"Decision": "Keep ours"}, "in_progress"),
        ({"Decision": "Keep ours"}, {"Decision": "Take theirs"}, "blocked"),
        ({"Decision": "Take theirs"}, {"Why": "Said again."}, "blocked"),
    ],
)
def test_a_decision_can_be_corrected_in_the_same_master(
    first: dict[str, object], second: dict[str, object], expected: str, waiting: Partnership
) -> None:
    """A second text under Other replaces the first, and a decision that is withdrawn is undone."""
    path = waiting.back("master", 2, sheet=DECIDE, M1=first)
    waiting.merge(path, on=AUTUMN)
    assert codes(waiting.merge(typed_over(path, DECIDE, "M1", **second), on=AUTUMN)) == []
    assert (waiting.action("P1").status, waiting.plan.open_matters) == (expected, ())


def test_a_correction_undoes_nothing_newer_either(waiting: Partnership) -> None:
    """A corrected decision waits if the police changed the cell after the first decision."""
    path = waiting.back("master", 2, sheet=DECIDE, M1={"Decision": "Take theirs"})
    waiting.merge(path, on=AUTUMN)
    waiting.issue(AUTUMN)
    waiting.merge(waiting.back("police", 3, P1={"Status": "Done: evidence sent"}), on=AUTUMN)
    result = waiting.merge(typed_over(path, DECIDE, "M1", Decision="Keep ours"), on=AUTUMN)
    assert (waiting.action("P1").status, codes(result)) == (
        "done_evidence_sent",
        ["plan.decided_already"],
    )


def test_a_master_of_an_issue_missing_from_the_journal_decides_nothing(
    waiting: Partnership,
) -> None:
    """M1 may be another question in such a master, so its cells are merged by the values inside the
    file and its decisions are reported.
    """
    path = waiting.back("master", 2, sheet=DECIDE, M1={"Decision": "Take theirs"})
    book = load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("AP1/"):
                    cell.value = cell.value.replace("/2/", "/9/")
    book.properties.identifier = None
    save(book, path)
    result = waiting.merge(path, on=AUTUMN)
    assert (waiting.action("P1").status, codes(result), len(result.plan.open_matters)) == (
        "in_progress",
        ["plan.issue_unknown"],
        1,
    )


# new actions


def test_the_chairs_new_action_can_be_completed_in_the_same_master(
    mereshire: Partnership,
) -> None:
    """A forgotten date and reason, and then another lead, are added to the same action rather than
    making a second one.
    """
    path = mereshire.sent("master")
    mereshire.merge(
        typed_over(path, NEW, 4, **{"What is to be done": "Write a protocol", "Owner": "Police"})
    )
    result = mereshire.merge(
        typed_over(
            path,
            NEW,
            4,
            **{"Due": date(2026, 12, 1), "Why": "It was asked.", "Lead (role)": "Inspector"},
        )
    )
    assert codes(result) == []
    action = mereshire.action("P4")
    assert (action.due, action.first_due, action.why, action.owner_role) == (
        date(2026, 12, 1),
        date(2026, 12, 1),
        "It was asked.",
        "Inspector",
    )
    assert len(mereshire.plan.actions) == 4
    mereshire.issue(SUMMER)
    mereshire.merge(
        mereshire.back("master", 2, P4={"Due": date(2027, 1, 1), "If you move it: why": "Later."}),
        on=AUTUMN,
    )
    result = mereshire.merge(typed_over(path, NEW, 4, Due=date(2026, 12, 24)), on=AUTUMN)
    assert (codes(result), mereshire.action("P4").due) == (["plan.conflict"], date(2027, 1, 1))


def test_an_owners_proposal_can_be_completed_until_it_is_decided(mereshire: Partnership) -> None:
    """A forgotten reason and date are added under the same number; after the decision, a further
    entry is a new proposal.
    """
    path = mereshire.sent("police")
    mereshire.merge(typed_over(path, NEW, 4, **{"What is to be done": "Write a protocol"}))
    done = mereshire.merge(
        typed_over(path, NEW, 4, **{"Why": "It was asked.", "By when": date(2026, 12, 1)})
    )
    assert [(item.id, item.why, item.due) for item in done.plan.proposals] == [
        ("N1", "It was asked.", "2026-12-01")
    ]
    mereshire.issue(SUMMER)
    mereshire.merge(mereshire.back("master", 2, sheet=NEW, N1={"Decision": "Accept"}), on=AUTUMN)
    assert mereshire.action("P4").due == date(2026, 12, 1)
    done = mereshire.merge(typed_over(path, NEW, 4, Why="It was asked twice."), on=AUTUMN)
    assert [(item.id, item.why, item.decision) for item in done.plan.proposals][1:] == [
        ("N2", "It was asked twice.", "")
    ]


def test_a_proposal_corrected_since_is_not_accepted_unseen(mereshire: Partnership) -> None:
    """If the police changed a proposal after the master was issued, the chair's acceptance waits
    for the next master.
    """
    path = mereshire.sent("police")
    mereshire.merge(typed_over(path, NEW, 4, **{"What is to be done": "Write a protocol"}))
    mereshire.issue(SUMMER)
    mereshire.merge(typed_over(path, NEW, 4, Why="It was asked."), on=AUTUMN)
    result = mereshire.merge(
        mereshire.back("master", 2, sheet=NEW, N1={"Decision": "Accept"}), on=AUTUMN
    )
    assert (
        codes(result),
        [item.id for item in result.plan.open_proposals],
        len(result.plan.actions),
    ) == (["plan.overtaken"], ["N1"], 3)


def test_an_accepted_proposal_can_be_completed_in_the_same_master(mereshire: Partnership) -> None:
    """A date typed after acceptance is added to the action; a later rejection is reported, and the
    action has to be withdrawn by hand.
    """
    mereshire.merge(
        typed_over(mereshire.sent("police"), NEW, 4, **{"What is to be done": "Write a protocol"})
    )
    mereshire.issue(SUMMER)
    path = mereshire.back("master", 2, sheet=NEW, N1={"Decision": "Accept"})
    mereshire.merge(path, on=AUTUMN)
    assert (
        codes(mereshire.merge(typed_over(path, NEW, "N1", Due=date(2026, 12, 1)), on=AUTUMN)) == []
    )
    assert mereshire.action("P4").due == date(2026, 12, 1)
    assert codes(
        mereshire.merge(
            typed_over(path, NEW, "N1", Decision="Reject", **{"Why rejected": "No."}), on=AUTUMN
        )
    ) == ["plan.decided_already"]


# pairs


@pytest.fixture
def paired(empty: Partnership) -> Partnership:
    """A plan with two actions that may be duplicates: P1 and P4."""
    empty.bring(
        (
            *ROWS,
            {
                "Source": "Inspection",
                "What is to be done": "Ring the school on the day of every incident",
                "Owner": "Police",
            },
        )
    )
    empty.issue()
    return empty


def standing(partnership: Partnership) -> dict[str, str]:
    """Which of the two actions is withdrawn."""
    return {id_: partnership.action(id_).decision for id_ in ("P1", "P4")}


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("Same: keep the second", {"P1": "withdrawn", "P4": ""}),
        ("Not the same", {"P1": "", "P4": ""}),
        ("Same: keep the first", {"P1": "", "P4": "withdrawn"}),
    ],
)
def test_a_decision_about_duplicates_can_be_changed_in_the_same_master(
    second: str, expected: dict[str, str], paired: Partnership
) -> None:
    """The withdrawn action is restored, and only its history shows the withdrawal."""
    path = paired.sent("master")
    paired.merge(typed_over(path, PAIRS, "P1 + P4", Decision="Same: keep the first"))
    result = paired.merge(
        typed_over(
            typed_over(path, PAIRS, "P1 + P4", Decision=second), "Start here", 40, Owner="saved"
        )
    )
    assert (codes(result), standing(paired)) == (["plan.beside"], expected)
    assert bool(paired.action("P4").decision_why) is (expected["P4"] == "withdrawn")


def test_a_decision_about_duplicates_undoes_no_other_decision(paired: Partnership) -> None:
    """If the chair closes P4 in the same master, or has decided about it since, the decision about
    duplicates waits.
    """
    path = paired.back(
        "master", sheet=CLOSING, P4={"Chair's decision": "Keep open", "Why": "It is wanted."}
    )
    result = paired.merge(typed_over(path, PAIRS, "P1 + P4", Decision="Same: keep the first"))
    assert (codes(result), standing(paired)) == (["plan.overtaken"], {"P1": "", "P4": "keep_open"})


# the normal way of working: a file is updated and merged again


def test_an_owner_can_update_its_own_workbook_again(mereshire: Partnership) -> None:
    """If the same file is returned twice in a quarter, the newer entry applies and the chair has
    nothing to decide.
    """
    path = mereshire.back(
        "police", P1={"Status": "In progress", "Evidence it helped children": "One."}
    )
    mereshire.merge(path)
    done = mereshire.merge(
        typed_over(
            path,
            "Action plan",
            "P1",
            **{"Status": "Done: evidence sent", "Evidence it helped children": "One and two."},
        )
    )
    assert (mereshire.action("P1").status, mereshire.action("P1").evidence) == (
        "done_evidence_sent",
        "One and two.",
    )
    assert (codes(done), done.plan.open_matters) == ([], ())


def test_the_chair_can_move_a_date_again_in_the_same_master(mereshire: Partnership) -> None:
    """A second date in the same master moves the date again, and both moves are counted."""
    path = mereshire.back(
        "master", P1={"Due": date(2026, 10, 1), "If you move it: why": "Staff left."}
    )
    mereshire.merge(path)
    done = mereshire.merge(typed_over(path, "Action plan", "P1", Due=date(2026, 11, 1)))
    assert (mereshire.action("P1").due, codes(done), done.plan.open_matters) == (
        date(2026, 11, 1),
        [],
        (),
    )


def test_an_entry_the_chair_changed_meanwhile_is_still_a_conflict(mereshire: Partnership) -> None:
    """An owner's second update conflicts with a change by the chair that its author has not
    seen.
    """
    path = mereshire.back("police", P1={"Status": "In progress"})
    mereshire.merge(path)
    mereshire.issue(SUMMER)
    mereshire.merge(mereshire.back("master", 2, P1={"Status": "Blocked"}), on=AUTUMN)
    done = mereshire.merge(
        typed_over(path, "Action plan", "P1", Status="Done: evidence sent"), on=AUTUMN
    )
    assert (mereshire.action("P1").status, codes(done)) == ("blocked", ["plan.conflict"])


def test_two_copies_filled_in_separately_are_reported(mereshire: Partnership) -> None:
    """If two people of one agency each fill in a copy, cells changed by one apply, and cells
    changed by both wait, since it is unknown which is newer.
    """
    one = mereshire.back(
        "police", 1, "one.xlsx", P1={"Status": "In progress", "Evidence it helped children": "One."}
    )
    two = mereshire.back(
        "police", 1, "two.xlsx", P1={"Status": "Blocked"}, P2={"Status": "In progress"}
    )
    done = mereshire.merge(one, two)
    assert (
        mereshire.action("P1").status,
        mereshire.action("P1").evidence,
        mereshire.action("P2").status,
    ) == ("in_progress", "One.", "in_progress")
    assert (codes(done), [item.theirs for item in done.plan.open_matters]) == (
        ["plan.order_unknown"],
        ["blocked"],
    )


def test_a_numbered_copy_counts_as_the_later_one(mereshire: Partnership) -> None:
    """A browser's police (2).xlsx with more entries counts as the later file, whichever is read
    first.
    """
    old = mereshire.back("police", 1, "police.xlsx", P1={"Status": "In progress"})
    new = mereshire.back("police", 1, "police (2).xlsx", P1={"Status": "Blocked"})
    done = mereshire.merge(new, old)
    assert (mereshire.action("P1").status, codes(done)) == ("blocked", [])


def test_a_cell_restored_to_its_issued_value_is_reported(mereshire: Partnership) -> None:
    """A cell put back to its issued value is reported with how to take the change back."""
    path = mereshire.back(
        "police", P1={"Status": "In progress", "Evidence it helped children": "One."}
    )
    mereshire.merge(path)
    done = mereshire.merge(typed_over(path, "Action plan", "P1", Status="Not started"))
    assert (mereshire.action("P1").status, codes(done)) == ("in_progress", ["plan.put_back"])


def test_closing_can_be_completed_in_the_same_master(mereshire: Partnership) -> None:
    """If evidence is added later, the closing date is still the one first typed."""
    path = mereshire.back(
        "master",
        sheet=CLOSING,
        P1={
            "Chair's decision": "Agreed closed",
            "Closed on": date(2026, 5, 1),
            "If no test: why": "A letter.",
        },
    )
    assert codes(mereshire.merge(path)) == ["plan.closing_incomplete"]
    done = mereshire.merge(
        typed_over(path, "Action plan", "P1", **{"Evidence it helped children": "Seen."})
    )
    assert (codes(done), mereshire.action("P1").is_closed, mereshire.action("P1").closed_on) == (
        [],
        True,
        date(2026, 5, 1),
    )
