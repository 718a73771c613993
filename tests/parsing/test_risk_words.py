"""Words that may say somebody is at risk are noticed in a text that no question asked for."""

from __future__ import annotations

import pytest

from audit_core.parsing.risk_words import may_say_risk


@pytest.mark.parametrize(
    "text",
    [
        "Grandmother told me on 9 March that he hits the baby",
        "Yes: I think this child is AT RISK today",
        "She is not   safe at home",
        "bruising on both arms",
        "He threatened her",
        "self‑harming again",
    ],
)
def test_they_are_noticed_in_any_form(text: str) -> None:
    """Also in capitals, with other spaces and with any ending."""
    assert may_say_risk(text)


@pytest.mark.parametrize("text", ["", "Minutes attached", "See the white cells", "Beatrice, 4 May"])
def test_other_words_are_not(text: str) -> None:
    """A word that only begins like one is another word."""
    assert not may_say_risk(text)
