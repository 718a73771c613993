"""Escalations: the policy's stages, the quarter, and the content of an agency's log.

The partnership receives copies of all escalations each quarter, because audits often find
disagreements that were not taken further. Stages and limits are each partnership's own; the
built-in ones are examples from published policies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

import attrs

from audit_core.i18n import N_, _, date_in_words
from audit_core.problems.problem import Where
from audit_core.rounds.escalation_policy import Stage

LogOptions = tuple[tuple[str, str], ...]
"""(code, text) of each choice, or (key, heading) of each column, in order."""
TOPICS: LogOptions = tuple(
    N_(
        {
            "threshold": "Level of need or threshold",
            "referral": "Referral or assessment not accepted",
            "outcome": "Outcome of an assessment",
            "plan": "The plan and who does what",
            "step_down": "Stepping down or closing",
            "sharing": "Sharing information",
            "attendance": "Attendance and reports",
            "response": "Delay or no response",
            "safety": "Immediate safety",
            "other": "Something else",
        }
    ).items()
)
OUTCOMES: LogOptions = tuple(
    N_(
        {
            "upheld": "Upheld",
            "part": "Upheld in part",
            "not_upheld": "Not upheld",
            "withdrawn": "Withdrawn",
        }
    ).items()
)
SAFE: LogOptions = tuple(N_({"yes": "Yes", "no": "No", "not_known": "Not known"}).items())
SIDES: LogOptions = tuple(N_({"raised": "Raised it", "received": "Received it"}).items())
REPORT: LogOptions = tuple(
    N_({"some": "Yes: see the next sheet", "none": "None to report"}).items()
)
NO_TOPIC = ""

COLUMNS: LogOptions = tuple(
    N_(
        {
            "ref": "Ref",
            "side": "We raised or received it",
            "other": "The other agency",
            "their_ref": "Their ref, if known",
            "raised": "Date raised",
            "case": "Case reference, or none",
            "topic": "Topic",
        }
    ).items()
)
"""The columns of a log before those of the stages: (key, heading)."""
CLOSING: LogOptions = tuple(
    N_(
        {
            "resolved": "Resolved at which stage",
            "safe": "Child safe meanwhile",
            "outcome": "Outcome",
            "learning": "Learning",
            "copied": "Copied to the partnership on",
        }
    ).items()
)
"""The columns of a log after those of the stages."""
ANY, BY, ON = N_(("Any escalations to report?", "Completed by (role)", "Date completed"))
"""The questions on the first sheet of a log."""


def columns_of(stages: Sequence[Stage]) -> LogOptions:
    """Return every column of a log by key, in the current language. Each stage has two: the day it
    began, and the day it was answered.
    """
    of_stages = []
    for number, stage in enumerate(stages, start=1):
        names = {"number": number, "stage": stage.name}
        of_stages += [
            (f"begun{number}", _("{number}. {stage}: begun", **names)),
            (f"answered{number}", _("{number}. {stage}: answered", **names)),
        ]
    before, after = (
        [(key, _(heading)) for key, heading in columns] for columns in (COLUMNS, CLOSING)
    )
    return (*before, *of_stages, *after)


def is_of_stage(key: str) -> bool:
    """Say whether a column holds the day on which a stage began or was answered."""
    return key.startswith(("begun", "answered"))


@attrs.frozen(order=True)
class Quarter:
    """A quarter of a calendar year. Its days are printed with its name, since some organisations
    count quarters from April.
    """

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        after = Quarter(self.year + self.number // 4, self.number % 4 + 1)
        return after.first - timedelta(days=1)

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def days(self) -> str:
        """Its days in words: 1 April to 30 June 2026."""
        return _(
            "{first} to {last}",
            first=date_in_words(self.first).rsplit(" ", 1)[0],
            last=date_in_words(self.last),
        )

    @classmethod
    def of(cls, day: date) -> Quarter:
        """Return the quarter that a day is in."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def parse(cls, text: str) -> Quarter | None:
        """Return the quarter that a text names ("2026Q2", "2026-q2"), or None."""
        match = re.fullmatch(r"(20\d\d)[- ]?[Qq]([1-4])", text.strip(), re.ASCII)
        return cls(int(match[1]), int(match[2])) if match else None


LOG_ID = re.compile(r"AE1/20\d\dQ[1-4]/[a-z][a-z0-9_]*(?:/[1-9]\d?)?")


def log_id(quarter: Quarter, code: str, edition: int = 1) -> str:
    """Return the id that identifies a log whatever its file is called. A log made again with other
    stages adds its edition.
    """
    return f"AE1/{quarter}/{code}{f'/{edition}' if edition > 1 else ''}"


@attrs.frozen
class Agency:
    """An agency that is asked for a log, and the edition of its newest log."""

    code: str
    name: str
    edition: int = 1


@attrs.frozen
class IssuedEdition:
    """The stages and columns that the logs of an edition were made with."""

    stages: tuple[Stage, ...]
    columns: LogOptions


@attrs.frozen
class IssuedLogs:
    """What the logs of a quarter were made with: they are read back by this, whatever has changed
    since.

    `earlier` are the editions made with example stages before the partnership typed its own, oldest
    first.
    """

    schema: int
    quarter: str
    nation: str
    due: date
    stages: tuple[Stage, ...]
    columns: LogOptions
    agencies: tuple[Agency, ...]
    holidays: tuple[date, ...]
    earlier: tuple[IssuedEdition, ...] = ()

    @property
    def edition(self) -> int:
        """The edition of a log that is made now."""
        return len(self.earlier) + 1

    def printed(self, edition: int) -> IssuedEdition | None:
        """Return what an edition was made with; None for one that never existed."""
        editions = (*self.earlier, IssuedEdition(self.stages, self.columns))
        return editions[edition - 1] if 0 < edition <= len(editions) else None

    @property
    def is_example(self) -> bool:
        """Whether any stage is still an example, not the partnership's own."""
        return any(stage.is_example for stage in self.stages)

    def name_of(self, code: str) -> str:
        """Return an agency's name; "Another agency" for one that is not on the list, because what
        was typed for it is not printed.
        """
        return next(
            (agency.name for agency in self.agencies if agency.code == code), _("Another agency")
        )


ELSEWHERE = "-"
"""The code of any agency that is not on the partnership's list."""
REMOVED_STAGE = -1
"""The number of any stage that the policy does not have."""
OptionalDate = date | None
Span = tuple[OptionalDate, OptionalDate]
"""The day a stage began, and the day it was answered."""


@attrs.frozen
class EscalationReport:
    """One escalation as reported in one agency's log. `raiser` and `receiver` are codes, or
    `ELSEWHERE`.

    `faulty` are the keys of dates that cannot be right: what needs them is not assessed. `withheld`
    are the columns whose text is not printed, because it is not one of our refs or may name
    somebody, each with a number; equal texts have the same number.
    """

    by: str
    ref: str
    raiser: str
    receiver: str
    raised: date
    where: Where
    their_ref: str = ""
    case: str = ""
    topic: str = NO_TOPIC
    spans: tuple[Span, ...] = ()
    faulty: frozenset[str] = frozenset()
    resolved: int = 0
    safe: str = ""
    outcome: str = ""
    learning: str = ""
    copied: OptionalDate = None
    withheld: tuple[tuple[str, int], ...] = ()

    def holds_back(self, key: str) -> int:
        """Return the number of the text withheld in a column; 0 for none."""
        return dict(self.withheld).get(key, 0)

    def mark(self, key: str) -> str:
        """Return what a column's text is compared by: itself, or the number of the withheld text;
        "" if nothing was typed.
        """
        number = self.holds_back(key)
        return f"withheld {number}" if number else str(getattr(self, key))

    def printed(self, key: str) -> str:
        """Return what is printed of a column's text: the text, "(withheld)", or ""."""
        return _("(withheld)") if self.holds_back(key) else str(getattr(self, key))


LogState = Literal["reported", "none", "says_nothing", "conflict", "missing"]
"""What an agency's log says; "none" (it reported that there was none) and "missing" (no log was
received) are different.
"""


@attrs.frozen
class Log:
    """The content of one file: whose it is, whether it says that there was none, and every
    escalation it reports.
    """

    code: str
    file: str
    sha256: str
    answer: str
    reports: tuple[EscalationReport, ...]
    rows: int = 0
    """The number of rows with anything typed, including those that could not be used."""

    @property
    def state(self) -> LogState:
        """What the log says. Rows count more than the answer on the first sheet, so nothing that
        was reported is ignored.
        """
        if self.rows:
            return "reported"
        return "none" if self.answer == "none" else "says_nothing"
