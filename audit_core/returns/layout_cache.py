"""Cache the layout of a returned form and use it for the next one that is printed alike.

The cell of a field depends on what is printed (headings, refs, wordings, names), not on what is
typed into the answer cells, unless a typed text looks like a heading or asks about a risk. So once
every field of a form was found without doubt, its layout serves for the next form if each printed
cell is the same, no other cell is filled, and no typed text looks like a heading or the risk
question. Otherwise `locate_fields` searches the next form from the start.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import _lru_cache_wrapper, lru_cache
from itertools import chain, compress
from operator import ne

import attrs

from audit_core.forms.form import Field, Form
from audit_core.grouping import grouped
from audit_core.i18n import Language, current_language
from audit_core.parsing.folding import ref_key
from audit_core.returns.concerns import asked_by, asked_elsewhere
from audit_core.returns.grid import EVENT_ROLES, Grid, GridRow, Head, begins, grid_of, is_aside
from audit_core.returns.locate import Location, locate_fields, locations_in, wording_matches
from audit_core.returns.moved_cells import ALL_AGREE, Witnessed, read_witnesses
from audit_core.workbook_style.unread import PrintedTexts
from audit_core.xlsx.address import Place
from audit_core.xlsx.cell import Cell
from audit_core.xlsx.workbook import Book, Sheet, Validation

_LAYOUTS = 4
"""Layouts cached for each form: copies may come from several spreadsheet programs."""
_MOST, _LONGEST = 2_000, 2_000
"""Most printed cells of a layout, and characters of one. A form has about a quarter of either."""
_REMEMBERED = 100  # characters


@attrs.frozen(eq=False)
class KnownLayout:
    """A workbook with its rows, the locations of each field by ref, and the rows left over.

    `known`: found from a cached layout, so nothing was asked or typed outside the form's own cells.
    `witnessed` says which answers were moved.
    `differing` are then the cells that print another text than the form of the layout did.
    """

    grid: Grid
    spots: Mapping[str, tuple[Location, ...]]
    left_over: tuple[GridRow, ...]
    known: bool
    witnessed: Witnessed = ALL_AGREE
    differing: tuple[tuple[Sheet, Cell], ...] = ()


@attrs.frozen(eq=False)
class PageLayout:
    """One sheet of a layout, by the kind of its cells.

    `printed` cells must be the same on the next form, except the `loose` ones, whose text may
    differ (the case, the due date). `formulas` must be the same, but not their results. `typed` are
    the cells to answer in. `rules` must be the same: a rule on another row is a moved answer.
    """

    name: str
    aside: bool
    rules: tuple[Validation, ...]
    printed: dict[Place, str | Cell]
    loose: frozenset[Place]
    formulas: dict[Place, str | None]
    typed: tuple[Place, ...]

    def fits(self, sheet: Sheet, now: Language) -> bool:
        """Return whether a sheet has this layout. The hidden sheet for programs may hold
        anything.
        """
        if sheet.name != self.name or is_aside(sheet) != self.aside:
            return False
        if self.aside:
            return True
        if sheet.validations != self.rules:
            return False
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
    """The layout of a workbook: its pages and defined names, and the rows found on them.

    `heads` are (number of the page, row, last row, columns). `answers` and `events` are (number of
    the head, row, key). `rows` is the number of each field's row in `answers`.
    """

    pages: tuple[PageLayout, ...]
    names: Mapping[str, str]
    heads: tuple[tuple[int, int, int, dict[str, tuple[int, ...]]], ...]
    answers: tuple[tuple[int, int, str], ...]
    events: tuple[tuple[int, int, str], ...]
    rows: tuple[int, ...]

    def fits(self, book: Book) -> bool:
        """Return whether every cell of a workbook fits this layout."""
        now = current_language()
        return (
            len(self.pages) == len(book.sheets)
            and self.names == book.names
            and all(
                page.fits(sheet, now) for page, sheet in zip(self.pages, book.sheets, strict=True)
            )
        )

    def laid(self, book: Book, fields: Sequence[Field]) -> KnownLayout:
        """Return a workbook that fits, with the locations of its fields."""
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
        differing = tuple(
            (sheet, sheet.cells[place])
            for page, sheet in zip(self.pages, book.sheets, strict=True)
            for place in page.loose
            if page.printed[place] != sheet.cells.contents[place]
        )
        return KnownLayout(Grid(book, answers, events), spots, (), known=True, differing=differing)


@attrs.frozen(eq=False)
class FormShape:
    """A form without its case and due date, the layouts of its copies, the latest used first, and
    what was printed on it (see `beside_answers`).
    """

    form: Form
    layouts: list[Layout] = attrs.field(factory=list)
    printed: PrintedTexts = attrs.field(factory=PrintedTexts)

    def lay(self, book: Book) -> KnownLayout:
        """Return the rows and field locations of a workbook that holds this form."""
        fitting = next((layout for layout in self.layouts if layout.fits(book)), None)
        if fitting is not None:
            self.layouts.remove(fitting)
            self.layouts.insert(0, fitting)
            return fitting.laid(book, self.form.fields)
        grid = grid_of(book)
        spots, left_over = locate_fields(grid, self.form.fields)
        witnessed = read_witnesses(grid, self.form.fields, spots)
        return KnownLayout(grid, spots, left_over, known=False, witnessed=witnessed)

    def learn(self, laid: KnownLayout) -> None:
        """Cache the layout of a workbook if it can serve others. Nothing in it may be out
        of place.
        """
        learnable = not laid.known and laid.witnessed.agree
        layout = _layout(laid, self.form) if learnable else None
        if layout is not None:
            self.layouts.insert(0, layout)
            del self.layouts[_LAYOUTS:]


def are_inert(contents: Iterable[str | Cell | None], now: Language) -> bool:
    """Return whether none of these cells affects the layout: none is a heading or the risk
    question.
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
    """Return a cached function: whether a text is a heading or the risk question in this
    language.
    """
    return lru_cache(maxsize=4096)(
        lambda text: begins(text, now) or asked_by(text, now) is not None
    )


def _layout(laid: KnownLayout, form: Form) -> Layout | None:
    """Return the layout of a workbook, or None if it cannot serve others.

    Each field must have one row, with its ref and wording, and each row must be beneath one row of
    headings.
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
    if any(
        row == cell.row and column > cell.column
        for sheet, cell, _ in asked_elsewhere(grid, now)
        for row, column in chain(sheet.cells, typed.get(sheet.name, ()))
    ):
        return None  # a question about risk that has cells to its right may be answered there
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


def _rows(laid: KnownLayout, fields: Iterable[Field]) -> tuple[int, ...] | None:
    """Return the number of each field's row in the grid, or None.

    A row counts if it is the only one with the field's ref and the field was found there: see
    `_is_clean`.
    """
    numbered = grouped(enumerate(laid.grid.answers), lambda pair: pair[1].key)
    rows = []
    for field in fields:
        found = numbered.get(ref_key(field.ref), [])
        if len(found) != 1 or not _is_clean(found[0][1], field, laid.spots[field.ref]):
            return None
        rows.append(found[0][0])
    return tuple(rows)


def _is_clean(line: GridRow, field: Field, spots: Sequence[Location]) -> bool:
    """Return whether a field was found on this row only, by ref and wording, with no column
    copied.
    """
    return (
        all(len(columns) == 1 for columns in line.head.columns.values())
        and len(spots) == 1
        and not spots[0].doubt
        and wording_matches(line, field)
        and locations_in(line, field) == [*spots]
    )


def _page(
    sheet: Sheet, lines: Iterable[GridRow], typed: Sequence[Place], now: Language
) -> PageLayout | None:
    """Return the layout of a sheet, or None if a cell that may differ could affect the layout."""
    if is_aside(sheet):
        return PageLayout(sheet.name, True, (), {}, frozenset(), {}, ())
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
    # Printed text in the answer column, on a row without a ref: "Return | By 23 March".
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
    if (
        any(row in headed for row, _ in chain(typed, formulas))
        or not own.isdisjoint(chain(typed, formulas))
        or not are_inert((*free, *formulas.values()), now)
        or any(len(str(content)) > _LONGEST for content in printed.values())
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
        sheet.validations,
        printed,
        loose,
        {place: cell.formula for place, cell in formulas.items()},
        tuple(typed),
    )
