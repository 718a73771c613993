"""A round goes on by the scales and rules that it was issued with."""

from __future__ import annotations

import attrs

from audit_core.findings.find_all import find_all
from audit_core.rounds.issued_theme import read_issued_theme
from audit_core.serialization import fingerprint, to_json
from audit_core.testing.builders import question, small_theme
from audit_core.testing.pipeline import scores
from audit_core.testing.text_tables import returns, round_behind
from audit_core.themes.house import HOUSE, House
from audit_core.themes.localise import localise
from audit_core.themes.scales import Answer, Scale

THEME = small_theme(question("XX-1.1"))
EARLIER = House((Scale("mood", "How it was", (Answer("fine", "Fine", "met"),)),), ())


def test_a_theme_carries_what_the_framework_adds_once_forms_are_issued() -> None:
    """What is issued holds today's scales and rules; an author's theme does not, and so keeps its
    fingerprint when the framework's change.
    """
    issued = localise(THEME)
    assert issued.house == HOUSE
    assert read_issued_theme(to_json(issued), "issued.json") == issued
    assert '"house"' not in to_json(THEME)
    assert fingerprint(issued) != fingerprint(THEME)


def test_a_theme_answers_on_the_scales_it_was_issued_with() -> None:
    """A scale that the framework has gained or lost since is not looked for in today's."""
    issued = attrs.evolve(THEME, house=EARLIER)
    assert issued.scale("mood") is not None
    assert issued.scale("compliance") is None
    assert THEME.scale("compliance") is not None


def test_a_theme_of_an_earlier_version_is_given_what_was_added_then() -> None:
    """A round of 0.1.0, whose theme carries nothing, is read with the four scales and the four
    rules of that version.
    """
    theme = read_issued_theme(to_json(THEME), "issued.json")
    assert theme.house is not None
    assert [scale.name for scale in theme.house.scales] == [
        "compliance",
        "seen",
        "yes_no",
        "grades",
    ]
    assert [(rule.id, getattr(rule, "at_least", 0)) for rule in theme.house.rules] == [
        ("missing-return", 0),
        ("copies-differ", 0),
        ("mostly-not-applicable", 5),
        ("critical-unrecorded", 2),
    ]


def test_the_frameworks_findings_are_those_of_the_day_of_issue() -> None:
    """A round issued without a rule has no finding of it."""
    silent = "| case | agency | XX-1.1 |\n" + "".join(
        f"| {case} | police | {code} |\n"
        for case, code in enumerate(("met", *5 * ("not_applicable",)), start=1)
    )
    for theme, rules in (
        (THEME, ["mostly-not-applicable"]),
        (attrs.evolve(THEME, house=EARLIER), []),
    ):
        book = returns(theme, silent)
        found = find_all(scores(theme, book), book, theme, round_behind(theme, book))
        assert [finding.rule for finding in found] == rules
