"""The sheet with the matrix: a row a subject, a column a recipient, and in each cell what came back and how much of it was met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.tabulate.matrix import matrix
from audit_core.words import say
from audit_core.workbook import styles
from audit_core.workbook.heights import row_height
from audit_core.workbook.listing import FIRST, as_table, head_row, notes, unique

if TYPE_CHECKING:
    from openpyxl import Workbook

    from audit_core.model.compiled import Compiled
    from audit_core.model.matrix import Square

_WIDTH = 25.0


def add_matrix(book: Workbook, compiled: Compiled) -> None:
    """The word always stands in the cell as well as its tint; met and asked over a whole case are numbers."""
    made = matrix(compiled.casebook, compiled.scores, compiled.round)
    headings = unique([say("Case"), *map(compiled.round.name_of, made.recipients), say("Met"), say("Of")])
    widths = [16.0, *(_WIDTH for _ in made.recipients), 10.0, 10.0]
    purpose = say("What came back of each form, and how many of its answers are met.")
    sheet = styles.new_sheet(book, styles.sheet_title(say("Matrix")), say("Who was asked about whom"), purpose, widths)
    head_row(sheet, headings, widths)
    for row, line in enumerate(made.lines, start=FIRST):
        styles.text_cell(sheet, row, 1, line.subject)
        texts = ["; ".join(map(_said, cell)) or say("Not asked") for cell in line.cells]
        for column, (text, cell) in enumerate(zip(texts, line.cells, strict=True), start=2):
            written = styles.put(sheet, row, column, text)
            if len(cell) == 1:
                ink, paper = styles.TINTS[cell[0].tint]
                written.fill, written.font = styles.fill(paper), styles.font(colour=ink)
        for column, number in enumerate((line.met, line.base), start=len(headings) - 1):
            styles.put(sheet, row, column, say("Held") if line.held else number)
        sheet.row_dimensions[row].height = row_height([(text, _WIDTH, 11.0, False) for text in texts])
    as_table(sheet, "Matrix", headings, len(made.lines))
    beside = "; ".join(say("{who}: {what}", who=compiled.round.name_of(item.recipient), what=_said(item)) for item in made.beside)
    held = ", ".join(line.subject for line in made.lines if line.held)
    why = say("{cases}: held. A form may be about another child, so its agencies are not added up until you decide.", cases=held) if held else ""
    notes(sheet, FIRST + len(made.lines) - 1, " ".join(filter(None, (why, beside))))


def _said(square: Square) -> str:
    return say("{state}: {counts}", state=square.word, counts=square.counted) if square.counted else square.word
