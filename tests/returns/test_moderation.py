"""Answers that the panel changed: the changed answer counts, the typed one is kept, and a faulty
change has no effect.
"""

from __future__ import annotations

import attrs
import pytest

from audit_core.problems.problem import Problem, Where
from audit_core.returns.model import CaseBook
from audit_core.returns.moderation import moderate
from audit_core.rounds.panel_decisions import PanelChange
from audit_core.rounds.recipients import Recipient
from audit_core.testing.builders import question, round_of, small_theme
from audit_core.testing.pipeline import scores
from audit_core.testing.text_tables import returns

THEME = small_theme(question("XX-1.1"), question("XX-1.2"))
ROUND = round_of(THEME)
CASE = ROUND.subjects[0].ref
RETURNS = """
    | case | agency | XX-1.1        | XX-1.2 |
    | 1    | police | met / The log | met    |
    | 1    | school | met           | met    |
"""


def changed(*rows: tuple[str, str, str, str]) -> tuple[CaseBook, tuple[Problem, ...]]:
    """The case book after rows of (case, ref, agency, answer), each with a reason."""
    changes = tuple(
        PanelChange(
            *row,
            "Two incidents are not in it.",
            Where("decisions.xlsx", "Changed answers", f"D{number}"),
        )
        for number, row in enumerate(rows, 4)
    )
    return moderate(returns(THEME, RETURNS, ROUND), changes, THEME, ROUND)


@pytest.mark.parametrize(
    "row", [(CASE, "XX-1.1", "police", "Not met"), (CASE.lower(), " xx-1.1", "Police", "NOT  MET")]
)
def test_the_panels_answer_counts_and_the_auditors_is_kept(row: tuple[str, str, str, str]) -> None:
    """Met becomes Not met in every figure; the typed answer, its evidence and its cell are kept,
    with a note of who changed it and why.
    """
    book, problems = changed(row)
    assert problems == ()
    (entry,) = [entry for entry in book.returns[0].form.entries if entry.ref == "XX-1.1"]
    assert (entry.code, entry.counts, entry.raw, entry.evidence) == (
        "not_met",
        "not_met",
        "met",
        "The log",
    )
    assert entry.notes == (
        "The panel changed this from Met to Not met: Two incidents are not in it.",
    )
    score = scores(THEME, book, ROUND).question("XX-1.1")
    assert score is not None
    assert (score.tally.met, score.tally.not_met) == (1, 1)
    assert [(item.before, item.after, item.at.file) for item in book.changed] == [
        ("Met", "Not met", "police-1.xlsx")
    ]


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([(CASE, "XX-1.1", "police", "Nearly")], ["decision.bad_value"]),
        ([(CASE, "XX-9.9", "police", "Met")], ["decision.unknown"]),
        ([("XX26A-99-Z", "XX-1.1", "police", "Met")], ["decision.unknown"]),
        ([(CASE, "XX-1.1", "housing", "Met")], ["decision.unknown"]),
        ([(CASE, "J-1", "police", "Good")], ["decision.bad_value"]),
        (
            [(CASE, "XX-1.1", "police", "Not met"), (CASE, "XX-1.1", "Police", "Partly met")],
            ["decision.twice"],
        ),
        ([(CASE, "XX-1.1", "police", "Met")], []),
    ],
    ids=[
        "not an answer",
        "no such question",
        "no such case",
        "no such agency",
        "a grade",
        "two different ones",
        "as it was",
    ],
)
def test_a_faulty_change_has_no_effect_and_is_reported_by_its_cell(
    rows: list[tuple[str, str, str, str]], codes: list[str]
) -> None:
    """An unknown answer, question, case or agency, or two answers for one, names the row and leaves
    the returns as they were.
    """
    book, problems = changed(*rows)
    assert [problem.code for problem in problems] == codes
    assert all(
        problem.where.sheet == "Changed answers" and problem.where.cell for problem in problems
    )
    assert book == attrs.evolve(returns(THEME, RETURNS, ROUND))


def test_the_same_change_typed_twice_counts_once() -> None:
    """Two rows with the same content are one decision."""
    row = (CASE, "XX-1.2", "school", "Partly met")
    book, problems = changed(row, row)
    assert (problems, len(book.changed)) == ((), 1)


def test_an_agency_can_be_named_as_people_name_it() -> None:
    """Its code or name is recognised, whatever the capitals, spaces and apostrophe; an unknown name
    stays as typed.
    """
    recipients = (Recipient("social_care", "social_care", "Mereshire Children's Social Care"),)
    audit_round = attrs.evolve(ROUND, recipients=recipients)
    assert {
        audit_round.code_of(name)
        for name in ("Social_Care", "mereshire  children\u2019s social care")
    } == {"social_care"}
    assert audit_round.code_of("Housing") == "Housing"
