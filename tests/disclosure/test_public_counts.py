"""No suppressed small number can be worked out from what is published: tried on every line, and for
a reader who knows the rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_core.disclosure.public_counts import SMALLEST_SHOWN, can_be_shown, suppress

Line = tuple[int, ...]
Shown = tuple[int | None, ...]
SMALL = set(range(1, SMALLEST_SHOWN))


def lines(children: int, bands: int) -> Iterator[Line]:
    """Every way in which a number of children can be spread over a number of bands."""
    if bands == 1:
        yield (children,)
        return
    for first in range(children + 1):
        for rest in lines(children - first, bands - 1):
            yield (first, *rest)


def could_be(shown: Shown, children: int, place: int) -> set[int]:
    """The values a hidden number can have for a reader who knows the number of children and that 0
    would be shown.
    """
    left = children - sum(number for number in shown if number is not None)
    others = sum(number is None for number in shown) - 1
    return set(range(1, left - others + 1)) if others else {left}


@st.composite
def random_lines(draw: st.DrawFn) -> Line:
    """A line with as many bands as its number of children allows."""
    bands = draw(st.integers(2, 8))
    line = draw(
        st.lists(
            st.one_of(st.just(0), st.integers(0, 9), st.integers(0, 60)),
            min_size=bands,
            max_size=bands,
        ).map(tuple)
    )
    return (
        line if can_be_shown(bands, sum(line)) else (*line[:-1], line[-1] + bands + SMALLEST_SHOWN)
    )


@given(random_lines())
def test_a_hidden_small_number_can_be_anything_from_one_to_five(line: Line) -> None:
    """Whatever is worked out from a published line, each hidden small number has at least five
    possible values.
    """
    shown = suppress(line)
    for place, count in enumerate(line):
        assert shown[place] in {count, None}
        if count in SMALL:
            assert could_be(shown, sum(line), place) >= SMALL
        elif count == 0:
            assert shown[place] == 0


@pytest.mark.parametrize(
    ("children", "bands"), [*product(range(8, 27), (2, 3, 4)), *product(range(9, 21), (5,))]
)
def test_knowing_the_rule_reveals_no_small_number(children: int, bands: int) -> None:
    """A hidden small number can be anything from 1 to 5 even for a reader who knows the rule."""
    if not can_be_shown(bands, children):
        pytest.skip("too many bands for so few children")
    alike: defaultdict[Shown, list[Line]] = defaultdict(list)
    for line in lines(children, bands):
        alike[suppress(line)].append(line)
    for shown, group in alike.items():
        for place in (place for place, number in enumerate(shown) if number is None):
            small = {line[place] for line in group} & SMALL
            assert small in (set(), SMALL), (shown, place)


def test_a_line_without_small_numbers_is_shown_whole() -> None:
    """The rule hides no more than it has to."""
    assert suppress((7, 7, 0)) == (7, 7, 0)
    assert suppress((20, 3, 12, 9)) == (20, None, None, 9)


def test_a_number_that_would_reveal_a_hidden_one_is_hidden_too() -> None:
    """A number from which a hidden one could be worked out is hidden too."""
    assert suppress((11, 3)) == (None, None)
    assert suppress((11, 1, 2)) == (None, None, None)
    assert suppress((11, 0, 3)) == (None, 0, None)


@pytest.mark.parametrize(
    ("bands", "children", "shown"), [(4, 8, True), (5, 8, False), (6, 9, False), (6, 10, True)]
)
def test_a_line_with_too_many_bands_is_not_shown(bands: int, children: int, shown: bool) -> None:
    """Only the number of bands decides, never what is in them, so that a missing line reveals
    nothing.
    """
    assert can_be_shown(bands, children) is shown
    if not shown:
        with pytest.raises(ValueError, match="too many"):
            suppress((children, *(0,) * (bands - 1)))
