"""A short cut for the plain way in which spreadsheet programs save: several times as fast as a call
for every element.

It is safe because it is narrow. Two small grammars, one for rows and one for shared strings, have
to match every single
character between the table's beginning and end; whatever surrounds them still goes through expat.
The least thing out of
the ordinary (a comment, a prefix, another encoding, white space between tags) and the part is left
to expat as a whole,
so that both ways either give the same cells or the short cut is not taken. A test holds them
against each other.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from audit_core.xlsx.text import clean
from audit_core.xlsx.text_runs import AS_CELL, PLAIN, STRUCK

if TYPE_CHECKING:
    from audit_core.xlsx.text_runs import TextRun

MAX_WHOLE_PART = 1024 * 1024
"""Bytes of the largest part worth holding whole; larger ones are streamed."""

_ILLEGAL = bytes([*range(9), 11, 12, *range(14, 32)])
_DECLARATION = re.compile(
    rb"""\s*(?:<\?xml version=["']1\.0["'](?: encoding=["']utf-8["'])?(?: standalone=["'](?:yes|no)["'])?\s*\?>)?""",
    re.IGNORECASE,
)
_PREFIX = re.compile(rb"\sxmlns:([A-Za-z0-9]+)=")
TEXT = "([^<\x00]*+)"
"""Characters between two tags. The one that XML forbids is never there, and `moulds` has a use for
it.
"""
_SPACE = r'(?: xml:space="preserve")?'
_VALUE = r'="[^"<>&]{0,1000}+"'
_LOOK = (
    "<[a-zA-Z]{1,20}"
    + "".join(f"(?: {name}{_VALUE})?" for name in ("theme", "rgb", "indexed", "tint", "val"))
    + "/>"
)
_RUNS = re.compile(rf"<r>(?:<rPr>((?:{_LOOK})*+)</rPr>)?<t{_SPACE}>{TEXT}</t></r>")
_STRING = re.compile(
    rf"<si>(?:<t{_SPACE}>{TEXT}</t>|((?:<r>(?:<rPr>(?:{_LOOK})*+</rPr>)?<t{_SPACE}>[^<]*+</t></r>)++))"
)
_LONGEST = 1000
"""Characters of the longest string that is remembered: guidance is printed on every form."""
_STRUCK = re.compile(r'<strike(?: val="(?:1|true|on)")?/>')
_ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9a-fA-F]{1,6}));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class Unfamiliar(Exception):
    """Not written in the plain way: for expat."""


def prefixes(skeleton: bytes) -> frozenset[str]:
    """The prefixes that a part's root declares."""
    return frozenset(
        prefix.decode("ascii")
        for prefix in _PREFIX.findall(skeleton.partition(b"worksheet")[2].partition(b">")[0])
    )


def split(raw: bytes, opening: bytes, closing: bytes) -> tuple[bytes, str]:
    """A part without the inside of one element, and that inside.

    `opening` and `closing` are the element's tags, or how they begin. Raises Unfamiliar.
    """
    start = raw.find(b">", raw.find(opening)) + 1 if opening in raw else 0
    end = raw.rfind(closing)
    if not 0 < start <= end:
        raise Unfamiliar
    # What is inside is held against the grammar character by character, so it is searched only for
    # what that lets pass.
    inside = raw[start:end]
    if (
        len(inside.translate(None, _ILLEGAL)) < len(inside)
        or b"]]>" in inside
        or b"\xef\xbf\xbe" in inside
        or b"\xef\xbf\xbf" in inside
    ):
        raise Unfamiliar
    skeleton = raw[:start] + raw[end:]
    declaration = _DECLARATION.match(skeleton)
    if b"<!" in skeleton or b"<?" in skeleton[declaration.end() if declaration else 0 :]:
        raise Unfamiliar
    try:
        return skeleton, inside.decode("utf-8")
    except UnicodeDecodeError:
        raise Unfamiliar from None


def read_strings_fast(inside: str, most: int) -> list[TextRun]:
    """The shared strings; at most one more than `most`, so that the caller sees there are too many.
    Raises Unfamiliar.
    """
    *items, rest = inside.split("</si>", most + 1)
    if rest and len(items) <= most:
        raise Unfamiliar
    return [_remembered(item) if len(item) <= _LONGEST else _string(item) for item in items]


def _string(item: str) -> TextRun:
    """One string, without the tag that ends it. Raises Unfamiliar."""
    match = _STRING.fullmatch(item)
    if match is None:
        raise Unfamiliar
    text, runs = match.groups()
    return _joined(runs) if runs else one_piece(text)


_remembered = lru_cache(maxsize=4096)(_string)


def one_piece(text: str) -> TextRun:
    """A text of one piece."""
    text, changed = clean(unescape(text))
    return text, AS_CELL, changed


def _joined(runs: str) -> TextRun:
    """A text of several pieces, each with a look of its own."""
    looks = 0
    parts: list[str] = []
    for match in _RUNS.finditer(runs):
        properties, part = match.groups()
        part = unescape(part)
        parts.append(part)
        if part.strip():
            looks |= (
                AS_CELL if properties is None else STRUCK if _STRUCK.search(properties) else PLAIN
            )
    text, changed = clean("".join(parts))
    return text, looks or AS_CELL, changed


def unescape(text: str) -> str:
    """Text with its entities resolved, as XML does. Raises Unfamiliar for one that XML does not
    know.
    """
    if "&" not in text:
        return text
    # The five that programs write, in one sweep each; the ampersand's own comes last, or it would
    # make new ones.
    plain = (
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&apos;", "'")
    )
    if plain.count("&") == plain.count("&amp;"):
        return plain.replace("&amp;", "&")
    plain, times = _ENTITY.subn(_character, text)
    if times != text.count("&"):
        raise Unfamiliar
    return plain


def _character(match: re.Match[str]) -> str:
    name, decimal, hexadecimal = match.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if (
        (code < 32 and code not in (9, 10, 13))
        or 0xD800 <= code < 0xE000
        or code in (0xFFFE, 0xFFFF)
        or code > 0x10FFFF
    ):
        raise Unfamiliar
    return chr(code)
