"""The plain row writer, for sheets too large for a spreadsheet library: a table with a header, and nothing else.

Text is always text: it goes in as a shared string, never as a formula, and where a person's next key press would turn it
into one it carries the mark Excel itself uses for that (`quotePrefix`), which changes none of its characters.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from audit_core.xlsx.address import column_letters
from audit_core.xlsx.rowparts import CONTENT_TYPES, CORE, LINKS, PACKAGE_LINKS, STYLES, WORKBOOK
from audit_core.xlsx.text import escape
from audit_core.xlsx.zipped import STAMP, write_zip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Value = str | int | float | None
_LONGEST = 32_767
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_FORBIDDEN = frozenset("[]:*?/\\")
_FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠")
_HEADER, _TEXT, _QUOTED, _NUMBER = 1, 2, 3, 4
"""Cell formats in the style part."""


def write_rows(sheets: Sequence[tuple[str, Sequence[float], Iterable[Sequence[Value]]]], *, title: str, creator: str) -> bytes:
    """A workbook of plain tables: for each sheet its name, the widths of its columns in characters, and its rows.

    The first row of each is its header: bold, frozen, with a filter. None is a blank cell. The same input gives the same
    bytes. Raises ValueError, which never quotes a cell: for a text over 32,767 characters (Excel's limit: other writers
    cut it without a word), a number that is not finite, too many rows or columns, or a sheet name Excel would not take.
    """
    if not sheets:
        raise ValueError("a workbook needs at least one sheet")
    _check_names([name for name, _, _ in sheets])
    strings: dict[str, int] = {}
    members: dict[str, bytes] = {}
    filters = []
    for number, (name, widths, rows) in enumerate(sheets, 1):
        members[f"xl/worksheets/sheet{number}.xml"], area = _sheet(widths, rows, strings)
        if area:
            quoted = name.replace("'", "''")
            filters.append((number - 1, escape(f"'{quoted}'!{area}")))
    members |= _package([name for name, _, _ in sheets], filters, title, creator)
    members["xl/sharedStrings.xml"] = _strings(strings)
    return write_zip(members)


def _check_names(names: Sequence[str]) -> None:
    for name in names:
        if not 0 < len(name) <= 31 or _FORBIDDEN & set(name) or name[0] == "'" or name[-1] == "'" or not name.isprintable():
            raise ValueError("a sheet's name has 1 to 31 characters, none of them []:*?/\\ and no apostrophe at either end")
    if len({name.casefold() for name in names}) < len(names):
        raise ValueError("two sheets have the same name")


def _sheet(widths: Sequence[float], rows: Iterable[Sequence[Value]], strings: dict[str, int]) -> tuple[bytes, str]:
    """A sheet's part, and the area its filter covers ("" if it has no row). New texts are added to `strings`."""
    lines: list[str] = []
    letters: list[str] = []
    for number, row in enumerate(rows, 1):
        while len(letters) < len(row):
            letters.append(column_letters(len(letters) + 1))
        text_format = _HEADER if number == 1 else _TEXT
        cells = [_cell(f"{letter}{number}", value, strings, text_format) for letter, value in zip(letters, row, strict=False) if value is not None]
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    if len(lines) > _MOST_ROWS or len(letters) > _MOST_COLUMNS:
        raise ValueError("more rows or columns than a sheet has")
    area = f"$A$1:${letters[-1]}${len(lines)}" if letters else ""
    columns = "".join(f'<col min="{place}" max="{place}" width="{width:g}" customWidth="1"/>' for place, width in enumerate(widths, 1))
    parts = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">',
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/>',
        "</sheetView></sheetViews>",
        f"<cols>{columns}</cols>" if columns else "",
        "<sheetData>",
        *lines,
        "</sheetData>",
        f'<autoFilter ref="{area.replace("$", "")}"/>' if area else "",
        "</worksheet>",
    )
    return "".join(parts).encode(), area


def _cell(address: str, value: str | float, strings: dict[str, int], text_format: int) -> str:
    """One cell. Numbers stay numbers."""
    if isinstance(value, str):
        if len(value) > _LONGEST // 2 and len(value.encode("utf-16-le", "surrogatepass")) > 2 * _LONGEST:
            raise ValueError(f"the text for {address} is longer than the {_LONGEST:,} characters a cell can hold")
        place = strings.setdefault(value, len(strings))
        if text_format == _TEXT and value.startswith(_FORMULA_SIGNS):
            text_format = _QUOTED
        return f'<c r="{address}" s="{text_format}" t="s"><v>{place}</v></c>'
    if isinstance(value, bool):
        return f'<c r="{address}" s="{_NUMBER}" t="b"><v>{int(value)}</v></c>'
    if not math.isfinite(value):
        raise ValueError(f"the number for {address} is not finite")
    return f'<c r="{address}" s="{_NUMBER}"><v>{value!r}</v></c>'


def _strings(strings: dict[str, int]) -> bytes:
    """The table of shared strings, in the order of their first use."""
    items = [f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings]
    start = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="{len(strings)}">'
    return "".join((start, *items, "</sst>")).encode()


def _package(names: Sequence[str], filters: Sequence[tuple[int, str]], title: str, creator: str) -> dict[str, bytes]:
    """The parts around the sheets."""
    numbers = range(1, len(names) + 1)
    sheets = "".join(f'<sheet name="{_quoted(name)}" sheetId="{number}" r:id="rId{number}"/>' for number, name in zip(numbers, names, strict=True))
    # LibreOffice shows a filter only where this hidden name says so.
    areas = "".join(f'<definedName name="_xlnm._FilterDatabase" localSheetId="{place}" hidden="1">{area}</definedName>' for place, area in filters)
    links = "".join(LINKS.sheet.format(number=number) for number in numbers)
    types = "".join(CONTENT_TYPES.sheet.format(number=number) for number in numbers)
    parts = {
        "[Content_Types].xml": CONTENT_TYPES.whole.format(sheets=types),
        "_rels/.rels": PACKAGE_LINKS,
        "docProps/core.xml": CORE.format(title=escape(title), creator=escape(creator), stamp=STAMP),
        "xl/_rels/workbook.xml.rels": LINKS.whole.format(sheets=links),
        "xl/workbook.xml": WORKBOOK.format(sheets=sheets, names=f"<definedNames>{areas}</definedNames>" if areas else ""),
        "xl/styles.xml": STYLES,
    }
    return {name: part.encode() for name, part in parts.items()}


def _quoted(text: str) -> str:
    """Text for an attribute."""
    return escape(text).replace('"', "&quot;")
