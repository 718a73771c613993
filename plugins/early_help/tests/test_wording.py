"""The early help theme as somebody reads it who has 45 minutes: one question at a time, Met good for the child, nobody's licensed tool."""

from __future__ import annotations

import re

import pytest
from audit_theme_early_help.findings import ADVICE, RULES
from audit_theme_early_help.scoring import LIMITS
from audit_theme_early_help.theme import THEME

from audit_core import Question, TickAll
from audit_core.plugin_system.manager import load_plugins
from audit_core.reports.writers import report_writers
from audit_core.testing import compiled, returns

QUESTIONS = tuple(question for _, _, question in THEME.questions())
RATED = tuple(question for question in QUESTIONS if question.is_rated)

# A second verb after "and" makes two questions, which one answer cannot serve.
TWO_VERBS = re.compile(
    r"\band (was|were|did|does|do|is|are|has|have|when|what|how|who|used|done|tested?|meet|met|say|said|prepared|gathered|supervised|judged|understood)\b", re.I
)
LICENSED = re.compile(r"\bDASH\b|\bGCP2?\b|graded care|outcomes? star|\bSDQ\b|signs of safety|strangl|\bpets?\b", re.I)


def words_of(question: Question) -> str:
    """Everything a question prints."""
    options = question.answer.options if isinstance(question.answer, TickAll) else ()
    return " ".join((question.text, question.label, question.good, question.look_for, question.met_means, *options))


@pytest.mark.parametrize("question", RATED, ids=lambda question: question.ref)
def test_a_rated_question_is_one_question(question: Question) -> None:
    """What has two verbs has two answers."""
    parts = question.text.replace("who was there and why", "who was there")
    assert not TWO_VERBS.search(parts)


@pytest.mark.parametrize("question", RATED, ids=lambda question: question.ref)
def test_met_is_always_good_for_the_child(question: Question) -> None:
    """No rated question asks whether something went wrong."""
    if THEME.is_good(question.ref):
        assert not re.match(
            r"(was there (delay|drift|a gap)|could agencies have|were (concerns|children) missed|did (any|your) agency (fail|miss|delay))", question.text, re.I
        )
        assert not re.search(r"\b(not|never|nothing)\b", re.sub(r"(even )?if (things|the child) (do|was) not \w+", "", question.text), re.I)


def test_nothing_of_a_licensed_tool_is_named_or_reproduced() -> None:
    """The form asks whether change was measured, whatever the tool."""
    texts = [words_of(question) for question in QUESTIONS]
    texts += [rule.says for rule in RULES] + [limit.because for limit in LIMITS]
    texts += [" ".join((advice.text, advice.action, advice.measure, advice.target, advice.evidence)) for advice in ADVICE]
    assert [found.group() for text in texts for found in LICENSED.finditer(text)] == []


def test_each_advice_says_how_families_will_show_the_change() -> None:
    """Evidence of impact is about children and families, not about forms."""
    without = [
        advice.id
        for advice in ADVICE
        if not re.search(r"child|famil|decisions that changed|referrers|plans (that )?(changed|followed)|plans that followed", advice.evidence, re.I)
    ]
    assert without == []


def test_the_report_reads_files_beside_each_other_and_claims_nothing_of_meetings_that_were_not_observed() -> None:
    """Each sentence has its count; where nobody observed a meeting, no meeting is spoken of."""
    text = """
        | case | agency     | EH-2.2  | EH-4.1 | EH-5.2 |
        | 1    | early_help | not_met | met    | met    |
        | 2    | early_help | met     | partly |        |
        | 2    | school     |         |        | told   |
    """
    (page,) = [writer for writer in report_writers(load_plugins().template_dirs(THEME)[0]) if writer.file == "report.html"]
    words = " ".join(re.sub(r"<[^>]+>", " ", (page.write(compiled(THEME, returns(THEME, text)), "") or b"").decode()).split())
    assert "views could be found in 1 of 2 assessments ( EH-2.2 )." in words
    assert "what would change for the child, and by when, in 1 of 2 records ( EH-4.1 )." in words
    assert "more help was asked for promptly in 1 of 2 records ( EH-5.2 )." in words
    assert "heard throughout" not in words
    assert "Observers saw" not in words
    assert "Stepping down." not in words
