"""Convert text between workbooks and Python: Excel's escapes, line ends, and characters that cannot
be printed.
"""

from __future__ import annotations

import re

CONTROL = 1
"""`clean` replaced characters that cannot be printed."""
BIDI = 2
"""`clean` removed marks that reverse the direction of text."""
TOO_LONG = 8
"""The text is longer than Excel allows."""
MAX_CELL_CHARACTERS = 32_767
"""Characters a cell can hold in Excel, which counts those beyond the first 65,536 twice."""

STRUCK, PLAIN, AS_CELL = 1, 2, 4
"""Formats of the runs of a text: struck through, not struck through, or as in the font of the cell.
"""
TextRun = tuple[str, int, int]
"""A text joined from its runs: (cleaned text, formats of its runs added up, what `clean` changed).
"""

_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufffe\uffff]|_x"
)
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> tuple[str, int]:
    """Return the text, and what had to be changed (`CONTROL`, `BIDI`, `TOO_LONG`, added up; 0:
    nothing).

    `_xHHHH_` is decoded once, so `_x005F_x000D_` is the text `_x000D_` and not a line end. CR and
    CRLF become LF. Control characters other than tab and line end, lone surrogates, U+FFFE and
    U+FFFF become U+FFFD: XML cannot hold them, and they would make the next workbook unreadable.
    Direction marks are removed, because they can hide text.
    """
    # Suspect characters are never printable, so most texts need no search.
    if "_x" not in text and (text.isprintable() or _SUSPECT.search(text) is None):
        return text, 0 if len(text) <= MAX_CELL_CHARACTERS else TOO_LONG
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, unprintable = _UNPRINTABLE.subn("\ufffd", text)
    text, bidi = _BIDI.subn("", text)
    too_long = TOO_LONG if len(text) > MAX_CELL_CHARACTERS else 0
    return text, (CONTROL if unprintable else 0) | (BIDI if bidi else 0) | too_long


def escape(text: str) -> str:
    """Return text for the XML of a cell. What XML cannot hold becomes U+FFFD.

    Markup is escaped, and so is text that looks like one of Excel's escapes. LF and tab are kept;
    CR and CRLF become LF.
    """
    if _SUSPECT.search(text) is not None:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = _UNPRINTABLE.sub("\ufffd", text)
        text = _LOOKS_ESCAPED.sub("_x005F_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
