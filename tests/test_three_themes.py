"""Our three themes keep their promises as the program loads them."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from audit_core.plugin_system.manager import load_plugins
from audit_core.testing.cases import ThemeCases
from audit_core.testing.cases_reader import read_cases
from audit_core.testing.promises import ThemePromises

THEMES = load_plugins().themes
PLUGINS = Path(__file__).parent.parent / "plugins"


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
