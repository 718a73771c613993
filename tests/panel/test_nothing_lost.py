"""Nothing that was typed beside the tables of decisions.xlsx is passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from audit_core.panel.decisions_reader import read_decisions, typed_rows
from audit_core.panel.decisions_workbook import build_decisions_workbook
from audit_core.xlsx.reader import read_book
from tests.anywhere import draw_anywhere, type_anywhere
from tests.panel.test_decisions_reader import ROUND, blank, done, forms  # noqa: F401 - fixtures

if TYPE_CHECKING:
    from collections.abc import Collection

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
