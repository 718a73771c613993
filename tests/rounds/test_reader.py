"""round.xlsx is read back equal to what was written; harmless changes are tolerated, and every
problem is reported at once by its cell.
"""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from audit_core.commands.new import blank_round, default_kinds
from audit_core.rounds.case_references import case_ref, meeting_ref
from audit_core.rounds.reader import read_round
from audit_core.rounds.recipients import Recipient
from audit_core.rounds.round import Round, Sampling, Subject, Terms
from audit_core.rounds.writer import build_round_workbook
from audit_core.testing.builders import question
from audit_core.themes.agencies import Kind
from audit_core.themes.facts import FACTS
from audit_core.themes.theme import Instrument, Section, Theme, TimeLimit

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook

    from audit_core.plugin_system.manager import Plugins
    from audit_core.problems.problem import Problem

CODE = "ZQ26A"


def _theme() -> Theme:
    sections = (Section(1, "The standards", (question("ZQ-1.1", asked_of=("all",)),)),)
    return Theme(
        name="zq_theme",
        version="1.0",
        title="Invented theme",
        prefix="ZQ",
        instruments=tuple(
            Instrument(about, about.title(), about, sections)
            for about in ("case", "meeting", "round")
        ),
        time_limits=(
            TimeLimit("visit", "First visit", 5, "working_days"),
            TimeLimit("word", "Word sent (to the school)", 24, "hours", "our own"),
        ),
        kinds=(Kind("lighthouse", "Lighthouse keepers"),),
    )


THEME = _theme()


def theme_of(name: str) -> Theme | None:
    """The only theme."""
    return THEME if name == THEME.name else None


def read(data: bytes) -> tuple[Round | None, tuple[Problem, ...]]:
    """The round as the program reads it."""
    return read_round(data, "round.xlsx", theme_of, (THEME.name,))


def a_round(**more: Any) -> Round:
    """A plain round with two cases, one meeting and the round itself."""
    recipients = (
        Recipient("police", "police", "Police"),
        Recipient("school_oak", "school", "Oak School", "the office", date(2026, 3, 20)),
    )
    asked = (("police", "ask"), ("school_oak", "not_known"))
    settings_: dict[str, Any] = {
        "code": CODE,
        "theme": THEME.name,
        "title": "Round",
        "partnership": "Invented Partnership",
        "nation": "Wales",
        "looks_from": date(2025, 1, 1),
        "looks_to": date(2025, 12, 31),
        "issued": date(2026, 3, 2),
        "due": date(2026, 3, 23),
        "recipients": recipients,
        "subjects": (
            Subject(
                case_ref(CODE, 1),
                "case",
                (("age_band", "5 to 10"),),
                (("lead_professional", "police"),),
                asked,
            ),
            Subject(case_ref(CODE, 2), "case", expected=asked),
            Subject(
                meeting_ref(CODE, 1),
                "meeting",
                (("meeting_date", "2026-03-10"),),
                expected=(("observer", "ask"),),
            ),
            Subject(CODE, "round", expected=(("partnership", "ask"),)),
        ),
        "limits": (("visit", 5), ("word", 24)),
        **more,
    }
    return Round(**settings_)


@pytest.fixture
def changed() -> Callable[[Callable[[Workbook], None]], tuple[Round | None, tuple[Problem, ...]]]:
    """Read a plain round's workbook after somebody has edited it."""

    def edit(
        change: Callable[[Workbook], None], audit_round: Round | None = None
    ) -> tuple[Round | None, tuple[Problem, ...]]:
        book = load_workbook(io.BytesIO(build_round_workbook(audit_round or a_round(), THEME)))
        change(book)
        out = io.BytesIO()
        book.save(out)
        return read(out.getvalue())

    return edit


def put(book: Workbook, sheet: str, label: str, value: object) -> None:
    """Type beside a label."""
    row = next(row for row in book[sheet].iter_rows() if row[0].value == label)
    row[1].value = value


TEXT = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zs", "Zl", "Zp"), max_codepoint=0x2FFF),
    min_size=1,
    max_size=12,
)
WORDS = st.one_of(
    TEXT,
    st.sampled_from(
        [
            "=1+1",
            "007",
            "1 Jan 2026",
            "Yes",
            "-",
            "a, b",
            "two\nlines",
            "A  B",
            "'quoted",
            "Theme",
            "0.1",
            "TRUE",
            "Reference",
        ]
    ),
)
MAYBE = st.one_of(st.just(""), WORDS)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
CODES = st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True).filter(
    lambda code: (
        code
        not in {"partnership", "observer", "panel", "reference", "sex", "plan", "note", "siblings"}
    )
)


def spans(draw: Any) -> tuple[tuple[date, date], ...]:
    """First and last days, in order."""
    return tuple(
        sorted((min(days), max(days)) for days in draw(st.lists(st.tuples(DAYS, DAYS), max_size=3)))
    )


@st.composite
def rounds(draw: Any) -> Round:
    """Any round a chair could have, with something in every row."""
    recipients = [
        Recipient(
            code,
            draw(st.sampled_from(["police", "school", "lighthouse", "gp"])),
            draw(WORDS),
            draw(MAYBE),
            draw(st.none() | st.just(date(2036, 1, 1))),
        )
        for code in draw(st.lists(CODES, min_size=1, max_size=4, unique=True))
    ]
    codes = [recipient.code for recipient in recipients]

    asks = draw(st.booleans())
    said = st.sampled_from(
        [("", ""), ("none", ""), ("not_cleared", ""), ("cleared", "the SIO on 3 Apr 2026")]
    )

    def case(number: int) -> Subject:
        facts = tuple(
            (fact.code, draw(st.sampled_from(fact.bands))) for fact in FACTS if draw(st.booleans())
        )
        expected = tuple(
            (code, draw(st.sampled_from(["ask", "not_known", "waived"])))
            for code in codes
            if draw(st.booleans())
        )
        team = draw(st.lists(st.sampled_from(codes), unique=True, max_size=3))
        roles = (
            *(
                (("lead_professional", draw(st.sampled_from(codes))),)
                if draw(st.booleans())
                else ()
            ),
            *(("plan_member", code) for code in team),
        )
        note = draw(MAYBE) or ("" if facts or expected or roles else "a note")
        proceedings, cleared = draw(said) if asks else ("not_asked", "")
        return Subject(
            case_ref(CODE, number),
            "case",
            facts,
            roles,
            expected,
            draw(MAYBE),
            note,
            proceedings=proceedings,
            cleared=cleared,
        )

    def meeting(number: int) -> Subject:
        facts = (("meeting_date", draw(DAYS).isoformat()),) if draw(st.booleans()) else ()
        kind = draw(MAYBE)
        facts += (("meeting_kind", kind),) if kind else ()
        return Subject(
            meeting_ref(CODE, number),
            "meeting",
            facts,
            expected=(("observer", "ask"),),
            withdrawn=draw(MAYBE),
            note=draw(MAYBE),
        )

    numbers = st.lists(st.integers(1, 120), unique=True, max_size=4)
    looks, sent = sorted(draw(st.tuples(DAYS, DAYS))), sorted(draw(st.tuples(DAYS, DAYS, DAYS)))
    return Round(
        code=CODE,
        theme=THEME.name,
        title=draw(WORDS),
        partnership=draw(WORDS),
        nation=draw(st.sampled_from(["England", "Wales", "Scotland", "Northern Ireland"])),
        looks_from=looks[0],
        looks_to=looks[1],
        issued=sent[0],
        due=sent[1],
        panel=draw(st.sampled_from([None, sent[2]])),
        recipients=tuple(recipients),
        subjects=(
            *map(case, draw(numbers)),
            *map(meeting, draw(numbers)),
            Subject(CODE, "round", expected=(("partnership", "ask"),)),
        ),
        contact=draw(MAYBE),
        return_to=draw(MAYBE),
        marking=draw(WORDS),
        grades=draw(st.booleans()),
        retention_months=draw(st.integers(0, 9999)),
        follows=draw(MAYBE),
        sampling=Sampling(
            draw(MAYBE), draw(MAYBE), draw(MAYBE), draw(MAYBE), draw(st.none() | st.booleans())
        ),
        limits=(("visit", draw(st.integers(0, 9999))), ("word", draw(st.integers(0, 9999)))),
        terms=Terms(spans(draw), spans(draw)),
    )


@settings(max_examples=25, deadline=None)
@given(rounds())
def test_a_round_is_read_back_equal_to_what_was_written(audit_round: Round) -> None:
    """read(build(round)) == round, whatever was typed into it."""
    found, problems = read(build_round_workbook(audit_round, THEME))
    assert problems == ()
    assert found == audit_round


def test_capitals_spaces_order_and_additions_are_ignored(changed: Any) -> None:
    """Headings in capitals, moved columns, sorted rows, and an added sheet and column leave the
    round the same.
    """

    def edit(book: Workbook) -> None:
        book.create_sheet("My notes")["A1"] = "ring the school"
        book["Round"].insert_cols(1)
        book["Round"].insert_rows(6)
        recipients = book["Recipients"]
        recipients.insert_cols(1)
        recipients["A3"], recipients["A4"] = "My tick", "yes"
        recipients["B4"], recipients["C4"], recipients["C5"] = (
            " POLICE ",
            "police",
            "school or  setting",
        )
        cases = book["Cases"]
        cases["A3"], cases["A4"], cases["B4"] = (
            "REFERENCE",
            f" {case_ref(CODE, 1).lower()} ",
            "5-10",
        )
        cases["H4"], cases["I4"] = " Ask", "Not  known"
        book[
            "Cases"
        ].title = "Aside"  # openpyxl takes a name in capitals for a second sheet of the same name
        book["Aside"].title = "CASES"
        put_second(book, "Nation", "wales")

    def put_second(book: Workbook, label: str, value: object) -> None:
        row = next(row for row in book["Round"].iter_rows() if row[1].value == label)
        row[2].value = value

    found, problems = changed(edit)
    assert [str(problem) for problem in problems] == []
    assert found == a_round()


def test_a_row_with_only_a_reference_is_not_a_case(changed: Any) -> None:
    """Spare rows, and a case whose every choice was deleted, get no form."""

    def edit(book: Workbook) -> None:
        for cell in book["Cases"][5][1:]:
            cell.value = None

    found, problems = changed(edit)
    assert [subject.ref for subject in found.subjects if subject.kind == "case"] == [
        case_ref(CODE, 1)
    ]
    assert problems == ()


def test_a_completed_spare_row_is_a_case(changed: Any) -> None:
    """A case is added by choosing ask beside one of the spare references."""

    def edit(book: Workbook) -> None:
        book["Cases"]["H7"] = "ask"

    found, problems = changed(edit)
    assert found.subject(case_ref(CODE, 4)).expected == (("police", "ask"),)
    assert problems == ()


def test_a_recipient_without_a_column_is_reported(changed: Any) -> None:
    """A recipient that no case can ask gets a warning."""

    def edit(book: Workbook) -> None:
        for column, value in enumerate(("gp", "GP practice", "The surgery"), start=1):
            book["Recipients"].cell(6, column, value)

    found, problems = changed(edit)
    assert [(problem.code, problem.severity) for problem in problems] == [
        ("round.no_column", "warning")
    ]
    assert found.recipient("gp").kind == "gp"


def test_meetings_are_observed_only_where_it_says_so(changed: Any) -> None:
    """No leaves a meeting out; a meeting with a date and no answer is queried rather than
    guessed.
    """

    def edit(book: Workbook) -> None:
        book["Meetings"]["B4"] = "No"
        book["Meetings"]["C5"] = date(2026, 3, 11)

    _, problems = changed(edit)
    assert [(problem.code, problem.where.cell) for problem in problems] == [
        ("round.unknown_choice", "B5")
    ]


FAULTS: list[tuple[str, str, str, object, str]] = [
    # sheet, cell or label, code, what is typed, the cell that is named
    ("Round", "Round code", "round.missing_value", None, "B4"),
    ("Round", "Round code", "round.bad_round_code", "spring", ""),
    ("Round", "Theme", "round.missing_value", None, "B5"),
    ("Round", "Theme", "round.unknown_theme", "zq_thme", "B5"),
    ("Round", "Nation", "round.unknown_choice", "France", "B8"),
    ("Round", "Nation", "round.missing_value", None, "B8"),
    ("Round", "Look-back from", "round.unknown_date", "March", "B9"),
    ("Round", "Look-back to", "round.dates_out_of_order", date(2024, 1, 1), "B10"),
    ("Round", "Issue date", "answer.far_date", "14 Mar 1926", "B11"),
    ("Round", "Return by", "round.dates_out_of_order", date(2026, 1, 1), "B12"),
    ("Round", "Retention months", "answer.number", "two years", "B18"),
    ("Round", "Grades used", "round.unknown_choice", "perhaps", "B17"),
    ("Round", "Title", "round.not_plain", "#N/A", "B6"),
    ("Round", "Time limit: First visit (working days)", "answer.number", "5 days", "B25"),
    ("Sampling", "Random sample", "round.unknown_choice", "half", "B7"),
    ("Recipients", "A5", "round.bad_code", "Oak School", "A5"),
    ("Recipients", "A5", "round.bad_code", "partnership", "A5"),
    ("Recipients", "A5", "round.bad_code", "sex", "A5"),
    ("Recipients", "A5", "round.duplicate_recipient", "police", "A5"),
    ("Recipients", "B5", "round.unknown_kind", "dentist", "B5"),
    ("Recipients", "E5", "round.unknown_date", "soon", "E5"),
    ("Recipients", "E5", "round.dates_out_of_order", date(2026, 2, 1), "E5"),
    ("Cases", "A5", "round.duplicate_case", case_ref(CODE, 1), "A5"),
    ("Cases", "A5", "round.bad_ref", "ZQ26A-02-A", "A5"),
    ("Cases", "A5", "round.bad_ref", case_ref("ZQ26B", 2), "A5"),
    ("Cases", "A5", "round.bad_ref", meeting_ref(CODE, 2), "A5"),
    ("Cases", "A5", "round.missing_value", None, "A5"),
    ("Cases", "B4", "round.unknown_band", "seven", "B4"),
    ("Cases", "F4", "round.unknown_recipient", "oak", "F4"),
    ("Cases", "G4", "round.unknown_recipient", "police, oak", "G4"),
    ("Cases", "H4", "round.unknown_expect", "maybe", "H4"),
    ("Cases", "I3", "round.unknown_recipient", "polise", "I3"),
    ("Cases", "B3", "round.missing_heading", "Age", ""),
    ("Meetings", "A4", "round.bad_ref", case_ref(CODE, 3), "A4"),
    ("Meetings", "C4", "round.unknown_date", "Tuesday", "C4"),
]


@pytest.mark.parametrize(
    ("sheet", "at", "code", "typed", "named"),
    FAULTS,
    ids=[f"{row[0]}-{row[1]}-{row[2]}" for row in FAULTS],
)
def test_each_problem_is_reported_by_its_cell(
    sheet: str, at: str, code: str, typed: object, named: str, changed: Any
) -> None:
    """One mistake gives one code with its sheet and cell, and no round."""

    def edit(book: Workbook) -> None:
        if at[1:].isdigit():
            book[sheet][at] = typed
        else:
            put(book, sheet, at, typed)

    found, problems = changed(edit)
    assert found is None
    assert (code, sheet, named) in [
        (problem.code, problem.where.sheet, problem.where.cell) for problem in problems
    ]


def test_all_problems_are_reported_at_once(changed: Any) -> None:
    """The chair has to correct the workbook once, not once for each problem."""

    def edit(book: Workbook) -> None:
        put(book, "Round", "Return by", "soon")
        put(book, "Round", "Nation", "Narnia")
        book["Recipients"]["B4"] = "wizard"
        book["Cases"]["A4"] = "X"
        book["Cases"]["H5"] = "perhaps"
        del book["Sampling"]

    _, problems = changed(edit)
    assert {problem.code for problem in problems} == {
        "round.unknown_date", "round.unknown_choice", "round.unknown_kind", "round.bad_ref",
        "round.unknown_expect", "round.missing_sheet",
    }  # fmt: skip
    assert all(str(problem.where).startswith("round.xlsx") for problem in problems)


def test_an_unknown_theme_does_not_hide_the_other_problems(changed: Any) -> None:
    """Without a theme its bands and kinds are unknown; everything else is still checked, and
    reported by sheet and cell.
    """

    def edit(book: Workbook) -> None:
        put(book, "Round", "Theme", "zq_thme")
        put(book, "Round", "Panel date", "soon")
        book["Recipients"]["A5"], book["Recipients"]["B4"] = "police", "wizard"
        book["Cases"]["A5"], book["Cases"]["H4"] = case_ref(CODE, 1), "perhaps"
        del book["Sampling"]

    found, problems = changed(edit)
    assert found is None
    assert {(problem.code, problem.where.sheet, problem.where.cell) for problem in problems} >= {
        ("round.unknown_theme", "Round", "B5"), ("round.unknown_date", "Round", "B13"),
        ("round.duplicate_recipient", "Recipients", "A5"),
        ("round.unknown_kind", "Recipients", "B4"), ("round.duplicate_case", "Cases", "A5"),
        ("round.unknown_expect", "Cases", "H4"),
        ("round.missing_sheet", "", ""),
    }  # fmt: skip


def test_a_title_like_a_label_is_still_a_title() -> None:
    """A round may be called "Theme"; the title above the table is not one of its lines."""
    audit_round = a_round(title="Theme")
    assert read(build_round_workbook(audit_round, THEME)) == (audit_round, ())


@pytest.mark.parametrize("name", ["domestic_abuse", "neglect", "early_help"])
def test_a_new_round_of_each_theme_is_read_back_equal(name: str, plugins: Plugins) -> None:
    """What `audit new` writes can be used without corrections."""
    theme = plugins.theme(name)
    assert theme is not None
    audit_round = blank_round(
        theme, f"{theme.prefix}26A", default_kinds(theme), 3, 2, date(2026, 3, 2)
    )
    found, problems = read_round(
        build_round_workbook(audit_round, theme),
        "round.xlsx",
        plugins.theme,
        tuple(sorted(plugins.themes)),
    )
    assert [str(problem) for problem in problems] == []
    assert found == audit_round


@pytest.mark.parametrize("name", ["Round", "Recipients", "Cases", "Meetings", "Sampling"])
def test_a_renamed_sheet_is_reported_as_missing(name: str, changed: Any) -> None:
    """Its content is never silently taken as absent."""

    def edit(book: Workbook) -> None:
        book[name].title = "Sheet9"

    found, problems = changed(edit)
    assert found is None
    assert any(
        problem.code == "round.missing_sheet" and name in problem.what for problem in problems
    )


def test_a_round_set_up_before_has_its_roles(changed: Any) -> None:
    """Up to 0.1.0 the Cases sheet said lead professional and team around the child, and had no
    column for a lead child protection practitioner.
    """
    roles = (("lead_professional", "police"), ("plan_member", "school_oak"))
    first, *others = a_round().subjects
    with_roles = a_round(subjects=(attrs.evolve(first, roles=roles), *others))

    def as_before(book: Workbook) -> None:
        cases = book["Cases"]
        before = {"Lead practitioner": "Lead professional"}
        before["Member of the team around the family"] = "Member of the team around the child"
        for cell in cases[3]:
            cell.value = before.get(cell.value, cell.value)
        gone = next(cell for cell in cases[3] if cell.value == "Lead child protection practitioner")
        cases.delete_cols(gone.column)

    found, problems = changed(as_before, with_roles)
    assert (problems, found) == ((), with_roles)


def test_a_case_can_have_both_leads(changed: Any) -> None:
    """The lead practitioner of family help, and a lead child protection practitioner."""
    roles = (("lead_professional", "school_oak"), ("lead_cp", "police"))
    first, *others = a_round().subjects
    with_roles = a_round(subjects=(attrs.evolve(first, roles=roles), *others))
    assert changed(lambda _: None, with_roles) == (with_roles, ())


def test_a_struck_through_choice_is_not_used(changed: Any) -> None:
    """It has to be deleted or restored, and is not guessed."""

    def edit(book: Workbook) -> None:
        from openpyxl.styles import Font

        book["Cases"]["H4"].font = Font(strike=True)

    found, problems = changed(edit)
    assert (found, [(problem.code, problem.where.cell) for problem in problems]) == (
        None,
        [("round.not_plain", "H4")],
    )


def test_a_date_that_can_be_read_two_ways_is_read_day_first_and_queried(changed: Any) -> None:
    """03/04/2026 typed as text is 3 April, and the chair is asked to check it."""
    found, problems = changed(lambda book: put(book, "Round", "Panel date", "03/04/2026"))
    assert found.panel == date(2026, 4, 3)
    assert [(problem.code, problem.severity) for problem in problems] == [
        ("answer.date_both_ways", "warning")
    ]


def test_a_telephone_number_typed_as_a_number_keeps_its_digits(changed: Any) -> None:
    """A form never shows 2.07946e+09."""
    found, _ = changed(lambda book: put(book, "Round", "Contact", 2079460000))
    assert found.contact == "2079460000"


@pytest.mark.parametrize("data", [b"", b"not a workbook", b"PK\x03\x04 nor this"])
def test_a_file_that_is_not_a_workbook_is_one_clear_problem(data: bytes) -> None:
    """There is no traceback."""
    found, problems = read(data)
    assert (found, [problem.code for problem in problems]) == (None, ["round.unreadable"])
