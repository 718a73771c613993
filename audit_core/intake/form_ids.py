"""Which form a workbook is: its Form ID is printed, hidden, in its properties and at the foot of every sheet, because each can be lost.

A sheet that was brought in from another form carries that form's at its foot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.model.ids import FORM_ID

if TYPE_CHECKING:
    from audit_core.xlsx.book import Book

_BETWEEN = "\n"
"""What no Form ID holds: two texts never make one together."""


def form_ids(book: Book) -> tuple[str, ...]:
    """Every Form ID anywhere in the book, each once, sorted; a practice form's ends in "/practice"."""
    texts = (*(sheet.cells.texts(_BETWEEN) for sheet in book.sheets), *(sheet.margins for sheet in book.sheets), *book.properties.values())
    return tuple(sorted({found for text in texts if "AF1/" in text for found in FORM_ID.findall(text)}))
