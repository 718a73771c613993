"""What only the domestic abuse theme promises: who is asked what, and what its report says."""

from __future__ import annotations

import re

import pytest
from audit_theme_domestic_abuse.questions import INSTRUMENTS
from audit_theme_domestic_abuse.theme import THEME

from audit_core import Differ, Standard, When
from audit_core.forms.build import form_of, kinds_asked
from audit_core.plugin_system.manager import load_plugins
from audit_core.problems.problem import Where
from audit_core.reports.writers import report_writers
from audit_core.rounds.panel_decisions import Decisions, PanelAnswer
from audit_core.rounds.round import Subject
from audit_core.serialization import fingerprint
from audit_core.testing.builders import round_of
from audit_core.testing.pipeline import compiled, findings
from audit_core.testing.text_tables import returns

CASE_FILE, PARTNERSHIP = INSTRUMENTS
REFS = THEME.by_ref


def test_there_are_eight_sections_and_six_questions_about_the_partnership() -> None:
    """The sections run from the incident to the difference made, beside the partnership's own
    form.
    """
    assert [(instrument.name, instrument.about) for instrument in INSTRUMENTS] == [
        ("case_file", "case"),
        ("partnership", "round"),
    ]
    assert [section.number for section in CASE_FILE.sections] == list(range(1, 9))
    assert [question.ref for _, question in PARTNERSHIP.questions()] == [
        f"DA-P.{number}" for number in (1, 3, 4, 5, 6, 7)
    ]


def test_every_agency_that_sees_a_familys_abuse_is_asked() -> None:
    """These are the agencies that meet the child, the adult victim, and the person causing harm."""
    assert set(kinds_asked(THEME, CASE_FILE)) == {
        *(
            "police",
            "social_care",
            "family_help",
            "child_protection_team",
            "school",
            "health_visiting",
            "midwifery",
            "gp",
            "hospital",
            "camhs",
        ),
        *(
            "adult_mental_health",
            "substance_misuse",
            "housing",
            "probation",
            "domestic_abuse_service",
        ),
    }


@pytest.mark.parametrize(("band", "asked"), [("0 to 4", True), ("11 to 15", False), ("", True)])
def test_the_question_on_infants_is_asked_only_about_infants(band: str, asked: bool) -> None:
    """The question about an unborn or very young child is not on the form of a fourteen-year-old,
    and is there if the age is not known.
    """
    assert REFS["DA-2.5"].when == (When("age_band", ("Unborn", "0 to 4")),)
    audit_round = round_of(THEME, ("social_care",), 1)
    subject = Subject(
        audit_round.subjects[0].ref,
        "case",
        facts=(("age_band", band),) if band else (),
        expected=audit_round.subjects[0].expected,
    )
    form = form_of(THEME, audit_round, CASE_FILE, subject, "social_care", 1, fingerprint(THEME))
    assert ("DA-2.5" in form.asked) is asked


def test_the_agency_that_holds_the_record_is_asked() -> None:
    """The police describe the incident, the front door the decision on a contact, and the service
    its first contact.
    """
    assert REFS["DA-1.1"].asked_of == REFS["DA-1.3"].asked_of == ("police",)
    assert REFS["DA-4.1"].asked_of == REFS["DA-4.7"].asked_of == ("social_care",)
    assert REFS["DA-6.2"].asked_of == ("domestic_abuse_service",)


def test_only_the_two_ends_of_one_notification_are_compared() -> None:
    """Police and school hold the two ends of one notification; social care and health answer for
    their own.
    """
    assert (REFS["DA-1.2"].scope, REFS["DA-1.2"].asked_of) == ("shared", ("police", "school"))
    assert (REFS["DA-1.8"].scope, REFS["DA-1.8"].asked_of) == (
        "agency",
        ("social_care", "health_visiting"),
    )


def test_only_the_use_of_a_risk_checklist_is_asked_about() -> None:
    """A licensed tool's items are not to be copied into the evidence either."""
    assert "not its items" in REFS["DA-2.1"].look_for


def test_help_that_ended_once_safety_had_lasted_is_no_finding() -> None:
    """The school's Yes and social care's Met are consistent; with Not met, the finding is about
    social care, whose step it was.
    """
    text = """
        | case | agency      | DA-4.6 | DA-4.7 |
        | 1    | school      | yes    |        |
        | 1    | social_care | yes    | met    |
    """
    assert findings(THEME, returns(THEME, text)) == ()
    hits = findings(THEME, returns(THEME, text.replace("met", "not_met")))
    assert [(hit.rule, hit.kind, hit.recipients) for hit in hits] == [
        ("early-step-down", "priority", ("social_care",))
    ]


def test_the_partnerships_answers_about_itself_are_not_answers_about_children() -> None:
    """Its own question on the child's voice is not counted with the children's: two children and
    this answer are not three.
    """
    text = """
        | case | agency | DA-1.3  |
        | 1    | police | not_met |
        | 2    | police | partly  |

        | case | agency      | DA-P.6  |
        | 1    | partnership | not_met |
    """
    hits = findings(THEME, returns(THEME, text))
    assert {hit.rule: (hit.n, hit.m) for hit in hits} == {
        "life-not-described": (2, 2),
        "arrangements-missing": (1, 1),
    }


def test_no_strength_is_claimed_against_the_panel() -> None:
    """If every agency shows that the child was safer, and the panel finds that the child could not
    say so, each is a finding with its own count.
    """
    audit_round, where = round_of(THEME, ("school",), 3), Where("decisions.xlsx", "Panel", "D2")
    rows = "".join(f"| {case} | school | met |\n" for case in (1, 2, 3))
    book = returns(THEME, f"| case | agency | DA-8.1 |\n{rows}", audit_round)
    said = tuple(
        PanelAnswer(case.ref, "DA-8.2", "Not met", "", where, "not_met")
        for case in audit_round.subjects
    )
    hits = findings(THEME, book, audit_round, Decisions(panel=said))
    assert [(hit.rule, hit.kind, hit.n, hit.m) for hit in hits] == [
        ("panels-view", "improvement", 3, 3),
        ("no-difference-shown", "strength", 3, 3),
    ]


def test_every_standard_is_in_one_finding() -> None:
    """No rated or timed question is asked without a use, and none is counted twice."""
    counted = [ref for rule in THEME.rules if isinstance(rule, Standard) for ref in rule.refs]
    asked = [question.ref for question in REFS.values() if THEME.is_good(question.ref)]
    assert sorted(counted) == sorted(asked)


def test_the_report_has_figures_on_domestic_abuse() -> None:
    """Notified in time, life described and harm assessed each have a count, and unanswered
    questions are not mentioned.
    """
    text = """
        | case | agency      | DA-1.4  | DA-3.1 | DA-5.1  |
        | 1    | school      | not_met | met    |         |
        | 1    | police      |         |        | partly  |
        | 2    | school      | met     | met    |         |
    """
    (page,) = [
        writer
        for writer in report_writers(load_plugins().template_dirs(THEME)[0])
        if writer.file == "report.html"
    ]
    words = " ".join(
        re.sub(
            r"<[^>]+>", " ", (page.write(compiled(THEME, returns(THEME, text)), "") or b"").decode()
        ).split()
    )
    assert "victims in their own right" in words
    for sentence in (
        "knew before the child was next there for 1 of 2 children (1 of 2 records)",
        "daily life was like for the child for 2 of 2 children (2 of 2 records)",
        "the person causing harm was assessed for 0 of 1 child (0 of 1 record)",
    ):
        assert sentence in words
    assert "Reducing help." not in words


GONE = {
    "recording-gap",
    "recording-gap-risk",
    "done-well",
    "voice-weak",
    "voice-strong",
    "disagreed-and-left",
    "stepped-down-unsafe",
    "times-differ",
    "counts-differ",
    "slow-recovery",
    "slow-decision",
    "slow-advocate",
    "notified-in-time",
    "school-not-told",
    "sharing-slow",
}
"""The rules of version 1.0 that are no rules now."""


def test_an_id_printed_by_version_one_leads_on() -> None:
    """Every rule that is gone is continued by one that is there."""
    ids = {rule.id for rule in THEME.rules}
    named = {old for rule in THEME.rules if isinstance(rule, Standard | Differ) for old in rule.was}
    assert named >= GONE
    assert not GONE & ids
    assert named <= GONE | ids
