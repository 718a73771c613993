"""Compare two rounds, using the newest compiled results of each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from audit_core.action_plan.plan_folder import PlanFolder
from audit_core.action_plan.replay import replay
from audit_core.action_plan.retest import LaterRound, shown_by
from audit_core.commands.open_round import RoundContext, open_round
from audit_core.commands.plan.open_plan import plan_home
from audit_core.commands.previous_answers import round_called
from audit_core.errors import UsageProblem
from audit_core.i18n import date_in_words
from audit_core.problems.problem import Problems, Where, problem
from audit_core.reports.compiled_set import load_set
from audit_core.returns.model import BACK
from audit_core.rounds.folder import ROUND
from audit_core.scoring.comparison import (
    RetestedAction,
    RoundComparison,
    Side,
    compare_results,
    met_of,
)
from audit_core.tabulation.comparison_tables import comparison_tables

if TYPE_CHECKING:
    from pathlib import Path

    from audit_core.findings.register import Register
    from audit_core.plugin_system.manager import Plugins
    from audit_core.tabulation.compiled import Compiled


@attrs.frozen
class ComparedRounds:
    """Two rounds and their comparison."""

    old: Side
    new: Side
    contrast: RoundComparison
    tests: tuple[RetestedAction, ...] = ()
    """The later round's results for the tests of actions in the partnership's plan."""


def compare_rounds(old: Path, new: Path, plugins: Plugins) -> ComparedRounds:
    """Compare the rounds in two folders. Raises UsageProblem for a folder without a round, or a
    round that was never compiled.
    """
    one, two = latest_set(old, plugins), latest_set(new, plugins)
    if one.code == two.code:
        raise UsageProblem("round.same_twice", code=one.code)
    found = compare_results(one, two)
    return ComparedRounds(one, two, found, retest_results(new, one, two, found))


def retest_results(
    folder: Path, old: Side, new: Side, found: RoundComparison
) -> tuple[RetestedAction, ...]:
    """Return the results of the round `new` in `folder` for the tests of the plan's actions. Raises
    UsageProblem for a damaged journal.
    """
    changed = frozenset((old.code, ref) for ref in found.changed)
    later = LaterRound(new.code, new.theme.name, new.as_at, new.as_at, "", new.good, changed)
    return shown_by(replay(PlanFolder(plan_home(folder)).events()), later)


def latest_set(folder: Path, plugins: Plugins) -> Side:
    """Return a round with the counts of its newest results. Raises UsageProblem for a folder
    without a round, or a round that was never compiled.
    """
    opened = open_round(folder, plugins)
    sets = opened.store.sets()
    if not sets:
        raise UsageProblem("round.not_compiled", folder=folder)
    return side_of(opened, load_set(sets[-1]))


def side_of(opened: RoundContext, data: dict[str, Any]) -> Side:
    """Return a round with the counts of its questions, from `data`, one of its compiled sets."""
    counts = {
        str(score["ref"]): met_of((score["tally"],))
        for score in data.get("scores", {}).get("questions", ())
    }
    cases = frozenset(subject.ref for subject in opened.round.subjects if subject.kind == "case")
    return Side(
        opened.round.title,
        opened.round.code,
        opened.theme,
        counts,
        cases,
        date.fromisoformat(data["as_at"]),
        _state(data),
    )


def _state(data: dict[str, Any]) -> str:
    """Return how complete the results of a round are: "15 of 25 forms returned; DRAFT: 3 cases not
    agreed".
    """
    if data.get("purged"):
        return f"its answers were purged on {date_in_words(date.fromisoformat(data['purged']))}"
    issued = [item for item in data.get("expected", ()) if item.get("form")]
    back = sum(item["state"] in BACK for item in issued)
    forms = f"{back} of {len(issued)} forms returned" if issued else ""
    return "; ".join(filter(None, (forms, str(data.get("draft", "")))))


def compare_with_last(
    compiled: Compiled, opened: RoundContext, plugins: Plugins, register: Register
) -> tuple[Compiled, Problems]:
    """Return the compiled round with tables that compare it with the round it follows; and a
    problem where that round is not found or the plan is damaged.
    """
    code = compiled.round.follows
    if not code:
        return compiled, ()
    store = round_called(opened.store, code)
    try:
        old = latest_set(store.folder, plugins) if store is not None else None
    except UsageProblem:  # its own compile says what is wrong with it
        old = None
    if old is None:
        return compiled, (problem("round.follows_not_found", Where(ROUND, "Round"), code=code),)
    counts = {score.ref: (score.tally.met, score.tally.base) for score in compiled.scores.questions}
    cases = frozenset(subject.ref for subject in compiled.round.subjects if subject.kind == "case")
    new = Side(
        compiled.round.title, compiled.round.code, compiled.theme, counts, cases, compiled.as_at
    )
    found = compare_results(old, new)
    problems: Problems = ()
    try:
        tests = retest_results(opened.store.folder, old, new, found)
    except (
        UsageProblem
    ) as error:  # the plan is damaged: its own commands refuse, and this report does without it
        tests, problems = (), (problem("plan.left_out", Where("plan"), why=error.message),)
    tables = register.tables(comparison_tables(old, new, found, tests))
    return attrs.evolve(compiled, tables=(*compiled.tables, *tables)), problems
