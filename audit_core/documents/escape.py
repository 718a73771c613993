"""Escape text that people typed, so that it prints unchanged and never becomes a heading, a table
or a link.
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
"""Characters that change the direction of text or are invisible: they could disguise a sentence."""


def plain(text: str) -> str:
    """Return text without control characters, invisible characters and direction marks."""
    return _HIDDEN.sub("", _CONTROL.sub("", text))


def for_markdown(value: object) -> Markup:
    """Return a value as inline Markdown that renders as exactly its text, on one line. Markup
    values are trusted and unchanged.
    """
    if isinstance(value, Markup):
        return value
    text = _SPACE.sub(" ", plain(str(value))).strip()
    # every special character has just been escaped
    return Markup(_SPECIAL.sub(r"\\\1", text))  # noqa: S704


def for_html(value: object) -> object:
    """Clean a text value for HTML; the environment escapes it. Other values are unchanged."""
    return plain(value) if type(value) is str else value
