"""A round: one run of a theme, with its subjects, recipients and dates. Read from round.xlsx, which
the chair edits.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import cached_property
from typing import Literal

import attrs

from audit_core.i18n import _
from audit_core.parsing.folding import codes_called
from audit_core.rounds.escalation_policy import EXAMPLE_STAGES, Stage
from audit_core.rounds.recipients import Recipient
from audit_core.themes.agencies import RESPONDENTS
from audit_core.themes.nations import Nation
from audit_core.themes.theme import Unit

Expect = Literal["ask", "not_known", "waived"]
Proceedings = Literal["not_asked", "", "none", "not_cleared", "cleared"]
"""Whether court proceedings, an investigation or a review are under way about a case, and somebody
responsible has cleared the audit of it. "" if nobody has said; "not_asked" in a round that was set
up before this was asked.
"""


@attrs.frozen
class Subject:
    """What a form is about. `facts` are bands by fact code; `roles` are (role, recipient code);
    `expected` says who is asked.

    A recipient that is not listed in `expected` gets no form about this subject.
    """

    ref: str
    kind: Literal["case", "meeting", "organisation", "round"]
    facts: tuple[tuple[str, str], ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    expected: tuple[tuple[str, Expect], ...] = ()
    withdrawn: str = ""
    note: str = ""
    due: date | None = None
    cells: tuple[tuple[str, str], ...] = attrs.field(default=(), eq=False)
    """(fact, cell): where round.xlsx gives each band, "" if it does not. Left out of
    comparisons.
    """
    proceedings: Proceedings = "not_asked"
    cleared: str = ""
    """Who cleared it and when, as typed: "police SIO on 14 Mar 2026"."""

    @property
    def is_out(self) -> bool:
        """Whether it is no part of the round: withdrawn, or not cleared for audit yet."""
        return bool(self.withdrawn) or self.proceedings == "not_cleared"

    @property
    def record_only(self) -> bool:
        """Whether an audit may only read the record: nobody is spoken to, and nothing that was
        written about the case is quoted or given as an example.
        """
        return self.proceedings in {"not_cleared", "cleared"}

    def fact(self, code: str) -> str:
        """Return the band of a fact, or "" if it is not known."""
        return dict(self.facts).get(code, "")

    def holders(self, role: str) -> tuple[str, ...]:
        """Return the recipients named for a role in this case."""
        return tuple(code for held, code in self.roles if held == role)


@attrs.frozen
class Sampling:
    """How the cases were chosen. Printed in the method section, so that a few cases are not
    mistaken for a survey.
    """

    frame: str = ""
    criterion: str = ""
    method: str = ""
    replaced: str = ""
    random: bool | None = None
    """Whether chance alone decided. None: the chair did not say, and the sample is not treated as
    random.
    """


Days = tuple[date, date]
"""The first and the last day of a period, both included."""


@attrs.frozen
class Terms:
    """When schools were open: terms, and the holidays and closures within them. Without a term
    there is no school calendar.
    """

    terms: tuple[Days, ...] = ()
    closed: tuple[Days, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms)

    @property
    def reach(self) -> Days | None:
        """The first day of the first term and the last day of the last term: outside them it is not
        known whether schools were open.
        """
        if not self.terms:
            return None
        return min(first for first, _ in self.terms), max(last for _, last in self.terms)

    def is_open(self, day: date) -> bool:
        """Whether a day is in a term and not in a closure."""
        return _within(day, self.terms) and not _within(day, self.closed)


def _within(day: date, spans: tuple[Days, ...]) -> bool:
    return any(first <= day <= last for first, last in spans)


@attrs.frozen
class Round:
    """One run of a theme. `limits` holds the time limits typed for the round by name, and `words`
    its local words.
    """

    code: str
    theme: str
    title: str
    partnership: str
    nation: Nation
    looks_from: date
    looks_to: date
    issued: date
    due: date
    recipients: tuple[Recipient, ...]
    subjects: tuple[Subject, ...]
    panel: date | None = None
    contact: str = ""
    return_to: str = ""
    marking: str = "OFFICIAL-SENSITIVE"
    grades: bool = True
    retention_months: int = 24
    follows: str = ""
    sampling: Sampling = Sampling()
    limits: tuple[tuple[str, int], ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    terms: Terms = Terms()
    days_off: tuple[tuple[Nation, date], ...] = ()
    """Days off that were typed, by nation, such as a bank holiday proclaimed after the forms."""
    limit_units: tuple[tuple[str, Unit], ...] = ()
    """The units of the limits that were typed in another unit than the theme's."""
    agreed_by: str = ""
    """The group that agreed the final report."""
    agreed_on: date | None = None
    version: str = ""
    stages: tuple[Stage, ...] = EXAMPLE_STAGES
    """The stages of the partnership's escalation policy."""
    hold: str = ""
    """Why nothing of this round may be deleted until the chair says otherwise; "" if it may be
    purged when its time has run out.
    """

    @property
    def keep_until(self) -> date:
        """The last day on which returns are kept: `retention_months` after the panel or, if there
        is no panel date, after the due date.
        """
        start = self.panel or self.due
        year, month = divmod(start.year * 12 + start.month - 1 + self.retention_months, 12)
        if year > date.max.year:
            return date.max
        return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))

    @property
    def days_off_here(self) -> frozenset[date]:
        """The further days off of the round's own nation."""
        return frozenset(day for nation, day in self.days_off if nation == self.nation)

    def recipient(self, code: str) -> Recipient | None:
        """The recipient with this code, or None."""
        return next((recipient for recipient in self.recipients if recipient.code == code), None)

    def code_of(self, named: str) -> str:
        """Return the code of the recipient that was named by its code or its name; the text as
        typed if there is none.
        """
        return next(
            iter(codes_called(named, {each.code: each.name for each in self.recipients})), named
        )

    def subject(self, ref: str) -> Subject | None:
        """The subject with this reference, or None."""
        return self._by_ref.get(ref)

    @property
    def cases(self) -> tuple[Subject, ...]:
        """The cases of the round, without those that were withdrawn or are not cleared."""
        return tuple(
            subject for subject in self.subjects if subject.kind == "case" and not subject.is_out
        )

    @property
    def record_only(self) -> frozenset[str]:
        """The cases of which no words may leave the chair's folder."""
        return frozenset(subject.ref for subject in self.subjects if subject.record_only)

    @cached_property
    def _by_ref(self) -> dict[str, Subject]:
        """The subjects by reference. If two have the same, which no valid round has, the first
        counts.
        """
        return {subject.ref: subject for subject in reversed(self.subjects)}

    def due_for(self, subject: Subject | None, code: str) -> date:
        """Return when a form is due back: the case's own date, otherwise the recipient's, otherwise
        the round's.
        """
        recipient = self.recipient(code)
        return (
            (subject.due if subject else None) or (recipient.due if recipient else None) or self.due
        )

    def name_of(self, code: str) -> str:
        """Return the printed name of a recipient or of a built-in respondent."""
        if found := self.recipient(code):
            return found.name
        return next((_(kind.label) for kind in RESPONDENTS if kind.code == code), code)

    def called(self, code: str) -> str:
        """Return the name of a recipient within a sentence: a built-in respondent begins with a
        small letter.
        """
        name = self.name_of(code)
        return name if self.recipient(code) else f"{name[:1].lower()}{name[1:]}"
