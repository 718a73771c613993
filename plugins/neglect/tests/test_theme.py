"""What only the neglect theme promises: the chronology at its heart, short forms, and no question
without a use.
"""

from __future__ import annotations

import pytest
from audit_theme_neglect.findings import RULES
from audit_theme_neglect.questions import CASE_FILE, PARTNERSHIP
from audit_theme_neglect.scoring import CHRONOLOGY_REFS, CLOSEST_TO_THE_CHILD, LIMITS
from audit_theme_neglect.theme import THEME

from audit_core import Cap, Chronology, IfThen, Number, Question, Rating, Share
from audit_core.forms.build import kinds_asked

QUESTIONS = tuple(question for _, _, question in THEME.questions())
CASE_QUESTIONS = tuple(question for _, question in CASE_FILE.questions())
CRITICAL = tuple(question for question in QUESTIONS if "critical" in question.flags)
REFS = THEME.by_ref


def covers(rule: object, question: Question, poor: str) -> bool:
    """Whether this poor answer to a question can become a finding through this rule."""
    if isinstance(rule, Share):
        return (
            rule.kind != "strength"
            and poor in rule.counts
            and (question.ref in rule.refs or rule.flag in question.flags)
        )
    return isinstance(rule, IfThen) and question.ref == rule.then


@pytest.mark.parametrize("kind", sorted(kinds_asked(THEME, CASE_FILE)))
def test_every_form_has_enough_questions_and_not_too_many(kind: str) -> None:
    """Each kind of agency is asked at least six questions in its own right, and no more than twelve
    rated ones.
    """
    own = [question for question in CASE_QUESTIONS if {kind, "all"} & set(question.asked_of)]
    assert len(own) >= 6
    assert sum(question.is_rated for question in own) <= 12


def test_the_kinds_of_agency_that_see_neglect_are_asked() -> None:
    """The form goes to every kind of agency that typically holds part of a neglected child's story;
    the partnership has its own.
    """
    assert set(kinds_asked(THEME, CASE_FILE)) == {
        *(
            "social_care",
            "early_help",
            "family_help",
            "child_protection_team",
            "school",
            "police",
            "housing",
            "adult_mental_health",
            "substance_misuse",
        ),
        *("health_visiting", "school_nursing", "midwifery", "gp", "hospital"),
    }
    assert 5 <= len([*PARTNERSHIP.questions()]) <= 8


def test_the_chronology_is_at_the_heart() -> None:
    """That it is joined, current, analysed and used is critical, as is what is closest to the
    child; the form has a sheet for events.
    """
    assert {question.ref for question in CRITICAL} == {*CHRONOLOGY_REFS, *CLOSEST_TO_THE_CHILD}
    assert [sheet.rows for sheet in CASE_FILE.sheets if isinstance(sheet, Chronology)] == [15]


def test_counts_and_shared_facts_are_neither_good_nor_bad() -> None:
    """Closed referrals and changes of worker are counted, never rated; shared facts
    are Yes or No.
    """
    assert {ref for ref, question in REFS.items() if isinstance(question.answer, Number)} == {
        "NG-2.8",
        "NG-2.10",
        "NG-6.7",
    }
    assert {question.answer for question in QUESTIONS if question.scope == "shared"} == {
        Rating("yes_no")
    }


def test_a_missing_chronology_alone_never_makes_a_case_inadequate() -> None:
    """It is one failing that shows in four answers, so it limits a case to Requires improvement and
    no further.
    """
    for limit in LIMITS:
        if isinstance(limit, Cap) and limit.to == "inadequate":
            chosen = [
                ref
                for ref in CHRONOLOGY_REFS
                if ref in limit.refs or (limit.flag and limit.flag in REFS[ref].flags)
            ]
            assert len(chosen) < limit.at_least


def test_a_sentence_about_one_child_needs_no_names() -> None:
    """Rules name their questions; their sentences begin as sentences do, and those about one case
    have nothing to fill in.
    """
    for rule in RULES:
        assert isinstance(rule, IfThen) or rule.refs
        assert rule.says[0].isupper()
        assert isinstance(rule, Share) or "{" not in rule.says


@pytest.mark.parametrize("question", CRITICAL, ids=lambda question: question.ref)
def test_a_critical_standard_is_high_after_two_records_at_most(question: Question) -> None:
    """The rule that finds it says so, and has a recommendation."""
    rules = [
        rule for rule in RULES if isinstance(rule, Share) and covers(rule, question, "not_met")
    ]
    assert any(rule.high and rule.recommend and rule.at_least <= 2 for rule in rules)


STANDARDS = [question for question in QUESTIONS if question.answer == Rating() or question.is_timed]


@pytest.mark.parametrize("question", STANDARDS, ids=lambda question: question.ref)
def test_no_question_is_asked_without_a_use(question: Question) -> None:
    """A poor or late answer to any standard can become a finding with a recommendation."""
    poor = "late" if question.is_timed else "not_met"
    assert any(rule.recommend and covers(rule, question, poor) for rule in RULES)
