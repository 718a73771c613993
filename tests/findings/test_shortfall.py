"""Where an action starts: how far short practice is, in children and records, whose they are."""

from __future__ import annotations

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from audit_core.findings.finding import Finding
from audit_core.findings.shortfall import shortfall
from audit_core.testing.builders import question, small_theme
from audit_core.testing.pipeline import findings, scores
from audit_core.testing.text_tables import returns
from audit_core.themes.rules import Share
from audit_core.themes.theme import Theme

THEME = small_theme(
    question("XX-1.1", asked_of=("police", "school", "gp")),
    rules=(Share("poor", "In {n} of {m} records it was not met.", refs=("XX-1.1",)),),
)
THREE_CHILDREN = """
    | case | agency         | XX-1.1  |
    | 1    | police         | not_met |
    | 1    | school         | not_met |
    | 2    | police         | not_met |
    | 2    | school         | met     |
    | 2    | gp | met     |
    | 3    | police         | met     |
"""


def starts(owner: str, table: str = THREE_CHILDREN, theme: Theme = THEME) -> str:
    """Where an action of this owner starts, by these returns."""
    book = returns(theme, table)
    cells = {line.at: line for line in scores(theme, book).answered}
    return shortfall(findings(theme, book), owner, theme, cells)


def test_an_agencys_action_starts_from_its_own_records() -> None:
    """The school's two records are not told by what the police's show."""
    assert starts("police") == "short of the standard in 2 of its 3 records (poor)"
    assert starts("school") == "short of the standard in 1 of its 2 records (poor)"


def test_an_agency_without_a_record_that_fell_short_starts_from_everybodys() -> None:
    """The sentence says in how many of all, so that nobody reads it as that agency's own."""
    everybodys = "short of the standard for 2 of 3 children, in 3 of 6 records of all agencies"
    assert starts("icb") == starts("gp") == f"{everybodys} (poor)"


def test_the_partnerships_action_starts_from_children_first() -> None:
    """A board asks how many children; records come second."""
    assert (
        starts("partnership")
        == "short of the standard for 2 of 3 children, in 3 of 6 records (poor)"
    )


def test_what_was_not_counted_is_said_as_the_finding_says_it() -> None:
    """A finding about two single cases has their number; one of a plugin without cells its own
    counts; one without counts its sentence; and an action without findings says so.
    """
    plain = Finding("k1", "gap", "rule", "Nobody watches lateness.", "xx", id="F9")
    counted = attrs.evolve(plain, n=2, m=7)
    cases = [
        attrs.evolve(plain, key=f"k{case}", id=f"F{case}", instrument="case_file", subject=case)
        for case in ("1", "2")
    ]

    def said(*behind: Finding) -> str:
        return shortfall(behind, "partnership", THEME, {}, "XX26A")

    assert said(*cases) == "found for 2 children (XX26A: F1, F2)"
    assert said(counted) == "short of the standard in 2 of 7 answers (XX26A: F9)"
    assert said(plain) == "as in XX26A: F9: Nobody watches lateness"
    assert said() == "as found in XX26A"


@settings(max_examples=25)
@given(
    st.dictionaries(
        st.tuples(st.integers(1, 4), st.sampled_from(["police", "school"])),
        st.sampled_from(["met", "not_met"]),
        min_size=1,
    )
)
def test_a_baseline_counts_exactly_the_owners_records(given_: dict[tuple[int, str], str]) -> None:
    """For every owner the numbers are those of its own rows of the table, whatever others say."""
    rows = "".join(f"| {case} | {code} | {met} |\n" for (case, code), met in given_.items())
    for owner in ("police", "school"):
        own = [met for (_case, code), met in given_.items() if code == owner]
        said = starts(owner, f"| case | agency | XX-1.1 |\n{rows}")
        if own.count("not_met"):
            words = f"{own.count('not_met')} of its {len(own)} records" if own[1:] else "one record"
            assert words in said
        else:
            assert "its" not in said.split()
