"""Times of one question that are out of order: told by cell, to whoever can look them up again. Both stay as they were typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.fields import point_label
from audit_core.intake.days import in_words
from audit_core.model.theme import Times
from audit_core.problems import Where, problem
from audit_core.score.clock import moment, out_of_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audit_core.model.returns import Entry
    from audit_core.model.theme import Theme
    from audit_core.problems import Problem


def times_out_of_order(file: str, entries: Sequence[Entry], theme: Theme) -> Iterator[Problem]:
    """A problem for every clock of a form that would run backwards, at the cell of its end."""
    points = {(entry.question, entry.point): entry for entry in entries if entry.point and entry.is_answer}
    for ref in dict.fromkeys([ref for ref, _ in points]):
        question = theme.by_ref.get(ref)
        if question is None or not isinstance(question.answer, Times):
            continue
        first, last = (points.get((ref, point)) for point in question.answer.span)
        start, end = moment(first), moment(last)
        if first is None or last is None or start is None or end is None or not out_of_order(start, end):
            continue
        yield problem(
            "answer.times_out_of_order",
            Where(file, last.at.sheet, last.at.cell, last.ref),
            first=point_label(first.point),
            start=in_words(start),
            last=point_label(last.point),
            end=in_words(end),
        )
