"""Section 5: the person causing harm."""

from __future__ import annotations

from audit_core import Question, Section

HARM = Section(
    5,
    "The person causing harm",
    (
        Question(
            "DA-5.1",
            "Was the risk that the person causing harm poses to this child assessed?",
            label="Person causing harm assessed",
            topic="whole_family",
            asked_of=(
                "police",
                "social_care",
                "family_help",
                "child_protection_team",
                "probation",
            ),
            flags=("critical",),
            good="They are identified and in the assessment: history checked, spoken to where "
            "safe, their part in the child's life described.",
            look_for="Checks, interviews, assessment; reason where they were deliberately not "
            "approached.",
            met_means="their risk to this child is assessed in writing, from more than the "
            "victim's account",
        ),
        Question(
            "DA-5.2",
            "Did your agency use its powers to stop the abuse, or record why not?",
            label="Powers to stop the abuse used",
            topic="risk",
            asked_of=("police", "probation"),
            good="Arrest, protective orders, licence conditions and disclosure were weighed; "
            "breaches were acted on and others told.",
            look_for="Decision record, notices and orders (DVPN, DVPO, DAPO), disclosure scheme "
            "(DVDS, Clare's Law), breach record.",
            met_means="the record shows which powers were weighed and why they were or were not "
            "used",
        ),
        Question(
            "DA-5.3",
            "Was the child's worker told how your agency's work with the person causing harm "
            "was going?",
            label="Work with the person causing harm shared",
            topic="sharing",
            asked_of=("probation", "substance_misuse", "adult_mental_health"),
            good="Attendance was not taken for change; non-attendance was told to those "
            "planning for the child.",
            look_for="Referral, attendance, report to the child's worker.",
            met_means="the child's worker was told what the work achieved, or that it did not "
            "happen",
        ),
        Question(
            "DA-5.4",
            "Did your agency check that contact between the child and the person causing harm "
            "was safe?",
            label="Contact checked for safety",
            topic="risk",
            asked_of=("school",),
            good="Who may collect, see or call the child is known, and changes are passed on.",
            look_for="Collection arrangements, notes of contact, court orders on file.",
            met_means="your agency knew the contact arrangements and acted on them",
        ),
    ),
)
