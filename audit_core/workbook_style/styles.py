"""The style that every workbook shares: colours with enough contrast, fonts, borders, and safe ways
to write a cell.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from copy import copy
from functools import lru_cache
from itertools import pairwise

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter as letter_of
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from audit_core import tables
from audit_core.i18n import _
from audit_core.workbook_style.row_heights import fit_row, line_count, text_width
from audit_core.workbook_style.widths import print_scale

INK, GREY, NAVY, WHITE = "0B0C0C", "484949", "1F3A5F", "FFFFFF"
BAND, EDGE, LOCKED, LINK = "DCE6F2", "6E6F70", "F3F3F3", "0F385C"
TINTS: dict[str, tuple[str, str]] = {**tables.TINTS, "todo": ("7A3C1C", "FFF8CC")}
"""(text, fill) of each tint, and of "to do"."""

TOP = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
MIDDLE = Alignment(vertical="center", horizontal="left", indent=1)
WRAPPED_MIDDLE = Alignment(wrap_text=True, vertical="center", horizontal="left", indent=1)
ON_ONE_LINE = Alignment(shrink_to_fit=True, vertical="center", horizontal="left", indent=1)
BOX = Border(*(Side("thin", color=EDGE) for _ in range(4)))
RULE = Border(bottom=Side("thin", color="C4C7C9"))
UNLOCKED = Protection(locked=False)
CENTRED = Alignment(wrap_text=True, vertical="center", horizontal="center")
DATE, DATETIME = "[$-809]dd mmm yyyy", "[$-809]dd mmm yyyy hh:mm"
SHORT_DATE = "[$-809]dd/mm/yy"
MOST_TEXT = 32_767
_MOST_BELOW = 90
"""Characters that fit between the corners at the foot of a page."""
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
ESCAPED = "_x005F_"
"""How an underscore is written that would otherwise begin a code."""
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def new_book(title: str, creator: str) -> Workbook:
    """Return an empty workbook in Arial 11, without sheets, with title, language and organisation
    set.
    """
    book = Workbook()
    for sheet in list(book.worksheets):
        book.remove(sheet)
    # openpyxl offers no other way to the first font and the Normal style. Programs measure columns
    # by the digits of one or the other: both are Arial, or sheets would be wider in some.
    book._fonts = IndexedList([font()])  # noqa: SLF001
    normal = next(style for style in book._named_styles if style.name == "Normal")  # noqa: SLF001
    normal.font = font()
    book.properties.title = title
    book.properties.creator = creator
    book.properties.language = _("en-GB")
    return book


def new_sheet(
    book: Workbook, title: str, heading: str, purpose: str, widths: Sequence[float]
) -> Worksheet:
    """Add a sheet with its title in A1, its purpose in A2, and columns of these widths (in
    characters).
    """
    sheet: Worksheet = book.create_sheet(safe_sheet_title(title))
    sheet.sheet_view.showGridLines = False
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[letter_of(number)].width = width
    put(sheet, 1, 1, heading, size=16, bold=True, colour=NAVY, wrap=False)
    put(sheet, 2, 1, purpose, colour=GREY, wrap=False)
    sheet.row_dimensions[1].height = 30
    sheet.row_dimensions[2].height = 20
    return sheet


def put(
    sheet: Worksheet,
    row: int,
    column: int,
    value: object = None,
    *,
    size: float = 11,
    bold: bool = False,
    colour: str = INK,
    wrap: bool = True,
) -> Cell:
    """Write a text, number or date into a cell. A text is never a formula. Use `text_cell` for what
    people typed at length.
    """
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = literal(value)
        cell.data_type, cell.quotePrefix = "s", value.startswith("=")
    elif value is not None:
        cell.value = value
    _dress(cell, size, bold, colour, wrap)
    return cell


def _dress(cell: Cell, size: float, bold: bool, colour: str, wrap: bool) -> None:
    """Set font and alignment of a cell. A new cell copies those of an earlier one with the same
    look, since openpyxl would search its tables for each.
    """
    looks = vars(cell.parent.parent).setdefault("looks", {})
    look = (size, bold, colour, wrap)
    new = not cell.has_style
    if new and look in looks:
        cell._style = copy(looks[look])  # noqa: SLF001 - the one way to copy a look as a whole
        return
    cell.font = font(size, bold, colour)
    cell.alignment = TOP if wrap else MIDDLE
    if new:
        looks[look] = copy(cell._style)  # noqa: SLF001 - as above


@lru_cache(maxsize=256)
def font(
    size: float = 11,
    bold: bool = False,
    colour: str = INK,
    strike: bool = False,
    underline: bool = False,
) -> Font:
    """Return Arial in this look. The result is cached, since making a font takes longer than
    writing a cell.
    """
    return Font(
        name="Arial",
        size=size,
        bold=bold,
        color=colour,
        strike=strike or None,
        underline="single" if underline else None,
    )


def formula(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """Write a formula made by the program, never one that was typed."""
    cell = put(sheet, row, column)
    cell.value = text
    return cell


def text_cell(
    sheet: Worksheet, row: int, column: int, text: str, *, bold: bool = False, colour: str = INK
) -> Cell:
    """Write text that people typed: never a formula, even after it is edited again. Raises
    ValueError if it is too long for a cell.
    """
    if len(text) > MOST_TEXT:
        msg = f"a text of {len(text)} characters does not fit into a cell"
        raise ValueError(msg)
    cell = put(sheet, row, column, None, bold=bold, colour=colour)
    bare_text(cell, text)
    cell.number_format = "@"
    return cell


def bare_text(cell: Cell, text: str) -> None:
    """Write text that people typed without setting a style, for sheets of many thousand rows."""
    cell.value = literal(text)
    cell.data_type = "s"
    cell.quotePrefix = True


def literal(text: str) -> str:
    """Return text as a cell can hold it: characters that XML forbids become U+FFFD, and "_x0041_"
    is escaped so that Excel does not decode it (ECMA-376, 22.9.2.19).
    """
    return _CODED.sub(
        ESCAPED, _UNPRINTABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    )


def header(sheet: Worksheet, row: int, headings: Sequence[str]) -> None:
    """Write a header row: white on navy."""
    for column, heading in enumerate(headings, start=1):
        cell = put(sheet, row, column, heading, bold=True, colour=WHITE)
        cell.fill = fill(NAVY)
        cell.alignment = WRAPPED_MIDDLE
    sheet.row_dimensions[row].height = 30


def upright(sheet: Worksheet, row: int, columns: Collection[str]) -> None:
    """Turn the headings of some columns, which are longer than what is entered below them, and make
    the row as tall as the longest.
    """
    cells = [sheet[f"{letter}{row}"] for letter in columns]
    for cell in cells:
        cell.alignment = Alignment(text_rotation=90, vertical="bottom", horizontal="center")
    tallest = max((text_width(str(cell.value), 11.0, bold=True) for cell in cells), default=18.0)
    sheet.row_dimensions[row].height = max(sheet.row_dimensions[row].height, tallest + 12)


def band(sheet: Worksheet, row: int, text: str, columns: int) -> None:
    """Write a section band across `columns` columns without merging: the text is in the first cell
    and overflows.
    """
    for column in range(1, columns + 1):
        cell = put(
            sheet, row, column, text if column == 1 else None, bold=True, colour=NAVY, wrap=False
        )
        cell.fill = fill(BAND)
    sheet.row_dimensions[row].height = 22


def paragraph(
    sheet: Worksheet, row: int, text: str, widths: Sequence[float], *, bold: bool = False
) -> None:
    """Write a text across the columns of these widths, on as many lines as it needs."""
    put(sheet, row, 1, text, bold=bold)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(widths))
    fit_row(sheet, row, [(text, sum(widths))], 22, bold=bold)


def link(sheet: Worksheet, row: int, column: int, title: str) -> None:
    """Write a link to another sheet of the workbook, with its title as text."""
    cell = put(sheet, row, column, title, wrap=False)
    cell.hyperlink = f"#'{title}'!A4"
    cell.font = Font(name="Arial", size=11, underline="single", color=LINK)


def boxed(cell: Cell) -> Cell:
    """Make a cell one to fill in: unlocked, with a visible border."""
    cell.border = BOX
    cell.protection = UNLOCKED
    return cell


@lru_cache(maxsize=64)
def fill(colour: str) -> PatternFill:
    """Return a solid fill."""
    return PatternFill("solid", fgColor=colour)


def tint(colour: str) -> PatternFill:
    """Return the fill of a conditional format: Excel uses its background colour there, other
    programs the pattern's.
    """
    return PatternFill("solid", fgColor=colour, bgColor=colour)


def safe_sheet_title(text: str) -> str:
    """Return a text as a valid sheet name: at most 31 characters, without those that
    Excel forbids.
    """
    return re.sub(r"[][:*?/\\']", " ", text)[:31].strip()


def print_setup(
    sheet: Worksheet,
    *,
    repeat: str = "1:3",
    left: str = "",
    centre: str = "",
    paper: int = 9,
    portrait: bool = False,
) -> None:
    """Set A4 landscape (or `paper`, or `portrait`), one page wide unless `print_beside` says
    otherwise, header rows repeated, and what every page says in its margins.
    """
    sheet.page_setup.orientation = "portrait" if portrait else "landscape"
    sheet.page_setup.paperSize = paper
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = not sheet.col_breaks.brk
    sheet.print_title_rows = repeat
    sheet.page_margins.left = sheet.page_margins.right = 0.25  # widths.PageSize is what they leave
    above = portrait or len(centre) > _MOST_BELOW
    sheet.page_margins.top = 0.45 if above else 0.3
    sheet.page_margins.bottom = 0.5
    sheet.page_margins.header = sheet.page_margins.footer = 0.25
    sheet.HeaderFooter.scaleWithDoc = False  # or the footer shrinks with a wide sheet
    sheet.oddFooter.left.text, sheet.oddFooter.left.size = left.replace("&", "&&"), 8
    # it would overlap what is left and right of it at the foot of the page
    middle = sheet.oddHeader.center if above else sheet.oddFooter.center
    middle.text, middle.size = centre.replace("&", "&&"), 8
    sheet.oddFooter.right.text, sheet.oddFooter.right.size = (
        _("{sheet}, page {page} of {pages}", sheet="&A", page="&P", pages="&N"),
        8,
    )


def print_beside(
    sheet: Worksheet, widths: Sequence[float], lasts: Sequence[int], again: int
) -> None:
    """Let a sheet print on pages beside each other, large enough to read: each ends with one of the
    columns `lasts`, or with the last of all, and begins with the first columns `again`.
    `print_setup` follows.

    The purpose moves beside the title: among the columns that every page has it would be cut off.
    """
    sheet.print_title_cols = f"A:{letter_of(again)}"
    sheet.page_setup.pageOrder = "overThenDown"
    pages = [widths[: lasts[0]]]
    for last, following in pairwise((*lasts, len(widths))):
        sheet.col_breaks.append(Break(id=last))
        pages.append([*widths[:again], *widths[last:following]])
    sheet.page_setup.scale = int(100 * min(map(print_scale, pages)))
    purpose, sheet["A2"].value = str(sheet["A2"].value), None
    room = widths[again : lasts[0]]
    fits = line_count(purpose, sum(room), 11.0) == 1
    cell = put(sheet, 1, again + 1, purpose, colour=GREY, wrap=False)
    if not fits:
        cell.alignment = WRAPPED_MIDDLE
        sheet.merge_cells(start_row=1, end_row=1, start_column=again + 1, end_column=lasts[0])
        fit_row(sheet, 1, [(purpose, sum(room))], 30)
    sheet.row_dimensions[2].height = 6


def protect(sheet: Worksheet) -> None:
    """Protect a sheet without a password: this prevents accidents, and lets people format rows and
    columns, filter and select everything.
    """
    sheet.protection.sheet = True
    sheet.protection.formatRows = False
    sheet.protection.formatColumns = False
    sheet.protection.autoFilter = False
    sheet.protection.objects = False
    sheet.protection.selectLockedCells = False
    sheet.protection.selectUnlockedCells = False
