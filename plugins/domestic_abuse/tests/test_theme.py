"""What the domestic abuse theme promises the people who fill it in: short forms, one question at a time, Met good for the child."""

from __future__ import annotations

import re

import pytest
from audit_theme_domestic_abuse.findings import ADVICE, RULES
from audit_theme_domestic_abuse.questions import INSTRUMENTS
from audit_theme_domestic_abuse.scoring import LIMITS, TIME_LIMITS
from audit_theme_domestic_abuse.theme import THEME

from audit_core import Advice, Chronology, Instrument, Question, Rating, Theme, TickAll, Times, When, check_theme
from audit_core.forms.build import form_of, kinds_asked, workload
from audit_core.rounds.round import Subject
from audit_core.serialization import fingerprint, from_json, to_json
from audit_core.testing import round_of, sound
from audit_core.themes.agencies import AGENCY_KINDS, ROLES
from audit_core.themes.topics import TOPICS

CASE_FILE, PARTNERSHIP = INSTRUMENTS
QUESTIONS = tuple(question for _, _, question in THEME.questions())
CASE_QUESTIONS = tuple(question for _, question in CASE_FILE.questions())
CRITICAL = tuple(question for question in QUESTIONS if "critical" in question.flags)
REFS = {question.ref: question for question in QUESTIONS}
FORMS = tuple((instrument, kind) for instrument in INSTRUMENTS for kind in kinds_asked(THEME, instrument))
KIND_CODES = {kind.code for kind in AGENCY_KINDS}
ROLE_CODES = {role.code for role in ROLES}

# Labels for people that auditors are asked not to use, a statistic, and names that some areas do not have.
AVOIDED = re.compile(
    r"significan|disguised compliance|perpetrator|failed to|hard to reach|lifestyle|toxic|volatile|\bDNA\b|\bMASH\b|\bMARAC\b|\bIDVA\b|and/or|%", re.I
)
# Two questions in one: a second verb after "and".
TWO_VERBS = re.compile(r"\band (was|were|did|does|do|is|are|has|have|when|what|how|who|used|done|acted|found|dealt|recorded|shared|assessed|available)\b", re.I)
# Risk tools are other people's, and licensed or confidential: neither their names nor what only their items ask about.
LICENSED = re.compile(
    r"\bDASH\b|\bGCP2?\b|graded care|strangl|chok|suffocat|drown|stalk|jealous|suicid|\bpets?\b|weapon|afraid|frightened|isolated from|separated in the past year",
    re.I,
)


def words_of(question: Question) -> str:
    """Everything a question prints."""
    options = question.answer.options if isinstance(question.answer, TickAll) else ()
    return " ".join((question.text, question.label, question.good, question.look_for, question.met_means, *options))


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


def test_there_are_at_least_thirty_questions_about_a_case_and_six_about_the_partnership() -> None:
    """Eight sections from the incident to the difference made, and the partnership's own form beside them."""
    assert [(instrument.name, instrument.about) for instrument in INSTRUMENTS] == [("case_file", "case"), ("partnership", "round")]
    assert len(CASE_QUESTIONS) >= 30
    assert [section.number for section in CASE_FILE.sections] == list(range(1, 9))
    assert [question.ref for _, question in PARTNERSHIP.questions()] == [f"DA-P.{number}" for number in range(1, 7)]


@pytest.mark.parametrize(("instrument", "kind"), FORMS, ids=lambda value: getattr(value, "name", value))
def test_no_form_is_too_long(instrument: Instrument, kind: str) -> None:
    """No kind of agency can get more than 20 rated rows or 4 timed questions, even when it might hold both roles."""
    _, rated, timed, _, _ = workload(THEME, instrument, kind)
    assert 0 < rated <= 20
    assert timed <= 4


def test_everybody_who_sees_a_familys_abuse_is_asked() -> None:
    """Those who meet the child, the adult victim, and the person causing harm."""
    assert set(kinds_asked(THEME, CASE_FILE)) == {
        *("police", "social_care", "school", "health_visiting", "midwifery", "gp", "hospital", "camhs"),
        *("adult_mental_health", "substance_misuse", "housing", "probation", "domestic_abuse_service"),
    }


def test_refs_are_unique_and_belong_to_their_sections() -> None:
    """A ref says its section, and no two questions share one."""
    assert len(REFS) == len(QUESTIONS)
    assert all(re.fullmatch(rf"DA-{section.number}\.\d", question.ref) for section, question in CASE_FILE.questions())


def test_only_those_with_an_infant_are_asked_about_the_added_risk() -> None:
    """The question about an unborn or very young child is not on the form of a fourteen-year-old; it is where the age is not known."""
    assert REFS["DA-2.5"].when == (When("age_band", ("Unborn", "0 to 4")),)
    audit_round = round_of(THEME, ("social_care",), 1)
    for band, asked in (("0 to 4", True), ("11 to 15", False), ("", True)):
        subject = Subject(audit_round.subjects[0].ref, "case", facts=(("age_band", band),) if band else (), expected=audit_round.subjects[0].expected)
        form = form_of(THEME, audit_round, CASE_FILE, subject, "social_care", 1, fingerprint(THEME))
        assert ("DA-2.5" in form.asked) is asked


def test_what_is_printed_as_a_list_fits() -> None:
    """Kinds of event fit into a spreadsheet's drop-down list, and options onto one line."""
    chronology = CASE_FILE.sheets[0]
    assert isinstance(chronology, Chronology)
    assert not any("," in kind for kind in chronology.kinds)
    assert len(",".join(chronology.kinds)) <= 255
    assert all(len(option) < 80 for question in QUESTIONS if isinstance(question.answer, TickAll) for option in question.answer.options)


# the wording


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.ref)
def test_a_question_says_what_good_looks_like_where_to_look_and_what_met_means(question: Question) -> None:
    """Every question has its guidance, and all of it is short enough to read at a glance."""
    assert 0 < len(question.text.split()) <= 30
    assert 0 < len(question.good.split()) <= 35
    assert 0 < len(question.look_for.split()) <= 25
    assert 0 < len(question.met_means.split()) <= 25
    assert 0 < len(question.label) <= 45


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.ref)
def test_a_question_asks_one_thing_plainly(question: Question) -> None:
    """A rated question is one question; guidance is whole sentences; what Met means completes a sentence."""
    assert question.text.endswith("?")
    assert question.text.count("?") == 1
    assert not AVOIDED.search(words_of(question))
    if question.is_rated:
        assert not TWO_VERBS.search(question.text)
    assert question.good.endswith(".")
    assert question.look_for.endswith(".")
    assert not question.met_means.endswith(".")
    assert question.met_means[0].islower()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.ref)
def test_met_is_always_good_for_the_child(question: Question) -> None:
    """No rated question was put, when read one by one, so that Met would be bad news."""
    if THEME.is_good(question.ref) and question.is_rated:
        opening = question.text.lower()
        assert not re.match(r"(was there (delay|drift|a gap)|were (concerns|incidents|children) missed|did (any|your) agency (fail|miss|delay))", opening)
        assert not re.search(r"\b(not|never|nothing)\b", re.sub(r"not only|why not", "", opening))


def test_labels_are_unique() -> None:
    """A table that prints labels alone can still be read."""
    assert len({question.label for question in QUESTIONS}) == len(QUESTIONS)


def test_nothing_of_a_licensed_tool_is_reproduced() -> None:
    """Forms ask whether a checklist was completed, when, its level and what followed: never its name or its items."""
    texts = [words_of(question) for question in QUESTIONS]
    texts += [rule.says for rule in RULES] + [limit.because for limit in LIMITS]
    texts += [" ".join((advice.text, advice.action, advice.measure, advice.target, advice.evidence)) for advice in ADVICE]
    assert [found.group() for text in texts for found in LICENSED.finditer(text)] == []
    assert "not its items" in REFS["DA-2.1"].look_for


# who is asked, and how it counts


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.ref)
def test_a_question_is_put_to_somebody_known(question: Question) -> None:
    """Questions are asked of known kinds, roles or built-in respondents, and carry a shared topic."""
    assert question.asked_of
    assert set(question.asked_of) <= KIND_CODES | ROLE_CODES | {"all", "panel", "partnership"}
    assert question.topic in dict((*TOPICS, *THEME.topics))


def test_hardly_anything_is_asked_of_everyone() -> None:
    """Only supervision is every agency's; anything else is asked of those who hold the answer."""
    assert [question.ref for question in CASE_QUESTIONS if "all" in question.asked_of] == ["DA-7.4"]


def test_the_agency_that_holds_the_record_is_asked() -> None:
    """The incident is the police's to describe, the decision on a contact the front door's, first contact the service's."""
    assert REFS["DA-1.1"].asked_of == REFS["DA-1.3"].asked_of == ("police",)
    assert REFS["DA-4.1"].asked_of == REFS["DA-4.7"].asked_of == ("social_care",)
    assert REFS["DA-6.2"].asked_of == ("domestic_abuse_service",)


def test_a_notification_is_compared_only_between_those_who_saw_the_same_one() -> None:
    """Police and school hold the two ends of one notification; social care and health answer for their own."""
    assert (REFS["DA-1.2"].scope, REFS["DA-1.2"].asked_of) == ("shared", ("police", "school"))
    assert (REFS["DA-1.8"].scope, REFS["DA-1.8"].asked_of) == ("agency", ("social_care", "health_visiting"))


def test_flags_are_used() -> None:
    """Eight to ten critical standards, the child's voice at least three times in the case file, and each other flag somewhere."""
    assert 8 <= len(CRITICAL) <= 10
    assert sum("voice" in question.flags for question in CASE_QUESTIONS) >= 3
    assert {flag for question in QUESTIONS for flag in question.flags} == {"critical", "timed", "voice", "escalation", "oversight", "outcome", "recording"}


@pytest.mark.parametrize("question", CRITICAL, ids=lambda question: question.ref)
def test_a_critical_question_names_whose_duty_it_is(question: Question) -> None:
    """A critical standard is rated, about a case, and put to named kinds of agency or to whoever holds a role."""
    assert question in CASE_QUESTIONS
    assert question.answer == Rating()
    assert set(question.asked_of) <= KIND_CODES | ROLE_CODES


def test_clocks_and_time_limits_belong_together() -> None:
    """Each timed question runs against a declared limit, each limit is used, and only the decision on a contact is national."""
    assert {question.answer.limit for question in QUESTIONS if isinstance(question.answer, Times)} == {limit.name for limit in TIME_LIMITS}
    assert [limit.name for limit in TIME_LIMITS if not limit.source.startswith("local standard")] == ["contact"]


# advice


def test_every_advice_is_used_and_none_is_missing() -> None:
    """Each piece of advice has its own id and is proposed by at least one rule."""
    ids = [advice.id for advice in ADVICE]
    assert len(set(ids)) == len(ids)
    assert {rule.recommend for rule in RULES if rule.recommend} == set(ids)


@pytest.mark.parametrize("advice", ADVICE, ids=lambda advice: advice.id)
def test_advice_reads_as_a_partnership_would_adopt_it(advice: Advice) -> None:
    """It has an owner, begins with what to do, and says how change for children or victims will be known."""
    assert advice.owner in KIND_CODES | {"partnership", "found"}
    assert advice.topic in dict(TOPICS)
    assert all((advice.owner_role, advice.measure, advice.target, advice.due_days > 0))
    assert advice.text.split()[0].rstrip(",") in {
        *("Make", "Agree", "Refer", "Describe", "Stop", "Step", "Identify", "Use", "Settle", "Put", "Offer", "Reach", "Test", "Question", "Record"),
    }
    assert advice.action.split()[0].rstrip(",") in {
        *("Check", "Report", "Brief", "Compare", "Train", "Revise", "Add", "Agree", "Publish", "Bring", "Share", "Map", "Review", "Decide"),
    }
    assert re.search(r"child|young people|famil|victim", advice.evidence, re.I)
    assert not AVOIDED.search(" ".join((advice.text, advice.action, advice.measure, advice.target, advice.evidence)))
