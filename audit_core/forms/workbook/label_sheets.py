"""Sheets of a label and an answer: the rows of Start here, Judgement and Sign-off."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import attrs

from audit_core.forms.fields import NO_YES, YES_NO
from audit_core.forms.form import LABEL_HEADINGS, form_sheet_title
from audit_core.forms.workbook.page_breaks import PageBlock, break_pages, page_height
from audit_core.forms.workbook.sheet_builder import (
    PROSE_LINES,
    FormSheetBuilder,
    among,
    is_nil,
    quoted,
    to_choose,
)
from audit_core.i18n import _
from audit_core.workbook_style import styles
from audit_core.workbook_style.row_heights import LINE, line_count

if TYPE_CHECKING:
    from openpyxl import Workbook

    from audit_core.forms.form import Field

WIDTHS = (7.0, 52.0, 62.0, 22.0)
CHECK = 4
_IF_YES = {"S-2": "S-1", "S-3": "S-1", "S-4": "S-1", "G-2": "G-1", "G-3": "G-1", "G-4": "G-1"}
_IF_NIL = frozenset({"S-6", "S-7", "S-8"})
_ALWAYS = frozenset({"S-1", "S-5", "G-1"})
"""What a nil return needs too."""
_ELSEWHERE = {"about.involved": "Yes"}
"""Answers with which a form should not be filled in at all."""


def simple_sheet(
    book: Workbook, title: str, place: str, purpose: str, fields: tuple[Field, ...], known: str
) -> FormSheetBuilder:
    """A sheet of nothing but such rows. `place` says which case and agency the form is for."""
    sheet = styles.new_sheet(book, title, f"{title}. {place}", purpose, WIDTHS)
    styles.header(sheet, 3, label_headings())
    page = FormSheetBuilder(sheet, WIDTHS)
    break_pages(
        sheet,
        label_rows(page, fields, f"'{form_sheet_title('start')}'!", known),
        page_height(WIDTHS),
    )
    page.tint_checks("D", page.row)
    return page


def label_headings() -> tuple[str, ...]:
    """The headings of such a sheet, as they are printed."""
    return tuple(_(heading) for _code, heading in LABEL_HEADINGS)


def label_rows(
    page: FormSheetBuilder, fields: tuple[Field, ...], start: str, known: str
) -> list[PageBlock]:
    """Write the fields, with a band before each group; the rows that stay together on paper.

    `start` refers to the start sheet (empty when this is it), `known` to its S-5.
    """
    blocks = []
    for group, of_group in groupby(fields, key=lambda field: field.group):
        first = page.row
        page.band(group)
        for field in map(_with_choices, of_group):
            page.question(field)
            page.answer(field)
            formula, shows = _check(page, field, start, known)
            if formula:
                page.check(CHECK, formula, shows)
            elif not field.required:
                page.optional(CHECK)
            tall = _height(field)
            page.sheet.row_dimensions[page.row].height = tall
            begins = page.row == first + 1
            blocks.append(
                PageBlock(first if begins else page.row, tall + (22 if begins else 0), begins)
            )
            page.row += 1
    return blocks


def _with_choices(field: Field) -> Field:
    """The field with what can be chosen below its wording, so that it stands on paper too; yes and
    no go without saying.
    """
    labels = [option.label for option in field.options]
    plain = [{_(option.label) for option in options} for options in (NO_YES, YES_NO)]
    return (
        attrs.evolve(field, guide=(*field.guide, to_choose(labels)))
        if labels and set(labels) not in plain
        else field
    )


def _height(field: Field) -> float:
    texts = [(field.label, 11.0, True), *((line, 10.0, False) for line in field.guide)]
    tall = sum(
        line_count(text, WIDTHS[1], size, bold=bold) * size * LINE for text, size, bold in texts
    )
    return max(PROSE_LINES * 11 * LINE + 7 if field.kind == "prose" else 22, tall + 8)


def _check(page: FormSheetBuilder, field: Field, start: str, known: str) -> tuple[str, str]:
    """The formula of a row's check and what it shows while blank."""
    at = page.answers[field.ref]
    cell = f"TRIM({at})"
    todo, done = quoted(_("To do")), quoted(_("Done"))
    if field.kind == "date":
        done = f'IF(COUNT({at})=0,"{quoted(_("Type a date"))}","{done}")'
    elif field.key in _ELSEWHERE:
        done = f'IF({cell}="{quoted(_(_ELSEWHERE[field.key]))}","{quoted(_("Ring us first"))}","{done}")'
    else:
        done = f'"{done}"'
    if field.options:  # a paste takes the list away
        done = f'IF({among(cell, [option.label for option in field.options])},{done},"{quoted(_("Choose an answer"))}")'
    if field.ref in _IF_YES:
        # anything but a plain no: a "y" is read as yes
        risk = f"TRIM({page.answers[_IF_YES[field.ref]]})"
        against = f'IF(AND({risk}="{quoted(_("No"))}",{cell}<>""),"{quoted(_("Says No above: check"))}","")'
        return (
            f'=IF(AND({risk}<>"",{risk}<>"{quoted(_("No"))}"),IF({cell}="","{quoted(_("ACT NOW: fill in"))}",{done}),{against})',
            "",
        )
    known = known or page.answers.get("S-5", "")
    nil = is_nil(f"{start}{known}") if known else "FALSE"
    if field.ref in _IF_NIL:
        return f'=IF({nil},IF({cell}="","{todo}",{done}),"")', ""
    if not field.required:
        return "", ""
    if field.ref in _ALWAYS or not known:
        return f'=IF({cell}="","{todo}",{done})', _("To do")
    return f'=IF({nil},"{quoted(_("Not needed"))}",IF({cell}="","{todo}",{done}))', _("To do")
