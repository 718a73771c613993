"""Type sentences into random places of a workbook, as people do, and ask whether each was told."""

from __future__ import annotations

import io
import random
from collections.abc import Iterable, Iterator

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell

from audit_core.problems.problem import Problem
from audit_core.xlsx.address import format_address, parse_address

PLACES, AT_ONCE = 200, 5
_OF_A_ROW = frozenset(
    {
        "answer.foreign",
        "answer.stray",
        "event.unread",
        "escalation.missing",
        "escalation.unread",
    }
)
"""Problems that say that nothing on a row counts."""
Typed = dict[tuple[str, str], str]
"""A sentence by sheet and cell."""


def typed_anywhere(
    data: bytes, seed: str, sheets: Iterable[str] = (), at_once: int = AT_ONCE
) -> Iterator[tuple[bytes, Typed]]:
    """Yield copies of a workbook with a few sentences each, in all on PLACES places: on any sheet
    that can be seen, in its titles and tables, over what is printed, to the right and below.
    """
    chance = random.Random(seed)  # noqa: S311 - the same places in every run
    number = 0
    for _copy in range(PLACES // at_once):
        book = load_workbook(io.BytesIO(data), rich_text=True)
        seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        seen = [sheet for sheet in seen if not sheets or sheet.title in set(sheets)]
        typed: Typed = {}
        while len(typed) < at_once:
            sheet = chance.choice(seen)
            place = chance.randint(1, sheet.max_row + 12), chance.randint(1, sheet.max_column + 5)
            cell = sheet.cell(*place)
            if isinstance(cell, MergedCell):
                continue
            number += 1
            sentence = f"The lodger said on visit {number} that nobody had asked"
            cell.value = sentence
            typed[sheet.title, format_address(*place)] = sentence
        out = io.BytesIO()
        book.save(out)
        yield out.getvalue(), typed


def lost(typed: Typed, read: str, problems: Iterable[Problem]) -> Typed:
    """Return the sentences that are neither in what was read nor told with their place."""
    found = tuple(problems)
    return {
        (sheet, cell): sentence
        for (sheet, cell), sentence in typed.items()
        if sentence not in read and not any(_tells(each, sheet, cell) for each in found)
    }


def _tells(found: Problem, sheet: str, cell: str) -> bool:
    where = found.where
    if where.sheet != sheet:
        return False
    if (
        where.cell == cell
        or cell in found.what.replace("(", " ").replace(")", " ").replace(",", " ").split()
    ):
        return True
    if not where.cell:
        return False
    (row, column), (at_row, at_column) = parse_address(cell), parse_address(where.cell)
    return (found.code == "form.column_unread" and column == at_column) or (
        found.code in _OF_A_ROW and row == at_row
    )
