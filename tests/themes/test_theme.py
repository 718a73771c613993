"""A theme is a frozen value that turns to JSON and back equal, and its constructors explain
mistakes.
"""

from __future__ import annotations

import attrs
import pytest

from audit_core.errors import UsageProblem
from audit_core.plugin_system.manager import load_plugins
from audit_core.serialization import fingerprint, from_json, to_json
from audit_core.testing.builders import question, small_theme
from audit_core.themes.theme import Question, Theme
from tests.wordings import shows

THEMES = load_plugins().themes


@pytest.mark.parametrize("name", sorted(THEMES))
def test_a_theme_turns_to_json_and_back_equal(name: str) -> None:
    """Nothing is lost in issued.json, so that an old return is read and scored by the theme it was
    issued with.
    """
    theme = THEMES[name]
    again = from_json(Theme, to_json(theme), "issued.json")
    assert again == theme
    assert fingerprint(again) == fingerprint(theme)


def test_a_fingerprint_changes_with_any_word() -> None:
    """One letter in one question makes another form."""
    theme = small_theme(question("XX-1.1"))
    other = small_theme(question("XX-1.1", text="Was XX-1.1 done!"))
    assert fingerprint(theme) != fingerprint(other)


def test_a_constructor_names_the_class_the_ref_and_the_field() -> None:
    """For the commonest mistake, a bare string for a tuple, the message says what to write."""
    with pytest.raises(
        TypeError,
        match=r"Question \(XX-1.1\): asked_of should be a tuple of str, not str; "
        r"write \('police',\)",
    ):
        Question("XX-1.1", "Was it?", good="g", look_for="l", asked_of="police")


def test_a_theme_cannot_be_changed() -> None:
    """What was issued is what is scored."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        small_theme(question("XX-1.1")).name = "other"


def test_a_problem_in_json_is_reported_by_its_path() -> None:
    """A number in place of a text is reported with file and path, and never silently converted."""
    text = to_json(small_theme(question("XX-1.1"))).replace('"Small theme"', "3")
    with pytest.raises(UsageProblem) as stopped:
        from_json(Theme, text, "issued.json")
    assert stopped.value.code == "file.not_as_written"
    assert shows(stopped.value.message, "file.not_as_written", file="issued.json")
    assert "$.title" in stopped.value.message
