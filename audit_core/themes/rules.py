"""Rules a theme declares: what limits a grade, what becomes a finding, and what is then proposed.

They are records with ids, so that a report can print which rule fired and `audit explain` can
follow it back to cells.
An id is permanent: it is part of a finding's key, so a changed id is a new finding.
"""

from __future__ import annotations

from typing import Literal

from audit_core.i18n import N_
from audit_core.records import record

GradeCode = Literal["outstanding", "good", "requires_improvement", "inadequate"]
FindingKind = Literal["strength", "improvement", "priority", "differ", "gap"]

FINDING_WORDS: tuple[tuple[FindingKind, str], ...] = N_(
    (
        ("priority", "Priority action"),
        ("differ", "Records differ"),
        ("improvement", "Area for improvement"),
        ("gap", "Gap"),
        ("strength", "Strength"),
    )
)


@record
class Cap:
    """A case's grade can be no better than `to` when at least `at_least` of the chosen questions
    have an answer among `answers`.

    It counts standards, not answers: one standard that three agencies found Not met is one.

    Choose by `flag` ("critical") or `refs`. No evidence is not poor practice: it counts only for a
    question flagged
    "recording", where the missing record is the practice. `because` is printed with the limit.
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
    """A case's grade can be no better than the lowest grade that any auditor gave: `grade` says
    which of the two.
    """

    id: str
    because: str
    grade: Literal["own", "together"] = "together"
    kinds: tuple[str, ...] = ()


@record
class Share:
    """A finding when enough answers to a question are among `counts`.

    One finding a question (`per="question"`), a question and recipient (`per="recipient"`), or one
    for all the chosen
    questions together (`per="pooled"`). `counts` holds classes of answer (met, partly, not_met,
    told, no_evidence) or, for
    a timed question, "late" and "in_time". Fires when at least `at_least` answers, and at least
    `share` of those counted,
    are among them. `says` may use {n}, {m}, {recipient}, {question} and {cases}; "{n} of {m}" is
    printed with its word: "5 of 6 (most)". A `high` finding needs the panel's why
    and so-what before the report is final; a priority is always high.
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
    """A finding when two agencies' records of one shared fact contradict each other about one
    subject.
    """

    id: str
    says: str
    refs: tuple[str, ...]
    recommend: str = ""
    high: bool = False


@record
class IfThen:
    """A finding about a subject when any agency answered the fact `fact` with one of `when`, and no
    answer to `then` is among `unless`.

    It is how "they disagreed, and nobody escalated" is found: the overruled agency says so, the
    other says nothing.
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
    """A finding when one instrument shows on a topic what another does not: files say the child was
    heard, families say not.

    Fires when at least `at_least` of the answers that count are good in the instrument `shown_in`,
    and at most `at_most` of
    those of `not_in`, each out of LEAST or more. The two are never added up. `says` may use {shown}
    and {told}, each "5 of 6".
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


FindingRule = Share | Differ | IfThen | Mismatch


@record
class Advice:
    """What a finding leads to: a recommendation, and the action that would carry it out.

    `owner` is a kind of agency, "partnership", or "found" for the agencies the findings are about.
    `text` and `action`
    begin with a verb. `measure`, `target` and `evidence` say how the partnership will know that
    children are better off.
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
