"""The page for children: short and in plain words, with no number that could point to anybody, and
with where to find help.
"""

from __future__ import annotations

import re
from io import BytesIO

import attrs
import pytest
from docx import Document

from audit_core.commands.sample_round import sample_round
from audit_core.disclosure.published import Published
from audit_core.disclosure.topic_counts import words_for_children
from audit_core.documents.environment import Templates
from audit_core.plugin_system.manager import load_plugins
from audit_core.plugin_system.theme_checks import check_theme
from audit_core.records import with_changes
from audit_core.reports.public_pages import published_writers
from audit_core.reports.public_view import for_public
from audit_core.reports.views import for_board
from audit_core.tabulation.compiled import Compiled
from audit_core.testing.builders import question, small_theme
from audit_core.themes.topics import CHILD_WORDS, TOPICS, ChildWords
from tests.readability import grade, index, reading_age, syllables_of

OLDEST = 11
"""The reading age that the page must not need more than."""
THEMES = ("domestic_abuse", "early_help", "neglect")


def read(result: Compiled) -> str:
    """What a child reads: every paragraph of the published Word document, each with a full stop."""
    (writer,) = (
        writer
        for writer in published_writers(Templates())
        if (writer.audience, writer.file) == ("publish", "for-children.docx")
    )
    data = writer.write(for_public(for_board(result)), "")
    assert data is not None
    texts = [paragraph.text for paragraph in Document(BytesIO(data)).paragraphs if paragraph.text]
    return "\n".join(text if text[-1] in ".?!" else f"{text}." for text in texts)


@pytest.fixture(scope="module", params=THEMES)
def decided(request: pytest.FixtureRequest) -> Compiled:
    """A round of each theme with every decision made."""
    theme = load_plugins().theme(request.param)
    assert theme is not None
    return sample_round(theme, decided=True)


def test_the_formulas_reproduce_published_results() -> None:
    """Published worked examples: the counts of a text and its grade by each formula."""
    assert round(index(letters=580, words=108, sentences=6), 2) == 12.86
    assert round(index(letters=339, words=59, sentences=7), 2) == 9.85
    assert round(grade(syllables=124, words=59, sentences=7), 2) == 12.50
    platypus = [
        "The",
        "Australian",
        "platypus",
        "is",
        "seemingly",
        "a",
        "hybrid",
        "of",
        "a",
        "mammal",
        "and",
        "reptilian",
        "creature",
    ]
    assert (len(platypus), sum(map(syllables_of, platypus))) == (13, 24)
    assert round(grade(syllables=24, words=13, sentences=1), 1) == 11.3


def test_the_formulas_tell_a_report_from_a_childs_page() -> None:
    """The reading age is over 16 years for the report's language and under 8 for a child's page."""
    hard = (
        "Safeguarding partnerships demonstrated insufficient multi-agency escalation where "
        "practitioners disagreed about statutory thresholds."
    )
    assert reading_age(hard) > 16
    assert reading_age("We will ask how you are. We will write it down.") < 8


def test_a_child_of_eleven_can_read_the_page(decided: Compiled) -> None:
    """By both formulas an eleven-year-old can read the page."""
    page = read(decided)
    assert reading_age(page) <= OLDEST
    assert max(len(sentence.split()) for sentence in re.split(r"[.?!]\s", page)) <= 22


@pytest.mark.parametrize("words", CHILD_WORDS, ids=lambda words: words.topic)
def test_a_child_of_eleven_can_read_the_words_for_each_topic(words: ChildWords) -> None:
    """An eleven-year-old can read the words for each topic."""
    assert (
        grade(
            sum(map(syllables_of, words.promise.split())),
            len(words.promise.split()),
            words.promise.count("."),
        )
        + 5
        <= OLDEST
    )
    assert reading_age(f"Adults were good at this. {words.name}.") <= OLDEST


def test_there_are_words_for_every_built_in_topic() -> None:
    """A theme without any words of its own still has a page for children."""
    assert [words.topic for words in CHILD_WORDS] == [code for code, _ in TOPICS]


def test_the_only_numbers_on_the_page_are_telephone_numbers(decided: Compiled) -> None:
    """The only numbers on the page are telephone numbers."""
    assert re.findall(r"\d[\d ]*", read(decided)) == ["999", "0800 1111"]


def test_the_page_says_where_to_find_help(decided: Compiled) -> None:
    """Every theme's page says so in the same words."""
    page = read(decided)
    for sentence in (
        "Call 999",
        "Call Childline on 0800 1111",
        "it is not your fault",
        "What we will do now",
    ):
        assert sentence in page


def test_the_page_says_what_went_well_what_must_get_better_and_what_was_promised(
    decided: Compiled,
) -> None:
    """Each accepted topic appears once, in a child's words; a topic with both good and poor
    findings is listed under what must get better.
    """
    page, published = read(decided), decided.published
    for words in (*published.child_well, *published.child_better, *published.promises):
        assert page.count(words) == 1
    assert not set(published.well) & set(published.better)


def test_the_page_says_if_nothing_has_been_agreed() -> None:
    """No topic is on the page before the panel has accepted a finding."""
    theme = load_plugins().theme("neglect")
    assert theme is not None
    page = read(sample_round(theme, decided=False))
    assert page.count("The adults have not agreed on this yet.") == 3
    assert "Not finished yet." in page


def test_a_theme_can_word_topics_itself() -> None:
    """A theme's words replace the built-in ones; a topic without any words is left off the page,
    and the theme's author is warned.
    """
    theme = small_theme(question("XX-1.1", topic="play"), topics=(("play", "Play and leisure"),))
    assert words_for_children(("play", "voice"), theme)[0].topic == "voice"
    assert "theme.no_child_words" in [problem.code for problem in check_theme(theme)]
    own = with_changes(
        theme,
        child_words=(
            ChildWords("play", "Letting children play", "We will let you play."),
            ChildWords("voice", "Hearing you", "We will listen."),
        ),
    )
    assert [words.name for words in words_for_children(("play", "voice"), own)] == [
        "Letting children play",
        "Hearing you",
    ]
    assert "theme.no_child_words" not in [problem.code for problem in check_theme(own)]


def test_words_for_a_topic_that_does_not_exist_are_an_error() -> None:
    """Child's words for an unknown topic are an error in the theme."""
    theme = small_theme(
        question("XX-1.1"),
        child_words=(ChildWords("ply", "Letting children play", "We will let you play."),),
    )
    assert [
        problem.severity
        for problem in check_theme(theme)
        if problem.code == "theme.child_words_topic"
    ] == ["error"]


def test_the_page_is_short(decided: Compiled) -> None:
    """There are at most six topics under a heading."""
    assert (
        max(
            map(
                len,
                (
                    decided.published.child_well,
                    decided.published.child_better,
                    decided.published.promises,
                ),
            )
        )
        <= 6
    )
    assert (
        len(read(attrs.evolve(decided, published=Published())).split())
        < len(read(decided).split())
        < 420
    )
