"""Which cell answers which field: three votes, two of which must agree, or it is said.

The printed ref, the wording beside it and the defined name each get lost in their own way (a sorted
column, an edited
text, a copied sheet), so none is trusted alone.
"""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from audit_core.parsing.cells import raw_text
from audit_core.parsing.folding import fold, fold_printed, is_blank, ref_key
from audit_core.returns.grid import GridRow, holds
from audit_core.xlsx.reader.lazy_cells import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from audit_core.forms.form import Field
    from audit_core.returns.grid import Grid
    from audit_core.xlsx.cell import Cell
    from audit_core.xlsx.reader.lazy_cells import LateCells
    from audit_core.xlsx.workbook import Sheet

WORDING_SIMILARITY = 0.93
"""How alike two wordings must be to count as one: above a corrected typing error, below a changed
question.
"""
MIN_TELLING_LENGTH = 20
"""Characters from which a wording alone tells one question from another; "Sent" does not."""
_REMEMBERED = 1000  # characters

NOT_RATED = frozenset({"–", "-"})
"""What a form prints in the Rating column where there is nothing to rate."""

LocationDoubt = Literal["", "alone", "elsewhere", "missing"]


class Location(NamedTuple):
    """One place where a field is answered. A tuple, as a Cell is. Either cell may be blank (None);
    `at` is then where it would be.

    `doubt`: "alone", one vote speaks for it, or two and one plainly against, or it stands beneath
    headings that are not its
    own: used, and said. "elsewhere", the ref and the wording name different questions and no name
    decides: not used. "missing".
    """

    sheet: str
    at: tuple[int, int] | None
    cell: Cell | None
    evidence_at: tuple[int, int] | None = None
    evidence: Cell | None = None
    doubt: LocationDoubt = ""


def locate_fields(
    grid: Grid, fields: Sequence[Field]
) -> tuple[dict[str, tuple[Location, ...]], tuple[GridRow, ...]]:
    """The spots of every field by ref (never none: a field that is not there has one that says so),
    and the rows left over.

    Several spots mean that the field is in the file several times.
    """
    lines = _by_key(grid.answers)
    spots: dict[str, tuple[Location, ...]] = {}
    claimed: set[int] = set()
    unsure: list[Field] = []
    for field in fields:
        agreed = [
            line for line in lines.get(ref_key(field.ref), ()) if wording_matches(line, field)
        ]
        if agreed:
            spots[field.ref] = tuple(spot for line in agreed for spot in locations_in(line, field))
            claimed.update(map(id, agreed))
        if not spots.get(field.ref):
            unsure.append(field)
    for field in unsure:
        spots[field.ref] = tuple(_by_name(grid, field, fields, claimed))
    for field in unsure:
        if not spots[field.ref]:
            spots[field.ref] = tuple(
                _by_one_vote(grid, field, fields, lines.get(ref_key(field.ref), ()), claimed)
            )
    homes = _homes(fields, spots)
    for alike in _sharing(fields):
        in_order = all(
            _in_order([spots[field.ref] for field in some]) for some in _by_home(alike, homes)
        )
        for field in alike:
            spots[field.ref] = tuple(
                spot
                if spot.doubt
                or (in_order and spot.sheet == homes.get(field.sheet))
                or _is_named(grid, field, spot)
                else spot._replace(doubt="alone")
                for spot in spots[field.ref]
            )
    for field in fields:
        strays = [line for line in lines.get(ref_key(field.ref), ()) if id(line) not in claimed]
        claimed.update(map(id, strays))
        spots[field.ref] += tuple(
            spot for line in strays for spot in locations_in(line, field) if _holds(spot)
        )
    return spots, tuple(line for line in grid.answers if id(line) not in claimed)


def _homes(fields: Iterable[Field], spots: Mapping[str, tuple[Location, ...]]) -> dict[str, str]:
    """For each sheet of the form, the sheet where most of its fields stand: they may have been
    renamed or moved.
    """
    found: dict[str, Counter[str]] = {}
    for field in fields:
        found.setdefault(field.sheet, Counter()).update(
            spot.sheet for spot in spots[field.ref] if spot.at is not None
        )
    return {sheet: where.most_common(1)[0][0] for sheet, where in found.items() if where}


def _sharing(fields: Iterable[Field]) -> Iterator[list[Field]]:
    """The fields that share their words with others, together."""
    found: dict[str, list[Field]] = {}
    for field in fields:
        found.setdefault(field.label, []).append(field)
    return (alike for alike in found.values() if len(alike) > 1)


def _by_home(alike: Iterable[Field], homes: Mapping[str, str]) -> Iterator[list[Field]]:
    """Those that should stand on one sheet together: more than one has to stand in the order of the
    form.
    """
    found: dict[str, list[Field]] = {}
    for field in alike:
        found.setdefault(homes.get(field.sheet, ""), []).append(field)
    return (some for some in found.values() if len(some) > 1)


def _in_order(spots: Sequence[tuple[Location, ...]]) -> bool:
    """Whether fields of the same words stand once each, without a doubt, in the order of the form.
    If not, a moved ref looks like any other.
    """
    places = [
        (spot.sheet, spot.at)
        for found in spots
        for spot in found
        if spot.at is not None and not spot.doubt
    ]
    return (
        len(places) == len(spots)
        and len({sheet for sheet, _ in places}) == 1
        and places == sorted(places)
    )


def _is_named(grid: Grid, field: Field, spot: Location) -> bool:
    """Whether the name of a field points to the row of a spot."""
    return any(
        spot.at is not None and (sheet.name, row) == (spot.sheet, spot.at[0])
        for sheet, row, _ in grid.named(_name_of(field))
    )


def _by_name(
    grid: Grid, field: Field, fields: Sequence[Field], claimed: set[int]
) -> Iterator[Location]:
    """A field whose ref and wording do not stand together: the rows its defined name points to, if
    they have either.
    """
    for sheet, row, column in grid.named(_name_of(field)):
        line = grid.line_at(sheet, row)
        if line is not None and id(line) in claimed:
            continue
        if _row_says(sheet, row, field):
            if line is not None:
                claimed.add(id(line))
            odd = line is not None and (
                _another(line, field, fields) or _another_ref(line, field, fields)
            )
            spot = _named_spot(grid, field, sheet, row, column)
            # Words that several share are proof of an answer's place, not of there having been
            # none: its row may be gone.
            bare = not _holds(spot) and any(
                other.label == field.label for other in fields if other is not field
            )
            yield spot._replace(doubt="alone" if odd or bare else "")


def _by_one_vote(
    grid: Grid, field: Field, fields: Sequence[Field], lines: Iterable[GridRow], claimed: set[int]
) -> Iterator[Location]:
    """A field that no name decides on: what its ref or its wording alone gives it, and
    it is said.
    """
    alone = list(_by_ref(field, fields, lines, claimed))
    held = [spot for spot in alone if _holds(spot)]
    yield from (
        held
        or _by_wording(grid, field, claimed)
        or alone
        or [Location("", None, None, doubt="missing")]
    )


def _by_ref(
    field: Field, fields: Sequence[Field], lines: Iterable[GridRow], claimed: set[int]
) -> Iterator[Location]:
    """The rows that only the ref gives to this field."""
    for line in lines:
        if id(line) not in claimed:
            claimed.add(id(line))
            doubt: LocationDoubt = "elsewhere" if _another(line, field, fields) else "alone"
            yield from (spot._replace(doubt=doubt) for spot in locations_in(line, field))


def _by_wording(grid: Grid, field: Field, claimed: set[int]) -> list[Location]:
    """The rows that only the wording gives to this field, if anything is answered there."""
    if len(field.label) < MIN_TELLING_LENGTH:
        return []
    lines = [
        line for line in grid.answers if id(line) not in claimed and wording_matches(line, field)
    ]
    spots = [
        spot._replace(doubt="elsewhere")
        for line in lines
        for spot in locations_in(line, field)
        if _holds(spot)
    ]
    if spots:
        claimed.update(map(id, lines))
    return spots


def locations_in(line: GridRow, field: Field) -> list[Location]:
    """The spots of a row: one for each answer column (there are two only when somebody doubled a
    column).
    """
    columns = line.head.columns
    if (
        field.kind != "prose"
        and len(columns.get("answer", ())) == 1
        and len(columns.get("evidence", ())) < 2
    ):  # nearly always
        found, answer_at, evidence_at = (
            line.sheet.cells,
            (line.row, columns["answer"][0]),
            line.place("evidence"),
        )
        evidence = _filled(found, evidence_at) if evidence_at else None
        alone: LocationDoubt = "alone" if field.evidence and not evidence_at else ""
        return [
            Location(
                line.sheet.name, answer_at, _filled(found, answer_at), evidence_at, evidence, alone
            )
        ]
    among_questions = field.kind == "prose" and field.sheet == "questions"
    first, second = (
        ("evidence", "answer")
        if field.kind == "prose" and "evidence" in columns
        else ("answer", "evidence")
    )
    beside = next(
        (cell for cell in line.cells(second) if not (field.kind == "prose" and _is_idle(cell))),
        None,
    )
    beside_at = (beside.row, beside.column) if beside else line.place(second)
    cells: tuple[Cell | None, ...] = tuple(
        cell
        for cell in line.cells(first)
        if not (among_questions and first == "answer" and _is_idle(cell))
    ) or (None,)
    at = line.place(first)
    if at is None:
        return []
    if field.kind == "prose" and cells == (None,) and beside is not None:
        return [Location(line.sheet.name, beside_at, beside)]
    if field.kind == "prose" and beside is None:
        beside_at = None
    doubt: LocationDoubt = (
        "alone" if (field.evidence or among_questions) and "evidence" not in columns else ""
    )
    return [
        Location(
            line.sheet.name, (cell.row, cell.column) if cell else at, cell, beside_at, beside, doubt
        )
        for cell in cells
    ]


def _is_idle(cell: Cell) -> bool:
    return raw_text(cell).strip() in NOT_RATED


def _named_spot(grid: Grid, field: Field, sheet: Sheet, row: int, column: int) -> Location:
    """The spot a defined name points to, with the evidence its own name points to on
    the same row.
    """
    beside = next(
        (
            (r, c)
            for other, r, c in grid.named(f"{_name_of(field)}_E")
            if other is sheet and r == row
        ),
        None,
    )
    evidence = _filled(sheet.cells, beside) if beside else None
    return Location(
        sheet.name, (row, column), _filled(sheet.cells, (row, column)), beside, evidence
    )


def _filled(cells: LateCells, place: tuple[int, int]) -> Cell | None:
    """The cell at a place, if anything can be seen in it. A plain text is looked at before a cell
    is made of it.
    """
    found = cells.contents.get(place)
    if isinstance(found, str):
        return None if is_blank(found) else plain_text(place, found)
    return found if found is not None and holds(found) else None


def _holds(spot: Location) -> bool:
    return spot.cell is not None or spot.evidence is not None


def _name_of(field: Field) -> str:
    return "AF_" + field.ref.replace("-", "_").replace(".", "_")


def _by_key(lines: Iterable[GridRow]) -> dict[str, list[GridRow]]:
    found: dict[str, list[GridRow]] = {}
    for line in lines:
        found.setdefault(line.key, []).append(line)
    return found


def wording_matches(line: GridRow, field: Field) -> bool:
    """Whether the wording of a row is this field's."""
    return any(_alike(raw_text(cell), field.label) for cell in line.cells("wording"))


def _row_says(sheet: Sheet, row: int, field: Field) -> bool:
    """Whether any cell of a row is this field's ref or its wording: for rows whose headings are
    gone.
    """
    texts = [
        cell.value for (at, _), cell in sheet.cells.items() if at == row and type(cell.value) is str
    ]
    return any(ref_key(text) == ref_key(field.ref) for text in texts if len(text) < 40) or any(
        _alike(text, field.label) for text in texts
    )


def _another(line: GridRow, field: Field, fields: Iterable[Field]) -> bool:
    """Whether the wording of a row is plainly another field's."""
    return whose_words(line, [other for other in fields if other.label != field.label]) is not None


def _another_ref(line: GridRow, field: Field, fields: Iterable[Field]) -> bool:
    """Whether the ref of a row is another field's."""
    return line.key != ref_key(field.ref) and any(
        line.key == ref_key(other.ref) for other in fields
    )


def whose_words(line: GridRow, fields: Sequence[Field]) -> Field | None:
    """The field whose wording a row plainly has: a telling wording, or word for word a short one;
    None if nobody's.
    """
    texts = tuple(raw_text(cell) for cell in line.cells("wording"))
    label = _whose(texts, tuple(field.label for field in fields))
    return None if label is None else next(field for field in fields if field.label == label)


@lru_cache(maxsize=1024)
def _whose(texts: tuple[str, ...], labels: tuple[str, ...]) -> str | None:
    """The label that some texts plainly are. What is printed is the same on every form, so it is
    remembered.
    """
    first = fold(texts[0].partition("\n")[0]) if texts else ""
    same = (label for label in labels if first == fold_printed(label))
    telling = (
        label
        for label in labels
        if len(label) >= MIN_TELLING_LENGTH and any(_alike(text, label) for text in texts)
    )
    return next(same, None) or next(telling, None)


def _alike(text: str, label: str) -> bool:
    """Whether a text starts with a label, give or take a typing error. What is printed is the same
    on every form, so it is remembered.
    """
    return _remembered(text, label) if len(text) < _REMEMBERED else _compared(fold(text), label)


@lru_cache(maxsize=4096)
def _remembered(text: str, label: str) -> bool:
    return _compared(fold_printed(text), label)


def _compared(typed: str, label: str) -> bool:
    wanted = fold_printed(label)
    if typed.startswith(wanted):
        return True
    if len(wanted) < MIN_TELLING_LENGTH or 2 * len(typed) < WORDING_SIMILARITY * (
        len(typed) + len(wanted)
    ):  # too short to be alike: most rows end here
        return False
    matcher = SequenceMatcher(None, typed[: len(wanted)], wanted, autojunk=False)
    return matcher.quick_ratio() >= WORDING_SIMILARITY and matcher.ratio() >= WORDING_SIMILARITY
