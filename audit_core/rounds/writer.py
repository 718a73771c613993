"""Write round.xlsx, which the chair edits: dates and contacts, who gets forms, which cases and
meetings, and how the cases were chosen.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from audit_core.rounds.case_references import case_ref, meeting_ref
from audit_core.rounds.columns import (
    CLEARED_BY,
    EXPECT_WORDS,
    MEETING_HEADINGS,
    NO_PROCEEDINGS,
    NOT_CLEARED,
    NOTE,
    OWN_DUE,
    PROCEEDINGS,
    RECIPIENT_HEADINGS,
    REFERENCE,
    ROLES_OF_EVERY_CASE,
    ROLES_OF_FEW_CASES,
    SAMPLING,
    SETTINGS,
    WITHDRAWN,
    YES_NO,
    Setting,
    limit_label,
    limit_labels,
)
from audit_core.rounds.input_writer import LINE_WIDTHS, input_area, input_lines, input_table
from audit_core.rounds.round import Round, Subject, Terms
from audit_core.rounds.small_sheets_writer import (
    write_days_off,
    write_stages,
    write_terms,
    write_words,
)
from audit_core.rounds.time_limits import where_from
from audit_core.themes.agencies import AGENCY_KINDS
from audit_core.workbook_style import data_validation, styles
from audit_core.workbook_style.row_heights import row_height
from audit_core.workbook_style.widths import DIGIT, SCREEN, pixels
from audit_core.xlsx.writer.postprocess import workbook_bytes

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from audit_core.themes.theme import Theme, TimeLimit

OF_ROUND = ": the round"
"""What follows the title of the round in the title of the workbook."""
SPARE_RECIPIENTS = 12
"""Empty rows for more recipients."""
SPARE_CASES, SPARE_COLUMNS = 4, 2
"""Rows with a new reference for more cases, and columns for recipients added later."""
_LISTS = "Lists"
_REFERENCE, _FACT, _LEAD, _DUE, _WITHDRAWN, _CASE_NOTE = 13.0, 10.0, 13.0, 13.0, 12.5, 14.0
_LEADS = {
    "lead_professional": "The recipient whose worker led the plan.",
    "lead_cp": "Only where the child had one, besides the lead of the plan.",
}
"""What is said beside each role that leads."""
_PROCEEDINGS = 20.0
"""Who cleared the audit of a case, and when, takes two lines."""
_MEMBERS = (10.0, 15.0)
"""The least and the most width of the column of team members: it takes what the recipients leave of
a screen.
"""
_EXPECTED = 6.4
"""The width of a recipient's column on Cases, enough for "waived" and for "not known" on two lines;
its code stands upright.
"""


def build_round_workbook(audit_round: Round, theme: Theme) -> bytes:
    """Return round.xlsx for a round, with room for more recipients and cases: the same bytes for
    the same round. No cell is locked.
    """
    book = styles.new_book(f"{audit_round.title}{OF_ROUND}", audit_round.partnership)
    _round(book, audit_round, theme)
    _recipients(book, audit_round, theme)
    _cases(book, audit_round, theme)
    if any(instrument.about == "meeting" for instrument in theme.instruments):
        _meetings(book, audit_round)
    _sampling(book, audit_round)
    if audit_round.terms != Terms() or any(
        limit.unit == "school_days" for limit in theme.time_limits
    ):
        write_terms(book, audit_round)
    write_days_off(book, audit_round)
    write_words(book, audit_round, theme)
    write_stages(book, audit_round)
    for sheet in book.worksheets:
        sheet.freeze_panes = "B4" if sheet.title == "Cases" else "A4"
        styles.print_setup(sheet, left=audit_round.code, centre=audit_round.marking)
    book["Round"].page_setup.fitToHeight = 1  # one page, to be checked line by line on paper
    _lists(book, theme)
    return workbook_bytes(book.save)


def _round(book: Workbook, audit_round: Round, theme: Theme) -> None:
    purpose = (
        "Check every line, then go on to the other sheets. Changes are printed on forms made "
        "afterwards."
    )
    sheet = styles.new_sheet(book, "Round", audit_round.title, purpose, LINE_WIDTHS)
    row = input_lines(
        sheet,
        SETTINGS,
        {setting.key: _shown(getattr(audit_round, setting.key)) for setting in SETTINGS},
        4,
    )
    if theme.time_limits:
        styles.band(
            sheet,
            row,
            "Time limits of this round: type your own standard where it differs; a blank takes "
            "what is printed beside it",
            3,
        )
        amounts = dict(audit_round.limits)
        settings = [
            Setting(limit.name, _limit_line(limit, audit_round), where_from(limit), "number")
            for limit in theme.time_limits
        ]
        input_lines(
            sheet,
            settings,
            {limit.name: amounts.get(limit.name, limit.amount) for limit in theme.time_limits},
            row + 1,
        )


def _limit_line(limit: TimeLimit, audit_round: Round) -> str:
    """Return the label of a time limit in the unit of what was typed for it, or else of the
    nation's.
    """
    unit = dict(audit_round.limit_units).get(limit.name)
    typed = limit.name in dict(audit_round.limits)
    if not typed:
        return limit_label(limit, audit_round.nation)
    return next(label for label, named in limit_labels(limit) if named == (unit or limit.unit))


def _sampling(book: Workbook, audit_round: Round) -> None:
    purpose = (
        "How the cases were chosen. It is printed in the report, so that nobody reads too much "
        "into a few cases."
    )
    sheet = styles.new_sheet(book, "Sampling", "Sampling", purpose, LINE_WIDTHS)
    input_lines(
        sheet,
        SAMPLING,
        {setting.key: _shown(getattr(audit_round.sampling, setting.key)) for setting in SAMPLING},
        4,
    )


def _shown(value: object) -> object:
    return ("Yes" if value else "No") if isinstance(value, bool) else value


def _recipients(book: Workbook, audit_round: Round, theme: Theme) -> None:
    purpose = (
        "Who gets forms. A code is in lower case, such as school_oakfield; each school has its "
        "own row. Then give each code a column on Cases."
    )
    widths = (27.0, 30.0, 42.0, 42.0, 18.0)
    sheet = styles.new_sheet(book, "Recipients", "Recipients", purpose, widths)
    styles.header(sheet, 3, RECIPIENT_HEADINGS)
    labels = {kind.code: kind.label for kind in (*AGENCY_KINDS, *theme.kinds)}
    rows = [
        (item.code, labels.get(item.kind, item.kind), item.name, item.contact, item.due)
        for item in audit_round.recipients
    ]
    input_table(sheet, [*rows, *[("",) * 5] * SPARE_RECIPIENTS], widths, days={5})
    last = _last(audit_round)
    data_validation.choose_from(
        sheet,
        f"B4:B{last}",
        source=f"{_LISTS}!$A$2:$A${len(labels) + 1}",
        hint="What kind of agency it is: this decides what it is asked.",
    )
    data_validation.dates(sheet, f"E4:E{last}", "Only where it differs from the round's own.")


def _last(audit_round: Round) -> int:
    """Return the last row for recipients."""
    return 3 + len(audit_round.recipients) + SPARE_RECIPIENTS


def _cases(book: Workbook, audit_round: Round, theme: Theme) -> None:
    codes = [recipient.code for recipient in audit_round.recipients]
    purpose = (
        "One row for each case: facts in bands, never names. Under each recipient choose ask, not "
        "known or waived; a blank means not asked. Rows with only a reference are spare."
    )
    cases = [subject for subject in audit_round.subjects if subject.kind == "case"]
    asks = not cases or any(case.proceedings != "not_asked" for case in cases)
    headings, widths = _case_columns(theme, codes, asks=asks)
    sheet = styles.new_sheet(book, "Cases", "Cases", purpose, widths)
    _case_header(sheet, headings, widths, codes)
    due = headings.index(OWN_DUE) + 1
    rows = [_case(case, theme, codes, asks=asks) for case in cases]
    rows += [
        [case_ref(audit_round.code, number), *[""] * (len(headings) - 1)]
        for number in _next(cases, SPARE_CASES)
    ]
    _case_rows(sheet, rows, headings, widths)
    data_validation.dates(
        sheet,
        input_area(due, due, len(rows)),
        "Only where it differs from the round's and the recipient's.",
    )
    _case_choices(sheet, audit_round, theme, len(rows))
    if asks:
        _ask_of_proceedings(sheet, headings.index(PROCEEDINGS) + 1, len(rows))
    if pixels(widths) > SCREEN:
        roles = headings.index(ROLES_OF_EVERY_CASE[-1].label) + 1
        asked, most = roles + len(codes), int((SCREEN / DIGIT - _REFERENCE) / _EXPECTED)
        on_one = pixels(widths[:asked]) <= SCREEN
        lasts = [asked] if on_one else [*range(roles, asked, most), asked]
        styles.print_beside(sheet, widths, lasts, again=1)


def _case_rows(
    sheet: Worksheet,
    rows: Sequence[Sequence[object]],
    headings: Sequence[str],
    widths: Sequence[float],
) -> None:
    """Write a row for each case; what is chosen under a recipient stands in the middle of its
    narrow column.
    """
    first, due = headings.index(ROLES_OF_EVERY_CASE[-1].label) + 2, headings.index(OWN_DUE) + 1
    after = PROCEEDINGS if PROCEEDINGS in headings else ROLES_OF_FEW_CASES[0].label
    last = headings.index(after)
    room = [width + 2 if width == _EXPECTED else width for width in widths]  # without an indent
    input_table(sheet, rows, room, days={due}, least=34)
    for line in sheet.iter_rows(4, len(rows) + 3, first, last):
        for cell in line:
            cell.alignment = styles.CENTRED


def _case_header(
    sheet: Worksheet, headings: Sequence[str], widths: Sequence[float], codes: Collection[str]
) -> None:
    """Write the headings of the Cases sheet. Recipients' codes are longer than what is chosen below
    them, so they stand upright.
    """
    styles.header(sheet, 3, headings)
    across = [
        (text, width, 11.0, True)
        for text, width in zip(headings, widths, strict=True)
        if text not in codes
    ]
    sheet.row_dimensions[3].height = row_height(across, 30)
    styles.upright(
        sheet,
        3,
        [get_column_letter(place) for place, text in enumerate(headings, 1) if text in codes],
    )


def _case_columns(theme: Theme, codes: list[str], *, asks: bool) -> tuple[list[str], list[float]]:
    """Return the headings of the Cases sheet, and the widths of its columns. `asks`: whether it
    asks about proceedings, which rounds set up before do not.
    """
    headings = [
        REFERENCE,
        *(fact.label for fact in theme.facts),
        *(role.label for role in ROLES_OF_EVERY_CASE),
        *codes,
        *[""] * SPARE_COLUMNS,
        *((PROCEEDINGS,) if asks else ()),
        *(role.label for role in ROLES_OF_FEW_CASES),
        OWN_DUE,
        WITHDRAWN,
        NOTE,
    ]
    before = [_REFERENCE, *(_FACT for _ in theme.facts), _LEAD]
    beside = [_EXPECTED for _ in codes]
    least, most = _MEMBERS
    left = SCREEN / DIGIT - sum((*before, *beside))
    members = min(most, max(least, int(10 * left) / 10))
    spare = [_EXPECTED] * SPARE_COLUMNS
    after = [*([_PROCEEDINGS] if asks else []), *(_LEAD for _ in ROLES_OF_FEW_CASES)]
    widths = [*before, members, *beside, *spare, *after, _DUE, _WITHDRAWN, _CASE_NOTE]
    return headings, widths


def _case_choices(sheet: Worksheet, audit_round: Round, theme: Theme, rows: int) -> None:
    """Add the drop-downs of the Cases sheet: bands, who led the plan, and what is expected."""
    for column, fact in enumerate(theme.facts, start=2):
        data_validation.choose_from(sheet, input_area(column, column, rows), fact.bands)
    source = f"Recipients!$A$4:$A${_last(audit_round)}"
    columns = {cell.value: cell.column for cell in sheet[3]}
    for role in (*ROLES_OF_EVERY_CASE, *ROLES_OF_FEW_CASES):
        if role.code in _LEADS:
            area = input_area(columns[role.label], columns[role.label], rows)
            hint = _LEADS[role.code]
            data_validation.choose_from(sheet, area, source=source, hint=hint, strict=False)
    first = 2 + len(theme.facts) + len(ROLES_OF_EVERY_CASE)
    last = first + len(audit_round.recipients) + SPARE_COLUMNS - 1
    data_validation.choose_from(
        sheet, input_area(first, last, rows), [word for _, word in EXPECT_WORDS]
    )


def _ask_of_proceedings(sheet: Worksheet, column: int, rows: int) -> None:
    """Add the drop-down that asks about proceedings. Who cleared the audit is typed."""
    data_validation.choose_from(
        sheet,
        input_area(column, column, rows),
        (NO_PROCEEDINGS, NOT_CLEARED),
        hint="Court proceedings, an investigation or a review about this child or an adult: None, "
        f"Yes (no form is made), or type: {CLEARED_BY} (role) on (date).",
        strict=False,
    )


def _case(case: Subject, theme: Theme, codes: list[str], *, asks: bool) -> list[object]:
    expected, words = dict(case.expected), dict(EXPECT_WORDS)
    return [
        case.ref,
        *(case.fact(fact.code) for fact in theme.facts),
        *(", ".join(case.holders(role.code)) for role in ROLES_OF_EVERY_CASE),
        *(words[expected[code]] if code in expected else "" for code in codes),
        *[""] * SPARE_COLUMNS,
        *((_proceedings(case),) if asks else ()),
        *(", ".join(case.holders(role.code)) for role in ROLES_OF_FEW_CASES),
        case.due,
        case.withdrawn,
        case.note,
    ]


def _proceedings(case: Subject) -> str:
    """Return what the Cases sheet says of proceedings about a case."""
    if case.proceedings == "cleared":
        return f"{CLEARED_BY} {case.cleared}"
    return {"none": NO_PROCEEDINGS, "not_cleared": NOT_CLEARED}.get(case.proceedings, "")


def _meetings(book: Workbook, audit_round: Round) -> None:
    purpose = (
        "One row for each meeting. The observer gets a form for each that is to be observed. Rows "
        "with only a reference are spare."
    )
    widths = (15.0, 13.0, 14.0, 36.0, 14.0, 36.0, 30.0)
    sheet = styles.new_sheet(book, "Meetings", "Meetings", purpose, widths)
    styles.header(sheet, 3, MEETING_HEADINGS)
    meetings = [subject for subject in audit_round.subjects if subject.kind == "meeting"]
    rows: list[tuple[object, ...]] = [
        (
            item.ref,
            "Yes",
            item.fact("meeting_date") and date.fromisoformat(item.fact("meeting_date")),
            item.fact("meeting_kind"),
            item.due,
            item.withdrawn,
            item.note,
        )
        for item in meetings
    ]
    rows += [
        (meeting_ref(audit_round.code, number), *("",) * 6)
        for number in _next(meetings, SPARE_CASES)
    ]
    input_table(sheet, rows, widths, days={3, 5})
    data_validation.choose_from(sheet, input_area(2, 2, len(rows)), YES_NO)
    data_validation.dates(sheet, input_area(3, 3, len(rows)))
    data_validation.dates(
        sheet, input_area(5, 5, len(rows)), "Only where it differs from the round's."
    )


def _next(subjects: Sequence[Subject], spare: int) -> range:
    """Return the numbers after the last one used."""
    used = max((int(subject.ref.split("-")[1].lstrip("M")) for subject in subjects), default=0)
    return range(used + 1, min(used + spare, 999) + 1)


def _lists(book: Workbook, theme: Theme) -> None:
    """Write the choices of the drop-downs. The sheet is hidden, and harmless if a
    program shows it.
    """
    sheet = styles.new_sheet(
        book, _LISTS, "Kinds of agency, for the drop-down of the Recipients sheet", "", (40.0,)
    )
    for row, kind in enumerate((*AGENCY_KINDS, *theme.kinds), start=2):
        styles.put(sheet, row, 1, kind.label)
    sheet.sheet_state = "hidden"
