"""Whatever agencies send and in whatever order, no event is lost, the order makes no difference,
and a quiet month has no event.
"""

from __future__ import annotations

from datetime import date

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from audit_core.chronology.merge_chronologies import merge_chronologies
from audit_core.testing.builders import question, round_of, small_theme
from audit_core.testing.text_tables import returns

THEME = small_theme(question("XX-1.1", asked_of=("all",)))
AGENCIES = ("police", "school", "social_care")
ROUND = round_of(THEME, AGENCIES, 2)
# the first sheet is the chronology
KINDS = (*THEME.instruments[0].sheets[0].kinds, "Something else", "")
DAYS = st.one_of(
    st.dates(date(2025, 1, 1), date(2025, 12, 31)).map(date.isoformat),
    st.dates(date(2024, 11, 1), date(2026, 2, 1)).map(date.isoformat),
    st.sampled_from(["", "in the spring"]),
)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["1", "2"]),
        st.sampled_from(AGENCIES),
        DAYS,
        st.sampled_from(KINDS),
        st.sampled_from(["Seen", "Completed", "Case closed"]),
        st.sampled_from(["", "NFA", "Not closed", "Plan ended"]),
    ),
    max_size=25,
)


def book_of(rows: list[tuple[str, ...]]):  # the case book
    """The case book for some rows."""
    lines = [
        "| case | agency | date | kind | what | done |",
        *(f"| {' | '.join(row)} |" for row in rows),
    ]
    return returns(THEME, "", ROUND, "\n".join(lines))


@settings(deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_files_in_any_order_give_the_same_chronicle(rows, random) -> None:
    """The order in which the files are read makes no difference to the chronology."""
    book = book_of(rows)
    other = list(book.returns)
    random.shuffle(other)
    assert merge_chronologies(
        attrs.evolve(book, returns=tuple(other)), THEME, ROUND
    ) == merge_chronologies(book, THEME, ROUND)


@settings(deadline=None)
@given(ROWS)
def test_every_event_is_listed_exactly_once(rows) -> None:
    """Every row is listed once: dated in the period, undated, or outside the period."""
    book = book_of(rows)
    kept = [
        item
        for case in merge_chronologies(book, THEME, ROUND)
        for item in (*case.events, *case.undated, *case.outside, *case.beside)
    ]
    assert sorted(item.event.at for item in kept) == sorted(
        event.at for ret in book.returns for event in ret.form.events
    )
    for case in merge_chronologies(book, THEME, ROUND):
        assert all(item.event.day is None for item in case.undated)
        assert all(
            item.event.day and not ROUND.looks_from <= item.event.day <= ROUND.looks_to
            for item in case.outside
        )
        assert [item.event.day for item in case.events] == sorted(
            item.event.day for item in case.events if item.event.day
        )


@settings(deadline=None)
@given(ROWS)
def test_a_quiet_month_is_one_without_events(rows) -> None:
    """If any agency gave a date, exactly the whole months without an event are called quiet."""
    for case in merge_chronologies(book_of(rows), THEME, ROUND):
        busy = {
            item.event.day.replace(day=1)
            for item in (*case.events, *case.outside)
            if item.event.day
        }
        assert not busy & set(case.quiet)
        if case.events:
            assert set(case.quiet) == {date(2025, month, 1) for month in range(1, 13)} - busy


@settings(deadline=None)
@given(ROWS)
def test_a_sentence_rests_on_events_of_its_own_case(rows) -> None:
    """The cells behind a sentence are cells of events in the period, and every sentence has at
    least one.
    """
    for case in merge_chronologies(book_of(rows), THEME, ROUND):
        cells = {item.event.at for item in case.events}
        for pattern in case.patterns:
            assert pattern.evidence
            assert set(pattern.evidence) <= cells
            assert pattern.since <= pattern.until <= ROUND.looks_to
