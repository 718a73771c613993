"""Apply decisions to a round and update decisions.xlsx; shared by commands that analyse a round."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from audit_core.commands.analyse import analyse
from audit_core.errors import UsageProblem
from audit_core.panel.check_decisions import check_decisions
from audit_core.panel.decisions_reader import typed_rows
from audit_core.panel.decisions_workbook import build_decisions_workbook
from audit_core.problems.problem import Problems, Where, problem
from audit_core.returns.contradictions import without_contradicted
from audit_core.returns.moderation import moderate
from audit_core.rounds.folder import DECISIONS

if TYPE_CHECKING:
    from datetime import date

    from audit_core.commands.load_returns import LoadedReturns
    from audit_core.commands.open_round import RoundContext
    from audit_core.findings.register import Register
    from audit_core.plugin_system.manager import Plugins
    from audit_core.tabulation.compiled import Compiled

NOT_READ_WHOLE = {"round.missing_heading"}


def require_readable(loaded: LoadedReturns) -> None:
    """Raise UsageProblem where decisions.xlsx cannot be read, or is another round's: without it
    every decision would be undone.
    """
    unusable = tuple(
        each
        for each in loaded.problems
        if each.code in {"decision.unreadable", "decision.other_round"}
    )
    if unusable:
        raise UsageProblem("decision.unusable", unusable, file=DECISIONS)


def moderated(opened: RoundContext, loaded: LoadedReturns) -> tuple[LoadedReturns, Problems]:
    """Return the returns with the panel's changes applied and without contradicted answers; and the
    problems of changes that refer to nothing in the round.
    """
    book, odd = moderate(loaded.casebook, loaded.decisions.changes, opened.theme, opened.round)
    return attrs.evolve(
        loaded, casebook=without_contradicted(book, opened.themes, opened.theme)
    ), odd


def validated_draft(
    opened: RoundContext, loaded: LoadedReturns, plugins: Plugins, register: Register, as_at: date
) -> tuple[Compiled, Problems, Problems]:
    """Return the compiled round, the problems of plugins, and the decisions that refer to nothing
    in the round: those count as undecided.

    Which ids exist is known only after the analysis, so it is repeated without such decisions.
    """
    loaded, odd = moderated(opened, loaded)
    compiled, plugin_problems = analyse(
        opened.round, opened.theme, opened.issued.holidays, loaded, plugins, register, as_at
    )
    decisions, unknown = check_decisions(
        loaded.decisions, compiled, opened.issued, frozenset(register.ids.values())
    )
    if decisions != loaded.decisions:
        loaded = attrs.evolve(loaded, decisions=decisions)
        compiled, plugin_problems = analyse(
            opened.round, opened.theme, opened.issued.holidays, loaded, plugins, register, as_at
        )
    return compiled, plugin_problems, (*odd, *unknown)


@attrs.frozen
class DecisionsDraft:
    """decisions.xlsx with a row for every open question and every row that was typed: `data`, made
    from the file as it was (`before`).
    """

    before: bytes | None
    data: bytes


def draft_decisions(
    opened: RoundContext, compiled: Compiled, problems: Problems
) -> DecisionsDraft | None:
    """Return what decisions.xlsx should contain now; None if part of it could not be read, because
    what was typed there would be lost.
    """
    if any(each.code in NOT_READ_WHOLE for each in problems if each.where.file == DECISIONS):
        return None
    before = opened.store.read(DECISIONS)
    return DecisionsDraft(before, build_decisions_workbook(compiled, typed_rows(before)))


def update_decisions(
    opened: RoundContext, compiled: Compiled, draft: DecisionsDraft | None
) -> Problems:
    """Write the new decisions.xlsx, and a copy of the old one to the history. Rows saved by
    somebody in the meantime are kept.
    """
    store = opened.store
    if draft is None:
        return ()
    if store.is_open_elsewhere(DECISIONS):
        return (problem("decision.open_in_excel", Where(DECISIONS)),)
    previous = store.read(DECISIONS)
    data = (
        draft.data
        if previous == draft.before
        else build_decisions_workbook(compiled, typed_rows(previous))
    )
    if data != previous:
        store.archive(DECISIONS)
        store.write(DECISIONS, data)
    return ()
