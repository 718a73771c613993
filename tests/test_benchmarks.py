"""The benchmarks at their smallest, so that they cannot rot; and whether whoever is measured saw
the same, since seeing less flatters.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from audit_core.cli import audit
from audit_core.commands.open_round import open_round
from audit_core.plugin_system.manager import load_plugins
from audit_core.returns.reader import read_return
from audit_core.rounds.folder import RETURNS
from audit_core.workbook_style.files import scan
from audit_core.xlsx.reader import read_book
from benchmarks import against, figures, page
from benchmarks.against import MOST, Pairs, in_pairs
from benchmarks.commands import STEPS, Program, Step
from benchmarks.forms import drawn, sketch
from benchmarks.lines import Ask, Line, as_markdown, as_text, growth
from benchmarks.machine import machine, versions
from benchmarks.measure import (
    AUDIT,
    Took,
    command,
    here,
    interleaved,
    returned,
    start_as_users_do,
    undone,
)
from benchmarks.returns import make_round
from benchmarks.rivals import is_absent

COUNT = 4
IN_PROCESS = ("cells", "understood", "scored")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round with four returns."""
    folder = tmp_path_factory.mktemp("bench") / "round"
    make_round(folder, COUNT)
    return folder


def test_one_table_holds_every_figure_and_every_rival(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The smallest run from end to end; a rival that is not installed is said to be absent."""
    monkeypatch.setattr(
        "benchmarks.rivals.MODULES",
        {"pandas": "no_such_module", "calamine": "python_calamine", "XlsxWriter": "no_such_module"},
    )
    lines = [
        *figures.reading(folder, COUNT, 1, here, ours=IN_PROCESS),
        *figures.making(folder, 2, 1, here),
    ]
    table = as_text(lines)
    assert len(table.splitlines()) == 1 + len(lines) == 6
    assert table.count("absent") == 5
    assert all(line.rivals["openpyxl"] and line.ours > 0 for line in lines)
    assert all(
        line.rivals["calamine"] and bool(line.limit) == ("one core" in line.figure)
        for line in lines[:3]
    )
    assert len(as_markdown(lines).splitlines()) == 2 + len(lines)


def test_rivals_see_the_cells_that_we_see(folder: Path) -> None:
    """openpyxl sees every cell; pandas and calamine all but the formulas without a result."""
    cells = [
        cell
        for path in returned(folder)
        for sheet in read_book(path.read_bytes()).sheets
        for cell in sheet.cells.values()
    ]
    with_values = sum(cell.value is not None for cell in cells)
    assert here("openpyxl", folder, COUNT).seen == here("cells", folder, COUNT).seen == len(cells)
    for rival in ("pandas", "calamine"):
        assert is_absent(rival) or here(rival, folder, COUNT).seen == with_values


def test_we_understand_every_cell_that_somebody_filled(folder: Path) -> None:
    """As many answers, evidence and events as openpyxl finds filled cells that are not locked."""
    desk = open_round(folder, load_plugins()).reading_context()
    for found in scan(folder / RETURNS):
        form = read_return(found, desk).form
        assert form is not None
        book = load_workbook(folder / RETURNS / found.name)
        filled = [
            cell
            for sheet in book
            for row in sheet.iter_rows()
            for cell in row
            if not cell.protection.locked and cell.value is not None
        ]
        answers = sum(len(entry.code.split(";")) for entry in form.entries if not entry.is_blank)
        evidence = sum(bool(entry.evidence and entry.evidence_at) for entry in form.entries)
        assert answers + evidence == sum(cell.parent.title != "Chronology" for cell in filled)
        assert len(form.events) == len(
            {cell.row for cell in filled if cell.parent.title == "Chronology"}
        )


def test_a_reader_that_sees_less_is_no_benchmark(folder: Path) -> None:
    """Where openpyxl and we differ, or a return is left out, nothing is printed."""
    for left_out in ("cells", "understood"):
        with pytest.raises(SystemExit, match="did not see the same"):
            figures.reading(
                folder,
                COUNT,
                1,
                lambda task, _folder, count, left_out=left_out: Took(
                    1, 1, count - (task == left_out)
                ),
                ours=IN_PROCESS,
            )
    with pytest.raises(ValueError, match="4 returns, not 5"):
        here("cells", folder, COUNT + 1)


@pytest.mark.skipif(is_absent("XlsxWriter"), reason="XlsxWriter is installed for make bench only")
def test_xlsxwriter_builds_a_comparable_form(folder: Path, tmp_path: Path) -> None:
    """Cell by cell what stands in ours."""
    sketches = sketch(folder)
    path = tmp_path / "form.xlsx"
    path.write_bytes(drawn(sketches))
    for sheet, drawing in zip(load_workbook(path), sketches, strict=True):
        assert {
            (cell.row - 1, cell.column - 1)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        } == {(row, column) for row, column, value, _ in drawing.cells if value is not None}


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
    """Both the rival and the limit count; without either, or at another size, nothing
    is claimed.
    """
    assert line.reached is reached


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (1.02, "linear: one costs x 1.02"),
        (1.25, "a little more than linear"),
        (2, "MORE THAN LINEAR"),
    ],
)
def test_growth_is_said_in_words(last: float, words: str) -> None:
    """From the two largest sizes: what ten times as many make of the cost of one."""
    assert (
        words
        in growth(
            [
                Line("read", 10, 3, cost=3),
                Line("read", 100, 1, cost=1),
                Line("read", 1000, 1, cost=last),
            ]
        )[0]
    )


def test_the_median_counts_and_a_round_is_put_back(tmp_path: Path) -> None:
    """Runs take turns; what one wrote is gone before the next."""
    took = iter((Took(9), Took(1), Took(2)))
    assert interleaved(3, {"one": lambda: next(took)})["one"].seconds == 2
    (tmp_path / "kept").touch()
    with undone(tmp_path):
        (tmp_path / "compiled" / "001").mkdir(parents=True)
        (tmp_path / "decisions.xlsx").touch()
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


@pytest.mark.parametrize(("peak", "pool"), [(130, 20), (20, 130)])
def test_memory_is_that_of_the_largest_process(tmp_path: Path, peak: int, pool: int) -> None:
    """Whether it is the main process or one of its pool: 130 KiB for each return are too many, and
    that is said.
    """
    lines, said = figures.memory(
        tmp_path,
        tmp_path,
        lambda _task, _folder, count: Took(1, peak=peak * count, pool=pool * count),
    )
    assert [(line.ours, line.unit, line.reached) for line in lines] == [(130, "KiB", False)] * 2
    assert all("130 KiB a return: NO, more than the 64 asked" in words for words in said)
    lines, said = figures.memory(
        tmp_path, tmp_path, lambda _task, _folder, count: Took(1, peak=64 * count, pool=pool)
    )
    assert all(line.reached for line in lines)
    assert all("within the 64 asked" in words for words in said)


def test_memory_that_no_system_tells_is_not_claimed(tmp_path: Path) -> None:
    """On Windows it is said that nothing was measured, and not that the limit is kept."""
    lines, said = figures.memory(tmp_path, tmp_path, lambda *_: Took(1))
    assert (lines, said) == ([], ["Memory: not measured, since this system does not say it."])


def test_whatever_is_measured_starts_as_it_does_for_users(monkeypatch: pytest.MonkeyPatch) -> None:
    """With bytecode, though whoever runs the benchmark may have forbidden it."""
    writes = (sys.executable, "-c", "import sys; print(not sys.dont_write_bytecode)")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert command(*writes)[1].strip() == "False"
    start_as_users_do()
    assert command(*writes)[1].strip() == "True"


def test_a_command_is_charged_for_what_it_starts() -> None:
    """A command that only waits for another, which works for a fifth of a second, takes
    that fifth.
    """
    work = "import time\nwhile time.process_time() < 0.2: pass"
    wait = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}])"
    assert command(sys.executable, "-c", wait)[0].busy >= 0.2


def test_the_page_names_machine_and_versions() -> None:
    """Nobody can repeat a figure without them; the libraries are those that pyproject.toml asks
    for.
    """
    assert all(
        words in machine()
        for words in (
            " cores",
            sys.platform.capitalize()[:5],
            ".".join(map(str, sys.version_info[:3])),
        )
    )
    assert all(
        f"{name} " in versions() for name in ("openpyxl", "resvg-py", "python-calamine", "expat")
    )
    assert "pytest" not in versions()


def test_the_page_says_how_to_run_it_today(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures are those of the last full run; what they mean and how they come about is as the
    benchmarks are now.
    """
    kept = page.PAGE.read_text(encoding="utf-8")
    monkeypatch.setattr(page, "PAGE", tmp_path / "benchmarks.md")
    page.write([Line("read", 10, 1)], ["It grows."], page.about(3))
    written = page.PAGE.read_text(encoding="utf-8")
    assert machine() in written
    assert "- It grows." in written
    assert kept.partition("## How to run it")[2] == written.partition("## How to run it")[2]


SECONDS = st.integers(1, 1000)


@given(st.lists(SECONDS, min_size=1, max_size=9), SECONDS, SECONDS)
def test_a_machine_that_slows_down_does_not_count(
    before: list[int], ours: int, theirs: int
) -> None:
    """However long a pair takes, the ratio is how many times as long ours takes as the other in the
    same pair.
    """
    pairs = Pairs(
        STEPS[0], [theirs * second for second in before], [ours * second for second in before]
    )
    assert pairs.ratio == pytest.approx(ours / theirs)
    assert pairs.is_slower is (pairs.ratio > MOST)


@given(st.lists(SECONDS, min_size=1, max_size=9), SECONDS, st.integers(1, 10**6))
def test_fewer_than_half_of_the_pairs_decide_nothing(
    before: list[int], ours: int, odd: int
) -> None:
    """A pair that something disturbed, however much, does not move what most pairs say."""
    disturbed = (len(before) - 1) // 2
    now = [second * (odd if at < disturbed else ours) for at, second in enumerate(before)]
    assert Pairs(STEPS[0], before, now).ratio == ours


@given(
    st.integers(0, 4).flatmap(
        lambda half: st.lists(
            st.tuples(SECONDS, SECONDS), min_size=2 * half + 1, max_size=2 * half + 1
        )
    )
)
def test_the_other_way_round_is_the_other_way_round(took: list[tuple[int, int]]) -> None:
    """As many times as ours is slower, so many times the other is faster."""
    before, now = [first for first, _ in took], [second for _, second in took]
    assert Pairs(STEPS[0], before, now).ratio * Pairs(STEPS[0], now, before).ratio == pytest.approx(
        1
    )


@pytest.mark.parametrize(("now", "is_slower"), [(1.079, False), (1.08, False), (1.081, True)])
def test_eight_per_cent_are_allowed_and_no_more(now: float, is_slower: bool) -> None:
    """Of one pair, the only one."""
    assert Pairs(STEPS[0], [1], [now]).is_slower is is_slower


def test_programs_take_turns_in_fresh_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each command once a pair by each program, by turns the one and the other first; what a run
    writes is gone afterwards.
    """
    runs: list[str] = []

    def run(program: Program, _typed: str, folder: Path) -> float:
        assert [path.name for path in folder.iterdir()] == ["kept"]
        (folder / "written").touch()
        runs.append(program.folders.name)
        return float(len(runs))

    monkeypatch.setattr(Program, "run", run)
    for name in ("old", "new"):
        (tmp_path / name / "demo").mkdir(parents=True)
        (tmp_path / name / "demo" / "kept").touch()
    (pairs,) = in_pairs(
        Program(AUDIT, tmp_path / "old"),
        Program(AUDIT, tmp_path / "new"),
        [Step("status", "demo")],
        3,
    )
    assert runs in (
        ["old", "new", "new", "old", "old", "new"],
        ["new", "old", "old", "new", "new", "old"],
    )
    assert {*pairs.before, *pairs.now} == {1, 2, 3, 4, 5, 6}
    assert len(pairs.cells()) == len(against.HEADINGS)


def test_every_command_is_measured() -> None:
    """Whoever adds a command is told to compare it as well."""
    typed = [step.typed for step in STEPS]
    assert [
        words for words in _commands(audit) if not any(one.startswith(words) for one in typed)
    ] == []


def _commands(group: click.Group, before: str = "") -> list[str]:
    """Every command that is in no further group, with the words before it."""
    context, found = click.Context(group), []
    for name in group.list_commands(context):
        one = group.get_command(context, name)
        found += (
            _commands(one, f"{before}{name} ")
            if isinstance(one, click.Group)
            else [f"{before}{name}"]
        )
    return found
