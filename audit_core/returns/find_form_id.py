"""Find the Form ID of a workbook; if there is none, find which issued form it may be.

A workbook is one of ours if its refs and wordings match a form. Its headings, if they are left,
name the case and agency.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audit_core.forms.case_key import KEY_MARK
from audit_core.forms.form import QUERIES_MARK, Form
from audit_core.grouping import grouped
from audit_core.i18n import _, first_and_count, join_words
from audit_core.parsing.folding import ref_key
from audit_core.problems.problem import Problem, Where, problem
from audit_core.returns.grid import Grid, grid_of
from audit_core.returns.locate import whose_words
from audit_core.rounds.form_id import FORM_ID, FormId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audit_core.returns.context import ReadingContext
    from audit_core.rounds.round import Round
    from audit_core.xlsx.workbook import Book


MIN_MATCHING_ROWS = 5
"""A workbook is taken for a form if at least this many rows have a ref of the form and its
wording.
"""
MAX_FORMS_NAMED = 6


def form_without_id(book: Book, context: ReadingContext) -> Problem:
    """Return the problem of a workbook without a Form ID: the forms it may be, or that it is not a
    form.
    """
    for mark, code in ((KEY_MARK, "file.case_key"), (QUERIES_MARK, "file.queries")):
        if mark in book.properties.values():
            return problem(code)
    grid = grid_of(book)
    issued = [
        (form_id, form)
        for form in context.issued.values()
        if not form.withdrawn
        and (form_id := FormId.parse(form.id)) is not None
        and form_id.fingerprint in context.themes
    ]
    shapes = grouped(
        issued, lambda pair: (pair[0].fingerprint, pair[0].instrument, pair[1].kind, pair[1].asked)
    )
    matched = {
        shape: _matching(grid, context.form_of(context.themes[shape[0]], alike[0][1]))
        for shape, alike in shapes.items()
    }
    most = max(matched.values(), default=0)
    if most < MIN_MATCHING_ROWS:
        return problem("file.not_a_form")
    likely = [
        form_id for shape, same in shapes.items() if matched[shape] == most for form_id, _ in same
    ]
    headed = [form_id for form_id in likely if is_headed(book, form_id, context.round)]
    names = [f"{form_id.subject} ({form_id.recipient})" for form_id in headed or likely]
    if len(headed) == 1:
        return problem("file.no_form_id_headed", which=names[0], id=str(headed[0]))
    which = join_words(first_and_count(MAX_FORMS_NAMED, sorted(names)))
    return problem("file.no_form_id", which=which)


def _matching(grid: Grid, form: Form) -> int:
    """Return the number of rows with this form's ref and wording, minus the rows with any other
    ref.
    """
    fields = {ref_key(field.ref): field for field in form.fields}
    return sum(
        1 if line.key in fields and whose_words(line, [fields[line.key]]) is not None else -1
        for line in grid.answers
        if line.key
    )


HEADING_ROW = 3
"""The row of a form's column headings."""
_ACROSS = 4
"""Columns searched for a heading: a column may have been inserted before it."""
_REF = re.compile(r"[A-Z]+\d+[A-Z](?:-[A-Z0-9]+)+")


def heading_texts(book: Book) -> Iterator[tuple[str, str, str]]:
    """Yield (sheet, cell, text) for every text above the column headings."""
    for sheet in book.sheets:
        for row in range(1, HEADING_ROW):
            for column in range(1, _ACROSS + 1):
                cell = sheet.cells.get((row, column))
                if cell is not None and isinstance(cell.value, str):
                    yield sheet.name, cell.address, cell.value


def is_headed(book: Book, form_id: FormId, audit_round: Round) -> bool:
    """Return whether a heading ends with this case and agency, as forms print them: "DA26A-01,
    Police".
    """
    ours = f"{form_id.subject}, {audit_round.called(form_id.recipient)}".casefold()
    return any(
        re.search(rf"(?<![\w-]){re.escape(ours)}$", words.casefold().strip())
        for _, _, words in heading_texts(book)
    )


def of_another_form(book: Book, form_id: FormId, audit_round: Round) -> Problem | None:
    """Return a problem if a sheet's heading names a different case or agency of this round, or
    None.

    Nothing is read from such a file.
    """
    who = audit_round.called(form_id.recipient)
    own_name = f", {who.casefold()}"
    names = {f", {audit_round.called(each.code).casefold()}" for each in audit_round.recipients}
    others = tuple(names - {own_name})
    for sheet, cell, words in heading_texts(book):
        folded = words.casefold()
        if any(
            ref != form_id.subject and audit_round.subject(ref) is not None
            for ref in _REF.findall(words)
        ) or (folded.endswith(others) and not folded.endswith(own_name)):
            which = _("{subject}, {who}", subject=form_id.subject, who=who)
            return problem("file.other_sheet", Where("", sheet, cell), which=which)
    return None


_BETWEEN = "\n"
"""A separator that no Form ID contains, so that two texts cannot be read together as an id."""


def form_ids(book: Book) -> tuple[str, ...]:
    """Return every Form ID in the workbook, once each, sorted. A practice form's id ends in
    "/practice".
    """
    texts = (
        *(sheet.cells.texts(_BETWEEN) for sheet in book.sheets),
        *(sheet.margins for sheet in book.sheets),
        *book.properties.values(),
    )
    return tuple(
        sorted({found for text in texts if "AF1/" in text for found in FORM_ID.findall(text)})
    )
