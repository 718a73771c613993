"""Our themes beside those of 0.1.0, as the old partnership in tests/old froze them: what is asked
as before, in other words, no longer, and for the first time.
"""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

import pytest

from audit_core.i18n import Language, using_language
from audit_core.plugin_system.manager import load_plugins
from audit_core.scoring.comparison import is_same_question
from audit_core.serialization import from_json
from audit_core.themes.localise import localise
from audit_core.themes.theme import Theme

with using_language(Language((("carer", "caregiver"),))):  # the words of the old partnership
    OURS = localise(load_plugins().themes["domestic_abuse"])
THEMES = {**load_plugins().themes, "domestic_abuse": OURS}
NAMES = sorted(THEMES)
RETIRED = {
    "domestic_abuse": {"DA-4.3", "DA-6.4", "DA-P.2"},
    "early_help": {
        *("EH-2.3", "EH-2.5", "EH-2.6", "EH-3.1", "EH-3.3", "EH-5.4"),
        *("EH-M1", "EH-M4", "EH-M6", "EH-M9", "EH-P.3"),
    },
    "neglect": {"NG-2.9", "NG-3.1", "NG-P.3"},
}
"""Refs of questions that are no longer asked. A later question takes a ref of its own."""
ANOTHER_CLOCK = {"domestic_abuse": ["DA-1.2"], "neglect": ["NG-6.5"]}
"""Questions about the same events whose clock was wrong: school days instead of hours, and from the
strategy discussion at which section 47 enquiries began. Results before and after are not compared.
"""


@pytest.fixture(scope="module")
def earlier() -> dict[str, Theme]:
    """The themes of 0.1.0 by name."""
    archive = Path(__file__).parent.parent / "old" / "larchmere.tar.xz"
    with tarfile.open(archive) as old:
        found = [
            from_json(Theme, text, member.name)
            for member in old
            if member.name in {"da/issued.json", "eh/issued.json", "ng/issued.json"}
            if (file := old.extractfile(member))
            for _, text in json.loads(file.read())["themes"]
        ]
    return {theme.name: theme for theme in found}


@pytest.mark.parametrize("name", NAMES)
def test_a_ref_that_stays_asks_what_it_asked(name: str, earlier: dict[str, Theme]) -> None:
    """Its words are the same, or the theme names the earlier ones: a comparison follows every
    rewording.
    """
    was, now = earlier[name].by_ref, THEMES[name].by_ref
    other = [ref for ref in was if ref in now and not is_same_question(was[ref], now[ref])]
    assert other == ANOTHER_CLOCK.get(name, [])


@pytest.mark.parametrize("name", NAMES)
def test_a_ref_that_is_gone_is_never_used_again(name: str, earlier: dict[str, Theme]) -> None:
    """Neither by a question nor by a rule, and the page with the questions says where each went."""
    was, theme = earlier[name].by_ref, THEMES[name]
    named = {ref for rule in (*theme.rules, *theme.limits) for ref in getattr(rule, "refs", ())}
    assert {*was} - {*theme.by_ref} == RETIRED[name]
    assert not RETIRED[name] & named
    package = Path(__file__).parents[2] / "plugins" / name / f"audit_theme_{name}"
    (page,) = [*package.glob("questions.py"), *package.glob("questions/__init__.py")]
    told = page.read_text(encoding="utf-8").split('"""')[1]
    assert [ref for ref in RETIRED[name] if ref not in told] == []


@pytest.mark.parametrize("name", NAMES)
def test_an_earlier_wording_was_really_asked(name: str, earlier: dict[str, Theme]) -> None:
    """Each `was` is a wording of the same ref that went out on forms."""
    was = earlier[name].by_ref
    assert [
        ref
        for ref, question in THEMES[name].by_ref.items()
        if question.was and was[ref].text not in question.was
    ] == []
