"""Read round.xlsx: the whole round, or every problem in it at once, by sheet and cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from audit_core.i18n import N_, _, date_in_words
from audit_core.parsing.folding import fold
from audit_core.problems.problem import Problem, Where, problem
from audit_core.rounds.calendar import SATURDAY, Calendar
from audit_core.rounds.columns import (
    CODE,
    OWN_DUE,
    REFERENCE,
    SAMPLING,
    SETTINGS,
    Setting,
    limit_labels,
)
from audit_core.rounds.round import Round, Sampling
from audit_core.rounds.rows import RoundRows
from audit_core.rounds.small_sheets import (
    escalation_stages,
    local_days_off,
    local_terms,
    local_words,
)
from audit_core.workbook_style.labelled_tables import LabelledValue, labelled, read_table, sheet_of
from audit_core.xlsx.reader import read_book
from audit_core.xlsx.refusals import Refused, why_refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from audit_core.themes.theme import Theme
    from audit_core.xlsx.workbook import Book


_ORDER = (("looks_from", "looks_to"), ("issued", "due"), ("due", "panel"), ("panel", "agreed_on"))
"""Pairs of dates of which the first may not be later than the second."""
_FILL_IN = "Fill it in, like the other lines of this sheet."


def read_round(
    data: bytes, file: str, theme_of: Callable[[str], Theme | None], known_themes: Sequence[str]
) -> tuple[Round | None, tuple[Problem, ...]]:
    """Return the round that a workbook describes, and everything wrong with it, sheet by sheet. The
    round is None if there is an error.

    Case, spaces, the order of columns and rows, and extra columns and sheets make no difference.
    """
    try:
        book = read_book(data)
    except Refused as refused:
        return None, (problem("round.unreadable", Where(file), why=why_refused(refused.code)),)
    problems: list[Problem] = []
    lines = _lines(book, file, "Round", problems)
    theme = _theme(lines, theme_of, known_themes, problems)
    settings = _settings(SETTINGS, lines, Where(file, "Round"), problems)
    _check_order(settings, lines, problems)
    code = str(settings.get("code", "")).upper()
    rows = RoundRows(book, file, theme, code, problems)
    recipients = rows.recipients(settings.get("issued"))
    subjects = rows.subjects(recipients, settings.get("issued"))

    parts: dict[str, Any] = {
        "recipients": recipients,
        "subjects": subjects,
        **_limits(theme, lines, problems),
        "words": local_words(book, file, problems),
        "terms": local_terms(book, file, problems),
        "days_off": local_days_off(book, file, problems),
        "stages": escalation_stages(book, file, problems),
    }
    chosen = _settings(
        SAMPLING, _lines(book, file, "Sampling", problems), Where(file, "Sampling"), problems
    )
    if theme is None or any(item.severity == "error" for item in problems):
        return None, tuple(problems)
    settings |= {"code": code, "theme": theme.name, "grades": settings.get("grades") != "No"}
    if "random" in chosen:
        chosen["random"] = chosen["random"] == "Yes"
    return Round(**settings, **parts, sampling=Sampling(**chosen)), tuple(problems)


def _lines(book: Book, file: str, name: str, problems: list[Problem]) -> dict[str, LabelledValue]:
    """Return the labelled answers of a required sheet."""
    sheet = sheet_of(book, name)
    if sheet is None:
        problems.append(problem("round.missing_sheet", Where(file), sheet=name))
        return {}
    return labelled(book, sheet, file)


def _theme(
    lines: dict[str, LabelledValue],
    theme_of: Callable[[str], Theme | None],
    known: Sequence[str],
    problems: list[Problem],
) -> Theme | None:
    """Return the round's theme, however its name is spelt."""
    cell = lines.get("theme")
    if not cell:
        return None
    name = fold(cell.text).replace(" ", "_").replace("-", "_")
    theme = theme_of(name)
    if theme is None and name in known:
        problems.append(
            problem(
                "round.theme_failed", cell.where, name=name, why="its plugin no longer offers it."
            )
        )
    elif theme is None:
        problems.append(
            problem(
                "round.unknown_theme",
                cell.where,
                name=cell.text,
                known=", ".join(known) or "none is installed",
            )
        )
    return theme


def _settings(
    asked: Sequence[Setting], lines: dict[str, LabelledValue], where: Where, problems: list[Problem]
) -> dict[str, Any]:
    """Return the answers by attribute. A blank answer is left out, so that the default of the round
    applies.
    """
    found: dict[str, Any] = {}
    for setting in asked:
        cell = lines.get(fold(setting.label))
        if not cell:
            if setting.required and lines:
                problems.append(
                    problem(
                        "round.missing_value",
                        cell.where if cell is not None else where,
                        label=setting.label,
                        remedy=_FILL_IN,
                    )
                )
            continue
        answer = _answer(setting, cell, problems)
        if answer is not None:
            found[setting.key] = answer
    return found


def _answer(setting: Setting, cell: LabelledValue, problems: list[Problem]) -> Any:
    """Return one answer in its type, or None after adding a problem."""
    if not cell.plain:
        problems.append(problem("round.not_plain", cell.where))
        return None
    if setting.kind == "date":
        return RoundRows.day(cell, problems)
    if setting.kind == "number":
        return _whole(cell, problems)
    if setting.kind == "choice":
        found = next(
            (option for option in setting.options if fold(option) == fold(cell.text)), None
        )
        if found is None:
            problems.append(
                problem(
                    "round.unknown_choice",
                    cell.where,
                    value=cell.text,
                    label=setting.label,
                    known=", ".join(setting.options),
                )
            )
        return found
    return cell.text


def _whole(cell: LabelledValue, problems: list[Problem]) -> int | None:
    """Return a whole number, or None after adding a problem. Nothing is guessed from other text."""
    if cell.text.isascii() and cell.text.isdigit() and len(cell.text) < 5:
        return int(cell.text)
    problems.append(problem("answer.number", cell.where, least=0, most=9999))
    return None


def _check_order(
    settings: dict[str, Any], lines: dict[str, LabelledValue], problems: list[Problem]
) -> None:
    labels = {setting.key: setting.label for setting in SETTINGS}
    for first, second in _ORDER:
        if first in settings and second in settings and settings[first] > settings[second]:
            problems.append(
                problem(
                    "round.dates_out_of_order",
                    lines[fold(labels[second])].where,
                    first=labels[first],
                    second=labels[second],
                )
            )


def _limits(
    theme: Theme | None, lines: dict[str, LabelledValue], problems: list[Problem]
) -> dict[str, tuple[tuple[str, object], ...]]:
    """Return the time limits typed for the round, and the units of those that are not in the
    theme's. For a blank line, the limit of the nation or of the theme applies.
    """
    amounts: list[tuple[str, object]] = []
    units: list[tuple[str, object]] = []
    for limit in theme.time_limits if theme else ():
        typed = ((lines.get(fold(label)), unit) for label, unit in limit_labels(limit))
        cell, unit = next(((cell, unit) for cell, unit in typed if cell), (None, limit.unit))
        amount = _whole(cell, problems) if cell else None
        if amount is not None:
            amounts.append((limit.name, amount))
            units += [(limit.name, unit)] if unit != limit.unit else []
    return {"limits": tuple(amounts), "limit_units": tuple(units)}


_KEYS = ("due", "panel")
_TABLES = (("Recipients", CODE), ("Cases", REFERENCE), ("Meetings", REFERENCE))
_WEEKEND = N_(("a Saturday", "a Sunday"))
_HOLIDAY = N_("a bank holiday")


def days_off(data: bytes, file: str, calendar: Calendar) -> Iterator[Problem]:
    """Yield a warning for every due date, and the panel date, that is not a working day. `data` is
    a round.xlsx that has been read without a problem.
    """
    for label, cell in _dates(read_book(data), file):
        if cell.day is not None and not calendar.is_working(cell.day):
            weekend = cell.day.weekday() - SATURDAY
            yield problem(
                "round.day_off",
                cell.where,
                label=label,
                day=date_in_words(cell.day),
                what=_(_WEEKEND[weekend] if weekend >= 0 else _HOLIDAY),
            )


def _dates(book: Book, file: str) -> Iterator[tuple[str, LabelledValue]]:
    """Yield each date with its label."""
    sheet = sheet_of(book, "Round")
    lines = labelled(book, sheet, file) if sheet else {}
    for setting in SETTINGS:
        if setting.key in _KEYS and (cell := lines.get(fold(setting.label))):
            yield setting.label, cell
    for name, first in _TABLES:
        sheet = sheet_of(book, name)
        for line in read_table(book, sheet, file, first) if sheet else ():
            if cell := line.get(OWN_DUE):
                yield OWN_DUE, cell
