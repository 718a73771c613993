"""Plugins load independently: one that is broken, misspelt or clashing is named and the others
work. Each hook has its test.
"""

from __future__ import annotations

import sys
from importlib.metadata import PathDistribution
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest

from audit_core import __version__
from audit_core.findings.finding import Finding, Recommendation
from audit_core.plugin_system import hookspecs
from audit_core.plugin_system.manager import GROUP, Plugins, load_plugins
from audit_core.testing.builders import question, small_theme
from audit_core.testing.pipeline import scores
from audit_core.testing.text_tables import returns
from tests.wordings import shows

if TYPE_CHECKING:
    from collections.abc import Callable

THEME = small_theme(question("XX-1.1"))
BOOK = "| case | agency | XX-1.1 |\n| 1 | police | met |"
HOOKS = sorted(name for name in vars(hookspecs) if name.startswith("audit_"))


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Plugins]:
    """Load plugins from a fake installed distribution: `load(good="source of the module", ...)`,
    beside the installed ones if `real`.
    """
    monkeypatch.syspath_prepend(str(tmp_path))

    def make(*, real: bool = False, **modules: str) -> Plugins:
        info = tmp_path / "stranger-2.5.dist-info"
        info.mkdir(exist_ok=True)
        (info / "METADATA").write_text(
            "Metadata-Version: 2.1\nName: stranger\nVersion: 2.5\n", encoding="utf-8"
        )
        lines = [f"[{GROUP}]"]
        for name, source in modules.items():
            (tmp_path / f"stranger_{name}.py").write_text(
                "from audit_core import *\nfrom audit_core import hookimpl\n" + source,
                encoding="utf-8",
            )
            sys.modules.pop(f"stranger_{name}", None)
            lines.append(f"{name} = stranger_{name}")
        (info / "entry_points.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        if real:
            return load_plugins()
        return load_plugins(PathDistribution(info).entry_points)

    return make


def theme_source(name: str = "theirs", ref: str = "TH-1.1") -> str:
    """A module that offers a small sound theme."""
    return f"""
from audit_core.testing import question, small_theme, advice
from audit_core.themes.rules import Share

@hookimpl
def audit_themes():
    return [small_theme(question("{ref}", flags=("critical", "voice")), name="{name}", prefix="TH",
        rules=(Share("r", "x", refs=("{ref}",), recommend="act"),), advice=(advice(),))]
"""


def test_the_three_themes_and_the_built_in_plugin_load_like_any_other() -> None:
    """Our own themes use the same entry-point group as anybody's, and none of them fails."""
    plugins = load_plugins()
    assert set(plugins.themes) >= {"domestic_abuse", "early_help", "neglect"}
    assert plugins.problems == ()
    assert {plugin.name for plugin in plugins.loaded} >= {
        "house",
        "theme_domestic_abuse",
        "theme_early_help",
        "theme_neglect",
    }


def test_another_distributions_theme_loads_beside_ours(load: Callable[..., Plugins]) -> None:
    """An installed distribution with an entry point in our group is found, and its theme is listed
    with ours.
    """
    plugins = load(real=True, theirs=theme_source())
    assert {"theirs", "neglect"} <= set(plugins.themes)


def test_a_broken_plugin_is_named_and_the_others_work(load: Callable[..., Plugins]) -> None:
    """A module that raises when imported is reported with its name, version and reason, and our
    version.
    """
    plugins = load(real=True, broken="raise RuntimeError('no such table')", theirs=theme_source())
    (problem,) = plugins.problems
    assert problem.code == "plugin.failed"
    assert shows(
        problem.what,
        "plugin.failed",
        name="broken",
        version="2.5",
        ours=__version__,
        why="RuntimeError: no such table",
    )
    assert {"theirs", "neglect", "domestic_abuse"} <= set(plugins.themes)


def test_a_plugin_that_exits_does_not_end_the_program(
    load: Callable[..., Plugins],
) -> None:
    """SystemExit at import is a failure of that plugin alone."""
    assert [problem.code for problem in load(quits="raise SystemExit(3)").problems] == [
        "plugin.failed"
    ]


def test_a_misspelt_hook_is_reported_and_the_others_work(load: Callable[..., Plugins]) -> None:
    """`audit_theme` is not a hook and is reported by name; the plugin's audit_themes is still
    used.
    """
    plugins = load(theirs=theme_source() + "\n@hookimpl\ndef audit_theme():\n    return []\n")
    (problem,) = plugins.problems
    assert problem.code == "plugin.unknown_hook"
    assert shows(problem.what, problem.code, name="theirs", hook="audit_theme")
    assert "theirs" in plugins.themes


def test_a_hook_with_a_wrong_argument_is_reported(load: Callable[..., Plugins]) -> None:
    """An argument that the hook does not have is named, and that plugin alone is left out."""
    plugins = load(
        theirs=theme_source(),
        odd="@hookimpl\ndef audit_findings(theme, scorecards):\n    return []\n",
    )
    (problem,) = plugins.problems
    assert problem.code == "plugin.bad_hook"
    assert "scorecards" in problem.what
    assert "theirs" in plugins.themes


def test_two_plugins_with_one_theme_name_are_both_named(load: Callable[..., Plugins]) -> None:
    """A clash makes only that theme unavailable, and the message names both plugins."""
    plugins = load(real=True, first=theme_source("neglect"), second=theme_source("other"))
    (problem,) = plugins.problems
    assert problem.code == "plugin.clash"
    assert "first (stranger 2.5)" in problem.what
    assert "theme_neglect (audit-core" in problem.what
    assert "neglect" not in plugins.themes
    assert {"other", "domestic_abuse"} <= set(plugins.themes)


def test_a_theme_with_errors_does_not_load(load: Callable[..., Plugins]) -> None:
    """If a critical question leads nowhere, the message names plugin, theme and ref."""
    source = """
from audit_core.testing import question, small_theme

@hookimpl
def audit_themes():
    return [small_theme(question('XX-1.1', flags=('critical',)))]
"""
    (problem,) = load(weak=source).problems
    assert problem.code == "plugin.bad_theme"
    assert shows(problem.what, "plugin.bad_theme", name="small", plugin="weak")
    assert "XX-1.1" in problem.what


def test_an_authors_mistake_in_a_record_is_explained(load: Callable[..., Plugins]) -> None:
    """For a bare string in place of a tuple the message says which question, which field, and what
    to write.
    """
    source = """
from audit_core.testing import question

@hookimpl
def audit_themes():
    return [question('XX-1.1', asked_of=('police'))]
"""
    (problem,) = load(slip=source).problems
    assert (
        "Question (XX-1.1): asked_of should be a tuple of str, not str; write ('police',) with "
        "its comma" in problem.what
    )


def test_a_hook_that_raises_is_reported_without_its_text(
    load: Callable[..., Plugins],
) -> None:
    """A plugin that fails on a return is named with its hook and the type of error, never with text
    that could be a child's.
    """
    plugins = load(
        bad="@hookimpl\ndef audit_findings(theme, scorecard, casebook):\n    raise "
        "ValueError('Ann Example hid under the table')\n"
    )
    book = returns(THEME, BOOK)
    found, problems = plugins.findings(THEME, scores(THEME, book), book)
    assert found == ()
    assert "ValueError" in problems[0].what
    assert "table" not in str(problems[0])


def test_hook_audit_themes(load: Callable[..., Plugins]) -> None:
    """audit_themes: a plugin's themes are available by name."""
    assert load(theirs=theme_source()).theme("theirs") is not None


def test_hook_audit_check_return(load: Callable[..., Plugins]) -> None:
    """audit_check_return: a plugin's problems with a return are reported with their cell."""
    source = """
@hookimpl
def audit_check_return(theme, ret):
    entry = ret.entry("XX-1.1")
    where = Where(entry.at.file, entry.at.sheet, entry.at.cell, entry.ref)
    yield problem("answer.blank_required", where)
"""
    (problem,) = load(odd=source).check_return(THEME, returns(THEME, BOOK).returns[0])
    assert str(problem).startswith("police-1.xlsx, sheet 'questions', cell C")


def test_hook_audit_findings(load: Callable[..., Plugins]) -> None:
    """audit_findings: a plugin's finding is added and stamped with the plugin's name."""
    source = """
@hookimpl
def audit_findings(theme, scorecard, casebook):
    yield Finding("k", "gap", "mine", "So it is.", theme.name)
"""
    book = returns(THEME, BOOK)
    (found,), problems = load(adds=source).findings(THEME, scores(THEME, book), book)
    assert (found.source, found.says, problems) == ("adds", "So it is.", ())


def test_hook_audit_recommendations(load: Callable[..., Plugins]) -> None:
    """audit_recommendations: a plugin's recommendation is added and names the findings it arises
    from.
    """
    source = """
@hookimpl
def audit_recommendations(theme, findings):
    keys = tuple(finding.key for finding in findings)
    yield Recommendation("k", "own", "Do it.", "risk", "partnership", keys)
"""
    finding = Finding("f", "gap", "r", "x", "small")
    (item,), _ = load(adds=source).recommendations(THEME, (finding,))
    assert (type(item), item.findings) == (Recommendation, ("f",))


def test_hook_audit_template_dirs() -> None:
    """audit_template_dirs: each theme uses its own folder of templates, and no other theme's."""
    plugins = load_plugins()
    for name, theme in plugins.themes.items():
        (folder,), failed = plugins.template_dirs(theme)
        assert failed == ()
        assert (folder / "findings.md.j2").is_file(), name
    assert plugins.template_dirs(attrs.evolve(THEME, name="nobodys")) == ((), ())


def test_hook_audit_report_writers(load: Callable[..., Plugins]) -> None:
    """audit_report_writers: a plugin's output is written with the built-in ones."""
    source = """
@hookimpl
def audit_report_writers():
    return [ReportWriter("one", "board", "one.txt", lambda compiled, code: b"1")]
"""
    writers, _ = load(adds=source).report_writers()
    assert [writer.file for writer in writers] == ["one.txt"]


WITHOUT_OURS = {"audit_findings"}
"""The hooks that no plugin of ours needs: all our findings are rules."""


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_is_documented_tested_and_implemented(hook: str) -> None:
    """docs/hooks.md has each hook with its exact signature, this file has a test of its name, and a
    plugin of ours implements it.
    """
    import inspect

    function = getattr(hookspecs, hook)
    signature = f"{hook}({', '.join(inspect.signature(function).parameters)})"
    assert f"## `{signature}`" in Path(__file__).parents[2].joinpath("docs/hooks.md").read_text(
        encoding="utf-8"
    )
    assert f"test_hook_{hook}" in globals()
    assert hook in WITHOUT_OURS or any(hook in plugin.hooks for plugin in load_plugins().loaded)
    assert all(part in (function.__doc__ or "") for part in ("When:", "Return:", "Example::"))
