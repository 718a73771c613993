"""Formulas of the Check column: what a question still needs.

They depend on the cells for answers and evidence only, never on the clock. Evidence shorter than
ten characters does not count.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit_core.forms.form import Field
from audit_core.forms.workbook.sheet_builder import among, quoted
from audit_core.i18n import _
from audit_core.themes.scales import Scale
from audit_core.themes.theme import Number, Poll, Question, TickAll, Times


def check_of(
    row: int, fields: Sequence[Field], question: Question | None, scale: Scale | None
) -> tuple[str, str]:
    """Return the formula for the question whose first answer is in `row`, and the text it shows
    while the form is blank.
    """
    shows = _("If it was you") if fields[0].held else _("To do")
    todo, last = quoted(shows), row + len(fields) - 1
    if scale is not None:
        return _rated(row, scale, todo), shows
    answer = question.answer if question is not None else None
    if isinstance(answer, Times):
        return _timed(row, last, todo), shows
    if isinstance(answer, Poll):
        return _polled(row, last, todo), shows
    if isinstance(answer, TickAll):
        return _ticked(row, last, fields, answer, todo), shows
    done = f'"{_shown("Done")}"'
    wanted = _shown("Type a number") if isinstance(answer, Number) else ""
    if fields[0].kind in {"date", "datetime"}:
        wanted = _shown("Type a date")
    right = f'IF(COUNT(C{row})=0,"{wanted}",{done})' if wanted else done
    blank = f'IF({_proof(row)}<10,"{todo}",{done})'
    return f'=IF(TRIM(C{row})="",{blank},{right})', shows


def _rated(row: int, scale: Scale, todo: str) -> str:
    """Return the check of a rated question: an answer from the scale, a reason if that answer needs
    one, and evidence if it needs that.

    A paste removes the drop-down list, so the formula checks the answer as well.
    """
    answer, proof = f"TRIM(C{row})", _proof(row)
    one = among(answer, [item.label for item in scale.answers])
    why = among(answer, [item.label for item in scale.answers if item.reason])
    see = among(answer, [item.label for item in scale.answers if item.evidence])
    rest = f'IF(AND({see},{proof}<10),"{_shown("Add evidence")}","{_shown("Done")}")'
    rest = f'IF(AND({why},{proof}<10),"{_shown("Say why")}",{rest})'
    choose = f'"{_shown("Choose an answer")}"'
    return f'=IF({answer}="",IF({proof}>9,{choose},"{todo}"),IF({one},{rest},{choose}))'


def _timed(row: int, last: int, todo: str) -> str:
    """Return the check of a timed question: real dates, and a reason in the evidence if a later
    point comes before an earlier one.
    """
    area = f"C{row}:C{last}"
    pairs = [(one, one + 1) for one in range(row, last)] + ([(row, last)] if last > row + 1 else [])
    back = ",".join(f"AND(COUNT(C{one},C{two})=2,C{two}<C{one})" for one, two in pairs)
    done = f'"{_shown("Done")}"'
    say_why = f'"{_shown("Out of order: say why")}"'
    order = f"IF(AND(OR({back}),COUNTA(D{row}:D{last})=0),{say_why},{done})"
    blank = f'IF({_proof(row)}<10,"{todo}",{done})'
    dates = f'IF(COUNT({area})<COUNTA({area}),"{_shown("Type a date")}",{order})'
    return f"=IF(COUNTA({area})=0,{blank},{dates})"


def _polled(row: int, last: int, todo: str) -> str:
    """Return the check of a poll: a number in every row, and parts that add up to no more than the
    whole.
    """
    area = f"C{row}:C{last}"
    parts = (
        f'IF(SUM(C{row + 1}:C{last})>C{row},"{_shown("More than answered")}","{_shown("Done")}")'
    )
    numbers = f'IF(COUNT({area})<{last - row + 1},"{_shown("Type a number")}",{parts})'
    return f'=IF(COUNTA({area})=0,"{todo}",{numbers})'


def _ticked(row: int, last: int, fields: Sequence[Field], answer: TickAll, todo: str) -> str:
    """Return the check of a tick-all question: something ticked or written, and no other option
    with one that excludes the others.
    """
    yes, area = _shown("Yes"), f"C{row}:C{last}"
    alone = [
        f'TRIM(C{row + place})="{yes}"'
        for place, field in enumerate(fields)
        if field.point in answer.none
    ]
    done = f'"{_shown("Done")}"'
    if alone:
        both = f'AND(OR({",".join(alone)}),COUNTIF({area},"{yes}")>1)'
        done = f'IF({both},"{_shown("Only one can be true")}",{done})'
    return f'=IF(COUNTIF({area},"{yes}")=0,IF({_proof(row)}<10,"{todo}","{_shown("Done")}"),{done})'


def _proof(row: int) -> str:
    return f"LEN(TRIM(D{row}))"


def _shown(text: str) -> str:
    return quoted(_(text))
