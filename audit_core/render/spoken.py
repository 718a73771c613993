"""Templates in a round's own words: every sentence of a template is looked up before Jinja sees it.

A sentence is what stands between block tags, empty lines, and (in HTML) markup; it keeps its `{{ expressions }}`, so that a
translation may put them in another order, and what they print is never touched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audit_core.words import speech

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAGS = r"\{%.*?%\}|\{#.*?#\}"
_STOPS = {
    "markdown": re.compile(rf"({_TAGS}|```[^\n]*|\n[ \t]*(?=\n)|^[ \t]*(?:#+|[-*]|\|)[ \t]*|[ \t]*\|[ \t]*)", re.DOTALL | re.MULTILINE),
    "html": re.compile(rf"({_TAGS}|<(?:style|script)\b.*?</(?:style|script)>|<[^>]*>)", re.DOTALL),
}
_EXPRESSION = re.compile(r"(\{\{.*?\}\})", re.DOTALL)


def spoken(source: str, kind: str) -> str:
    """The source of a template in the words now spoken. `kind` is "markdown" or "html"."""
    now = speech()
    if not (now.local or now.translation):
        return source
    parts = _STOPS[kind].split(source)
    for place in range(0, len(parts), 2):
        key = " ".join(parts[place].split())
        if not _has_words(key):
            continue
        text = parts[place]
        if key in now.translation:
            before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
            text = f"{before}{now.translation[key]}{after}"
        pieces = _EXPRESSION.split(text)
        parts[place] = "".join(piece if number % 2 else now.own(piece) for number, piece in enumerate(pieces))
    return "".join(parts)


def sentences(source: str, kind: str) -> Iterator[str]:
    """Every sentence of a template, as the catalogue has it."""
    for part in _STOPS[kind].split(source)[::2]:
        key = " ".join(part.split())
        if _has_words(key):
            yield key


def _has_words(text: str) -> bool:
    return any(character.isalpha() for piece in _EXPRESSION.split(text)[::2] for character in re.sub(r"&\w+;", "", piece))
