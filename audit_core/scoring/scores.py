"""Tally the answers by question, return, section and recipient, and over all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from operator import attrgetter

from audit_core.grouping import grouped
from audit_core.returns.model import Return
from audit_core.scoring.answered import PANEL, tally_of
from audit_core.scoring.percent_met import Tally
from audit_core.scoring.scorecard import Answered, Overall, QuestionScore, ReturnScore
from audit_core.themes.theme import Theme

MIN_SHARE_ANSWERED = 0.8
"""A return with a smaller share of questions answered shows counts but no rate (docs/sources.md,
"Partial returns").
"""


def question_scores(
    answered: tuple[Answered, ...], held: frozenset[str] = frozenset()
) -> tuple[QuestionScore, ...]:
    """Return one score for each question, in printed order. Facts have only `answers`; `held` cases
    are not counted as children.
    """
    scores = (
        QuestionScore(
            ref,
            lines[0].instrument,
            lines[0].section,
            tally_of(lines),
            _tallies(lines, attrgetter("recipient")),
            _tallies(lines, attrgetter("subject")),
            tuple(sorted(Counter(line.code for line in lines).items())),
            *_children(line for line in lines if line.subject not in held),
        )
        for ref, lines in grouped(answered, lambda line: line.ref).items()
    )
    return tuple(
        sorted(scores, key=lambda score: (score.instrument, score.section, _natural(score.ref)))
    )


def _children(lines: Iterable[Answered]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return how many subjects have every answer met, and how many have one that counts; then the
    same of their answers.
    """
    counted = [line for line in lines if line.is_counted]
    groups = grouped(counted, lambda line: line.subject)
    met = sum(all(line.counts == "met" for line in group) for group in groups.values())
    return (met, len(groups)), (sum(line.counts == "met" for line in counted), len(counted))


def return_scores(
    returns: Iterable[Return], answered: tuple[Answered, ...]
) -> tuple[ReturnScore, ...]:
    """Return one score for each return. It shows a rate only if at least 80 % of the questions are
    answered.
    """
    by_return = grouped(answered, lambda line: (line.subject, line.recipient, line.instrument))
    scores = []
    for ret in returns:
        lines = by_return.get(ret.id.slot[:3], [])
        answers = sum(line.is_answer for line in lines)
        scores.append(
            ReturnScore(
                str(ret.id),
                ret.id.subject,
                ret.id.recipient,
                ret.id.instrument,
                tally_of(lines),
                len(lines),
                answers,
                bool(lines) and answers >= MIN_SHARE_ANSWERED * len(lines),
            )
        )
    return tuple(scores)


def section_tallies(answered: tuple[Answered, ...]) -> tuple[tuple[str, int, Tally], ...]:
    """Return (instrument, section number, tally) for every section."""
    groups = grouped(answered, lambda line: (line.instrument, line.section))
    return tuple(
        (instrument, number, tally_of(lines))
        for (instrument, number), lines in sorted(groups.items())
    )


def recipient_tallies(
    answered: tuple[Answered, ...], theme: Theme
) -> tuple[tuple[str, Tally], ...]:
    """Return (recipient, tally) over agencies' answers, without facts."""
    return _tallies(_agencies(answered, theme), attrgetter("recipient"))


def overall_results(answered: tuple[Answered, ...], theme: Theme) -> Overall:
    """Return the three measures of "percent of indicators met": pooled, mean of the agencies, and
    met by every agency asked.

    Their bases are all answers that count, agencies with such answers, and questions with such
    answers.
    """
    lines = _agencies(answered, theme)
    percents = [
        tally.percent
        for _, tally in recipient_tallies(answered, theme)
        if tally.percent is not None
    ]
    counted = [tally for _, tally in _tallies(lines, attrgetter("ref")) if tally.base]
    return Overall(
        tally_of(lines),
        sum(percents) / len(percents) if percents else None,
        len(percents),
        sum(tally.met == tally.base for tally in counted),
        len(counted),
    )


def _agencies(answered: tuple[Answered, ...], theme: Theme) -> tuple[Answered, ...]:
    about = {
        instrument.name
        for instrument in theme.instruments
        if instrument.about in {"case", "organisation"}
    }
    good = {ref: theme.is_good(ref) for ref in {line.ref for line in answered}}
    return tuple(
        line
        for line in answered
        if line.instrument in about and line.recipient != PANEL and good[line.ref]
    )


def _tallies(
    lines: Iterable[Answered], key: Callable[[Answered], str]
) -> tuple[tuple[str, Tally], ...]:
    """Return the tally of the lines with each key, sorted by key."""
    return tuple((name, tally_of(group)) for name, group in sorted(grouped(lines, key).items()))


def _natural(ref: str) -> tuple[tuple[bool, int, str], ...]:
    """Return a sort key that puts DA-1.10 after DA-1.9."""
    parts = ref.replace("-", ".").split(".")
    return tuple((not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts)
