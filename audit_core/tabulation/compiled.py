"""Everything one compile found, as the writers of outputs receive it: frozen values only, ids
already given.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import attrs

from audit_core.chronology.case_chronology import CaseChronology, CaseEvent
from audit_core.disclosure.published import Published
from audit_core.evidence import EvidenceRef
from audit_core.findings.action import ActionPlan
from audit_core.findings.finding import Finding, Recommendation
from audit_core.i18n import _, ngettext, plural
from audit_core.returns.model import CaseBook
from audit_core.rounds.panel_decisions import NOT_IDENTIFYING, Decisions
from audit_core.rounds.round import Round
from audit_core.scoring.scorecard import Scorecard
from audit_core.tables import Figure, Paper, Table
from audit_core.themes.theme import Theme

Audience = Literal["chair", "board", "agencies", "publish"]


@attrs.frozen
class Suspect:
    """A place where the text may identify a person. `what` is a kind of identifier, never the text
    itself.
    """

    key: str
    at: EvidenceRef
    ref: str
    what: str
    form: str
    decision: str = ""

    @property
    def is_fine(self) -> bool:
        """Whether a person said that the text may stand as it is."""
        return self.decision.strip().casefold() == NOT_IDENTIFYING


@attrs.frozen
class Draft:
    """What is still undecided. While anything is, every page for the board says DRAFT."""

    cases_not_agreed: int
    recommendations_not_decided: int
    findings_without_why: int
    cases_held: int = 0
    cases_without_child: int = 0
    """Cases of which nobody has said yet what it is like to be this child."""
    questions_open: int = 0
    """Questions that only the panel can answer, over all cases, and it has not."""
    counted: bool = True
    """Whether it says how many of each: to the public it does not."""

    @property
    def is_draft(self) -> bool:
        """Whether anything is left to decide or to say."""
        return any(attrs.astuple(self, filter=lambda field, _: field.name != "counted"))

    def __str__(self) -> str:
        if not self.is_draft:
            return ""
        if not self.counted:
            return _("DRAFT: not for publication until the panel has decided")
        counted = (
            (self.cases_held, _HELD),
            (self.cases_not_agreed, _NOT_AGREED),
            (self.recommendations_not_decided, _NOT_DECIDED),
            (self.findings_without_why, _WITHOUT_WHY),
            (self.cases_without_child, _WITHOUT_CHILD),
            (self.questions_open, _OPEN),
        )
        return _(
            "DRAFT: {open}",
            open=", ".join(ngettext(*words, count) for count, words in counted if count),
        )


_HELD = plural(
    "{count} case held: may not be one child", "{count} cases held: may not be one child"
)
_NOT_AGREED = plural("{count} case not agreed", "{count} cases not agreed")
_NOT_DECIDED = plural("{count} recommendation not decided", "{count} recommendations not decided")
_WITHOUT_WHY = plural(
    "{count} finding without a reason why", "{count} findings without a reason why"
)
_WITHOUT_CHILD = plural(
    "{count} case without a word on what it is like to be this child",
    "{count} cases without a word on what it is like to be this child",
)

_OPEN = plural(
    "{count} question for the panel not answered", "{count} questions for the panel not answered"
)


@attrs.frozen
class Compiled:
    """The result of one compile. `quotable` and `lived` hold the only words that may leave the
    chair's folder.
    """

    round: Round
    theme: Theme
    as_at: date
    casebook: CaseBook
    scores: Scorecard
    findings: tuple[Finding, ...]
    recommendations: tuple[Recommendation, ...]
    plan: ActionPlan
    decisions: Decisions
    tables: tuple[Table, ...]
    figures: tuple[Figure, ...]
    chronology: tuple[CaseEvent, ...]
    suspects: tuple[Suspect, ...]
    draft: Draft
    quotable: tuple[tuple[str, str], ...] = ()
    """(subject, the child's words as cleared)."""
    lived: tuple[tuple[str, str], ...] = ()
    """(subject, what it is like to be this child, in the panel's words as cleared)."""
    shown: tuple[int, int] = (0, 0)
    """In how many cases some record had the child's life in the child's own words, of how many that
    a record came back of.
    """
    chronicles: tuple[CaseChronology, ...] = ()
    published: Published = attrs.field(factory=Published)

    def table(self, key: str) -> Table | None:
        """A table by its key, or None."""
        return next((table for table in self.tables if table.key == key), None)

    def chronicle(self, subject: str) -> CaseChronology | None:
        """The chronologies of a case as one, or None."""
        return next(
            (chronicle for chronicle in self.chronicles if chronicle.subject == subject), None
        )

    @property
    def paper(self) -> Paper:
        """What every page of a paper made of this prints, with the tables and figures
        it may place.
        """
        marking = " · ".join(part for part in (self.round.marking, str(self.draft)) if part)
        return Paper(
            self.round.title,
            self.round.code,
            self.round.partnership,
            marking,
            self.as_at,
            self.tables,
            self.figures,
        )

    def figure(self, key: str) -> Figure | None:
        """A figure by its key, or None."""
        return next((figure for figure in self.figures if figure.key == key), None)
