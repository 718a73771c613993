"""Jinja environments for Markdown and HTML. Templates are looked up in the override folder, then
the theme, then the built-in templates.

A template sees frozen values and the functions of `template_context`. It is sandboxed, an unknown
name is an error, and all output is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, cast

import attrs
import jinja2
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from audit_core.documents.escape import for_html, for_markdown
from audit_core.documents.filters import FILTERS
from audit_core.documents.translate_templates import translate_template
from audit_core.errors import UsageProblem
from audit_core.problems.catalogue import PROBLEMS
from audit_core.problems.problem import Where
from audit_core.resources import house_templates

_BETWEEN_ROWS = re.compile(r"(?<=\|\n)\s*\n(?=\|)")
"""Empty lines that a loop leaves between the rows of a table. They would end the table."""


class TemplateFault(UsageProblem):
    """A template that cannot be rendered, with the file, the line and the reason.

    `there` is the problem code to use where the file and line are already shown.
    """

    def __init__(self, code: str, where: Where, there: str = "", /, **data: object) -> None:
        super().__init__(code, **data)
        self.where = where
        self.why = PROBLEMS[there or code].what.format(**data)


@attrs.frozen
class Layer:
    """One template of a chain: its file, the template it extends ("" for none), and its blocks with
    their lines.
    """

    file: str
    extends: str
    blocks: tuple[tuple[str, int], ...]


_DEEPEST = 10
"""A longer chain of templates that extend each other must be a circle."""


class Templates:
    """The templates of one theme; `markdown` and `html` render a template by name. `look` is a Word
    file whose styles reports use, if any.
    """

    def __init__(
        self,
        theme_dirs: tuple[Traversable, ...] = (),
        override: Path | None = None,
        look: bytes | None = None,
    ) -> None:
        self.look = look
        self._markdown = _environment(
            _loaders(theme_dirs, override, "markdown"), for_markdown, trim=False
        )
        self._html = _environment(_loaders(theme_dirs, override, "html"), for_html, trim=True)

    def markdown(self, name: str, values: Mapping[str, Any]) -> str:
        """Render a template to Markdown. Raises TemplateFault with the template and line of an
        error.
        """
        return _BETWEEN_ROWS.sub("", _render(self._markdown, name, values))

    def html(self, name: str, values: Mapping[str, Any]) -> str:
        """Render a template to HTML. Raises TemplateFault as `markdown` does."""
        return _render(self._html, name, values)

    def block(self, name: str, block: str, values: Mapping[str, Any]) -> Markup:
        """Render one block of a Markdown template, from the first template of its chain that has
        it. Raises TemplateFault as `markdown` does.
        """
        with _reporting_errors(name):
            made = [self._markdown.get_template(file) for file in self._names(name)]
            context = made[0].new_context(dict(values))
            for template in made[1:]:
                for inherited, render in template.blocks.items():
                    context.blocks.setdefault(inherited, []).append(render)
            # rendered, with everything escaped
            return Markup("".join(context.blocks[block][0](context)))  # noqa: S704

    def _names(self, name: str) -> tuple[str, ...]:
        """Return the name of a template and of each template it extends."""
        return (name, *(layer.extends for layer in self.chain(name) if layer.extends))

    def chain(self, name: str) -> tuple[Layer, ...]:
        """Return a template and those it extends, down to the built-in one, each with its blocks.
        Raises TemplateFault for a template that cannot be read.
        """
        environment = self._html if name.endswith(".html.j2") else self._markdown
        layers: list[Layer] = []
        while name and len(layers) < _DEEPEST:
            layers.append(_layer(environment, name, layers[-1].file if layers else name))
            name = layers[-1].extends
        return tuple(layers)


def _environment(
    loader: jinja2.BaseLoader, finalize: Callable[[object], object], *, trim: bool
) -> jinja2.Environment:
    """Create an environment. `trim` drops the line end after a tag: right for HTML, but in Markdown
    it would join two paragraphs.
    """
    environment = ImmutableSandboxedEnvironment(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=finalize,
        trim_blocks=trim,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(FILTERS)
    return environment


def _loaders(
    theme_dirs: tuple[Traversable, ...], override: Path | None, kind: str
) -> jinja2.BaseLoader:
    """Return a loader of translated templates: the override folder first, then the theme's, then
    the built-in ones.
    """
    house = _loader(house_templates(), kind, "house:")
    theme = jinja2.ChoiceLoader([_loader(folder, kind, "theme:") for folder in theme_dirs])
    own = [_loader(override, kind, f"{override.name}/")] if override else []
    return jinja2.ChoiceLoader(
        [*own, theme, house, jinja2.PrefixLoader({"house": house, "theme": theme}, delimiter=":")]
    )


def _loader(folder: Traversable, kind: str, whose: str) -> jinja2.BaseLoader:
    """Return a loader of one folder, on disk or in a zipped package. Names cannot lead outside it.
    Error messages name the file as `whose` and its name.
    """

    def load(name: str) -> tuple[str, str, None] | None:
        if ":" in name or name.startswith("/") or ".." in name.split("/"):
            return None
        file = folder.joinpath(*name.split("/"))
        return (
            (translate_template(file.read_text(encoding="utf-8"), kind), f"{whose}{name}", None)
            if file.is_file()
            else None
        )

    return jinja2.FunctionLoader(load)


def _layer(environment: jinja2.Environment, name: str, asked_by: str) -> Layer:
    with _reporting_errors(asked_by):
        # the environment always has a loader
        loader = cast(jinja2.BaseLoader, environment.loader)
        source, file, _ = loader.get_source(environment, name)
        tree = environment.parse(source, name, file)
    parent = tree.find(nodes.Extends)
    above = (
        parent.template.value
        if parent is not None and isinstance(parent.template, nodes.Const)
        else ""
    )
    return Layer(
        file or name,
        above,
        tuple((block.name, block.lineno) for block in tree.find_all(nodes.Block)),
    )


def _render(environment: jinja2.Environment, name: str, values: Mapping[str, Any]) -> str:
    with _reporting_errors(name):
        return environment.get_template(name).render(values)


@contextmanager
def _reporting_errors(name: str) -> Iterator[None]:
    """Turn Jinja's errors into TemplateFault with the file, the line and a sentence."""
    try:
        yield
    except jinja2.TemplateNotFound as error:
        raise TemplateFault("template.not_found", Where(name), file=error.name) from None
    except jinja2.TemplateSyntaxError as error:
        file = error.filename or error.name or name
        at = Where(file, line=error.lineno)
        raise TemplateFault(
            "template.syntax", at, "template.syntax_there", file=file, line=error.lineno
        ) from None
    except UnicodeDecodeError:
        raise TemplateFault("template.encoding", Where(name), file=name) from None
    except (
        jinja2.TemplateError,
        TypeError,
        ValueError,
        ArithmeticError,
        LookupError,
        AttributeError,
    ) as error:
        file, line = _line_of(error)
        why = str(error) if isinstance(error, jinja2.UndefinedError) else type(error).__name__
        code = "template.unfilled_line" if line else "template.unfilled"
        at = Where(file or name, line=line)
        raise TemplateFault(
            code, at, "template.unfilled_there", file=at.file, line=line, why=why
        ) from None


def _line_of(error: Exception) -> tuple[str, int]:
    """Return the template file and line of an error; Jinja puts them in the traceback."""
    frame, file, line = error.__traceback__, "", 0
    while frame is not None:
        if frame.tb_frame.f_code.co_filename.endswith(".j2"):
            file, line = frame.tb_frame.f_code.co_filename, frame.tb_lineno
        frame = frame.tb_next
    return file, line
