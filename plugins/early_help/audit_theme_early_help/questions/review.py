"""Section 5: review, stepping up and stepping down."""

from __future__ import annotations

from audit_core import Number, OnlyIf, Question, Section, Times
from audit_theme_early_help.questions.answers import FACT, SAID_OR_SILENT

REVIEW = Section(
    5,
    "Review, stepping up and stepping down",
    (
        Question(
            "EH-5.1",
            "When was the review before the latest one, and when was the latest review?",
            label="From one review to the next",
            topic="plan",
            asked_of=("lead_professional",),
            flags=("timed",),
            answer=Times(("review_before", "latest_review"), "review"),
            good="Reviews come as often as agreed and look at each aim in turn.",
            look_for="Dates of reviews. If there was only one, give the day the plan began as the "
            "earlier date.",
            met_means="no more time than the local limit lay between the two",
            was=(
                (
                    "When was the last review but one (or the start of the plan), and when was the "
                    "latest review?"
                ),
            ),
        ),
        Question(
            "EH-5.2",
            "When risk to the child rose, did your agency promptly ask for more help?",
            label="Stepped up when risk rose",
            topic="step_up",
            asked_of=("early_help", "family_help", "school", "health_visiting"),
            flags=("critical",),
            good="Rising risk was seen and referred the same day where needed; the answer is on "
            "the record.",
            look_for="Referrals after a change in risk, with dates and responses.",
            met_means="each time the record shows risk rising, more help was asked for promptly",
        ),
        Question(
            "EH-5.3",
            "Was the child stepped down from children's social care to early or family help in the "
            "period?",
            label="Stepped down from social care",
            topic="step_down",
            asked_of=("social_care", "early_help", "family_help"),
            scope="shared",
            answer=FACT,
            held_by=("social_care", "early_help", "family_help"),
            good="Both services record the same.",
            look_for="Closure record, step-down meeting. Give the month.",
            met_means="the child moved from social care to early or family help in the period",
            was=(
                (
                    "Was the child stepped down from children's social care to early help in the "
                    "period?"
                ),
            ),
        ),
        Question(
            "EH-5.9",
            "If the child was stepped down, had improvement lasted for some time first?",
            label="Stepped down after lasting improvement",
            topic="step_down",
            asked_of=("social_care",),
            flags=("critical",),
            good="Improvement was tested over time, and the agencies working with the child were "
            "asked before help was reduced.",
            look_for="Reasons for stepping down, minutes. Not applicable if there was no "
            "step-down.",
            only_if=OnlyIf("EH-5.3", SAID_OR_SILENT, "there was no step-down to judge"),
            met_means="the record shows improvement that had lasted before help was reduced",
        ),
        Question(
            "EH-5.10",
            "If the child was stepped down to your service, did its help begin before social "
            "care's ended?",
            label="No gap after step-down",
            topic="step_down",
            asked_of=("early_help", "family_help"),
            flags=("critical",),
            good="A joint meeting agreed the plan and the lead practitioner, whom the family met "
            "before closure.",
            look_for="Step-down minutes, first contact with the family, date of closure. Not "
            "applicable if there was no step-down.",
            only_if=OnlyIf("EH-5.3", SAID_OR_SILENT, "there was no step-down to judge"),
            met_means="your service was working with the family by the day social care closed",
        ),
        Question(
            "EH-5.5",
            "If little had changed after a year or three reviews, was social care's advice sought?",
            label="Advice sought when nothing changed",
            topic="oversight",
            asked_of=("early_help", "family_help"),
            good="Lack of change was named, and somebody outside the team was asked.",
            look_for="Consultation record; minutes.",
            met_means="advice was sought and acted on, or things had changed for the child",
        ),
        Question(
            "EH-5.6",
            "How many whole months had the child been on an early or family help plan at the end "
            "of the period?",
            label="Months on the plan",
            topic="plan",
            asked_of=("lead_professional",),
            answer=Number("months", 0, 216),
            good="The length fits the need.",
            look_for="Start date of the plan.",
            met_means="the number was worked out from the start date",
            was=(
                (
                    "How many whole months had the child been on an early help plan at the end of "
                    "the period?"
                ),
            ),
        ),
        Question(
            "EH-5.7",
            "Did any agency disagree with a decision about this child's safety or level of help?",
            label="A disagreement between agencies",
            topic="escalation",
            asked_of=("early_help", "family_help", "social_care", "school", "health_visiting"),
            scope="shared",
            answer=FACT,
            good="Different views are recorded as such, with what became of them.",
            look_for="E-mails, minutes, case notes. In the evidence say which agency, when, and "
            "about what.",
            met_means="at least one agency told another that it disagreed",
        ),
        Question(
            "EH-5.8",
            "If your agency disagreed, was this taken to a more senior level within the local "
            "time limit?",
            label="Disagreement escalated in time",
            topic="escalation",
            asked_of=("early_help", "family_help", "social_care", "school", "health_visiting"),
            flags=("critical", "escalation"),
            good="Raised stage by stage until it was settled; the child was helped meanwhile.",
            look_for="Escalation record with dates and outcome. Not applicable if your agency "
            "did not disagree.",
            only_if=OnlyIf("EH-5.7", SAID_OR_SILENT, "there was nothing to take further"),
            met_means="it was raised in time and followed until it was settled",
        ),
    ),
)
