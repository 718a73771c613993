"""The matrix of a round: every form that was expected, by its subject and its recipient."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.model.matrix import Line, Matrix, Square
from audit_core.tabulate.people import STATE_WORDS
from audit_core.words import say

if TYPE_CHECKING:
    from audit_core.model.results import ReturnScore, Scorecard
    from audit_core.model.returns import CaseBook, Expected
    from audit_core.model.round import Round


def matrix(casebook: CaseBook, scores: Scorecard, round_: Round) -> Matrix:
    """Subjects in the round's order, recipients in the round's order and then the built-in respondents."""
    scored = {score.form: score for score in scores.returns}
    squares: dict[tuple[str, str], list[Square]] = {}
    for item in sorted(casebook.expected, key=lambda item: (item.instrument, item.reader)):
        squares.setdefault((item.subject, item.recipient), []).append(_square(item, scored.get(item.form)))
    subjects = [subject.ref for subject in round_.subjects if subject.kind != "round" and not subject.withdrawn]
    known = frozenset(subjects)
    asked = {recipient for subject, recipient in squares if subject in known}
    named = [recipient.code for recipient in round_.recipients if recipient.code in asked]
    columns = (*named, *sorted(asked.difference(named)))
    return Matrix(
        columns,
        tuple(Line(ref, tuple(tuple(squares.get((ref, code), ())) for code in columns), ref in casebook.held) for ref in subjects),
        tuple(square for (subject, _), cell in squares.items() if subject not in known for square in cell),
    )


def _square(item: Expected, score: ReturnScore | None) -> Square:
    word, tint = STATE_WORDS[item.state]
    if score is None:
        return Square(item.form, item.subject, item.recipient, say(word), tint, received=item.received)
    tally = score.tally
    return Square(item.form, item.subject, item.recipient, say(word), tint, tally.met, tally.base, score.shows_rate, item.received)
