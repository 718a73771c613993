"""What follows from people's decisions by declared rules: closing, testing, reopening. Each is an
event.

To close, an action needs evidence, a test or a reason for having none, and a closing date that is
not in the future. To be sustained, it needs a test passed after the closing, on the test's date or
later. A failed test reopens the action under the same id, with its history. Entries that do not
count yet stay as they were typed.
"""

from __future__ import annotations

from datetime import date

from audit_core.action_plan.columns import RESULTS, choice_label
from audit_core.action_plan.merging.session import EventsAndProblems, MergeSession
from audit_core.action_plan.model import RULE, PlanAction, TrackedPlan
from audit_core.action_plan.replay import read_field
from audit_core.i18n import _, date_in_words, join_words

TEST_FIELDS = ("test_what", "test_how", "test_on", "test_passes")
"""The fields of a test: which question or measure, how, when, and what passes."""
_CLEARED = (
    "decision",
    "decision_why",
    "closed_on",
    "closed_by",
    "ended",
    "test_result",
    "tested_on",
    "test_note",
)
"""Fields that are emptied when an action is reopened; its history keeps them."""


def derive_events(
    before: TrackedPlan, after: TrackedPlan, on: date, issue: int = 0
) -> EventsAndProblems:
    """Return the events that follow from what people did, and the problems of what is incomplete.
    `before` is the plan before they did it, `after` the plan with it.

    `issue` is the issue whose return they follow from.
    """
    session = MergeSession(after, on, RULE, issue)
    for action in after.actions:
        earlier = before.action(action.id)
        _closing(session, earlier, action)
        _tested(session, earlier, action)
        if action.override and not action.override_why:
            session.report("plan.judged_without_reason", id=action.id)
    return session.outcome


def _set(session: MergeSession, action: PlanAction, field: str, value: str) -> None:
    now = session.plan.action(action.id)
    before = read_field(now, field) if now else ""
    if before != value:
        session.record("set", action.id, field=field, before=before, after=value)


def _note(session: MergeSession, action: PlanAction, text: str) -> None:
    """Add a line to the history. The same line may be added again later."""
    session.record("note", action.id, after=text)


def missing_to_close(action: PlanAction, on: date) -> tuple[str, ...]:
    """Return what an action lacks before it can be closed, in words."""
    lacks = [] if action.evidence else [_("evidence that it helped children")]
    if not action.no_test_why and not _has_test(action):
        lacks.append(_("a test (what, how, when, and what passes), or a reason for none"))
    if action.closed_on is not None and action.closed_on > on:
        lacks.append(_("a closing date that is not in the future"))
    return tuple(lacks)


def _has_test(action: PlanAction) -> bool:
    return all(read_field(action, field) for field in TEST_FIELDS)


def _closing(session: MergeSession, earlier: PlanAction | None, action: PlanAction) -> None:
    """Close an action once everything is there. An owner who takes something back later does not
    reopen it: only a test or the chair does.
    """
    if action.decision == "withdrawn" and not action.decision_why:
        session.report("plan.no_reason", id=action.id)
    if action.ended and action.decision in {"keep_open", ""}:
        _reopen(session, action, _("Reopened. {why}", why=action.decision_why).strip())
    elif action.ended and (action.closed_on is None or action.closed_on > session.on):
        was = (
            earlier.closed_on
            if earlier is not None and earlier.closed_on is not None
            else session.on
        )
        session.report("plan.closed_on", id=action.id, day=date_in_words(was, "short"))
        _set(session, action, "closed_on", was.isoformat())
    elif action.decision == "closed" and not action.ended:
        lacks = missing_to_close(action, session.on)
        if lacks:
            session.report("plan.closing_incomplete", id=action.id, lacks=join_words(lacks))
            return
        if action.closed_on is None:
            _set(session, action, "closed_on", session.on.isoformat())
        _set(session, action, "ended", "closed")
        _note(session, action, _closed(action))


def _closed(action: PlanAction) -> str:
    """Return what the history says about a closing."""
    by = _("Closed by {who}.", who=action.closed_by) if action.closed_by else _("Closed.")
    if action.no_test_why:
        return f"{by} {_('No test: {why}', why=action.no_test_why)}"
    due = date_in_words(action.test_on, "short") if action.test_on else ""
    test = _(
        "To be tested on {day}: {what}. Passes: {passes}",
        day=due,
        what=action.test_what,
        passes=action.test_passes,
    )
    return f"{by} {test}"


def _tested(session: MergeSession, earlier: PlanAction | None, typed: PlanAction) -> None:
    """Apply a test result that is in time: add it to the history, and sustain the action if it
    passed or reopen it if it failed.
    """
    action = session.plan.action(typed.id)
    if action is None or not (action.test_result or action.is_sustained):
        return
    if not action.ended:
        session.report("plan.tested_while_open", id=action.id)
        return
    tested = action.tested_on or session.on
    wrong = _untimely(action, tested, session.on) if action.test_result else ""
    if wrong:
        session.report("plan.test_untimely", id=action.id, why=wrong)
    passed = action.test_result == "passed" and not wrong
    new = (
        earlier is None
        or (earlier.test_result, earlier.tested_on) != (action.test_result, action.tested_on)
        or passed != action.is_sustained
    )
    _set(session, action, "ended", "sustained" if passed else "closed")
    if wrong or not action.test_result:
        return
    _set(session, action, "tested_on", tested.isoformat())
    if new:
        result = _(choice_label(RESULTS, action.test_result)).lower()
        _note(
            session,
            action,
            _(
                "Tested on {day}: {result}. {note}",
                day=date_in_words(tested, "short"),
                result=result,
                note=action.test_note,
            ).strip(),
        )
    if action.test_result == "failed":
        _reopen(session, action, _("Reopened: its test failed."))


def _untimely(action: PlanAction, tested: date, on: date) -> str:
    """Return why a result does not count yet, in words; "" if it does. A failed test may be early,
    a passed one may not.
    """
    passed = action.test_result == "passed"
    if tested > on:
        return _("the day it was tested on is in the future")
    if action.closed_on is not None and (
        tested < action.closed_on or (passed and tested == action.closed_on)
    ):
        return _("it was not tested after it was closed")
    if passed and not _has_test(action):
        return _("it has no test (what, how, when, and what passes)")
    if passed and action.test_on is not None and tested < action.test_on:
        return _("it was tested before its test was due")
    return ""


def _reopen(session: MergeSession, action: PlanAction, says: str) -> None:
    _note(session, action, says)
    for field in _CLEARED:
        _set(session, action, field, "")
    _set(session, action, "status", "in_progress")
    _set(session, action, "reopened", str(action.reopened + 1))
    if action.due is not None and action.due < session.on:
        session.report("plan.reopened", id=action.id)
