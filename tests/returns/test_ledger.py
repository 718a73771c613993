"""Every file ends as one line of the ledger, with a reason and what to do."""

from __future__ import annotations

import attrs
import pytest

from audit_core.forms.build import rebuild_form
from audit_core.returns.context import reading_context
from audit_core.returns.reader import read_return
from audit_core.rounds.case_references import case_ref
from audit_core.workbook_style.files import FoundFile, scan


def _with_id(book, text, *, everywhere=True):
    """The workbook with another Form ID, everywhere or only on its first sheet."""
    book["Start here"]["A2"] = f"Form ID {text}"
    if everywhere:
        book["_audit"]["A2"] = text
        book.properties.identifier = text
    return book


def test_a_form_in_order_is_accepted_and_named(form, full, lay_out, read):
    """The line says which form it is, whose, and how much of it is answered."""
    line = read(lay_out(form, full | {"G-9": None})).ledger
    assert (line.status, line.form, line.subject, line.recipient) == (
        "accepted",
        str(form.id),
        form.id.subject,
        "police",
    )
    assert (line.file, len(line.sha256), line.reason) == (
        "return.xlsx",
        64,
        "Read: 8 of 8 questions answered.",
    )


def test_a_form_typed_in_from_paper_is_marked(form, full, lay_out, read):
    """The ledger says so, and does not repeat who typed it in."""
    line = read(lay_out(form, full | {"G-9": "Audit administrator"})).ledger
    assert line.reason == "Read: 8 of 8 questions answered. Typed in from paper."


def test_a_form_with_any_query_is_accepted_with_notes(form, full, lay_out, read):
    """One unsure answer is enough."""
    line = read(lay_out(form, full | {"G-9": None, "ZZ-1.2": ("y", "Seen on page 3")})).ledger
    assert (line.status, line.reason) == (
        "accepted_with_notes",
        "Read: 8 of 8 questions answered. 1 note.",
    )


@pytest.mark.parametrize(
    ("form_id", "code", "status"),
    [
        ("AF1/YY26A-01-B/police/case_file/1/invented-1.0-abc123", "file.other_round", "refused"),
        ("AF1/{two}/school_elm/case_file/1/invented-1.0-abc123", "file.not_issued", "refused"),
        ("AF1/{one}/police/case_file/1/invented-1.0-fedcba", "file.wrong_fingerprint", "refused"),
        ("{form}/practice", "file.practice", "skipped"),
        ("AF1/nothing", "file.no_form_id", "refused"),
    ],
)
def test_forms_that_cannot_count_are_named(form, full, lay_out, read, form_id, code, status):
    """Another round's form, one never issued, one with other questions and a practice form are each
    named as such.
    """
    book = _with_id(
        lay_out(form, full),
        form_id.format(form=form.id, one=form.id.subject, two=case_ref("ZZ26A", 2)),
    )
    reading = read(book)
    assert (reading.ledger.code, reading.ledger.status, reading.form) == (code, status, None)
    assert reading.ledger.action
    assert [problem.code for problem in reading.problems] == [code]


def test_a_form_id_in_any_one_place_is_enough(form, full, lay_out, read):
    """It may be printed, hidden or in the properties."""
    for keep in ("printed", "hidden", "property"):
        book = lay_out(form, full)
        if keep != "printed":
            book["Start here"]["A2"] = None
        if keep != "hidden":
            del book["_audit"]
        if keep != "property":
            book.properties.identifier = None
        assert read(book).ledger.form == str(form.id), keep


def test_two_forms_in_one_file_stop_that_file(form, full, lay_out, read):
    """A workbook that names two forms is counted as neither."""
    book = _with_id(
        lay_out(form, full), str(form.id).replace("police", "school_elm"), everywhere=False
    )
    assert read(book).ledger.code == "file.two_forms"
    half = _with_id(lay_out(form, full), f"{form.id}/practice", everywhere=False)
    assert read(half).ledger.code == "file.two_forms"


@pytest.mark.parametrize(
    "heading",
    [
        "Invented theme: case file. Case {two}, Nowhere Police",
        "Judgement. Case {one}, Elm School",
        "{two}",
    ],
)
def test_a_sheet_headed_as_another_form_stops_the_file(form, full, lay_out, read, heading):
    """If a sheet is about another case, or from another agency, the cell that says so is named and
    nothing is counted.
    """
    book = lay_out(form, full)
    book["Judgement"]["A1"] = heading.format(one=form.id.subject, two=case_ref("ZZ26A", 2))
    reading = read(book)
    assert (reading.ledger.code, reading.form) == ("file.other_sheet", None)
    assert [
        (problem.where.sheet, problem.where.cell)
        for problem in reading.problems
        if problem.code == "file.other_sheet"
    ] == [("Judgement", "A1")]


@pytest.mark.parametrize(
    "heading",
    [
        "Judgement. Case {one}, Nowhere Police",
        "Copied from {one} in March",
        "Notes on ZZ25B-01-K",
        "",
        "Elm School",
    ],
)
def test_a_heading_that_names_no_other_form_of_the_round_is_accepted(
    form, full, lay_out, read, heading
):
    """A sheet may have its own heading, another round's reference, or somebody's own words."""
    book = lay_out(form, full)
    book["Judgement"]["A1"] = heading.format(one=form.id.subject)
    assert read(book).form is not None


@pytest.mark.parametrize("place", ["oddFooter", "oddHeader"])
def test_another_forms_id_in_a_footer_stops_the_file(form, full, lay_out, read, place):
    """A sheet moved here from another form still has that form's id in its footer, whatever its
    heading says.
    """
    book = lay_out(form, full)
    getattr(book["Judgement"], place).left.text = str(form.id).replace("police", "school_elm")
    assert read(book).ledger.code == "file.two_forms"
    getattr(book["Judgement"], place).left.text = str(form.id)
    assert read(book).form is not None


def test_a_form_without_its_id_is_recognised_and_its_possible_cases_listed(
    form, full, lay_out, read, forms
):
    """It is recognised by refs and wordings, no case is assumed, and anyone at risk is still
    listed.
    """
    reading = read(_with_id(lay_out(form, full | {"S-1": "Yes"}), ""))
    assert (reading.ledger.status, reading.form) == ("refused", None)
    (stop,) = (problem for problem in reading.problems if problem.code == "file.no_form_id")
    alike = {
        f"{other.id.subject} ({other.id.recipient})"
        for other in forms
        if (other.kind, other.asked) == (form.kind, form.asked)
    }
    assert f"{form.id.subject} (police)" in alike
    assert all(name in stop.what for name in alike)
    assert len(reading.concerns) == 1


@pytest.mark.parametrize(
    ("heading", "whose"),
    [
        ("Questions. Case {one}, Nowhere Police", "police"),
        ("QUESTIONS. CASE {one}, NOWHERE POLICE ", "police"),
        ("Questions. Case {one}, Elm School", "school_elm"),
        ("Questions. Case {one}", ""),
        ("Questions. Case X-{one}, Nowhere Police", ""),
        ("Case {one}, Nowhere Police, and others", ""),
    ],
)
def test_a_heading_identifies_a_form_only_with_case_and_agency(
    form, full, lay_out, read, heading, whose
):
    """Both must be complete and as forms print them; otherwise no Form ID is suggested."""
    book = _with_id(lay_out(form, full), "")
    book["Questions"]["A1"] = heading.format(one=form.id.subject)
    (stop,) = read(book).problems
    assert stop.code == ("file.no_form_id_headed" if whose else "file.no_form_id")
    assert f"AF1/{form.id.subject}/{whose}/" in stop.remedy or not whose


def test_a_form_id_typed_into_any_cell_is_enough(form, full, lay_out, read):
    """Typed into an empty cell of a copy, as the remedy says, it makes the form readable again."""
    book = _with_id(lay_out(form, full), "")
    book["Start here"]["H40"] = str(form.id)
    assert read(book).ledger.form == str(form.id)


def test_a_sheet_with_a_few_of_our_refs_is_not_a_form(read):
    """Somebody's list of open questions has refs too, but not our wordings beside them."""
    from openpyxl import Workbook

    book = Workbook()
    for row in (
        ("Ref", "Question", "Answer"),
        *((f"ZZ-1.{number}", "to do", "yes") for number in range(1, 9)),
    ):
        book.active.append(row)
    assert read(book).ledger.code == "file.not_a_form"


def test_a_workbook_of_somebody_elses_is_not_a_form(read):
    """A spreadsheet without any Form ID is refused."""
    from openpyxl import Workbook

    assert read(Workbook()).ledger.code == "file.not_a_form"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7", "pdf"),
        (b"hello", "text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"PK\x03\x04junk", "damaged"),
    ],
)
def test_an_unreadable_file_is_refused_by_its_kind(desk, data, code):
    """A PDF, a text, a password and a damaged file each have a message of their own."""
    reading = read_return(FoundFile("x.xlsx", data, "0" * 64), desk)
    assert (reading.ledger.status, reading.ledger.code) == ("refused", code)
    assert [problem.code for problem in reading.problems] == ["file.refused"]
    assert reading.ledger.reason.endswith((".", ")"))
    assert len(reading.ledger.reason) <= 200


def test_a_form_of_a_withdrawn_case_is_kept_and_not_counted(
    desk, form, full, lay_out, as_file, audit_round, issued, theme
):
    """The line gives the reason, and nobody has to do anything, whether it was withdrawn in the
    round or in what was issued.
    """
    found = as_file(lay_out(form, full))
    subjects = tuple(
        attrs.evolve(subject, withdrawn="Live proceedings") for subject in audit_round.subjects
    )
    in_round = reading_context(
        attrs.evolve(audit_round, subjects=subjects), issued, desk.themes, rebuild_form
    )
    in_issued = reading_context(
        audit_round,
        attrs.evolve(
            issued,
            forms=tuple(attrs.evolve(each, withdrawn="Live proceedings") for each in issued.forms),
        ),
        desk.themes,
        rebuild_form,
    )
    for each in (in_round, in_issued):
        line = read_return(found, each).ledger
        assert (line.status, line.code) == ("skipped", "file.withdrawn")
        assert "Live proceedings" in line.reason


def test_every_entry_of_a_folder_is_one_line(tmp_path, desk, form, full, lay_out):
    """There are as many lines as entries in the folder, good, bad or skipped, each short enough for
    one printed line.
    """
    lay_out(form, full).save(tmp_path / "good.xlsx")
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "~$good.xlsx").write_bytes(b"x")
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "good.xlsx")
    (tmp_path / "empty.xlsx").touch()
    lines = [read_return(found, desk).ledger for found in scan(tmp_path)]
    assert [(line.file, line.status) for line in lines] == [
        ("bad.pdf", "refused"),
        ("empty.xlsx", "refused"),
        ("good.xlsx", "accepted"),
        ("link.xlsx", "skipped"),
        ("~$good.xlsx", "skipped"),
    ]
    assert all(
        line.reason.isprintable() and len(line.reason) <= 200 and line.action for line in lines
    )


def test_comments_notices_and_lost_protection_are_reported(form, full, lay_out, read):
    """Problems with the whole file come first; a comment is reported by its cell, without its
    words.
    """
    from openpyxl.comments import Comment

    book = lay_out(form, full)
    book["Questions"]["C4"].comment = Comment("See the log", "An auditor")
    book["Questions"].protection.sheet = False
    book["Questions"]["A12000"] = "x"
    reading = read(book)
    assert [problem.code for problem in reading.problems] == [
        "file.protection_removed",
        "file.notice",
        "file.comment",
    ]
    assert (reading.problems[2].where.cell, reading.problems[2].where.ref) == ("C4", "ZZ-1.1")
    assert "See the log" not in str(reading.problems)


def test_only_the_first_of_many_comments_are_listed(form, full, lay_out, read):
    """The rest are counted, so that a much discussed form does not hide everything else."""
    from openpyxl.comments import Comment

    book = lay_out(form, full)
    for row in range(4, 34):
        book["Chronology"].cell(row, 1).comment = Comment("See the log", "An auditor")
    codes = [problem.code for problem in read(book).problems]
    assert (codes.count("file.comment"), codes.count("file.comments")) == (20, 1)


def test_an_answer_in_the_evidence_column_is_asked_for_in_the_right_cell(form, full, lay_out, read):
    """The cell to choose it in is named, however much else is blank."""
    reading = read(
        lay_out(form, {"S-1": "No", "ZZ-1.1": (None, "Met"), "ZZ-1.2": (None, "Seen on page 3")})
    )
    assert [
        problem.where.cell for problem in reading.problems if problem.code == "answer.only_evidence"
    ] == ["C4", "C5"]
    assert "answer.only_evidence" not in {
        problem.code for problem in read(lay_out(form, full | {"ZZ-1.2": (None, " ")})).problems
    }
