"""Findings of rules of type Mismatch: one instrument shows good practice on a topic and another
does not, for example case files and families.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_core.evidence import EvidenceRef
from audit_core.findings.finding import Finding, rule_finding
from audit_core.i18n import _
from audit_core.scoring.scorecard import Scorecard
from audit_core.themes.rules import Mismatch
from audit_core.themes.theme import Theme

MIN_ANSWERS = 3
"""The fewest answers from which an instrument is compared."""


def mismatch_findings(rule: Mismatch, scorecard: Scorecard, theme: Theme) -> Iterator[Finding]:
    """Yield at most one finding, with the counts and cells of both instruments."""
    shown, other = (
        shown_on(rule.topic, instrument, scorecard, theme)
        for instrument in (rule.shown_in, rule.not_in)
    )
    if (
        min(shown[1], other[1]) < MIN_ANSWERS
        or shown[0] < rule.at_least * shown[1]
        or other[0] > rule.at_most * other[1]
    ):
        return
    section, question = next(
        (section, question)
        for instrument, section, question in theme.questions()
        if instrument.name == rule.not_in and question.topic == rule.topic
    )
    counts = [_("{n} of {total}", n=good, total=base) for good, base, *_cells in (shown, other)]
    yield rule_finding(
        rule,
        theme,
        "differ",
        rule.not_in,
        section.number,
        question,
        ref=question.ref,
        says=rule.says.format(shown=counts[0], told=counts[1]),
        n=other[0],
        m=other[1],
        evidence=(*shown[2], *other[2]),
        recipients={*shown[3], *other[3]},
    )


def shown_on(
    topic: str, instrument: str, scorecard: Scorecard, theme: Theme
) -> tuple[int, int, tuple[EvidenceRef, ...], tuple[str, ...]]:
    """Return (good answers, answers that count, their cells, who gave them) of one instrument on a
    topic.
    """
    about = {
        question.ref
        for each, _, question in theme.questions()
        if each.name == instrument and question.topic == topic
    }
    lines = [line for line in scorecard.answered if line.ref in about and line.is_counted]
    polls = [poll for poll in scorecard.polls if poll.ref in about]
    good = sum(line.counts == "met" for line in lines) + sum(poll.good for poll in polls)
    base = len(lines) + sum(poll.base for poll in polls)
    cells = (*(line.at for line in lines), *(at for poll in polls for at in poll.evidence))
    return good, base, cells, tuple(dict.fromkeys(line.recipient for line in lines))
