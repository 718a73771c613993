"""analysis.xlsx: the chair's working copy. Every table and every answer, to sort and filter; native charts; nothing locked."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from audit_core.model.rules import FINDING_WORDS
from audit_core.words import mark, say, say_day
from audit_core.workbook import styles
from audit_core.workbook.heights import row_height
from audit_core.workbook.intervals import with_intervals
from audit_core.xlsx.finish import finish
from audit_core.xlsx.rows import fits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from audit_core.model.compiled import Compiled, Figure, Table
    from audit_core.model.returns import Entry, EvidenceRef, Return

ANSWERS = mark(("Case", "Recipient", "Instrument", "Ref", "Question", "Answer", "Counts as", "Evidence", "File", "Sheet", "Cell", "Notes"))
_ANSWER_WIDTHS = (16, 22, 14, 10, 50, 22, 14, 60, 34, 14, 8, 34)
FINDINGS = mark(("Id", "Kind", "What it says", "Count", "Of", "Ref", "Case", "Recipient", "Rule", "Cells behind it"))
_FINDING_WIDTHS = (8, 22, 70, 8, 8, 10, 16, 22, 26, 90)
_MOST_CELLS = 40
_COUNTS = mark({"met": "met", "partly": "partly", "not_met": "not met", "told": "told", "no_evidence": "no evidence", "excluded": "excluded"})
_COLOURS = {"best": "1E6B4F", "good": "4C9A7D", "middle": "E8A070", "poor": "B8474A", "unsure": "5B8DB8", "neutral": "9A9C9C"}


def build_analysis_book(compiled: Compiled) -> bytes:
    """The analysis of a round: the same bytes for the same round."""
    round_ = compiled.round
    book = styles.new_book(say("{title}: analysis", title=round_.title), round_.partnership)
    _start(book, compiled)
    _findings(book, compiled)
    for table in compiled.tables:
        _table(book, with_intervals(table, compiled))
    for figure in compiled.figures:
        _chart(book, figure)
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
    rows = [(_called("Findings"), say("Every finding, with the cells behind it")), *((_name(table), table.title) for table in compiled.tables)]
    rows += [(_name(figure), figure.title) for figure in compiled.figures]
    rows.append((_called("Answers"), say("Every answer of every return, with its file, sheet and cell")))
    for row, (name, what) in enumerate(rows, start=4):
        cell = styles.put(sheet, row, 1, name)
        cell.hyperlink = f"#'{name}'!A1"
        styles.put(sheet, row, 2, what)
        sheet.row_dimensions[row].height = 20


def _name(item: Table | Figure) -> str:
    """What the sheet of a table or figure is called: its printed id first, so that no two are called the same."""
    return styles.sheet_title(f"{item.id} {item.key}")


def _called(title: str) -> str:
    """What one of the other sheets is called."""
    return styles.sheet_title(say(title))


def _table(book: Workbook, table: Table) -> None:
    least = sum(column.weight for column in table.columns)
    widths = [max(12.0, 150 * column.weight / least) for column in table.columns]
    sheet = styles.new_sheet(book, _name(table), say("Table {id}: {title}", id=table.id, title=table.title), table.note, widths)
    _wrap_note(sheet, table.note, widths)
    styles.header(sheet, 3, [column.heading for column in table.columns])
    sheet.row_dimensions[3].height = row_height([(column.heading, width, 11, True) for column, width in zip(table.columns, widths, strict=True)], 30)
    for number, line in enumerate(table.rows, start=4):
        tints = dict(line.tints)
        for column, text in enumerate(line.cells, start=1):
            if table.columns[column - 1].number and text.isdigit():
                cell = styles.put(sheet, number, column, int(text))
            else:
                cell = styles.text_cell(sheet, number, column, text)
            if column - 1 in tints:
                cell.fill = styles.fill(styles.TINTS[tints[column - 1]][1])
        texts = [(text, width, 11.0, False) for text, width in zip(line.cells, widths, strict=True)]
        sheet.row_dimensions[number].height = row_height(texts)
    sheet.auto_filter.ref = f"A3:{get_column_letter(len(table.columns))}{max(3, len(table.rows) + 3)}"


def _wrap_note(sheet: Worksheet, note: str, widths: Sequence[float]) -> None:
    """The note over the whole table's width and no wider, or the page would shrink to hold it in one line."""
    sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=len(widths))
    sheet["A2"].alignment = Alignment(wrap_text=True, vertical="top", indent=1)
    sheet.row_dimensions[2].height = row_height([(note, sum(widths), 11.0, False)])


def _chart(book: Workbook, figure: Figure) -> None:
    names = [name for name, _, _ in figure.bars[0].parts]
    title, purpose = say("Figure {id}: {title}", id=figure.id, title=figure.title), say("The chart stands to the right of its numbers.")
    sheet = styles.new_sheet(book, _name(figure), title, purpose, (40, *(16 for _ in names)))
    styles.header(sheet, 3, ("", *names))
    for row, bar in enumerate(figure.bars, start=4):
        styles.put(sheet, row, 1, bar.label)
        for column, (_, count, _) in enumerate(bar.parts, start=2):
            styles.put(sheet, row, column, count)
        sheet.row_dimensions[row].height = 32
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap = "bar", "stacked", 100
    chart.title = figure.title
    last = len(figure.bars) + 3
    chart.add_data(Reference(sheet, min_col=2, max_col=len(names) + 1, min_row=3, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=4, max_row=last))
    for series, (_, _, tint) in zip(chart.series, figure.bars[0].parts, strict=True):
        series.graphicalProperties.solidFill = _COLOURS[tint]
    chart.height, chart.width = 3 + 1.4 * len(figure.bars), 24
    chart.y_axis.delete = chart.x_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"
    sheet.add_chart(chart, f"{get_column_letter(len(names) + 3)}4")


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
