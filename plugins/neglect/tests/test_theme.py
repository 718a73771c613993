"""What the neglect theme promises the people who fill it in, and those who read what comes of it."""

from __future__ import annotations

import re
import string

import pytest
from audit_theme_neglect.advice import ADVICE
from audit_theme_neglect.findings import RULES
from audit_theme_neglect.questions import CASE_FILE, EVENT_KINDS, PARTNERSHIP
from audit_theme_neglect.scoring import CHRONOLOGY_REFS, CLOSEST_TO_THE_CHILD, LIMITS, TIME_LIMITS
from audit_theme_neglect.theme import THEME

from audit_core import Advice, Cap, Chronology, Differ, IfThen, Judgement, Number, Question, Rating, Share, TickAll, Times, check_theme
from audit_core.themes.agencies import AGENCY_KINDS, RESPONDENTS, ROLES
from audit_core.themes.topics import TOPICS

QUESTIONS = tuple(question for _, _, question in THEME.questions())
CASE_QUESTIONS = tuple(question for _, question in CASE_FILE.questions())
PARTNERSHIP_QUESTIONS = tuple(question for _, question in PARTNERSHIP.questions())
CRITICAL = tuple(question for question in QUESTIONS if "critical" in question.flags)
REFS = {question.ref: question for question in QUESTIONS}
ADVICE_BY_ID = {advice.id: advice for advice in ADVICE}

KIND_CODES = {kind.code for kind in AGENCY_KINDS}
ROLE_CODES = {role.code for role in ROLES}
BUILT_IN = {respondent.code for respondent in RESPONDENTS}
ASKED = sorted({code for question in CASE_QUESTIONS for code in question.asked_of} & KIND_CODES)

# Read one by one: a question that begins like this makes Met the answer that is bad for the child.
BAD_FOR_THE_CHILD = (
    *("is there drift", "was there drift", "was there delay", "were there delays", "did the case drift", "has the plan stalled"),
    *("did the assessment start again", "was there a start again", "is there evidence of start again", "were referrals closed"),
    *("was the child re-referred", "were there repeat", "were appointments missed", "was harm missed", "did anyone fail", "did the agency fail"),
    *("was help stepped down too", "were concerns missed", "was the child not", "were signs missed", "did parents refuse"),
)
# Words that end in a judgement on people, a statistic, or a label that some areas have dropped.
AVOIDED = re.compile(
    r"significan|disguised compliance|perpetrator|victim|failed to engage|hard to reach|lifestyle choice|\bDNA\b|\bMASH\b|GCP|DASH|and/or|%", re.I
)


def own(kind: str) -> list[Question]:
    """What a kind of agency is asked in its own right."""
    return [question for question in CASE_QUESTIONS if kind in question.asked_of or "all" in question.asked_of]


def longest(kind: str) -> list[Question]:
    """What a kind of agency is asked when nobody is named for either role."""
    return [question for question in CASE_QUESTIONS if {kind, "all", *ROLE_CODES} & set(question.asked_of)]


def words(text: str) -> int:
    """How many words a text has."""
    return len(text.split())


def covers(rule: object, question: Question) -> bool:
    """Whether a weakness in the answers to this question can become a finding through this rule."""
    if isinstance(rule, Share):
        return rule.kind != "strength" and (question.ref in rule.refs or (bool(rule.flag) and rule.flag in question.flags))
    return isinstance(rule, IfThen) and question.ref == rule.then


# the form


def test_the_framework_finds_the_theme_sound() -> None:
    """The framework's own check has nothing to say, apart from the wording of the house's scales, which is not ours."""
    assert [fault for fault in check_theme(THEME) if "drop-down list" not in fault.what] == []


def test_there_are_enough_questions_in_five_to_eight_sections() -> None:
    """At least 30 questions about a case, in five to eight sections, and five to eight about the partnership."""
    assert len(CASE_QUESTIONS) >= 30
    assert 5 <= len(CASE_FILE.sections) <= 8
    assert 5 <= len(PARTNERSHIP_QUESTIONS) <= 8


@pytest.mark.parametrize("kind", ASKED)
def test_no_form_is_too_long(kind: str) -> None:
    """No kind of agency can get more than 20 rated rows and 4 timed questions, even when it might hold both roles."""
    assert sum(question.is_rated for question in longest(kind)) <= 20
    assert sum(question.is_timed for question in longest(kind)) <= 4


@pytest.mark.parametrize("kind", ASKED)
def test_every_form_is_worth_its_while(kind: str) -> None:
    """Each kind of agency is asked at least six questions in its own right, and no more than twelve rated ones."""
    assert len(own(kind)) >= 6
    assert sum(question.is_rated for question in own(kind)) <= 12


def test_the_kinds_of_agency_that_see_neglect_are_asked() -> None:
    """The form goes to every kind of agency that typically holds a piece of a neglected child's story."""
    assert set(ASKED) == {
        *("social_care", "early_help", "school", "police", "housing", "adult_mental_health", "substance_misuse"),
        *("health_visiting", "school_nursing", "midwifery", "gp", "hospital"),
    }


def test_refs_are_unique_and_belong_to_their_sections() -> None:
    """A ref says its section, and no two questions share one."""
    assert len(REFS) == len(QUESTIONS)
    for section, question in CASE_FILE.questions():
        assert re.fullmatch(rf"NG-{section.number}\.\d{{1,2}}", question.ref)
    for question in PARTNERSHIP_QUESTIONS:
        assert re.fullmatch(r"NG-P\.\d", question.ref)


# the wording


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.ref)
def test_a_question_keeps_to_its_lengths(question: Question) -> None:
    """Every question and its guidance is short enough to read at a glance."""
    assert 0 < words(question.text) <= 30
    assert 0 < words(question.good) <= 35
    assert 0 < words(question.look_for) <= 20
    assert 0 < words(question.met_means) <= 25
    assert 0 < len(question.label) <= 45


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.ref)
def test_a_question_asks_one_thing_plainly(question: Question) -> None:
    """A rated question is one question; guidance is whole sentences; what Met means completes a sentence."""
    assert question.text.endswith("?")
    assert question.text.count("?") == 1
    assert not AVOIDED.search(" ".join((question.text, question.label, question.good, question.look_for, question.met_means)))
    if question.is_rated:
        assert not re.search(r"\band (was|were|did|does|do|is|are|has|have|when|what|how|who)\b", question.text)
    assert question.good.endswith(".")
    assert question.look_for.endswith(".")
    assert not question.met_means.endswith(".")
    assert question.met_means[0].islower()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.ref)
def test_met_is_always_good_for_the_child(question: Question) -> None:
    """No question is put so that Met would be bad news: those were read one by one and turned round."""
    assert not question.text.lower().startswith(BAD_FOR_THE_CHILD)


def test_labels_are_unique() -> None:
    """A table that prints labels alone can still be read."""
    assert len({question.label for question in QUESTIONS}) == len(QUESTIONS)


# who is asked, and how it counts


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.ref)
def test_a_question_is_put_to_somebody_known(question: Question) -> None:
    """Questions are asked of known kinds, roles or built-in respondents, and carry a shared topic."""
    assert question.asked_of
    assert set(question.asked_of) <= KIND_CODES | ROLE_CODES | BUILT_IN | {"all"}
    assert question.topic in dict(TOPICS)


def test_hardly_anything_is_asked_of_everyone() -> None:
    """Only supervision is every agency's; anything else is asked of those who hold the answer."""
    assert [question.ref for question in CASE_QUESTIONS if "all" in question.asked_of] == ["NG-7.4"]


def test_scopes_have_their_own_respondents() -> None:
    """The panel alone answers one to three questions about the case, and shared facts have two witnesses."""
    panel = [question for question in CASE_QUESTIONS if question.scope == "case"]
    assert 1 <= len(panel) <= 3
    assert all(question.asked_of == ("panel",) for question in panel)
    assert all("panel" not in question.asked_of for question in CASE_QUESTIONS if question.scope != "case")
    assert all(question.asked_of == ("partnership",) and question.scope == "partnership" for question in PARTNERSHIP_QUESTIONS)
    shared = [question for question in QUESTIONS if question.scope == "shared"]
    assert shared
    assert all(len(set(question.asked_of) & KIND_CODES) >= 2 and question.answer == Rating("yes_no") for question in shared)


def test_flags_are_used() -> None:
    """Six to nine critical standards, three about the child's voice, and at least one of each other flag."""
    assert 6 <= len(CRITICAL) <= 9
    assert sum("voice" in question.flags for question in QUESTIONS) >= 3
    assert {flag for question in QUESTIONS for flag in question.flags} == {"critical", "timed", "voice", "escalation", "oversight", "outcome", "recording"}


@pytest.mark.parametrize("question", CRITICAL, ids=lambda question: question.ref)
def test_a_critical_question_names_whose_duty_it_is(question: Question) -> None:
    """A critical standard is a named duty, is rated, and is among those that can limit a grade."""
    assert "all" not in question.asked_of
    assert question.answer == Rating()
    assert question.ref in {*CHRONOLOGY_REFS, *CLOSEST_TO_THE_CHILD}


def test_the_chronology_is_at_the_heart() -> None:
    """Joined, current, analysed and used are all critical, and the form has a sheet for events of the kinds neglect has."""
    assert [REFS[ref].ref for ref in CHRONOLOGY_REFS if "critical" in REFS[ref].flags] == list(CHRONOLOGY_REFS)
    chronology, judgement = CASE_FILE.sheets
    assert isinstance(chronology, Chronology)
    assert isinstance(judgement, Judgement)
    assert chronology.rows == 15
    assert len(set(EVENT_KINDS)) == len(EVENT_KINDS)


def test_what_is_printed_as_a_list_fits() -> None:
    """Kinds of event fit into a spreadsheet's drop-down list, and prompts and options onto one line."""
    assert not any("," in kind for kind in EVENT_KINDS)
    assert len(",".join(EVENT_KINDS)) <= 255
    assert all(len(option) < 80 for question in QUESTIONS if isinstance(question.answer, TickAll) for option in question.answer.options)
    assert all(len(prompt) < 80 for sheet in CASE_FILE.sheets if isinstance(sheet, Judgement) for prompt in sheet.prompts)


def test_counts_are_facts_without_a_good_end() -> None:
    """Closed referrals, assessments and changes of worker are counted, never rated."""
    assert {ref for ref, question in REFS.items() if isinstance(question.answer, Number)} == {"NG-2.8", "NG-2.9", "NG-2.10", "NG-6.7"}


# time limits and limits on grades


def test_clocks_and_time_limits_belong_together() -> None:
    """Each timed question runs against a declared limit, each limit is used, and only the conference's is national."""
    timed = {question.answer.limit for question in QUESTIONS if isinstance(question.answer, Times)}
    assert timed == {limit.name for limit in TIME_LIMITS}
    assert all(("timed" in question.flags) == question.is_timed for question in QUESTIONS)
    assert [limit.name for limit in TIME_LIMITS if not limit.source.startswith("local standard")] == ["conference"]


def test_limits_can_be_read_out_in_a_room() -> None:
    """Three to five limits, each with one sentence of reason, over questions that exist."""
    assert 3 <= len(LIMITS) <= 5
    for limit in LIMITS:
        assert limit.because.count(".") == 1
        assert limit.because.endswith(".")
        assert not AVOIDED.search(limit.because)
    assert all(ref in REFS for limit in LIMITS if isinstance(limit, Cap) for ref in limit.refs)


def test_a_missing_chronology_alone_never_makes_a_case_inadequate() -> None:
    """It is one failing that shows in four answers, so it limits a case to requires improvement and no further."""
    for limit in LIMITS:
        if isinstance(limit, Cap) and limit.to == "inadequate":
            chosen = [ref for ref in CHRONOLOGY_REFS if ref in limit.refs or (limit.flag and limit.flag in REFS[ref].flags)]
            assert len(chosen) < limit.at_least


# findings and advice


def test_rules_are_few_and_permanent() -> None:
    """15 to 25 rules, with unique ids in kebab-case, over questions and advice that exist."""
    assert 15 <= len(RULES) <= 25
    ids = [rule.id for rule in (*RULES, *LIMITS)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule_id) for rule_id in ids)
    for rule in RULES:
        named = (rule.fact, rule.then) if isinstance(rule, IfThen) else rule.refs
        assert named
        assert set(named) <= set(REFS)
        assert rule.recommend == "" or rule.recommend in ADVICE_BY_ID


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_finding_is_a_finished_sentence(rule: Share | Differ | IfThen) -> None:
    """A board can read it as it stands, and it uses only the placeholders that rules have."""
    fields = {name for _, name, _, _ in string.Formatter().parse(rule.says) if name}
    assert rule.says[0].isupper()
    assert rule.says.endswith(".")
    assert not AVOIDED.search(rule.says)
    assert fields <= ({"n", "m", "recipient", "question", "cases"} if isinstance(rule, Share) else set())


@pytest.mark.parametrize("question", CRITICAL, ids=lambda question: question.ref)
def test_a_critical_question_leads_to_a_recommendation(question: Question) -> None:
    """When a critical standard is not met, a high finding follows and recommends something."""
    rules = [rule for rule in RULES if covers(rule, question) and rule.recommend]
    assert any(isinstance(rule, Share) and rule.high and "not_met" in rule.counts and rule.at_least <= 2 for rule in rules)


@pytest.mark.parametrize(
    "question", [question for question in QUESTIONS if question.answer == Rating() or question.is_timed], ids=lambda question: question.ref
)
def test_nothing_is_asked_in_vain(question: Question) -> None:
    """A poor answer to any standard, or a late one, can become a finding with a recommendation."""
    poor = "late" if question.is_timed else "not_met"
    found = [rule for rule in RULES if covers(rule, question) and rule.recommend]
    assert any(isinstance(rule, IfThen) or (isinstance(rule, Share) and poor in rule.counts) for rule in found)


def test_late_and_unmet_are_never_counted_together() -> None:
    """A rule counts either dates against a limit or ratings, so that what is counted can be said in one sentence."""
    for rule in RULES:
        if isinstance(rule, Share):
            timed = {REFS[ref].is_timed for ref in rule.refs}
            assert timed == {"late" in rule.counts}


def test_a_fact_and_what_should_follow_are_asked_of_the_same_agencies() -> None:
    """An agency that says it disagreed, or stepped down, is also asked the question that could clear it."""
    for rule in RULES:
        if isinstance(rule, IfThen):
            assert REFS[rule.fact].answer == Rating("yes_no")
            assert REFS[rule.fact].scope == "shared"
            assert REFS[rule.fact].asked_of == REFS[rule.then].asked_of


def test_strengths_and_differences_are_found_too() -> None:
    """Reports say what went well and where records disagree, not only what fell short."""
    assert {rule.kind for rule in RULES if not isinstance(rule, Differ)} == {"strength", "improvement", "priority", "gap"}
    differ = {ref for rule in RULES if isinstance(rule, Differ) for ref in rule.refs}
    assert differ == {question.ref for question in QUESTIONS if question.scope == "shared"}
    assert all(rule.at_least >= 3 and rule.share >= 0.75 for rule in RULES if isinstance(rule, Share) and rule.kind == "strength")


def test_every_advice_is_used_and_none_is_missing() -> None:
    """10 to 16 pieces of advice, each with its own id, each proposed by at least one rule."""
    assert 10 <= len(ADVICE) <= 16
    assert len(ADVICE_BY_ID) == len(ADVICE)
    assert {rule.recommend for rule in RULES if rule.recommend} == set(ADVICE_BY_ID)


@pytest.mark.parametrize("advice", ADVICE, ids=lambda advice: advice.id)
def test_advice_reads_as_a_partnership_would_adopt_it(advice: Advice) -> None:
    """It has an owner, begins with what to do, and says how change for children will be known."""
    assert advice.owner in KIND_CODES | {"partnership", "found"}
    assert advice.topic in dict(TOPICS)
    assert advice.owner_role
    assert advice.measure
    assert advice.target
    assert advice.due_days > 0
    assert advice.text.split()[0].rstrip(",") in {
        *("Name", "Keep", "Base", "Treat", "Judge", "See", "Take", "Reduce", "Share", "Give", "Ask", "Show", "Write", "Lead"),
    }
    assert advice.action.split()[0].rstrip(",") in {
        *("Add", "Adopt", "Require", "Use", "List", "Set", "Re-issue", "Agree", "Name", "Write", "Put", "Discuss", "Give", "Choose"),
    }
    assert re.search(r"child|young people|famil", advice.evidence, re.I)
    assert not AVOIDED.search(" ".join((advice.text, advice.action, advice.measure, advice.target, advice.evidence)))
