"""Section 1: seeing neglect, naming it and passing it on while it is still early."""

from __future__ import annotations

from audit_core import Question, Section, Times, When

OLDER = When("age_band", ("11 to 15", "16 to 17"))

RECOGNITION = Section(
    1,
    "Recognising neglect",
    (
        Question(
            ref="NG-1.1",
            label="Neglect named from the child's side",
            text="Do your agency's records say what the child was going without?",
            good="The word neglect is used, with its kind, how long it has lasted and what it "
            "does to this child each day.",
            look_for="Referrals, assessments, concern logs and case notes about care, food, "
            "clothing, safety, school and health.",
            met_means="the record names the neglect, its kind and its effect on this child",
            asked_of=("social_care", "early_help", "family_help", "school", "health_visiting"),
            flags=("critical", "recording"),
            topic="recognition",
            was=(
                (
                    "Did your agency's records say what the child was going without, rather than "
                    "only what the parents found hard?"
                ),
            ),
        ),
        Question(
            ref="NG-1.2",
            label="Early signs written down as facts",
            text="Were the signs of neglect that your agency saw written down as dated facts?",
            good="What was seen, heard or smelt is described plainly on the day, so that it can "
            "be compared with what came before.",
            look_for="Concern logs, visit notes, incident reports, attendance and inspection "
            "records.",
            met_means="each sign is described with its date, so that a later reader could see "
            "change",
            asked_of=("police", "school", "school_nursing", "housing"),
            flags=("recording",),
            topic="recognition",
        ),
        Question(
            ref="NG-1.3",
            label="Time from first sign to first sharing",
            text="When did your agency first see signs of neglect, and when did it first share "
            "them with another agency?",
            good="The signs are shared within days of being seen, before there is a crisis.",
            look_for="The first concern in the period; the first call, form or meeting that "
            "passed it on.",
            met_means="the first signs were shared within the local time limit",
            asked_of=("school", "health_visiting", "school_nursing", "housing"),
            flags=("timed",),
            answer=Times(points=("first_seen", "first_shared"), limit="sharing"),
            topic="notification",
        ),
        Question(
            ref="NG-1.4",
            label="Neglect considered behind behaviour",
            text="Was neglect considered as a reason for this young person's behaviour or absence?",
            good="Missing episodes, offending, self-harm or absence are read as possible signs of "
            "what is missing at home, and the young person is not blamed.",
            look_for="Missing reports, exclusion and attendance records, incident reports, "
            "health consultations.",
            met_means="the record asks how the young person is cared for, and answers it",
            asked_of=("school", "police", "school_nursing"),
            when=(OLDER,),
            topic="recognition",
        ),
        Question(
            ref="NG-1.5",
            label="Adult's worker knew the effect on care",
            text="Did the adult's worker find out how the adult's difficulties affected the "
            "daily care of each child?",
            good="Every child is listed by age, and the record says who feeds, wakes, collects "
            "and watches over them on a bad day.",
            look_for="Adult assessment, care or tenancy plan, home visit notes, family details.",
            met_means="the record describes the children's daily care when the adult is at "
            "their worst",
            asked_of=("adult_mental_health", "substance_misuse", "housing"),
            topic="whole_family",
        ),
        Question(
            ref="NG-1.6",
            label="Adult service passed on concerns",
            text="Did the adult's worker pass on what they knew about the children's care?",
            good="Concerns go to the child's worker, or to the front door, without waiting to "
            "be asked.",
            look_for="Referrals, calls, letters and meeting reports to those working with the "
            "children.",
            met_means="what the service knew about the children's care reached somebody "
            "responsible for the children",
            asked_of=("adult_mental_health", "substance_misuse", "housing"),
            topic="sharing",
        ),
        Question(
            ref="NG-1.7",
            label="Parent's record linked to the child's",
            text="Were difficulties in a parent's health record linked to the child's record?",
            good="Anyone opening the child's record can see that a parent's illness, substance "
            "use or disability may affect care.",
            look_for="Linked family records, alerts, safeguarding codes, practice meeting notes.",
            met_means="the child's record shows the parent's difficulty that matters for care",
            asked_of=("gp", "midwifery"),
            flags=("recording",),
            topic="whole_family",
        ),
        Question(
            ref="NG-1.8",
            label="Neglect considered at attendance",
            text="When the child was brought for treatment, was neglect considered as a possible "
            "cause?",
            good="The clinician asks how it happened, who was watching, and what earlier "
            "attendances show.",
            look_for="Emergency, clinic and consultation notes; safeguarding checks; discharge "
            "letters.",
            met_means="the notes show that neglect was thought about, whatever the conclusion",
            asked_of=("gp", "hospital"),
            topic="recognition",
            was=(
                (
                    "When the child was brought for treatment, was poor care considered as a "
                    "possible cause?"
                ),
            ),
        ),
    ),
)
