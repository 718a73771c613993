"""Sheets with a question and an answer on each row: Start here, Judgement and Sign-off."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import attrs
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from audit_core.forms.fields import NO_YES, YES_NO
from audit_core.forms.form import LABEL_HEADINGS, Field, form_sheet_title
from audit_core.forms.formulas import among, cell_below, cell_of_ref, quoted
from audit_core.forms.workbook.page_breaks import PageBlock, break_pages, page_height
from audit_core.forms.workbook.sheet_builder import (
    ONE_LINE,
    PADDING,
    PROSE,
    FormSheetBuilder,
    is_known,
    text_height,
    to_choose,
)
from audit_core.i18n import _
from audit_core.workbook_style import styles

WIDTHS = (7.0, 58.0, 81.0, 13.0)
"""The answer is the widest: most are prose."""
CHECK = 4
_IF_YES = {"S-2": "S-1", "S-3": "S-1", "S-4": "S-1", "G-2": "G-1", "G-3": "G-1", "G-4": "G-1"}
_IF_NIL = frozenset({"S-6", "S-7", "S-8"})
_ALWAYS = frozenset({"S-1", "S-5", "G-1"})
"""Refs that a nil return needs too."""
_ELSEWHERE = {"about.involved": "Yes"}
"""Answers after which the form should not be filled in by this auditor at all."""


def simple_sheet(
    book: Workbook,
    title: str,
    place: str,
    purpose: str,
    fields: tuple[Field, ...],
    nil: Sequence[str],
) -> FormSheetBuilder:
    """Write a sheet of such rows only. `place` says which case and agency the form is for, `nil`
    are the answers to S-5 that make it a nil return.
    """
    sheet = styles.new_sheet(book, title, f"{title}. {place}", purpose, WIDTHS)
    label_header(sheet)
    page = FormSheetBuilder(sheet, WIDTHS)
    break_pages(
        sheet,
        label_rows(page, fields, form_sheet_title("start"), nil),
        page_height(page.printed),
    )
    page.tint_checks("D", page.row)
    return page


def label_header(sheet: Worksheet) -> None:
    """Write the headings of such a sheet. They take one line."""
    styles.header(sheet, 3, [_(heading) for _code, heading in LABEL_HEADINGS])
    sheet.row_dimensions[3].height = 20


def label_rows(
    page: FormSheetBuilder,
    fields: tuple[Field, ...],
    start: str,
    nil: Sequence[str],
    others: Sequence[str] = (),
) -> list[PageBlock]:
    """Write the fields with a band before each group, and return the rows that stay together on
    paper.

    `start` is the title of Start here ("" on that sheet itself), whose S-5 makes it a nil return
    by the answers `nil`, and by `others` says that the agency did not know the child itself.
    """
    blocks = []
    for group, of_group in groupby(fields, key=lambda field: field.group):
        begins = page.row
        page.band(group)
        for field in map(_with_choices, of_group):
            page.question(field)
            page.answer(field)
            formula, shows = _check(field, is_known(nil, start), is_known(others, start))
            if formula:
                page.check(CHECK, formula, shows)
            elif not field.required:
                page.optional(CHECK)
            page.end_row(_height(field, page.widths[1]), box=field.kind == "prose")
            blocks.append(PageBlock(begins, page.tall(begins, page.row - 1)))
            begins = page.row
    return blocks


def _with_choices(field: Field) -> Field:
    """Return the field with its choices below its wording, so that they can be read on paper. A
    plain yes or no is not listed.
    """
    labels = [option.label for option in field.options]
    plain = [{_(option.label) for option in options} for options in (NO_YES, YES_NO)]
    return (
        attrs.evolve(field, guide=(*field.guide, to_choose(labels)))
        if labels and set(labels) not in plain
        else field
    )


def _height(field: Field, width: float) -> float:
    """Return the height of the row of a field, whose wording is in a column of this width."""
    least = PROSE if field.kind == "prose" else ONE_LINE
    return max(least, text_height(field.label, field.guide, width) + PADDING)


def _check(field: Field, nil: str, others: str) -> tuple[str, str]:
    """Return the formula for the check of a row, and what it shows while the form is blank. `nil`
    is the part that tests for a nil return, `others` the part that tests for an agency that may not
    have the facts about the child.
    """
    at = cell_below("C")
    cell = f"TRIM({at})"
    todo, done = quoted(_("To do")), f'"{quoted(_("Done"))}"'
    if field.kind == "date":
        done = f'IF(COUNT({at})=0,"{quoted(_("Type a date"))}",{done})'
    elif field.key in _ELSEWHERE:
        stop = f'{cell}="{quoted(_(_ELSEWHERE[field.key]))}"'
        done = f'IF({stop},"{quoted(_("Ring us first"))}",{done})'
    if field.options:  # a paste removes the drop-down list
        one = among(cell, [option.label for option in field.options])
        done = f'IF({one},{done},"{quoted(_("Choose an answer"))}")'
    if field.ref in _IF_YES:
        # anything but a plain No counts as a risk: somebody may type "y"
        risk = f"TRIM({cell_of_ref(_IF_YES[field.ref])})"
        no = f'"{quoted(_("No"))}"'
        against = f'IF(AND({risk}={no},{cell}<>""),"{quoted(_("Says No above: check"))}","")'
        act = f'IF({cell}="","{quoted(_("ACT NOW: fill in"))}",{done})'
        return f'=IF(AND({risk}<>"",{risk}<>{no}),{act},{against})', ""
    if field.ref in _IF_NIL:
        return f'=IF({nil},IF({cell}="","{todo}",{done}),"")', ""
    if not field.required:
        return "", ""
    if field.ref in _ALWAYS or nil == "FALSE":
        return f'=IF({cell}="","{todo}",{done})', _("To do")
    lacks = f'"{todo}"'
    if field.key.startswith("fact.") and others != "FALSE":
        lacks = f'IF({others},"{quoted(_("Optional"))}",{lacks})'
    return f'=IF({nil},"{quoted(_("Not needed"))}",IF({cell}="",{lacks},{done}))', _("To do")
