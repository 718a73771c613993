"""Find actions that may be the same. They are suggested to the chair, never merged
automatically.
"""

from __future__ import annotations

import re
from itertools import combinations

from audit_core.action_plan.model import PlanAction, TrackedPlan

DUPLICATE_SIMILARITY = 0.6
"""The least share of their words that two actions must have in common, small words apart: this
program's own rule.
"""
_SMALL = re.compile(
    "a|an|and|are|at|be|by|for|from|has|have|in|is|it|its|of|on|or|that|the|their|them|they|this|"
    "to|was|were|when|which|who|with"
)
"""Small words, which are not compared."""


def likely_duplicates(plan: TrackedPlan) -> tuple[tuple[PlanAction, PlanAction], ...]:
    """Return pairs of one owner's actions whose words are much the same, without those that the
    chair called different. Two owners doing the same thing are two actions.

    An action that follows a closed one is not its duplicate, unless that one was reopened.
    """
    live = [action for action in plan.actions if not action.is_over]
    words = {action.id: _words(action.text) for action in live}
    return tuple(
        (one, two)
        for one, two in combinations(live, 2)
        if one.owner == two.owner
        and (one.id, two.id) not in plan.apart
        and not (one.is_closed and two.follows == one.id)
        and _alike(words[one.id], words[two.id])
    )


def _words(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", text.casefold())
    return frozenset(word for word in words if not _SMALL.fullmatch(word))


def _alike(one: frozenset[str], two: frozenset[str]) -> bool:
    return bool(one | two) and len(one & two) / len(one | two) >= DUPLICATE_SIMILARITY
