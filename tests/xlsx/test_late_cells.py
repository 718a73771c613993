"""Cells that are only created on request are the cells that were read, however they are
requested.
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
    """A plain text, a struck-through one, a formula, and another plain text, in this order."""
    return LateCells({(1, 1): "Met", (2, 1): STRUCK, (2, 3): FORMULA, (1, 2): "Seen"})


def test_every_kind_of_access_gives_the_same_cells_in_file_order(
    cells: LateCells,
) -> None:
    """Cells can be read by place, one after the other, or all at once."""
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
    """It is absent, and only an indexed access is an error."""
    assert (9, 9) not in cells
    assert cells.get((9, 9)) is None
    assert cells.get((9, 9), "-") == "-"
    with pytest.raises(KeyError):
        cells[9, 9]


def test_the_texts_of_the_sheet_are_complete(cells: LateCells) -> None:
    """A formula's saved result is one of them, its own text is not."""
    assert cells.texts("|") == "Met|Not met|Done|Seen"


def test_sheets_are_equal_and_can_be_sent_whether_cells_were_created_or_not(
    cells: LateCells,
) -> None:
    """Reading a cell changes nothing."""
    sent = pickle.loads(pickle.dumps(cells))  # noqa: S301 - our own bytes
    assert [*cells.values()]
    assert sent == cells
    assert repr(sent) == repr(dict(cells.items()))
