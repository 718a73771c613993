"""The sheet of findings: each with its counts and the cells behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.model.rules import FINDING_WORDS
from audit_core.words import mark, say
from audit_core.workbook import styles
from audit_core.workbook.heights import row_height
from audit_core.workbook.listing import FIRST, as_table, head_row

if TYPE_CHECKING:
    from openpyxl import Workbook

    from audit_core.model.compiled import Compiled

_HEADINGS = mark(("Id", "Kind", "What it says", "Count", "Of", "Ref", "Case", "Recipient", "Rule", "Cells behind it"))
_WIDTHS = (9, 22, 66, 10, 8, 11, 16, 28, 26, 86)
_MOST_CELLS = 12


def add_findings(book: Workbook, compiled: Compiled) -> None:
    """Every finding in reading order. Of very many cells the first few are named, and how many more there are."""
    words = dict(FINDING_WORDS)
    sheet = styles.new_sheet(book, styles.sheet_title(say("Findings")), say("Findings"), say("Every finding with its counts and the cells behind it."), _WIDTHS)
    headings = [say(heading) for heading in _HEADINGS]
    head_row(sheet, headings, _WIDTHS)
    for row, finding in enumerate(compiled.findings, start=FIRST):
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
        sheet.row_dimensions[row].height = row_height([(finding.says, 66.0, 11.0, False), (cells, 86.0, 11.0, False)])
    as_table(sheet, "Findings", headings, len(compiled.findings))
