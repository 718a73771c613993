"""Report answers that cannot be right: times out of order, and polls with too many answers.

The answers themselves are kept as typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_core.forms.fields import point_label
from audit_core.parsing.dates import in_words
from audit_core.problems.problem import Problem, Where, problem
from audit_core.returns.model import Entry
from audit_core.returns.polls import read_poll
from audit_core.returns.time_points import out_of_order, parse_moment
from audit_core.themes.theme import Poll, Theme, Times


def times_out_of_order(file: str, entries: Sequence[Entry], theme: Theme) -> Iterator[Problem]:
    """Yield a problem for every timed question whose end is before its start, at the cell of the
    end.
    """
    points = {
        (entry.question, entry.point): entry for entry in entries if entry.point and entry.is_answer
    }
    for ref in dict.fromkeys([ref for ref, _ in points]):
        question = theme.by_ref.get(ref)
        if question is None or not isinstance(question.answer, Times):
            continue
        first, last = (points.get((ref, point)) for point in question.answer.span)
        start, end = parse_moment(first), parse_moment(last)
        if (
            first is None
            or last is None
            or start is None
            or end is None
            or not out_of_order(start, end)
        ):
            continue
        yield problem(
            "answer.times_out_of_order",
            Where(file, last.at.sheet, last.at.cell, last.ref),
            first=point_label(first.point),
            start=in_words(start),
            last=point_label(last.point),
            end=in_words(end),
        )


def parts_exceeding(file: str, entries: Sequence[Entry], theme: Theme) -> Iterator[Problem]:
    """Yield a problem for every poll with more choices than people who answered.

    Its cell is the one that says how many answered.
    """
    for ref in dict.fromkeys([entry.question for entry in entries]):
        question = theme.by_ref.get(ref)
        if question is None or not isinstance(question.answer, Poll):
            continue
        mine = [entry for entry in entries if entry.question == ref]
        base, parts = read_poll(mine)
        if base is not None and sum(parts.values()) > base:
            at = mine[0].at
            yield problem(
                "answer.parts_exceed",
                Where(file, at.sheet, at.cell, mine[0].ref),
                parts=sum(parts.values()),
                base=base,
            )
