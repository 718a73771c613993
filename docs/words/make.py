"""Collect every fixed word of forms and reports into the one catalogue, audit_core/words.json: `make words`.

A text is in it if it stands in say(...), say_count(...) or mark(...), among the problems, or in a template.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from audit_core.action_plan.columns import SHEETS as PLAN_SHEETS
from audit_core.documents.translate_templates import sentences
from audit_core.parsing.identifiers import BIRTH, EMAIL, NAME, NHS, PHONE, POSTCODE
from audit_core.problems import stops
from audit_core.problems.catalogue import PROBLEMS
from audit_core.rounds.decisions import SHEETS
from audit_core.themes.agencies import AGENCY_KINDS, FACTS, RESPONDENTS, ROLES
from audit_core.themes.scales import HOUSE_SCALES
from audit_core.themes.topics import TOPICS

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "audit_core" / "words.json"
_IN_TEMPLATE = re.compile(r'"([^"]+)" \| say\b(?!_)|\| many\("([^"]+)"(?:, "([^"]+)")?\)|\| say_count\("([^"]+)", "([^"]+)"[,)]')


def words() -> dict[str, str]:
    """Every text by itself, in order: what a translator copies and fills in."""
    found = {*_of_code(), *_of_templates(), *_of_tables()}
    return {text: text for text in sorted(found) if any(character.isalpha() for character in text)}


def as_json() -> str:
    """The catalogue as it stands in its file."""
    return json.dumps(words(), ensure_ascii=False, indent=1) + "\n"


def _of_code() -> Iterator[str]:
    for path in sorted((ROOT / "audit_core").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
            if name in {"say", "say_count", "_said"}:
                yield from _literals(node.args[: 2 if name == "say_count" else 1])
            elif name == "mark":
                yield from _marked(node.args[0])


def _literals(arguments: list[ast.expr]) -> Iterator[str]:
    for argument in arguments:
        branches = (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,)
        yield from (branch.value for branch in branches if isinstance(branch, ast.Constant) and isinstance(branch.value, str))


def _marked(table: ast.expr) -> Iterator[str]:
    """Every text of a plain tuple or dict; of anything else, where codes stand among texts, those that begin with a capital or a part."""
    texts = table.elts if isinstance(table, ast.Tuple) else table.values if isinstance(table, ast.Dict) else [table]
    if all(isinstance(text, ast.Constant) for text in texts):
        yield from (text.value for text in texts if isinstance(text, ast.Constant) and isinstance(text.value, str))
    else:
        yield from (text for text in _strings(table) if text[:1].isupper() or text[:1] == "{")


def _strings(node: ast.AST) -> Iterator[str]:
    yield from (inner.value for inner in ast.walk(node) if isinstance(inner, ast.Constant) and isinstance(inner.value, str))


def _of_templates() -> Iterator[str]:
    for path in sorted((ROOT / "templates").glob("*.j2")):
        source = path.read_text(encoding="utf-8")
        yield from sentences(source, "markdown" if path.name.endswith(".md.j2") else "html")
        for quoted, one, more, counted_one, counted_many in _IN_TEMPLATE.findall(source):
            yield from filter(None, (quoted, one, more or (f"{one}s" if one else ""), counted_one, counted_many))


def _of_tables() -> Iterator[str]:
    """Problems, what sheets of the chair's workbooks are for, what may identify a person, and the house's own scales, kinds, roles, topics and facts."""
    yield from (text for code, words in PROBLEMS.items() if code not in stops.PROBLEMS for text in words[1:])
    yield from (sheet.purpose for sheet in (*SHEETS, *PLAN_SHEETS))
    yield from (NHS, BIRTH, POSTCODE, PHONE, EMAIL, NAME)
    yield from (kind.label for kind in (*AGENCY_KINDS, *ROLES, *RESPONDENTS))
    yield from (label for _, label in TOPICS)
    yield from (text for fact in FACTS for text in (fact.label, fact.ask, *fact.bands))
    for scale in HOUSE_SCALES:
        yield scale.title
        yield from (text for answer in scale.answers for text in (answer.label, answer.meaning) if text)


if __name__ == "__main__":
    CATALOGUE.write_text(as_json(), encoding="utf-8")
    sys.stdout.write(f"{CATALOGUE.relative_to(ROOT)}: {len(words())} texts\n")
