"""Apply the cells of one return, or refer them to the chair. Every change that anybody types into
the plan goes through here.
"""

from __future__ import annotations

from typing import Literal

import attrs

from audit_core.action_plan.columns import COLUMNS, PASSING, column_label
from audit_core.action_plan.merging.author_view import OWNER_SHOWN, AuthorView, FieldKey
from audit_core.action_plan.merging.session import REQUEST_ANSWER, MergeSession
from audit_core.action_plan.model import CHAIR, ConflictKind, OpenQuestion, PlanAction
from audit_core.action_plan.owners import owner_called
from audit_core.action_plan.replay import read_field
from audit_core.action_plan.returned import WAITS, PlanReturn, ReadCell
from audit_core.problems.problem import Where


@attrs.define
class CellMerger:
    """Compares one return with what its author knew. `typed` holds its cells, each as often as the
    file has it.
    """

    session: MergeSession
    sent: AuthorView
    returned: PlanReturn
    typed: dict[FieldKey, list[ReadCell]] = attrs.field(factory=dict)

    def outcome(self, action: PlanAction, field: str, theirs: str) -> MergeOutcome:
        """Decide what becomes of a cell. Repeating what its author typed before, or what was
        issued, is no change; a cell that was not issued may only agree with the plan.
        """
        key, ours = (action.id, field), read_field(action, field)
        issued, earlier = self.sent.issued(key), self.sent.earlier.get(key)
        known = [*self.sent.notices.get(key, ()), *([earlier.value] if earlier else [])]
        known += [issued] if issued is not None else []
        if any(is_same_text(theirs, each) for each in known):
            return "unchanged"
        if issued is None and earlier is None:
            return "agreed" if is_same_text(theirs, ours) else "conflict"
        unseen = key in self.sent.others
        base = ours if self.sent.known and not unseen else issued or ""
        return compare_three_ways(base, ours, theirs, touched=unseen)

    def is_changed(self, action: PlanAction, field: str, typed: ReadCell) -> bool:
        """Say whether a cell says something new, including something that is not understood."""
        issued = self.sent.base.get(action.id, {})
        if field == "owner" and is_same_text(typed.text, issued.get(OWNER_SHOWN, "")):
            return False  # as it was printed, even if another owner has that name now
        if typed.problem_code:
            as_known = typed.likely and self.outcome(action, field, typed.likely)
            return as_known not in {"unchanged", "agreed"}
        if is_needed(field) and not typed.code and issued.get(field):
            self.session.report("plan.needed", typed.where, label=column_label(field))
            return False
        outcome = self.outcome(action, field, typed.code)
        if outcome == "unchanged":
            self._report_if_put_back(action, field, typed)
        return outcome in {"applies", "conflict"}

    def report(
        self, code: str, cell: ReadCell, action: PlanAction, field: str, **data: object
    ) -> None:
        """Report a cell, with its action and its heading."""
        self.session.report(code, cell.where, id=action.id, label=column_label(field), **data)

    def change(self, action: PlanAction, field: str, typed: ReadCell) -> None:
        """Apply a cell that somebody changed, or refer it to the chair."""
        by, column = self.returned.by, COLUMNS.get(field)
        if typed.problem_code:
            choices = column.choices if column else ()
            self.session.report_cell(typed, column_label(field), choices, WAITS)
            self.refer_to_chair("conflict", action, field, typed)
        elif by != CHAIR and (column is None or column.whose != "owner" or action.owner != by):
            if self.refer_to_chair("not_theirs", action, field, typed):
                self.report("plan.not_theirs", typed, action, field)
        elif field in PASSING:
            self._note(action, field, typed)
        elif self.outcome(action, field, typed.code) == "conflict":
            if self.refer_to_chair("conflict", action, field, typed):
                self.report("plan.conflict", typed, action, field)
        elif not self._is_later(action, field):
            if self.refer_to_chair("conflict", action, field, typed):
                self.report("plan.order_unknown", typed, action, field)
        else:
            why = self._reason_to_move(action) if field == "due" else ""
            if field == "due" and action.first_due is not None and not why:
                self.session.report("plan.moved_without_reason", typed.where, id=action.id)
            self.write(action, field, typed.code, typed.where, why)

    def _reason_to_move(self, action: PlanAction) -> str:
        """Return the reason typed for moving the due date, or ""."""
        reasons = (cell.text for cell in self.typed.get((action.id, "due_why"), ()))
        return next(filter(None, reasons), "")

    def write(
        self,
        action: PlanAction,
        field: str,
        value: str,
        where: Where,
        why: str = "",
        decided: str = "",
    ) -> None:
        """Set a field of an action, recorded as an event, if the value differs."""
        after = owner_called(self.session, value, where) if field == "owner" else value
        before = read_field(action, field)
        if before != after:
            self.session.record(
                "set",
                action.id,
                where,
                field=field,
                before=before,
                after=after,
                why=why,
                decided=decided,
            )

    def is_as_shown(self, action: PlanAction, field: str, made: str | None = None) -> bool:
        """Say whether a cell still says what the author of a decision about it was shown, or what
        that decision made of it before (`made`).
        """
        cell, ours = (action.id, field), read_field(action, field)
        return cell not in self.sent.others and any(
            each is not None and is_same_text(ours, each) for each in (self.sent.issued(cell), made)
        )

    def refer_to_chair(
        self, kind: ConflictKind, action: PlanAction, field: str, typed: ReadCell
    ) -> bool:
        """Refer a cell to the chair; return whether that is new. A cell that is not understood is
        always listed as such, because it can never be applied.
        """
        at, back = typed.where, self.returned
        asked = self.sent.issued((action.id, "asked_due")) or "" if field == REQUEST_ANSWER else ""
        return self.session.refer_to_chair(
            OpenQuestion(
                0,
                "not_understood" if typed.problem_code else kind,
                action.id,
                field,
                read_field(action, field),
                typed.text if typed.problem_code else typed.code,
                back.by,
                self.session.on,
                back.issue,
                at.file,
                at.sheet,
                at.cell,
                asked=asked,
            )
        )

    def _note(self, action: PlanAction, field: str, typed: ReadCell) -> None:
        """Add a field that is emptied with every issue to the history. The reason for a moved date
        is kept with the move instead.
        """
        moved = any(
            event.kind == "set" and event.field == "due" and event.action == action.id
            for event in self.session.events
        )
        if field != "due_why" or not moved:
            self.session.note(action.id, typed.text, where=typed.where)

    def _with(self, cell: FieldKey) -> list[FieldKey]:
        """Return the cells that the author changed in the same earlier file as this one and that
        this file has too.
        """
        file = self.sent.earlier[cell].file if cell in self.sent.earlier else None
        return [
            each
            for each, earlier in self.sent.earlier.items()
            if earlier.file == file
            and each in self.typed
            and earlier.value != self.sent.issued(each)
        ]

    def _is_later(self, action: PlanAction, field: str) -> bool:
        """Say whether this file was made from the one in which its author changed the cell before:
        if so, everything changed there is changed here too.
        """
        return all(
            any(
                not is_same_text(typed.code, self.sent.issued(each) or "")
                for typed in self.typed[each]
            )
            for each in self._with((action.id, field))
        )

    def _report_if_put_back(self, action: PlanAction, field: str, typed: ReadCell) -> None:
        """Report a cell that repeats what was issued although an earlier file changed it: it cannot
        be known whether it was put back, or this is an older copy.
        """
        key = (action.id, field)
        before = self.sent.earlier.get(key)
        if (
            before is None
            or is_same_text(typed.code, before.value)
            or not is_same_text(read_field(action, field), before.value)
        ):
            return
        if any(
            is_same_text(other.code, self.sent.earlier[each].value)
            for each in self._with(key)
            if each != key
            for other in self.typed[each]
        ):
            self.report("plan.put_back", typed, action, field)


def is_needed(field: str) -> bool:
    """Say whether a field of an action must not be emptied."""
    return field in COLUMNS and COLUMNS[field].needed


MergeOutcome = Literal["unchanged", "agreed", "applies", "conflict"]


def compare_three_ways(base: str, ours: str, theirs: str, *, touched: bool = False) -> MergeOutcome:
    """Decide what becomes of a cell; differences in spaces alone do not count. `touched`: the
    plan's cell was changed since it was issued, even if it was changed back.

    unchanged: the author changed nothing. agreed: the plan already says so. applies: the plan has
    not changed since. conflict: the plan has changed since, so neither side simply wins; a late old
    copy ends here and cannot undo anything.
    """
    if is_same_text(theirs, base):
        return "unchanged"
    if is_same_text(theirs, ours):
        return "agreed"
    return "applies" if is_same_text(ours, base) and not touched else "conflict"


def is_same_text(one: str, other: str) -> bool:
    """Say whether two texts are the same, apart from spaces and line ends."""
    return one.split() == other.split()
