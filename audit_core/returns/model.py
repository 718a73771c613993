"""The records read from returned forms: entries, events, returns, and the case book they
make up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Literal

import attrs

from audit_core.evidence import EvidenceRef
from audit_core.forms.kinds.poll import POLL_BASE
from audit_core.i18n import _
from audit_core.problems.problem import Problem, Where
from audit_core.records import lean
from audit_core.rounds.form_id import FormId
from audit_core.themes.scales import NOTHING_TO_AUDIT, Counts

KnownAnswer = Literal[
    "known", "known_sibling", "known_adult", "not_involved", "not_known", "unsaid"
]
"""Who was known to an agency: `known` is the child; the last, no answer that could be read."""
ExpectedState = Literal[
    "returned",
    "returned_late",
    "nil",
    "missing",
    "awaited",
    "conflict",
    "waived",
    "not_known",
    "missing_accepted",
]
LedgerStatus = Literal[
    "accepted", "accepted_with_notes", "refused", "duplicate", "superseded", "conflict", "skipped"
]


@attrs.frozen
class LedgerLine:
    """What became of one file in the returns folder: every file ends as exactly one line."""

    file: str
    sha256: str
    status: LedgerStatus
    code: str
    reason: str
    action: str
    form: str = ""
    subject: str = ""
    recipient: str = ""


def digest(*words: str) -> str:
    """Return six hex digits of a hash of some words.

    They tie a decision to the words it was made about: if the words change, so does the key.
    """
    return (
        "#"
        + hashlib.sha256(
            "\n".join(" ".join(text.split()) for text in words).encode("utf-8", "replace")
        ).hexdigest()[:6]
    )


@lean
@attrs.frozen
class Entry:
    """The answer to one field of one form: exactly one line of answers.csv.

    `code` is the scale's code, an ISO 8601 date, option codes joined by ";", "text", "blank" or
    "not_understood". `raw` is what was typed, cleaned of control characters only. `evidence` is the
    text in the next column.
    """

    ref: str
    question: str
    key: str
    kind: str
    wording: str
    code: str
    at: EvidenceRef
    label: str = ""
    raw: str = ""
    counts: Counts = "excluded"
    point: str = ""
    section: int = 0
    scope: str = "agency"
    evidence: str = ""
    evidence_at: EvidenceRef | None = None
    notes: tuple[str, ...] = ()
    held: str = ""
    """The role that the question is for, if nobody is named for it: left blank, it was not
    asked.
    """

    @property
    def fact(self) -> str:
        """The code of the fact in bands that it gives, or ""."""
        return self.key.removeprefix("fact.") if self.key.startswith("fact.") else ""

    @property
    def where(self) -> Where:
        """Its cell, as a problem names it."""
        return Where(self.at.file, self.at.sheet, self.at.cell, self.ref)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was answered. There may still be evidence."""
        return self.code == "blank"

    @property
    def is_answer(self) -> bool:
        """Whether there is an answer: neither blank nor not understood."""
        return self.code not in {"blank", "not_understood"}


@lean
@attrs.frozen
class Event:
    """One row of a chronology.

    `day` is None if the date is missing or was not understood; `date_raw` is what was typed.
    """

    ref: str
    day: date | None
    date_raw: str
    source: str
    kind: str
    what: str
    child: str
    done: str
    at: EvidenceRef
    notes: tuple[str, ...] = ()


@attrs.frozen
class Suspicion:
    """A cell, or a row of a chronology, whose text may identify a person.

    `kinds` are the kinds of identifier; `digest` stands for the text, which is not kept here.
    """

    ref: str
    at: EvidenceRef
    kinds: tuple[str, ...]
    digest: str

    @property
    def what(self) -> str:
        """The kinds of identifier, for people: "a name, a postcode"."""
        return ", ".join(map(_, self.kinds))


@attrs.frozen
class Concern:
    """A report that a child or adult is at risk now. It is shown first everywhere; it changes no
    grade.
    """

    at: EvidenceRef
    form: str
    kind: str
    told: str
    when: str
    where: Literal["start", "sign_off", "beside"] = "start"
    """Which question it answers; "beside": words that no question asked for."""

    @property
    def key(self) -> str:
        """Its key in decisions.xlsx: the form (or the file, if its form is unknown) and what was
        reported.

        If the same child is reported in other words, that is another concern with a key of its own,
        so closing one does not close the other.
        """
        form, words = self.form or self.at.sha256[:12], digest(self.kind, self.told, self.when)
        return f"concern|{form}|{self.where} {words}"

    @property
    def to_do(self) -> str:
        """What to do today, in the same words wherever the concern is shown.

        The auditor has to be rung unless the form says who was told, and when.
        """
        if self.told and self.when:
            return _(
                "Told: {who}, {when}. Make sure today that this was done.",
                who=self.told,
                when=self.when,
            )
        if self.told:
            return _(
                "Ring the auditor today: the form says who was told ({who}), but not when.",
                who=self.told,
            )
        return _("Ring the auditor today: the form does not say who was told.")


@attrs.frozen
class FilledForm:
    """One form as found in one file: its id, entries, events and problems.

    `suspicions` are the places where its text may identify a person.
    """

    id: FormId
    kind: str
    file: str
    sha256: str
    entries: tuple[Entry, ...]
    events: tuple[Event, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    suspicions: tuple[Suspicion, ...] = ()

    def by_key(self, key: str) -> Entry | None:
        """Return the entry of a field that all themes share, such as "signed.date", or None."""
        return next((entry for entry in self.entries if entry.key == key), None)

    def value(self, key: str) -> str:
        """Return the code of such a field's answer, its text for a text field, or "" without an
        answer.
        """
        entry = self.by_key(key)
        if entry is None or not entry.is_answer:
            return ""
        return entry.raw if entry.code == "text" else entry.code


@attrs.frozen
class Return:
    """A form that counts: who was known to the agency, when it was received and when it was due."""

    form: FilledForm
    known: KnownAnswer
    received: date | None = None
    due: date | None = None
    text_version: str = ""

    @property
    def id(self) -> FormId:
        """The form's id."""
        return self.form.id

    @property
    def is_nil(self) -> bool:
        """Whether the agency had nothing to audit. It counts in the return rate, not in quality
        figures.
        """
        return self.known in NOTHING_TO_AUDIT

    @property
    def is_late(self) -> bool:
        """Whether it was received after its due date; False if either date is unknown."""
        return self.received is not None and self.due is not None and self.received > self.due

    def entry(self, question: str, point: str = "") -> Entry | None:
        """Return the entry for a question (and point), or None if this form did not ask it."""
        return next(
            (
                entry
                for entry in self.form.entries
                if entry.question == question and entry.point == point
            ),
            None,
        )


@attrs.frozen
class Reading:
    """One file as it was read. `form` is None unless it was accepted.

    `problems` are all problems of the file, including those of the form.
    """

    ledger: LedgerLine
    form: FilledForm | None = None
    concerns: tuple[Concern, ...] = ()
    problems: tuple[Problem, ...] = ()


@attrs.frozen
class Conflict:
    """Copies of one form with different answers. None of them counts until the chair decides."""

    key: str
    form: str
    files: tuple[str, ...]
    cells: tuple[tuple[str, str, str], ...]
    """(cell, value in the first file, values in the others) for every difference."""


@attrs.frozen
class Doubt:
    """A form that may not be about the child its reference names.

    Facts in bands on it (age band, sex ...) differ from the round's. `facts` are (label, what the
    form says, what the round says). `said` is the chair's decision: "same", "other", or "" if there
    is none.
    """

    form: str
    subject: str
    recipient: str
    at: EvidenceRef
    facts: tuple[tuple[str, str, str], ...]
    said: str = ""

    @property
    def differences(self) -> tuple[str, ...]:
        """The differences, one sentence for each fact."""
        return tuple(
            _(
                "{label} The form says {theirs}; the round says {ours}.",
                label=label,
                theirs=theirs,
                ours=ours,
            )
            for label, theirs, ours in self.facts
        )

    @property
    def key(self) -> str:
        """Its key in decisions.xlsx: the form and its differences. A new difference has a
        new key.
        """
        return f"{self.form} {digest(*(' '.join(fact) for fact in self.facts))}"


@attrs.frozen
class ChangedAnswer:
    """An answer that the panel changed: the auditor's answer, the panel's, and why.

    `at` is the auditor's cell.
    """

    subject: str
    recipient: str
    ref: str
    before: str
    after: str
    why: str
    at: EvidenceRef
    dissent: str = ""


BACK: frozenset[ExpectedState] = frozenset({"returned", "returned_late", "nil"})
"""The states of a form that was returned."""


@attrs.frozen
class Expected:
    """One form that should be returned, and its state."""

    form: str
    subject: str
    recipient: str
    instrument: str
    reader: int
    due: date
    state: ExpectedState
    received: date | None = None
    file: str = ""

    @property
    def is_back(self) -> bool:
        """Whether the form was returned."""
        return self.state in BACK


@attrs.frozen
class CaseBook:
    """All accepted returns of a round, with the ledger, problems, and open questions."""

    returns: tuple[Return, ...]
    ledger: tuple[LedgerLine, ...]
    expected: tuple[Expected, ...]
    concerns: tuple[Concern, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[Problem, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    changed: tuple[ChangedAnswer, ...] = ()
    settled: tuple[str, ...] = ()
    """The keys of the conflicts that the chair has decided: one copy of each form counts."""

    @property
    def held(self) -> frozenset[str]:
        """The cases whose agencies are not compared, because one form may be about another child
        and the chair has not decided yet.
        """
        return frozenset(doubt.subject for doubt in self.doubts if not doubt.said)

    @property
    def quality(self) -> tuple[Return, ...]:
        """The returns that count in quality figures: all except nil returns."""
        return tuple(ret for ret in self.returns if not ret.is_nil)


def read_poll(entries: Sequence[Entry]) -> tuple[int | None, dict[str, int]]:
    """Return how many people answered (None if it is not given), and how many chose each option."""
    numbers = {
        entry.point: int(entry.code)
        for entry in entries
        if entry.is_answer and entry.code.isdecimal()
    }
    return numbers.pop(POLL_BASE, None), numbers
