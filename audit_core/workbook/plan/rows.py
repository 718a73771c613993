"""The plan as rows of its sheets: every field as it is printed on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from audit_core.model.plan_sheets import COLUMNS, label_of
from audit_core.model.tracked import CHAIR
from audit_core.position import judged
from audit_core.track.alike import likely_duplicates
from audit_core.track.fields import read_field
from audit_core.track.said import author, words_of
from audit_core.words import mark, say, say_day
from audit_core.workbook.plan.shown import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audit_core.model.tracked import Matter, Tracked, TrackedPlan
    from audit_core.workbook.plan.sheet import Row

KINDS = mark(
    {
        "conflict": "Changed on both sides",
        "not_theirs": "Changed by somebody whose cell it is not",
        "not_understood": "Not understood",
        "mixed_up": "On a row whose number and wording do not belong together",
        "from_round": "The round says something else now",
    }
)


def action_row(plan: TrackedPlan, action: Tracked, on: date) -> Row:
    """An action: fields as events carry them, and what is worked out."""
    return {"id": action.id, "position_code": judged(action, on), **{field: read_field(action, field) for field in COLUMNS}, **shown(plan, action, on)}


def matter_row(plan: TrackedPlan, matter: Matter) -> Row:
    """A cell to decide about: what the plan says now, what came in, and where from."""
    action = plan.action(matter.action)
    where = ", ".join(part for part in (matter.file, matter.sheet, matter.cell) if part)
    who = plan.name_of(matter.by) if matter.by not in {CHAIR} else say("The chair")
    return {
        "id": matter.id,
        "kind_shown": say(KINDS[matter.kind]),
        "action_shown": matter.action,
        "field_shown": label_of(matter.field),
        "ours_shown": words_of(plan, matter.field, read_field(action, matter.field)) if action else "",
        "theirs_shown": _theirs(plan, matter),
        "from_shown": "\n".join(part for part in (who, where, say_day(matter.on, "short")) if part),
    }


def _theirs(plan: TrackedPlan, matter: Matter) -> str:
    """What came in; of an answer to a new date, to which: another may be asked for since."""
    says = words_of(plan, matter.field, matter.theirs) or say("(empty)")
    return say("{answer}: to {day}", answer=says, day=words_of(plan, "asked_due", matter.asked)) if matter.asked else says


def proposal_rows(plan: TrackedPlan) -> list[Row]:
    """The new actions that are still to be decided about."""
    return [{"id": item.id, "text": item.text, "why": item.why, "owner": item.by, "role": item.role, "due": item.due} for item in plan.open_proposals]


def pair_rows(plan: TrackedPlan) -> list[Row]:
    """Pairs that may be one action."""
    return [
        {
            "id": f"{one.id} + {two.id}",
            **{name: f"{each.source}, {plan.name_of(each.owner)}\n{each.text}" for name, each in (("first_shown", one), ("second_shown", two))},
        }
        for one, two in likely_duplicates(plan)
    ]


def history_rows(plan: TrackedPlan, actions: Iterable[Tracked]) -> list[Row]:
    """Every note and every move of a date, the newest first."""
    found = []
    for action in actions:
        for place, note in enumerate(action.notes):
            found.append((note.on, action.id, place, author(plan, note.by), note.text))
        for place, move in enumerate(action.moves):
            says = say("Due date moved from {before} to {after}. {why}", before=_said(move.before), after=_said(move.after), why=move.why).strip()
            found.append((move.on, action.id, 10_000 + place, say("The chair"), says))
    found.sort(key=lambda item: (-item[0].toordinal(), item[1], item[2]))
    return [{"on": on.isoformat(), "id": id_, "by": by, "text": text} for on, id_, _, by, text in found]


def _said(day: date | None) -> str:
    return say_day(day, "short") if day else say("no date")
