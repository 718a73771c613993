"""Read the answer to a field from its cell. An unclear answer is "not understood", never
guessed.
"""

from __future__ import annotations

import attrs

from audit_core.forms.form import Field
from audit_core.i18n import _
from audit_core.parsing.cells import moment_of, raw_text, shown_text, text_problems
from audit_core.parsing.choices import PLACEHOLDERS, match_choice
from audit_core.parsing.dates import ANY_DAY, DateWindow, Moment, doubt_about, in_words
from audit_core.parsing.folding import fold, is_blank
from audit_core.problems.problem import Problem, Where, problem
from audit_core.themes.scales import BLANK, NO_RECORD, NOT_UNDERSTOOD, TEXT
from audit_core.xlsx.cell import Cell

_OURS = ("TRIM(", "COUNT(", "COUNTIF(", "COUNTA(")
"""Functions that formulas of the Check column use: each formula has at least one of them."""
_NO_RECORD = frozenset(
    {
        "no record",
        "no record of it",
        "not recorded",
        "not on record",
        "no evidence",
        "no evidence on file",
        "not received",
        "never received",
        "not sent",
        "never sent",
    }
)
"""What people type instead of a time if their record has none. It is an answer, not a mistyped
date.
"""


@attrs.frozen
class AnswerValue:
    """What a cell says: `code` and `label` as in an Entry, `raw` as typed, and any problems."""

    code: str = BLANK
    label: str = ""
    raw: str = ""
    problems: tuple[Problem, ...] = ()


NOTHING = AnswerValue()
"""The value of a blank cell."""


def read_answer(
    field: Field,
    cell: Cell | None,
    where: Where,
    *,
    epoch_1904: bool = False,
    bounds: tuple[int, int] = (0, 999),
    window: DateWindow = ANY_DAY,
) -> AnswerValue:
    """Return what `cell` answers to `field`. `where` is for the problems; `bounds` limit a number,
    and `window` says which dates are to be expected.

    What a formula shows is a text, but no other answer. An error value, an empty tick box, a
    struck-through answer and a text that is not in the list are not understood. Another spelling
    of a choice is read, with a note; one that could mean something else is read and put to the
    auditor for confirmation.
    """
    raw = raw_text(cell, epoch_1904)
    if cell is None or is_blank(raw):
        return NOTHING
    if is_our_check(cell) or (
        raw == _("Optional") and raw not in {option.label for option in field.options}
    ):
        return _refuse("answer.moved", "", where)
    if cell.kind == "formula" and field.kind in {"text", "prose"}:
        shown = shown_text(cell, epoch_1904)
        code = TEXT if shown else NOT_UNDERSTOOD
        return AnswerValue(code, "", shown or raw, text_problems(cell, shown, where))
    if cell.kind == "formula":
        return _refuse("answer.formula", raw, where)
    if cell.kind == "error":
        return _refuse("answer.error", raw, where)
    if cell.struck or (cell.partly_struck and field.kind not in {"text", "prose"}):
        return _refuse("answer.struck", raw, where)
    if field.kind in {"text", "prose"}:
        return AnswerValue(TEXT, "", raw, text_problems(cell, raw, where))
    if fold(raw) in PLACEHOLDERS:
        return NOTHING
    if cell.value is False and field.kind in {"choice", "rating"}:
        options = ", ".join(option.label for option in field.options)
        return _refuse("answer.unticked", raw, where, options=options)
    if field.kind in {"date", "datetime"}:
        return _moment(field, cell, raw, where, window, epoch_1904=epoch_1904)
    if field.kind == "number":
        return _number(cell, raw, where, bounds)
    return _tick(field, raw, where) if field.kind == "tick" else _choice(field, raw, where)


def is_our_check(cell: Cell) -> bool:
    """Return whether a cell holds a formula of the Check column.

    If columns were moved it may be in an answer cell, but nobody typed it.
    """
    if cell.kind != "formula" or not (cell.formula or "").startswith("IF("):
        return False
    formula, done = str(cell.formula), _("Done").replace('"', '""')
    return f'"{done}"' in formula and any(word in formula for word in _OURS)


def _refuse(code: str, raw: str, where: Where, **data: object) -> AnswerValue:
    return AnswerValue(NOT_UNDERSTOOD, "", raw, (problem(code, where, **data),))


def _moment(
    field: Field, cell: Cell, raw: str, where: Where, window: DateWindow, *, epoch_1904: bool
) -> AnswerValue:
    moment = moment_of(cell, raw, epoch_1904=epoch_1904)
    if moment is None and field.point and fold(raw) in _NO_RECORD:
        label = _("No evidence on file")
        return AnswerValue(NO_RECORD, label, raw, (problem("answer.read_as", where, label=label),))
    if moment is None:
        return _refuse("answer.date" if field.kind == "date" else "answer.time", raw, where)
    doubt = doubt_about(moment, where, window, has_time=field.kind == "datetime")
    if doubt is not None and doubt.severity == "error":
        return AnswerValue(NOT_UNDERSTOOD, "", raw, (doubt,))
    if field.kind == "date":
        moment = Moment(moment.day)
    read = in_words(moment.value)
    if doubt is None and type(cell.value) is float and not cell.is_date:
        doubt = problem("answer.read_as", where, label=read)
    return AnswerValue(moment.iso, read, raw, (doubt,) if doubt else ())


def _number(cell: Cell, raw: str, where: Where, bounds: tuple[int, int]) -> AnswerValue:
    """Return a whole number. A date, TRUE, a percentage, or a number with words after it is not
    understood.
    """
    least, most = bounds
    if cell.shown.startswith("%"):
        return _refuse("answer.percentage", raw, where, shown=raw, least=least, most=most)
    words = fold(raw) if cell.kind in {"number", "text"} and not cell.is_date else ""
    whole = words.removesuffix(".0")
    if whole.isascii() and whole.isdigit() and len(whole) < 10 and least <= int(whole) <= most:
        return AnswerValue(str(int(whole)), "", raw)
    return _refuse("answer.number", raw, where, least=least, most=most)


def _tick(field: Field, raw: str, where: Where) -> AnswerValue:
    """Return whether a box is ticked. Any mark is a tick; "No" means the same as blank."""
    if fold(raw) in {"x", "y"}:
        return AnswerValue("yes", "Yes", raw, (problem("answer.read_as", where, label="Yes"),))
    if fold(raw) in {"no", "n", "false"}:
        return AnswerValue(BLANK, "", raw, (problem("answer.read_as", where, label="not ticked"),))
    return _choice(field, raw, where)


def _choice(field: Field, raw: str, where: Where) -> AnswerValue:
    chosen = match_choice(field.options, raw)
    if chosen is None:
        labels = ", ".join(option.label for option in field.options)
        return _refuse("answer.not_understood", raw, where, options=labels)
    option, how = chosen
    codes = {"spelling": "answer.read_as", "unsure": "answer.ambiguous"}
    problems = (problem(codes[how], where, label=option.label),) if how in codes else ()
    return AnswerValue(option.code, option.label, raw, problems)
