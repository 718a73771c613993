"""The theme as one value."""

from __future__ import annotations

from audit_core import ChildWords, Theme
from audit_theme_domestic_abuse.findings import ADVICE, RULES
from audit_theme_domestic_abuse.questions import INSTRUMENTS
from audit_theme_domestic_abuse.scoring import LIMITS, TIME_LIMITS

THEME = Theme(
    name="domestic_abuse",
    version="2.0",
    title="Domestic abuse",
    prefix="DA",
    instruments=INSTRUMENTS,
    limits=LIMITS,
    rules=RULES,
    advice=ADVICE,
    time_limits=TIME_LIMITS,
    summary="Whether children who live with domestic abuse were seen as victims, told about in "
    "time, protected together, and helped to recover.",
    recall=("actions",),
    topics=(("victim", "Help for the adult victim"),),
    nation="England",
    for_children="Some children live with an adult who hurts or scares someone at home. It is "
    "called domestic abuse. It is never the child's fault.",
    child_words=(
        ChildWords(
            "recognition",
            "Seeing that a child is hurt too, when someone is hurt at home",
            "We will think of each child at home, each time we are called.",
        ),
        ChildWords(
            "victim",
            "Helping the parent who was hurt",
            "We will help the parent who was hurt, so that you are safer.",
        ),
        ChildWords(
            "risk",
            "Looking hard at the adult who does the harm",
            "We will look hard at the adult who does the harm, to keep you safe.",
        ),
    ),
)
