"""The theme as one value."""

from __future__ import annotations

from audit_core import Theme
from audit_theme_domestic_abuse.findings import ADVICE, RULES
from audit_theme_domestic_abuse.questions import INSTRUMENTS
from audit_theme_domestic_abuse.scoring import LIMITS, TIME_LIMITS

THEME = Theme(
    name="domestic_abuse",
    version="1.0",
    title="Domestic abuse",
    prefix="DA",
    instruments=INSTRUMENTS,
    limits=LIMITS,
    rules=RULES,
    advice=ADVICE,
    time_limits=TIME_LIMITS,
    summary="Whether children who live with domestic abuse were seen as victims, told about in time, protected together, and helped to recover.",
    recall=("actions",),
)
