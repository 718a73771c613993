"""How much a returned workbook may ask of us. Each figure is far above any honest form and far
below harm.

Measured on 3,703 workbooks from public sources: none exceeds the file or the unpacked size, two
exceed the number of
parts, and about one in a hundred the number of rows or columns (which is noted, never refused).
"""

from __future__ import annotations

from attrs import frozen

KIB = 1024
MIB = 1024 * KIB


@frozen
class Limits:
    """The limits of one reading. Sizes are in bytes. Beyond any of them a file is refused, unless
    said otherwise.
    """

    file_size: int = 10 * MIB
    """The file as it came: a form is 20 to 60 KiB, so this leaves room for pasted pictures."""
    parts: int = 200
    """Entries of the zip, read before any of them is looked at."""
    part_size: int = 64 * MIB
    unpacked_size: int = 100 * MIB
    """All parts together, counted while they are unpacked: the sizes written in a zip may lie."""
    ratio: int = 100
    """Unpacked to packed, for each part, beyond `ratio_grace`: the mark of a zip bomb (Apache POI
    draws it there too).
    """
    ratio_grace: int = 100 * KIB

    depth: int = 64
    attributes: int = 64
    """Attributes of one element."""
    attribute_length: int = 70_000
    """Characters of one attribute: the ranges of a much-pasted rule are the longest honest ones."""
    token: int = MIB
    """Bytes of one tag, comment or processing instruction: expat reads an unfinished one again with
    every block.
    """
    elements: int = 1_000_000
    """Elements of one part."""
    elements_in_book: int = 2_000_000
    """Elements of all parts that are read: it bounds the time to about a second."""

    rows: int = 10_000
    """A cell further down is left out and noted: one stray key press at the end of a column is
    common.
    """
    columns: int = 512
    """A cell further right is left out and noted."""
    cells: int = 200_000
    """Cells that hold something, in all sheets."""
    strings: int = 100_000
    sheets: int = 50
    names: int = 2_000
    merges: int = 2_000
    """Merged areas of one sheet."""
    merged_cells: int = 100_000
    """Cells of one merged area; areas are never walked beyond what the sheet holds."""
    formats: int = 65_000
    """Cell formats: Excel's own limit is 65,490."""
    format_length: int = 255
    """Characters of a number format: Excel's own limit. A longer one is noted and not taken for a
    date.
    """
    validations: int = 10_000
    """Rules of one sheet that are kept; more are noted."""


LIMITS = Limits()
"""The limits every returned file is read with."""
