"""decisions.xlsx is read back with every faulty row reported, and nothing typed is lost when it is
written again.
"""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.styles import Font

from audit_core.evidence import EvidenceRef
from audit_core.panel.check_decisions import check_decisions
from audit_core.panel.decisions_reader import read_decisions, typed_rows
from audit_core.panel.decisions_workbook import build_decisions_workbook
from audit_core.returns.model import Concern, Conflict
from audit_core.rounds.panel_decisions import (
    NO_LONGER_IN_RESULTS,
    SHEETS,
    AgreedGrade,
    ChildAction,
    FindingNote,
    RecommendationDecision,
)
from audit_core.tabulation.compiled import Suspect
from audit_core.testing.builders import advice, issued, question, round_of, small_theme
from audit_core.testing.pipeline import compiled
from audit_core.testing.text_tables import returns
from audit_core.themes.rules import Share
from audit_core.themes.theme import Words
from tests.wordings import shows

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook

    from audit_core.problems.problem import Problem
    from audit_core.rounds.issued import Issued
    from audit_core.rounds.panel_decisions import Decisions
    from audit_core.tabulation.compiled import Compiled

THEME = small_theme(
    question("XX-1.1"),
    question("XX-1.2", asked_of=("panel",), scope="case"),
    question("XX-1.3", "What did the child say, in their own words?", answer=Words()),
    rules=(
        Share(
            "poor",
            "In {n} of {m} records {question} was not met.",
            refs=("XX-1.1",),
            recommend="act",
            high=True,
        ),
    ),
    advice=(advice(),),
)
RETURNS = """
    | case | agency | XX-1.1  | XX-1.3                    | J-1  |
    | 1    | police | not_met | I hid behind the curtain. | good |
    | 2    | school | met     |                           |      |
"""
ROUND = round_of(THEME)
ONE, TWO = (subject.ref for subject in ROUND.subjects)


@pytest.fixture(scope="module")
def forms() -> Issued:
    """The issued forms."""
    return issued(THEME, ROUND)[0]


@pytest.fixture(scope="module")
def done(forms: Issued) -> Compiled:
    """A compiled round with something to decide on every sheet."""
    found = compiled(THEME, returns(THEME, RETURNS, ROUND), ROUND)
    form = forms.forms[0].id
    at = EvidenceRef("police-1.xlsx", "00", "Start here", "C4")
    book = attrs.evolve(
        found.casebook,
        concerns=(Concern(at, form, "neglect", "duty desk", ""),),
        conflicts=(Conflict(form, form, ("one.xlsx", "two.xlsx"), (("XX-1.1", "met", ""),)),),
    )
    return attrs.evolve(
        found,
        casebook=book,
        suspects=(Suspect(f"{ONE}/police/XX-1.1/D5", at, "XX-1.1", "a postcode", form),),
    )


@pytest.fixture(scope="module")
def blank(done: Compiled) -> bytes:
    """The workbook before anybody typed into it."""
    return build_decisions_workbook(done, {})


@pytest.fixture
def typed(blank: bytes) -> Callable[..., bytes]:
    """typed(change): the workbook after somebody typed into it."""

    def edit(change: Callable[[Workbook], None], data: bytes = b"") -> bytes:
        book = load_workbook(io.BytesIO(data or blank))
        change(book)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    return edit


def write(book: Workbook, sheet: str, row: int, **cells: object) -> None:
    """Type below headings, which are keywords with underscores for spaces."""
    headings = {str(cell.value): cell.column for cell in book[sheet][3]}
    for heading, value in cells.items():
        cell = book[sheet].cell(row, headings[heading.replace("_", " ")])
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # openpyxl would take "=..." for a formula


def read(data: bytes) -> tuple[Decisions, tuple[Problem, ...]]:
    """The workbook as the program reads it."""
    return read_decisions(data, "decisions.xlsx", ROUND.code)


def decide_everything(book: Workbook) -> None:
    """Type a decision into the first row of every sheet."""
    write(
        book,
        "Cases",
        4,
        Agreed_grade="Good",
        Why="Heard by all.",
        Dissent="One saw it otherwise.",
        What_it_is_like_to_be_this_child="Quiet.",
    )
    write(book, "Panel questions", 4, Answer="Partly met", Why="Some of it.")
    write(
        book,
        "Across the cases",
        4,
        Why_it_happens="No time.",
        What_it_means_for_children="They wait.",
        Decision="Accept",
    )
    write(
        book,
        "Recommendations",
        4,
        Decision="Edit",
        Wording_if_edited="=Agree one standard",
        Owner="police",
        Due=date(2026, 6, 30),
        Reason="- clearer",
    )
    write(book, "Concerns", 4, Who_is_dealing_with_it="Duty manager", State="Closed")
    write(book, "Conflicts", 4, Which_file_counts="two.xlsx")
    write(book, "Identifiers", 4, Decision="fine")
    write(book, "Quotations", 4, Clear_for_the_board="Yes")
    write(book, "Returns", 4, Date_received=date(2026, 3, 20))
    write(book, "Returns", 5, **{"Go_on_without_it:_why": "They have closed."})
    write(
        book,
        "Actions for a child",
        4,
        Case=ONE,
        Owner="school",
        What="Ring the parent.",
        Due=date(2026, 4, 1),
    )


def test_every_decision_of_the_panel_is_read_as_typed(
    typed: Any, done: Compiled, forms: Issued
) -> None:
    """Every column of every sheet is read as typed, and all of it is about something that
    exists.
    """
    found, problems = read(typed(decide_everything))
    assert [str(problem) for problem in problems] == []
    assert found.grades == (
        AgreedGrade(ONE, "good", "Heard by all.", "One saw it otherwise.", "Quiet."),
    )
    assert [(item.subject, item.ref, item.said, item.why) for item in found.panel] == [
        (ONE, "XX-1.2", "Partly met", "Some of it.")
    ]
    assert found.findings == (FindingNote("F1", "No time.", "They wait.", "accepted"),)
    assert found.recommendations == (
        RecommendationDecision(
            "R1", "edited", "=Agree one standard", "police", date(2026, 6, 30), "- clearer"
        ),
    )
    assert found.concerns == ((done.casebook.concerns[0].key, "Duty manager", "closed"),)
    assert found.conflicts == ((forms.forms[0].id, "two.xlsx"),)
    assert found.identifiers == ((f"{ONE}/police/XX-1.1/D5", "fine"),)
    assert [(key.partition(" #")[0], answer) for key, answer in found.quotations] == [
        (f"{ONE}/police/XX-1.3", "cleared")
    ]
    assert [day for _, day in found.received] == [date(2026, 3, 20)]
    assert [why for _, why in found.missing_accepted] == ["They have closed."]
    assert found.child_actions == (
        ChildAction(ONE, "school", "Ring the parent.", date(2026, 4, 1)),
    )
    good, wrong = check_decisions(found, done, forms)
    assert [str(problem) for problem in wrong] == []
    assert good == attrs.evolve(found, panel=(attrs.evolve(found.panel[0], code="partly"),))


def test_a_blank_workbook_decides_nothing(blank: bytes) -> None:
    """Text that the program prints is not read as a decision."""
    found, problems = read(blank)
    assert (attrs.evolve(found, places=()), problems) == (type(found)(), ())
    assert not any(typed_rows(blank).values())


def test_typed_rows_survive_when_the_workbook_is_written_again(typed: Any, done: Compiled) -> None:
    """Everything typed is read back the same from a workbook written from scratch."""
    before = typed(decide_everything)
    after = build_decisions_workbook(done, typed_rows(before))
    assert read(after) == read(before)
    assert typed_rows(after) == typed_rows(before)
    assert build_decisions_workbook(done, typed_rows(after)) == after


def test_typed_rows_survive_when_their_subject_is_gone(
    typed: Any, done: Compiled, forms: Issued
) -> None:
    """If a finding, case or conflict disappears, its decision is kept at the bottom with a note,
    however often the workbook is written again.
    """
    rows = typed_rows(typed(decide_everything))
    nothing = attrs.evolve(
        done,
        findings=(),
        recommendations=(),
        suspects=(),
        scores=attrs.evolve(done.scores, grades=()),
        casebook=attrs.evolve(done.casebook, conflicts=()),
    )
    book = build_decisions_workbook(nothing, rows)
    again = build_decisions_workbook(nothing, typed_rows(book))
    for data in (book, again):
        found, problems = read(data)
        assert problems == ()
        assert found.recommendations[0].text == "=Agree one standard"
        assert (found.grades[0].subject, found.findings[0].id, found.conflicts[0][1]) == (
            ONE,
            "F1",
            "two.xlsx",
        )
        sheet = load_workbook(io.BytesIO(data))["Across the cases"]
        assert (sheet["A4"].value, sheet["H4"].value, sheet.max_row) == (
            "F1",
            NO_LONGER_IN_RESULTS,
            4,
        )
    back = build_decisions_workbook(done, typed_rows(again))
    assert load_workbook(io.BytesIO(back))["Across the cases"]["H4"].value is None
    assert read(back)[0].findings == read(book)[0].findings


LINE = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zl", "Zp"), max_codepoint=0x2FFF),
    min_size=1,
    max_size=12,
).filter(str.strip)
SAID = st.one_of(
    LINE,
    st.sampled_from(
        [
            "=1+1",
            "007",
            "31 Feb 2026",
            "03/04/2026",
            "1 Jan 1850",
            "#N/A",
            "_x0041_",
            "'quoted",
            "two\nlines",
            "TRUE",
            "  spaced",
        ]
    ),
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_whatever_was_typed_survives_word_for_word(data: st.DataObject, done: Compiled) -> None:
    """A workbook made from rows gives the same rows when read: for known and unknown subjects, and
    in cells for dates.
    """
    rows: dict[str, tuple[dict[str, str], ...]] = {}
    for spec in SHEETS:
        made = []
        for number in range(data.draw(st.integers(0, 2))):
            row = {
                column.heading: data.draw(SAID).strip() if column.typed else f"{spec.name} {number}"
                for column in spec.columns
            }
            made.append(row | {"Note": ""})
        rows[spec.name] = tuple(made)
    found = typed_rows(build_decisions_workbook(done, rows))
    for spec in SHEETS:
        columns = [
            column.heading for column in spec.columns if column.typed or column is spec.columns[0]
        ]
        assert [[row[heading] for heading in columns] for row in found[spec.name]] == [
            [row[heading] for heading in columns] for row in rows[spec.name]
        ]


def test_a_note_of_the_chairs_stays_beside_its_row(typed: Any, done: Compiled) -> None:
    """The last column is free for notes and survives even if nothing else in the row was typed."""
    before = typed(lambda book: write(book, "Across the cases", 4, Note="Ask the school first"))
    again = build_decisions_workbook(done, typed_rows(before))
    assert (
        load_workbook(io.BytesIO(again))["Across the cases"]["H4"].value == "Ask the school first"
    )


def test_a_struck_through_decision_is_not_applied_and_stays_struck_through(
    typed: Any, done: Compiled
) -> None:
    """A decision that somebody crossed out is reported, and is still crossed out when the workbook
    is written again.
    """

    def edit(book: Workbook) -> None:
        write(book, "Recommendations", 4, Decision="Accept")
        book["Recommendations"]["D4"].font = Font(strike=True)

    before = typed(edit)
    for data in (before, build_decisions_workbook(done, typed_rows(before))):
        found, problems = read(data)
        assert found.recommendations == ()
        assert [
            (problem.code, problem.where.sheet, problem.where.cell) for problem in problems
        ] == [("round.not_plain", "Recommendations", "D4")]


def test_two_different_decisions_about_one_thing_are_one_problem(
    typed: Any, done: Compiled
) -> None:
    """Neither decision is applied, and both are kept."""

    def edit(book: Workbook) -> None:
        write(book, "Cases", 4, Agreed_grade="Good", Why="Seen.")
        write(book, "Cases", 9, Case=ONE, Agreed_grade="Inadequate", Why="Not seen.")

    before = typed(edit)
    for data in (before, build_decisions_workbook(done, typed_rows(before))):
        found, problems = read(data)
        assert (found.grades, [problem.code for problem in problems]) == ((), ["decision.twice"])
        assert [row["Agreed grade"] for row in typed_rows(data)["Cases"]] == ["Good", "Inadequate"]


FAULTS: list[tuple[str, dict[str, object], str, str]] = [
    # sheet, what is typed into its first row, code, the cell that is named
    ("Cases", {"Agreed grade": "Splendid", "Why": "So."}, "decision.bad_value", "D4"),
    ("Cases", {"Agreed grade": "Good"}, "decision.empty", "E4"),
    ("Across the cases", {"Decision": "Perhaps"}, "decision.bad_value", "G4"),
    ("Recommendations", {"Decision": "Yes"}, "decision.bad_value", "D4"),
    ("Recommendations", {"Decision": "Reject"}, "decision.empty", "H4"),
    (
        "Recommendations",
        {"Decision": "Accept", "Wording if edited": "Do it better."},
        "decision.spare",
        "E4",
    ),
    ("Recommendations", {"Decision": "Edit"}, "decision.empty", "E4"),
    ("Recommendations", {"Decision": "Accept", "Due": "soon"}, "decision.bad_date", "G4"),
    ("Recommendations", {"Decision": "Accept", "Due": "03/04/2026"}, "answer.date_both_ways", "G4"),
    ("Concerns", {"State": "Closed"}, "decision.empty", "D4"),
    ("Quotations", {"Clear for the board": "Perhaps"}, "decision.bad_value", "E4"),
    ("Returns", {"Date received": "14 Mar 1926"}, "answer.far_date", "E4"),
    ("Actions for a child", {"Case": ONE, "Owner": "school"}, "round.missing_value", "C4"),
]


@pytest.mark.parametrize(
    ("sheet", "cells", "code", "named"),
    FAULTS,
    ids=[f"{sheet}-{code}-{'-'.join(cells)}" for sheet, cells, code, _ in FAULTS],
)
def test_a_faulty_row_is_reported_by_its_cell(
    sheet: str, cells: dict[str, object], code: str, named: str, typed: Any
) -> None:
    """A faulty row is reported with its cell and not applied; the rest of the workbook is read."""

    def edit(book: Workbook) -> None:
        write(
            book,
            sheet,
            4,
            **(
                {"What it is like to be this child": "He waits.", "May the board read it?": "Yes"}
                if sheet == "Cases"
                else {}
            ),
            **cells,
        )
        write(book, "Cases", 5, Agreed_grade="Good", Why="Seen.")

    found, problems = read(typed(edit))
    assert [
        (problem.code, problem.where.file, problem.where.sheet, problem.where.cell)
        for problem in problems
    ] == [(code, "decisions.xlsx", sheet, named)]
    without, _ = read(typed(lambda book: write(book, "Cases", 5, Agreed_grade="Good", Why="Seen.")))
    if problems[0].severity == "error":
        assert attrs.evolve(found, places=()) == attrs.evolve(without, places=())
    else:
        assert [item.due for item in found.recommendations] == [date(2026, 4, 3)]


@pytest.mark.parametrize(
    "word", ["ok", " OK ", "yes", "fine.", "It is fine", "y", "no", "keep", "x", "\u2713", "1"]
)
def test_an_answer_typed_for_a_role_is_reported(word: str, typed: Any) -> None:
    """An answer typed where a role belongs is reported with its cell and not applied."""
    found, (problem,) = read(typed(lambda book: write(book, "Identifiers", 4, Decision=word)))
    assert found.identifiers == ()
    assert (problem.code, problem.severity, problem.where.sheet, problem.where.cell) == (
        "decision.no_role",
        "error",
        "Identifiers",
        "D4",
    )
    assert shows(problem.what, "decision.no_role", value=word.strip())


@pytest.mark.parametrize(
    "word", ["fine", "Fine", "the neighbour", "her brother", "no. 2 neighbour"]
)
def test_fine_and_a_role_are_decisions(word: str, typed: Any) -> None:
    """The sheet asks for these two, as people write them."""
    found, problems = read(typed(lambda book: write(book, "Identifiers", 4, Decision=word)))
    assert ([answer for _, answer in found.identifiers], problems) == ([word], ())


def test_a_flagged_quotation_says_so_on_its_row(done: Compiled) -> None:
    """Only the suspected text is replaced, so the row asks the chair to read the rest, until the
    text is marked fine.
    """
    entry = next(entry for entry in done.casebook.returns[0].form.entries if entry.ref == "XX-1.3")
    place = attrs.evolve(done.suspects[0], at=entry.at, what="a name")
    for decision, flagged in (("", True), ("her brother", True), ("fine", False)):
        book = load_workbook(
            io.BytesIO(
                build_decisions_workbook(
                    attrs.evolve(done, suspects=(attrs.evolve(place, decision=decision),)), {}
                )
            )
        )
        shown = str(book["Quotations"]["D4"].value or "")
        assert shown.startswith("It may contain a name: see the sheet Identifiers.") is flagged


def test_the_files_of_a_conflict_can_be_chosen_from_a_list(done: Compiled) -> None:
    """Each row has a list of its own, and a comma in a file name divides nothing."""
    (conflict,) = done.casebook.conflicts
    files = ("police/one, corrected.xlsx", "two.xlsx")
    book = load_workbook(
        io.BytesIO(
            build_decisions_workbook(
                attrs.evolve(
                    done,
                    casebook=attrs.evolve(
                        done.casebook, conflicts=(attrs.evolve(conflict, files=files),)
                    ),
                ),
                {},
            )
        )
    )
    (rule,) = book["Conflicts"].data_validations.dataValidation
    sheet, _, area = rule.formula1.partition("!")
    assert (
        str(rule.sqref),
        tuple(cell.value for (cell,) in book[sheet][area.replace("$", "")]),
    ) == ("D4", files)


def test_an_action_for_a_child_counts_even_if_its_date_is_not_understood(typed: Any) -> None:
    """A mistake in a date must not keep help from a child who needs it now."""
    found, (problem,) = read(
        typed(
            lambda book: write(
                book,
                "Actions for a child",
                4,
                Case=ONE,
                Owner="school",
                What="Ring.",
                Due="next week",
            )
        )
    )
    assert [(item.text, item.due) for item in found.child_actions] == [("Ring.", None)]
    assert (problem.code, problem.where.cell, problem.where.ref) == (
        "decision.action_date",
        "D4",
        ONE,
    )


def test_a_problem_names_its_case_or_recommendation(typed: Any) -> None:
    """The message says what the row is about as well as its cell."""

    def edit(book: Workbook) -> None:
        write(book, "Cases", 4, Agreed_grade="Splendid")
        write(book, "Recommendations", 4, Decision="Reject")

    one, two = (str(problem) for problem in read(typed(edit))[1])
    assert one.startswith(
        f"decisions.xlsx, sheet 'Cases', cell D4 ({ONE}): 'Splendid' is not a choice for "
        f"'Agreed grade'. Choose one of: Outstanding, "
    )
    assert two.startswith(
        "decisions.xlsx, sheet 'Recommendations', cell H4 (R1): 'Reason' is empty, but 'Reject' "
        "needs it."
    )
    assert one.endswith("Until then nothing on this row counts.")


STRANGERS: list[tuple[str, dict[str, object], str, str]] = [
    # sheet, a row somebody typed, what the sentence says, the cell that is named
    (
        "Cases",
        {"Case": "XX26A-99-A", "Agreed grade": "Good", "Why": "So."},
        "no case 'XX26A-99-A'",
        "A30",
    ),
    ("Across the cases", {"Finding": "F99", "Why it happens": "So."}, "no finding 'F99'", "A30"),
    (
        "Recommendations",
        {"Recommendation": "R99", "Decision": "Accept"},
        "no recommendation 'R99'",
        "A30",
    ),
    (
        "Recommendations",
        {"Recommendation": "R1", "Decision": "Accept", "Owner": "dentist"},
        "no recipient 'dentist'",
        "F30",
    ),
    (
        "Panel questions",
        {"Question": f"{ONE} XX-9.9", "Answer": "Met"},
        "no question for the panel",
        "D30",
    ),
    (
        "Returns",
        {"Form": "AF1/nothing", "Date received": date(2026, 3, 20)},
        "no form 'AF1/nothing'",
        "A30",
    ),
    (
        "Concerns",
        {
            "Concern": "concern|nothing|start",
            "Who is dealing with it": "Manager",
            "State": "Closed",
        },
        "no concern",
        "A30",
    ),
    (
        "Actions for a child",
        {"Case": "XX26A-99-A", "Owner": "school", "What": "Ring."},
        "no case 'XX26A-99-A'",
        "A4",
    ),
    (
        "Actions for a child",
        {"Case": ONE, "Owner": "dentist", "What": "Ring."},
        "no recipient 'dentist'",
        "B4",
    ),
]


@pytest.mark.parametrize(
    ("sheet", "cells", "says", "named"),
    STRANGERS,
    ids=[f"{sheet}-{says}" for sheet, _, says, _ in STRANGERS],
)
def test_a_decision_about_nothing_is_one_clear_problem(
    sheet: str,
    cells: dict[str, object],
    says: str,
    named: str,
    typed: Any,
    done: Compiled,
    forms: Issued,
) -> None:
    """It is reported by its cell and not applied, and affects nothing else."""

    def edit(book: Workbook) -> None:
        write(book, sheet, int(named[1:]), **cells)
        write(book, "Identifiers", 4, Decision="fine")

    found, problems = read(typed(edit))
    assert problems == ()
    good, wrong = check_decisions(found, done, forms)
    (problem,) = wrong
    assert (problem.code, problem.severity, problem.where.sheet, problem.where.cell) == (
        "decision.unknown",
        "error",
        sheet,
        named,
    )
    assert says in problem.what
    assert attrs.evolve(good, places=()) == attrs.evolve(
        type(good)(), identifiers=found.identifiers
    )


def test_an_answer_that_is_on_no_scale_is_reported(
    typed: Any, done: Compiled, forms: Issued
) -> None:
    """The message lists the answers to choose from."""
    found, _ = read(typed(lambda book: write(book, "Panel questions", 4, Answer="Sort of")))
    good, (problem,) = check_decisions(found, done, forms)
    assert (good.panel, problem.code, problem.where.cell) == ((), "decision.bad_value", "D4")
    assert "Partly met" in problem.remedy


def test_an_owner_is_recognised_by_code_or_name(typed: Any, done: Compiled, forms: Issued) -> None:
    """School and school are the same recipient."""

    def edit(book: Workbook) -> None:
        write(book, "Recommendations", 4, Decision="Accept", Owner="SCHOOL ")
        write(book, "Actions for a child", 4, Case=ONE, Owner="Police", What="Ring.")

    good, problems = check_decisions(read(typed(edit))[0], done, forms)
    assert problems == ()
    assert (good.recommendations[0].owner, good.child_actions[0].owner) == ("school", "police")


def test_decisions_on_a_renamed_sheet_count(typed: Any, done: Compiled) -> None:
    """A sheet is recognised by its headings as well as its name, so its rows survive too."""

    def edit(book: Workbook) -> None:
        decide_everything(book)
        for spec in SHEETS:
            book[spec.name].title = f"{spec.name[:20]} (panel)"

    before, after = typed(decide_everything), typed(edit)
    assert attrs.evolve(read(after)[0], places=(), panel=()) == attrs.evolve(
        read(before)[0], places=(), panel=()
    )
    assert typed_rows(after) == typed_rows(before)


def test_a_missing_heading_is_reported(typed: Any) -> None:
    """The column's decisions are not silently treated as undecided."""
    found, problems = read(typed(lambda book: book["Across the cases"].cell(3, 7, "Our view")))
    assert [(problem.code, problem.where.sheet) for problem in problems] == [
        ("round.missing_heading", "Across the cases"),
        ("decision.beside", "Across the cases"),
    ]
    assert found.findings == ()


def test_sorted_rows_and_moved_columns_do_not_matter(typed: Any) -> None:
    """Columns are found by their headings and rows by what they are about."""

    def edit(book: Workbook) -> None:
        decide_everything(book)
        book["Across the cases"].insert_cols(1)
        book["Across the cases"].insert_rows(4, 3)
        book["Across the cases"]["A3"] = "Order of the day"

    assert read(typed(edit))[0].findings == (
        FindingNote("F1", "No time.", "They wait.", "accepted"),
    )


@pytest.mark.parametrize("data", [b"", b"not a workbook", b"PK\x03\x04 nor this"])
def test_a_file_that_is_not_a_workbook_is_one_clear_problem(data: bytes) -> None:
    """Such a file gives one problem and no decisions."""
    found, problems = read(data)
    assert (attrs.evolve(found, places=()), [problem.code for problem in problems]) == (
        type(found)(),
        ["decision.unreadable"],
    )
    assert typed_rows(data) == {}


def test_another_rounds_workbook_decides_nothing(blank: bytes) -> None:
    """It is not applied, since findings of two rounds can have the same ids."""
    found, problems = read_decisions(blank, "decisions.xlsx", "XX27B")
    assert (found.findings, [(problem.code, problem.where.cell) for problem in problems]) == (
        (),
        [("decision.other_round", "B4")],
    )


def test_owners_cases_and_answers_are_offered_from_a_list(done: Compiled) -> None:
    """The lists have the names and references of this round and the answers of its questions; other
    text can still be typed.
    """
    book = load_workbook(io.BytesIO(build_decisions_workbook(done, {})))
    assert book["Lists"].sheet_state == "hidden"
    offered = {}
    for sheet, letter in (
        ("Recommendations", "F"),
        ("Actions for a child", "A"),
        ("Actions for a child", "B"),
        ("Changed answers", "D"),
    ):
        (rule,) = [
            rule
            for rule in book[sheet].data_validations.dataValidation
            if str(rule.sqref).startswith(f"{letter}4") and rule.type == "list"
        ]
        assert not rule.showErrorMessage
        column = rule.formula1.split("$")[1]
        offered[f"{sheet} {letter}"] = [cell.value for cell in book["Lists"][column] if cell.value]
    assert (
        offered["Recommendations F"]
        == offered["Actions for a child B"]
        == ["Police", "School", "partnership"]
    )
    assert offered["Actions for a child A"] == [ONE, TWO]
    assert offered["Changed answers D"][:3] == ["Met", "Partly met", "Not met"]
