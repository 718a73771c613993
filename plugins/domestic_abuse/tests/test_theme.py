"""What only the domestic abuse theme promises: who is asked what, and what its report says."""

from __future__ import annotations

import re

import pytest
from audit_theme_domestic_abuse.questions import INSTRUMENTS
from audit_theme_domestic_abuse.theme import THEME

from audit_core import When
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
    both.
    """
    text = """
        | case | agency      | DA-4.6 | DA-4.7 |
        | 1    | school      | yes    |        |
        | 1    | social_care | yes    | met    |
    """
    assert findings(THEME, returns(THEME, text)) == ()
    hits = findings(THEME, returns(THEME, text.replace("met", "not_met")))
    assert [hit.recipients for hit in hits if hit.rule == "stepped-down-unsafe"] == [
        ("school", "social_care")
    ]


def test_the_partnerships_answers_about_itself_are_not_answers_about_children() -> None:
    """Its own question on the child's voice is not counted with the children's: two weak answers
    and this one are not three.
    """
    text = """
        | case | agency | DA-1.3  |
        | 1    | police | not_met |
        | 2    | police | partly  |

        | case | agency      | DA-P.6  |
        | 1    | partnership | not_met |
    """
    assert {hit.rule for hit in findings(THEME, returns(THEME, text))} == {"arrangements-missing"}


def test_the_panels_answer_counts_once_beside_the_agencies() -> None:
    """If one agency and the panel both say that the child could not name a change, that is two of
    two.
    """
    book = returns(THEME, "| case | agency | DA-8.1 |\n| 1 | school | not_met |")
    case, where = (
        round_of(THEME, ("school",), 1).subjects[0].ref,
        Where("decisions.xlsx", "Panel", "D2"),
    )
    panel = Decisions(panel=(PanelAnswer(case, "DA-8.2", "Not met", "", where, "not_met"),))
    assert [(hit.rule, hit.n, hit.m) for hit in findings(THEME, book, decisions=panel)] == [
        ("no-difference-shown", 2, 2)
    ]


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
    assert "knew before the child was next there in 1 of 2 answers ( DA-1.4 )." in words
    assert "daily life was like for the child in 2 of 2 records ( DA-3.1 )." in words
    assert "the person causing harm was assessed in 0 of 1 records ( DA-5.1 )." in words
    assert "Reducing help." not in words
