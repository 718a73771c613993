"""Find the Form ID of a workbook; if there is none, find which issued form it may be.

A workbook is one of ours if its refs and wordings match a form. Its headings, if they are left,
name the case and agency.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audit_core.forms.case_key import KEY_MARK
from audit_core.forms.form import QUERIES_MARK, Form
from audit_core.i18n import _, first_and_count, join_words
from audit_core.parsing.folding import ref_key
from audit_core.problems.problem import Problem, Where, problem
from audit_core.returns.grid import Grid, grid_of
from audit_core.returns.locate import whose_words
from audit_core.rounds.form_id import FORM_ID, FormId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audit_core.returns.context import ReadingContext
    from audit_core.rounds.issued import IssuedForm
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
            return problem(code, Where(""))
    grid = grid_of(book)
    shapes: dict[tuple[object, ...], list[IssuedForm]] = {}
    for issued in context.issued.values():
        form_id = FormId.parse(issued.id)
        if form_id is not None and not issued.withdrawn and form_id.fingerprint in context.themes:
            shapes.setdefault(
                (form_id.instrument, form_id.fingerprint, issued.kind, issued.asked), []
            ).append(issued)
    matched = {shape: _matching(grid, _form(alike[0], context)) for shape, alike in shapes.items()}
    most = max(matched.values(), default=0)
    if most < MIN_MATCHING_ROWS:
        return problem("file.not_a_form", Where(""))
    likely = [issued for shape, same in shapes.items() if matched[shape] == most for issued in same]
    headed = [
        issued
        for issued in likely
        if (form_id := FormId.parse(issued.id)) is not None
        and is_headed(book, form_id, context.round)
    ]
    if len(headed) == 1:
        return problem(
            "file.no_form_id_headed", Where(""), which=_named(headed[0]), id=headed[0].id
        )
    names = sorted(map(_named, headed or likely))
    return problem(
        "file.no_form_id", Where(""), which=join_words(first_and_count(MAX_FORMS_NAMED, names))
    )


def _form(issued: IssuedForm, context: ReadingContext) -> Form:
    form_id = FormId.parse(issued.id)
    return context.form_of(context.themes[form_id.fingerprint if form_id else ""], issued)


def _matching(grid: Grid, form: Form) -> int:
    """Return the number of rows with this form's ref and wording, minus the rows with any other
    ref.
    """
    fields = {ref_key(field.ref): field for field in form.fields}
    keyed = [line for line in grid.answers if line.key]
    matching = [
        line
        for line in keyed
        if line.key in fields and whose_words(line, [fields[line.key]]) is not None
    ]
    return len(matching) - (len(keyed) - len(matching))


def _named(issued: IssuedForm) -> str:
    form_id = FormId.parse(issued.id)
    return f"{form_id.subject} ({form_id.recipient})" if form_id else issued.id


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
    own_name = audit_round.called(form_id.recipient).casefold()
    others = tuple(
        f", {name.casefold()}"
        for code in (each.code for each in audit_round.recipients)
        if (name := audit_round.called(code)).casefold() != own_name
    )
    for sheet, cell, words in heading_texts(book):
        ref = next(
            (
                ref
                for ref in _REF.findall(words)
                if ref != form_id.subject and audit_round.subject(ref) is not None
            ),
            "",
        )
        folded = words.casefold()
        if ref or (folded.endswith(others) and not folded.endswith(f", {own_name}")):
            which = _(
                "{subject}, {who}",
                subject=form_id.subject,
                who=audit_round.called(form_id.recipient),
            )
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
