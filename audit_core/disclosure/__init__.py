"""Stage: what a round may say in public, from aggregates alone. Pure.

Below FEW cases learning is told in words. From there on children are counted, in lines that each divide all of them into
bands, and small numbers are left out by the rule of `suppress`. No agency is named or counted: published audits name kinds
of agency in what they recommend, and a figure of an agency that is alone of its kind is one organisation's, and soon one
worker's (docs/sources.md, "Publishing").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.disclosure.counts import count, tell
from audit_core.disclosure.published import Published
from audit_core.disclosure.topic_counts import for_children, topics
from audit_core.themes.topics import topic_label

if TYPE_CHECKING:
    from audit_core.findings.finding import Finding, Recommendation
    from audit_core.rounds.round import Round
    from audit_core.scoring.scorecard import Scorecard
    from audit_core.themes.theme import Theme

__all__ = ["FEW", "publish"]

FEW = 8
"""Below so many cases nothing is counted in public: our own bound."""


def publish(scores: Scorecard, findings: tuple[Finding, ...], put_forward: tuple[Recommendation, ...], theme: Theme, round_: Round) -> Published:
    """What may be said in public. Only what the panel accepted is named, by its topic; a finding about one child or one agency never is."""
    cases = tuple(subject for subject in round_.subjects if subject.kind == "case" and not subject.withdrawn)
    few = len(cases) < FEW
    well, better, promised = topics(findings, put_forward)
    said_well, said_better = for_children(well, theme), for_children(better, theme)
    return Published(
        children=0 if few else len(cases),
        sentences=tell(scores, theme) if few else (),
        tables=() if few else count(scores, theme, round_, cases),
        well=_labels(well, theme),
        better=_labels(better, theme),
        child_well=tuple(words.name for words in said_well),
        child_better=tuple(words.name for words in said_better),
        promises=tuple(words.promise for words in for_children(promised, theme)),
    )


def _labels(codes: tuple[str, ...], theme: Theme) -> tuple[str, ...]:
    return tuple(topic_label(code, theme.topics) for code in codes)
