"""Find an action's position by declared rules, never better than its dates allow. The rules are
printed in every plan workbook.

The rules are this program's own (boards use BRAG ratings in different ways): see docs/sources.md.
"""

from __future__ import annotations

from datetime import date

from audit_core.action_plan.model import PlanAction
from audit_core.findings.action import POSITION_WORDS, Position, by_date
from audit_core.i18n import N_, _, date_in_words, ngettext

RULES: tuple[tuple[Position, str], ...] = N_(
    (
        ("withdrawn", "The chair withdrew it from the plan, with a reason."),
        ("sustained", "Closed, then tested on or after the date of its test, and passed."),
        (
            "done",
            (
                "Closed by the chair; or the owner says done and gives evidence. Not yet shown to "
                "last."
            ),
        ),
        ("overdue", "Its date has passed, whether or not it has begun."),
        ("blocked", "Its date is still to come, and the owner says that it cannot continue."),
        (
            "at_risk",
            (
                "It has no date; or 28 days or fewer are left and it has not begun; or its date "
                "has been moved twice or more."
            ),
        ),
        ("not_started", "Not begun, and more than 28 days are left."),
        ("on_track", "Begun, and its date is still to come."),
    )
)
"""The rules in the order in which they are tried: the first that applies counts."""


def position_of(action: PlanAction, as_at: date) -> Position:
    """Return an action's position by the rules alone, without the chair's judgement.

    An owner's word alone neither withdraws an action nor makes it done: the first takes the chair,
    the second evidence.
    """
    if action.is_withdrawn:
        return "withdrawn"
    if action.is_closed:
        return "sustained" if action.is_sustained else "done"
    if action.status == "done_evidence_sent" and action.evidence:
        return "done"
    return by_date(action.status, action.due, as_at, len(action.moves))


def counted_position(action: PlanAction, as_at: date) -> Position:
    """Return an action's position, including the chair's judgement, which counts only with a reason
    and only while the action is open.
    """
    found = position_of(action, as_at)
    if action.override and action.override_why and found not in {"withdrawn", "sustained", "done"}:
        return action.override
    return found


def position_words(action: PlanAction, as_at: date) -> str:
    """Return the position as it is printed, with the chair's reason if it is not by the rules."""
    words = dict(POSITION_WORDS)
    found, shown = position_of(action, as_at), counted_position(action, as_at)
    if found == shown:
        return _(words[found])
    return _(
        "{position} (chair: {why}). By the rules: {found}",
        position=_(words[shown]),
        why=action.override_why.rstrip("."),
        found=_(words[found]).lower(),
    )


def moved_words(action: PlanAction) -> str:
    """Return how often a due date was moved, and what it was at first; "" if it never was."""
    if not action.moves:
        return ""
    first = date_in_words(action.first_due, "short") if action.first_due else _("no date")
    return ngettext(
        "Once. First: {first}", "{count} times. First: {first}", len(action.moves), first=first
    )
