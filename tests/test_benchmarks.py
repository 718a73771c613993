"""The benchmarks at their smallest, so that they cannot rot; and whether whoever is measured saw the same, since seeing less flatters."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from audit_core.commands.open_round import open_round
from audit_core.plugin_system.manager import load_plugins
from audit_core.returns.reader import read_return
from audit_core.rounds.folder import RETURNS
from audit_core.workbook_style.files import scan
from audit_core.xlsx.reader import read_book
from benchmarks import figures
from benchmarks.forms import drawn, sketch
from benchmarks.lines import Ask, Line, as_markdown, as_text, growth
from benchmarks.measure import Took, here, interleaved, returned, undone
from benchmarks.returns import make_round
from benchmarks.rivals import is_absent

COUNT = 10
IN_PROCESS = ("cells", "understood", "scored")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round with ten returns."""
    folder = tmp_path_factory.mktemp("bench") / "round"
    make_round(folder, COUNT)
    return folder


def test_one_table_holds_every_figure_and_every_rival(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The smallest run from end to end; a rival that is not installed is said to be absent."""
    monkeypatch.setattr("benchmarks.rivals.MODULES", {"pandas": "no_such_module", "calamine": "python_calamine", "XlsxWriter": "no_such_module"})
    lines = [*figures.reading(folder, COUNT, 1, here, ours=IN_PROCESS), *figures.making(folder, 2, 1, here)]
    table = as_text(lines)
    assert len(table.splitlines()) == 1 + len(lines) == 6
    assert table.count("absent") == 5
    assert all(line.rivals["openpyxl"] and line.ours > 0 for line in lines)
    assert all(line.rivals["calamine"] and bool(line.limit) == ("one core" in line.figure) for line in lines[:3])
    assert len(as_markdown(lines).splitlines()) == 2 + len(lines)


def test_rivals_see_the_cells_that_we_see(folder: Path) -> None:
    """openpyxl sees every cell; pandas and calamine all but the formulas without a result."""
    cells = [cell for path in returned(folder) for sheet in read_book(path.read_bytes()).sheets for cell in sheet.cells.values()]
    with_values = sum(cell.value is not None for cell in cells)
    assert here("openpyxl", folder, COUNT).seen == here("cells", folder, COUNT).seen == len(cells)
    for rival in ("pandas", "calamine"):
        assert is_absent(rival) or here(rival, folder, COUNT).seen == with_values


def test_we_understand_every_cell_that_somebody_filled(folder: Path) -> None:
    """As many answers, evidence and events as openpyxl finds filled cells that are not locked."""
    desk = open_round(folder, load_plugins()).desk()
    for found in scan(folder / RETURNS):
        form = read_return(found, desk).form
        assert form is not None
        book = load_workbook(folder / RETURNS / found.name)
        filled = [cell for sheet in book for row in sheet.iter_rows() for cell in row if not cell.protection.locked and cell.value is not None]
        answers = sum(len(entry.code.split(";")) for entry in form.entries if not entry.is_blank)
        evidence = sum(bool(entry.evidence and entry.evidence_at) for entry in form.entries)
        assert answers + evidence == sum(cell.parent.title != "Chronology" for cell in filled)
        assert len(form.events) == len({cell.row for cell in filled if cell.parent.title == "Chronology"})


def test_a_reader_that_sees_less_is_no_benchmark(folder: Path) -> None:
    """Where openpyxl and we differ, or a return is left out, nothing is printed."""
    for left_out in ("cells", "understood"):
        with pytest.raises(SystemExit, match="did not see the same"):
            figures.reading(folder, COUNT, 1, lambda task, _folder, count, left_out=left_out: Took(1, 1, count - (task == left_out)), ours=IN_PROCESS)
    with pytest.raises(ValueError, match="10 returns, not 11"):
        here("cells", folder, COUNT + 1)


@pytest.mark.skipif(is_absent("XlsxWriter"), reason="XlsxWriter is installed for make bench only")
def test_xlsxwriter_builds_a_comparable_form(folder: Path, tmp_path: Path) -> None:
    """Cell by cell what stands in ours."""
    sketches = sketch(folder)
    path = tmp_path / "form.xlsx"
    path.write_bytes(drawn(sketches))
    for sheet, drawing in zip(load_workbook(path), sketches, strict=True):
        assert {(cell.row - 1, cell.column - 1) for row in sheet.iter_rows() for cell in row if cell.value is not None} == {
            (row, column) for row, column, value, _ in drawing.cells if value is not None
        }


@pytest.mark.parametrize(
    ("line", "reached"),
    [
        (Line("read", 10, 1, {"openpyxl": 8}, 0.4, Ask(least=8, most=3)), True),
        (Line("read", 10, 1, {"openpyxl": 7}, 0.4, Ask(least=8, most=3)), False),
        (Line("read", 10, 1, {"openpyxl": 9}, 0.3, Ask(least=8, most=3)), False),
        (Line("read", 10, 1, {}, None, Ask(least=8, most=3)), None),
        (Line("compile", 10, 1, {"openpyxl": 9}, ask=Ask(least=4, at=1000)), None),
        (Line("memory", 2000, 1, limit=2, ask=Ask(most=1)), True),
    ],
)
def test_what_is_asked_is_reached_or_not(line: Line, reached: bool | None) -> None:
    """Both the rival and the limit count; without either, or at another size, nothing is claimed."""
    assert line.reached is reached


@pytest.mark.parametrize(("last", "words"), [(1.02, "linear: one costs x 1.02"), (1.25, "a little more than linear"), (2, "MORE THAN LINEAR")])
def test_growth_is_said_in_words(last: float, words: str) -> None:
    """From the two largest sizes: what ten times as many make of the cost of one."""
    assert words in growth([Line("read", 10, 3, cost=3), Line("read", 100, 1, cost=1), Line("read", 1000, 1, cost=last)])[0]


def test_the_median_counts_and_a_round_is_put_back(tmp_path: Path) -> None:
    """Runs take turns; what one wrote is gone before the next."""
    took = iter((Took(9), Took(1), Took(2)))
    assert interleaved(3, {"one": lambda: next(took)})["one"].seconds == 2
    (tmp_path / "kept").touch()
    with undone(tmp_path):
        (tmp_path / "compiled" / "001").mkdir(parents=True)
        (tmp_path / "decisions.xlsx").touch()
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
