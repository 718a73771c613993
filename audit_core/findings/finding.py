"""Findings and recommendations. Their keys do not change when counts, wording or dates change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

import attrs

from audit_core.evidence import EvidenceRef
from audit_core.records import later
from audit_core.scoring.scorecard import DecisionStatus
from audit_core.themes.rules import Differ, FindingKind, FindingRule, Standard
from audit_core.themes.theme import Question, Theme


@attrs.frozen
class Finding:
    """Something the audit shows. `key` holds no counts, wording or dates, so a late return does not
    change its printed id.
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
    """The recipients whose answers are behind it."""
    id: str = ""
    why: str = ""
    so_what: str = ""
    status: DecisionStatus = "proposed"
    note: str = ""
    """Who gave which answer, where records differ. It holds no words of evidence."""
    others: tuple[EvidenceRef, ...] = ()
    """The cells of the other answers, which count but are not behind the finding."""
    short: tuple[str, ...] = later(default=())
    """The children (or meetings) that fall short, where `n` and `m` count them and not answers."""
    records: tuple[int, int] = later(default=(0, 0))
    """Of how many records `n` children come, and how many count."""
    continues: tuple[str, ...] = later(default=())
    """How the keys of earlier findings begin that this one stands for now."""
    refs: tuple[str, ...] = later(default=())
    """The questions behind it, where there may be several."""

    @property
    def about(self) -> tuple[str, ...]:
        """The refs of the questions that it is about."""
        return self.refs or tuple(filter(None, (self.ref,)))

    @property
    def is_share(self) -> bool:
        """Whether `n` of `m` is a share to print; a finding about one case has none."""
        return bool(self.m) and not self.subject


@attrs.frozen
class Recommendation:
    """A proposed recommendation, with the keys of the findings it is based on. The panel adopts it
    in decisions.xlsx.
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
        """Whether it is addressed to the partnership or owned by it."""
        return self.level == "partnership" or self.owner == "partnership"


def rule_finding(
    rule: FindingRule,
    theme: Theme,
    kind: FindingKind,
    instrument: str,
    section: int,
    question: Question,
    *,
    ref: str,
    recipient: str = "",
    subject: str = "",
    says: str,
    recipients: Iterable[str],
    **fields: Any,
) -> Finding:
    """Return a finding of a theme's rule, about a question of one section of an instrument. `ref`
    is that of the question, or "" for a finding about several.
    """
    return Finding(
        key=finding_key(theme.name, rule.id, instrument, ref, recipient, subject),
        kind=kind,
        rule=rule.id,
        says=says,
        theme=theme.name,
        instrument=instrument,
        section=section,
        ref=ref,
        recipient=recipient,
        subject=subject,
        topic=question.topic,
        high=rule.high or kind == "priority",
        recommend=rule.recommend,
        source="theme",
        recipients=tuple(sorted(recipients)),
        **fields,
    )


def continued_keys(rule: Standard | Differ, theme: Theme, instrument: str) -> tuple[str, ...]:
    """Return how the keys of the findings begin that a rule continues: those of the rules it names,
    and its own where there was one for each question, subject or recipient, or one for all.

    Of a rule that the theme still has, only what it found about these questions is continued.
    """
    others = {each.id for each in theme.rules} - {rule.id}
    return tuple(
        finding_key(theme.name, old, instrument, ref).removesuffix("|")
        for old in (*rule.was, rule.id)
        for ref in (rule.refs if old in others else (*rule.refs, ""))
    )


def finding_key(
    theme: str,
    rule: str,
    instrument: str = "",
    ref: str = "",
    recipient: str = "",
    subject: str = "",
) -> str:
    """Return the key of a finding, built only from parts that one more return cannot change."""
    return "|".join((theme, rule, instrument, ref, recipient, subject))
