"""The early help theme keeps the promises of every theme, and does what cases.md says."""

from __future__ import annotations

from audit_theme_early_help.theme import THEME

from audit_core.testing.cases import ThemeCases
from audit_core.testing.promises import ThemePromises


class TestPromises(ThemePromises):
    """The promises of every theme, with this theme's own figures."""

    theme = THEME
    rules = (15, 24)
    questions_in_a_section = 10
    asked_of_everyone = ("EH-6.1",)
    negatives = r"if (things|the child) (do|was) not \w+"
    evidence = r"child|famil|decisions that changed|referrers|plans (that )?(changed|followed)"
    avoided = "victim"
    licensed = "signs of safety"


class TestCases(ThemeCases):
    """What each rule and limit makes of the tables in cases.md."""

    theme = THEME
