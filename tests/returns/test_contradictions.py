"""Two answers of one form that cannot both be right are queried at both cells, and nothing rests on
the second until one is corrected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest

from audit_core.plugin_system.manager import load_plugins
from audit_core.plugin_system.theme_checks import check_theme
from audit_core.problems.problem import Where
from audit_core.returns.contradictions import contradictions, without_contradicted
from audit_core.returns.moderation import moderate
from audit_core.rounds.panel_decisions import PanelChange
from audit_core.serialization import from_json, to_json
from audit_core.testing.builders import question, round_of, small_theme
from audit_core.testing.pipeline import findings, scores
from audit_core.testing.text_tables import returns
from audit_core.themes.rules import Cap, Share
from audit_core.themes.theme import Number, OnlyIf, Rating
from tests.wordings import shows

if TYPE_CHECKING:
    from audit_core.returns.model import CaseBook
    from audit_core.themes.theme import Theme

FACT = question("XX-1.1", scope="shared", answer=Rating("yes_no"))
FOLLOWS = question(
    "XX-1.2",
    flags=("critical",),
    only_if=OnlyIf("XX-1.1", ("yes", "not_recorded"), "there was nothing to take further"),
)
THEME = small_theme(
    FACT,
    FOLLOWS,
    limits=(
        Cap(
            "left",
            "A disagreement was left where it stood.",
            "requires_improvement",
            refs=("XX-1.2",),
        ),
    ),
    rules=(
        Share(
            "left",
            "In {n} of {m} records an agency that disagreed did not take it further.",
            refs=("XX-1.2",),
            counts=("not_met",),
            kind="priority",
        ),
    ),
)
ROUND = round_of(THEME)
CASE = ROUND.subjects[0].ref


def book_of(leading: str, follows: str) -> CaseBook:
    """One form with an answer to each of the two questions."""
    return returns(
        THEME, f"| case | agency | XX-1.1 | XX-1.2 |\n| 1 | police | {leading} | {follows} |", ROUND
    )


def held(book: CaseBook) -> CaseBook:
    """The case book as every figure sees it."""
    return without_contradicted(book, {}, THEME)


def panel(book: CaseBook, ref: str, answer: str) -> CaseBook:
    """The case book after the panel changed one answer."""
    change = PanelChange(
        CASE,
        ref,
        "police",
        answer,
        "The e-mails show it.",
        Where("decisions.xlsx", "Changed answers", "D4"),
    )
    return held(moderate(book, (change,), THEME, ROUND)[0])


def test_an_answer_that_is_ruled_out_leads_to_no_finding() -> None:
    """If nobody disagreed, a disagreement that was not escalated gives no finding, limit or figure;
    the typed answer is kept with a note.
    """
    book = book_of("no", "not_met / No disagreement on file")
    assert findings(THEME, book, ROUND) == ()
    card = scores(THEME, book, ROUND)
    score = card.question("XX-1.2")
    assert score is not None
    assert (score.tally.base, score.tally.not_met, score.tally.not_understood) == (0, 0, 1)
    assert [fired for grade in card.grades for fired in grade.fired] == []
    (entry,) = [entry for entry in held(book).returns[0].form.entries if entry.ref == "XX-1.2"]
    assert (entry.code, entry.raw, entry.evidence, entry.notes) == (
        "not_understood",
        "not_met",
        "No disagreement on file",
        ("Not counted, because XX-1.1 is answered No.",),
    )


def test_both_cells_are_queried() -> None:
    """The auditor is asked at each of the two cells which answer is right and what to choose."""
    first, second = held(book_of("no", "not_met")).problems
    assert (first.code, first.where.sheet, first.where.ref) == (
        "answer.contradicted",
        "questions",
        "XX-1.1",
    )
    assert (second.code, second.where.sheet, second.where.ref) == (
        "answer.contradicts",
        "questions",
        "XX-1.2",
    )
    why = "there was nothing to take further"
    assert shows(
        first.what,
        "answer.contradicted",
        said="No",
        otherwise=why,
        ref="XX-1.2",
        here="Not met",
        answers="Yes or Our record does not say",
    )
    assert shows(
        second.what,
        "answer.contradicts",
        ref="XX-1.1",
        said="No",
        otherwise=why,
        here="Not met",
        not_applicable="Not applicable",
    )


@pytest.mark.parametrize(
    "leading", ["yes", "not_recorded", "", "?"], ids=["so", "silent", "blank", "not understood"]
)
def test_an_answer_that_is_not_ruled_out_counts(leading: str) -> None:
    """A disagreement, a silent record, a blank or an answer that was not understood leaves the
    second answer as it is.
    """
    book = book_of(leading, "not_met")
    assert held(book) == book
    assert len(findings(THEME, book, ROUND)) == 1


@pytest.mark.parametrize("follows", ["not_applicable", "", "?"])
def test_an_answer_that_claims_nothing_contradicts_nothing(follows: str) -> None:
    """Not applicable fits, and a blank has no answer to be wrong."""
    book = book_of("no", follows)
    assert held(book) == book


@pytest.mark.parametrize(
    ("ref", "answer", "found"), [("XX-1.1", "Yes", 1), ("XX-1.2", "Not applicable", 0)]
)
def test_the_panel_can_resolve_it_by_changing_either_answer(
    ref: str, answer: str, found: int
) -> None:
    """If there was a disagreement after all, the finding stays; if not, it goes. Nothing is queried
    any more.
    """
    read = book_of("no", "not_met")
    asked = tuple(
        each
        for found in contradictions(read.returns[0].form.entries, THEME)
        for each in found.problems
    )
    book = panel(attrs.evolve(read, problems=asked), ref, answer)
    assert book.problems == ()
    assert len(findings(THEME, book, ROUND)) == found


def test_a_change_by_the_panel_that_contradicts_another_answer_is_queried() -> None:
    """If the panel finds that nobody disagreed and leaves the second answer, the same cells are
    queried.
    """
    book = panel(book_of("yes", "not_met"), "XX-1.1", "No")
    assert [(fault.code, fault.where.ref) for fault in book.problems] == [
        ("answer.contradicted", "XX-1.1"),
        ("answer.contradicts", "XX-1.2"),
    ]
    assert findings(THEME, book, ROUND) == ()


def test_a_nil_return_is_not_queried() -> None:
    """A return from an agency that did not know the child is in no figure."""
    book = returns(
        THEME,
        "| case | agency | known | XX-1.1 | XX-1.2 |\n| 1 | police | not_known | no | not_met |",
        ROUND,
    )
    assert held(book) == book


@pytest.mark.parametrize(
    ("spoilt", "code"),
    [
        (small_theme(FOLLOWS, FACT), "leads_from_nowhere"),
        (
            small_theme(FACT, attrs.evolve(FOLLOWS, asked_of=("police", "housing"))),
            "leads_from_others",
        ),
        (
            small_theme(FACT, attrs.evolve(FOLLOWS, only_if=OnlyIf("XX-1.1", ()))),
            "only_if_answers",
        ),
        (
            small_theme(FACT, attrs.evolve(FOLLOWS, only_if=OnlyIf("XX-1.1", ("maybe",)))),
            "only_if_answers",
        ),
        (
            small_theme(
                FACT, attrs.evolve(FOLLOWS, only_if=OnlyIf("XX-1.1", ("yes", "no", "not_recorded")))
            ),
            "only_if_answers",
        ),
        (
            small_theme(FACT, attrs.evolve(FOLLOWS, answer=Number("visits"), flags=())),
            "no_not_applicable",
        ),
    ],
)
def test_a_condition_that_cannot_hold_is_an_error_in_the_theme(spoilt: Theme, code: str) -> None:
    """It must name an earlier question of the same form, asked of everyone, and answers on its
    scale, and Not applicable must be on offer.
    """
    (problem,) = [each for each in check_theme(spoilt) if each.code == f"theme.{code}"]
    assert (problem.severity, problem.what.startswith("XX-1.2: ")) == ("error", True)


def test_a_condition_is_stored_with_the_form() -> None:
    """issued.json holds it; a theme that was frozen before there were conditions has none."""
    assert from_json(type(THEME), to_json(THEME), "issued.json") == THEME
    before = to_json(small_theme(FACT, question("XX-1.2"))).replace('"only_if": null,', "")
    assert "only_if" not in before
    assert from_json(type(THEME), before, "issued.json").conditional == ()


@pytest.mark.parametrize(
    ("theme", "pairs"),
    [
        ("neglect", {"NG-6.10": "NG-6.9", "NG-6.12": "NG-6.11"}),
        ("domestic_abuse", {"DA-7.3": "DA-7.2", "DA-4.7": "DA-4.6"}),
        ("early_help", {"EH-5.8": "EH-5.7", "EH-5.9": "EH-5.3", "EH-5.10": "EH-5.3"}),
    ],
)
def test_our_themes_have_conditions_on_dependent_questions(
    theme: str, pairs: dict[str, str]
) -> None:
    """Escalating a disagreement, and a safe end of help, depend on there having been one."""
    assert {
        question.ref: only_if.ref for question, only_if in load_plugins().themes[theme].conditional
    } == pairs
