"""All problems of a theme are reported at once, with the ref, what is wrong and what to do."""

from __future__ import annotations

import attrs
import pytest

from audit_core.plugin_system.manager import load_plugins
from audit_core.plugin_system.theme_checks import MOST_RATED, check_theme
from audit_core.testing.builders import advice, question, small_theme, sound
from audit_core.themes.blaming_words import BLAMING_WORDS, blaming_words
from audit_core.themes.facts import Fact
from audit_core.themes.rules import Cap, Differ, Share
from audit_core.themes.scales import Answer, Scale
from audit_core.themes.theme import Rating, Theme, TickAll, TimeLimit, Times, Words

GOOD = small_theme(
    question("XX-1.1", flags=("critical", "voice")),
    rules=(Share("r", "{n} of {m}.", refs=("XX-1.1",), recommend="act"),),
    advice=(advice(),),
)

COVER = Share("r", "{n} of {m}.", refs=("XX-1.1", "XX-1.2"), recommend="act")


def with_question(**more: object) -> Theme:
    """The sound theme with a second question that has a mistake."""
    (instrument,) = GOOD.instruments
    section = instrument.sections[0]
    wrong = attrs.evolve(section, questions=(*section.questions, question("XX-1.2", **more)))
    return attrs.evolve(GOOD, instruments=(attrs.evolve(instrument, sections=(wrong,)),))


def test_a_sound_theme_has_no_problem() -> None:
    """The small theme that the other tests change is itself sound."""
    assert check_theme(GOOD) == ()


@pytest.mark.parametrize("name", sorted(load_plugins().themes))
def test_our_own_themes_are_sound(name: str) -> None:
    """The three themes pass the check that any theme must pass, without a warning."""
    theme = load_plugins().themes[name]
    sound(theme)
    assert check_theme(theme) == ()


@pytest.mark.parametrize(
    ("spoilt", "ref", "code"),
    [
        (with_question(text="Was it " + "very " * 30 + "good?"), "XX-1.2", "question_long"),
        (with_question(asked_of=("dentist",)), "XX-1.2", "unknown_kind"),
        (with_question(topic="weather"), "XX-1.2", "unknown_topic"),
        (with_question(met_means=""), "XX-1.2", "text_missing"),
        (with_question(answer=Rating("stars")), "XX-1.2", "unknown_scale"),
        (
            with_question(answer=Times(("a", "b"), "soon"), flags=("timed",)),
            "XX-1.2",
            "unknown_limit",
        ),
        (
            with_question(flags=("timed",)),
            "XX-1.2",
            "timed_flag",
        ),
        (
            with_question(scope="shared", asked_of=("police",)),
            "XX-1.2",
            "shared_by_one",
        ),
        (with_question(scope="case"), "XX-1.2", "case_scope"),
        (
            attrs.evolve(with_question(asked_of=("all",), flags=("critical",)), rules=(COVER,)),
            "XX-1.2",
            "critical_of_all",
        ),
        (with_question(flags=("critical",)), "XX-1.2", "critical_uncovered"),
        (
            attrs.evolve(GOOD, limits=(Cap("c", "x", "good", refs=("XX-9.9",)),)),
            "c",
            "unknown_ref",
        ),
        (
            attrs.evolve(
                GOOD, limits=(Cap("c", "x", "good", refs=("XX-1.1",), answers=("no_evidence",)),)
            ),
            "c",
            "cap_for_no_evidence",
        ),
        (
            attrs.evolve(GOOD, facts=(Fact("age", "Age", ("0, 1 or 2", "3")),)),
            "age",
            "bands_too_long",
        ),
        (
            with_question(scope="case", asked_of=("panel",), answer=Words()),
            "XX-1.2",
            "panel_chooses",
        ),
        (
            attrs.evolve(GOOD, rules=(*GOOD.rules, Differ("d", "x", refs=("XX-1.1",)))),
            "d",
            "compares_not_shared",
        ),
        (
            attrs.evolve(GOOD, rules=(*GOOD.rules, Share("r", "y", refs=("XX-1.1",)))),
            "r",
            "defined_twice",
        ),
        (
            attrs.evolve(
                GOOD, rules=(*GOOD.rules, Share("s", "y", refs=("XX-1.1",), recommend="nothing"))
            ),
            "s",
            "unknown_advice",
        ),
        (
            attrs.evolve(
                GOOD, time_limits=(TimeLimit("t", "T", 1, "hours"), TimeLimit("t", "T", 2, "hours"))
            ),
            "t",
            "defined_twice",
        ),
    ],
)
def test_each_problem_is_reported_with_its_ref(spoilt: Theme, ref: str, code: str) -> None:
    """One mistake gives one problem, with the ref and what is wrong."""
    (error,) = [problem for problem in check_theme(spoilt) if problem.severity == "error"]
    assert error.code == f"theme.{code}"
    assert error.what.startswith(f"{ref}: ")


def test_a_form_that_is_too_long_is_refused() -> None:
    """One rated row more than fits into 45 minutes is an error that names the kind of agency."""
    many = tuple(question(f"XX-1.{number}") for number in range(1, MOST_RATED + 2))
    too_long = [
        problem for problem in check_theme(small_theme(*many)) if problem.code == "theme.form_rows"
    ]
    assert any(
        problem.what.startswith(f"case_file/police: {MOST_RATED + 1} ") for problem in too_long
    )


def test_answers_that_do_not_fit_a_drop_down_are_refused() -> None:
    """A comma in an answer would split it in Excel's list."""
    scale = Scale("odd", "Odd", (Answer("a", "Yes, mostly", "met"), Answer("b", "No", "not_met")))
    spoilt = attrs.evolve(with_question(answer=Rating("odd")), scales=(scale,))
    assert "theme.answers_too_long" in [problem.code for problem in check_theme(spoilt)]


def test_all_problems_are_reported_at_once() -> None:
    """Three mistakes give three problems."""
    assert (
        len(
            [
                problem
                for problem in check_theme(
                    with_question(topic="weather", met_means="", asked_of=("dentist",))
                )
                if problem.severity == "error"
            ]
        )
        == 3
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Was it called a Lifestyle  choice?", "Lifestyle  choice"),
        ("Had the parents failed to engage?", "failed to engage"),
        ("Was this young person putting herself at risk?", "putting herself at risk"),
        ("Was a DNA followed up?", "DNA"),
        ("Was the family hard-to-reach?", "hard-to-reach"),
    ],
)
def test_words_that_blame_are_advised_against(text: str, words: str) -> None:
    """The author is told which words, and a better way to put it; the theme still loads."""
    (problem,) = check_theme(with_question(text=text, flags=()))
    assert (problem.code, problem.severity) == ("theme.blaming_words", "warning")
    assert problem.what.startswith(f"XX-1.2: “{words}”")
    assert "Better: " in problem.remedy


@pytest.mark.parametrize(
    "more",
    [
        {"good": "Nobody is called hard to reach."},
        {"answer": TickAll(("Refused to engage",)), "flags": ()},
        {"label": "Failed to protect"},
    ],
)
def test_every_text_of_a_theme_is_looked_at(more: dict[str, object]) -> None:
    """What good looks like, options and labels are read by auditors as the question is."""
    found = check_theme(with_question(**more))
    assert [problem.code for problem in found] == ["theme.blaming_words"]


def test_an_earlier_wording_is_not_advised_upon() -> None:
    """It is there so that rounds can be compared, and is printed nowhere."""
    assert check_theme(with_question(was=("Did they fail? They failed to engage.",))) == ()


@pytest.mark.parametrize(
    "text", ["Was the dna sample kept?", "Did the engagement fail?", "Was the child brought?"]
)
def test_other_words_are_left_alone(text: str) -> None:
    """Letters inside other words, and DNA in small letters, are no blame."""
    assert check_theme(with_question(text=text)) == ()


def test_each_better_word_is_itself_free_of_blame() -> None:
    """Advice that blames would be no advice."""
    assert [list(blaming_words(better)) for _, better in BLAMING_WORDS] == [[]] * len(BLAMING_WORDS)
