"""Which copy of a form counts, what is still to come, and one ledger line for every file."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_core.evidence import EvidenceRef
from audit_core.problems.problem import Where, problem
from audit_core.returns.casebook import build_casebook
from audit_core.returns.model import Concern, Entry, Event, FilledForm, LedgerLine, Reading
from audit_core.rounds.case_references import case_ref
from audit_core.rounds.form_id import FormId
from audit_core.rounds.issued import Issued, IssuedForm
from audit_core.rounds.panel_decisions import Decisions
from audit_core.rounds.recipients import Recipient
from audit_core.rounds.round import Round, Subject
from tests.wordings import asks

ONE, TWO = case_ref("ZZ26A", 1), case_ref("ZZ26A", 2)
DUE = date(2026, 3, 30)
AS_AT = date(2026, 4, 10)
UNDECIDED = Decisions()
ROUND = Round(
    "ZZ26A",
    "invented",
    "Invented round",
    "Nowhere Partnership",
    "England",
    date(2025, 3, 1),
    date(2026, 2, 28),
    date(2026, 3, 2),
    DUE,
    (
        Recipient("police", "police", "Nowhere Police"),
        Recipient("school_elm", "school", "Elm School", due=date(2026, 4, 1)),
        Recipient("gp", "gp", "Elm Surgery"),
    ),
    (
        Subject(
            ONE, "case", (), (), (("police", "ask"), ("school_elm", "ask"), ("gp", "not_known"))
        ),
        Subject(TWO, "case", (), (), (("police", "ask"), ("school_elm", "waived"))),
    ),
)


def form_id(subject=ONE, recipient="police", fingerprint="abc123"):
    return FormId(subject, recipient, "case_file", 1, "invented", "1.0", fingerprint)


def issue(*ids, **more):
    return Issued(
        1,
        "ZZ26A",
        tuple(
            IssuedForm(str(each), "police", "x.xlsx", DUE, date(2026, 3, 2), (), **more)
            for each in ids
        ),
    )


ISSUED = issue(form_id(), form_id(recipient="school_elm"), form_id(TWO))


def reading(
    file,
    answers,
    which=None,
    *,
    signed="2026-03-20",
    known="known",
    events=(),
    concern=None,
    sha="",
    problems=(),
):
    """A file that was read and accepted, with these answers by ref: "met", or ("met",
    "evidence").
    """
    which = which or form_id()
    sha = sha or file
    entries = []
    for ref, given_ in {**answers, "G-6": signed, "S-5": known}.items():
        code, evidence = given_ if isinstance(given_, tuple) else (given_, "")
        at = EvidenceRef(file, sha, "Questions", "C4")
        key = {"G-6": "signed.date", "S-5": "known"}.get(ref, "")
        entries.append(
            Entry(
                ref,
                "" if key else ref,
                key,
                "rating",
                ref,
                code or "blank",
                at,
                raw=code or "",
                evidence=evidence,
            )
        )
    form = FilledForm(which, "police", file, sha, tuple(entries), tuple(events))
    concerns = (
        (Concern(EvidenceRef(file, sha, "Start here", "C4"), str(which), concern, "", ""),)
        if concern
        else ()
    )
    return Reading(
        LedgerLine(
            file,
            sha,
            "accepted",
            "accepted",
            "Read.",
            "",
            str(which),
            which.subject,
            which.recipient,
        ),
        form,
        concerns,
        problems,
    )


def refused(file="bad.pdf"):
    return Reading(
        LedgerLine(file, file, "refused", "pdf", "A PDF.", "Send the form."),
        problems=(problem("file.refused", Where(file), why="A PDF.", remedy=""),),
    )


def gather(*readings, decisions=UNDECIDED, issued=ISSUED, audit_round=ROUND, as_at=AS_AT):
    return build_casebook(readings, audit_round, issued, decisions, as_at)


def statuses(book):
    return {line.file: (line.status, line.code) for line in book.ledger}


FULL = {"A": ("met", "page 1"), "B": "partly", "C": "not_met"}


def test_a_single_return_is_dated_by_its_sign_off():
    """A single return is in, by its form, with its date and whether it is late."""
    book = gather(reading("a.xlsx", FULL))
    (ret,) = book.returns
    assert (ret.received, ret.due, ret.is_late, ret.known, ret.form.file) == (
        date(2026, 3, 20),
        DUE,
        False,
        "known",
        "a.xlsx",
    )
    assert gather(reading("a.xlsx", FULL, signed="2026-03-31")).returns[0].is_late


def test_the_day_the_chair_recorded_overrides_the_sign_off():
    """A form signed in time and sent too late is late; without either date it is not known to
    be.
    """
    late = gather(
        reading("a.xlsx", FULL), decisions=Decisions(received=((str(form_id()), date(2026, 4, 2)),))
    )
    assert (late.returns[0].received, late.expected[1].state) == (date(2026, 4, 2), "returned_late")
    undated = gather(reading("a.xlsx", FULL, signed=""))
    assert (undated.returns[0].received, undated.returns[0].is_late) == (None, False)


def test_a_sign_off_date_in_the_future_is_not_used():
    """A year mistyped into the future is reported, and the form does not count as early or late
    because of it.
    """
    book = gather(reading("a.xlsx", FULL, signed="2027-03-20"))
    assert book.returns[0].received is None
    assert [each.code for each in book.problems] == ["form.future_date"]


def test_two_copies_with_the_same_answers_count_once():
    """Whatever their bytes, the second copy is a duplicate that names the first."""
    book = gather(
        reading("b.xlsx", FULL), reading("a.xlsx", FULL), reading("c.xlsx", FULL, sha="a.xlsx")
    )
    assert len(book.returns) == 1
    assert statuses(book) == {
        "a.xlsx": ("accepted", "accepted"),
        "b.xlsx": ("duplicate", "file.duplicate"),
        "c.xlsx": ("duplicate", "file.duplicate"),
    }
    assert book.ledger[1].reason == "This form has the same answers as a.xlsx."


def test_a_copy_that_only_fills_blanks_supersedes_the_other():
    """Half a form sent first is superseded by the whole, through any number of steps; evidence is
    compared as well.
    """
    steps = ({"A": "met"}, {"A": ("met", "page 1")}, {"A": ("met", "page 1"), "B": "partly"}, FULL)
    book = gather(*(reading(f"{number}.xlsx", step) for number, step in enumerate(steps)))
    assert [ret.form.file for ret in book.returns] == ["3.xlsx"]
    assert {line.status for line in book.ledger if line.file != "3.xlsx"} == {"superseded"}
    assert all("3.xlsx" in line.reason for line in book.ledger if line.status == "superseded")


def test_another_event_supersedes_and_a_changed_event_conflicts():
    """The chronology is part of what is compared between two copies."""
    at = EvidenceRef("x", "x", "Chronology", "E4")
    visit = Event("C-1", date(2026, 1, 2), "2 Jan 2026", "Log", "Visit", "Seen", "", "", at)
    more = Event("", None, "", "", "", "Moved house", "", "", at)
    book = gather(
        reading("a.xlsx", FULL, events=(visit,)), reading("b.xlsx", FULL, events=(visit, more))
    )
    assert [ret.form.file for ret in book.returns] == ["b.xlsx"]
    changed = attrs.evolve(visit, what="Not seen")
    conflict = gather(
        reading("a.xlsx", FULL, events=(visit,)), reading("b.xlsx", FULL, events=(changed,))
    ).conflicts
    assert conflict[0].cells == (("C-1 what happened", "Seen", "Not seen"),)


def test_copies_with_different_answers_conflict_and_neither_counts():
    """Each differing cell is listed with both values, the form does not count as returned, and both
    lines name the other file.
    """
    book = gather(reading("a.xlsx", FULL), reading("b.xlsx", {**FULL, "B": "met", "D": "met"}))
    assert book.returns == ()
    assert statuses(book) == {
        "a.xlsx": ("conflict", "file.conflict"),
        "b.xlsx": ("conflict", "file.conflict"),
    }
    (conflict,) = book.conflicts
    assert (conflict.files, conflict.form) == (("a.xlsx", "b.xlsx"), str(form_id()))
    assert conflict.cells == (("B", "partly", "met"), ("D", "", "met"))
    assert {each.form: each.state for each in book.expected}[str(form_id())] == "conflict"
    assert [each.code for each in book.problems] == ["file.conflict", "file.conflict"]


def test_a_conflict_of_three_recognises_duplicates_and_partial_copies():
    """Duplicates and partial copies of a copy in conflict are named as such, and every value is
    listed.
    """
    others = ({**FULL, "B": "met"}, {**FULL, "B": "not_met"}, FULL, {"A": ("met", "page 1")})
    book = gather(
        reading("a.xlsx", FULL),
        *(reading(f"{name}.xlsx", each) for name, each in zip("bcde", others, strict=True)),
    )
    assert [status for status, _ in statuses(book).values()] == [
        "conflict",
        "conflict",
        "conflict",
        "duplicate",
        "superseded",
    ]
    assert book.conflicts[0].cells == (("B", "partly", "met / not_met"),)


def test_the_chairs_choice_resolves_a_conflict():
    """The chosen file counts; the other is kept as superseded by choice, and there is no
    conflict.
    """
    copies = (
        reading("a.xlsx", FULL),
        reading("b.xlsx", {**FULL, "B": "met"}),
        reading("c.xlsx", {**FULL, "B": "met"}),
    )
    choice = Decisions(conflicts=((gather(*copies).conflicts[0].key, "b.xlsx"),))
    book = gather(*copies, decisions=choice)
    assert [ret.form.file for ret in book.returns] == ["b.xlsx"]
    assert statuses(book) == {
        "a.xlsx": ("superseded", "file.not_chosen"),
        "b.xlsx": ("accepted", "accepted"),
        "c.xlsx": ("duplicate", "file.duplicate"),
    }
    assert book.conflicts == ()


def test_a_later_copy_reopens_a_conflict():
    """If the chair chose between two, a third that differs re-opens the question, and the old
    choice is no mistake.
    """
    two = (reading("a.xlsx", FULL), reading("b.xlsx", {**FULL, "B": "met"}))
    choice = Decisions(conflicts=((gather(*two).conflicts[0].key, "b.xlsx"),))
    book = gather(*two, reading("c.xlsx", {**FULL, "B": "not_met"}), decisions=choice)
    assert [conflict.files for conflict in book.conflicts] == [("a.xlsx", "b.xlsx", "c.xlsx")]
    assert book.returns == ()
    assert "decision.no_such_copy" not in {problem.code for problem in book.problems}


def test_choosing_a_file_that_is_not_a_copy_is_not_applied():
    """The problem lists the files to choose from, and the conflict stays open."""
    copies = (reading("a.xlsx", FULL), reading("b.xlsx", {**FULL, "B": "met"}))
    choice = Decisions(conflicts=((gather(*copies).conflicts[0].key, "z.xlsx"),))
    book = gather(*copies, decisions=choice)
    assert len(book.conflicts) == 1
    assert (book.problems[-1].code, book.settled) == ("decision.no_such_copy", ())
    assert asks(book.problems[-1].remedy, "decision.no_such_copy", known="a.xlsx, b.xlsx")


def test_every_issued_form_has_a_state():
    """Returned, missing, accepted as missing, not known or waived: the table of returns has every
    form.
    """
    book = gather(
        reading("a.xlsx", FULL, form_id(TWO)),
        decisions=Decisions(missing_accepted=((str(form_id()), "Record at the archive"),)),
    )
    assert [
        (each.subject, each.recipient, each.state, each.form != "") for each in book.expected
    ] == [
        (ONE, "gp", "not_known", False),
        (ONE, "police", "missing_accepted", True),
        (ONE, "school_elm", "missing", True),
        (TWO, "police", "returned", True),
        (TWO, "school_elm", "waived", False),
    ]


@pytest.mark.parametrize("known", ["not_known", "not_involved"])
def test_a_nil_return_counts_as_returned_and_is_in_no_figure(known):
    """It is in the case book, and not among the returns that count for quality."""
    book = gather(reading("a.xlsx", {}, known=known))
    assert (book.returns[0].known, book.quality, book.expected[1].state) == (known, (), "nil")
    assert gather(reading("a.xlsx", FULL, known="")).returns[0].known == "unsaid"


@pytest.mark.parametrize("known", ["known", "known_sibling", "known_adult"])
def test_an_agency_that_knew_somebody_of_the_household_counts(known):
    """It is in the figures, whoever it was."""
    book = gather(reading("a.xlsx", FULL, known=known))
    assert (book.returns[0].known, len(book.quality), book.expected[1].state) == (
        known,
        1,
        "returned",
    )


def test_a_withdrawn_case_is_not_expected():
    """No reminder is sent for a case withdrawn in the round or in what was issued."""
    subjects = tuple(
        attrs.evolve(subject, withdrawn="Live proceedings") for subject in ROUND.subjects
    )
    assert gather(audit_round=attrs.evolve(ROUND, subjects=subjects)).expected == ()
    assert {
        each.form for each in gather(issued=issue(form_id(), withdrawn="Live proceedings")).expected
    } == {""}


def test_a_form_issued_again_is_expected_once_and_its_old_copy_counts():
    """Changed wording gives a second form for the same case and agency, and whichever is returned
    counts.
    """
    old, new = form_id(), form_id(fingerprint="fedcba")
    both = issue(old, new)
    assert [each.form for each in gather(issued=both).expected if each.form] == [str(new)]
    book = gather(reading("a.xlsx", FULL, old), issued=both)
    assert [(each.form, each.state) for each in book.expected if each.form] == [
        (str(old), "returned")
    ]
    assert (
        gather(
            reading("a.xlsx", FULL, old), reading("b.xlsx", {**FULL, "B": "met"}, new), issued=both
        ).returns
        == ()
    )


def test_every_file_is_one_line_and_refused_files_do_not_count():
    """A refused file leaves its form missing, with the problem that says why."""
    book = gather(refused(), reading("a.xlsx", FULL, form_id(TWO)))
    assert [line.file for line in book.ledger] == ["a.xlsx", "bad.pdf"]
    assert book.expected[1].state == "missing"
    assert [each.code for each in book.problems] == ["file.refused"]


def test_concerns_are_kept_whatever_becomes_of_the_file():
    """A concern in a superseded or conflicting copy is listed; one that two copies have in the same
    words is listed once.
    """
    first = reading(
        "a.xlsx",
        {"A": "met"},
        concern="Violence",
        problems=(
            problem("form.risk_open", Where("a.xlsx")),
            problem("answer.struck", Where("a.xlsx")),
        ),
    )
    book = gather(
        first,
        reading("b.xlsx", FULL, concern="Violence"),
        reading("c.xlsx", {**FULL, "B": "met"}, concern="Neglect"),
    )
    assert [(concern.at.file, concern.kind) for concern in book.concerns] == [
        ("a.xlsx", "Violence"),
        ("c.xlsx", "Neglect"),
    ]
    assert [each.code for each in book.problems if each.where.file == "a.xlsx"] == [
        "file.superseded",
        "form.risk_open",
    ]


_ANSWERS = st.dictionaries(
    st.sampled_from("ABC"), st.sampled_from(["met", "partly", ("met", "page 1"), ""]), max_size=3
)
_FORMS = st.sampled_from([form_id(), form_id(TWO), form_id(recipient="school_elm")])
_FILES = st.lists(st.tuples(_FORMS, _ANSWERS), max_size=6).map(
    lambda found: [
        reading(f"{place}.xlsx", answers, which) for place, (which, answers) in enumerate(found)
    ]
)


@given(files=_FILES, data=st.data())
def test_the_order_of_files_changes_nothing(files, data):
    """Any order of the same files gives the same case book."""
    assert gather(*data.draw(st.permutations(files))) == gather(*files)


@given(files=_FILES)
def test_each_file_has_one_line_and_each_form_counts_at_most_once(files):
    """There are as many lines as files; either one copy of a form counts, or the fullest copies are
    in conflict.
    """
    book = gather(*files)
    assert [line.file for line in book.ledger] == sorted(file.ledger.file for file in files)
    counted = [ret.form.file for ret in book.returns]
    assert sorted(counted) == [line.file for line in book.ledger if line.status == "accepted"]
    assert len({ret.id.slot for ret in book.returns}) == len(book.returns)
    in_conflict = {file for conflict in book.conflicts for file in conflict.files}
    assert in_conflict == {line.file for line in book.ledger if line.status == "conflict"}
    assert {file.form.id.slot for file in files} == {ret.id.slot for ret in book.returns} | {
        FormId.parse(conflict.form).slot for conflict in book.conflicts
    }


@given(files=_FILES, data=st.data())
def test_an_exact_copy_changes_no_answer(files, data):
    """Another copy of any file under another name adds a line and nothing else."""
    if files:
        again = data.draw(st.sampled_from(files))
        copy = attrs.evolve(
            again,
            ledger=attrs.evolve(again.ledger, file="z.xlsx"),
            form=attrs.evolve(again.form, file="z.xlsx"),
        )
        before, after = gather(*files), gather(*files, copy)
        assert after.returns == before.returns
        assert after.conflicts == before.conflicts


@given(files=_FILES, data=st.data())
def test_removing_a_file_removes_its_answers_and_no_others(files, data):
    """Other forms stay as they were, and nothing that only the removed file held is left."""
    if files:
        gone = data.draw(st.sampled_from(files))
        before, after = gather(*files), gather(*(file for file in files if file is not gone))
        others = [ret for ret in before.returns if ret.id.slot != gone.form.id.slot]
        assert [ret for ret in after.returns if ret.id.slot != gone.form.id.slot] == others
        assert gone.ledger.file not in {ret.form.file for ret in after.returns} | {
            line.file for line in after.ledger
        }
