"""A concern that somebody is at risk now is never missed, whatever is wrong with the file."""

from __future__ import annotations

import pytest
from openpyxl import Workbook


def concerns(reading):
    return [
        (concern.where, concern.at.cell, concern.kind, concern.told, concern.when)
        for concern in reading.concerns
    ]


def test_a_plain_no_is_no_concern(form, full, lay_out, read):
    """An ordinary form says No twice."""
    assert read(lay_out(form, full)).concerns == ()


def test_a_yes_is_a_concern_with_its_details(form, full, lay_out, read):
    """At the start and at sign-off, the concern has its cell, the kind of risk, who was told and
    when.
    """
    reading = read(
        lay_out(
            form,
            full
            | {
                "S-1": "Yes",
                "S-2": "Violence at home",
                "S-3": "Duty manager",
                "S-4": "14 Mar 2026 09:10",
                "G-1": "Yes",
                "G-3": "Duty manager",
                "G-4": "14 Mar 2026",
            },
        )
    )
    assert concerns(reading)[0] == (
        "start",
        "C4",
        "Violence at home",
        "Duty manager",
        "14 Mar 2026 09:10",
    )
    assert [concern.where for concern in reading.concerns] == ["start", "sign_off"]
    assert [concern.form for concern in reading.concerns] == [str(form.id)] * 2
    assert [(problem.code, problem.where.ref) for problem in reading.problems] == [
        ("form.risk", "S-1"),
        ("form.risk", "G-1"),
    ]


def test_a_concern_of_which_nobody_was_told_is_urgent(form, full, lay_out, read):
    """Without who and when, the chair is asked to ring today."""
    reading = read(lay_out(form, full | {"S-1": "Yes", "S-2": None, "S-3": None, "S-4": None}))
    assert "form.risk_open" in [problem.code for problem in reading.problems]


@pytest.mark.parametrize(
    "typed", ["yes", "Y", "x", "Yes - see below", "Possibly", "?", "Mother", "=A1", True, 1, "n/a"]
)
def test_anything_but_a_plain_no_is_a_concern(form, full, lay_out, read, typed):
    """A false alarm costs only a telephone call."""
    assert [concern.where for concern in read(lay_out(form, full | {"S-1": typed})).concerns] == [
        "start"
    ]


@pytest.mark.parametrize("typed", ["No", " NO ", "n", "no.", None, "Select", False])
def test_a_plain_no_may_be_typed_in_any_way(form, full, lay_out, read, typed):
    """No, or a blank with nothing below it, is not a concern."""
    assert read(lay_out(form, full | {"S-1": typed, "S-2": None})).concerns == ()


def test_a_kind_of_risk_without_a_yes_is_a_concern(form, full, lay_out, read):
    """A risk that is described counts even if the question itself is not answered."""
    assert concerns(read(lay_out(form, full | {"S-1": None, "S-2": "Threats"})))[0][:3] == (
        "start",
        "C4",
        "Threats",
    )
    assert read(lay_out(form, full | {"S-1": None, "S-2": "None identified"})).concerns == ()


@pytest.mark.parametrize("no", ["No", None, "none"])
@pytest.mark.parametrize(
    "beneath",
    [
        {"S-2": "Child is being hit now"},
        {"S-3": "Duty manager"},
        {"S-4": "14 Mar 2026 09:10"},
        {"G-2": "Threats"},
        {"G-3": "EDT"},
    ],
)
def test_a_risk_described_below_a_no_is_queried_by_telephone(
    form, full, lay_out, read, no, beneath
):
    """The No may be a mistake: nobody writes down the kind of risk, who was told and when for
    nothing.
    """
    (ref,) = beneath
    reading = read(lay_out(form, full | {f"{ref[0]}-1": no} | beneath))
    assert [concern.where for concern in reading.concerns] == [
        {"S": "start", "G": "sign_off"}[ref[0]]
    ]
    assert {"form.risk", "form.risk_open"} & {problem.code for problem in reading.problems}


@pytest.mark.parametrize(
    "nothing", ["None", "n/a", "N/A.", "-", "nobody", "Not needed", "no risk identified"]
)
def test_none_written_in_any_way_below_a_no_is_no_concern(form, full, lay_out, read, nothing):
    """Some people fill in every box."""
    assert (
        read(
            lay_out(form, full | dict.fromkeys(("S-2", "S-3", "S-4", "G-2", "G-3"), nothing))
        ).concerns
        == ()
    )


@pytest.mark.parametrize("spoil", ["no id", "two ids", "other round", "practice"])
def test_a_concern_is_found_in_a_refused_file(form, full, lay_out, read, spoil):
    """A file that is refused is still searched for concerns."""
    book = lay_out(form, full | {"S-1": "Yes", "G-1": "Yes"})
    other = {
        "no id": "",
        "two ids": str(form.id).replace("/1/", "/2/"),
        "other round": str(form.id).replace("ZZ26A", "YY26A"),
        "practice": f"{form.id}/practice",
    }
    book["Start here"]["A2"] = other[spoil]
    if spoil != "two ids":
        del book["_audit"]
        book.properties.identifier = None
    reading = read(book)
    assert reading.form is None
    assert [concern.where for concern in reading.concerns] == ["start", "sign_off"]
    assert {problem.code for problem in reading.problems} & {"form.risk", "form.risk_open"}


def test_a_concern_is_found_by_the_wording_of_its_question(read):
    """A sheet copied out of the form, without headings, refs or Form ID, still has the question
    beside the answer.
    """
    book = Workbook()
    book.active["B7"], book.active["C7"] = "Is a child or adult at risk right now?", "Yes"
    book.active["B9"], book.active["D9"] = (
        "Now that you have read the file: is a child or adult at risk right now?\nAsked again.",
        "yes",
    )
    assert [(concern.where, concern.at.cell) for concern in read(book).concerns] == [
        ("start", "C7"),
        ("sign_off", "D9"),
    ]
    book.active["C7"], book.active["D7"], book.active["D9"] = "No", "Done", None
    assert read(book).concerns == ()


def test_a_concern_is_found_by_its_ref_without_headings(form, full, lay_out, read):
    """With the headings gone and the wording changed, the ref S-1 is enough."""
    book = lay_out(form, full | {"S-1": "Yes"})
    sheet = book["Start here"]
    sheet["B4"] = "risk?"
    for column in range(1, 5):
        sheet.cell(3, column).value = None
    assert ("start", "C4") in [(concern.where, concern.at.cell) for concern in read(book).concerns]


def test_a_concern_on_a_hidden_or_copied_sheet_is_found(form, full, lay_out, read):
    """Every sheet is searched."""
    book = lay_out(form, full)
    copy = book.copy_worksheet(book["Sign-off"])
    copy.sheet_state = "hidden"
    copy["C4"] = "Yes"
    reading = read(book)
    assert [(concern.where, concern.at.sheet) for concern in reading.concerns] == [
        ("sign_off", copy.title)
    ]


def test_text_about_risk_in_evidence_is_no_concern(form, full, lay_out, read):
    """Only cells beside the question itself count as its answer."""
    book = lay_out(
        form,
        full
        | {"ZZ-1.1": ("Met", "The child was not at risk right now."), "ZZ-1.2": ("Met", "S-1")},
    )
    assert read(book).concerns == ()
