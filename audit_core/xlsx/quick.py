"""A short cut for the plain way in which spreadsheet programs save: several times as fast as a call for every element.

It is safe because it is narrow. Two small grammars, one for rows and one for shared strings, have to match every single
character between the table's beginning and end; whatever surrounds them still goes through expat. The least thing out of
the ordinary (a comment, a prefix, another encoding, white space between tags) and the part is left to expat as a whole,
so that both ways either give the same cells or the short cut is not taken. A test holds them against each other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audit_core.xlsx.looks import AS_CELL, PLAIN, STRUCK
from audit_core.xlsx.outline import is_true
from audit_core.xlsx.text import clean

if TYPE_CHECKING:
    from audit_core.xlsx.cells import Cells
    from audit_core.xlsx.looks import Words

LARGEST = 1024 * 1024
"""Bytes of the largest part worth holding whole; larger ones are streamed."""

_ILLEGAL = bytes([*range(9), 11, 12, *range(14, 32)])
_DECLARATION = re.compile(rb"""\s*(?:<\?xml version=["']1\.0["'](?: encoding=["']utf-8["'])?(?: standalone=["'](?:yes|no)["'])?\s*\?>)?""", re.IGNORECASE)
_PREFIX = re.compile(rb"\sxmlns:([A-Za-z0-9]+)=")
_BLANK = r'<c r="[A-Z]{1,3}[1-9][0-9]{0,6}"(?: s="[0-9]{1,5}")?/>'
_TEXT = "([^<]*+)"
_PIECE = re.compile(
    rf"(?:{_BLANK})*+(?:"
    r'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]{1,5})")?(?: t="([a-zA-Z]{1,9})")?>'
    r'(?:(<f)(?: aca="[a-z]{1,5}")?(?: t="shared")?(?: ref="[A-Z0-9:]{1,24}")?(?: ca="1")?(?: si="[0-9]{1,6}")?'
    rf"(?:/>|>{_TEXT}</f>))?"
    rf'(?:<v/>|<v>{_TEXT}</v>|<is><t(?: xml:space="preserve")?>{_TEXT}</t></is>)?</c>'
    r'|<row r="([1-9][0-9]{0,6})"((?: [A-Za-z0-9:]{1,40}="[^"<>&]{0,1000}+"){0,60}+)(/?)>'
    r"|(</row>)"
    r"|((?s:.+)))"
)
"""One cell that holds something (and the blank ones before it), or a row's beginning or end. The last choice swallows all
that is left: it means that something is out of the ordinary, and spares the search for the next match."""
_ATTRIBUTE = re.compile(r' ([A-Za-z0-9:]+)="([^"]*)"')
_SPACE = r'(?: xml:space="preserve")?'
_VALUE = r'="[^"<>&]{0,1000}+"'
_LOOK = "<[a-zA-Z]{1,20}" + "".join(f"(?: {name}{_VALUE})?" for name in ("theme", "rgb", "indexed", "tint", "val")) + "/>"
_RUNS = re.compile(rf"<r>(?:<rPr>((?:{_LOOK})*+)</rPr>)?<t{_SPACE}>{_TEXT}</t></r>")
_STRING = re.compile(rf"<si>(?:<t{_SPACE}>{_TEXT}</t>|((?:<r>(?:<rPr>(?:{_LOOK})*+</rPr>)?<t{_SPACE}>[^<]*+</t></r>)++))</si>")
_STRUCK = re.compile(r'<strike(?: val="(?:1|true|on)")?/>')
_ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9a-fA-F]{1,6}));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class Unfamiliar(Exception):
    """Not written in the plain way: for expat."""


def prefixes(skeleton: bytes) -> frozenset[str]:
    """The prefixes that a part's root declares."""
    return frozenset(prefix.decode("ascii") for prefix in _PREFIX.findall(skeleton.partition(b"worksheet")[2].partition(b">")[0]))


def split(raw: bytes, opening: bytes, closing: bytes) -> tuple[bytes, str]:
    """A part without the inside of one element, and that inside.

    `opening` and `closing` are the element's tags, or how they begin. Raises Unfamiliar.
    """
    start = raw.find(b">", raw.find(opening)) + 1 if opening in raw else 0
    end = raw.rfind(closing)
    if not 0 < start <= end:
        raise Unfamiliar
    # What is inside is held against the grammar character by character, so it is searched only for what that lets pass.
    inside = raw[start:end]
    if len(inside.translate(None, _ILLEGAL)) < len(inside) or b"]]>" in inside or b"\xef\xbf\xbe" in inside or b"\xef\xbf\xbf" in inside:
        raise Unfamiliar
    skeleton = raw[:start] + raw[end:]
    declaration = _DECLARATION.match(skeleton)
    if b"<!" in skeleton or b"<?" in skeleton[declaration.end() if declaration else 0 :]:
        raise Unfamiliar
    try:
        return skeleton, inside.decode("utf-8")
    except UnicodeDecodeError:
        raise Unfamiliar from None


def read_rows(inside: str, cells: Cells, known: frozenset[str]) -> None:
    """Fills `cells` from the rows of a sheet. `known` are the prefixes its root declares.

    Raises Unfamiliar, and Refused as `Cells` does.
    """
    in_row = False
    keep = cells.keep
    for letters, digits, style, given, begun, formula, value, inline, row, about, closed, ended, odd in _PIECE.findall(inside):
        if letters and in_row:
            words = _words(inline) if inline else None
            if value or begun or words:
                keep(letters, digits, style, given, unescape(value), clean(unescape(formula))[0] if begun else None, words)
        elif ended and in_row:
            in_row = False
        elif row and not in_row:
            cells.open_row(row, _is_hidden(about, known) if about else False)
            in_row = not closed
        elif odd or letters or ended or row:
            raise Unfamiliar
    if in_row:
        raise Unfamiliar


def read_strings(inside: str, most: int) -> list[Words]:
    """The shared strings; at most one more than `most`, so that the caller sees there are too many. Raises Unfamiliar."""
    at = 0
    strings: list[Words] = []
    while at < len(inside) and len(strings) <= most:
        match = _STRING.match(inside, at)
        if match is None:
            raise Unfamiliar
        at = match.end()
        text, runs = match.groups()
        strings.append(_words(text) if runs is None else _joined(runs))
    return strings


def _words(text: str) -> Words:
    """A text of one piece."""
    text, changed = clean(unescape(text))
    return text, AS_CELL, changed


def _joined(runs: str) -> Words:
    """A text of several pieces, each with a look of its own."""
    looks = 0
    parts: list[str] = []
    for match in _RUNS.finditer(runs):
        properties, part = match.groups()
        part = unescape(part)
        parts.append(part)
        if part.strip():
            looks |= AS_CELL if properties is None else STRUCK if _STRUCK.search(properties) else PLAIN
    text, changed = clean("".join(parts))
    return text, looks or AS_CELL, changed


def unescape(text: str) -> str:
    """Text with its entities resolved, as XML does. Raises Unfamiliar for one that XML does not know."""
    if "&" not in text:
        return text
    plain, times = _ENTITY.subn(_character, text)
    if times != text.count("&"):
        raise Unfamiliar
    return plain


def _character(match: re.Match[str]) -> str:
    name, decimal, hexadecimal = match.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if (code < 32 and code not in (9, 10, 13)) or 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF) or code > 0x10FFFF:
        raise Unfamiliar
    return chr(code)


def _is_hidden(about: str, known: frozenset[str]) -> bool:
    """Whether a row's attributes hide it. They have to be ones that XML allows: none twice, no prefix out of nowhere."""
    attributes = _ATTRIBUTE.findall(about)
    names = {name for name, _ in attributes}
    if len(names) < len(attributes) or "r" in names:
        raise Unfamiliar
    for name in names:
        prefix, colon, _ = name.rpartition(":")
        if name == "xmlns" or (colon and prefix not in known):
            raise Unfamiliar
    return is_true(dict(attributes).get("hidden", "0"))
