"""What a panel is given: at most five ranked matters for each case, with the rest in the appendix,
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
        "differ": "Decide what happened, or that it cannot be known.",
        "priority": "Agree whether this is what happened.",
        "critical": "Agree the answer, and what it meant for the child.",
        "differ_less": "Decide what happened, if it matters.",
        "spread": "Hear both before grading.",
        "gap": "Ask for it by a date, or proceed without it and say why.",
    }
)
"""What each kind of matter asks of the panel, in order of weight."""
MAX_AGENDA_ITEMS = 5
"""A panel of three hours has a minute or two for each of some thirty matters; further matters are
in the appendix.
"""


@attrs.frozen
class AgendaItem:
    """One thing to decide about a case: the facts, in counts and answers and never in an agency's
    words, with their cells.
    """

    weight: Weight
    says: str
    note: str = ""
    ids: tuple[str, ...] = ()
    """The printed ids of its findings, or the ref of a question: `audit explain` takes either."""
    evidence: tuple[EvidenceRef, ...] = ()


@attrs.frozen
class Voice:
    """What an auditor wrote of the child's own words, or of what helped. `suspect`: it may identify
    a person, and must not be shown.
    """

    recipient: str
    words: str
    at: EvidenceRef
    suspect: bool = False


@attrs.frozen
class ChildVoice:
    """A question that only the panel can answer, with its answer so far, or ""."""

    ref: str
    text: str
    said: str = ""


@attrs.frozen
class CasePage:
    """One case as the panel gets it, with its merged chronology.

    `agreed` are the facts on which the agencies' records agree, `lone` those that only one record
    has and others need not have: neither is to be decided.
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
    """Concerns about a risk now that are not closed: printed before everything else."""
    agreed: tuple[str, ...] = ()
    lone: tuple[str, ...] = ()
    once: tuple[Finding, ...] = ()
    """What fell short for this child alone: no finding, unless the panel takes it up."""
    answered: tuple[tuple[str, str], ...] = ()
    """(recipient, "7 of 16 answered") for each form that is mostly blank: printed beside that
    agency's grade.
    """

    @property
    def held(self) -> bool:
        """Whether the case is held: a form may be about another child, so its agencies are not
        compared.
        """
        return self.chronicle is not None and self.chronicle.held

    def shortfall(self, recipient: str) -> str:
        """Return what is printed beside an agency's grade if its form is mostly blank, else ""."""
        return dict(self.answered).get(recipient, "")


@attrs.frozen
class CrossCasePage:
    """What runs across the cases in one section of the form ("" for findings in none): high
    findings, and what auditors wrote about why.
    """

    title: str
    findings: tuple[Finding, ...]
    said: tuple[Voice, ...]


@attrs.frozen
class AgendaSlot:
    """A line of the agenda: its start, length in minutes and title; `subject` is a case's reference
    or "".
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
