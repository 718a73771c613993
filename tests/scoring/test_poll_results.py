"""What people said, as counts with their own base, beside what the files show; and a finding where
the two do not match.
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


def told(answered: str, yes: str, partly: str, no: str) -> CaseBook:
    """The survey of a round, as the partnership typed it."""
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
    """Four answers on file (three of them Met, and this one) and the survey."""
    files = returns(FILES, HEARD.format(first))
    return attrs.evolve(files, returns=(*files.returns, *survey.returns))


def found(survey: CaseBook, first: str = "met") -> tuple[Finding, ...]:
    """The findings of both."""
    return findings(THEME, both(survey, first), round_of(THEME))


def test_files_and_families_stand_side_by_side_each_with_its_own_base() -> None:
    """Four of four on file, three of twelve families: beside each other in one row, never added up;
    and the poll as it was said.
    """
    card = scores(THEME, both(told("12", "3", "4", "5")), round_of(THEME))
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
def test_a_mismatch_is_found_only_where_both_show_something(
    survey: tuple[str, str, str, str], first: str, fires: bool
) -> None:
    """The files say the child was heard and families say not: one finding, with both counts and the
    cells of both.
    """
    result = [finding for finding in found(told(*survey), first) if finding.rule == "not-heard"]
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
    """Half of the files: nothing to set against what families say."""
    half = returns(
        FILES,
        HEARD.replace("| 1    | school | met ", "| 1    | school | not_met ").format("not_met"),
    )
    book = attrs.evolve(half, returns=(*half.returns, *told("12", "3", "4", "5").returns))
    assert not [
        finding for finding in findings(THEME, book, round_of(THEME)) if finding.rule == "not-heard"
    ]


def test_parts_that_exceed_their_base_are_told_by_cell() -> None:
    """Thirteen of twelve: a problem at the cell that says how many answered; a survey that fits has
    none, and neither has one that lacks a part.
    """
    for typed, codes in (("12 3 4 6", ["answer.parts_exceed"]), ("12 3 4 5", []), ("12 3 x 5", [])):
        form = told(*("" if part == "x" else part for part in typed.split())).returns[0].form
        problems = list(parts_exceeding(form.entries, THEME))
        assert [problem.code for problem in problems] == codes
        assert all(
            (problem.where.file, problem.where.ref, bool(problem.where.cell))
            == (form.entries[0].at.file, "XX-F.1a", True)
            for problem in problems
        )


def test_a_survey_prints_a_row_for_the_base_and_for_each_answer() -> None:
    """Its form asks how many answered, then how many said what; numbers all."""
    form = told("12", "3", "4", "5").returns[0].form
    assert [(entry.ref, entry.kind, entry.point) for entry in form.entries if entry.question] == [
        ("XX-F.1a", "number", "answered"), ("XX-F.1b", "number", "Yes"),
        ("XX-F.1c", "number", "Partly"), ("XX-F.1d", "number", "No"),
    ]  # fmt: skip


def broken(**more: object) -> Question:
    """The survey's question with something changed."""
    return attrs.evolve(FAMILIES.sections[0].questions[0], **more)


@pytest.mark.parametrize(
    ("theme", "words"),
    [
        (
            attrs.evolve(THEME, rules=(attrs.evolve(RULE, topic="risk"),)),
            "asks nothing about the topic",
        ),
        (
            attrs.evolve(THEME, rules=(attrs.evolve(RULE, not_in="nobody"),)),
            "asks nothing about the topic",
        ),
        (small_theme(broken(answer=Poll(("Yes",), ("Yes",)))), "which of them are good"),
        (small_theme(broken(answer=Poll(("Yes", "No"), ("Maybe",)))), "which of them are good"),
        (small_theme(broken(scope="agency", asked_of=("police",))), "belong to the partnership"),
    ],
)
def test_a_faulty_survey_or_rule_is_told_to_its_author(theme: Theme, words: str) -> None:
    """Each fault in a sentence, with the ref or id."""
    assert any(words in fault.what for fault in check_theme(theme))


def test_a_theme_with_a_survey_goes_through_json_and_back() -> None:
    """An old return is read and scored by what it was issued with."""
    assert from_json(Theme, to_json(THEME), "a theme") == THEME


def test_a_compiled_round_prints_what_people_said() -> None:
    """Both tables have ids that can be followed."""
    result = compiled(THEME, both(told("12", "3", "4", "5")), round_of(THEME))
    for key in ("topics", "polls"):
        table = result.table(key)
        assert table is not None
        assert table.id


def test_a_survey_that_comes_back_with_too_many_is_told_and_nothing_else_is_lost(
    plugins: Plugins, tmp_path: Path
) -> None:
    """The real workbook, filled in: thirteen of twelve is told by file, sheet and cell; the poll
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
        for ref, said in numbers.items()
        for letter, number in zip("abcde", said, strict=True)
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
    assert "13" in problem.what
    assert [(poll.ref, poll.good, poll.base) for poll in done.compiled.scores.polls] == [
        ("EH-F.2", 8, 10)
    ]
