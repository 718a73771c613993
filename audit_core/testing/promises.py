"""The promises that every theme makes, as tests: to those who fill in its forms and to those who
read its reports.

An author inherits the class in a test file, names the theme, and sets the figures that differ:

    class TestPromises(ThemePromises):
        theme = THEME
        critical = (8, 10)
"""

from __future__ import annotations

import re
from typing import get_args

from audit_core.forms.build import workload
from audit_core.parsing.choices import MAX_LIST_LENGTH
from audit_core.plugin_system.theme_checks import (
    MAX_QUESTION_WORDS,
    MOST_RATED,
    MOST_TIMED,
    check_theme,
)
from audit_core.serialization import fingerprint, from_json, to_json
from audit_core.testing.builders import sound
from audit_core.testing.rule_promises import RulePromises, read_advice
from audit_core.testing.sentence_checks import BAD_FOR_THE_CHILD, LICENSED, TWO_VERBS
from audit_core.testing.theme_under_test import within
from audit_core.themes.agencies import RESPONDENTS, ROLES
from audit_core.themes.theme import (
    Chronology,
    Flag,
    Instrument,
    Judgement,
    Question,
    Rating,
    Theme,
    TickAll,
    Times,
)
from audit_core.themes.topics import TOPICS

_ROLES = {role.code for role in ROLES}


class ThemePromises(RulePromises):
    """The promises of a theme: inherit this class in a test file, set `theme`, and set figures that
    differ.
    """

    least_questions = 30
    """The fewest questions that the case file may have."""
    sections = (5, 8)
    """The fewest and the most sections."""
    questions_in_a_section = 9
    """The highest number of a question in its section."""
    critical = (6, 9)
    """The fewest and the most critical standards."""
    panel_questions = (1, 3)
    """The fewest and the most questions that only the panel answers."""
    asked_of_everyone: tuple[str, ...] = ()
    """The refs of the few questions in the case file that every agency is asked."""
    national: tuple[str, ...] = ()
    """The time limits set by law or guidance, not locally."""
    look_for_words = 20
    """The most words for where to look."""
    negatives = ""
    """Phrases with "not" in them that a rated question may use, as a regular expression."""
    licensed = ""
    """Names and items of further licensed tools that must not be used, as a regular expression."""

    # the form

    def test_the_theme_is_sound(self) -> None:
        """The framework's own check reports nothing, not even a warning."""
        sound(self.theme)
        assert check_theme(self.theme) == ()

    def test_the_theme_survives_the_round_trip_through_json(self) -> None:
        """The theme read back from issued.json equals the theme."""
        again = from_json(Theme, to_json(self.theme), "theme.json")
        assert again == self.theme
        assert fingerprint(again) == fingerprint(self.theme)

    def test_the_case_file_is_complete(self) -> None:
        """It has enough questions in a few sections, a chronology and a judgement."""
        case_file = self.case_file()
        assert len(self.case_questions()) >= self.least_questions
        assert within(len(case_file.sections), self.sections)
        assert [type(sheet) for sheet in case_file.sheets] == [Chronology, Judgement]

    def test_no_form_is_too_long(self, form: tuple[Instrument, str]) -> None:
        """An agency can fill in its form in 90 minutes, even if it holds both roles."""
        instrument, kind = form
        _, rated, timed, _, minutes = workload(self.theme, instrument, kind)
        assert rated <= MOST_RATED
        assert timed <= MOST_TIMED
        assert minutes <= 90
        assert (rated > 0) is any(question.is_rated for _, question in instrument.questions())

    def test_refs_are_unique(self) -> None:
        """No two questions have the same ref."""
        refs = [question.ref for question in self.questions()]
        assert len(set(refs)) == len(refs)

    def test_a_ref_says_where_its_question_stands(self, instrument: Instrument) -> None:
        """The case file is numbered by section; M is a meeting, P the partnership, F a survey."""
        for section, question in instrument.questions():
            places = {"case": rf"{section.number}\.", "meeting": "M", "round": r"[PF]\."}
            place = places.get(instrument.about, r"[A-Z]?\d*\.?")
            number = re.fullmatch(rf"{self.theme.prefix}-{place}(\d+)", question.ref)
            assert number, question.ref
            few = int(number[1]) <= self.questions_in_a_section
            assert few or instrument.about == "meeting", question.ref

    def test_labels_are_unique(self) -> None:
        """A table that prints labels alone can still be read."""
        labels = [question.label for question in self.questions()]
        assert len(set(labels)) == len(labels)

    def test_what_is_printed_as_a_list_fits(self, instrument: Instrument) -> None:
        """Kinds of event fit into a drop-down list, and prompts and options onto one line."""
        for sheet in instrument.sheets:
            if isinstance(sheet, Chronology):
                assert len(set(sheet.kinds)) == len(sheet.kinds)
                assert not any("," in kind for kind in sheet.kinds)
                assert len(",".join(sheet.kinds)) <= MAX_LIST_LENGTH
            else:
                own = {*sheet.prompts} - {*Judgement().prompts}
                assert all(len(prompt) < 80 for prompt in own)
        for _, question in instrument.questions():
            assert all(len(option) < 80 for option in options_of(question)), question.ref

    # the wording

    def test_a_question_has_its_guidance(self, question: Question) -> None:
        """It says what good looks like, where to look and what Met means, each at a glance."""
        assert 0 < len(question.text.split()) <= MAX_QUESTION_WORDS
        assert 0 < len(question.good.split()) <= 35
        assert 0 < len(question.look_for.split()) <= self.look_for_words
        assert 0 < len(question.met_means.split()) <= 25
        assert 0 < len(question.label) <= 45

    def test_a_question_asks_one_thing_plainly(self, question: Question) -> None:
        """It is one question; guidance is in whole sentences; `met_means` completes a sentence."""
        assert question.text.endswith("?")
        assert question.text.count("?") == 1
        assert not self.words_to_avoid(printed(question))
        assert not (question.is_rated and re.search(TWO_VERBS, question.text, re.I))
        assert question.good.endswith(".")
        assert question.look_for.endswith(".")
        assert not question.met_means.endswith(".")
        assert question.met_means[0].islower()

    def test_met_is_always_good_for_the_child(self, question: Question) -> None:
        """No question is put so that Met would be bad news."""
        assert not re.match(BAD_FOR_THE_CHILD, question.text, re.I)
        if question.is_rated and self.theme.is_good(question.ref):
            allowed = re.sub(self.negatives, "", question.text, flags=re.I)
            assert not re.search(r"\b(not|never|nothing)\b", allowed, re.I)

    def test_nothing_of_a_licensed_tool_is_named_or_reproduced(self) -> None:
        """Forms ask whether the area's tool was used, and never give its items."""
        theme = self.theme
        texts = [printed(question) for question in self.questions()]
        texts += [rule.says for rule in theme.rules] + [limit.because for limit in theme.limits]
        texts += [read_advice(advice) for advice in theme.advice]
        tools = re.compile(f"{LICENSED}|{self.licensed}" if self.licensed else LICENSED, re.I)
        assert [found.group() for text in texts for found in tools.finditer(text)] == []

    # who is asked, and how it counts

    def test_a_question_is_put_to_somebody_known(self, question: Question) -> None:
        """It is asked of known kinds, roles or built-in respondents, and has a known topic."""
        known = self.agencies() | _ROLES | {respondent.code for respondent in RESPONDENTS} | {"all"}
        assert question.asked_of
        assert set(question.asked_of) <= known
        assert question.topic in dict((*TOPICS, *self.theme.topics))

    def test_hardly_anything_is_asked_of_everyone(self) -> None:
        """Every other question is put only to the agencies that have the answer."""
        asked = [question.ref for question in self.case_questions() if "all" in question.asked_of]
        assert tuple(asked) == self.asked_of_everyone

    def test_a_scope_has_its_own_respondents(self, question: Question) -> None:
        """Panel and partnership alone answer their questions; a shared fact has two witnesses or
        more.
        """
        for scope, respondent in (("case", "panel"), ("partnership", "partnership")):
            assert (question.scope == scope) is (respondent in question.asked_of)
            assert question.scope != scope or question.asked_of == (respondent,)
        witnesses = self.agencies() & set(question.asked_of)
        assert question.scope != "shared" or len(witnesses) >= 2

    def test_flags_and_scopes_are_used(self) -> None:
        """Some questions are critical, some are for the panel, three or more are about the child's
        voice.
        """
        asked = self.questions()
        assert within(sum("critical" in question.flags for question in asked), self.critical)
        assert within(sum(question.scope == "case" for question in asked), self.panel_questions)
        assert sum("voice" in question.flags for question in self.case_questions()) >= 3
        assert {flag for question in asked for flag in question.flags} == set(get_args(Flag))
        assert {"agency", "shared", "case", "partnership"} <= {question.scope for question in asked}

    def test_the_partnership_answers_for_itself(self) -> None:
        """A form about the round has only the partnership's questions."""
        asked = self.theme.questions()
        own = {question.scope for instrument, _, question in asked if instrument.about == "round"}
        assert own == {"partnership"}

    def test_a_critical_question_names_whose_duty_it_is(self, critical_question: Question) -> None:
        """It is rated, about a case, and put to named kinds of agency or roles."""
        assert critical_question in self.case_questions()
        assert critical_question.answer == Rating()
        assert set(critical_question.asked_of) <= self.agencies() | _ROLES

    def test_clocks_and_time_limits_belong_together(self) -> None:
        """Each timed question has a limit and each limit a question; few limits are national."""
        limits, asked = self.theme.time_limits, self.questions()
        answers = [question.answer for question in asked]
        used = {answer.limit for answer in answers if isinstance(answer, Times)}
        assert used == {limit.name for limit in limits}
        assert all(("timed" in question.flags) is question.is_timed for question in asked)
        local = "local standard"
        national = [
            limit.name for limit in limits if limit.national or not limit.source.startswith(local)
        ]
        assert tuple(national) == self.national


def options_of(question: Question) -> tuple[str, ...]:
    """Return the options that a question offers to tick."""
    return question.answer.options if isinstance(question.answer, TickAll) else ()


def printed(question: Question) -> str:
    """Return all that a question prints."""
    guidance = (question.good, question.look_for, question.met_means)
    return " ".join((question.text, question.label, *guidance, *options_of(question)))
