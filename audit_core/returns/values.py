"""Read the answer to a field from its cell. An unclear answer is "not understood", never
guessed.
"""

from __future__ import annotations

from typing import Any

from audit_core.forms.form import Field
from audit_core.forms.kinds.filled_cell import (
    NOTHING,
    AnswerValue,
    FilledCell,
    read_filled,
    refused,
)
from audit_core.forms.kinds.question_kind import QuestionKind
from audit_core.i18n import _
from audit_core.parsing.cells import raw_text, shown_text, text_problems
from audit_core.parsing.choices import PLACEHOLDERS
from audit_core.parsing.dates import ANY_DAY, DateWindow
from audit_core.parsing.folding import fold, is_blank
from audit_core.problems.problem import Where
from audit_core.themes.scales import NOT_UNDERSTOOD, TEXT
from audit_core.xlsx.cell import Cell

_OURS = ("TRIM(", "COUNT(", "COUNTIF(", "COUNTA(")
"""Functions that formulas of the Check column use: each formula has at least one of them."""


def read_answer(
    field: Field,
    cell: Cell | None,
    where: Where,
    *,
    kind: QuestionKind[Any] | None = None,
    epoch_1904: bool = False,
    window: DateWindow = ANY_DAY,
) -> AnswerValue:
    """Return what `cell` answers to `field`. `where` is for the problems; `kind` is that of the
    question, if it is one of the theme's, and `window` says which dates are to be expected.

    What a formula shows is a text, but no other answer. An error value, an empty tick box, a
    struck-through answer and a text that is not in the list are not understood.
    """
    raw = raw_text(cell, epoch_1904)
    if cell is None or is_blank(raw):
        return NOTHING
    in_words = field.kind in {"text", "prose"}
    if is_our_check(cell) or (
        raw == _("Optional") and raw not in {option.label for option in field.options}
    ):
        return refused("answer.moved", "", where)
    if cell.kind == "formula" and in_words:
        shown = shown_text(cell, epoch_1904)
        code = TEXT if shown else NOT_UNDERSTOOD
        return AnswerValue(code, "", shown or raw, text_problems(cell, shown, where))
    if cell.kind == "formula":
        return refused("answer.formula", raw, where)
    if cell.kind == "error":
        return refused("answer.error", raw, where)
    if cell.struck or (cell.partly_struck and not in_words):
        return refused("answer.struck", raw, where)
    if fold(raw) in PLACEHOLDERS and not in_words:
        return NOTHING
    filled = FilledCell(field, cell, raw, where, window, epoch_1904)
    return kind.read(filled) if kind else read_filled(filled)


def is_our_check(cell: Cell) -> bool:
    """Return whether a cell holds a formula of the Check column.

    If columns were moved it may be in an answer cell, but nobody typed it.
    """
    if cell.kind != "formula" or not (cell.formula or "").startswith("IF("):
        return False
    formula, done = str(cell.formula), _("Done").replace('"', '""')
    return f'"{done}"' in formula and any(word in formula for word in _OURS)
