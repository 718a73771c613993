"""Rounds as small tables, each with the findings written by hand first: what was never done or was
declined, who was known, a nation without a limit, and the panel beside the agencies.
"""

from __future__ import annotations

import pytest

from audit_core.problems.problem import Where
from audit_core.rounds.panel_decisions import Decisions, PanelAnswer
from audit_core.testing.builders import question, round_of, small_theme
from audit_core.testing.pipeline import findings, scores
from audit_core.testing.text_tables import returns
from audit_core.themes.rules import Standard
from audit_core.themes.theme import NationalLimit, TimeLimit, Times

IN_TIME = Standard(
    "begun-late", "Help was not always begun in time", "Help was begun in time", ("XX-1.1",)
)
WAIT = question(
    "XX-1.1", flags=("timed",), scope="shared", answer=Times(("asked", "begun"), "wait")
)
ENGLAND = NationalLimit("England", 10, "calendar_days", "An invented guide", "2023")
CLOCK = small_theme(
    WAIT,
    time_limits=(TimeLimit("wait", "From asking to help", None, "calendar_days", "", (ENGLAND,)),),
    rules=(IN_TIME,),
)

NEVER_DONE = """
    | case | agency | XX-1.1a    | XX-1.1b    |
    | 1    | police | 2025-06-02 | 2025-06-04 |
    | 2    | police | 2025-06-02 | 2025-06-05 |
    | 3    | police | 2025-06-02 | not_done   |
    | 4    | police | 2025-06-02 | not_done   |
    | 5    | police |            | not_done   |
"""
DECLINED = """
    | case | agency | XX-1.1a    | XX-1.1b                                  |
    | 1    | police | 2025-06-02 | 2025-06-04                               |
    | 2    | police | 2025-06-02 | 2025-11-04                               |
    | 3    | police | 2025-06-02 | not_done                                 |
    | 4    | police | 2025-06-02 | no_record                                |
    | 5    | police | 2025-06-02 | declined / Offered twice, by telephone   |
    | 6    | police | 2025-12-30 | not_done                                 |
"""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            NEVER_DONE,
            (
                "Help was not always begun in time: for 3 of 5 children (not done; 3 of 5 "
                "records). It was in time for the other 2."
            ),
        ),
        (
            DECLINED,
            (
                "Help was not always begun in time: for 3 of 4 children (not done for 1, late for "
                "1, not on record for 1; 3 of 4 records). It was in time for the other child. For "
                "one it was not needed or declined."
            ),
        ),
    ],
    ids=["never done for three of five", "declined beside the clock, and one not yet due"],
)
def test_what_was_never_done_is_counted_and_what_was_declined_stands_beside(
    text: str, says: str
) -> None:
    """Declined and not yet due are in no base; of them the finding says what was declined."""
    (finding,) = findings(CLOCK, returns(CLOCK, text))
    assert (finding.kind, finding.says) == ("improvement", says)


def test_a_nation_without_a_limit_has_nothing_late() -> None:
    """The same answers that fall short in England are not assessed where no limit is known, and the
    times that were taken are still there.
    """
    wales = round_of(CLOCK, ("police",), 6, nation="Wales")
    book = returns(CLOCK, DECLINED, wales)
    assert findings(CLOCK, book, wales) == ()
    results = scores(CLOCK, book, wales).times
    assert [(time.outcome, time.why_not, time.took) for time in results] == [
        ("not_assessed", "no_limit", 2),
        ("not_assessed", "no_limit", 155),
        ("not_assessed", "no_limit", None),
        ("not_assessed", "no_limit", None),
        ("declined", "", None),
        ("not_assessed", "no_limit", None),
    ]


TOLD = Standard(
    "school-told", "Schools were not always told", "Schools were told", ("XX-1.1", "XX-1.2")
)
RATED = small_theme(
    question("XX-1.1"),
    question("XX-1.2", scope="case", asked_of=("panel",)),
    rules=(TOLD,),
)


def test_an_agency_that_knew_an_adult_is_counted_and_one_that_knew_nobody_is_not() -> None:
    """What it found stands in the count of children as any other record does; a nil return stands
    in none, whatever was typed on it.
    """
    text = """
        | case | agency | known         | XX-1.1  |
        | 1    | police | known         | met     |
        | 2    | police | known_adult   | not_met |
        | 3    | police | known_sibling | not_met |
        | 4    | police | not_known     | not_met |
        | 5    | police | not_involved  | not_met |
    """
    (finding,) = findings(RATED, returns(RATED, text))
    assert finding.says.startswith(
        "Schools were not always told: for 2 of 3 children (not met; 2 of 3 records)."
    )
    assert finding.says.endswith("It was met for the other child.")


def test_the_panels_answers_stand_beside_the_agencies_with_their_own_count() -> None:
    """They are said last, of the children that the panel answered about, and are in no other
    number.
    """
    audit_round = round_of(RATED, ("police",), 3)
    where = Where("decisions.xlsx", "Panel", "D2")
    panel = tuple(
        PanelAnswer(case.ref, "XX-1.2", "", "", where, code)
        for case, code in zip(audit_round.cases, ("met", "not_met"), strict=False)
    )
    text = """
        | case | agency | XX-1.1  |
        | 1    | police | partly  |
        | 2    | police | not_met |
        | 3    | police | met     |
    """
    book = returns(RATED, text, audit_round)
    (finding,) = findings(RATED, book, audit_round, Decisions(panel=panel))
    assert finding.says == (
        "Schools were not always told: for 2 of 3 children (not met for 1, met in part for 1; 2 "
        "of 3 records). Short of the standard: Standard XX-1.1 (2 children). It was met for the "
        "other child. In the panel's own answers: met for 1 of 2 children."
    )
