"""Section 6: recording, supervision and the difference made."""

from __future__ import annotations

from audit_core import Day, Question, Section

QUALITY = Section(
    6,
    "Quality and difference made",
    (
        Question(
            "EH-6.1",
            "Did reflective supervision, or a safeguarding lead, look at how the work was going "
            "for this child?",
            label="Reflective supervision of the work",
            topic="oversight",
            asked_of=("all",),
            flags=("oversight",),
            good="It asked what life was like for the child, what was assumed about the family, "
            "and whether the help should change; in schools, health and voluntary services too.",
            look_for="Supervision record or safeguarding lead's note, with date.",
            met_means="somebody outside the daily work reflected on it and recorded the result",
            was=(
                (
                    "Did a supervisor or safeguarding lead question how the work was going for "
                    "this child?"
                ),
            ),
        ),
        Question(
            "EH-6.2",
            "Does the record hold what the child or parents said about the help?",
            label="Family's view of the help",
            topic="voice",
            asked_of=("health_visiting", "voluntary"),
            flags=("voice",),
            good="Their own words, also where they differ from the worker's view.",
            look_for="Feedback, review minutes, messages.",
            met_means="what the child or parents thought of the help is on record",
        ),
        Question(
            "EH-6.3",
            "Could another worker carry on from the record alone?",
            label="Record another could carry on from",
            topic="history",
            asked_of=("school", "health_visiting", "school_nursing", "voluntary"),
            flags=("recording",),
            good="A clear story: what was seen, decided, done, and what is next.",
            look_for="The last three months of entries.",
            met_means="a new worker would know the story and the next step",
        ),
        Question(
            "EH-6.4",
            "Do your records show that this child's life was better at the end of the period "
            "than at the start?",
            label="Child's life better",
            topic="impact",
            asked_of=("lead_professional", "plan_member"),
            flags=("outcome",),
            good="The child, the family and at least one agency's records point the same way.",
            look_for="Attendance, health, the child's own account, measures of change.",
            met_means="there is evidence that at least one main need was better met",
        ),
        Question(
            "EH-6.5",
            "If the child was referred again after help ended, on what date was that?",
            label="Referred again",
            topic="impact",
            asked_of=("social_care",),
            answer=Day(),
            good="Help that lasts: no new referral within six months.",
            look_for="Contacts after closure. Leave blank and say so in the evidence if there "
            "was none.",
            met_means="the date is that of the first referral after help ended",
        ),
        Question(
            "EH-6.6",
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
            "EH-6.7",
            "Put together, did agencies offer help as early as what they knew between them "
            "would have allowed?",
            label="Help as early as it could be",
            topic="recognition",
            asked_of=("panel",),
            scope="case",
            good="No earlier date can be found at which somebody already knew enough.",
            look_for="The merged chronology.",
            met_means="the panel finds no earlier point at which help should have been offered",
        ),
    ),
)
