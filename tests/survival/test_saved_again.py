"""A filled form opened and saved by another program: every answer is where it was.

Known and not ours: LibreOffice drops a tab inside a cell when it saves as .ods. Excel, Google
Sheets and
Apple Numbers are not to be had here: of the last two, files with their marks are made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from audit_core.xlsx.reader import read_book
from tests.survival.law import assert_all_right, assert_never_wrong_in_silence
from tests.survival.programs import EVERY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.survival.filled import Filled

SAID = {
    "like Numbers": {"file.protection_removed"},
    "SheetJS": {"file.protection_removed"},
    "SheetJS values only": {"file.protection_removed", "answer.read_as"},
    "SheetJS values as shown": {"file.protection_removed"},
}
"""What there is to say about a copy: its protection is gone, and days that became plain numbers
were read as days.
"""


@pytest.mark.parametrize("program", EVERY)
def test_every_answer_is_read_as_it_was_typed(
    filled: Filled, saved: Callable[[str], bytes], program: str
) -> None:
    """Whichever program saved it, in whatever format in between, with or without formulas, formats,
    names and properties.
    """
    reading = filled.read(saved(program))
    assert_all_right(filled.typed, reading)
    assert_never_wrong_in_silence(filled.typed, reading)
    assert {problem.code for problem in reading.problems} == {"form.risk"} | SAID.get(
        program, set()
    )


@pytest.mark.parametrize("program", EVERY)
def test_every_answer_stays_in_its_cell(
    filled: Filled, saved: Callable[[str], bytes], program: str
) -> None:
    """The addresses that a figure is traced to are those of the form that was sent."""
    before, after = filled.read(filled.data), filled.read(saved(program))
    assert before.form is not None
    assert after.form is not None
    assert [(entry.ref, entry.at.sheet, entry.at.cell) for entry in after.form.entries] == [
        (entry.ref, entry.at.sheet, entry.at.cell) for entry in before.form.entries
    ]


def test_a_copy_without_anything_but_values_is_that(saved: Callable[[str], bytes]) -> None:
    """What is called values only has no formula, no name, no protection and no identifier left to
    lean on.
    """
    for program in ("SheetJS values only", "SheetJS values as shown"):
        book = read_book(saved(program))
        assert {cell.kind for sheet in book.sheets for cell in sheet.cells.values()} <= {
            "text",
            "number",
            "bool",
        }
        assert not any(sheet.protected for sheet in book.sheets)
        assert (dict(book.names), "identifier" in book.properties) == ({}, False)


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_another_format_is_refused_by_its_name(filled: Filled, office: Path, kind: str) -> None:
    """Sent as LibreOffice's or as Excel's old format, it is refused, and the reply says how to save
    it.
    """
    reading = filled.read((office / f"between.{kind}").read_bytes())
    assert_never_wrong_in_silence(filled.typed, reading)
    assert (reading.ledger.status, reading.ledger.code) == ("refused", kind)
    assert ".xlsx" in reading.ledger.action


def test_rows_inserted_beneath_names_that_stay_change_nothing(
    filled: Filled, saved: Callable[[str], bytes]
) -> None:
    """ExcelJS moves rows and leaves the defined names where they were: refs and wordings outvote
    them.
    """
    reading = filled.read(saved("ExcelJS rows inserted"))
    assert_all_right(filled.typed, reading)
    assert {problem.code for problem in reading.problems} == {"form.risk"}


def test_a_row_deleted_beneath_names_that_stay_is_said(
    filled: Filled, saved: Callable[[str], bytes]
) -> None:
    """The name of the deleted row now points to the next answer, which is not taken for it."""
    reading = filled.read(saved("ExcelJS row deleted"))
    assert_never_wrong_in_silence(filled.typed, reading)
    assert [
        (problem.code, problem.where.ref)
        for problem in reading.problems
        if problem.code != "form.risk"
    ] == [("answer.row_missing", filled.ratings[1])]
