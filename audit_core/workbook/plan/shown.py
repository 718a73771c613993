"""What the plan's workbooks print of an action that nobody types: worked out from its fields, or repeated from another sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.model.plan import STATUS_WORDS
from audit_core.position import moved_words, position_words
from audit_core.track.sent import base_of
from audit_core.words import say, say_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from audit_core.model.tracked import Tracked, TrackedPlan


def shown(plan: TrackedPlan, action: Tracked, on: date) -> dict[str, str]:
    """Every such text of an action by the name of its column, as at a day."""
    return {name: make(plan, action, on) for name, make in _SHOWN.items()}


def printed_base(plan: TrackedPlan, on: date) -> dict[str, dict[str, str]]:
    """What a workbook keeps inside: every field as it is issued, and what is worked out as it is printed."""
    return {action.id: base | shown(plan, action, on) for action, base in zip(plan.actions, base_of(plan).values(), strict=True)}


def source_of(action: Tracked) -> str:
    """Where an action comes from, and why: "DA26A Domestic abuse audit, R3 from F1, F7" and the recommendation below it."""
    source = ", ".join(part for part in (action.source, action.reference) if part)
    gone = f"\n{action.gone}." if action.gone else ""
    return f"{source}\n{action.why}{gone}".strip()


def _noted(action: Tracked) -> str:
    """The newest line of the history, with its date."""
    return f"{say_day(action.notes[-1].on, 'short')}: {action.notes[-1].text}" if action.notes else ""


def _due(action: Tracked) -> str:
    return say_day(action.due, "short") if action.due else ""


_SHOWN: dict[str, Callable[[TrackedPlan, Tracked, date], str]] = {
    "why_shown": lambda _plan, action, _on: source_of(action),
    "noted": lambda _plan, action, _on: _noted(action),
    "moved": lambda _plan, action, _on: moved_words(action),
    "position": lambda _plan, action, on: position_words(action, on),
    "text_shown": lambda _plan, action, _on: action.text,
    "owner_shown": lambda plan, action, _on: plan.name_of(action.owner),
    "due_shown": lambda _plan, action, _on: _due(action),
    "status_shown": lambda _plan, action, _on: say(dict(STATUS_WORDS)[action.status]),
}
