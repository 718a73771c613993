"""Section 4: the plan."""

from __future__ import annotations

from audit_core import Question, Section, TickAll

PLAN = Section(
    4,
    "Plan",
    (
        Question(
            "EH-4.1",
            "Does the plan say what will change for the child and by when?",
            label="Plan with changes one can see",
            topic="plan",
            asked_of=("lead_professional",),
            flags=("critical",),
            good="Few aims, each a change in the child's life, with a date and a way to tell.",
            look_for="The plan: where it starts and where it wants to get.",
            met_means="every main aim is a change for the child, with a date and a sign of success",
        ),
        Question(
            "EH-4.2",
            "Does the plan say what will be done if things do not improve or risk rises?",
            label="What happens if it does not improve",
            topic="step_up",
            asked_of=("lead_professional",),
            good="The next step and the point at which it is taken are written down and known "
            "to the family.",
            look_for="Contingency in the plan.",
            met_means="the plan names the next step and when it would be taken",
        ),
        Question(
            "EH-4.3",
            "At which points was change measured with a tool that shows how far the child has "
            "come?",
            label="Change measured",
            topic="impact",
            asked_of=("lead_professional",),
            flags=("outcome",),
            answer=TickAll(
                ("At the start", "At a review", "At the end", "Not measured"),
                none=("Not measured",),
            ),
            good="The same measure at two points at least, talked about with the family.",
            look_for="Scores with dates.",
            met_means="every time at which change was measured is ticked",
            was=("When was change measured with a tool that shows how far the child has come?",),
        ),
    ),
)
