"""The table of forms expected and returned."""

from __future__ import annotations

from audit_core.tabulation.people import returns_table
from audit_core.testing import returns
from audit_core.testing.builders import round_of
from audit_core.themes.theme import Instrument, Question, Section, Theme

QUESTION = Question(
    "XX-1.1", "Was it done?", "Done.", "The record.", ("housing", "probation"), met_means="done"
)
THEME = Theme(
    "example",
    "1",
    "Example",
    "XX",
    (Instrument("case_file", "Case file", "case", (Section(1, "One", (QUESTION,)),)),),
)


def rows(text: str) -> list[tuple[str, ...]]:
    """The cells of the table for some returns."""
    table = returns_table(returns(THEME, text), round_of(THEME, ("housing", "probation"), 2))
    assert {len(row.cells) for row in table.rows} == {len(table.columns)}
    return [row.cells for row in table.rows]


def test_the_table_says_how_many_knew_only_an_adult_or_a_sibling() -> None:
    """For each agency; an agency that knew nobody has nothing to audit."""
    found = rows(
        """
        | case | agency    | known         | XX-1.1  |
        | 1    | housing   | known_adult   | met     |
        | 1    | probation | not_known     |         |
        | 2    | housing   | known_sibling | not_met |
        | 2    | probation | known         | met     |
        """
    )
    assert [(cells[0], cells[2], cells[4], cells[-1]) for cells in found] == [
        ("Housing", "2", "0", "2"),
        ("Probation", "2", "1", "0"),
    ]


def test_where_nobody_said_so_there_is_no_such_column() -> None:
    """A round that asked only about the child, or in which every agency knew it."""
    found = rows("| case | agency | known | XX-1.1 |\n| 1 | housing | known | met |")
    assert len(found[0]) == 8
