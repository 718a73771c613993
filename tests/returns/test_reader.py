"""A whole form read back, and all that people do to a workbook on the way."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook

EVENT = (date(2026, 3, 1), "Log", "visit", "Seen at home", "Quiet and watchful", "Told the school")


def answers_of(reading: Any) -> dict[str, tuple[str, str, str]]:
    """Ref to code, raw and evidence."""
    return {entry.ref: (entry.code, entry.raw, entry.evidence) for entry in reading.form.entries}


def codes(reading: Any) -> set[str]:
    return {problem.code for problem in reading.problems}


def rows_of(sheet: Any) -> list[int]:
    return [row for row in range(4, sheet.max_row + 1) if sheet.cell(row, 1).value]


@pytest.fixture
def book(form, full, lay_out):
    """A form filled in on every line, with one event."""
    return lay_out(form, full, (EVENT,))


@pytest.fixture
def whole(book, read):
    """What that form says when nobody has done anything to it."""
    return answers_of(read(book))


def test_every_answer_comes_back_with_its_cell(form, book, read):
    """A form filled in on every line gives each field once, answered, with nothing to say."""
    reading = read(book)
    assert (reading.ledger.status, reading.problems) == ("accepted", ())
    fields = [field for field in form.fields if field.kind != "tick"]
    assert [entry.ref for entry in reading.form.entries if entry.kind != "tick"] == [
        field.ref for field in fields
    ]
    assert [entry.ref for entry in reading.form.entries if not entry.is_answer] == [
        "S-2",
        "S-3",
        "S-4",
        "G-2",
        "G-3",
        "G-4",
    ]
    for entry in (entry for entry in reading.form.entries if entry.is_answer):
        cell = book[entry.at.sheet][entry.at.cell]
        assert entry.kind == "tick" or cell.value is not None
        if entry.evidence and entry.kind != "tick":
            assert book[entry.evidence_at.sheet][entry.evidence_at.cell].value == entry.evidence
    event = reading.form.events[0]
    assert (event.ref, event.day, event.kind, event.child, event.at.cell) == (
        "C-1",
        date(2026, 3, 1),
        "Visit",
        "Quiet and watchful",
        "E4",
    )


def test_entries_carry_what_answers_csv_prints(form, book, read, theme):
    """Question, scope, wording, section, point and how an answer counts come from the theme it was
    issued with.
    """
    entries = {entry.ref: entry for entry in read(book).form.entries}
    assert (entries["ZZ-1.2"].scope, entries["ZZ-1.2"].wording) == (
        "shared",
        theme.question("ZZ-1.2").text,
    )
    assert (entries["ZZ-1.3b"].question, entries["ZZ-1.3b"].point, entries["ZZ-1.3b"].counts) == (
        "ZZ-1.3",
        "sent",
        "excluded",
    )
    assert (entries["ZZ-1.2"].counts, entries["ZZ-1.2"].section, entries["S-9"].wording) == (
        "met",
        1,
        "Your role",
    )
    assert (entries["W-1"].code, entries["W-1"].at.cell) == ("text", "D11")


def test_ticks_are_one_entry(form, full, lay_out, read):
    """The boxes of one question give their codes in one line, at the first box that is ticked."""
    blank = dict.fromkeys(f"ZZ-1.4{letter}" for letter in "abc")
    entries = {
        entry.ref: entry
        for entry in read(
            lay_out(form, full | blank | {"ZZ-1.4b": "x", "ZZ-1.4c": "Yes"})
        ).form.entries
    }
    assert (entries["ZZ-1.4"].code, entries["ZZ-1.4"].label, entries["ZZ-1.4"].at.cell) == (
        "letter;phone_call",
        "Letter; Phone call",
        "C9",
    )
    assert "ZZ-1.4a" not in entries
    none = {entry.ref: entry for entry in read(lay_out(form, full | blank)).form.entries}
    assert none["ZZ-1.4"].code == "blank"
    odd = {
        entry.ref: entry
        for entry in read(lay_out(form, full | blank | {"ZZ-1.4b": "perhaps"})).form.entries
    }
    assert (odd["ZZ-1.4"].code, odd["ZZ-1.4"].raw) == ("not_understood", "perhaps")


def test_a_blank_form_is_all_blank(form, lay_out, read):
    """Every field of an untouched form is blank at its own cell, and no row is taken for an answer
    or an event.
    """
    reading = read(lay_out(form))
    assert {entry.code for entry in reading.form.entries} == {"blank"}
    assert all(entry.at.cell for entry in reading.form.entries)
    assert reading.form.events == ()
    assert not codes(reading) & {
        "answer.foreign",
        "answer.moved",
        "answer.row_missing",
        "file.protection_removed",
    }


# What people do to a workbook: none of these may change an answer, and none needs a word.


def test_inserted_rows_and_columns_change_nothing(book, read, whole):
    """A row or a column put in anywhere moves cells, never answers."""
    for sheet in (book["Questions"], book["Judgement"], book["Start here"]):
        sheet.insert_rows(6, 2)
        sheet.insert_cols(2)
    assert answers_of(read(book)) == whole


def test_sorted_rows_change_nothing(book, read, whole):
    """Rows sorted whole take their refs and wording with them, whatever the defined names then
    point to.
    """
    sheet = book["Questions"]
    rows = rows_of(sheet)
    contents = [[sheet.cell(row, column).value for column in range(1, 5)] for row in rows]
    contents.sort(key=lambda values: str(values[2]))
    for row, values in zip(rows, contents, strict=True):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column).value = value
    assert answers_of(read(book)) == whole


def test_sheets_renamed_reordered_and_hidden_change_nothing(book, read, whole):
    """A sheet's name, place and visibility mean nothing."""
    for number, sheet in enumerate(book.worksheets[:-1]):
        sheet.title = f"Sheet{number}"
        sheet.sheet_state = "hidden" if number == 1 else "visible"
    book.move_sheet("Sheet0", 3)
    reading = read(book)
    assert answers_of(reading) == whole
    assert "file.protection_removed" not in codes(reading)


def test_deleted_hidden_sheets_and_names_change_nothing(book, read, whole):
    """What only programs see can all be gone."""
    del book["_audit"]
    for name in list(book.defined_names):
        del book.defined_names[name]
    book.properties.identifier = None
    assert answers_of(read(book)) == whole


def test_a_values_only_copy_changes_nothing_but_protection(book, read, whole):
    """Cells copied into a new workbook without anything else are still the form; that its
    protection is gone is said.
    """
    copy = Workbook()
    copy.remove(copy.active)
    for sheet in book.worksheets[:-1]:
        new = copy.create_sheet(sheet.title)
        for row in sheet.iter_rows(values_only=True):
            new.append(
                [
                    None if isinstance(value, str) and value.startswith("=") else value
                    for value in row
                ]
            )
    reading = read(copy)
    assert answers_of(reading) == whole
    assert codes(reading) == {"file.protection_removed"}


def test_a_copied_sheet_changes_nothing_until_the_copies_differ(book, read, whole):
    """The same answer twice is one answer; a blank beside an answer is that answer; two answers are
    none.
    """
    copy = book.copy_worksheet(book["Questions"])
    copy.protection.sheet = True
    assert answers_of(read(book)) == whole
    copy["C4"], copy["C5"] = None, "Partly met"
    copy["D6"] = "Something else"
    reading = read(book)
    changed = answers_of(reading)
    assert changed["ZZ-1.1"] == whole["ZZ-1.1"]
    assert changed["ZZ-1.2"][0] == "not_understood"
    assert changed["ZZ-1.2"][1] == "Met / Partly met"
    assert changed["ZZ-1.3a"][2].splitlines() == [whole["ZZ-1.3a"][2], "Something else"]
    assert codes(reading) == {"answer.twice"}


def test_a_copied_chronology_is_not_counted_twice(book, read):
    """A copied row is the same event; one that was changed is another, and said."""
    copy = book.copy_worksheet(book["Chronology"])
    assert len(read(book).form.events) == 1
    copy["E4"] = "Seen at school"
    reading = read(book)
    assert [event.what for event in reading.form.events] == ["Seen at home", "Seen at school"]
    assert codes(reading) == {"answer.twice"}


def test_a_deleted_row_is_said(book, read, whole):
    """A question whose row is gone is blank and listed; no other answer moves."""
    book["Questions"].delete_rows(5)
    for name in ("AF_ZZ_1_2", "AF_ZZ_1_2_E"):
        del book.defined_names[name]
    reading = read(book)
    assert [
        (problem.code, problem.where.ref)
        for problem in reading.problems
        if problem.code == "answer.row_missing"
    ] == [("answer.row_missing", "ZZ-1.2")]
    assert answers_of(reading) == whole | {"ZZ-1.2": ("blank", "", "")}


def test_a_deleted_row_is_said_though_its_name_now_points_elsewhere(book, read, whole):
    """A defined name that slid onto the next question's row brings no answer with it."""
    book["Questions"].delete_rows(5)
    reading = read(book)
    assert answers_of(reading) == whole | {"ZZ-1.2": ("blank", "", "")}
    assert "answer.row_missing" in codes(reading)


def test_a_name_that_slid_onto_a_row_of_the_same_words_brings_no_answer(book, read, whole):
    """ "Why that grade?" is asked twice: with the first gone, the second's words are not given to
    it.
    """
    book["Judgement"].delete_rows(5, 2)
    changed = answers_of(read(book))
    assert (changed["J-2"], changed["J-3"], changed["J-4"]) == (
        ("blank", "", ""),
        ("blank", "", ""),
        whole["J-4"],
    )


def test_refs_swapped_between_questions_of_the_same_words_are_said(book, read):
    """What helped is asked in every section: there ref and wording agree on any row, so the name
    has to as well.
    """
    sheet = book["Questions"]
    sheet["A11"], sheet["A16"] = sheet["A16"].value, sheet["A11"].value
    assert {
        problem.where.ref for problem in read(book).problems if problem.code == "answer.moved"
    } == {"W-1", "W-2"}


def test_refs_swapped_between_the_same_words_are_said_where_every_name_slid_too(book, read):
    """With a row gone above, the names point one row off and confirm nothing: the order of the form
    still tells.
    """
    sheet = book["Questions"]
    sheet["A11"], sheet["A16"] = sheet["A16"].value, sheet["A11"].value
    sheet.delete_rows(4)
    assert {"W-1", "W-2"} <= {
        problem.where.ref for problem in read(book).problems if problem.code == "answer.moved"
    }


def test_a_ref_moved_onto_the_same_words_whose_own_row_is_gone_is_said(book, read):
    """W-2 beside the words of section 1, and the row of section 2 deleted: it is there once, and
    may be either.
    """
    sheet = book["Questions"]
    sheet["A11"] = "W-2"
    sheet.delete_rows(16)
    assert "W-2" in {
        problem.where.ref for problem in read(book).problems if problem.code == "answer.moved"
    }


@pytest.mark.parametrize("pair", [("S-2", "G-2"), ("S-3", "G-3"), ("S-4", "G-4")])
@pytest.mark.parametrize("named", [True, False])
def test_refs_swapped_between_sheets_that_share_words_are_said(book, read, pair, named):
    """Who was told of a risk is asked at the start and at the end in the same words: a ref on the
    other sheet is no answer of its own.
    """
    cells = {
        cell.value: cell
        for name in ("Start here", "Sign-off")
        for row in book[name].iter_rows(max_col=1)
        for cell in row
    }
    first, second = (cells[ref] for ref in pair)
    first.value, second.value = pair[1], pair[0]
    if not named:
        book.defined_names.clear()
    assert set(pair) <= {
        problem.where.ref for problem in read(book).problems if problem.code == "answer.moved"
    }


def test_the_same_words_on_sheets_that_were_renamed_are_no_doubt(book, read, whole):
    """Which sheet is the form's is told by all that stands on it, and not by its name."""
    before = {problem.code for problem in read(book).problems}
    book["Start here"].title, book["Sign-off"].title = "Sign-off 2", "Tabelle1"
    book.defined_names.clear()
    reading = read(book)
    assert answers_of(reading) == whole
    assert {problem.code for problem in reading.problems} == before


def test_refs_swapped_on_slid_names_are_said(book, read):
    """A row deleted above and two refs swapped make ref and name agree on a wrong row: the short
    wording there still tells.
    """
    sheet = book["Questions"]
    sheet.delete_rows(4)
    sheet["A5"], sheet["A6"] = sheet["A6"].value, sheet["A5"].value
    told = {problem.where.ref for problem in read(book).problems}
    assert {"ZZ-1.1", "ZZ-1.3a"} <= told


def test_a_ref_that_was_overwritten_is_found_by_wording_and_name(book, read, whole):
    """Two votes of three are enough, whichever two they are."""
    book["Questions"]["A5"] = None
    assert answers_of(read(book)) == whole
    book["Questions"]["A5"] = "second"
    assert answers_of(read(book)) == whole


def test_a_wording_that_was_rewritten_is_found_by_ref_and_name(book, read, whole):
    """Two votes of three are enough: the ref and the defined name."""
    book["Questions"]["B5"] = "was she ok"
    assert answers_of(read(book)) == whole


def test_headings_that_were_deleted_are_made_up_for_by_names(book, read, whole):
    """Without any headings, a defined name whose row prints the ref still finds the answer and its
    evidence.
    """
    for column in range(1, 6):
        book["Questions"].cell(3, column).value = None
        book["Judgement"].cell(3, column).value = None
    assert answers_of(read(book)) == whole


def test_a_ref_alone_is_used_and_said(book, read, whole):
    """With the wording rewritten and the names gone there is one vote: the answer stands with a
    question.
    """
    book["Questions"]["B5"] = "was she ok"
    del book.defined_names["AF_ZZ_1_2"]
    reading = read(book)
    assert answers_of(reading) == whole
    assert [(problem.code, problem.where.cell) for problem in reading.problems] == [
        ("answer.moved", "C5")
    ]


def test_refs_and_wording_that_contradict_each_other_count_for_nothing(book, read, whole):
    """Refs sorted on their own, with no names to decide: the answers are listed, and none is taken
    for another's.
    """
    sheet = book["Questions"]
    sheet["A4"], sheet["A5"] = sheet["A5"].value, sheet["A4"].value
    for name in ("AF_ZZ_1_1", "AF_ZZ_1_2"):
        del book.defined_names[name]
    reading = read(book)
    changed = answers_of(reading)
    assert {changed[ref][0] for ref in ("ZZ-1.1", "ZZ-1.2")} == {"not_understood"}
    assert {changed["ZZ-1.1"][1], changed["ZZ-1.2"][1]} == {whole["ZZ-1.1"][1], whole["ZZ-1.2"][1]}
    assert codes(reading) == {"answer.moved", "form.incomplete"}


def test_refs_that_were_swapped_are_put_right_by_names(book, read, whole):
    """Refs sorted on their own, with names where they were: wording and name outvote the ref, and
    it is said.
    """
    sheet = book["Questions"]
    sheet["A4"], sheet["A5"] = sheet["A5"].value, sheet["A4"].value
    reading = read(book)
    assert answers_of(reading) == whole
    assert {
        problem.where.ref for problem in reading.problems if problem.code == "answer.moved"
    } == {"ZZ-1.1", "ZZ-1.2"}


def test_wording_that_was_swapped_is_used_and_said(book, read):
    """Wording sorted on its own: people answer what they read, so ref and name together are not
    taken in silence.
    """
    sheet = book["Questions"]
    sheet["B4"], sheet["B5"] = sheet["B5"].value, sheet["B4"].value
    reading = read(book)
    assert {
        problem.where.ref for problem in reading.problems if problem.code == "answer.moved"
    } == {"ZZ-1.1", "ZZ-1.2"}


def test_a_block_cut_and_pasted_elsewhere_is_found(book, read, whole):
    """Headings and rows moved together to another sheet and column are still headings and rows."""
    sheet, new = book["Questions"], book.create_sheet("My notes")
    for row in sheet.iter_rows(min_row=3):
        for cell in row:
            new.cell(cell.row + 20, cell.column + 3, cell.value)
    del book["Questions"]
    new.protection.sheet = True
    assert answers_of(read(book)) == whole


def test_two_blocks_on_one_sheet_are_both_read(book, read, whole):
    """Judgement pasted beneath the questions has its own headings, so its own columns."""
    sheet, other = book["Questions"], book["Judgement"]
    last = sheet.max_row
    for row in other.iter_rows(min_row=3):
        for cell in row:
            sheet.cell(last + cell.row, cell.column, cell.value)
    del book["Judgement"]
    assert answers_of(read(book)) == whole


def test_an_answer_on_a_row_of_its_own_is_said(book, read, whole):
    """A row that somebody added is not a question; only what is answered on it is worth a word."""
    sheet = book["Questions"]
    sheet["A30"] = "ZZ-9.9"
    assert read(book).problems == ()
    sheet["C30"], sheet["D31"] = "Met", "And this as well"
    reading = read(book)
    assert answers_of(reading) == whole
    assert [(problem.code, problem.where.cell) for problem in reading.problems] == [
        ("answer.foreign", "C30"),
        ("answer.foreign", "D31"),
    ]


def test_words_typed_beside_a_prose_box_are_kept(form, full, lay_out, read):
    """What helped, typed into the Rating column, is read from there; typed into both, both are
    kept.
    """
    book = lay_out(form, full)
    book["Questions"]["C11"], book["Questions"]["D11"] = "A good handover", None
    entry = next(entry for entry in read(book).form.entries if entry.ref == "W-1")
    assert (entry.raw, entry.at.cell) == ("A good handover", "C11")
    book["Questions"]["D11"] = "Time"
    entry = next(entry for entry in read(book).form.entries if entry.ref == "W-1")
    assert (entry.raw, entry.evidence) == ("Time", "A good handover")


def test_a_doubled_column_is_one_answer_until_it_differs(book, read, whole):
    """A second Rating column with the same answers says the same; with another answer it is
    answered twice.
    """
    sheet = book["Questions"]
    for row in range(3, sheet.max_row + 1):
        sheet.cell(row, 7).value = sheet.cell(row, 3).value
    assert answers_of(read(book)) == whole
    sheet.cell(5, 7).value = "Not met"
    assert answers_of(read(book))["ZZ-1.2"][0] == "not_understood"


def test_a_formula_in_evidence_is_kept_as_typed(book, read):
    """The words beside an answer are never dropped, not even when they are a formula."""
    book["Questions"]["D5"] = "=A1&B1&C1&D1"
    reading = read(book)
    entry = next(entry for entry in reading.form.entries if entry.ref == "ZZ-1.2")
    assert (entry.code, entry.evidence) == ("met", "=A1&B1&C1&D1")
    assert codes(reading) == {"answer.formula_kept"}


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [("Questions", "C400"), ("Questions", "D400"), ("Chronology", "E150"), ("Chronology", "B150")],
)
@pytest.mark.parametrize("typed", [".", "x", 3, " . "])
def test_one_stray_character_far_below_is_left_out_and_noted(book, read, whole, sheet, cell, typed):
    """It is no answer and no event, asks nothing of the auditor, and its own cell is named."""
    before = read(book)
    book[sheet][cell] = typed
    reading = read(book)
    assert answers_of(reading) == whole
    assert [event.what for event in reading.form.events] == [
        event.what for event in before.form.events
    ]
    told = [
        (problem.code, problem.severity, problem.where.cell)
        for problem in reading.problems
        if problem not in before.problems
    ]
    assert told == [("answer.stray", "note", cell)]


def test_two_characters_far_below_may_be_an_answer(book, read):
    """They are told as what could not be matched; and on a row with a ref of ours one character is
    an answer like any other.
    """
    book["Questions"]["C400"], book["Chronology"]["E150"] = "No", "ab"
    reading = read(book)
    assert [
        problem.where.cell for problem in reading.problems if problem.code == "answer.foreign"
    ] == ["C400"]
    assert [event.what for event in reading.form.events if not event.ref] == ["ab"]


def test_one_character_where_an_answer_belongs_is_no_slip(book, read):
    """A digit or a Y beside a ref or among the rows of the form may be the whole answer, whatever
    else of its row is gone.
    """
    sheet = book["Start here"]
    risk = next(row for row in sheet.iter_rows(max_col=3) if row[0].value == "S-1")
    risk[0].value = risk[1].value = None
    risk[2].value = "Y"
    told = {(problem.code, problem.where.cell) for problem in read(book).problems}
    assert ("answer.stray", risk[2].coordinate) not in told
    assert told & {
        ("answer.foreign", risk[2].coordinate),
        ("answer.moved", risk[2].coordinate),
        ("form.risk", risk[2].coordinate),
    }


def test_one_character_beside_a_sentence_is_no_slip(book, read):
    """Somebody went on below the form, in columns of their own: it is told as what could not be
    matched.
    """
    book["Questions"]["C402"], book["Questions"]["G402"] = (
        "5",
        "Meetings held, as agreed on the telephone",
    )
    told = {(problem.code, problem.where.cell) for problem in read(book).problems}
    assert ("answer.foreign", "C402") in told
    assert not any(code == "answer.stray" for code, _ in told)


def test_events_whose_heading_is_gone_are_not_said_to_be_empty(form, full, lay_out, read):
    """Their words stand in a column that is said to be unread; they are asked for no
    second time.
    """
    book = lay_out(form, full, (("3 April 2025", "Log", "", "Seen at school"),))
    book["Chronology"]["E3"] = None
    codes = {problem.code for problem in read(book).problems}
    assert ("form.column_unread" in codes, "event.no_words" in codes) == (True, False)


@pytest.mark.parametrize("row", [14, 60])
def test_a_sentence_on_a_row_of_ones_own_is_told(book, read, whole, row):
    """Somebody goes on below the last question, with words of their own beside it: nothing is
    passed over.
    """
    book["Judgement"].cell(row, 2).value = "Further comments"
    book["Judgement"].cell(row, 3).value = "The school was not asked"
    reading = read(book)
    assert answers_of(reading) == whole
    assert [
        problem.where.cell for problem in reading.problems if problem.code == "answer.foreign"
    ] == [f"C{row}"]


def test_a_sheet_that_somebody_added_is_told(book, read, whole):
    """Nothing on it is read; its first cell is named. One with nothing on it, and the help and the
    machine's own sheet, are no news.
    """
    book.create_sheet("Notes")["B2"] = "What the worker said on the telephone"
    book.create_sheet("Empty")
    reading = read(book)
    assert answers_of(reading) == whole
    assert [
        (problem.where.sheet, problem.where.cell)
        for problem in reading.problems
        if problem.code == "form.sheet_added"
    ] == [("Notes", "B2")]


@pytest.mark.parametrize("name", ["Start here", "Questions", "Judgement", "Sign-off"])
def test_protection_taken_off_any_sheet_is_told(book, read, name):
    """Where rows can be sorted, an answer may stand beside another question: it is the only sign
    there is.
    """
    for sheet in book.worksheets:
        sheet.protection.sheet = sheet.title != name
    told = [problem for problem in read(book).problems if problem.code == "file.protection_removed"]
    assert [(problem.where.sheet, name in problem.what) for problem in told] == [(name, True)]


def test_events_of_ones_own_on_a_copied_sheet_are_one(form, full, lay_out, read):
    """Added below without a ref, then the sheet was copied: they happened once. Two alike on one
    sheet happened twice.
    """
    book = lay_out(form, full, (("3 April 2025", "Log", "", "Seen"),))
    for row in (30, 31):
        for column, text in zip("BE", ("4 April 2025", "Called again"), strict=True):
            book["Chronology"][f"{column}{row}"] = text
    once = [event.what for event in read(book).form.events]
    book.copy_worksheet(book["Chronology"]).title = "Chronology (2)"
    assert once == ["Seen", "Called again", "Called again"]
    assert [event.what for event in read(book).form.events] == once


def test_events_without_a_day_are_kept(form, full, lay_out, read):
    """A month is no day, and a row without a date is still something that happened."""
    reading = read(
        lay_out(
            form,
            full,
            (
                ("March 2025", "", "", "Moved house"),
                (None, "", "", "Moved again"),
                (None, "School log"),
                ("3/4/2025", "", "", "Seen"),
            ),
        )
    )
    assert [(event.day, event.date_raw) for event in reading.form.events] == [
        (None, "March 2025"),
        (None, ""),
        (None, ""),
        (date(2025, 4, 3), "3/4/2025"),
    ]
    assert [
        (problem.code, problem.where.cell, problem.where.ref) for problem in reading.problems
    ] == [
        ("answer.date", "B4", "C-1"),
        ("event.no_date", "B5", "C-2"),
        ("event.no_date", "B6", "C-3"),
        ("event.no_words", "E6", "C-3"),
        ("answer.date_both_ways", "B7", "C-4"),
    ]


def test_events_added_below_without_a_ref_are_kept(book, read):
    """The chronology is open: rows typed below the last are events too."""
    book["Chronology"].cell(30, 5, "One more thing")
    events = read(book).form.events
    assert [(event.ref, event.what) for event in events] == [
        ("C-1", "Seen at home"),
        ("", "One more thing"),
    ]


def test_refs_moved_on_by_one_are_put_right_by_names(book, read, whole):
    """A row that only its ref gives to one question is left to the question whose name points
    there.
    """
    sheet, rows = book["Questions"], rows_of(book["Questions"])
    refs = [sheet.cell(row, 1).value for row in rows]
    for row, ref in zip(rows, refs[-1:] + refs[:-1], strict=True):
        sheet.cell(row, 1).value = ref
    reading = read(book)
    changed = {ref for ref, said in answers_of(reading).items() if said != whole[ref]}
    assert changed <= {
        problem.where.ref for problem in reading.problems if problem.code == "answer.moved"
    }
    assert answers_of(reading)["ZZ-1.2"] == whole["ZZ-1.2"]


def test_words_that_questions_share_prove_nothing_among_moved_refs(book, read):
    """With refs on their own rows no more and the names gone, a ref beside "What helped?" may be
    another section's: it is said.
    """
    sheet = book["Questions"]
    for one, other in (("A4", "A5"), ("A11", "A16")):
        sheet[one], sheet[other] = sheet[other].value, sheet[one].value
    for name in list(book.defined_names):
        del book.defined_names[name]
    assert {"W-1", "W-2"} <= {
        problem.where.ref for problem in read(book).problems if problem.code == "answer.moved"
    }


def test_a_heading_that_was_overwritten_is_said(book, read):
    """Evidence beneath a heading that is not ours is not read, and each of its rows says so; a
    printed dash is no answer.
    """
    book["Questions"]["D3"], book["Questions"]["C11"] = "Our notes", "–"
    reading = read(book)
    assert ("form.column_unread", "D4") in [
        (problem.code, problem.where.cell) for problem in reading.problems
    ]
    assert {"ZZ-1.1", "W-1"} <= {
        problem.where.ref for problem in reading.problems if problem.code == "answer.moved"
    }
    assert answers_of(reading)["W-1"] == ("blank", "", "")


def test_a_column_that_somebody_added_is_said(book, read, whole):
    """Words in a column of their own, beside questions or events, are named by their first cell;
    what we asked is read.
    """
    book["Questions"]["F3"], book["Questions"]["F6"], book["Questions"]["F7"] = (
        "Our notes",
        "First",
        "Second",
    )
    book["Chronology"]["H4"] = "A teacher was there"
    reading = read(book)
    assert answers_of(reading) == whole
    assert [(problem.code, problem.where.cell) for problem in reading.problems] == [
        ("form.column_unread", "F6"),
        ("form.column_unread", "H4"),
    ]


def test_a_kind_of_event_that_is_not_on_the_list_is_asked_about(form, full, lay_out, read):
    """It is kept as it was typed, and its cell is named with what can be chosen."""
    reading = read(
        lay_out(
            form,
            full,
            (
                ("3 April 2025", "Log", "Incedent", "Seen at school"),
                ("14 April 2025", "Log", form.event_kinds[0].upper(), "Sent"),
            ),
        )
    )
    told = [problem for problem in reading.problems if problem.code == "event.kind"]
    assert [problem.where.cell for problem in told] == ["D4"]
    assert form.event_kinds[0] in told[0].remedy
    assert [event.kind for event in reading.form.events] == ["Incedent", form.event_kinds[0]]


@pytest.mark.parametrize(
    ("shown", "noted"),
    [
        ("mmm-yy", True),
        ("yyyy", True),
        ("mmmm yyyy", True),
        ("dd/mm/yyyy", False),
        ("d mmm", False),
        ("hh:mm", False),
    ],
)
def test_a_month_that_was_pasted_for_a_day_is_noted(book, read, shown, noted):
    """The auditor sees Mar-26 and the cell holds the first of March: it is read, and said with its
    cell.
    """
    cell = book["Sign-off"]["C11"]
    cell.value, cell.number_format = date(2026, 3, 1), shown
    told = [problem.what for problem in read(book).problems if problem.code == "file.notice"]
    assert told == (
        ["Sign-off!C11: shows a month or a year without a day; read as the first day of it."]
        if noted
        else []
    )


def test_a_time_in_a_box_for_words_stays_a_time(book, read):
    """Excel makes a number of 09:10; nobody wrote of a day in 1899."""
    book["Judgement"]["C6"].value, book["Judgement"]["C6"].number_format = (
        9 / 24 + 10 / 1440,
        "hh:mm",
    )
    assert "09:10" in [entry.raw for entry in read(book).form.entries]


def test_a_note_in_the_margin_of_a_chronology_is_told(form, full, lay_out, read):
    """Anybody can type there: what stands beside no event is named with its cell, and our own refs
    of blank rows are not.
    """
    book = lay_out(form, full, (("3 April 2025", "Log", "", "Seen"),))
    book["Chronology"]["A40"] = "Earlier events are in the paper file"
    assert [
        problem.where.cell for problem in read(book).problems if problem.code == "event.unread"
    ] == ["A40"]


def test_a_column_of_answers_that_is_gone_is_said_as_that(book, read):
    """The rows are there, and nobody is told that they are not: the sheet that lost its column is
    named, with each ref.
    """
    book["Questions"].delete_cols(3)
    for name in list(book.defined_names):
        del book.defined_names[name]
    gone = [
        problem.where for problem in read(book).problems if problem.code == "answer.column_missing"
    ]
    assert {where.sheet for where in gone} == {"Questions"}
    assert "ZZ-1.2" in {where.ref for where in gone}
    assert "answer.row_missing" not in codes(read(book))
