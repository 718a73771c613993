"""A time limit is its nation's, unless the round sets one of its own; a nation without one has
none until then.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import attrs
import pytest
from openpyxl import Workbook, load_workbook

from audit_core.commands.generate import check_before_sending
from audit_core.commands.partnership_defaults import with_defaults
from audit_core.forms.build import forms_for
from audit_core.plugin_system.theme_checks import check_theme
from audit_core.rounds.beside import beside_in_round
from audit_core.rounds.reader import read_round
from audit_core.rounds.round import Round
from audit_core.rounds.time_limits import limit_in_force
from audit_core.rounds.writer import build_round_workbook
from audit_core.scoring.scorecard import TimeResult
from audit_core.serialization import from_json, to_data, to_json
from audit_core.tabulation.counts import times_table
from audit_core.testing.builders import question, round_of, small_theme
from audit_core.testing.pipeline import scores
from audit_core.testing.text_tables import returns
from audit_core.themes.nations import NATIONS
from audit_core.themes.theme import NationalLimit, Theme, TimeLimit, Times

REPLY = TimeLimit(
    "reply",
    "Reply",
    None,
    "working_days",
    national=(
        NationalLimit("England", 5, "working_days", "The Replies Act", "2024"),
        NationalLimit("Scotland", 10, "calendar_days", "The Guidance on Replies", "2021"),
    ),
    was=("Answer", "The Answers Act"),
)
VISIT = TimeLimit("visit", "Visit", 3, "calendar_days")
CLOCKS = (
    question("XX-1.1", flags=("timed",), answer=Times(("asked", "replied"), "reply")),
    question("XX-1.2", flags=("timed",), answer=Times(("told", "visited"), "visit")),
)
THEME = small_theme(*CLOCKS, time_limits=(REPLY, VISIT))
BEFORE = small_theme(
    *CLOCKS,
    time_limits=(
        TimeLimit("reply", "Answer", 5, "working_days", "The Answers Act"),
        TimeLimit("visit", "Visit", 3, "calendar_days"),
    ),
)
"""The theme as an earlier version had it: England's limit for everybody."""
IN_WORDS = {
    "England": "5 working days",
    "Scotland": "10 calendar days",
    "Wales": "no national limit, and none set in this round",
    "Northern Ireland": "no national limit, and none set in this round",
}


def a_round(nation: str = "England", theme: Theme = THEME, **more: object) -> Round:
    """A round of a school and two cases."""
    return round_of(theme, ("school",), 2, nation=nation, **more)


def sheet_of(audit_round: Round, theme: Theme = THEME) -> dict[str, tuple[object, str]]:
    """What round.xlsx prints of each time limit: the cell to fill in, and the help beside it."""
    page = load_workbook(BytesIO(build_round_workbook(audit_round, theme)))["Round"]
    return {
        str(label.value): (cell.value, str(said.value))
        for label, cell, said in page.iter_rows(min_row=4, max_col=3)
        if str(label.value).startswith("Time limit: ")
    }


def typed(audit_round: Round, theme: Theme, change: Callable[[Workbook], None]) -> bytes:
    """The round.xlsx of a round, written by a version with `theme`, after somebody changed it."""
    book = load_workbook(BytesIO(build_round_workbook(audit_round, theme)))
    change(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def fill(**lines: object) -> Callable[[Workbook], None]:
    """Type into lines of the sheet Round; a line is known by how its label begins."""

    def change(book: Workbook) -> None:
        for row in book["Round"].iter_rows(min_row=4):
            for start, value in lines.items():
                if str(row[0].value).startswith(start.replace("_", " ")):
                    row[1].value = value

    return change


def read(data: bytes) -> Round:
    """The round as today's program and theme read it."""
    found, problems = read_round(data, "round.xlsx", lambda _: THEME, ("small",))
    assert (found is not None, problems) == (True, ())
    assert found is not None
    return found


def clock(audit_round: Round, theme: Theme = THEME) -> TimeResult:
    """The result of a reply after seven working days."""
    text = "| case | agency | XX-1.1a | XX-1.1b |\n| 1 | school | 2025-09-01 | 2025-09-10 |"
    return scores(theme, returns(theme, text, audit_round), audit_round).times[0]


@pytest.mark.parametrize("nation", NATIONS)
def test_a_limit_is_the_nations(nation: str) -> None:
    """England counts working days and Scotland those of the calendar; the others have no limit."""
    assert str(limit_in_force(REPLY, a_round(nation))) == IN_WORDS[nation]


@pytest.mark.parametrize(
    ("nation", "took", "amount", "outcome"),
    [
        ("England", 7, 5, "late"),
        ("Scotland", 9, 10, "in_time"),
        ("Wales", 7, None, "not_assessed"),
        ("Northern Ireland", 7, None, "not_assessed"),
    ],
)
def test_a_time_is_compared_with_the_nations_limit(
    nation: str, took: int, amount: int | None, outcome: str
) -> None:
    """Where there is none, the time is shown, and called neither in time nor late."""
    timed = clock(a_round(nation))
    assert (timed.took, timed.amount, timed.outcome) == (took, amount, outcome)
    assert timed.why_not == ("" if amount else "no_limit")


@pytest.mark.parametrize("nation", NATIONS)
def test_a_local_standard_is_the_same_in_every_nation(nation: str) -> None:
    """It is the theme's starting point until the round sets its own."""
    assert str(limit_in_force(VISIT, a_round(nation))) == "3 calendar days"


def test_a_round_that_sets_its_own_limit_is_compared_with_it() -> None:
    """Also where the nation has none."""
    assert clock(a_round("Wales", limits=(("reply", 7),))).outcome == "in_time"
    assert clock(a_round("England", limits=(("reply", 6),))).outcome == "late"


def test_the_rounds_own_limit_is_said_as_its_own() -> None:
    """What the nation says anyway is not."""
    own = limit_in_force(REPLY, a_round("Wales", limits=(("reply", 7),)))
    same = limit_in_force(REPLY, a_round("England", limits=(("reply", 5),)))
    assert (str(own), str(same)) == ("7 working days, set by this round", "5 working days")


@pytest.mark.parametrize("nation", NATIONS)
def test_a_form_prints_the_limit_that_applies(nation: str) -> None:
    """An auditor in Wales reads no English limit."""
    form = forms_for(THEME, a_round(nation), "x")[0]
    (said,) = [
        line
        for field in form.fields
        for line in field.guide
        if field.question == "XX-1.1" and "Type each date" in line
    ]
    wanted = IN_WORDS[nation]
    assert said.endswith(
        f"Time limit in this audit: {wanted}."
        if nation in {"England", "Scotland"}
        else f"{wanted.capitalize()}."
    )


@pytest.mark.parametrize("nation", NATIONS)
def test_the_table_of_times_has_the_limit_that_applies(nation: str) -> None:
    """With the reason why times were not compared."""
    audit_round = a_round(nation)
    text = "| case | agency | XX-1.1a | XX-1.1b |\n| 1 | school | 2025-09-01 | 2025-09-10 |"
    card = scores(THEME, returns(THEME, text, audit_round), audit_round)
    row = times_table(card, THEME, audit_round).rows[0].cells
    assert row[2] == IN_WORDS[nation]
    none = nation in {"Wales", "Northern Ireland"}
    assert row[-1] == (f"{IN_WORDS[nation]}: 1" if none else "–")


@pytest.mark.parametrize("nation", NATIONS)
def test_round_xlsx_leaves_a_national_limit_blank_and_says_what_applies(nation: str) -> None:
    """Source and date of every nation stand beside the cell, so that a chair who changes the
    nation reads the right one.
    """
    unit = "calendar days" if nation == "Scotland" else "working days"
    cell, said = sheet_of(a_round(nation))[f"Time limit: Reply ({unit})"]
    assert cell is None
    assert said == (
        "England: 5 working days (The Replies Act; 2024). Scotland: 10 calendar days (The Guidance "
        "on Replies; 2021). Wales and Northern Ireland: no national limit; set your own."
    )
    assert sheet_of(a_round(nation))["Time limit: Visit (calendar days)"] == (
        3,
        "Local standard; set your own if it differs.",
    )


def test_a_round_whose_nation_is_changed_gets_that_nations_limit() -> None:
    """The chair changes one cell, and not two."""
    changed = read(typed(a_round("England"), THEME, fill(Nation="Scotland")))
    assert str(limit_in_force(REPLY, changed)) == "10 calendar days"


@pytest.mark.parametrize("nation", NATIONS)
def test_a_typed_limit_has_the_unit_of_its_line(nation: str) -> None:
    """It is read, and written again, as it was typed."""
    found = read(typed(a_round(nation), THEME, fill(**{"Time limit: Reply": 8})))
    unit = "calendar days" if nation == "Scotland" else "working days"
    assert str(limit_in_force(REPLY, found)) == f"8 {unit}, set by this round"
    assert read(build_round_workbook(found, THEME)) == found
    moved = attrs.evolve(found, nation="Wales")
    assert read(build_round_workbook(moved, THEME)) == moved


def test_a_limit_typed_under_an_earlier_label_is_still_read() -> None:
    """A round.xlsx or partnership.xlsx of an earlier version keeps what the chair decided, and its
    printed help is no note of the chair's.
    """
    data = typed(a_round(theme=BEFORE), BEFORE, fill(**{"Time limit: Answer": 77}))
    found = read(data)
    assert str(limit_in_force(REPLY, found)) == "77 working days, set by this round"
    assert beside_in_round(data, "round.xlsx", found, THEME) == ()


def test_help_that_an_earlier_version_printed_is_no_note_of_the_chairs() -> None:
    """Version 0.1.0 printed the source of a local standard in other words."""
    book = load_workbook(BytesIO(build_round_workbook(a_round(), THEME)))
    (help_,) = (
        row[2]
        for row in book["Round"].iter_rows()
        if row[0].value == "Time limit: Visit (calendar days)"
    )
    help_.value = "Local standard: set it in the round."
    saved = BytesIO()
    book.save(saved)
    assert beside_in_round(saved.getvalue(), "round.xlsx", a_round(), THEME) == ()


def test_a_theme_issued_before_applies_to_every_nation_as_it_did() -> None:
    """An old round is worked out by the rules it was issued with."""
    timed = clock(a_round("Wales", BEFORE), BEFORE)
    assert (timed.took, timed.amount, timed.outcome) == (7, 5, "late")
    again = from_json(Theme, to_json(BEFORE), "issued.json")
    assert (again, "national" in to_json(BEFORE), "nation" in to_data(BEFORE)) == (
        BEFORE,
        False,
        False,
    )


def test_a_theme_with_limits_of_nations_turns_to_json_and_back() -> None:
    """It is frozen with the forms like any other."""
    assert from_json(Theme, json.dumps(to_data(THEME)), "issued.json") == THEME


def codes(audit_round: Round) -> list[str]:
    """The codes of what generate says before forms are sent."""
    return [each.code for each in check_before_sending(audit_round, THEME, audit_round.terms)]


def test_the_chair_is_asked_about_a_limit_that_is_another_nations() -> None:
    """Earlier versions typed England's five days into every round."""
    code = "round.another_nations_limit"
    old = read(typed(a_round("Wales", BEFORE, limits=(("reply", 5),)), BEFORE, fill()))
    assert code in codes(old)
    assert code not in codes(a_round("England", limits=(("reply", 5),)))
    assert code not in codes(a_round("Wales", limits=(("reply", 6),)))
    assert code not in codes(a_round("Wales"))


def test_a_new_round_takes_over_the_partnerships_own_limits() -> None:
    """With their units, and for the same theme only."""
    usual = a_round(
        "Scotland",
        limits=(("reply", 21),),
        limit_units=(("reply", "calendar_days"),),
        days_off=(("Scotland", date(2026, 6, 15)),),
    )
    new = with_defaults(a_round(limits=(("visit", 3),)), usual)
    assert dict(new.limits) == {"visit": 3, "reply": 21}
    assert str(limit_in_force(REPLY, new)) == "21 calendar days, set by this round"
    assert new.days_off == usual.days_off
    other = with_defaults(a_round(limits=(("visit", 3),)), attrs.evolve(usual, theme="other"))
    assert (other.limits, other.limit_units) == ((("visit", 3),), ())


def test_a_nation_has_one_limit_for_a_clock() -> None:
    """A theme that gives two is refused."""
    twice: Any = attrs.evolve(REPLY, national=(*REPLY.national, REPLY.national[0]))
    found = check_theme(small_theme(*CLOCKS, time_limits=(twice, VISIT)))
    assert "theme.defined_twice" in [each.code for each in found]
