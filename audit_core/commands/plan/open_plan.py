"""Find and open the plan: a partnership's, with its rounds, or that of a round by itself."""

from __future__ import annotations

from pathlib import Path

import attrs

from audit_core.action_plan.model import PlanEvent, TrackedPlan
from audit_core.action_plan.plan_folder import JOURNAL, PLAN, PlanFolder
from audit_core.action_plan.replay import replay
from audit_core.commands.open_round import RoundContext, open_round
from audit_core.commands.partnership_defaults import PARTNERSHIP, defaults_of
from audit_core.errors import UsageProblem
from audit_core.grouping import grouped
from audit_core.i18n import PLAIN, Language
from audit_core.plugin_system.manager import Plugins
from audit_core.problems.problem import Problem, Problems, Where, problem
from audit_core.rounds.folder import ROUND
from audit_core.rounds.round import Round


@attrs.frozen
class PlanContext:
    """A partnership's plan, ready to work on: its rounds, its language and its whole journal."""

    store: PlanFolder
    rounds: tuple[RoundContext, ...]
    house: Round | None
    """The round whose names, marking and contact are printed: partnership.xlsx, or else the newest
    round.
    """
    speech: Language
    events: tuple[PlanEvent, ...]
    plan: TrackedPlan
    problems: Problems

    @property
    def partnership(self) -> str:
        """The partnership's printed name."""
        return self.house.partnership if self.house else self.plan.partnership

    @property
    def marking(self) -> str:
        """How every page is marked."""
        return self.house.marking if self.house else "OFFICIAL-SENSITIVE"


def plan_home(folder: Path) -> Path:
    """Return the folder that holds the plan: for a round, the folder around it if that is a
    partnership's. Raises UsageProblem where there is neither.
    """
    folder = folder.resolve()
    if (folder / ROUND).is_file():
        around = folder.parent
        return around if (around / PARTNERSHIP).is_file() or (around / PLAN).is_dir() else folder
    if (
        (folder / PARTNERSHIP).is_file()
        or (folder / PLAN).is_dir()
        or any(folder.glob(f"*/{ROUND}"))
    ):
        return folder
    raise UsageProblem("plan.nowhere", folder=folder)


def open_plan(folder: Path, plugins: Plugins) -> PlanContext:
    """Open the plan of the partnership, or the round, in `folder`. Raises UsageProblem where there
    is none, its journal is damaged, or it was begun in a round's folder.
    """
    home = plan_home(folder)
    store = PlanFolder(home)
    events = store.events()
    plan = replay(events)
    places = (
        [home]
        if (home / ROUND).is_file()
        else sorted(path.parent for path in home.glob(f"*/{ROUND}"))
    )
    begun = [place for place in places if place != home and (place / PLAN / JOURNAL).is_file()]
    if begun and not events:
        raise UsageProblem("plan.begun_elsewhere", round=begun[0].name, plan=PLAN, home=home)
    rounds: list[RoundContext] = []
    problems: list[Problem] = []
    for place in places:
        try:
            rounds.append(open_round(place, plugins))
        except UsageProblem as error:
            problems.append(problem("plan.round_unusable", Where(place.name), why=error.message))
        if place in begun:
            problems.append(problem("plan.second", Where(f"{place.name}/{PLAN}")))
    if not store.agrees(plan):
        problems.append(problem("plan.rewritten", Where(f"{PLAN}/plan.json")))
    rounds = _each_once(rounds, problems)
    newest = max(rounds, key=lambda opened: (opened.round.issued, opened.round.code), default=None)
    usual = defaults_of(home / "any", plugins)
    speech = newest.speech if newest else Language(usual.words) if usual else PLAIN
    return PlanContext(
        store,
        tuple(rounds),
        usual or (newest.round if newest else None),
        speech,
        events,
        plan,
        tuple(problems),
    )


def _each_once(rounds: list[RoundContext], problems: list[Problem]) -> list[RoundContext]:
    """Return the rounds whose code no other folder has: which of a round and its copy counts is not
    known.
    """
    by_code = grouped(rounds, lambda opened: opened.round.code)
    for code, copies in by_code.items():
        if len(copies) > 1:
            folders = ", ".join(opened.store.folder.name for opened in copies)
            problems.append(problem("plan.round_twice", None, round=code, folders=folders))
    return [copies[0] for copies in by_code.values() if len(copies) == 1]
