"""Section 7: information, disagreement, supervision and identity."""

from __future__ import annotations

from audit_core import OnlyIf, Question, Section
from audit_theme_domestic_abuse.questions.conditions import FACT, SAID_OR_SILENT

TOGETHER = Section(
    7,
    "Working together",
    (
        Question(
            "DA-7.1",
            "Was what your agency knew shared promptly with those deciding about the child?",
            label="Information shared promptly",
            topic="sharing",
            asked_of=(
                "health_visiting",
                "midwifery",
                "gp",
                "hospital",
                "school",
                "camhs",
                "adult_mental_health",
                "substance_misuse",
            ),
            good="Shared before the decision; seeking consent did not delay it where there was "
            "risk. Where something was not shared, the reason is recorded.",
            look_for="Requests and replies, with dates.",
            met_means="what mattered was shared in time for the decision",
        ),
        Question(
            "DA-7.2",
            "Did any agency disagree with a decision about this child's safety or level of help?",
            label="A disagreement between agencies",
            topic="escalation",
            scope="shared",
            answer=FACT,
            held_by=("social_care",),
            asked_of=(
                "police",
                "social_care",
                "family_help",
                "child_protection_team",
                "school",
                "health_visiting",
                "domestic_abuse_service",
            ),
            good="Different views are recorded as such, with what became of them.",
            look_for="E-mails, minutes, case notes. In the evidence say which agency, when, and "
            "about what.",
            met_means="at least one agency told another that it disagreed",
        ),
        Question(
            "DA-7.3",
            "If your agency disagreed, was this taken to a more senior level within the local "
            "time limit?",
            label="Disagreement escalated in time",
            topic="escalation",
            flags=("critical", "escalation"),
            asked_of=(
                "police",
                "social_care",
                "family_help",
                "child_protection_team",
                "school",
                "health_visiting",
                "domestic_abuse_service",
            ),
            good="Raised under the escalation policy, stage by stage, until it was settled; the "
            "child was kept safe and the partnership told.",
            look_for="Escalation record with dates of each stage and the outcome. Not "
            "applicable if your agency did not disagree.",
            only_if=OnlyIf("DA-7.2", SAID_OR_SILENT, "there was nothing to take further"),
            met_means="it was raised in time and followed until it was settled",
        ),
        Question(
            "DA-7.4",
            "Did reflective supervision, or a safeguarding lead, look at how the plan was working "
            "for this child?",
            label="Reflective supervision of the plan",
            topic="oversight",
            asked_of=("all",),
            flags=("oversight",),
            good="It asked what daily life was like for the child, what was assumed about the "
            "family, and whether the plan should change.",
            look_for="Supervision record or safeguarding lead's note, with date.",
            met_means="somebody outside the daily work reflected on the plan and recorded the "
            "result",
            was=(
                (
                    "Did a supervisor or safeguarding lead question how the plan was working for "
                    "this child?"
                ),
            ),
        ),
        Question(
            "DA-7.5",
            "Did your agency's work take account of who this child is: ethnicity, culture, faith, "
            "language, disability and identity?",
            label="The child's identity shaped the work",
            topic="identity",
            asked_of=(
                "police",
                "social_care",
                "family_help",
                "school",
                "health_visiting",
                "camhs",
            ),
            good="What it meant for risk and for getting help is written down and acted on; what "
            "was assumed about the family was questioned.",
            look_for="What is recorded of the child; assessment, direct work, use of interpreters.",
            met_means="the record shows how the child's identity or needs shaped what was done",
            was=(
                (
                    "Did the work take account of who this child is: culture, faith, language, "
                    "disability and identity?"
                ),
            ),
        ),
        Question(
            "DA-7.6",
            "Was your agency told what was decided after it shared a concern?",
            label="Told the outcome of its concern",
            topic="sharing",
            asked_of=("school", "gp", "hospital", "midwifery"),
            good="The answer came in writing within days, or your agency asked for it.",
            look_for="Reply from the front door or MASH; your note of chasing it.",
            met_means="the decision and its reason were on your record within a few days",
        ),
    ),
)
