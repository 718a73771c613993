"""Section 3: the child's experience, and help to recover."""

from __future__ import annotations

from audit_core import Question, Section, Times

CHILD = Section(
    3,
    "The child's experience",
    (
        Question(
            "DA-3.1",
            "Does your record show what daily life with the abuse was like for this child?",
            label="Child's daily life described",
            topic="voice",
            asked_of=("social_care", "family_help", "school", "health_visiting"),
            flags=("critical", "voice"),
            good="The abuse is told from where the child stands: sleep, fear, school, friends; "
            "for babies, what was observed.",
            look_for="Direct work, observations, drawings, the child's own words.",
            met_means="a reader can picture a day of this child's life at the time",
        ),
        Question(
            "DA-3.2",
            "Can something in the plan be traced to what this child said or showed?",
            label="Plan shaped by the child",
            topic="voice",
            asked_of=("lead_professional", "lead_cp"),
            flags=("voice",),
            good="The plan says what the child wanted and what was done about it, also where it "
            "could not be done.",
            look_for="The plan beside the record of the child's wishes.",
            met_means="at least one part of the plan rests on the child's own wishes or behaviour",
        ),
        Question(
            "DA-3.3",
            "Was each brother and sister, and any unborn child, considered separately?",
            label="Each sibling considered",
            topic="whole_family",
            asked_of=("social_care", "family_help", "health_visiting"),
            good="Each child has an analysis of their own, also half-brothers and sisters and "
            "those living elsewhere.",
            look_for="Assessment and plan: sentences that fit one child only.",
            met_means="the record says how the abuse affected each child in the family",
        ),
        Question(
            "DA-3.4",
            "When was the child referred for help to recover, and when did that help begin?",
            label="From referral to recovery help",
            topic="support",
            asked_of=("social_care", "family_help", "domestic_abuse_service", "camhs"),
            flags=("timed",),
            answer=Times(("referred", "begun"), "recovery"),
            good="Help began within the local time limit, or something else was in place until "
            "it did.",
            look_for="Referral, waiting list and first session.",
            met_means="the child's own help began within the local time limit",
        ),
        Question(
            "DA-3.5",
            "Was the child offered help to recover in their own right?",
            label="Recovery help offered to the child",
            topic="support",
            asked_of=("camhs", "domestic_abuse_service"),
            good="The offer was for the child, not only for the parent, and suited their age.",
            look_for="Offer and answer; what happened if it was refused or had to wait.",
            met_means="help for the child was offered, and the record says what came of it",
        ),
    ),
)
