"""The figures of a round: tallies, times, grades and polls, each with its evidence cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import attrs

from audit_core.evidence import EvidenceRef
from audit_core.i18n import N_, _
from audit_core.rounds.calendar import WhyNot
from audit_core.scoring.percent_met import Tally
from audit_core.themes.scales import Counts
from audit_core.themes.theme import Instrument, Section, Theme

TimeOutcome = Literal[
    "in_time",
    "late",
    "late_explained",
    "not_done",
    "no_record",
    "undated",
    "declined",
    "not_yet_due",
    "not_assessed",
]
DUE: frozenset[TimeOutcome] = frozenset(
    {"in_time", "late", "late_explained", "not_done", "no_record", "undated"}
)
"""The outcomes of a time that was due, and for which there is an answer: the base of "in time"."""


DecisionStatus = Literal["proposed", "accepted", "edited", "rejected", "noted"]


@attrs.frozen
class Answered:
    """One answer as figures use it: the recipient, the subject, the answer code and the cell.

    `counts` is the class it counts as; for a timed question it is calculated from `outcome`
    (in_time, late, ...). Blank and not-understood answers are included, with those codes.
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

    @property
    def is_answer(self) -> bool:
        """Whether there is an answer: neither blank nor not understood."""
        return self.code not in {"blank", "not_understood"}

    @property
    def is_counted(self) -> bool:
        """Whether it counts in the base of a percentage."""
        return self.is_answer and self.counts != "excluded"


@attrs.frozen
class QuestionScore:
    """One question over the round: its tally, in total, by recipient and by subject.

    `answers` counts each answer code, for facts that are neither good nor bad; `children` are how
    many children have every record met, and how many have one that counts; `records`, how many of
    their records are met, and how many count.
    """

    ref: str
    instrument: str
    section: int
    tally: Tally
    by_recipient: tuple[tuple[str, Tally], ...] = ()
    by_subject: tuple[tuple[str, Tally], ...] = ()
    answers: tuple[tuple[str, int], ...] = ()
    children: tuple[int, int] = (0, 0)
    records: tuple[int, int] = (0, 0)


def total(scores: Iterable[QuestionScore]) -> Tally:
    """Return the tally of several questions together."""
    return sum((score.tally for score in scores), Tally())


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
    """One timed question of one return, compared with its limit. `took` is in the limit's unit; it
    is None unless there are two dates, so that nothing else enters an average. `amount` is None if
    there is no limit. `why_not` is why the time was not assessed.

    `at_least` is how much time had passed at the end of the round's look-back, in the same unit, if
    it was not done by then and the record says when the time began.
    """

    ref: str
    subject: str
    recipient: str
    limit: str
    amount: int | None
    unit: str
    took: float | None
    outcome: TimeOutcome
    reason: str
    evidence: tuple[EvidenceRef, ...]
    why_not: WhyNot = ""
    at_least: float | None = None


@attrs.frozen
class FiredLimit:
    """A limit that applies to a case: the rule, its reason, the best grade it allows and its
    evidence cells.
    """

    rule: str
    because: str
    to: str
    evidence: tuple[EvidenceRef, ...]


HELD = N_("Held: may not be one child")
"""Printed instead of combined figures of a case while a form of it may be about another child."""


@attrs.frozen
class CaseGrades:
    """The grades of one case: each auditor's two grades, the limit and the panel's grade."""

    subject: str
    own: tuple[tuple[str, str, EvidenceRef], ...]
    """(recipient, grade, cell) for 'our agency's practice'."""
    together: tuple[tuple[str, str, EvidenceRef], ...]
    """The same for 'how well agencies worked together'."""
    fired: tuple[FiredLimit, ...]
    limit: str
    """The lowest limit of the rules that apply, or "" for none."""
    spread: int
    """Steps between the best and the worst grade for working together."""
    above_limit: tuple[str, ...]
    """Recipients whose own grade is better than the limit."""
    agreed: str = ""
    why: str = ""
    dissent: str = ""
    child: str = ""
    cleared: bool = False
    """Whether the board may read `child`."""
    held: bool = False
    """Whether the case is held, because one of its forms may be about another child."""

    @property
    def limit_said(self) -> str:
        """The text to print if there is no limit."""
        return _(HELD) if self.held else _("No limit found")


@attrs.frozen
class Overall:
    """The three measures of "percent of indicators met", each with its base."""

    pooled: Tally
    mean_of_agencies: float | None
    agencies: int
    met_by_all: int
    asked_of_all: int


@attrs.frozen
class PollResult:
    """The result of one poll: `base` people answered, `good` of them chose a good answer; `counts`
    has every option.
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

    def by_section(
        self, theme: Theme
    ) -> Iterator[tuple[Instrument, Section, tuple[QuestionScore, ...]]]:
        """Yield every section, with the scores of its questions that have a good answer."""
        for instrument in theme.instruments:
            for section in instrument.sections:
                yield (
                    instrument,
                    section,
                    tuple(
                        score
                        for score in self.questions
                        if (score.instrument, score.section) == (instrument.name, section.number)
                        and theme.is_good(score.ref)
                    ),
                )
