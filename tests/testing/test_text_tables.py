"""Returns as text tables: each row is one return, of the form that asks its questions."""

from __future__ import annotations

import attrs
import pytest

from audit_core.testing.builders import question, round_of, small_theme
from audit_core.testing.pipeline import findings, scores
from audit_core.testing.text_tables import returns
from audit_core.themes.theme import Instrument, Rating, Section, Theme

SEEN = question("XX-M1", asked_of=("observer",), answer=Rating("seen"))
OWN = question("XX-P.1", asked_of=("partnership",), scope="partnership")
TOLD = question("XX-F.1", asked_of=("partnership",), scope="partnership")


def with_others() -> Theme:
    """A small theme with a case file, a meeting, the partnership's form and a survey."""
    theme = small_theme(question("XX-1.1"))
    others = (
        Instrument("meeting", "Meeting", "meeting", (Section(1, "Seen", (SEEN,)),)),
        Instrument("partnership", "Partnership", "round", (Section(1, "Own", (OWN,)),)),
        Instrument("families", "Families", "round", (Section(1, "Told", (TOLD,)),)),
    )
    return attrs.evolve(theme, instruments=(*theme.instruments, *others))


THEME = with_others()
TABLES = """
    | case | agency | XX-1.1  |
    | 1    | police | met     |
    | 2    | police | not_met |

    | case | agency   | XX-M1    |
    | 1    | observer | not_seen |
    | 2    | observer | seen     |

    | case | agency      | XX-F.1 |
    | 1    | partnership | met    |
"""


def test_a_blank_line_begins_a_table_about_another_subject() -> None:
    """Cases and meetings are each numbered from one; the refs say which form a row is."""
    book = returns(THEME, TABLES)
    assert [(ret.id.instrument, ret.id.subject[:9], ret.id.recipient) for ret in book.returns] == [
        ("case_file", "XX26A-01-", "police"),
        ("case_file", "XX26A-02-", "police"),
        ("meeting", "XX26A-M01", "observer"),
        ("meeting", "XX26A-M02", "observer"),
        ("families", "XX26A", "partnership"),
    ]


def test_figures_use_the_round_that_a_mixed_book_came_from() -> None:
    """No round has to be made: each instrument's answers count for its own questions."""
    tallies = {score.ref: score.tally for score in scores(THEME, returns(THEME, TABLES)).questions}
    assert (tallies["XX-1.1"].met, tallies["XX-1.1"].base) == (1, 2)
    assert (tallies["XX-M1"].met, tallies["XX-M1"].base) == (1, 2)
    assert (tallies["XX-F.1"].met, tallies["XX-F.1"].base) == (1, 1)
    assert findings(THEME, returns(THEME, TABLES)) == ()


def test_in_a_given_round_a_case_number_is_its_place_among_the_subjects() -> None:
    """The given round keeps its own order."""
    audit_round = round_of(THEME, ("police",), 3)
    book = returns(THEME, "| case | agency | XX-1.1 |\n| 3 | police | met |", audit_round)
    assert [ret.id.subject for ret in book.returns] == [audit_round.subjects[2].ref]


def test_answering_a_question_the_agency_is_not_asked_fails() -> None:
    """Otherwise the answer would be lost, and the test with it."""
    with pytest.raises(AssertionError, match=r"observer is not asked \['XX-1.1'\]"):
        returns(THEME, "| case | agency | XX-1.1 |\n| 1 | observer | met |")
