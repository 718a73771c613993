"""A small compiled round with something of everything."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from audit_core.rounds.panel_decisions import ChildAction, Decisions
from audit_core.tabulation.compiled import Compiled
from audit_core.testing.builders import advice, question, small_theme
from audit_core.testing.pipeline import compiled
from audit_core.testing.text_tables import returns
from audit_core.themes.rules import Cap, Share
from audit_core.themes.theme import Theme

THEME = small_theme(
    question("XX-1.1", flags=("critical",)),
    question("XX-1.2"),
    summary="Whether it was done.",
    rules=(
        Share(
            "poor",
            "In {n} of {m} records {question} was not met.",
            refs=("XX-1.1",),
            recommend="act",
            high=True,
            kind="priority",
        ),
        Share(
            "good",
            "In {n} of {m} records {question} was met.",
            refs=("XX-1.2",),
            counts=("met",),
            kind="strength",
        ),
    ),
    limits=(
        Cap(
            "critical", "A critical standard was not met.", "requires_improvement", flag="critical"
        ),
    ),
    advice=(advice("act", owner="found"),),
)
TABLE = """
    | case | agency | XX-1.1                                              \
        | XX-1.2                           | J-2                | events                  |
    | 1    | police | not_met / The log of 3 March shows nobody was told. \
        | met / Seen alone twice in March. | Answered at once   | 2025-03-01 Officer came |
    | 1    | school | not_met / Rang the office of Mrs Invented.          \
        | met                              | Saw her every day  | 2025-02-01 Often late   |
    | 2    | police | met                                                 \
        |                                  |                    |                         |
"""


@pytest.fixture(scope="session")
def theme() -> Theme:
    """A theme of two questions."""
    return THEME


@pytest.fixture(scope="session")
def result() -> Compiled:
    """Three returns: a priority, a strength, a limit, a name in the evidence and two events."""
    case = returns(THEME, TABLE).returns[0].id.subject
    decisions = Decisions(
        child_actions=(
            ChildAction(case, "police", "Ring the school about the gate.", date(2026, 4, 2)),
        )
    )
    return compiled(THEME, returns(THEME, TABLE), decisions=decisions)


@pytest.fixture(scope="session")
def hostile(result: Compiled) -> Compiled:
    """The same with a title that would break an unescaped page, table and template."""
    made = result
    return attrs.evolve(made, round=attrs.evolve(made.round, title='<b>A|B</b> # {{ 7 }} "&'))
