"""The domestic abuse theme keeps the promises of every theme, and does what cases.md says."""

from __future__ import annotations

from audit_theme_domestic_abuse.theme import THEME

from audit_core.testing.cases import ThemeCases
from audit_core.testing.promises import ThemePromises


class TestPromises(ThemePromises):
    """The promises of every theme, with this theme's own figures."""

    theme = THEME
    rules = (15, 18)
    critical = (8, 10)
    asked_of_everyone = ("DA-7.4",)
    national = ("contact",)
    look_for_words = 25
    negatives = r"not only|why not"
    evidence = r"child|young people|famil|victim"
    avoided = "lifestyle"
    licensed = (
        r"chok|suffocat|drown|stalk|jealous|suicid|weapon|afraid|frightened|isolated from|"
        r"separated in the past year"
    )


class TestCases(ThemeCases):
    """What each rule and limit makes of the tables in cases.md."""

    theme = THEME
