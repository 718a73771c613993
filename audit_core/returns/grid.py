"""A workbook as headings and the rows beneath them, whatever its sheets are called, ordered, hidden
or copied into.

A row of headings is known by its words ("Ref", then "Rating" or "Answer"; or "Date" and "What
happened"), never by where it stands.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import attrs

from audit_core.forms.form import EVENT_COLUMNS, HEADINGS, LABEL_HEADINGS
from audit_core.i18n import PLAIN, Language, _, current_language
from audit_core.parsing.cells import raw_text
from audit_core.parsing.folding import fold, is_blank, ref_key
from audit_core.xlsx.address import format_address, parse_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from audit_core.xlsx.cell import Cell
    from audit_core.xlsx.workbook import Book, Sheet

MAGIC = "AUDIT-FORM"
"""In A1 of the hidden sheet that only programs read."""

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
    """A row of headings: the columns of each role, in order (a column that somebody doubled is
    there twice).
    """

    sheet: Sheet
    row: int
    last_row: int
    columns: dict[str, tuple[int, ...]]

    @property
    def is_events(self) -> bool:
        """Whether it heads a chronology."""
        return "answer" not in self.columns and "evidence" not in self.columns


@attrs.frozen(eq=False)
class GridRow:
    """One row beneath some headings, with something in it."""

    head: Head
    row: int
    key: str
    """What stands in its Ref column, as `ref_key` has it."""

    def cells(self, role: str) -> tuple[Cell, ...]:
        """The cells of a role that hold something."""
        cells, row, columns = self.head.sheet.cells, self.row, self.head.columns.get(role, ())
        if len(columns) == 1:  # nearly always
            if (row, columns[0]) not in cells.contents:
                return ()
            only = cells[row, columns[0]]
            return (only,) if holds(only) else ()
        return tuple(
            [
                cell
                for column in columns
                if (cell := cells.get((row, column))) is not None and holds(cell)
            ]
        )

    def is_empty(self, roles: Iterable[str]) -> bool:
        """Whether nothing at all stands in the columns of some roles."""
        contents, row, columns = self.head.sheet.cells.contents, self.row, self.head.columns
        return not any(
            (row, column) in contents for role in roles for column in columns.get(role, ())
        )

    def text(self, role: str) -> str:
        """The text of a role's first filled cell, or ""."""
        return next((raw_text(cell) for cell in self.cells(role)), "")

    def place(self, role: str) -> tuple[int, int] | None:
        """Where a role's first cell is, filled or not; None where there is no such column."""
        columns = self.head.columns.get(role)
        return (self.row, columns[0]) if columns else None

    @property
    def sheet(self) -> Sheet:
        """The sheet it is on."""
        return self.head.sheet


@attrs.frozen(eq=False)
class Grid:
    """All rows of a book: those of questions, those of the chronology, and the cells that defined
    names point to.
    """

    book: Book
    answers: tuple[GridRow, ...]
    events: tuple[GridRow, ...]

    @cached_property
    def names(self) -> dict[str, list[str]]:
        """What each defined name stands for, wherever it belongs."""
        names: dict[str, list[str]] = {}
        for name, target in self.book.names.items():
            names.setdefault(name.rpartition("!")[2], []).append(target)
        return names

    @cached_property
    def places(self) -> dict[tuple[str, int], GridRow]:
        """The rows of questions by sheet and row."""
        return {(line.sheet.name, line.row): line for line in self.answers}

    @cached_property
    def _ends(self) -> dict[str, int]:
        """The last row of each sheet that prints a ref."""
        rows: dict[str, int] = {}
        for line in (*self.answers, *self.events):
            if line.key:
                rows[line.sheet.name] = max(line.row, rows.get(line.sheet.name, 0))
        return rows

    def is_stray(self, line: GridRow) -> bool:
        """Whether a row lies below the form and holds one visible character in all, where no name
        points: a slip of the keyboard.
        """
        if line.key or line.row <= self._ends.get(line.sheet.name, 0):
            return False
        cells = [
            cell for (row, _), cell in line.sheet.cells.items() if row == line.row and holds(cell)
        ]
        if len("".join(map(raw_text, cells)).strip()) > 1:
            return False
        return not any(
            sheet is line.sheet and row == line.row
            for name in self.names
            for sheet, row, _ in self.named(name)
        )

    def named(self, name: str) -> Iterator[tuple[Sheet, int, int]]:
        """The cells a defined name points to, whether it belongs to the workbook or to a sheet. A
        broken one points nowhere.
        """
        for target in self.names.get(name, ()):
            match = _TARGET.fullmatch(target)
            sheet = self.book.sheet(match["sheet"].replace("''", "'")) if match else None
            if match and sheet is not None:
                yield (sheet, *parse_address(match["column"] + match["row"]))

    def line_at(self, sheet: Sheet, row: int) -> GridRow | None:
        """The row of questions at a place, or None."""
        return self.places.get((sheet.name, row))


def grid_of(book: Book) -> Grid:
    """The rows of every sheet but the one that only programs read."""
    answers: list[GridRow] = []
    events: list[GridRow] = []
    for sheet in book.sheets:
        if not is_aside(sheet):
            for head in _heads(sheet):
                (events if head.is_events else answers).extend(_lines(head))
    return Grid(book, tuple(answers), tuple(events))


def is_aside(sheet: Sheet) -> bool:
    """Whether it is the sheet that only programs read."""
    first = sheet.cells.get((1, 1))
    return first is not None and first.value == MAGIC


def holds(cell: Cell) -> bool:
    """Whether anything can be seen in a cell. A formula always can: somebody made it."""
    return type(cell.value) is not str or cell.kind != "text" or not is_blank(cell.value)


@lru_cache(maxsize=4096)
def address(place: tuple[int, int] | None) -> str:
    """A place as people write it, "C7"; "" for none."""
    return format_address(*place) if place else ""


def _heads(sheet: Sheet) -> list[Head]:
    """Every row of headings. Two blocks pasted side by side have one each, from one "Ref" to the
    next; a chronology is known by its "Date" too.
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
    """Whether a row of headings may begin with a cell of this value, as is said now."""
    return type(value) is str and len(value) <= _LONGEST_HEADING and _begins(value, now)


@lru_cache(maxsize=4096)
def _begins(text: str, now: Language) -> bool:
    """Whether a row of headings may begin with this text, as is said now: "Ref", or
    "Date" alone.
    """
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
    """What a cell names if it is a heading, or ""."""
    return (
        _role(cell.value, current_language())
        if type(cell.value) is str and len(cell.value) <= _LONGEST_HEADING
        else ""
    )


@lru_cache(maxsize=4096)
def _role(text: str, now: Language) -> str:
    """What a heading names, as is said now; or "". Remembered, so never asked about what is too
    long to be one.
    """
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
    return found or ("" if now == PLAIN else _roles_said(now).get(fold(text), ""))


@lru_cache(maxsize=8)
def _roles_said(_now: Language) -> dict[str, str]:
    """The role of each heading as it is printed in a round's own words."""
    return {
        fold(_(heading)): role for role, heading in (*HEADINGS, *LABEL_HEADINGS, *EVENT_COLUMNS)
    }


def _lines(head: Head) -> Iterator[GridRow]:
    """The rows beneath a head that hold a ref or an answer, from the top."""
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
