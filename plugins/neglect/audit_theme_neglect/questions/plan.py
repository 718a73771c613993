"""Section 6: the level of help, the plan, drift, challenge and stepping down."""

from __future__ import annotations

from audit_core import Number, OnlyIf, Question, Rating, Section, Times
from audit_theme_neglect.questions.assessment import PROTECTED

DECIDERS = (
    "social_care",
    "early_help",
    "family_help",
    "child_protection_team",
    "school",
    "health_visiting",
    "police",
    "hospital",
)
"""The kinds of agency that most often refer a neglected child or decide the level of help. A fact
and its follow-up are asked of the same ones.
"""

SAID_OR_SILENT = ("yes", "not_recorded")
"""The answers to a fact that leave open what follows from it: only No rules it out."""

PLAN = Section(
    6,
    "Decisions, plan and challenge",
    (
        Question(
            ref="NG-6.1",
            label="Build-up of harm counted",
            text="Was harm that had built up over time counted when the level of help was decided?",
            good="Each decision weighs the latest concern with all earlier ones, and repeated "
            "referrals raise the level of help.",
            look_for="Decisions at the front door or MASH, strategy discussions, reasons given "
            "for no further action.",
            met_means="the reasons for the decision weigh earlier concerns with the latest one",
            asked_of=("social_care", "child_protection_team"),
            topic="step_up",
        ),
        Question(
            ref="NG-6.2",
            label="Plan says what must be different",
            text="Does the plan say what must be different in this child's life by a set date?",
            good="Each aim is something the child would notice, such as a bed of their own by the "
            "end of the month; the family's own network was asked what it could do.",
            look_for="The plan in force, its aims and dates; reviews, core groups, family group "
            "decision-making.",
            met_means="every main aim is a change for the child, with a date",
            asked_of=("lead_professional", "lead_cp"),
            topic="plan",
        ),
        Question(
            ref="NG-6.3",
            label="Plan says what follows no change",
            text="Does the plan say what will happen if the child's life does not improve?",
            good="Parents and workers know what will be done, by whom and when; it was carried "
            "out when it was needed.",
            look_for="Contingency part of the plan, written agreements, review decisions.",
            met_means="the plan names the next step and the point at which it will be taken",
            asked_of=("lead_professional", "lead_cp"),
            topic="step_up",
        ),
        Question(
            ref="NG-6.4",
            label="Own part of the plan carried out",
            text="Did your agency do, on time, what the plan asked of it?",
            good="Each action is done by its date, and the others are told at once when it "
            "cannot be.",
            look_for="Your actions in the plan; core group or review minutes; your own record.",
            met_means="all of your agency's actions due in the period were done by their dates",
            asked_of=("plan_member",),
            topic="plan",
        ),
        Question(
            ref="NG-6.5",
            label="Time to the first conference",
            text="When was the strategy discussion at which section 47 enquiries were begun, and "
            "when was the initial child protection conference?",
            good="The conference takes place in time, with reports from every agency that knows "
            "the child.",
            look_for="The strategy discussion that began the section 47 enquiries, not a later "
            "one; the conference minutes.",
            met_means="the conference was held within the time limit",
            asked_of=("social_care",),
            flags=("timed",),
            answer=Times(points=("strategy_discussion", "conference"), limit="conference"),
            when=(PROTECTED,),
            topic="notification",
        ),
        Question(
            ref="NG-6.6",
            label="Time to change a plan that stalled",
            text="When was it first recorded that life was not improving for the child, and "
            "when was the plan changed?",
            good="A plan that does not work is changed, or the level of help raised, before "
            "another review goes by.",
            look_for="Core group, review and supervision notes.",
            met_means="the plan was changed, or help stepped up, within the local time limit",
            asked_of=("social_care", "early_help", "family_help"),
            flags=("timed",),
            answer=Times(points=("no_improvement_recorded", "plan_changed"), limit="stalled_plan"),
            topic="step_up",
        ),
        Question(
            ref="NG-6.7",
            label="Months on the current plan",
            text="How many whole months had the child been on the current plan at the end of "
            "the period?",
            good="A long time on one plan is noticed, explained and reviewed by a senior manager.",
            look_for="Start date of the plan now in force. Write 0 if there is no plan.",
            met_means="the number was worked out from the start date on the record",
            asked_of=("social_care", "early_help", "family_help"),
            answer=Number("months", most=216),
            topic="plan",
        ),
        Question(
            ref="NG-6.8",
            label="Result of own referral known",
            text="Did your agency know what was decided after its last referral?",
            good="If no answer comes, somebody asks; the decision and its reason are on your "
            "record.",
            look_for="Last referral about this child; the reply; calls made to find out.",
            met_means="the decision and its reason were on your record within a few days",
            asked_of=("school", "police", "housing"),
            topic="sharing",
        ),
        Question(
            ref="NG-6.9",
            label="Disagreement about safety or help",
            text="Did any agency disagree with a decision about this child's safety or level of "
            "help?",
            good="Disagreement is said openly and written down by both sides.",
            look_for="Minutes, e-mails and calls. Say which agency disagreed, when, and about "
            "what.",
            met_means="at least one agency told another that it disagreed",
            asked_of=DECIDERS,
            scope="shared",
            answer=Rating("yes_no"),
            topic="escalation",
        ),
        Question(
            ref="NG-6.10",
            label="Disagreement taken further in time",
            text="If your agency disagreed, was this taken to a more senior level within the "
            "local time limit?",
            good="It moves up step by step until it is settled, the result is written down, and "
            "the child is kept safe meanwhile.",
            look_for="Escalation records, managers' e-mails, replies. Not applicable if your "
            "agency did not disagree.",
            met_means="it was raised in time and followed until it was settled",
            asked_of=DECIDERS,
            flags=("critical", "escalation"),
            topic="escalation",
            only_if=OnlyIf("NG-6.9", SAID_OR_SILENT, "there was nothing to take further"),
        ),
        Question(
            ref="NG-6.11",
            label="Help was stepped down or ended",
            text="Did children's social care step down or end its help for this child in the "
            "period?",
            good="Every agency knows that the level of help has changed, and from which day.",
            look_for="Closing and transfer records, last review. Say the date and the new level "
            "of help.",
            met_means="social care's help moved to a lower level, or ended",
            asked_of=("social_care", "early_help", "family_help"),
            scope="shared",
            answer=Rating("yes_no"),
            topic="step_down",
            held_by=("social_care",),
        ),
        Question(
            ref="NG-6.12",
            label="Stepped down only after lasting change",
            text="Was help reduced only when improvements in the child's life had lasted?",
            good="The child's life has stayed better for some months, other agencies agree, and "
            "the next agency has accepted.",
            look_for="Reasons for closing, views of other agencies, transfer meeting. Not "
            "applicable if help went on.",
            met_means="the record shows improvement that had lasted before help was reduced",
            asked_of=("social_care", "early_help", "family_help"),
            topic="step_down",
            only_if=OnlyIf("NG-6.11", SAID_OR_SILENT, "help went on"),
        ),
    ),
)
