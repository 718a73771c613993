"""Two rounds side by side: topics, which all themes share, and questions only if they are the
same.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner

from audit_core.cli import audit
from audit_core.commands.compare import compare_rounds
from audit_core.commands.generate import generate
from audit_core.commands.new import new_round
from audit_core.errors import UsageProblem
from audit_core.scoring.comparison import Met, Side, compare_results
from audit_core.tabulation.comparison_tables import comparison_tables
from audit_core.testing.builders import question, small_theme
from audit_core.themes.theme import Rating, Theme

pytestmark = pytest.mark.usefixtures("without_papers")

OLD = small_theme(
    question("XX-1.1", topic="voice"),
    question("XX-1.2", topic="risk"),
    question("XX-1.3", topic="risk"),
    question("XX-1.4", topic="voice"),
)


def side(theme: Theme, code: str = "XX26A", **counts: Met) -> Side:
    """A round with these counts: XX_1_1=(met, base)."""
    return Side(
        "A round",
        code,
        theme,
        {ref.replace("_", "-", 1).replace("_", "."): met for ref, met in counts.items()},
        frozenset(),
        date(2026, 4, 20),
    )


def test_only_the_same_question_is_compared() -> None:
    """Questions with the same words, in any case, and the same scale are compared. Others, removed
    ones and new ones are listed and not compared.
    """
    new = small_theme(
        question("XX-1.1", "was XX-1.1  done?", topic="voice"),
        question("XX-1.2", "Was risk looked at anew?", topic="risk"),
        question("XX-1.3", topic="risk", answer=Rating("yes_no")),
        question("XX-1.5", topic="plan"),
    )
    found = compare_results(
        side(OLD, XX_1_1=(2, 6), XX_1_2=(1, 6), XX_1_3=(1, 2)),
        side(new, "XX27A", XX_1_1=(5, 8), XX_1_2=(6, 8)),
    )
    assert [(pair.key, pair.old, pair.new) for pair in found.questions] == [
        ("XX-1.1", (2, 6), (5, 8))
    ]
    assert (found.changed, found.dropped, found.added) == (
        ("XX-1.2", "XX-1.3"),
        ("XX-1.4",),
        ("XX-1.5",),
    )


@pytest.mark.parametrize(
    ("now", "was", "is_compared"),
    [
        ("Was the case referred to MARAC?", ("Was the case referred?",), True),
        ("Was the case referred to MARAC?", ("WAS  the case referred?",), True),
        ("Was the case referred to MARAC?", ("Was it ever?", "Was the case referred?"), True),
        ("Was the case referred to MARAC?", (), False),
        ("Was the case referred to MARAC?", ("Was the child seen?",), False),
    ],
)
def test_a_rewording_that_asks_the_same_is_compared(
    now: str, was: tuple[str, ...], is_compared: bool
) -> None:
    """A theme says with `was` which earlier wordings asked the same, in either direction of time;
    any other change of words stops the comparison.
    """
    old = small_theme(question("XX-1.1", "Was the case referred?", topic="risk"))
    new = small_theme(question("XX-1.1", now, topic="risk", was=was))
    sides = side(old, XX_1_1=(2, 6)), side(new, "XX27A", XX_1_1=(5, 8))
    for one, two in (sides, sides[::-1]):
        found = compare_results(one, two)
        assert [item.key for item in found.questions] == ["XX-1.1"] * is_compared
        assert found.changed == () if is_compared else ("XX-1.1",)


def test_other_answers_are_not_compared_whatever_the_words() -> None:
    """A rewording asks the same only where it is answered in the same way."""
    new = small_theme(
        question("XX-1.1", "Was it?", answer=Rating("yes_no"), was=("Was XX-1.1 done?",))
    )
    assert compare_results(side(OLD), side(new, "XX27A")).changed == ("XX-1.1",)


def test_changed_bands_are_said() -> None:
    """The plan has a band Family help since 2026. A comparison with an earlier round says that
    children must not be compared by plan; one of two rounds with the same bands says nothing.
    """
    plan = next(fact for fact in OLD.facts if fact.code == "plan")
    bands = tuple(band for band in plan.bands if band != "Family help")
    facts = tuple(
        attrs.evolve(fact, bands=bands) if fact.code == "plan" else fact for fact in OLD.facts
    )
    before = side(attrs.evolve(OLD, facts=facts), XX_1_1=(2, 6))
    after = side(OLD, "XX27A", XX_1_1=(2, 6))
    found = compare_results(before, after)
    assert found.banded == ("Plan",)
    assert compare_results(after, after).banded == ()
    (questions,) = [
        table for table in comparison_tables(before, after, found) if table.key == "contrast"
    ]
    assert "bands changed between the two rounds" in questions.note


def test_two_themes_share_topics_and_nothing_else() -> None:
    """A topic is compared if both rounds have answers on it; its questions are added up within a
    round, never across rounds.
    """
    other = attrs.evolve(
        small_theme(question("YY-1.1", topic="risk"), question("YY-1.2", topic="plan")),
        name="other",
        prefix="YY",
    )
    found = compare_results(
        side(OLD, XX_1_1=(2, 6), XX_1_2=(1, 6), XX_1_3=(1, 2)),
        side(other, "YY26A", YY_1_1=(3, 4), YY_1_2=(1, 1)),
    )
    assert [(pair.key, pair.old, pair.new) for pair in found.topics] == [("risk", (2, 8), (3, 4))]
    assert (found.same_theme, found.questions, found.changed) == (False, (), ())


def test_a_round_compared_with_itself_shows_no_difference() -> None:
    """Whatever it counts, every pair is equal and nothing is new, gone or changed."""
    one = side(OLD, XX_1_1=(2, 6), XX_1_2=(1, 6))
    found = compare_results(one, one)
    assert all(pair.old == pair.new for pair in (*found.topics, *found.questions))
    assert (found.changed, found.dropped, found.added) == ((), (), ())


def test_comparing_a_round_with_its_copy_is_refused(made: Any, another: Any) -> None:
    """A copy of a round is not a follow-up."""
    made.fill(1, "police", {"DA-1.1": "Not met"})
    made.compile()
    later = another("later")
    later.fill(1, "police", {"DA-1.1": "Met"})
    later.compile()
    with pytest.raises(UsageProblem) as stopped:
        compare_rounds(made.folder, later.folder, made.plugins)
    assert stopped.value.code == "round.same_twice"


def test_compare_prints_two_themes_by_topic(made: Any, tmp_path: Path) -> None:
    """For a domestic abuse round and a neglect round the child's voice has both counts, and the
    page says that the children differ.
    """
    made.fill(1, "school", {"DA-3.1": "Not met"})
    made.compile()
    folder, theme = tmp_path / "neglect", made.plugins.theme("neglect")
    new_round(folder, theme, ("school",), 1, 0, date(2026, 3, 2))
    generate(folder, made.plugins)
    other = type(made)(folder, made.plugins)
    asked = next(
        ref
        for ref in other.form(1, "school").asked
        if theme.question(ref).topic == "voice" and theme.question(ref).is_rated
    )
    other.fill(1, "school", {asked: ("Met", "The record says so.")})
    other.compile()
    done = CliRunner().invoke(audit, ["compare", str(made.folder), str(folder)])
    assert done.exit_code == 0, done.output
    assert "different children" in done.output
    (line,) = [
        line.split("  ")
        for line in done.output.splitlines()
        if line.startswith("The child's voice")
    ]
    assert [part.strip() for part in line if part.strip()][1:] == ["0 of 1", "1 of 1"]
    assert "no question is the same" in done.output


def test_a_round_that_was_never_compiled_cannot_be_compared(made: Any, tmp_path: Path) -> None:
    """The exit code is 2, with one sentence and the command to type."""
    done = CliRunner().invoke(audit, ["compare", str(made.folder), str(made.folder)])
    assert isinstance(done.exception, UsageProblem)
    assert done.exception.code == "round.not_compiled"
    with pytest.raises(UsageProblem) as stopped:
        compare_rounds(tmp_path, made.folder, made.plugins)
    assert stopped.value.code == "round.not_found_here"
