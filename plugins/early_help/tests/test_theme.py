"""What only the early help theme promises: its meeting, its survey, its clocks, and what the panel
adds.
"""

from __future__ import annotations

import re

import pytest
from attrs import evolve
from audit_theme_early_help.questions import CASE_FILE
from audit_theme_early_help.questions import MEETING as MEETING_FORM
from audit_theme_early_help.scoring import TIME_LIMITS
from audit_theme_early_help.theme import THEME

from audit_core import Differ, Finding, Rating, Standard, Times
from audit_core.forms.build import form_of, forms_for, kinds_asked
from audit_core.plugin_system.manager import load_plugins
from audit_core.problems.problem import Where
from audit_core.reports.writers import report_writers
from audit_core.rounds.case_references import meeting_ref
from audit_core.rounds.panel_decisions import Decisions, PanelAnswer
from audit_core.rounds.round import Round, Subject
from audit_core.serialization import fingerprint
from audit_core.testing.builders import round_of
from audit_core.testing.pipeline import compiled, findings, scores
from audit_core.testing.text_tables import returns

QUESTIONS = tuple(question for _, _, question in THEME.questions())
CASE_QUESTIONS = tuple(question for _, question in CASE_FILE.questions())
MEETING_QUESTIONS = tuple(question for _, question in MEETING_FORM.questions())
PARTNERSHIP_QUESTIONS = tuple(question for question in QUESTIONS if question.scope == "partnership")
SURVEY = ("EH-F.1", "EH-F.2", "EH-F.3")
ARRANGEMENTS = tuple(f"EH-P.{number}" for number in (1, 2, 7, 4, 5, 6))
PROMPTS = tuple(f"EH-M{number}" for number in (16, 2, 3, 17, 5, 18, 7, 8, 19, 10, 11, 12))


def with_a_meeting(audit_round: Round) -> Round:
    """The round with an observed meeting and the partnership's own form beside its cases."""
    meeting = Subject(meeting_ref(audit_round.code, 1), "meeting", expected=(("observer", "ask"),))
    own = Subject(audit_round.code, "round", expected=(("partnership", "ask"),))
    return evolve(audit_round, subjects=(*audit_round.subjects, meeting, own))


# the form


def test_there_are_four_instruments() -> None:
    """There are a case file, 15 questions about a meeting, six about the partnership and a survey
    of families, in sections of two or more.
    """
    assert [instrument.about for instrument in THEME.instruments] == [
        "case",
        "meeting",
        "round",
        "round",
    ]
    facts = ("EH-M13", "EH-M14", "EH-M15")
    assert tuple(question.ref for question in MEETING_QUESTIONS) == (*PROMPTS, *facts)
    assert tuple(question.ref for question in PARTNERSHIP_QUESTIONS) == (*ARRANGEMENTS, *SURVEY)
    assert not any(
        question.is_rated for question in PARTNERSHIP_QUESTIONS if question.ref in SURVEY
    )
    assert all(
        len(section.questions) >= 2
        for instrument in THEME.instruments
        for section in instrument.sections
    )


def test_the_panel_answers_two_questions_and_agencies_share_two_facts() -> None:
    """The panel says whether help made a difference, and judges with hindsight; the facts are a
    step-down and a disagreement.
    """
    assert [question.ref for question in CASE_QUESTIONS if question.scope == "case"] == [
        "EH-6.6",
        "EH-6.7",
    ]
    shared = [question for question in QUESTIONS if question.scope == "shared"]
    assert [(question.ref, question.answer) for question in shared] == [
        ("EH-5.3", Rating("yes_no")),
        ("EH-5.7", Rating("yes_no")),
    ]
    compared = [rule.refs for rule in THEME.rules if isinstance(rule, Differ)]
    assert compared == [("EH-5.3", "EH-5.7")]


# the findings


def test_every_standard_is_in_one_finding() -> None:
    """No rated or timed question is asked without a use, and none is counted twice."""
    counted = [ref for rule in THEME.rules if isinstance(rule, Standard) for ref in rule.refs]
    asked = [question.ref for question in QUESTIONS if THEME.is_good(question.ref)]
    assert sorted(counted) == sorted(asked)


def test_what_falls_short_makes_twenty_findings_at_most() -> None:
    """Each rule makes one, so a panel can go through them in one meeting; observed meetings add
    two, and the survey of families two.
    """
    rules = [rule for rule in THEME.rules if isinstance(rule, Standard | Differ)]
    assert len([rule for rule in rules if rule.refs[0] not in PROMPTS]) <= 20
    assert len(THEME.rules) <= 24


GONE = {
    "late-answer",
    "late-assessment",
    "history-light",
    "drift",
    "stepped-down-early",
    "disagreed-and-left",
    "recording-gap",
    "done-well",
    "meeting-strong",
}
"""The rules of version 1.0 that are no rules now."""


def test_an_id_printed_by_version_one_leads_on() -> None:
    """Every rule that is gone is continued by one that is there."""
    ids = {rule.id for rule in THEME.rules}
    named = {old for rule in THEME.rules if isinstance(rule, Standard | Differ) for old in rule.was}
    assert named >= GONE
    assert not GONE & ids
    assert named <= GONE | ids


# clocks

IN_TIME_AND_LATE = [
    ("EH-1.1", "school", "2025-03-03", "2025-03-31", "2025-04-01", 20),
    ("EH-1.5", "social_care", "2025-03-03", "2025-03-10", "2025-03-11", 5),
    ("EH-2.8", "early_help", "2025-03-03", "2025-04-14", "2025-04-15", 30),
    ("EH-5.1", "early_help", "2025-03-03", "2025-06-03", "2025-06-04", 3),
]


@pytest.mark.parametrize(
    ("ref", "agency", "start", "last", "late", "limit"),
    IN_TIME_AND_LATE,
    ids=[row[0] for row in IN_TIME_AND_LATE],
)
def test_a_clock_is_in_time_on_its_last_day_and_late_on_the_next(
    ref: str, agency: str, start: str, last: str, late: str, limit: int
) -> None:
    """Working days leave out weekends (3 March 2025 was a Monday), and months run from day to
    day.
    """
    text = f"""
        | case | agency   | {ref}a  | {ref}b |
        | 1    | {agency} | {start} | {last} |
        | 2    | {agency} | {start} | {late} |
        | 3    | {agency} | {start} |        |
    """
    timed = [result for result in scores(THEME, returns(THEME, text)).times if result.ref == ref]
    assert [(result.took, result.outcome) for result in timed] == [
        (limit, "in_time"),
        (limit + 1, "late"),
        (None, "not_assessed"),
    ]


def test_each_timed_question_has_a_limit_of_its_own() -> None:
    """No two clocks share one, and each is tested to the day in the test above."""
    assert sorted(
        question.answer.limit for question in QUESTIONS if isinstance(question.answer, Times)
    ) == sorted(limit.name for limit in TIME_LIMITS)
    assert {row[0] for row in IN_TIME_AND_LATE} == {
        question.ref for question in QUESTIONS if question.is_timed
    }


def test_a_round_can_set_its_own_time_limit() -> None:
    """With ten working days instead of twenty the same dates are late."""
    book = returns(
        THEME, "| case | agency | EH-1.1a | EH-1.1b |\n| 1 | school | 2025-03-03 | 2025-03-18 |"
    )
    shorter = round_of(THEME, ("school",), 1, limits=(("first_help", 10),))
    assert findings(THEME, book) == ()
    assert [(finding.rule, finding.n, finding.m) for finding in findings(THEME, book, shorter)] == [
        ("late-help", 1, 1)
    ]


# the panel


def by_panel(*answers: tuple[str, str]) -> tuple[tuple[Finding, ...], Decisions]:
    """The findings of one case in which one agency could show no difference and the panel answered,
    with the panel's decisions.
    """
    where = Where("decisions.xlsx", "Panel questions", "D4")
    case = round_of(THEME, ("early_help",), 1).subjects[0].ref
    decisions = Decisions(
        panel=tuple(PanelAnswer(case, ref, code, "", where, code) for ref, code in answers)
    )
    return findings(THEME, NO_DIFFERENCE, decisions=decisions), decisions


NO_DIFFERENCE = returns(THEME, "| case | agency | EH-6.4 |\n| 1 | early_help | not_met |")


def test_the_panels_view_of_the_difference_made_is_a_finding_of_its_own() -> None:
    """It adds nothing to what agencies' records show of the child, and takes nothing away."""
    shown = ("no-difference-shown", "once", 1, 1)
    for answer, view in (("", []), ("met", []), ("not_met", [("no-change-named", "once", 1, 1)])):
        hits = by_panel(*((("EH-6.6", answer),) if answer else ()))[0]
        assert [(hit.rule, hit.kind, hit.n, hit.m) for hit in hits] == [shown, *view]


def test_the_panels_hindsight_is_in_no_agencys_figure() -> None:
    """Whether help could have come earlier counts for its own question, and for no agency's
    practice.
    """
    card = scores(THEME, NO_DIFFERENCE, decisions=by_panel(("EH-6.7", "not_met"))[1])
    score = card.question("EH-6.7")
    assert score is not None
    assert (score.tally.not_met, score.tally.base) == (1, 1)
    assert (card.overall.pooled.met, card.overall.pooled.base) == (0, 1)
    assert [(code, tally.base) for code, tally in card.recipients] == [("early_help", 1)]


# the observed meeting


def test_the_observed_meeting_is_an_instrument_of_its_own() -> None:
    """It has twelve prompts about a meeting, each rated by the observer alone, on a scale for what
    can be seen.
    """
    assert MEETING_FORM.name == "meeting"
    assert kinds_asked(THEME, MEETING_FORM) == ("observer",)
    assert tuple(question.ref for question in MEETING_QUESTIONS if question.is_rated) == PROMPTS
    assert {question.answer for question in MEETING_QUESTIONS if question.is_rated} == {
        Rating("seen")
    }
    assert not [
        question.ref
        for question in (*CASE_QUESTIONS, *PARTNERSHIP_QUESTIONS)
        if question.answer == Rating("seen")
    ]


def test_the_scale_of_the_meeting_is_about_what_was_seen() -> None:
    """Seen throughout, in part, not seen, or not applicable: an observer has no record to
    consult.
    """
    scale = THEME.scale("seen")
    assert scale is not None
    assert [(answer.code, answer.counts) for answer in scale.answers] == [
        *(
            ("seen", "met"),
            ("in_part", "partly"),
            ("not_seen", "not_met"),
            ("not_applicable", "excluded"),
        ),
    ]


def test_the_observers_form_has_prompts_and_no_grades_chronology_or_child() -> None:
    """It asks about risk, the prompts, three facts and three things in the observer's words, and
    nothing about one child's file.
    """
    audit_round = with_a_meeting(round_of(THEME, (), 0))
    form = form_of(
        THEME, audit_round, MEETING_FORM, audit_round.subjects[0], "observer", 1, fingerprint(THEME)
    )
    keys = {field.key for field in form.fields if field.key}
    assert form.asked == (*PROMPTS, "EH-M13", "EH-M14", "EH-M15")
    assert form.events == 0
    assert {"concern.now", "concern2.now", "prose.5", "prose.6", "prose.7"} <= keys
    assert not any(key.startswith(("grade.", "fact.", "known", "nil.", "helped.")) for key in keys)


def test_no_case_or_partnership_form_asks_a_prompt() -> None:
    """Each form of a round with cases, a meeting and the partnership asks only its own instrument's
    questions.
    """
    asked: dict[str, set[str]] = {}
    for form in forms_for(
        THEME, with_a_meeting(round_of(THEME, ("early_help", "school"), 1)), fingerprint(THEME)
    ):
        asked.setdefault(form.id.recipient, set()).update(form.asked)
    assert set(asked) == {"early_help", "school", "observer", "partnership"}
    assert asked["observer"] == {question.ref for question in MEETING_QUESTIONS}
    assert asked["partnership"] == {*ARRANGEMENTS, *SURVEY}
    assert asked["early_help"] | asked["school"] <= {question.ref for question in CASE_QUESTIONS}


def test_what_was_seen_in_a_meeting_is_in_no_figure_about_cases() -> None:
    """A case with one met and one unmet answer stays at one of two, and ungraded, beside a meeting
    in which nothing was seen.
    """
    text = f"""
        | case | agency | EH-6.3 | EH-6.4  |
        | 1    | school | met    | not_met |

        | case | agency   | {" | ".join(PROMPTS)}                    |
        | 1    | observer | {" | ".join("not_seen" for _ in PROMPTS)} |
    """
    card = scores(THEME, returns(THEME, text))
    assert (card.overall.pooled.met, card.overall.pooled.base) == (1, 2)
    assert (card.overall.agencies, card.overall.met_by_all, card.overall.asked_of_all) == (1, 1, 2)
    assert [(code, tally.met, tally.base) for code, tally in card.recipients] == [("school", 1, 2)]
    assert {
        (name, number): (tally.met, tally.not_met)
        for name, number, tally in card.sections
        if tally.base
    } == {
        ("case_file", 6): (1, 1),
        ("meeting", 1): (0, 4),
        ("meeting", 2): (0, 4),
        ("meeting", 3): (0, 4),
    }
    assert [(grades.subject, grades.fired) for grades in card.grades] == [
        (round_of(THEME, ("school",), 1).subjects[0].ref, ())
    ]


@pytest.mark.parametrize("answer", ["seen", "not_seen"])
def test_one_meeting_is_never_a_finding(answer: str) -> None:
    """What was seen at one is noted for the person who chaired; a finding needs two meetings."""
    answers = " | ".join(answer for _ in PROMPTS)
    text = f"| case | agency | {' | '.join(PROMPTS)} |\n| 1 | observer | {answers} |"
    kinds = {finding.kind for finding in findings(THEME, returns(THEME, text))}
    assert kinds == (set() if answer == "seen" else {"once"})


# the report


def test_the_report_claims_nothing_about_meetings_that_were_not_observed() -> None:
    """Each sentence has its count, and if no meeting was observed, none is mentioned."""
    text = """
        | case | agency     | EH-2.2  | EH-4.1 | EH-5.2 |
        | 1    | early_help | not_met | met    | met    |
        | 2    | early_help | met     | partly |        |
        | 2    | school     |         |        | told   |
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
    assert "views could be found for 1 of 2 children (1 of 2 records) ( EH-2.2 )." in words
    assert "and by when, for 1 of 2 children (1 of 2 records) ( EH-4.1 )." in words
    assert "asked for promptly for 1 of 2 children (1 of 2 records) ( EH-5.2 )." in words
    assert "heard throughout" not in words
    assert "Observers saw" not in words
    assert "Stepping down." not in words
