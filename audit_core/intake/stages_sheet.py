"""The Escalation sheet: the stages of the partnership's policy, in order. A workbook without it has our examples, marked as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.intake.sheet_table import headings_of, sheet_of, table
from audit_core.intake.words import fold
from audit_core.model.escalation import EXAMPLE_STAGES, Stage
from audit_core.model.round_sheets import STAGE, STAGE_HEADINGS
from audit_core.problems import Where, problem

if TYPE_CHECKING:
    from audit_core.problems import Problem
    from audit_core.xlsx.book import Book

LONGEST, MOST = 40, 8
"""Characters of a stage's name, which heads two columns of a log; and how many stages a log has room for."""


def stages_of(book: Book, file: str, faults: list[Problem]) -> tuple[Stage, ...]:
    """The stage of every row, in the order of the sheet. A row with a fault is left out and told. A blank limit is none."""
    sheet = sheet_of(book, "Escalation")
    if sheet is None:
        return EXAMPLE_STAGES
    headings = headings_of(book, sheet, file, STAGE)
    missing = [heading for heading in STAGE_HEADINGS if fold(heading) not in headings]
    faults += [problem("round.missing_heading", Where(file, sheet.name), heading=heading) for heading in missing]
    found: dict[str, Stage] = {}
    for line in table(book, sheet, file, STAGE):
        name, limit, source = (line.get(heading) for heading in STAGE_HEADINGS)
        before = len(faults)
        faults += [problem("round.not_plain", value.where) for value in (name, limit, source) if not value.plain]
        if not name:
            faults.append(problem("round.missing_value", name.where, label=STAGE, remedy="Name the stage, or delete the whole row."))
        elif len(name.text) > LONGEST or "\n" in name.text:
            faults.append(problem("escalation.stage_name", name.where, most=LONGEST))
        elif fold(name.text) in found:
            faults.append(problem("round.words_twice", name.where, term=name.text))
        if limit and not (limit.text.isascii() and limit.text.isdigit() and 0 < len(limit.text) < 4):
            faults.append(problem("answer.number", limit.where, least=0, most=999))
        if len(faults) == before:
            found[fold(name.text)] = Stage(name.text, int(limit.text) if limit else None, source.text)
    if len(found) > MOST:
        faults.append(problem("escalation.many_stages", Where(file, sheet.name), most=MOST))
    return tuple(found.values())
