"""A form whose Form ID is gone: known as ours by its refs and wordings, and which of the forms we issued it may be, by its headings where they are left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.intake.grid import grid_of
from audit_core.intake.headings import is_headed
from audit_core.intake.place import whose_words
from audit_core.intake.words import ref_key
from audit_core.model.case_key import KEY_MARK
from audit_core.model.form import QUERIES_MARK
from audit_core.model.ids import FormId
from audit_core.problems import Where, problem
from audit_core.words import listed, the_first

if TYPE_CHECKING:
    from audit_core.intake.grid import Grid
    from audit_core.intake.read import Desk
    from audit_core.model.form import Form, IssuedForm
    from audit_core.problems import Problem
    from audit_core.xlsx.book import Book

ENOUGH = 5
"""Rows that must carry both a ref of ours and its wording before a workbook is called ours."""
MOST_NAMED = 6


def unnamed(book: Book, desk: Desk) -> Problem:
    """What to say about a workbook without a Form ID: which forms it may be, or that it is not one of ours."""
    for mark, code in ((KEY_MARK, "file.case_key"), (QUERIES_MARK, "file.queries")):
        if mark in book.properties.values():
            return problem(code, Where(""))
    grid = grid_of(book)
    shapes: dict[tuple[object, ...], list[IssuedForm]] = {}
    for issued in desk.issued.values():
        form_id = FormId.parse(issued.id)
        if form_id is not None and not issued.withdrawn and form_id.fingerprint in desk.themes:
            shapes.setdefault((form_id.instrument, form_id.fingerprint, issued.kind, issued.asked), []).append(issued)
    matched = {shape: _matching(grid, _form(alike[0], desk)) for shape, alike in shapes.items()}
    most = max(matched.values(), default=0)
    if most < ENOUGH:
        return problem("file.not_a_form", Where(""))
    alike = [issued for shape, same in shapes.items() if matched[shape] == most for issued in same]
    headed = [issued for issued in alike if (form_id := FormId.parse(issued.id)) is not None and is_headed(book, form_id, desk.round)]
    if len(headed) == 1:
        return problem("file.no_form_id_headed", Where(""), which=_named(headed[0]), id=headed[0].id)
    names = sorted(map(_named, headed or alike))
    return problem("file.no_form_id", Where(""), which=listed(the_first(MOST_NAMED, names)))


def _form(issued: IssuedForm, desk: Desk) -> Form:
    form_id = FormId.parse(issued.id)
    return desk.form_of(desk.themes[form_id.fingerprint if form_id else ""], issued)


def _matching(grid: Grid, form: Form) -> int:
    """How many rows are this form's by ref and wording, less those that are not."""
    fields = {ref_key(field.ref): field for field in form.fields}
    keyed = [line for line in grid.answers if line.key]
    ours = [line for line in keyed if line.key in fields and whose_words(line, [fields[line.key]]) is not None]
    return len(ours) - (len(keyed) - len(ours))


def _named(issued: IssuedForm) -> str:
    form_id = FormId.parse(issued.id)
    return f"{form_id.subject} ({form_id.recipient})" if form_id else issued.id
