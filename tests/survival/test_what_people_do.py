"""What people do to a form without meaning to change an answer, done by LibreOffice: every answer
is read right.

Each entry: what is done to the form, the test of it here, then the test on a form laid out by
hand (in tests/returns/test_reader.py unless another file is named).

- rows, columns inserted
  - test_nothing_is_lost; test_saved_again.py, by ExcelJS
  - test_inserted_rows_and_columns_change_nothing
- sheets renamed, reordered, copied; the first deleted
  - test_nothing_is_lost
  - test_sheets_renamed_..., test_a_copied_sheet_...
- hidden rows, columns, sheets; filtered rows
  - test_nothing_is_lost
  - test_sheets_renamed_reordered_and_hidden_...
- a block, a row cut and pasted; cells merged
  - test_nothing_is_lost; test_what_is_said.py
  - test_a_block_cut_and_pasted_elsewhere_is_found
- sheets moved to a new book
  - test_nothing_is_lost; test_what_is_said.py
  - test_deleted_hidden_sheets_and_names_...
- rows sorted, whole
  - test_nothing_is_lost, test_sorting_...
  - test_sorted_rows_...; events: tests/forms/test_fill_by_another_program.py
- refs, headings, hidden sheet deleted
  - test_nothing_is_lost; test_what_is_said.py
  - test_headings_that_were_deleted_...
- formatted cells pasted over answers
  - test_formatted_cells_...; test_what_is_said.py
  - tests/returns/test_values.py: every messy value
- a row deleted, pasted over
  - test_what_is_said.py; test_saved_again.py, by ExcelJS
  - test_a_deleted_row_...
- refs, standards, answers sorted alone
  - test_what_is_said.py
  - test_refs_that_were_swapped_..., test_wording_that_was_swapped_...
- a copy changed; two cases in one file
  - test_what_is_said.py
  - test_a_copied_sheet_changes_nothing_until_the_copies_differ
- a column added, a heading overwritten
  - test_what_is_said.py
  - test_an_answer_on_a_row_of_its_own_is_said
- saved again by another program; values only
  - test_saved_again.py
  - test_real_forms.py: what a document inspector takes away
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest

from tests.survival.law import assert_all_right, assert_never_wrong_in_silence, doubted

if TYPE_CHECKING:
    from collections.abc import Callable

    from audit_core.returns.model import Reading
    from tests.survival.filled import Filled

pytestmark = pytest.mark.libreoffice
BARE = {"file.protection_removed"}
RIGHT: dict[str, set[str]] = {
    "rows inserted": BARE, "columns inserted": BARE, "refs deleted": BARE, "headings deleted": BARE,
    "rows sorted, names gone": BARE, "sheets renamed": set(), "sheets reordered": set(),
    "sheet copied": set(), "sheet copied, the first deleted": set(),
    "hidden sheet deleted": set(), "block cut and pasted": BARE, "row cut and pasted": BARE,
    "rows, columns and sheets hidden": BARE,
    "rows filtered": BARE, "cells merged": BARE | {"file.notice"},
    "moved to a new book": {"file.notice"},
}  # fmt: skip
"""Edits after which every answer is read as it was typed, and all that is said about them."""


def codes(reading: Reading) -> set[str]:
    """What was said, but for the risk that the form tells of."""
    return {problem.code for problem in reading.problems} - {"form.risk"}


@pytest.mark.parametrize("edit", RIGHT)
def test_nothing_is_lost(filled: Filled, saved: Callable[[str], bytes], edit: str) -> None:
    """Where an answer stands, and whether it can be seen, means nothing: each is read, and nothing
    is in doubt.
    """
    reading = filled.read(saved(edit))
    assert_all_right(filled.typed, reading)
    assert_never_wrong_in_silence(filled.typed, reading)
    assert codes(reading) == RIGHT[edit]


@pytest.mark.parametrize("edit", ["rows sorted", "rows sorted by evidence"])
def test_sorting_whole_rows_may_be_asked_about_and_loses_nothing(
    filled: Filled, saved: Callable[[str], bytes], edit: str
) -> None:
    """ "What helped" is asked in every section: where its rows are not in the order of the form any
    more, somebody is asked to look.
    """
    reading = filled.read(saved(edit))
    assert_all_right(filled.typed, reading)
    assert codes(reading) - {"answer.moved"} == BARE
    assert {ref[:2] for ref in doubted(reading)} <= {"W-"}


def test_formatted_cells_pasted_over_answers_are_read(
    filled: Filled, saved: Callable[[str], bytes]
) -> None:
    """Whatever font, colour, currency or order of the month came with them; a day that came as a
    plain number is noted.
    """
    rating, number, day, moment = (
        filled.ratings[0],
        filled.of_kind("number"),
        filled.of_kind("date"),
        filled.of_kind("datetime"),
    )
    pasted = {rating: "Met", number: "3", day: "14 Mar 2026", moment: "14 Mar 2026 12:00"}
    answers = {ref: (said, filled.typed.answers[ref][1]) for ref, said in pasted.items()}
    reading = filled.read(saved("formatted cells pasted"))
    assert_all_right(
        attrs.evolve(filled.typed, answers={**filled.typed.answers, **answers}), reading
    )
    out_of_order = {
        "answer.times_out_of_order"
    }  # the pasted day is before or after the other time of its question
    assert codes(reading) - out_of_order == {"file.protection_removed", "answer.read_as"}
