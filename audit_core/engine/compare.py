"""Set two rounds side by side, from the newest set that each has compiled."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from audit_core.contrast import Side, contrast, met_of
from audit_core.engine.load_set import load_set
from audit_core.engine.open import open_round
from audit_core.engine.plan.home import home_of
from audit_core.errors import UsageProblem
from audit_core.model.returns import BACK
from audit_core.plan_store import PlanStore
from audit_core.track.apply import replay
from audit_core.track.retest import LaterRound, Retested, shown_by
from audit_core.words import say_day

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from audit_core.contrast import Contrast
    from audit_core.engine.open import Opened
    from audit_core.plugins import Plugins


@attrs.frozen
class Compared:
    """Two rounds and what they have in common."""

    old: Side
    new: Side
    contrast: Contrast
    tests: tuple[Retested, ...] = ()
    """What the later round shows about the tests of actions in the partnership's plan."""


def compare_rounds(old: Path, new: Path, plugins: Plugins) -> Compared:
    """Both rounds beside each other. Raises UsageProblem for a folder without a round, or a round that was never compiled."""
    one, two = latest(old, plugins), latest(new, plugins)
    if one.code == two.code:
        raise UsageProblem(f"Both folders hold the round {one.code}. Name the earlier round first, then the later one.")
    found = contrast(one, two)
    return Compared(one, two, found, retested(new, one, two, found))


def retested(folder: Path, old: Side, new: Side, found: Contrast) -> tuple[Retested, ...]:
    """What the round `new` in `folder` shows about the tests of the plan's actions. Raises UsageProblem for a damaged journal."""
    changed = frozenset((old.code, ref) for ref in found.changed)
    later = LaterRound(new.code, new.theme.name, new.as_at, new.as_at, "", new.good, changed)
    return shown_by(replay(PlanStore(home_of(folder)).events()), later)


def latest(folder: Path, plugins: Plugins) -> Side:
    """A round as its newest compiled set has it. Raises UsageProblem for a folder without a round, or a round that was never compiled."""
    opened = open_round(folder, plugins)
    sets = opened.store.sets()
    if not sets:
        raise UsageProblem(f"The round in {folder} has not been compiled yet. Run: audit compile {folder}")
    return side_of(opened, load_set(sets[-1]))


def side_of(opened: Opened, data: dict[str, Any]) -> Side:
    """A round and the counts of its questions, from one of its sets."""
    counts = {str(score["ref"]): met_of((score["tally"],)) for score in data.get("scores", {}).get("questions", ())}
    cases = frozenset(subject.ref for subject in opened.round.subjects if subject.kind == "case")
    return Side(opened.round.title, opened.round.code, opened.theme, counts, cases, date.fromisoformat(data["as_at"]), _state(data))


def _state(data: dict[str, Any]) -> str:
    """ "15 of 25 forms came back; DRAFT: 3 cases not agreed": nobody should take half a round for the whole of one."""
    if data.get("purged"):
        return f"its answers were purged on {say_day(date.fromisoformat(data['purged']))}"
    issued = [item for item in data.get("expected", ()) if item.get("form")]
    back = sum(item["state"] in BACK for item in issued)
    forms = f"{back} of {len(issued)} forms came back" if issued else ""
    return "; ".join(part for part in (forms, str(data.get("draft", ""))) if part)
