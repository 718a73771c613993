"""Who is asked what: by kind, and by the roles that a round names."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from audit_core.commands.new import blank_round
from audit_core.forms.build import forms_for
from audit_core.testing.builders import question, small_theme

THEME = small_theme(question("XX-1.1", asked_of=("lead_professional", "lead_cp")))
RECIPIENTS = ("family_help", "social_care", "school")


@pytest.mark.parametrize(
    ("held", "asked", "is_asked_if_held"),
    [
        ({}, set(RECIPIENTS), True),
        ({"lead_professional": "family_help"}, {"family_help"}, False),
        (
            {"lead_professional": "family_help", "lead_cp": "social_care"},
            {"family_help", "social_care"},
            False,
        ),
        ({"lead_professional": "social_care", "lead_cp": "social_care"}, {"social_care"}, False),
        ({"lead_cp": "social_care"}, set(RECIPIENTS), True),
    ],
)
def test_both_leads_of_a_case_are_asked(
    held: dict[str, str], asked: set[str], is_asked_if_held: bool
) -> None:
    """A case can have a lead practitioner and a lead child protection practitioner. Most have only
    the first: then nobody else is asked whether they were the second.
    """
    audit_round = blank_round(THEME, "XX26A", RECIPIENTS, 1, 0, date(2026, 3, 2))
    cases = tuple(
        attrs.evolve(
            subject,
            roles=tuple(held.items()),
            expected=tuple((code, "ask") for code in RECIPIENTS),
        )
        for subject in audit_round.subjects
    )
    forms = forms_for(THEME, attrs.evolve(audit_round, subjects=cases), "abcdef")
    assert {form.id.recipient for form in forms} == asked
    assert is_asked_if_held == any(form.if_held for form in forms)
    for form in forms:
        assert form.if_held in {(), (("XX-1.1", "lead_professional"),)}
