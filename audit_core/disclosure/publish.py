"""Stage: decide what a round may publish, from aggregates only. Pure.

With fewer than eight cases the learning is in words. With eight or more, children are counted in
lines that divide all of them into bands, and `suppress` hides small numbers. No agency is named or
counted: a figure for the only agency of its kind would be about one organisation, and perhaps one
worker (docs/sources.md, "Publishing").
"""

from __future__ import annotations

from audit_core.disclosure.public_counts import count_children, share_in_words
from audit_core.disclosure.published import Published
from audit_core.disclosure.topic_counts import published_topics, words_for_children
from audit_core.findings.finding import Finding, Recommendation
from audit_core.rounds.round import Round
from audit_core.scoring.scorecard import Scorecard
from audit_core.themes.theme import Theme
from audit_core.themes.topics import topic_label

CASES_TO_COUNT = 8
"""The fewest cases from which published pages give counts: our own rule."""


def publish(
    scores: Scorecard,
    findings: tuple[Finding, ...],
    put_forward: tuple[Recommendation, ...],
    theme: Theme,
    audit_round: Round,
) -> Published:
    """Return what may be published. It names the topics of accepted findings, except findings about
    one child or one agency.
    """
    cases = audit_round.cases
    few = len(cases) < CASES_TO_COUNT
    well, better, promised = published_topics(findings, put_forward)
    return Published(
        children=0 if few else len(cases),
        sentences=share_in_words(scores, theme) if few else (),
        tables=() if few else count_children(scores, theme, audit_round, cases),
        well=_labels(well, theme),
        better=_labels(better, theme),
        child_well=tuple(words.name for words in words_for_children(well, theme)),
        child_better=tuple(words.name for words in words_for_children(better, theme)),
        promises=tuple(words.promise for words in words_for_children(promised, theme)),
    )


def _labels(codes: tuple[str, ...], theme: Theme) -> tuple[str, ...]:
    return tuple(topic_label(code, theme.topics) for code in codes)
