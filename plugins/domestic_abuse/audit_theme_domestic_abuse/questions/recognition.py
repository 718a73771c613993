"""Section 1: recognition of the children at an incident, and who was notified of it."""

from __future__ import annotations

from audit_core import Question, Section, Times
from audit_theme_domestic_abuse.questions.conditions import SCHOOL_AGE

RECOGNITION = Section(
    1,
    "Recognition and notification",
    (
        Question(
            "DA-1.1",
            "Does your record of each incident list every child whom your own systems link to "
            "the household or to either adult?",
            label="Children recorded at every incident",
            topic="recognition",
            asked_of=("police",),
            flags=("critical", "recording"),
            good="Every child is listed, present or not, with children living elsewhere; "
            "pregnancy was asked about.",
            look_for="Incident logs and notification forms (such as PPN or MERLIN), beside what "
            "your own systems hold on the family.",
            met_means="no child whom your own systems link to the household or to either adult "
            "is missing at any incident",
            was=(
                (
                    "Was every child of the household, and of either adult, recorded at each "
                    "incident attended?"
                ),
            ),
        ),
        # One notification, so that two records of it can be compared. Other agencies get one of
        # their own: see DA-1.8.
        Question(
            "DA-1.2",
            "When did the latest incident happen, and when was the notification to the school "
            "or setting sent and received?",
            label="Notification to the school or setting",
            topic="notification",
            asked_of=("police", "school"),
            scope="shared",
            flags=("timed",),
            held_by=("school",),
            when=SCHOOL_AGE,
            answer=Times(
                ("incident", "sent", "received"), "school_notification", precision="datetime"
            ),
            good="The notification reaches those who see the child by the next school day, after "
            "weekends and holidays too.",
            look_for="The police record of sending; the school's log. Received means that it had "
            "arrived, read or not.",
            met_means="the notification was received within the local time limit of the incident",
        ),
        Question(
            "DA-1.3",
            "Does your record show what each child at the incident said, or how they seemed?",
            label="Child seen and spoken to at the incident",
            topic="voice",
            asked_of=("police",),
            flags=("voice", "recording"),
            good="Each child was seen, and spoken to where old enough, apart from the adults "
            "where that was safe; their own words are recorded.",
            look_for="Officers' notes, the voice of the child field, body-worn video summaries.",
            met_means="each child present was seen, and what they said or how they seemed is "
            "recorded",
        ),
        Question(
            "DA-1.4",
            "Did your school or setting know of the latest incident before the child was next "
            "there?",
            label="School knew before the child was next there",
            topic="notification",
            asked_of=("school",),
            flags=("critical",),
            when=SCHOOL_AGE,
            good="The safeguarding lead had read the notification before the child arrived, "
            "after weekends and holidays too.",
            look_for="The safeguarding log and inbox, with date and time (Operation Encompass, "
            "for example). If nothing ever reached you: No evidence on file.",
            met_means="the safeguarding lead knew before the child's next session",
            was=(
                (
                    "Was the child's school or setting told of the latest incident before the "
                    "child was next there?"
                ),
            ),
        ),
        Question(
            "DA-1.5",
            "Did the school or setting use what it was told to support this child?",
            label="School used the notification",
            topic="support",
            asked_of=("school",),
            good="Support was chosen for this child, quietly or openly; the effect on learning, "
            "attendance and behaviour was noted.",
            look_for="Safeguarding file after the notification (Operation Encompass), attendance, "
            "notes of the key adult.",
            met_means="the child was supported because of what was known, and the effect was noted",
        ),
        Question(
            "DA-1.6",
            "Was the parent or carer asked about domestic abuse in private, where it was safe "
            "to answer?",
            label="Adult asked safely about abuse",
            topic="recognition",
            asked_of=("health_visiting", "midwifery", "gp", "hospital"),
            flags=("recording",),
            good="Asked more than once, with an independent interpreter where needed; the "
            "answer is kept where a partner cannot see it.",
            look_for="Routine enquiry in antenatal, postnatal, surgery and emergency records.",
            met_means="the parent or carer was asked alone whenever your own standard says so, "
            "and the answer is recorded",
        ),
        Question(
            "DA-1.7",
            "Did your agency find out which children live with, or visit, the adult it works with?",
            label="Children behind the adult known",
            topic="whole_family",
            asked_of=("housing", "adult_mental_health", "substance_misuse", "probation"),
            flags=("recording",),
            good="Each child is recorded with age and where they live, and their safety was "
            "asked about.",
            look_for="Assessment, household details, licence or tenancy records.",
            met_means="the record names, by role and age, every child the adult lives with or sees",
        ),
        Question(
            "DA-1.8",
            "When did the latest incident happen, and when did the notification of it reach "
            "your agency?",
            label="Notification to social care and health",
            topic="notification",
            asked_of=("social_care", "health_visiting"),
            flags=("timed",),
            answer=Times(("incident", "received"), "notification", precision="datetime"),
            good="It came within the local time limit, weekends and holidays included, and said "
            "which children live there.",
            look_for="Contact record or notification inbox (MASH or front door); the time of the "
            "incident as the notification gives it.",
            met_means="the notification reached your agency within the local time limit of the "
            "incident",
        ),
    ),
)
