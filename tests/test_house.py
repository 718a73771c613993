"""Findings that any audit may have, whatever its theme."""

from __future__ import annotations

import attrs

from audit_core.house import audit_findings
from audit_core.model.rules import Share
from audit_core.testing import question, returns, scores, small_theme

THEME = small_theme(question("XX-1.1", flags=("critical",)), question("XX-1.2"))
SILENT = """
    | case | agency | XX-1.1      | XX-1.2         |
    | 1    | police | no_evidence | not_applicable |
    | 1    | school | told        | not_applicable |
    | 2    | police | met         | not_applicable |
    | 2    | school | no_evidence | not_applicable |
    | 3    | police | met         | not_applicable |
    | 3    | school | met         | met            |
"""


def test_records_that_are_silent_on_a_critical_standard_are_a_gap() -> None:
    """Three of six: nobody is called poor for it, and it does not go unseen. Both agencies are told."""
    book = returns(THEME, SILENT)
    (gap,) = [finding for finding in audit_findings(THEME, scores(THEME, book), book) if finding.rule == "critical-unrecorded"]
    assert gap.says == "In 3 of 6 records there was nothing on file about this: Standard XX-1.1."
    assert (gap.kind, gap.recipients, len(gap.evidence)) == ("gap", ("police", "school"), 3)


def test_a_theme_that_looks_for_silence_itself_is_not_repeated() -> None:
    """A rule of the theme counts no evidence for that question: ours keeps quiet."""
    theme = attrs.evolve(THEME, rules=(Share("own", "{n} of {m}.", refs=("XX-1.1",), counts=("not_met", "no_evidence")),))
    book = returns(theme, SILENT)
    assert "critical-unrecorded" not in {finding.rule for finding in audit_findings(theme, scores(theme, book), book)}


def test_a_question_that_mostly_does_not_apply_may_be_badly_aimed() -> None:
    """Five of six said not applicable: the theme's author is told."""
    book = returns(THEME, SILENT)
    (gap,) = [finding for finding in audit_findings(THEME, scores(THEME, book), book) if finding.rule == "mostly-not-applicable"]
    assert (gap.ref, gap.n, gap.m) == ("XX-1.2", 5, 6)
