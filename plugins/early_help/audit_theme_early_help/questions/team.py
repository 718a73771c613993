"""Section 3: the team around the family and its lead."""

from __future__ import annotations

from audit_core import Number, Question, Section

TEAM = Section(
    3,
    "Lead practitioner and team",
    (
        Question(
            "EH-3.5",
            "Did the family have one lead practitioner throughout, even when the level of help "
            "changed?",
            label="One lead practitioner throughout",
            topic="plan",
            asked_of=("lead_professional",),
            flags=("critical",),
            good="The family agreed who it would be and could say who it was; where it had to "
            "change, there was a handover they took part in.",
            look_for="Role of the lead (family help lead practitioner, where you have them) on "
            "each plan and review.",
            met_means="there was one lead practitioner at every time, and any change was handed "
            "over without a gap",
        ),
        Question(
            "EH-3.2",
            "How many times did the lead practitioner change in the period?",
            label="Changes of lead practitioner",
            topic="plan",
            asked_of=("lead_professional",),
            answer=Number("changes", 0, 20),
            good="One change at most, with a handover the family took part in.",
            look_for="Plan and minutes.",
            met_means="the number was counted from the record; write 0 if there were none",
            was=("How many times did the lead professional change in the period?",),
        ),
        Question(
            "EH-3.6",
            "Did everybody invited to the team meetings on your record come, or send a report?",
            label="Those invited to the team came",
            topic="sharing",
            asked_of=("early_help", "family_help"),
            good="Those who know the family are invited; absence was followed up.",
            look_for="Invitations, attendance and apologies of the team around the family (TAF, "
            "TAC).",
            met_means="everybody invited came to each meeting or reported to it",
        ),
        Question(
            "EH-3.4",
            "Did your agency do, on time, what the plan asked of it?",
            label="Own actions done on time",
            topic="plan",
            asked_of=("plan_member",),
            good="Done by the date, or the others were told why not.",
            look_for="Plan, minutes and your own record.",
            met_means="all your agency's actions due in the period were done by their dates",
        ),
    ),
)
