"""The Words sheet of round.xlsx: what to say instead of what. Nobody needs it, so a round without the sheet keeps our words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.intake.sheet_table import sheet_of, table
from audit_core.intake.words import fold
from audit_core.model.round_sheets import INSTEAD_OF, SAY
from audit_core.problems import problem

if TYPE_CHECKING:
    from audit_core.problems import Problem
    from audit_core.xlsx.book import Book

LONGEST = 60


def words_of(book: Book, file: str, faults: list[Problem]) -> tuple[tuple[str, str], ...]:
    """(instead of, say) of every row with both, in the order of the sheet. A row with a fault is left out and told."""
    sheet = sheet_of(book, "Words")
    found: dict[str, tuple[str, str]] = {}
    for line in table(book, sheet, file, INSTEAD_OF) if sheet else ():
        term, said = line.get(INSTEAD_OF), line.get(SAY)
        if not term or not said:
            continue
        if fold(term.text) in found:
            faults.append(problem("round.words_twice", term.where, term=term.text))
        elif any(character in said.text for character in ',"\n{}') or len(said.text) > LONGEST or not (said.plain and term.plain):
            faults.append(problem("round.words_unfit", said.where, say=said.text[:LONGEST]))
        elif term.text != said.text:
            found[fold(term.text)] = (term.text, said.text)
    return tuple(found.values())
