"""round.xlsx as written: complete, the same bytes each time, with a list or a check wherever
something is chosen.
"""

from __future__ import annotations

from datetime import date

import pytest

from audit_core.rounds.case_references import is_subject_ref
from audit_core.rounds.columns import (
    RECIPIENT_HEADINGS,
    SAMPLING,
    SETTINGS,
    case_headings,
    limit_label,
)
from audit_core.rounds.recipients import Recipient
from audit_core.rounds.round import Round, Sampling, Subject
from audit_core.rounds.writer import build_round_workbook
from audit_core.testing.builders import question, round_of, small_theme
from audit_core.themes.theme import Instrument, Section, Theme, TimeLimit
from audit_core.xlsx.reader import read_book
from audit_core.xlsx.workbook import Book

CASES, MEETINGS = ("ZQ26A-01-C", "ZQ26A-02-W"), ("ZQ26A-M01-B",)


@pytest.fixture(scope="module")
def theme() -> Theme:
    """A theme with forms about cases and meetings, and a time limit."""
    meeting = Instrument(
        "meeting",
        "Observed meeting",
        "meeting",
        (Section(1, "Seen", (question("XX-9.1", asked_of=("observer",)),)),),
    )
    plain = small_theme(
        question("XX-1.1"), time_limits=(TimeLimit("visit", "First visit", 5, "working_days"),)
    )
    return Theme(
        **{
            name: getattr(plain, name)
            for name in ("name", "version", "title", "prefix", "time_limits")
        },
        instruments=(*plain.instruments, meeting),
    )


@pytest.fixture(scope="module")
def audit_round(theme: Theme) -> Round:
    """Two cases, one meeting, and text that a spreadsheet would like to change."""
    return round_of(
        theme,
        ("police", "school_oak:school"),
        cases=2,
        title="=1+1",
        partnership="- @Partnership",
        sampling=Sampling(frame="007", random=True),
    )


@pytest.fixture(scope="module")
def book(audit_round: Round, theme: Theme) -> Book:
    """The workbook as our own reader sees it."""
    return read_book(build_round_workbook(audit_round, theme))


def test_the_same_round_gives_the_same_bytes(audit_round: Round, theme: Theme) -> None:
    """The bytes do not depend on the clock, the machine or the order of sets."""
    assert build_round_workbook(audit_round, theme) == build_round_workbook(audit_round, theme)


def test_every_sheet_the_chair_needs_is_there(book: Book) -> None:
    """There are seven sheets and the meetings, and only the lists behind drop-downs are hidden."""
    assert [(sheet.name, sheet.state) for sheet in book.sheets] == [
        ("Round", "visible"),
        ("Recipients", "visible"),
        ("Cases", "visible"),
        ("Meetings", "visible"),
        ("Sampling", "visible"),
        ("Days off", "visible"),
        ("Words", "visible"),
        ("Escalation", "visible"),
        ("Lists", "hidden"),
    ]
    assert not any(sheet.protected for sheet in book.sheets)


def test_a_theme_without_meetings_has_no_sheet_for_them() -> None:
    """A round shows nothing it cannot use."""
    theme = small_theme(question("XX-1.1"))
    assert read_book(build_round_workbook(round_of(theme), theme)).sheet("Meetings") is None


def test_every_label_and_heading_is_printed(book: Book, theme: Theme) -> None:
    """The writer prints what the reader looks for."""
    for name, words in (
        (
            "Round",
            [
                *(setting.label for setting in SETTINGS),
                *(limit_label(limit) for limit in theme.time_limits),
            ],
        ),
        ("Sampling", [setting.label for setting in SAMPLING]),
        ("Recipients", [*RECIPIENT_HEADINGS]),
        ("Cases", [*case_headings(theme), "police", "school_oak"]),
    ):
        printed = {cell.value for cell in book.sheet(name).cells.values()}
        assert set(words) <= printed, name


def test_every_sheet_has_guidance_in_a2(book: Book) -> None:
    """A screen reader says what a sheet is for before it reaches the table."""
    for sheet in book.sheets:
        if sheet.state == "visible":
            assert len(str(sheet.at("A2").value)) > 40, sheet.name


def test_text_that_looks_like_a_formula_stays_text(book: Book) -> None:
    """A title may begin with "="."""
    cells = {(cell.kind, cell.value) for sheet in book.sheets for cell in sheet.cells.values()}
    assert {("text", "=1+1"), ("text", "- @Partnership"), ("text", "007")} <= cells
    assert not any(kind == "formula" for kind, _ in cells)


def test_a_date_is_a_real_date(book: Book) -> None:
    """Dates can be sorted, and cannot be read month first."""
    sheet = book.sheet("Round")
    row = next(cell.row for cell in sheet.cells.values() if cell.value == "Return by")
    assert sheet.cells[row, 2].is_date


@pytest.mark.parametrize(
    ("sheet", "kinds"),
    [
        ("Round", {"list", "date", "whole"}),
        ("Recipients", {"list", "date"}),
        ("Cases", {"list", "date"}),
        ("Sampling", {"list"}),
    ],
)
def test_every_choice_has_a_list_that_blocks_other_text(
    sheet: str, kinds: set[str], book: Book
) -> None:
    """Only who leads may be typed freely."""
    rules = book.sheet(sheet).validations
    assert {rule.kind for rule in rules} == kinds
    assert all(rule.blocks or rule.formula1.startswith("Recipients!") for rule in rules)


def test_lists_fit_into_a_validation_rule(book: Book) -> None:
    """Excel calls a file damaged if an inline list is longer than 255 characters."""
    assert all(len(rule.formula1) <= 257 for sheet in book.sheets for rule in sheet.validations)


def test_spare_rows_have_their_own_references(book: Book) -> None:
    """The chair can add a case without inventing a check letter."""
    refs = [
        cell.value
        for (row, column), cell in sorted(book.sheet("Cases").cells.items())
        if column == 1 and row > 3
    ]
    assert len(refs) == 6
    assert all(is_subject_ref(ref) for ref in refs)
    assert [ref.split("-")[1] for ref in refs] == ["01", "02", "03", "04", "05", "06"]


def test_a_long_list_of_recipients_fits() -> None:
    """Thirty recipients with long codes can be written."""
    theme = small_theme(question("XX-1.1"))
    recipients = tuple(
        Recipient(
            f"school_of_the_long_name_{number}", "school", f"School {number}", due=date(2026, 3, 20)
        )
        for number in range(30)
    )
    subject = Subject("XX26A-01-" + "X", "case", expected=((recipients[0].code, "ask"),))
    data = build_round_workbook(round_of(theme, recipients=recipients, subjects=(subject,)), theme)
    assert len(read_book(data).sheet("Recipients").validations) == 2
