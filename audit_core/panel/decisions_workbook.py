"""Build decisions.xlsx: a row for everything that is open. What was typed before is put back where
it was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from audit_core.evidence import EvidenceRef
from audit_core.findings.finding import Finding, Recommendation
from audit_core.forms.fields import OWN_WORDS
from audit_core.i18n import N_, _, date_in_words, first_and_count, ngettext
from audit_core.panel.printed_sheet import write_record
from audit_core.returns.model import digest
from audit_core.rounds.case_references import place_key
from audit_core.rounds.columns import NOTE
from audit_core.rounds.panel_decisions import (
    NO_LONGER_IN_RESULTS,
    SHEETS,
    STRUCK_THROUGH,
    DecisionColumn,
    DecisionSheet,
)
from audit_core.tabulation.compiled import Compiled
from audit_core.themes.rules import FINDING_WORDS
from audit_core.themes.scales import GRADES, Answer
from audit_core.themes.theme import Question
from audit_core.workbook_style import styles
from audit_core.workbook_style.data_validation import choose_from, list_rule
from audit_core.workbook_style.row_heights import fit_row
from audit_core.xlsx.writer.postprocess import workbook_bytes

SPARE_DECISION_ROWS = 15
MAX_DIFFERENCES_SHOWN = 12
"""The most differences between two copies that a row prints."""
_FLAGGED = N_(
    "It may contain {what}: see the sheet Identifiers. Only that part is replaced, so read "
    "all the words for anything else that could identify someone."
)
_RECORD_ONLY = N_("Proceedings or a review: nothing of this case is printed for the board.")
N_(("returned", "returned late", "nil", "missing", "missing accepted"))
N_(("awaited", "conflict", "waived", "not known"))
"""The states of a form, for translators: `_` is given them below."""


def build_decisions_workbook(
    compiled: Compiled, typed: Mapping[str, Sequence[Mapping[str, str]]]
) -> bytes:
    """Return the decisions workbook of a round. `typed` holds the rows typed so far, by sheet and
    heading; none of them is lost.
    """
    audit_round = compiled.round
    book = styles.new_book(
        _("{title}: decisions", title=audit_round.title), audit_round.partnership
    )
    ready = _ready(compiled)
    _start(book, compiled, ready)
    for spec in SHEETS:
        _sheet(book, spec, ready[spec.name], typed.get(spec.name, ()))
    _panel_choices(book["Panel questions"], compiled)
    _offers(book, compiled)
    for sheet in book.worksheets:
        sheet.freeze_panes = "B4"
        styles.print_setup(
            sheet, centre=_("{marking}: for the panel", marking=audit_round.marking), paper=8
        )
    write_record(book)
    return workbook_bytes(book.save)


def _ready(compiled: Compiled) -> dict[str, list[tuple[str, ...]]]:
    """Return the printed part of every row, by sheet: what it is about and what the panel needs to
    see.
    """
    names = compiled.round.name_of
    words = dict(FINDING_WORDS)
    ids = {finding.key: finding.id for finding in compiled.findings}
    book = compiled.casebook
    return {
        "Cases": [_case(subject.ref, compiled) for subject in compiled.round.cases],
        "Panel questions": _panel_questions(compiled),
        "Across the cases": [
            (item.id, _(words[item.kind]), _("Yes") if item.high else "", _about(item))
            for item in sorted(
                compiled.findings, key=lambda item: (item.kind == "once", not item.high)
            )
        ],
        "Recommendations": [
            (item.id, item.text, _from(item, ids)) for item in compiled.recommendations
        ],
        "Concerns": [(item.key, str(item.at), item.kind) for item in book.concerns],
        "Conflicts": [
            (item.key, "\n".join(item.files), _differences(item.cells)) for item in book.conflicts
        ],
        "Same child": [
            (item.key, item.subject, "\n".join(item.differences)) for item in book.doubts
        ],
        "Identifiers": [(item.key, str(item.at), item.what) for item in compiled.suspects],
        "Quotations": _quotations(compiled),
        "Returns": [
            (item.form, names(item.recipient), item.subject, _(item.state.replace("_", " ")))
            for item in book.expected
            if item.form
        ],
        "Changed answers": [],
        "Actions for a child": [],
    }


def _panel_questions(compiled: Compiled) -> list[tuple[str, ...]]:
    """Return a row for each case and each question that only the panel is asked."""
    return [
        (
            f"{case.ref} {question.ref}",
            question.text,
            question.met_means[:1].upper() + question.met_means[1:],
        )
        for case in compiled.round.cases
        for question, _ in compiled.theme.for_the_panel()
    ]


def _quotations(compiled: Compiled) -> list[tuple[str, ...]]:
    """Return a row for each of the child's own words in a return, and what may identify someone."""
    flagged = {
        item.at: _(_FLAGGED, what=item.what) for item in compiled.suspects if not item.is_fine
    }
    return [
        (
            f"{place_key(ret.id, entry.ref)} {digest(entry.raw)}",
            ret.id.subject,
            entry.raw,
            _(_RECORD_ONLY)
            if ret.id.subject in compiled.round.record_only
            else flagged.get(entry.at, ""),
        )
        for ret in compiled.casebook.quality
        for entry in ret.form.entries
        if OWN_WORDS in entry.wording and entry.raw
    ]


def _differences(cells: Sequence[tuple[str, str, str]]) -> str:
    """Return where copies of a form differ, cell by cell."""
    blank = _("(blank)")
    return "\n".join(
        first_and_count(
            MAX_DIFFERENCES_SHOWN,
            [f"{ref}: {one or blank} / {two or blank}" for ref, one, two in cells],
        )
    )


def _about(item: Finding) -> str:
    """Return what a finding says, with the cases it is about."""
    if item.short:
        return _("{says} ({cases})", says=item.says, cases=", ".join(item.short))
    return (
        f"{item.subject}: {item.says}"
        if item.subject and item.subject not in item.says
        else item.says
    )


def _from(item: Recommendation, ids: Mapping[str, str]) -> str:
    """Return the findings behind a recommendation, and say so if it was not put forward."""
    behind = ", ".join(ids[key] for key in item.findings if key in ids)
    return (
        f"{behind}\n{_('Not among the eight put forward.')}" if item.status == "noted" else behind
    )


def _panel_choices(sheet: Worksheet, compiled: Compiled) -> None:
    """Add a drop-down for each answer of the panel, since each question has its own scale."""
    labels = {
        question.ref: tuple(answer.label for answer in scale.answers)
        for question, scale in compiled.theme.for_the_panel()
    }
    by_list: dict[tuple[str, ...], DataValidation] = {}
    for row in range(4, sheet.max_row + 1):
        options = labels.get(str(sheet.cell(row, 1).value or "").partition(" ")[2])
        if options is None:
            continue
        if options not in by_list:
            by_list[options] = _must_choose(options)
            sheet.add_data_validation(by_list[options])
        by_list[options].add(sheet.cell(row, 4))


def _offers(book: Workbook, compiled: Compiled) -> None:
    """Add drop-downs for owners, agencies, cases and answers, from a hidden sheet because a list
    may be long and a name may contain a comma. Anything else can be typed.
    """
    audit_round = compiled.round
    names = [*(recipient.name for recipient in audit_round.recipients), _("partnership")]
    cases = [subject.ref for subject in audit_round.cases]
    answers = list(
        dict.fromkeys(
            answer.label
            for _, _, question in compiled.theme.questions()
            for answer in _answers_to(question, compiled)
        )
    )
    lists = book.create_sheet("Lists")
    lists.sheet_state = "hidden"
    sources = {}
    for column, (what, options) in enumerate(
        {"Owner": names, "Agency": names, "Case": cases, "The panel's answer": answers}.items(),
        start=1,
    ):
        for row, option in enumerate(options, start=1):
            styles.put(lists, row, column, option, wrap=False)
        letter = get_column_letter(column)
        sources[what] = f"Lists!${letter}$1:${letter}${max(1, len(options))}"
    for spec in SHEETS:
        sheet = book[spec.name]
        for place, typed in enumerate(spec.columns, start=1):
            if typed.typed == "text" and typed.heading in sources and sheet.max_row >= 4:
                letter = get_column_letter(place)
                choose_from(
                    sheet,
                    f"{letter}4:{letter}{sheet.max_row}",
                    source=sources[typed.heading],
                    strict=False,
                )
    _copies(book["Conflicts"], lists, compiled)


def _copies(sheet: Worksheet, lists: Worksheet, compiled: Compiled) -> None:
    """Add a drop-down for each conflict: the files of that form only."""
    files = {conflict.key: conflict.files for conflict in compiled.casebook.conflicts}
    for row in range(4, sheet.max_row + 1):
        names = files.get(str(sheet.cell(row, 1).value), ())
        column = lists.max_column + 1
        for place, name in enumerate(names, start=1):
            styles.text_cell(lists, place, column, name)
        if names:
            letter = get_column_letter(column)
            choose_from(sheet, f"D{row}", source=f"Lists!${letter}$1:${letter}${len(names)}")


def _answers_to(question: Question, compiled: Compiled) -> tuple[Answer, ...]:
    scale = compiled.theme.scale_of(question)
    return scale.answers if scale else ()


def _case(ref: str, compiled: Compiled) -> tuple[str, ...]:
    """Return a case with its grades, or without them if the round gives none: the panel still says
    what it is like to be this child.
    """
    names = compiled.round.name_of
    case = next((case for case in compiled.scores.grades if case.subject == ref), None)
    if case is None:
        return ref, _("This round gives no grades."), "", ""

    def in_words(given: tuple[tuple[str, str, EvidenceRef], ...]) -> str:
        return "\n".join(f"{names(code)}: {_label(grade)}" for code, grade, _ in given)

    if case.held:
        return case.subject, case.limit_said, "", case.limit_said
    limit = (
        "\n".join(f"{_label(fired.to)}: {fired.because}" for fired in case.fired) or case.limit_said
    )
    return case.subject, in_words(case.own), in_words(case.together), limit


def _label(grade: str) -> str:
    answer = GRADES.get(grade)
    return _(answer.label) if answer else grade


def _start(book: Workbook, compiled: Compiled, ready: dict[str, list[tuple[str, ...]]]) -> None:
    title = _("{title}: decisions", title=compiled.round.title)
    purpose = _(
        "Type into the white cells, save, close, and compile again. What you type is kept for good."
    )
    sheet = styles.new_sheet(book, "Start here", title, purpose, (34, 80))
    styles.header(sheet, 3, (_("What"), _("Where it stands")))
    lines = [
        ("Round code", compiled.round.code),
        (_("As at"), date_in_words(compiled.as_at)),
        (_("Still open"), str(compiled.draft) or _("Nothing: the reports are final.")),
        *(
            (
                spec.name,
                ngettext(
                    "{count} row. {purpose}",
                    "{count} rows. {purpose}",
                    len(ready[spec.name]),
                    purpose=_(spec.purpose),
                ),
            )
            for spec in SHEETS
        ),
    ]
    for row, (label, text) in enumerate(lines, start=4):
        cell = styles.put(sheet, row, 1, label, bold=True)
        if row > 6:
            cell.hyperlink = f"#'{label}'!A4"
        styles.put(sheet, row, 2, text)
        fit_row(sheet, row, [(text, 80)], 22)


def _sheet(
    book: Workbook,
    spec: DecisionSheet,
    ready: list[tuple[str, ...]],
    typed: Sequence[Mapping[str, str]],
) -> None:
    sheet = styles.new_sheet(
        book,
        spec.name,
        spec.name,
        _(spec.purpose),
        [*(column.width for column in spec.columns), 30],
    )
    styles.header(sheet, 3, [*(column.heading for column in spec.columns), NOTE])
    fit_row(sheet, 3, [(column.heading, column.width) for column in spec.columns], 30, bold=True)
    first = spec.columns[0].heading
    printed = [place for place, column in enumerate(spec.columns) if not column.typed]
    left = list(typed)
    row = 4
    for values in ready:
        before = next((known for known in left if known.get(first) == values[0]), {})
        rest = [known for known in left if known is not before]
        same = [known for known in rest if known.get(first) == values[0]]
        left = [known for known in rest if known not in same]
        for version in (
            before,
            *same,
        ):  # a second, different decision on one thing is kept to be resolved
            _row(
                sheet,
                spec,
                row,
                dict(zip(printed, values, strict=True)),
                version,
                _own_note(version),
            )
            row += 1
    for gone in left:
        note = _own_note(gone) or ("" if spec.columns[0].typed else NO_LONGER_IN_RESULTS)
        _row(
            sheet,
            spec,
            row,
            {place: gone.get(spec.columns[place].heading, "") for place in printed},
            gone,
            note,
        )
        row += 1
    if spec.columns[0].typed:
        for _spare in range(SPARE_DECISION_ROWS):
            _row(sheet, spec, row, {}, {}, "")
            row += 1
    _choices(sheet, spec.columns, row - 1)


def _own_note(typed: Mapping[str, str]) -> str:
    """Return what the chair noted beside a row, without the program's own note."""
    note = typed.get(NOTE, "")
    return "" if note == NO_LONGER_IN_RESULTS else note


def _row(
    sheet: Worksheet,
    spec: DecisionSheet,
    row: int,
    printed: Mapping[int, str],
    typed: Mapping[str, str],
    note: str,
) -> None:
    texts = []
    struck = typed.get(STRUCK_THROUGH, "").split("\n")
    for place, column in enumerate(spec.columns):
        text = typed.get(column.heading, "") if column.typed else printed.get(place, "")
        cell = _write(sheet, row, place + 1, text, column)
        cell.border = styles.BOX
        if not column.typed:
            cell.fill = styles.fill(styles.LOCKED)
        if column.heading in struck:
            cell.font = styles.font(strike=True)
        texts.append((text, column.width))
    if note:
        styles.text_cell(sheet, row, len(spec.columns) + 1, note, colour=styles.GREY)
    fit_row(sheet, row, texts, 34)


def _write(sheet: Worksheet, row: int, column: int, text: str, spec: DecisionColumn) -> Cell:
    day = _day(text) if spec.typed == "date" else None
    if text and day is None:
        return styles.text_cell(sheet, row, column, text)
    cell = styles.put(sheet, row, column, day)
    if spec.typed == "date":
        cell.number_format = styles.DATE
    return cell


def _day(text: str) -> date | None:
    """Return a date as `typed` holds it ("14 Mar 2026"); None for anything else, which stays as it
    was typed.
    """
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    match = re.fullmatch(rf"(\d{{1,2}}) ({'|'.join(months)}) ((?:19|20)\d\d)", text, re.ASCII)
    try:
        return date(int(match[3]), months.index(match[2]) + 1, int(match[1])) if match else None
    except ValueError:  # 31 Feb
        return None


def _must_choose(options: Sequence[str]) -> DataValidation:
    answers = ", ".join(options)
    return list_rule(
        options, _("Choose one of: {answers}. Clear the cell to leave it open.", answers=answers)
    )


def _choices(sheet: Worksheet, columns: tuple[DecisionColumn, ...], last: int) -> None:
    for place, column in enumerate(columns, start=1):
        if column.typed == "choice" and last >= 4:
            rule = _must_choose(column.options)
            letter = sheet.cell(3, place).column_letter
            rule.add(f"{letter}4:{letter}{last}")
            sheet.add_data_validation(rule)
