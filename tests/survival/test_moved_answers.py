"""Answers and evidence moved within a sheet that is still protected: what was moved, and what it
was moved onto, is asked about and not counted, and the form never says "Done" beside an empty
answer.
"""

from __future__ import annotations

import hashlib
import io
import random
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.cell_range import MultiCellRange

from audit_core.commands.open_round import round_context
from audit_core.forms.form import cell_name
from audit_core.problems.problem import to_the_auditor
from audit_core.returns.reader import read_return
from audit_core.workbook_style.files import FoundFile
from tests.survival.edits import Step, moved_rows
from tests.survival.law import assert_never_wrong_in_silence, doubted, said
from tests.survival.programs import run_office
from tests.test_old_rounds import unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from audit_core.plugin_system.manager import Plugins
    from audit_core.returns.model import Entry, Reading
    from tests.survival.filled import Filled

MOVES = 25
DRAGGED = ("answers dragged", "evidence dragged", "answers and evidence dragged")


def asked(reading: Reading) -> set[str]:
    """The refs whose answer or evidence is said to have been moved."""
    return {each.where.ref for each in reading.problems if each.code == "answer.dragged"}


def counted(reading: Reading) -> set[str]:
    """The refs that are counted."""
    assert reading.form is not None
    return {entry.ref for entry in reading.form.entries if entry.is_answer}


def entries_of(reading: Reading) -> dict[str, Entry]:
    """The entries by ref."""
    assert reading.form is not None
    return {entry.ref: entry for entry in reading.form.entries}


@pytest.mark.libreoffice
@pytest.mark.parametrize("edit", DRAGGED)
def test_answers_dragged_to_another_row_are_asked_about_and_not_counted(
    filled: Filled, saved: Callable[[str], bytes], edit: str
) -> None:
    """Three rows dragged down by one: the three, and the fourth that they were dragged onto."""
    reading = filled.read(saved(edit))
    assert_never_wrong_in_silence(filled.typed, reading)
    rows = set(moved_rows(filled))
    assert asked(reading) == doubted(reading) == rows
    assert not counted(reading) & rows
    assert counted(reading) | rows >= set(filled.ratings)


@pytest.mark.libreoffice
@pytest.mark.parametrize("edit", DRAGGED)
def test_what_was_dragged_is_kept_as_it_was_typed(
    filled: Filled, saved: Callable[[str], bytes], edit: str
) -> None:
    """Answer and evidence stand with the row they were dragged to, as they were typed."""
    found, rows = entries_of(filled.read(saved(edit))), moved_rows(filled)
    for source, target in pairwise(rows):
        answer, evidence = filled.typed.answers[source]
        kept = f"{found[target].raw} {found[target].evidence}"
        assert edit == "evidence dragged" or answer in kept
        assert edit == "answers dragged" or evidence in kept


@pytest.mark.libreoffice
@pytest.mark.parametrize("edit", DRAGGED)
def test_answers_dragged_back_count_again(
    filled: Filled, saved: Callable[[str], bytes], edit: str
) -> None:
    """Only the row that was covered is asked about, and nothing once it is typed again."""
    covered = moved_rows(filled)[-1]
    back = filled.read(saved(f"{edit} and back"))
    assert asked(back) == {covered}
    assert counted(back) | {covered} >= set(filled.ratings)
    mended = filled.read(saved(f"{edit} and back, typed again"))
    assert not doubted(mended)
    assert counted(mended) >= set(filled.ratings)


@pytest.mark.libreoffice
def test_typing_over_dragged_cells_does_not_help(
    filled: Filled, saved: Callable[[str], bytes]
) -> None:
    """The auditor is told so, because nobody can see from the file whose answers these are."""
    reading = filled.read(saved("answers dragged, typed over"))
    assert asked(reading) == set(moved_rows(filled)[1:])
    (told,) = {
        to_the_auditor(each).remedy for each in reading.problems if each.code == "answer.dragged"
    }
    assert "back" in told


@pytest.mark.libreoffice
@pytest.mark.parametrize("what", ["answers", "evidence"])
def test_answers_or_evidence_sorted_alone_are_asked_about(
    filled: Filled, saved: Callable[[str], bytes], what: str
) -> None:
    """Sorting moves neither names nor formulas, but it moves the rules of cells."""
    reading = filled.read(saved(f"{what} sorted, protected"))
    assert_never_wrong_in_silence(filled.typed, reading)
    assert asked(reading) <= set(moved_rows(filled))
    assert asked(reading)


@pytest.mark.libreoffice
def test_an_answer_copied_down_is_an_answer(filled: Filled, saved: Callable[[str], bytes]) -> None:
    """Whoever copies an answer to the rows below answers those rows: nothing is asked."""
    reading, rows = filled.read(saved("answers copied down")), moved_rows(filled)
    found = entries_of(reading)
    assert {said(found[ref]) for ref in rows} == {filled.typed.answers[rows[0]]}
    assert not doubted(reading)


@pytest.mark.libreoffice
@pytest.mark.parametrize("edit", [*DRAGGED, "answers sorted, protected", "answers copied down"])
def test_the_form_never_says_done_beside_an_empty_answer(
    filled: Filled, saved: Callable[[str], bytes], edit: str
) -> None:
    """The checks look at what stands on their own row, whatever was dragged there or away."""
    sheet = load_workbook(io.BytesIO(saved(edit)), data_only=True)["Questions"]
    for ref in filled.ratings:
        row = filled.printed.rows[ref][1]
        if not sheet.cell(row, 3).value:
            assert sheet.cell(row, 5).value == "Choose an answer" or not sheet.cell(row, 4).value
            assert sheet.cell(row, 5).value != "Done"


def random_moves(filled: Filled, chance: random.Random) -> list[Step]:
    """One to three blocks of cells, each dragged a few rows or sorted where it is."""
    rows: dict[str, list[int]] = {}
    for sheet, cell in map(filled.printed.cell_of, filled.printed.form.fields):
        rows.setdefault(sheet, []).append(int(cell[1:]))
    steps: list[Step] = []
    for _ in range(chance.randint(1, 3)):
        sheet = chance.choice(["Questions", "Questions", *rows])
        top, tall = chance.choice(rows[sheet]), chance.randint(1, 4)
        bottom = top
        while bottom + 1 in rows[sheet] and bottom + 1 < top + tall:
            bottom += 1
        one, two = chance.choice(["CC", "DD", "CD"] if sheet == "Questions" else ["CC"])
        area, to = f"{one}{top}:{two}{bottom}", top + chance.choice([-3, -2, -1, 1, 2, 3])
        drag: Step = ["cut_cells", sheet, area, sheet, f"{one}{to}"]
        steps.append(chance.choice([drag, drag, ["sort", sheet, area, 0]]))
    return steps


@pytest.mark.libreoffice
def test_wherever_cells_are_dragged_nothing_is_wrong_in_silence(
    filled: Filled, tmp_path: Path
) -> None:
    """LibreOffice refuses some of these moves; of the others, every one that matters is said."""
    chance = random.Random(16)  # noqa: S311 - no secret depends on it
    (tmp_path / "sent.xlsx").write_bytes(filled.data)
    jobs: list[dict[str, object]] = [
        {
            "source": str(tmp_path / "sent.xlsx"),
            "target": str(tmp_path / f"{number}.xlsx"),
            "steps": random_moves(filled, chance),
        }
        for number in range(MOVES)
    ]
    run_office(jobs, tmp_path / "office.json")
    readings = [filled.read((tmp_path / f"{number}.xlsx").read_bytes()) for number in range(MOVES)]
    for reading in readings:
        assert_never_wrong_in_silence(filled.typed, reading)
    assert sum(bool(asked(reading)) for reading in readings) >= 10


def moved(filled: Filled, change: Callable[[Workbook, list[int]], None]) -> Reading:
    """What is read of the filled form after a change to it, given the four rows."""
    book = load_workbook(io.BytesIO(filled.data), rich_text=True)
    change(book, [filled.printed.rows[ref][1] for ref in moved_rows(filled)])
    out = io.BytesIO()
    book.save(out)
    return filled.read(out.getvalue())


def drag(book: Workbook, row: int, name: str, column: str = "C") -> None:
    """Move one cell one row down with its defined name and its rule, as a spreadsheet program
    does.
    """
    sheet = book["Questions"]
    sheet[f"{column}{row + 1}"].value = sheet[f"{column}{row}"].value
    sheet[f"{column}{row}"].value = None
    book.defined_names[name].attr_text = f"'Questions'!${column}${row + 1}"
    move_rule(sheet, f"{column}{row}", f"{column}{row + 1}")


def move_rule(sheet: Worksheet, source: str, target: str) -> None:
    """Move the rule of one cell onto another, whose own rule is gone."""
    rules = sheet.data_validations.dataValidation
    (rule,) = (each for each in rules if str(each.sqref) == source)
    rules[:] = [each for each in rules if str(each.sqref) != target]
    rule.sqref = MultiCellRange(target)


def test_one_answer_dragged_onto_another_is_asked_about(filled: Filled) -> None:
    """In Excel the name of what was overwritten is left without a cell."""
    first, second, *_ = moved_rows(filled)

    def change(book: Workbook, rows: list[int]) -> None:
        drag(book, rows[0], cell_name(first))
        book.defined_names[cell_name(second)].attr_text = "Questions!#REF!"

    assert asked(moved(filled, change)) == {first, second}


def test_a_row_that_was_filled_again_counts(filled: Filled) -> None:
    """Only the row it was dragged to is in doubt once the first is answered again."""
    first, second, *_ = moved_rows(filled)

    def change(book: Workbook, rows: list[int]) -> None:
        drag(book, rows[0], cell_name(first))
        book["Questions"][f"C{rows[0]}"].value = "Met"

    reading = moved(filled, change)
    assert asked(reading) == {second}
    assert entries_of(reading)[first].code == "met"


def test_a_blank_dragged_over_evidence_is_asked_about(filled: Filled) -> None:
    """What was overwritten is lost, and nothing on the sheet shows it."""
    first, second, *_ = moved_rows(filled)

    def change(book: Workbook, rows: list[int]) -> None:
        book["Questions"][f"D{rows[0]}"].value = None
        drag(book, rows[0], cell_name(first, evidence=True), "D")

    assert asked(moved(filled, change)) == {first, second}


def test_names_left_behind_by_inserted_rows_are_no_doubt(filled: Filled) -> None:
    """openpyxl inserts rows and leaves names and rules where they were."""

    def change(book: Workbook, rows: list[int]) -> None:
        book["Questions"].insert_rows(rows[1], 2)

    assert not asked(moved(filled, change))


def test_an_answer_dragged_to_where_it_was_issued_is_asked_about(filled: Filled) -> None:
    """A row was inserted, names and all, and an answer dragged up by one afterwards."""
    first, second, *_ = moved_rows(filled)

    def change(book: Workbook, rows: list[int]) -> None:
        sheet = book["Questions"]
        sheet.insert_rows(5)
        for name in book.defined_names.values():
            place, _, row = name.attr_text.rpartition("$")
            if "Questions" in place and row.isdecimal() and int(row) >= 5:
                name.attr_text = f"{place}${int(row) + 1}"
        at = rows[1] + 1
        sheet[f"C{at - 1}"].value, sheet[f"C{at}"].value = sheet[f"C{at}"].value, None
        book.defined_names[cell_name(second)].attr_text = f"'Questions'!$C${at - 1}"

    assert asked(moved(filled, change)) == {first, second}


def test_a_no_dragged_onto_the_question_about_risk_does_not_answer_it(filled: Filled) -> None:
    """The No of another question must not stand for "nobody is at risk"."""

    def change(book: Workbook, _rows: list[int]) -> None:
        sheet, cell = filled.cell("S-1")
        book[sheet][cell].value = "No"
        for ref in ("S-2", "S-3", "S-4"):
            book[sheet][filled.cell(ref)[1]].value = None
        _, other = filled.cell("S-13")
        book[sheet][other].value = None
        move_rule(book[sheet], other, cell)
        book.defined_names[cell_name("S-13")].attr_text = f"'{sheet}'!$C${cell[1:]}"

    reading = moved(filled, change)
    assert {"S-1", "S-13"} <= asked(reading)
    assert "form.risk_unanswered" in {each.code for each in reading.problems}


OLD_FORM = "da/returns/DA26A-01-C police case_file.xlsx"
"""As 0.1.0 issued it: its checks name the answer cells, and its rules have no titles."""


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The old partnership, and copies of an old form with cells dragged by LibreOffice."""
    home = unpacked(tmp_path_factory.mktemp("old"))
    source = str(home / OLD_FORM)
    jobs: list[dict[str, object]] = [
        {"source": source, "target": str(home / f"{columns}.xlsx"), "steps": steps}
        for columns in ("CC", "DD", "CD", "nameless CC")
        for one, two in [columns[-2:]]
        for cut in [["cut_cells", "Questions", f"{one}15:{two}17", "Questions", f"{one}16"]]
        for steps in [[cut, *([["forget_names"]] if "nameless" in columns else [])]]
    ]
    run_office(jobs, home / "office.json")
    return home


@pytest.fixture
def read_old(old: Path, plugins: Plugins) -> Iterator[Callable[[str], Reading]]:
    """read_old(name): what is read of a copy of the old form."""
    with round_context(old / "da", plugins) as opened:

        def read(name: str) -> Reading:
            data = (old / name).read_bytes()
            found = FoundFile("old.xlsx", data, hashlib.sha256(data).hexdigest())
            return read_return(found, opened.reading_context())

        yield read


@pytest.mark.libreoffice
@pytest.mark.parametrize("columns", ["CC", "DD", "CD", "nameless CC"])
def test_answers_dragged_on_a_form_of_an_earlier_version_are_asked_about(
    read_old: Callable[[str], Reading], columns: str
) -> None:
    """Its names, and the cells that its checks name, moved with the answers."""
    before, after = read_old(OLD_FORM), read_old(f"{columns}.xlsx")
    assert not asked(before)
    changed = {
        ref
        for ref, entry in entries_of(before).items()
        if (entry.code, entry.evidence)
        != (entries_of(after)[ref].code, entries_of(after)[ref].evidence)
    }
    assert changed
    assert changed <= asked(after)
    assert not counted(after) & asked(after)
