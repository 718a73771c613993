"""What people typed, made harmless for Markdown: it is printed as it stands and can never become a
heading, a table or a link.
"""

from __future__ import annotations

import re

from markupsafe import Markup

_SPECIAL = re.compile(
    r"([!-/:-@\[-`{-~])"
)  # all ASCII punctuation: CommonMark lets any of it be escaped
_SPACE = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_HIDDEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""Marks that turn the direction of text or hide in it: they could make a sentence read
as another.
"""


def plain(text: str) -> str:
    """Text without control characters and without marks that hide or turn it."""
    return _HIDDEN.sub("", _CONTROL.sub("", text))


def for_markdown(value: object) -> Markup:
    """A value as inline Markdown that renders as exactly its own text, on one line. Markup is
    trusted and left alone.
    """
    if isinstance(value, Markup):
        return value
    text = _SPACE.sub(" ", plain(str(value))).strip()
    # every special character has just been escaped
    return Markup(_SPECIAL.sub(r"\\\1", text))  # noqa: S704


def for_html(value: object) -> object:
    """A value for HTML: text is cleaned here and escaped by the environment; anything else is left
    alone.
    """
    return plain(value) if type(value) is str else value
