"""The neglect theme keeps the promises of every theme, and does what cases.md says."""

from __future__ import annotations

from audit_theme_neglect.theme import THEME

from audit_core.testing.cases import ThemeCases
from audit_core.testing.promises import ThemePromises


class TestPromises(ThemePromises):
    """The promises of every theme, with this theme's own figures."""

    theme = THEME
    rules = (15, 19)
    questions_in_a_section = 12
    asked_of_everyone = ("NG-7.4",)
    national = ("conference",)
    negatives = r"was not brought|does not improve|not met at home"
    avoided = "victim"


class TestCases(ThemeCases):
    """What each rule and limit makes of the tables in cases.md."""

    theme = THEME
