"""Start here: what to do, by when, where the form goes; whether anybody is at risk; whether the
child was known; and progress so far.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.forms.form import RECORD_ONLY, Form, FormSheet, form_sheet_title
from audit_core.forms.formulas import quoted
from audit_core.forms.workbook.label_sheets import label_header, label_rows
from audit_core.forms.workbook.per_case_text import LINES, START_WIDTHS, PerCaseText
from audit_core.forms.workbook.sheet_builder import CHECKS, FormSheetBuilder, is_known
from audit_core.i18n import N_, _, ngettext
from audit_core.themes.scales import KNOWN_OTHERS, NOTHING_TO_AUDIT
from audit_core.workbook_style import styles

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell

_HOW = N_(
    {
        "": "about {minutes} minutes, after reading the record, which often takes one to two "
        "hours. If nobody was known to you, go to S-5: two minutes.",
        "child": "about {minutes} minutes, after reading the record, which often takes one to two "
        "hours. If the child was not known to you, go to S-5: two minutes.",
        "observer": "about {minutes} minutes, after the meeting.",
        "partnership": "about {minutes} minutes, with the partnership's papers to hand.",
    }
)
_CHILD = N_("told to you by the secure route. If not, ring us.")
_NO_CHILD = N_(
    "make one up, and answer as if you had read a record. Never practise on a real child."
)
"""Printed on a form for practice."""
_CHECK_COLUMN = {"questions": "E", "judgement": "D", "sign_off": "D", "start": "D"}


def write_start_sheet(
    book: Workbook, form: Form, head: PerCaseText, written: str = ""
) -> FormSheetBuilder:
    """Write the first sheet, down to the facts in bands. `written` says for which nation the
    questions were written, if for another than the round's.
    """
    sheet = styles.new_sheet(
        book, form_sheet_title("start"), head.texts["heading"], head.texts["purpose"], START_WIDTHS
    )
    sheet.row_dimensions[1].height = 26
    label_header(sheet)
    page = FormSheetBuilder(sheet, START_WIDTHS)
    page.band(_("What to do"))
    _varying(page, head, "who")
    page.told(_("Fill it in"), _(_HOW[_how(form)], minutes=form.minutes))
    for name in ("due", "ask"):
        _varying(page, head, name)
    if any(field.key == "known" for field in form.fields):
        page.told(_("Which child"), _(_NO_CHILD if head.practice else _CHILD))
    if form.record_only:
        page.told(_("Record only"), _(RECORD_ONLY))
    page.told(
        _("No names"),
        _("never type names, dates of birth, addresses or NHS numbers. Paste as text only."),
    )
    if written:
        page.told(_("Questions"), written)
    label_rows(
        page,
        tuple(field for field in form.fields if field.sheet == "start"),
        "",
        form.labels_of("known", NOTHING_TO_AUDIT),
        form.labels_of("known", KNOWN_OTHERS),
    )
    return page


def _how(form: Form) -> str:
    """Return which of _HOW a form says; "child" if S-5 asks only about the child."""
    if form.kind in _HOW:
        return form.kind
    return "" if form.labels_of("known", KNOWN_OTHERS) else "child"


def finish_start_sheet(
    pages: dict[FormSheet, FormSheetBuilder], form: Form, head: PerCaseText
) -> None:
    """Finish the first sheet once the others are written: progress, whether the form is ready, and
    its id. All of this counts what is typed on a screen, so it is not printed.
    """
    page = pages["start"]
    page.print_to = page.row - 1
    _progress(page, form, pages)
    page.band(_("This form"))
    page.line(_(LINES["id"]), head.texts["id"], height=head.heights["id"])
    page.tint_checks("D", page.row)


def _varying(page: FormSheetBuilder, head: PerCaseText, name: str) -> None:
    """Write a line of instruction that differs from form to form."""
    page.told(_(LINES[name]), head.texts[name], height=head.heights[name])


def _progress(page: FormSheetBuilder, form: Form, pages: dict[FormSheet, FormSheetBuilder]) -> None:
    """Write how much is answered and left to do on each sheet, with a link to it, and whether the
    form is ready to be returned.
    """
    ends = {name: other.row - 1 for name, other in pages.items()}
    total, todo = 0, _("To do")
    said = form.labels_of("known", NOTHING_TO_AUDIT)
    page.band(_("How far you are"))
    first = page.row
    for name, other in pages.items():
        column = _CHECK_COLUMN[name]
        title = other.sheet.title
        place = "" if other is page else f"'{title}'!"
        area = f"{place}{column}4:{column}{ends[name]}"
        count = sum(shows == todo for shows in other.values.values() if isinstance(shows, str))
        nil = is_known(said) if said and name in {"questions", "judgement"} else ""
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
