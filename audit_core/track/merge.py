"""A workbook that came back, merged into the plan cell by cell against what was issued.

An owner's own columns on its own rows apply. What is the chair's, or somebody else's, is held. A cell that changed on both
sides is a conflict. Rows that are gone change nothing; rows that are new become proposals. Nothing that was typed is lost:
it is in the plan, in its history, or put before the chair with its cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.model.plan_sheets import COLUMNS, PASSING, label_of
from audit_core.model.tracked import CHAIR, Matter, Proposal
from audit_core.problems import Where
from audit_core.track.desk import Desk
from audit_core.track.fields import read_field
from audit_core.track.owners import owner_called
from audit_core.track.settle import settle
from audit_core.track.shown import shown
from audit_core.track.three_way import same, three_way

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from audit_core.model.plan_return import Base, PlanRow, Returned, Typed
    from audit_core.model.tracked import Event, Odd, Tracked, TrackedPlan
    from audit_core.problems import Problem
    from audit_core.track.three_way import Outcome

OVER = "over"
"""Under this name what was issued says whether an action was over: such a one is printed in the master alone."""


def merge(plan: TrackedPlan, base: Base, touched: frozenset[tuple[str, str]], returned: Returned, on: date) -> tuple[tuple[Event, ...], tuple[Problem, ...]]:
    """What a return changes, as events, and what a person must be told. The same return merged again changes nothing more.

    `base` is what was issued, `touched` the cells of the plan that were changed since.
    """
    if any(known.sha256 == returned.sha256 for known in plan.merged):
        return (), ()
    desk = Desk(plan, on, returned.by, returned.issue)
    merging = _Merging(desk, base, touched, returned)
    merging.actions()
    merging.proposals()
    if returned.by == CHAIR:
        settle(desk, returned)
    desk.do("merged", file=returned.file, after=returned.sha256)
    return tuple(desk.events), tuple(desk.problems)


def base_of(plan: TrackedPlan) -> Base:
    """What a workbook holds that was issued from this plan: every field as events carry it, and what is worked out as it is printed."""
    return {
        action.id: {field: read_field(action, field) for field in COLUMNS}
        | (shown(plan, action, plan.issued_on) if plan.issued_on else {})
        | {OVER: "yes" if action.is_over else ""}
        for action in plan.actions
    }


class _Merging:
    """One return on the desk."""

    def __init__(self, desk: Desk, base: Base, touched: frozenset[tuple[str, str]], returned: Returned) -> None:
        self.desk, self.base, self.touched, self.returned, self.by = desk, base, touched, returned, returned.by

    def actions(self) -> None:
        """The rows of actions."""
        cells: dict[tuple[str, str], list[Typed]] = {}
        seen = set()
        for row in self.returned.rows:
            action, sure = self.meant(row)
            if action is None:
                self.unknown(row)
                continue
            seen.add(action.id)
            if not sure:
                self.desk.tell("plan.mixed_up", row.id.where, id=row.id.text, meant=action.id)
            for field, typed in row.cells.items():
                if not sure:
                    self.hold_if_changed("mixed_up", action, field, typed)
                else:
                    cells.setdefault((action.id, field), []).append(typed)
        for (id_, field), found in cells.items():
            self.cell(id_, field, found, cells)
        for id_ in self.base:
            action = self.desk.plan.action(id_)
            if action is not None and id_ not in seen and self.owns(id_):
                self.desk.tell("plan.row_missing", file_of(self.returned), id=id_)

    def owns(self, id_: str) -> bool:
        """Whether an action was printed in this workbook: what is over is printed in the master alone."""
        issued = self.base[id_]
        return self.by == CHAIR or (issued.get("owner") == self.by and not issued.get(OVER))

    def meant(self, row: PlanRow) -> tuple[Tracked | None, bool]:
        """The action that a row is about, and whether its number and its wording may both say so.

        Another number's wording is a rewording, unless that number stands beside a wrong wording too (only one column was sorted),
        or this row's number is none of the plan's and the other is nowhere else (the number was mistyped).
        """
        named, words = self.desk.plan.action(row.id.text), words_of(row)
        if named is not None and (not words or self.is_worded(named.id, words)):
            return named, True
        wrong = {other.id.text for other in self.returned.rows if words_of(other) and not self.is_worded(other.id.text, words_of(other))}
        there = {other.id.text for other in self.returned.rows}
        worded = [id_ for id_ in self.base if words and self.is_worded(id_, words) and (id_ in wrong if named else id_ not in there)]
        if len(worded) == 1:
            return self.desk.plan.action(worded[0]), False
        return named, named is not None  # somebody worded it anew

    def is_worded(self, id_: str, words: str) -> bool:
        """Whether these are the words that an action was issued with."""
        return same(self.base.get(id_, {}).get("text", ""), words)

    def unknown(self, row: PlanRow) -> None:
        """A row with a number that is not in the plan, or with none: what is to be done becomes a proposal."""
        text = row.get("text").text
        if row.id.text:
            self.desk.tell("plan.unknown_action", row.id.where, id=row.id.text)
        typed = [(field, cell.text) for field, cell in row.cells.items() if cell.text and field in COLUMNS and field not in {"text", "status"}]
        why = "\n".join(f"{label_of(field)}: {said}" for field, said in typed)
        if text or why:
            where = row.id.where
            self.desk.propose(
                Proposal(
                    0, text or why, self.by, self.desk.on, why if text else "", issue=self.returned.issue, file=where.file, sheet=where.sheet, cell=where.cell
                )
            )

    def cell(self, id_: str, field: str, typed: Iterable[Typed], cells: dict[tuple[str, str], list[Typed]]) -> None:
        """One cell of an action, as often as the file has it."""
        action = self.desk.plan.action(id_)
        if action is None:  # cannot be: rows are matched to actions of the plan
            return
        changed = list({said.text: said for said in typed if self.is_changed(action, field, said)}.values())
        if len(changed) > 1 and field not in PASSING:
            self.desk.tell("plan.row_twice", changed[-1].where, id=id_, label=label_of(field))
            for said in changed:
                self.hold("conflict", action, field, said)
            return
        for said in changed:
            self.change(action, field, said, cells)

    def is_changed(self, action: Tracked, field: str, said: Typed) -> bool:
        """Whether a cell says something else than was issued. What it says may not be understood."""
        issued = self.base.get(action.id)
        if field not in COLUMNS:  # worked out
            changed = issued is not None and field in issued and bool(said.text) and not same(said.text, issued[field])
            if changed:
                self.desk.tell("plan.worked_out", said.where, label=label_of(field))
            return False
        if field == "owner" and issued and same(said.text, issued.get("owner_shown", "")):
            return False  # as it was printed, also where another has that name since
        if said.fault:
            return True
        if COLUMNS[field].needed and not said.code and issued and issued.get(field):
            self.desk.tell("plan.needed", said.where, label=label_of(field))
            return False
        return self.outcome(action, field, said) in {"applies", "conflict"}

    def outcome(self, action: Tracked, field: str, said: Typed) -> Outcome:
        """What becomes of a cell. Of what was issued nobody knows: then it may only agree."""
        issued, ours = self.base.get(action.id), read_field(action, field)
        if issued is None:
            return "agreed" if same(said.code, ours) else "conflict"
        return three_way(issued.get(field, ""), ours, said.code, touched=(action.id, field) in self.touched)

    def change(self, action: Tracked, field: str, said: Typed, cells: dict[tuple[str, str], list[Typed]]) -> None:
        """A cell that somebody changed: it applies, or it is put before the chair."""
        allowed = self.by == CHAIR or (COLUMNS[field].whose == "owner" and action.owner == self.by)
        if said.fault:
            self.desk.tell(said.fault, said.where, value=said.text, label=label_of(field), known=", ".join(word for _, word in COLUMNS[field].choices))
            self.hold("conflict", action, field, said)
        elif not allowed:
            if self.hold("not_theirs", action, field, said):
                self.desk.tell("plan.not_theirs", said.where, id=action.id, label=label_of(field))
        elif field == "due_why":
            if not any(event.kind == "set" and event.field == "due" and event.action == action.id for event in self.desk.events):
                self.desk.note(action.id, said.text, where=said.where)  # the date did not move: its reason is kept all the same
        elif field in PASSING:
            self.desk.note(action.id, said.text, where=said.where)
        elif self.outcome(action, field, said) == "conflict":
            if self.hold("conflict", action, field, said):
                self.desk.tell("plan.conflict", said.where, id=action.id, label=label_of(field))
        else:
            self.set(action, field, said, cells)

    def set(self, action: Tracked, field: str, said: Typed, cells: dict[tuple[str, str], list[Typed]]) -> None:
        """A cell applies."""
        why = next((reason.text for reason in cells.get((action.id, "due_why"), ()) if reason.text), "") if field == "due" else ""
        if field == "due" and action.first_due is not None and not why:
            self.desk.tell("plan.moved_without_reason", said.where, id=action.id)
        after = owner_called(self.desk, said.code, said.where) if field == "owner" else said.code
        self.desk.do("set", action.id, said.where, field=field, before=read_field(action, field), after=after, why=why)

    def hold_if_changed(self, kind: Odd, action: Tracked, field: str, said: Typed) -> None:
        """Put a cell before the chair if it says something else than was issued."""
        if field in COLUMNS and self.is_changed(action, field, said):
            self.hold(kind, action, field, said)

    def hold(self, kind: Odd, action: Tracked, field: str, said: Typed) -> bool:
        """Put a cell before the chair. What is not understood is that, whatever else is wrong with it: it can never be taken over."""
        ours, at = read_field(action, field), said.where
        what: Odd = "not_understood" if said.fault else kind
        theirs = said.text if said.fault else said.code
        return self.desk.hold(Matter(0, what, action.id, field, ours, theirs, self.by, self.desk.on, self.returned.issue, at.file, at.sheet, at.cell))

    def proposals(self) -> None:
        """The sheet of new actions: an owner's are put before the chair. (The chair's own are decisions: see `settle`.)"""
        for row in self.returned.proposed if self.by != CHAIR else ():
            where = row.id.where
            text, why = row.get("text").text, row.get("why").text
            if row:
                due = row.get("due")
                self.desk.propose(
                    Proposal(
                        0, text or why, self.by, self.desk.on, why if text else "", row.get("role").text, due.code or due.text,
                        self.returned.issue, where.file, where.sheet, where.cell,
                    )
                )  # fmt: skip


def words_of(row: PlanRow) -> str:
    """The wording of a row's action."""
    return row.get("text").text or row.get("text_shown").text


def file_of(returned: Returned) -> Where:
    """The file alone, where there is no cell to name."""
    return Where(returned.file)
