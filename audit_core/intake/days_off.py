"""Dates in round.xlsx on which nobody is at work: told by cell, and never changed. A chair may mean one, or have slipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.intake.sheet_table import labelled, sheet_of, table
from audit_core.intake.words import fold
from audit_core.model.round_sheets import CODE, OWN_DUE, REFERENCE, SETTINGS
from audit_core.problems import problem
from audit_core.score.calendar import SATURDAY
from audit_core.words import mark, say, say_day
from audit_core.xlsx.read import read_book

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from audit_core.intake.sheet_table import Value
    from audit_core.problems import Problem
    from audit_core.score.calendar import Calendar
    from audit_core.xlsx.book import Book

_KEYS = ("due", "panel")
_TABLES = (("Recipients", CODE), ("Cases", REFERENCE), ("Meetings", REFERENCE))
_WEEKEND = mark(("a Saturday", "a Sunday"))
_HOLIDAY = mark("a bank holiday")


def days_off(data: bytes, file: str, calendar: Calendar) -> Iterator[Problem]:
    """A warning for every due date, and for the panel's, that is no working day. `data` is a round.xlsx that has been read without a fault."""
    for label, said in _dates(read_book(data), file):
        if said.day is not None and not calendar.is_working(said.day):
            yield problem("round.day_off", said.where, label=label, day=say_day(said.day), what=_what(said.day))


def _what(day: date) -> str:
    return say(_WEEKEND[day.weekday() - SATURDAY]) if day.weekday() >= SATURDAY else say(_HOLIDAY)


def _dates(book: Book, file: str) -> Iterator[tuple[str, Value]]:
    """Each date with what it is called."""
    sheet = sheet_of(book, "Round")
    lines = labelled(book, sheet, file) if sheet else {}
    for setting in SETTINGS:
        if setting.key in _KEYS and (said := lines.get(fold(setting.label))):
            yield setting.label, said
    for name, first in _TABLES:
        sheet = sheet_of(book, name)
        yield from ((OWN_DUE, said) for line in (table(book, sheet, file, first) if sheet else ()) if (said := line.get(OWN_DUE)))
