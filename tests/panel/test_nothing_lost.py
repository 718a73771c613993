"""Nothing that was typed beside the tables of decisions.xlsx is passed over."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from audit_core.panel.decisions_reader import read_decisions, typed_rows
from audit_core.rounds.panel_decisions import SHEETS
from tests.anywhere import Typed, lost, typed_anywhere
from tests.panel.test_decisions_reader import ROUND, blank, done, forms  # noqa: F401 - fixtures


def test_no_sentence_typed_anywhere_in_the_decisions_is_lost(
    blank: bytes,  # noqa: F811
) -> None:
    """On 200 places of the sheets with decisions: it is kept for the next version, or told. The
    cells that the program prints again are left out.
    """
    book = load_workbook(io.BytesIO(blank))
    printed = {
        (spec.name, column)
        for spec in SHEETS
        for column, each in enumerate(spec.columns, start=1)
        if not each.typed
    }
    found: Typed = {}
    for copy, typed in typed_anywhere(blank, "decisions", [spec.name for spec in SHEETS]):
        _, problems = read_decisions(copy, "decisions.xlsx", ROUND.code)
        found |= lost(typed, repr(typed_rows(copy)), problems)
    left = {
        (sheet, cell)
        for sheet, cell in found
        if (sheet, book[sheet][cell].column) not in printed or book[sheet][cell].row < 4
    }
    assert left == set()
