"""Say what the chair wrote in round.xlsx or partnership.xlsx where nothing is read: own notes and
sheets. They are welcome, and said once so that nobody takes them for read.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_core.grouping import grouped
from audit_core.parsing.cells import raw_text
from audit_core.parsing.folding import fold
from audit_core.problems.problem import Problems
from audit_core.rounds.columns import limit_labels
from audit_core.rounds.round import Round
from audit_core.rounds.writer import build_round_workbook
from audit_core.themes.theme import Theme
from audit_core.workbook_style.labelled_tables import LABELS, sheet_of
from audit_core.workbook_style.unread import printed_texts, unread_problems, unread_things
from audit_core.xlsx.address import Place
from audit_core.xlsx.reader import read_book
from audit_core.xlsx.refusals import Refused
from audit_core.xlsx.workbook import Book, Sheet

_HEADINGS_ROW = 3
"""The row in which the workbook prints the headings of each sheet."""
_HEADINGS_WITHIN = 12


def beside_in_round(data: bytes, file: str, audit_round: Round, theme: Theme) -> Problems:
    """Return a note for each sheet with something that is not read. `data` is the workbook that
    `audit_round` was read from.
    """
    try:
        book = read_book(data)
    except Refused:
        return ()
    printed = read_book(build_round_workbook(audit_round, theme))
    issued = printed_texts(printed)
    for limit in theme.time_limits:
        earlier = (
            *(label for label, _ in limit_labels(limit)),
            *(f"{text}." for text in limit.was),
        )
        issued.texts[fold("Round")].update(map(fold, earlier))
    things = unread_things(book, set(_read(book, printed)), issued, exact=False)
    return unread_problems(things, file, "round.beside")


def _read(book: Book, printed: Book) -> Iterator[tuple[str, Place]]:
    """Yield the cells of a workbook beneath the headings that are printed on the same sheet.

    A row of a table counts if its first cell and another are filled in; a labelled line if its
    label is printed.
    """
    for ours in printed.sheets:
        sheet = sheet_of(book, ours.name)
        headings = [
            fold(raw_text(cell)) for cell in ours.cells.values() if cell.row == _HEADINGS_ROW
        ]
        if sheet is None or not headings:
            continue
        labels = {fold(raw_text(cell)) for cell in ours.cells.values() if cell.column == 1}
        head, columns = _head(sheet, headings)
        rows = grouped(
            (place for place in sheet.cells if place[0] > head and place[1] in columns),
            lambda place: place[0],
        )
        first = min(columns, default=1)
        for row, places in rows.items():
            if fold(LABELS) in headings:
                label = sheet.cells.get((row, first))
                known = label is not None and fold(raw_text(label)) in labels
                yield from ((sheet.name, at) for at in places if known and at[1] == first + 1)
            elif (row, first) in places and len(places) > 1:
                yield from ((sheet.name, place) for place in places)


def _head(sheet: Sheet, headings: list[str]) -> tuple[int, set[int]]:
    """Return the row of the headings, and the columns that have one of them."""
    found: dict[int, set[int]] = {}
    for row, column in sheet.cells:
        if row <= _HEADINGS_WITHIN and fold(raw_text(sheet.cells[row, column])) in headings:
            found.setdefault(row, set()).add(column)
    row = max(found, key=lambda row: (len(found[row]), -row), default=_HEADINGS_ROW)
    return row, found.get(row, set())
