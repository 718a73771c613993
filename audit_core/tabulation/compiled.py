"""The result of one compile, as report writers receive it: frozen values, with printed ids."""

from __future__ import annotations

from datetime import date

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


@attrs.frozen
class Suspect:
    """A cell whose text may identify a person. `what` is the kind of identifier, never the text."""

    key: str
    at: EvidenceRef
    ref: str
    what: str
    form: str
    decision: str = ""

    @property
    def is_fine(self) -> bool:
        """Whether the chair decided that the text identifies nobody."""
        return self.decision.strip().casefold() == NOT_IDENTIFYING


@attrs.frozen
class Draft:
    """What is still undecided. Until everything is decided, reports are marked DRAFT."""

    cases_not_agreed: int
    recommendations_not_decided: int
    findings_without_why: int
    cases_held: int = 0
    cases_without_child: int = 0
    """Cases for which the panel has not yet written what it is like to be this child."""
    questions_open: int = 0
    """Questions for the panel that are not yet answered, over all cases."""
    counted: bool = True
    """Whether the text gives the numbers; published pages do not."""

    @property
    def is_draft(self) -> bool:
        """Whether anything is still undecided."""
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
_NOT_AGREED = plural(
    "{count} case without an agreed grade", "{count} cases without an agreed grade"
)
_NOT_DECIDED = plural("{count} recommendation not decided", "{count} recommendations not decided")
_WITHOUT_WHY = plural("{count} finding without a reason", "{count} findings without a reason")
_WITHOUT_CHILD = plural(
    "{count} case without a description of what it is like to be this child",
    "{count} cases without a description of what it is like to be this child",
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
    """(subject, the child's words, cleared by the panel)."""
    lived: tuple[tuple[str, str], ...] = ()
    """(subject, what it is like to be this child, in the panel's words, cleared for the board)."""
    shown: tuple[int, int] = (0, 0)
    """(cases in which a record shows what life was like for the child, cases with a returned
    record).
    """
    chronicles: tuple[CaseChronology, ...] = ()
    published: Published = attrs.field(factory=Published)

    @property
    def undecided_findings(self) -> int:
        """How many findings the panel has neither accepted nor noted. What was seen once waits for
        nobody.
        """
        return sum(
            finding.status == "proposed" and finding.kind != "once" for finding in self.findings
        )

    def table(self, key: str) -> Table | None:
        """Return the table with this key, or None."""
        return next((table for table in self.tables if table.key == key), None)

    def chronicle(self, subject: str) -> CaseChronology | None:
        """Return the combined chronology of a case, or None."""
        return next(
            (chronicle for chronicle in self.chronicles if chronicle.subject == subject), None
        )

    @property
    def paper(self) -> Paper:
        """The title, marking and date of a Word document, with its tables and figures."""
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
        """Return the figure with this key, or None."""
        return next((figure for figure in self.figures if figure.key == key), None)
