"""Read round.xlsx: the whole round, or every fault in it at once, by sheet and cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.i18n import N_, _, date_in_words
from audit_core.parsing.folding import fold
from audit_core.problems.problem import Problem, Where, problem
from audit_core.rounds.calendar import SATURDAY
from audit_core.rounds.columns import (
    CODE,
    OWN_DUE,
    REFERENCE,
    SAMPLING,
    SETTINGS,
    Setting,
    limit_label,
)
from audit_core.rounds.round import Round, Sampling
from audit_core.rounds.rows import RoundRows
from audit_core.rounds.small_sheets import escalation_stages, local_terms, local_words
from audit_core.workbook_style.labelled_tables import labelled, read_table, sheet_of
from audit_core.xlsx.reader import read_book
from audit_core.xlsx.refusals import Refused, why_refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from typing import Any

    from audit_core.rounds.calendar import Calendar
    from audit_core.themes.theme import Theme
    from audit_core.workbook_style.labelled_tables import LabelledValue
    from audit_core.xlsx.workbook import Book


_ORDER = (("looks_from", "looks_to"), ("issued", "due"), ("due", "panel"), ("panel", "agreed_on"))
"""Dates of which the first may not be after the second."""
_FILL_IN = "Fill it in, like the other lines of this sheet."


def read_round(
    data: bytes, file: str, theme_of: Callable[[str], Theme | None], known_themes: Sequence[str]
) -> tuple[Round | None, tuple[Problem, ...]]:
    """The round that a workbook describes, and everything wrong with it, sheet by sheet. There is
    no round where an error makes it unusable.

    Case, spaces, the order of columns and rows, and columns and sheets of the chair's own make no
    difference.
    """
    try:
        book = read_book(data)
    except Refused as refused:
        return None, (problem("round.unreadable", Where(file), why=why_refused(refused.code)),)
    faults: list[Problem] = []
    lines = _lines(book, file, "Round", faults)
    theme = _theme(lines, theme_of, known_themes, faults)
    settings = _settings(SETTINGS, lines, Where(file, "Round"), faults)
    _check_order(settings, lines, faults)
    code = str(settings.get("code", "")).upper()
    rows = RoundRows(book, file, theme, code, faults)
    recipients = rows.recipients(settings.get("issued"))
    subjects = rows.subjects(recipients, settings.get("issued"))
    limits = _limits(theme, lines, faults)
    words, terms, stages = (
        local_words(book, file, faults),
        local_terms(book, file, faults),
        escalation_stages(book, file, faults),
    )
    chosen = _settings(
        SAMPLING, _lines(book, file, "Sampling", faults), Where(file, "Sampling"), faults
    )
    if theme is None or any(fault.severity == "error" for fault in faults):
        return None, tuple(faults)
    settings |= {"code": code, "theme": theme.name, "grades": settings.get("grades") != "No"}
    if "random" in chosen:
        chosen["random"] = chosen["random"] == "Yes"
    parts: dict[str, Any] = {
        "recipients": recipients,
        "subjects": subjects,
        "limits": limits,
        "words": words,
        "terms": terms,
        "stages": stages,
    }
    return Round(**settings, **parts, sampling=Sampling(**chosen)), tuple(faults)


def _lines(book: Book, file: str, name: str, faults: list[Problem]) -> dict[str, LabelledValue]:
    """The labelled answers of a sheet that has to be there."""
    sheet = sheet_of(book, name)
    if sheet is None:
        faults.append(problem("round.missing_sheet", Where(file), sheet=name))
        return {}
    return labelled(book, sheet, file)


def _theme(
    lines: dict[str, LabelledValue],
    theme_of: Callable[[str], Theme | None],
    known: Sequence[str],
    faults: list[Problem],
) -> Theme | None:
    """The round's theme, by its name however it is spelt."""
    said = lines.get("theme")
    if not said:
        return None
    name = fold(said.text).replace(" ", "_").replace("-", "_")
    theme = theme_of(name)
    if theme is None and name in known:
        faults.append(
            problem(
                "round.theme_failed", said.where, name=name, why="its plugin offers it no longer."
            )
        )
    elif theme is None:
        faults.append(
            problem(
                "round.unknown_theme",
                said.where,
                name=said.text,
                known=", ".join(known) or "none is installed",
            )
        )
    return theme


def _settings(
    asked: Sequence[Setting], lines: dict[str, LabelledValue], where: Where, faults: list[Problem]
) -> dict[str, Any]:
    """What was answered, by attribute: nothing for a blank answer, so that the round's own default
    stands.
    """
    found: dict[str, Any] = {}
    for setting in asked:
        said = lines.get(fold(setting.label))
        if not said:
            if setting.required and lines:
                faults.append(
                    problem(
                        "round.missing_value",
                        said.where if said is not None else where,
                        label=setting.label,
                        remedy=_FILL_IN,
                    )
                )
            continue
        answer = _answer(setting, said, faults)
        if answer is not None:
            found[setting.key] = answer
    return found


def _answer(setting: Setting, said: LabelledValue, faults: list[Problem]) -> Any:
    """One answer of its kind, or None and a fault."""
    if not said.plain:
        faults.append(problem("round.not_plain", said.where))
        return None
    if setting.kind == "date":
        return RoundRows.day(said, faults)
    if setting.kind == "number":
        return _whole(said, faults)
    if setting.kind == "choice":
        found = next(
            (option for option in setting.options if fold(option) == fold(said.text)), None
        )
        if found is None:
            faults.append(
                problem(
                    "round.unknown_choice",
                    said.where,
                    value=said.text,
                    label=setting.label,
                    known=", ".join(setting.options),
                )
            )
        return found
    return said.text


def _whole(said: LabelledValue, faults: list[Problem]) -> int | None:
    """A whole number, never guessed from anything else."""
    if said.text.isascii() and said.text.isdigit() and len(said.text) < 5:
        return int(said.text)
    faults.append(problem("answer.number", said.where, least=0, most=9999))
    return None


def _check_order(
    settings: dict[str, Any], lines: dict[str, LabelledValue], faults: list[Problem]
) -> None:
    labels = {setting.key: setting.label for setting in SETTINGS}
    for first, second in _ORDER:
        if first in settings and second in settings and settings[first] > settings[second]:
            faults.append(
                problem(
                    "round.dates_out_of_order",
                    lines[fold(labels[second])].where,
                    first=labels[first],
                    second=labels[second],
                )
            )


def _limits(
    theme: Theme | None, lines: dict[str, LabelledValue], faults: list[Problem]
) -> tuple[tuple[str, int], ...]:
    """The round's time limits; the theme's own amount where the line is blank."""
    found = []
    for limit in theme.time_limits if theme else ():
        said = lines.get(fold(limit_label(limit)))
        amount = _whole(said, faults) if said else limit.amount
        if amount is not None:
            found.append((limit.name, amount))
    return tuple(found)


_KEYS = ("due", "panel")
_TABLES = (("Recipients", CODE), ("Cases", REFERENCE), ("Meetings", REFERENCE))
_WEEKEND = N_(("a Saturday", "a Sunday"))
_HOLIDAY = N_("a bank holiday")


def days_off(data: bytes, file: str, calendar: Calendar) -> Iterator[Problem]:
    """A warning for every due date, and for the panel's, that is no working day. `data` is a
    round.xlsx that has been read without a fault.
    """
    for label, said in _dates(read_book(data), file):
        if said.day is not None and not calendar.is_working(said.day):
            yield problem(
                "round.day_off",
                said.where,
                label=label,
                day=date_in_words(said.day),
                what=_what(said.day),
            )


def _what(day: date) -> str:
    return _(_WEEKEND[day.weekday() - SATURDAY]) if day.weekday() >= SATURDAY else _(_HOLIDAY)


def _dates(book: Book, file: str) -> Iterator[tuple[str, LabelledValue]]:
    """Each date with what it is called."""
    sheet = sheet_of(book, "Round")
    lines = labelled(book, sheet, file) if sheet else {}
    for setting in SETTINGS:
        if setting.key in _KEYS and (said := lines.get(fold(setting.label))):
            yield setting.label, said
    for name, first in _TABLES:
        sheet = sheet_of(book, name)
        yield from (
            (OWN_DUE, said)
            for line in (read_table(book, sheet, file, first) if sheet else ())
            if (said := line.get(OWN_DUE))
        )
