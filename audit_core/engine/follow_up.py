"""What a follow-up round's report says of the round before: both side by side, where the round names one that it follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from audit_core.contrast import Side, contrast
from audit_core.engine.compare import latest, retested
from audit_core.engine.recall import round_called
from audit_core.errors import UsageProblem
from audit_core.problems import Where, problem
from audit_core.store import ROUND
from audit_core.tabulate.contrast import contrasted

if TYPE_CHECKING:
    from audit_core.engine.open import Opened
    from audit_core.engine.register import Register
    from audit_core.model.compiled import Compiled
    from audit_core.plugins import Plugins
    from audit_core.problems import Problem


def beside_the_last(compiled: Compiled, opened: Opened, plugins: Plugins, register: Register) -> tuple[Compiled, tuple[Problem, ...]]:
    """The compiled round with the tables that set it beside the one it follows; and why there are none, where it follows one that is not there."""
    code = compiled.round.follows
    if not code:
        return compiled, ()
    store = round_called(opened.store, code)
    try:
        old = latest(store.folder, plugins) if store is not None else None
    except UsageProblem:  # its own compile says what is wrong with it
        old = None
    if old is None:
        return compiled, (problem("round.follows_not_found", Where(ROUND, "Round"), code=code),)
    counts = {score.ref: (score.tally.met, score.tally.base) for score in compiled.scores.questions}
    cases = frozenset(subject.ref for subject in compiled.round.subjects if subject.kind == "case")
    new = Side(compiled.round.title, compiled.round.code, compiled.theme, counts, cases, compiled.as_at)
    found = contrast(old, new)
    faults: tuple[Problem, ...] = ()
    try:
        tests = retested(opened.store.folder, old, new, found)
    except UsageProblem as error:  # the plan is damaged: its own commands refuse, and this report does without it
        tests, faults = (), (problem("plan.left_out", Where("plan"), why=error.message),)
    tables = register.tables(contrasted(old, new, found, tests))
    return attrs.evolve(compiled, tables=(*compiled.tables, *tables)), faults
