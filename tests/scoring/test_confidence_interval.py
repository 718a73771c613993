"""The exact interval agrees with published values and an independent computation, and is shown only
if cases were chosen at random.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from audit_core.reports.leak_check import text_in
from audit_core.reports.views import for_agency, for_board
from audit_core.reports.writers import data_writers, report_writers, workbook_writers
from audit_core.rounds.round import Sampling
from audit_core.scoring.confidence_interval import clopper_pearson
from audit_core.tabulation.compiled import Compiled
from audit_core.testing.builders import question, round_of, small_theme
from audit_core.testing.pipeline import compiled
from audit_core.testing.text_tables import returns


@pytest.mark.parametrize(
    ("count", "base", "low", "high"),
    [
        (0, 10, 0.0, 0.3085),
        (5, 8, 0.2449, 0.9148),
        (8, 8, 0.6306, 1.0),
        (1, 6, 0.0042, 0.6412),
        (81, 263, 0.2527, 0.3676),
        (1, 1, 0.025, 1.0),
    ],
)
def test_published_values_are_reproduced(count: int, base: int, low: float, high: float) -> None:
    """The values are from published tables of the exact interval."""
    assert clopper_pearson(count, base) == pytest.approx((low, high), abs=0.0001)


def beta_area(first: int, second: int, upto: float, steps: int = 4000) -> float:
    """The area under a beta density from 0 to `upto`, by Simpson's rule, independent of binomial
    sums.
    """
    scale = first * comb(first + second - 1, first)
    width = upto / steps

    def density(place: int) -> float:
        return (place * width) ** (first - 1) * (1 - place * width) ** (second - 1)

    inner = sum((4 if place % 2 else 2) * density(place) for place in range(1, steps))
    return scale * width / 3 * (density(0) + inner + density(steps))


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 40), st.data(), st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_each_end_cuts_off_half_of_the_error(base: int, data: st.DataObject, level: float) -> None:
    """In an independent computation the ends are quantiles of two beta distributions."""
    count = data.draw(st.integers(0, base))
    low, high = clopper_pearson(count, base, level)
    assert (
        low == 0
        if count == 0
        else beta_area(count, base - count + 1, low) == pytest.approx((1 - level) / 2, abs=1e-6)
    )
    assert (
        high == 1
        if count == base
        else beta_area(count + 1, base - count, high) == pytest.approx((1 + level) / 2, abs=1e-6)
    )


def test_a_thousand_of_two_thousand_is_close_to_the_normal_interval() -> None:
    """The ends are close to 0.5 plus and minus 1.96 standard errors."""
    assert clopper_pearson(1000, 2000) == pytest.approx((0.478, 0.522), abs=0.001)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 20), st.data())
def test_the_interval_holds_the_share_mirrors_and_narrows(base: int, data: st.DataObject) -> None:
    """The share is within it, met and not met mirror each other, and ten times as many cases make
    it narrower.
    """
    count = data.draw(st.integers(0, base))
    low, high = clopper_pearson(count, base)
    assert 0 <= low <= count / base <= high <= 1
    assert clopper_pearson(base - count, base) == pytest.approx((1 - high, 1 - low))
    narrow = clopper_pearson(10 * count, 10 * base)
    assert narrow[1] - narrow[0] < high - low


@pytest.mark.parametrize(("count", "base"), [(0, 0), (3, 2), (-1, 2)])
def test_impossible_counts_have_no_interval(count: int, base: int) -> None:
    """Nothing of nothing has none."""
    with pytest.raises(ValueError, match="no count of anything"):
        clopper_pearson(count, base)


THEME = small_theme(question("XX-1.1"), question("XX-1.2", asked_of=("police",)))
TEXT = """
    | case | agency | XX-1.1  | XX-1.2         |
    | 1    | police | met     | not_applicable |
    | 1    | school | met     |                |
    | 2    | police | met     | not_applicable |
    | 2    | school | not_met |                |
    | 3    | police | met     | not_applicable |
    | 4    | school | met     |                |
"""
WRITERS = {
    f"{writer.audience}/{writer.file}": writer
    for writer in (*report_writers(), *data_writers(), *workbook_writers())
}
_TELLS = ("Clopper", "Lowest %", "Highest %", "interval")


def made(*, random: bool | None, replaced: str = "") -> Compiled:
    """The round of the table above, with cases chosen at random or not."""
    audit_round = round_of(
        THEME,
        ("police", "school"),
        4,
        sampling=Sampling("40 invented cases", random=random, replaced=replaced),
    )
    return compiled(THEME, returns(THEME, TEXT, audit_round), audit_round)


def written(result: Compiled, name: str) -> str:
    """The text of an output."""
    writer = WRITERS[name]
    board = for_board(result)
    view = (
        for_agency(result, board, "police")
        if writer.audience == "agencies"
        else result
        if writer.audience == "chair"
        else board
    )
    return text_in(writer.write(view, "police") or b"")


@pytest.fixture(scope="module")
def questions() -> Callable[..., dict[str, tuple[object, ...]]]:
    """The sheet of questions of analysis.xlsx: the cells of its rows by their first, and its note
    under "".
    """

    def read(result: Compiled) -> dict[str, tuple[object, ...]]:
        book = load_workbook(BytesIO(WRITERS["chair/analysis.xlsx"].write(result, "") or b""))
        sheet = book[next(name for name in book.sheetnames if name.endswith("questions"))]
        (table,) = sheet.tables.values()
        beneath = " ".join(
            str(cell.value)
            for cell in sheet["A"][
                int(table.ref.split(":")[1].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) :
            ]
            if cell.value
        )
        return {"": (beneath,)} | {
            str(row[0].value): tuple(cell.value for cell in row) for row in sheet[table.ref]
        }

    return read


def test_the_interval_is_based_on_cases_and_not_on_returns(
    questions: Callable[..., dict[str, tuple[object, ...]]],
) -> None:
    """Five of six returns met it, but three of four cases: a case with one agency that did not is
    not met. The exact interval is 19.4 to 99.4 %, rounded outwards.
    """
    rows = questions(made(random=True))
    assert rows["Ref"][-3:] == ("Cases met", "Lowest %", "Highest %")
    assert rows["XX-1.1"][2] == "5 of 6"
    assert rows["XX-1.1"][-3:] == ("3 of 4", 19, 100)
    assert rows["XX-1.2"][-3:] == ("–", "–", "–")


def test_the_note_describes_the_interval_and_its_limits(
    questions: Callable[..., dict[str, tuple[object, ...]]],
) -> None:
    """It gives the method and base, and says if cases were replaced."""
    note = str(questions(made(random=True))[""][0])
    assert "exact 95% confidence interval (Clopper-Pearson)" in note
    assert "not independent" in note
    assert "replaced" not in note
    assert "replaced" in str(questions(made(random=True, replaced="one, in court"))[""][0])


@pytest.mark.parametrize("random", [False, None])
def test_cases_not_chosen_at_random_have_no_interval(random: bool | None) -> None:
    """There is none if the chair says so, and none if nothing is said."""
    result = made(random=random)
    for name in WRITERS:
        assert not [tell for tell in _TELLS if tell in written(result, name)], name


@pytest.mark.parametrize("name", sorted(WRITERS.keys() - {"chair/analysis.xlsx"}))
def test_no_other_output_has_an_interval(name: str) -> None:
    """Reports use counts and words, even for a random sample."""
    assert not [tell for tell in _TELLS if tell in written(made(random=True), name)]
