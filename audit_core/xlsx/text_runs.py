"""The result of joining the runs of a text: its words, its format, and what had to be changed in
it.
"""

from __future__ import annotations

STRUCK, PLAIN, AS_CELL = 1, 2, 4
"""Formats of runs: struck through, not struck through, or as in the font of the cell."""

TextRun = tuple[str, int, int]
"""(cleaned text, formats of its runs added up, what `clean` changed)."""
