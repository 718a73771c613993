"""Stage: figures become the tables and charts that every output prints from, so that no two can disagree. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.tabulation.agreement_tables import readers, shared
from audit_core.tabulation.charts import charts
from audit_core.tabulation.cohort import profile, sample
from audit_core.tabulation.counts import facts, limits, overall, questions, recipients, sections, times
from audit_core.tabulation.matrix import patterns
from audit_core.tabulation.people import actions, agreed, cases, changed, grades, recommendations, returns
from audit_core.tabulation.topic_tables import polls, topics

if TYPE_CHECKING:
    from audit_core.chronology.case_chronology import CaseChronicle
    from audit_core.findings.action import ActionPlan
    from audit_core.findings.finding import Recommendation
    from audit_core.returns.model import CaseBook
    from audit_core.rounds.round import Round
    from audit_core.scoring.scorecard import Scorecard
    from audit_core.tables import Figure, Table
    from audit_core.themes.theme import Theme


def tabulate(
    casebook: CaseBook,
    scores: Scorecard,
    put_forward: tuple[Recommendation, ...],
    plan: ActionPlan,
    theme: Theme,
    round_: Round,
    chronicles: tuple[CaseChronicle, ...] = (),
) -> tuple[tuple[Table, ...], tuple[Figure, ...]]:
    """Every table and figure of a round, without printed ids. Tables that would be empty are left out."""
    tables = (
        returns(casebook, round_),
        cases(casebook, round_),
        profile(casebook, theme, round_),
        sample(round_),
        grades(scores, round_, casebook.doubts),
        agreed(scores),
        changed(casebook, round_),
        readers(casebook, round_),
        limits(scores),
        overall(scores),
        sections(scores, theme),
        questions(scores, theme),
        facts(scores, theme),
        shared(casebook, theme, round_),
        topics(scores, theme),
        polls(scores, theme),
        times(scores, theme, round_),
        recipients(scores, round_),
        recommendations(put_forward, round_),
        actions(plan, round_),
        patterns(chronicles),
    )
    return tuple(table for table in tables if table.rows), charts(scores, theme)
