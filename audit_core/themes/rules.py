"""Rules that a theme declares: what limits a grade, what becomes a finding, and what is then
recommended.

They are records with ids, so that a report can print which rule fired and `audit explain` can trace
it to cells. An id is permanent: it is part of a finding's key, so a changed id makes a new finding.
"""

from __future__ import annotations

from typing import Literal

from audit_core.i18n import N_
from audit_core.records import later, record

GradeCode = Literal["outstanding", "good", "requires_improvement", "inadequate"]
FindingKind = Literal["strength", "improvement", "priority", "differ", "gap", "once"]

FINDING_WORDS: tuple[tuple[FindingKind, str], ...] = N_(
    (
        ("priority", "Priority action"),
        ("differ", "Records differ"),
        ("improvement", "Area for improvement"),
        ("gap", "Gap"),
        ("strength", "Strength"),
        ("once", "Seen once"),
    )
)


@record
class Cap:
    """The grade of a case can be no better than `to` if at least `at_least` of the chosen questions
    have an answer among `answers`.

    It counts standards, not answers: one standard that three agencies found Not met counts once.

    Choose questions by `flag` ("critical") or `refs`. "No evidence" is not poor practice: it counts
    only for a question flagged "recording", where the missing record is the practice. `because` is
    printed with the limit.
    """

    id: str
    because: str
    to: GradeCode
    flag: str = ""
    refs: tuple[str, ...] = ()
    answers: tuple[str, ...] = ("not_met",)
    at_least: int = 1


@record
class LowestOf:
    """The grade of a case can be no better than the lowest grade that any auditor gave: `grade`
    says which of the two grades.
    """

    id: str
    because: str
    grade: Literal["own", "together"] = "together"
    kinds: tuple[str, ...] = ()


@record
class Standard:
    """One finding about a standard, counted in children: a strength, or something to improve whose
    last sentence says for how many children it was met.

    A child falls short if any agency's record of it shows the standard of one of `refs` not met,
    met in part or not in time, or holds nothing about it. The base is every child with an answer
    that counts. `short` and `well` say one and the other without a full stop, and the counts
    follow: "Schools were not always told in time" becomes "Schools were not always told in time:
    for 4 of 6 children (late for 3, not on record for 1; 5 of 7 records). It was in time for the
    other 2."

    A shortfall is a finding from two children and the fraction `share` of them on, at a critical
    standard from one child on; below that it is noted as seen once. If all of it is silence it is a
    gap. A standard is a strength if enough children have it met (MET_FOR, MET_SHARE), unless it is
    critical and any child falls short. Silence therefore never hides a finding, and never makes a
    strength. Of the partnership's own arrangements, one that is not in place is a finding.

    Of several questions, one that was met for all children (MET_FOR or more) makes a strength of
    its own, and its answers are in no other finding.

    `kind` is that of a shortfall; if some of several questions are critical, of a shortfall there.
    A `high` one needs the panel's reasons and what it means for children before the report is
    final; a priority, and a shortfall at a critical standard, is always high. `was` names rules of
    earlier versions whose findings this one continues.
    """

    id: str
    short: str
    well: str
    refs: tuple[str, ...]
    kind: Literal["improvement", "priority"] = "improvement"
    share: float = 0.25
    recommend: str = ""
    high: bool = False
    was: tuple[str, ...] = ()

    @property
    def says(self) -> str:
        """What it says of a shortfall, without counts."""
        return f"{self.short}."


MET_FOR, MET_SHARE = 3, 0.75
"""A strength is met for at least so many children, and for this share of them (docs/sources.md)."""


@record
class Share:
    """A finding if enough answers to a question are among `counts`. It counts answers, and so
    several for one child: new themes use Standard.

    There is one finding for each question (`per="question"`), for each question and recipient
    (`per="recipient"`), or for all the chosen questions together (`per="pooled"`). `counts` holds
    classes of answer (met, partly, not_met, told, no_evidence) or, for a timed question, "late" and
    "in_time". The rule fires if at least `at_least` answers, and at least the fraction `share` of
    those counted, are among them. `says` may use {n}, {m}, {recipient}, {question} and {cases}. A
    `high` finding needs the panel's reasons and what it means for children before the report is
    final; a priority is always high.
    """

    id: str
    says: str
    counts: tuple[str, ...] = ("not_met",)
    kind: FindingKind = "improvement"
    refs: tuple[str, ...] = ()
    flag: str = ""
    section: int = 0
    at_least: int = 1
    share: float = 0.0
    per: Literal["question", "recipient", "pooled"] = "question"
    recommend: str = ""
    high: bool = False


@record
class Differ:
    """A finding if the records of two agencies contradict each other about one shared fact.

    There is one for each subject and question or, with `per="rule"`, one for all: then `says` has
    no full stop, the counts of children follow it, and `was` names rules that it continues.
    """

    id: str
    says: str
    refs: tuple[str, ...]
    recommend: str = ""
    high: bool = False
    per: Literal["subject", "rule"] = later(default="subject")
    was: tuple[str, ...] = later(default=())


@record
class IfThen:
    """A finding about a subject if any agency answered the fact `fact` with one of `when`, and no
    answer to `then` is among `unless`.

    Example: "they disagreed, and nobody escalated". The agency that was overruled records the
    disagreement; the other records nothing.
    """

    id: str
    says: str
    fact: str
    then: str
    when: tuple[str, ...] = ("yes",)
    unless: tuple[str, ...] = ("met",)
    kind: FindingKind = "priority"
    recommend: str = ""
    high: bool = True


@record
class Mismatch:
    """A finding if one instrument shows on a topic what another does not: files say the child was
    heard, families say not.

    It fires if at least the fraction `at_least` of the counted answers is good in the instrument
    `shown_in`, and at most `at_most` of those in `not_in`, each with LEAST answers or more. The two
    are never added up. `says` may use {shown} and {told}, each "5 of 6".
    """

    id: str
    says: str
    topic: str
    shown_in: str
    not_in: str
    at_least: float = 0.7
    at_most: float = 0.5
    recommend: str = ""
    high: bool = False


FindingRule = Standard | Share | Differ | IfThen | Mismatch


@record
class Uncounted:
    """A gap for each form of which nothing can be counted: it is missing, or its copies conflict.
    `says` may use {recipient} and {subject}.
    """

    id: str
    says: str
    state: Literal["missing", "conflict"]


@record
class NotApplicable:
    """A gap for each question that mostly did not apply, and so may be put to the wrong agencies.

    It fires on `at_least` answers of which more than the fraction `above` were "not applicable",
    unless the question begins with one of `openings` and so applies only sometimes. `says` may use
    {question}, {for_how_many} (children), {n} and {total} (answers). The numbers are our own
    (docs/sources.md).
    """

    id: str
    says: str
    above: float = 0.4
    at_least: int = 5
    openings: tuple[str, ...] = ("If ", "Where ")


@record
class Unrecorded:
    """A gap for each critical standard on which records are silent, unless a rule of the theme
    covers that: `at_least` records, and the fraction `share`. `says` may use {question},
    {for_how_many} (children), {n} and {total} (records).
    """

    id: str
    says: str
    share: float = 0.4
    at_least: int = 2


@record
class Advice:
    """What a finding leads to: a recommendation, and the action that would carry it out.

    `owner` is a kind of agency, "partnership", or "found" for the agencies that the findings are
    about. `text` and `action` begin with a verb. `measure`, `target` and `evidence` say how the
    partnership will know that children are better off.
    """

    id: str
    text: str
    topic: str
    action: str
    owner: str
    owner_role: str
    measure: str
    target: str
    evidence: str
    level: Literal["partnership", "agency"] = "partnership"
    due_days: int = 90
