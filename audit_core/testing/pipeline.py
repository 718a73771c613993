"""Run the stages of a round in memory: from a case book to its figures, its findings and the
compiled round.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from audit_core.findings.find_all import find_all
from audit_core.returns.contradictions import without_contradicted
from audit_core.rounds.panel_decisions import Decisions
from audit_core.scoring.score import score
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
    """Return the scorecard of a case book. As in a round, an answer that contradicts another is not
    counted.
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
    """Return the findings of a theme's rules in a case book, with the decisions of the panel
    applied.
    """
    audit_round = audit_round or round_behind(theme, book)
    found = find_all(scores(theme, book, audit_round, decisions), book, theme, audit_round)
    return tuple(finding for finding in found if finding.source == "theme")


def compiled(
    theme: Theme,
    book: CaseBook,
    audit_round: Round | None = None,
    decisions: Decisions | None = None,
    as_at: date = date(2026, 3, 30),
    **more: Any,
) -> Compiled:
    """Return the compiled round from which reports are made, without additions by plugins; `more`
    replaces some of its fields.
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
    loaded = LoadedReturns(without_contradicted(book, {}, theme), made, suspects_in(read, made), ())
    result, _ = analyse(
        audit_round or round_behind(theme, book),
        theme,
        (),
        loaded,
        load_plugins(()),
        Register({}),
        as_at,
    )
    return attrs.evolve(result, **more)
