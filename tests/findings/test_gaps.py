"""Findings that any audit may have, whatever its theme."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from audit_core.documents.filters import full_sentence
from audit_core.findings.find_all import find_all
from audit_core.findings.finding import Finding
from audit_core.findings.propose_actions import propose_actions
from audit_core.plugin_system.builtin import audit_recommendations
from audit_core.reports.leak_check import text_in
from audit_core.returns.model import CaseBook, ExpectedState
from audit_core.rounds.panel_decisions import Decisions
from audit_core.testing.builders import question, round_of, small_theme
from audit_core.testing.pipeline import scores
from audit_core.testing.text_tables import returns, round_behind
from audit_core.themes.rules import Share
from audit_core.themes.theme import Theme

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


def gaps(theme: Theme, book: CaseBook) -> list[Finding]:
    """The findings of the framework's own rules."""
    audit_round = round_behind(theme, book)
    found = find_all(scores(theme, book), book, theme, audit_round)
    return [finding for finding in found if finding.source != "theme"]


def test_a_critical_standard_without_evidence_is_a_gap() -> None:
    """A critical standard without evidence in three of six records is a gap for both agencies."""
    book = returns(THEME, SILENT)
    (gap,) = [finding for finding in gaps(THEME, book) if finding.rule == "critical-unrecorded"]
    assert gap.says == (
        "Nothing is on record about this (Standard XX-1.1): for 2 of 3 children (3 of 6 records)."
    )
    assert (gap.kind, gap.recipients, len(gap.evidence)) == ("gap", ("police", "school"), 3)


def test_the_built_in_rule_does_not_repeat_a_themes_own() -> None:
    """The built-in rule adds no finding if a rule of the theme counts missing evidence."""
    theme = attrs.evolve(
        THEME,
        rules=(Share("own", "{n} of {m}.", refs=("XX-1.1",), counts=("not_met", "no_evidence")),),
    )
    book = returns(theme, SILENT)
    assert "critical-unrecorded" not in {finding.rule for finding in gaps(theme, book)}


def test_a_question_that_mostly_does_not_apply_is_reported() -> None:
    """A question answered not applicable in five of six records is reported to the theme's
    author.
    """
    book = returns(THEME, SILENT)
    (gap,) = [finding for finding in gaps(THEME, book) if finding.rule == "mostly-not-applicable"]
    assert (gap.ref, gap.n, gap.m) == ("XX-1.2", 5, 6)
    assert gap.says == (
        "Standard XX-1.2 was not applicable for all 3 children (5 of 6 answers): the question may "
        "be put to the wrong agencies."
    )


def without_the_school(state: ExpectedState) -> CaseBook:
    """One case in which only the police's form counts, with the state of the school's form."""
    book = returns(THEME, "| case | agency | XX-1.1 |\n| 1 | police | met |\n| 1 | school | met |")
    police, school = book.expected
    return attrs.evolve(
        book, returns=book.returns[:1], expected=(police, attrs.evolve(school, state=state))
    )


def test_the_partnership_asks_for_a_missing_form() -> None:
    """If one form of two is missing, the action is the partnership's and is about what is not known
    at the school.
    """
    book = without_the_school("missing")
    (gap,) = gaps(THEME, book)
    assert (
        gap.says
        == "school: no form about XX26A-01-M has been returned, so that part of the story is "
        "not known."
    )
    (asked,) = audit_recommendations(THEME, (gap,))
    audit_round = round_of(THEME, cases=1)
    assert (asked.recipients, asked.is_partnerships) == (("school",), True)
    assert [
        action.owner
        for action in propose_actions(
            (asked,), (gap,), THEME, audit_round, Decisions(), audit_round.due
        ).actions
    ] == ["partnership"]


def test_two_copies_that_differ_wait_for_the_chair() -> None:
    """The school did return its form, so another rule says that its copies differ, and recommends
    nothing.
    """
    book = without_the_school("conflict")
    (gap,) = gaps(THEME, book)
    assert (
        gap.says == "school: two copies of the form about XX26A-01-M differ and await the "
        "chair's decision. Neither counts, so that part of the story is not known."
    )
    assert list(audit_recommendations(THEME, (gap,))) == []


def test_an_agency_reads_that_its_form_is_missing_or_its_copies_differ(made: Any) -> None:
    """The police sent nothing about the first child and the school two copies. The chair's page
    names the copies behind the finding.
    """
    made.fill(1, "school", {"DA-7.3": "Met"}, "one.xlsx")
    made.fill(1, "school", {"DA-7.3": "Not met"}, "two.xlsx")
    done = made.compile()
    police, school = (
        text_in((done.folder / f"agencies/{code}/report.docx").read_bytes())
        for code in ("police", "school")
    )
    case = made.form(1, "school").id.subject
    assert f"Not received from you: {case}, " in police
    assert "differ" not in police
    assert f"We have two different versions of your form: {case}. Neither counts" in school
    assert "sheet Conflicts): one.xlsx, two.xlsx." in (done.folder / "chair/report.html").read_text(
        encoding="utf-8"
    )
    assert ".." not in police + school


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("All", "All."),
        ("Every form returned.", "Every form returned."),
        ("As found..", "As found."),
        ("All?", "All?"),
        ("", ""),
    ],
)
def test_a_sentence_ends_with_one_full_stop(typed: str, printed: str) -> None:
    """There is one full stop, whether or not one was typed."""
    assert full_sentence(typed) == printed
