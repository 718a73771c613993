"""Type and draw at random places of a workbook, as people do, and ask what became of it: the law
that nothing typed is lost.

A sentence, a comment, a text box or a picture must be read, or a problem must name its place.
"""

from __future__ import annotations

import io
import logging
import os
import random
from collections.abc import Callable, Collection, Iterator
from string import ascii_uppercase
from typing import TYPE_CHECKING
from unittest.mock import patch

import attrs
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell

from audit_core.workbook_style import unread
from audit_core.xlsx.address import format_address, parse_address
from tests.drawn import KINDS, Drawn, draw

if TYPE_CHECKING:
    from audit_core.problems.problem import Problem

_LOG = logging.getLogger(__name__)
PLACES = int(os.environ.get("AUDIT_PLACES", "200"))
"""Places on each workbook; soak asks for more, and for others."""
_SEED = os.environ.get("AUDIT_SEED", "")
_AT_ONCE = 25
"""Sentences in one copy. If they spoil it, they are tried in smaller groups."""
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
_OF_A_SHEET = frozenset({"form.sheet_added", "form.sheet_unread"})
"""Problems that say that nothing on a sheet counts."""
Typed = dict[tuple[str, str], str]
"""A sentence by sheet and cell."""
Read = Callable[[bytes], "tuple[str | None, Collection[Problem]]"]
"""Return all that is read of a workbook, as one text (None for a workbook that is refused whole),
and all problems.
"""


@attrs.define
class Outcome:
    """What became of the sentences: how many were read or told, and which were lost."""

    read: int = 0
    told: int = 0
    lost: Typed = attrs.field(factory=dict)


def type_anywhere(data: bytes, seed: str, read: Read) -> Outcome:
    """Type a sentence on each of PLACES places: on any sheet that can be seen, in its titles and
    tables, over what is printed, to the right and below.
    """
    paper, outcome = _Paper(data), Outcome()
    chance = random.Random(seed + _SEED)  # noqa: S311 - the same in every run
    places = list(paper.places(chance))
    with patch.object(unread, "MAX_CELLS_NAMED", PLACES):
        for start in range(0, len(places), _AT_ONCE):
            _try(paper, dict(places[start : start + _AT_ONCE]), read, outcome)
    _LOG.info(
        "%s: %d typed, %d read, %d told, %d lost",
        seed, len(places), outcome.read, outcome.told, len(outcome.lost),
    )  # fmt: skip
    return outcome


def _try(paper: _Paper, typed: Typed, read: Read, outcome: Outcome) -> None:
    """Count what becomes of some sentences. If a workbook is refused whole for them, those that a
    problem names are told, and the others are tried again in smaller groups.
    """
    text, problems = read(paper.with_typed(typed))
    told = {place for place in typed if any(_tells(each, *place) for each in problems)}
    if text is None and len(typed) == 1:
        told = set(typed)  # the refusal says what is wrong
    left = {place: sentence for place, sentence in typed.items() if place not in told}
    outcome.told += len(told)
    if text is not None:
        kept = {place for place, sentence in left.items() if sentence in text}
        outcome.read += len(kept)
        outcome.lost |= {place: left[place] for place in left if place not in kept}
        return
    for group in _groups(left, problems) if not told else (left, {}):
        if group:
            _try(paper, group, read, outcome)


def _groups(typed: Typed, problems: Collection[Problem]) -> tuple[Typed, Typed]:
    """Return the sentences on rows with a problem, and the others; two halves if all are alike."""
    rows = {(each.where.sheet, each.where.cell.lstrip(ascii_uppercase)) for each in problems}
    there = {
        (sheet, cell): sentence
        for (sheet, cell), sentence in typed.items()
        if (sheet, cell.lstrip(ascii_uppercase)) in rows
    }
    if not there or len(there) == len(typed):
        there = dict(list(typed.items())[: len(typed) // 2])
    return there, {place: typed[place] for place in typed if place not in there}


class _Paper:
    """A workbook to be typed into again and again."""

    def __init__(self, data: bytes) -> None:
        self._book = load_workbook(io.BytesIO(data), rich_text=True)

    def places(self, chance: random.Random) -> Iterator[tuple[tuple[str, str], str]]:
        """Yield PLACES places, each with its sentence; fewer if the sheets are small."""
        seen = [sheet for sheet in self._book.worksheets if sheet.sheet_state == "visible"]
        sizes = [(sheet.max_row + 12, sheet.max_column + 5) for sheet in seen]
        used: set[tuple[str, str]] = set()
        room = sum(rows * columns for rows, columns in sizes) // 2
        while len(used) < min(PLACES, room):
            sheet, size = chance.choice(list(zip(seen, sizes, strict=True)))
            row, column = (chance.randint(1, most) for most in size)
            place = sheet.title, format_address(row, column)
            if place not in used and not isinstance(sheet.cell(row, column), MergedCell):
                used.add(place)
                yield place, f"The lodger said on visit {len(used)} that nobody had asked"

    def with_typed(self, typed: Typed) -> bytes:
        """Return the workbook with some sentences, and forget them again."""
        before = []
        for (sheet, address), sentence in typed.items():
            cell = self._book[sheet][address]
            before.append((cell, cell.value, cell.data_type))
            cell.value = sentence
        out = io.BytesIO()
        self._book.save(out)
        for cell, value, data_type in before:
            cell.value, cell.data_type = value, data_type
        return out.getvalue()


def draw_anywhere(
    data: bytes, seed: str, read: Read, words: str = "The lodger said that nobody had asked"
) -> tuple[list[Drawn], Collection[Problem]]:
    """Draw one thing of each kind on every sheet that can be seen, and type into its footer. Return
    those of them that no problem names, and all problems.
    """
    chance = random.Random(seed + _SEED)  # noqa: S311 - the same in every run
    book = load_workbook(io.BytesIO(data))
    things = [
        Drawn(
            sheet.title,
            "" if kind == "footer" else format_address(chance.randint(1, 60), chance.randint(1, 9)),
            kind,
            "" if kind == "picture" else f"{words} {number}",
        )
        for sheet in book.worksheets
        if sheet.sheet_state == "visible"
        for number, kind in enumerate(KINDS)
    ]
    _, problems = read(draw(data, things))
    left = [one for one in things if not any(_tells_of(each, one) for each in problems)]
    _LOG.info("%s: %d drawn, %d told", seed, len(things), len(things) - len(left))
    return left, problems


def _tells_of(found: Problem, one: Drawn) -> bool:
    if one.cell:
        return _tells(found, one.sheet, one.cell)
    return found.where.sheet == one.sheet and (
        "footer" in found.what or (found.code.endswith("risk") and not found.where.cell)
    )


def _tells(found: Problem, sheet: str, cell: str) -> bool:
    where = found.where
    if where.sheet != sheet:
        return False
    if (
        where.cell == cell
        or found.code in _OF_A_SHEET
        or cell in found.what.replace("(", " ").replace(")", " ").replace(",", " ").split()
    ):
        return True
    if not where.cell:
        return False
    (row, column), (at_row, at_column) = parse_address(cell), parse_address(where.cell)
    return (found.code == "form.column_unread" and column == at_column) or (
        found.code in _OF_A_ROW and row == at_row
    )
