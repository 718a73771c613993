"""Section 4: decisions, the plan, stepping help up and down."""

from __future__ import annotations

from audit_core import OnlyIf, Question, Section, TickAll, Times
from audit_theme_domestic_abuse.questions.conditions import FACT, SAID_OR_SILENT

DECISIONS = Section(
    4,
    "Decisions and plan",
    (
        Question(
            "DA-4.1",
            "When was the contact about the latest incident received, and when was it decided "
            "upon?",
            label="From contact to decision",
            topic="notification",
            asked_of=("social_care",),
            flags=("timed",),
            answer=Times(("received", "decided"), "contact"),
            good="The front door decided within one working day and told whoever made the contact.",
            look_for="Contact or referral record (MASH or front door), with date of receipt and of "
            "decision.",
            met_means="the decision was made within the time limit",
        ),
        Question(
            "DA-4.2",
            "Did your agency weigh earlier incidents when it decided what to do about the latest "
            "one?",
            label="Earlier incidents weighed",
            topic="history",
            asked_of=("social_care", "police"),
            good="The reasons name how many incidents came before, what was tried, and what "
            "that means now.",
            look_for="Decision record; referral form.",
            met_means="the reasons for the decision rest on the history as well as the latest "
            "incident",
            was=(
                (
                    "Were earlier incidents weighed, and not only the latest one, when your "
                    "agency decided what to do?"
                ),
            ),
        ),
        Question(
            "DA-4.9",
            "Which agencies took part in the latest strategy discussion?",
            label="Who took part in the strategy discussion",
            topic="sharing",
            asked_of=("social_care", "police", "child_protection_team"),
            answer=TickAll(
                (
                    "Children's social care",
                    "Police",
                    "Health services",
                    "School or setting",
                    "Domestic abuse service",
                    "Another agency",
                    "No strategy discussion in the period",
                ),
                none=("No strategy discussion in the period",),
            ),
            good="Police, health and education were there, with those who know the child best, "
            "and all have the record of it.",
            look_for="Your own record of the strategy discussion or meeting.",
            met_means="every agency that your record says took part is ticked",
        ),
        Question(
            "DA-4.4",
            "Does the safety plan say what the person causing harm must do?",
            label="Plan places responsibility rightly",
            topic="plan",
            asked_of=("lead_professional", "lead_cp"),
            flags=("critical",),
            good="It says what they must do and what follows if they do not; the victim is not "
            "asked to control them by written agreement.",
            look_for="Safety plan; child protection, child in need, family help or early help "
            "plan.",
            met_means="the plan sets expectations of the person causing harm, or says why they "
            "cannot be set",
            was=(
                (
                    "Does the safety plan ask for change by the person causing harm, rather than "
                    "only by the victim?"
                ),
            ),
        ),
        Question(
            "DA-4.5",
            "Did your agency do, on time, what the plan asked of it?",
            label="Own actions done on time",
            topic="plan",
            asked_of=("plan_member",),
            good="Actions were done by their date, or the others were told why not.",
            look_for="Plan, minutes and your own record.",
            met_means="all your agency's actions due in the period were done by their dates",
        ),
        Question(
            "DA-4.6",
            "Did children's social care reduce or end its help for this child in the period?",
            label="Help stepped down or ended",
            topic="step_down",
            asked_of=("social_care", "family_help", "school", "health_visiting"),
            scope="shared",
            answer=FACT,
            held_by=("social_care",),
            good="Every agency working with the child knew when help was reduced.",
            look_for="Closure record, step-down minutes, letter. Give the month.",
            met_means="children's social care moved the child to a lower level of help, or "
            "closed its work",
        ),
        Question(
            "DA-4.7",
            "If children's social care reduced or ended its help, had the child been safe for "
            "some time first?",
            label="Step-down only when safety lasted",
            topic="step_down",
            asked_of=("social_care",),
            flags=("critical",),
            good="Not on separation alone: safety was tested over time, and the other agencies "
            "were asked for their view first.",
            look_for="Closure reasons; other agencies' views; contact since. Not applicable if "
            "help went on.",
            only_if=OnlyIf("DA-4.6", SAID_OR_SILENT, "help went on"),
            met_means="the record shows that safety had lasted before help was reduced",
        ),
        Question(
            "DA-4.8",
            "When risk to the child rose, did your agency promptly give more help or ask for it?",
            label="Help stepped up when risk rose",
            topic="step_up",
            asked_of=("school", "health_visiting", "family_help"),
            good="Rising risk was seen, referred the same day where needed, and the answer is "
            "on the record.",
            look_for="Referrals after a change in risk, with dates and responses.",
            met_means="each time the record shows risk rising, more help was given or asked for "
            "promptly",
        ),
    ),
)
