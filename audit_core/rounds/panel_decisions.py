"""What the chair and the panel decided, as read from decisions.xlsx. Text typed there is kept by
every compile.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import attrs

from audit_core.problems.problem import Where

NOT_IDENTIFYING = "fine"
"""What the chair types on the Identifiers sheet for a text that identifies nobody."""


@attrs.frozen
class AgreedGrade:
    """The panel's grade of a case."""

    subject: str
    grade: str
    why: str = ""
    dissent: str = ""
    child: str = ""
    cleared: bool = False
    """Whether the board may read what it is like to be this child."""


@attrs.frozen
class PanelAnswer:
    """The panel's answer to a question that only the panel is asked. `code` is the code on the
    scale, "" until it has been checked against the theme.
    """

    subject: str
    ref: str
    said: str
    why: str
    where: Where
    code: str = ""


@attrs.frozen
class PanelChange:
    """An answer that the panel changed. `recipient` is as typed until it has been checked; `said`
    is the answer that counts from now on.
    """

    subject: str
    ref: str
    recipient: str
    said: str
    why: str
    where: Where
    dissent: str = ""


@attrs.frozen
class ChildAction:
    """An urgent action for one child. It goes to the agency's dated follow-up list, never into the
    report.
    """

    subject: str
    owner: str
    text: str
    due: date | None
    closed: date | None = None


@attrs.frozen
class FindingNote:
    """The panel's view of a finding: why it happens and what it means for children, or that it is
    only to be noted.
    """

    id: str
    why: str = ""
    so_what: str = ""
    status: Literal["proposed", "accepted", "noted"] = "proposed"


@attrs.frozen
class RecommendationDecision:
    """What the panel decided about a recommendation."""

    id: str
    status: Literal["accepted", "edited", "rejected"]
    text: str = ""
    owner: str = ""
    due: date | None = None
    reason: str = ""


@attrs.frozen
class Decisions:
    """All decisions of a round. Conflicts and dates received have form ids as keys; identifiers
    have hashed locations.
    """

    grades: tuple[AgreedGrade, ...] = ()
    findings: tuple[FindingNote, ...] = ()
    recommendations: tuple[RecommendationDecision, ...] = ()
    conflicts: tuple[tuple[str, str], ...] = ()
    """(form id, the file that counts)."""
    received: tuple[tuple[str, date], ...] = ()
    """(form id, the day the chair recorded it as received)."""
    concerns: tuple[tuple[str, str, str], ...] = ()
    """(concern key, who is dealing with it, "closed" or "open")."""
    identifiers: tuple[tuple[str, str], ...] = ()
    """(place key, "fine" or what to print instead)."""
    quotations: tuple[tuple[str, str], ...] = ()
    """(place key, "cleared" or "not cleared")."""
    same_child: tuple[tuple[str, str], ...] = ()
    """(doubt key, "same" or "other")."""
    missing_accepted: tuple[tuple[str, str], ...] = ()
    """(form id, why the panel proceeds without it)."""
    child_actions: tuple[ChildAction, ...] = ()
    panel: tuple[PanelAnswer, ...] = ()
    changes: tuple[PanelChange, ...] = ()

    places: tuple[tuple[str, Where], ...] = ()
    """(sheet and key as "Cases|DA26A-01-X", the cell that names it), so that a problem with a
    decision can name its cell.
    """

    @property
    def closed(self) -> frozenset[str]:
        """The keys of the concerns that somebody has closed. Every other concern is open, and comes
        first in every list.
        """
        return frozenset(key for key, _, state in self.concerns if state == "closed")

    def where(self, sheet: str, key: str) -> Where:
        """Return the cell that names what a decision is about."""
        return dict(self.places).get(f"{sheet}|{key}", Where("decisions.xlsx", sheet))


@attrs.frozen
class DecisionColumn:
    """A column of decisions.xlsx: its heading, width in characters, and what the panel types into
    it ("" for a column that the program fills).
    """

    heading: str
    width: float
    typed: Literal["", "text", "choice", "date"] = ""
    options: tuple[str, ...] = ()
    later: bool = False
    """Added after workbooks had been issued: an older workbook without this heading is still
    complete.
    """


@attrs.frozen
class DecisionSheet:
    """A sheet of decisions.xlsx. The first column names what each row is about."""

    name: str
    purpose: str
    columns: tuple[DecisionColumn, ...]


_C = DecisionColumn
GRADE_WORDS = ("Outstanding", "Good", "Requires improvement", "Inadequate")
SHEETS: tuple[DecisionSheet, ...] = (
    DecisionSheet(
        "Cases",
        "The panel's grade of each case, and what it is like to be this child. The limit is in "
        "the last column, so that it is read last.",
        (
            _C("Case", 14),
            _C("Agencies on their own practice", 20),
            _C("Agencies on working together", 20),
            _C("Agreed grade", 15, "choice", GRADE_WORDS),
            _C("Why", 26, "text"),
            _C("Dissent", 19.5, "text"),
            _C("What it is like to be this child", 34, "text"),
            _C("May the board read it?", 10.5, "choice", ("Yes", "No")),
            _C("Limit found", 30),
        ),
    ),
    DecisionSheet(
        "Panel questions",
        "What only the panel can answer about each case, with every agency's record on the table.",
        (
            _C("Question", 20),
            _C("What is asked", 48),
            _C("Met means", 36),
            _C("Answer", 20, "text"),
            _C("Why", 35, "text"),
        ),
    ),
    DecisionSheet(
        "Changed answers",
        "Answers that the panel changed, with every agency's record on the table. The auditor's "
        "own answer is kept next to it.",
        (
            _C("Case", 14, "text"),
            _C("Ref", 10, "text"),
            _C("Agency", 24, "text"),
            _C("The panel's answer", 22, "text"),
            _C("Why", 59, "text"),
            _C("Dissent", 30, "text", later=True),
        ),
    ),
    DecisionSheet(
        "Across the cases",
        "Why it happens and what it means for children, for every finding marked high: those "
        "come first. Note leaves a finding for information only.",
        (
            _C("Finding", 10),
            _C("Kind", 16),
            _C("High", 7),
            _C("What it says", 49),
            _C("Why it happens", 32, "text"),
            _C("What it means for children", 32, "text"),
            _C("Decision", 13, "choice", ("Accept", "Note")),
        ),
    ),
    DecisionSheet(
        "Recommendations",
        "Accept, edit or reject each. Edit needs your wording, and reject needs a reason. "
        "Choose the owner from the list.",
        (
            _C("Recommendation", 18),
            _C("Proposed wording", 40),
            _C("From findings", 13),
            _C("Decision", 11, "choice", ("Accept", "Edit", "Reject")),
            _C("Wording if edited", 30, "text"),
            _C("Owner", 16, "text"),
            _C("Due", 13, "date"),
            _C("Reason", 18, "text"),
        ),
    ),
    DecisionSheet(
        "Concerns",
        "A form says that somebody is at risk. Each concern comes first everywhere until you close "
        "it here.",
        (
            _C("Concern", 30),
            _C("Where it was said", 40),
            _C("What", 35),
            _C("Who is dealing with it", 42, "text"),
            _C("State", 12, "choice", ("Open", "Closed")),
        ),
    ),
    DecisionSheet(
        "Conflicts",
        "Two copies of one form say different things. Neither counts until you say here which "
        "file does. If each has part of the answers, ask for one form with all of them.",
        (
            _C("Form", 30),
            _C("Files", 40),
            _C("What differs", 49),
            _C("Which file counts", 40, "text"),
        ),
    ),
    DecisionSheet(
        "Same child",
        "What these forms say about the child does not match this round. No finding compares that "
        "case's agencies until you decide.",
        (
            _C("Form", 30),
            _C("Case", 14),
            _C("What does not fit", 55),
            _C("The same child?", 16, "choice", ("Yes", "No")),
            _C("Why", 44, "text"),
        ),
    ),
    DecisionSheet(
        "Identifiers",
        "Text that may identify a person. Write fine, or the role to print instead. Until "
        "then it is not printed for the board.",
        (_C("Place", 30), _C("Where", 50), _C("What it may be", 25), _C("Decision", 36, "text")),
    ),
    DecisionSheet(
        "Quotations",
        "Children's own words, as auditors wrote them down. Only what you clear here can be quoted "
        "to the board.",
        (
            _C("Quotation", 26),
            _C("Case", 14),
            _C("Words", 65),
            _C("Before you clear it", 34, later=True),
            _C("Clear for the board", 16, "choice", ("Yes", "No")),
        ),
    ),
    DecisionSheet(
        "Returns",
        "The day each form came in, if you know it; and, for a form that will not come, why the "
        "panel proceeds without it.",
        (
            _C("Form", 34),
            _C("Recipient", 24),
            _C("Case", 14),
            _C("State", 16),
            _C("Date received", 15, "date"),
            _C("Go on without it: why", 44, "text"),
        ),
    ),
    DecisionSheet(
        "Actions for a child",
        "What must be done for one child now. It goes to that agency's own list, never into the "
        "report.",
        (
            _C("Case", 14, "text"),
            _C("Owner", 22, "text"),
            _C("What", 70, "text"),
            _C("Due", 14, "date"),
            _C("Closed", 14, "date"),
        ),
    ),
)
NO_LONGER_IN_RESULTS = "No longer in this round's results"
STRUCK_THROUGH = "Struck through"
"""The key under which a row, kept as text, lists the headings of its struck-through cells, one on
each line.
"""
