"""All, most, some, few and none: one rule, and no word if the base is so small that one case would
change it.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_core.documents.filters import share_or_count
from audit_core.quantifiers import MIN_BASE, quantifier
from audit_core.testing.builders import question, small_theme
from audit_core.testing.pipeline import findings
from audit_core.testing.text_tables import returns
from audit_core.themes.rules import Share

ORDER = ("none", "few", "some", "most", "all")


@pytest.mark.parametrize(
    ("count", "base", "word"),
    [
        (6, 6, "all"),
        (5, 6, "most"),
        (3, 6, "some"),
        (2, 4, "some"),
        (3, 4, "most"),
        (1, 4, "some"),
        (1, 5, "few"),
        (2, 10, "few"),
        (3, 10, "some"),
        (0, 6, "none"),
        (3, 3, ""),
        (0, 3, ""),
        (0, 0, ""),
    ],
)
def test_the_word_follows_the_rule(count: int, base: int, word: str) -> None:
    """Exactly half is not most, exactly a fifth is few, and below four there is no word."""
    assert quantifier(count, base) == word


@given(st.integers(MIN_BASE, 400), st.data())
def test_a_higher_count_never_gives_a_smaller_word(base: int, data: st.DataObject) -> None:
    """Words grow with counts, and only the two ends are all and none."""
    count = data.draw(st.integers(0, base - 1))
    fewer, more = (ORDER.index(quantifier(number, base)) for number in (count, count + 1))
    assert fewer <= more
    assert (quantifier(count, base) == "all", quantifier(count + 1, base) == "none") == (
        False,
        False,
    )


@given(st.integers(MIN_BASE, 60), st.integers(2, 9), st.data())
def test_the_word_depends_on_the_share_alone(base: int, times: int, data: st.DataObject) -> None:
    """Three times the count of three times the base has the same word."""
    count = data.draw(st.integers(0, base))
    assert quantifier(count, base) == quantifier(times * count, times * base)


@pytest.mark.parametrize(("count", "base"), [(7, 6), (-1, 6)])
def test_impossible_counts_have_no_word(count: int, base: int) -> None:
    """More than all is an internal error and is never printed."""
    with pytest.raises(ValueError, match="is not a possible count"):
        quantifier(count, base)


def test_the_template_filter_uses_the_same_rule() -> None:
    """It prints one word, counts if there is no word, and nothing for an empty base."""
    assert (share_or_count(5, 6), share_or_count(2, 3), share_or_count(0, 0)) == (
        "most",
        "2 of 3",
        "no answers",
    )


THEME = small_theme(
    question("XX-1.1"),
    rules=(Share("seldom", "In {n} of {m} records it was not done.", refs=("XX-1.1",)),),
)
ROWS = "\n".join(
    f"| {case} | {agency} | {'not_met' if case < 3 else 'met'} |"
    for case in (1, 2, 3)
    for agency in ("police", "school")
)
BOOK = returns(THEME, f"| case | agency | XX-1.1 |\n{ROWS}")


def test_a_findings_sentence_has_counts_alone() -> None:
    """A word such as "most" in brackets adds nothing to "4 of 6"."""
    assert findings(THEME, BOOK)[0].says == "In 4 of 6 records it was not done."
