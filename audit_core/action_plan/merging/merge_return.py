"""Merge a returned workbook into the plan, cell by cell, against what was issued.

Changes in an owner's own columns on the owner's own rows apply. A change to a cell of the chair or
of another owner is referred to the chair. A cell changed on both sides is a conflict. Missing rows
change nothing; new rows become proposals. Nothing that was typed is lost: it is in the plan, in its
history, or referred to the chair with its cell.
"""

from __future__ import annotations

from datetime import date

from audit_core.action_plan.columns import COLUMNS, PASSING, column_label
from audit_core.action_plan.merging.author_view import OVER, AuthorView
from audit_core.action_plan.merging.cell_changes import CellMerger, is_same_text
from audit_core.action_plan.merging.chair_decisions import DECIDING_FIELDS, apply_chair_decisions
from audit_core.action_plan.merging.session import EventsAndProblems, MergeSession
from audit_core.action_plan.model import CHAIR, PlanAction, Proposal, TrackedPlan
from audit_core.action_plan.returned import PlanReturn, PlanRow, ReadCell
from audit_core.problems.problem import Where


def merge_return(
    plan: TrackedPlan, sent: AuthorView, returned: PlanReturn, on: date
) -> EventsAndProblems:
    """Return what a return changes, as events, and the problems to report. Merging the same return
    again changes nothing.

    `sent` is what its author knew.
    """
    if any(known.sha256 == returned.sha256 for known in plan.merged):
        return (), ()
    session = MergeSession(plan, on, returned.by, returned.issue)
    merging = _Merging(CellMerger(session, sent, returned))
    merging.actions()
    merging.proposals()
    if returned.by == CHAIR:
        apply_chair_decisions(merging.cells)
    session.record("merged", file=returned.file, after=returned.sha256)
    return session.outcome


class _Merging:
    """Merges the rows of one return."""

    def __init__(self, cells: CellMerger) -> None:
        self.cells, self.session, self.returned = cells, cells.session, cells.returned
        self.base = cells.sent.base

    def actions(self) -> None:
        """Merge the rows of actions. Decisions in them are left to `apply_chair_decisions`."""
        seen, doubtful = set(), []
        for row in self.returned.rows:
            action, sure = self.meant(row)
            if action is None:
                self.unknown(row)
                continue
            seen.add(action.id)
            if not sure:
                self.session.report("plan.mixed_up", row.id.where, id=row.id.text, meant=action.id)
            for field, typed in row.cells.items():
                if field not in COLUMNS:
                    self.worked_out(action, field, typed)
                elif sure:
                    self.cells.typed.setdefault((action.id, field), []).append(typed)
                else:
                    doubtful.append((action, field, typed))
        for action, field, typed in doubtful:
            if self.cells.is_changed(action, field, typed):
                self.cells.refer_to_chair("mixed_up", action, field, typed)
        for (id_, field), found in self.cells.typed.items():
            if field not in DECIDING_FIELDS:
                self.cell(id_, field, found)
        for id_ in self.base:
            if self.session.plan.action(id_) is not None and id_ not in seen and self.owns(id_):
                self.session.report("plan.row_missing", Where(self.returned.file), id=id_)

    def owns(self, id_: str) -> bool:
        """Say whether an action was printed in this workbook: only the master prints actions that
        are over.
        """
        issued = self.base[id_]
        return self.returned.by == CHAIR or (
            issued.get("owner") == self.returned.by and not issued.get(OVER)
        )

    def meant(self, row: PlanRow) -> tuple[PlanAction | None, bool]:
        """Return the action that a row is about, and whether its number and its wording agree.

        If the wording was issued under another number, the row counts as reworded, unless that
        other number is next to a wrong wording too (only one column was sorted), or this row's
        number is not in the plan and the other number is not in the file (the number was mistyped).
        """
        named, words = self.session.plan.action(row.id.text), action_wording(row)
        if named is not None and (not words or self.is_worded(named.id, words)):
            return named, True
        wrong = {
            other.id.text
            for other in self.returned.rows
            if action_wording(other) and not self.is_worded(other.id.text, action_wording(other))
        }
        there = {other.id.text for other in self.returned.rows}
        worded = [
            id_
            for id_ in self.base
            if words
            and self.is_worded(id_, words)
            and (id_ in wrong if named else id_ not in there)
        ]
        if len(worded) == 1:
            return self.session.plan.action(worded[0]), False
        return named, named is not None  # somebody reworded it

    def is_worded(self, id_: str, words: str) -> bool:
        """Say whether these are the words that an action was issued with."""
        issued = self.base.get(id_, {}).get("text", "")
        notices = self.cells.sent.notices.get((id_, "text"), ())
        return any(is_same_text(printed, words) for printed in (issued, *notices))

    def unknown(self, row: PlanRow) -> None:
        """Turn a row without a number, or with a number that is not in the plan, into a
        proposal.
        """
        text = row.get("text").text
        if row.id.text:
            self.session.report("plan.unknown_action", row.id.where, id=row.id.text)
        why = "\n".join(
            f"{column_label(field)}: {cell.text}"
            for field, cell in row.cells.items()
            if cell.text and field in COLUMNS and field != "text" and cell.code != "not_started"
        )
        if text or why:
            self.propose(row, text or why, why if text else "")

    def propose(self, row: PlanRow, text: str, why: str, role: str = "", due: str = "") -> None:
        """Refer a new action to the chair."""
        at, by, issue = row.id.where, self.returned.by, self.returned.issue
        place = (at.file, at.sheet, at.cell)
        self.session.propose(Proposal(0, text, by, self.session.on, why, role, due, issue, *place))

    def worked_out(self, action: PlanAction, field: str, typed: ReadCell) -> None:
        """Report a change to a cell that is worked out or repeated from another sheet, compared
        with what this file says was printed.
        """
        printed = self.returned.base.get(action.id, {}).get(field)
        if printed is not None and typed.text and not is_same_text(typed.text, printed):
            self.session.report("plan.worked_out", typed.where, label=column_label(field))

    def cell(self, id_: str, field: str, typed: list[ReadCell]) -> None:
        """Merge one cell of an action, as often as the file has it."""
        action = self.session.plan.action(id_)
        if action is None:  # impossible: rows are matched to actions of the plan
            return
        entries = (entry for entry in typed if self.cells.is_changed(action, field, entry))
        changed = list({entry.means: entry for entry in entries}.values())
        if len(changed) > 1 and field not in PASSING:
            self.cells.report("plan.row_twice", changed[-1], action, field)
            for entry in changed:
                self.cells.refer_to_chair("conflict", action, field, entry)
            return
        for entry in changed:
            self.cells.change(action, field, entry)

    def proposals(self) -> None:
        """Refer an owner's new actions to the chair. (The chair's own are decisions: see
        `apply_chair_decisions`.)
        """
        for row in self.returned.proposed if self.returned.by != CHAIR else ():
            text, why, role, due = row.new_action
            if row:
                self.propose(row, text or why, why if text else "", role, due)


def action_wording(row: PlanRow) -> str:
    """Return the wording of a row's action."""
    return row.get("text").text or row.get("text_shown").text
