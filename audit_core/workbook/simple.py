"""Sheets of a label and an answer: the rows of Start here, Judgement and Sign-off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.model.form import LABEL_HEADINGS, sheet_title
from audit_core.words import say
from audit_core.workbook import styles
from audit_core.workbook.heights import LINE, line_count
from audit_core.workbook.page import PROSE_LINES, Page, is_nil, quoted

if TYPE_CHECKING:
    from openpyxl import Workbook

    from audit_core.model.form import Field

WIDTHS = (7.0, 52.0, 62.0, 22.0)
_IF_YES = {"S-2": "S-1", "S-3": "S-1", "S-4": "S-1", "G-2": "G-1", "G-3": "G-1", "G-4": "G-1"}
_IF_NIL = frozenset({"S-6", "S-7", "S-8"})
_ALWAYS = frozenset({"S-1", "S-5", "G-1", "G-5", "G-6"})
"""What a nil return needs too."""


def simple_sheet(book: Workbook, title: str, purpose: str, fields: tuple[Field, ...], known: str) -> Page:
    """A sheet of nothing but such rows."""
    sheet = styles.new_sheet(book, title, title, purpose, WIDTHS)
    styles.header(sheet, 3, headings())
    page = Page(sheet, WIDTHS)
    rows(page, fields, f"'{sheet_title('start')}'!", known)
    page.tint_checks("D", page.row)
    return page


def headings() -> tuple[str, ...]:
    """The headings of such a sheet, as they are printed."""
    return tuple(say(heading) for _, heading in LABEL_HEADINGS)


def rows(page: Page, fields: tuple[Field, ...], start: str, known: str) -> None:
    """Write the fields, with a band before each group. `start` refers to the start sheet (empty when this is it), `known` to its S-5."""
    group = ""
    for field in fields:
        if field.group != group:
            group = field.group
            page.band(group)
        page.question(field)
        page.answer(field)
        formula, shows = _check(page, field, start, known)
        if formula:
            page.check(4, formula, shows)
        tall = sum(line_count(text, WIDTHS[1], size, bold=bold) * size * LINE for text, size, bold in _texts(field))
        least = PROSE_LINES * 11 * LINE + 7 if field.kind == "prose" else 22
        page.sheet.row_dimensions[page.row].height = max(least, tall + 8)
        page.row += 1


def _texts(field: Field) -> list[tuple[str, float, bool]]:
    return [(field.label, 11, True), *(((line, 10, False)) for line in field.guide)]


def _check(page: Page, field: Field, start: str, known: str) -> tuple[str, str]:
    """The formula of a row's check and what it shows while blank."""
    cell = f"TRIM({page.answers[field.ref]})"
    todo, done = quoted(say("To do")), quoted(say("Done"))
    if field.ref in _IF_YES:
        risk = f"TRIM({page.answers[_IF_YES[field.ref]]})"
        return f'=IF({risk}="{quoted(say("Yes"))}",IF({cell}="","{quoted(say("ACT NOW: fill in"))}","{done}"),"")', ""
    known = known or page.answers.get("S-5", "")
    nil = is_nil(f"{start}{known}") if known else "FALSE"
    if field.ref in _IF_NIL:
        return f'=IF({nil},IF({cell}="","{todo}","{done}"),"")', ""
    if not field.required:
        return "", ""
    if field.ref in _ALWAYS or not known:
        return f'=IF({cell}="","{todo}","{done}")', say("To do")
    return f'=IF({nil},"{quoted(say("Not needed"))}",IF({cell}="","{todo}","{done}"))', say("To do")
