"""The questions of the early help audit: the case file, the observed meeting, and the partnership's
own arrangements.

No law sets time limits for early help. In England, statutory guidance of 2026 joins targeted early
help and section 17 help as family help; community early help stays local. Names differ from place
to place: the questions say "assessment", "lead practitioner" and "the team around the family", and
leave the local names to the round. Each can be answered from the agency's own record, or from what
an observer sees.

Questions are printed in the order in which a record is read, which is not that of the newer refs.
Retired refs, never to be used again: EH-2.3 and EH-2.6 (now EH-2.9), EH-2.5 (part of EH-2.1),
EH-3.1 (now EH-3.5), EH-3.3 (now EH-3.6), EH-5.4 (now EH-5.9 and EH-5.10), EH-M1, EH-M4, EH-M6 and
EH-M9 (now EH-M16 to EH-M19), EH-P.3 (now EH-P.7).
"""

from __future__ import annotations

# A question is read, and reviewed, as one block:
from audit_core import (
    Chronology,
    Day,
    Instrument,
    Judgement,
    Number,
    OnlyIf,
    Poll,
    Question,
    Rating,
    Section,
    TickAll,
    Times,
    Words,
)

FACT, SEEN = Rating("yes_no"), Rating("seen")
SAID_OR_SILENT = ("yes", "not_recorded")
"""The answers to a fact that leave open what follows from it: only No rules it out."""
OBSERVER = ("observer",)

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

ASSESSMENT = Section(
    2,
    "Assessment",
    (
        Question(
            "EH-2.1",
            "Does the assessment explain what the strengths, needs and risks mean for the child?",
            label="Assessment that explains",
            topic="risk",
            asked_of=("lead_professional",),
            flags=("critical",),
            good="It reads as an explanation: what is going on and why, what earlier help changed, "
            "and what would help now.",
            look_for="The analysis in the assessment, and what it says of earlier help.",
            met_means="a reader learns from it what this child needs and why",
        ),
        Question(
            "EH-2.2",
            "Are the views of each child of the family in the assessment?",
            label="Each child's views in the assessment",
            topic="voice",
            asked_of=("lead_professional",),
            flags=("critical", "voice"),
            good="Each child's own words or signals are there, gathered in a way that suits "
            "their age, and the goals follow from them.",
            look_for="Direct work, drawings, observation of small children, with dates.",
            met_means="each child's view can be found in the assessment",
        ),
        Question(
            "EH-2.9",
            "Does the assessment cover everybody who matters in this child's daily life?",
            label="Whole family in the assessment",
            topic="whole_family",
            asked_of=("lead_professional",),
            good="Each brother and sister has a part of their own; both parents and other carers "
            "were asked, wherever they live.",
            look_for="Who is named on the assessment; sentences that fit one child only; contacts "
            "with each parent and carer.",
            met_means="each child, parent and carer on your record is in it, or it says why not",
        ),
        Question(
            "EH-2.4",
            "Did your agency pass on what it knew about the family for the assessment?",
            label="Own knowledge given to the assessment",
            topic="sharing",
            asked_of=("plan_member",),
            good="What your agency knew reached the lead practitioner before the assessment was "
            "finished.",
            look_for="Request and reply, with dates.",
            met_means="what mattered was passed on in time",
        ),
        Question(
            "EH-2.10",
            "Was the family's own network asked what it could do, before the plan was agreed?",
            label="Family's own network asked",
            topic="whole_family",
            asked_of=("lead_professional",),
            good="A meeting led by the family (family group decision-making) or another way was "
            "offered where it was safe, and what they proposed is in the plan.",
            look_for="Offer of a family group conference or network meeting; who was asked; the "
            "plan.",
            met_means="the network was asked, or the record says why it was not",
        ),
        Question(
            "EH-2.7",
            "Did the help take account of who the child is: ethnicity, culture, faith, language, "
            "disability and identity?",
            label="The child's identity shaped the help",
            topic="identity",
            asked_of=("lead_professional",),
            good="What it means for getting help is written down and acted on; what was assumed "
            "about the family was questioned.",
            look_for="Assessment, adapted help, interpreters.",
            met_means="the record shows how the child's identity or needs shaped what was done",
            was=(
                (
                    "Did the help take account of who the child is: culture, faith, language, "
                    "disability and identity?"
                ),
            ),
        ),
        Question(
            "EH-2.8",
            "When was the assessment begun, and when was it finished?",
            label="Time to assess",
            topic="risk",
            asked_of=("lead_professional",),
            flags=("timed",),
            answer=Times(("begun", "finished"), "assessment"),
            good="It was finished within the local time limit, and help did not wait for it.",
            look_for="Dates on the assessment.",
            met_means="it was finished within the local time limit",
        ),
    ),
)

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

PLAN = Section(
    4,
    "Plan",
    (
        Question(
            "EH-4.1",
            "Does the plan say what will change for the child and by when?",
            label="Plan with changes one can see",
            topic="plan",
            asked_of=("lead_professional",),
            flags=("critical",),
            good="Few aims, each a change in the child's life, with a date and a way to tell.",
            look_for="The plan: where it starts and where it wants to get.",
            met_means="every main aim is a change for the child, with a date and a sign of success",
        ),
        Question(
            "EH-4.2",
            "Does the plan say what will be done if things do not improve or risk rises?",
            label="What happens if it does not improve",
            topic="step_up",
            asked_of=("lead_professional",),
            good="The next step and the point at which it is taken are written down and known "
            "to the family.",
            look_for="Contingency in the plan.",
            met_means="the plan names the next step and when it would be taken",
        ),
        Question(
            "EH-4.3",
            "At which points was change measured with a tool that shows how far the child has "
            "come?",
            label="Change measured",
            topic="impact",
            asked_of=("lead_professional",),
            flags=("outcome",),
            answer=TickAll(
                ("At the start", "At a review", "At the end", "Not measured"),
                none=("Not measured",),
            ),
            good="The same measure at two points at least, talked about with the family.",
            look_for="Scores with dates.",
            met_means="every time at which change was measured is ticked",
            was=("When was change measured with a tool that shows how far the child has come?",),
        ),
    ),
)

REVIEW = Section(
    5,
    "Review, stepping up and stepping down",
    (
        Question(
            "EH-5.1",
            "When was the review before the latest one, and when was the latest review?",
            label="From one review to the next",
            topic="plan",
            asked_of=("lead_professional",),
            flags=("timed",),
            answer=Times(("review_before", "latest_review"), "review"),
            good="Reviews come as often as agreed and look at each aim in turn.",
            look_for="Dates of reviews. If there was only one, give the day the plan began as the "
            "earlier date.",
            met_means="no more time than the local limit lay between the two",
            was=(
                (
                    "When was the last review but one (or the start of the plan), and when was the "
                    "latest review?"
                ),
            ),
        ),
        Question(
            "EH-5.2",
            "When risk to the child rose, did your agency promptly ask for more help?",
            label="Stepped up when risk rose",
            topic="step_up",
            asked_of=("early_help", "family_help", "school", "health_visiting"),
            flags=("critical",),
            good="Rising risk was seen and referred the same day where needed; the answer is on "
            "the record.",
            look_for="Referrals after a change in risk, with dates and responses.",
            met_means="each time the record shows risk rising, more help was asked for promptly",
        ),
        Question(
            "EH-5.3",
            "Was the child stepped down from children's social care to early or family help in the "
            "period?",
            label="Stepped down from social care",
            topic="step_down",
            asked_of=("social_care", "early_help", "family_help"),
            scope="shared",
            answer=FACT,
            held_by=("social_care", "early_help", "family_help"),
            good="Both services record the same.",
            look_for="Closure record, step-down meeting. Give the month.",
            met_means="the child moved from social care to early or family help in the period",
            was=(
                (
                    "Was the child stepped down from children's social care to early help in the "
                    "period?"
                ),
            ),
        ),
        Question(
            "EH-5.9",
            "If the child was stepped down, had improvement lasted for some time first?",
            label="Stepped down after lasting improvement",
            topic="step_down",
            asked_of=("social_care",),
            flags=("critical",),
            good="Improvement was tested over time, and the agencies working with the child were "
            "asked before help was reduced.",
            look_for="Reasons for stepping down, minutes. Not applicable if there was no "
            "step-down.",
            only_if=OnlyIf("EH-5.3", SAID_OR_SILENT, "there was no step-down to judge"),
            met_means="the record shows improvement that had lasted before help was reduced",
        ),
        Question(
            "EH-5.10",
            "If the child was stepped down to your service, did its help begin before social "
            "care's ended?",
            label="No gap after step-down",
            topic="step_down",
            asked_of=("early_help", "family_help"),
            flags=("critical",),
            good="A joint meeting agreed the plan and the lead practitioner, whom the family met "
            "before closure.",
            look_for="Step-down minutes, first contact with the family, date of closure. Not "
            "applicable if there was no step-down.",
            only_if=OnlyIf("EH-5.3", SAID_OR_SILENT, "there was no step-down to judge"),
            met_means="your service was working with the family by the day social care closed",
        ),
        Question(
            "EH-5.5",
            "If little had changed after a year or three reviews, was social care's advice sought?",
            label="Advice sought when nothing changed",
            topic="oversight",
            asked_of=("early_help", "family_help"),
            good="Lack of change was named, and somebody outside the team was asked.",
            look_for="Consultation record; minutes.",
            met_means="advice was sought and acted on, or things had changed for the child",
        ),
        Question(
            "EH-5.6",
            "How many whole months had the child been on an early or family help plan at the end "
            "of the period?",
            label="Months on the plan",
            topic="plan",
            asked_of=("lead_professional",),
            answer=Number("months", 0, 216),
            good="The length fits the need.",
            look_for="Start date of the plan.",
            met_means="the number was worked out from the start date",
            was=(
                (
                    "How many whole months had the child been on an early help plan at the end of "
                    "the period?"
                ),
            ),
        ),
        Question(
            "EH-5.7",
            "Did any agency disagree with a decision about this child's safety or level of help?",
            label="A disagreement between agencies",
            topic="escalation",
            asked_of=("early_help", "family_help", "social_care", "school", "health_visiting"),
            scope="shared",
            answer=FACT,
            good="Different views are recorded as such, with what became of them.",
            look_for="E-mails, minutes, case notes. In the evidence say which agency, when, and "
            "about what.",
            met_means="at least one agency told another that it disagreed",
        ),
        Question(
            "EH-5.8",
            "If your agency disagreed, was this taken to a more senior level within the local "
            "time limit?",
            label="Disagreement escalated in time",
            topic="escalation",
            asked_of=("early_help", "family_help", "social_care", "school", "health_visiting"),
            flags=("critical", "escalation"),
            good="Raised stage by stage until it was settled; the child was helped meanwhile.",
            look_for="Escalation record with dates and outcome. Not applicable if your agency "
            "did not disagree.",
            only_if=OnlyIf("EH-5.7", SAID_OR_SILENT, "there was nothing to take further"),
            met_means="it was raised in time and followed until it was settled",
        ),
    ),
)

QUALITY = Section(
    6,
    "Quality and difference made",
    (
        Question(
            "EH-6.1",
            "Did reflective supervision, or a safeguarding lead, look at how the work was going "
            "for this child?",
            label="Reflective supervision of the work",
            topic="oversight",
            asked_of=("all",),
            flags=("oversight",),
            good="It asked what life was like for the child, what was assumed about the family, "
            "and whether the help should change; in schools, health and voluntary services too.",
            look_for="Supervision record or safeguarding lead's note, with date.",
            met_means="somebody outside the daily work reflected on it and recorded the result",
            was=(
                (
                    "Did a supervisor or safeguarding lead question how the work was going for "
                    "this child?"
                ),
            ),
        ),
        Question(
            "EH-6.2",
            "Does the record hold what the child or parents said about the help?",
            label="Family's view of the help",
            topic="voice",
            asked_of=("health_visiting", "voluntary"),
            flags=("voice",),
            good="Their own words, also where they differ from the worker's view.",
            look_for="Feedback, review minutes, messages.",
            met_means="what the child or parents thought of the help is on record",
        ),
        Question(
            "EH-6.3",
            "Could another worker carry on from the record alone?",
            label="Record another could carry on from",
            topic="history",
            asked_of=("school", "health_visiting", "school_nursing", "voluntary"),
            flags=("recording",),
            good="A clear story: what was seen, decided, done, and what is next.",
            look_for="The last three months of entries.",
            met_means="a new worker would know the story and the next step",
        ),
        Question(
            "EH-6.4",
            "Do your records show that this child's life was better at the end of the period "
            "than at the start?",
            label="Child's life better",
            topic="impact",
            asked_of=("lead_professional", "plan_member"),
            flags=("outcome",),
            good="The child, the family and at least one agency's records point the same way.",
            look_for="Attendance, health, the child's own account, measures of change.",
            met_means="there is evidence that at least one main need was better met",
        ),
        Question(
            "EH-6.5",
            "If the child was referred again after help ended, on what date was that?",
            label="Referred again",
            topic="impact",
            asked_of=("social_care",),
            answer=Day(),
            good="Help that lasts: no new referral within six months.",
            look_for="Contacts after closure. Leave blank and say so in the evidence if there "
            "was none.",
            met_means="the date is that of the first referral after help ended",
        ),
        Question(
            "EH-6.6",
            "Would this child say that the help changed something for them?",
            label="The child would recognise the help",
            topic="impact",
            asked_of=("panel",),
            scope="case",
            flags=("voice", "outcome"),
            good="The panel can name what changed, in words the child would use.",
            look_for="All agencies' records together.",
            met_means="the panel agrees that the child could name a change",
        ),
        Question(
            "EH-6.7",
            "Put together, did agencies offer help as early as what they knew between them "
            "would have allowed?",
            label="Help as early as it could be",
            topic="recognition",
            asked_of=("panel",),
            scope="case",
            good="No earlier date can be found at which somebody already knew enough.",
            look_for="The merged chronology.",
            met_means="the panel finds no earlier point at which help should have been offered",
        ),
    ),
)

BEFORE = Section(
    1,
    "Before and at the start",
    (
        Question(
            "EH-M16",
            "Had people read the papers before the meeting, the family included?",
            label="Papers read beforehand",
            topic="plan",
            asked_of=OBSERVER,
            answer=SEEN,
            good="Nobody read for the first time at the table.",
            look_for="What people had before them, and what they asked.",
            met_means="nobody, the family included, was reading for the first time",
        ),
        Question(
            "EH-M2",
            "Were the child and parents helped to take a real part in the meeting?",
            label="Family helped to take part",
            topic="voice",
            asked_of=OBSERVER,
            answer=SEEN,
            flags=("voice",),
            good="They were there, or took part in another way, and knew beforehand who would "
            "be there and why.",
            look_for="Arrival, seating, what was explained.",
            met_means="the family was prepared and could take a real part",
        ),
        Question(
            "EH-M3",
            "Did the opening let the family know who was there and why?",
            label="Clear opening",
            topic="plan",
            asked_of=OBSERVER,
            answer=SEEN,
            good="Roles in plain words; ground rules; time.",
            look_for="The first five minutes.",
            met_means="the family knew who was who and what would happen",
        ),
        Question(
            "EH-M17",
            "Did those who were invited come, or send a report?",
            label="Those invited were there",
            topic="sharing",
            asked_of=OBSERVER,
            answer=SEEN,
            good="Reports of those who could not come were read out and used.",
            look_for="The chair's list of who was invited; apologies and reports.",
            met_means="everybody invited was there or had sent a report",
        ),
    ),
    helped=False,
)
DURING = Section(
    2,
    "During the meeting",
    (
        Question(
            "EH-M5",
            "Was the child's voice brought into the meeting, even if the child was not there?",
            label="Child's voice brought in",
            topic="voice",
            asked_of=OBSERVER,
            answer=SEEN,
            flags=("voice",),
            good="Their own words, and somebody asked what they meant for the plan.",
            look_for="Who spoke for the child, and how.",
            met_means="the child's own words or wishes were talked about",
        ),
        Question(
            "EH-M18",
            "Did the family seem to expect what was said about them?",
            label="Family expected what was shared",
            topic="sharing",
            asked_of=OBSERVER,
            answer=SEEN,
            good="No surprises; private matters handled with care.",
            look_for="The family's reactions, and what they were asked beforehand.",
            met_means="nothing that was said seemed to take the family by surprise",
        ),
        Question(
            "EH-M7",
            "Were strengths and worries talked about in balance?",
            label="Strengths and worries in balance",
            topic="risk",
            asked_of=OBSERVER,
            answer=SEEN,
            good="Neither a list of faults nor only praise.",
            look_for="Time given to each.",
            met_means="both were heard and weighed",
        ),
        Question(
            "EH-M8",
            "Did people question each other's views where it was needed?",
            label="Challenge between agencies",
            topic="escalation",
            asked_of=OBSERVER,
            answer=SEEN,
            flags=("escalation",),
            good="Respectful, to the point, and about the child.",
            look_for="Moments of disagreement, or their absence.",
            met_means="optimism and drift were questioned",
        ),
    ),
    helped=False,
)
DECIDING = Section(
    3,
    "Deciding and ending",
    (
        Question(
            "EH-M19",
            "When progress was talked about, was it judged by what had changed for the child?",
            label="Progress judged by change for the child",
            topic="plan",
            asked_of=OBSERVER,
            answer=SEEN,
            good="Each time, somebody said what was different for the child.",
            look_for="What people pointed to when they spoke of progress.",
            met_means="progress was judged each time by its effect on the child",
        ),
        Question(
            "EH-M10",
            "Were new actions clear: what, who, and by when?",
            label="Clear actions",
            topic="plan",
            asked_of=OBSERVER,
            answer=SEEN,
            good="Read back at the end; the family's own actions too.",
            look_for="Actions as recorded.",
            met_means="everybody could say what they had to do by when",
        ),
        Question(
            "EH-M11",
            "Was it considered whether the child needs more help, or can do with less?",
            label="Stepping up or down considered",
            topic="step_up",
            asked_of=OBSERVER,
            answer=SEEN,
            good="Asked openly, with the threshold in mind.",
            look_for="Discussion of level of need.",
            met_means="the level of help was questioned and decided",
        ),
        Question(
            "EH-M12",
            "At the end, did the family understand what had been agreed?",
            label="Family understood the outcome",
            topic="voice",
            asked_of=OBSERVER,
            answer=SEEN,
            flags=("voice",),
            good="Somebody asked them; the date of the record was given.",
            look_for="The last five minutes.",
            met_means="the family could say what had been agreed",
        ),
        Question(
            "EH-M13",
            "What was the role of the person who chaired?",
            label="Role of the chair",
            topic="plan",
            asked_of=OBSERVER,
            answer=Words(),
            good="The lead practitioner, or somebody agreed.",
            look_for="Introductions.",
            met_means="the role is given, never a name",
        ),
        Question(
            "EH-M14",
            "How many minutes did the meeting last?",
            label="Length of the meeting",
            topic="plan",
            asked_of=OBSERVER,
            answer=Number("minutes", 1, 300),
            good="Long enough for the family to speak.",
            look_for="Start and end.",
            met_means="the number of minutes from start to end",
        ),
        Question(
            "EH-M15",
            "Which agencies were there?",
            label="Agencies present",
            topic="sharing",
            asked_of=OBSERVER,
            answer=TickAll(
                (
                    "Early help",
                    "School or setting",
                    "Health visiting or school nursing",
                    "Children's social care",
                    "Police",
                    "Housing",
                    "Voluntary sector",
                    "Other",
                )
            ),
            good="Those who know the family.",
            look_for="Attendance.",
            met_means="every agency that was there is ticked",
        ),
    ),
    helped=False,
)

PARTNERSHIP = Section(
    1,
    "The partnership's own arrangements",
    (
        Question(
            "EH-P.1",
            "Does the threshold document make clear which children need early help and which "
            "may be children in need?",
            label="Clear threshold document",
            topic="strategy",
            asked_of=("partnership",),
            scope="partnership",
            good="Examples at each level, written with those who use it; in England it says where "
            "family help begins.",
            look_for="The document and its date.",
            met_means="staff of every agency can tell the levels apart",
        ),
        Question(
            "EH-P.2",
            "Is every lead practitioner outside the early help service supervised?",
            label="Lead practitioners supervised",
            topic="oversight",
            asked_of=("partnership",),
            scope="partnership",
            flags=("oversight",),
            good="Training, advice and supervision reach schools, health and the voluntary sector.",
            look_for="Offer and take-up.",
            met_means="every lead practitioner has somebody to turn to and is supervised",
            was=("Is every lead professional outside the early help service supervised?",),
        ),
        Question(
            "EH-P.7",
            "Did the partnership look in the last year at whether children of any ethnic group, or "
            "disabled children, are helped differently?",
            label="Differences in help looked at",
            topic="identity",
            asked_of=("partnership",),
            scope="partnership",
            good="Every agency's early help is counted, by ethnic group and disability too; what "
            "was done about a difference is minuted.",
            look_for="Figures of every agency, minutes, yearly report.",
            met_means="it was looked at in the last year, and what followed is on record",
        ),
        Question(
            "EH-P.4",
            "Does the partnership check whether improvement lasts after children are stepped down?",
            label="Step-down watched",
            topic="step_down",
            asked_of=("partnership",),
            scope="partnership",
            good="Re-referrals after step-down are looked at case by case.",
            look_for="Reports and minutes.",
            met_means="step-downs in the last year were sampled and acted on",
        ),
        Question(
            "EH-P.5",
            "Does the partnership see copies of agencies' escalations every quarter?",
            label="Escalations monitored",
            topic="escalation",
            asked_of=("partnership",),
            scope="partnership",
            flags=("escalation",),
            good="Each agency reports, also when there were none.",
            look_for="Escalation log.",
            met_means="every escalation in the last four quarters was seen with its result",
        ),
        Question(
            "EH-P.6",
            "Have children and parents who had early help shaped how it is given?",
            label="Families shaped early help",
            topic="voice",
            asked_of=("partnership",),
            scope="partnership",
            flags=("voice",),
            good="A change that can be named.",
            look_for="Participation work and what followed.",
            met_means="at least one change in the last year came from what families said",
        ),
    ),
    helped=False,
)

CASE_FILE = Instrument(
    "case_file",
    "Case file",
    about="case",
    sections=(NEED, ASSESSMENT, TEAM, PLAN, REVIEW, QUALITY),
    sheets=(
        Chronology(
            kinds=(
                "Concern",
                "Contact or referral",
                "Assessment",
                "Team meeting",
                "Visit or direct work",
                "Review",
                "Step up",
                "Step down",
                "Change of lead practitioner",
                "Health",
                "School",
            )
        ),
        Judgement(),
    ),
)
MEETING = Instrument(
    "meeting",
    "Observed meeting",
    about="meeting",
    sections=(BEFORE, DURING, DECIDING),
    sheets=(
        Judgement(
            prompts=(
                "What worked well in this meeting, for the child?",
                "What would have made it better for the child?",
                "What was it like for the family? What did they say or show?",
            )
        ),
    ),
)
SAID = Poll(("Yes", "Partly", "No", "Do not know"), ("Yes",))

FAMILIES = Section(
    1,
    "What children and parents said",
    (
        Question(
            "EH-F.1",
            "Of the children and parents asked, how many were asked what they wanted before "
            "help began?",
            label="Families: asked what they wanted",
            topic="voice",
            asked_of=("partnership",),
            scope="partnership",
            answer=SAID,
            good="Children and parents who had early help are asked each year, by somebody who "
            "did not help them.",
            look_for="Survey or calls in the period; count each person once.",
            met_means="the person said they were asked what they wanted before help began",
        ),
        Question(
            "EH-F.2",
            "Of the children and parents asked, how many knew who was bringing the help together?",
            label="Families: knew their lead practitioner",
            topic="plan",
            asked_of=("partnership",),
            scope="partnership",
            answer=SAID,
            good="The family can name one person.",
            look_for="The same survey.",
            met_means="the person could say who was bringing the help together",
        ),
        Question(
            "EH-F.3",
            "Of the children and parents asked, how many said that life had become better for "
            "the child?",
            label="Families: life became better",
            topic="impact",
            asked_of=("partnership",),
            scope="partnership",
            answer=SAID,
            good="Better in the child's own eyes, and still so when asked.",
            look_for="The same survey.",
            met_means="the person said that life had become better for the child",
        ),
    ),
    helped=False,
)

INSTRUMENTS = (
    CASE_FILE,
    MEETING,
    Instrument("partnership", "Partnership", about="round", sections=(PARTNERSHIP,)),
    Instrument("families", "Survey of families", about="round", sections=(FAMILIES,)),
)
