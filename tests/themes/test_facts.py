"""Facts in bands: enough to notice the wrong child, and no more."""

from __future__ import annotations

import pytest

from audit_core.themes.facts import FACTS, may_be_one_child


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        ("Family help", "Family help", True),
        ("Family help", "Child in need", True),
        ("Early help", "Family help", True),
        ("Early help", "Child in need", False),
        ("Family help", "Child protection", False),
        ("No plan", "Family help", False),
    ],
)
def test_family_help_is_early_help_or_child_in_need(one: str, other: str, may_be: bool) -> None:
    """One agency's record may already say family help where another's still says child in need:
    that is no other child.
    """
    assert may_be_one_child("plan", one, other) == may_be_one_child("plan", other, one) == may_be


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.code)
def test_any_other_two_bands_are_two_children(fact: object) -> None:
    """The age band, sex and number of brothers and sisters must be the same."""
    code, bands = fact.code, fact.bands  # type: ignore[attr-defined]
    for one in bands:
        for other in bands:
            covered = "Family help" in {one, other} and {one, other} & {
                "Early help",
                "Child in need",
            }
            assert may_be_one_child(code, one, other) == (one == other or bool(covered))
