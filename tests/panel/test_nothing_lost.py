"""Nothing that was typed beside the tables of decisions.xlsx is passed over."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from audit_core.panel.decisions_reader import read_decisions, typed_rows
from audit_core.panel.decisions_workbook import build_decisions_workbook
from audit_core.xlsx.reader import read_book
from tests.anywhere import draw_anywhere, type_anywhere
from tests.panel.test_decisions_reader import ROUND, blank, done, forms  # noqa: F401 - fixtures

if TYPE_CHECKING:
    from collections.abc import Collection

    from openpyxl import Workbook

    from audit_core.problems.problem import Problem
    from audit_core.tabulation.compiled import Compiled
    from tests.anywhere import Read


@pytest.fixture
def read(done: Compiled) -> Read:  # noqa: F811
    """What is in the next version of a workbook, and what is told."""

    def both(data: bytes) -> tuple[str, Collection[Problem]]:
        following = read_book(build_decisions_workbook(done, typed_rows(data)))
        kept = "\n".join(sheet.cells.texts("\n") for sheet in following.sheets)
        return kept, read_decisions(data, "decisions.xlsx", ROUND.code)[1]

    return both


def test_no_sentence_typed_anywhere_in_the_decisions_is_lost(
    blank: bytes,  # noqa: F811
    read: Read,
) -> None:
    """It is kept for the next version, or told, over printed cells too."""
    assert read(blank)[1] == ()
    assert type_anywhere(blank, "decisions", read).lost == {}


def test_nothing_drawn_on_the_decisions_is_lost(
    blank: bytes,  # noqa: F811
    read: Read,
) -> None:
    """What may say that somebody is at risk has a problem of its own."""
    assert draw_anywhere(blank, "decisions", read)[0] == []
    lost, told = draw_anywhere(blank, "decisions at risk", read, "He hits the baby")
    assert not lost
    assert "decision.beside_risk" in {each.code for each in told}


def test_decisions_of_an_earlier_version_have_no_record_and_no_false_alarm(
    blank: bytes,  # noqa: F811
) -> None:
    """What it printed is taken for printed; what stands beside its tables is told as before."""
    book = load_workbook(io.BytesIO(blank))
    del book["_printed"]
    assert read_decisions(_saved(book), "decisions.xlsx", ROUND.code)[1] == ()
    book["Cases"]["Q40"] = "The lodger said that nobody had asked"
    told = read_decisions(_saved(book), "decisions.xlsx", ROUND.code)[1]
    assert [(each.code, each.where.cell) for each in told] == [("decision.beside", "Q40")]


def test_a_record_that_a_program_shows_is_no_typing(
    blank: bytes,  # noqa: F811
) -> None:
    """Gnumeric shows hidden sheets, and LibreOffice lets them be shown."""
    book = load_workbook(io.BytesIO(blank))
    for sheet in book.worksheets:
        sheet.sheet_state = "visible"
    assert read_decisions(_saved(book), "decisions.xlsx", ROUND.code)[1] == ()


def test_the_record_holds_no_words(
    blank: bytes,  # noqa: F811
) -> None:
    """A row that is deleted before the workbook is shown to somebody is gone from all of it."""
    record = load_workbook(io.BytesIO(blank))["_printed"]
    words = " ".join(str(cell) for row in record.iter_rows(values_only=True) for cell in row)
    assert "curtain" not in words
    assert re.fullmatch(r"[0-9a-f ]+", str(record["B3"].value))


def _saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
