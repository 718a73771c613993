"""The form an auditor fills in: one workbook for one subject, one respondent and one instrument."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils import absolute_coordinate
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.worksheet import Worksheet

from audit_core.forms.form import EVENT_COLUMNS, Form, FormSheet, cell_name, form_sheet_title
from audit_core.forms.workbook.help_sheet import help_sheet
from audit_core.forms.workbook.label_sheets import simple_sheet
from audit_core.forms.workbook.per_case_text import PerCaseText, per_case_text
from audit_core.forms.workbook.questions_sheet import questions_sheet
from audit_core.forms.workbook.sheet_builder import FormSheetBuilder
from audit_core.forms.workbook.start_sheet import finish_start_sheet, write_start_sheet
from audit_core.i18n import N_, _
from audit_core.rounds.round import Round
from audit_core.rounds.written_for import written_for
from audit_core.themes.scales import NOTHING_TO_AUDIT
from audit_core.themes.theme import Theme
from audit_core.workbook_style import data_validation, styles
from audit_core.xlsx.writer.postprocess import workbook_bytes

_PURPOSE: tuple[tuple[FormSheet, str], ...] = N_(
    (
        (
            "judgement",
            (
                "Your own view, after the questions. Roles, never names. A box holds about 2,000 "
                "characters."
            ),
        ),
        ("sign_off", "The last step before you send this back."),
    )
)


def build_form_workbook(
    form: Form, theme: Theme, audit_round: Round, *, practice: bool = False
) -> bytes:
    """Return the blank form as a .xlsx file: the same bytes for the same form.

    The id of a practice form marks it as never counted.
    """
    return set_form(
        form, theme, audit_round, per_case_text(form, audit_round, theme, practice=practice)
    )


def set_form(form: Form, theme: Theme, audit_round: Round, head: PerCaseText) -> bytes:
    """Return a form with the texts of `head`: its own, or the placeholders of a master."""
    form_id = head.texts["id"]
    book = styles.new_book(head.texts["title"], audit_round.partnership)
    book.properties.identifier = form_id
    book.properties.keywords = form_id
    book.custom_doc_props.append(StringProperty(name="audit_form", value=form_id))
    start = write_start_sheet(book, form, head, written_for(theme, audit_round))
    pages: dict[FormSheet, FormSheetBuilder] = {"start": start}
    nil = form.labels_of("known", NOTHING_TO_AUDIT)
    place = head.texts["place"]
    pages["questions"] = questions_sheet(book, form, theme, place, nil)
    if form.events:
        chronology_sheet(book, form, place)
    for name, purpose in _PURPOSE:
        fields = tuple(field for field in form.fields if field.sheet == name)
        if fields:
            pages[name] = simple_sheet(book, form_sheet_title(name), place, _(purpose), fields, nil)
    finish_start_sheet(pages, form, head)
    help_sheet(book, form, theme)
    manifest_sheet(book, form, form_id, pages)
    _name_cells(book, pages)
    _close(book, form_id, audit_round.marking, pages["start"].sheet)
    for page in pages.values():
        page.sheet.print_area = page.print_area()
    return workbook_bytes(
        book.save,
        {
            (page.sheet.title, cell): shows
            for page in pages.values()
            for cell, shows in page.values.items()
        },
    )


def _name_cells(book: Workbook, pages: dict[FormSheet, FormSheetBuilder]) -> None:
    """Give every answer cell a workbook-level name, by which a return is read if rows
    have moved.
    """
    for page in pages.values():
        evidence = {
            f"{ref}_E": cell for ref, cell in page.evidence.items() if page.answers.get(ref) != cell
        }
        for ref, cell in (page.answers | evidence).items():
            name = cell_name(ref)
            place = f"'{page.sheet.title}'!{absolute_coordinate(cell)}"
            book.defined_names[name] = DefinedName(name, attr_text=place)


def _links(sheet: Worksheet) -> None:
    """Link every sheet to Help and to Start here, in its top right corner."""
    help_title, start = _("Help"), form_sheet_title("start")
    for row, title in ((1, help_title), (2, start)):
        if sheet.title not in {title, MANIFEST}:
            styles.link(sheet, row, sheet.max_column, title)


def _close(book: Workbook, form_id: str, marking: str, start: Worksheet) -> None:
    """Set protection, footers and the view that opens first. Start here is one page, upright; the
    others repeat their headings, and the footer says which form it is.
    """
    for sheet in book.worksheets:
        _links(sheet)
        sheet.freeze_panes = "A4"
        sheet.sheet_view.selection[-1].activeCell = "A4"
        sheet.sheet_view.selection[-1].sqref = "A4"
        styles.print_setup(
            sheet,
            repeat="3:3",
            left=form_id,
            centre=_(
                "{marking}: audit working paper, not part of the child's record", marking=marking
            ),
            portrait=sheet is start,
        )
        if sheet.title != form_sheet_title("chronology"):
            styles.protect(sheet)
    start.page_setup.fitToHeight = 1
    book[MANIFEST].sheet_state = "veryHidden"
    book.active = 0
    book.security = WorkbookProtection(lockStructure=True)
    book.calculation.fullCalcOnLoad = True


WIDTHS = (6.0, 15.0, 18.0, 20.0, 39.0, 33.0, 28.0)
ROW = 36.0  # points: two lines, so fifteen events fit on one page


def chronology_sheet(book: Workbook, form: Form, place: str) -> None:
    """Write the chronology: one row for each event of the form, each with its printed ref."""
    purpose = _(
        "The events that mattered to the child, from your records: up to {count}. Roles, never "
        "names. You may sort and paste rows.",
        count=form.events,
    )
    title = form_sheet_title("chronology")
    sheet = styles.new_sheet(book, title, f"{title}. {place}", purpose, WIDTHS)
    styles.header(sheet, 3, (_("Ref"), *(_(heading) for _code, heading in EVENT_COLUMNS)))
    for number in range(1, form.events + 1):
        row = number + 3
        styles.put(sheet, row, 1, f"C-{number}", bold=True, colour=styles.GREY)
        for column, (code, _heading) in enumerate(EVENT_COLUMNS, start=2):
            cell = styles.boxed(styles.put(sheet, row, column))
            cell.number_format = styles.DATE if code == "date" else "@"
        sheet.row_dimensions[row].height = ROW
    last = form.events + 3
    data_validation.dates(sheet, f"B4:B{last}", _("Type it like {example}.", example="14 Mar 2026"))
    data_validation.choose_from(
        sheet, f"D4:D{last}", form.event_kinds, hint=_("Choose the kind that fits best.")
    )


MANIFEST = "_audit"
HEADINGS = ("ref", "sheet", "cell", "key", "question", "point", "kind", "wording", "options")


def manifest_sheet(
    book: Workbook, form: Form, form_id: str, pages: dict[FormSheet, FormSheetBuilder]
) -> None:
    """Write the hidden sheet that says what kind of file this is, its Form ID, and the cell of
    every field.
    """
    sheet = book.create_sheet(MANIFEST)
    sheet.append(["AUDIT-FORM", form_id])
    sheet.append(
        ["This sheet helps the audit program to read the form. It holds nothing about the child."]
    )
    sheet.append(list(HEADINGS))
    for field in form.fields:
        page = pages[field.sheet]
        options = "; ".join(option.label for option in field.options)
        sheet.append(
            [
                field.ref,
                page.sheet.title,
                page.answers[field.ref],
                field.key,
                field.question,
                field.point,
                field.kind,
                field.label,
                options,
            ]
        )
