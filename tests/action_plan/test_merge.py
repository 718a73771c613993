"""Returned workbooks are merged cell by cell: an owner's own cells apply, everything else waits for
the chair.
"""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import load_workbook

from audit_core.action_plan.model import Note
from audit_core.errors import Exit
from tests.action_plan.conftest import (
    AUTUMN,
    SPRING,
    SUMMER,
    Partnership,
    codes,
    copied,
    save,
    type_into,
)


def test_an_owners_own_cells_apply_and_keep_their_source(mereshire: Partnership) -> None:
    """The status, evidence, answer and requested date are applied, and the journal holds the file,
    sheet and cell.
    """
    typed = {
        "Status": "In progress",
        "Evidence it helped children": "Two plans changed.",
        "Do you accept it?": "In part",
        "If in part or not: why": "Not at night.",
        "New date asked for": date(2026, 10, 1),
        "Why a new date": "A new system.",
    }
    done = mereshire.merge(mereshire.back("police", P1=typed))
    action = mereshire.action("P1")
    assert (action.status, action.evidence, action.answer, action.answer_why) == (
        "in_progress",
        "Two plans changed.",
        "in_part",
        "Not at night.",
    )
    assert (action.asked_due, action.due) == (date(2026, 10, 1), date(2026, 9, 1))
    assert (done.exit_code, codes(done)) == (Exit.COMPLETE, [])
    journal = (mereshire.home / "plan/journal.jsonl").read_text(encoding="utf-8")
    assert '"after": "in_progress", "after_line"' in journal
    assert '"cell": "K4"' in journal or '"cell": "J4"' in journal


def test_progress_joins_a_dated_history_and_its_cell_is_emptied(mereshire: Partnership) -> None:
    """Each note keeps its day, author and issue; the next workbook shows it and has an empty cell
    for the next.
    """
    mereshire.merge(mereshire.back("police", P1={"Progress this period": "Begun."}))
    mereshire.issue(SUMMER)
    mereshire.merge(
        mereshire.back("police", 2, P1={"Progress this period": "Half done."}), on=AUTUMN
    )
    assert mereshire.action("P1").notes == (
        Note(SUMMER, "police", "Begun.", 1),
        Note(AUTUMN, "police", "Half done.", 2),
    )
    page = load_workbook(mereshire.home / "plan/issued/002/police.xlsx")
    heads = [cell.value for cell in page["Action plan"][3]]
    row = dict(zip(heads, (cell.value for cell in page["Action plan"][4]), strict=True))
    assert (row["Progress this period"], row["Noted last"]) == (None, "15 Jul 2026: Begun.")
    assert [cell.value for cell in page["Notes so far"][4]][1:] == ["P1", "Police", "Begun."]


def test_entries_in_the_chairs_cells_of_an_owners_workbook_wait(mereshire: Partnership) -> None:
    """Text that an owner types into the chair's cells waits for the chair."""
    done = mereshire.merge(
        mereshire.back("police", P1={"Due": date(2027, 1, 1), "What is to be done": "Nothing much"})
    )
    action = mereshire.action("P1")
    assert (action.due, action.text) == (
        date(2026, 9, 1),
        "Ring the school on the day of each incident",
    )
    held = {
        (matter.kind, matter.action, matter.field, matter.theirs)
        for matter in done.plan.open_matters
    }
    assert held == {
        ("not_theirs", "P1", "due", "2027-01-01"),
        ("not_theirs", "P1", "text", "Nothing much"),
    }
    assert (done.exit_code, codes(done)) == (
        Exit.PERSON_NEEDED,
        ["plan.not_theirs", "plan.not_theirs"],
    )


def test_another_owners_row_in_an_owners_workbook_is_held(mereshire: Partnership) -> None:
    """A school's row pasted into the police's workbook changes nothing by itself."""
    path = mereshire.back("police")
    book = load_workbook(path)
    book["Action plan"].append(["P3", *[cell.value for cell in book["Action plan"][4]][1:]])
    page = book["Action plan"]
    heads = {cell.value: cell.column for cell in page[3]}
    page.cell(
        page.max_row, heads["What is to be done"]
    ).value = "Answer every weekend call within a day"
    page.cell(page.max_row, heads["Status"]).value = "No longer needed"
    save(book, path)
    done = mereshire.merge(path)
    assert mereshire.action("P3").status == "not_started"
    assert ("not_theirs", "P3", "status", "no_longer_needed") in {
        (item.kind, item.action, item.field, item.theirs) for item in done.plan.matters
    }


def test_a_cell_changed_on_both_sides_keeps_both_entries(mereshire: Partnership) -> None:
    """If the police and the chair both change the status, the first entry is kept and the other
    waits with its file and cell.
    """
    police = mereshire.back("police", P1={"Status": "In progress"})
    chair = mereshire.back("master", P1={"Status": "Blocked"})
    done = mereshire.merge(chair, police)
    (matter,) = done.plan.open_matters
    assert (mereshire.action("P1").status, matter.ours, matter.theirs, matter.by, matter.file) == (
        "in_progress",
        "in_progress",
        "blocked",
        "chair",
        "master-1.xlsx",
    )
    assert "plan.conflict" in codes(done)


@pytest.mark.parametrize(
    ("decision", "other", "expected"),
    [
        ("Keep ours", None, "in_progress"),
        ("Take theirs", None, "blocked"),
        ("Other", "Done: evidence sent", "done_evidence_sent"),
    ],
)
def test_the_chair_decides_a_conflict_once(
    decision: str, other: str | None, expected: str, mereshire: Partnership
) -> None:
    """The chair can keep, take or type a value; merging the same master again, or a saved copy,
    changes nothing more.
    """
    mereshire.merge(
        mereshire.back("police", P1={"Status": "In progress"}),
        mereshire.back("master", P1={"Status": "Blocked"}),
    )
    mereshire.issue(SUMMER)
    path = mereshire.back(
        "master",
        2,
        sheet="To decide",
        M1={"Decision": decision, "If other: type it here": other, "Why": "Rang them."},
    )
    done = mereshire.merge(path, on=AUTUMN)
    assert (mereshire.action("P1").status, done.plan.open_matters, codes(done)) == (
        expected,
        (),
        [],
    )
    before = (mereshire.home / "plan/journal.jsonl").read_bytes()
    assert mereshire.merge(path, on=AUTUMN).files[0].state == "already"
    assert (mereshire.home / "plan/journal.jsonl").read_bytes() == before
    save(load_workbook(path), path)
    type_into(path, "Start here", 40, Owner="saved again")
    assert mereshire.merge(path, on=AUTUMN).files[0].applied == 0
    assert mereshire.action("P1").status == expected


def test_an_old_master_does_not_repeat_a_decision(mereshire: Partnership) -> None:
    """An old master that is saved again does not undo newer entries, and a different decision in it
    is reported.
    """
    mereshire.merge(
        mereshire.back("police", P1={"Status": "In progress"}),
        mereshire.back("master", P1={"Status": "Blocked"}),
    )
    mereshire.issue(SUMMER)
    master = mereshire.back(
        "master", 2, sheet="To decide", M1={"Decision": "Take theirs", "Why": "Rang them."}
    )
    mereshire.merge(master)
    mereshire.issue(AUTUMN)
    mereshire.merge(mereshire.back("police", 3, P1={"Status": "Done: evidence sent"}), on=AUTUMN)
    for decision, expected in (("Take theirs", []), ("Keep ours", ["plan.decided_already"])):
        type_into(master, "To decide", "M1", Decision=decision, Why="Saved again.")
        assert codes(mereshire.merge(master, on=AUTUMN)) == expected
        assert mereshire.action("P1").status == "done_evidence_sent"


def test_an_old_copy_that_arrives_late_undoes_nothing(mereshire: Partnership) -> None:
    """If the police send two workbooks and the older arrives last, the newer entries stay and the
    older are listed.
    """
    mereshire.merge(mereshire.back("police", name="new.xlsx", P1={"Status": "In progress"}))
    mereshire.issue(SUMMER)
    mereshire.merge(
        mereshire.back(
            "police",
            2,
            P1={
                "Status": "Done: evidence sent",
                "Evidence it helped children": "Nine plans changed.",
            },
        ),
        on=AUTUMN,
    )
    done = mereshire.merge(
        mereshire.back("police", 1, name="found in the inbox.xlsx", P1={"Status": "Blocked"}),
        on=AUTUMN,
    )
    assert mereshire.action("P1").status == "done_evidence_sent"
    assert [(item.kind, item.theirs, item.issue) for item in done.plan.open_matters] == [
        ("conflict", "blocked", 1)
    ]


def test_an_old_copy_does_not_restore_what_was_undone(mereshire: Partnership) -> None:
    """An old copy does not restore a status that the chair has put back to its first value."""
    old = mereshire.back("police", P1={"Status": "Blocked"})
    mereshire.merge(old)
    mereshire.issue(SUMMER)
    mereshire.merge(mereshire.back("master", 2, P1={"Status": "Not started"}), on=AUTUMN)
    type_into(old, "Start here", 40, Owner="saved again")
    mereshire.merge(old, on=AUTUMN)
    assert mereshire.action("P1").status == "not_started"
    assert mereshire.plan.open_matters == ()
    type_into(old, "Action plan", "P1", Status="In progress")
    mereshire.merge(old, on=AUTUMN)
    assert mereshire.action("P1").status == "not_started"
    assert [(item.action, item.theirs) for item in mereshire.plan.open_matters] == [
        ("P1", "in_progress")
    ]


def test_deleted_rows_change_nothing(mereshire: Partnership) -> None:
    """A deleted row is reported, and its action is unchanged."""
    path = mereshire.back("police", P2={"Status": "Blocked"})
    book = load_workbook(path)
    book["Action plan"].delete_rows(4)
    save(book, path)
    done = mereshire.merge(path)
    assert (mereshire.action("P1").text, mereshire.action("P2").status) == (
        "Ring the school on the day of each incident",
        "blocked",
    )
    assert [(problem.code, problem.severity) for problem in done.problems] == [
        ("plan.row_missing", "note")
    ]


def test_sorted_rows_moved_columns_and_renamed_sheets_do_not_matter(mereshire: Partnership) -> None:
    """Sorted rows, moved columns and renamed sheets make no difference to the merge."""
    path = mereshire.back("police", P1={"Status": "Blocked"}, P2={"Status": "In progress"})
    book = load_workbook(path)
    page = book["Action plan"]
    one, two = ([cell.value for cell in page[row]] for row in (4, 5))
    for row, values in ((4, two), (5, one)):
        for column, value in enumerate(values, start=1):
            page.cell(row, column).value = value
    page.move_range(f"A3:A{page.max_row}", cols=20)
    page.title = "Our actions"
    save(book, path)
    mereshire.merge(path)
    assert (mereshire.action("P1").status, mereshire.action("P2").status) == (
        "blocked",
        "in_progress",
    )


def test_a_proposed_action_that_is_accepted_gets_a_number(
    mereshire: Partnership,
) -> None:
    """A proposed action waits for the chair, is accepted as worded in the master, and is issued
    with its own number.
    """
    path = mereshire.sent("police")
    type_into(
        path,
        "New actions",
        4,
        **{
            "What is to be done": "A direct line at weekends",
            "Why": "Calls wait",
            "By when": "end of summer",
        },
    )
    done = mereshire.merge(path)
    assert [(item.id, item.text, item.due, item.by) for item in done.plan.open_proposals] == [
        ("N1", "A direct line at weekends", "end of summer", "police")
    ]
    mereshire.issue(SUMMER)
    master = mereshire.back(
        "master", 2, sheet="New actions", N1={"Decision": "Accept", "Due": date(2026, 9, 30)}
    )
    assert codes(mereshire.merge(master, on=AUTUMN)) == []
    action = mereshire.action("P4")
    assert (action.text, action.owner, action.due, action.source) == (
        "A direct line at weekends",
        "police",
        date(2026, 9, 30),
        "Proposed by Police",
    )
    assert mereshire.plan.open_proposals == ()
    mereshire.issue(AUTUMN)
    assert "P4" in {
        cell.value
        for cell in load_workbook(mereshire.home / "plan/issued/003/police.xlsx")["Action plan"][
            "A"
        ]
    }


def test_the_chair_can_add_and_reject_actions(mereshire: Partnership) -> None:
    """An action that the chair adds joins at once; a rejection needs a reason."""
    path = mereshire.sent("police")
    type_into(path, "New actions", 4, **{"What is to be done": "Stop all audits"})
    mereshire.merge(path)
    mereshire.issue(SUMMER)
    master = mereshire.back("master", 2, sheet="New actions", N1={"Decision": "Reject"})
    type_into(
        master,
        "New actions",
        5,
        **{"What is to be done": "Meet each quarter", "Owner": "Housing", "Due": date(2026, 12, 1)},
    )
    done = mereshire.merge(master, on=AUTUMN)
    assert (mereshire.action("P4").owner, dict(done.plan.names)["housing"]) == (
        "housing",
        "Housing",
    )
    assert codes(done) == ["plan.no_reason", "plan.new_owner"]
    assert done.plan.open_proposals != ()


def test_moved_dates_are_counted_and_the_first_is_kept(mereshire: Partnership) -> None:
    """The chair moves a date with a reason; agreeing to a requested date moves it too."""
    mereshire.merge(
        mereshire.back(
            "master", P1={"Due": date(2026, 10, 1), "If you move it: why": "Staff left."}
        )
    )
    mereshire.merge(
        mereshire.back(
            "police", P1={"New date asked for": date(2026, 12, 1), "Why a new date": "Still short."}
        )
    )
    mereshire.issue(SUMMER)
    mereshire.merge(
        mereshire.back("master", 2, sheet="What owners ask", P1={"New date agreed?": "Yes"}),
        on=AUTUMN,
    )
    action = mereshire.action("P1")
    assert (action.first_due, action.due, [move.why for move in action.moves]) == (
        date(2026, 9, 1),
        date(2026, 12, 1),
        ["Staff left.", "Still short."],
    )
    assert (action.asked_due, action.asked_why, action.asked_agreed) == (None, "", "")
    assert action.notes[-1].text == "New date agreed: 1 Dec 2026. Still short."


def test_a_workbook_without_its_hidden_sheet_is_still_matched_to_its_issue(
    mereshire: Partnership,
) -> None:
    """If a program drops hidden sheets and properties, the number on the first sheet is enough."""
    path = mereshire.back("police", P1={"Status": "Blocked"})
    book = load_workbook(path)
    del book["_base"]
    book.properties.identifier = None
    save(book, path)
    assert codes(mereshire.merge(path)) == []
    assert mereshire.action("P1").status == "blocked"


def test_a_workbook_carries_its_issued_values_if_the_journal_is_older(
    mereshire: Partnership,
) -> None:
    """If the plan is restored from a backup made before the second issue, its returns are compared
    with the values stored inside them.
    """
    backup = {
        name: (mereshire.home / "plan" / name).read_bytes()
        for name in ("journal.jsonl", "plan.json")
    }
    mereshire.issue(SUMMER)
    path = mereshire.back("police", 2, P1={"Status": "Blocked"})
    for name, data in backup.items():
        (mereshire.home / "plan" / name).write_bytes(data)
    done = mereshire.merge(path)
    assert (mereshire.action("P1").status, done.plan.issue, done.plan.open_matters) == (
        "blocked",
        1,
        (),
    )


def test_the_order_of_files_does_not_matter(mereshire: Partnership) -> None:
    """Files are merged owners first and older issues first, whatever order they are named in."""
    typed = {
        "police": {"P1": {"Status": "Blocked"}},
        "northwick_school": {"P3": {"Status": "Blocked"}},
        "master": {"P1": {"Status": "In progress"}},
    }
    files = [mereshire.back(who, **cells) for who, cells in typed.items()]
    twin = copied(mereshire.home, mereshire.home.parent / "twin", mereshire.plugins)
    mereshire.merge(*files)
    twin.merge(*reversed(files))
    assert mereshire.plan == twin.plan


def test_returned_files_are_kept_and_never_changed(mereshire: Partnership) -> None:
    """A returned file stays as it was, and the plan's folder keeps a copy of the same bytes."""
    path = mereshire.back("police", P1={"Status": "Blocked"})
    before = path.read_bytes()
    mereshire.merge(path)
    assert path.read_bytes() == before
    assert [kept.read_bytes() for kept in (mereshire.home / "plan/returned").iterdir()] == [before]
    assert [line.state for line in mereshire.merge().files] == ["already"]


def test_an_earlier_issue_never_changes(mereshire: Partnership) -> None:
    """Later merges and issues leave an earlier issue's folder alone; the same day and plan make no
    new issue.
    """
    first = {
        path.name: path.read_bytes() for path in (mereshire.home / "plan/issued/001").iterdir()
    }
    assert mereshire.issue(SPRING).changed is False
    mereshire.merge(mereshire.back("police", P1={"Status": "Blocked"}))
    assert mereshire.issue(SUMMER).folder.name == "002"
    assert {
        path.name: path.read_bytes() for path in (mereshire.home / "plan/issued/001").iterdir()
    } == first
