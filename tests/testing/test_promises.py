"""The promises that a theme's author inherits: each fails for some theme that breaks it."""

from __future__ import annotations

import inspect
from typing import Any

import attrs
import pytest

from audit_core.plugin_system.manager import load_plugins
from audit_core.testing.promises import ThemePromises
from audit_core.themes.rules import IfThen, Share, Standard
from audit_core.themes.theme import Chronology, Judgement, Theme, TimeLimit

SOUND = load_plugins().themes["early_help"]


class Kept(ThemePromises):
    """The promises with the figures of the early help theme's own tests."""

    theme = SOUND
    questions_in_a_section = 10
    asked_of_everyone = ("EH-6.1",)
    negatives = r"if (things|the child) (do|was) not \w+"
    evidence = r"child|famil|decisions that changed|referrers|plans (that )?(changed|followed)"


def with_question(ref: str, /, **more: Any) -> Theme:
    """The theme with one question changed."""
    instruments = tuple(_changed(each, ref, more) for each in SOUND.instruments)
    return attrs.evolve(SOUND, instruments=instruments)


def _changed(part: Any, ref: str, more: dict[str, Any]) -> Any:
    """An instrument, a section or a question, with the question of this ref changed."""
    for name in ("sections", "questions"):
        if isinstance(parts := getattr(part, name, None), tuple):
            return attrs.evolve(part, **{name: tuple(_changed(each, ref, more) for each in parts)})
    return attrs.evolve(part, **more) if part.ref == ref else part


def with_one(what: str, id_: str, /, **more: Any) -> Theme:
    """The theme with one rule, limit or piece of advice changed."""
    parts = getattr(SOUND, what)
    changed = tuple(attrs.evolve(part, **more) if part.id == id_ else part for part in parts)
    return attrs.evolve(SOUND, **{what: changed})


def with_case_file(**more: Any) -> Theme:
    """The theme with its case file changed."""
    case_file, *others = SOUND.instruments
    return attrs.evolve(SOUND, instruments=(attrs.evolve(case_file, **more), *others))


def with_rule(rule: Any) -> Theme:
    """The theme with one more rule."""
    return attrs.evolve(SOUND, rules=(*SOUND.rules, rule))


SECTIONS = SOUND.instruments[0].sections
LONG = "A prompt that goes on until nobody could say any more what had been asked of them."
TWICE = tuple(attrs.evolve(section, questions=section.questions * 2) for section in SECTIONS)

BROKEN: dict[str, Theme] = {
    "the_theme_is_sound": with_question("EH-2.1", topic="weather"),
    "the_case_file_is_complete": with_case_file(sections=SECTIONS[:3]),
    "no_form_is_too_long": with_case_file(sections=TWICE),
    "refs_are_unique": with_question("EH-2.1", ref="EH-2.2"),
    "a_ref_says_where_its_question_stands": with_question("EH-2.1", ref="EH-3.7"),
    "labels_are_unique": with_question("EH-2.1", label=SOUND.by_ref["EH-2.2"].label),
    "what_is_printed_as_a_list_fits": with_case_file(sheets=(Chronology(), Judgement((LONG,)))),
    "a_question_has_its_guidance": with_question("EH-2.1", look_for="Records. " * 21),
    "a_question_asks_one_thing_plainly": with_question(
        "EH-2.1",
        text="Was it written down and was it read?",
    ),
    "met_is_always_good_for_the_child": with_question(
        "EH-2.1",
        text="Was there drift in this case?",
    ),
    "nothing_of_a_licensed_tool_is_named_or_reproduced": with_question(
        "EH-2.1",
        look_for="The outcomes star.",
    ),
    "a_question_is_put_to_somebody_known": with_question("EH-2.1", asked_of=("dentist",)),
    "hardly_anything_is_asked_of_everyone": with_question("EH-2.1", asked_of=("all",)),
    "a_scope_has_its_own_respondents": with_question("EH-5.3", asked_of=("school",)),
    "flags_and_scopes_are_used": with_question("EH-2.9", flags=("critical",)),
    "the_partnership_answers_for_itself": with_question("EH-P.1", scope="agency"),
    "a_critical_question_names_whose_duty_it_is": with_question("EH-2.1", asked_of=("all",)),
    "clocks_and_time_limits_belong_together": attrs.evolve(
        SOUND,
        time_limits=(*SOUND.time_limits, TimeLimit("unused", "Nothing", 5, "working_days")),
    ),
    "rules_and_limits_are_few_and_permanent": with_one("rules", "no-lead", id="No lead"),
    "a_limit_can_be_read_out_in_a_room": with_one(
        "limits",
        "critical-3",
        because="It is bad. It is so.",
    ),
    "a_finding_is_a_finished_sentence": with_rule(
        Share("odd", "In {n} of {m} {records}.", refs=("EH-3.5",)),
    ),
    "what_a_rule_counts_can_be_said_in_one_sentence": with_rule(
        Share("odd", "In {n} of {m} records: {question}.", refs=("EH-3.5", "EH-5.1")),
    ),
    "a_fact_and_what_should_follow_are_asked_of_the_same_agencies": with_rule(
        IfThen("odd", "The step-down was not safe.", fact="EH-5.3", then="EH-5.2"),
    ),
    "strengths_need_several_good_answers": with_rule(
        Share("odd", "Odd.", counts=("met",), kind="strength", refs=("EH-2.1",), share=0.75),
    ),
    "findings_of_every_kind_can_be_made": with_one("rules", "told-differently", refs=("EH-5.3",)),
    "every_advice_is_used_and_none_is_missing": with_one("rules", "late-review", recommend=""),
    "advice_reads_as_a_partnership_would_adopt_it": with_one(
        "advice",
        "lead",
        text="Leads are good.",
    ),
    "a_critical_standard_that_was_not_met_leads_to_a_recommendation": with_one(
        "rules",
        "no-lead",
        recommend="",
    ),
    "each_question_of_a_rule_can_make_its_finding": with_rule(
        Share("odd", "In {n} of {m} records: {question}.", refs=("EH-3.5", "EH-5.3")),
    ),
    "a_standard_says_both_what_went_well_and_what_did_not": with_rule(
        Standard("odd", "Plans were weak.", "Plans were strong", ("EH-2.1",)),
    ),
    "each_question_of_a_standard_can_make_its_finding": with_rule(
        Standard("odd", "Plans were weak", "Plans were strong", ("EH-2.9",), share=1.5),
    ),
    "good_practice_everywhere_is_nothing_but_strengths": with_rule(
        Share("odd", "Odd.", counts=("met",), refs=("EH-2.1",)),
    ),
    "silence_finds_nothing_and_limits_nothing": with_one(
        "limits",
        "risk-unanswered",
        answers=("not_applicable",),
    ),
    "a_record_that_is_missing_limits_nothing": with_one(
        "limits",
        "no-child-no-aim",
        answers=("no_evidence",),
    ),
}
HARD_TO_BREAK = {"the_theme_survives_the_round_trip_through_json", "the_report_reads_whole"}


def put(promise: str, theme: Theme) -> None:
    """Test one promise on everything in a theme that it is about."""
    tests = type("Tests", (Kept,), {"theme": theme})()
    test = getattr(tests, f"test_{promise}")
    about = [tests.about()[name] for name in inspect.signature(test).parameters]
    for _, value in about[0] if about else ():
        test(value)
    if not about:
        test()


def test_each_promise_can_be_broken() -> None:
    """There are two exceptions, which the framework itself keeps."""
    tests = {name for name in dir(ThemePromises) if name.startswith("test_")}
    assert tests == {f"test_{promise}" for promise in {*BROKEN} | HARD_TO_BREAK}


@pytest.mark.parametrize("promise", BROKEN)
def test_one_mistake_in_a_theme_breaks_its_promise(promise: str) -> None:
    """The theme itself keeps the promise, and with one thing changed it does not."""
    put(promise, SOUND)
    with pytest.raises(AssertionError):
        put(promise, BROKEN[promise])
