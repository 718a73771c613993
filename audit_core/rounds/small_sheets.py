"""Read the Terms, Days off, Escalation and Words sheets of round.xlsx. A round without the Terms
sheet has no school calendar.
"""

from __future__ import annotations

from datetime import date

from audit_core.parsing.folding import fold
from audit_core.problems.problem import Problem, Where, problem
from audit_core.rounds.columns import (
    CLOSED,
    FIRST_DAY,
    INSTEAD_OF,
    LAST_DAY,
    OFF_DAY,
    OFF_HEADINGS,
    OFF_NATION,
    SAY,
    STAGE,
    STAGE_HEADINGS,
    TERM,
    TERM_HEADINGS,
    TERM_OR_CLOSED,
)
from audit_core.rounds.escalation_policy import EXAMPLE_STAGES, Stage
from audit_core.rounds.round import Days, Terms
from audit_core.rounds.rows import RoundRows, not_plain, table_with_headings
from audit_core.themes.nations import NATIONS, Nation
from audit_core.workbook_style.labelled_tables import TableRow, read_table, sheet_of
from audit_core.xlsx.workbook import Book

_FIELDS = (TERM_OR_CLOSED, FIRST_DAY, LAST_DAY)


def local_terms(book: Book, file: str, problems: list[Problem]) -> Terms:
    """Return the term dates and closures of every row, sorted by day. A row with an error is left
    out and reported.
    """
    sheet = sheet_of(book, "Terms")
    if sheet is None:
        return Terms()
    found: dict[str, list[Days]] = {TERM: [], CLOSED: []}
    for line in table_with_headings(book, sheet, file, TERM_HEADINGS, problems):
        days = _days(line, problems) if any(line.get(heading) for heading in _FIELDS) else None
        if days is not None:
            found[days[0]].append(days[1])
    return Terms(tuple(sorted(found[TERM])), tuple(sorted(found[CLOSED])))


def _days(line: TableRow, problems: list[Problem]) -> tuple[str, Days] | None:
    """Return what one row gives: a term, or days within a term when schools were closed. A closure
    of one day needs no last day.
    """
    about, first, last = (line.get(heading) for heading in _FIELDS)
    before = len(problems)
    problems += not_plain((about, first, last))
    kind = next((known for known in (TERM, CLOSED) if fold(known) == fold(about.text)), "")
    if not kind:
        problems.append(
            problem(
                "round.unknown_choice",
                about.where,
                value=about.text,
                label=TERM_OR_CLOSED,
                known=f"{TERM}, {CLOSED}",
            )
        )
    for heading, value in ((FIRST_DAY, first), (LAST_DAY, last)):
        if not value and (heading == FIRST_DAY or kind == TERM):
            problems.append(
                problem(
                    "round.missing_value",
                    value.where,
                    label=heading,
                    remedy="Type the day like 14 Mar 2026, or delete the whole row.",
                )
            )
    start, end = (RoundRows.day(value, problems) if value else None for value in (first, last))
    if start and end and end < start:
        problems.append(
            problem("round.dates_out_of_order", last.where, first=FIRST_DAY, second=LAST_DAY)
        )
    if start is None or any(item.severity == "error" for item in problems[before:]):
        return None
    return kind, (start, end or start)


def local_days_off(
    book: Book, file: str, problems: list[Problem]
) -> tuple[tuple[Nation, date], ...]:
    """Return the further days off of every row, sorted by day, each with its nation. A row with an
    error is left out and reported.
    """
    sheet = sheet_of(book, "Days off")
    if sheet is None:
        return ()
    found: set[tuple[Nation, date]] = set()
    for line in table_with_headings(book, sheet, file, OFF_HEADINGS, problems):
        named, day = line.get(OFF_NATION), line.get(OFF_DAY)
        if not (named or day):
            continue
        problems += not_plain((named, day))
        nation = next((known for known in NATIONS if fold(known) == fold(named.text)), None)
        if nation is None:
            problems.append(
                problem(
                    "round.unknown_choice",
                    named.where,
                    value=named.text,
                    label=OFF_NATION,
                    known=", ".join(NATIONS),
                )
            )
        if not day:
            problems.append(
                problem(
                    "round.missing_value",
                    day.where,
                    label=OFF_DAY,
                    remedy="Type the day like 14 Mar 2026, or delete the whole row.",
                )
            )
        off = RoundRows.day(day, problems) if day else None
        if nation and off:
            found.add((nation, off))
    return tuple(sorted(found, key=lambda each: (each[1], each[0])))


LONGEST_STAGE, MOST = 40, 8
"""The longest name of a stage in characters, since it heads two columns of a log; and the most
stages that a log has room for.
"""


def escalation_stages(book: Book, file: str, problems: list[Problem]) -> tuple[Stage, ...]:
    """Return the stage of every row, in the order of the sheet. A row with a problem is left out
    and reported. A blank limit means none.
    """
    sheet = sheet_of(book, "Escalation")
    if sheet is None:
        return EXAMPLE_STAGES
    found: dict[str, Stage] = {}
    for line in table_with_headings(book, sheet, file, STAGE_HEADINGS, problems):
        name, limit, source = (line.get(heading) for heading in STAGE_HEADINGS)
        before = len(problems)
        problems += not_plain((name, limit, source))
        if not name:
            problems.append(
                problem(
                    "round.missing_value",
                    name.where,
                    label=STAGE,
                    remedy="Name the stage, or delete the whole row.",
                )
            )
        elif len(name.text) > LONGEST_STAGE or "\n" in name.text:
            problems.append(problem("escalation.stage_name", name.where, most=LONGEST_STAGE))
        elif fold(name.text) in found:
            problems.append(problem("round.words_twice", name.where, term=name.text))
        if limit and not (
            limit.text.isascii() and limit.text.isdigit() and 0 < len(limit.text) < 4
        ):
            problems.append(problem("answer.number", limit.where, least=0, most=999))
        if len(problems) == before:
            found[fold(name.text)] = Stage(
                name.text, int(limit.text) if limit else None, source.text
            )
    if len(found) > MOST:
        problems.append(problem("escalation.many_stages", Where(file, sheet.name), most=MOST))
    return tuple(found.values())


LONGEST_WORD = 60


def local_words(book: Book, file: str, problems: list[Problem]) -> tuple[tuple[str, str], ...]:
    """Return (instead of, say) for every row with both, in the order of the sheet. A row with a
    problem is left out and reported.
    """
    sheet = sheet_of(book, "Words")
    found: dict[str, tuple[str, str]] = {}
    for line in read_table(book, sheet, file, INSTEAD_OF) if sheet else ():
        term, local = line.get(INSTEAD_OF), line.get(SAY)
        if not term or not local:
            continue
        if fold(term.text) in found:
            problems.append(problem("round.words_twice", term.where, term=term.text))
        elif (
            any(character in local.text for character in ',"\n{}')
            or len(local.text) > LONGEST_WORD
            or not (local.plain and term.plain)
        ):
            problems.append(
                problem("round.words_unfit", local.where, say=local.text[:LONGEST_WORD])
            )
        elif term.text != local.text:
            found[fold(term.text)] = (term.text, local.text)
    return tuple(found.values())
