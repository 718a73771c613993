"""The columns of the plan's workbooks: the heading of each, who fills it in, and what is typed
there. The same table is used for writing and for reading.

Headings and choices stay in English because the program reads them back (docs/translating.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import attrs

from audit_core.findings.action import POSITION_WORDS, STATUS_WORDS

Whose = Literal["chair", "owner", "nobody"]
ColumnType = Literal["text", "date", "choice", "owner"]
Choices = tuple[tuple[str, str], ...]

ANSWERS: Choices = (
    ("accepted", "Accepted"),
    ("in_part", "In part"),
    ("not_accepted", "Not accepted"),
)
DECISIONS: Choices = (
    ("closed", "Agreed closed"),
    ("keep_open", "Keep open"),
    ("withdrawn", "Withdrawn"),
)
RESULTS: Choices = (("passed", "Passed"), ("partly", "Partly"), ("failed", "Failed"))
PRIORITIES: Choices = (("high", "High"), ("medium", "Medium"), ("low", "Low"))
YES_NO: Choices = (("yes", "Yes"), ("no", "No"))
OVERRIDES: Choices = tuple(
    (code, word)
    for code, word in POSITION_WORDS
    if code in {"not_started", "on_track", "at_risk", "overdue", "blocked"}
)
"""The positions that the chair may set against the rules. Done, sustained and withdrawn come only
from closing.
"""
CONFLICT_CHOICES: Choices = (("keep", "Keep ours"), ("take", "Take theirs"), ("other", "Other"))
PROPOSAL_CHOICES: Choices = (("accepted", "Accept"), ("rejected", "Reject"))
DUPLICATE_CHOICES: Choices = (
    ("apart", "Not the same"),
    ("first", "Same: keep the first"),
    ("second", "Same: keep the second"),
)


@attrs.frozen
class PlanColumn:
    """A column: the field it holds, its heading and width, who fills it in, what is typed there,
    and whether it must not be emptied (`needed`).
    """

    field: str
    heading: str
    width: float
    whose: Whose = "nobody"
    kind: ColumnType = "text"
    choices: Choices = ()
    needed: bool = False

    @property
    def typed(self) -> bool:
        """Whether anybody types into it."""
        return self.whose != "nobody"


@attrs.frozen
class PlanSheet:
    """A sheet with a row for each action, or for each thing to decide.

    `once_on` is the sheet that had its typed columns in workbooks that are still out there.
    """

    name: str
    purpose: str
    columns: tuple[PlanColumn, ...]
    once_on: str = ""

    def joined(self, other: PlanSheet) -> PlanSheet:
        """Return this sheet with the columns of another, for a workbook that has both as one. Of
        two columns with one heading, the one that is typed into counts.
        """
        found: dict[str, PlanColumn] = {}
        for column in (*self.columns, *other.columns):
            if column.heading not in found or column.typed:
                found[column.heading] = column
        return attrs.evolve(self, columns=tuple(found.values()))

    def filled_in_by(self, person: Whose) -> int:
        """Return how many columns there are up to the last that a person fills in: the chair fills
        in the owners' too.
        """
        return max(
            (
                place
                for place, column in enumerate(self.columns, start=1)
                if column.whose == person or (person == "chair" and column.typed)
            ),
            default=0,
        )

    def typed(self) -> Iterator[PlanColumn]:
        """Return the columns that are typed into."""
        return (column for column in self.columns if column.typed)


_C = PlanColumn
ID = _C("id", "Action", 12)
PASSING = frozenset({"progress", "due_why"})
"""Fields that are emptied in every issue: what is typed there is added to the history."""
_STATUS = _C("status", "Status", 13, "owner", "choice", STATUS_WORDS, needed=True)
_NOTED = _C("noted", "Noted last", 28)
_PROGRESS = _C("progress", "Progress this period", 17.5, "owner")
_EVIDENCE = _C("evidence", "Evidence it helped children", 17, "owner")

OWNER_SHEET = PlanSheet(
    "Action plan",
    "Each row is complete in itself. Fill in the white cells; the grey ones are the chair's.",
    (  # what an owner types is on the first screen; what is only read is to the right of it
        ID,
        _C("text", "What is to be done", 28, "chair", needed=True),
        _C("due", "Due", 13, "chair", "date"),
        attrs.evolve(_STATUS, width=14),
        attrs.evolve(_PROGRESS, width=24),
        attrs.evolve(_EVIDENCE, width=20),
        _C("answer", "Do you accept it?", 11, "owner", "choice", ANSWERS),
        _C("answer_why", "If in part or not: why", 12, "owner"),
        _C("asked_due", "New date asked for", 13, "owner", "date"),
        _C("asked_why", "Why a new date", 12, "owner"),
        _C("position", "Position", 13),
        _C("moved", "Date moved", 10.5),
        _C("measure", "How we will know", 26, "chair"),
        _C("owner_role", "Lead (role)", 13.5, "chair"),
        _C("priority", "Priority", 11, "chair", "choice", PRIORITIES),
        _C("why_shown", "Source and recommendation", 26),
        attrs.evolve(_NOTED, width=19),
    ),
)
MASTER_SHEET = PlanSheet(
    "Action plan",
    "Every action, open or finished. Type into the white cells; the grey ones are worked out.",
    (
        ID,
        _C("text", "What is to be done", 24, "chair", needed=True),
        _C("owner", "Owner", 13.5, "chair", "owner", needed=True),
        _C("due", "Due", 12.5, "chair", "date", needed=True),
        _C("due_why", "If you move it: why", 11.5, "chair"),
        _STATUS,
        _PROGRESS,
        _EVIDENCE,
        _C("position", "Position", 13),
        _C("override", "Position in your judgement", 14, "chair", "choice", OVERRIDES),
        _C("override_why", "Why not by the rules", 11, "chair"),
        _C("moved", "Date moved", 13),
        _C("why_shown", "Source and recommendation", 34),
        _NOTED,
    ),
)
LEAD_SHEET = PlanSheet(
    "Lead and measure",
    "Who leads each action, for which sub-group, and how you will know that it helped.",
    (
        ID,
        _C("text_shown", "What is to be done", 40),
        _C("owner_shown", "Owner", 19),
        _C("owner_role", "Lead (role)", 20, "chair"),
        _C("sub_group", "Sub-group", 18, "chair"),
        _C("priority", "Priority", 12, "chair", "choice", PRIORITIES),
        _C("measure", "How we will know", 38, "chair"),
    ),
    once_on="Action plan",
)
ASKED_SHEET = PlanSheet(
    "What owners ask",
    "What each owner answered, and the new dates they ask for. Yes moves the due date; the "
    "first date is kept, and every move is counted.",
    (
        ID,
        _C("text_shown", "What is to be done", 32),
        _C("owner_shown", "Owner", 16),
        _C("due_shown", "Due", 13),
        _C("answer", "Do they accept it?", 13, "owner", "choice", ANSWERS),
        _C("answer_why", "If in part or not: why", 22, "owner"),
        _C("asked_due", "New date asked for", 13, "owner", "date"),
        _C("asked_why", "Why a new date", 22, "owner"),
        _C("asked_agreed", "New date agreed?", 13, "chair", "choice", YES_NO),
    ),
)
CLOSING_SHEET = PlanSheet(
    "Closing and tests",
    "To close an action, give evidence (on the sheet Action plan) and a test, or a reason for "
    "having none. A failed test reopens the action under the same number.",
    (
        ID,
        _C("text_shown", "What is to be done", 24),
        _C("decision", "Chair's decision", 12.5, "chair", "choice", DECISIONS),
        _C("decision_why", "Why", 16, "chair"),
        _C("closed_on", "Closed on", 12.5, "chair", "date"),
        _C("closed_by", "Closed by (role)", 13, "chair"),
        _C("test_what", "Test: question or measure", 18, "chair"),
        _C("test_how", "How it is tested", 16, "chair"),
        _C("test_on", "Test due", 12.5, "chair", "date"),
        _C("test_passes", "What passes", 11.5, "chair"),
        _C("no_test_why", "If no test: why", 11, "chair"),
        _C("owner_shown", "Owner", 18),
        _C("status_shown", "Status", 18),
    ),
)
TESTS_SHEET = PlanSheet(
    "Test results",
    "The result of each test: those that are due come first. A failed test reopens the action.",
    (
        ID,
        _C("text_shown", "What is to be done", 34),
        _C("test_what_shown", "Test: question or measure", 25),
        _C("test_on_shown", "Test due", 13),
        _C("test_passes_shown", "What passes", 16),
        _C("test_result", "Test result", 12, "chair", "choice", RESULTS),
        _C("tested_on", "Tested on", 13, "chair", "date"),
        _C("test_note", "What was seen", 34, "chair"),
    ),
    once_on="Closing and tests",
)
ACTION_SHEETS = (MASTER_SHEET, LEAD_SHEET, ASKED_SHEET, CLOSING_SHEET, TESTS_SHEET)
"""The sheets of the master that have a row for every action."""

PROPOSED_SHEET = PlanSheet(
    "New actions",
    "Actions you propose for the plan. The chair decides on each; your next workbook lists "
    "those accepted, each with a number.",
    (
        _C("text", "What is to be done", 60, "owner"),
        _C("why", "Why", 50, "owner"),
        _C("role", "Who would lead it (role)", 26, "owner"),
        _C("due", "By when", 16, "owner", "date"),
    ),
)
OPEN_QUESTIONS_SHEET = PlanSheet(
    "To decide",
    "Changes that were not applied automatically. Keep what the plan says, take what came in, "
    "or type something else. Until you decide, nothing is lost.",
    (
        _C("id", "No.", 7),
        _C("kind_shown", "What it is", 17),
        _C("action_shown", "About", 12),
        _C("field_shown", "Column", 13),
        _C("ours_shown", "The plan says", 22),
        _C("theirs_shown", "What came in", 22),
        _C("decision", "Decision", 12, "chair", "choice", CONFLICT_CHOICES),
        _C("value", "If other: type it here", 20, "chair"),
        _C("why", "Why", 15, "chair"),
        _C("from_shown", "From", 19),
    ),
)
PROPOSALS_SHEET = PlanSheet(
    "New actions",
    "Actions that owners propose. Accept or reject each. To add an action of your own, fill "
    "in an empty row and name its owner.",
    (
        _C("id", "No.", 8),
        _C("text", "What is to be done", 40, "chair"),
        _C("why", "Why", 30, "chair"),
        _C("owner", "Owner", 17, "chair", "owner"),
        _C("role", "Lead (role)", 14, "chair"),
        _C("due", "Due", 13, "chair", "date"),
        _C("decision", "Decision", 14, "chair", "choice", PROPOSAL_CHOICES),
        _C("decision_why", "Why rejected", 22, "chair"),
    ),
)
PAIRS_SHEET = PlanSheet(
    "Likely duplicates",
    "Pairs that may be the same action. Nothing is merged automatically: the action you do "
    "not keep is withdrawn, with a note of the one that replaces it.",
    (
        _C("id", "Pair", 22),
        _C("first_shown", "First", 57),
        _C("second_shown", "Second", 57),
        _C("decision", "Decision", 22, "chair", "choice", DUPLICATE_CHOICES),
    ),
)
HISTORY_SHEET = PlanSheet(  # not called History: Excel keeps that name for itself
    "Notes so far",
    "Every note about each action, newest first. Nothing is ever removed.",
    (
        _C("on", "Date", 14, kind="date"),
        _C("id", "Action", 14),
        _C("by", "Who", 26),
        _C("text", "What", 100),
    ),
)
IMPORT_SHEET = PlanSheet(
    "Actions",
    "One action per row: from a case review, a task group or an inspection. The program gives "
    "each its own number.",
    (
        _C("source", "Source", 17, "chair", needed=True),
        _C("reference", "Reference", 14, "chair"),
        _C("text", "What is to be done", 31, "chair", needed=True),
        _C("why", "Why", 20, "chair"),
        _C("owner", "Owner", 15, "chair", "owner", needed=True),
        _C("owner_role", "Lead (role)", 12, "chair"),
        _C("sub_group", "Sub-group", 15, "chair"),
        _C("priority", "Priority", 11, "chair", "choice", PRIORITIES),
        _C("due", "Due", 13, "chair", "date"),
        _C("measure", "How we will know", 11, "chair"),
    ),
)

SHEETS = (
    OWNER_SHEET,
    PROPOSED_SHEET,
    *ACTION_SHEETS,
    OPEN_QUESTIONS_SHEET,
    PROPOSALS_SHEET,
    PAIRS_SHEET,
    HISTORY_SHEET,
    IMPORT_SHEET,
)

BASE_SHEET = "_base"
BASE_MARK = "AUDIT-PLAN"
"""The text of the first cell of the hidden sheet, before the workbook's id."""
COLUMNS: dict[str, PlanColumn] = {
    column.field: column
    for sheet in (ASKED_SHEET, CLOSING_SHEET, TESTS_SHEET, OWNER_SHEET, LEAD_SHEET, MASTER_SHEET)
    for column in sheet.columns
    if column.typed
}
"""The column of every field of an action that can be typed, by field."""


HEADINGS: dict[str, str] = {
    column.field: column.heading
    for sheet in (*ACTION_SHEETS, OWNER_SHEET, IMPORT_SHEET)
    for column in sheet.columns
}


def column_label(field: str) -> str:
    """Return the heading of a field; the field itself if it has none."""
    return HEADINGS.get(field, field)


def choice_label(choices: Choices, code: str) -> str:
    """Return the label of a code; the code itself if it is not among the choices."""
    return dict(choices).get(code, code)
