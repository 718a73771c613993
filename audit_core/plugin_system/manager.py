"""Load plugins: found by entry point, loaded one by one, checked, and marked with their source.

There is no manager at module level: `load_plugins()` returns a `Plugins` value, which is passed to
the code that needs it. A plugin that fails is reported with its version, our version and the
reason; the others still work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import EntryPoint, entry_points
from typing import Any, TypeVar

import attrs
import pluggy

from audit_core import __version__
from audit_core.findings.finding import Finding, Recommendation
from audit_core.plugin_system import hookspecs
from audit_core.plugin_system.hookspecs import PROJECT
from audit_core.plugin_system.theme_checks import check_theme
from audit_core.problems.problem import Problem, Problems, problem
from audit_core.reports.report_writer import ReportWriter
from audit_core.returns.model import CaseBook, Return
from audit_core.scoring.scorecard import Scorecard
from audit_core.themes.theme import Theme

GROUP = "audit_core"
_T = TypeVar("_T")


@attrs.frozen
class LoadedPlugin:
    """One plugin: the name of its entry point, the distribution it came with, and the hooks it
    implements.
    """

    name: str
    distribution: str
    version: str
    module: str
    hooks: tuple[str, ...] = ()
    failed: str = ""

    @property
    def provider(self) -> str:
        """How messages name the plugin: name, distribution and version."""
        return f"{self.name} ({self.distribution} {self.version})"


class Plugins:
    """The plugins of one run: the themes they offer, and the results of each hook, plugin by plugin
    in the order of their names.
    """

    def __init__(
        self,
        manager: pluggy.PluginManager,
        loaded: tuple[LoadedPlugin, ...],
        problems: Problems,
    ) -> None:
        self._manager = manager
        self.loaded = loaded
        self._about = {plugin.name: plugin for plugin in loaded}
        themes, refused = self._collect_themes()
        self.themes: dict[str, Theme] = themes
        self.problems: Problems = (*problems, *refused)

    def theme(self, name: str) -> Theme | None:
        """Return the theme with this name, or None if no plugin offers it, it failed, or two
        plugins offer it.
        """
        return self.themes.get(name)

    def why_missing(self, name: str) -> str:
        """Return the known reasons why a theme is missing, as text; "" if there are none."""
        return "; ".join(
            str(item)
            for item in self.problems
            if f"'{name}'" in item.what or f"theme_{name}" in item.what
        )

    def check_return(self, theme: Theme, ret: Return) -> Problems:
        """Return the problems that plugins find in one return, and those of plugins that failed."""
        found, failed = self._gather("audit_check_return", Problem, theme=theme, ret=ret)
        return (*found, *failed)

    def findings(
        self, theme: Theme, scorecard: Scorecard, casebook: CaseBook
    ) -> tuple[tuple[Finding, ...], Problems]:
        """Return the findings that plugins add, each marked with its source, and the problems of
        those that failed.
        """
        return self._gather(
            "audit_findings", Finding, theme=theme, scorecard=scorecard, casebook=casebook
        )

    def recommendations(
        self, theme: Theme, findings: tuple[Finding, ...]
    ) -> tuple[tuple[Recommendation, ...], Problems]:
        """Return the recommendations that plugins add, and the problems of those that failed."""
        return self._gather("audit_recommendations", Recommendation, theme=theme, findings=findings)

    def template_dirs(self, theme: Theme) -> tuple[tuple[Any, ...], Problems]:
        """Return the folders of templates that plugins offer for a theme, and the problems of those
        that failed.
        """
        return self._gather("audit_template_dirs", object, theme=theme)

    def report_writers(self) -> tuple[tuple[ReportWriter, ...], Problems]:
        """Return the further outputs that plugins offer, and the problems of those that failed."""
        return self._gather("audit_report_writers", ReportWriter)

    def _collect_themes(self) -> tuple[dict[str, Theme], list[Problem]]:
        problems: list[Problem] = []
        offered: dict[str, list[tuple[str, Theme]]] = {}
        for name, results, failed in self._ask("audit_themes", {}):
            problems += failed
            for theme in results:
                if not isinstance(theme, Theme):
                    problems.append(
                        problem("plugin.bad_hook", name=name, why="audit_themes must return themes")
                    )
                    continue
                offered.setdefault(theme.name, []).append((name, theme))
        themes = {}
        for theme_name, offers in sorted(offered.items()):
            if len(offers) > 1:
                first, second = (self._about[plugin].provider for plugin, _ in offers[:2])
                problems.append(
                    problem("plugin.clash", name=theme_name, first=first, second=second)
                )
                continue
            plugin, theme = offers[0]
            errors = [item for item in check_theme(theme) if item.severity == "error"]
            if errors:
                why = " ".join(f"{item.what}. {item.remedy}" for item in errors[:3]) + (
                    f" And {len(errors) - 3} more." if len(errors) > 3 else ""
                )
                problems.append(
                    problem("plugin.bad_theme", name=theme_name, plugin=plugin, why=why)
                )
            else:
                themes[theme_name] = theme
        return themes, problems

    def _gather(
        self, hook: str, kind: type[_T], **arguments: object
    ) -> tuple[tuple[_T, ...], Problems]:
        found: list[_T] = []
        problems: list[Problem] = []
        for name, results, failed in self._ask(hook, arguments):
            problems += failed
            for result in results:
                if not isinstance(result, kind):
                    problems.append(
                        problem(
                            "plugin.raised",
                            name=name,
                            hook=hook,
                            why=f"it returned a {type(result).__name__}",
                        )
                    )
                else:
                    stamped: Any = (
                        attrs.evolve(result, source=name) if isinstance(result, Finding) else result
                    )
                    found.append(stamped)
        return tuple(found), tuple(problems)

    def _ask(
        self, hook: str, arguments: dict[str, object]
    ) -> Iterator[tuple[str, list[Any], list[Problem]]]:
        """Call each plugin that implements a hook; yield its name, its results and its problems."""
        implementations = {
            impl.plugin_name: impl for impl in getattr(self._manager.hook, hook).get_hookimpls()
        }
        for name in sorted(implementations):
            impl = implementations[name]
            try:
                results = impl.function(*(arguments[argument] for argument in impl.argnames))
                yield name, list(results if results is not None else ()), []
            except Exception as error:
                why = type(error).__name__
                # no answers are involved, so the author may see the message of their own code
                if not arguments:
                    why = f"{why}: {_first_line(error)}"
                yield name, [], [problem("plugin.raised", name=name, hook=hook, why=why)]


def load_plugins(found: Iterable[EntryPoint] | None = None) -> Plugins:
    """Find and load every plugin. Never raises: failures are in `problems` of the result.

    `found` replaces the installed entry points in tests.
    """
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    loaded: list[LoadedPlugin] = []
    problems: list[Problem] = []
    for entry in sorted(
        found if found is not None else entry_points(group=GROUP),
        key=lambda entry: (entry.name, entry.value),
    ):
        plugin, failed = _load(manager, entry)
        loaded.append(plugin)
        problems += failed
    return Plugins(manager, tuple(loaded), tuple(problems))


def _load(manager: pluggy.PluginManager, entry: EntryPoint) -> tuple[LoadedPlugin, list[Problem]]:
    distribution = entry.dist.name if entry.dist else "unknown"
    version = entry.dist.version if entry.dist else "?"
    about = LoadedPlugin(entry.name, distribution, version, entry.value)
    if manager.get_plugin(entry.name) is not None:
        return _failed(about, "another plugin has the same name")
    try:
        module = entry.load()
    except (Exception, SystemExit) as error:
        return _failed(about, f"{type(error).__name__}: {_first_line(error)}")
    misspelt = _misspelt(module)
    try:
        manager.register(module, name=entry.name)
    except Exception as error:
        if manager.has_plugin(entry.name):
            manager.unregister(name=entry.name)
        reason = _first_line(error)
        return attrs.evolve(about, failed=reason), [
            problem("plugin.bad_hook", name=entry.name, why=_hook_fault(error))
        ]
    hooks = tuple(
        sorted(
            caller.name
            for caller in manager.get_hookcallers(module) or ()
            if caller.name not in misspelt
        )
    )
    return attrs.evolve(about, hooks=hooks), [
        problem("plugin.unknown_hook", name=entry.name, hook=hook) for hook in misspelt
    ]


def _failed(about: LoadedPlugin, why: str) -> tuple[LoadedPlugin, list[Problem]]:
    return attrs.evolve(about, failed=why), [
        problem("plugin.failed", name=about.name, version=about.version, ours=__version__, why=why)
    ]


def _misspelt(module: object) -> list[str]:
    """Return the marked hooks that do not exist: pluggy would keep them and never call them."""
    known = {name for name in vars(hookspecs) if name.startswith("audit_")}
    marked = (
        name
        for name, value in vars(module).items()
        if callable(value) and getattr(value, f"{PROJECT}_impl", None) is not None
    )
    return sorted(name for name in marked if name not in known)


def _first_line(error: BaseException) -> str:
    """Return the first line of an error in the plugin's own code, for its author. No return has
    been read yet, so it cannot hold text from one.
    """
    return (str(error).splitlines() or [""])[0][:200]


def _hook_fault(error: Exception) -> str:
    lines = [line for line in str(error).splitlines() if "Argument" in line or "hook" in line]
    return (lines[-1] if lines else type(error).__name__)[:300]
