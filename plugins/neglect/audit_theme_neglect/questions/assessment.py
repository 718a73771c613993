"""Section 3: assessment. Of a licensed tool we ask only whether it was done, when, and what changed
because of it.
"""

from __future__ import annotations

from audit_core import Question, Section, TickAll, Times, When

PROTECTED = When("plan", ("Child protection", "Looked after"))

ASSESSMENT = Section(
    3,
    "Assessment",
    (
        Question(
            ref="NG-3.6",
            label="Neglect tool completed",
            text="Was the area's agreed neglect tool, such as GCP2, completed for this child?",
            good="It is completed early, in the home, with those who care for the child, by a "
            "worker trained to use it.",
            look_for="The completed tool, its date, who took part and the level reached.",
            met_means="a completed and dated tool is on file",
            asked_of=("early_help", "family_help", "health_visiting"),
            topic="risk",
        ),
        Question(
            ref="NG-3.2",
            label="Time until the tool was repeated",
            text="When was the neglect tool first completed, and when was it repeated?",
            good="It is repeated within the local interval, so that change, or its absence, can "
            "be seen.",
            look_for="Both completed tools, such as GCP2.",
            met_means="the tool was repeated within the local interval",
            asked_of=("social_care", "early_help", "family_help", "health_visiting"),
            flags=("timed",),
            answer=Times(points=("first_completed", "repeated"), limit="tool_repeat"),
            topic="risk",
        ),
        Question(
            ref="NG-3.3",
            label="What followed from the tool",
            text="What followed from the result of the neglect tool?",
            good="The result changes what is offered, to whom and how soon.",
            look_for="Plan, referrals and supervision notes after the date of the tool.",
            met_means="every change that the record links to the tool is ticked",
            asked_of=("early_help", "family_help", "health_visiting"),
            answer=TickAll(
                (
                    "The plan changed",
                    "More help was arranged",
                    "The level of help went up",
                    "It was talked through with the family",
                    "Nothing on the record followed",
                    "The tool was not used",
                ),
                none=("Nothing on the record followed", "The tool was not used"),
            ),
            topic="risk",
        ),
        Question(
            ref="NG-3.4",
            label="Growth and development measured",
            text="Were the child's growth and development measured often enough to show a trend?",
            good="Weight, height and milestones are plotted over time, and a fall or gap is "
            "explained or followed up.",
            look_for="Growth charts, development reviews, school measurements, immunisation "
            "record.",
            met_means="there are enough dated measurements to show whether the child is thriving",
            asked_of=("health_visiting", "school_nursing"),
            topic="risk",
        ),
        Question(
            ref="NG-3.5",
            label="Culture, language and disability considered",
            text="Did the work with this child take account of who they are, including ethnicity, "
            "culture, language, faith and disability?",
            good="The record says what these mean for this child's care. They do not excuse "
            "neglect, and what was assumed about the family was questioned.",
            look_for="Identity sections, use of interpreters, disability and special needs "
            "information, the child's own account.",
            met_means="the record shows how the child's identity or needs shaped what was done",
            asked_of=("social_care", "early_help", "family_help", "school"),
            topic="identity",
            was=(
                (
                    "Did the work with this child take account of who they are, including culture, "
                    "language, faith and disability?"
                ),
            ),
        ),
        Question(
            ref="NG-3.7",
            label="Who took part in the strategy discussion",
            text="Which agencies took part in the latest strategy discussion?",
            good="Police, health and education were there, with those who know the child best, "
            "and all have the record of it.",
            look_for="Your own record of the strategy discussion or meeting.",
            met_means="every agency that your record says took part is ticked",
            asked_of=("social_care", "police", "child_protection_team"),
            answer=TickAll(
                (
                    "Children's social care",
                    "Police",
                    "Health services",
                    "School or setting",
                    "Another agency",
                    "No strategy discussion in the period",
                ),
                none=("No strategy discussion in the period",),
            ),
            when=(PROTECTED,),
            topic="sharing",
        ),
    ),
)
