"""The theme as one value: everything the neglect audit is."""

from __future__ import annotations

from audit_core import ChildWords, Theme
from audit_theme_neglect.advice import ADVICE
from audit_theme_neglect.findings import RULES
from audit_theme_neglect.questions import INSTRUMENTS
from audit_theme_neglect.scoring import LIMITS, TIME_LIMITS

THEME = Theme(
    name="neglect",
    version="2.0",
    title="Child neglect",
    prefix="NG",
    instruments=INSTRUMENTS,
    limits=LIMITS,
    rules=RULES,
    advice=ADVICE,
    time_limits=TIME_LIMITS,
    summary="Whether neglect was seen, put together over time and acted upon, and what got "
    "better for the child. The chronology is at its heart.",
    recall=("actions",),
    nation="England",
    for_children="Each child needs food, sleep, a warm home and someone who cares for them. "
    "When a child goes without for a long time, it is called neglect.",
    child_words=(
        ChildWords(
            "recognition",
            "Seeing when a child goes without what they need",
            "We will see sooner when a child goes without what they need.",
        ),
    ),
)
