"""Scales: the possible answers to a question, which end is good, and how each answer counts.

Percent met = met / (met + partly + not met + told + no evidence), always printed with its counts.
Partly earns nothing. Excluded answers (not applicable, and everything that is no answer) are in
neither number: published tools that credit "not applicable" let a score be raised by ticking it
(docs/sources.md, "Answers and scales"), while here turning a blank into N/A changes no rate.
"""

from __future__ import annotations

from typing import Literal

from audit_core.i18n import N_
from audit_core.records import later, record
from audit_core.tables import Tint

Counts = Literal["met", "partly", "not_met", "told", "no_evidence", "excluded"]
SILENT: frozenset[Counts] = frozenset({"told", "no_evidence"})
"""The classes of answers whose record has nothing."""
COUNTED: tuple[Counts, ...] = ("met", "partly", "not_met", "told", "no_evidence")
"""The answers in the base of a percentage, in the order in which reports print them."""


BLANK = "blank"
NOT_UNDERSTOOD = "not_understood"
TEXT = "text"
NOT_APPLICABLE = "not_applicable"
"""The code of the answer that the standard could not apply."""
NO_RECORD = "no_evidence"
"""The code of the answer that the record has nothing: on the compliance scale, and in place of a
time.
"""
NON_ANSWERS: tuple[tuple[str, str], ...] = N_(
    (
        (BLANK, "Left blank: not looked at"),
        (NOT_UNDERSTOOD, "Not understood: listed, never guessed"),
        ("not_asked", "Not asked of this agency"),
        ("not_known", "Not known to this agency"),
    )
)


@record
class Answer:
    """One answer of a scale: its code, its label, what it means, how it counts, and what it needs.

    `evidence`: the form shows "Add evidence" until the evidence box is filled. `reason`: it shows
    "Say why" until then. `silent`: it says that the record has nothing, though it is in no
    percentage. Answers are ordered by their place on the scale.
    """

    code: str
    label: str
    counts: Counts
    meaning: str = ""
    evidence: bool = False
    reason: bool = False
    tint: Tint = "neutral"
    silent: bool = later(default=False)

    @property
    def is_silent(self) -> bool:
        """Whether it says that the record has nothing, and so contradicts no other record."""
        return self.silent or self.counts in SILENT

    @property
    def is_not_applicable(self) -> bool:
        """Whether it says that the question does not apply, and so contradicts no other record."""
        return self.reason and self.counts == "excluded"


@record
class Scale:
    """An ordered list of answers. `direction` says which end is good; a scale of facts has no good
    end.
    """

    name: str
    title: str
    answers: tuple[Answer, ...]
    direction: Literal["best_first", "worst_first", "none"] = "best_first"

    def get(self, code: str) -> Answer | None:
        """Return the answer with this code, or None."""
        return next((answer for answer in self.answers if answer.code == code), None)

    def rank(self, code: str) -> int:
        """Return how good an answer is, 0 for the worst. Raises ValueError for a code that is not
        on the scale.
        """
        codes = [answer.code for answer in self.answers]
        place = codes.index(code)
        return len(codes) - 1 - place if self.direction == "best_first" else place


COMPLIANCE = N_(
    Scale(
        "compliance",
        "How far the standard was met",
        (
            Answer(
                "met",
                "Met",
                "met",
                "The record shows the standard was met.",
                evidence=True,
                tint="good",
            ),
            Answer(
                "partly",
                "Partly met",
                "partly",
                "Some of it was done, or it was done for some of the children.",
                evidence=True,
                tint="middle",
            ),
            Answer(
                "not_met",
                "Not met",
                "not_met",
                "The record shows it was not done, or not done well enough.",
                evidence=True,
                tint="poor",
            ),
            Answer(
                "told",
                "Done but not recorded",
                "told",
                "The worker can say it was done and how, but it is not on the record.",
                evidence=True,
                tint="unsure",
            ),
            Answer(
                "no_evidence",
                "No evidence on file",
                "no_evidence",
                "You looked, and nothing shows whether it was done.",
                tint="unsure",
            ),
            Answer(
                "not_applicable",
                "Not applicable",
                "excluded",
                "The standard could not apply to this child. Say why.",
                reason=True,
                tint="neutral",
            ),
        ),
    )
)

SEEN = N_(
    Scale(
        "seen",
        "What the observer saw",
        (
            Answer(
                "seen",
                "Seen throughout",
                "met",
                "It was there for the whole of the meeting.",
                evidence=True,
                tint="good",
            ),
            Answer(
                "in_part",
                "Seen in part",
                "partly",
                "It was there for some of the time or for some of the people.",
                evidence=True,
                tint="middle",
            ),
            Answer(
                "not_seen",
                "Not seen",
                "not_met",
                "It should have been there, and was not.",
                evidence=True,
                tint="poor",
            ),
            Answer(
                "not_applicable",
                "Not applicable",
                "excluded",
                "It could not arise at this meeting. Say why.",
                reason=True,
                tint="neutral",
            ),
        ),
    )
)

YES_NO = N_(
    Scale(
        "yes_no",
        "A fact, neither good nor bad",
        (
            Answer("yes", "Yes", "excluded", "Your record says so.", evidence=True),
            Answer("no", "No", "excluded", "Your record says it was not so."),
            Answer(
                "not_recorded",
                "Our record does not say",
                "excluded",
                "You looked, and your record is silent.",
                tint="unsure",
                silent=True,
            ),
        ),
        direction="none",
    )
)

GRADES = N_(
    Scale(
        "grades",
        "Grade",
        (
            Answer(
                "outstanding",
                "Outstanding",
                "excluded",
                "Practice well above what is expected, and it changed things for the child.",
                tint="best",
            ),
            Answer(
                "good",
                "Good",
                "excluded",
                "What should be expected for any child; small gaps made no difference.",
                tint="good",
            ),
            Answer(
                "requires_improvement",
                "Requires improvement",
                "excluded",
                "The child was not left at risk, but help was late, thin or patchy.",
                tint="middle",
            ),
            Answer(
                "inadequate",
                "Inadequate",
                "excluded",
                "The child was left at risk, or help did not come when it was needed.",
                tint="poor",
            ),
        ),
    )
)

KNOWN = N_(
    Scale(
        "known",
        "Who was known",
        (
            Answer("known", "The child", "excluded", "Your record is about the child."),
            Answer(
                "known_sibling",
                "A brother or sister",
                "excluded",
                "Your record is about a brother or sister and not about the child.",
            ),
            Answer(
                "known_adult",
                "A parent or carer or other adult",
                "excluded",
                "Your record is about an adult of the household and not about the children.",
            ),
            Answer(
                "not_involved",
                "Known but not involved",
                "excluded",
                "There is a record of the household, but nothing was done in the period.",
            ),
            Answer("not_known", "Nobody", "excluded", "There is no record of the household."),
        ),
        direction="none",
    )
)
"""Who was known to an agency. No label has a comma: a drop-down would offer its two halves. The
codes are in files: `known` is the child, as before there were the others.
"""
NOTHING_TO_AUDIT = frozenset({"not_involved", "not_known"})
"""The answers that make a nil return."""
KNOWN_OTHERS = ("known_sibling", "known_adult")
"""The answers of an agency that knew the household, but not the child."""

NOT_DONE, UNDATED, NOTHING_ON_RECORD, DECLINED = "not_done", "undated", "no_record", "declined"
"""The codes of what may stand in place of the date at the end of a time."""
ENDS = N_(
    Scale(
        "ends",
        "Where the last date of a time is missing",
        (
            Answer(
                NOT_DONE,
                "Not done",
                "not_met",
                "The record shows that it had not been done by the end of the period. It counts as "
                "late only once its time limit had passed.",
                tint="poor",
            ),
            Answer(
                UNDATED,
                "Done but date not recorded",  # no comma: a drop-down would offer its two halves
                "told",
                "It was done, but the record does not say when.",
                tint="unsure",
            ),
            Answer(
                NOTHING_ON_RECORD,
                "Nothing on record",
                "no_evidence",
                "You looked, and nothing shows whether it was done.",
                tint="unsure",
            ),
            Answer(
                DECLINED,
                "Not needed or declined",
                "excluded",
                "It was not needed, or was offered and declined. Say why, and how it was offered.",
                reason=True,
            ),
        ),
        direction="none",
    )
)

REASON_NOT_KNOWN = "reason_not_known"
LATE_REASONS = N_(
    Scale(
        "late_reasons",
        "Why something was late",
        (
            Answer(
                "out_of_control",
                "Outside our control",
                "excluded",
                "Such as a weekend, or a family that could not be reached. Say what was tried.",
                reason=True,
            ),
            Answer(
                "other_agency",
                "Another agency",
                "excluded",
                "It waited for another agency. Say for what, and how it was chased.",
                reason=True,
            ),
            Answer(
                "capacity",
                "Capacity",
                "excluded",
                "There were not enough staff or places. Say what was in place meanwhile.",
                reason=True,
            ),
            Answer("other", "Other reason", "excluded", "Say which.", reason=True),
            Answer(
                REASON_NOT_KNOWN,
                "Not known",
                "excluded",
                "Neither the record nor the worker says why. It counts as late without a reason.",
            ),
        ),
        direction="none",
    )
)

HOUSE_SCALES: tuple[Scale, ...] = (COMPLIANCE, SEEN, YES_NO, GRADES, KNOWN, ENDS, LATE_REASONS)
