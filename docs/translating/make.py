"""Collect every fixed text of forms and reports into the template of translations,
audit_core/messages.pot: `make words`.

A text is in it if it stands in _(...), ngettext(...), N_(...) or plural(...), among the problems,
or in a template.
"""

from __future__ import annotations

import ast
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po
from jinja2 import nodes

from audit_core.action_plan.columns import SHEETS as PLAN_SHEETS
from audit_core.documents.translate_templates import sentences
from audit_core.parsing.personal_identifiers import BIRTH, EMAIL, NAME, NHS, PHONE, POSTCODE
from audit_core.problems import command_errors
from audit_core.problems.catalogue import PROBLEMS
from audit_core.rounds.panel_decisions import SHEETS
from audit_core.themes.agencies import AGENCY_KINDS, RESPONDENTS, ROLES
from audit_core.themes.facts import FACTS
from audit_core.themes.scales import HOUSE_SCALES
from audit_core.themes.topics import TOPICS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from typing import IO

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "audit_core" / "messages.pot"
KEYWORDS = {
    "_": None,
    "say": None,
    "shown": None,
    "ngettext": (1, 2),
    "say_count": (1, 2),
    "plural": (1, 2),
}
"""What fixed texts are given to, in code and as filters of templates; those with (1, 2) take a text
about one thing and one about many.
"""
HEADER = (
    "# Every fixed text of forms and reports of audit. How to translate it: docs/translating.md. "
    "Made by: make words"
)
MARKS = {"N_"}
"""What a table of texts is given to."""
_Found = tuple[int, str | None, str | tuple[str | None, ...], list[str]]
"""What Babel takes from an extraction method: line, keyword, a text or what the keyword was given,
comments for translators.
"""


def catalogue() -> Catalog:
    """Every text, by itself or with its plural, and the files it stands in."""
    found = Catalog(header_comment=HEADER, project="audit", charset="utf-8", fuzzy=False)
    for place, text in (
        *_of_files("audit_core", "*.py", _of_code),
        *_of_files("templates", "*.j2", _of_template),
        *_of_tables(),
    ):
        if any(character.isalpha() for character in "".join(text)):
            message = found.add(text, locations=[(place, 0)])
            if isinstance(text, tuple) and message.id != text:
                raise SystemExit(f"{place}: {text} has another plural elsewhere: {message.id}")
            message.flags.clear()  # a % or a {{ part }} of ours is no format of Python's
    return found


def as_pot() -> str:
    """The template as it stands in its file: in order, without a date, without numbers of lines."""
    out = BytesIO()
    write_po(out, catalogue(), width=0, sort_output=True, include_lineno=False)
    lines = out.getvalue().decode().splitlines(keepends=True)
    return "".join(
        line
        for line in lines
        if not line.startswith(("#, ", '"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By'))
    )


def _of_files(
    folder: str, pattern: str, method: Callable[..., Iterator[_Found]]
) -> Iterator[tuple[str, str | tuple[str, str]]]:
    for path in sorted((ROOT / folder).rglob(pattern)):
        with path.open("rb") as file:
            options = {"kind": "markdown" if path.name.endswith(".md.j2") else "html"}
            for _, text, _, _ in extract(method, file, KEYWORDS, (), options):
                yield path.relative_to(ROOT).as_posix(), text


def _of_code(
    file: IO[bytes], keywords: Collection[str], _tags: object, **_: object
) -> Iterator[_Found]:
    """The texts of a module: literals in a call of a keyword, either of two that are chosen
    between, and tables that are marked.
    """
    for node in ast.walk(ast.parse(file.read())):
        name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        if isinstance(node, ast.Call) and name in MARKS:
            yield from ((node.lineno, None, text, []) for text in _marked(node.args[0]))
        elif isinstance(node, ast.Call) and name in keywords:
            first, *rest = node.args
            for chosen in (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,):
                yield (
                    node.lineno,
                    name,
                    tuple(_literal(argument) for argument in (chosen, *rest)),
                    [],
                )


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _marked(table: ast.expr) -> Iterator[str]:
    """Every text of a plain tuple or dict; of anything else, where codes stand among texts, those
    that begin with a capital or a part.
    """
    texts = (
        table.elts
        if isinstance(table, ast.Tuple)
        else table.values
        if isinstance(table, ast.Dict)
        else [table]
    )
    if all(isinstance(text, ast.Constant) for text in texts):
        yield from (
            text.value
            for text in texts
            if isinstance(text, ast.Constant) and isinstance(text.value, str)
        )
    else:
        found = (
            node.value
            for node in ast.walk(table)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )
        yield from (text for text in found if text[:1].isupper() or text[:1] == "{")


def _of_template(
    file: IO[bytes], keywords: Collection[str], _tags: object, options: Mapping[str, str]
) -> Iterator[_Found]:
    """The sentences of a template, and the literals that a keyword is given to as a filter."""
    source = file.read().decode()
    yield from ((1, None, text, []) for text in sentences(source, options["kind"]))
    for node in jinja2.Environment(autoescape=True).parse(source).find_all(nodes.Filter):
        if node.name in keywords:
            texts = node.args if KEYWORDS[node.name] else [node.node]
            yield (
                node.lineno,
                node.name,
                tuple(text.value if isinstance(text, nodes.Const) else None for text in texts),
                [],
            )


def _of_tables() -> Iterator[tuple[str, str]]:
    """Problems, what sheets of the chair's workbooks are for, what may identify a person, and the
    house's own scales, kinds, roles, topics and facts.
    """
    problems = (
        text
        for code, words in PROBLEMS.items()
        if code not in command_errors.PROBLEMS
        for text in words[1:]
        if text
    )
    answers = (
        text
        for scale in HOUSE_SCALES
        for answer in scale.answers
        for text in (answer.label, answer.meaning)
    )
    facts = (text for fact in FACTS for text in (fact.label, fact.ask, *fact.bands))
    kinds = (kind.label for kind in (*AGENCY_KINDS, *ROLES, *RESPONDENTS))
    yield from (("audit_core/problems", text) for text in problems)
    yield from (("audit_core/rounds/panel_decisions.py", sheet.purpose) for sheet in SHEETS)
    yield from (("audit_core/action_plan/columns.py", sheet.purpose) for sheet in PLAN_SHEETS)
    yield from (
        ("audit_core/parsing/personal_identifiers.py", kind)
        for kind in (NHS, BIRTH, POSTCODE, PHONE, EMAIL, NAME)
    )
    yield from (("audit_core/themes/agencies.py", text) for text in (*kinds, *facts))
    yield from (("audit_core/themes/topics.py", label) for _, label in TOPICS)
    yield from (
        ("audit_core/themes/scales.py", text)
        for text in (*(scale.title for scale in HOUSE_SCALES), *answers)
    )


if __name__ == "__main__":
    TEMPLATE.write_text(as_pot(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{TEMPLATE.relative_to(ROOT)}: {len(catalogue())} texts\n")
