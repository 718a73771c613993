"""round.xlsx: what the chair edits. Dates and contacts, who gets forms, which cases, and how the cases were chosen."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from audit_core.model.agencies import KINDS, ROLES
from audit_core.workbook import styles
from audit_core.workbook.heights import row_height
from audit_core.xlsx.finish import finish

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from audit_core.model.round import Round, Subject
    from audit_core.model.theme import Theme

SPARE = 12
NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")
EXPECT = {"ask": "ask", "not_known": "not known", "waived": "waived"}


def build_round_book(round_: Round, theme: Theme) -> bytes:
    """round.xlsx for a round, with spare rows for more recipients: the same bytes for the same round."""
    book = styles.new_book(f"{round_.title}: the round", round_.partnership)
    _round(book, round_, theme)
    _recipients(book, round_, theme)
    _cases(book, round_, theme)
    if any(instrument.about == "meeting" for instrument in theme.instruments):
        _meetings(book, round_)
    _sampling(book, round_)
    for sheet in book.worksheets:
        sheet.freeze_panes = "A4"
        styles.print_setup(sheet, centre=round_.marking)
    out = BytesIO()
    book.save(out)
    return finish(out.getvalue())


def limit_label(label: str, unit: str) -> str:
    """How a time limit's row is labelled: "Time limit: Notification (hours)"."""
    return f"Time limit: {label} ({unit.replace('_', ' ')})"


def _round(book: Workbook, round_: Round, theme: Theme) -> None:
    sheet = styles.new_sheet(book, "Round", round_.title, "Check every line. Whatever you change here is printed on forms made after that.", (44, 54, 64))
    styles.header(sheet, 3, ("What", "Your answer", "Help"))
    limits = dict(round_.limits)
    lines: list[tuple[str, object, str]] = [
        ("Round code", round_.code, "Made by the program. It begins every case reference; please leave it."),
        ("Theme", round_.theme, "Made by the program; please leave it."),
        ("Title", round_.title, "Printed on every form and report."),
        ("Partnership", round_.partnership, "Your partnership's name."),
        ("Nation", round_.nation, "Its bank holidays are not working days."),
        ("Look-back from", round_.looks_from, "The first day of the records that are audited."),
        ("Look-back to", round_.looks_to, "The last day."),
        ("Issue date", round_.issued, "The day the forms go out."),
        ("Return by", round_.due, "Printed on every form. A recipient may have a date of its own."),
        ("Panel date", round_.panel, "Actions fall due counted from this day."),
        ("Contact", round_.contact, "Whom auditors ring with questions: a role and a number."),
        ("Where returns go", round_.return_to, "Your secure route."),
        ("Marking", round_.marking, "Printed on every page."),
        ("Grades used", "Yes" if round_.grades else "No", "No leaves all grades out of the reports."),
        ("Retention months", round_.retention_months, "How long returns are kept after the panel."),
        ("Follows round", round_.follows, "The code of the earlier round this one follows up, if any."),
    ]
    for limit in theme.time_limits:
        lines.append((limit_label(limit.label, limit.unit), limits.get(limit.name, limit.amount), limit.source.capitalize() + "."))
    _lines(sheet, lines)
    _choices(sheet, {"Nation": NATIONS, "Grades used": ("Yes", "No")}, [label for label, _, _ in lines])


def _lines(sheet: Worksheet, lines: list[tuple[str, object, str]]) -> None:
    for row, (label, value, help_) in enumerate(lines, start=4):
        styles.put(sheet, row, 1, label, bold=True)
        _input(sheet, row, 2, value)
        styles.put(sheet, row, 3, help_, colour=styles.GREY)
        sheet.row_dimensions[row].height = row_height([(str(value or ""), 54, 11, False), (help_, 64, 11, False)], 22)


def _input(sheet: Worksheet, row: int, column: int, value: object = None) -> None:
    if isinstance(value, str) and value:
        cell = styles.text_cell(sheet, row, column, value)
    else:
        cell = styles.put(sheet, row, column, value if value != "" else None)
        if isinstance(value, date):
            cell.number_format = styles.DATE
    styles.boxed(cell)


def _recipients(book: Workbook, round_: Round, theme: Theme) -> None:
    purpose = "Who gets forms. The code is yours to choose (school_oakfield); two schools are two rows of the kind school."
    sheet = styles.new_sheet(book, "Recipients", "Recipients", purpose, (28, 28, 44, 44, 18))
    styles.header(sheet, 3, ("Code", "Kind", "Name", "Contact", "Own due date"))
    last = 3 + len(round_.recipients) + SPARE
    for row in range(4, last + 1):
        place = row - 4
        recipient = round_.recipients[place] if place < len(round_.recipients) else None
        values = (recipient.code, recipient.kind, recipient.name, recipient.contact, recipient.due) if recipient else (None,) * 5
        for column, value in enumerate(values, start=1):
            _input(sheet, row, column, value)
        sheet.cell(row, 5).number_format = styles.DATE
        sheet.row_dimensions[row].height = 20
    kinds = sorted(kind.code for kind in (*KINDS, *theme.kinds))
    help_ = book.create_sheet("Lists")
    for row, kind in enumerate(kinds, start=1):
        help_.cell(row, 1, kind)
    help_.sheet_state = "hidden"
    rule = DataValidation(type="list", formula1=f"Lists!$A$1:$A${len(kinds)}", allow_blank=True)
    _add(sheet, rule, f"B4:B{last}", "Choose a kind of agency from the list.")


def _cases(book: Workbook, round_: Round, theme: Theme) -> None:
    codes = [recipient.code for recipient in round_.recipients]
    headings = ["Reference", *(fact.label for fact in theme.facts), *(role.label for role in ROLES), *codes, "Withdrawn: why", "Note"]
    purpose = "One row a case. Facts in bands, never names. Under each recipient: ask, not known, waived, or blank for not asked. Roles hold codes."
    widths = (16, *(20 for _ in theme.facts), 24, 30, *(max(13, len(code) + 4) for code in codes), 30, 30)
    sheet = styles.new_sheet(book, "Cases", "Cases", purpose, widths)
    styles.header(sheet, 3, headings)
    cases = [subject for subject in round_.subjects if subject.kind == "case"]
    last = 3 + len(cases)
    for row, case in enumerate(cases, start=4):
        for column, value in enumerate(_case(case, theme, codes), start=1):
            _input(sheet, row, column, value)
        sheet.row_dimensions[row].height = 20
    if not cases:
        return
    for column, fact in enumerate(theme.facts, start=2):
        letter = get_column_letter(column)
        _add(
            sheet,
            DataValidation(type="list", formula1=f'"{",".join(fact.bands)}"', allow_blank=True),
            f"{letter}4:{letter}{last}",
            "Choose a band from the list.",
        )
    first = 2 + len(theme.facts) + len(ROLES)
    if codes:
        area = f"{get_column_letter(first)}4:{get_column_letter(first + len(codes) - 1)}{last}"
        _add(
            sheet,
            DataValidation(type="list", formula1=f'"{",".join(EXPECT.values())}"', allow_blank=True),
            area,
            "ask, not known, waived, or blank for not asked.",
        )


def _case(case: Subject, theme: Theme, codes: list[str]) -> list[str]:
    expected = dict(case.expected)
    return [
        case.ref,
        *(case.fact(fact.code) for fact in theme.facts),
        *(", ".join(case.holders(role.code)) for role in ROLES),
        *(EXPECT.get(expected.get(code, ""), "") for code in codes),
        case.withdrawn,
        case.note,
    ]


def _meetings(book: Workbook, round_: Round) -> None:
    purpose = "One row a meeting that is observed. The observer gets one form for each."
    sheet = styles.new_sheet(book, "Meetings", "Meetings", purpose, (18, 44, 44))
    styles.header(sheet, 3, ("Reference", "Withdrawn: why", "Note"))
    for row, meeting in enumerate((subject for subject in round_.subjects if subject.kind == "meeting"), start=4):
        for column, value in enumerate((meeting.ref, meeting.withdrawn, meeting.note), start=1):
            _input(sheet, row, column, value)


def _sampling(book: Workbook, round_: Round) -> None:
    sampling = round_.sampling
    sheet = styles.new_sheet(
        book, "Sampling", "Sampling", "How the cases were chosen. It is printed in the report, so that nobody reads too much into a few cases.", (44, 54, 64)
    )
    styles.header(sheet, 3, ("What", "Your answer", "Help"))
    lines: list[tuple[str, object, str]] = [
        ("How many children could have been chosen", sampling.frame, "The sampling frame, such as: 84 children with a notification in the period."),
        ("Criterion", sampling.criterion, "What made a case eligible."),
        ("How they were chosen", sampling.method, "Such as: every twelfth, or by the social worker's judgement."),
        ("Random sample", "Yes" if sampling.random else "No", "Yes only if chance alone decided."),
        ("Replaced cases and why", sampling.replaced, "Cases taken out and what took their place."),
    ]
    _lines(sheet, lines)
    _choices(sheet, {"Random sample": ("Yes", "No")}, [label for label, _, _ in lines])


def _choices(sheet: Worksheet, choices: dict[str, tuple[str, ...]], labels: list[str]) -> None:
    for label, options in choices.items():
        rule = DataValidation(type="list", formula1=f'"{",".join(options)}"', allow_blank=True)
        _add(sheet, rule, f"B{labels.index(label) + 4}", f"Choose one of: {', '.join(options)}.")


def _add(sheet: Worksheet, rule: DataValidation, area: str, text: str) -> None:
    rule.showErrorMessage, rule.errorStyle = True, "stop"
    rule.errorTitle, rule.error = "Please choose from the list", text
    rule.add(area)
    sheet.add_data_validation(rule)
