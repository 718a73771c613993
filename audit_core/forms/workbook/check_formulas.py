"""Formulas of the Check column: what a question still needs.

They depend on the cells for answers and evidence only, never on the clock. Evidence shorter than
ten characters does not count.

No formula names an answer cell: a formula follows a cell that is dragged to another row, and would
then show "Done" beside an empty answer. It takes the cell of its own row, or so many rows below it,
from the whole column instead, or that of a ref: see `cell_below` and `cell_of_ref`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from audit_core.forms.form import Field
from audit_core.forms.workbook.sheet_builder import among, cell_below, quoted
from audit_core.i18n import _
from audit_core.themes.scales import Scale
from audit_core.themes.theme import Number, Poll, Question, TickAll, Times


def check_of(
    fields: Sequence[Field], question: Question | None, scale: Scale | None
) -> tuple[str, str]:
    """Return the formula for a question, and the text it shows while the form is blank.

    It belongs on the row of the answer, or on the heading above the answers if there is one.
    """
    shows = _("If it was you") if fields[0].held else _("To do")
    todo = quoted(shows)
    if scale is not None:
        return _rated(scale, todo), shows
    rows = range(1, len(fields) + 1)
    answer = question.answer if question is not None else None
    if isinstance(answer, Times):
        return _timed(rows, todo), shows
    if isinstance(answer, Poll):
        return _polled(rows, todo), shows
    if isinstance(answer, TickAll):
        return _ticked(rows, fields, answer, todo), shows
    done = f'"{_shown("Done")}"'
    wanted = _shown("Type a number") if isinstance(answer, Number) else ""
    if fields[0].kind in {"date", "datetime"}:
        wanted = _shown("Type a date")
    right = f'IF(COUNT({cell_below("C")})=0,"{wanted}",{done})' if wanted else done
    blank = f'IF({_is_explained([0])},{done},"{todo}")'
    return f'=IF(TRIM({cell_below("C")})="",{blank},{right})', shows


def _rated(scale: Scale, todo: str) -> str:
    """Return the check of a rated question: an answer from the scale, a reason if that answer needs
    one, and evidence if it needs that.

    A paste removes the drop-down list, so the formula checks the answer as well.
    """
    answer, explained = f"TRIM({cell_below('C')})", _is_explained([0])
    one = among(answer, [item.label for item in scale.answers])
    why = among(answer, [item.label for item in scale.answers if item.reason])
    see = among(answer, [item.label for item in scale.answers if item.evidence])
    choose, done = f'"{_shown("Choose an answer")}"', f'"{_shown("Done")}"'
    lacking = f'IF({why},"{_shown("Say why")}",IF({see},"{_shown("Add evidence")}",{done}))'
    right = f"IF({one},IF({explained},{done},{lacking}),{choose})"
    return f'=IF({answer}="",IF({explained},{choose},"{todo}"),{right})'


def _timed(rows: range, todo: str) -> str:
    """Return the check of a timed question: real dates, and an explanation beside any of them if
    one is missing or a later point comes before an earlier one.
    """
    area, first, last = _area("C", rows), rows[0], rows[-1]
    pairs = [*pairwise(rows), *([(first, last)] if len(rows) > 2 else [])]
    back = ",".join(_is_back(cell_below("C", one), cell_below("C", two)) for one, two in pairs)
    done, explained = f'"{_shown("Done")}"', _is_explained(rows)
    lacking = f'IF(COUNTA({area})<{len(rows)},"{_shown("Date missing: why?")}",{done})'
    lacking = f'IF(OR({back}),"{_shown("Out of order: say why")}",{lacking})'
    dates = f'IF(COUNT({area})<COUNTA({area}),"{_shown("Type a date")}",IF({explained},{done},'
    blank = f'IF({explained},{done},"{todo}")'
    return f"=IF(COUNTA({area})=0,{blank},{dates}{lacking})))"


def _is_back(one: str, two: str) -> str:
    """Return a formula that tests whether the second of two dates comes before the first."""
    return f"AND(COUNT({one},{two})=2,{two}<{one})"


def _polled(rows: range, todo: str) -> str:
    """Return the check of a poll: a number in every row, and parts that add up to no more than the
    whole.
    """
    area, whole = _area("C", rows), cell_below("C", rows[0])
    more, done = _shown("More than answered"), _shown("Done")
    parts = f'IF(SUM({_area("C", rows[1:])})>{whole},"{more}","{done}")'
    numbers = f'IF(COUNT({area})<{len(rows)},"{_shown("Type a number")}",{parts})'
    return f'=IF(COUNTA({area})=0,"{todo}",{numbers})'


def _ticked(rows: range, fields: Sequence[Field], answer: TickAll, todo: str) -> str:
    """Return the check of a tick-all question: something ticked or written, and no other option
    with one that excludes the others.
    """
    yes, area = _shown("Yes"), _area("C", rows)
    alone = [
        f'TRIM({cell_below("C", row)})="{yes}"'
        for row, field in zip(rows, fields, strict=True)
        if field.point in answer.none
    ]
    done = f'"{_shown("Done")}"'
    blank = f'IF({_is_explained(rows)},{done},"{todo}")'
    if alone:
        both = f'AND(OR({",".join(alone)}),COUNTIF({area},"{yes}")>1)'
        done = f'IF({both},"{_shown("Only one can be true")}",{done})'
    return f'=IF(COUNTIF({area},"{yes}")=0,{blank},{done})'


def _area(column: str, rows: range) -> str:
    """Return the cells of a column so many rows below the formula."""
    return f"{cell_below(column, rows[0])}:{cell_below(column, rows[-1])}"


def _is_explained(rows: Sequence[int]) -> str:
    """Return a formula that tests whether there is evidence so many rows below it, beside any of
    the answers.
    """
    each = [f"LEN(TRIM({cell_below('D', row)}))>9" for row in rows]
    return each[0] if len(each) == 1 else f"OR({','.join(each)})"


def _shown(text: str) -> str:
    return quoted(_(text))
