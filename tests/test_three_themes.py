"""Our three themes keep their promises as the program loads them."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from audit_core.plugin_system.manager import load_plugins
from audit_core.testing.cases import ThemeCases
from audit_core.testing.cases_reader import read_cases
from audit_core.testing.promises import ThemePromises
from audit_core.themes.rules import Advice

THEMES = load_plugins().themes
PLUGINS = Path(__file__).parent.parent / "plugins"
ADVICE = [advice for theme in THEMES.values() for advice in theme.advice]
POINTS_ELSEWHERE = re.compile(
    r"\b(they|them|each gap|the gaps?|the route|the measure|the signs|as above)\b|"
    r"\b(two|three|four|five) (questions|prompts|signs|facts)\b(?!.*\(| that| about)",
    re.IGNORECASE,
)
"""Words that send the reader to another row or paper: whom, and which?"""


@pytest.mark.parametrize("name", sorted(THEMES))
def test_a_loaded_theme_is_tested_against_every_promise(name: str) -> None:
    """Its tests have both classes, with none of their tests left out, about the theme that was
    loaded.
    """
    tests = runpy.run_path(str(PLUGINS / name / "tests" / "test_promises.py"))
    for own, inherited in (("TestPromises", ThemePromises), ("TestCases", ThemeCases)):
        assert tests[own].__bases__ == (inherited,)
        assert tests[own].theme == THEMES[name]
        assert not [part for part in vars(tests[own]) if part.startswith("test_")]


@pytest.mark.parametrize("name", sorted(THEMES))
def test_a_loaded_theme_has_two_tables_for_each_rule_and_limit(name: str) -> None:
    """One table meets each rule and one falls short of it, and nothing in cases.md is misread."""
    cases, problems = read_cases(PLUGINS / name / "tests" / "cases.md", THEMES[name])
    ids = {rule.id for rule in (*THEMES[name].rules, *THEMES[name].limits)}
    assert problems == []
    assert {case.rule for case in cases if case.fires} == ids
    assert {case.rule for case in cases if not case.fires} == ids


@pytest.mark.parametrize("advice", ADVICE, ids=lambda advice: f"{advice.topic}-{advice.id}")
def test_every_action_stands_alone(advice: Advice) -> None:
    """Somebody who sees one row of the plan knows what is to be done about what, and how it will be
    known: no "them", no unnamed questions, no bare "All".
    """
    for words, least in ((advice.action, 12), (advice.measure, 6), (advice.target, 2)):
        assert len(words.split()) >= least
    for words in (advice.text, advice.action, advice.measure, advice.target):
        assert not POINTS_ELSEWHERE.search(words), words
    assert advice.action != advice.text
