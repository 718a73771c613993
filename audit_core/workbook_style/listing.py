"""A sheet of analysis.xlsx that is one real Excel table, which sorts and filters, with a title
above and notes beneath.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from textwrap import wrap

import attrs
from openpyxl import Workbook
from openpyxl.utils import get_column_letter as letter_of
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from audit_core.i18n import _
from audit_core.workbook_style import styles
from audit_core.workbook_style.row_heights import fit_row
from audit_core.xlsx.writer.append_rows import CellInput

HEAD, FIRST = 3, 4
"""The row of headings, and the first row of the table."""
_NOTE = 140
_NAME = re.compile(r"\W")


@attrs.frozen
class Listing:
    """A table of many rows: (heading, width) of each column, and the rows. openpyxl writes the
    first row, append_rows the others.

    If it has a link to a cell of a return, its last four columns are file, sheet, cell and link.
    `formula` makes the link of row 4 and is filled down.
    """

    name: str
    title: str
    purpose: str
    columns: tuple[tuple[str, float], ...]
    rows: tuple[tuple[CellInput, ...], ...]
    formula: str = ""


def listing_of(
    name: str,
    headings: Sequence[str],
    widths: Sequence[float],
    purpose: str,
    rows: Iterable[tuple[CellInput, ...]],
    formula: str = "",
) -> Listing:
    """Return a listing with its name and headings in the current language."""
    columns = tuple(zip(map(_, headings), widths, strict=True))
    return Listing(name, _(name), purpose, columns, tuple(rows), formula)


def add_listing(book: Workbook, listing: Listing) -> None:
    """Add the sheet with its first row, whose style the other rows get later: they are too many to
    be written by openpyxl.
    """
    sheet = styles.new_sheet(
        book,
        listing.title,
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
    """Return the rows that `add_listing` leaves to append_rows."""
    return listing.rows[1:]


def head_row(sheet: Worksheet, headings: Sequence[str], widths: Sequence[float]) -> None:
    """Write the headings, tall enough for the longest of them next to the filter arrow."""
    styles.header(sheet, HEAD, headings)
    cells = zip(headings, (width - 3 for width in widths), strict=True)
    fit_row(sheet, HEAD, cells, 30, bold=True)


def as_table(sheet: Worksheet, name: str, headings: Sequence[str], rows: int) -> None:
    """Make the rows under the headings an Excel table, if there is a row: Excel allows no empty
    table.

    The columns are named here because openpyxl would otherwise create a cell for every place in the
    table to find their names.
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
    """Return headings fit for a table: one line each, none empty, no two equal (Excel ignores
    case).
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
    """Write notes on a table as short lines beneath it, so that no cell needs merging. `after` is
    the last row of the table.
    """
    for row, line in enumerate(wrap(text, _NOTE), start=after + 2):
        styles.put(sheet, row, 1, line, colour=styles.GREY, wrap=False)


def link_formula(file: str, sheet: str, cell: str, *, base: str = '"../../../returns/"') -> str:
    """Return the formula of row 4 that opens a return at a cell, given the columns with file, sheet
    and cell.

    It refers to cells of its own row only, so it moves with them when the table is sorted, and
    holds no text that anybody typed. The link is relative to this workbook. The part after "#" is
    the place in the file, so a "#" in the file name is escaped; the sheet name is in quotes, with
    quotes in it doubled. HYPERLINK must be the outermost function: LibreOffice follows no other.
    """
    path = f'{base}&SUBSTITUTE({file}{FIRST},"#","%23")'
    in_quotes = f'SUBSTITUTE({sheet}{FIRST},"\'","\'\'")'
    where = f"""{path}&"#'"&{in_quotes}&"'!"&{cell}{FIRST}"""
    return f"=HYPERLINK({where},{cell}{FIRST})"
