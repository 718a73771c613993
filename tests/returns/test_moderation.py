"""Answers that the panel changed: what counts is changed, what was typed stays, and a faulty change
changes nothing.
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
    """The case book after rows of (case, ref, agency, answer); each has a reason."""
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
def test_the_panels_answer_counts_and_the_auditors_stays(row: tuple[str, str, str, str]) -> None:
    """Met becomes Not met in every figure; what was typed, its evidence and its cell stay, and a
    note says who changed it and why.
    """
    book, faults = changed(row)
    assert faults == ()
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
def test_a_faulty_change_changes_nothing_and_is_told_by_its_cell(
    rows: list[tuple[str, str, str, str]], codes: list[str]
) -> None:
    """An answer, question, case or agency that does not exist, or two answers for one: the row is
    named, the returns are as they were.
    """
    book, faults = changed(*rows)
    assert [fault.code for fault in faults] == codes
    assert all(fault.where.sheet == "Changed answers" and fault.where.cell for fault in faults)
    assert book == attrs.evolve(returns(THEME, RETURNS, ROUND))


def test_the_same_change_typed_twice_is_one() -> None:
    """Two rows that say the same are one decision."""
    row = (CASE, "XX-1.2", "school", "Partly met")
    book, faults = changed(row, row)
    assert (faults, len(book.changed)) == ((), 1)


def test_an_agency_may_be_named_as_people_name_it() -> None:
    """By its code or its name, whatever the capitals, spaces and apostrophe; what is nobody's name
    stays as it was typed.
    """
    recipients = (Recipient("social_care", "social_care", "Mereshire Children's Social Care"),)
    audit_round = attrs.evolve(ROUND, recipients=recipients)
    assert {
        audit_round.code_of(said)
        for said in ("Social_Care", "mereshire  children\u2019s social care")
    } == {"social_care"}
    assert audit_round.code_of("Housing") == "Housing"
