"""Decide what each reader of the plan may see. If a cell may identify a person, a problem names the
cell; only the text's author and the chair see the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from audit_core.action_plan.model import CHAIR, RULE, PlanAction, PlanEvent, TrackedPlan
from audit_core.action_plan.replay import DATES, TEXTS
from audit_core.parsing.personal_identifiers import identifiers_in, withhold_identifiers
from audit_core.problems.problem import Problems, Where, problem

_PRINTED = (*TEXTS, "source", "reference", "why")
"""The texts of an action that are printed."""


def redacted_for(plan: TrackedPlan, who: str) -> TrackedPlan:
    """Return the plan as the chair or an owner may see it: what others typed is replaced by a
    notice if it may identify a person.
    """
    if who == CHAIR:
        return plan
    names = tuple(
        (code, name if code == who else withhold_identifiers(name)) for code, name in plan.names
    )
    return attrs.evolve(
        plan, actions=tuple(_seen(action, who) for action in plan.actions), names=names
    )


def _seen(action: PlanAction, who: str) -> PlanAction:
    typed_by = dict(action.typed_by)
    texts: dict[str, Any] = {
        field: withhold_identifiers(getattr(action, field))
        for field in _PRINTED
        if typed_by.get(field) != who
    }
    return attrs.evolve(
        action,
        notes=tuple(
            note if note.by == who else attrs.evolve(note, text=withhold_identifiers(note.text))
            for note in action.notes
        ),
        moves=tuple(
            attrs.evolve(move, why=withhold_identifiers(move.why)) for move in action.moves
        ),
        measured=tuple((id_, withhold_identifiers(result)) for id_, result in action.measured),
        **texts,
    )


def identifying_texts(events: Iterable[PlanEvent]) -> Problems:
    """Return a problem for each typed text that may identify a person. It names the cell or the
    action, never the text.
    """
    found = []
    for event in events:
        at = event.matter or event.proposal or event
        what = tuple(dict.fromkeys(kind for text in _typed(event) for kind in identifiers_in(text)))
        if what:
            found.append(
                problem(
                    "plan.identifier",
                    Where(at.file, at.sheet, at.cell, "" if at.file else event.action),
                    what=", ".join(what),
                )
            )
    return tuple(dict.fromkeys(found))


def _typed(event: PlanEvent) -> tuple[str, ...]:
    """Return the texts that were typed in this event. A repeated text (by a rule, or a decision
    that applies it) was checked where it was typed.
    """
    if event.added is not None:
        return tuple(getattr(event.added, field) for field in _PRINTED)
    if event.matter is not None:
        return (event.matter.theirs,)
    if event.proposal is not None:
        return event.proposal.says
    if event.kind == "measure":  # it may quote what the panel of the round typed
        return (event.after,)
    if not event.file or event.decided or event.by == RULE or event.kind in {"merged", "pair"}:
        return ()
    return (event.why,) if event.field in DATES else (event.after, event.why)
