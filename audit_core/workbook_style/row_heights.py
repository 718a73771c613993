"""Compute how tall a row must be for its text, from the character widths of Arial: no spreadsheet
program is running when a file is written.

Liberation Sans has the same widths, so LibreOffice wraps where Excel does.
"""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl.worksheet.worksheet import Worksheet

# Advance widths of Arial in thousandths of an em, for the characters from space to tilde.
_WIDTHS = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *(556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556),
    *(1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778),
    *(667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556),
    *(333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556),
    *(556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584),
)
_OTHER = 600
_UNBROKEN = "\u00a0"
_KEPT = 24  # characters: more would leave half a line empty
BOLD = 1.08
PIXELS = 8  # width of a digit in Arial 11, the unit of a column's width
LINE = 1.28  # a line's height as a multiple of the font size, as Excel has it for Arial 10 and 11
USABLE_LINE_SHARE = 0.97  # screens round the width of every letter, so a line may hold less
MAX_ROW_HEIGHT = 409.0  # points: the tallest row a workbook allows


def unbroken(text: str) -> str:
    """Return a short text with no-break spaces, so that it is not split across lines: an answer of
    a few words, or a date.
    """
    return text.replace(" ", _UNBROKEN) if len(text) <= _KEPT else text


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of text in points."""
    plain = text.replace(_UNBROKEN, " ")
    units = sum(
        _WIDTHS[ord(character) - 32] if 32 <= ord(character) < 127 else _OTHER
        for character in plain
    )
    return units * size / 1000 * (BOLD if bold else 1)


def heading_width(heading: str) -> float:
    """Return the least width, in characters, of a column whose heading breaks only between
    words.
    """
    widest = max((text_width(word, 11.0, bold=True) for word in heading.split()), default=0.0)
    return (widest / 0.75 + 18) / PIXELS  # with the indent and the cell's own margins


def line_count(text: str, column: float, size: float, *, bold: bool = False) -> int:
    """Return how many lines `text` takes in a column `column` characters wide: words wrap, and a
    word longer than a line is broken.
    """
    room = (
        (column * PIXELS + 5) * 0.75 - 16
    ) * USABLE_LINE_SHARE  # less the indent and the cell's own margins
    lines = 0
    for paragraph in text.split("\n"):
        lines += 1
        used = 0.0
        for word in paragraph.split(" "):
            wide = text_width(word, size, bold=bold)
            space = text_width(" ", size, bold=bold) if used else 0.0
            if used + space + wide > room and used:
                lines += 1
                used, space = 0.0, 0.0
            lines += int(wide // room) if wide > room else 0
            used += space + (wide % room if wide > room else wide)
    return lines


def row_height(cells: list[tuple[str, float, float, bool]], least: float = 20.0) -> float:
    """Return the height in points of the tallest of some cells, given as (text, column width, font
    size, bold).
    """
    tallest = max(
        (
            line_count(text, column, size, bold=bold) * size * LINE
            for text, column, size, bold in cells
            if text
        ),
        default=0.0,
    )
    return min(MAX_ROW_HEIGHT, max(least, round(tallest + 7, 1)))


def fit_row(
    sheet: Worksheet,
    row: int,
    cells: Iterable[tuple[str, float]],
    least: float = 20.0,
    *,
    bold: bool = False,
) -> None:
    """Set the height of a row for its texts in Arial 11, each with the width of its column."""
    sheet.row_dimensions[row].height = row_height(
        [(text, width, 11.0, bold) for text, width in cells], least
    )
