"""Write round.xlsx, which the chair edits: dates and contacts, who gets forms, which cases and
meetings, and how the cases were chosen.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from audit_core.rounds.case_references import case_ref, meeting_ref
from audit_core.rounds.columns import (
    CLEARED_BY,
    CLOSED,
    EXPECT_WORDS,
    MEETING_HEADINGS,
    NO_PROCEEDINGS,
    NOT_CLEARED,
    NOTE,
    OFF_HEADINGS,
    OFTEN_RENAMED,
    OWN_DUE,
    PROCEEDINGS,
    RECIPIENT_HEADINGS,
    REFERENCE,
    SAMPLING,
    SETTINGS,
    STAGE_HEADINGS,
    TERM,
    TERM_HEADINGS,
    WITHDRAWN,
    WORD_HEADINGS,
    YES_NO,
    Setting,
    limit_label,
    limit_labels,
)
from audit_core.rounds.round import Round, Subject, Terms
from audit_core.rounds.time_limits import where_from
from audit_core.themes.agencies import AGENCY_KINDS, ROLES, kind_label
from audit_core.themes.nations import NATIONS
from audit_core.workbook_style import data_validation, styles
from audit_core.workbook_style.row_heights import row_height
from audit_core.workbook_style.widths import DIGIT, SCREEN, pixels
from audit_core.xlsx.writer.postprocess import workbook_bytes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from audit_core.themes.theme import Theme, TimeLimit

OF_ROUND = ": the round"
"""What follows the title of the round in the title of the workbook."""
SPARE_RECIPIENTS = 12
"""Empty rows for more recipients."""
SPARE_CASES, SPARE_COLUMNS = 4, 2
"""Rows with a new reference for more cases, and columns for recipients added later."""
SPARE_STAGES, SPARE_DAYS = 4, 6
_LINE_WIDTHS = (44.0, 50.0, 65.0)
_LISTS = "Lists"
_REFERENCE, _FACT, _LEAD, _DUE, _WITHDRAWN, _CASE_NOTE = 13.0, 10.0, 13.0, 13.0, 12.5, 14.0
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
        _terms(book, audit_round)
    _days_off(book, audit_round)
    _words(book, audit_round, theme)
    _stages(book, audit_round)
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
    sheet = styles.new_sheet(book, "Round", audit_round.title, purpose, _LINE_WIDTHS)
    row = _lines(
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
            "what stands beside it",
            3,
        )
        amounts = dict(audit_round.limits)
        settings = [
            Setting(limit.name, _limit_line(limit, audit_round), where_from(limit), "number")
            for limit in theme.time_limits
        ]
        _lines(
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
    sheet = styles.new_sheet(book, "Sampling", "Sampling", purpose, _LINE_WIDTHS)
    _lines(
        sheet,
        SAMPLING,
        {setting.key: _shown(getattr(audit_round.sampling, setting.key)) for setting in SAMPLING},
        4,
    )


def _terms(book: Workbook, audit_round: Round) -> None:
    purpose = (
        "When your schools were open, for limits in school days: a row for each term, then for "
        "each half-term and closure within it. For a single day, leave the last day blank. "
        "Weekends and bank holidays need no row."
    )
    widths = (24.0, 20.0, 20.0, 90.0)
    sheet = styles.new_sheet(book, "Terms", "Terms", purpose, widths)
    styles.header(sheet, 3, TERM_HEADINGS)
    rows: list[tuple[object, ...]] = [
        *((TERM, *days, "") for days in audit_round.terms.terms),
        *((CLOSED, *days, "") for days in audit_round.terms.closed),
    ]
    rows += [("", None, None, "")] * SPARE_RECIPIENTS
    _table(sheet, rows, widths, days={2, 3})
    data_validation.choose_from(sheet, _area(1, 1, len(rows)), (TERM, CLOSED))
    data_validation.dates(sheet, _area(2, 3, len(rows)))


def _days_off(book: Workbook, audit_round: Round) -> None:
    purpose = (
        "Days off that the program does not know, such as a bank holiday proclaimed lately: a row "
        "for each. They are no working days and no school days, also for forms already sent."
    )
    widths = (24.0, 20.0, 90.0)
    sheet = styles.new_sheet(book, "Days off", "Days off", purpose, widths)
    styles.header(sheet, 3, OFF_HEADINGS)
    rows: list[tuple[object, ...]] = [(nation, day, "") for nation, day in audit_round.days_off]
    rows += [("", None, "")] * SPARE_DAYS
    _table(sheet, rows, widths, days={2})
    data_validation.choose_from(sheet, _area(1, 1, len(rows)), NATIONS)
    data_validation.dates(sheet, _area(2, 2, len(rows)))


def _words(book: Workbook, audit_round: Round, theme: Theme) -> None:
    purpose = (
        "Your own terms, on every form and report from now on. Leave Say empty to keep a term; add "
        "rows as you need them."
    )
    widths = (46.0, 54.0)
    sheet = styles.new_sheet(book, "Words", "Words", purpose, widths)
    styles.header(sheet, 3, WORD_HEADINGS)
    local = dict(audit_round.words)
    kinds = (kind_label(recipient.kind, theme.kinds) for recipient in audit_round.recipients)
    terms = dict.fromkeys((*local, *kinds, *OFTEN_RENAMED))
    spare = [("", "")] * SPARE_RECIPIENTS
    _table(sheet, [*((term, local.get(term, "")) for term in terms), *spare], widths)


def _stages(book: Workbook, audit_round: Round) -> None:
    purpose = (
        "Your escalation policy, stage by stage, for audit escalations. Only this sheet of "
        "partnership.xlsx counts. A blank limit means none."
    )
    widths = (40.0, 29.0, 70.0)
    sheet = styles.new_sheet(book, "Escalation", "Escalation", purpose, widths)
    styles.header(sheet, 3, STAGE_HEADINGS)
    rows = [
        *((stage.name, stage.days, stage.source) for stage in audit_round.stages),
        *[("", None, "")] * SPARE_STAGES,
    ]
    _table(sheet, rows, widths)
    data_validation.numbers(sheet, _area(2, 2, len(rows)), most=999)


def _table(
    sheet: Worksheet,
    rows: Iterable[Sequence[object]],
    widths: Sequence[float],
    days: Collection[int] = (),
    least: float = 22,
) -> None:
    """Write rows of cells to type into, from row 4 on, each at least so tall. `days` are the
    columns for dates.
    """
    for row, values in enumerate(rows, start=4):
        for column, value in enumerate(values, start=1):
            _input(sheet, row, column, value, day=column in days)
        texts = [
            (str(value or ""), width, 11.0, False)
            for value, width in zip(values, widths, strict=True)
        ]
        sheet.row_dimensions[row].height = row_height(texts, least)


def _shown(value: object) -> object:
    return ("Yes" if value else "No") if isinstance(value, bool) else value


def _lines(
    sheet: Worksheet, settings: Sequence[Setting], values: Mapping[str, object], row: int
) -> int:
    """Write lines of label, answer and help from `row` on, and return the row after the last."""
    styles.header(sheet, 3, ("What", "Your answer", "Help"))
    for setting in settings:
        value = values[setting.key]
        _middle(styles.put(sheet, row, 1, setting.label, bold=True))
        _input(sheet, row, 2, value, day=setting.kind == "date")
        _middle(styles.put(sheet, row, 3, setting.help, colour=styles.GREY))
        if setting.kind == "choice":
            data_validation.choose_from(sheet, f"B{row}", setting.options)
        elif setting.kind == "date":
            data_validation.dates(sheet, f"B{row}")
        elif setting.kind == "number":
            data_validation.numbers(sheet, f"B{row}")
        texts = [
            (setting.label, _LINE_WIDTHS[0], 11.0, True),
            (str(value or ""), _LINE_WIDTHS[1], 11.0, False),
            (setting.help, _LINE_WIDTHS[2], 11.0, False),
        ]
        sheet.row_dimensions[row].height = row_height(texts, 24)
        row += 1
    return row


def _input(
    sheet: Worksheet, row: int, column: int, value: object = None, *, day: bool = False
) -> None:
    """Write a cell to type into. Text stays text, whatever it looks like."""
    if isinstance(value, str) and value:
        cell = styles.text_cell(sheet, row, column, value)
    else:
        cell = styles.put(sheet, row, column, None if value == "" else value)
        cell.number_format = styles.DATE if day else "General" if isinstance(value, int) else "@"
    _middle(styles.boxed(cell))


def _middle(cell: Cell) -> None:
    """Centre a cell vertically: most of these rows hold one line."""
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="left", indent=1)


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
    _table(sheet, [*rows, *[("",) * 5] * SPARE_RECIPIENTS], widths, days={5})
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
        _area(due, due, len(rows)),
        "Only where it differs from the round's and the recipient's.",
    )
    _case_choices(sheet, audit_round, theme, len(rows))
    if asks:
        _ask_of_proceedings(sheet, headings.index(PROCEEDINGS) + 1, len(rows))
    if pixels(widths) > SCREEN:
        roles = headings.index(ROLES[-1].label) + 1
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
    first, due = headings.index(ROLES[-1].label) + 2, headings.index(OWN_DUE) + 1
    last = due - 2 if PROCEEDINGS in headings else due - 1
    room = [width + 2 if width == _EXPECTED else width for width in widths]  # without an indent
    _table(sheet, rows, room, days={due}, least=34)
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
        *(role.label for role in ROLES),
        *codes,
        *[""] * SPARE_COLUMNS,
        *((PROCEEDINGS,) if asks else ()),
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
    asked = [_PROCEEDINGS] if asks else []
    widths = [*before, members, *beside, *spare, *asked, _DUE, _WITHDRAWN, _CASE_NOTE]
    return headings, widths


def _case_choices(sheet: Worksheet, audit_round: Round, theme: Theme, rows: int) -> None:
    """Add the drop-downs of the Cases sheet: bands, who led the plan, and what is expected."""
    for column, fact in enumerate(theme.facts, start=2):
        data_validation.choose_from(sheet, _area(column, column, rows), fact.bands)
    lead = 2 + len(theme.facts)
    source = f"Recipients!$A$4:$A${_last(audit_round)}"
    data_validation.choose_from(
        sheet,
        _area(lead, lead, rows),
        source=source,
        hint="The recipient whose worker led the plan.",
        strict=False,
    )
    first = lead + len(ROLES)
    last = first + len(audit_round.recipients) + SPARE_COLUMNS - 1
    data_validation.choose_from(sheet, _area(first, last, rows), [word for _, word in EXPECT_WORDS])


def _ask_of_proceedings(sheet: Worksheet, column: int, rows: int) -> None:
    """Add the drop-down that asks about proceedings. Who cleared the audit is typed."""
    data_validation.choose_from(
        sheet,
        _area(column, column, rows),
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
        *(", ".join(case.holders(role.code)) for role in ROLES),
        *(words[expected[code]] if code in expected else "" for code in codes),
        *[""] * SPARE_COLUMNS,
        *((_proceedings(case),) if asks else ()),
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
    _table(sheet, rows, widths, days={3, 5})
    data_validation.choose_from(sheet, _area(2, 2, len(rows)), YES_NO)
    data_validation.dates(sheet, _area(3, 3, len(rows)))
    data_validation.dates(sheet, _area(5, 5, len(rows)), "Only where it differs from the round's.")


def _next(subjects: Sequence[Subject], spare: int) -> range:
    """Return the numbers after the last one used."""
    used = max((int(subject.ref.split("-")[1].lstrip("M")) for subject in subjects), default=0)
    return range(used + 1, min(used + spare, 999) + 1)


def _area(first: int, last: int, rows: int) -> str:
    return f"{get_column_letter(first)}4:{get_column_letter(last)}{rows + 3}"


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
