"""For authors of themes, and for our own tests: a theme in a few lines, returns as small text
tables, and the promises that every theme makes.

    theme = small_theme(question("XX-1.1", flags=("critical",)))
    book = returns(theme, '''
        | case | agency | XX-1.1              | J-1  |
        | 1    | police | met / log, 3 March  | good |
        | 2    | school | not_met             |      |
    ''')
    card = scores(theme, book)

Two classes hold the tests of a whole theme. An author inherits them and names the theme:

    class TestPromises(ThemePromises):
        theme = THEME

    class TestCases(ThemeCases):
        theme = THEME

`ThemePromises` looks at the wording, the forms, the rules and the advice. `ThemeCases` reads
`cases.md` beside the test file, with two small tables for each rule and limit: its format is
described in audit_core.testing.cases_reader. Pytest is needed only to run the tests.
"""

from __future__ import annotations

import sys

_TESTS = ("builders", "cases", "promises", "rule_promises")
if "pytest" in sys.modules:  # so that a failing test shows the values it compared
    sys.modules["pytest"].register_assert_rewrite(*(f"{__name__}.{name}" for name in _TESTS))

from audit_core.testing.builders import advice, issued, question, round_of, small_theme, sound
from audit_core.testing.cases import ThemeCases
from audit_core.testing.pipeline import compiled, findings, scores
from audit_core.testing.promises import ThemePromises
from audit_core.testing.text_tables import chronicles, returns

__all__ = [
    "ThemeCases",
    "ThemePromises",
    "advice",
    "chronicles",
    "compiled",
    "findings",
    "issued",
    "question",
    "returns",
    "round_of",
    "scores",
    "small_theme",
    "sound",
]
