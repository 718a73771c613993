"""The theme as one value."""

from __future__ import annotations

from audit_core import Theme
from audit_theme_early_help.findings import ADVICE, RULES
from audit_theme_early_help.questions import INSTRUMENTS
from audit_theme_early_help.scoring import LIMITS, TIME_LIMITS

THEME = Theme(
    name="early_help",
    version="1.0",
    title="Early help",
    prefix="EH",
    instruments=INSTRUMENTS,
    limits=LIMITS,
    rules=RULES,
    advice=ADVICE,
    time_limits=TIME_LIMITS,
    summary="Whether families were helped early, by one lead professional and a team, with the child heard, stepped up or down safely, and better for it.",
    recall=("answers", "actions"),
)
