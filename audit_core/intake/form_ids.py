"""Which form a workbook is: its Form ID is printed, hidden and in its properties, because each of these can be lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.model.ids import FORM_ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audit_core.xlsx.book import Book


def form_ids(book: Book) -> tuple[str, ...]:
    """Every Form ID anywhere in the book, each once, sorted; a practice form's ends in "/practice"."""
    found = {match[0] for text in _texts(book) if "AF1/" in text for match in FORM_ID.finditer(text)}
    return tuple(sorted(found))


def _texts(book: Book) -> Iterator[str]:
    for sheet in book.sheets:
        for cell in sheet.cells.values():
            if type(cell.value) is str:
                yield cell.value
    yield from book.properties.values()
