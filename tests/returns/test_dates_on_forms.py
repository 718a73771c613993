"""Dates on a returned form are held against the day it came back and the period it is about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import attrs
import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from audit_core.forms.form import Form
from audit_core.returns.context import ReadingContext
from audit_core.returns.model import Reading
from tests.both_ways import read_both_ways

LayOut = Callable[..., Workbook]


@pytest.fixture
def received(desk: ReadingContext, as_file: Callable[..., Any]) -> Callable[[Workbook], Reading]:
    """received(book): the return, read on 20 March 2026."""
    context = attrs.evolve(desk, as_at=date(2026, 3, 20))
    return lambda book: read_both_ways(as_file(book), context)


def asked(reading: Reading) -> list[tuple[str, str]]:
    """The codes of problems with dates, with the printed ref."""
    return [
        (problem.code, problem.where.ref)
        for problem in reading.problems
        if problem.code.endswith(("_date", "near_midnight", "dates_1904"))
    ]


def test_dates_that_cannot_have_been_are_asked_in_answers_and_events(
    form: Form, full: dict[str, Any], lay_out: LayOut, received: Callable[[Workbook], Reading]
) -> None:
    """A date after the form came back is asked, one ten years ahead is not counted, and so is a
    day that a script moved to an hour before midnight, wherever it stands.
    """
    answers = full | {"ZZ-2.2": date(2026, 3, 21)}
    events = (
        (date(2036, 3, 3), "Log", "", "Seen"),
        (date(1999, 5, 5), "Log", "", "An older brother was born"),
        (datetime(2025, 5, 5, 23, 0), "Log", "", "Called"),  # noqa: DTZ001 - as in a cell
        (date(2026, 3, 20), "Log", "", "Called again"),
    )
    reading = received(lay_out(form, answers, events))
    assert set(asked(reading)) == {
        ("answer.far_date", "C-1"),
        ("answer.early_date", "C-2"),
        ("answer.near_midnight", "C-3"),
        ("answer.future_date", "ZZ-2.2"),
    }
    assert reading.form is not None
    assert [event.day for event in reading.form.events] == [
        None,
        date(1999, 5, 5),
        date(2025, 5, 5),
        date(2026, 3, 20),
    ]


def test_a_form_that_counts_its_days_from_1904_is_said_once(
    form: Form, full: dict[str, Any], lay_out: LayOut, received: Callable[[Workbook], Reading]
) -> None:
    """Dates typed before a workbook was switched are four years later, so all are to be checked."""
    book = lay_out(form, full)
    assert asked(received(book)) == []
    book.epoch = CALENDAR_MAC_1904
    assert asked(received(book)) == [("file.dates_1904", "")]
