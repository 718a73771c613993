"""The practitioners' briefing: one page of seven parts, only from what the panel accepted.

The form is the seven-minute briefing of safeguarding partnerships (docs/sources.md, "Briefings").
Findings about one child or one agency are only in the report.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from audit_core.findings.finding import Finding
from audit_core.reports.template_context import not_also_poor
from audit_core.tabulation.compiled import Compiled

CHARACTERS_FOR = {"found": 1000, "well": 540, "change": 800}
"""The room for each part on the page, in characters."""
_AREAS = {"priority", "differ", "improvement", "gap"}


def briefing_values(compiled: Compiled) -> dict[str, Any]:
    """Return `found`, `well` and `change` (the most important texts that fit) and `left` (how many
    more accepted ones are only in the report).
    """
    accepted = sorted(
        (
            finding
            for finding in compiled.findings
            if finding.status == "accepted" and not (finding.subject or finding.recipient)
        ),
        key=_weight,
    )
    parts = {
        "found": [
            f"{finding.says} {finding.so_what}".strip()
            for finding in accepted
            if finding.kind in _AREAS
        ],
        "well": [
            finding.says for finding in not_also_poor(tuple(accepted)) if finding.kind == "strength"
        ],
        "change": [
            item.text for item in compiled.recommendations if item.status in {"accepted", "edited"}
        ],
    }
    shown = {name: _that_fit(texts, CHARACTERS_FOR[name]) for name, texts in parts.items()}
    return {**shown, "left": sum(len(texts) - len(shown[name]) for name, texts in parts.items())}


def _weight(finding: Finding) -> tuple[bool, bool, int, str]:
    """Return the sort key: priority actions first, then high findings, then most answers."""
    return finding.kind != "priority", not finding.high, -finding.n, finding.key


def _that_fit(texts: Iterable[str], room: int) -> tuple[str, ...]:
    """Return the first texts that fit in `room` characters, at least one."""
    shown: list[str] = []
    for text in texts:
        room -= len(text) + 30  # a bullet's last line is seldom full
        if shown and room < 0:
            break
        shown.append(text)
    return tuple(shown)
