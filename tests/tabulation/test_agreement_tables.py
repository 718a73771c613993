"""Records read twice: both readers side by side, and only the first counted."""

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


def test_two_readers_of_one_record_stand_side_by_side() -> None:
    """They agreed on one of the two standards that both answered; the other is named with both
    answers and both cells. The school was read once.
    """
    (row,) = readers_table(returns(THEME, RETURNS), round_of(THEME)).rows
    assert row.cells == (
        "Police",
        "1 of 2",
        f"{round_of(THEME).subjects[0].ref} XX-1.1: Met / Not met",
    )
    assert len(row.evidence) == 2


def test_a_second_reader_is_in_no_figure() -> None:
    """Two answers to the first standard count, the police's first reader's and the school's: not
    three.
    """
    score = scores(THEME, returns(THEME, RETURNS)).question("XX-1.1")
    assert score is not None
    assert (score.tally.met, score.tally.base) == (2, 2)


def test_a_round_that_nobody_read_twice_has_no_such_table() -> None:
    """An empty table is left out."""
    result = compiled(THEME, returns(THEME, "| case | agency | XX-1.1 |\n| 1 | police | met |"))
    assert result.table("readers") is None
    assert compiled(THEME, returns(THEME, RETURNS)).table("readers") is not None
