"""What people said in a survey, as counts with their own base, beside what the files show; and a
finding if the two do not match.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import attrs
import pytest

from audit_core.commands.compile import compile_round
from audit_core.commands.generate import generate
from audit_core.commands.new import new_round
from audit_core.commands.open_round import open_round
from audit_core.findings.finding import Finding
from audit_core.forms.build import rebuild_form
from audit_core.forms.workbook.fill import fill_form
from audit_core.plugin_system.manager import Plugins
from audit_core.plugin_system.theme_checks import check_theme
from audit_core.returns.impossible_values import parts_exceeding
from audit_core.returns.model import CaseBook
from audit_core.serialization import from_json, to_json
from audit_core.tabulation.topic_tables import polls_table, topics_table
from audit_core.testing.builders import advice, question, round_of, small_theme
from audit_core.testing.pipeline import compiled, findings, scores
from audit_core.testing.text_tables import returns
from audit_core.themes.rules import Mismatch
from audit_core.themes.theme import Instrument, Poll, Question, Section, Theme
from tests.wordings import shows

SAID = Poll(("Yes", "Partly", "No"), ("Yes",))
ASKED = question(
    "XX-F.1",
    "Did anybody ask your child?",
    asked_of=("partnership",),
    scope="partnership",
    topic="voice",
    answer=SAID,
)
FAMILIES = Instrument(
    "families",
    "Survey of families",
    "round",
    (Section(1, "What families said", (ASKED,), helped=False),),
)
RULE = Mismatch(
    "not-heard",
    "The files show the child heard in {shown} answers; of the families, {told} said so.",
    "voice",
    "case_file",
    "families",
    recommend="act",
)
FILES = small_theme(question("XX-1.1", topic="voice"), rules=(RULE,), advice=(advice(),))
THEME = attrs.evolve(FILES, instruments=(*FILES.instruments, FAMILIES))
HEARD = """
    | case | agency | XX-1.1 |
    | 1    | police | {}     |
    | 1    | school | met    |
    | 2    | police | met    |
    | 2    | school | met    |
"""


def survey_book(answered: str, yes: str, partly: str, no: str) -> CaseBook:
    """The survey of a round, as typed by the partnership."""
    audit_round = round_of(THEME, ("police", "school"))
    asked = attrs.evolve(
        audit_round,
        subjects=(attrs.evolve(audit_round.subjects[0], ref=audit_round.code, kind="round"),),
    )
    table = f"""
        | case | agency      | XX-F.1a    | XX-F.1b | XX-F.1c  | XX-F.1d |
        | 1    | partnership | {answered} | {yes}   | {partly} | {no}    |
    """
    return returns(attrs.evolve(THEME, instruments=(FAMILIES,)), table, asked)


def both(survey: CaseBook, first: str = "met") -> CaseBook:
    """Four answers on file (three Met and this one) and the survey."""
    files = returns(FILES, HEARD.format(first))
    return attrs.evolve(files, returns=(*files.returns, *survey.returns))


def found(survey: CaseBook, first: str = "met") -> tuple[Finding, ...]:
    """The findings of both."""
    return findings(THEME, both(survey, first), round_of(THEME))


def test_files_and_families_are_shown_with_their_own_bases() -> None:
    """Four of four on file and three of twelve families are in one row and never added up, and the
    survey has its own table.
    """
    card = scores(THEME, both(survey_book("12", "3", "4", "5")), round_of(THEME))
    assert [row.cells for row in topics_table(card, THEME).rows] == [
        ("The child's voice and daily life", "4 of 4", "3 of 12")
    ]
    (row,) = polls_table(card, THEME).rows
    assert row.cells == (
        "XX-F.1",
        "Did anybody ask your child?",
        "Survey of families",
        "12",
        "Yes: 3; Partly: 4; No: 5",
    )
    assert len(row.evidence) == 4
    assert card.overall.pooled.base == 4


@pytest.mark.parametrize(
    ("survey", "first", "fires"),
    [
        (("12", "3", "4", "5"), "met", True),
        (("12", "7", "0", "5"), "met", False),  # most families say so too
        (("12", "3", "4", "5"), "not_met", True),  # three of four on file are still enough
        (("2", "0", "0", "2"), "met", False),  # two people are no survey
        (("12", "3", "4", "6"), "met", False),  # thirteen of twelve: nothing is worked out
        (("12", "3", "", "5"), "met", False),  # a part is missing
        (("", "3", "4", "5"), "met", False),
    ],
)
def test_a_mismatch_needs_a_result_from_both(
    survey: tuple[str, str, str, str], first: str, fires: bool
) -> None:
    """If files say that the child was heard and families say not, there is one finding with both
    counts and the cells of both.
    """
    result = [
        finding for finding in found(survey_book(*survey), first) if finding.rule == "not-heard"
    ]
    assert bool(result) is fires
    if fires:
        (finding,) = result
        shown = "4 of 4" if first == "met" else "3 of 4"
        assert (
            finding.says
            == f"The files show the child heard in {shown} answers; of the families, 3 of 12 "
            f"said so."
        )
        assert {at.file for at in finding.evidence} >= {"police-1.xlsx", "partnership-1.xlsx"}


def test_files_that_do_not_show_it_either_are_no_mismatch() -> None:
    """If only half of the files show it, nothing contradicts the families."""
    half = returns(
        FILES,
        HEARD.replace("| 1    | school | met ", "| 1    | school | not_met ").format("not_met"),
    )
    book = attrs.evolve(half, returns=(*half.returns, *survey_book("12", "3", "4", "5").returns))
    assert not [
        finding for finding in findings(THEME, book, round_of(THEME)) if finding.rule == "not-heard"
    ]


def test_parts_that_exceed_their_base_are_reported_by_cell() -> None:
    """For thirteen of twelve the problem is at the cell of the base; a survey that adds up, or
    lacks a part, has none.
    """
    for typed, codes in (("12 3 4 6", ["answer.parts_exceed"]), ("12 3 4 5", []), ("12 3 x 5", [])):
        form = survey_book(*("" if part == "x" else part for part in typed.split())).returns[0].form
        problems = list(parts_exceeding(form.entries, THEME))
        assert [problem.code for problem in problems] == codes
        assert all(
            (problem.where.file, problem.where.ref, bool(problem.where.cell))
            == (form.entries[0].at.file, "XX-F.1a", True)
            for problem in problems
        )


def test_a_survey_prints_a_row_for_the_base_and_for_each_answer() -> None:
    """Its form asks how many answered and how many gave each answer, all as numbers."""
    form = survey_book("12", "3", "4", "5").returns[0].form
    assert [(entry.ref, entry.kind, entry.point) for entry in form.entries if entry.question] == [
        ("XX-F.1a", "number", "answered"), ("XX-F.1b", "number", "Yes"),
        ("XX-F.1c", "number", "Partly"), ("XX-F.1d", "number", "No"),
    ]  # fmt: skip


def broken(**more: object) -> Question:
    """The survey's question with one change."""
    return attrs.evolve(FAMILIES.sections[0].questions[0], **more)


@pytest.mark.parametrize(
    ("theme", "code"),
    [
        (
            attrs.evolve(THEME, rules=(attrs.evolve(RULE, topic="risk"),)),
            "mismatch_topic",
        ),
        (
            attrs.evolve(THEME, rules=(attrs.evolve(RULE, not_in="nobody"),)),
            "mismatch_topic",
        ),
        (small_theme(broken(answer=Poll(("Yes",), ("Yes",)))), "poll_options"),
        (small_theme(broken(answer=Poll(("Yes", "No"), ("Maybe",)))), "poll_options"),
        (small_theme(broken(scope="agency", asked_of=("police",))), "poll_scope"),
    ],
)
def test_a_faulty_survey_or_rule_is_reported_to_its_author(theme: Theme, code: str) -> None:
    """Each problem has its ref or id."""
    assert f"theme.{code}" in [problem.code for problem in check_theme(theme)]


def test_a_theme_with_a_survey_turns_to_json_and_back() -> None:
    """An old return is read and scored by the theme it was issued with."""
    assert from_json(Theme, to_json(THEME), "a theme") == THEME


def test_a_compiled_round_prints_what_people_said() -> None:
    """Both tables have ids that can be explained."""
    result = compiled(THEME, both(survey_book("12", "3", "4", "5")), round_of(THEME))
    for key in ("topics", "polls"):
        table = result.table(key)
        assert table is not None
        assert table.id


def test_a_survey_with_too_many_answers_is_reported_and_nothing_else_is_lost(
    plugins: Plugins, tmp_path: Path
) -> None:
    """In the real workbook thirteen of twelve is reported by file, sheet and cell, and the survey
    beside it counts.
    """
    theme = plugins.theme("early_help")
    assert theme is not None
    folder = tmp_path / "round"
    new_round(folder, theme, ("early_help",), 1, 0, date(2026, 3, 2))
    generate(folder, plugins)
    opened = open_round(folder, plugins)
    issued = next(item for item in opened.issued.forms if "/families/" in item.id)
    form = rebuild_form(opened.theme, issued)
    numbers = {"EH-F.1": (12, 3, 4, 5, 1), "EH-F.2": (10, 8, 1, 1, 0)}
    typed = {
        f"{ref}{letter}": (number, "")
        for ref, counts in numbers.items()
        for letter, number in zip("abcde", counts, strict=True)
    }
    (folder / "returns").mkdir(exist_ok=True)
    (folder / "returns" / "survey.xlsx").write_bytes(
        fill_form((folder / issued.file).read_bytes(), form, typed)
    )
    done = compile_round(folder, plugins, date(2026, 3, 30))
    (problem,) = [problem for problem in done.problems if problem.code == "answer.parts_exceed"]
    assert (problem.where.file, problem.where.sheet, problem.where.ref) == (
        "survey.xlsx",
        "Questions",
        "EH-F.1a",
    )
    assert shows(problem.what, "answer.parts_exceed", parts=13, base=12)
    assert [(poll.ref, poll.good, poll.base) for poll in done.compiled.scores.polls] == [
        ("EH-F.2", 8, 10)
    ]
