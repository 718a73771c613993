"""What follows from the returns: tallies, grades, findings, recommendations. Each keeps the cells
it came from.
"""

from __future__ import annotations

from typing import Literal

import attrs

from audit_core.evidence import EvidenceRef
from audit_core.i18n import N_, _
from audit_core.rounds.calendar import WhyNot
from audit_core.scoring.percent_met import Tally
from audit_core.themes.scales import Counts

TimeOutcome = Literal["in_time", "late", "late_explained", "not_assessed"]


DecisionStatus = Literal["proposed", "accepted", "edited", "rejected", "noted"]


@attrs.frozen
class Answered:
    """One answer as figures use it: who said what about which subject, and in which cell.

    `counts` is the class it counts as; a timed question's is computed, and `outcome` then says
    in_time, late, ...
    Blank and not-understood answers are here too, with those codes, so that every base can be
    followed.
    """

    ref: str
    instrument: str
    section: int
    recipient: str
    subject: str
    code: str
    counts: Counts
    at: EvidenceRef
    outcome: str = ""


@attrs.frozen
class QuestionScore:
    """One question over the round: its tally, and the same by recipient and by subject.

    `answers` counts each code as answered, for facts that have no good or bad.
    """

    ref: str
    instrument: str
    section: int
    tally: Tally
    by_recipient: tuple[tuple[str, Tally], ...] = ()
    by_subject: tuple[tuple[str, Tally], ...] = ()
    answers: tuple[tuple[str, int], ...] = ()


@attrs.frozen
class ReturnScore:
    """One return: its tally and whether enough was answered (80 %) for a rate to be shown."""

    form: str
    subject: str
    recipient: str
    instrument: str
    tally: Tally
    asked: int
    answered: int
    shows_rate: bool


@attrs.frozen
class TimeResult:
    """One timed question of one return, against its limit. `took` is in the limit's unit; None
    where it was not assessed, and `why_not` says why.
    """

    ref: str
    subject: str
    recipient: str
    limit: str
    amount: int
    unit: str
    took: float | None
    outcome: TimeOutcome
    reason: str
    evidence: tuple[EvidenceRef, ...]
    why_not: WhyNot = ""


@attrs.frozen
class FiredLimit:
    """A limit that applies to a case: the rule, its reason, the lowest grade it allows and the
    cells behind it.
    """

    rule: str
    because: str
    to: str
    evidence: tuple[EvidenceRef, ...]


HELD = N_("Held: may not be one child")
"""What stands wherever the agencies of a case would be set side by side, while one of its forms may
be about another child.
"""


@attrs.frozen
class CaseGrades:
    """The grades of one case, side by side for ever: each auditor's two, the limit, and the
    panel's.
    """

    subject: str
    own: tuple[tuple[str, str, EvidenceRef], ...]
    """(recipient, grade, cell) for 'our agency's practice'."""
    together: tuple[tuple[str, str, EvidenceRef], ...]
    """The same for 'how well agencies worked together'."""
    fired: tuple[FiredLimit, ...]
    limit: str
    """The lowest grade that any fired rule allows, or "" for no limit found."""
    spread: int
    """Steps between the best and the worst grade for working together."""
    above_limit: tuple[str, ...]
    """Recipients whose own grade is better than the limit."""
    agreed: str = ""
    why: str = ""
    dissent: str = ""
    child: str = ""
    cleared: bool = False
    """Whether the board may read what it is like to be this child."""
    held: bool = False
    """Whether no limit was looked for, since a form of this case may be about another child."""

    @property
    def limit_said(self) -> str:
        """What to say where no limit stands."""
        return _(HELD) if self.held else _("No limit found")


@attrs.frozen
class Overall:
    """The three meanings of "percent of indicators met", each with its base, never mixed."""

    pooled: Tally
    mean_of_agencies: float | None
    agencies: int
    met_by_all: int
    asked_of_all: int


@attrs.frozen
class PollResult:
    """What people said in one poll: of `base` who answered, `good` chose what is good for the
    child; `counts` has every option.
    """

    ref: str
    instrument: str
    topic: str
    base: int
    good: int
    counts: tuple[tuple[str, int], ...]
    evidence: tuple[EvidenceRef, ...]


@attrs.frozen
class Scorecard:
    """Every figure of a round."""

    questions: tuple[QuestionScore, ...]
    returns: tuple[ReturnScore, ...]
    sections: tuple[tuple[str, int, Tally], ...]
    recipients: tuple[tuple[str, Tally], ...]
    overall: Overall
    times: tuple[TimeResult, ...]
    grades: tuple[CaseGrades, ...]
    answered: tuple[Answered, ...] = ()
    polls: tuple[PollResult, ...] = ()

    def question(self, ref: str) -> QuestionScore | None:
        """The score of a question, or None when nobody was asked it."""
        return next((score for score in self.questions if score.ref == ref), None)
