"""Report answers that cannot be right: times out of order, and polls with too many answers.

The answers themselves are kept as typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_core.forms.fields import point_label
from audit_core.grouping import grouped
from audit_core.parsing.dates import in_words
from audit_core.problems.problem import Problem, problem
from audit_core.returns.model import Entry, read_poll
from audit_core.returns.time_points import out_of_order, parse_moment
from audit_core.themes.theme import Poll, Theme, Times


def times_out_of_order(entries: Sequence[Entry], theme: Theme) -> Iterator[Problem]:
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
        if first and last and start and end and out_of_order(start, end):
            yield problem(
                "answer.times_out_of_order",
                last.where,
                first=point_label(first.point),
                start=in_words(start),
                last=point_label(last.point),
                end=in_words(end),
            )


def parts_exceeding(entries: Sequence[Entry], theme: Theme) -> Iterator[Problem]:
    """Yield a problem for every poll with more choices than people who answered.

    Its cell is the one that says how many answered.
    """
    for ref, mine in grouped(entries, lambda entry: entry.question).items():
        question = theme.by_ref.get(ref)
        if question is None or not isinstance(question.answer, Poll):
            continue
        base, counts = read_poll(mine)
        parts = sum(counts.values())
        if base is not None and parts > base:
            yield problem("answer.parts_exceed", mine[0].where, parts=parts, base=base)
