"""Find cells that were dragged, cut and pasted, or sorted away from the row of their question.

A protected sheet does not prevent this: cells that can be typed in can also be moved. What is
fixed to a cell moves with it: its defined name, its validation rule (whose title is the field's
ref, since 0.2.0), and its mention in the formula of the Check column (up to 0.1.0). So a witness
on another row than the field's ref says that the cell was moved:

    ref on  witness on  issued on  how it came about                         answer
    7       7           5          rows inserted                             counted
    7       5           5          rows inserted by a program that leaves    counted
                                   names where they were; rows sorted
    5       7           5          dragged from row 5 to row 7               not counted

Copying moves no witness: what was copied to a row is an answer on that row.

Cells dragged back to where they belong are counted again. LibreOffice keeps the name of a cell that
was overwritten on whatever was dragged onto it, so that two names come back to one cell: if its own
name and its own rule are both there, so is its own content.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import Literal

import attrs

from audit_core.forms.form import Field, cell_name, witness_title
from audit_core.grouping import grouped
from audit_core.returns.grid import Grid, holds, is_aside
from audit_core.returns.locate import Location
from audit_core.xlsx.address import Place, format_address, parse_address, parse_range
from audit_core.xlsx.workbook import Book, Sheet

Part = tuple[str, Literal["answer", "evidence"]]
"""The answer or the evidence of a field, by its ref."""
Spot = tuple[str, Place]
"""A cell: the name of its sheet, and its (row, column)."""
Pairs = Mapping[Part, tuple[Sequence[Spot], Sequence[Spot]]]
"""The cells beside a part's own ref, and those of its witnesses."""

_MOST_COPIES = 500  # cells of one rule: a rule pasted over whole columns is no witness
_ADDRESS = re.compile(r"[A-Z]{1,3}\d{1,7}")


@attrs.frozen
class Witnessed:
    """What witnesses say: the cells whose content was `moved`, both where it is and where it was,
    and whether all witnesses `agree`, each on the row of its ref.

    A cell that was filled again after its content was moved away is not in `moved`.
    """

    moved: frozenset[Spot] = frozenset()
    agree: bool = True


ALL_AGREE = Witnessed()
"""Nothing was moved."""


def read_witnesses(
    grid: Grid, fields: Sequence[Field], spots: Mapping[str, Sequence[Location]]
) -> Witnessed:
    """Return what names, rules and formulas say of the places where fields were found."""
    homes = _homes(fields, spots)
    kinds = (_by_name(grid, fields) or _by_formula(grid, homes), _by_rule(grid.book, fields))
    on_sheets = [pairs for kind in kinds for pairs in _on_sheets(homes, kind)]
    if all(_agrees(*pair) for pairs in on_sheets for pair in pairs.values()):
        return ALL_AGREE
    issued = _issued_rows(grid.book)
    strays = [stray for pairs in on_sheets for stray in _strays(pairs, issued)]
    contents = {sheet.name: sheet.cells for sheet in grid.book.sheets}

    def filled(spot: Spot) -> bool:
        cell = contents[spot[0]].get(spot[1])
        return cell is not None and holds(cell)

    onto = {spot for _, spot in strays}.intersection(chain.from_iterable(homes.values()))
    onto -= _back_in_place(homes, *kinds)
    left = {home for part, _ in strays for home in homes[part] if not filled(home)}
    return Witnessed(frozenset(left | onto), agree=False)


def _homes(
    fields: Iterable[Field], spots: Mapping[str, Sequence[Location]]
) -> dict[Part, list[Spot]]:
    """Return the cells beside each field's own ref, in the order of the form."""
    homes: dict[Part, list[Spot]] = {}
    for field in fields:
        for spot in spots[field.ref]:
            if spot.at is not None and spot.doubt != "elsewhere":
                homes.setdefault((field.ref, "answer"), []).append((spot.sheet, spot.at))
            if spot.evidence_at is not None and spot.doubt != "elsewhere":
                homes.setdefault((field.ref, "evidence"), []).append((spot.sheet, spot.evidence_at))
    return homes


def _issued_rows(book: Book) -> dict[str, int]:
    """Return the row of each ref when the form was issued, as its hidden sheet has them."""
    rows: dict[str, int] = {}
    for sheet in filter(is_aside, book.sheets):
        for (row, column), cell in sheet.cells.items():
            place = sheet.cells.get((row, 3)) if column == 1 and row > 3 else None
            if place is not None and _ADDRESS.fullmatch(str(place.value)):
                rows[str(cell.value)] = parse_address(str(place.value))[0]
    return rows


def _on_sheets(
    homes: Mapping[Part, Sequence[Spot]], witnesses: Mapping[Part, Sequence[Spot]]
) -> list[Pairs]:
    """Return the parts that have witnesses, with the cells of both, for each sheet."""
    parts = grouped((part for part in homes if witnesses.get(part)), lambda p: homes[p][0][0])
    return [{part: (homes[part], witnesses[part]) for part in group} for group in parts.values()]


def _agrees(here: Sequence[Spot], there: Sequence[Spot]) -> bool:
    """Return whether a witness is on a row of the ref."""
    rows = {(sheet, row) for sheet, (row, _) in here}
    return any((sheet, row) in rows for sheet, (row, _) in there)


def _strays(pairs: Pairs, issued: Mapping[str, int]) -> Iterator[tuple[Part, Spot]]:
    """Yield each part of a sheet whose witnesses were moved away from its ref, with each such
    place.
    """
    if _is_sorted(pairs):
        return
    agree = [_agrees(*pair) for pair in pairs.values()]
    last = max((place for place, agrees in enumerate(agree) if agrees), default=-1)
    # whether the witnesses of this file move when rows are inserted
    follow = any(
        agrees and issued.get(ref, here[0][1][0]) != here[0][1][0]
        for agrees, ((ref, _), (here, _)) in zip(agree, pairs.items(), strict=True)
    )
    for place, (part, (_, there)) in enumerate(pairs.items()):
        for spot in () if agree[place] else there:
            row = issued.get(part[0])
            # without the hidden sheet: inserted rows push down every row below them
            as_issued = spot[1][0] == row if row else place > last
            if follow or not as_issued:
                yield part, spot


def _back_in_place(
    homes: Mapping[Part, Sequence[Spot]],
    named: Mapping[Part, Sequence[Spot]],
    ruled: Mapping[Part, Sequence[Spot]],
) -> set[Spot]:
    """Return the cells that have both their own name and their own rule, and no other rule."""
    whose = grouped(((part, spot) for part in ruled for spot in ruled[part]), lambda each: each[1])
    return {
        spot
        for part, spots in homes.items()
        for spot in spots
        if spot in named.get(part, ()) and {owner for owner, _ in whose.get(spot, ())} == {part}
    }


def _is_sorted(pairs: Pairs) -> bool:
    """Return whether whole rows were sorted and witnesses left where they were: the refs are not in
    the order of the form any more, and the witnesses are.
    """
    one_each = [
        (part[1], here[0], there[0])
        for part, (here, there) in pairs.items()
        if len(here) == len(there) == 1
    ]
    in_groups = [
        [(here, there) for kind, here, there in one_each if kind == wanted]
        for wanted in ("answer", "evidence")
    ]
    return all(_in_order(there for _, there in group) for group in in_groups) and not all(
        _in_order(here for here, _ in group) for group in in_groups
    )


def _in_order(spots: Iterable[Spot]) -> bool:
    """Return whether the cells of each sheet are in order, no two on one row."""
    return all(one[1][0] < two[1][0] for one, two in pairwise(spots) if one[0] == two[0])


def _by_name(grid: Grid, fields: Iterable[Field]) -> dict[Part, list[Spot]]:
    """Return the cells that the defined names of answers and evidence point to."""
    found: dict[Part, list[Spot]] = {}
    for field in fields:
        names: tuple[tuple[Part, str], ...] = (
            ((field.ref, "answer"), cell_name(field.ref)),
            ((field.ref, "evidence"), cell_name(field.ref, evidence=True)),
        )
        for part, name in names:
            spots = [(sheet.name, (row, column)) for sheet, row, column in grid.named(name)]
            if spots:
                found[part] = spots
    return found


def _by_rule(book: Book, fields: Iterable[Field]) -> dict[Part, list[Spot]]:
    """Return the cells whose validation rule has the title of a field."""
    titles: dict[str, Part] = {}
    for field in fields:
        titles[witness_title(field.ref)] = (field.ref, "answer")
        titles[witness_title(field.ref, evidence=True)] = (field.ref, "evidence")
    found: dict[Part, list[Spot]] = {}
    for sheet in book.sheets:
        for rule in sheet.validations:
            part = titles.get(rule.title)
            if part is not None:
                found.setdefault(part, []).extend(_cells(sheet, rule.ranges))
    return found


def _cells(sheet: Sheet, ranges: str) -> Iterator[Spot]:
    left = _MOST_COPIES
    for area in ranges.split():
        try:
            top, first, bottom, last = parse_range(area)
        except ValueError:
            continue
        left -= (bottom - top + 1) * (last - first + 1)
        if left < 0:
            return
        yield from (
            (sheet.name, (row, column))
            for row in range(top, bottom + 1)
            for column in range(first, last + 1)
        )


def _by_formula(grid: Grid, homes: Mapping[Part, Sequence[Spot]]) -> dict[Part, list[Spot]]:
    """Return the cells that formulas mention on the rows of fields, where each mentions one row.

    They stand in for defined names that a program has not kept.
    """
    formulas: dict[tuple[str, int], list[str]] = {}
    for sheet in grid.book.sheets:
        for cell in sheet.cells.values():
            if cell.kind == "formula" and cell.formula:
                formulas.setdefault((sheet.name, cell.row), []).append(cell.formula)
    found: dict[Part, list[Spot]] = {}
    for part, spots in homes.items():
        for sheet_name, (row, column) in spots:
            letters = format_address(1, column)[:-1]
            mention = re.compile(rf"(?<![!A-Z$'\"]){letters}(\d{{1,7}})(?![\d(])")
            for formula in formulas.get((sheet_name, row), ()):
                rows = {int(each) for each in mention.findall(formula)}
                if len(rows) == 1:
                    found.setdefault(part, []).append((sheet_name, (rows.pop(), column)))
    return found
