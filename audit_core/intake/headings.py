"""What stands above the columns of a sheet, where a form names its case and its agency: a sheet of another form names others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audit_core.problems import Where, problem
from audit_core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audit_core.model.ids import FormId
    from audit_core.model.round import Round
    from audit_core.problems import Problem
    from audit_core.xlsx.book import Book

ABOVE = 3
"""The row of a form's column headings."""
_ACROSS = 4
"""Columns in which a heading is looked for: one may have been put in before it."""
_REF = re.compile(r"[A-Z]+\d+[A-Z](?:-[A-Z0-9]+)+")


def headings(book: Book) -> Iterator[tuple[str, str, str]]:
    """(sheet, cell, words) of every text above the column headings."""
    for sheet in book.sheets:
        for row in range(1, ABOVE):
            for column in range(1, _ACROSS + 1):
                cell = sheet.cells.get((row, column))
                if cell is not None and isinstance(cell.value, str):
                    yield sheet.name, cell.address, cell.value


def is_headed(book: Book, form_id: FormId, round_: Round) -> bool:
    """Whether a heading names this case and this agency, one after the other, as a form prints them."""
    ours = f"{form_id.subject}, {round_.called(form_id.recipient)}".casefold()
    return any(re.search(rf"(?<![\w-]){re.escape(ours)}$", words.casefold().strip()) for _, _, words in headings(book))


def of_another_form(book: Book, form_id: FormId, round_: Round) -> Problem | None:
    """A sheet whose heading names another case or agency of this round than the form's, or None: then nothing in the file is taken."""
    ours = round_.called(form_id.recipient).casefold()
    others = tuple(f", {name.casefold()}" for code in (each.code for each in round_.recipients) if (name := round_.called(code)).casefold() != ours)
    for sheet, cell, words in headings(book):
        ref = next((ref for ref in _REF.findall(words) if ref != form_id.subject and round_.subject(ref) is not None), "")
        folded = words.casefold()
        if ref or (folded.endswith(others) and not folded.endswith(f", {ours}")):
            which = say("{subject}, {who}", subject=form_id.subject, who=round_.called(form_id.recipient))
            return problem("file.other_sheet", Where("", sheet, cell), which=which)
    return None
