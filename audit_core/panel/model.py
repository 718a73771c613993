"""What a panel is given: for each case at most five things to decide, ranked, with the rest behind;
and the time for each.
"""

from __future__ import annotations

from datetime import time
from typing import Literal

import attrs

from audit_core.chronology.case_chronology import CaseChronology
from audit_core.evidence import EvidenceRef
from audit_core.findings.finding import Finding
from audit_core.i18n import N_
from audit_core.returns.model import Concern, Expected
from audit_core.rounds.round import Subject
from audit_core.scoring.scorecard import CaseGrades

Weight = Literal[
    "same_child", "copies", "differ", "priority", "critical", "differ_less", "spread", "gap"
]
ASK: dict[Weight, str] = N_(
    {
        "same_child": "Decide whether these records are about one child.",
        "copies": "Decide which copy counts.",
        "differ": "Settle what happened, or that it cannot be known.",
        "priority": "Agree whether this is what happened.",
        "critical": "Agree the answer, and what it meant for the child.",
        "differ_less": "Settle what happened, if it matters.",
        "spread": "Hear both before grading.",
        "gap": "Ask for it by a date, or go on without it and say why.",
    }
)
"""What each kind of matter asks of the panel, the weightiest first."""
MAX_AGENDA_ITEMS = 5
"""A panel of three hours has a minute or two for each of some thirty matters: what is left over
stands in the appendix.
"""


@attrs.frozen
class AgendaItem:
    """One thing to decide about a case: what is so, in counts and answers and never in an agency's
    words, with its cells.
    """

    weight: Weight
    says: str
    note: str = ""
    ids: tuple[str, ...] = ()
    """The printed ids of the findings it is, or the ref of a question: `audit explain`
    takes each.
    """
    evidence: tuple[EvidenceRef, ...] = ()


@attrs.frozen
class Voice:
    """What an auditor wrote, of the child's own words or of what helped. `suspect`: it may identify
    a person, and is not to be shown.
    """

    recipient: str
    words: str
    at: EvidenceRef
    suspect: bool = False


@attrs.frozen
class ChildVoice:
    """A question that only the panel can answer, with what it has answered so far, "" for nothing
    yet.
    """

    ref: str
    text: str
    said: str = ""


@attrs.frozen
class CasePage:
    """One case as the panel gets it, with its merged chronology.

    `agreed` says on what the agencies' records agree, `lone` what stands on one record only and
    need not stand on others: neither is to be decided.
    """

    subject: Subject
    matters: tuple[AgendaItem, ...]
    rest: tuple[AgendaItem, ...]
    voices: tuple[Voice, ...]
    expected: tuple[Expected, ...]
    grades: CaseGrades | None
    own: tuple[ChildVoice, ...] = ()
    chronicle: CaseChronology | None = None
    concerns: tuple[Concern, ...] = ()
    """Who was said to be at risk now, and nobody has closed it: it stands before
    everything else.
    """
    agreed: tuple[str, ...] = ()
    lone: tuple[str, ...] = ()
    answered: tuple[tuple[str, str], ...] = ()
    """(recipient, "7 of 16 answered") for each form that is mostly blank: it stands beside that
    agency's grade.
    """

    @property
    def held(self) -> bool:
        """Whether its agencies are not set side by side, since a form of it may be about another
        child.
        """
        return self.chronicle is not None and self.chronicle.held

    def shortfall(self, recipient: str) -> str:
        """What stands beside an agency's grade where its form is mostly blank; "" where
        it is not.
        """
        return dict(self.answered).get(recipient, "")


@attrs.frozen
class CrossCasePage:
    """What runs across the cases in one part of the form ("" for what belongs to none): high
    findings, and what auditors said of why.
    """

    title: str
    findings: tuple[Finding, ...]
    said: tuple[Voice, ...]


@attrs.frozen
class AgendaSlot:
    """A line of the agenda: when it begins, how many minutes it has, and what it is; `subject` is a
    case's reference.
    """

    begins: time
    minutes: int
    title: str
    subject: str = ""


@attrs.frozen
class Sitting:
    """A panel: its agenda, a page for each case, and what runs across them."""

    agenda: tuple[AgendaSlot, ...]
    pages: tuple[CasePage, ...]
    across: tuple[CrossCasePage, ...] = ()
