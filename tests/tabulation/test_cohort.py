"""Who the children are, in bands, and how their cases were chosen, including gaps and what is not
known or not stated.
"""

from __future__ import annotations

from typing import Any

import attrs

from audit_core.rounds.round import Round, Sampling
from audit_core.tables import Table
from audit_core.tabulation.compiled import Compiled
from audit_core.testing.builders import question, round_of, small_theme
from audit_core.testing.pipeline import compiled
from audit_core.testing.text_tables import returns

THEME = small_theme(question("XX-1.1"))
ASKED = "| case | agency | XX-1.1 | S-14 |\n| 1 | police | met | 5 to 10 |"
"""S-14 is the first of the banded facts on a form: the age band."""


def round_with(*ages: str, **more: Any) -> Round:
    """A round with a case for each age band, or "" if it is not known. Their cells are B4, B5,
    ...
    """
    plain = round_of(THEME, ("police", "school"), len(ages), **more)
    subjects = tuple(
        attrs.evolve(
            case, facts=(("age_band", age),) if age else (), cells=(("age_band", f"B{row}"),)
        )
        for row, (case, age) in enumerate(zip(plain.subjects, ages, strict=True), start=4)
    )
    return attrs.evolve(plain, subjects=subjects)


def made(audit_round: Round, text: str = ASKED) -> Compiled:
    """The round, compiled."""
    return compiled(THEME, returns(THEME, text, audit_round), audit_round)


def table(result: Compiled, key: str) -> Table:
    """A table, which must exist."""
    found = result.table(key)
    assert found is not None
    return found


def ages(result: Compiled) -> dict[str, tuple[str, str]]:
    """(count, note) of every age band."""
    return {
        row.cells[1]: (row.cells[2], row.cells[3])
        for row in table(result, "profile").rows
        if row.cells[0] == "Age band"
    }


def test_every_band_has_its_count_and_empty_bands_are_gaps() -> None:
    """With two aged 5 to 10 and one aged 16 to 17, three bands are gaps."""
    assert ages(made(round_with("5 to 10", "5 to 10", "16 to 17"))) == {
        "Unborn": ("0 of 3", "Gap: no case in this band"),
        "0 to 4": ("0 of 3", "Gap: no case in this band"),
        "5 to 10": ("2 of 3", "–"),
        "11 to 15": ("0 of 3", "Gap: no case in this band"),
        "16 to 17": ("1 of 3", "–"),
        "Not known": ("0 of 3", "–"),
    }


def test_a_band_of_the_other_set_is_no_gap() -> None:
    """A round uses early help and child in need, or family help, which takes the place of both: the
    set it does not use is not missing.
    """

    def gaps(*plans: str) -> set[str]:
        audit_round = round_with(*plans)
        subjects = tuple(
            attrs.evolve(case, facts=(("plan", plan),))
            for case, plan in zip(audit_round.subjects, plans, strict=True)
        )
        result = made(attrs.evolve(audit_round, subjects=subjects))
        return {
            row.cells[1]
            for row in table(result, "profile").rows
            if row.cells[0] == "Plan" and "Gap" in row.cells[3]
        }

    rest = {"No plan", "Child protection", "Looked after"}
    assert gaps("Family help", "Family help") == rest
    assert gaps("Child in need", "Child in need") == rest | {"Early help"}
    assert gaps("Looked after") == {
        *("No plan", "Early help", "Family help", "Child in need", "Child protection"),
    }


def test_a_case_without_a_band_leaves_every_gap_uncertain() -> None:
    """Its child may be in any band."""
    found = ages(made(round_with("5 to 10", "")))
    assert found["Not known"] == ("1 of 2", "–")
    assert found["Unborn"] == ("0 of 2", "Gap: no case is known to be in this band")


def test_a_form_with_another_band_is_noted() -> None:
    """The round's own band is counted, and what forms have instead is noted, even if the round has
    none.
    """
    table_text = """
        | case | agency | XX-1.1 | S-14     |
        | 1    | police | met    | 11 to 15 |
        | 1    | school | met    | 5 to 10  |
        | 2    | police | met    | 0 to 4   |
        | 2    | school | met    | 0 to 4   |
    """
    found = ages(made(round_with("5 to 10", ""), table_text))
    assert found["5 to 10"] == ("1 of 2", "1 form says 11 to 15")
    assert found["Not known"] == ("1 of 2", "2 forms say 0 to 4")
    assert found["11 to 15"] == ("0 of 2", "Gap: no case is known to be in this band")


def test_a_nil_return_says_nothing_about_the_child() -> None:
    """An agency that did not know the child cannot know its age."""
    nil = """
        | case | agency | known     | XX-1.1 | S-14   |
        | 1    | police | not_known |        | 0 to 4 |
        | 1    | school | known     | met    |        |
    """
    assert ages(made(round_with("5 to 10"), nil))["5 to 10"] == ("1 of 1", "–")


def test_a_withdrawn_case_is_in_no_band_and_has_its_reason() -> None:
    """The reader is told why a chosen case was left out."""
    audit_round = round_with("5 to 10", "0 to 4")
    gone = attrs.evolve(audit_round.subjects[1], withdrawn="the trial began")
    result = made(attrs.evolve(audit_round, subjects=(audit_round.subjects[0], gone)))
    assert ages(result)["0 to 4"] == ("0 of 1", "Gap: no case in this band")
    assert table(result, "sample").rows[-1].cells == (
        "Withdrawn, and why",
        f"{gone.ref}: the trial began",
    )


def test_a_count_of_the_profile_leads_to_its_cells() -> None:
    """The cells are in round.xlsx, and in a form with another band."""
    table_text = "| case | agency | XX-1.1 | S-14 |\n| 1 | police | met | 11 to 15 |"
    rows = {
        row.cells[1]: row
        for row in table(made(round_with("5 to 10", "5 to 10"), table_text), "profile").rows
        if row.cells[0] == "Age band"
    }
    assert [(at.file, at.sheet) for at in rows["5 to 10"].evidence] == [
        ("round.xlsx", "Cases"),
        ("round.xlsx", "Cases"),
        ("police-1.xlsx", "start"),
    ]
    assert [at.cell for at in rows["5 to 10"].evidence][:2] == ["B4", "B5"]
    assert rows["0 to 4"].evidence == ()


def sampled(**fields: Any) -> list[tuple[str, ...]]:
    """The table of how the cases were chosen."""
    return [
        row.cells
        for row in table(made(round_with("5 to 10", sampling=Sampling(**fields))), "sample").rows
    ]


def test_the_whole_sample_is_described_and_gaps_are_not_stated() -> None:
    """There are six lines, whatever the chair wrote, so that a reader sees what is missing."""
    assert sampled(frame="84 invented children", method="every twelfth", random=True) == [
        ("Who could have been chosen", "84 invented children"),
        ("What made a case eligible", "Not stated"),
        ("How cases were chosen", "every twelfth"),
        ("Chosen by chance alone", "Yes"),
        ("Replaced, and why", "Not stated"),
        ("Withdrawn, and why", "None"),
    ]


def test_no_and_not_stated_are_different_answers_about_chance() -> None:
    """Neither counts as random."""
    assert sampled(random=False)[3] == ("Chosen by chance alone", "No")
    assert sampled()[3] == ("Chosen by chance alone", "Not stated: treated as not random")
    notes = [
        table(made(round_with("5 to 10", sampling=Sampling(random=random))), "sample").note
        for random in (True, False, None)
    ]
    assert ["not a random sample" in note for note in notes] == [False, True, True]
