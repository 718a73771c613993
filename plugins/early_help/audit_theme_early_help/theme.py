"""The theme as one value."""

from __future__ import annotations

from audit_core import ChildWords, Theme
from audit_theme_early_help.findings import ADVICE, RULES
from audit_theme_early_help.questions import INSTRUMENTS
from audit_theme_early_help.scoring import LIMITS, TIME_LIMITS

THEME = Theme(
    name="early_help",
    version="2.0",
    title="Early help",
    prefix="EH",
    instruments=INSTRUMENTS,
    limits=LIMITS,
    rules=RULES,
    advice=ADVICE,
    time_limits=TIME_LIMITS,
    summary="Whether families were helped early, by one lead practitioner and a team, with the "
    "child heard, stepped up or down safely, and better for it.",
    recall=("answers", "actions"),
    nation="England",
    for_children="Some families need a bit of help. Early help comes soon, so that things do "
    "not get worse.",
    child_words=(
        ChildWords(
            "plan",
            "Making a plan with the family, with one adult to lead it",
            "You will know which adult leads your plan, and what it says.",
        ),
    ),
)
