"""A whole form read back, after everything that people do to a workbook on the way."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook

from tests.wordings import asks, shows

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
    """The return read from that form when nobody has changed it."""
    return answers_of(read(book))


def test_every_answer_is_read_with_its_cell(form, book, read):
    """A form filled in on every line gives each field once, answered, without problems."""
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


def test_entries_have_the_columns_of_answers_csv(form, book, read, theme):
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
    assert (entries["W-1"].code, entries["W-1"].at.cell) == ("text", "D12")


def test_ticks_are_one_entry(form, full, lay_out, read):
    """The boxes of one question give their codes in one entry, at the first ticked box."""
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
        "C10",
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
    """Every field of an untouched form is blank at its own cell, and no row is read as an answer or
    an event.
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
    """A row or a column inserted anywhere moves cells, never answers."""
    for sheet in (book["Questions"], book["Judgement"], book["Start here"]):
        sheet.insert_rows(6, 2)
        sheet.insert_cols(2)
    assert answers_of(read(book)) == whole


def test_sorted_rows_change_nothing(book, read, whole):
    """Whole rows that are sorted keep their refs and wording, whatever the defined names point to
    afterwards.
    """
    sheet = book["Questions"]
    rows = rows_of(sheet)
    contents = [[sheet.cell(row, column).value for column in range(1, 5)] for row in rows]
    contents.sort(key=lambda values: str(values[2]))
    for row, values in zip(rows, contents, strict=True):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column).value = value
    assert answers_of(read(book)) == whole


def test_renamed_reordered_and_hidden_sheets_change_nothing(book, read, whole):
    """The name, place and visibility of a sheet do not matter."""
    for number, sheet in enumerate(book.worksheets[:-1]):
        sheet.title = f"Sheet{number}"
        sheet.sheet_state = "hidden" if number == 1 else "visible"
    book.move_sheet("Sheet0", 3)
    reading = read(book)
    assert answers_of(reading) == whole
    assert "file.protection_removed" not in codes(reading)


def test_deleted_hidden_sheets_and_names_change_nothing(book, read, whole):
    """Everything that only programs see may be missing."""
    del book["_audit"]
    for name in list(book.defined_names):
        del book.defined_names[name]
    book.properties.identifier = None
    assert answers_of(read(book)) == whole


def test_a_values_only_copy_changes_nothing_but_protection(book, read, whole):
    """Cells copied into a new workbook without anything else are still the form; its missing
    protection is reported.
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
    """The same answer twice is one answer, a blank beside an answer is that answer, and two
    different answers are none.
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
    """A copied row is the same event; a copy that was changed is another event, and is reported."""
    copy = book.copy_worksheet(book["Chronology"])
    assert len(read(book).form.events) == 1
    copy["E4"] = "Seen at school"
    reading = read(book)
    assert [event.what for event in reading.form.events] == ["Seen at home", "Seen at school"]
    assert codes(reading) == {"answer.twice"}


def test_a_deleted_row_is_reported(book, read, whole):
    """The question of a deleted row is blank and listed, and no other answer moves."""
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


def test_a_deleted_row_is_reported_if_its_name_points_elsewhere(book, read, whole):
    """A defined name that now points to the next question's row gives no answer."""
    book["Questions"].delete_rows(5)
    reading = read(book)
    assert answers_of(reading) == whole | {"ZZ-1.2": ("blank", "", "")}
    assert "answer.row_missing" in codes(reading)


def test_a_name_pointing_to_a_row_of_the_same_wording_gives_no_answer(book, read, whole):
    """ "Why that grade?" is asked twice: if the first row is deleted, it does not get the second's
    answer.
    """
    book["Judgement"].delete_rows(5, 2)
    changed = answers_of(read(book))
    assert (changed["J-2"], changed["J-3"], changed["J-4"]) == (
        ("blank", "", ""),
        ("blank", "", ""),
        whole["J-4"],
    )


def test_swapped_refs_of_questions_with_the_same_wording_are_reported(book, read):
    """What helped is asked in every section, so ref and wording agree on any of its rows, and the
    name has to agree as well.
    """
    sheet = book["Questions"]
    sheet["A12"], sheet["A17"] = sheet["A17"].value, sheet["A12"].value
    assert {
        problem.where.ref for problem in read(book).problems if problem.code == "answer.moved"
    } == {"W-1", "W-2"}


def test_swapped_refs_of_the_same_wording_are_reported_if_names_moved_too(book, read):
    """If a row above is deleted, the names point one row off and confirm nothing, but the order of
    the form still shows the swap.
    """
    sheet = book["Questions"]
    sheet["A12"], sheet["A17"] = sheet["A17"].value, sheet["A12"].value
    sheet.delete_rows(4)
    assert {"W-1", "W-2"} <= {
        problem.where.ref for problem in read(book).problems if problem.code == "answer.moved"
    }


def test_a_ref_moved_to_the_same_wording_is_reported_if_its_own_row_is_gone(book, read):
    """With W-2 beside the wording of section 1 and the row of section 2 deleted, the answer is
    there once and may belong to either.
    """
    sheet = book["Questions"]
    sheet["A12"] = "W-2"
    sheet.delete_rows(17)
    assert "W-2" in {
        problem.where.ref for problem in read(book).problems if problem.code == "answer.moved"
    }


@pytest.mark.parametrize("pair", [("S-2", "G-2"), ("S-3", "G-3"), ("S-4", "G-4")])
@pytest.mark.parametrize("named", [True, False])
def test_swapped_refs_of_sheets_with_shared_wording_are_reported(book, read, pair, named):
    """Who was told of a risk is asked at the start and at the end in the same words, so a ref on
    the other sheet is not enough.
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


def test_the_same_wording_on_renamed_sheets_is_unambiguous(book, read, whole):
    """A sheet is recognised by all of its content and not by its name."""
    before = {problem.code for problem in read(book).problems}
    book["Start here"].title, book["Sign-off"].title = "Sign-off 2", "Tabelle1"
    book.defined_names.clear()
    reading = read(book)
    assert answers_of(reading) == whole
    assert {problem.code for problem in reading.problems} == before


def test_swapped_refs_are_reported_if_names_point_to_wrong_rows(book, read):
    """With a row deleted above and two refs swapped, ref and name agree on a wrong row, but the
    short wording still shows it.
    """
    sheet = book["Questions"]
    sheet.delete_rows(4)
    sheet["A5"], sheet["A6"] = sheet["A6"].value, sheet["A5"].value
    reported = {problem.where.ref for problem in read(book).problems}
    assert {"ZZ-1.1", "ZZ-1.3a"} <= reported


def test_an_overwritten_ref_is_found_by_wording_and_name(book, read, whole):
    """Any two of the three ways to find a field are enough."""
    book["Questions"]["A5"] = None
    assert answers_of(read(book)) == whole
    book["Questions"]["A5"] = "second"
    assert answers_of(read(book)) == whole


def test_a_rewritten_wording_is_found_by_ref_and_name(book, read, whole):
    """Two of the three ways are enough: here the ref and the defined name."""
    book["Questions"]["B5"] = "was she ok"
    assert answers_of(read(book)) == whole


def test_deleted_headings_are_replaced_by_names(book, read, whole):
    """Without any headings, a defined name whose row has the ref still finds the answer and its
    evidence.
    """
    for column in range(1, 6):
        book["Questions"].cell(3, column).value = None
        book["Judgement"].cell(3, column).value = None
    assert answers_of(read(book)) == whole


def test_a_ref_alone_is_used_and_queried(book, read, whole):
    """With the wording rewritten and the names gone only the ref is left: the answer is used with a
    query.
    """
    book["Questions"]["B5"] = "was she ok"
    del book.defined_names["AF_ZZ_1_2"]
    reading = read(book)
    assert answers_of(reading) == whole
    assert [(problem.code, problem.where.cell) for problem in reading.problems] == [
        ("answer.moved", "C5"),
        ("form.beside", "B5"),
    ]


def test_refs_and_wording_that_contradict_each_other_do_not_count(book, read, whole):
    """If refs were sorted on their own and there are no names to decide, the answers are listed and
    none is taken for another's.
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


def test_swapped_refs_are_corrected_by_names(book, read, whole):
    """If refs were sorted on their own, wording and name outvote the ref, and this is reported."""
    sheet = book["Questions"]
    sheet["A4"], sheet["A5"] = sheet["A5"].value, sheet["A4"].value
    reading = read(book)
    assert answers_of(reading) == whole
    assert {
        problem.where.ref for problem in reading.problems if problem.code == "answer.moved"
    } == {"ZZ-1.1", "ZZ-1.2"}


def test_swapped_wording_is_used_and_reported(book, read):
    """If wording was sorted on its own, people answered what they read, so the agreement of ref and
    name is not accepted silently.
    """
    sheet = book["Questions"]
    sheet["B4"], sheet["B5"] = sheet["B5"].value, sheet["B4"].value
    reading = read(book)
    assert {
        problem.where.ref for problem in reading.problems if problem.code == "answer.moved"
    } == {"ZZ-1.1", "ZZ-1.2"}


def test_a_block_cut_and_pasted_elsewhere_is_found(book, read, whole):
    """Headings and rows moved together to another sheet and column are still found."""
    sheet, new = book["Questions"], book.create_sheet("My notes")
    for row in sheet.iter_rows(min_row=3):
        for cell in row:
            new.cell(cell.row + 20, cell.column + 3, cell.value)
    del book["Questions"]
    new.protection.sheet = True
    assert answers_of(read(book)) == whole


def test_two_blocks_on_one_sheet_are_both_read(book, read, whole):
    """Judgement pasted below the questions has its own headings, and so its own columns."""
    sheet, other = book["Questions"], book["Judgement"]
    last = sheet.max_row
    for row in other.iter_rows(min_row=3):
        for cell in row:
            sheet.cell(last + cell.row, cell.column, cell.value)
    del book["Judgement"]
    assert answers_of(read(book)) == whole


def test_an_answer_on_an_added_row_is_reported(book, read, whole):
    """A row that somebody added is not a question: its ref is reported, or else what is answered on
    it.
    """
    sheet = book["Questions"]
    sheet["A30"] = "ZZ-9.9"
    assert codes(read(book)) == {"form.beside"}
    sheet["C30"], sheet["D31"] = "Met", "And this as well"
    reading = read(book)
    assert answers_of(reading) == whole
    assert [(problem.code, problem.where.cell) for problem in reading.problems] == [
        ("answer.foreign", "C30"),
        ("answer.foreign", "D31"),
    ]


def test_text_typed_beside_a_prose_box_is_kept(form, full, lay_out, read):
    """What helped, typed into the Rating column, is read from there; if both cells are filled in,
    both texts are kept.
    """
    book = lay_out(form, full)
    book["Questions"]["C12"], book["Questions"]["D12"] = "A good handover", None
    entry = next(entry for entry in read(book).form.entries if entry.ref == "W-1")
    assert (entry.raw, entry.at.cell) == ("A good handover", "C12")
    book["Questions"]["D12"] = "Time"
    entry = next(entry for entry in read(book).form.entries if entry.ref == "W-1")
    assert (entry.raw, entry.evidence) == ("Time", "A good handover")


def test_a_doubled_column_is_one_answer_until_it_differs(book, read, whole):
    """A second Rating column with the same answers changes nothing; with another answer the
    question is answered twice.
    """
    sheet = book["Questions"]
    for row in range(3, sheet.max_row + 1):
        sheet.cell(row, 7).value = sheet.cell(row, 3).value
    assert answers_of(read(book)) == whole
    sheet.cell(5, 7).value = "Not met"
    assert answers_of(read(book))["ZZ-1.2"][0] == "not_understood"


def test_a_picture_in_a_cell_of_evidence_is_asked_about(book, read):
    """The auditor is asked to type what it shows; the letters of its formula are not kept."""
    book["Questions"]["D5"] = '=_xlfn.DISPIMG("ID_4F",1)'
    reading = read(book)
    entry = next(entry for entry in reading.form.entries if entry.ref == "ZZ-1.2")
    assert entry.evidence == ""
    assert "answer.picture" in codes(reading)


def test_a_formula_in_evidence_without_a_result_is_asked_about(book, read):
    """Its letters are not evidence: the auditor saw something else, or nothing."""
    book["Questions"]["D5"] = "=A1&B1&C1&D1"
    reading = read(book)
    entry = next(entry for entry in reading.form.entries if entry.ref == "ZZ-1.2")
    assert (entry.code, entry.evidence) == ("met", "")
    assert codes(reading) == {"answer.formula", "answer.no_evidence"}


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [("Questions", "C400"), ("Questions", "D400"), ("Chronology", "E150"), ("Chronology", "B150")],
)
@pytest.mark.parametrize("typed", [".", "x", 3, " . "])
def test_one_stray_character_far_below_is_ignored_and_noted(book, read, whole, sheet, cell, typed):
    """It is neither an answer nor an event, the auditor is asked nothing, and its cell is named."""
    before = read(book)
    book[sheet][cell] = typed
    reading = read(book)
    assert answers_of(reading) == whole
    assert [event.what for event in reading.form.events] == [
        event.what for event in before.form.events
    ]
    reported = [
        (problem.code, problem.severity, problem.where.cell)
        for problem in reading.problems
        if problem not in before.problems
    ]
    assert reported == [("answer.stray", "note", cell)]


def test_two_characters_far_below_may_be_an_answer(book, read):
    """They are reported as unmatched; on a row with a ref of ours a single character is an answer
    like any other.
    """
    book["Questions"]["C400"], book["Chronology"]["E150"] = "No", "ab"
    reading = read(book)
    assert [
        problem.where.cell for problem in reading.problems if problem.code == "answer.foreign"
    ] == ["C400"]
    assert [event.what for event in reading.form.events if not event.ref] == ["ab"]


def test_one_character_where_an_answer_belongs_is_not_ignored(book, read):
    """A digit or a Y beside a ref or among the rows of the form may be the whole answer, whatever
    else of its row is gone.
    """
    sheet = book["Start here"]
    risk = next(row for row in sheet.iter_rows(max_col=3) if row[0].value == "S-1")
    risk[0].value = risk[1].value = None
    risk[2].value = "Y"
    reported = {(problem.code, problem.where.cell) for problem in read(book).problems}
    assert ("answer.stray", risk[2].coordinate) not in reported
    assert reported & {
        ("answer.foreign", risk[2].coordinate),
        ("answer.moved", risk[2].coordinate),
        ("form.risk", risk[2].coordinate),
    }


def test_one_character_beside_a_sentence_is_not_ignored(book, read):
    """If somebody continued below the form in columns of their own, it is reported as unmatched."""
    book["Questions"]["C402"], book["Questions"]["G402"] = (
        "5",
        "Meetings held, as agreed on the telephone",
    )
    reported = {(problem.code, problem.where.cell) for problem in read(book).problems}
    assert ("answer.foreign", "C402") in reported
    assert not any(code == "answer.stray" for code, _ in reported)


def test_events_under_a_missing_heading_are_not_called_empty(form, full, lay_out, read):
    """Their text is in a column reported as unread, and is not asked for a second time."""
    book = lay_out(form, full, (("3 April 2025", "Log", "", "Seen at school"),))
    book["Chronology"]["E3"] = None
    codes = {problem.code for problem in read(book).problems}
    assert ("form.column_unread" in codes, "event.no_words" in codes) == (True, False)


@pytest.mark.parametrize("row", [14, 60])
def test_a_sentence_on_an_added_row_is_reported(book, read, whole, row):
    """If somebody continues below the last question with text of their own, nothing is passed
    over.
    """
    book["Judgement"].cell(row, 2).value = "Further comments"
    book["Judgement"].cell(row, 3).value = "The school was not asked"
    reading = read(book)
    assert answers_of(reading) == whole
    assert [
        problem.where.cell for problem in reading.problems if problem.code == "answer.foreign"
    ] == [f"C{row}"]


def test_an_added_sheet_is_reported(book, read, whole):
    """It is not read, and its first cell is named. An empty sheet, the help and the sheet for
    programs are not reported.
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
def test_protection_removed_from_any_sheet_is_reported(book, read, name):
    """It is the only sign that rows may have been sorted, so that an answer may be beside another
    question.
    """
    for sheet in book.worksheets:
        sheet.protection.sheet = sheet.title != name
    problems = [
        problem for problem in read(book).problems if problem.code == "file.protection_removed"
    ]
    assert [problem.where.sheet for problem in problems] == [name]
    assert shows(problems[0].what, "file.protection_removed", sheets=name)


def test_added_events_on_a_copied_sheet_count_once(form, full, lay_out, read):
    """Events added without a ref before the sheet was copied happened once; two equal events on one
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
    """A month is not a day, and a row without a date is still something that happened."""
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
    """The chronology is open, so rows typed below the last are events too."""
    book["Chronology"].cell(30, 5, "One more thing")
    events = read(book).form.events
    assert [(event.ref, event.what) for event in events] == [
        ("C-1", "Seen at home"),
        ("", "One more thing"),
    ]


def test_refs_shifted_by_one_are_corrected_by_names(book, read, whole):
    """A row that only its ref gives to a question is left to the question whose name points
    there.
    """
    sheet, rows = book["Questions"], rows_of(book["Questions"])
    refs = [sheet.cell(row, 1).value for row in rows]
    for row, ref in zip(rows, refs[-1:] + refs[:-1], strict=True):
        sheet.cell(row, 1).value = ref
    reading = read(book)
    changed = {ref for ref, answer in answers_of(reading).items() if answer != whole[ref]}
    assert changed <= {
        problem.where.ref for problem in reading.problems if problem.code == "answer.moved"
    }
    assert answers_of(reading)["ZZ-1.2"] == whole["ZZ-1.2"]


def test_shared_wording_proves_nothing_among_shifted_refs(book, read):
    """If refs are off their own rows and the names are gone, a ref beside "What helped?" may be
    another section's, and is reported.
    """
    sheet = book["Questions"]
    for one, other in (("A4", "A5"), ("A12", "A17")):
        sheet[one], sheet[other] = sheet[other].value, sheet[one].value
    for name in list(book.defined_names):
        del book.defined_names[name]
    assert {"W-1", "W-2"} <= {
        problem.where.ref for problem in read(book).problems if problem.code == "answer.moved"
    }


def test_an_overwritten_heading_is_reported(book, read):
    """Evidence under a heading that is not ours is not read, and each of its rows says so; a
    printed dash is no answer.
    """
    book["Questions"]["D3"], book["Questions"]["C12"] = "Our notes", "–"
    reading = read(book)
    assert ("form.column_unread", "D4") in [
        (problem.code, problem.where.cell) for problem in reading.problems
    ]
    assert {"ZZ-1.1", "W-1"} <= {
        problem.where.ref for problem in reading.problems if problem.code == "answer.moved"
    }
    assert answers_of(reading)["W-1"] == ("blank", "", "")


def test_an_added_column_is_reported(book, read, whole):
    """Text in a column of somebody's own, beside questions or events, is reported by its first
    cell; what we asked is read.
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


def test_a_kind_of_event_that_is_not_on_the_list_is_queried(form, full, lay_out, read):
    """It is kept as typed, and the problem has its cell and the list."""
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
    problems = [problem for problem in reading.problems if problem.code == "event.kind"]
    assert [problem.where.cell for problem in problems] == ["D4"]
    assert asks(problems[0].remedy, "event.kind", kinds="; ".join(form.event_kinds))
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
def test_a_month_pasted_in_place_of_a_day_is_noted(book, read, shown, noted):
    """The auditor sees Mar-26 and the cell holds the first of March: it is read, with a note at its
    cell.
    """
    cell = book["Sign-off"]["C11"]
    cell.value, cell.number_format = date(2026, 3, 1), shown
    notices = [problem.what for problem in read(book).problems if problem.code == "file.notice"]
    assert [shows(what, "file.notice.no_day", where="Sign-off!C11") for what in notices] == (
        [True] if noted else []
    )


def test_a_time_in_a_text_box_stays_a_time(book, read):
    """Excel turns 09:10 into a number, and nobody wrote of a day in 1899."""
    book["Judgement"]["C6"].value, book["Judgement"]["C6"].number_format = (
        9 / 24 + 10 / 1440,
        "hh:mm",
    )
    assert "09:10" in [entry.raw for entry in read(book).form.entries]


def test_a_note_in_the_margin_of_a_chronology_is_reported(form, full, lay_out, read):
    """Anybody can type there: text beside no event is reported by its cell, and our own refs of
    blank rows are not.
    """
    book = lay_out(form, full, (("3 April 2025", "Log", "", "Seen"),))
    book["Chronology"]["A40"] = "Earlier events are in the paper file"
    assert [
        problem.where.cell for problem in read(book).problems if problem.code == "event.unread"
    ] == ["A40"]


def test_a_missing_column_of_answers_is_reported_as_such(book, read):
    """Its rows are not reported as missing: the sheet that lost its column is named, with each
    ref.
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
