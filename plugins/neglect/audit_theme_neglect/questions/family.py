"""Section 5: the adults, the home, and whether anything really changes."""

from __future__ import annotations

from audit_core import Question, Section

FAMILY = Section(
    5,
    "Parents, carers and home",
    (
        Question(
            ref="NG-5.1",
            label="Progress judged by the child's life",
            text="Was progress judged by changes in the child's daily life?",
            good="What parents say or attend is not taken for change. Workers look for "
            "themselves: clean bedding, food in the house, a child who is rested, at school and "
            "seen by the dentist.",
            look_for="Visit notes, unannounced visits, reviews, supervision, what other "
            "agencies saw.",
            met_means="what is called progress can be seen in the child or the home",
            asked_of=("social_care", "early_help", "family_help", "child_protection_team"),
            flags=("critical",),
            topic="risk",
            was=(
                (
                    "Was progress judged by changes in the child's daily life, rather than by what "
                    "parents said or attended?"
                ),
            ),
        ),
        Question(
            ref="NG-5.2",
            label="Home conditions seen and described",
            text="Did a worker from your agency see where the child sleeps, eats and washes?",
            good="Each room the child uses is seen and described in plain facts, with what was "
            "done about it.",
            look_for="Visit, inspection and incident notes; photographs taken under local rules.",
            met_means="the rooms the child uses were seen and described in the period",
            asked_of=("police", "housing", "midwifery"),
            flags=("recording",),
            topic="risk",
        ),
        Question(
            ref="NG-5.3",
            label="Adults in the child's life known",
            text="Does your record show which adults live in the home, care for the child or often "
            "visit?",
            good="Fathers, partners and other relatives are recorded, with what each brings of "
            "care or risk.",
            look_for="Family tree, household details, checks on adults, who was present at visits.",
            met_means="the adults whom your agency met or heard of are recorded, with their part "
            "in the child's life",
            asked_of=("social_care", "health_visiting", "midwifery", "police"),
            flags=("recording",),
            topic="whole_family",
            was=(
                (
                    "Does the record show every adult who cares for the child, lives in the home "
                    "or often visits?"
                ),
            ),
        ),
        Question(
            ref="NG-5.4",
            label="Adult's treatment planned around caring",
            text="Did the adult's treatment plan take account of their caring for children?",
            good="Appointments, medicine storage, relapse and time in hospital are planned so "
            "that the children are cared for.",
            look_for="Care plan, relapse plan, medicine storage advice, discharge plan.",
            met_means="the plan says who cares for the children when the adult cannot",
            asked_of=("adult_mental_health", "substance_misuse"),
            topic="whole_family",
        ),
        Question(
            ref="NG-5.5",
            label="Practical help with money and home",
            text="Was practical help offered with money, food or the home?",
            good="Poverty is told apart from neglect: help is given first or alongside, and the "
            "record says what still did not change.",
            look_for="Benefit checks, repairs, grants, food help, debt and tenancy support.",
            met_means="help that fitted the family's needs was offered, and the result is known",
            asked_of=("early_help", "family_help", "housing"),
            topic="whole_family",
        ),
        Question(
            ref="NG-5.6",
            label="Changes in the adult's care passed on",
            text="Were those working with the children told when the adult's treatment changed?",
            good="Relapse, missed treatment, admission and discharge reach the child's lead "
            "practitioner on the day or the next.",
            look_for="Contacts with children's workers; discharge and missed treatment records.",
            met_means="the change was passed on soon enough to check on the children",
            asked_of=("adult_mental_health", "substance_misuse"),
            topic="sharing",
        ),
    ),
)
