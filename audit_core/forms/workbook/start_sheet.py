"""Start here: what to do, by when, where the form goes; whether anybody is at risk; whether the
child was known; and progress so far.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.forms.form import Form, FormSheet, form_sheet_title
from audit_core.forms.workbook.label_sheets import WIDTHS, label_headings, label_rows
from audit_core.forms.workbook.page_breaks import PageBlock, break_pages, page_height
from audit_core.forms.workbook.per_case_text import LINES, PerCaseText
from audit_core.forms.workbook.sheet_builder import CHECKS, FormSheetBuilder, is_nil, quoted
from audit_core.i18n import N_, _, ngettext
from audit_core.workbook_style import styles

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell

_HOW = N_(
    {
        "": "Read the record first. Then fill in this sheet and the others: about {minutes} "
        "minutes. Save as often as you like. "
        "If the child was not known to you, go to S-5: two minutes.",
        "observer": "After the meeting, fill in this sheet and the others: about {minutes} "
        "minutes. Save as often as you like.",
        "partnership": "Have the partnership's papers to hand. Then fill in this sheet and the "
        "others: about {minutes} minutes. Save as often as you like.",
    }
)
_CHILD = N_(
    "The child's name came to your agency separately, by the secure route. If it has not "
    "reached you, ring us."
)
_NO_CHILD = N_(
    "None: make one up, and answer as if you had read a record. Never practise on a real child."
)
"""Printed on a form for practice."""
_ONE_LINE, _TWO_LINES = 20.0, 36.0
"""Space reserved on paper, in points, for a text that differs from form to form."""
_CHECK_COLUMN = {"questions": "E", "judgement": "D", "sign_off": "D", "start": "D"}


def write_start_sheet(book: Workbook, form: Form, head: PerCaseText) -> FormSheetBuilder:
    """Write the first sheet, down to the facts in bands."""
    sheet = styles.new_sheet(
        book, form_sheet_title("start"), head.texts["heading"], head.texts["purpose"], WIDTHS
    )
    styles.header(sheet, 3, label_headings())
    page = FormSheetBuilder(sheet, WIDTHS)
    page.band(_("What to do"))
    _varying(page, head, "who")
    page.line(_("Fill it in"), _(_HOW.get(form.kind, _HOW[""]), minutes=form.minutes))
    for name in ("due", "back", "ask"):
        _varying(page, head, name)
    if any(field.key == "known" for field in form.fields):
        page.line(_("Which child"), _(_NO_CHILD if head.practice else _CHILD))
    page.line(
        _("No names"),
        _(
            "Never type a name, date of birth, address or NHS number. To paste, use Paste "
            "special: text."
        ),
    )
    above = page.tall(4, page.row - 1)
    blocks = label_rows(
        page,
        tuple(field for field in form.fields if field.sheet == "start"),
        "",
        asks_if_known=any(field.key == "known" for field in form.fields),
    )
    page.blocks = [PageBlock(4, above, begins=True), *blocks]
    return page


def finish_start_sheet(
    pages: dict[FormSheet, FormSheetBuilder], form: Form, head: PerCaseText
) -> None:
    """Finish the first sheet once the others are written: progress, whether the form is ready, and
    its id.
    """
    page = pages["start"]
    first = page.row
    _progress(page, form, pages)
    page.band(_("This form"))
    _varying(page, head, "id")
    break_pages(
        page.sheet,
        [*page.blocks, PageBlock(first, page.tall(first, page.row - 1), begins=True)],
        page_height(WIDTHS),
    )
    page.tint_checks("D", page.row)


def _varying(page: FormSheetBuilder, head: PerCaseText, name: str) -> None:
    """Write a line that differs from form to form. A date takes one line of text, the others up to
    two.
    """
    page.line(
        _(LINES[name]),
        head.texts[name],
        height=head.heights[name],
        room=_ONE_LINE if name == "due" else _TWO_LINES,
    )


def _progress(page: FormSheetBuilder, form: Form, pages: dict[FormSheet, FormSheetBuilder]) -> None:
    """Write how much is answered and left to do on each sheet, with a link to it, and whether the
    form is ready to be returned.
    """
    ends = {name: other.row - 1 for name, other in pages.items()}
    total, todo = 0, _("To do")
    page.band(_("How far you are"))
    first = page.row
    for name, other in pages.items():
        column = _CHECK_COLUMN[name]
        title = other.sheet.title
        place = "" if other is page else f"'{title}'!"
        area = f"{place}{column}4:{column}{ends[name]}"
        count = sum(shows == todo for shows in other.values.values() if isinstance(shows, str))
        nil = is_nil() if "S-5" in page.answers and name in {"questions", "judgement"} else ""
        left = "+".join(f'COUNTIF({area},"{quoted(_(word))}")' for word, _colours in CHECKS)
        cell = page.line(title, "", link=place and f"{place}A4")
        done = f'COUNTIF({area},"{quoted(_("Done"))}")&" {quoted(_("done"))}"'
        _formula(
            page, cell.row, 3, _unless(nil, f'"{quoted(_("Not needed"))}"', done), f"0 {_('done')}"
        )
        _formula(
            page,
            cell.row,
            4,
            _unless(nil, "0", left),
            count,
            # as a number format: "3 to do", or "Done" for 0
        ).number_format = f'0" {quoted(_("to do"))}";;"{quoted(_("Done"))}"'
        total += count
    area = f"D{first}:D{page.row - 1}"
    if form.events:
        title = form_sheet_title("chronology")
        page.line(
            title,
            ngettext(
                "Up to {count} key event, the one that mattered to the child.",
                "Up to {count} key events, the ones that mattered to the child.",
                form.events,
            ),
            link=f"'{title}'!A4",
        )
    page.line(_("Help"), _("What each answer means."), link=f"'{_('Help')}'!A4")
    cell = page.line(_("Ready to return?"), "")
    yes, no = quoted(_("Yes: save it and send it back")), quoted(_("Not yet:"))
    left = quoted(_("to do"))
    shows = f"{_('Not yet:')} {total} {_('to do')}"
    _formula(page, cell.row, 3, f'IF(SUM({area})=0,"{yes}","{no} "&SUM({area})&" {left}")', shows)
    signing = pages.get("sign_off")
    if signing is not None:  # repeated on the last sheet
        signing.line(_("Ready to return?"), "")
        _formula(signing, signing.row - 1, 3, f"'{page.sheet.title}'!C{cell.row}", shows)


def _unless(nil: str, instead: str, formula: str) -> str:
    """Return a formula that shows something else in a nil return."""
    return f"IF({nil},{instead},{formula})" if nil else formula


def _formula(page: FormSheetBuilder, row: int, column: int, text: str, shows: str | int) -> Cell:
    """Write a formula on this sheet, and record what it shows in a blank form."""
    cell = styles.formula(page.sheet, row, column, f"={text}")
    page.values[cell.coordinate] = shows
    return cell
