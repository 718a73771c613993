"""The form an auditor fills in: one workbook for one subject, one respondent and one instrument."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.protection import WorkbookProtection

from audit_core.model.form import Sheet, sheet_title
from audit_core.words import mark, say
from audit_core.workbook import styles
from audit_core.workbook.chronology import chronology_sheet
from audit_core.workbook.help import help_sheet
from audit_core.workbook.letterhead import letterhead
from audit_core.workbook.manifest import MANIFEST, manifest_sheet
from audit_core.workbook.questions import questions_sheet
from audit_core.workbook.simple import simple_sheet
from audit_core.workbook.start import end_start, start_sheet
from audit_core.xlsx.finish import finish

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from audit_core.model.form import Form
    from audit_core.model.round import Round
    from audit_core.model.theme import Theme
    from audit_core.workbook.letterhead import Letterhead
    from audit_core.workbook.page import Page

_PURPOSE: tuple[tuple[Sheet, str], ...] = mark(
    (
        ("judgement", "Your own view, after the questions. Roles, never names. A box holds about 2,000 characters."),
        ("sign_off", "The last step before you send this back."),
    )
)


def build_form(form: Form, theme: Theme, round_: Round, *, practice: bool = False) -> bytes:
    """The blank form as a .xlsx file: the same bytes for the same form.

    A practice form carries an id that is never counted.
    """
    return set_form(form, theme, round_, letterhead(form, round_, theme, practice=practice))


def set_form(form: Form, theme: Theme, round_: Round, head: Letterhead) -> bytes:
    """A form under a letterhead: its own, or the placeholders of a master."""
    form_id = head.texts["id"]
    book = styles.new_book(head.texts["title"], round_.partnership)
    book.properties.identifier = form_id
    book.properties.keywords = form_id
    book.custom_doc_props.append(StringProperty(name="audit_form", value=form_id))
    pages: dict[Sheet, Page] = {"start": start_sheet(book, form, head)}
    known = pages["start"].answers.get("S-5", "")
    place = head.texts["place"]
    pages["questions"] = questions_sheet(book, form, theme, known, place)
    if form.events:
        chronology_sheet(book, form, place)
    for name, purpose in _PURPOSE:
        fields = tuple(field for field in form.fields if field.sheet == name)
        if fields:
            pages[name] = simple_sheet(book, sheet_title(name), place, say(purpose), fields, known)
    end_start(pages, form, head)
    help_sheet(book, form, theme)
    manifest_sheet(book, form, form_id, pages)
    _name_cells(book, pages)
    _close(book, form_id, round_.marking)
    out = BytesIO()
    book.save(out)
    return finish(out.getvalue(), values={(page.sheet.title, cell): shows for page in pages.values() for cell, shows in page.values.items()})


def _name_cells(book: Workbook, pages: dict[Sheet, Page]) -> None:
    """A workbook-level name for every answer: a second vote when rows have moved."""
    for page in pages.values():
        for ending, cells in (("", page.answers), ("_E", page.evidence)):
            for ref, cell in cells.items():
                if ending == "_E" and page.answers.get(ref) == cell:
                    continue
                column = "".join(character for character in cell if character.isalpha())
                name = f"AF_{ref.replace('-', '_').replace('.', '_')}{ending}"
                book.defined_names[name] = DefinedName(name, attr_text=f"'{page.sheet.title}'!${column}${cell[len(column) :]}")


def _links(sheet: Worksheet) -> None:
    """From the corner of every sheet to Help and to Start here."""
    help_title, start = say("Help"), sheet_title("start")
    for row, title in ((1, help_title), (2, start)):
        if sheet.title not in {title, MANIFEST}:
            styles.link(sheet, row, sheet.max_column, title)


def _close(book: Workbook, form_id: str, marking: str) -> None:
    """Protection, footers and what is seen first."""
    for sheet in book.worksheets:
        _links(sheet)
        sheet.freeze_panes = "A4"
        sheet.sheet_view.selection[-1].activeCell = "A4"
        sheet.sheet_view.selection[-1].sqref = "A4"
        styles.print_setup(sheet, left=form_id, centre=say("{marking}: audit working paper, not part of the child's record", marking=marking))
        if sheet.title != sheet_title("chronology"):
            styles.protect(sheet)
    book[MANIFEST].sheet_state = "veryHidden"
    book.active = 0
    book.security = WorkbookProtection(lockStructure=True)
    book.calculation.fullCalcOnLoad = True
