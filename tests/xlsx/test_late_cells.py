"""Cells that are made when somebody asks for them are the cells that were read, whichever way one
asks.
"""

from __future__ import annotations

import pickle

import pytest

from audit_core.xlsx.cell import Cell
from audit_core.xlsx.reader.lazy_cells import LateCells

STRUCK = Cell(2, 1, "text", "Not met", None, struck=True)
FORMULA = Cell(2, 3, "formula", "Done", "IF(A1,1,2)")


@pytest.fixture
def cells() -> LateCells:
    """A plain text, one that is struck through, a formula, and another plain text, in
    this order.
    """
    return LateCells({(1, 1): "Met", (2, 1): STRUCK, (2, 3): FORMULA, (1, 2): "Seen"})


def test_every_way_of_asking_gives_the_same_cells_in_the_order_of_the_file(
    cells: LateCells,
) -> None:
    """By place, one after the other, or all at once."""
    met, seen = Cell(1, 1, "text", "Met"), Cell(1, 2, "text", "Seen")
    assert [*cells.values()] == [met, STRUCK, FORMULA, seen]
    assert [*cells] == [place for place, _ in cells.items()] == [(1, 1), (2, 1), (2, 3), (1, 2)]
    assert (
        [cells[place] for place in cells]
        == [cells.get(place) for place in cells]
        == [*cells.values()]
    )
    assert len(cells) == 4
    assert cells == dict(cells.items())


def test_a_blank_place_has_no_cell(cells: LateCells) -> None:
    """It is neither there nor an error, unless one insists."""
    assert (9, 9) not in cells
    assert cells.get((9, 9)) is None
    assert cells.get((9, 9), "-") == "-"
    with pytest.raises(KeyError):
        cells[9, 9]


def test_all_its_texts_are_there_and_nothing_else(cells: LateCells) -> None:
    """A formula's result is one, its own text is not."""
    assert cells.texts("|") == "Met|Not met|Done|Seen"


def test_they_are_equal_and_go_to_another_process_whether_made_or_not(cells: LateCells) -> None:
    """What has been looked at changes nothing."""
    sent = pickle.loads(pickle.dumps(cells))  # noqa: S301 - our own bytes
    assert [*cells.values()]
    assert sent == cells
    assert repr(sent) == repr(dict(cells.items()))
