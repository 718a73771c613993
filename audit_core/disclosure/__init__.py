"""Stage: what a round may say in public, from aggregates alone. Pure.

Below FEW cases learning is told in words. From there on children are counted, in lines that each
divide all of them into
bands, and small numbers are left out by the rule of `suppress`. No agency is named or counted:
published audits name kinds
of agency in what they recommend, and a figure of an agency that is alone of its kind is one
organisation's, and soon one
worker's (docs/sources.md, "Publishing").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.disclosure.public_counts import count_children, share_in_words
from audit_core.disclosure.published import Published
from audit_core.disclosure.topic_counts import published_topics, words_for_children
from audit_core.themes.topics import topic_label

if TYPE_CHECKING:
    from audit_core.findings.finding import Finding, Recommendation
    from audit_core.rounds.round import Round
    from audit_core.scoring.scorecard import Scorecard
    from audit_core.themes.theme import Theme

__all__ = ["FEW", "publish"]

CASES_TO_COUNT = 8
"""Below so many cases nothing is counted in public: our own bound."""


def publish(
    scores: Scorecard,
    findings: tuple[Finding, ...],
    put_forward: tuple[Recommendation, ...],
    theme: Theme,
    audit_round: Round,
) -> Published:
    """What may be said in public. Only what the panel accepted is named, by its topic; a finding
    about one child or one agency never is.
    """
    cases = tuple(
        subject
        for subject in audit_round.subjects
        if subject.kind == "case" and not subject.withdrawn
    )
    few = len(cases) < CASES_TO_COUNT
    well, better, promised = published_topics(findings, put_forward)
    said_well, said_better = words_for_children(well, theme), words_for_children(better, theme)
    return Published(
        children=0 if few else len(cases),
        sentences=share_in_words(scores, theme) if few else (),
        tables=() if few else count_children(scores, theme, audit_round, cases),
        well=_labels(well, theme),
        better=_labels(better, theme),
        child_well=tuple(words.name for words in said_well),
        child_better=tuple(words.name for words in said_better),
        promises=tuple(words.promise for words in words_for_children(promised, theme)),
    )


def _labels(codes: tuple[str, ...], theme: Theme) -> tuple[str, ...]:
    return tuple(topic_label(code, theme.topics) for code in codes)
