"""The values in events as a person reads them: labels for codes, dates in words, authors by
name.
"""

from __future__ import annotations

from datetime import date

from audit_core.action_plan.columns import COLUMNS
from audit_core.action_plan.model import CHAIR, ROUND, RULE, TrackedPlan
from audit_core.i18n import _, date_in_words


def field_text(plan: TrackedPlan, field: str, text: str) -> str:
    """Return the value of a field as a person reads it."""
    column = COLUMNS.get(field)
    if column is None or not text:
        return text
    if column.kind == "choice":
        return dict(column.choices).get(text, text)
    if column.kind == "owner":
        return plan.name_of(text)
    return _day(text) if column.kind == "date" else text


def _day(text: str) -> str:
    try:
        return date_in_words(date.fromisoformat(text), "short")
    except ValueError:  # what was typed was not understood as a date
        return text


def author(plan: TrackedPlan, by: str) -> str:
    """Return who did something, in words."""
    if by == CHAIR:
        return _("The chair")
    return (
        _("The plan's rules")
        if by == RULE
        else _("The {round}", round=by)
        if by.startswith(f"{ROUND} ")
        else plan.name_of(by)
    )
