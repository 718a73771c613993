"""What is done to a form that does change or lose an answer, by LibreOffice: a problem names it,
and no other answer moves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.survival.law import assert_never_wrong_in_silence, doubted, said

if TYPE_CHECKING:
    from collections.abc import Callable

    from audit_core.returns.model import Reading
    from tests.survival.filled import Filled

pytestmark = pytest.mark.libreoffice


def read(filled: Filled, data: bytes) -> Reading:
    """A reading that keeps the law."""
    reading = filled.read(data)
    assert_never_wrong_in_silence(filled.typed, reading)
    return reading


def wrong(filled: Filled, reading: Reading) -> set[str]:
    """The refs that are not read as they were typed."""
    assert reading.form is not None
    return {
        entry.ref
        for entry in reading.form.entries
        if said(entry) != filled.typed.answers.get(entry.ref, ("blank", ""))
    }


def told(reading: Reading, code: str) -> list[tuple[str, str]]:
    """The (sheet, cell) that a code is said of."""
    return [
        (problem.where.sheet, problem.where.cell)
        for problem in reading.problems
        if problem.code == code
    ]


@pytest.mark.parametrize(
    "edit", ["row deleted", "row deleted, names gone", "a row pasted over another"]
)
def test_a_row_that_is_gone_is_said(
    filled: Filled, saved: Callable[[str], bytes], edit: str
) -> None:
    """Deleted, or overwritten by a copy of another row: that question is listed, and only that one
    is lost.
    """
    reading = read(filled, saved(edit))
    assert wrong(filled, reading) == doubted(reading) == {filled.ratings[1]}


@pytest.mark.parametrize("edit", ["refs and names deleted", "headings deleted, names gone"])
def test_a_sheet_without_anything_to_go_by_is_said(
    filled: Filled, saved: Callable[[str], bytes], edit: str
) -> None:
    """Nothing is guessed from the order of rows: every question of the sheet is listed
    as missing.
    """
    reading = read(filled, saved(edit))
    assert doubted(reading) == set(filled.questions)


@pytest.mark.parametrize(
    "edit",
    [
        "refs sorted alone",
        "standards sorted alone",
        "refs sorted alone, names gone",
        "standards sorted alone, names gone",
    ],
)
def test_columns_sorted_alone_are_said(
    filled: Filled, saved: Callable[[str], bytes], edit: str
) -> None:
    """The refs or the standards in another order than the answers: every answer that is used is
    asked about, with its cell.
    """
    reading = read(filled, saved(edit))
    assert len(doubted(reading)) > len(filled.questions) / 2


def test_answers_sorted_alone_are_said(filled: Filled, saved: Callable[[str], bytes]) -> None:
    """Answers that fit where they landed look right: the rules that moved with them do not, and
    none of them is counted. That the protection was taken off is said too.
    """
    reading = read(filled, saved("answers sorted alone"))
    (bare,) = (problem for problem in reading.problems if problem.code == "file.protection_removed")
    assert "Questions" in bare.what
    assert len(doubted(reading)) > 20


def test_a_row_cut_and_pasted_beneath_other_headings_is_asked_about(
    filled: Filled, saved: Callable[[str], bytes]
) -> None:
    """A question pasted onto the Judgement, which has no column for evidence: its answer is used,
    and somebody is to look there.
    """
    reading = read(filled, saved("row cut to another sheet"))
    assert told(reading, "answer.moved") == [("Judgement", "C30")]
    assert wrong(filled, reading) == doubted(reading) == {filled.ratings[1]}


def test_odd_cells_pasted_over_answers_are_no_answers(
    filled: Filled, saved: Callable[[str], bytes]
) -> None:
    """Struck through, a number that shows as a day, a formula, an error, a percentage: each is
    listed, and nothing else changes.
    """
    reading = read(filled, saved("odd cells pasted"))
    assert (
        wrong(filled, reading)
        == doubted(reading)
        == {*filled.ratings[:3], filled.of_kind("number"), filled.of_kind("date")}
    )


def test_a_column_that_somebody_added_is_said(
    filled: Filled, saved: Callable[[str], bytes]
) -> None:
    """Words in a column of their own are read by nobody: the first cell of each is named. All that
    we asked is read right.
    """
    reading = read(filled, saved("columns added"))
    row = filled.printed.rows[filled.ratings[1]][1]
    assert told(reading, "form.column_unread") == [("Questions", f"F{row}"), ("Chronology", "H5")]
    assert wrong(filled, reading) == set()


def test_a_heading_that_was_overwritten_is_said(
    filled: Filled, saved: Callable[[str], bytes]
) -> None:
    """Evidence and events beneath headings that are not ours any more: the columns are named, and
    so is every row.
    """
    reading = read(filled, saved("headings overwritten"))
    assert [cell[0] for _, cell in told(reading, "form.column_unread")] == ["D", "E"]
    assert wrong(filled, reading) <= doubted(reading) | {ref[:-1] for ref in doubted(reading)}


def test_evidence_that_was_deleted_is_said(filled: Filled, saved: Callable[[str], bytes]) -> None:
    """Without their column, evidence and what helped are gone: each row says so, and a printed dash
    is not taken for words.
    """
    reading = read(filled, saved("evidence deleted"))
    assert wrong(filled, reading) <= doubted(reading) | {ref[:-1] for ref in doubted(reading)}
    assert reading.form is not None
    assert {entry.raw for entry in reading.form.entries if entry.ref.startswith("W-")} == {""}


def test_a_changed_copy_of_a_sheet_is_said(filled: Filled, saved: Callable[[str], bytes]) -> None:
    """One answer differs between two copies: neither is used, both cells are named, and the rest is
    one answer.
    """
    reading = read(filled, saved("sheet copied and changed"))
    assert wrong(filled, reading) == doubted(reading) == {filled.ratings[1]}
    assert [sheet for sheet, _ in told(reading, "answer.twice")] == ["Questions", "Questions (2)"]


@pytest.mark.parametrize(
    "edit",
    [
        "another case's sheet brought in",
        "another case's sheet in place of ours",
        "another case's last sheet in place of ours",
    ],
)
def test_another_cases_sheet_is_said(
    filled: Filled, saved: Callable[[str], bytes], edit: str
) -> None:
    """Beside ours or instead of it: its heading names another case, and none of its answers is
    taken for one about this child.
    """
    reading = read(filled, saved(edit))
    assert (reading.form, reading.ledger.status, reading.ledger.code) == (
        None,
        "refused",
        "file.other_sheet",
    )
    assert bool(reading.concerns)


@pytest.mark.parametrize(
    ("edit", "code", "at_risk"),
    [
        ("two cases in one file", "file.two_forms", True),
        ("one sheet moved to a new book", "file.no_form_id_headed", False),
    ],
)
def test_a_file_that_is_no_one_form_is_refused(
    filled: Filled, saved: Callable[[str], bytes], edit: str, code: str, at_risk: bool
) -> None:
    """Two cases in one file, or one sheet in a book of its own: refused with a code, and whoever is
    at risk is found all the same.
    """
    reading = read(filled, saved(edit))
    assert (reading.ledger.status, reading.ledger.code, bool(reading.concerns)) == (
        "refused",
        code,
        at_risk,
    )
