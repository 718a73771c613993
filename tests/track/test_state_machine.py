"""Issue, edit, return, merge, compile again and decide, in any order: no edit is ever lost, and none is undone by somebody who had not seen it.

The plan is held against a model that is two dictionaries and a rule of four lines. Make it longer with AUDIT_STEPS=5000.
"""

from __future__ import annotations

import os
from collections import Counter

import attrs
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from audit_core.model.tracked import CHAIR, Event, TrackedPlan
from audit_core.track.apply import apply, issued_as, replay, touched_since
from audit_core.track.fields import read_field, with_field
from audit_core.track.follow import follow
from audit_core.track.merge import base_of, merge
from audit_core.track.take_in import take_in
from tests.track.copies import DAY, ODD, Copy, begun, row, tracked

OWNERS = ("police", "school")
FIELDS = {
    "status": ("not_started", "in_progress", "blocked", ODD),
    "evidence": ("", "Two plans changed", "Nine plans changed"),
    "asked_why": ("", "A new system", "Nobody is there"),
    "text": ("Do this", "Do that", "Do both"),
    "due": ("2026-08-01", "2026-09-01", "2026-10-01"),
    "owner": OWNERS,
    "progress": ("", "Begun", "Half done"),
}
THEIRS = {"status", "evidence", "asked_why", "progress"}
IN_MASTER = {"status", "evidence", "text", "due", "owner", "progress"}
IN_OWNERS = {"status", "evidence", "asked_why", "text", "due", "progress"}
STEPS = int(os.environ.get("AUDIT_STEPS", "3000"))
PER_RUN = 50


def values(id_: str, field: str) -> st.SearchStrategy[str]:
    """What may be typed into a cell. No two actions have the same wording: whether a row is meant is another test's matter."""
    return st.sampled_from([f"{text} for {id_}" if field == "text" else text for text in FIELDS[field]])


class Plans(RuleBasedStateMachine):
    """The plan, every copy that was ever issued, and a plain model of both."""

    def __init__(self) -> None:
        super().__init__()
        ids = ("DA26A-A1", "DA26A-A2")
        self.round_says = {id_: tracked(id_, owner, round="DA26A", text=f"Do this for {id_}") for id_, owner in zip(ids, OWNERS, strict=True)}
        self.events: tuple[Event, ...] = begun()
        self.plan: TrackedPlan = replay(self.events)
        self.now: dict[tuple[str, str], str] = {}
        self.versions: Counter[tuple[str, str]] = Counter()
        self.held: set[tuple[str, str, str]] = set()
        self.noted: set[tuple[str, str, int, str]] = set()
        self.copies: list[Copy] = []
        self.compile_again()

    def happen(self, events: tuple[Event, ...]) -> None:
        """Events reach the journal and the plan."""
        self.events += events
        self.plan = apply(self.plan, events)

    def change(self, id_: str, field: str, said: str) -> None:
        """A cell of the model says something else."""
        if self.now[id_, field] != said:
            self.now[id_, field] = said
            self.versions[id_, field] += 1

    def compile_again(self) -> None:
        """The round is taken in."""
        for id_, action in self.round_says.items():
            known = self.plan.action(id_)
            for field in ("text", "due"):
                if known is None:
                    self.now.update({(id_, each): read_field(action, each) for each in FIELDS})
                elif read_field(action, field) not in {dict(known.given)[field], self.now[id_, field]}:
                    self.held.add((id_, field, read_field(action, field)))
        self.happen(take_in(self.plan, "DA26A", tuple(self.round_says.values()), DAY)[0])

    @rule()
    def issue(self) -> None:
        """A new issue goes out to everybody."""
        self.happen((Event("issue", DAY, CHAIR, issue=self.plan.issue + 1),))
        new = [copy for by in (*OWNERS, CHAIR) if (copy := Copy(self.plan, by)).now]
        for copy in new:
            copy.versions = dict(self.versions)
        self.copies += new

    @precondition(lambda self: self.copies)
    @rule(data=st.data(), edits=st.integers(0, 4))
    def edit_and_return(self, data: st.DataObject, edits: int) -> None:
        """Somebody types into any copy that was ever issued, whether the cell is theirs or not; it comes back, with a row missing perhaps."""
        copy = data.draw(st.sampled_from(self.copies))
        for _ in range(edits):
            id_ = data.draw(st.sampled_from(sorted(copy.now)))
            field = data.draw(st.sampled_from(sorted(IN_MASTER if copy.by == CHAIR else IN_OWNERS)))
            copy.type(id_, **{field: data.draw(values(id_, field))})
        gone = data.draw(st.sampled_from(["", *copy.now]))
        self.merge(copy, {id_: fields for id_, fields in copy.now.items() if id_ != gone})

    def merge(self, copy: Copy, rows: dict[str, dict[str, str]]) -> None:
        """The model's whole rule, and then the program's."""
        returned = copy.returned(rows=rows)
        again = any(known.sha256 == returned.sha256 for known in self.plan.merged)
        for id_, fields in () if again else rows.items():
            for field, said in fields.items():
                base, now = copy.base[id_][field], self.now.get((id_, field), "")
                if field not in FIELDS or said == base or (said == now and field != "progress"):
                    continue
                if said == ODD:
                    self.held.add((id_, field, said))
                    continue
                mine = copy.by == CHAIR or (field in THEIRS and self.now[id_, "owner"] == copy.by)
                if field == "progress" and mine:
                    self.noted.add((id_, copy.by, copy.issue, said))
                elif mine and self.versions[id_, field] == copy.versions.get((id_, field), 0):
                    self.change(id_, field, said)
                else:
                    self.held.add((id_, field, said))
        touched = touched_since(self.events, copy.issue)
        events, _ = merge(self.plan, base_of(issued_as(self.events)[copy.issue]), touched, returned, DAY)
        for event in events:
            if event.kind == "set":
                assert event.before == copy.base[event.action][event.field], "it undid what its author had not seen"
        before = self.plan
        self.happen(events)
        self.happen(follow(before, self.plan, DAY)[0])

    @rule(data=st.data())
    def recompile(self, data: st.DataObject) -> None:
        """The round is compiled again and says something else of an action, or nothing any more."""
        id_ = data.draw(st.sampled_from(sorted(self.round_says)))
        field = data.draw(st.sampled_from(("text", "due")))
        self.round_says[id_] = with_field(self.round_says[id_], field, data.draw(values(id_, field)))
        self.compile_again()

    @precondition(lambda self: self.plan.open_matters and self.copies)
    @rule(data=st.data(), decision=st.sampled_from(("keep", "take", "other")))
    def decide(self, data: st.DataObject, decision: str) -> None:
        """The chair decides about a cell, on an otherwise untouched master."""
        matter = data.draw(st.sampled_from(self.plan.open_matters))
        value = data.draw(values(matter.action, matter.field)) if decision == "other" else ""
        understood = matter.theirs != ODD if decision == "take" else value not in {"", ODD}
        if matter.field != "progress" and decision != "keep" and understood:
            self.change(matter.action, matter.field, matter.theirs if decision == "take" else value)
        decided = row(matter.id, {"decision": decision, "value": value, "why": "As discussed"})
        returned = attrs.evolve(Copy(self.plan, CHAIR).returned(rows={}), settled=(decided,), sha256=f"{len(self.events)}")
        self.happen(merge(self.plan, base_of(self.plan), frozenset(), returned, DAY)[0])

    @invariant()
    def nothing_is_lost(self) -> None:
        """The plan says what the model says; what it could not take is listed; every note is in the history."""
        says = {(id_, field): read_field(self.plan.action(id_), field) for id_, field in self.now}  # type: ignore[arg-type]
        assert {cell: said for cell, said in says.items() if said != self.now[cell]} == {}
        assert self.held <= {(matter.action, matter.field, matter.theirs) for matter in self.plan.matters}
        assert self.noted <= {(action.id, note.by, note.issue, note.text) for action in self.plan.actions for note in action.notes}

    @invariant()
    def the_journal_alone_rebuilds_the_plan(self) -> None:
        """Replayed from the first event, the plan is the same."""
        assert replay(self.events) == self.plan

    @invariant()
    def every_date_is_kept(self) -> None:
        """The first due date stays, and there is a move for every later change."""
        for action in self.plan.actions:
            changes = [event for event in self.events if event.kind == "set" and event.action == action.id and event.field == "due"]
            assert (action.first_due, len(action.moves)) == (DAY.replace(month=9, day=1), len(changes))


Plans.TestCase.settings = settings(
    max_examples=max(1, STEPS // PER_RUN), stateful_step_count=PER_RUN, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
TestPlans = Plans.TestCase
