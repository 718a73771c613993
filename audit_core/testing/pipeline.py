"""The stages of a round run in memory: from a case book to its figures, its findings and the
compiled round.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from audit_core.findings import find_all, findings_in_order
from audit_core.returns.contradictions import without_contradicted
from audit_core.rounds.panel_decisions import Decisions
from audit_core.scoring import score
from audit_core.testing.text_tables import round_behind

if TYPE_CHECKING:
    from audit_core.findings.finding import Finding
    from audit_core.returns.model import CaseBook
    from audit_core.rounds.round import Round
    from audit_core.scoring.scorecard import Scorecard
    from audit_core.tabulation.compiled import Compiled
    from audit_core.themes.theme import Theme


def scores(
    theme: Theme,
    book: CaseBook,
    audit_round: Round | None = None,
    decisions: Decisions | None = None,
    holidays: tuple[date, ...] = (),
) -> Scorecard:
    """The scorecard of a case book. An answer that contradicts another counts in nothing, as in a
    round.
    """
    return score(
        without_contradicted(book, {}, theme),
        theme,
        audit_round or round_behind(theme, book),
        decisions or Decisions(),
        holidays,
    )


def findings(
    theme: Theme,
    book: CaseBook,
    audit_round: Round | None = None,
    decisions: Decisions | None = None,
) -> tuple[Finding, ...]:
    """The findings that a theme's rules make of a case book, and of what the panel decided."""
    audit_round = audit_round or round_behind(theme, book)
    return findings_in_order(
        find_all(scores(theme, book, audit_round, decisions), book, theme, audit_round)
    )


def compiled(
    theme: Theme,
    book: CaseBook,
    audit_round: Round | None = None,
    decisions: Decisions | None = None,
    as_at: date = date(2026, 3, 30),
    **more: Any,
) -> Compiled:
    """The compiled round that reports are made from, without any plugin's additions; `more`
    replaces parts of it.
    """
    from audit_core.commands.analyse import analyse
    from audit_core.commands.load_returns import LoadedReturns, suspects_in
    from audit_core.findings.register import Register
    from audit_core.plugin_system.manager import load_plugins
    from audit_core.returns.irregularities import suspicions

    made = decisions or Decisions()
    read = tuple(
        attrs.evolve(
            ret,
            form=attrs.evolve(
                ret.form, suspicions=tuple(suspicions(ret.form.entries, ret.form.events))
            ),
        )
        for ret in book.returns
    )
    taken = LoadedReturns(without_contradicted(book, {}, theme), made, suspects_in(read, made), ())
    result, _ = analyse(
        audit_round or round_behind(theme, book),
        theme,
        (),
        taken,
        load_plugins(()),
        Register({}),
        as_at,
    )
    return attrs.evolve(result, **more)
