"""A case with court proceedings, an investigation or a review: no form until somebody responsible
has cleared its audit; then the record only, and nothing of it is printed for anybody else.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from openpyxl import load_workbook

from audit_core.commands.compile import CompileOutcome
from audit_core.commands.generate import GeneratedForms, generate
from audit_core.commands.new import new_round
from audit_core.commands.open_round import open_round
from audit_core.commands.status import status
from audit_core.errors import UsageProblem
from audit_core.plugin_system.manager import Plugins
from audit_core.problems.problem import Problem
from audit_core.xlsx.reader import read_book
from tests.conftest import AS_AT, copied

CLEARED = "Cleared by police SIO on 14 Mar 2026"
WORDS = "I hide behind the freezer until he has gone"
SAID_ONCE = "Nobody ever asked me about the night it happened"
ABOUT = {"round.proceedings_blank", "round.not_cleared", "round.not_cleared_issued"} | {
    "round.cleared_issued",
    "round.unclear_clearance",
}


def type_in(folder: Path, *said: str) -> None:
    """Type into the column of the Cases sheet, from the first case on; without any, remove it."""
    book = load_workbook(folder / "round.xlsx")
    sheet = book["Cases"]
    (column,) = (cell.column for cell in sheet[3] if cell.value == "Proceedings or review")
    for row, words in enumerate(said, start=4):
        sheet.cell(row, column).value = words or None
    if not said:
        sheet.delete_cols(column)
    book.save(folder / "round.xlsx")


def codes(problems: tuple[Problem, ...]) -> list[str]:
    """The codes of what is said about proceedings."""
    return [problem.code for problem in problems if problem.code in ABOUT]


@pytest.fixture
def blank(tmp_path: Path, plugins: Plugins) -> Path:
    """A new round of two cases, with no forms yet."""
    theme = plugins.theme("domestic_abuse")
    assert theme is not None
    new_round(tmp_path / "round", theme, ("police", "school"), 2, 0, date(2026, 3, 2))
    return tmp_path / "round"


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory, plugins: Plugins) -> tuple[Path, GeneratedForms]:
    """A round whose first case is cleared and whose second is not, and what generate did."""
    folder = tmp_path_factory.mktemp("proceedings") / "round"
    theme = plugins.theme("domestic_abuse")
    assert theme is not None
    new_round(folder, theme, ("police", "school"), 3, 0, date(2026, 3, 2))
    type_in(folder, CLEARED, "Yes", "None")
    return folder, generate(folder, plugins)


def test_a_case_that_is_not_cleared_gets_no_form(two: tuple[Path, GeneratedForms]) -> None:
    """generate says so, and neither a form, a letter nor the case key names it."""
    folder, done = two
    refs = [case.ref for case in done.round.subjects if case.kind == "case"]
    assert codes(done.problems) == ["round.not_cleared"]
    assert {name.rpartition("/")[2][:10] for name in done.written} >= {refs[0], refs[2]}
    assert not any(refs[1] in name for name in done.written)
    assert all(refs[1] not in path.read_text() for path in (folder / "forms").glob("*.txt"))
    assert done.key.cases == (refs[0], refs[2])


def test_the_form_of_a_cleared_case_says_record_only(two: tuple[Path, GeneratedForms]) -> None:
    """It asks for no talk with worker or manager; the form of another case does."""
    folder, done = two
    shown = {}
    for name in done.written:
        if "police" in name:
            start = read_book((folder / name).read_bytes()).sheets[0]
            texts = [str(cell.value) for cell in start.cells.values()]
            shown[name.rpartition("/")[2][:8]] = (
                any(text.startswith("Record only: do not speak to") for text in texts),
                {"S-11", "S-12"} <= set(texts),
            )
    assert list(shown.values()) == [(True, False), (False, True)]
    letter = (folder / "forms/police-1.txt").read_text(encoding="utf-8")
    assert letter.count("Record only") == 1


def test_a_returned_record_only_form_is_read_as_it_was_issued(
    two: tuple[Path, GeneratedForms], tmp_path: Path, plugins: Plugins
) -> None:
    """Nothing is missing from it because nobody was spoken to."""
    made = copied(two[0], tmp_path / "round", plugins)
    made.fill(1, "police", {"S-9": "Sergeant", "S-10": "All", "S-13": "No"})
    (ret,) = status(made.folder, plugins, AS_AT).casebook.returns
    refs = {problem.where.ref for problem in ret.form.problems}
    assert not {"S-11", "S-12"} & {entry.ref for entry in ret.form.entries}
    assert not {"S-9", "S-10", "S-11", "S-12", "S-13"} & refs


def test_a_blank_is_asked_about_once(blank: Path, plugins: Plugins) -> None:
    """When the forms are made; not again, and never in status."""
    assert codes(generate(blank, plugins).problems) == ["round.proceedings_blank"]
    assert codes(generate(blank, plugins).problems) == []
    assert codes(status(blank, plugins, AS_AT).problems) == []


def test_a_round_set_up_before_is_never_asked(blank: Path, plugins: Plugins) -> None:
    """Its Cases sheet has no such column, and is complete without it."""
    type_in(blank)
    assert codes(generate(blank, plugins).problems) == []
    assert {case.proceedings for case in open_round(blank, plugins).round.cases} == {"not_asked"}


@pytest.mark.parametrize(
    ("said", "proceedings", "cleared"),
    [
        ("none", "none", ""),
        ("No", "none", ""),
        ("yes", "not_cleared", ""),
        ("Not cleared", "not_cleared", ""),
        (CLEARED, "cleared", "police SIO on 14 Mar 2026"),
        ("yes, cleared by CPS lawyer, 3/4/2026", "cleared", "CPS lawyer on 3 Apr 2026"),
        (
            "Cleared by the coroner's officer 14.03.26",
            "cleared",
            "the coroner's officer on 14 Mar 2026",
        ),
    ],
)
def test_each_way_to_say_it_is_understood(
    blank: Path, plugins: Plugins, said: str, proceedings: str, cleared: str
) -> None:
    """As chosen or as typed, and it is written back so that it is read the same."""
    type_in(blank, said, "None")
    opened = open_round(blank, plugins)
    case = opened.round.subjects[0]
    assert (case.proceedings, case.cleared, codes(opened.problems)) == (proceedings, cleared, [])


@pytest.mark.parametrize(
    "said", ["Cleared", "Cleared by police", "Cleared on 14 Mar 2026", "trial in June", "?"]
)
def test_what_does_not_say_who_cleared_it_and_when_clears_nothing(
    blank: Path, plugins: Plugins, said: str
) -> None:
    """No form is made, and the cell is named."""
    type_in(blank, said, "None")
    done = generate(blank, plugins)
    assert codes(done.problems) == ["round.unclear_clearance", "round.not_cleared"]
    assert len(done.written) == 3


def test_a_round_in_which_no_case_is_cleared_says_why_it_makes_no_form(
    blank: Path, plugins: Plugins
) -> None:
    """Not that the sheet is empty."""
    type_in(blank, "Yes", "Yes")
    with pytest.raises(UsageProblem) as stopped:
        generate(blank, plugins)
    assert [problem.code for problem in stopped.value.problems] == ["round.not_cleared"]


def test_forms_that_are_out_already_are_stopped(made: Any, plugins: Plugins) -> None:
    """generate says whom to ring; what comes back is kept and not read, and nobody is chased."""
    made.fill(1, "police", {"DA-1.1": "Met"})
    type_in(made.folder, "Yes", "None")
    assert codes(generate(made.folder, plugins).problems) == ["round.not_cleared_issued"]
    found = status(made.folder, plugins, AS_AT)
    assert [line.code for line in found.casebook.ledger] == ["file.not_cleared"]
    assert found.casebook.returns == ()
    stopped = found.opened.round.subjects[0].ref
    assert stopped not in {item.subject for item in found.casebook.expected}
    assert not any(stopped in reminder.text for reminder in found.chase)

    type_in(made.folder, CLEARED, "None")
    assert codes(generate(made.folder, plugins).problems) == ["round.cleared_issued"]
    assert len(status(made.folder, plugins, AS_AT).casebook.returns) == 1


def test_a_risk_on_a_form_that_is_not_read_is_still_said_first(made: Any, plugins: Plugins) -> None:
    """Proceedings stop an audit, and never a concern."""
    made.fill(1, "police", {"S-1": "Yes", "S-2": "Threats"})
    type_in(made.folder, "Yes", "None")
    assert len(status(made.folder, plugins, AS_AT).open_concerns) == 1


@pytest.fixture(scope="module")
def decided(
    two: tuple[Path, GeneratedForms], tmp_path_factory: pytest.TempPathFactory, plugins: Plugins
) -> CompileOutcome:
    """The round with the words of a child in each case, all of them cleared for the board."""
    made = copied(two[0], tmp_path_factory.mktemp("decided") / "round", plugins)
    for case in (1, 3):
        made.fill(case, "police", {"DA-1.1": "Not met", "J-7": f"{WORDS} ({case})"})
    made.compile()
    rows = load_workbook(made.folder / "decisions.xlsx")["Quotations"].iter_rows(
        min_row=4, max_col=1, values_only=True
    )
    for (key,) in rows:
        if key:
            made.decide("Quotations", key, Clear_for_the_board="Yes")
    for case in made.opened.round.cases:
        made.decide(
            "Cases",
            case.ref,
            Agreed_grade="Good",
            Why="As discussed.",
            What_it_is_like_to_be_this_child=f"{SAID_ONCE} ({case.ref})",
            May_the_board_read_it="Yes",
        )
    return made.compile(publish=True)


def texts(done: CompileOutcome, *folders: str) -> str:
    """All that is in the files of some folders of the set."""
    from audit_core.reports.leak_check import text_in

    return " ".join(
        text_in(path.read_bytes())
        for folder in folders
        for path in (done.folder / folder).rglob("*")
        if path.is_file()
    )


def test_no_word_of_a_cleared_case_leaves(decided: CompileOutcome) -> None:
    """Neither a quotation nor the sentence about the child, though both were cleared; those of the
    other case are printed for the board.
    """
    cleared, other = decided.compiled.round.cases
    shared = texts(decided, "board", "agencies", "publish")
    assert f"{WORDS} (1)" not in shared
    assert f"{SAID_ONCE} ({cleared.ref})" not in shared
    board = texts(decided, "board")
    assert f"{WORDS} (3)" in board
    assert f"{SAID_ONCE} ({other.ref})" in board
    assert f"{WORDS} (1)" in texts(decided, "chair")


def test_the_chair_is_told_what_was_kept_back(decided: CompileOutcome) -> None:
    """Once for each thing that was cleared in vain."""
    kept = [each for each in decided.problems if each.code == "decision.record_only"]
    assert {each.where.sheet for each in kept} == {"Cases", "Quotations"}
    assert len(kept) == 2


def test_the_leak_check_would_stop_it(decided: CompileOutcome) -> None:
    """Should a template print such words, nothing is written."""
    from audit_core.reports.leak_check import Confidential

    compiled = decided.compiled
    page = f"<p>{WORDS} (1)</p>".encode()
    assert Confidential(compiled).leaks("board/page.html", page)
    open_case = attrs.evolve(compiled, quotable=((compiled.round.cases[0].ref, f"{WORDS} (1)"),))
    assert not Confidential(open_case).leaks("board/page.html", page)
