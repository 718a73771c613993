"""Translate templates: every sentence of a template is looked up before Jinja reads it.

A sentence is the text between block tags, empty lines and (in HTML) markup. It keeps its `{{
expressions }}`, so that a translation may reorder them; the values they print are not translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit_core.i18n import PLAIN, current_language

_TAGS = r"\{%.*?%\}|\{#.*?#\}"
_STOPS = {
    "markdown": re.compile(
        rf"({_TAGS}|```[^\n]*|\n[ \t]*(?=\n)|^[ \t]*(?:#+[ \t]+|[-*][ \t]+|\|[ \t]*)"
        r"|[ \t]*\|[ \t]*)",
        re.DOTALL | re.MULTILINE,
    ),
    "html": re.compile(rf"({_TAGS}|<(?:style|script)\b.*?</(?:style|script)>|<[^>]*>)", re.DOTALL),
}
_EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_MASK = re.compile("\ue000(\\d+)\ue001")


def translate_template(source: str, kind: str) -> str:
    """Return the translated source of a template. `kind` is "markdown" or "html"."""
    now = current_language()
    if now == PLAIN:
        return source
    masked, expressions = _masked(source)
    parts = _STOPS[kind].split(masked)
    for place in range(0, len(parts), 2):
        text = parts[place]
        key = _key(text, expressions)
        if not _has_words(key):
            continue
        instead = now.catalogue.gettext(key)
        if instead != key:
            before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
            translated, more = _masked(instead, len(expressions))
            expressions += more
            text = f"{before}{translated}{after}"
        parts[place] = now.own(text)
    return _MASK.sub(lambda mask: expressions[int(mask[1])], "".join(parts))


def sentences(source: str, kind: str) -> Iterator[str]:
    """Yield every sentence of a template as it is in the catalogue."""
    masked, expressions = _masked(source)
    for part in _STOPS[kind].split(masked)[::2]:
        key = _key(part, expressions)
        if _has_words(key):
            yield key


def _masked(source: str, first: int = 0) -> tuple[str, list[str]]:
    """Replace each expression in a text with a mark; return the text and the expressions."""
    found: list[str] = []

    def mask(match: re.Match[str]) -> str:
        found.append(match[0])
        return f"\ue000{first + len(found) - 1}\ue001"

    return _EXPRESSION.sub(mask, source), found


def _key(text: str, expressions: list[str]) -> str:
    return " ".join(_MASK.sub(lambda mask: expressions[int(mask[1])], text).split())


def _has_words(key: str) -> bool:
    return any(character.isalpha() for character in re.sub(r"&\w+;", "", _EXPRESSION.sub("", key)))
