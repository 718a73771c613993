"""Where everything stands on forms that are printed alike: worked out once, then held against every
cell of the next one.

Where a field is answered depends on what is printed (headings, refs, wordings, names) and on
nothing that is typed into the
cells for answers, unless what is typed could itself be a heading or ask about a risk. So a form on
which every field was
found cleanly serves as the layout of the next: each printed cell has to be the same, nothing may
stand where nothing stood,
and no text in the other cells may play a part. If anything is otherwise the form is worked out from
the start.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, compress
from operator import ne
from typing import TYPE_CHECKING

import attrs

from audit_core.i18n import current_language
from audit_core.parsing.folding import ref_key
from audit_core.returns.concerns import asked_by, asked_elsewhere
from audit_core.returns.grid import EVENT_ROLES, Grid, GridRow, Head, begins, grid_of, is_aside
from audit_core.returns.locate import locate_fields, locations_in, wording_matches
from audit_core.xlsx.cell import Cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from functools import _lru_cache_wrapper

    from audit_core.forms.form import Field, Form
    from audit_core.i18n import Language
    from audit_core.returns.locate import Location
    from audit_core.xlsx.workbook import Book, Sheet

    Place = tuple[int, int]

_LAYOUTS = 4
"""Layouts remembered of one form: it may come back from several spreadsheet programs."""
_MOST, _LONGEST = 2_000, 2_000
"""Printed cells of a layout, and characters of one: a form of ours has a quarter of either."""
_REMEMBERED = 100  # characters


@attrs.frozen(eq=False)
class KnownLayout:
    """A book with its rows, the spots of each field by ref, and the rows left over. `known`:
    whether by a layout, so that
    nothing is asked, answered or typed but where the form has a place for it.
    """

    grid: Grid
    spots: Mapping[str, tuple[Location, ...]]
    left_over: tuple[GridRow, ...]
    known: bool


@attrs.frozen(eq=False)
class PageLayout:
    """What one sheet of a layout holds: printed cells, which have to be the same; `loose` ones,
    which may say something else
    (the case, the date due); formulas, whose results differ; and the cells to type in.
    """

    name: str
    aside: bool
    printed: dict[Place, str | Cell]
    loose: frozenset[Place]
    formulas: dict[Place, str | None]
    typed: tuple[Place, ...]

    def fits(self, sheet: Sheet, now: Language) -> bool:
        """Whether a sheet is printed so. The sheet that only programs read may hold anything."""
        if sheet.name != self.name or is_aside(sheet) != self.aside:
            return False
        if self.aside:
            return True
        contents = sheet.cells.contents
        other = [
            *compress(self.printed, map(ne, self.printed.values(), map(contents.get, self.printed)))
        ]
        free = [contents.get(place) for place in other]
        answers = [found for place in self.typed if (found := contents.get(place)) is not None]
        results = [
            found for place in self.formulas if isinstance(found := contents.get(place), Cell)
        ]
        return (
            len(contents) == len(self.printed) + len(self.formulas) + len(answers)
            and self.loose.issuperset(other)
            and all(isinstance(found, str) for found in free)
            and [cell.formula for cell in results] == [*self.formulas.values()]
            and are_inert((*answers, *free, *results), now)
        )


@attrs.frozen(eq=False)
class Layout:
    """The pages of a book, its names, and what was found on them: `heads` by the number of their
    page, rows by the number of
    their head, and for each field the number of its row.
    """

    pages: tuple[PageLayout, ...]
    names: Mapping[str, str]
    heads: tuple[tuple[int, int, int, dict[str, tuple[int, ...]]], ...]
    answers: tuple[tuple[int, int, str], ...]
    events: tuple[tuple[int, int, str], ...]
    rows: tuple[int, ...]

    def fits(self, book: Book) -> bool:
        """Whether a book is laid out so, to the last cell."""
        now = current_language()
        return (
            len(self.pages) == len(book.sheets)
            and self.names == book.names
            and all(
                page.fits(sheet, now) for page, sheet in zip(self.pages, book.sheets, strict=True)
            )
        )

    def laid(self, book: Book, fields: Sequence[Field]) -> KnownLayout:
        """A book that fits, and its fields where they have to be."""
        heads = [
            Head(book.sheets[page], row, last_row, columns)
            for page, row, last_row, columns in self.heads
        ]
        answers, events = (
            tuple([GridRow(heads[head], row, key) for head, row, key in rows])
            for rows in (self.answers, self.events)
        )
        spots = {
            field.ref: tuple(locations_in(answers[row], field))
            for field, row in zip(fields, self.rows, strict=True)
        }
        return KnownLayout(Grid(book, answers, events), spots, (), known=True)


@attrs.frozen(eq=False)
class FormShape:
    """A form, as all forms that differ only in their case and date, and how copies of it were laid
    out: the latest first.
    """

    form: Form
    layouts: list[Layout] = attrs.field(factory=list)

    def lay(self, book: Book) -> KnownLayout:
        """The rows and fields of a book that is this form."""
        fitting = next((layout for layout in self.layouts if layout.fits(book)), None)
        if fitting is not None:
            self.layouts.remove(fitting)
            self.layouts.insert(0, fitting)
            return fitting.laid(book, self.form.fields)
        grid = grid_of(book)
        return KnownLayout(grid, *locate_fields(grid, self.form.fields), known=False)

    def learn(self, laid: KnownLayout) -> None:
        """Remembers how a book was laid out, if it can serve others. It must have no answer, and no
        word, out of place.
        """
        layout = None if laid.known else _layout(laid, self.form)
        if layout is not None:
            self.layouts.insert(0, layout)
            del self.layouts[_LAYOUTS:]


def are_inert(contents: Iterable[str | Cell | None], now: Language) -> bool:
    """Whether nothing that stands in these cells plays a part in where things are: it heads no
    rows, and asks about no risk.
    """
    values = [content.value if isinstance(content, Cell) else content for content in contents]
    plays = _part_in(now)
    return not any(
        plays(text) if len(text) <= _REMEMBERED else plays.__wrapped__(text)
        for text in values
        if isinstance(text, str)
    )


@lru_cache(maxsize=8)
def _part_in(now: Language) -> _lru_cache_wrapper[bool]:
    """Whether a text plays a part, as is said now. What is short is remembered: most of it is on
    every form.
    """
    return lru_cache(maxsize=4096)(
        lambda text: begins(text, now) or asked_by(text, now) is not None
    )


def _layout(laid: KnownLayout, form: Form) -> Layout | None:
    """How a book is laid out, if each field has one row, by its ref and its words, beneath headings
    that are there once.
    """
    grid, now = laid.grid, current_language()
    lines = (*grid.answers, *grid.events)
    rows = _rows(laid, form.fields)
    if rows is None or len({(line.sheet.name, line.row) for line in lines}) < len(lines):
        return None
    typed: dict[str, list[Place]] = {}
    for line, roles in chain(
        ((grid.answers[row], ("answer", "evidence")) for row in rows),
        ((line, EVENT_ROLES) for line in grid.events if line.key),
    ):
        typed.setdefault(line.sheet.name, []).extend(
            place for role in roles if (place := line.place(role))
        )
    if not all(
        _stands_alone(cell, chain(sheet.cells, typed.get(sheet.name, ())))
        for sheet, cell, _ in asked_elsewhere(grid, now)
    ):
        return None
    pages = [
        _page(
            sheet, [line for line in lines if line.sheet is sheet], typed.get(sheet.name, ()), now
        )
        for sheet in grid.book.sheets
    ]
    found = [page for page in pages if page is not None]
    if len(found) < len(pages) or sum(len(page.printed) for page in found) > _MOST:
        return None
    heads = [*{id(line.head): line.head for line in lines}.values()]
    number = {id(head): at for at, head in enumerate(heads)}
    sheets = {id(sheet): at for at, sheet in enumerate(grid.book.sheets)}
    answers, events = (
        tuple((number[id(line.head)], line.row, line.key) for line in group)
        for group in (grid.answers, grid.events)
    )
    return Layout(
        tuple(found),
        grid.book.names,
        tuple((sheets[id(head.sheet)], head.row, head.last_row, head.columns) for head in heads),
        answers,
        events,
        rows,
    )


def _stands_alone(cell: Cell, places: Iterable[Place]) -> bool:
    """Whether none of these places is to the right of a cell: whatever it asks, nobody
    can reply.
    """
    return not any(row == cell.row and column > cell.column for row, column in places)


def _rows(laid: KnownLayout, fields: Iterable[Field]) -> tuple[int, ...] | None:
    """The number of each field's row, if it is the only one with its ref, has its words, and is
    where the field was found.
    """
    numbers: dict[str, list[int]] = {}
    for number, line in enumerate(laid.grid.answers):
        numbers.setdefault(line.key, []).append(number)
    rows = []
    for field in fields:
        found = numbers.get(ref_key(field.ref), [])
        if len(found) != 1 or not _is_clean(
            laid.grid.answers[found[0]], field, laid.spots[field.ref]
        ):
            return None
        rows.append(found[0])
    return tuple(rows)


def _is_clean(line: GridRow, field: Field, spots: Sequence[Location]) -> bool:
    """Whether a row has a field's words, each heading above it once, and is where the field was
    found, without a doubt.
    """
    once = all(len(columns) == 1 for columns in line.head.columns.values())
    return (
        once
        and len(spots) == 1
        and not spots[0].doubt
        and wording_matches(line, field)
        and locations_in(line, field) == [*spots]
    )


def _page(
    sheet: Sheet, lines: Iterable[GridRow], typed: Sequence[Place], now: Language
) -> PageLayout | None:
    """What a sheet holds, if nothing that may differ could play a part in where things are."""
    if is_aside(sheet):
        return PageLayout(sheet.name, True, {}, frozenset(), {}, ())
    headed = {cell.row for cell in sheet.cells.values() if begins(cell.value, now)}
    rows = {line.row: line.head.columns for line in lines}
    places = frozenset(typed)
    printed = {
        place: content
        for place, content in sheet.cells.contents.items()
        if place not in places and (isinstance(content, str) or content.kind != "formula")
    }
    formulas = {
        place: cell
        for place, cell in sheet.cells.items()
        if place not in places and cell.kind == "formula"
    }
    # Words of ours in the column of answers, on a row without a ref: "Return | By 23 March".
    aside = {
        line.row: {
            column for role in ("answer", "evidence") for column in line.head.columns.get(role, ())
        }
        for line in lines
        if not line.key
    }
    own = {
        (row, column)
        for row, columns in rows.items()
        for role in ("ref", "wording")
        for column in columns.get(role, ())
    }
    free = [cell for place in typed if (cell := sheet.cells.get(place)) is not None]
    if any(row in headed for row, _ in chain(typed, formulas)) or not own.isdisjoint(
        chain(typed, formulas)
    ):
        return None
    if not are_inert((*free, *formulas.values()), now) or any(
        len(str(content)) > _LONGEST for content in printed.values()
    ):
        return None
    texts = [
        place
        for place, content in printed.items()
        if isinstance(content, str) and place[0] not in headed and are_inert((content,), now)
    ]
    loose = frozenset(
        (row, column) for row, column in texts if row not in rows or column in aside.get(row, ())
    )
    return PageLayout(
        sheet.name,
        False,
        printed,
        loose,
        {place: cell.formula for place, cell in formulas.items()},
        tuple(typed),
    )
