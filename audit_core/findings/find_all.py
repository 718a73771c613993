"""Stage: apply the theme's rules to the figures. Pure: scorecard, case book, theme and round in,
findings out.
"""

from __future__ import annotations

from collections.abc import Iterable

from audit_core.findings.differ import differ_findings
from audit_core.findings.finding import Finding
from audit_core.findings.gaps import gap_findings
from audit_core.findings.if_then import if_then_findings
from audit_core.findings.mismatch import mismatch_findings
from audit_core.findings.share import share_findings
from audit_core.findings.standard import standard_findings
from audit_core.returns.model import CaseBook
from audit_core.rounds.round import Round
from audit_core.scoring.scorecard import Scorecard
from audit_core.themes.rules import FINDING_WORDS, Differ, Mismatch, Share, Standard
from audit_core.themes.theme import Theme


def find_all(
    scorecard: Scorecard, casebook: CaseBook, theme: Theme, audit_round: Round
) -> tuple[Finding, ...]:
    """Return every finding of the theme's rules and of the framework's own, in reading order, each
    with its evidence cells.
    """
    found: list[Finding] = []
    for rule in theme.rules:
        if isinstance(rule, Standard):
            found += standard_findings(rule, scorecard, theme, casebook.held)
        elif isinstance(rule, Share):
            found += share_findings(rule, scorecard, theme, audit_round)
        elif isinstance(rule, Differ):
            found += differ_findings(rule, casebook, theme, audit_round)
        elif isinstance(rule, Mismatch):
            found += mismatch_findings(rule, scorecard, theme)
        else:
            found += if_then_findings(rule, scorecard, theme, audit_round)
    for house_rule in theme.house_now.rules:
        found += gap_findings(house_rule, scorecard, casebook, theme, audit_round)
    return findings_in_order(found)


def not_held(findings: Iterable[Finding], held: frozenset[str]) -> tuple[Finding, ...]:
    """Leave out findings that compare agencies in a held case, where a form may be about another
    child.
    """
    return tuple(
        finding
        for finding in findings
        if finding.subject not in held or len(finding.recipients) < 2
    )


def findings_in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings into reading order: by kind, then by section, ref, subject and recipient."""
    place = {kind: number for number, (kind, _) in enumerate(FINDING_WORDS)}
    return tuple(
        sorted(
            findings,
            key=lambda finding: (
                place[finding.kind],
                finding.instrument,
                finding.section,
                finding.ref,
                finding.subject,
                finding.recipient,
                finding.rule,
            ),
        )
    )
