"""What follows from what people decided, by declared rules: closing, reopening, dates agreed. Each is an event of its own.

Closing takes evidence and a test, or a reason for no test. A failed test reopens the action under its own id, with its
history. A new date that is agreed moves the due date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.model.plan_sheets import RESULTS, word_of
from audit_core.model.tracked import RULE
from audit_core.track.desk import Desk
from audit_core.track.fields import read_field
from audit_core.words import listed, say, say_day

if TYPE_CHECKING:
    from datetime import date

    from audit_core.model.tracked import Event, Tracked, TrackedPlan
    from audit_core.problems import Problem

TEST = ("test_what", "test_how", "test_on", "test_passes")
"""What a test says: which question or measure, how, when, and what passes."""
_CLEARED = ("decision", "decision_why", "closed_on", "closed_by", "test_result", "tested_on", "test_note")
"""What an action that is open again no longer says; its history does."""


def follow(before: TrackedPlan, after: TrackedPlan, on: date) -> tuple[tuple[Event, ...], tuple[Problem, ...]]:
    """The events that follow, and what still lacks something. `before` is the plan before what people did, `after` the plan with it."""
    desk = Desk(after, on, RULE)
    for action in after.actions:
        earlier = before.action(action.id)
        _date_asked(desk, action)
        _closing(desk, earlier, action)
        _tested(desk, earlier, action)
        _open_again(desk, earlier, action)
        if action.override and not action.override_why:
            desk.tell("plan.judged_without_reason", id=action.id)
    return tuple(desk.events), tuple(desk.problems)


def _set(desk: Desk, action: Tracked, field: str, value: str, why: str = "") -> None:
    now = desk.plan.action(action.id)
    before = read_field(now, field) if now else ""
    if before != value:
        desk.do("set", action.id, field=field, before=before, after=value, why=why)


def _note(desk: Desk, action: Tracked, text: str) -> None:
    """A line of the history; the same may follow again another time."""
    desk.do("note", action.id, after=text)


def _date_asked(desk: Desk, action: Tracked) -> None:
    """A new date was agreed, or not: either way the question is answered, and the history says how."""
    if not action.asked_agreed:
        return
    if action.asked_due is None:
        desk.tell("plan.no_date_asked", id=action.id)
    else:
        day = say_day(action.asked_due, "short")
        if action.asked_agreed == "yes":
            _set(desk, action, "due", action.asked_due.isoformat(), action.asked_why or say("Asked for by the owner"))
            _note(desk, action, say("New date agreed: {day}. {why}", day=day, why=action.asked_why).strip())
        else:
            _note(desk, action, say("New date not agreed: {day}. {why}", day=day, why=action.asked_why).strip())
    for field in ("asked_due", "asked_why", "asked_agreed"):
        _set(desk, action, field, "")


def missing_to_close(action: Tracked) -> tuple[str, ...]:
    """What an action lacks before it can be closed, in words."""
    lacks = [] if action.evidence else [say("evidence that it helped children")]
    if not action.no_test_why and not all(read_field(action, field) for field in TEST):
        lacks.append(say("a test (what, how, when, and what passes), or a reason for none"))
    return tuple(lacks)


def _closing(desk: Desk, earlier: Tracked | None, action: Tracked) -> None:
    if action.decision == "withdrawn" and not action.decision_why:
        desk.tell("plan.no_reason", id=action.id)
    if action.decision != "closed":
        return
    lacks = missing_to_close(action)
    if earlier is not None and earlier.is_closed:
        return  # what an owner takes back later does not open it again: a test does, or the chair
    if lacks:
        desk.tell("plan.closing_incomplete", id=action.id, lacks=listed(lacks))
        _set(desk, action, "closed_on", "")
        return
    if action.closed_on is None:
        _set(desk, action, "closed_on", desk.on.isoformat())
    _note(desk, action, _closed(action))


def _closed(action: Tracked) -> str:
    """What the history says of a closing."""
    by = say("Closed by {who}.", who=action.closed_by) if action.closed_by else say("Closed.")
    if action.no_test_why:
        return f"{by} {say('No test: {why}', why=action.no_test_why)}"
    due = say_day(action.test_on, "short") if action.test_on else ""
    return f"{by} {say('To be tested on {day}: {what}. Passes: {passes}', day=due, what=action.test_what, passes=action.test_passes)}"


def _tested(desk: Desk, earlier: Tracked | None, action: Tracked) -> None:
    """A result is new: it goes into the history; and a failed test opens the action again."""
    new = action.test_result and (earlier is None or (earlier.test_result, earlier.tested_on) != (action.test_result, action.tested_on))
    now = desk.plan.action(action.id)
    if not action.test_result or now is None:
        return
    if not now.is_closed:
        desk.tell("plan.tested_while_open", id=action.id)
        return
    if new:
        if action.tested_on is None:
            _set(desk, action, "tested_on", desk.on.isoformat())
        day = say_day(action.tested_on or desk.on, "short")
        result = say(word_of(RESULTS, action.test_result)).lower()
        _note(desk, action, say("Tested on {day}: {result}. {note}", day=day, result=result, note=action.test_note).strip())
    if action.test_result == "failed":
        _reopen(desk, action, say("Open again: its test failed."))


def _open_again(desk: Desk, earlier: Tracked | None, action: Tracked) -> None:
    """The chair keeps an action open that was closed."""
    if earlier is not None and earlier.is_closed and action.decision in {"keep_open", ""}:
        _reopen(desk, action, say("Open again. {why}", why=action.decision_why).strip())


def _reopen(desk: Desk, action: Tracked, says: str) -> None:
    _note(desk, action, says)
    for field in _CLEARED:
        _set(desk, action, field, "")
    _set(desk, action, "status", "in_progress")
    _set(desk, action, "reopened", str(action.reopened + 1))
    if action.due is not None and action.due < desk.on:
        desk.tell("plan.reopened", id=action.id)
