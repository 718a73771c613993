"""The fields of an action as the text that events carry: a date in ISO 8601, a code, or words as they were typed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from audit_core.model.plan_sheets import PASSING

if TYPE_CHECKING:
    from audit_core.model.tracked import Tracked

DATES = frozenset({"due", "asked_due", "closed_on", "test_on", "tested_on"})


def read_field(action: Tracked, field: str) -> str:
    """What an action says in a field; "" in one that is emptied with every issue."""
    if field in PASSING:
        return ""
    value = getattr(action, field)
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def with_field(action: Tracked, field: str, text: str) -> Tracked:
    """The action with another value in a field. Raises ValueError for a date that is none."""
    value: Any = (date.fromisoformat(text) if text else None) if field in DATES else text
    return attrs.evolve(action, **{field: value})
