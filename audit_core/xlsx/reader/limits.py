"""Limits on what a returned workbook may use: far above any real form, far below what does harm.

Measured on 3,703 workbooks from public sources: none exceeds the file or the unpacked size, two
exceed the number of parts, and about one in a hundred the number of rows or columns (which is
noted, not refused).
"""

from __future__ import annotations

from attrs import frozen

KIB = 1024
MIB = 1024 * KIB


@frozen
class Limits:
    """The limits of one reading. Sizes are in bytes. A file beyond them is refused, unless it says
    otherwise below.
    """

    file_size: int = 10 * MIB
    """The packed file. A form has 20 to 60 KiB, so there is room for pasted pictures."""
    parts: int = 200
    """Entries of the zip, counted before any of them is read."""
    part_size: int = 64 * MIB
    unpacked_size: int = 100 * MIB
    """All parts that are read, together. The sizes declared in a zip may be false, so none is
    unpacked beyond what it declares.
    """
    ratio: int = 100
    """Unpacked to packed size of each part that is read and larger than `ratio_grace`. More means
    a zip bomb; Apache POI has the same limit.
    """
    ratio_grace: int = 100 * KIB

    depth: int = 64
    attributes: int = 64
    """Attributes of one element."""
    attribute_length: int = 70_000
    """Characters of one attribute. The longest real ones are the ranges of much-copied validation
    rules.
    """
    token: int = MIB
    """Bytes of one tag, comment or processing instruction. expat scans an unfinished one again with
    every block.
    """
    elements: int = 1_000_000
    """Elements of one part."""
    elements_in_book: int = 2_000_000
    """Elements of all parts that are read, which limits the time to about a second."""

    rows: int = 10_000
    """A cell further down is left out and noted: a stray key press at the end of a column is
    common.
    """
    columns: int = 512
    """A cell further right is left out and noted."""
    cells: int = 200_000
    """Cells that are not blank, in all sheets."""
    strings: int = 100_000
    sheets: int = 50
    names: int = 2_000
    merges: int = 2_000
    """Merged areas of one sheet."""
    merged_cells: int = 100_000
    """Cells of one merged area. The part of an area beyond the sheet's last cell is never
    walked.
    """
    formats: int = 65_000
    """Cell formats. Excel's own limit is 65,490."""
    format_length: int = 255
    """Characters of a number format. Excel has the same limit. A longer one is noted and not read
    as a date format.
    """
    validations: int = 10_000
    """Rules of one sheet that are kept; more are noted."""


LIMITS = Limits()
"""The limits for every returned file."""
