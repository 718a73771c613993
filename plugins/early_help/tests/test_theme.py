"""What the early help theme promises the people who fill it in, and those who read what comes of it."""

from __future__ import annotations

import re
import string

import pytest
from attrs import evolve
from audit_theme_early_help.findings import ADVICE, ARRANGEMENTS, MEETING, RULES
from audit_theme_early_help.questions import CASE_FILE
from audit_theme_early_help.questions import MEETING as MEETING_FORM
from audit_theme_early_help.scoring import LIMITS, TIME_LIMITS
from audit_theme_early_help.theme import THEME

from audit_core import (
    Advice,
    Chronology,
    Differ,
    Finding,
    IfThen,
    Instrument,
    Judgement,
    Mismatch,
    Question,
    Rating,
    Scorecard,
    Share,
    Theme,
    TickAll,
    Times,
    check_theme,
)
from audit_core.findings import find_all
from audit_core.findings.recommendations import recommend
from audit_core.forms.build import form_of, forms_for, kinds_asked, workload
from audit_core.problems.problem import Where
from audit_core.rounds.case_references import meeting_ref
from audit_core.rounds.panel_decisions import Decisions, PanelAnswer
from audit_core.rounds.round import Round, Subject
from audit_core.scoring.scorecard import CaseGrades
from audit_core.serialization import fingerprint, from_json, to_json
from audit_core.testing import findings, returns, round_of, scores, sound
from audit_core.themes.agencies import AGENCY_KINDS, RESPONDENTS, ROLES
from audit_core.themes.topics import TOPICS

QUESTIONS = tuple(question for _, _, question in THEME.questions())
CASE_QUESTIONS = tuple(question for _, question in CASE_FILE.questions())
MEETING_QUESTIONS = tuple(question for _, question in MEETING_FORM.questions())
PARTNERSHIP_QUESTIONS = tuple(question for question in QUESTIONS if question.scope == "partnership")
SURVEY = ("EH-F.1", "EH-F.2", "EH-F.3")
CRITICAL = tuple(question for question in QUESTIONS if "critical" in question.flags)
REFS = {question.ref: question for question in QUESTIONS}
RULE_BY_ID = {rule.id: rule for rule in RULES}
ADVICE_BY_ID = {advice.id: advice for advice in ADVICE}

KIND_CODES = {kind.code for kind in AGENCY_KINDS}
ROLE_CODES = {role.code for role in ROLES}
BUILT_IN = {respondent.code for respondent in RESPONDENTS}
FORMS = tuple((instrument, kind) for instrument in THEME.instruments for kind in kinds_asked(THEME, instrument))
PROMPTS = tuple(f"EH-M{number}" for number in range(1, 13))

# Words that end in a judgement on people, a statistic, a label that some areas have dropped, or a local name of a form.
AVOIDED = re.compile(
    r"significan|disguised compliance|perpetrator|victim|failed to engage|hard to reach|lifestyle choice|\bDNA\b|\bMASH\b|\bCAF\b|\bTAC\b|\bTAF\b|and/or|%",
    re.I,
)


def about(kind: str, number: int) -> Round:
    """A round of some observed meetings, or of the partnership's own form."""
    if kind == "meeting":
        return round_of(
            THEME, (), 0, subjects=tuple(Subject(meeting_ref("EH26A", place), "meeting", expected=(("observer", "ask"),)) for place in range(1, number + 1))
        )
    return round_of(THEME, (), 0, subjects=(Subject("EH26A", "round", expected=(("partnership", "ask"),)),))


def found(text: str, audit_round: Round | None = None) -> tuple[Finding, ...]:
    """The findings of a table of returns: about cases, or about the subjects of a given round."""
    return findings(THEME, returns(THEME, text, audit_round), audit_round)


def graded(text: str) -> CaseGrades:
    """The grades of the first case of a table of returns."""
    return scores(THEME, returns(THEME, text)).grades[0]


def fired(text: str) -> set[str]:
    """The limits that apply to the first case of a table of returns."""
    return {hit.rule for hit in graded(text).fired}


# the form


def test_the_theme_is_sound() -> None:
    """It loads, and the framework's own check has nothing at all to say, not even a warning."""
    sound(THEME)
    assert check_theme(THEME) == ()


def test_the_theme_survives_the_round_trip_through_json() -> None:
    """What issued.json keeps of the theme is the theme."""
    again = from_json(Theme, to_json(THEME), "theme.json")
    assert again == THEME
    assert fingerprint(again) == fingerprint(THEME)


def test_there_are_at_least_thirty_questions_in_four_instruments() -> None:
    """At least 30 questions about a case, 15 about a meeting, six about the partnership and three for families, in sections of two and more."""
    assert [instrument.about for instrument in THEME.instruments] == ["case", "meeting", "round", "round"]
    assert len(CASE_QUESTIONS) >= 30
    assert len(MEETING_QUESTIONS) == 15
    assert tuple(question.ref for question in PARTNERSHIP_QUESTIONS) == (*ARRANGEMENTS, *SURVEY)
    assert all(len(section.questions) >= 2 for instrument in THEME.instruments for section in instrument.sections)


@pytest.mark.parametrize(("instrument", "kind"), FORMS, ids=lambda value: getattr(value, "name", value))
def test_no_form_is_too_long(instrument: Instrument, kind: str) -> None:
    """No kind of agency can get more than 20 rated rows or 4 timed questions, even when it might hold both roles."""
    _, rated, timed, _, _ = workload(THEME, instrument, kind)
    assert rated <= 20
    assert (rated > 0) is (instrument.name != "families")
    assert timed <= 4


def test_refs_are_unique_and_belong_to_their_sections() -> None:
    """A ref says its section, and no two questions share one."""
    assert len(REFS) == len(QUESTIONS)
    for section, question in CASE_FILE.questions():
        assert re.fullmatch(rf"EH-{section.number}\.\d", question.ref)
    assert [question.ref for question in MEETING_QUESTIONS] == [f"EH-M{number}" for number in range(1, 16)]
    assert all(re.fullmatch(r"EH-[PF]\.\d", question.ref) for question in PARTNERSHIP_QUESTIONS)


# the wording


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.ref)
def test_a_question_says_what_good_looks_like_where_to_look_and_what_met_means(question: Question) -> None:
    """Every question has its guidance, and all of it is short enough to read at a glance."""
    assert 0 < len(question.text.split()) <= 30
    assert 0 < len(question.good.split()) <= 35
    assert 0 < len(question.look_for.split()) <= 20
    assert 0 < len(question.met_means.split()) <= 25
    assert 0 < len(question.label) <= 45


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.ref)
def test_a_question_asks_one_thing_plainly(question: Question) -> None:
    """A rated question is one question; guidance is whole sentences; what Met means completes a sentence."""
    assert question.text.endswith("?")
    assert question.text.count("?") == 1
    assert not AVOIDED.search(" ".join((question.text, question.label, question.good, question.look_for, question.met_means)))
    if question.is_rated:
        assert not re.search(r"\band (was|were|did|does|do|is|are|has|have) (the|it|they|your)\b", question.text)
    assert question.good.endswith(".")
    assert question.look_for.endswith(".")
    assert not question.met_means.endswith(".")
    assert question.met_means[0].islower()


def test_labels_are_unique() -> None:
    """A table that prints labels alone can still be read."""
    assert len({question.label for question in QUESTIONS}) == len(QUESTIONS)


def test_what_is_printed_as_a_list_fits() -> None:
    """Options and prompts fit onto one line, and kinds of event into a spreadsheet's drop-down list."""
    chronology, judgement = CASE_FILE.sheets
    assert isinstance(chronology, Chronology)
    assert isinstance(judgement, Judgement)
    assert not any("," in kind for kind in chronology.kinds)
    assert len(",".join(chronology.kinds)) <= 255
    assert all(len(option) < 80 for question in QUESTIONS if isinstance(question.answer, TickAll) for option in question.answer.options)
    assert all(len(prompt) < 80 for sheet in MEETING_FORM.sheets if isinstance(sheet, Judgement) for prompt in sheet.prompts)


# who is asked, and how it counts


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.ref)
def test_a_question_is_put_to_somebody_known(question: Question) -> None:
    """Questions are asked of known kinds, roles or built-in respondents, and carry a shared topic."""
    assert question.asked_of
    assert set(question.asked_of) <= KIND_CODES | ROLE_CODES | BUILT_IN | {"all"}
    assert question.topic in dict(TOPICS)


def test_hardly_anything_is_asked_of_everyone() -> None:
    """Only supervision is every agency's; anything else is asked of those who hold the answer."""
    assert [question.ref for question in CASE_QUESTIONS if "all" in question.asked_of] == ["EH-6.1"]


def test_scopes_have_their_own_respondents() -> None:
    """The panel alone answers two questions about the case, and each shared fact has two witnesses at least."""
    panel = [question for question in CASE_QUESTIONS if question.scope == "case"]
    assert [question.ref for question in panel] == ["EH-6.6", "EH-6.7"]
    assert all(question.asked_of == ("panel",) for question in panel)
    shared = [question for question in QUESTIONS if question.scope == "shared"]
    assert [question.ref for question in shared] == ["EH-5.3", "EH-5.7"]
    assert all(len(set(question.asked_of) & KIND_CODES) >= 2 and question.answer == Rating("yes_no") for question in shared)


def test_a_fact_and_what_should_follow_are_asked_of_the_same_agencies() -> None:
    """An agency that says it was stepped down, or disagreed, is also asked the question that could clear it."""
    followed = [rule for rule in RULES if isinstance(rule, IfThen)]
    assert len(followed) == 2
    assert all(REFS[rule.fact].asked_of == REFS[rule.then].asked_of for rule in followed)


def test_flags_are_used() -> None:
    """Six to nine critical standards, the child's voice three times and more on the case file, and each other flag somewhere."""
    assert 6 <= len(CRITICAL) <= 9
    assert sum("voice" in question.flags for question in CASE_QUESTIONS) >= 3
    assert {flag for question in QUESTIONS for flag in question.flags} == {"critical", "timed", "voice", "escalation", "oversight", "outcome", "recording"}


@pytest.mark.parametrize("question", CRITICAL, ids=lambda question: question.ref)
def test_a_critical_question_names_whose_duty_it_is(question: Question) -> None:
    """A critical standard is rated, about a case, and put to named kinds of agency or to whoever holds a role."""
    assert question in CASE_QUESTIONS
    assert question.answer == Rating()
    assert set(question.asked_of) <= KIND_CODES | ROLE_CODES


# clocks

IN_TIME_AND_LATE = [
    ("EH-1.1", "school", "2025-03-03", "2025-03-31", "2025-04-01", 20),
    ("EH-1.5", "social_care", "2025-03-03", "2025-03-10", "2025-03-11", 5),
    ("EH-2.8", "early_help", "2025-03-03", "2025-04-14", "2025-04-15", 30),
    ("EH-5.1", "early_help", "2025-03-03", "2025-06-03", "2025-06-04", 3),
]


@pytest.mark.parametrize(("ref", "agency", "start", "last", "late", "limit"), IN_TIME_AND_LATE, ids=[row[0] for row in IN_TIME_AND_LATE])
def test_a_clock_is_in_time_on_its_last_day_and_late_on_the_next(ref: str, agency: str, start: str, last: str, late: str, limit: int) -> None:
    """Working days are counted without weekends (3 March 2025 was a Monday), months from day to day."""
    text = f"""
        | case | agency   | {ref}a  | {ref}b |
        | 1    | {agency} | {start} | {last} |
        | 2    | {agency} | {start} | {late} |
        | 3    | {agency} | {start} |        |
    """
    timed = [result for result in scores(THEME, returns(THEME, text)).times if result.ref == ref]
    assert [(result.took, result.outcome) for result in timed] == [(limit, "in_time"), (limit + 1, "late"), (None, "not_assessed")]


def test_clocks_and_time_limits_belong_together() -> None:
    """Each timed question runs against a declared limit, each limit is used, and all are local: nothing is laid down by law."""
    assert sorted(question.answer.limit for question in QUESTIONS if isinstance(question.answer, Times)) == sorted(limit.name for limit in TIME_LIMITS)
    assert {row[0] for row in IN_TIME_AND_LATE} == {question.ref for question in QUESTIONS if question.is_timed}
    assert all(limit.source.startswith("local standard") for limit in TIME_LIMITS)


def test_a_round_sets_its_own_time_limit() -> None:
    """Ten working days instead of twenty make the same dates late."""
    text = """
        | case | agency | EH-1.1a    | EH-1.1b    |
        | 1    | school | 2025-03-03 | 2025-03-18 |
    """
    shorter = round_of(THEME, ("school",), 1, limits=(("first_help", 10),))
    assert found(text) == ()
    assert [(finding.rule, finding.n, finding.m) for finding in found(text, shorter)] == [("late-help", 1, 1)]


# limits on grades

FIRES = {
    "critical-3": (
        """
        | case | agency     | EH-1.2  | EH-2.1  | EH-5.8  |
        | 1    | early_help | not_met | not_met |         |
        | 1    | police     |         |         | not_met |
        """,
        "inadequate",
        3,
    ),
    "stepped-down-unsafe": (
        """
        | case | agency      | EH-5.4  |
        | 1    | social_care | not_met |
        | 1    | early_help  | met     |
        """,
        "requires_improvement",
        1,
    ),
    "risk-unanswered": (
        """
        | case | agency | EH-5.2  |
        | 1    | school | not_met |
        """,
        "requires_improvement",
        1,
    ),
    "no-child-no-aim": (
        """
        | case | agency     | EH-2.2  | EH-4.1  |
        | 1    | early_help | not_met | not_met |
        """,
        "inadequate",
        2,
    ),
    "together": (
        """
        | case | agency | J-1         | J-3                  |
        | 1    | school | outstanding | good                 |
        | 1    | police | good        | requires_improvement |
        """,
        "requires_improvement",
        1,
    ),
}
SPARES = {
    "critical-3": """
        | case | agency     | EH-1.2  | EH-2.1  | EH-3.1 | EH-5.8  |
        | 1    | early_help | not_met | not_met | partly | told    |
        | 1    | police     |         |         | met    | partly  |
        """,
    "stepped-down-unsafe": """
        | case | agency      | EH-5.4      |
        | 1    | social_care | partly      |
        | 1    | early_help  | no_evidence |
        """,
    "risk-unanswered": """
        | case | agency          | EH-5.2         |
        | 1    | school          | partly         |
        | 1    | early_help      | told           |
        | 1    | health_visiting | not_applicable |
        """,
    "no-child-no-aim": """
        | case | agency     | EH-2.2  | EH-4.1 |
        | 1    | early_help | not_met | partly |
        """,
    "together": """
        | case | agency | J-1        | J-3         |
        | 1    | school | inadequate | outstanding |
        | 1    | police | inadequate |             |
        """,
}


def test_every_limit_has_its_tables() -> None:
    """Three to five limits with one sentence of reason each, and a table for each that fires it and one that does not."""
    assert 3 <= len(LIMITS) <= 5
    assert [limit.id for limit in LIMITS] == list(FIRES) == list(SPARES)
    assert all(limit.because.count(".") == 1 and limit.because.endswith(".") and not AVOIDED.search(limit.because) for limit in LIMITS)


@pytest.mark.parametrize("limit", FIRES)
def test_a_limit_fires_on_poor_practice(limit: str) -> None:
    """It limits the case to the grade it names, and keeps as many cells as the answers it stands on."""
    text, to, cells = FIRES[limit]
    grades = graded(text)
    assert [(hit.to, len(hit.evidence)) for hit in grades.fired if hit.rule == limit] == [(to, cells)]
    assert grades.limit == to


@pytest.mark.parametrize("limit", SPARES)
def test_a_limit_spares_what_falls_just_short_of_it(limit: str) -> None:
    """One answer fewer, an answer that is better than Not met, or a grade of the other kind."""
    assert limit not in fired(SPARES[limit])


SILENCE = [(limit, code) for limit in FIRES for code in (("", "?") if limit == "together" else ("no_evidence", "told", "not_applicable", "?", ""))]


@pytest.mark.parametrize(("limit", "silent"), SILENCE, ids=[f"{limit}-{code or 'blank'}" for limit, code in SILENCE])
def test_a_limit_never_fires_for_want_of_evidence(limit: str, silent: str) -> None:
    """The same table with records that are silent, or answers that are missing, limits nothing."""
    text = re.sub(r"\b(not_met|requires_improvement|good|outstanding)\b", silent, FIRES[limit][0])
    assert fired(text) == set()


def test_a_missing_record_counts_only_where_recording_was_the_standard() -> None:
    """Agreement that is nowhere on file is the third critical answer; an assessment's analysis that is nowhere on file is not."""
    agreement = """
        | case | agency     | EH-1.2      | EH-2.1  | EH-3.1  |
        | 1    | early_help | no_evidence | not_met | not_met |
    """
    analysis = """
        | case | agency     | EH-1.2  | EH-2.1      | EH-3.1  |
        | 1    | early_help | not_met | no_evidence | not_met |
    """
    assert fired(agreement) == {"critical-3"}
    assert fired(analysis) == set()


def test_a_nil_return_limits_nothing() -> None:
    """An agency that did not know the child is in no quality figure, whatever else was left standing on its form."""
    text = """
        | case | agency | known     | EH-5.2  | J-3        |
        | 1    | school | not_known | not_met | inadequate |
    """
    assert fired(text) == set()
    assert found(text) == ()


# findings: one small table for each rule, and one on which it has nothing to say. Columns: rule, about, ref, n, m.

ON = {
    ("agreement-missing", "case", "EH-1.2", 2, 3): (
        """
        | case | agency     | EH-1.2  |
        | 1    | early_help | not_met |
        | 2    | school     | partly  |
        | 3    | early_help | met     |
        """,
        """
        | case | agency     | EH-1.2         |
        | 1    | early_help | met            |
        | 2    | school     | not_applicable |
        """,
    ),
    ("assessment-lists", "case", "EH-2.1", 1, 2): (
        """
        | case | agency     | EH-2.1         |
        | 1    | early_help | not_met        |
        | 2    | school     | met            |
        | 3    | early_help | not_applicable |
        """,
        """
        | case | agency     | EH-2.1 |
        | 1    | early_help | met    |
        | 2    | early_help | ?      |
        """,
    ),
    ("child-not-heard", "case", "EH-2.2", 2, 2): (
        """
        | case | agency          | EH-2.2  |
        | 1    | early_help      | not_met |
        | 1    | school          |         |
        | 2    | health_visiting | not_met |
        """,
        """
        | case | agency          | EH-2.2         |
        | 1    | early_help      | met            |
        | 2    | health_visiting | not_applicable |
        """,
    ),
    ("no-lead", "case", "EH-3.1", 1, 3): (
        """
        | case | agency     | EH-3.1  |
        | 1    | early_help | met     |
        | 1    | school     | met     |
        | 1    | housing    | not_met |
        """,
        """
        | case | agency     | EH-3.1 |
        | 1    | early_help | met    |
        | 1    | housing    |        |
        """,
    ),
    ("plan-vague", "case", "EH-4.1", 2, 2): (
        """
        | case | agency     | EH-4.1  |
        | 1    | early_help | not_met |
        | 2    | school     | not_met |
        """,
        """
        | case | agency     | EH-4.1 |
        | 1    | early_help | met    |
        """,
    ),
    ("not-stepped-up", "case", "EH-5.2", 2, 3): (
        """
        | case | agency          | EH-5.2  |
        | 1    | early_help      | partly  |
        | 1    | school          | not_met |
        | 1    | health_visiting | met     |
        """,
        """
        | case | agency          | EH-5.2         |
        | 1    | early_help      | met            |
        | 1    | health_visiting | not_applicable |
        """,
    ),
    ("unsafe-step-down", "case", "EH-5.4", 1, 2): (
        """
        | case | agency      | EH-5.3 | EH-5.4 |
        | 1    | social_care | yes    | met    |
        | 1    | early_help  | yes    | partly |
        """,
        """
        | case | agency      | EH-5.3 | EH-5.4         |
        | 1    | social_care | no     | not_applicable |
        | 1    | early_help  | no     | not_applicable |
        """,
    ),
    ("not-escalated", "case", "EH-5.8", 2, 3): (
        """
        | case | agency      | EH-5.8  |
        | 1    | school      | not_met |
        | 2    | police      | partly  |
        | 3    | social_care | met     |
        """,
        """
        | case | agency      | EH-5.8         |
        | 1    | school      | met            |
        | 2    | police      | not_applicable |
        """,
    ),
    ("stepped-down-early", "case", "EH-5.4", 1, 2): (
        """
        | case | agency      | EH-5.3       | EH-5.4  |
        | 1    | social_care | yes          | not_met |
        | 1    | early_help  | not_recorded | partly  |
        | 2    | social_care | yes          | met     |
        | 3    | social_care | no           | not_met |
        """,
        """
        | case | agency      | EH-5.3       | EH-5.4  |
        | 1    | social_care | yes          | met     |
        | 1    | early_help  | yes          | not_met |
        | 2    | social_care | yes          |         |
        | 3    | social_care | not_recorded | not_met |
        """,
    ),
    ("disagreed-and-left", "case", "EH-5.8", 1, 1): (
        """
        | case | agency | EH-5.7 | EH-5.8  |
        | 1    | school | yes    | not_met |
        | 2    | school | yes    | met     |
        """,
        """
        | case | agency      | EH-5.7 | EH-5.8  |
        | 1    | school      | yes    | not_met |
        | 1    | social_care | yes    | met     |
        | 2    | school      | no     | not_met |
        | 3    | school      | yes    |         |
        """,
    ),
    ("told-differently", "case", "EH-5.3", 2, 2): (
        """
        | case | agency      | EH-5.3 |
        | 1    | social_care | yes    |
        | 1    | early_help  | no     |
        | 2    | social_care | no     |
        | 2    | early_help  | no     |
        """,
        """
        | case | agency      | EH-5.3 | EH-5.7       |
        | 1    | social_care | yes    | no           |
        | 1    | early_help  | yes    | not_recorded |
        | 2    | social_care | no     | no           |
        | 2    | early_help  |        |              |
        """,
    ),
    ("late-help", "case", "EH-1.1", 1, 2): (
        """
        | case | agency     | EH-1.1a    | EH-1.1b    |
        | 1    | school     | 2025-03-03 | 2025-06-02 |
        | 2    | early_help | 2025-03-03 | 2025-03-10 |
        | 3    | school     | 2025-03-03 |            |
        """,
        """
        | case | agency | EH-1.1a    | EH-1.1b    |
        | 1    | school | 2025-03-03 | 2025-03-31 |
        | 2    | school |            | 2025-06-02 |
        """,
    ),
    ("late-answer", "case", "EH-1.5", 1, 2): (
        """
        | case | agency      | EH-1.5a    | EH-1.5b                              |
        | 1    | social_care | 2025-03-03 | 2025-03-12 / The duty desk was shut. |
        | 2    | early_help  | 2025-03-03 | 2025-03-04                           |
        | 3    | early_help  |            | 2025-03-04                           |
        """,
        """
        | case | agency     | EH-1.5a    | EH-1.5b    |
        | 1    | early_help | 2025-03-03 | 2025-03-10 |
        | 2    | early_help | 2025-03-03 |            |
        """,
    ),
    ("late-assessment", "case", "EH-2.8", 1, 2): (
        """
        | case | agency     | EH-2.8a    | EH-2.8b    |
        | 1    | early_help | 2025-03-03 | 2025-06-02 |
        | 2    | school     | 2025-03-03 | 2025-03-24 |
        """,
        """
        | case | agency     | EH-2.8a    | EH-2.8b    |
        | 1    | early_help | 2025-03-03 | 2025-04-14 |
        """,
    ),
    ("late-review", "case", "EH-5.1", 1, 2): (
        """
        | case | agency     | EH-5.1a    | EH-5.1b    |
        | 1    | early_help | 2025-03-03 | 2025-07-02 |
        | 2    | school     | 2025-03-03 | 2025-05-06 |
        """,
        """
        | case | agency     | EH-5.1a    | EH-5.1b    |
        | 1    | early_help | 2025-03-03 | 2025-06-03 |
        | 2    | school     | 2025-03-03 |            |
        """,
    ),
    ("no-answer", "case", "EH-1.4", 2, 4): (
        """
        | case | agency | EH-1.4         |
        | 1    | school | not_met        |
        | 2    | gp     | partly         |
        | 3    | police | met            |
        | 4    | school | told           |
        | 5    | school | not_applicable |
        """,
        """
        | case | agency | EH-1.4  |
        | 1    | school | not_met |
        | 2    | gp     | met     |
        """,
    ),
    ("family-part-seen", "case", "", 2, 4): (
        """
        | case | agency     | EH-2.3  | EH-2.6  |
        | 1    | early_help | not_met | met     |
        | 2    | school     | met     | not_met |
        """,
        """
        | case | agency     | EH-2.3  | EH-2.6         |
        | 1    | early_help | not_met | met            |
        | 2    | school     | met     | not_applicable |
        """,
    ),
    ("history-light", "case", "EH-2.5", 2, 2): (
        """
        | case | agency     | EH-2.5  |
        | 1    | early_help | partly  |
        | 2    | school     | not_met |
        """,
        """
        | case | agency     | EH-2.5  |
        | 1    | early_help | not_met |
        | 2    | school     | met     |
        """,
    ),
    ("drift", "case", "EH-5.5", 1, 2): (
        """
        | case | agency     | EH-5.5  |
        | 1    | early_help | not_met |
        | 2    | early_help | met     |
        """,
        """
        | case | agency     | EH-5.5         |
        | 1    | early_help | met            |
        | 2    | early_help | not_applicable |
        """,
    ),
    ("actions-undone", "case", "", 2, 3): (
        """
        | case | agency  | EH-2.4  | EH-3.4 |
        | 1    | school  | not_met |        |
        | 1    | housing | met     | partly |
        """,
        """
        | case | agency  | EH-2.4  | EH-3.4 |
        | 1    | school  | not_met |        |
        | 1    | housing | met     | met    |
        """,
    ),
    ("oversight-thin", "case", "EH-6.1", 2, 5): (
        """
        | case | agency     | EH-6.1  |
        | 1    | school     | not_met |
        | 1    | police     | partly  |
        | 1    | early_help | met     |
        | 2    | school     | met     |
        | 2    | police     | met     |
        """,
        """
        | case | agency     | EH-6.1  |
        | 1    | school     | not_met |
        | 1    | police     | partly  |
        | 1    | early_help | met     |
        | 2    | school     | met     |
        | 2    | police     | met     |
        | 2    | early_help | met     |
        | 3    | school     | met     |
        | 3    | police     | met     |
        | 3    | early_help | met     |
        """,
    ),
    ("identity-thin", "case", "EH-2.7", 2, 3): (
        """
        | case | agency    | EH-2.7  |
        | 1    | school    | not_met |
        | 1    | voluntary | partly  |
        | 2    | school    | met     |
        """,
        """
        | case | agency    | EH-2.7         |
        | 1    | school    | not_met        |
        | 1    | voluntary | not_applicable |
        """,
    ),
    ("no-difference-shown", "case", "", 2, 3): (
        """
        | case | agency     | EH-6.4  |
        | 1    | early_help | not_met |
        | 1    | school     | partly  |
        | 1    | housing    | met     |
        """,
        """
        | case | agency     | EH-6.4  |
        | 1    | early_help | not_met |
        | 1    | school     | met     |
        """,
    ),
    ("meeting-weak", "meeting", "EH-M5", 2, 3): (
        """
        | case | agency   | EH-M5    | EH-M6          |
        | 1    | observer | not_seen | not_seen       |
        | 2    | observer | in_part  | not_applicable |
        | 3    | observer | seen     | seen           |
        """,
        """
        | case | agency   | EH-M5    |
        | 1    | observer | not_seen |
        | 2    | observer | in_part  |
        | 3    | observer | seen     |
        | 4    | observer | seen     |
        | 5    | observer | seen     |
        """,
    ),
    ("arrangements-missing", "round", "EH-P.4", 1, 1): (
        """
        | case | agency      | EH-P.4  |
        | 1    | partnership | not_met |
        """,
        """
        | case | agency      | EH-P.4 | EH-P.5         |
        | 1    | partnership | met    | not_applicable |
        """,
    ),
    ("recording-gap", "case", "EH-2.5", 2, 4): (
        """
        | case | agency     | EH-2.5      |
        | 1    | early_help | told        |
        | 2    | school     | no_evidence |
        | 3    | early_help | met         |
        | 4    | school     | partly      |
        """,
        """
        | case | agency     | EH-2.5         | EH-2.6      |
        | 1    | early_help | told           | no_evidence |
        | 2    | early_help | not_applicable | told        |
        | 3    | early_help | met            | met         |
        | 4    | early_help | met            | met         |
        | 5    | early_help | met            | partly      |
        | 6    | early_help | met            | not_met     |
        """,
    ),
    ("done-well", "case", "EH-4.1", 3, 4): (
        """
        | case | agency     | EH-4.1 |
        | 1    | early_help | met    |
        | 2    | school     | met    |
        | 3    | early_help | met    |
        | 4    | school     | partly |
        """,
        """
        | case | agency     | EH-4.1 | EH-2.3      |
        | 1    | early_help | met    | met         |
        | 2    | early_help | met    | met         |
        | 3    | early_help |        | met         |
        | 4    | early_help |        | no_evidence |
        | 5    | early_help |        | no_evidence |
        """,
    ),
    ("meeting-strong", "meeting", "EH-M12", 2, 2): (
        """
        | case | agency   | EH-M12  |
        | 1    | observer | seen    |
        | 2    | observer | seen    |
        """,
        """
        | case | agency   | EH-M12  |
        | 1    | observer | seen    |
        | 2    | observer | seen    |
        | 3    | observer | in_part |
        """,
    ),
}
ROWS = list(ON.items())
IDS = [key[0] for key in ON]


def round_for(kind: str, text: str) -> Round | None:
    """The round of a table about meetings or the partnership; a table about cases brings its own."""
    return None if kind == "case" else about(kind, max(int(line.split("|")[1]) for line in text.strip().splitlines()[1:]))


def test_every_rule_has_its_tables() -> None:
    """15 to 30 rules with ids in kebab-case that nothing else has, and a table for each that fires it and one that does not."""
    assert 15 <= len(RULES) <= 30
    assert sorted(IDS) == sorted(rule.id for rule in RULES if not isinstance(rule, Mismatch))  # those are put to the test below
    ids = [rule.id for rule in (*RULES, *LIMITS)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule_id) for rule_id in ids)


@pytest.mark.parametrize(("expected", "tables"), ROWS, ids=IDS)
def test_a_rule_fires_once_with_these_counts(expected: tuple[str, str, str, int, int], tables: tuple[str, str]) -> None:
    """One finding, with the counts worked out by hand, the cells behind them, a whole sentence and its recommendation."""
    rule_id, kind, ref, n, m = expected
    hits = [finding for finding in found(tables[0], round_for(kind, tables[0])) if finding.rule == rule_id]
    rule = RULE_BY_ID[rule_id]
    assert [(finding.ref, finding.n, finding.m, finding.recommend) for finding in hits] == [(ref, n, m, rule.recommend)]
    (hit,) = hits
    assert hit.says.endswith(".")
    assert "{" not in hit.says
    assert (f"{n} of {m} " in hit.says) == ("{n} of {m} " in rule.says)
    assert ("{question}" in rule.says) == (REFS[ref].label in hit.says if ref else False)
    if isinstance(rule, Share):
        assert len(hit.evidence) == n


@pytest.mark.parametrize(("expected", "tables"), ROWS, ids=IDS)
def test_a_rule_has_nothing_to_say_of_a_table_that_falls_short_of_it(expected: tuple[str, str, str, int, int], tables: tuple[str, str]) -> None:
    """Good answers, too few of the others, or answers outside the base make no finding."""
    rule_id, kind, *_ = expected
    assert rule_id not in {finding.rule for finding in found(tables[1], round_for(kind, tables[1]))}


POOR_ROWS = [row for row in ROWS if isinstance(rule := RULE_BY_ID[row[0][0]], Share) and "not_met" in rule.counts]


@pytest.mark.parametrize(("expected", "tables"), POOR_ROWS, ids=[row[0][0] for row in POOR_ROWS])
def test_partly_counts_as_not_met_does(expected: tuple[str, str, str, int, int], tables: tuple[str, str]) -> None:
    """Where a rule counts poor answers, what was half done is counted with what was not done."""
    rule_id, kind, _, n, m = expected
    text = tables[0].replace("not_met", "partly").replace("not_seen", "in_part")
    assert [(finding.n, finding.m) for finding in found(text, round_for(kind, text)) if finding.rule == rule_id][:1] == [(n, m)]


MORE_THAN_ONE = [rule for rule in RULES if isinstance(rule, Share) and rule.at_least > 1]


@pytest.mark.parametrize("rule", MORE_THAN_ONE, ids=lambda rule: rule.id)
def test_one_answer_fewer_than_a_rule_needs_is_not_enough(rule: Share) -> None:
    """Even when it is every answer that there is."""
    instrument, question = next(
        (instrument, question)
        for instrument, section, question in THEME.questions()
        if question.is_rated and (question.ref in rule.refs or rule.flag in question.flags or rule.section == section.number)
    )
    scale = THEME.scale(question.answer.scale) if isinstance(question.answer, Rating) else None
    assert scale is not None
    code = next(answer.code for answer in scale.answers if answer.counts == rule.counts[0])
    agency = next((kind for kind in question.asked_of if kind in KIND_CODES | BUILT_IN), "early_help")
    rows = "\n".join(f"| {case} | {agency} | {code} |" for case in range(1, rule.at_least))
    text = f"| case | agency | {question.ref} |\n{rows}"
    assert rule.id not in {finding.rule for finding in found(text, round_for(instrument.about, text))}


@pytest.mark.parametrize(("ref", "silent"), [("EH-5.3", True), ("EH-5.7", False)])
def test_each_shared_fact_on_which_records_differ_is_found(ref: str, silent: bool) -> None:
    """Yes on one record and No on another is a difference; a silent one is, where that agency should have known of the step-down."""
    text = f"""
        | case | agency      | {ref}        |
        | 1    | social_care | yes          |
        | 1    | early_help  | no           |
        | 2    | social_care | yes          |
        | 2    | early_help  | not_recorded |
    """
    assert [(finding.rule, finding.ref, finding.n) for finding in found(text) if finding.kind == "differ"] == [("told-differently", ref, 2)] * (1 + silent)


@pytest.mark.parametrize("ref", PROMPTS)
def test_each_prompt_of_the_meeting_can_be_a_weakness_or_a_strength(ref: str) -> None:
    """Twice not seen is a weakness with advice for those who chair; twice seen throughout is a strength."""
    for said, rule_id, advice in (("not_seen", "meeting-weak", "meetings"), ("seen", "meeting-strong", "")):
        text = f"""
            | case | agency   | {ref}  |
            | 1    | observer | {said} |
            | 2    | observer | {said} |
        """
        hits = found(text, about("meeting", 2))
        assert [(finding.rule, finding.instrument, finding.ref, finding.n, finding.m, finding.recommend) for finding in hits] == [
            (rule_id, "meeting", ref, 2, 2, advice),
        ]


@pytest.mark.parametrize("ref", ARRANGEMENTS)
def test_each_missing_arrangement_is_the_partnerships_to_put_in_place(ref: str) -> None:
    """One answer is enough, since only the partnership is asked, once."""
    text = f"""
        | case | agency      | {ref}  |
        | 1    | partnership | partly |
    """
    hits = found(text, about("round", 1))
    assert [(finding.rule, finding.instrument, finding.ref, finding.recommend) for finding in hits] == [
        ("arrangements-missing", "partnership", ref, "arrangements")
    ]


@pytest.mark.parametrize("ref", next(rule.refs for rule in RULES if isinstance(rule, Share) and rule.id == "done-well"))
def test_each_standard_that_can_be_praised_is_praised_for_three_good_records(ref: str) -> None:
    """Three of four is three quarters; three of five is not."""
    agency = next((code for code in REFS[ref].asked_of if code in KIND_CODES), "school")
    for others, expected in ((("partly",), [(ref, 3, 4)]), (("partly", "no_evidence"), [])):
        said = ("met", "met", "met", *others)
        text = "\n".join([f"| case | agency | {ref} |", *(f"| {case} | {agency} | {code} |" for case, code in enumerate(said, start=1))])
        assert [(finding.ref, finding.n, finding.m) for finding in found(text) if finding.rule == "done-well"] == expected


def test_good_answers_everywhere_make_no_finding_but_strengths() -> None:
    """Three cases in which everything asked was met: what is found is what was done well, and no grade is limited."""
    asked = [question for question in CASE_QUESTIONS if question.answer == Rating() and {"early_help", "lead_professional", "all"} & set(question.asked_of)]
    refs, met = " | ".join(question.ref for question in asked), " | ".join("met" for _ in asked)
    text = "\n".join([f"| case | agency | {refs} |", *(f"| {case} | early_help | {met} |" for case in (1, 2, 3))])
    hits = found(text)
    assert {finding.rule for finding in hits} == {"done-well"}
    assert {(finding.n, finding.m) for finding in hits} == {(3, 3)}
    assert fired(text) == set()


def test_answers_that_say_nothing_make_no_finding() -> None:
    """Blanks, answers nobody could read and standards that do not apply are evidence of nothing."""
    assert (
        found(
            """
            | case | agency     | EH-1.2         | EH-2.1 | EH-2.2         | EH-4.1 | EH-6.1 | EH-5.2         | EH-5.7       |
            | 1    | early_help | not_applicable | ?      | not_applicable |        | ?      | not_applicable | not_recorded |
            | 2    | early_help |                | ?      | not_applicable |        |        | ?              |              |
            """
        )
        == ()
    )


# critical standards


@pytest.mark.parametrize("question", CRITICAL, ids=lambda question: question.ref)
def test_a_critical_standard_not_met_is_a_high_finding_with_advice(question: Question) -> None:
    """One record is enough: the finding is high, about this question, and what it recommends exists and is proposed."""
    agency = next((code for code in question.asked_of if code in KIND_CODES), "early_help")
    hits = found(
        f"""
        | case | agency   | {question.ref} |
        | 1    | {agency} | not_met        |
        """
    )
    assert [(finding.ref, finding.n, finding.m, finding.high) for finding in hits] == [(question.ref, 1, 1, True)]
    assert ADVICE_BY_ID[hits[0].recommend].text
    (proposed,) = recommend(hits, THEME)
    assert (proposed.advice, proposed.findings) == (hits[0].recommend, (hits[0].key,))


# the panel


def by_panel(*said: tuple[str, str]) -> tuple[Scorecard, tuple[Finding, ...]]:
    """The figures and findings of one case in which one agency could show no difference and the panel answered."""
    book = returns(
        THEME,
        """
        | case | agency     | EH-6.4  |
        | 1    | early_help | not_met |
        """,
    )
    audit_round = round_of(THEME, ("early_help",), 1)
    where = Where("decisions.xlsx", "Panel questions", "D4")
    decisions = Decisions(panel=tuple(PanelAnswer(audit_round.subjects[0].ref, ref, code, "", where, code) for ref, code in said))
    card = scores(THEME, book, audit_round, decisions)
    return card, find_all(card, book, THEME, audit_round)


def test_the_panels_view_counts_towards_the_difference_made() -> None:
    """One agency's poor answer is no finding; with the panel's own Not met it is two answers of two."""
    assert by_panel()[1] == ()
    assert [(finding.rule, finding.n, finding.m) for finding in by_panel(("EH-6.6", "not_met"))[1]] == [("no-difference-shown", 2, 2)]
    assert by_panel(("EH-6.6", "met"))[1] == ()


def test_the_panels_hindsight_is_in_no_agencys_figure() -> None:
    """Whether help came as early as it could have is counted for its own question, and for nobody's practice."""
    card, _ = by_panel(("EH-6.7", "not_met"))
    score = card.question("EH-6.7")
    assert score is not None
    assert (score.tally.not_met, score.tally.base) == (1, 1)
    assert (card.overall.pooled.met, card.overall.pooled.base) == (0, 1)
    assert [(code, tally.base) for code, tally in card.recipients] == [("early_help", 1)]


# the observed meeting


def test_the_observed_meeting_is_an_instrument_of_its_own() -> None:
    """Twelve prompts about a meeting, each rated by the observer alone, on a scale made for what can be seen."""
    assert MEETING_FORM.name == "meeting"
    assert MEETING_FORM.about == "meeting"
    assert kinds_asked(THEME, MEETING_FORM) == ("observer",)
    assert MEETING == PROMPTS
    assert tuple(question.ref for question in MEETING_QUESTIONS if question.is_rated) == PROMPTS
    assert {question.answer for question in MEETING_QUESTIONS if question.is_rated} == {Rating("seen")}
    assert not [question.ref for question in (*CASE_QUESTIONS, *PARTNERSHIP_QUESTIONS) if question.answer == Rating("seen")]
    assert not any("critical" in question.flags for question in MEETING_QUESTIONS)


def test_the_scale_of_the_meeting_is_about_what_was_seen() -> None:
    """Seen throughout, in part, not seen, or not applicable: an observer has no file to be silent."""
    scale = THEME.scale("seen")
    assert scale is not None
    assert [(answer.code, answer.counts) for answer in scale.answers] == [
        *(("seen", "met"), ("in_part", "partly"), ("not_seen", "not_met"), ("not_applicable", "excluded")),
    ]


def test_the_observers_form_has_the_prompts_and_no_grades_chronology_or_child() -> None:
    """It asks about risk, the prompts, three facts and three things in the observer's words; nothing about one child's file."""
    audit_round = about("meeting", 1)
    form = form_of(THEME, audit_round, MEETING_FORM, audit_round.subjects[0], "observer", 1, fingerprint(THEME))
    keys = {field.key for field in form.fields if field.key}
    assert form.asked == (*PROMPTS, "EH-M13", "EH-M14", "EH-M15")
    assert form.events == 0
    assert {"concern.now", "concern2.now", "prose.5", "prose.6", "prose.7"} <= keys
    assert not any(key.startswith(("grade.", "fact.", "known", "nil.", "helped.")) for key in keys)


def test_no_case_or_partnership_form_asks_a_prompt() -> None:
    """Each form of a round with cases, a meeting and the partnership asks only its own instrument's questions."""
    audit_round = round_of(THEME, ("early_help", "school"), 1)
    audit_round = evolve(audit_round, subjects=(*audit_round.subjects, *about("meeting", 1).subjects, *about("round", 1).subjects))
    asked: dict[str, set[str]] = {}
    for form in forms_for(THEME, audit_round, fingerprint(THEME)):
        asked.setdefault(form.id.recipient, set()).update(form.asked)
    assert set(asked) == {"early_help", "school", "observer", "partnership"}
    assert asked["observer"] == {question.ref for question in MEETING_QUESTIONS}
    assert asked["partnership"] == {*ARRANGEMENTS, *SURVEY}
    assert asked["early_help"] | asked["school"] <= {question.ref for question in CASE_QUESTIONS}


def test_what_was_seen_in_a_meeting_is_in_no_figure_about_cases() -> None:
    """A case with one met and one unmet answer stays at one of two, and ungraded, beside a meeting in which nothing was seen."""
    prompts, unseen = " | ".join(PROMPTS), " | ".join("not_seen" for _ in PROMPTS)
    blank = " | ".join("" for _ in PROMPTS)
    text = f"""
        | case | agency     | EH-6.3 | EH-6.4  | {prompts} |
        | 1    | school     | met    | not_met | {blank}   |
        | 2    | observer   |        |         | {unseen}  |
    """
    audit_round = round_of(THEME, ("school",), 1)
    audit_round = evolve(audit_round, subjects=(*audit_round.subjects, *about("meeting", 1).subjects))
    card = scores(THEME, returns(THEME, text, audit_round), audit_round)
    assert (card.overall.pooled.met, card.overall.pooled.base) == (1, 2)
    assert (card.overall.agencies, card.overall.met_by_all, card.overall.asked_of_all) == (1, 1, 2)
    assert [(code, tally.met, tally.base) for code, tally in card.recipients] == [("school", 1, 2)]
    assert {(name, number): (tally.met, tally.not_met) for name, number, tally in card.sections if tally.base} == {
        ("case_file", 6): (1, 1),
        ("meeting", 1): (0, 4),
        ("meeting", 2): (0, 4),
        ("meeting", 3): (0, 4),
    }
    assert [(grades.subject, grades.fired) for grades in card.grades] == [(audit_round.subjects[0].ref, ())]


def test_one_meeting_is_never_a_finding() -> None:
    """What was seen once is told to whoever chaired; two meetings are the least that anything is said about."""
    prompts = " | ".join(PROMPTS)
    for said in ("seen", "not_seen"):
        one = f"""
            | case | agency   | {prompts}                          |
            | 1    | observer | {" | ".join(said for _ in PROMPTS)} |
        """
        assert found(one, about("meeting", 1)) == ()


# findings and advice as they are read


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_finding_is_a_finished_sentence(rule: Share | Differ | IfThen | Mismatch) -> None:
    """A board can read it as it stands, and it uses only placeholders that its kind of rule can fill."""
    fields = {name for _, name, _, _ in string.Formatter().parse(rule.says) if name}
    allowed = (
        {"n", "m", "question", "cases"} if isinstance(rule, Share) else {"shown", "told"} if isinstance(rule, Mismatch) else {"recipient", "question", "cases"}
    )
    assert rule.says[0].isupper() or rule.says.startswith(("{recipient}", "{question}"))
    assert rule.says.endswith(".")
    assert not AVOIDED.search(rule.says)
    assert fields <= allowed


@pytest.mark.parametrize(("said", "fires"), [("12 3 4 4 1", True), ("12 9 1 1 1", False), ("12 3 4 4", False)])
def test_a_voice_on_file_that_families_did_not_hear_is_found(said: str, fires: bool) -> None:
    """Four files say the child was heard; three of twelve families say they were asked: a finding. Nine of twelve, or a survey that lacks a part: none."""
    files = returns(THEME, "| case | agency | EH-2.2 |\n" + "\n".join(f"| {number} | early_help | met |" for number in range(1, 5)))
    only = evolve(THEME, instruments=(next(instrument for instrument in THEME.instruments if instrument.name == "families"),))
    numbers = (*said.split(), "")[:5]
    survey = returns(
        only, f"| case | agency | {' | '.join(f'EH-F.1{letter}' for letter in 'abcde')} |\n| 1 | partnership | {' | '.join(numbers)} |", about("round", 1)
    )
    book = evolve(files, returns=(*files.returns, *survey.returns))
    hits = [finding for finding in findings(THEME, book, round_of(THEME, ("early_help",), 4)) if finding.rule == "voice-on-file-only"]
    assert bool(hits) is fires
    if fires:
        assert hits[0].says.startswith("The child's voice was there in 4 of 4 answers on file; of the children and parents asked, 3 of 12 said")


def test_a_rule_that_makes_several_findings_says_which_question() -> None:
    """Rules over several questions, one finding each, name the question; pooled ones speak of answers, not records."""
    for rule in RULES:
        if isinstance(rule, Share):
            several = len(rule.refs) > 1 or rule.section
            assert rule.per != "question" or not several or "{question}" in rule.says, rule.id
            assert rule.per != "pooled" or "{n} of {m} answers" in rule.says, rule.id


def test_late_and_unmet_are_never_counted_together() -> None:
    """A rule counts either dates against a limit or ratings, so that what is counted can be said in one sentence."""
    for rule in RULES:
        if isinstance(rule, Share) and rule.refs:
            assert {REFS[ref].is_timed for ref in rule.refs} == {"late" in rule.counts}, rule.id


def test_strengths_need_three_records_or_two_meetings() -> None:
    """Nothing is praised for one good answer, nor with more than a quarter of answers against it."""
    strengths = [rule for rule in RULES if isinstance(rule, Share) and rule.kind == "strength"]
    assert {rule.id: rule.at_least for rule in strengths} == {"done-well": 3, "meeting-strong": 2}
    assert all(rule.share >= 0.75 and not rule.recommend for rule in strengths)


def test_every_advice_is_used_and_none_is_missing() -> None:
    """10 to 16 pieces of advice, each with its own id, each proposed by at least one rule."""
    assert 10 <= len(ADVICE) <= 16
    assert len(ADVICE_BY_ID) == len(ADVICE)
    assert {rule.recommend for rule in RULES if rule.recommend} == set(ADVICE_BY_ID)


@pytest.mark.parametrize("advice", ADVICE, ids=lambda advice: advice.id)
def test_advice_reads_as_a_partnership_would_adopt_it(advice: Advice) -> None:
    """It has an owner, begins with what to do, and says how it will be known that it was done."""
    assert advice.owner in KIND_CODES | {"partnership", "found"}
    assert (advice.owner == "found") == (advice.level == "agency")
    assert advice.topic in dict(TOPICS)
    assert all((advice.owner_role, advice.measure, advice.target, advice.evidence))
    assert 0 < advice.due_days <= 180
    assert advice.text.split()[0].rstrip(",") in {
        *("Explain", "Offer", "Tell", "Make", "Put", "Give", "Write", "Raise", "Step", "Use", "Settle", "Hold", "Supervise", "Measure", "Run"),
    }
    assert advice.action.split()[0] in {
        *("Publish", "Agree", "Send", "Train", "Give", "Confirm", "Revise", "Go", "Make", "Bring", "List", "Choose", "Coach", "Decide"),
    }
    assert not AVOIDED.search(" ".join((advice.text, advice.action, advice.measure, advice.target, advice.evidence)))
