"""Say what the chair wrote in round.xlsx or partnership.xlsx where nothing is read: own notes and
sheets. They are welcome, and said once so that nobody takes them for read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import attrs

from audit_core.grouping import grouped
from audit_core.parsing.cells import raw_text
from audit_core.parsing.folding import fold
from audit_core.problems.problem import Problems
from audit_core.rounds.columns import limit_labels
from audit_core.rounds.round import Round, Subject
from audit_core.rounds.writer import OF_ROUND, build_round_workbook
from audit_core.themes.theme import Theme
from audit_core.workbook_style.labelled_tables import LABELS, sheet_of
from audit_core.workbook_style.unread import (
    PrintedTexts,
    printed_texts,
    typed_cells,
    unread_cell,
    unread_problems,
    unread_things,
)
from audit_core.xlsx.address import Place
from audit_core.xlsx.cell import Cell
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
    printed = read_book(build_round_workbook(_short(audit_round), theme))
    earlier = _earlier(theme)
    texts = _printed(printed, audit_round, earlier)
    # a title that was changed since is printed as it was; the file's own property has it
    texts.texts[fold("Round")].add(fold(book.properties.get("title", "").removesuffix(OF_ROUND)))
    read = {*_read(book, printed, earlier), *_titles(book, audit_round)}
    things = unread_things(book, read, texts, exact=False)
    return unread_problems(things, file, "round.beside", "round.beside_risk")


def not_taken_over(data: bytes, file: str, texts: Collection[str]) -> Problems:
    """Return a note for each sheet of partnership.xlsx with cells that hold one of these texts,
    which are read and not taken over.
    """
    folded = set(map(fold, texts)) - {""}
    things = (
        unread_cell(sheet, cell)
        for sheet, cell in typed_cells(read_book(data))
        if cell.column > 1 and fold(raw_text(cell)) in folded
    )
    return unread_problems(things, file, "partnership.not_taken", "round.beside_risk")


def _earlier(theme: Theme) -> set[str]:
    """Return what other versions, and rounds of other nations, print of the theme's time limits."""
    return {
        fold(text)
        for limit in theme.time_limits
        for text in (
            *(label for label, _ in limit_labels(limit)),
            *(f"{text}." for text in limit.was),
        )
    }


def _printed(printed: Book, audit_round: Round, earlier: set[str]) -> PrintedTexts:
    """Return what is printed in a workbook of the round: not its answers, which may be anything."""
    texts = printed_texts(printed)
    answers = set(_read(printed, printed))
    for sheet in printed.sheets:
        texts.texts[fold(sheet.name)] = {
            fold(raw_text(cell))
            for place, cell in sheet.cells.items()
            if (sheet.name, place) not in answers
        } | {fold(subject.ref) for subject in audit_round.subjects}  # alone on its row: a spare
    texts.texts[fold("Round")] |= earlier
    default = attrs.fields(Round).marking.default  # printed, if another was chosen since
    texts.margins.add(fold(str(default)))
    return texts


def _titles(book: Book, audit_round: Round) -> Iterator[tuple[str, Place]]:
    """Yield the cells that repeat the title of the round, which the chair typed: a note that is
    only nearly the same is a note.
    """
    sheet = sheet_of(book, "Round")
    if sheet is not None:
        for place, cell in sheet.cells.items():
            if fold(raw_text(cell)) == fold(audit_round.title):
                yield sheet.name, place


def _short(audit_round: Round) -> Round:
    """Return the round without a title and with its last case and its last meeting only: a workbook
    of it prints the same headings and the same spare references, and takes no time.
    """
    last = {subject.kind: subject for subject in sorted(audit_round.subjects, key=_number)}
    return attrs.evolve(audit_round, title="", subjects=tuple(last.values()))


def _number(subject: Subject) -> tuple[int, str]:
    return len(subject.ref), subject.ref


def _read(book: Book, printed: Book, earlier: Collection[str] = ()) -> Iterator[tuple[str, Place]]:
    """Yield the cells of a workbook beneath the headings that are printed on the same sheet.

    A row of a table counts if its first cell and another are filled in; a labelled line if its
    label is printed, or was by an `earlier` version.
    """
    for ours in printed.sheets:
        sheet = sheet_of(book, ours.name)
        headings = [
            fold(raw_text(cell)) for cell in ours.cells.values() if cell.row == _HEADINGS_ROW
        ]
        if sheet is None or not headings:
            continue
        labels = {
            *earlier,
            *(fold(raw_text(cell)) for cell in ours.cells.values() if _is_label(ours, cell)),
        }
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


def _is_label(printed: Sheet, cell: Cell) -> bool:
    """Whether a printed cell is the label of a line, which has its help beside the answer."""
    return cell.column == 1 and (cell.row, 3) in printed.cells


def _head(sheet: Sheet, headings: list[str]) -> tuple[int, set[int]]:
    """Return the row of the headings, and the columns that have one of them."""
    found: dict[int, set[int]] = {}
    for row, column in sheet.cells:
        if row <= _HEADINGS_WITHIN and fold(raw_text(sheet.cells[row, column])) in headings:
            found.setdefault(row, set()).add(column)
    row = max(found, key=lambda row: (len(found[row]), -row), default=_HEADINGS_ROW)
    return row, found.get(row, set())
