"""Build an agency's log of a quarter's escalations: one workbook, filled in offline, in which "none
to report" is an answer.
"""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from audit_core.escalations.log import (
    ANY,
    BY,
    ON,
    OUTCOMES,
    REPORT,
    SAFE,
    SIDES,
    TOPICS,
    Agency,
    IssuedLogs,
    Quarter,
    is_of_stage,
    log_id,
)
from audit_core.i18n import N_, _, amount_of_time, date_in_words
from audit_core.rounds.round import Round
from audit_core.workbook_style import data_validation, styles
from audit_core.workbook_style.row_heights import fit_row, heading_width, row_height
from audit_core.workbook_style.widths import SCREEN, pixels
from audit_core.xlsx.writer.postprocess import workbook_bytes

LOG_ROWS = 30
"""Rows prepared for escalations; more can be typed below."""
_START_WIDTHS = (34.0, 46.0, 66.0)
_WIDTHS = {
    "ref": 6.0,
    "side": 11.0,
    "other": 17.0,
    "their_ref": 8.0,
    "raised": 13.0,
    "case": 13.0,
    "topic": 15.0,
    "resolved": 14.0,
    "safe": 11.5,
    "outcome": 10.5,
    "learning": 26.0,
    "copied": 13.0,
}
_DAY, _SHORT_DAY = 13.0, 8.5
"""The widths of a column for "14 Mar 2026" and for "14/03/26"."""
_WHOM = 17.0
"""The width of the column that repeats, beside a ref on Stages, which agency it is about."""
_AREA = LOG_ROWS + 200
"""The last row that has lists and checks."""
_LISTS = "Lists"
_COUNTS = N_(
    (
        (
            "A disagreement about a child that your agency took to another under the escalation "
            "policy, or that another agency brought to you."
        ),
        (
            "Report every one that was raised in the quarter, and every one that was raised "
            "earlier and was still open when the quarter began."
        ),
        (
            "Both agencies report it, each from its own record. It is shown once, with any "
            "difference between the two accounts."
        ),
        (
            "None is an answer too: please say so above. Otherwise nobody can tell whether "
            "your agency had no escalations or did not look."
        ),
        (
            "Never write a name, a date of birth or an address: give a person's role instead. "
            "Anything that is not one of our refs, or may name somebody, is not printed."
        ),
        (
            "A case reference is one printed on an audit form (like DA26A-07-B). If there is "
            "none, leave it blank: your own numbers are not printed."
        ),
    )
)


def build_log_workbook(agency: Agency, quarter: Quarter, issued: IssuedLogs, usual: Round) -> bytes:
    """Return the log of one agency for one quarter: the same bytes for the same agency, quarter and
    policy. `usual` has the partnership's name, marking and contacts.
    """
    title = _("Escalation log, {days}", days=quarter.days)
    book = styles.new_book(title, usual.partnership)
    number = log_id(quarter, agency.code, issued.edition)
    book.properties.identifier = number
    _start(book, agency, quarter, issued, usual)
    _table(book, agency, quarter, issued)
    formulas = _stages(book, agency, quarter, issued)
    footer = _("{marking}: escalation log, no names", marking=usual.marking)
    for sheet, frozen in zip(book.worksheets, ("A4", "B4", "C4"), strict=True):
        sheet.freeze_panes = frozen
        styles.print_setup(sheet, left=number, centre=footer)
    styles.protect(book.worksheets[0])
    _lists(book, agency, issued)
    return workbook_bytes(book.save, dict.fromkeys(formulas, ""))


def sheet_names() -> tuple[str, ...]:
    """Return the names of a log's sheets in the current language and in English, since a log may
    have been made in another language.
    """
    return _first(), _name(), _second(), "Start here", "Escalations", "Stages", _LISTS


def _first() -> str:
    return styles.safe_sheet_title(_("Start here"))


def _name() -> str:
    return styles.safe_sheet_title(_("Escalations"))


def _second() -> str:
    return styles.safe_sheet_title(_("Stages"))


def _start(
    book: Workbook, agency: Agency, quarter: Quarter, issued: IssuedLogs, usual: Round
) -> None:
    """Write the first sheet: where to send the log, its three questions, and what counts."""
    purpose = _(
        "From {who}. The partnership receives copies of all escalations, to see how "
        "disagreements are resolved, and how soon.",
        who=agency.name,
    )
    sheet = styles.new_sheet(
        book, _first(), _("Escalation log, {days}", days=quarter.days), purpose, _START_WIDTHS
    )
    styles.header(sheet, 3, (_("What"), _("Your answer"), _("Help")))
    contact = _("Questions: {contact}.", contact=usual.contact) if usual.contact else ""
    printed = (
        (_("From"), agency.name, _("This log is for your agency alone.")),
        (
            _("Send it back by"),
            date_in_words(issued.due),
            _("How: {where}.", where=usual.return_to) if usual.return_to else "",
        ),
        (_("Log number"), log_id(quarter, agency.code, issued.edition), contact),
    )
    for row, texts in enumerate(printed, start=4):
        _line(sheet, row, texts)
    questions = (
        (
            ANY,
            _(
                "Choose one. If there are any, fill in the sheets {sheet} and {stages} too.",
                sheet=_name(),
                stages=_second(),
            ),
        ),
        (BY, _("Never a name.")),
        (ON, _("For example {example}.", example="14 Mar 2026")),
    )
    for row, (label, help_text) in enumerate(questions, start=7):
        _line(sheet, row, (_(label), "", help_text))
        cell = styles.boxed(sheet.cell(row, 2))
        cell.number_format = styles.DATE if label == ON else "@"
    data_validation.choose_from(sheet, "B7", [_(word) for _code, word in REPORT])
    data_validation.dates(sheet, "B9")
    row = _paragraphs(sheet, 10, _("What counts"), [_(line) for line in _COUNTS])
    stages = [
        f"{number}. {stage.name}: "
        + (
            _("an answer within {amount}", amount=amount_of_time("working_days", stage.days))
            if stage.days is not None
            else _("no limit set")
        )
        for number, stage in enumerate(issued.stages, start=1)
    ]
    _paragraphs(
        sheet, row, _("The stages of the policy, and how soon each must be answered"), stages
    )
    for name in (_name(), _second()):
        styles.link(sheet, sheet.max_row + 1, 1, name)


def _line(sheet: Worksheet, row: int, texts: tuple[str, str, str]) -> None:
    looks = ((True, styles.INK), (False, styles.INK), (False, styles.GREY))
    for column, (text, (bold, colour)) in enumerate(zip(texts, looks, strict=True), start=1):
        cell = styles.put(sheet, row, column, text or None, bold=bold, colour=colour)
        cell.alignment = styles.WRAPPED_MIDDLE
    sheet.row_dimensions[row].height = row_height(
        [
            (text, width, 11.0, column == 0)
            for column, (text, width) in enumerate(zip(texts, _START_WIDTHS, strict=True))
        ],
        24,
    )


def _paragraphs(sheet: Worksheet, row: int, heading: str, lines: Sequence[str]) -> int:
    """Write a band and the lines below it, each across the page; return the next row."""
    styles.band(sheet, row, heading, len(_START_WIDTHS))
    for number, line in enumerate(lines, start=row + 1):
        styles.paragraph(sheet, number, line, _START_WIDTHS)
    return row + 1 + len(lines)


def _table(book: Workbook, agency: Agency, quarter: Quarter, issued: IssuedLogs) -> None:
    """Write the sheet with a row for each escalation: all but the days of its stages."""
    columns = [(key, heading) for key, heading in issued.columns if not is_of_stage(key)]
    widths = [max(_WIDTHS[key], heading_width(heading)) for key, heading in columns]
    purpose = _(
        "One escalation per row, in any order, and its stages on the sheet {sheet} beside the same "
        "ref. Dates are checked; rows may be added below the last.",
        sheet=_second(),
    )
    title = _("Escalations. {who}, {days}", who=agency.name, days=quarter.days)
    sheet = styles.new_sheet(book, _name(), title, purpose, widths)
    headings = [heading for _, heading in columns]
    styles.header(sheet, 3, headings)
    fit_row(sheet, 3, zip(headings, widths, strict=True), 30, bold=True)
    for number in range(1, LOG_ROWS + 1):
        for column, (key, _heading) in enumerate(columns, start=1):
            cell = styles.boxed(
                styles.put(sheet, number + 3, column, f"E{number}" if key == "ref" else None)
            )
            cell.number_format = styles.DATE if key in {"raised", "copied"} else "@"
        sheet.row_dimensions[number + 3].height = 32
    _choices(sheet, [key for key, _heading in columns], issued)


def _stages(
    book: Workbook, agency: Agency, quarter: Quarter, issued: IssuedLogs
) -> list[tuple[str, str]]:
    """Write the sheet with the days of every stage, a row for each ref; return the cells with a
    formula.

    More stages than a screen shows with their headings across have them upright, and shorter days.
    """
    of_stages = [heading for key, heading in issued.columns if is_of_stage(key)]
    ref, whom = (heading for key, heading in issued.columns if key in {"ref", "other"})
    first = [_WIDTHS["ref"], _WHOM]
    across = [*first, *(max(_DAY, heading_width(heading)) for heading in of_stages)]
    upright = pixels(across) > SCREEN
    widths = [*first, *(_SHORT_DAY for _ in of_stages)] if upright else across
    purpose = _(
        "The days on which each stage began and was answered, beside the ref of its escalation. "
        "Leave blank any stage that was not reached."
    )
    title = _("Stages. {who}, {days}", who=agency.name, days=quarter.days)
    sheet = styles.new_sheet(book, _second(), title, purpose, widths)
    headings = [ref, _("{heading}, as on {sheet}", heading=whom, sheet=_name()), *of_stages]
    styles.header(sheet, 3, headings)
    beside = {sheet.cell(3, column).column_letter for column in range(3, len(headings) + 1)}
    if upright:
        styles.upright(sheet, 3, beside)
    else:
        fit_row(sheet, 3, zip(headings, widths, strict=True), 30, bold=True)
    formulas = []
    for row in range(4, LOG_ROWS + 4):
        styles.boxed(styles.put(sheet, row, 1, f"E{row - 3}")).number_format = "@"
        cell = styles.formula(sheet, row, 2, _whom(row))
        cell.border, cell.fill = styles.BOX, styles.fill(styles.LOCKED)
        formulas.append((sheet.title, cell.coordinate))
        for column in range(3, len(headings) + 1):
            cell = styles.boxed(styles.put(sheet, row, column))
            cell.number_format = styles.DATE
            if upright:
                cell.number_format, cell.alignment = styles.SHORT_DATE, styles.CENTRED
        sheet.row_dimensions[row].height = 32
    data_validation.dates(sheet, f"C4:{get_column_letter(len(headings))}{_AREA}")
    return formulas


def _whom(row: int) -> str:
    """Return the formula that repeats the other agency of the ref in this row, however the first
    sheet was sorted.
    """
    refs, others = (f"'{_name()}'!${letter}$4:${letter}${_AREA}" for letter in "AC")
    return f'=IFERROR(INDEX({others},MATCH($A{row},{refs},0))&"","")'


def _choices(sheet: Worksheet, keys: Sequence[str], issued: IssuedLogs) -> None:
    """Add a list or a check to every column that has one, including rows below the prepared
    ones.
    """

    def area(key: str) -> str:
        letter = get_column_letter(keys.index(key) + 1)
        return f"{letter}4:{letter}{_AREA}"

    for key, options in (("side", SIDES), ("safe", SAFE), ("outcome", OUTCOMES)):
        data_validation.choose_from(sheet, area(key), [_(word) for _code, word in options])
    data_validation.choose_from(
        sheet,
        area("other"),
        source=f"{_LISTS}!$A$1:$A${max(1, len(issued.agencies) - 1)}",
        hint=_("Choose from the list, or type another."),
        strict=False,
    )
    data_validation.choose_from(sheet, area("topic"), source=f"{_LISTS}!$B$1:$B${len(TOPICS)}")
    data_validation.choose_from(
        sheet,
        area("resolved"),
        source=f"{_LISTS}!$C$1:$C${len(issued.stages)}",
        hint=_("Leave it blank while it is open."),
    )
    for key in ("raised", "copied"):
        data_validation.dates(sheet, area(key))


def _lists(book: Workbook, agency: Agency, issued: IssuedLogs) -> None:
    """Write the options of the long drop-downs to a hidden sheet, since a name may contain a comma.
    They are harmless if a program shows them.
    """
    sheet = book.create_sheet(_LISTS)
    sheet.sheet_state = "hidden"
    others = [other.name for other in issued.agencies if other.code != agency.code]
    for column, options in enumerate(
        (others, [_(word) for _code, word in TOPICS], [stage.name for stage in issued.stages]),
        start=1,
    ):
        for row, option in enumerate(options, start=1):
            styles.put(sheet, row, column, option, wrap=False)
