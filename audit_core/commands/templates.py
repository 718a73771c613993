"""Check every template: the built-in ones, each theme's, and those with which a round or a
partnership overrides them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path

import attrs

from audit_core.commands.open_round import open_round
from audit_core.commands.template_checks import OUTPUTS, template_problems
from audit_core.errors import UsageProblem
from audit_core.plugin_system.manager import Plugins
from audit_core.problems.problem import Problem, Problems, Where, problem
from audit_core.resources import house_templates
from audit_core.rounds.folder import ROUND, TEMPLATES
from audit_core.themes.theme import Theme

_WITHIN = {"chart.svg.j2", "table.html.j2", "timeline.svg.j2"}
"""Templates that others include: their problems show in the report and in the panel's pack."""


@attrs.frozen
class TemplateCheck:
    """A template: whose it is ("Built-in templates", "Templates of the theme neglect", or its
    folder), its name, and its problems.
    """

    whose: str
    name: str
    problems: Problems


def check_templates(plugins: Plugins, folder: Path | None = None) -> tuple[TemplateCheck, ...]:
    """Check the built-in templates, the themes', and those of `folder` (a round, the folder that
    holds rounds, or a folder of templates).

    Raises UsageProblem for a folder without templates, for a round that cannot be used, and where
    no theme could be loaded.
    """
    if not plugins.themes:
        raise UsageProblem("template.no_theme", plugins.problems)
    mine, themes = _override(plugins, folder) if folder is not None else (None, [])
    house: Problems = ()
    found: list[TemplateCheck] = []
    for name, theme in sorted(plugins.themes.items()):
        dirs, _ = plugins.template_dirs(theme)
        problems = template_problems(theme, dirs)
        house += problems
        files = sorted({file for each in dirs for file in _names(each)})
        found += _by_file(f"Templates of the theme {name}", "theme:", files, problems)
    found = [*_by_file("Built-in templates", "house:", _names(house_templates()), house), *found]
    if mine is not None:
        own: list[Problem] = []
        for theme in themes:
            own += template_problems(theme, plugins.template_dirs(theme)[0], mine)
        own += [
            problem("template.unused", Where(f"{mine.name}/{name}"))
            for name in _names(mine)
            if not _is_used(mine, name)
        ]
        found += _by_file(str(mine), f"{mine.name}/", _names(mine), own)
    return tuple(found)


def _override(plugins: Plugins, folder: Path) -> tuple[Path | None, list[Theme]]:
    """Return the folder of templates that override the built-in ones, if there is one, and the
    themes it applies to: the round's own, or all.
    """
    if (folder / ROUND).is_file():
        opened = open_round(folder, plugins)
        return opened.store.override(), [opened.theme]
    place = folder / TEMPLATES if (folder / TEMPLATES).is_dir() else folder
    if not place.is_dir() or not _names(place):
        raise UsageProblem("template.none", folder=folder, templates=TEMPLATES)
    return place, [theme for _, theme in sorted(plugins.themes.items())]


def _by_file(
    whose: str, label: str, names: list[str], problems: Sequence[Problem]
) -> Iterator[TemplateCheck]:
    for name in names:
        own = dict.fromkeys(each for each in problems if each.where.file == f"{label}{name}")
        yield TemplateCheck(whose, name, tuple(own))


def _names(folder: Traversable) -> list[str]:
    return sorted(item.name for item in folder.iterdir() if item.name.endswith(".j2"))


def _is_used(folder: Path, name: str) -> bool:
    """Whether an output begins with a template of this name, or another template of the folder
    mentions it.
    """
    others = (
        (folder / other).read_text(encoding="utf-8", errors="replace")
        for other in _names(folder)
        if other != name
    )
    return name in {*OUTPUTS, *_WITHIN} or any(name in text for text in others)
