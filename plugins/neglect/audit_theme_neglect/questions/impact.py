"""Section 8: what is better for the child; and three questions that only the panel can answer,
having heard everyone.
"""

from __future__ import annotations

from audit_core import Question, Section, TickAll

IMPACT = Section(
    8,
    "The difference made",
    (
        Question(
            ref="NG-8.1",
            label="Child's daily life better",
            text="Do your records show that this child's daily life got better in the period?",
            good="The change is one that can be checked: weight, attendance, teeth, clothes, "
            "sleep, safety, or the child's own word.",
            look_for="The same facts at the start and at the end of the period.",
            met_means="at least one main need was clearly better met at the end than at the start",
            asked_of=("lead_professional", "lead_cp", "plan_member"),
            flags=("outcome",),
            topic="impact",
        ),
        Question(
            ref="NG-8.2",
            label="What got better",
            text="Which of these were better for the child at the end of the period than at the "
            "start?",
            good="Each tick rests on a fact that was recorded at both ends of the period.",
            look_for="Measurements, attendance, appointments, home visits, the child's own "
            "account.",
            met_means="every improvement that your records can show is ticked",
            asked_of=("lead_professional", "lead_cp", "plan_member"),
            flags=("outcome",),
            answer=TickAll(
                (
                    "Food and growth",
                    "Clean and safe home",
                    "Sleep and a bed of their own",
                    "Clothing and hygiene",
                    "Attendance and learning",
                    "Health and dental appointments",
                    "Being watched over",
                    "Warmth and attention",
                    "None that our records can show",
                ),
                none=("None that our records can show",),
            ),
            topic="impact",
        ),
        Question(
            ref="NG-8.3",
            label="Child would recognise the help",
            text="Would this child recognise the help that the records describe?",
            good="Help reached the child, not only the adults, and the child could say what "
            "changed.",
            look_for="The returns side by side; the child's words and signs in each of them.",
            met_means="the panel agrees that the child would know the help and could name a change",
            asked_of=("panel",),
            scope="case",
            flags=("outcome",),
            topic="impact",
        ),
        Question(
            ref="NG-8.4",
            label="Child's account changed the help",
            text="Did what this child said or showed change the help that was given?",
            good="A decision, plan or visit can be pointed to that is different because of the "
            "child.",
            look_for="The child's words and signs in the returns; what was decided afterwards.",
            met_means="the panel can name a change that came from the child",
            asked_of=("panel",),
            scope="case",
            flags=("voice",),
            topic="voice",
        ),
        Question(
            ref="NG-8.5",
            label="Acted as early as joint records allowed",
            text="Did agencies act as early as their records, put together, would have allowed?",
            good="Help rises as the joined events show harm building up, not only after a crisis.",
            look_for="The merged chronology; the first date on which the pattern could be seen.",
            met_means="the panel finds no earlier date at which the pattern was clear and help "
            "could have come",
            asked_of=("panel",),
            scope="case",
            topic="history",
        ),
    ),
    helped=False,
)
