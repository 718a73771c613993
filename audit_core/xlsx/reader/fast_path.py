"""A fast path for parts written as spreadsheet programs usually write them. It is several times as
fast as expat, which makes a call for each element.

It is safe because it is narrow. The rows of a sheet, or the shared strings, are cut out of the part
and must match a small grammar to the last character; the rest of the part still goes through expat.
If anything does not match, `Unfamiliar` is raised and expat reads the whole part. So both ways give
the same cells, which a test checks.

    <sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>     read here
    <sheetData> <row r="1"> ...          white space between tags:           Unfamiliar
    <sheetData><x:row r="1"> ...         a prefix:                           Unfamiliar
    <sheetData><!-- draft --><row ...    a comment:                          Unfamiliar
"""

from __future__ import annotations

import re
from functools import lru_cache

from audit_core.xlsx.text import AS_CELL, PLAIN, STRUCK, TextRun, clean

MAX_WHOLE_PART = 1024 * 1024
"""Bytes of the largest part that is held in memory as a whole. Larger parts are streamed."""

_ILLEGAL = bytes([*range(9), 11, 12, *range(14, 32)])
_DECLARATION = re.compile(
    rb"""\s*(?:<\?xml version=["']1\.0["'](?: encoding=["']utf-8["'])?"""
    rb"""(?: standalone=["'](?:yes|no)["'])?\s*\?>)?""",
    re.IGNORECASE,
)
_PREFIX = re.compile(rb"\sxmlns:([A-Za-z0-9]+)=")
TEXT = "([^<\x00]*+)"
"""The text between two tags. It excludes NUL, which XML forbids: `row_templates` uses it as
a mark.
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
    rf"<si>(?:<t{_SPACE}>{TEXT}</t>"
    rf"|((?:<r>(?:<rPr>(?:{_LOOK})*+</rPr>)?<t{_SPACE}>[^<]*+</t></r>)++))"
)
_LONGEST = 1000
"""Most characters of a cached string. The guidance printed on every form is shorter."""
_STRUCK = re.compile(r'<strike(?: val="(?:1|true|on)")?/>')
_ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9a-fA-F]{1,6}));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class Unfamiliar(Exception):
    """A part is not written in the usual way. expat has to read it."""


def prefixes(skeleton: bytes) -> frozenset[str]:
    """Return the namespace prefixes that the root of a sheet declares."""
    return frozenset(
        prefix.decode("ascii")
        for prefix in _PREFIX.findall(skeleton.partition(b"worksheet")[2].partition(b">")[0])
    )


def split(raw: bytes, opening: bytes, closing: bytes) -> tuple[bytes, str]:
    """Return a part without the inside of one element, and that inside as text.

    `opening` and `closing` are the element's tags, or their beginnings. Raises Unfamiliar. With
    `<sheetData` and `</sheetData`:

        <worksheet><sheetData>ROWS</sheetData></worksheet>
        -> <worksheet><sheetData></sheetData></worksheet>, and ROWS
    """
    start = raw.find(b">", raw.find(opening)) + 1 if opening in raw else 0
    end = raw.rfind(closing)
    if not 0 < start <= end:
        raise Unfamiliar
    # The grammar checks the inside character by character; only what it would accept and XML
    # forbids is searched for here.
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
    """Return the shared strings, or the first `most` + 1 of them if there are more than `most`.

    Raises Unfamiliar.
    """
    *items, rest = inside.split("</si>", most + 1)
    if rest and len(items) <= most:
        raise Unfamiliar
    return [_remembered(item) if len(item) <= _LONGEST else _string(item) for item in items]


def _string(item: str) -> TextRun:
    """Return one string from its XML up to the closing tag. Raises Unfamiliar."""
    match = _STRING.fullmatch(item)
    if match is None:
        raise Unfamiliar
    text, runs = match.groups()
    return _joined(runs) if runs else one_piece(text)


_remembered = lru_cache(maxsize=4096)(_string)


def one_piece(text: str) -> TextRun:
    """Return a text that has a single run."""
    text, changed = clean(unescape(text))
    return text, AS_CELL, changed


def _joined(runs: str) -> TextRun:
    """Return a text that has several runs, each with a format of its own."""
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
    """Return text with its XML entities resolved. Raises Unfamiliar for an unknown entity."""
    if "&" not in text:
        return text
    # The five named entities, one pass each. "&amp;" is last, because it could create new ones.
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
