"""The sheets Answers, Matrix and Findings of analysis.xlsx. Answers has every field of every
accepted return with a link to its cell, and the panel's answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from openpyxl import Workbook

from audit_core.evidence import EvidenceRef
from audit_core.i18n import N_, _, ngettext
from audit_core.returns.model import Entry
from audit_core.tabulation.compiled import Compiled
from audit_core.tabulation.matrix import MatrixCell, matrix
from audit_core.themes.rules import FINDING_WORDS
from audit_core.workbook_style import styles
from audit_core.workbook_style.listing import (
    FIRST,
    Listing,
    as_table,
    head_row,
    link_formula,
    listing_notes,
    listing_of,
    unique,
)
from audit_core.workbook_style.row_heights import fit_row
from audit_core.xlsx.writer.append_rows import clip_to_cell

_ANSWERS_HEADINGS = N_(
    (
        "Case",
        "Recipient",
        "Instrument",
        "Ref",
        "Question",
        "Answer",
        "Counts as",
        "Notes",
        "Evidence",
        "File",
        "Sheet",
        "Cell",
        "Open at",
    )
)
_ANSWERS_WIDTHS = (16, 22, 14, 10, 60, 26, 14, 24, 70, 50, 14, 8, 11)
_COUNTS = N_(
    {
        "met": "met",
        "partly": "partly",
        "not_met": "not met",
        "told": "told",
        "no_evidence": "no evidence",
        "excluded": "excluded",
    }
)
_BASE = 'IF(C4="","../../../","../../../returns/")'
"""The folder of an answer's file. The panel's answers have no instrument: they are in
decisions.xlsx in the round's folder.
"""


def answers_listing(compiled: Compiled) -> Listing:
    """Return every answer. The notes mark texts that may identify a person."""
    return listing_of(
        N_("Answers"),
        _ANSWERS_HEADINGS,
        _ANSWERS_WIDTHS,
        _("Every answer of every accepted return, and the panel's answers."),
        _rows(compiled),
        link_formula("J", "K", "L", base=_BASE),
    )


def _rows(compiled: Compiled) -> Iterator[tuple[str, ...]]:
    flags = {
        suspect.at: _("May identify a person: {what}", what=suspect.what)
        for suspect in compiled.suspects
        if not suspect.is_fine
    }
    counted = {code: _(words) for code, words in _COUNTS.items()}
    for ret in compiled.casebook.returns:
        whose = (ret.id.subject, compiled.round.name_of(ret.id.recipient), ret.id.instrument)
        for entry in ret.form.entries:
            yield (*whose, *_answer(entry, counted[entry.counts], flags))
    texts = {question.ref: question.text for _, _, question in compiled.theme.questions()}
    for item in compiled.decisions.panel:
        where = (item.where.file, item.where.sheet, item.where.cell, item.where.cell)
        yield (
            item.subject,
            _("The panel"),
            "",
            item.ref,
            texts.get(item.ref, ""),
            clip_to_cell(item.said),
            item.code.replace("_", " "),
            "",
            clip_to_cell(item.why),
            *where,
        )


def _answer(entry: Entry, counts: str, flags: Mapping[EvidenceRef, str]) -> tuple[str, ...]:
    answer = (
        entry.label
        or entry.raw
        or {"blank": _("(blank)"), "not_understood": _("(not understood)")}.get(
            entry.code, entry.code
        )
    )
    at = entry.at
    note = (
        "; ".join(
            (
                *entry.notes,
                *dict.fromkeys(
                    flags[place] for place in (at, entry.evidence_at) if place and place in flags
                ),
            )
        )
        if entry.notes or flags
        else ""
    )
    return (
        entry.ref,
        clip_to_cell(entry.wording),
        clip_to_cell(answer),
        counts,
        clip_to_cell(note),
        clip_to_cell(entry.evidence),
        at.file,
        at.sheet,
        at.cell,
        at.cell,
    )


_WIDTH = 25.0


def add_matrix(book: Workbook, compiled: Compiled) -> None:
    """Add the sheet Matrix: the state of each form as a word and a tint, and the counts of each
    case.
    """
    made = matrix(compiled.casebook, compiled.scores, compiled.round)
    headings = unique([_("Case"), *map(compiled.round.name_of, made.recipients), _("Met"), _("Of")])
    widths = [16.0, *(_WIDTH for _ in made.recipients), 10.0, 10.0]
    purpose = _("Whether each form was returned, and how many of its answers are met.")
    sheet = styles.new_sheet(book, _("Matrix"), _("Who was asked about whom"), purpose, widths)
    head_row(sheet, headings, widths)
    for row, line in enumerate(made.lines, start=FIRST):
        styles.text_cell(sheet, row, 1, line.subject)
        texts = ["; ".join(map(_state_words, cell)) or _("Not asked") for cell in line.cells]
        for column, (text, cell) in enumerate(zip(texts, line.cells, strict=True), start=2):
            written = styles.put(sheet, row, column, text)
            if len(cell) == 1:
                ink, paper = styles.TINTS[cell[0].tint]
                written.fill, written.font = styles.fill(paper), styles.font(colour=ink)
        for column, number in enumerate((line.met, line.base), start=len(headings) - 1):
            styles.put(sheet, row, column, _("Held") if line.held else number)
        fit_row(sheet, row, [(text, _WIDTH) for text in texts])
    as_table(sheet, "Matrix", headings, len(made.lines))
    beside = "; ".join(
        _("{who}: {what}", who=compiled.round.name_of(item.recipient), what=_state_words(item))
        for item in made.beside
    )
    held = ", ".join(line.subject for line in made.lines if line.held)
    why = (
        _(
            "Held: {cases}. A form may be about another child, so the agencies' counts are not "
            "added up until you decide.",
            cases=held,
        )
        if held
        else ""
    )
    listing_notes(sheet, FIRST + len(made.lines) - 1, " ".join(filter(None, (why, beside))))


def _state_words(square: MatrixCell) -> str:
    return (
        _("{state}: {counts}", state=square.word, counts=square.counted)
        if square.counted
        else square.word
    )


_FINDINGS_HEADINGS = N_(
    (
        "Id",
        "Kind",
        "What it says",
        "Count",
        "Of",
        "Ref",
        "Case",
        "Recipient",
        "Rule",
        "Cells behind it",
    )
)
_FINDINGS_WIDTHS = (9, 22, 66, 10, 8, 11, 16, 28, 26, 86)
_MOST_CELLS = 12


def add_findings(book: Workbook, compiled: Compiled) -> None:
    """Add the sheet Findings, in reading order. Long lists of cells are cut, with how many more
    there are.
    """
    words = dict(FINDING_WORDS)
    sheet = styles.new_sheet(
        book,
        _("Findings"),
        _("Findings"),
        _("Every finding with its counts and the cells behind it."),
        _FINDINGS_WIDTHS,
    )
    headings = [_(heading) for heading in _FINDINGS_HEADINGS]
    head_row(sheet, headings, _FINDINGS_WIDTHS)
    for row, finding in enumerate(compiled.findings, start=FIRST):
        beyond = len(finding.evidence) - _MOST_CELLS
        more = (
            [
                ngettext(
                    "and {count} more: {command}",
                    "and {count} more: {command}",
                    beyond,
                    command=f"audit explain {finding.id}",
                )
            ]
            if beyond > 0
            else []
        )
        cells = "\n".join([*(str(at) for at in finding.evidence[:_MOST_CELLS]), *more])
        recipient = compiled.round.name_of(finding.recipient) if finding.recipient else ""
        values = (
            finding.id,
            _(words[finding.kind]),
            finding.says,
            finding.n,
            finding.m,
            ", ".join(finding.about),
            finding.subject,
            recipient,
            finding.rule,
            cells,
        )
        for column, value in enumerate(values, start=1):
            if isinstance(value, str) and value:
                styles.text_cell(sheet, row, column, value)
            else:
                styles.put(sheet, row, column, None if value == "" else value)
        fit_row(sheet, row, [(finding.says, 66.0), (cells, 86.0)])
    as_table(sheet, "Findings", headings, len(compiled.findings))
