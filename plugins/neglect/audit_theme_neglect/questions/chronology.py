"""Section 2: the history. Neglect is a pattern, and only a chronology that is joined, current, read
and used can show it.
"""

from __future__ import annotations

from audit_core import Number, Question, Section

CHRONOLOGY = Section(
    2,
    "Chronology and history",
    (
        Question(
            ref="NG-2.1",
            label="Chronology joins every agency's events",
            text="Does one chronology for this child hold events from every agency involved?",
            good="It starts at birth or before, names the source of each event, and no involved "
            "agency is missing.",
            look_for="The multi-agency chronology; the sources named in it. If there is none, "
            "answer Not met.",
            met_means="one chronology holds events from every agency that was involved",
            asked_of=("lead_professional", "lead_cp"),
            flags=("critical", "recording"),
            topic="history",
            was=(
                (
                    "Does one chronology for this child bring together the events known to every "
                    "agency involved?"
                ),
            ),
        ),
        Question(
            ref="NG-2.2",
            label="Chronology up to date when it mattered",
            text="Was the multi-agency chronology up to date when the last main decision was made?",
            good="The newest entry is no older than the last contact before that decision.",
            look_for="Date of the newest entry; date of the last conference, review or closing "
            "decision.",
            met_means="nothing important that was known by then is missing from it",
            asked_of=("lead_professional", "lead_cp"),
            flags=("critical", "recording"),
            topic="history",
        ),
        Question(
            ref="NG-2.3",
            label="Chronology analysed for its pattern",
            text="Does the analysis of the chronology say what the pattern of events means for "
            "this child?",
            good="It names what repeats, what lies in the gaps, how harm has built up and what "
            "is likely next.",
            look_for="The analysis with the chronology, in the assessment or in the report to a "
            "meeting.",
            met_means="the pattern is described in words, with its effect on the child",
            asked_of=("lead_professional", "lead_cp"),
            flags=("critical",),
            topic="history",
        ),
        Question(
            ref="NG-2.4",
            label="Chronology used in decisions",
            text="Was the pattern in the chronology used to decide what should happen next?",
            good="Minutes and decisions refer to the pattern, and would have been different "
            "without it.",
            look_for="Conference (ICPC), review and core group minutes; management decisions; "
            "legal planning.",
            met_means="at least one main decision in the period rests on the pattern, and says so",
            asked_of=("lead_professional", "lead_cp"),
            flags=("critical",),
            topic="history",
        ),
        Question(
            ref="NG-2.5",
            label="History carried into new assessments",
            text="Was the family's earlier history carried into each new assessment?",
            good="A new worker, baby or referral does not wipe the slate: earlier help, and why "
            "it did not last, is set out.",
            look_for="History sections of assessments; transfer notes; what is said of earlier "
            "plans and closures.",
            met_means="each new assessment sets out earlier help and why this time should differ",
            asked_of=("social_care", "early_help", "family_help"),
            topic="history",
        ),
        Question(
            ref="NG-2.6",
            label="Own key events supplied",
            text="Did your agency supply its own key events for the shared chronology?",
            good="The events are short, dated, say what it was like for the child, and arrived "
            "before the meeting.",
            look_for="Your agency's chronology; the message or report with which it was sent.",
            met_means="your agency's key events were sent to whoever keeps the chronology",
            asked_of=(
                "school",
                "health_visiting",
                "school_nursing",
                "gp",
                "hospital",
                "police",
                "housing",
                "adult_mental_health",
                "substance_misuse",
            ),
            flags=("recording",),
            topic="history",
        ),
        Question(
            ref="NG-2.7",
            label="Earlier records obtained",
            text="Were records obtained from services that knew the family before?",
            good="Earlier records, including from other areas and about older children, are "
            "asked for, chased and read.",
            look_for="Requests and replies; transferred records; earlier pregnancies and older "
            "children.",
            met_means="earlier records were received and read before decisions relied on them",
            asked_of=("gp", "midwifery"),
            topic="history",
        ),
        Question(
            ref="NG-2.8",
            label="Referrals closed with no further action",
            text="How many referrals about this child in the period were closed with no further "
            "action?",
            good="Each closed referral is counted with those before it, from whichever agency "
            "it came.",
            look_for="Contact and referral records; decisions at the front door.",
            met_means="the number was counted from the record; write 0 if there were none",
            asked_of=("social_care",),
            answer=Number("referrals", most=99),
            topic="step_up",
        ),
        Question(
            ref="NG-2.10",
            label="Changes of worker",
            text="How many times did the family's main worker from your agency change in the "
            "period?",
            good="Families keep the same worker, and each change has a handover that the family "
            "takes part in.",
            look_for="Allocation history; transfer and handover notes.",
            met_means="the number was counted from the record; write 0 if there were none",
            asked_of=("social_care", "early_help", "family_help", "health_visiting"),
            answer=Number("changes", most=99),
            topic="history",
        ),
    ),
)
