"""How wide the columns of a sheet are: on a screen in pixels, and on paper once they are fitted to
its width.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

DIGIT = 8.16
"""Pixels of a digit in Arial 11, our Normal style: the unit of a column's width. Excel rounds it to
8, LibreOffice does not.
"""
SCREEN = 1300
"""Pixels of columns that a screen of 1366 shows at 100 %, beside row numbers and scroll bar."""
_POINTS = 0.75  # points in a pixel


@attrs.frozen
class PageSize:
    """Points within the margins that styles.print_setup sets: across and down."""

    across: float
    down: float


A4_LANDSCAPE, A4_PORTRAIT = PageSize(805.0, 537.0), PageSize(559.0, 773.0)
A3_LANDSCAPE = PageSize(1154.0, 784.0)


def pixels(widths: Iterable[float]) -> float:
    """Return how many pixels columns of these widths (in characters) take at 100 %, at most."""
    return sum(widths) * DIGIT


def print_scale(widths: Iterable[float], paper: PageSize = A4_LANDSCAPE) -> float:
    """Return by how much these columns shrink to fit the width of the paper: whole percents, as
    programs do, and never larger than life.
    """
    across = pixels(widths) * _POINTS
    return min(1.0, int(100 * paper.across / across) / 100)
