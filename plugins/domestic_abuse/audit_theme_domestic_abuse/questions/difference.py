"""Section 8: the difference made."""

from __future__ import annotations

from audit_core import Question, Section

DIFFERENCE = Section(
    8,
    "The difference made",
    (
        Question(
            "DA-8.1",
            "Do your records show that this child was safer at the end of the period than at "
            "the start?",
            label="Child safer at the end",
            topic="impact",
            asked_of=("lead_professional", "lead_cp", "plan_member"),
            flags=("outcome",),
            good="Facts and the child's own account point the same way, and it lasted.",
            look_for="Incidents since, the child's and parent's views, attendance, health.",
            met_means="more than one fact on your record shows that the child was safer",
        ),
        Question(
            "DA-8.2",
            "Would this child say that the help changed something for them?",
            label="The child would recognise the help",
            topic="impact",
            asked_of=("panel",),
            scope="case",
            flags=("voice", "outcome"),
            good="The panel can name what changed, in words the child would use.",
            look_for="All agencies' records together.",
            met_means="the panel agrees that the child could name a change",
        ),
        Question(
            "DA-8.3",
            "Put together, did agencies act as early as what they knew between them would have "
            "allowed?",
            label="Agencies acted early enough together",
            topic="sharing",
            asked_of=("panel",),
            scope="case",
            good="No earlier date can be found at which the pieces, put together, already "
            "called for what was done later.",
            look_for="The merged chronology.",
            met_means="the panel finds no earlier point at which help should have come",
        ),
    ),
)
