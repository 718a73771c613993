"""Records read twice: both readers are shown side by side and only the first counts."""

from __future__ import annotations

from audit_core.tabulation.agreement_tables import readers_table
from audit_core.testing.builders import question, round_of, small_theme
from audit_core.testing.pipeline import compiled, scores
from audit_core.testing.text_tables import returns

THEME = small_theme(question("XX-1.1"), question("XX-1.2"), question("XX-1.3"))
RETURNS = """
    | case | agency | reader | XX-1.1  | XX-1.2 | XX-1.3 |
    | 1    | police | 1      | met     | met    |        |
    | 1    | police | 2      | not_met | met    | met    |
    | 1    | school | 1      | met     | partly | met    |
"""


def test_two_readers_of_one_record_are_compared() -> None:
    """They agree on one of the two standards that both answered; the other is listed with both
    answers and cells. The school's record was read once.
    """
    (row,) = readers_table(returns(THEME, RETURNS), round_of(THEME)).rows
    assert row.cells == (
        "Police",
        "1 of 2",
        f"{round_of(THEME).subjects[0].ref} XX-1.1: Met / Not met",
    )
    assert len(row.evidence) == 2


def test_a_second_reader_is_in_no_figure() -> None:
    """The first standard has two answers, from the police's first reader and the school, not
    three.
    """
    score = scores(THEME, returns(THEME, RETURNS)).question("XX-1.1")
    assert score is not None
    assert (score.tally.met, score.tally.base) == (2, 2)


def test_a_round_without_second_readers_has_no_such_table() -> None:
    """An empty table is left out."""
    result = compiled(THEME, returns(THEME, "| case | agency | XX-1.1 |\n| 1 | police | met |"))
    assert result.table("readers") is None
    assert compiled(THEME, returns(THEME, RETURNS)).table("readers") is not None
