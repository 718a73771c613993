"""A form whose Form ID is gone: known as ours by its refs and wordings, and which of the forms we
issued it may be, by its headings where they are left.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audit_core.forms.case_key import KEY_MARK
from audit_core.forms.form import QUERIES_MARK
from audit_core.i18n import _, first_and_count, join_words
from audit_core.parsing.folding import ref_key
from audit_core.problems.problem import Where, problem
from audit_core.returns.grid import grid_of
from audit_core.returns.locate import whose_words
from audit_core.rounds.form_id import FORM_ID, FormId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audit_core.forms.form import Form
    from audit_core.problems.problem import Problem
    from audit_core.returns.context import ReadingContext
    from audit_core.returns.grid import Grid
    from audit_core.rounds.issued import IssuedForm
    from audit_core.rounds.round import Round
    from audit_core.xlsx.workbook import Book


MIN_MATCHING_ROWS = 5
"""Rows that must carry both a ref of ours and its wording before a workbook is called ours."""
MAX_FORMS_NAMED = 6


def form_without_id(book: Book, desk: ReadingContext) -> Problem:
    """What to say about a workbook without a Form ID: which forms it may be, or that it is not one
    of ours.
    """
    for mark, code in ((KEY_MARK, "file.case_key"), (QUERIES_MARK, "file.queries")):
        if mark in book.properties.values():
            return problem(code, Where(""))
    grid = grid_of(book)
    shapes: dict[tuple[object, ...], list[IssuedForm]] = {}
    for issued in desk.issued.values():
        form_id = FormId.parse(issued.id)
        if form_id is not None and not issued.withdrawn and form_id.fingerprint in desk.themes:
            shapes.setdefault(
                (form_id.instrument, form_id.fingerprint, issued.kind, issued.asked), []
            ).append(issued)
    matched = {shape: _matching(grid, _form(alike[0], desk)) for shape, alike in shapes.items()}
    most = max(matched.values(), default=0)
    if most < MIN_MATCHING_ROWS:
        return problem("file.not_a_form", Where(""))
    alike = [issued for shape, same in shapes.items() if matched[shape] == most for issued in same]
    headed = [
        issued
        for issued in alike
        if (form_id := FormId.parse(issued.id)) is not None and is_headed(book, form_id, desk.round)
    ]
    if len(headed) == 1:
        return problem(
            "file.no_form_id_headed", Where(""), which=_named(headed[0]), id=headed[0].id
        )
    names = sorted(map(_named, headed or alike))
    return problem(
        "file.no_form_id", Where(""), which=join_words(first_and_count(MAX_FORMS_NAMED, names))
    )


def _form(issued: IssuedForm, desk: ReadingContext) -> Form:
    form_id = FormId.parse(issued.id)
    return desk.form_of(desk.themes[form_id.fingerprint if form_id else ""], issued)


def _matching(grid: Grid, form: Form) -> int:
    """How many rows are this form's by ref and wording, less those that are not."""
    fields = {ref_key(field.ref): field for field in form.fields}
    keyed = [line for line in grid.answers if line.key]
    ours = [
        line
        for line in keyed
        if line.key in fields and whose_words(line, [fields[line.key]]) is not None
    ]
    return len(ours) - (len(keyed) - len(ours))


def _named(issued: IssuedForm) -> str:
    form_id = FormId.parse(issued.id)
    return f"{form_id.subject} ({form_id.recipient})" if form_id else issued.id


HEADING_ROW = 3
"""The row of a form's column headings."""
_ACROSS = 4
"""Columns in which a heading is looked for: one may have been put in before it."""
_REF = re.compile(r"[A-Z]+\d+[A-Z](?:-[A-Z0-9]+)+")


def heading_texts(book: Book) -> Iterator[tuple[str, str, str]]:
    """(sheet, cell, words) of every text above the column headings."""
    for sheet in book.sheets:
        for row in range(1, HEADING_ROW):
            for column in range(1, _ACROSS + 1):
                cell = sheet.cells.get((row, column))
                if cell is not None and isinstance(cell.value, str):
                    yield sheet.name, cell.address, cell.value


def is_headed(book: Book, form_id: FormId, audit_round: Round) -> bool:
    """Whether a heading names this case and this agency, one after the other, as a form prints
    them.
    """
    ours = f"{form_id.subject}, {audit_round.called(form_id.recipient)}".casefold()
    return any(
        re.search(rf"(?<![\w-]){re.escape(ours)}$", words.casefold().strip())
        for _, _, words in heading_texts(book)
    )


def of_another_form(book: Book, form_id: FormId, audit_round: Round) -> Problem | None:
    """A sheet whose heading names another case or agency of this round than the form's, or None:
    then nothing in the file is taken.
    """
    ours = audit_round.called(form_id.recipient).casefold()
    others = tuple(
        f", {name.casefold()}"
        for code in (each.code for each in audit_round.recipients)
        if (name := audit_round.called(code)).casefold() != ours
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
        if ref or (folded.endswith(others) and not folded.endswith(f", {ours}")):
            which = _(
                "{subject}, {who}",
                subject=form_id.subject,
                who=audit_round.called(form_id.recipient),
            )
            return problem("file.other_sheet", Where("", sheet, cell), which=which)
    return None


_BETWEEN = "\n"
"""What no Form ID holds: two texts never make one together."""


def form_ids(book: Book) -> tuple[str, ...]:
    """Every Form ID anywhere in the book, each once, sorted; a practice form's ends in
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
