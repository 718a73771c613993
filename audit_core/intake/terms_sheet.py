"""The Terms sheet of round.xlsx: when schools were open. Only school-day clocks need it, so a round without it has no school calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.intake.round_rows import RoundRows
from audit_core.intake.sheet_table import headings_of, sheet_of, table
from audit_core.intake.words import fold
from audit_core.model.round import Terms
from audit_core.model.round_sheets import CLOSED, FIRST_DAY, LAST_DAY, TERM, TERM_HEADINGS, TERM_OR_CLOSED
from audit_core.problems import Where, problem

if TYPE_CHECKING:
    from audit_core.intake.sheet_table import Line
    from audit_core.model.round import Days
    from audit_core.problems import Problem
    from audit_core.xlsx.book import Book

_FIELDS = (TERM_OR_CLOSED, FIRST_DAY, LAST_DAY)


def terms_of(book: Book, file: str, faults: list[Problem]) -> Terms:
    """The term dates and closures of every row, in the order of their days. A row with a fault is left out and told."""
    sheet = sheet_of(book, "Terms")
    if sheet is None:
        return Terms()
    headings = headings_of(book, sheet, file, TERM_OR_CLOSED)
    missing = [heading for heading in TERM_HEADINGS if fold(heading) not in headings]
    faults += [problem("round.missing_heading", Where(file, sheet.name), heading=heading) for heading in missing]
    found: dict[str, list[Days]] = {TERM: [], CLOSED: []}
    for line in table(book, sheet, file, TERM_OR_CLOSED):
        days = _days(line, faults) if any(line.get(heading) for heading in _FIELDS) else None
        if days is not None:
            found[days[0]].append(days[1])
    return Terms(tuple(sorted(found[TERM])), tuple(sorted(found[CLOSED])))


def _days(line: Line, faults: list[Problem]) -> tuple[str, Days] | None:
    """What one row says: a term, or a time within one when schools were closed; its last day may be left out where it is one day."""
    said, first, last = (line.get(heading) for heading in _FIELDS)
    before = len(faults)
    faults += [problem("round.not_plain", value.where) for value in (said, first, last) if not value.plain]
    kind = next((known for known in (TERM, CLOSED) if fold(known) == fold(said.text)), "")
    if not kind:
        faults.append(problem("round.unknown_choice", said.where, value=said.text, label=TERM_OR_CLOSED, known=f"{TERM}, {CLOSED}"))
    needed = [(FIRST_DAY, first)] + ([(LAST_DAY, last)] if kind == TERM else [])
    for heading, value in needed:
        if not value:
            faults.append(problem("round.missing_value", value.where, label=heading, remedy="Type the day like 14 Mar 2026, or delete the whole row."))
    start, end = (RoundRows.day(value, faults) if value else None for value in (first, last))
    if start and end and end < start:
        faults.append(problem("round.dates_out_of_order", last.where, first=FIRST_DAY, second=LAST_DAY))
    if start is None or any(fault.severity == "error" for fault in faults[before:]):
        return None
    return kind, (start, end or start)
