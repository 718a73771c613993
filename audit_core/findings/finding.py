"""Findings and recommendations as values, with the keys that stay when counts, wording and dates
change.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import attrs

from audit_core.evidence import EvidenceRef
from audit_core.scoring.scorecard import DecisionStatus
from audit_core.themes.rules import FindingKind


@attrs.frozen
class Finding:
    """Something the audit shows. `key` never holds counts, wording or dates, so a late return
    changes no id.
    """

    key: str
    kind: FindingKind
    rule: str
    says: str
    theme: str
    instrument: str = ""
    section: int = 0
    ref: str = ""
    recipient: str = ""
    subject: str = ""
    n: int = 0
    m: int = 0
    topic: str = ""
    high: bool = False
    recommend: str = ""
    source: str = ""
    evidence: tuple[EvidenceRef, ...] = ()
    recipients: tuple[str, ...] = ()
    """Whose answers are behind it."""
    id: str = ""
    why: str = ""
    so_what: str = ""
    status: DecisionStatus = "proposed"
    note: str = ""
    """Who answered what, where records differ: answers only, never an agency's words."""
    others: tuple[EvidenceRef, ...] = ()
    """The rest of the `m` that `n` is counted of: answers that count and are not behind it."""

    @property
    def is_share(self) -> bool:
        """Whether `n` of `m` is a share of records that a reader may be told; what is said of one
        case is not.
        """
        return bool(self.m) and not self.subject


@attrs.frozen
class Recommendation:
    """What is proposed, from which findings. Nothing is adopted until the panel says so in
    decisions.xlsx.
    """

    key: str
    advice: str
    text: str
    topic: str
    level: Literal["partnership", "agency"]
    findings: tuple[str, ...]
    recipients: tuple[str, ...] = ()
    owner: str = ""
    owner_role: str = ""
    due: date | None = None
    id: str = ""
    status: DecisionStatus = "proposed"
    reason: str = ""

    @property
    def is_partnerships(self) -> bool:
        """Whether it is for the partnership as a whole, or the partnership carries it out."""
        return self.level == "partnership" or self.owner == "partnership"


def finding_key(
    theme: str,
    rule: str,
    instrument: str = "",
    ref: str = "",
    recipient: str = "",
    subject: str = "",
) -> str:
    """The key of a finding: what it is about, nothing that can change with one more return."""
    return "|".join((theme, rule, instrument, ref, recipient, subject))
