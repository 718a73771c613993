"""Dates as people type them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_core.parsing.dates import in_words, read_moment


@pytest.mark.parametrize(
    "text",
    [
        "14 Mar 2026", "14/3/26", "14/03/2026", "14-3-2026", "14.03.26", "14 3 2026", "2026-03-14",
        "14 March 2026", "14th March 2026", "14th of March, 2026",
        "Sat 14 Mar 2026", "Saturday, 14 March 2026", "14-Mar-26", "14mar2026", "March 14, 2026",
        "14 MARCH '26",
        "\u00a014 Mar 2026 ", "2026-3-14", "on 14/3/26",
    ],
)  # fmt: skip
def test_every_usual_way_to_write_a_day_is_understood(text):
    """Every usual way to write one day is that day."""
    moment = read_moment(text)
    assert moment is not None
    assert moment.iso == "2026-03-14"


@pytest.mark.parametrize(
    "text",
    [
        "14 Mar 2026 09:10", "14/03/2026 9.10", "9.10am 14/3/26", "14/3/26 09:10:00",
        "2026-03-14T09:10", "2026-03-14 09:10:00", "14 March 2026 at 9:10 am",
        "14 Mar 2026, 09:10", "14/3/26 @ 0910hrs", "09:10 on 14 March 2026",
        "14 Mar 2026 9.10 a.m.", "0910 hours 14/3/26", "2026-03-14T09:10:00Z",
    ],
)  # fmt: skip
def test_every_usual_way_to_write_a_day_and_time_is_understood(text):
    """Every usual way to write one moment is that moment."""
    moment = read_moment(text)
    assert moment is not None
    assert moment.iso == "2026-03-14T09:10"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("14/3/26 12am", "2026-03-14T00:00"),
        ("14/3/26 12.30pm", "2026-03-14T12:30"),
        ("14/3/26 9pm", "2026-03-14T21:00"),
    ],
)
def test_noon_and_midnight(text, iso):
    """12 am is midnight and 12.30 pm is after noon."""
    moment = read_moment(text)
    assert moment is not None
    assert moment.iso == iso


@pytest.mark.parametrize(
    "text",
    [
        "", "March 2025", "2025", "14 March", "14/3", "31/2/2026", "0/3/2026", "14/13/2026",
        "3/14/2026", "14 Smarch 2026", "09:10", "14/3/26 25:00", "14/3/26 9:61", "14/3/26 13pm",
        "14/3-26", "14/3/26 and 15/3/26", "14/3/26?", "c. 14/3/26", "14/3/206",
        "14 Ma 2026", "x" * 100, "14/٣/26", "14 Mar 2026 0910",
    ],
)  # fmt: skip
def test_a_text_that_is_not_exactly_one_day_is_not_understood(text):
    """A month, an impossible day, two days and a doubtful day are never read as a day."""
    assert read_moment(text) is None


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2049, 12, 31)))
def test_a_day_as_forms_print_it_is_read_back(day):
    """A day as forms print it is read back as the same day."""
    for text in (
        in_words(day),
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day:%d/%m/%y}",
        f"{day:%d %B %Y}",
    ):
        moment = read_moment(text)
        assert moment is not None
        assert moment.value == day


# nobody types a time zone
@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2049, 12, 31)))  # noqa: DTZ001
def test_a_moment_as_forms_print_it_is_read_back_to_the_minute(moment):
    """A date and time as forms print them are read back to the minute."""
    read = read_moment(in_words(moment))
    assert read is not None
    assert read.value == moment.replace(second=0, microsecond=0)


@given(st.text(max_size=80))
def test_any_text_can_be_read_without_an_error(text):
    """Whatever is typed is a moment or nothing."""
    assert read_moment(text) is None or read_moment(text).iso
