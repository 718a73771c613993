"""Files with the marks of programs that cannot be run here, as files found in public say that these
programs write them.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from openpyxl import Workbook, load_workbook

if TYPE_CHECKING:
    from collections.abc import Callable

_PROPERTIES = re.compile(r"<(?:Override|Relationship) [^>]*docProps/[^>]*/>")
_ROW = re.compile(r"<row (?![^>]*customHeight)")


def like_google_sheets(data: bytes) -> bytes:
    """A theme named Sheets, no properties at all, and a height of its own on every row, which
    therefore grows no more.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(_resaved(data)) as packed,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in packed.namelist():
            if name.startswith("docProps/"):
                continue
            text = packed.read(name).decode("utf-8")
            if name in {"[Content_Types].xml", "_rels/.rels"}:
                text = _PROPERTIES.sub("", text)
            elif name.startswith("xl/worksheets/sheet"):
                text = _ROW.sub('<row customHeight="1" ', text)
            elif name.startswith("xl/theme/"):
                text = re.sub(r'(<a:theme [^>]*name=)"[^"]*"', r'\1"Sheets"', text)
            made.writestr(name, text)
    return out.getvalue()


def like_numbers(data: bytes) -> bytes:
    """A summary of what was exported stands first; no names, lists, protection or hidden sheets;
    what was typed, and how it is shown.
    """
    book, made = load_workbook(io.BytesIO(data)), Workbook()
    summary = made.worksheets[0]
    summary.title = "Export Summary"
    summary.append(
        ["This document was exported from Numbers. Each table was converted to an Excel worksheet."]
    )
    summary.append(["Numbers Sheet Name", "Numbers Table Name", "Excel Worksheet Name"])
    for sheet in book.worksheets:
        summary.append([sheet.title, "Table 1", sheet.title])
        copy = made.create_sheet(sheet.title)
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            there = copy.cell(cell.row, cell.column)
            there.value, there.data_type, there.number_format = (
                cell.value,
                cell.data_type,
                cell.number_format,
            )
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _resaved(data: bytes) -> io.BytesIO:
    out = io.BytesIO()
    load_workbook(io.BytesIO(data)).save(out)
    return out


IMITATIONS: dict[str, Callable[[bytes], bytes]] = {
    "like Google Sheets": like_google_sheets,
    "like Numbers": like_numbers,
}
