"""The calendar of a round is frozen with its forms, so that a school day when they were issued
stays one.
"""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from audit_core.commands.generate import generate
from audit_core.commands.open_round import open_round
from audit_core.records import with_changes
from audit_core.rounds.round import Terms
from audit_core.themes.theme import TimeLimit

AUTUMN, SPRING = (date(2025, 9, 3), date(2025, 12, 19)), (date(2026, 1, 5), date(2026, 3, 27))
HEADINGS = ("Term or closed", "First day", "Last day", "Note")


def type_terms(made: Any, *terms: tuple[date, date]) -> None:
    """Write the Terms sheet again, as the chair would."""
    path = made.folder / "round.xlsx"
    book = load_workbook(path)
    if "Terms" in book.sheetnames:
        del book["Terms"]
    sheet = book.create_sheet("Terms")
    for row, values in enumerate([HEADINGS, *(("Term", *days) for days in terms)], start=3):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column).value = value
    out = BytesIO()
    book.save(out)
    path.write_bytes(out.getvalue())


def now(made: Any) -> tuple[Terms, list[str]]:
    """The terms in use, and the codes of the round's problems."""
    opened = open_round(made.folder, made.plugins)
    return opened.round.terms, [problem.code for problem in opened.problems]


def frozen(made: Any) -> Any:
    """The terms stored in issued.json."""
    return json.loads((made.folder / "issued.json").read_text(encoding="utf-8"))


def test_term_dates_come_from_the_sheet_until_forms_are_made(made: Any) -> None:
    """Term dates typed after the first forms went out count at once, and the next generate stores
    them.
    """
    assert now(made) == (Terms(), [])
    type_terms(made, AUTUMN)
    assert now(made) == (Terms((AUTUMN,)), [])
    generate(made.folder, made.plugins)
    assert frozen(made)["terms"] == {"terms": [["2025-09-03", "2025-12-19"]], "closed": []}


def test_terms_changed_later_are_reported_and_do_not_count(
    made: Any,
) -> None:
    """A clock's result does not change silently; generate --reissue takes over the sheet as it is
    now.
    """
    type_terms(made, AUTUMN)
    generate(made.folder, made.plugins)
    type_terms(made, AUTUMN, SPRING)
    assert now(made) == (Terms((AUTUMN,)), ["round.terms_changed"])
    generate(made.folder, made.plugins)
    assert now(made)[0] == Terms((AUTUMN,))
    generate(made.folder, made.plugins, reissue=True)
    assert now(made) == (Terms((AUTUMN, SPRING)), [])


def test_an_older_issued_json_without_terms_is_read(made: Any) -> None:
    """It was written by a version without terms."""
    kept = frozen(made)
    del kept["terms"]
    (made.folder / "issued.json").write_text(json.dumps(kept), encoding="utf-8")
    assert now(made) == (Terms(), [])


def test_bank_holidays_are_kept_for_ten_years_before_the_look_back(made: Any) -> None:
    """The first sign of neglect may be long before the audited period."""
    years = {day[:4] for day in frozen(made)["holidays"]}
    assert (min(years), max(years)) == ("2015", "2027")


def test_a_theme_with_school_day_clocks_asks_for_term_dates(
    made: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It asks when forms are made, while the chair can still look them up."""
    theme = made.plugins.themes["domestic_abuse"]
    schools = with_changes(
        theme,
        time_limits=(
            *theme.time_limits,
            TimeLimit("reply", "Reply of the school", 5, "school_days"),
        ),
    )
    monkeypatch.setitem(made.plugins.themes, "domestic_abuse", schools)
    assert "round.no_terms" in [
        problem.code for problem in generate(made.folder, made.plugins).problems
    ]
    type_terms(made, AUTUMN)
    assert "round.no_terms" not in [
        problem.code for problem in generate(made.folder, made.plugins).problems
    ]
