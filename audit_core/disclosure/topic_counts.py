"""What was done well, what must get better and what was promised: by topic, from what the panel
accepted, and in a child's words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.i18n import _, localised
from audit_core.records import with_changes
from audit_core.themes.topics import CHILD_WORDS, ChildWords

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audit_core.findings.finding import Finding, Recommendation
    from audit_core.themes.theme import Theme

MAX_TOPICS = 6
"""The most topics under one heading: a page for children is short."""
_Codes = tuple[str, ...]


def published_topics(
    findings: Iterable[Finding], put_forward: Iterable[Recommendation]
) -> tuple[_Codes, _Codes, _Codes]:
    """The topics of accepted strengths, of accepted areas to improve, and of what the partnership
    will do, weightiest first.

    A topic that is both stands among what must get better. A finding about one child or one agency
    counts for nothing here.
    """
    told = sorted(
        (
            finding
            for finding in findings
            if finding.status == "accepted" and not (finding.subject or finding.recipient)
        ),
        key=lambda finding: (not finding.high, -finding.n, finding.key),
    )
    better = _codes(
        finding.topic for finding in told if finding.kind in {"priority", "improvement", "differ"}
    )
    well = _codes(
        finding.topic
        for finding in told
        if finding.kind == "strength" and finding.topic not in better
    )
    promised = _codes(
        item.topic
        for item in put_forward
        if item.status in {"accepted", "edited"} and item.level == "partnership"
    )
    return well, better, promised


def _codes(found: Iterable[str]) -> _Codes:
    return tuple(dict.fromkeys(code for code in found if code))[:MAX_TOPICS]


def words_for_children(codes: _Codes, theme: Theme) -> tuple[ChildWords, ...]:
    """These topics in a child's words: the theme's own, else the house's; a topic that nobody has
    words for is left out.
    """
    house = {
        words.topic: with_changes(
            words, name=localised(_(words.name)), promise=localised(_(words.promise))
        )
        for words in CHILD_WORDS
    }
    words = house | {item.topic: item for item in theme.child_words}
    return tuple(words[code] for code in codes if code in words)
