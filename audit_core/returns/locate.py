"""Find the cell that answers each field.

Three things point to a row: its printed ref, its printed wording, and the field's defined name.
Each can be wrong (a sorted column, an edited text, a copied sheet), so two of the three must agree;
otherwise a problem is reported. For the field DA-1.2, "Was a risk checklist completed?", and row 7:

    printed ref   printed wording                   name points to   row 7 is
    DA-1.2        Was a risk checklist completed?   (anything)       used
    DA-1.2        Checklist done?                   row 7            used
    (gone)        Was a risk checklist completed?   row 7            used
    DA-1.5        Was a risk checklist completed?   row 7            used and reported ("alone")
    DA-1.2        Checklist done?                   (gone)           used and reported ("alone")
    DA-1.2        the wording of DA-1.5             (gone)           not used ("elsewhere")
    (gone)        Was a risk checklist completed?   (gone)           not used ("elsewhere")
    (gone)        (gone)                            row 7            not used ("missing")
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, NamedTuple

from audit_core.forms.form import Field, cell_name
from audit_core.grouping import grouped
from audit_core.parsing.cells import raw_text
from audit_core.parsing.folding import fold, fold_printed, is_blank, ref_key
from audit_core.returns.grid import Grid, GridRow, holds
from audit_core.xlsx.address import Place
from audit_core.xlsx.cell import Cell
from audit_core.xlsx.reader.lazy_cells import LateCells, plain_text
from audit_core.xlsx.workbook import Sheet

WORDING_SIMILARITY = 0.93
"""Two wordings at least this similar count as the same: a typing error corrected, not a new
question.
"""
MIN_TELLING_LENGTH = 20
"""Wordings with fewer characters, such as "Sent", cannot identify a question on their own."""
_REMEMBERED = 1000  # characters

NOT_RATED = frozenset({"–", "-"})
"""Texts that a form prints in the Rating column where there is nothing to rate."""

LocationDoubt = Literal["", "alone", "elsewhere", "missing"]


class Location(NamedTuple):
    """One place where a field is answered. A blank `cell` is None; `at` is then where it would be.

    `doubt`: "alone" is used and reported: a single vote, or two votes while the third is for
    another field, or a column is missing. "elsewhere" is not used: the ref and the wording are of
    different fields, or only the wording is left. "missing": not found.
    """

    sheet: str
    at: Place | None
    cell: Cell | None
    evidence_at: Place | None = None
    evidence: Cell | None = None
    doubt: LocationDoubt = ""


def locate_fields(
    grid: Grid, fields: Sequence[Field]
) -> tuple[dict[str, tuple[Location, ...]], tuple[GridRow, ...]]:
    """Return the locations of each field by ref, and the rows that belong to no field.

    Every field has at least one location; it says "missing" if the field was not found. Several
    locations mean that the field is in the file several times.
    """
    lines = grouped(grid.answers, lambda line: line.key)
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
    # Fields with the same wording: a moved ref would look right, so order or name must confirm it.
    homes = _homes(fields, spots)
    for same_wording in grouped(fields, lambda field: field.label).values():
        if len(same_wording) == 1:
            continue
        on_one_sheet = grouped(same_wording, lambda field: homes.get(field.sheet, ""))
        in_order = all(
            len(some) == 1 or _in_order([spots[field.ref] for field in some])
            for some in on_one_sheet.values()
        )
        for field in same_wording:
            spots[field.ref] = tuple(
                spot
                if spot.doubt
                or (in_order and spot.sheet == homes.get(field.sheet))
                or _is_named(grid, field, spot)
                else spot._replace(doubt="alone")
                for spot in spots[field.ref]
            )
    # Answers on further rows with a field's ref: `answers` reports them if they differ.
    for field in fields:
        unclaimed = [line for line in lines.get(ref_key(field.ref), ()) if id(line) not in claimed]
        claimed.update(map(id, unclaimed))
        spots[field.ref] += tuple(
            spot for line in unclaimed for spot in locations_in(line, field) if _holds(spot)
        )
    return spots, tuple(line for line in grid.answers if id(line) not in claimed)


def _homes(fields: Iterable[Field], spots: Mapping[str, tuple[Location, ...]]) -> dict[str, str]:
    """Return, for each sheet of the form, the name of the sheet where most of its fields were
    found.

    Sheets may have been renamed, and fields moved.
    """
    found: dict[str, Counter[str]] = {}
    for field in fields:
        found.setdefault(field.sheet, Counter()).update(
            spot.sheet for spot in spots[field.ref] if spot.at is not None
        )
    return {sheet: where.most_common(1)[0][0] for sheet, where in found.items() if where}


def _in_order(spots: Sequence[tuple[Location, ...]]) -> bool:
    """Return whether fields with the same wording are on one sheet, once each, in the form's order.

    If they are not, their refs may have been moved, and the wording does not show it.
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
    """Return whether the defined name of a field points to the row of a location."""
    return any(
        spot.at is not None and (sheet.name, row) == (spot.sheet, spot.at[0])
        for sheet, row, _ in grid.named(cell_name(field.ref))
    )


def _by_name(
    grid: Grid, field: Field, fields: Sequence[Field], claimed: set[int]
) -> Iterator[Location]:
    """Yield the locations of a field whose ref and wording are not on one row, by its defined name.

    A row that the name points to is used if it has the field's ref or its wording. It is "alone" if
    the other of the two is plainly another field's.
    """
    for sheet, row, column in grid.named(cell_name(field.ref)):
        line = grid.places.get((sheet.name, row))
        if line is not None and id(line) in claimed:
            continue
        if _row_says(sheet, row, field):
            if line is not None:
                claimed.add(id(line))
            disputed = line is not None and (
                _has_other_wording(line, field, fields) or _has_other_ref(line, field, fields)
            )
            spot = _named_spot(grid, field, sheet, row, column)
            # If several fields share this wording, a blank row proves nothing: this field's own row
            # may be gone, and the name may point to another field's.
            bare = not _holds(spot) and any(
                other.label == field.label for other in fields if other is not field
            )
            yield spot._replace(doubt="alone" if disputed or bare else "")


def _by_one_vote(
    grid: Grid, field: Field, fields: Sequence[Field], lines: Iterable[GridRow], claimed: set[int]
) -> Iterator[Location]:
    """Yield the locations of a field that only its ref, or only its wording, points to.

    An answered row with the ref comes first, then one with the wording, then a blank one with the
    ref.
    """
    alone = list(_by_ref(field, fields, lines, claimed))
    filled = [spot for spot in alone if _holds(spot)]
    yield from (
        filled
        or _by_wording(grid, field, claimed)
        or alone
        or [Location("", None, None, doubt="missing")]
    )


def _by_ref(
    field: Field, fields: Sequence[Field], lines: Iterable[GridRow], claimed: set[int]
) -> Iterator[Location]:
    """Yield the locations on rows that have the field's ref but not its wording."""
    for line in lines:
        if id(line) not in claimed:
            claimed.add(id(line))
            doubt: LocationDoubt = (
                "elsewhere" if _has_other_wording(line, field, fields) else "alone"
            )
            yield from (spot._replace(doubt=doubt) for spot in locations_in(line, field))


def _by_wording(grid: Grid, field: Field, claimed: set[int]) -> list[Location]:
    """Return the locations on answered rows that have the field's wording but not its ref."""
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
    """Return the locations of a field in a row, one for each filled answer cell.

    There is more than one only if a column was copied.
    """
    columns, prose = line.head.columns, field.kind == "prose"
    if (
        not prose and len(columns.get("answer", ())) == 1 and len(columns.get("evidence", ())) < 2
    ):  # nearly always
        found, answer_at = line.sheet.cells, (line.row, columns["answer"][0])
        evidence_at = line.place("evidence")
        evidence = _filled(found, evidence_at) if evidence_at else None
        alone: LocationDoubt = "alone" if field.evidence and not evidence_at else ""
        return [
            Location(
                line.sheet.name, answer_at, _filled(found, answer_at), evidence_at, evidence, alone
            )
        ]
    among_questions = prose and field.sheet == "questions"
    first, second = "answer", "evidence"
    if prose and "evidence" in columns:
        first, second = second, first
    beside = next((cell for cell in line.cells(second) if not (prose and _is_idle(cell))), None)
    beside_at = (beside.row, beside.column) if beside else line.place(second)
    cells: tuple[Cell | None, ...] = tuple(
        cell
        for cell in line.cells(first)
        if not (among_questions and first == "answer" and _is_idle(cell))
    ) or (None,)
    at = line.place(first)
    if at is None:
        return []
    if prose and cells == (None,) and beside is not None:
        return [Location(line.sheet.name, beside_at, beside)]
    if prose and beside is None:
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
    """Return the location that a defined name points to.

    Its evidence is the cell on the same row that the name for evidence (`AF_..._E`) points to.
    """
    beside = next(
        (
            (row, evidence_column)
            for other, other_row, evidence_column in grid.named(cell_name(field.ref, evidence=True))
            if other is sheet and other_row == row
        ),
        None,
    )
    evidence = _filled(sheet.cells, beside) if beside else None
    return Location(
        sheet.name, (row, column), _filled(sheet.cells, (row, column)), beside, evidence
    )


def _filled(cells: LateCells, place: Place) -> Cell | None:
    """Return the cell at a place, or None if it is blank. No Cell is made for a blank text."""
    found = cells.contents.get(place)
    if isinstance(found, str):
        return None if is_blank(found) else plain_text(place, found)
    return found if found is not None and holds(found) else None


def _holds(spot: Location) -> bool:
    return spot.cell is not None or spot.evidence is not None


def wording_matches(line: GridRow, field: Field) -> bool:
    """Return whether the wording of a row is this field's."""
    return any(_alike(raw_text(cell), field.label) for cell in line.cells("wording"))


def _row_says(sheet: Sheet, row: int, field: Field) -> bool:
    """Return whether any cell of a row is the field's ref or wording, for rows without headings."""
    texts = [
        cell.value for (at, _), cell in sheet.cells.items() if at == row and type(cell.value) is str
    ]
    return any(ref_key(text) == ref_key(field.ref) for text in texts if len(text) < 40) or any(
        _alike(text, field.label) for text in texts
    )


def _has_other_wording(line: GridRow, field: Field, fields: Iterable[Field]) -> bool:
    """Return whether the wording of a row is plainly another field's."""
    return whose_words(line, [other for other in fields if other.label != field.label]) is not None


def _has_other_ref(line: GridRow, field: Field, fields: Iterable[Field]) -> bool:
    """Return whether the ref of a row is another field's."""
    return line.key in {ref_key(other.ref) for other in fields} - {ref_key(field.ref)}


def whose_words(line: GridRow, fields: Sequence[Field]) -> Field | None:
    """Return the field whose wording a row plainly has, or None.

    A short wording must be the same; one long enough to identify a question may have a typing
    error.
    """
    texts = tuple(raw_text(cell) for cell in line.cells("wording"))
    label = _whose(texts, tuple(field.label for field in fields))
    return None if label is None else next(field for field in fields if field.label == label)


@lru_cache(maxsize=1024)
def _whose(texts: tuple[str, ...], labels: tuple[str, ...]) -> str | None:
    """Return the label that one of these texts plainly is, or None. Cached: every form prints the
    same.
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
    """Return whether a text starts with a label, allowing for typing errors.

    Cached for all but very long texts, because every form prints the same ones.
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
    ):  # too short to be similar, as most rows are
        return False
    matcher = SequenceMatcher(None, typed[: len(wanted)], wanted, autojunk=False)
    return matcher.quick_ratio() >= WORDING_SIMILARITY and matcher.ratio() >= WORDING_SIMILARITY
