"""Forms with the same layout are read by the layout of an earlier one, with the same result as
reading them from the start.
"""

from __future__ import annotations

import os

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit_core.forms.workbook.form_workbook import build_form_workbook
from audit_core.returns.context import no_file
from audit_core.returns.layout_cache import FormShape
from audit_core.returns.reader import read_return
from tests.both_ways import read_both_ways

OTHERWISE = {
    "ZZ-1.1": ("Not met", "Nothing on the file of the school"),
    "ZZ-2.3": "",
    "S-10": "Another record",
    "S-5": "The child",
}
WORDS = [
    "Ref", "ref.", "Reference number 7", "Date", "Rating", "Answer", "Evidence", "What happened",
    "ZZ-1.1", "ZZ-2.4", "S-1", "g-1", "W-1", "C-2",
    "Is a child or adult at risk right now?", "We have looked: nobody is at risk right now?",
    "Was every child of the household recorded by somebody?",
    "What helped, or got in the way?", "AUDIT-FORM",
    "AF1/ZZ26A-01-X/police/case_file/1/invented-1.0-abc123", "–", "Yes", "No", "Met", "Check", " ",
    "=A1", 3, True, "x" * 3000, None,
]  # fmt: skip
"""What could be a heading, a ref, a standard, a risk, a Form ID, an answer; or nothing."""


@pytest.fixture(scope="module")
def blank(form, theme, audit_round) -> bytes:
    """The form as sent."""
    return build_form_workbook(form, theme, audit_round)


@pytest.fixture
def laid_out(monkeypatch):
    """The number of forms read by an earlier form's layout."""
    known = []
    lay = FormShape.lay
    monkeypatch.setattr(
        FormShape, "lay", lambda shape, book: known.append(lay(shape, book)) or known[-1]
    )
    return lambda: [laid.known for laid in known]


@pytest.fixture
def fresh(desk):
    """A context that remembers no layout yet. The forms are real, and their blanks are gone."""
    return attrs.evolve(desk, shapes={}, file_of=no_file)


def test_a_form_with_a_known_layout_is_read_by_it(blank, full, fresh, as_file, fill_in, laid_out):
    """Only the first form is analysed, whatever is answered and in whichever cells."""
    for answers in (full, {**full, **OTHERWISE}, {}, {"ZZ-1.1": ("Met", None)}):
        read_return(as_file(fill_in(blank, answers)), fresh)
    assert laid_out() == [False, True, True, True]


def test_a_form_of_another_case_is_read_by_the_same_layout(
    forms, theme, audit_round, fresh, as_file, fill_in, laid_out
):
    """It keeps its own case and Form ID, although these are printed in the form."""
    alike = [form for form in forms if (form.kind, form.id.instrument) == ("police", "case_file")]
    readings = [
        read_return(as_file(fill_in(build_form_workbook(form, theme, audit_round), {})), fresh)
        for form in alike
    ]
    assert [reading.ledger.subject for reading in readings] == [form.id.subject for form in alike]
    assert laid_out() == [False, True]


@pytest.mark.parametrize(
    ("sheet", "cell", "typed"),
    [
        ("Questions", "D6", "Reference: see the file"),
        ("Questions", "C6", "Date"),
        ("Start here", "C20", "Is a child or adult at risk right now?"),
        ("Judgement", "C5", "S-1"),
        ("Help", "D20", "Yes"),
        ("Questions", "B6", "Was any child seen?"),
        ("Questions", "A6", None),
        ("Questions", "H6", "As agreed with the school"),
        ("Chronology", "I5", "A teacher"),
        ("Start here", "D12", "Done"),
    ],
)
def test_a_form_with_a_misleading_text_is_analysed_itself(
    blank, full, fresh, as_file, fill_in, laid_out, sheet, cell, typed
):
    """A heading or a risk typed as an answer, a changed standard, a lost ref, and text where there
    was none have this effect.
    """
    read_return(as_file(fill_in(blank, full)), fresh)
    book = fill_in(blank, full)
    book[sheet][cell] = typed
    read_return(as_file(book), fresh)
    assert laid_out() == [False, False]


def test_a_form_with_text_out_of_place_is_no_model_for_others(blank, full, fresh, as_file, fill_in):
    """Its problems would be missed on the next form."""
    book = fill_in(blank, full)
    book["Questions"]["F3"], book["Questions"]["F6"] = "Our notes", "As agreed with the school"
    reading = read_return(as_file(book), fresh)
    assert "form.column_unread" in {problem.code for problem in reading.problems}
    assert [shape.layouts for shape in fresh.shapes.values()] == [[]]


def test_few_layouts_are_kept_and_without_long_texts(blank, full, fresh, as_file, fill_in):
    """A thousand forms, each rearranged differently, do not fill the memory."""
    for number in range(8):
        book = fill_in(blank, full)
        book["Help"].insert_rows(2, number)
        book["Help"]["B30"] = "Notes of the panel. " * 200 if number == 7 else None
        read_both_ways(as_file(book), fresh)
    (shape,) = fresh.shapes.values()
    assert 1 < len(shape.layouts) <= 4
    assert (
        max(
            len(str(content))
            for layout in shape.layouts
            for page in layout.pages
            for content in page.printed.values()
        )
        < 2_000
    )


@settings(
    max_examples=int(os.environ.get("AUDIT_FORMS", "25")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_a_known_layout_never_changes_a_result(
    form, full, lay_out, blank, fill_in, as_file, desk, data
):
    """Forms with the same rearrangement and different answers, read one after the other, are read
    as with a fresh context.
    """
    real = data.draw(st.booleans())
    edits = data.draw(
        st.lists(
            st.tuples(
                st.sampled_from(sorted(EDITS)),
                st.integers(0, 6),
                st.integers(1, 22),
                st.integers(1, 7),
            ),
            max_size=3,
        )
    )
    fresh = attrs.evolve(desk, shapes={}, file_of=no_file)
    for _ in range(3):
        answers = {**full, **OTHERWISE} if data.draw(st.booleans()) else full
        book = fill_in(blank, answers) if real else lay_out(form, answers)
        for name, sheet, row, column in edits:
            EDITS[name](book, book.worksheets[sheet % len(book.worksheets)], row, column)
        for _ in range(data.draw(st.integers(0, 2))):
            sheet = book.worksheets[data.draw(st.integers(0, 4)) % len(book.worksheets)]
            row, column = (
                data.draw(st.integers(1, 22)),
                data.draw(st.sampled_from([1, 2, 3, 3, 4, 4, 5, 6, 7])),
            )
            sheet.cell(row, column).value = data.draw(st.sampled_from(WORDS))
        read_both_ways(as_file(book), fresh)


def _swap(_book, sheet, row, column):
    one, two = sheet.cell(row, column), sheet.cell(row + 1, column)
    one.value, two.value = two.value, one.value


def _sort(_book, sheet, row, _column):
    for column in range(1, 8):
        _swap(_book, sheet, row, column)


def _forget_names(book, _sheet, _row, _column):
    for name in list(book.defined_names):
        del book.defined_names[name]


def _delete(book, sheet, _row, _column):
    if len(book.worksheets) > 1:
        del book[sheet.title]


def _copy(book, sheet, _row, _column):
    if len(book.worksheets) < 9:
        book.copy_worksheet(sheet)


EDITS = {
    "swap": _swap,
    "sort": _sort,
    "insert rows": lambda _book, sheet, row, _column: sheet.insert_rows(row),
    "delete rows": lambda _book, sheet, row, _column: sheet.delete_rows(row),
    "insert columns": lambda _book, sheet, _row, column: sheet.insert_cols(column),
    "delete columns": lambda _book, sheet, _row, column: sheet.delete_cols(column),
    "rename": lambda _book, sheet, row, _column: setattr(sheet, "title", f"Sheet {row}"),
    "move": lambda book, sheet, _row, column: book.move_sheet(sheet, column - 4),
    "copy": _copy,
    "delete": _delete,
    "names": _forget_names,
    "move cells": lambda _book, sheet, row, _column: sheet.move_range(f"A{row}:G{row}", rows=25),
    "blank": lambda _book, sheet, row, column: setattr(sheet.cell(row, column), "value", None),
}
"""What people do to forms: on a sheet, at a row and a column."""
