"""Section 6: the adult victim."""

from __future__ import annotations

from audit_core import Question, Section, TickAll, Times

VICTIM = Section(
    6,
    "The adult victim",
    (
        Question(
            "DA-6.1",
            "Was the victim offered an independent advocate (IDVA) by a safe route?",
            label="Advocate offered safely",
            topic="victim",
            asked_of=("police", "hospital", "gp"),
            good="Offered soon, by a safe route, and offered again after a refusal.",
            look_for="Referral or offer, with date; how contact was made.",
            met_means="an advocate was offered by a safe route, and the answer is recorded",
            was=(
                "Was the victim offered an independent advocate, in a way that was safe for them?",
            ),
        ),
        Question(
            "DA-6.2",
            "When was the victim referred to the domestic abuse service, and when was first "
            "contact made?",
            label="From referral to first contact",
            topic="victim",
            asked_of=("domestic_abuse_service",),
            flags=("timed",),
            answer=Times(("referred", "first_contact"), "advocate", precision="datetime"),
            good="Contact was made within the local time limit, sooner where risk was high.",
            look_for="Referral log; first call or visit by an advocate (IDVA) or outreach worker "
            "that reached the victim.",
            met_means="the victim was reached within the local time limit",
        ),
        Question(
            "DA-6.3",
            "Were barriers to help, such as language, immigration status, money or disability, "
            "dealt with?",
            label="Barriers to help dealt with",
            topic="identity",
            asked_of=("domestic_abuse_service", "housing", "gp"),
            good="The victim was asked; each barrier is named and something was done: "
            "interpreter, advice, adapted service.",
            look_for="Assessment, use of interpreters, advice given.",
            met_means="each barrier on the record was dealt with, or there were none and this "
            "was asked",
        ),
        Question(
            "DA-6.6",
            "Did your agency weigh the child's safety in its decisions about housing?",
            label="Child's safety weighed in housing decisions",
            topic="support",
            asked_of=("housing",),
            good="Refuge, safety works, tenancy or removal of the person causing harm were "
            "decided with this child in mind.",
            look_for="Housing file: decisions and reasons. Not applicable if there was nothing "
            "to decide.",
            met_means="the reasons for each decision say what it means for the child's safety",
        ),
        Question(
            "DA-6.5",
            "Which kinds of help did the victim receive?",
            label="Help the victim received",
            topic="victim",
            asked_of=("domestic_abuse_service", "housing"),
            answer=TickAll(
                (
                    "Safety planning",
                    "Advocacy at court or meetings",
                    "Refuge or rehousing",
                    "Safety works at home",
                    "Money or immigration advice",
                    "Help with parenting after abuse",
                )
            ),
            good="The help fits what the victim asked for.",
            look_for="Support plan and closure record.",
            met_means="every kind of help the record shows was received is ticked",
        ),
    ),
)
