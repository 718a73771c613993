"""analysis.xlsx: the chair's working copy. Every table and every answer, to sort and filter; native charts; nothing locked."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from audit_core.model.rules import FINDING_WORDS
from audit_core.words import mark, say, say_day
from audit_core.workbook import styles
from audit_core.workbook.heights import row_height
from audit_core.workbook.intervals import with_intervals
from audit_core.workbook.tables import chart_sheet, name_of, table_sheet
from audit_core.xlsx.finish import finish
from audit_core.xlsx.rows import fits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from openpyxl import Workbook

    from audit_core.model.compiled import Compiled
    from audit_core.model.returns import Entry, EvidenceRef, Return

ANSWERS = mark(("Case", "Recipient", "Instrument", "Ref", "Question", "Answer", "Counts as", "Evidence", "File", "Sheet", "Cell", "Notes"))
_ANSWER_WIDTHS = (16, 22, 14, 10, 50, 22, 14, 60, 34, 14, 8, 34)
FINDINGS = mark(("Id", "Kind", "What it says", "Count", "Of", "Ref", "Case", "Recipient", "Rule", "Cells behind it"))
_FINDING_WIDTHS = (8, 22, 70, 8, 8, 10, 16, 22, 26, 90)
_MOST_CELLS = 40
_COUNTS = mark({"met": "met", "partly": "partly", "not_met": "not met", "told": "told", "no_evidence": "no evidence", "excluded": "excluded"})


def build_analysis_book(compiled: Compiled) -> bytes:
    """The analysis of a round: the same bytes for the same round."""
    round_ = compiled.round
    book = styles.new_book(say("{title}: analysis", title=round_.title), round_.partnership)
    _start(book, compiled)
    _findings(book, compiled)
    for table in compiled.tables:
        table_sheet(book, with_intervals(table, compiled))
    for figure in compiled.figures:
        chart_sheet(book, figure)
    answers = list(answer_rows(compiled))
    _answers(book, answers)
    for sheet in book.worksheets:
        sheet.freeze_panes = "A4"
        styles.print_setup(sheet, centre=" ".join(part for part in (round_.marking, str(compiled.draft)) if part))
    out = BytesIO()
    book.save(out)
    return finish(out.getvalue(), rows={_called("Answers"): answers[1:]} if answers else None)


def _start(book: Workbook, compiled: Compiled) -> None:
    purpose = say("As at {day}. For the chair: it holds what auditors wrote.", day=say_day(compiled.as_at))
    sheet = styles.new_sheet(book, _called("Start here"), say("{title}: analysis", title=compiled.round.title), purpose, (34, 90))
    styles.header(sheet, 3, (say("Sheet"), say("What is on it")))
    rows = [(_called("Findings"), say("Every finding, with the cells behind it")), *((name_of(table), table.title) for table in compiled.tables)]
    rows += [(name_of(figure), figure.title) for figure in compiled.figures]
    rows.append((_called("Answers"), say("Every answer of every return, with its file, sheet and cell")))
    for row, (name, what) in enumerate(rows, start=4):
        cell = styles.put(sheet, row, 1, name)
        cell.hyperlink = f"#'{name}'!A1"
        styles.put(sheet, row, 2, what)
        sheet.row_dimensions[row].height = 20


def _called(title: str) -> str:
    """What one of the other sheets is called."""
    return styles.sheet_title(say(title))


def _findings(book: Workbook, compiled: Compiled) -> None:
    words = dict(FINDING_WORDS)
    sheet = styles.new_sheet(book, _called("Findings"), say("Findings"), say("Every finding with its counts and the cells behind it."), _FINDING_WIDTHS)
    styles.header(sheet, 3, [say(heading) for heading in FINDINGS])
    for row, finding in enumerate(compiled.findings, start=4):
        beyond = len(finding.evidence) - _MOST_CELLS
        more = [say("and {count} more: {command}", count=beyond, command=f"audit explain {finding.id}")] if beyond > 0 else []
        cells = "\n".join([*(str(at) for at in finding.evidence[:_MOST_CELLS]), *more])
        recipient = compiled.round.name_of(finding.recipient) if finding.recipient else ""
        values = (finding.id, say(words[finding.kind]), finding.says, finding.n, finding.m, finding.ref, finding.subject, recipient, finding.rule, cells)
        for column, value in enumerate(values, start=1):
            if isinstance(value, str) and value:
                styles.text_cell(sheet, row, column, value)
            else:
                styles.put(sheet, row, column, None if value == "" else value)
        sheet.row_dimensions[row].height = row_height([(finding.says, 70.0, 11.0, False)], 34)
    sheet.auto_filter.ref = f"A3:J{max(3, len(compiled.findings) + 3)}"


def _answers(book: Workbook, answers: Sequence[Sequence[str]]) -> None:
    """The sheet of answers with its first row, whose look the others get: they are too many for this way."""
    sheet = styles.new_sheet(book, _called("Answers"), say("Answers"), say("Every answer of every accepted return, and the panel's own."), _ANSWER_WIDTHS)
    styles.header(sheet, 3, [say(heading) for heading in ANSWERS])
    for column, text in enumerate(answers[0] if answers else (), start=1):
        styles.bare_text(sheet.cell(4, column), text)
    sheet.auto_filter.ref = f"A3:{get_column_letter(len(ANSWERS))}{len(answers) + 3}"


def answer_rows(compiled: Compiled) -> Iterator[tuple[str, ...]]:
    """The rows of the answers sheet, as text. The notes say where a text may identify a person."""
    flags = {
        suspect.at: say("May identify a person: {what}", what=suspect.what) for suspect in compiled.suspects if suspect.decision.strip().casefold() != "fine"
    }
    for ret in compiled.casebook.returns:
        for entry in ret.form.entries:
            yield _answer(compiled, ret, entry, flags)
    texts = {question.ref: question.text for _, _, question in compiled.theme.questions()}
    for item in compiled.decisions.panel:
        where = (item.where.file, item.where.sheet, item.where.cell)
        yield (item.subject, say("The panel"), "", item.ref, texts.get(item.ref, ""), item.said, item.code.replace("_", " "), item.why, *where, "")


def _answer(compiled: Compiled, ret: Return, entry: Entry, flags: Mapping[EvidenceRef, str]) -> tuple[str, ...]:
    said = entry.label or entry.raw or {"blank": "", "not_understood": say("(not understood)")}.get(entry.code, entry.code)
    at = entry.at
    who = compiled.round.name_of(ret.id.recipient)
    counts = say(_COUNTS[entry.counts])
    values = (
        ret.id.subject,
        who,
        ret.id.instrument,
        entry.ref,
        entry.wording,
        said,
        counts,
        entry.evidence,
        at.file,
        at.sheet,
        at.cell,
        "; ".join((*entry.notes, *dict.fromkeys(flags[place] for place in (at, entry.evidence_at) if place and place in flags))),
    )
    return tuple(map(fits, values))
