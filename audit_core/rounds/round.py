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

Expect = Literal["ask", "not_known", "waived"]


@attrs.frozen
class Subject:
    """What a form is about. `facts` are bands by fact code; `roles` are (role, recipient code);
    `expected` says who is asked.

    Nobody gets a form for a subject they are not listed for in `expected`.
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
    """(fact, cell): where round.xlsx says each band, "" for not at all. Where it stands is no part
    of what it says.
    """

    def fact(self, code: str) -> str:
        """The band of a fact, or an empty string where it is not known."""
        return dict(self.facts).get(code, "")

    def holders(self, role: str) -> tuple[str, ...]:
        """The recipients named for a role in this case."""
        return tuple(code for held, code in self.roles if held == role)


@attrs.frozen
class Sampling:
    """How the cases were chosen: printed in the method section, so that nobody takes a handful for
    a survey.
    """

    frame: str = ""
    criterion: str = ""
    method: str = ""
    replaced: str = ""
    random: bool | None = None
    """Whether chance alone decided. None: the chair did not say, so nothing is taken for random."""


Days = tuple[date, date]
"""From the first day to the last, both within."""


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
        """The first day of the first term and the last of the last: beyond them nobody knows
        whether schools were open.
        """
        return (
            (min(first for first, _ in self.terms), max(last for _, last in self.terms))
            if self.terms
            else None
        )

    def is_open(self, day: date) -> bool:
        """Whether a day is in a term and not closed."""
        return _within(day, self.terms) and not _within(day, self.closed)


def _within(day: date, spans: tuple[Days, ...]) -> bool:
    return any(first <= day <= last for first, last in spans)


@attrs.frozen
class Round:
    """One run of a theme. `limits` holds this round's own amounts by time limit name; `words` the
    local words.
    """

    code: str
    theme: str
    title: str
    partnership: str
    nation: Literal["England", "Wales", "Scotland", "Northern Ireland"]
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
    agreed_by: str = ""
    """The group that agreed the final report."""
    agreed_on: date | None = None
    version: str = ""
    stages: tuple[Stage, ...] = EXAMPLE_STAGES
    """Of the partnership's escalation policy."""
    hold: str = ""
    """Why nothing of this round may be deleted until told otherwise; "" where its time
    may run out.
    """

    @property
    def keep_until(self) -> date:
        """The last day on which what came back is kept: so many months after the panel, or after
        returns were due where there is no panel.
        """
        start = self.panel or self.due
        year, month = divmod(start.year * 12 + start.month - 1 + self.retention_months, 12)
        if year > date.max.year:
            return date.max
        return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))

    def recipient(self, code: str) -> Recipient | None:
        """The recipient with this code, or None."""
        return next((recipient for recipient in self.recipients if recipient.code == code), None)

    def code_of(self, said: str) -> str:
        """The code of the recipient that somebody named by its code or its name; what was typed, if
        there is none.
        """
        return next(
            iter(codes_called(said, {each.code: each.name for each in self.recipients})), said
        )

    def subject(self, ref: str) -> Subject | None:
        """The subject with this reference, or None."""
        return self._by_ref.get(ref)

    @cached_property
    def _by_ref(self) -> dict[str, Subject]:
        """The subjects by their references; of two with the same, which a round must not have, the
        first.
        """
        return {subject.ref: subject for subject in reversed(self.subjects)}

    def due_for(self, subject: Subject | None, code: str) -> date:
        """When a form is due back: the case's own date, or the recipient's, or the round's."""
        recipient = self.recipient(code)
        return (
            (subject.due if subject else None) or (recipient.due if recipient else None) or self.due
        )

    def name_of(self, code: str) -> str:
        """The printed name of a recipient; of a built-in respondent, in words."""
        found = self.recipient(code)
        return (
            found.name
            if found
            else next((_(kind.label) for kind in RESPONDENTS if kind.code == code), code)
        )

    def called(self, code: str) -> str:
        """The name of a recipient within a sentence: a built-in respondent begins small."""
        name = self.name_of(code)
        return name if self.recipient(code) else f"{name[:1].lower()}{name[1:]}"
