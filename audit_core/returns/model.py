"""What came back: entries with their cells, returns, the ledger of files, and the case book they
make together.
"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Literal

import attrs

from audit_core.evidence import EvidenceRef
from audit_core.i18n import _
from audit_core.problems.problem import Problem
from audit_core.records import lean
from audit_core.returns.ledger import LedgerLine
from audit_core.rounds.form_id import FormId
from audit_core.themes.scales import Counts

KnownAnswer = Literal["known", "not_involved", "not_known", "unsaid"]
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


def digest(*words: str) -> str:
    """Six hex digits that stand for some words, so that a decision about them is not taken for one
    about others.
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
    """One field of one form as it came back: exactly one line of answers.csv.

    `code` is the scale's code, an ISO 8601 date, option codes joined by ";", "text", "blank" or
    "not_understood".
    `raw` is what was typed, cleaned of control characters only. `evidence` is the text beside it.
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
    """The role it was asked of, where nobody was named for it: left blank, it was not asked."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was answered (evidence may still have been written)."""
        return self.code == "blank"

    @property
    def is_answer(self) -> bool:
        """Whether it is an answer: neither blank nor not understood."""
        return self.code not in {"blank", "not_understood"}


@lean
@attrs.frozen
class Event:
    """One row of a chronology. `day` is None when the date was missing or not understood;
    `date_raw` is what was typed.
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
    """A cell, or a row of a chronology, whose words may identify a person: what by (`kinds`), and
    what stands for the words.
    """

    ref: str
    at: EvidenceRef
    kinds: tuple[str, ...]
    digest: str

    @property
    def what(self) -> str:
        """By what: "a name, a postcode"."""
        return ", ".join(map(_, self.kinds))


@attrs.frozen
class Concern:
    """Somebody said that a child or adult is at risk now. Shown first, everywhere, and never
    changes a grade.
    """

    at: EvidenceRef
    form: str
    kind: str
    told: str
    when: str
    where: Literal["start", "sign_off"] = "start"

    @property
    def key(self) -> str:
        """Its key in decisions.xlsx: the form where it was said (or the file where no form is
        known), and what was said.

        Other words about the same child are another concern: closing one never closes the next.
        """
        return f"concern|{self.form or self.at.sha256[:12]}|{self.where} {digest(self.kind, self.told, self.when)}"

    @property
    def to_do(self) -> str:
        """What to do today, in the same words wherever the concern is shown: ring, unless the form
        says who was told and when.
        """
        if self.told and self.when:
            return _(
                "Told: {who}, {when}. Make sure today that this was done.",
                who=self.told,
                when=self.when,
            )
        if self.told:
            return _(
                "Ring the auditor today: the form says who was told ({who}), and not when.",
                who=self.told,
            )
        return _("Ring the auditor today: the form does not say who was told.")


@attrs.frozen
class FilledForm:
    """One form as found in one file: the form's id, its entries and events, what was wrong, and
    where its words may identify a person.
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
        """The entry of a field every theme shares, or None where this form has none."""
        return next((entry for entry in self.entries if entry.key == key), None)

    def value(self, key: str) -> str:
        """The code of such a field's answer, its text for a text field, or an empty string when
        blank or absent.
        """
        entry = self.by_key(key)
        if entry is None or not entry.is_answer:
            return ""
        return entry.raw if entry.code == "text" else entry.code


@attrs.frozen
class Return:
    """A filled form that counts: known or nil, when it came and whether late."""

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
        """Returned, but the agency had nothing to audit: out of every quality figure, in the return
        rate.
        """
        return self.known in {"not_known", "not_involved"}

    @property
    def is_late(self) -> bool:
        """Whether it came after its due date; not known to be late when its date is unknown."""
        return self.received is not None and self.due is not None and self.received > self.due

    def entry(self, question: str, point: str = "") -> Entry | None:
        """The entry for a question (and point), or None when this form did not ask it."""
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
    """One file as it was read: `form` is None unless it was accepted; `problems` are all of the
    file's, the form's included.
    """

    ledger: LedgerLine
    form: FilledForm | None = None
    concerns: tuple[Concern, ...] = ()
    problems: tuple[Problem, ...] = ()


@attrs.frozen
class Conflict:
    """Two copies of one form that say different things: neither counts until the chair decides."""

    key: str
    form: str
    files: tuple[str, ...]
    cells: tuple[tuple[str, str, str], ...]
    """(ref, value in the first file, value in the second) for every difference."""


@attrs.frozen
class Doubt:
    """A form that may not be about the child its reference names: banded facts on it are not those
    of the round.

    `facts` are (label, what the form says, what the round says). `said` is what the chair decided:
    "same", "other" or "" for not yet.
    """

    form: str
    subject: str
    recipient: str
    at: EvidenceRef
    facts: tuple[tuple[str, str, str], ...]
    said: str = ""

    @property
    def differences(self) -> tuple[str, ...]:
        """What does not fit, a sentence for each fact."""
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
        """Its key in decisions.xlsx: the form and what does not fit, so that another difference is
        asked about anew.
        """
        return f"{self.form} {digest(*(' '.join(fact) for fact in self.facts))}"


@attrs.frozen
class ChangedAnswer:
    """An answer that the panel changed: what the auditor had answered, what counts now, and why.
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
"""The states of a form that came back."""


@attrs.frozen
class Expected:
    """One form that should come back, and where it stands."""

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
        """Whether the form came back."""
        return self.state in BACK


@attrs.frozen
class CaseBook:
    """Everything that was returned and is accepted, with the ledger and what is wrong or open."""

    returns: tuple[Return, ...]
    ledger: tuple[LedgerLine, ...]
    expected: tuple[Expected, ...]
    concerns: tuple[Concern, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[Problem, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    changed: tuple[ChangedAnswer, ...] = ()
    settled: tuple[str, ...] = ()
    """The keys of the conflicts that the chair decided: one copy of each counts."""

    @property
    def held(self) -> frozenset[str]:
        """The cases whose agencies are not set side by side: one of their forms may be about
        another child, and nobody has decided.
        """
        return frozenset(doubt.subject for doubt in self.doubts if not doubt.said)

    @property
    def quality(self) -> tuple[Return, ...]:
        """The returns that count in quality figures: all but nil ones."""
        return tuple(ret for ret in self.returns if not ret.is_nil)
