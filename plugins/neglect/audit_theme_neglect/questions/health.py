"""Section 4: health needs that go unmet, and babies before and after birth."""

from __future__ import annotations

from audit_core import Question, Section, Times, When

YOUNGEST = When("age_band", ("Unborn", "0 to 4"))
BORN = When("age_band", ("0 to 4", "5 to 10", "11 to 15", "16 to 17"))

HEALTH = Section(
    4,
    "Health and care needs",
    (
        Question(
            ref="NG-4.1",
            label="Missed appointments: was not brought",
            text="Was each missed health appointment followed up as a child who was not brought?",
            good="Someone asks why, thinks about the effect on the child, offers help to attend "
            "and counts it with earlier ones.",
            look_for="Appointment history, follow-up calls and letters, coding of missed "
            "appointments.",
            met_means="every missed appointment was followed up with the child in mind",
            asked_of=("health_visiting", "school_nursing", "gp", "hospital"),
            flags=("critical",),
            when=(BORN,),
            topic="recognition",
        ),
        Question(
            ref="NG-4.2",
            label="Time until a missed appointment was chased",
            text="When was the child last not brought to an appointment, and when was the "
            "family next reached about it?",
            good="The family is reached within days, by a person rather than by letter alone.",
            look_for="The last missed appointment; the first call, visit or message that was "
            "answered.",
            met_means="the family was reached within the local time limit",
            asked_of=("health_visiting", "school_nursing", "gp", "hospital"),
            flags=("timed",),
            answer=Times(points=("not_brought", "family_reached"), limit="not_brought"),
            when=(BORN,),
            topic="notification",
        ),
        Question(
            ref="NG-4.3",
            label="Pattern of missed appointments shared",
            text="Was a pattern of missed appointments shared with the child's lead practitioner?",
            good="The pattern is shared across health and with the lead practitioner, or a "
            "referral is made where there is none.",
            look_for="Letters, calls and reports about missed appointments; referrals.",
            met_means="the pattern, not just the last appointment, was passed on",
            asked_of=("school_nursing", "gp", "hospital"),
            when=(BORN,),
            topic="sharing",
            was=(
                "Was a pattern of missed appointments shared with the child's lead professional?",
            ),
        ),
        Question(
            ref="NG-4.4",
            label="Untreated dental decay acted on",
            text="Was untreated tooth decay or dental pain treated as a possible sign of neglect?",
            good="A dentist sees the child, the result is known, and repeated decay is set "
            "beside other signs.",
            look_for="Dental entries, referrals, extractions, letters from the dentist.",
            met_means="the child got dental care, and what the decay says about care was "
            "considered",
            asked_of=("school_nursing", "gp", "hospital"),
            when=(BORN,),
            topic="recognition",
        ),
        Question(
            ref="NG-4.5",
            label="Prescribed treatment checked",
            text="Was it checked that the child received the treatment prescribed for them?",
            good="Medicines, equipment and therapy are checked against what was prescribed, and "
            "missed treatment is called harm.",
            look_for="Prescription collection, therapy attendance, equipment checks, school "
            "medicine records.",
            met_means="someone checked, and acted if the child was going without",
            asked_of=("school_nursing", "gp", "hospital"),
            when=(BORN,),
            topic="risk",
        ),
        Question(
            ref="NG-4.6",
            label="Care of the baby planned before birth",
            text="Was a plan for the baby's daily care agreed before the birth?",
            good="The plan covers the adults' own needs, help at home and what would show that "
            "the baby is not safe.",
            look_for="Pre-birth assessment, antenatal and treatment records, birth plan.",
            met_means="a written plan was agreed before the birth with those who would provide "
            "the care",
            asked_of=("midwifery", "adult_mental_health", "substance_misuse"),
            when=(YOUNGEST,),
            topic="plan",
        ),
        Question(
            ref="NG-4.7",
            label="Missed antenatal care explored",
            text="Was late or missed antenatal care explored with the mother?",
            good="The reason is asked about kindly, help to attend is offered, and the risk to "
            "the baby is shared.",
            look_for="Booking date, missed antenatal visits, follow-up, information sharing forms.",
            met_means="the reason for late or missed care was found and acted on",
            asked_of=("midwifery",),
            when=(YOUNGEST,),
            topic="recognition",
        ),
        Question(
            ref="NG-4.8",
            label="Safe sleep seen and discussed",
            text="Was the baby's sleeping place looked at with those who care for the baby at "
            "night?",
            good="The place is seen, all night-time carers are told about safer sleep, and "
            "smoking, alcohol and drugs are covered.",
            look_for="Antenatal and new birth visits, safer sleep records, visits by other "
            "workers.",
            met_means="a worker saw where the baby sleeps or will sleep, and the carers were "
            "advised",
            asked_of=("midwifery", "health_visiting"),
            when=(YOUNGEST,),
            topic="risk",
        ),
    ),
)
