"""Findings that any audit may have, whatever its theme."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from audit_core.documents.filters import full_sentence
from audit_core.findings.propose_actions import propose_actions
from audit_core.plugin_system.builtin import audit_findings, audit_recommendations
from audit_core.reports.leak_check import text_in
from audit_core.returns.model import CaseBook, ExpectedState
from audit_core.rounds.panel_decisions import Decisions
from audit_core.testing.builders import question, round_of, small_theme
from audit_core.testing.pipeline import scores
from audit_core.testing.text_tables import returns
from audit_core.themes.rules import Share

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
    """A critical standard without evidence in three of six records is a gap for both agencies."""
    book = returns(THEME, SILENT)
    (gap,) = [
        finding
        for finding in audit_findings(THEME, scores(THEME, book), book)
        if finding.rule == "critical-unrecorded"
    ]
    assert gap.says == "In 3 of 6 records there was nothing on file about this: Standard XX-1.1."
    assert (gap.kind, gap.recipients, len(gap.evidence)) == ("gap", ("police", "school"), 3)


def test_a_theme_that_looks_for_silence_itself_is_not_repeated() -> None:
    """The built-in rule adds no finding where a rule of the theme counts missing evidence."""
    theme = attrs.evolve(
        THEME,
        rules=(Share("own", "{n} of {m}.", refs=("XX-1.1",), counts=("not_met", "no_evidence")),),
    )
    book = returns(theme, SILENT)
    assert "critical-unrecorded" not in {
        finding.rule for finding in audit_findings(theme, scores(theme, book), book)
    }


def test_a_question_that_mostly_does_not_apply_may_be_badly_aimed() -> None:
    """A question answered not applicable in five of six records is reported to the
    theme's author.
    """
    book = returns(THEME, SILENT)
    (gap,) = [
        finding
        for finding in audit_findings(THEME, scores(THEME, book), book)
        if finding.rule == "mostly-not-applicable"
    ]
    assert (gap.ref, gap.n, gap.m) == ("XX-1.2", 5, 6)


def without_the_school(state: ExpectedState) -> CaseBook:
    """One case of which only the police's form counts, and where the school's stands."""
    book = returns(THEME, "| case | agency | XX-1.1 |\n| 1 | police | met |\n| 1 | school | met |")
    police, school = book.expected
    return attrs.evolve(
        book, returns=book.returns[:1], expected=(police, attrs.evolve(school, state=state))
    )


def test_the_partnership_asks_for_a_missing_form_and_not_the_agency_that_owes_it() -> None:
    """One form of two has not come: the action is the partnership's, on what is not known at the
    school.
    """
    book = without_the_school("missing")
    (gap,) = audit_findings(THEME, scores(THEME, book), book)
    assert (
        gap.says
        == "{recipient}: no form about XX26A-01-M has been returned, so that part of the story is "
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


def test_two_copies_that_differ_wait_for_the_chair_and_nobody_is_asked_for_a_form() -> None:
    """The school did return: what is said of it is another thing, by another rule, and recommends
    nothing.
    """
    book = without_the_school("conflict")
    (gap,) = audit_findings(THEME, scores(THEME, book), book)
    assert (
        gap.says == "{recipient}: two copies of the form about XX26A-01-M differ and await the "
        "chair's decision. Neither counts, so that part of the story is not known."
    )
    assert list(audit_recommendations(THEME, (gap,))) == []


def test_an_agency_reads_that_its_form_has_not_come_or_that_its_copies_differ(made: Any) -> None:
    """Nothing came from the police about the first child; two copies came from the school. The
    chair's page names the copies behind the finding.
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
def test_a_sentence_ends_once(typed: str, printed: str) -> None:
    """A sentence has one full stop, whether or not one was typed."""
    assert full_sentence(typed) == printed
