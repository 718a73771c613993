"""The Terms sheet: when schools were open, as the chair types it, with every mistake reported by
its cell.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from audit_core.problems.problem import Problem
from audit_core.rounds.reader import read_round
from audit_core.rounds.round import Round, Terms
from audit_core.rounds.writer import build_round_workbook
from audit_core.testing.builders import question, round_of, small_theme
from audit_core.themes.theme import Theme, TimeLimit, Times

THEME = small_theme(
    question("XX-1.1", flags=("timed",), answer=Times(("asked", "answered"), "reply")),
    time_limits=(TimeLimit("reply", "Reply", 5, "school_days"),),
)
PLAIN = small_theme(question("XX-1.1"))
AUTUMN, SPRING = (date(2025, 9, 3), date(2025, 12, 19)), (date(2026, 1, 5), date(2026, 3, 27))


def sheets(theme: Theme, **more: object) -> list[str]:
    """The names of the sheets of a round's workbook."""
    # whatever a test wants
    return load_workbook(BytesIO(build_round_workbook(round_of(theme, **more), theme))).sheetnames


def read(
    rows: str, headings: str = "Term or closed | First day | Last day"
) -> tuple[Round | None, list[tuple[str, str, str]]]:
    """(round, (code, sheet, cell) of every problem) for a round whose Terms sheet has these rows,
    from row 4 on.
    """
    book = load_workbook(BytesIO(build_round_workbook(round_of(THEME), THEME)))
    page = book["Terms"]
    for column, heading in enumerate(headings.split("|"), start=1):
        page.cell(3, column).value = heading.strip()
    for row, line in enumerate(rows.strip().splitlines(), start=4):
        for column, cell in enumerate(line.strip().strip("|").split("|"), start=1):
            page.cell(row, column).value = cell.strip() or None
    return of(book)


def of(book: Workbook) -> tuple[Round | None, list[tuple[str, str, str]]]:
    """The round in a workbook, and its problems."""
    out = BytesIO()
    book.save(out)
    found, problems = read_round(
        out.getvalue(), "round.xlsx", lambda name: THEME if name == "small" else None, ("small",)
    )
    return found, list(map(_reported, problems))


def _reported(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.where.sheet, problem.where.cell


def test_the_sheet_is_there_if_a_clock_counts_school_days() -> None:
    """Other rounds are not asked for term dates, but those a round has are never left out."""
    assert "Terms" in sheets(THEME)
    assert "Terms" not in sheets(PLAIN)
    assert "Terms" in sheets(PLAIN, terms=Terms((AUTUMN,)))


def test_terms_and_closures_are_read_in_date_order() -> None:
    """The order of the rows does not matter, and a closure of one day needs no last day."""
    audit_round, problems = read("""
        | term   | 5 Jan 2026  | 27 Mar 2026 |
        | Closed | 27 Oct 2025 | 31 Oct 2025 |
        | Term   | 3 Sep 2025  | 19 Dec 2025 |
        | CLOSED | 1 Dec 2025  |             |
    """)
    assert problems == []
    assert audit_round is not None
    closed = ((date(2025, 10, 27), date(2025, 10, 31)), (date(2025, 12, 1), date(2025, 12, 1)))
    assert audit_round.terms == Terms((AUTUMN, SPRING), closed)


def test_an_empty_or_missing_sheet_gives_no_school_calendar() -> None:
    """Neither is a problem."""
    book = load_workbook(BytesIO(build_round_workbook(round_of(THEME), THEME)))
    assert of(book)[1] == []
    del book["Terms"]
    audit_round, problems = of(book)
    assert (audit_round is not None and not audit_round.terms, problems) == (True, [])


def test_closures_without_terms_give_no_calendar() -> None:
    """They say when schools were closed, not when they were open."""
    audit_round, _ = read("| Closed | 27 Oct 2025 | 31 Oct 2025 |")
    assert audit_round is not None
    assert not audit_round.terms


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        ("| Half-term | 27 Oct 2025 | 31 Oct 2025 |", "round.unknown_choice", "A4"),
        ("|           | 27 Oct 2025 | 31 Oct 2025 |", "round.unknown_choice", "A4"),
        ("| Term      |             | 19 Dec 2025 |", "round.missing_value", "B4"),
        ("| Term      | 3 Sep 2025  |             |", "round.missing_value", "C4"),
        ("| Term      | September   | 19 Dec 2025 |", "round.unknown_date", "B4"),
        ("| Term      | 3 Sep 2025  | 19 Dec 1925 |", "answer.far_date", "C4"),
        ("| Term      | 19 Dec 2025 | 3 Sep 2025  |", "round.dates_out_of_order", "C4"),
    ],
)
def test_each_mistake_is_reported_by_its_cell(row: str, code: str, cell: str) -> None:
    """One mistake gives one problem and no round; the row after it is still read."""
    audit_round, problems = read(f"{row}\n| Term | 5 Jan 2026 | soon |")
    assert audit_round is None
    assert problems == [(code, "Terms", cell), ("round.unknown_date", "Terms", "C5")]


def test_a_date_that_can_be_read_two_ways_is_read_day_first_and_queried() -> None:
    """It is 3 September, and the chair is asked to check it."""
    audit_round, problems = read("| Term | 03/09/2025 | 19 Dec 2025 |")
    assert audit_round is not None
    assert audit_round.terms.terms == (AUTUMN,)
    assert problems == [("answer.date_both_ways", "Terms", "B4")]


def test_a_missing_heading_is_reported() -> None:
    """What is below it is not lost silently."""
    assert read("| Term | 3 Sep 2025 | 19 Dec 2025 |", "Term or closed | First day | Until")[1] == [
        ("round.missing_heading", "Terms", ""),
        ("round.missing_value", "Terms", "A4"),
    ]


def test_terms_are_read_back_as_written() -> None:
    """The terms of a round are written to its sheet."""
    terms = Terms((AUTUMN, SPRING), ((date(2025, 10, 27), date(2025, 10, 31)),))
    audit_round, problems = of(
        load_workbook(BytesIO(build_round_workbook(round_of(THEME, terms=terms), THEME)))
    )
    assert audit_round is not None
    assert (audit_round.terms, problems) == (terms, [])
