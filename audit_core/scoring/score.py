"""Stage: count the answers of the case book. Pure: case book, theme and round in, scorecard out."""

from __future__ import annotations

from datetime import date

from audit_core.returns.model import CaseBook, Return
from audit_core.rounds.panel_decisions import Decisions
from audit_core.rounds.round import Round
from audit_core.scoring.answered import answered_by_panel, answered_in
from audit_core.scoring.grades import grades_of
from audit_core.scoring.poll_results import poll_results
from audit_core.scoring.scorecard import Scorecard
from audit_core.scoring.scores import (
    overall_results,
    question_scores,
    recipient_tallies,
    return_scores,
    section_tallies,
)
from audit_core.scoring.timeliness import time_results
from audit_core.themes.theme import Theme


def counted_returns(casebook: CaseBook) -> tuple[Return, ...]:
    """Return the returns that figures count: neither nil returns nor those of second readers."""
    return tuple(ret for ret in casebook.quality if ret.id.reader == 1)


def score(
    casebook: CaseBook,
    theme: Theme,
    audit_round: Round,
    decisions: Decisions,
    holidays: tuple[date, ...],
) -> Scorecard:
    """Return every figure of a round.

    Nil returns and second readers are not counted; a second reader's answers are shown separately.
    """
    counted = counted_returns(casebook)
    times = time_results(counted, theme, audit_round, holidays)
    answered = (*answered_in(counted, theme, times), *answered_by_panel(decisions, theme))
    return Scorecard(
        questions=question_scores(answered, casebook.held),
        returns=return_scores(counted, answered),
        sections=section_tallies(answered),
        recipients=recipient_tallies(answered, theme),
        overall=overall_results(answered, theme),
        times=times,
        grades=grades_of(counted, answered, theme, audit_round, decisions, casebook.held),
        answered=answered,
        polls=poll_results(counted, theme),
    )
