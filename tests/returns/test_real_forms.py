"""The forms we send, filled in and read back. How they survive other programs is tested in
tests/survival.
"""

from __future__ import annotations

from datetime import date, datetime

import attrs
import openpyxl
import pytest

from audit_core.forms.workbook.form_workbook import build_form_workbook
from audit_core.returns.context import no_file
from audit_core.returns.reader import read_return
from audit_core.workbook_style.files import FoundFile


@pytest.fixture(scope="module")
def desk(desk):
    """The context that reading needs, in a folder without the blank forms."""
    return attrs.evolve(desk, shapes={}, file_of=no_file)


@pytest.fixture(scope="module")
def blank(form, theme, audit_round) -> bytes:
    """The form as sent."""
    return build_form_workbook(form, theme, audit_round)


def test_a_new_form_is_read_as_blank_without_problems(blank, form, desk):
    """Nothing we print is taken for an answer, an event, a concern, a name or something unusual
    about the file.
    """
    reading = read_return(FoundFile("blank.xlsx", blank, "0" * 64), desk)
    assert reading.ledger.form == str(form.id)
    assert {entry.code for entry in reading.form.entries} == {"blank"}
    assert all(entry.at.cell for entry in reading.form.entries)
    assert all(entry.evidence == "" for entry in reading.form.entries)
    assert (reading.form.events, reading.concerns) == ((), ())
    assert {problem.code for problem in reading.problems} == {
        "form.risk_unanswered",
        "answer.blank_required",
        "form.incomplete",
        "form.not_signed",
    }


def test_everything_typed_into_it_is_read_back(blank, full, desk, as_file, fill_in):
    """Every field, filled in as a person would and saved by another program, is read without loss
    or queries.
    """
    book = fill_in(blank, full)
    # a cell has no time zone
    book["Chronology"]["B4"], book["Chronology"]["E4"] = datetime(2026, 3, 1), "Seen at home"  # noqa: DTZ001
    reading = read_return(as_file(book), desk)
    assert reading.problems == ()
    entries = {entry.ref: entry for entry in reading.form.entries}
    for ref, given in full.items():
        value, beside = given if isinstance(given, tuple) else (given, "")
        entry = entries.get(ref)
        if entry is not None and entry.kind != "tick":
            assert entry.is_answer == (value is not None)
            assert entry.evidence == (beside or "")
            assert entry.raw in {str(value or ""), "20 Mar 2026", "14 Mar 2026"}
    assert [(event.ref, event.day, event.what) for event in reading.form.events] == [
        ("C-1", date(2026, 3, 1), "Seen at home")
    ]


def test_a_practice_form_is_never_counted(form, theme, audit_round, desk):
    """Its id is recognised wherever it is printed."""
    reading = read_return(
        FoundFile("x.xlsx", build_form_workbook(form, theme, audit_round, practice=True), "0" * 64),
        desk,
    )
    assert (reading.ledger.code, reading.form) == ("file.practice", None)


def test_it_is_read_without_names_hidden_sheets_and_properties(blank, full, desk, as_file, fill_in):
    """These are what a document inspector removes."""
    whole = read_return(as_file(fill_in(blank, full)), desk)
    book = fill_in(blank, full)
    del book["_audit"]
    for name in list(book.defined_names):
        del book.defined_names[name]
    book.properties.identifier = book.properties.keywords = None
    stripped = read_return(as_file(book), desk)
    assert [
        (entry.ref, entry.code, entry.raw, entry.evidence) for entry in stripped.form.entries
    ] == [(entry.ref, entry.code, entry.raw, entry.evidence) for entry in whole.form.entries]


def test_a_values_only_copy_of_it_is_read(blank, full, desk, as_file, fill_in):
    """Every value is copied into a new workbook, including the texts of checks."""
    whole = read_return(as_file(fill_in(blank, full)), desk)
    copy = openpyxl.Workbook()
    copy.remove(copy.active)
    for sheet in fill_in(blank, full).worksheets:
        if sheet.sheet_state == "visible":
            new = copy.create_sheet(sheet.title)
            for row in sheet.iter_rows(values_only=True):
                new.append(
                    [
                        "Done" if isinstance(value, str) and value.startswith("=") else value
                        for value in row
                    ]
                )
    reading = read_return(as_file(copy), desk)
    assert [(entry.ref, entry.code, entry.raw) for entry in reading.form.entries] == [
        (entry.ref, entry.code, entry.raw) for entry in whole.form.entries
    ]
    assert {problem.code for problem in reading.problems} == {"file.protection_removed"}
    assert reading.concerns == ()


def test_a_result_of_our_own_check_is_neither_evidence_nor_an_answer(
    blank, full, desk, as_file, fill_in
):
    """If a program deletes the column of refs and leaves the names, evidence is where answers were
    and our formulas where evidence was.
    """
    book = fill_in(blank, full)
    for sheet in book.worksheets:
        sheet.protection.sheet = False
        if sheet["A3"].value == "Ref":
            sheet.delete_cols(1)
    read = read_return(as_file(book), desk)
    texts = [text for entry in read.form.entries for text in (entry.evidence, entry.raw)]
    assert not [text for text in texts if "IF(" in text or text == "Optional"]
    assert "answer.moved" in {problem.code for problem in read.problems}
