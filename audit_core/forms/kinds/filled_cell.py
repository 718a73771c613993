"""Read what a cell of a form holds, by how it is to be answered. An unclear answer is "not
understood", never guessed.
"""

from __future__ import annotations

import attrs

from audit_core.forms.form import Field
from audit_core.parsing.cells import moment_of, text_problems
from audit_core.parsing.choices import match_choice
from audit_core.parsing.dates import ANY_DAY, DateWindow, Moment, doubt_about, in_words
from audit_core.parsing.folding import fold
from audit_core.problems.problem import Problem, Where, problem
from audit_core.themes.scales import BLANK, NOT_UNDERSTOOD, TEXT
from audit_core.xlsx.cell import Cell

WHOLE_NUMBERS = (0, 999)
"""The least and the most that a number may be, if its question does not say."""


@attrs.frozen
class AnswerValue:
    """What a cell says: `code` and `label` as in an Entry, `raw` as typed, and any problems."""

    code: str = BLANK
    label: str = ""
    raw: str = ""
    problems: tuple[Problem, ...] = ()


NOTHING = AnswerValue()
"""The value of a blank cell."""


@attrs.frozen
class FilledCell:
    """A cell that somebody filled in: its field, text and place, and the dates to be expected."""

    field: Field
    cell: Cell
    raw: str
    where: Where
    window: DateWindow = ANY_DAY
    epoch_1904: bool = False

    def refused(self, code: str, **data: object) -> AnswerValue:
        """Return that the cell was not understood, with the problem of this code."""
        return refused(code, self.raw, self.where, **data)


def refused(code: str, raw: str, where: Where, **data: object) -> AnswerValue:
    """Return that a cell was not understood, with the problem of this code."""
    return AnswerValue(NOT_UNDERSTOOD, "", raw, (problem(code, where, **data),))


def read_filled(filled: FilledCell) -> AnswerValue:
    """Return what a cell says, by the way in which its field is answered.

    Another spelling of a choice is read, with a note; one that could mean something else is read
    and put to the auditor for confirmation.
    """
    field, raw = filled.field, filled.raw
    if field.kind in {"text", "prose"}:
        return AnswerValue(TEXT, "", raw, text_problems(filled.cell, raw, filled.where))
    if field.is_date:
        return read_date(filled)
    if field.kind == "number":
        return read_number(filled)
    return _read_tick(filled) if field.kind == "tick" else read_choice(filled)


def read_date(filled: FilledCell) -> AnswerValue:
    """Return a date or, if the field asks for it, a date and time."""
    field, cell, where = filled.field, filled.cell, filled.where
    moment = moment_of(cell, filled.raw, epoch_1904=filled.epoch_1904)
    if moment is None:
        return filled.refused("answer.date" if field.kind == "date" else "answer.time")
    doubt = doubt_about(moment, where, filled.window, has_time=field.kind == "datetime")
    if doubt is not None and doubt.severity == "error":
        return AnswerValue(NOT_UNDERSTOOD, "", filled.raw, (doubt,))
    if field.kind == "date":
        moment = Moment(moment.day)
    read = in_words(moment.value)
    if doubt is None and type(cell.value) is float and not cell.is_date:
        doubt = problem("answer.read_as", where, label=read)
    return AnswerValue(moment.iso, read, filled.raw, (doubt,) if doubt else ())


def read_number(filled: FilledCell, bounds: tuple[int, int] = WHOLE_NUMBERS) -> AnswerValue:
    """Return a whole number. A date, TRUE, a percentage, or a number with words after it is not
    understood.
    """
    (least, most), cell, raw = bounds, filled.cell, filled.raw
    if cell.shown.startswith("%"):
        return filled.refused("answer.percentage", shown=raw, least=least, most=most)
    words = fold(raw) if cell.kind in {"number", "text"} and not cell.is_date else ""
    whole = words.removesuffix(".0")
    if whole.isascii() and whole.isdigit() and len(whole) < 10 and least <= int(whole) <= most:
        return AnswerValue(str(int(whole)), "", raw)
    return filled.refused("answer.number", least=least, most=most)


def _read_tick(filled: FilledCell) -> AnswerValue:
    """Return whether a box is ticked. Any mark is a tick; "No" means the same as blank."""
    raw, where = filled.raw, filled.where
    if fold(raw) in {"x", "y"}:
        return AnswerValue("yes", "Yes", raw, (problem("answer.read_as", where, label="Yes"),))
    if fold(raw) in {"no", "n", "false"}:
        return AnswerValue(BLANK, "", raw, (problem("answer.read_as", where, label="not ticked"),))
    return read_choice(filled)


def read_choice(filled: FilledCell) -> AnswerValue:
    """Return the option that was chosen or typed."""
    field = filled.field
    labels = ", ".join(option.label for option in field.options)
    if filled.cell.value is False and field.kind != "tick":
        return filled.refused("answer.unticked", options=labels)
    chosen = match_choice(field.options, filled.raw)
    if chosen is None:
        return filled.refused("answer.not_understood", options=labels)
    option, how = chosen
    codes = {"spelling": "answer.read_as", "unsure": "answer.ambiguous"}
    problems = (problem(codes[how], filled.where, label=option.label),) if how in codes else ()
    return AnswerValue(option.code, option.label, filled.raw, problems)
