"""Worked examples of every figure, computed by hand beside the test."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_core.rounds.calendar import Calendar
from audit_core.scoring.timeliness import elapsed
from audit_core.testing.builders import question, round_of, small_theme
from audit_core.testing.pipeline import scores
from audit_core.testing.text_tables import returns
from audit_core.themes.rules import Cap, LowestOf
from audit_core.themes.theme import Rating, TimeLimit, Times

ANSWERS = ("met", "partly", "not_met", "told", "no_evidence", "not_applicable", "", "?")
SIXTEEN = tuple(question(f"XX-1.{number}", asked_of=("police",)) for number in range(1, 17))
ONE = small_theme(question("XX-1.1", asked_of=("all",)))


def sheet(*answers: str) -> str:
    """A table of one return that answers one question after another."""
    refs = " | ".join(f"XX-1.{number}" for number in range(1, len(answers) + 1))
    return f"| case | agency | {refs} |\n| 1 | police | {' | '.join(answers)} |"


def test_not_applicable_is_in_neither_number() -> None:
    """5 met, 5 not met and 6 not applicable are 5 of 10, not 11 of 16."""
    theme = small_theme(*SIXTEEN)
    tally = scores(
        theme, returns(theme, sheet(*["met"] * 5, *["not_met"] * 5, *["not_applicable"] * 6))
    ).overall.pooled
    assert (tally.met, tally.base, tally.excluded, tally.percent) == (5, 10, 6, 50.0)


def test_every_kind_of_answer_counts_where_it_should() -> None:
    """Partly met, done but not recorded and no evidence are in the base and not in met; blank and
    not understood are in neither.
    """
    theme = small_theme(*SIXTEEN[:8])
    tally = scores(theme, returns(theme, sheet(*ANSWERS))).overall.pooled
    assert (tally.met, tally.partly, tally.not_met, tally.told, tally.no_evidence) == (
        1,
        1,
        1,
        1,
        1,
    )
    assert (tally.excluded, tally.blank, tally.not_understood) == (1, 1, 1)
    assert (tally.base, tally.percent) == (5, 20.0)


def test_the_three_meanings_of_percent_met_are_kept_apart() -> None:
    """Police 3 of 4, school 1 of 2: pooled 4 of 6; mean of agencies (75 + 50) / 2; met by every
    agency asked 2 of 4 standards.
    """
    theme = small_theme(
        question("XX-1.1"),
        question("XX-1.2"),
        question("XX-1.3", asked_of=("police",)),
        question("XX-1.4", asked_of=("police",)),
    )
    book = returns(
        theme,
        """
        | case | agency | XX-1.1 | XX-1.2  | XX-1.3 | XX-1.4  |
        | 1    | police | met    | met     | met    | not_met |
        | 1    | school | met    | not_met |        |         |
        """,
    )
    overall = scores(theme, book).overall
    assert (overall.pooled.met, overall.pooled.base) == (4, 6)
    assert (overall.mean_of_agencies, overall.agencies) == (62.5, 2)
    assert (overall.met_by_all, overall.asked_of_all) == (2, 4)


def test_a_published_example_has_two_means() -> None:
    """36 of 40, 10 of 20 and 38 of 40 met: 84 of 100 together, 78.3 as the mean of the agencies."""
    theme = small_theme(*(question(f"XX-1.{number}", asked_of=("all",)) for number in range(1, 11)))
    refs = " | ".join(f"XX-1.{number}" for number in range(1, 11))
    rows = []
    for agency, met, cases in (("police", 36, 4), ("school", 10, 2), ("hospital", 38, 4)):
        answers = ["met"] * met + ["not_met"] * (cases * 10 - met)
        rows += [
            f"| {case + 1} | {agency} | {' | '.join(answers[case * 10 : case * 10 + 10])} |"
            for case in range(cases)
        ]
    overall = scores(
        theme, returns(theme, "\n".join([f"| case | agency | {refs} |", *rows]))
    ).overall
    assert (overall.pooled.met, overall.pooled.base) == (84, 100)
    assert overall.mean_of_agencies == pytest.approx(78.333, abs=0.001)


def test_a_nil_return_is_in_no_quality_figure() -> None:
    """A return that did not know the child changes no figure, even with answers typed by
    mistake.
    """
    book = returns(
        ONE,
        """
        | case | agency | known     | XX-1.1  |
        | 1    | police | known     | met     |
        | 1    | school | not_known | not_met |
        """,
    )
    assert scores(ONE, book).overall.pooled.base == 1


def test_a_return_under_eighty_per_cent_answered_has_no_rate() -> None:
    """Three of five answered gives counts only; four of five gives a rate. Not applicable is an
    answer.
    """
    theme = small_theme(*SIXTEEN[:5])
    thin = scores(theme, returns(theme, sheet("met", "met", "not_met", "", ""))).returns[0]
    full = scores(
        theme, returns(theme, sheet("met", "met", "not_met", "not_applicable", ""))
    ).returns[0]
    assert (thin.answered, thin.asked, thin.shows_rate) == (3, 5, False)
    assert (full.answered, full.asked, full.shows_rate) == (4, 5, True)


@given(st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=16), st.integers(0, 15))
def test_not_applicable_instead_of_a_blank_changes_no_rate(answers: list[str], place: int) -> None:
    """Whatever else was answered, this leaves met and its base as they were."""
    theme = small_theme(*SIXTEEN[: len(answers)])
    place %= len(answers)
    blank = [*answers[:place], "", *answers[place + 1 :]]
    excused = [*answers[:place], "not_applicable", *answers[place + 1 :]]
    one, two = (
        scores(theme, returns(theme, sheet(*answers))).overall.pooled
        for answers in (blank, excused)
    )
    assert (one.met, one.base) == (two.met, two.base)


def test_a_second_reader_never_counts_as_another_agency() -> None:
    """An external reader's answers are for moderation, and the figures are those of the first
    reader alone.
    """
    book = returns(
        ONE,
        """
        | case | agency | reader | XX-1.1  |
        | 1    | police | 1      | met     |
        | 1    | police | 2      | not_met |
        """,
    )
    assert (scores(ONE, book).overall.pooled.met, scores(ONE, book).overall.pooled.base) == (1, 1)


def test_facts_are_in_no_percentage() -> None:
    """A Yes or No that is neither good nor bad is counted by answer, never as met."""
    theme = small_theme(question("XX-1.1", scope="shared", answer=Rating("yes_no")))
    card = scores(
        theme,
        returns(theme, "| case | agency | XX-1.1 |\n| 1 | police | yes |\n| 1 | school | no |"),
    )
    assert card.overall.pooled.base == 0
    assert card.questions[0].answers == (("no", 1), ("yes", 1))


CRITICAL = small_theme(
    *(question(f"XX-1.{number}", flags=("critical",)) for number in (1, 2)),
    question("XX-1.3", flags=("critical", "recording")),
    limits=(
        Cap(
            "two-critical",
            "Two critical standards were not met.",
            "inadequate",
            flag="critical",
            at_least=2,
        ),
    ),
)


def limit_of(text: str) -> str:
    """The limit of the first case of a table, under the CRITICAL theme."""
    return scores(CRITICAL, returns(CRITICAL, text)).grades[0].limit


def test_a_limit_applies_with_its_reason_and_cells() -> None:
    """Two critical standards not met, by whichever agencies, limit the case to Inadequate and name
    the two cells.
    """
    book = returns(
        CRITICAL,
        """
        | case | agency | XX-1.1  | XX-1.2  | XX-1.3 |
        | 1    | police | not_met | met     | met    |
        | 1    | school | met     | not_met | met    |
        """,
    )
    case = scores(CRITICAL, book).grades[0]
    assert case.limit == "inadequate"
    assert [at.file for at in case.fired[0].evidence] == ["police-1.xlsx", "school-1.xlsx"]


def test_no_evidence_is_not_poor_practice() -> None:
    """Two critical standards without evidence set no limit, since it is not known whether they were
    met.
    """
    assert (
        limit_of(
            "| case | agency | XX-1.1 | XX-1.2 | XX-1.3 |\n| 1 | police | no_evidence | "
            "no_evidence | met |"
        )
        == ""
    )


def test_no_evidence_counts_if_the_question_is_about_recording() -> None:
    """A question about recording is not met if there is no record, so with another not met the
    limit applies.
    """
    assert (
        limit_of(
            "| case | agency | XX-1.1 | XX-1.2 | XX-1.3 |\n| 1 | police | not_met | met | "
            "no_evidence |"
        )
        == "inadequate"
    )


def test_grades_are_shown_side_by_side_and_those_above_the_limit_listed() -> None:
    """The lowest grade for working together limits the case, an agency that graded itself above it
    is named, and spread is in steps.
    """
    theme = small_theme(
        question("XX-1.1"), limits=(LowestOf("lowest", "An agency judged joint work so."),)
    )
    book = returns(
        theme,
        """
        | case | agency | XX-1.1 | J-1         | J-3                  |
        | 1    | police | met    | outstanding | requires_improvement |
        | 1    | school | met    | inadequate  | good                 |
        """,
    )
    case = scores(theme, book).grades[0]
    assert (case.limit, case.above_limit, case.spread, case.agreed) == (
        "requires_improvement",
        ("police",),
        1,
        "",
    )


CLOCK = small_theme(
    question(
        "XX-1.1", flags=("timed",), answer=Times(("sent", "received"), "told", precision="datetime")
    ),
    time_limits=(TimeLimit("told", "Telling", 24, "hours"),),
)


@pytest.mark.parametrize(
    ("sent", "received", "reason", "outcome"),
    [
        ("2026-03-02T09:00", "2026-03-03T09:00", "", "in_time"),
        ("2026-03-02T09:00", "2026-03-03T09:01", "", "late"),
        (
            "2026-03-02T09:00",
            "2026-03-03T12:00",
            "capacity / The system was down",
            "late_explained",
        ),
        ("2026-03-02T09:00", "2026-03-03T12:00", "capacity / Down", "late"),
        ("2026-03-02T09:00", "2026-03-03T12:00", " / The system was down all night", "late"),
        ("2026-03-02T09:00", "2026-03-03T12:00", "reason_not_known / Nobody remembers", "late"),
        ("2026-03-02T09:00", "2026-03-03T09:00", "capacity / The system was down", "in_time"),
        ("2026-03-02T09:00", "", "", "not_assessed"),
        ("2026-03-03T09:00", "2026-03-02T09:00", "", "not_assessed"),
        ("2026-03-02", "2026-03-03T09:00", "", "not_assessed"),
    ],
)
def test_a_clock_is_in_time_late_or_not_assessed(
    sent: str, received: str, reason: str, outcome: str
) -> None:
    """A clock runs from one time to another against its limit; a missing or impossible time is not
    assessed, never late. A late one has a reason if one is chosen, known and said in words.
    """
    book = returns(
        CLOCK,
        f"| case | agency | XX-1.1a | XX-1.1b | XX-1.1c |\n"
        f"| 1 | police | {sent} | {received} | {reason} |",
    )
    assert scores(CLOCK, book).times[0].outcome == outcome


def test_a_rounds_own_limit_overrides_the_themes() -> None:
    """30 hours are late by the theme's 24 and in time by the round's 48."""
    text = """
        | case | agency | XX-1.1a          | XX-1.1b          |
        | 1    | police | 2026-03-02T09:00 | 2026-03-03T15:00 |
    """
    lenient = round_of(CLOCK, ("police",), 1, limits=(("told", 48),))
    assert scores(CLOCK, returns(CLOCK, text)).times[0].outcome == "late"
    assert scores(CLOCK, returns(CLOCK, text, lenient), lenient).times[0].outcome == "in_time"


def test_weekends_and_bank_holidays_are_not_working_days() -> None:
    """From Thursday before Easter 2026 to the Wednesday after is two working days: Tuesday and
    Wednesday.
    """
    easter = Calendar(frozenset({date(2026, 4, 3), date(2026, 4, 6)}))
    assert easter.count("working_days", date(2026, 4, 2), date(2026, 4, 8)) == 2
    assert Calendar().count("working_days", date(2026, 4, 2), date(2026, 4, 8)) == 4


def test_months_are_counted_up() -> None:
    """From 15 January to 15 April is three months, and one more day begins a fourth."""
    assert elapsed(date(2026, 1, 15), date(2026, 4, 15), "months", Calendar()) == (3, "")
    assert elapsed(date(2026, 1, 15), date(2026, 4, 16), "months", Calendar()) == (4, "")
