"""Section 1: early need and the way in."""

from __future__ import annotations

from audit_core import Question, Section, Times

NEED = Section(
    1,
    "Seeing the need",
    (
        Question(
            "EH-1.1",
            "When did your agency first record a concern, and when was early help first offered?",
            label="From first concern to offer of help",
            topic="recognition",
            asked_of=("school", "health_visiting", "school_nursing", "early_help", "family_help"),
            flags=("timed",),
            answer=Times(("first_concern", "help_offered"), "first_help"),
            good="Help was offered soon after the first concern, not after several.",
            look_for="First entry of concern; date of the first offer.",
            met_means="help was offered within the local time limit of the first concern",
        ),
        Question(
            "EH-1.2",
            "Did the parents, and the child where able, agree to early help knowing what it "
            "would mean?",
            label="Informed agreement to help",
            topic="recognition",
            asked_of=("lead_professional",),
            flags=("critical", "recording"),
            good="What would be shared, with whom, and the right to say no were explained; "
            "agreement was renewed when things changed.",
            look_for="Dated agreement and what was explained.",
            met_means="agreement is recorded with what was explained and to whom",
        ),
        Question(
            "EH-1.3",
            "Does the record say which level of need was chosen, and why?",
            label="Level of need chosen with reasons",
            topic="risk",
            asked_of=("school", "social_care"),
            flags=("recording",),
            good="The threshold document was used, and the reasons are about this child.",
            look_for="Referral or front door record; threshold reasons.",
            met_means="the level is named with reasons that fit this child",
        ),
        Question(
            "EH-1.4",
            "Was your agency told what became of its referral or request for help?",
            label="Told the outcome of its request",
            topic="sharing",
            asked_of=("school", "health_visiting", "police", "gp", "voluntary", "housing"),
            good="The answer came in writing within the local time limit, or your agency asked "
            "for it.",
            look_for="Reply, or note of chasing it.",
            met_means="the outcome and its reason are on your record",
        ),
        Question(
            "EH-1.5",
            "When was the latest request for help received, and when was the sender told the "
            "outcome?",
            label="From request to answer",
            topic="sharing",
            asked_of=("early_help", "family_help", "social_care"),
            flags=("timed",),
            answer=Times(("received", "answered"), "feedback"),
            good="Whoever asked knew the outcome within the local time limit.",
            look_for="Front door or MASH record: date in and date of the answer.",
            met_means="the answer was sent within the local time limit",
        ),
        Question(
            "EH-1.6",
            "Does your record show what this child said, or how they seemed, when your officers "
            "met the family?",
            label="Child seen and heard by officers",
            topic="voice",
            asked_of=("police",),
            flags=("voice", "recording"),
            good="Each child was seen, and spoken to where old enough; their own words are there.",
            look_for="Incident logs and notifications (such as PPN), the voice of the child field.",
            met_means="what the child said or how they seemed is recorded each time officers "
            "met them",
        ),
    ),
)
