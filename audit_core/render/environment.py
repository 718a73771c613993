"""Jinja environments: one for Markdown, one for HTML, over the same templates in the order override, theme, house.

A template sees plain frozen values and the few functions of `context`. It is sandboxed, an unknown name is an error, and
whatever is printed is escaped, whatever the file is called.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from audit_core.errors import UsageProblem
from audit_core.render.context import FILTERS
from audit_core.render.escape import for_html, for_markdown
from audit_core.render.spoken import spoken
from audit_core.resources import house_templates

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from importlib.resources.abc import Traversable


_BETWEEN_ROWS = re.compile(r"(?<=\|\n)\s*\n(?=\|)")
"""The empty lines that a loop leaves between the rows of a table, which would end it."""


class Templates:
    """The templates of one theme: `markdown` and `html` render one by its name. `look` is a Word file whose look reports take, if there is one."""

    def __init__(self, theme_dirs: tuple[Traversable, ...] = (), override: Path | None = None, look: bytes | None = None) -> None:
        self.look = look
        self._markdown = _environment(_loaders(theme_dirs, override, "markdown"), for_markdown, trim=False)
        self._html = _environment(_loaders(theme_dirs, override, "html"), for_html, trim=True)

    def markdown(self, name: str, values: Mapping[str, Any]) -> str:
        """The Markdown text of a template. Raises UsageProblem naming the template and line that cannot be rendered."""
        return _BETWEEN_ROWS.sub("", _render(self._markdown, name, values))

    def html(self, name: str, values: Mapping[str, Any]) -> str:
        """The HTML text of a template. Raises UsageProblem as `markdown` does."""
        return _render(self._html, name, values)


def _environment(loader: jinja2.BaseLoader, finalize: Callable[[object], object], *, trim: bool) -> jinja2.Environment:
    """`trim` drops the line end after a tag: right for HTML; in Markdown it would run two paragraphs into one."""
    environment = ImmutableSandboxedEnvironment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, finalize=finalize, trim_blocks=trim, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters.update(FILTERS)
    return environment


def _loaders(theme_dirs: tuple[Traversable, ...], override: Path | None, kind: str) -> jinja2.BaseLoader:
    """Every template in the words now spoken: the override before the theme's before the house's."""
    house = _loader(house_templates(), kind)
    theme = jinja2.ChoiceLoader([_loader(folder, kind) for folder in theme_dirs])
    own = [_loader(override, kind)] if override else []
    return jinja2.ChoiceLoader([*own, theme, house, jinja2.PrefixLoader({"house": house, "theme": theme}, delimiter=":")])


def _loader(folder: Traversable, kind: str) -> jinja2.BaseLoader:
    """A loader over a folder, on disk or in a zipped package. A name cannot lead out of it."""

    def load(name: str) -> str | None:
        if ":" in name or name.startswith("/") or ".." in name.split("/"):
            return None
        file = folder.joinpath(*name.split("/"))
        return spoken(file.read_text(encoding="utf-8"), kind) if file.is_file() else None

    return jinja2.FunctionLoader(load)


def _render(environment: jinja2.Environment, name: str, values: Mapping[str, Any]) -> str:
    try:
        return environment.get_template(name).render(values)
    except jinja2.TemplateNotFound as error:
        msg = f"The template {error.name} was not found. Look in the round's folder 'templates', or ask the theme's author."
        raise UsageProblem(msg) from None
    except jinja2.TemplateSyntaxError as error:
        msg = f"The template {error.name or name}, line {error.lineno}, cannot be read: a tag, a bracket or a name there is wrong."
        raise UsageProblem(msg) from None
    except UnicodeDecodeError:
        msg = f"The template {name}, or one that it uses, is not saved as UTF-8. Save it again with that encoding."
        raise UsageProblem(msg) from None
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        where = _line_of(error, environment)
        what = str(error) if isinstance(error, jinja2.UndefinedError) else type(error).__name__
        msg = f"The template {name}{where} cannot be filled in: {what}. docs/templates.md lists what a template is given."
        raise UsageProblem(msg) from None


def _line_of(error: Exception, _: jinja2.Environment) -> str:
    """The line of the template in which an error arose: Jinja rewrites the traceback to say so."""
    frame, line = error.__traceback__, 0
    while frame is not None:
        if frame.tb_frame.f_code.co_filename in {"<template>", "<unknown>"} or frame.tb_frame.f_code.co_filename.endswith(".j2"):
            line = frame.tb_lineno
        frame = frame.tb_next
    return f", line {line}," if line else ""
