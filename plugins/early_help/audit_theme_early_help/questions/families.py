"""The survey of families."""

from __future__ import annotations

from audit_core import Poll, Question, Section

SAID = Poll(("Yes", "Partly", "No", "Do not know"), ("Yes",))

FAMILIES = Section(
    1,
    "What children and parents said",
    (
        Question(
            "EH-F.1",
            "Of the children and parents asked, how many were asked what they wanted before "
            "help began?",
            label="Families: asked what they wanted",
            topic="voice",
            asked_of=("partnership",),
            scope="partnership",
            answer=SAID,
            good="Children and parents who had early help are asked each year, by somebody who "
            "did not help them.",
            look_for="Survey or calls in the period; count each person once.",
            met_means="the person said they were asked what they wanted before help began",
        ),
        Question(
            "EH-F.2",
            "Of the children and parents asked, how many knew who was bringing the help together?",
            label="Families: knew their lead practitioner",
            topic="plan",
            asked_of=("partnership",),
            scope="partnership",
            answer=SAID,
            good="The family can name one person.",
            look_for="The same survey.",
            met_means="the person could say who was bringing the help together",
        ),
        Question(
            "EH-F.3",
            "Of the children and parents asked, how many said that life had become better for "
            "the child?",
            label="Families: life became better",
            topic="impact",
            asked_of=("partnership",),
            scope="partnership",
            answer=SAID,
            good="Better in the child's own eyes, and still so when asked.",
            look_for="The same survey.",
            met_means="the person said that life had become better for the child",
        ),
    ),
    helped=False,
)
