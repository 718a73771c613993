"""Read a workbook as headings and the rows beneath them.

The names, order and visibility of sheets do not matter. A row of headings is recognised by its
words ("Ref", then "Rating" or "Answer"; or "Date" and "What happened"), not by its position.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

import attrs

from audit_core.forms.form import EVENT_COLUMNS, HEADINGS, LABEL_HEADINGS
from audit_core.i18n import PLAIN, Language, _, current_language
from audit_core.parsing.cells import raw_text
from audit_core.parsing.folding import fold, is_blank, ref_key
from audit_core.xlsx.address import Place, format_address, parse_address
from audit_core.xlsx.cell import Cell
from audit_core.xlsx.workbook import Book, Sheet

MAGIC = "AUDIT-FORM"
"""The text in A1 of the hidden sheet that only programs read."""

_FIRST_WORDS = {
    "ref": "ref",
    "reference": "ref",
    "standard": "wording",
    "question": "wording",
    "rating": "answer",
    "answer": "answer",
    "evidence": "evidence",
    "date": "date",
    "source": "source",
    "kind": "kind",
}
_FIRST_THREE = {"what happened": "what", "what it was": "child", "what was done": "done"}
EVENT_ROLES = ("date", "source", "kind", "what", "child", "done")
_TARGET = re.compile(r"'?(?P<sheet>.+?)'?!\$?(?P<column>[A-Z]{1,3})\$?(?P<row>\d{1,7})", re.DOTALL)
_LONGEST_HEADING = 200


@attrs.frozen(eq=False)
class Head:
    """A row of headings: the columns of each role, from left to right. A copied column is there
    twice.
    """

    sheet: Sheet
    row: int
    last_row: int
    columns: dict[str, tuple[int, ...]]

    @property
    def is_events(self) -> bool:
        """Whether these are the headings of a chronology."""
        return "answer" not in self.columns and "evidence" not in self.columns


@attrs.frozen(eq=False)
class GridRow:
    """One row beneath a row of headings, with a ref or an answer in it."""

    head: Head
    row: int
    key: str
    """The text of its Ref column, as `ref_key` folds it; "" if there is none."""

    def cells(self, role: str) -> tuple[Cell, ...]:
        """Return the cells of a role that are not blank."""
        cells, row, columns = self.head.sheet.cells, self.row, self.head.columns.get(role, ())
        if len(columns) == 1:  # nearly always
            if (row, columns[0]) not in cells.contents:
                return ()
            only = cells[row, columns[0]]
            return (only,) if holds(only) else ()
        found = (cells.get((row, column)) for column in columns)
        return tuple(cell for cell in found if cell is not None and holds(cell))

    def is_empty(self, roles: Iterable[str]) -> bool:
        """Return whether the columns of these roles hold nothing, not even a space."""
        contents, row, columns = self.head.sheet.cells.contents, self.row, self.head.columns
        return not any(
            (row, column) in contents for role in roles for column in columns.get(role, ())
        )

    def text(self, role: str) -> str:
        """Return the text of a role's first filled cell, or ""."""
        return next((raw_text(cell) for cell in self.cells(role)), "")

    def place(self, role: str) -> Place | None:
        """Return the (row, column) of a role's first cell, blank or not; None if it has no
        column.
        """
        columns = self.head.columns.get(role)
        return (self.row, columns[0]) if columns else None

    @property
    def sheet(self) -> Sheet:
        """The sheet of the row."""
        return self.head.sheet


@attrs.frozen(eq=False)
class Grid:
    """All rows of a workbook: `answers` to questions and `events` of the chronology."""

    book: Book
    answers: tuple[GridRow, ...]
    events: tuple[GridRow, ...]

    @cached_property
    def names(self) -> dict[str, list[str]]:
        """The targets of each defined name, of the workbook and of its sheets."""
        names: dict[str, list[str]] = {}
        for name, target in self.book.names.items():
            names.setdefault(name.rpartition("!")[2], []).append(target)
        return names

    @cached_property
    def places(self) -> dict[tuple[str, int], GridRow]:
        """The rows of questions by (sheet, row)."""
        return {(line.sheet.name, line.row): line for line in self.answers}

    @cached_property
    def _ends(self) -> dict[str, int]:
        """The last row with a ref, by sheet."""
        rows: dict[str, int] = {}
        for line in (*self.answers, *self.events):
            if line.key:
                rows[line.sheet.name] = max(line.row, rows.get(line.sheet.name, 0))
        return rows

    def is_stray(self, line: GridRow) -> bool:
        """Return whether a row is a slip of the keyboard.

        It is one if it is below the form, has one visible character at most, and no defined name
        points to it.
        """
        if line.key or line.row <= self._ends.get(line.sheet.name, 0):
            return False
        cells = (
            cell for (row, _), cell in line.sheet.cells.items() if row == line.row and holds(cell)
        )
        return len("".join(map(raw_text, cells)).strip()) <= 1 and not any(
            sheet is line.sheet and row == line.row
            for name in self.names
            for sheet, row, _ in self.named(name)
        )

    def named(self, name: str) -> Iterator[tuple[Sheet, int, int]]:
        """Yield (sheet, row, column) of the cells a defined name points to. A broken name yields
        nothing.
        """
        for target in self.names.get(name, ()):
            match = _TARGET.fullmatch(target)
            sheet = self.book.sheet(match["sheet"].replace("''", "'")) if match else None
            if match and sheet is not None:
                yield (sheet, *parse_address(match["column"] + match["row"]))


def grid_of(book: Book) -> Grid:
    """Return the rows of every sheet, except the hidden one that only programs read."""
    answers: list[GridRow] = []
    events: list[GridRow] = []
    for sheet in book.sheets:
        if not is_aside(sheet):
            for head in _heads(sheet):
                (events if head.is_events else answers).extend(_lines(head))
    return Grid(book, tuple(answers), tuple(events))


def is_aside(sheet: Sheet) -> bool:
    """Return whether this is the hidden sheet that only programs read."""
    first = sheet.cells.get((1, 1))
    return first is not None and first.value == MAGIC


def holds(cell: Cell) -> bool:
    """Return whether anything can be seen in a cell. A formula always counts as visible."""
    return type(cell.value) is not str or cell.kind != "text" or not is_blank(cell.value)


@lru_cache(maxsize=4096)
def address(place: Place | None) -> str:
    """Return a place as people write it, "C7"; "" for None."""
    return format_address(*place) if place else ""


def _heads(sheet: Sheet) -> list[Head]:
    """Return every row of headings on a sheet.

    Two blocks pasted side by side have one each: a new block begins at each "Ref", or at "Date" for
    a chronology without a Ref column.
    """
    now = current_language()
    rows = {cell.row for cell in sheet.cells.values() if begins(cell.value, now)}
    found: list[tuple[int, dict[str, tuple[int, ...]]]] = []
    for row in sorted(rows):
        cells = sorted(
            (cell for cell in sheet.cells.values() if cell.row == row), key=lambda cell: cell.column
        )
        for block in _blocks(cells):
            columns: dict[str, tuple[int, ...]] = {}
            for cell in block:
                if role := _role_of(cell):
                    columns[role] = (*columns.get(role, ()), cell.column)
            if columns.keys() & {"answer", "evidence"} or (
                {"date"} < columns.keys() and columns.keys() & {"what", "child", "done"}
            ):
                found.append((row, columns))
    tops = sorted({row for row, _ in found})
    ends = dict(zip(tops, [*(row - 1 for row in tops[1:]), 1 << 30], strict=True)) if tops else {}
    return [Head(sheet, row, ends[row], columns) for row, columns in found]


def begins(value: object, now: Language) -> bool:
    """Return whether a row of headings may begin with a cell of this value, in the given
    language.
    """
    return type(value) is str and len(value) <= _LONGEST_HEADING and _begins(value, now)


@lru_cache(maxsize=4096)
def _begins(text: str, now: Language) -> bool:
    """Return whether a row of headings may begin with this text: "Ref", or "Date" alone."""
    return _role(text, now) == "ref" or text.strip().casefold() in {"date", _("Date").casefold()}


def _blocks(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    block: list[Cell] = []
    for cell in cells:
        role = _role_of(cell)
        if role == "ref" or (role == "date" and not block):
            if block:
                yield block
            block = [cell]
        elif block:
            block.append(cell)
    if block:
        yield block


def _role_of(cell: Cell) -> str:
    """Return the role that a cell names as a heading, or ""."""
    return (
        _role(cell.value, current_language())
        if type(cell.value) is str and len(cell.value) <= _LONGEST_HEADING
        else ""
    )


@lru_cache(maxsize=4096)
def _role(text: str, now: Language) -> str:
    """Return the role that a heading names, or "". Cached, so the caller leaves out long texts."""
    words = text.split(maxsplit=3)
    if not words:
        return ""
    first = words[0].casefold().strip(".:*")
    if first == "what":
        found = _FIRST_THREE.get(" ".join(words[:3]).casefold()) or _FIRST_THREE.get(
            " ".join(words[:2]).casefold(), ""
        )
    else:
        found = _FIRST_WORDS.get(first, "")
    return found or ("" if now == PLAIN else _printed_roles(now).get(fold(text), ""))


@lru_cache(maxsize=8)
def _printed_roles(_now: Language) -> dict[str, str]:
    """Return the role of each heading as it is printed with a round's own local terms."""
    return {
        fold(_(heading)): role for role, heading in (*HEADINGS, *LABEL_HEADINGS, *EVENT_COLUMNS)
    }


def _lines(head: Head) -> Iterator[GridRow]:
    """Yield the rows beneath a head that hold a ref or an answer, from the top."""
    columns = {
        column for role, places in head.columns.items() if role != "wording" for column in places
    }
    rows = {
        row
        for row, column in head.sheet.cells
        if head.row < row <= head.last_row and column in columns
    }
    for row in sorted(rows):
        refs = (head.sheet.cells.get((row, column)) for column in head.columns.get("ref", ()))
        key = next(
            (
                ref_key(cell.value)
                for cell in refs
                if cell is not None and type(cell.value) is str and len(cell.value) < 40
            ),
            "",
        )
        yield GridRow(head, row, key)
