"""Parse rows by template.

Everything in a row except its values is the same in every copy of a form. So the values are cut
out, and the rest, the template, is checked against the grammar once and cached. Most rows of later
forms only need their values filled in.

    <row r="7"><c r="A7" t="s"><v>12</v></c><c r="C7" t="s"><v>40</v></c></row>

    template: <row r="7"><c r="A7" t="s">␀</c><c r="C7" t="s">␀</c>     values: 12, 40
    parsed:   WorksheetRow 7 with cells A7 and C7, each with a value, taken in this order

A template begins after the row before, so empty rows (`<row r="6"/>`) belong to the template of the
next. ␀ is NUL, which XML forbids, so a file cannot contain it; the grammar allows it only where a
value may be. See `fast_path` for why this is safe.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from audit_core.xlsx.address import COLUMNS
from audit_core.xlsx.cell import Cell
from audit_core.xlsx.reader.cell_store import CellTemplate, SheetCells, WorksheetRow
from audit_core.xlsx.reader.fast_path import TEXT, Unfamiliar, one_piece, unescape
from audit_core.xlsx.reader.workbook_part import is_true
from audit_core.xlsx.text import clean

_VALUE = re.compile("<v>([^<]*)</v>")
_MARK = "\x00"
_BLANK = r'<c r="[A-Z]{1,3}[1-9][0-9]{0,6}"(?: s="[0-9]{1,5}")?/>'
_CELL = re.compile(
    rf"(?:{_BLANK})*+(?:"
    r'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]{1,5})")?(?: t="([a-zA-Z]{1,9})")?>'
    r'(?:(<f)(?: aca="[a-z]{1,5}")?(?: t="shared")?(?: ref="[A-Z0-9:]{1,24}")?'
    r'(?: ca="1")?(?: si="[0-9]{1,6}")?'
    rf"(?:/>|>{TEXT}</f>))?"
    rf'(?:<v/>|({_MARK})|<is><t(?: xml:space="preserve")?>{TEXT}</t></is>)?</c>'
    r"|((?s:.+))|\Z)"
)
"""One cell that may hold something, after any blank ones. If nothing else matches, the group before
the last alternative takes all the remaining text: the row is unusual, and no further match is
tried.
"""
_ROW = re.compile(
    r'<row r="([1-9][0-9]{0,6})"((?: [A-Za-z0-9:]{1,40}="[^"<>&\x00]{0,1000}+"){0,60}+)(/?)>'
)
_ATTRIBUTE = re.compile(r' ([A-Za-z0-9:]+)="([^"]*)"')
_LONGEST = 4000
"""Most characters of a cached template. A row of a form with long formulas has about 1,000."""


def read_rows(inside: str, cells: SheetCells, known: frozenset[str]) -> None:
    """Fill `cells` with the rows of a sheet. `inside` is the XML inside `sheetData`.

    `known` are the namespace prefixes that the root declares. Raises Unfamiliar, and Refused as
    `SheetCells` does.
    """
    pieces = _VALUE.split(inside)
    values = pieces[1::2]
    if "&" in "".join(values):
        values = [*map(unescape, values)]
    *texts, rest = _MARK.join(pieces[::2]).split("</row>")
    rows: list[WorksheetRow] = []
    for text in texts:
        # An inline text was typed by somebody, so it is not cached.
        rows += (
            _parse_template(text, known)
            if len(text) > _LONGEST or "<is>" in text
            else _remembered(text, known)
        )
    rows += _parse_template(rest, known, ends=False)
    cells.keep_rows(rows, values)


def _parse_template(
    text: str, known: frozenset[str], *, ends: bool = True
) -> tuple[WorksheetRow, ...]:
    """Check a template against the grammar and return its rows: empty ones, then at most one other.

    `ends`: whether such a row must be there (it ends with `</row>`). Raises Unfamiliar.
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
    """Return one row from the template text between its tags."""
    slots = []
    for letters, digits, style, given, begun, formula, mark, inline, unusual in _CELL.findall(text):
        if unusual:
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


_remembered = lru_cache(maxsize=4096)(_parse_template)


@lru_cache(maxsize=1024)
def _is_hidden(about: str, known: frozenset[str]) -> bool:
    """Return whether a row's attributes hide it.

    Raises Unfamiliar unless XML allows them: none twice, and every prefix declared.
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
