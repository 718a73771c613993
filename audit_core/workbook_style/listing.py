"""A sheet of analysis.xlsx that is one table: a real Excel table, which sorts and filters, under
its title and with notes beneath it.
"""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TYPE_CHECKING

import attrs
from openpyxl.utils import get_column_letter as letter_of
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableColumn, TableStyleInfo

from audit_core.i18n import _
from audit_core.workbook_style import styles
from audit_core.workbook_style.row_heights import row_height

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from audit_core.xlsx.writer.append_rows import CellInput

HEAD, FIRST = 3, 4
"""The row of headings, and the first beneath it."""
_NOTE = 140
_NAME = re.compile(r"\W")


@attrs.frozen
class Listing:
    """A table of many rows, all but the first of which the plain row writer adds: (heading, width)
    of each column, and the rows.

    Its last four columns are file, sheet, cell, and a link to that cell. `formula` makes the link
    of row 4; it is filled down.
    """

    name: str
    title: str
    purpose: str
    columns: tuple[tuple[str, float], ...]
    rows: tuple[tuple[CellInput, ...], ...]
    formula: str = ""


def add_listing(book: Workbook, listing: Listing) -> None:
    """Its sheet, with its first row, whose look the others get: they are too many to be written
    this way.
    """
    sheet = styles.new_sheet(
        book,
        styles.safe_sheet_title(listing.title),
        listing.title,
        listing.purpose,
        [width for _, width in listing.columns],
    )
    headings = unique([heading for heading, _ in listing.columns])
    head_row(sheet, headings, [width for _, width in listing.columns])
    for column, value in enumerate(listing.rows[0] if listing.rows else (), start=1):
        cell = sheet.cell(FIRST, column)
        cell.font, cell.alignment = styles.font(), styles.MIDDLE
        if isinstance(value, str):
            styles.bare_text(cell, value)
        else:
            cell.value = value
    if listing.rows and listing.formula:
        link = sheet.cell(FIRST, len(headings))
        link.value, link.quotePrefix, link.data_type = listing.formula, False, "f"
        link.font = styles.font(colour=styles.LINK, underline=True)
    as_table(sheet, listing.name, headings, len(listing.rows))


def remaining(listing: Listing) -> tuple[tuple[CellInput, ...], ...]:
    """The rows that `add_listing` leaves to the plain row writer."""
    return listing.rows[1:]


def head_row(sheet: Worksheet, headings: Sequence[str], widths: Sequence[float]) -> None:
    """The headings, as tall as the longest of them needs beside the arrow that filters."""
    styles.header(sheet, HEAD, headings)
    sheet.row_dimensions[HEAD].height = row_height(
        [(heading, width - 3, 11, True) for heading, width in zip(headings, widths, strict=True)],
        30,
    )


def as_table(sheet: Worksheet, name: str, headings: Sequence[str], rows: int) -> None:
    """Makes the rows under the headings an Excel table: none where there is no row, since Excel
    allows no empty one.

    The columns are named here: openpyxl would make a cell for every place in the table to find out
    what they are called.
    """
    if not rows:
        return
    place = f"A{HEAD}:{letter_of(len(headings))}{HEAD + rows}"
    table = ExcelTable(
        displayName=_NAME.sub("_", name), ref=place, autoFilter=AutoFilter(ref=place)
    )
    table.tableColumns = [
        TableColumn(id=number, name=styles.literal(heading))
        for number, heading in enumerate(headings, start=1)
    ]
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(table)


def unique(headings: Sequence[str]) -> list[str]:
    """Headings as a table needs them: one line each, none empty, no two the same (Excel does not
    tell capitals apart).
    """
    found: list[str] = []
    for number, heading in enumerate(headings, start=1):
        words = " ".join(heading.split()) or _("Column {number}", number=number)
        taken = {other.casefold() for other in found}
        found.append(
            next(
                name
                for name in (
                    words,
                    *(f"{words} ({count})" for count in range(2, len(headings) + 2)),
                )
                if name.casefold() not in taken
            )
        )
    return found


def listing_notes(sheet: Worksheet, after: int, text: str) -> None:
    """What is to be known of a table, in short lines beneath it, where no cell needs merging:
    `after` is its last row.
    """
    for row, line in enumerate(wrap(text, _NOTE), start=after + 2):
        styles.put(sheet, row, 1, line, colour=styles.GREY, wrap=False)


def link_formula(file: str, sheet: str, cell: str, *, base: str = '"../../../returns/"') -> str:
    """The formula of row 4 that opens a return at a cell, given the columns that say which file,
    sheet and cell.

    It is made of the row's own cells, so it moves with them when the table is sorted, and holds
    nothing that anybody typed.
    A link counts from where this workbook lies; what follows "#" is the place in the file, so that
    a "#" in its
    name is written another way; a sheet's name stands in quotes, with its own doubled. HYPERLINK
    stands outermost:
    LibreOffice follows no other.
    """
    where = f'{base}&SUBSTITUTE({file}{FIRST},"#","%23")&"#\'"&SUBSTITUTE({sheet}{FIRST},"\'","\'\'")&"\'!"&{cell}{FIRST}'
    return f"=HYPERLINK({where},{cell}{FIRST})"
