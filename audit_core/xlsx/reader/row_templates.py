"""Rows read by their moulds. What a row holds besides its values is the same in every copy of a
form: its mould, which is
held against the grammar once and remembered, so that what is left to do for most rows is to pour
the values in.

A mould is every character of a row, and of the empty rows before it, with a mark for each
`<v>…</v>`. The mark is a character
that XML forbids, so that no file can hold one of its own; it stands only where the grammar wants a
value. See `quick` for why
this is safe.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from audit_core.xlsx.address import COLUMNS
from audit_core.xlsx.cell import Cell
from audit_core.xlsx.reader.fast_path import TEXT, Unfamiliar, one_piece, unescape
from audit_core.xlsx.reader.row import CellTemplate, WorksheetRow
from audit_core.xlsx.reader.workbook_part import is_true
from audit_core.xlsx.text import clean

if TYPE_CHECKING:
    from audit_core.xlsx.reader.cell_store import SheetCells


_VALUE = re.compile("<v>([^<]*)</v>")
_MARK = "\x00"
_BLANK = r'<c r="[A-Z]{1,3}[1-9][0-9]{0,6}"(?: s="[0-9]{1,5}")?/>'
_CELL = re.compile(
    rf"(?:{_BLANK})*+(?:"
    r'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]{1,5})")?(?: t="([a-zA-Z]{1,9})")?>'
    r'(?:(<f)(?: aca="[a-z]{1,5}")?(?: t="shared")?(?: ref="[A-Z0-9:]{1,24}")?(?: ca="1")?(?: si="[0-9]{1,6}")?'
    rf"(?:/>|>{TEXT}</f>))?"
    rf'(?:<v/>|({_MARK})|<is><t(?: xml:space="preserve")?>{TEXT}</t></is>)?</c>'
    r"|((?s:.+))|\Z)"
)
"""One cell that may hold something, and the blank ones before it. The last but one choice swallows
all that is left: it
means that something is out of the ordinary, and spares the search for the next match.
"""
_ROW = re.compile(
    r'<row r="([1-9][0-9]{0,6})"((?: [A-Za-z0-9:]{1,40}="[^"<>&\x00]{0,1000}+"){0,60}+)(/?)>'
)
_ATTRIBUTE = re.compile(r' ([A-Za-z0-9:]+)="([^"]*)"')
_LONGEST = 4000
"""Characters of the longest mould that is remembered: a row of a form with long formulas has about
1,000.
"""


def read_rows(inside: str, cells: SheetCells, known: frozenset[str]) -> None:
    """Fills `cells` from the rows of a sheet. `known` are the prefixes its root declares.

    Raises Unfamiliar, and Refused as `Cells` does.
    """
    pieces = _VALUE.split(inside)
    values = pieces[1::2]
    if "&" in "".join(values):
        values = [*map(unescape, values)]
    *texts, rest = _MARK.join(pieces[::2]).split("</row>")
    rows: list[WorksheetRow] = []
    for text in texts:
        # A text that stands in the cell itself is what somebody typed, which is never remembered.
        rows += (
            _mould(text, known)
            if len(text) > _LONGEST or "<is>" in text
            else _remembered(text, known)
        )
    rows += _mould(rest, known, ends=False)
    cells.keep_rows(rows, values)


def _mould(text: str, known: frozenset[str], *, ends: bool = True) -> tuple[WorksheetRow, ...]:
    """Holds a mould against the grammar: empty rows and, where `ends`, one that has yet to end.
    Raises Unfamiliar.
    """
    rows = []
    at, is_open = 0, False
    while at < len(text):
        tag = _ROW.match(text, at)
        if tag is None:
            raise Unfamiliar
        number, about, empty = tag.groups()
        at = tag.end()
        hidden = _is_hidden(about, known) if about else False
        if empty:
            rows.append(WorksheetRow(number, int(number), hidden, True, True, (), ()))
        else:
            rows.append(_row(number, hidden, text[at:]))
            at, is_open = len(text), True
    if is_open != ends:
        raise Unfamiliar
    return tuple(rows)


def _row(number: str, hidden: bool, text: str) -> WorksheetRow:
    """One row, from what stands between its tags."""
    slots = []
    for letters, digits, style, given, begun, formula, mark, inline, odd in _CELL.findall(text):
        if odd:
            raise Unfamiliar
        words = one_piece(inline) if inline else None
        words = words if words and words[0] else None
        if begun or mark or words:
            place = (int(digits), COLUMNS.get(letters, 0))
            made = clean(unescape(formula))[0] if begun else None
            blank = Cell(*place, "formula", None, made) if begun and not words else None
            slots.append(
                CellTemplate(letters, digits, place, style, given, made, words, bool(mark), blank)
            )
    orderly = all(slot.digits == number for slot in slots) and all(
        before < after for before, after in pairwise((0, *(slot.place[1] for slot in slots)))
    )
    is_plain = all(slot.given == "s" and slot.formula is None and slot.has_value for slot in slots)
    return WorksheetRow(
        number,
        int(number),
        hidden,
        orderly,
        is_plain,
        tuple(slots),
        tuple(slot.place for slot in slots),
    )


_remembered = lru_cache(maxsize=4096)(_mould)


@lru_cache(maxsize=1024)
def _is_hidden(about: str, known: frozenset[str]) -> bool:
    """Whether a row's attributes hide it. They have to be ones that XML allows: none twice, no
    prefix out of nowhere.
    """
    attributes = _ATTRIBUTE.findall(about)
    names = {name for name, _ in attributes}
    if len(names) < len(attributes) or "r" in names:
        raise Unfamiliar
    for name in names:
        prefix, colon, _ = name.rpartition(":")
        if name == "xmlns" or (colon and prefix not in known):
            raise Unfamiliar
    return is_true(dict(attributes).get("hidden", "0"))
