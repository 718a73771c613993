"""Days off that the chair types, and bank holidays proclaimed after the forms went out."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import attrs
import pytest
from openpyxl import Workbook, load_workbook

from audit_core.rounds.calendar import Calendar, bank_holidays, calendar_of, proclaimed_since
from audit_core.rounds.reader import read_round
from audit_core.rounds.round import Round
from audit_core.rounds.writer import build_round_workbook
from audit_core.scoring.timeliness import elapsed
from audit_core.tabulation.counts import times_table
from audit_core.testing.builders import question, round_of, small_theme
from audit_core.testing.pipeline import scores
from audit_core.testing.text_tables import returns
from audit_core.themes.nations import NATIONS
from audit_core.themes.theme import TimeLimit, Times

THEME = small_theme(
    question("XX-1.1", flags=("timed",), answer=Times(("asked", "replied"), "reply")),
    time_limits=(TimeLimit("reply", "Reply", 5, "working_days"),),
)
PROCLAIMED = date(2026, 6, 15)
"""A Monday that Scotland was given in February 2026."""
KNOWN = {nation: bank_holidays(nation, 2024, 2027) for nation in NATIONS}


def of_sheet(*rows: tuple[object, ...]) -> tuple[Round | None, list[tuple[str, str, str]]]:
    """(round, (code, sheet, cell) of every problem) for a round whose Days off sheet has these
    rows.
    """
    book = load_workbook(BytesIO(build_round_workbook(round_of(THEME), THEME)))
    for row, values in enumerate(rows, start=4):
        for column, value in enumerate(values, start=1):
            book["Days off"].cell(row, column).value = value
    return read(book)


def read(book: Workbook) -> tuple[Round | None, list[tuple[str, str, str]]]:
    """The round in a workbook, and its problems."""
    out = BytesIO()
    book.save(out)
    found, problems = read_round(out.getvalue(), "round.xlsx", lambda _: THEME, ("small",))
    return found, [(each.code, each.where.sheet, each.where.cell) for each in problems]


def test_days_off_are_read_with_their_nation() -> None:
    """In date order, whatever the order of the rows, and each once."""
    audit_round, problems = of_sheet(
        ("scotland", "15 Jun 2026", "World Cup"),
        ("Wales", date(2026, 3, 2), None),
        ("Scotland", "15/06/26", "typed twice"),
    )
    assert audit_round is not None
    assert audit_round.days_off == (("Wales", date(2026, 3, 2)), ("Scotland", PROCLAIMED))
    assert {code for code, _, _ in problems} <= {"answer.date_both_ways"}


def test_days_off_are_written_as_they_were_read() -> None:
    """A partnership's are copied into every new round."""
    audit_round = round_of(THEME, limits=(("reply", 5),), days_off=(("Scotland", PROCLAIMED),))
    book = load_workbook(BytesIO(build_round_workbook(audit_round, THEME)))
    assert read(book) == (audit_round, [])


def test_a_round_without_the_sheet_has_no_further_days_off() -> None:
    """It was set up by an earlier version, and nothing is wrong with it."""
    audit_round = round_of(THEME, limits=(("reply", 5),))
    book = load_workbook(BytesIO(build_round_workbook(audit_round, THEME)))
    del book["Days off"]
    assert read(book) == (audit_round, [])


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (("France", "15 Jun 2026"), "round.unknown_choice", "A4"),
        ((None, "15 Jun 2026"), "round.unknown_choice", "A4"),
        (("Scotland", None), "round.missing_value", "B4"),
        (("Scotland", "a Monday"), "round.unknown_date", "B4"),
        (("Scotland", "15 Jun 1926"), "answer.far_date", "B4"),
    ],
)
def test_each_mistake_is_reported_by_its_cell(
    row: tuple[object, ...], code: str, cell: str
) -> None:
    """One mistake gives one problem and no round."""
    assert of_sheet(row) == (None, [(code, "Days off", cell)])


@pytest.mark.parametrize("nation", NATIONS)
def test_a_day_off_counts_in_its_own_nation_only(nation: str) -> None:
    """From Friday to Tuesday over it is one working day there, and two elsewhere."""
    audit_round = round_of(THEME, nation=nation, days_off=(("Wales", PROCLAIMED),))
    listed = tuple(day for day in KNOWN[audit_round.nation] if day != PROCLAIMED)
    calendar = calendar_of(audit_round, listed)
    took, _ = elapsed(date(2026, 6, 12), date(2026, 6, 16), "working_days", calendar)
    assert took == (1 if nation == "Wales" else 2)


def test_a_day_off_is_no_school_day_either() -> None:
    """Schools are closed on it."""
    audit_round = round_of(THEME, days_off=(("England", PROCLAIMED),))
    terms = attrs.evolve(audit_round.terms, terms=((date(2026, 6, 1), date(2026, 7, 22)),))
    calendar = calendar_of(attrs.evolve(audit_round, terms=terms), KNOWN["England"])
    assert calendar.count("school_days", date(2026, 6, 12), date(2026, 6, 16)) == 1


def test_a_day_off_far_away_does_not_make_other_years_known() -> None:
    """The bank holidays of 2030 are still unknown, so no clock is assessed there."""
    calendar = Calendar(frozenset(KNOWN["England"]), further=frozenset({date(2031, 5, 5)}))
    assert calendar.lacks("working_days", date(2030, 5, 1), date(2030, 5, 9)) == "beyond_calendar"


@pytest.mark.parametrize("nation", NATIONS)
def test_only_scotland_has_the_day_proclaimed_for_june_2026(nation: str) -> None:
    """The library of bank holidays is new enough to know it."""
    assert (PROCLAIMED in KNOWN[nation]) == (nation == "Scotland")  # type: ignore[index]


def test_a_list_frozen_before_a_proclamation_is_known_to_lack_it() -> None:
    """A day that was typed since is not missing; nor does one of another nation count."""
    before = tuple(day for day in KNOWN["Scotland"] if day != PROCLAIMED)
    scottish = round_of(THEME, nation="Scotland")
    assert proclaimed_since(scottish, before) == (PROCLAIMED,)
    assert proclaimed_since(scottish, KNOWN["Scotland"]) == ()
    typed = attrs.evolve(scottish, days_off=(("Scotland", PROCLAIMED),))
    assert proclaimed_since(typed, before) == ()
    assert proclaimed_since(round_of(THEME), KNOWN["England"]) == ()
    assert proclaimed_since(scottish, ()) == ()


def test_the_table_of_times_names_the_days_off() -> None:
    """A figure can be worked out again by hand."""
    audit_round = round_of(THEME, ("school",), 1, days_off=(("England", PROCLAIMED),))
    text = "| case | agency | XX-1.1a | XX-1.1b |\n| 1 | school | 2026-06-12 | 2026-06-16 |"
    card = scores(THEME, returns(THEME, text, audit_round), audit_round)
    assert "15 June 2026" in str(times_table(card, THEME, audit_round).note)
    assert card.times[0].took == 1


# in a whole round: forms issued before the early May bank holiday of 2025 was known

MAY_DAY = date(2025, 5, 5)


def set_sheet(made: Any, name: str, *rows: tuple[object, ...]) -> None:
    """Type rows into a table of round.xlsx, from its first row on."""
    path = made.folder / "round.xlsx"
    book = load_workbook(path)
    for row, values in enumerate(rows, start=4):
        for column, value in enumerate(values, start=1):
            book[name].cell(row, column).value = value
    out = BytesIO()
    book.save(out)
    path.write_bytes(out.getvalue())


def set_limit(made: Any, school_days: int) -> None:
    """Type how soon a school should know."""
    book = load_workbook(made.folder / "round.xlsx")
    lines = {str(row[0].value): row[1] for row in book["Round"].iter_rows(min_row=4)}
    lines["Time limit: Notification of the school (school days)"].value = school_days
    book.save(made.folder / "round.xlsx")


def issued_before(made: Any) -> None:
    """The round as it is if May Day was proclaimed after its forms went out, with one clock that
    runs over it and one that does not.
    """
    path = made.folder / "issued.json"
    kept = json.loads(path.read_text(encoding="utf-8"))
    kept["holidays"].remove(MAY_DAY.isoformat())
    path.write_text(json.dumps(kept), encoding="utf-8")
    set_sheet(made, "Terms", ("Term", date(2025, 4, 22), date(2025, 7, 22)))
    set_limit(made, 5)
    over = {"DA-1.2a": "2 May 2025 21:00", "DA-1.2c": "6 May 2025 08:00"}
    made.fill(1, "school", over)
    made.fill(2, "school", {"DA-1.2a": "13 May 2025 21:00", "DA-1.2c": "14 May 2025 08:00"})


def compiled(made: Any) -> tuple[list[Any], list[float | None]]:
    """(what compile says about the day, how long each notification took)."""
    outcome = made.compile()
    said = [each for each in outcome.problems if each.code == "round.holiday_since"]
    return said, [timed.took for timed in outcome.compiled.scores.times if timed.ref == "DA-1.2"]


def test_compile_says_which_day_was_proclaimed_since_and_how_many_clocks_run_over_it(
    made_after: Callable[..., Any],
) -> None:
    """Nothing changes until the chair types the day; then the clock is a day shorter, and nothing
    is said any more.
    """
    made = made_after(issued_before)
    (said,), took = compiled(made)
    assert took == [2, 1]
    assert (said.where.file, said.where.sheet) == ("round.xlsx", "Days off")
    assert "5 May 2025" in said.what
    assert "England" in said.what
    assert "1 timed answer runs" in said.what
    set_sheet(made, "Days off", ("England", MAY_DAY))
    assert compiled(made) == ([], [1, 1])


def test_a_day_that_no_clock_runs_over_is_not_told(made: Any) -> None:
    """It changes nothing that the chair could look at."""
    path = made.folder / "issued.json"
    kept = json.loads(path.read_text(encoding="utf-8"))
    kept["holidays"].remove(MAY_DAY.isoformat())
    path.write_text(json.dumps(kept), encoding="utf-8")
    made.fill(1, "school", {"DA-1.4": "Met"})
    assert compiled(made)[0] == []
