"""What only the neglect theme promises: the chronology at its heart, short forms, and no question
without a use.
"""

from __future__ import annotations

import pytest
from audit_theme_neglect.findings import RULES
from audit_theme_neglect.questions import CASE_FILE, PARTNERSHIP
from audit_theme_neglect.scoring import CHRONOLOGY_REFS, CLOSEST_TO_THE_CHILD, LIMITS
from audit_theme_neglect.theme import THEME

from audit_core import Cap, Chronology, Differ, Number, Rating, Standard
from audit_core.forms.build import kinds_asked
from audit_core.testing.pipeline import findings
from audit_core.testing.text_tables import returns

QUESTIONS = tuple(question for _, _, question in THEME.questions())
CASE_QUESTIONS = tuple(question for _, question in CASE_FILE.questions())
CRITICAL = tuple(question for question in QUESTIONS if "critical" in question.flags)
REFS = THEME.by_ref


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


def test_a_finding_names_nobody() -> None:
    """Sentences have nothing to fill in: the counts and questions that follow them name no agency
    and no child.
    """
    assert not [rule.id for rule in RULES if "{" in rule.says]


def test_every_standard_is_in_one_finding() -> None:
    """No rated or timed question is asked without a use, and none is counted twice."""
    counted = [ref for rule in RULES if isinstance(rule, Standard) for ref in rule.refs]
    asked = [question.ref for question in QUESTIONS if THEME.is_good(question.ref)]
    assert sorted(counted) == sorted(asked)
    assert all(rule.recommend for rule in RULES)


@pytest.mark.parametrize(("better", "kind"), [("met", "strength"), ("told", "gap")])
def test_a_chronology_for_three_children_of_four_is_no_strength(better: str, kind: str) -> None:
    """It is critical: what is missing for one child is found, whatever the others have."""
    rows = "".join(f"| {case} | social_care | met |\n" for case in (1, 2, 3))
    text = f"| case | agency | NG-2.1 |\n{rows}| 4 | social_care | {better} |"
    assert [(hit.rule, hit.kind) for hit in findings(THEME, returns(THEME, text))] == [
        ("chronology-incomplete", kind)
    ]


GONE = {
    "disagreed-and-left",
    "late-after-not-brought",
    "drift",
    "voice-weak",
    "voice-strong",
    "recording-gap",
    "done-well",
}
"""The rules of version 1.0 that are no rules now."""


def test_an_id_printed_by_version_one_leads_on() -> None:
    """Every rule that is gone is continued by one that is there."""
    ids = {rule.id for rule in RULES}
    named = {old for rule in RULES if isinstance(rule, Standard | Differ) for old in rule.was}
    assert named >= GONE
    assert not GONE & ids
    assert named <= GONE | ids
