"""Stage: turn the scorecard into the tables and charts that every output prints, so that outputs
cannot disagree. Pure.
"""

from __future__ import annotations

from audit_core.chronology.case_chronology import CaseChronology
from audit_core.findings.action import ActionPlan
from audit_core.findings.finding import Recommendation
from audit_core.returns.model import CaseBook
from audit_core.rounds.round import Round
from audit_core.scoring.scorecard import Scorecard
from audit_core.tables import Figure, Table
from audit_core.tabulation.agreement_tables import readers_table, records_differ_table
from audit_core.tabulation.cohort import cohort_tables, sampling_lines
from audit_core.tabulation.counts import (
    facts_table,
    limits_table,
    not_applicable_table,
    other_measures_table,
    overall_table,
    questions_table,
    recipients_table,
    sections_table,
    times_table,
)
from audit_core.tabulation.figures import charts
from audit_core.tabulation.matrix import patterns_table
from audit_core.tabulation.people import (
    actions_table,
    agreed_table,
    cases_table,
    changed_table,
    grades_table,
    recommendations_table,
    returns_table,
)
from audit_core.tabulation.topic_tables import polls_table, topics_table
from audit_core.themes.theme import Theme


def all_tables(
    casebook: CaseBook,
    scores: Scorecard,
    put_forward: tuple[Recommendation, ...],
    plan: ActionPlan,
    theme: Theme,
    audit_round: Round,
    chronicles: tuple[CaseChronology, ...] = (),
) -> tuple[tuple[Table, ...], tuple[Figure, ...]]:
    """Return every table and figure of a round, without printed ids. Empty tables are left out."""
    tables = (
        returns_table(casebook, audit_round),
        cases_table(casebook, audit_round),
        cohort_tables(casebook, theme, audit_round),
        sampling_lines(audit_round),
        grades_table(scores, audit_round, casebook.doubts),
        agreed_table(scores),
        changed_table(casebook, audit_round),
        readers_table(casebook, audit_round),
        limits_table(scores),
        overall_table(scores),
        sections_table(scores, theme),
        questions_table(scores, theme),
        facts_table(scores, theme),
        records_differ_table(casebook, theme, audit_round),
        topics_table(scores, theme),
        polls_table(scores, theme),
        times_table(scores, theme, audit_round),
        recipients_table(scores, audit_round),
        recommendations_table(put_forward, audit_round),
        actions_table(plan, audit_round),
        patterns_table(chronicles),
        other_measures_table(scores),
        not_applicable_table(scores, theme, audit_round),
    )
    return tuple(table for table in tables if table.rows), charts(scores, theme)
