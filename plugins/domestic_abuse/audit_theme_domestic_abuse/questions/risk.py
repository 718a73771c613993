"""Section 2: risk checklists, the risk meeting, the pattern of abuse, coercive control."""

from __future__ import annotations

from audit_core import Number, Question, Section
from audit_theme_domestic_abuse.questions.conditions import INFANT, TEENAGER

RISK = Section(
    2,
    "Risk",
    (
        Question(
            "DA-2.1",
            "Was a recognised risk checklist, such as DASH, completed with the victim, or a reason "
            "recorded why not?",
            label="Risk checklist completed",
            topic="risk",
            flags=("critical",),
            asked_of=("police", "domestic_abuse_service", "health_visiting", "hospital", "housing"),
            good="It was done with the victim, alone; professional judgement is stated; the "
            "level was looked at again when things changed.",
            look_for="The date, who completed it, the level it gave, and what followed; not its "
            "items.",
            met_means="a checklist was completed after the abuse was known, or a sound reason "
            "is recorded",
            was=(
                (
                    "Was a recognised risk checklist completed with the victim, or a reason "
                    "recorded why not?"
                ),
            ),
        ),
        Question(
            "DA-2.2",
            "Where risk was high, was the case referred to the multi-agency risk meeting (MARAC)?",
            label="High risk referred to the risk meeting",
            topic="risk",
            scope="shared",
            flags=("critical",),
            asked_of=("police", "domestic_abuse_service", "social_care"),
            good="High risk by level, judgement or repeated incidents led to a prompt referral; "
            "repeats were referred again.",
            look_for="MARAC referral and its date; minutes.",
            met_means="the case was referred promptly each time the local criteria were reached",
            was=(
                (
                    "Where risk was high, was the case referred to the local multi-agency risk "
                    "meeting?"
                ),
            ),
        ),
        Question(
            "DA-2.3",
            "Did your agency carry out its actions for each child from the multi-agency risk "
            "meeting (MARAC)?",
            label="Risk meeting actions done for each child",
            topic="plan",
            asked_of=(
                "police",
                "social_care",
                "family_help",
                "domestic_abuse_service",
                "housing",
                "probation",
            ),
            good="There were actions for each child, not only for the adults, and they were "
            "done by their date.",
            look_for="Action log of the meeting; your own record of what was done, with dates.",
            met_means="every action your agency accepted was done in time and recorded",
            was=(
                (
                    "Did your agency carry out its actions from the multi-agency risk meeting for "
                    "each child?"
                ),
            ),
        ),
        Question(
            "DA-2.4",
            "Does your record describe the pattern of abuse over time?",
            label="Pattern of abuse described",
            topic="history",
            asked_of=("police", "domestic_abuse_service", "gp"),
            good="It says who does what to whom, how it is changing, and what it does to each "
            "child; the latest incident is one of several.",
            look_for="Risk assessment, referral wording, statement of concerns.",
            met_means="a reader could tell the kind and course of the abuse from your record alone",
            was=(
                (
                    "Does the record describe the pattern of abuse over time, rather than only "
                    "the latest incident?"
                ),
            ),
        ),
        Question(
            "DA-2.5",
            "Did your agency act on the added risk that abuse brings to an unborn or very young "
            "child?",
            label="Risk to unborn or very young child acted upon",
            topic="risk",
            asked_of=("midwifery", "health_visiting", "social_care", "family_help"),
            when=INFANT,
            good="The added risk is named in the plan, with what will be done if it rises.",
            look_for="Birth plan, health visiting record, assessment.",
            met_means="the added risk is named and something was done because of it",
        ),
        Question(
            "DA-2.6",
            "How many incidents of domestic abuse involving this family are on your record in "
            "the period?",
            label="Incidents on record",
            topic="history",
            asked_of=("police", "social_care"),
            scope="shared",
            answer=Number("incidents", 0, 99),
            good="Each agency's count agrees, or the difference is understood.",
            look_for="Incident list; list of notifications and contacts.",
            met_means="the number was counted from the record; write 0 if there were none",
        ),
        Question(
            "DA-2.7",
            "Does your record show whether coercive control was part of the abuse?",
            label="Coercive control looked for",
            topic="risk",
            asked_of=(
                "police",
                "social_care",
                "family_help",
                "child_protection_team",
                "domestic_abuse_service",
            ),
            flags=("recording",),
            good="Control of money, movement, friends, telephone or the children was asked "
            "about, after separation too, and what it does to the child is described.",
            look_for="Risk checklist and judgement, interviews, assessment; what the victim and "
            "the child said.",
            met_means="the record says whether there was coercive control, and how that is known",
        ),
        Question(
            "DA-2.8",
            "Was abuse in this young person's own relationship considered, as well as at home?",
            label="Young person's own relationship considered",
            topic="risk",
            asked_of=("school", "camhs"),
            when=TEENAGER,
            good="Somebody the young person trusts asked, without blame, about being hurt "
            "and about hurting others, and help was offered.",
            look_for="Conversations with the young person, welfare and counselling notes, risk "
            "checklist for young people.",
            met_means="the record shows that it was thought about, whatever was found",
        ),
    ),
)
