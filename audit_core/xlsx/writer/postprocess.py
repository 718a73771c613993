"""Finish a workbook written by openpyxl, so that it opens well in other programs.

Formulas are given their results, since Protected View and phones otherwise show blanks. Rows keep
their height but grow when someone types. Text is moved to the shared strings, and relationships
become relative, because some programs read nothing else. Blank cells lose their type, because some
programs take it for a value. Dates are fixed and zip members sorted, so that the same workbook has
the same bytes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO
from posixpath import relpath

from audit_core.xlsx.reader.limits import Limits
from audit_core.xlsx.reader.package import Container
from audit_core.xlsx.reader.relationships import read_relations
from audit_core.xlsx.reader.workbook_part import read_outline
from audit_core.xlsx.reader.xml_parser import Budget
from audit_core.xlsx.text import escape
from audit_core.xlsx.writer.append_rows import CellInput, add_rows, check_length
from audit_core.xlsx.writer.zip import STAMP, write_zip

_OURS = Limits(
    file_size=2**31,
    parts=100_000,
    part_size=2**31,
    unpacked_size=2**32,
    ratio=10**9,
    elements=10**9,
    elements_in_book=10**9,
    sheets=10_000,
    names=10**6,
)
"""A workbook that we have just built is not subject to the limits for returned ones."""
_WORKBOOK, _STRINGS, _TYPES = "xl/workbook.xml", "xl/sharedStrings.xml", "[Content_Types].xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_CELL = re.compile(r'<c r="([A-Z]+[0-9]+)"((?: [a-z]+="[^"]*")*)>(.*?)</c>', re.DOTALL)
_BLANK = re.compile(r'(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?) t="[^"]*" ?(?:/>|></c>)')
"""A blank cell that openpyxl has given a type. Some programs then read a zero, or fail."""
_TYPE = re.compile(r' t="[^"]*"')
_INLINE = re.compile(r"<is>(.*)</is>", re.DOTALL)
_FORMULA = re.compile(r"<f\b[^>]*>.*?</f>|<f\b[^>]*/>", re.DOTALL)
_ROW_HEIGHT = re.compile(r'(<row\b[^>]*?) customHeight="(?:1|true)"')
_TARGET = re.compile(r'(<Relationship\b[^>]*?\bTarget=")/([^"]+)(")')
_DATES = re.compile(r"(<dcterms:(?:created|modified)\b[^>]*>)[^<]*(<)")
_NUMBERED = re.compile(rb"&#([0-9]{3,7});")
_SI = re.compile(r"<si>(.*?)</si>|<si/>", re.DOTALL)
_STRINGS_TYPE = (
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
_STRINGS_LINK = (
    '<Relationship Id="rIdSharedStrings" Target="sharedStrings.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>'
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

FormulaResult = str | float | bool


def workbook_bytes(
    save: Callable[[BytesIO], object], values: Mapping[tuple[str, str], FormulaResult] | None = None
) -> bytes:
    """Return a finished workbook. `save` writes it to a file, as the method of openpyxl's Workbook
    does; `values` are as for `finish_workbook_bytes`.
    """
    out = BytesIO()
    save(out)
    return finish_workbook_bytes(out.getvalue(), values=values)


def finish_workbook_bytes(
    data: bytes,
    *,
    values: Mapping[tuple[str, str], FormulaResult] | None = None,
    rows: Mapping[str, Iterable[Sequence[CellInput]]] | None = None,
    auto_height: bool = True,
    stamp: str = STAMP,
) -> bytes:
    """Return the finished workbook.

    `values` are the results of formulas by (sheet name, address such as "C7"). `rows` are texts and
    numbers to append to a sheet, by sheet name, where there are too many for openpyxl: see
    `add_rows`. `auto_height` lets rows with a fixed height grow. `stamp` is the date of creation
    and last change, in ISO 8601 with a "Z". Raises ValueError for a value given to a cell without a
    formula; Refused if `data` is not a workbook.
    """
    container = Container(data, _OURS)
    members = {
        entry: _NUMBERED.sub(_character, container.read(entry)) for entry in container.listed()
    }
    sheets = _sheet_parts(container)
    left = dict(values or {})
    strings = _Strings(members.get(_STRINGS, b"").decode())
    for part, name in sheets.items():
        finished = _finish_sheet(members[part].decode(), name, left, strings, auto_height)
        if rows and name in rows:
            finished = add_rows(finished, rows[name], strings.text)
        members[part] = finished.encode()
    if left:
        raise ValueError(f"results given for cells without a formula: {sorted(left)[:5]}")
    if strings.bodies:
        _add_strings(members, strings)
    for part in members:
        if part.endswith(".rels"):
            members[part] = _relative(part, members[part].decode()).encode()
    if "docProps/core.xml" in members:
        members["docProps/core.xml"] = _DATES.sub(
            rf"\g<1>{stamp}\g<2>", members["docProps/core.xml"].decode()
        ).encode()
    return write_zip(members)


def _character(match: re.Match[bytes]) -> bytes:
    """Return a numbered character reference as the character itself in UTF-8, which is shorter."""
    number = int(match[1])
    return (
        chr(number).encode() if 0xA0 <= number < 0xD800 or 0xE000 <= number < 0x110000 else match[0]
    )


class _Strings:
    """The table of shared strings: the existing ones, and those added."""

    def __init__(self, existing: str) -> None:
        self.uses = 0
        self.bodies: list[str] = [match[1] or "" for match in _SI.finditer(existing)]
        self._places = {body: place for place, body in enumerate(self.bodies)}
        self._texts: dict[str, int] = {}

    def place(self, body: str) -> int:
        """Return the number of a text's XML, adding it if it is new."""
        if body not in self._places:
            self._places[body] = len(self.bodies)
            self.bodies.append(body)
        return self._places[body]

    def text(self, text: str) -> int:
        """Return the number of a plain text for one more cell. Raises ValueError if it is too long
        for one.
        """
        self.uses += 1
        if text not in self._texts:
            check_length(text)
            self._texts[text] = self.place(
                f'<t xml:space="preserve">{escape(text)}</t>'
                if text != text.strip()
                else f"<t>{escape(text)}</t>"
            )
        return self._texts[text]

    def xml(self) -> str:
        """Return the XML of the part."""
        items = "".join(f"<si>{body}</si>" for body in self.bodies)
        counts = f'count="{max(self.uses, len(self.bodies))}" uniqueCount="{len(self.bodies)}"'
        return f'<sst xmlns="{_MAIN}" {counts}>{items}</sst>'


def _sheet_parts(container: Container) -> dict[str, str]:
    """Return the names of the worksheets by part."""
    budget = Budget(_OURS)
    outline = read_outline(container, _WORKBOOK, budget)
    relations = read_relations(container, _WORKBOOK, budget)
    return {
        relations[link].target: name
        for name, _, link in outline.sheets
        if relations[link].kind == "worksheet"
    }


def _finish_sheet(
    xml: str,
    sheet: str,
    left: dict[tuple[str, str], FormulaResult],
    strings: _Strings,
    auto_height: bool,
) -> str:
    """Return one sheet's part with text shared, results added, blank cells without a type and rows
    free to grow.

    Results that are used are removed from `left`.
    """

    def cell(match: re.Match[str]) -> str:
        address, attributes, content = match.groups()
        if inline := _INLINE.search(content):
            strings.uses += 1
            look = _TYPE.sub("", attributes)
            return f'<c r="{address}"{look} t="s"><v>{strings.place(inline[1])}</v></c>'
        strings.uses += ' t="s"' in attributes
        formula = _FORMULA.search(content)
        if formula is None or (sheet, address) not in left:
            return match[0]
        type_, value = _result(left.pop((sheet, address)))
        return f'<c r="{address}"{_TYPE.sub("", attributes)}{type_}>{formula[0]}<v>{value}</v></c>'

    if auto_height:
        xml = _ROW_HEIGHT.sub(r"\1", xml)
    return _CELL.sub(cell, _BLANK.sub(r"\1/>", xml))


def _result(value: FormulaResult) -> tuple[str, str]:
    """Return a formula's result: the type attribute, and the text of the value."""
    if isinstance(value, bool):
        return ' t="b"', str(int(value))
    if isinstance(value, str):
        return ' t="str"', escape(value)
    if not math.isfinite(value):
        raise ValueError("a formula's result must be a finite number")
    return "", repr(value)


def _add_strings(members: dict[str, bytes], strings: _Strings) -> None:
    """Write the table of strings, and declare it if it is new."""
    new = _STRINGS not in members
    members[_STRINGS] = strings.xml().encode()
    if new:
        members[_TYPES] = members[_TYPES].replace(b"</Types>", f"{_STRINGS_TYPE}</Types>".encode())
        members[_LINKS] = members[_LINKS].replace(
            b"</Relationships>", f"{_STRINGS_LINK}</Relationships>".encode()
        )


def _relative(part: str, xml: str) -> str:
    """Return a relationship part with targets relative to the folder of the part they belong to."""
    folder = part.rpartition("_rels/")[0].rstrip("/")
    return _TARGET.sub(lambda match: f"{match[1]}{relpath(match[2], folder or '.')}{match[3]}", xml)
