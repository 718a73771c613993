"""Read a theme as it was frozen when forms were issued."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from audit_core.records import with_changes
from audit_core.serialization import from_json
from audit_core.themes.house import House
from audit_core.themes.localise import localise_house
from audit_core.themes.theme import Theme

BEFORE = "house-0.1.0.json"
"""What the framework added to every theme of a round that was issued before themes carried it."""


def read_issued_theme(text: str, name: str) -> Theme:
    """Return the theme in a JSON text of issued.json; `name` is what messages call it. A theme
    from before themes carried the framework's scales and rules is given those of that time, in the
    language in use.

    Raises UsageProblem if the text is damaged.
    """
    theme = from_json(Theme, text, name)
    return theme if theme.house else with_changes(theme, house=localise_house(_before()))


@lru_cache(maxsize=1)
def _before() -> House:
    text = (files("audit_core.rounds") / BEFORE).read_text(encoding="utf-8")
    return from_json(House, text, BEFORE)
