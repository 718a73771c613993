"""The Escalation sheet has the stages of a partnership's policy; without it, and until it is
changed, they are examples.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from audit_core.commands.partnership_defaults import with_defaults
from audit_core.problems.problem import Problem
from audit_core.rounds.escalation_policy import EXAMPLE_STAGES, Stage
from audit_core.rounds.reader import read_round
from audit_core.rounds.round import Round
from audit_core.rounds.writer import build_round_workbook
from audit_core.testing.builders import question, round_of, small_theme

THEME = small_theme(question("XX-1.1"))
ROUND = round_of(THEME, ("police",), cases=1)


def read(edit: Any = None, audit_round: Round = ROUND) -> tuple[Round | None, tuple[Problem, ...]]:
    """The round read from a workbook whose Escalation sheet was edited."""
    book = load_workbook(BytesIO(build_round_workbook(audit_round, THEME)))
    if edit:
        edit(book)
    out = BytesIO()
    book.save(out)
    return read_round(out.getvalue(), "round.xlsx", lambda _: THEME, (THEME.name,))


def test_a_new_round_has_stages_marked_as_examples() -> None:
    """Each of the four stages is marked until its source is named."""
    found, problems = read()
    assert found is not None
    assert problems == ()
    assert found.stages == EXAMPLE_STAGES
    assert all(stage.is_example for stage in found.stages)


def test_an_older_workbook_without_the_sheet_has_examples_too() -> None:
    """The round does not have to be made again."""
    found, problems = read(lambda book: book.remove(book["Escalation"]))
    assert found is not None
    assert (found.stages, problems) == (EXAMPLE_STAGES, ())


def test_the_partnerships_own_stages_are_read_and_carried_over() -> None:
    """They keep their order, a blank limit is none, and every new round has them."""

    def edit(book: Any) -> None:
        sheet = book["Escalation"]
        for row, values in enumerate(
            [
                ("Worker to worker", 1, "Policy, section 3"),
                ("Chair", None, "Policy, section 4"),
                *[(None,) * 3] * 2,
            ],
            start=4,
        ):
            for column, value in enumerate(values, start=1):
                sheet.cell(row, column).value = value

    found, problems = read(edit)
    assert found is not None
    assert problems == ()
    assert found.stages == (
        Stage("Worker to worker", 1, "Policy, section 3"),
        Stage("Chair", None, "Policy, section 4"),
    )
    assert not any(stage.is_example for stage in found.stages)
    assert with_defaults(ROUND, found).stages == found.stages


@pytest.mark.parametrize(
    ("cell", "typed", "code"),
    [
        ("B4", "two", "answer.number"),
        ("A5", "between  PRACTITIONERS", "round.words_twice"),
        ("A4", "A stage whose name is much too long to head a column", "escalation.stage_name"),
        ("A4", None, "round.missing_value"),
        ("B3", "Days", "round.missing_heading"),
    ],
)
def test_each_problem_is_reported_by_its_cell(cell: str, typed: object, code: str) -> None:
    """A limit in words, a repeated stage and a name that cannot be a heading are reported, not
    guessed.
    """

    def edit(book: Any) -> None:
        book["Escalation"][cell].value = typed

    found, problems = read(edit)
    assert found is None
    assert code in [problem.code for problem in problems if problem.where.sheet == "Escalation"]


def test_too_many_stages_are_refused() -> None:
    """A log has room for eight, with two columns each."""

    def edit(book: Any) -> None:
        for row in range(4, 14):
            book["Escalation"].cell(row, 1).value = f"Stage {row}"

    assert "escalation.many_stages" in [problem.code for problem in read(edit)[1]]
