"""Issuing, editing, returning, merging, compiling, asking, proposing and deciding, in any order and
from any old copy, lose no edit and undo none unseen. The plan is compared with a model of a few
dictionaries, with one rule for a cell and one for a decision. Set AUDIT_STEPS=5000 for a longer
run.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable

import attrs
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from audit_core.action_plan.lifecycle import derive_events
from audit_core.action_plan.merging.author_view import FieldKey, author_view
from audit_core.action_plan.merging.merge_return import merge_return
from audit_core.action_plan.model import CHAIR, PlanEvent, Proposal, TrackedPlan
from audit_core.action_plan.new_actions import adopt_actions
from audit_core.action_plan.replay import apply_event, issued_as, read_field, replay, with_field
from audit_core.action_plan.returned import PlanReturn
from tests.action_plan.merging.copies import DAY, ODD, Copy, begun, row, tracked

OWNERS = ("police", "school")
FIELDS = {
    "status": ("not_started", "in_progress", "blocked", ODD),
    "asked_why": ("", "A new system", "Nobody is there"),
    "asked_due": ("2026-11-01", "2026-12-01", ""),
    "text": ("Do this", "Do that", "Do both"),
    "due": ("2026-08-01", "2026-09-01", "2026-10-01"),
    "owner": OWNERS,
    "progress": ("", "Begun", "Half done"),
}
THEIRS = {"status", "asked_why", "asked_due", "progress"}
IN_MASTER = {"status", "text", "due", "owner", "progress"}
IN_OWNERS = {"status", "asked_why", "asked_due", "text", "due", "progress"}
STEPS = int(os.environ.get("AUDIT_STEPS", "3000"))
PER_RUN = 50
MOST_OPEN = 2
"""With more to decide the round says nothing new: else the plan would be about that alone."""


def values(id_: str, field: str) -> st.SearchStrategy[str]:
    """The values that may be typed into a cell. No two actions have the same wording, since
    matching rows by wording is tested elsewhere.
    """
    return st.sampled_from(
        [f"{text} for {id_}" if field == "text" else text for text in FIELDS[field]]
    )


class Plans(RuleBasedStateMachine):
    """The plan, every copy ever issued, and a plain model of both."""

    def __init__(self) -> None:
        super().__init__()
        ids = ("DA26A-A1", "DA26A-A2")
        self.round_says = {
            id_: tracked(id_, owner, round="DA26A", text=f"Do this for {id_}")
            for id_, owner in zip(ids, OWNERS, strict=True)
        }
        self.events: tuple[PlanEvent, ...] = begun()
        self.plan: TrackedPlan = replay(self.events)
        self.now: dict[FieldKey, str] = {}
        self.changes: dict[FieldKey, list[tuple[str, int]]] = defaultdict(list)
        """Who changed a cell, in a workbook of which issue."""
        self.decided: dict[str, tuple[str, str, int]] = {}
        self.answers: dict[tuple[str, int], str] = {}
        self.proposed: dict[str, Proposal] = {}
        self.held: set[tuple[str, str, str]] = set()
        self.noted: set[tuple[str, str, int, str]] = set()
        self.copies: list[Copy] = []
        self.compile_again()

    def happen(self, events: tuple[PlanEvent, ...]) -> None:
        """Add events to the journal and the plan."""
        self.events += events
        self.plan = apply_event(self.plan, events)

    def change(self, copy: Copy, cell: FieldKey, value: str) -> None:
        """Change a cell of the model."""
        if self.now[cell] != value:
            self.now[cell] = value
            self.changes[cell].append((copy.by, copy.issue))

    def unseen(self, copy: Copy, cell: FieldKey) -> bool:
        """Return whether anybody other than a copy's author has changed a cell since the copy was
        issued.
        """
        return any(
            each != (copy.by, copy.issue) for each in self.changes[cell][copy.seen.get(cell, 0) :]
        )

    def merged(self, copy: Copy, returned: PlanReturn) -> None:
        """Merge a return as the program does: what its author had seen, the merge itself, and the
        rules that follow.
        """
        sent = author_view(returned, issued_as(self.events)[copy.issue], self.events)
        events, _ = merge_return(self.plan, sent, returned, DAY)
        before = self.plan
        for event in events:
            if (
                event.kind == "set"
                and event.field not in {"asked_agreed"}
                and event.action in copy.base
            ):
                cell, known = (
                    (event.action, event.field),
                    {
                        copy.shown[event.action, event.field],
                        copy.said.get((event.action, event.field)),
                    },
                )
                own = not self.unseen(copy, cell)
                assert own, "it undid what its author had not seen"
                assert event.before in known or (copy.by, copy.issue) in self.changes[cell]
        self.happen(events)
        self.happen(derive_events(before, self.plan, DAY, copy.issue)[0])

    def compile_again(self) -> None:
        """Take the results of the compiled round into the plan."""
        for id_, action in self.round_says.items():
            known = self.plan.action(id_)
            for field in ("text", "due"):
                if known is None:
                    self.now.update({(id_, each): read_field(action, each) for each in FIELDS})
                elif read_field(action, field) not in {
                    dict(known.given)[field],
                    self.now[id_, field],
                }:
                    self.held.add((id_, field, read_field(action, field)))
        self.happen(adopt_actions(self.plan, "DA26A", tuple(self.round_says.values()), DAY)[0])

    @precondition(lambda self: self.events[-1].kind != "issue")
    @rule()
    def issue(self) -> None:
        """Issue the plan again to every owner and the chair."""
        self.happen((PlanEvent("issue", DAY, CHAIR, issue=self.plan.issue + 1),))
        new = [copy for by in (*OWNERS, CHAIR) if (copy := Copy(self.plan, by)).now]
        for copy in new:
            copy.seen = {cell: len(by) for cell, by in self.changes.items()}
        self.copies += new

    def a_copy(self, data: st.DataObject, fits: Callable[[Copy], object]) -> Copy:
        """Draw any issued workbook, often one of the newest."""
        there = [copy for copy in self.copies if fits(copy)]
        return data.draw(st.one_of(st.sampled_from(there[-2:]), st.sampled_from(there)))

    @precondition(lambda self: self.copies)
    @rule(data=st.data(), edits=st.integers(1, 4))
    def edit_and_return(self, data: st.DataObject, edits: int) -> None:
        """Type into any issued copy, in the author's own cells or others, and return it, perhaps
        with a row missing.
        """
        copy = self.a_copy(data, lambda each: each.now)
        fields = sorted(IN_MASTER if copy.by == CHAIR else IN_OWNERS)
        for _ in range(edits):
            id_ = data.draw(st.sampled_from(sorted(copy.now)[:2]))
            field = data.draw(
                st.one_of(
                    st.sampled_from(fields), st.just("status" if copy.by == CHAIR else "asked_due")
                )
            )
            copy.type(id_, **{field: data.draw(values(id_, field))})
        gone = data.draw(st.sampled_from(["", "", *copy.now]))
        self.merge(copy, {id_: fields for id_, fields in copy.now.items() if id_ != gone})

    def merge(self, copy: Copy, rows: dict[str, dict[str, str]]) -> None:
        """Apply the model's rule for a cell, then run the program's merge."""
        returned = copy.returned(rows=rows)
        known = any(each.sha256 == returned.sha256 for each in self.plan.merged)
        changes = (
            {}
            if known
            else {
                (id_, field): said
                for id_, fields in rows.items()
                for field, said in fields.items()
                if field in FIELDS
            }
        )
        back = {
            cell
            for cell, said in copy.said.items()
            if changes.get(cell, said).replace(ODD, "") == copy.shown[cell] != said
        }
        before, applied = dict(copy.said), []
        for cell, said in changes.items():
            id_, field = cell
            if said in {copy.base[id_][field], before.get(cell)} or (
                said == self.now.get(cell, "") and field != "progress"
            ):
                continue
            mine = copy.by == CHAIR or (field in THEIRS and self.now[id_, "owner"] == copy.by)
            if field == "progress" and mine and said != ODD:
                self.noted.add((id_, copy.by, copy.issue, said))
            elif (
                said != ODD
                and mine
                and not self.unseen(copy, cell)
                and not (back and cell in before)
            ):
                applied.append((cell, said))
            else:
                self.held.add((id_, field, said))
        self.merged(copy, returned)
        for cell, said in applied:
            self.change(copy, cell, said)
            copy.said[cell] = said

    @precondition(lambda self: len(self.plan.open_matters) < MOST_OPEN)
    @rule(data=st.data())
    def recompile(self, data: st.DataObject) -> None:
        """Compile the round again, with other words for an action or without it."""
        id_ = data.draw(st.sampled_from(sorted(self.round_says)))
        field = data.draw(st.sampled_from(("text", "due")))
        self.round_says[id_] = with_field(
            self.round_says[id_], field, data.draw(values(id_, field))
        )
        self.compile_again()

    @precondition(lambda self: any(copy.by == CHAIR and copy.matters for copy in self.copies))
    @rule(data=st.data(), decision=st.sampled_from(("keep", "take", "other")))
    def decide(self, data: st.DataObject, decision: str) -> None:
        """The chair decides about a cell in any master that shows it, once or repeatedly."""
        copy = self.a_copy(data, lambda each: each.by == CHAIR and each.matters)
        id_ = data.draw(st.sampled_from(copy.matters))
        matter = next(item for item in self.plan.matters if item.id == id_)
        cell, was = (matter.action, matter.field), self.decided.get(matter.id)
        value = data.draw(values(*cell)) if decision == "other" else ""
        after = {"keep": "", "take": matter.theirs, "other": value}[decision]
        wanted = copy.shown.get(cell, "") if decision == "keep" else after
        understood = decision == "keep" or after not in {
            ODD,
            *([""] if decision == "other" else []),
        }
        here = was is None or (was[2] == copy.issue and was[:2] != (decision, after))
        mine = {
            copy.shown.get(cell, ""),
            was[1] if was and was[0] != "keep" else copy.shown.get(cell, ""),
        }
        stands = (was is None and decision == "keep") or (
            not self.unseen(copy, cell) and self.now.get(cell) in mine
        )
        does = understood and here and (stands or matter.field == "progress")
        decided = row(matter.id, {"decision": decision, "value": value, "why": "As discussed"})
        self.merged(
            copy,
            attrs.evolve(copy.returned(rows={}), settled=(decided,), sha256=f"{len(self.events)}"),
        )
        if does:
            self.decided[matter.id] = (decision, after, copy.issue)
            if matter.field != "progress" and not (was is None and decision == "keep"):
                self.change(copy, cell, wanted)
        found = next(item for item in self.plan.matters if item.id == matter.id)
        assert (found.decision, found.value) == self.decided.get(matter.id, ("", ""))[:2]

    @precondition(lambda self: any(copy.by == CHAIR and copy.asked for copy in self.copies))
    @rule(data=st.data(), answer=st.sampled_from(("yes", "no")))
    def agree(self, data: st.DataObject, answer: str) -> None:
        """Answer a date request shown in any master; the answer applies to that date only."""
        copy = self.a_copy(data, lambda each: each.by == CHAIR and each.asked)
        id_ = data.draw(st.sampled_from(copy.asked))
        asked, due, why = (copy.shown[id_, field] for field in ("asked_due", "due", "asked_why"))
        moved = self.unseen(copy, (id_, "due")) or self.now[id_, "due"] not in {due, asked}
        does = (
            self.answers.get((id_, copy.issue)) != answer
            and not self.unseen(copy, (id_, "asked_agreed"))
            and not (answer == "yes" and moved)
        )
        self.merged(
            copy,
            attrs.evolve(
                copy.returned(rows={id_: {"asked_agreed": answer}}), sha256=f"{len(self.events)}"
            ),
        )
        if not does:
            return
        self.answers[id_, copy.issue] = answer
        self.changes[id_, "asked_agreed"].append((CHAIR, copy.issue))
        if answer == "yes" or (self.now[id_, "due"] == asked != due and not moved):
            self.change(copy, (id_, "due"), asked if answer == "yes" else due)
        for field, shown in (("asked_due", asked), ("asked_why", why)):
            if self.now[id_, field] != shown or self.unseen(copy, (id_, field)):
                break
            self.change(copy, (id_, field), "")

    @precondition(lambda self: any(copy.by != CHAIR for copy in self.copies))
    @rule(
        data=st.data(),
        number=st.integers(0, 1),
        why=st.sampled_from(("", "They wait", "They wait long")),
    )
    def propose(self, data: st.DataObject, number: int, why: str) -> None:
        """An owner proposes an action, or adds to a proposal, in any copy."""
        copy = self.a_copy(data, lambda each: each.by != CHAIR)
        text = f"Proposal {number} of {copy.by} in issue {copy.issue}"
        said = row(text, {"text": text, "why": why, "role": "", "due": ""}, "New actions")
        before = [item for item in self.proposed.values() if item.text == text]
        self.merged(
            copy,
            attrs.evolve(copy.returned(rows={}), proposed=(said,), sha256=f"{len(self.events)}"),
        )
        known = before[-1] if before else None
        if known is None or (known.decision and why not in {"", known.why}):
            self.proposed[f"N{len(self.proposed) + 1}"] = Proposal(
                len(self.proposed) + 1, text, copy.by, DAY, why
            )
        elif not known.decision:
            self.proposed[known.id] = attrs.evolve(known, why=why or known.why)

    @precondition(lambda self: any(copy.by == CHAIR and copy.proposals for copy in self.copies))
    @rule(data=st.data(), decision=st.sampled_from(("accepted", "rejected")))
    def dispose(self, data: st.DataObject, decision: str) -> None:
        """Accept or reject a proposal shown in any master."""
        copy = self.a_copy(data, lambda each: each.by == CHAIR and each.proposals)
        shown = copy.proposals[data.draw(st.sampled_from(sorted(copy.proposals)))]
        known, there = self.proposed[shown.id], len(self.plan.actions)
        cells = {
            "text": shown.text,
            "why": shown.why,
            "owner": shown.by,
            "role": "",
            "due": "2026-09-01",
            "decision": decision,
            "decision_why": "No",
        }
        self.merged(
            copy,
            attrs.evolve(
                copy.returned(rows={}),
                proposed=(row(shown.id, cells, "New actions"),),
                sha256=f"{len(self.events)}",
            ),
        )
        turned = known.decision == "rejected" and known.decided_issue == copy.issue
        if (not known.decision or turned) and known.why == shown.why:
            self.proposed[shown.id] = attrs.evolve(
                known, decision=decision, decided_issue=copy.issue
            )
            if decision == "accepted":
                new = self.plan.actions[-1]
                assert (new.text, new.why, new.owner, len(self.plan.actions)) == (
                    shown.text,
                    shown.why,
                    shown.by,
                    there + 1,
                )
                self.now.update({(new.id, field): read_field(new, field) for field in FIELDS})
                return
        assert len(self.plan.actions) == there

    @invariant()
    def nothing_is_lost(self) -> None:
        """The plan equals the model, everything that could not be applied is listed, and every note
        is in the history.
        """
        says = {(id_, field): read_field(self.plan.action(id_), field) for id_, field in self.now}
        assert {cell: said for cell, said in says.items() if said != self.now[cell]} == {}
        assert self.held <= {
            (matter.action, matter.field, matter.theirs) for matter in self.plan.matters
        }
        assert {(item.id, item.why, item.decision) for item in self.plan.proposals} == {
            (id_, item.why, item.decision) for id_, item in self.proposed.items()
        }
        assert self.noted <= {
            (action.id, note.by, note.issue, note.text)
            for action in self.plan.actions
            for note in action.notes
        }

    @invariant()
    def the_journal_alone_rebuilds_the_plan(self) -> None:
        """Replaying the journal from the first event gives the same plan."""
        assert replay(self.events) == self.plan

    @invariant()
    def every_date_is_kept(self) -> None:
        """The first due date is kept, and every later change is counted as a move."""
        for action in self.plan.actions:
            changes = [
                event
                for event in self.events
                if event.kind == "set" and event.action == action.id and event.field == "due"
            ]
            first = 0 if action.round else 1  # of one that was proposed, the date it began with
            assert (action.first_due, len(action.moves)) == (
                DAY.replace(month=9, day=1),
                len(changes) - first,
            )


Plans.TestCase.settings = settings(
    max_examples=max(1, STEPS // PER_RUN),
    stateful_step_count=PER_RUN,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestPlans = Plans.TestCase
