"""The partnership's action plan, tracked from quarter to quarter: every action under a permanent
id, and what is still to be decided.

A plan is never changed directly. It is made by applying its events, in order, to an empty one
(`replay.py`).
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import attrs

from audit_core.findings.action import ActionStatus
from audit_core.parsing.folding import option_labels
from audit_core.records import later

RecommendationAnswer = Literal["", "accepted", "in_part", "not_accepted"]
ClosingDecision = Literal["", "closed", "keep_open", "withdrawn"]
ChairTestResult = Literal["", "passed", "partly", "failed"]
ClosingReason = Literal["", "closed", "sustained"]
ChairPosition = Literal["", "not_started", "on_track", "at_risk", "overdue", "blocked"]
"""The positions that the chair may set; done, sustained and withdrawn come only from closing."""
ConflictKind = Literal["conflict", "not_theirs", "not_understood", "mixed_up", "from_round"]
EventKind = Literal[
    "begin",
    "name",
    "add",
    "set",
    "note",
    "given",
    "measure",
    "matter",
    "settle",
    "propose",
    "dispose",
    "pair",
    "merged",
    "issue",
]

CHAIR, ROUND, RULE = "chair", "round", "rule"
"""Who did something, if it was not an owner: the chair, a round whose actions were adopted, or a
declared rule of the plan.
"""


@attrs.frozen
class Note:
    """One line of an action's history, never changed. `issue` is the issue it answers, 0 for a note
    by the chair or a rule.
    """

    on: date
    by: str
    text: str
    issue: int = 0


@attrs.frozen
class DateChange:
    """A due date that was changed, and why. The moves are counted, and the first date is kept as
    well.
    """

    on: date
    before: date | None
    after: date | None
    why: str = ""


@attrs.frozen
class PlanAction:
    """An action of the plan. What people type is a text, a date or one of the codes in
    `columns.py`.
    """

    id: str
    text: str
    owner: str
    source: str
    reference: str = ""
    round: str = ""
    """The code of the round it comes from; "" for one that was imported or proposed."""
    why: str = ""
    refs: tuple[str, ...] = ()
    """The questions whose findings it arises from: what a test of it might ask again."""
    owner_role: str = ""
    sub_group: str = ""
    priority: str = ""
    measure: str = ""
    first_due: date | None = None
    due: date | None = None
    moves: tuple[DateChange, ...] = ()
    status: ActionStatus = "not_started"
    notes: tuple[Note, ...] = ()
    evidence: str = ""
    answer: RecommendationAnswer = ""
    answer_why: str = ""
    asked_due: date | None = None
    asked_why: str = ""
    asked_agreed: Literal["", "yes", "no"] = ""
    decision: ClosingDecision = ""
    decision_why: str = ""
    closed_on: date | None = None
    closed_by: str = ""
    ended: ClosingReason = ""
    """Set by the rules from the chair's decision and the test: a decision alone closes nothing (see
    `lifecycle.py`).
    """
    test_what: str = ""
    test_how: str = ""
    test_on: date | None = None
    test_passes: str = ""
    no_test_why: str = ""
    test_result: ChairTestResult = ""
    tested_on: date | None = None
    test_note: str = ""
    override: ChairPosition = ""
    override_why: str = ""
    reopened: int = 0
    given: tuple[tuple[str, str], ...] = ()
    """What its round said last, by field: a later compile is compared with it."""
    typed_by: tuple[tuple[str, str], ...] = ()
    """Who last typed each text that was changed in the plan, by field."""
    gone: str = ""
    """Why its round no longer has it, or ""."""
    advice: str = later(default="")
    """The key of the recommendation it is a part of, by which a round that follows knows it
    again.
    """
    measured: tuple[tuple[str, str], ...] = later(default=())
    """What rounds that followed found, by the id that each prints for this action: ("DA26B-A9",
    "still short of the standard in 3 of its 5 records (F3)").
    """
    follows: str = later(default="")
    """The closed or withdrawn action whose weakness was found again."""

    @property
    def is_closed(self) -> bool:
        """Whether the chair closed it, with everything that closing takes."""
        return bool(self.ended)

    @property
    def is_withdrawn(self) -> bool:
        """Whether the chair took it out of the plan, with a reason."""
        return self.decision == "withdrawn" and bool(self.decision_why)

    @property
    def is_sustained(self) -> bool:
        """Whether it was closed and its test was passed, in that order and in time."""
        return self.ended == "sustained"

    @property
    def is_over(self) -> bool:
        """Whether nothing remains to be done about it."""
        return self.is_withdrawn or self.is_sustained


@attrs.frozen
class OpenQuestion:
    """A cell that could not be applied automatically: what the plan says, what came in, and what
    the chair decides. Neither is lost.

    `kind`: changed on both sides; changed by somebody who may not change it; not understood; on a
    row whose id and wording do not match; or changed by a later compile of the round.
    """

    no: int
    kind: ConflictKind
    action: str
    field: str
    ours: str
    theirs: str
    by: str
    on: date
    issue: int = 0
    file: str = ""
    sheet: str = ""
    cell: str = ""
    decision: Literal["", "keep", "take", "other"] = ""
    value: str = ""
    why: str = ""
    decided_issue: int = 0
    """The issue of the master in which it was decided: only there can it be corrected."""
    asked: str = ""
    """The requested date, if it is the answer to one: another may have been asked for by the time
    the chair decides.
    """

    @property
    def is_open(self) -> bool:
        """Whether it is still to be decided."""
        return not self.decision

    @property
    def id(self) -> str:
        """As it is printed: M4."""
        return f"M{self.no}"

    def is_like(self, other: OpenQuestion) -> bool:
        """Say whether both report the same change: repeating it raises nothing new, decided
        or not.
        """
        mine, theirs = (
            (each.kind, each.action, each.field, each.theirs, each.by, each.issue)
            for each in (self, other)
        )
        return mine == theirs


@attrs.frozen
class Proposal:
    """A new action that an owner proposed. `became` is the id of the action it was accepted as."""

    no: int
    text: str
    by: str
    on: date
    why: str = ""
    role: str = ""
    due: str = ""
    issue: int = 0
    file: str = ""
    sheet: str = ""
    cell: str = ""
    decision: Literal["", "accepted", "rejected"] = ""
    decision_why: str = ""
    became: str = ""
    decided_issue: int = 0

    @property
    def id(self) -> str:
        """As it is printed: N2."""
        return f"N{self.no}"

    @property
    def says(self) -> tuple[str, ...]:
        """What the owner proposed, and the chair decides about."""
        return self.text, self.why, self.role, self.due


@attrs.frozen
class DuplicatePair:
    """Two actions that may be the same, and what the chair decided: they are different, or one
    replaces the other.
    """

    first: str
    second: str
    decision: str
    issue: int = 0

    @property
    def id(self) -> str:
        """As it is printed."""
        return f"{self.first} + {self.second}"

    @property
    def gone(self) -> str:
        """The action that was withdrawn in favour of the other, or ""."""
        return {"first": self.second, "second": self.first}.get(self.decision, "")


@attrs.frozen
class MergedFile:
    """A file that has been merged, recorded so that the same bytes are not merged twice."""

    file: str
    sha256: str
    by: str
    issue: int
    on: date


@attrs.frozen
class TrackedPlan:
    """The plan at one moment. `names` are the owners' names by code; `aliases` match a round's code
    for an owner ("DA26A/school") to its code here.
    """

    code: str = ""
    partnership: str = ""
    issue: int = 0
    issued_on: date | None = None
    actions: tuple[PlanAction, ...] = ()
    matters: tuple[OpenQuestion, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    pairs: tuple[DuplicatePair, ...] = ()
    merged: tuple[MergedFile, ...] = ()

    def action(self, id_: str) -> PlanAction | None:
        """Return the action with this id, or None."""
        return next((action for action in self.actions if action.id == id_), None)

    @property
    def apart(self) -> frozenset[tuple[str, str]]:
        """The pairs of actions that are not the same."""
        return frozenset(
            (pair.first, pair.second) for pair in self.pairs if pair.decision == "apart"
        )

    @property
    def labels(self) -> dict[str, str]:
        """The printed name of each owner, by code: no two are the same."""
        return option_labels(dict(self.names))

    def name_of(self, owner: str) -> str:
        """Return the printed name of an owner; its code if it has no name."""
        return self.labels.get(owner, owner)

    @property
    def open_matters(self) -> tuple[OpenQuestion, ...]:
        """The single cells that the chair has still to decide about."""
        return tuple(matter for matter in self.matters if matter.is_open)

    @property
    def open_proposals(self) -> tuple[Proposal, ...]:
        """New actions that are not decided yet."""
        return tuple(proposal for proposal in self.proposals if not proposal.decision)


@attrs.frozen
class PlanEvent:
    """One thing that happened to the plan: what, when, by whom, and where it was typed. The journal
    has one per line.

    `before` is the value that the author of a change had seen, so an event never undoes what its
    author did not know of. `decided` is what was decided, if the cell itself was not typed into:
    M4, N2, P1 + P9, or a new date.
    """

    kind: EventKind
    on: date
    by: str = ""
    action: str = ""
    field: str = ""
    before: str = ""
    after: str = ""
    why: str = ""
    issue: int = 0
    file: str = ""
    sheet: str = ""
    cell: str = ""
    decided: str = ""
    added: PlanAction | None = None
    matter: OpenQuestion | None = None
    proposal: Proposal | None = None
