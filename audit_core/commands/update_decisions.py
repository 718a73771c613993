"""What was decided meets what was found: shared by every command that works a round out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from audit_core.commands.analyse import analyse
from audit_core.errors import UsageProblem
from audit_core.panel.check_decisions import check_decisions
from audit_core.panel.decisions_reader import typed_rows
from audit_core.panel.decisions_workbook import build_decisions_workbook
from audit_core.problems.problem import Where, problem
from audit_core.returns.contradictions import without_contradicted
from audit_core.returns.moderation import moderate
from audit_core.rounds.folder import DECISIONS

if TYPE_CHECKING:
    from datetime import date

    from audit_core.commands.load_returns import LoadedReturns
    from audit_core.commands.open_round import RoundContext
    from audit_core.findings.register import Register
    from audit_core.plugin_system.manager import Plugins
    from audit_core.problems.problem import Problem
    from audit_core.tabulation.compiled import Compiled

NOT_READ_WHOLE = {"round.missing_heading"}


def require_readable(taken: LoadedReturns) -> None:
    """Raises UsageProblem where decisions.xlsx cannot be read, or is another round's: without it
    every decision would be undone.
    """
    unusable = tuple(
        fault
        for fault in taken.problems
        if fault.code in {"decision.unreadable", "decision.other_round"}
    )
    if unusable:
        raise UsageProblem("decision.unusable", unusable, file=DECISIONS)


def moderated(
    opened: RoundContext, taken: LoadedReturns
) -> tuple[LoadedReturns, tuple[Problem, ...]]:
    """What came back with the panel's answers in place, and without those that contradict another;
    the changes that name what does not exist.
    """
    book, odd = moderate(taken.casebook, taken.decisions.changes, opened.theme, opened.round)
    return attrs.evolve(
        taken, casebook=without_contradicted(book, opened.themes, opened.theme)
    ), odd


def validated_draft(
    opened: RoundContext, taken: LoadedReturns, plugins: Plugins, register: Register, as_at: date
) -> tuple[Compiled, tuple[Problem, ...], tuple[Problem, ...]]:
    """The compiled round, what plugins failed at, and the decisions that name what does not exist:
    those count as undecided.

    What exists is known only once the round has been worked out; where such a decision was found,
    it is worked out again without it.
    """
    taken, odd = moderated(opened, taken)
    compiled, plugin_faults = analyse(
        opened.round, opened.theme, opened.issued.holidays, taken, plugins, register, as_at
    )
    decisions, faults = check_decisions(
        taken.decisions, compiled, opened.issued, frozenset(register.ids.values())
    )
    if decisions != taken.decisions:
        taken = attrs.evolve(taken, decisions=decisions)
        compiled, plugin_faults = analyse(
            opened.round, opened.theme, opened.issued.holidays, taken, plugins, register, as_at
        )
    return compiled, plugin_faults, (*odd, *faults)


@attrs.frozen
class DecisionsDraft:
    """decisions.xlsx with a row for whatever is open, keeping every typed one: `data`, made from
    what stood there (`before`).
    """

    before: bytes | None
    data: bytes


def draft_decisions(
    opened: RoundContext, compiled: Compiled, faults: tuple[Problem, ...]
) -> DecisionsDraft | None:
    """What decisions.xlsx should hold now. None for one that could not be read whole: what was
    typed into it would be lost.
    """
    if any(fault.code in NOT_READ_WHOLE for fault in faults if fault.where.file == DECISIONS):
        return None
    before = opened.store.read(DECISIONS)
    return DecisionsDraft(before, build_decisions_workbook(compiled, typed_rows(before)))


def update_decisions(
    opened: RoundContext, compiled: Compiled, drawn: DecisionsDraft | None
) -> tuple[Problem, ...]:
    """Rewrite decisions.xlsx as it was drawn up; a copy goes into the history first. What somebody
    saved there meanwhile is kept as well.
    """
    store = opened.store
    if drawn is None:
        return ()
    if store.is_open_elsewhere(DECISIONS):
        return (problem("decision.open_in_excel", Where(DECISIONS)),)
    previous = store.read(DECISIONS)
    data = (
        drawn.data
        if previous == drawn.before
        else build_decisions_workbook(compiled, typed_rows(previous))
    )
    if data != previous:
        store.keep(DECISIONS)
        store.write(DECISIONS, data)
    return ()
