"""Say what was typed where nothing reads it: the one rule by which nothing typed is lost.

    typed = every cell that is not blank, every header and footer of a printed page, and every
            comment, text box, shape, control and picture
    unread = typed, without what a reader read, and without what the workbook was issued with

A reader says which cells it read. What was issued is known by its words and not by its place, so
rows and sheets may have been moved.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from difflib import SequenceMatcher

import attrs

from audit_core.grouping import grouped
from audit_core.i18n import _, join_words, ngettext, plural
from audit_core.parsing.cells import raw_text, shown_text
from audit_core.parsing.folding import fold, fold_printed, is_blank
from audit_core.parsing.risk_words import may_say_risk
from audit_core.problems.problem import Problem, Where, problem
from audit_core.xlsx.address import Place, parse_address
from audit_core.xlsx.cell import Cell
from audit_core.xlsx.workbook import Book, Sheet

LISTS = "Lists"
"""The hidden sheet that holds the choices of drop-down lists."""
MAX_CELLS_NAMED = 8
"""The cells that one line names before "and n more"."""
_SIMILAR = 0.6
_LONGEST_COMPARED = 600
_PARTS_OF_MARGIN = re.compile(r"&[LCR]|\n")
_CODE_OF_MARGIN = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f]{2}[+-]\d{3}|K[0-9A-Fa-f]{6}|[A-Za-z])')
"""A font, a size, a colour, or something such as the page number, in a header or footer."""
_LITERAL = re.compile(r'"((?:[^"]|"")*)"')
_KINDS = {
    "cell": plural("{count} cell", "{count} cells"),
    "header or footer": plural("{count} header or footer", "{count} headers or footers"),
    "comment": plural("{count} comment", "{count} comments"),
    "text box": plural("{count} text box", "{count} text boxes"),
    "shape": plural("{count} shape", "{count} shapes"),
    "control": plural("{count} tick box or button", "{count} tick boxes or buttons"),
    "picture": plural("{count} picture", "{count} pictures"),
    "drawing": plural("{count} drawing", "{count} drawings"),
}
"""What a line counts, in this order."""


@attrs.frozen
class UnreadThing:
    """One thing that was typed or drawn and not read: its sheet, its cell ("" if not known), its
    kind, and its words.
    """

    sheet: str
    cell: str
    kind: str
    text: str

    @property
    def may_say_risk(self) -> bool:
        """Whether its words may say that somebody is at risk."""
        return may_say_risk(self.text)


@attrs.frozen(eq=False)
class PrintedTexts:
    """What a workbook was issued with: the texts of each sheet by its folded name, the formulas,
    the texts that formulas can show, and the texts of headers and footers.

    Where a method takes `neutral`, it folds a text, and may put a mark for what differs between two
    workbooks of one kind.
    """

    texts: dict[str, set[str]] = attrs.field(factory=dict)
    formulas: set[str] = attrs.field(factory=set)
    shown: set[str] = attrs.field(factory=set)
    margins: set[str] = attrs.field(factory=set)

    def add(self, book: Book, neutral: Callable[[str], str] = fold) -> None:
        """Add all that is in a workbook as it was issued."""
        for sheet in book.sheets:
            texts = self.texts.setdefault(fold(sheet.name), set())
            self.margins.update(map(neutral, margin_texts(sheet.margins)))
            for cell in sheet.cells.values():
                if cell.kind == "formula":
                    self.formulas.add(_without_rows(cell.formula))
                    self.shown.update(_literals(cell.formula))
                else:
                    texts.add(neutral(raw_text(cell)))

    def on(self, sheet: str) -> Collection[str]:
        """Return the texts of a sheet; those of all sheets if no such sheet was issued."""
        found = self.texts.get(fold_printed(sheet))
        return set().union(*self.texts.values()) if found is None else found

    def holds(self, sheet: str, cell: Cell, neutral: Callable[[str], str] = fold) -> bool:
        """Return whether a cell is as it was issued."""
        if cell.kind == "formula":
            return (
                _without_rows(cell.formula) in self.formulas
                or (bool(literals := _literals(cell.formula)) and literals <= self.shown)
                or self._can_show(shown_text(cell))
            )
        text = raw_text(cell)
        return neutral(text) in self.on(sheet) or self._can_show(text)

    def _can_show(self, text: str) -> bool:
        """Return whether a formula that was issued can show a text: a copy may hold only the
        results, such as "3 of 12 answered".
        """
        whole = left = fold(text)
        for literal in sorted(self.shown, key=len, reverse=True):
            left = left.replace(literal, " ")
        return left != whole and not any(letter.isalpha() for letter in left)

    def is_reworded(self, sheet: str, text: str, neutral: Callable[[str], str] = fold) -> bool:
        """Return whether a text is one of the issued texts in the words of another version."""
        return _is_like_one_of(self.on(sheet), neutral(text))

    def holds_margin(
        self, text: str, neutral: Callable[[str], str] = fold, *, exact: bool = True
    ) -> bool:
        """Return whether a text of a header or footer is as it was issued; if not `exact`, perhaps
        in the words of another version.
        """
        wanted = neutral(text)
        return wanted in self.margins or (not exact and _is_like_one_of(self.margins, wanted))


def printed_texts(*books: Book) -> PrintedTexts:
    """Return what these workbooks hold, as they were issued."""
    printed = PrintedTexts()
    for book in books:
        printed.add(book)
    return printed


def typed_cells(
    book: Book, read: Collection[tuple[str, Place]] = frozenset()
) -> Iterator[tuple[Sheet, Cell]]:
    """Yield every cell that is not blank and was not read, except on hidden sheets of our own."""
    for sheet in book.sheets:
        for place, cell in () if _is_ours(sheet) else sheet.cells.items():
            if (sheet.name, place) not in read and not _is_empty(cell):
                yield sheet, cell


def unread_cell(sheet: Sheet, cell: Cell) -> UnreadThing:
    """Return a cell as something unread."""
    return UnreadThing(sheet.name, cell.address, "cell", shown_text(cell))


def margin_texts(margins: str) -> tuple[str, ...]:
    """Return the texts of headers and footers without their codes: left, centre and right are texts
    of their own.
    """
    ampersand = "\ue000"  # for two of them, which mean one
    parts = _PARTS_OF_MARGIN.split(margins.replace("&&", ampersand))
    bare = (" ".join(_CODE_OF_MARGIN.sub(" ", part).split()) for part in parts)
    return tuple(text.replace(ampersand, "&") for text in bare if any(map(str.isalnum, text)))


def unread_margins(
    book: Book,
    printed: PrintedTexts,
    neutral: Callable[[str], str] = fold,
    *,
    exact: bool = True,
) -> Iterator[UnreadThing]:
    """Yield every text in a header or footer that was not issued, except on our hidden sheets."""
    for sheet in book.sheets:
        for text in () if _is_ours(sheet) else margin_texts(sheet.margins):
            if not printed.holds_margin(text, neutral, exact=exact):
                yield UnreadThing(sheet.name, "", "header or footer", text)


def unread_asides(book: Book, but: Collection[str] = ()) -> Iterator[UnreadThing]:
    """Yield everything that lies beside the cells, but not of these kinds."""
    for aside in book.asides:
        if aside.kind not in but:
            yield UnreadThing(aside.sheet, aside.cell, aside.kind, aside.text)


def unread_things(
    book: Book, read: Collection[tuple[str, Place]], printed: PrintedTexts, *, exact: bool
) -> tuple[UnreadThing, ...]:
    """Return all that was typed in a workbook and was neither read nor issued.

    `exact`: `printed` is what this very workbook was issued with. Otherwise another version may
    have printed it in other words, and what is nearly the same is taken for printed.
    """
    cells = tuple(
        unread_cell(sheet, cell)
        for sheet, cell in typed_cells(book, read)
        if not printed.holds(sheet.name, cell)
        and (exact or not printed.is_reworded(sheet.name, shown_text(cell)))
    )
    return (*cells, *unread_margins(book, printed, exact=exact), *unread_asides(book))


def unread_problems(
    found: Iterable[UnreadThing], file: str, code: str, code_of_risk: str = ""
) -> tuple[Problem, ...]:
    """Return one problem for each sheet, with what it has that was not read; first one for each
    thing that may say somebody is at risk, if there is a `code_of_risk` for it.
    """
    alarming: list[UnreadThing] = []
    quiet: list[UnreadThing] = []
    for thing in found:
        (alarming if code_of_risk and thing.may_say_risk else quiet).append(thing)
    return (
        *(problem(code_of_risk, Where(file, one.sheet, one.cell)) for one in alarming),
        *(
            problem(code, Where(file, sheet, _first(things)), what=_listed(things))
            for sheet, things in grouped(quiet, lambda thing: thing.sheet).items()
        ),
    )


def _first(things: Iterable[UnreadThing]) -> str:
    return min((one.cell for one in things if one.cell), key=_in_order, default="")


def _listed(things: Iterable[UnreadThing]) -> str:
    """Return "3 cells (A2, E1, J40) and 1 picture (D9)"."""
    by_kind = grouped(things, lambda thing: thing.kind)
    parts = []
    for kind, words in _KINDS.items():
        same = by_kind.get(kind, [])
        cells = sorted({one.cell for one in same if one.cell}, key=_in_order)
        named = ", ".join(cells[:MAX_CELLS_NAMED])
        more = len(cells) - MAX_CELLS_NAMED
        if more > 0:
            named = _("{cells} and {count} more", cells=named, count=more)
        if same:
            counted = ngettext(*words, len(same))
            parts.append(f"{counted} ({named})" if named else counted)
    return join_words(parts)


def _in_order(cell: str) -> Place:
    """Return the place of a cell, by which cells are sorted."""
    try:
        return parse_address(cell)
    except ValueError:
        return (0, 0)


def _is_ours(sheet: Sheet) -> bool:
    """Return whether a sheet is a hidden one of our own."""
    return sheet.state == "veryHidden" or (sheet.state == "hidden" and sheet.name == LISTS)


def _is_like_one_of(known: Iterable[str], wanted: str) -> bool:
    """Return whether a folded text is nearly the same as one of some others."""
    wanted = wanted[:_LONGEST_COMPARED]
    for each in known:
        matcher = SequenceMatcher(None, each[:_LONGEST_COMPARED], wanted, autojunk=False)
        if (
            matcher.real_quick_ratio() >= _SIMILAR
            and matcher.quick_ratio() >= _SIMILAR
            and matcher.ratio() >= _SIMILAR
        ):
            return True
    return False


def _is_empty(cell: Cell) -> bool:
    return (cell.kind == "text" and is_blank(str(cell.value))) or (
        cell.kind == "formula" and not cell.formula and cell.value is None
    )


def _without_rows(formula: str | None) -> str:
    """Return a formula without what changes if its row is moved."""
    return re.sub(r"\d+", "#", (formula or "").replace("$", "").replace(" ", "")).upper()


def _literals(formula: str | None) -> set[str]:
    """Return the texts in a formula."""
    return {fold(text.replace('""', '"')) for text in _LITERAL.findall(formula or "")} - {""}
