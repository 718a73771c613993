"""Section 7: what the child shows and says, and whether somebody stands back and thinks."""

from __future__ import annotations

from audit_core import Question, Section

VOICE = Section(
    7,
    "The child's voice and oversight",
    (
        Question(
            ref="NG-7.1",
            label="Child seen alone as often as needed",
            text="Was the child seen alone as often as the plan required?",
            good="The child is seen at home and elsewhere, in a way that suits their age, by "
            "someone they know; a baby is watched closely, awake and with the carer.",
            look_for="Dates and places of visits, who was in the room, direct work, observation "
            "of babies.",
            met_means="visits happened as often as planned, with time alone or close "
            "observation each time",
            asked_of=("social_care", "early_help", "family_help"),
            flags=("critical", "voice"),
            topic="voice",
            was=(
                (
                    "Was the child seen alone, in a way that suited their age, as often as the "
                    "plan required?"
                ),
            ),
        ),
        Question(
            ref="NG-7.2",
            label="Child's own account on the record",
            text="Does the record give the child's own account of daily life at home?",
            good="The child's words, drawings or behaviour tell of waking, meals, washing, "
            "school and bedtime; a baby's signals are described.",
            look_for="Conversations, direct work, concern logs, observations, what officers "
            "heard and saw.",
            met_means="a reader can tell from the child's words or signals what a day at home "
            "is like",
            asked_of=("school", "health_visiting", "school_nursing", "hospital", "police"),
            flags=("voice", "recording"),
            topic="voice",
        ),
        Question(
            ref="NG-7.3",
            label="Care given by others seen as unmet need",
            text="Was food, clothing or care given by your staff recorded as a need not met at "
            "home?",
            good="Breakfast, clean clothes or lifts are given kindly, recorded each time and "
            "shared as signs, so that help does not hide neglect.",
            look_for="Concern logs, pastoral notes, breakfast and uniform help, reports to "
            "meetings.",
            met_means="what staff gave was recorded and reported as something home did not provide",
            asked_of=("school",),
            flags=("recording",),
            topic="recognition",
        ),
        Question(
            ref="NG-7.4",
            label="Reflective supervision of the work",
            text="Did reflective supervision, or a safeguarding lead, look again at the view "
            "taken of this family?",
            good="It asked what has changed for the child, what the history says, and what was "
            "hoped or assumed; decisions are recorded.",
            look_for="Supervision notes, management decisions, case discussions with a "
            "safeguarding lead.",
            met_means="somebody not working with the family reflected on the view taken and wrote "
            "down the result",
            asked_of=("all",),
            flags=("oversight",),
            topic="oversight",
            was=("Did a supervisor or safeguarding lead test the worker's view of this family?",),
        ),
    ),
)
