"""A theme's cases as its author writes them: what is understood, and what is reported by line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import attrs
import pytest

from audit_core.testing.builders import advice, question, small_theme
from audit_core.testing.cases import ThemeCases
from audit_core.testing.cases_reader import read_cases
from audit_core.themes.rules import Cap, Share, Standard
from audit_core.themes.theme import TimeLimit, Times

SENT = Times(("sent", "answered"), "answer")
THEME = small_theme(
    question("XX-1.1", flags=("critical", "voice")),
    question("XX-1.2", asked_of=("police",), flags=("timed",), answer=SENT),
    rules=(
        Share(
            "missed",
            "In {n} of {m} records it was missed.",
            refs=("XX-1.1",),
            at_least=2,
            recommend="act",
        ),
        Share(
            "late",
            "In {n} of {m} records it came late.",
            counts=("late",),
            refs=("XX-1.2",),
            recommend="act",
        ),
    ),
    limits=(Cap("critical-1", "It was missed.", "inadequate", flag="critical"),),
    advice=(advice(),),
    time_limits=(TimeLimit("answer", "Answer", 5, "working_days"),),
)
CASES = """# Cases

## missed

Fires: XX-1.1, 2 of 3
| case | agency | XX-1.1                |
|------|--------|-----------------------|
| 1    | police | not_met               |
| 1    | school | Not met / log, page 3 |
| 2    | school | met                   |

> In 2 of 3 records it was missed.

Falls short: one answer fewer
| case | agency | XX-1.1  |
|------|--------|---------|
| 1    | police | not_met |
| 1    | school | ?       |

## late

Fires: XX-1.2, 1 of 1
| case | agency | XX-1.2a    | XX-1.2b    |
|------|--------|------------|------------|
| 1    | police | 2025-05-06 | 2025-05-14 |

Falls short
| case | agency | XX-1.2a    | XX-1.2b    |
|------|--------|------------|------------|
| 1    | police | 2025-05-06 | 2025-05-13 |

## critical-1

Fires: inadequate, 1 cell
| case | agency | XX-1.1  |
|------|--------|---------|
| 1    | police | not_met |

Falls short
| case | agency | XX-1.1 |
|------|--------|--------|
| 1    | police | partly |
"""


def problems_of(text: str, folder: Path) -> list[str]:
    """The problems in a file of cases."""
    file = folder / "cases.md"
    file.write_text(text, encoding="utf-8")
    return read_cases(file, THEME)[1]


def test_a_file_of_cases_is_understood(tmp_path: Path) -> None:
    """Each case has its rule, its line, its expected result and its returns."""
    (tmp_path / "cases.md").write_text(CASES, encoding="utf-8")
    cases, problems = read_cases(tmp_path / "cases.md", THEME)
    assert problems == []
    assert [(case.rule, case.at, case.fires, case.expected) for case in cases] == [
        ("missed", "cases.md:5", True, [("XX-1.1", 2, 3)]),
        ("missed", "cases.md:14", False, []),
        ("late", "cases.md:22", True, [("XX-1.2", 1, 1)]),
        ("late", "cases.md:27", False, []),
        ("critical-1", "cases.md:34", True, [("inadequate", 1)]),
        ("critical-1", "cases.md:39", False, []),
    ]
    assert cases[0].says == "In 2 of 3 records it was missed."
    assert cases[0].rows[1] == {"case": "1", "agency": "school", "XX-1.1": "Not met / log, page 3"}


@pytest.mark.parametrize(
    ("good", "bad", "expected"),
    [
        ("## missed", "## mised", "cases.md:3: no rule or limit is called 'mised': missed?"),
        (
            "Fires: XX-1.1, 2 of 3",
            "Fires: two of three",
            "cases.md:5: write 'Fires: XX-1.1, 2 of 3', not 'two of three'",
        ),
        (
            "inadequate, 1 cell",
            "1 of 1",
            "cases.md:34: write 'Fires: inadequate, 3 cells', not '1 of 1'",
        ),
        (
            "Falls short: one",
            "Falls slightly short: one",
            "cases.md:14: a case begins with 'Fires: ...' or 'Falls short: ...'",
        ),
        (
            "Fires: XX-1.2, 1 of 1\n",
            "\n",
            "cases.md:23: this table has no line 'Fires: ...' or 'Falls short' above it",
        ),
        (
            "| XX-1.2a    | XX",
            "| XX-1.2     | XX",
            "cases.md:23: 'XX-1.2' is not a ref on any form of this theme",
        ),
        (
            "| case | agency | XX-1.1                |",
            "| no   | agency | XX-1.1 |",
            "cases.md:6: a table has the columns 'case' and 'agency'",
        ),
        (
            "| 2    | school | met                   |",
            "| 2    | school |",
            "cases.md:10: this row has 2 cells, and its heading 3",
        ),
        (
            "| 2    | school |",
            "| two  | school |",
            "cases.md:10: 'two' is not the number of a case",
        ),
        ("| 2    | school |", "| 2    | shcool |", "cases.md:10: 'shcool' is not a kind of agency"),
        (
            "police | 2025-05-06 | 2025-05-14",
            "school | 2025-05-06 | 2025-05-14",
            "cases.md:25: school is not asked XX-1.2a",
        ),
        ("2025-05-14", "14 May", "cases.md:25: '14 May' is not an answer to XX-1.2b"),
        (
            "partly |",
            "partial|",
            "cases.md:42: 'partial' is not an answer to XX-1.1 (met, partly, not_met, told, ",
        ),
        ("| 1    | police | partly |\n", "", "cases.md:39: it has no table"),
    ],
)
def test_a_mistake_is_reported_by_its_line(
    good: str, bad: str, expected: str, tmp_path: Path
) -> None:
    """Otherwise no rule would fire on the table, and its test would prove nothing."""
    assert good in CASES
    assert any(
        problem.startswith(expected)
        for problem in problems_of(CASES.replace(good, bad, 1), tmp_path)
    )


def test_a_theme_without_cases_names_the_file_to_write(tmp_path: Path) -> None:
    """The message names the file to write."""
    (problem,) = read_cases(tmp_path / "cases.md", THEME)[1]
    assert problem.startswith(f"{tmp_path / 'cases.md'}: no such file")


TEST_FILE = """
from test_cases import THEME
from audit_core.testing import ThemeCases

class TestCases(ThemeCases):
    theme = THEME
"""


def run_by_an_author(cases: str, folder: Path) -> tuple[int, str]:
    """Run the cases as a theme's author does, with a test file of a few lines beside cases.md."""
    (folder / "cases.md").write_text(cases, encoding="utf-8")
    (folder / "test_mine.py").write_text(TEST_FILE, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-W",
        "error",
        "test_mine.py",
    ]
    done = subprocess.run(
        command,
        cwd=folder,
        env={"PYTHONPATH": str(Path(__file__).parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def test_an_author_has_a_test_for_each_case_in_four_lines(tmp_path: Path) -> None:
    """Every case passes, and the tests are named after their rules."""
    code, printed = run_by_an_author(CASES, tmp_path)
    assert (code, "failed" in printed) == (0, False), printed


def test_a_wrong_case_fails_with_its_line_and_both_counts(tmp_path: Path) -> None:
    """A wrong count, a rule without tables, and a table that does not fall short are all named."""
    wrong = CASES.replace("XX-1.1, 2 of 3", "XX-1.1, 2 of 2").replace("## late", "# late")
    wrong = wrong.replace("| ?       |", "| not_met |")
    code, printed = run_by_an_author(wrong, tmp_path)
    assert code == 1
    for part in (
        "cases.md:5\n",
        "[('XX-1.1', 2, 3)] == [('XX-1.1', 2, 2)]",
        "late: no table on which it fires",
        "late: no table that falls short",
        "cases.md:14\n",
    ):
        assert part in printed, printed


@pytest.mark.parametrize(
    "changed",
    [
        attrs.evolve(THEME, rules=(attrs.evolve(THEME.rules[0], at_least=1), THEME.rules[1])),
        attrs.evolve(THEME, rules=(attrs.evolve(THEME.rules[0], at_least=3), THEME.rules[1])),
        attrs.evolve(THEME, time_limits=(TimeLimit("answer", "Answer", 6, "working_days"),)),
        attrs.evolve(THEME, time_limits=(TimeLimit("answer", "Answer", 4, "working_days"),)),
        attrs.evolve(THEME, limits=(attrs.evolve(THEME.limits[0], at_least=2),)),
        attrs.evolve(THEME, limits=(attrs.evolve(THEME.limits[0], to="requires_improvement"),)),
    ],
    ids=["needs one", "needs three", "a day more", "a day less", "limits for two", "limits less"],
)
def test_a_moved_threshold_fails_on_a_table(changed: object, tmp_path: Path) -> None:
    """There are tables on both sides of each threshold, so that none can move unnoticed."""
    file = tmp_path / "cases.md"
    file.write_text(CASES, encoding="utf-8")
    tests = type("Tests", (ThemeCases,), {"theme": changed, "cases": file})()
    failed = []
    for name, test in (
        ("firing_rule", tests.test_a_rule_fires_with_these_counts),
        ("short_rule", tests.test_a_rule_is_silent_where_it_falls_short),
        ("firing_limit", tests.test_a_limit_fires_on_poor_practice),
    ):
        for id_, case in tests.about()[name]:
            try:
                test(case)
            except AssertionError as error:
                failed.append((id_, str(error).split("\n")[0]))
    assert failed
    assert all(at.startswith("cases.md:") for _, at in failed)


STANDARD = """# Cases

## told

Fires: 2 of 2, improvement
| case | agency | XX-1.1  |
|------|--------|---------|
| 1    | police | not_met |
| 2    | school | partly  |

Fires: 3 of 3, strength
| case | agency | XX-1.1 |
|------|--------|--------|
| 1    | police | met    |
| 2    | police | met    |
| 3    | police | met    |

Falls short: one child is seen once
| case | agency | XX-1.1 |
|------|--------|--------|
| 1    | police | partly |
| 1    | school | told   |

## panel

Fires: XX-1.2, 2 of 2, improvement
| case | agency | XX-1.2  |
|------|--------|---------|
| 1    | panel  | not_met |
| 2    | panel  | not_met |

Falls short
| case | agency | XX-1.2 |
|------|--------|--------|
| 1    | panel  | met    |
"""


def failing(cases: str, folder: Path) -> list[str]:
    """The tests of rules that fail on a theme with two standards, one of them the panel's own."""
    theme = small_theme(
        question("XX-1.1"),
        question("XX-1.2", scope="case", asked_of=("panel",)),
        question("XX-1.3"),
        rules=(
            Standard("told", "It was not always told", "It was told", ("XX-1.1", "XX-1.3")),
            Standard("panel", "It was not always seen", "It was seen", ("XX-1.2",)),
        ),
    )
    file = folder / "cases.md"
    file.write_text(cases, encoding="utf-8")
    tests = type("Tests", (ThemeCases,), {"theme": theme, "cases": file})()
    assert read_cases(file, theme)[1] == []
    failed = []
    for name, test in (
        ("firing_rule", tests.test_a_rule_fires_with_these_counts),
        ("firing_rule", tests.test_a_finding_is_complete),
        ("short_rule", tests.test_a_rule_is_silent_where_it_falls_short),
        ("weak_rule", tests.test_silence_never_hides_a_finding),
        ("weak_rule", tests.test_only_strengths_are_found_once_things_are_mended),
    ):
        for id_, case in tests.about()[name]:
            try:
                test(case)
            except AssertionError:
                failed.append(id_)
    return failed


def test_a_standard_is_known_by_children_and_kind(tmp_path: Path) -> None:
    """A table may say that it makes a strength, and fall short although a child is seen once; the
    panel answers in a row of its own.
    """
    assert failing(STANDARD, tmp_path) == []


@pytest.mark.parametrize(
    ("good", "bad", "rule"),
    [
        ("3 of 3, strength", "3 of 3, improvement", "told"),
        ("| 1    | school | told   |", "| 2    | school | told   |", "told"),
        ("| 2    | panel  | not_met |", "| 2    | panel  | met     |", "panel"),
    ],
    ids=["another kind", "a second child falls short", "the panel says otherwise"],
)
def test_a_wrong_table_of_a_standard_fails(good: str, bad: str, rule: str, tmp_path: Path) -> None:
    """Its kind, its children and the panel's answers are all tested."""
    assert good in STANDARD
    assert rule in failing(STANDARD.replace(good, bad, 1), tmp_path)
