"""The topics to publish (done well, must get better, promised) and their words for children."""

from __future__ import annotations

from collections.abc import Iterable

from audit_core.findings.finding import Finding, Recommendation
from audit_core.i18n import _, localised
from audit_core.records import with_changes
from audit_core.themes.theme import Theme
from audit_core.themes.topics import CHILD_WORDS, ChildWords

MAX_TOPICS = 6
"""The most topics under one heading, to keep the page for children short."""
_Codes = tuple[str, ...]


def published_topics(
    findings: Iterable[Finding], put_forward: Iterable[Recommendation]
) -> tuple[_Codes, _Codes, _Codes]:
    """Return the topics of accepted strengths, accepted areas for improvement and accepted
    partnership recommendations, most important first.

    A topic that is both is listed as an area for improvement. Findings about one child or one
    agency are left out.
    """
    accepted = sorted(
        (
            finding
            for finding in findings
            if finding.status == "accepted" and not _is_about_one(finding)
        ),
        key=lambda finding: (not finding.high, -finding.n, finding.key),
    )
    better = _codes(
        finding.topic
        for finding in accepted
        if finding.kind in {"priority", "improvement", "differ"}
    )
    well = _codes(
        finding.topic
        for finding in accepted
        if finding.kind == "strength" and finding.topic not in better
    )
    promised = _codes(
        item.topic
        for item in put_forward
        if item.status in {"accepted", "edited"} and item.level == "partnership"
    )
    return well, better, promised


def _is_about_one(finding: Finding) -> bool:
    """Return whether a finding is about one child or one agency, or only one child fell short."""
    is_one_short = finding.kind != "strength" and len(finding.short) == 1
    return bool(finding.subject or finding.recipient or is_one_short)


def _codes(found: Iterable[str]) -> _Codes:
    return tuple(dict.fromkeys(code for code in found if code))[:MAX_TOPICS]


def words_for_children(codes: _Codes, theme: Theme) -> tuple[ChildWords, ...]:
    """Return the words for children of these topics: the theme's own, or else the built-in ones.
    Topics without words are left out.
    """
    built_in = {
        words.topic: with_changes(
            words, name=localised(_(words.name)), promise=localised(_(words.promise))
        )
        for words in CHILD_WORDS
    }
    words = built_in | {item.topic: item for item in theme.child_words}
    return tuple(words[code] for code in codes if code in words)
