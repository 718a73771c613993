"""What a question still needs, as a formula that looks at its answers and evidence only, never at
the clock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.forms.workbook.sheet_builder import among, quoted
from audit_core.i18n import _
from audit_core.themes.theme import Number, Poll, TickAll, Times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audit_core.forms.form import Field
    from audit_core.themes.scales import Scale
    from audit_core.themes.theme import Question


def check_of(
    row: int, fields: Sequence[Field], question: Question | None, scale: Scale | None
) -> tuple[str, str]:
    """The formula for a question whose first answer stands in `row`, and what it shows
    while blank.
    """
    shows = _("If it was you") if fields[0].held else _("To do")
    last = row + len(fields) - 1
    if scale is not None:
        return _rated(row, scale, quoted(shows)), shows
    answer = question.answer if question is not None else None
    if isinstance(answer, Times):
        return _timed(row, last, quoted(shows)), shows
    if isinstance(answer, Poll):
        return _polled(row, last, quoted(shows)), shows
    if isinstance(answer, TickAll):
        return _ticked(row, last, fields, answer, quoted(shows)), shows
    typed = f"TRIM(C{row})"
    wrong = (
        f'IF(COUNT(C{row})=0,"{_said("Type a number")}","{_said("Done")}")'
        if isinstance(answer, Number)
        else f'"{_said("Done")}"'
    )
    if fields[0].kind in {"date", "datetime"}:
        wrong = f'IF(COUNT(C{row})=0,"{_said("Type a date")}","{_said("Done")}")'
    return (
        f'=IF({typed}="",IF({_proof(row)}<10,"{quoted(shows)}","{_said("Done")}"),{wrong})',
        shows,
    )


def _rated(row: int, scale: Scale, todo: str) -> str:
    """An answer of the list (a paste takes the list away), a reason where it needs one, and
    evidence where one has to be shown.
    """
    answer, proof = f"TRIM(C{row})", _proof(row)
    one = among(answer, [item.label for item in scale.answers])
    why = among(answer, [item.label for item in scale.answers if item.reason])
    see = among(answer, [item.label for item in scale.answers if item.evidence])
    rest = f'IF(AND({see},{proof}<10),"{_said("Add evidence")}","{_said("Done")}")'
    rest = f'IF(AND({why},{proof}<10),"{_said("Say why")}",{rest})'
    choose = f'"{_said("Choose an answer")}"'
    return f'=IF({answer}="",IF({proof}>9,{choose},"{todo}"),IF({one},{rest},{choose}))'


def _timed(row: int, last: int, todo: str) -> str:
    """A date that is one; and a word on why, where a later point comes before an earlier one."""
    area = f"C{row}:C{last}"
    pairs = [(one, one + 1) for one in range(row, last)] + ([(row, last)] if last > row + 1 else [])
    back = ",".join(f"AND(COUNT(C{one},C{two})=2,C{two}<C{one})" for one, two in pairs)
    order = f'IF(AND(OR({back}),COUNTA(D{row}:D{last})=0),"{_said("Out of order: say why")}","{_said("Done")}")'
    return f'=IF(COUNTA({area})=0,IF({_proof(row)}<10,"{todo}","{_said("Done")}"),IF(COUNT({area})<COUNTA({area}),"{_said("Type a date")}",{order}))'


def _polled(row: int, last: int, todo: str) -> str:
    """Numbers in all rows, of which the parts are no more than the whole."""
    area = f"C{row}:C{last}"
    parts = f'IF(SUM(C{row + 1}:C{last})>C{row},"{_said("More than answered")}","{_said("Done")}")'
    return f'=IF(COUNTA({area})=0,"{todo}",IF(COUNT({area})<{last - row + 1},"{_said("Type a number")}",{parts}))'


def _ticked(row: int, last: int, fields: Sequence[Field], answer: TickAll, todo: str) -> str:
    """Something ticked, or said; and nothing else beside an option that stands for none of the
    others.
    """
    yes, area = _said("Yes"), f"C{row}:C{last}"
    alone = [
        f'TRIM(C{row + place})="{yes}"'
        for place, field in enumerate(fields)
        if field.point in answer.none
    ]
    done = f'"{_said("Done")}"'
    if alone:
        done = f'IF(AND(OR({",".join(alone)}),COUNTIF({area},"{yes}")>1),"{_said("Only one can be true")}",{done})'
    return f'=IF(COUNTIF({area},"{yes}")=0,IF({_proof(row)}<10,"{todo}","{_said("Done")}"),{done})'


def _proof(row: int) -> str:
    return f"LEN(TRIM(D{row}))"


def _said(text: str) -> str:
    return quoted(_(text))
