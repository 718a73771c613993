"""Start here: what to do, by when, where it goes; whether anybody is at risk; whether the child was known; and how far one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.model.agencies import label_of
from audit_core.workbook import styles
from audit_core.workbook.page import Page, is_nil
from audit_core.workbook.simple import HEADINGS, WIDTHS, rows

if TYPE_CHECKING:
    from openpyxl import Workbook

    from audit_core.model.form import Form, Sheet
    from audit_core.model.round import Round
    from audit_core.model.theme import Theme

_CHECK_COLUMN = {"questions": "E", "judgement": "D", "sign_off": "D", "start": "D"}


def start_sheet(book: Workbook, form: Form, round_: Round, theme: Theme) -> Page:
    """Write the first sheet, down to the banded facts."""
    who = round_.name_of(form.id.recipient)
    kind = label_of(form.kind, theme.kinds)
    about = {"observer": "meeting", "partnership": "round"}.get(form.kind, "child")
    purpose = f"For {who}: one {about}, one workbook."
    sheet = styles.new_sheet(book, "Start here", f"{form.title}. {form.subject_title}", purpose, WIDTHS)
    styles.header(sheet, 3, HEADINGS)
    page = Page(sheet, WIDTHS)
    page.band("What to do")
    named = who if who == kind else f"{who} ({kind})"
    page.line("Who and what", f"{named}, {form.subject_title}. Records from {_day(round_.looks_from)} to {_day(round_.looks_to)}.")
    page.line("How", f"Read the record first. Then fill in this sheet and the others: about {form.minutes} minutes. Save as often as you like.")
    page.line("Return", f"By {_day(form.due)}, to {round_.return_to}. Any file name is fine. Questions: {round_.contact}.")
    page.line("Never", "Never type a name, date of birth, address or NHS number. To paste, use Paste special: text.")
    rows(page, tuple(field for field in form.fields if field.sheet == "start"), "", "")
    return page


def end_start(pages: dict[Sheet, Page], form: Form, form_id: str) -> None:
    """Finish the first sheet once the others are written: progress, whether the form is ready, and its id."""
    page = pages["start"]
    _progress(page, form, {name: other for name, other in pages.items() if name != "start"})
    page.band("This form")
    page.line("Form ID", form_id)
    page.tint_checks("D", page.row)


def _progress(page: Page, form: Form, pages: dict[Sheet, Page]) -> None:
    """How much is done on each sheet, with a link to it, and whether the form is ready to go back."""
    page.band("How far you are")
    here = f"D4:D{page.row - 1}"
    parts = [f'COUNTIF({here},"{word}")' for word in ("To do", "ACT NOW: fill in")]
    total = sum(shows == "To do" for shows in page.values.values())
    known = page.answers.get("S-5", "")
    nil = is_nil(known) if known else ""
    for name, other in pages.items():
        column = _CHECK_COLUMN[name]
        area = f"'{other.sheet.title}'!{column}4:{column}{other.row - 1}"
        count = sum(shows == "To do" for shows in other.values.values())
        words = [f'COUNTIF({area},"{word}")' for word in ("To do", "Say why", "Choose an answer", "ACT NOW: fill in")]
        missing = "+".join(words)
        cell = page.line(other.sheet.title, "", link=f"'{other.sheet.title}'!A4")
        done = f'{count}-COUNTIF({area},"To do")&" of {count} done"'
        cell.value = f'=IF({nil},"Not needed",{done})' if nil and name in {"questions", "judgement"} else f"={done}"
        page.values[cell.coordinate] = f"0 of {count} done"
        parts.append(f"IF({nil},0,{missing})" if nil and name in {"questions", "judgement"} else f"({missing})")
        total += count
    if form.events:
        page.line("Chronology", f"Up to {form.events} key events, the ones that mattered to the child.", link="'Chronology'!A4")
    cell = page.line("Ready to return?", "")
    left = "+".join(parts)
    cell.value = f'=IF({left}=0,"Yes: save it and send it back","Not yet: "&({left})&" to do")'
    page.values[cell.coordinate] = f"Not yet: {total} to do"


def _day(value: object) -> str:
    return f"{value:%d %b %Y}"
