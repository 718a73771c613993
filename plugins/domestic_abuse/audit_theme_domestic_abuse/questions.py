"""The questions of the domestic abuse audit: the case file, in eight sections, and the
partnership's own arrangements.

Children who see, hear or live with domestic abuse are victims in their own right (Domestic Abuse
Act 2021, section 3), so the questions ask what each record shows about the child, and not only
about the adults. Each can be answered from the agency's own record.

Questions are printed in the order in which a record is read, which is not that of the newer refs.
Retired refs, never to be used again: DA-4.3 (now DA-4.9), DA-6.4 (now DA-6.6), DA-P.2 (part of
DA-P.1).
"""

from __future__ import annotations

from audit_core import (
    Chronology,
    Instrument,
    Judgement,
    Number,
    OnlyIf,
    Question,
    Rating,
    Section,
    TickAll,
    Times,
    When,
)

INFANT = (When("age_band", ("Unborn", "0 to 4")),)
SCHOOL_AGE = (When("age_band", ("5 to 10", "11 to 15", "16 to 17")),)
TEENAGER = (When("age_band", ("11 to 15", "16 to 17")),)
FACT = Rating("yes_no")
SAID_OR_SILENT = ("yes", "not_recorded")
"""The answers to a fact that leave open what follows from it: only No rules it out."""

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

RISK = Section(
    2,
    "Risk",
    (
        Question(
            "DA-2.1",
            "Was a recognised risk checklist, such as DASH, completed with the victim, or a reason "
            "recorded why not?",
            label="Risk checklist completed",
            topic="risk",
            flags=("critical",),
            asked_of=("police", "domestic_abuse_service", "health_visiting", "hospital", "housing"),
            good="It was done with the victim, alone; professional judgement is stated; the "
            "level was looked at again when things changed.",
            look_for="The date, who completed it, the level it gave, and what followed; not its "
            "items.",
            met_means="a checklist was completed after the abuse was known, or a sound reason "
            "is recorded",
            was=(
                (
                    "Was a recognised risk checklist completed with the victim, or a reason "
                    "recorded why not?"
                ),
            ),
        ),
        Question(
            "DA-2.2",
            "Where risk was high, was the case referred to the multi-agency risk meeting (MARAC)?",
            label="High risk referred to the risk meeting",
            topic="risk",
            scope="shared",
            flags=("critical",),
            asked_of=("police", "domestic_abuse_service", "social_care"),
            good="High risk by level, judgement or repeated incidents led to a prompt referral; "
            "repeats were referred again.",
            look_for="MARAC referral and its date; minutes.",
            met_means="the case was referred promptly each time the local criteria were reached",
            was=(
                (
                    "Where risk was high, was the case referred to the local multi-agency risk "
                    "meeting?"
                ),
            ),
        ),
        Question(
            "DA-2.3",
            "Did your agency carry out its actions for each child from the multi-agency risk "
            "meeting (MARAC)?",
            label="Risk meeting actions done for each child",
            topic="plan",
            asked_of=(
                "police",
                "social_care",
                "family_help",
                "domestic_abuse_service",
                "housing",
                "probation",
            ),
            good="There were actions for each child, not only for the adults, and they were "
            "done by their date.",
            look_for="Action log of the meeting; your own record of what was done, with dates.",
            met_means="every action your agency accepted was done in time and recorded",
            was=(
                (
                    "Did your agency carry out its actions from the multi-agency risk meeting for "
                    "each child?"
                ),
            ),
        ),
        Question(
            "DA-2.4",
            "Does your record describe the pattern of abuse over time?",
            label="Pattern of abuse described",
            topic="history",
            asked_of=("police", "domestic_abuse_service", "gp"),
            good="It says who does what to whom, how it is changing, and what it does to each "
            "child; the latest incident is one of several.",
            look_for="Risk assessment, referral wording, statement of concerns.",
            met_means="a reader could tell the kind and course of the abuse from your record alone",
            was=(
                (
                    "Does the record describe the pattern of abuse over time, rather than only "
                    "the latest incident?"
                ),
            ),
        ),
        Question(
            "DA-2.5",
            "Did your agency act on the added risk that abuse brings to an unborn or very young "
            "child?",
            label="Risk to unborn or very young child acted upon",
            topic="risk",
            asked_of=("midwifery", "health_visiting", "social_care", "family_help"),
            when=INFANT,
            good="The added risk is named in the plan, with what will be done if it rises.",
            look_for="Birth plan, health visiting record, assessment.",
            met_means="the added risk is named and something was done because of it",
        ),
        Question(
            "DA-2.6",
            "How many incidents of domestic abuse involving this family are on your record in "
            "the period?",
            label="Incidents on record",
            topic="history",
            asked_of=("police", "social_care"),
            scope="shared",
            answer=Number("incidents", 0, 99),
            good="Each agency's count agrees, or the difference is understood.",
            look_for="Incident list; list of notifications and contacts.",
            met_means="the number was counted from the record; write 0 if there were none",
        ),
        Question(
            "DA-2.7",
            "Does your record show whether coercive control was part of the abuse?",
            label="Coercive control looked for",
            topic="risk",
            asked_of=(
                "police",
                "social_care",
                "family_help",
                "child_protection_team",
                "domestic_abuse_service",
            ),
            flags=("recording",),
            good="Control of money, movement, friends, telephone or the children was asked "
            "about, after separation too, and what it does to the child is described.",
            look_for="Risk checklist and judgement, interviews, assessment; what the victim and "
            "the child said.",
            met_means="the record says whether there was coercive control, and how that is known",
        ),
        Question(
            "DA-2.8",
            "Was abuse in this young person's own relationship considered, as well as at home?",
            label="Young person's own relationship considered",
            topic="risk",
            asked_of=("school", "camhs"),
            when=TEENAGER,
            good="Somebody the young person trusts asked, without blame, about being hurt "
            "and about hurting others, and help was offered.",
            look_for="Conversations with the young person, welfare and counselling notes, risk "
            "checklist for young people.",
            met_means="the record shows that it was thought about, whatever was found",
        ),
    ),
)

CHILD = Section(
    3,
    "The child's experience",
    (
        Question(
            "DA-3.1",
            "Does your record show what daily life with the abuse was like for this child?",
            label="Child's daily life described",
            topic="voice",
            asked_of=("social_care", "family_help", "school", "health_visiting"),
            flags=("critical", "voice"),
            good="The abuse is told from where the child stands: sleep, fear, school, friends; "
            "for babies, what was observed.",
            look_for="Direct work, observations, drawings, the child's own words.",
            met_means="a reader can picture a day of this child's life at the time",
        ),
        Question(
            "DA-3.2",
            "Can something in the plan be traced to what this child said or showed?",
            label="Plan shaped by the child",
            topic="voice",
            asked_of=("lead_professional", "lead_cp"),
            flags=("voice",),
            good="The plan says what the child wanted and what was done about it, also where it "
            "could not be done.",
            look_for="The plan beside the record of the child's wishes.",
            met_means="at least one part of the plan rests on the child's own wishes or behaviour",
        ),
        Question(
            "DA-3.3",
            "Was each brother and sister, and any unborn child, considered separately?",
            label="Each sibling considered",
            topic="whole_family",
            asked_of=("social_care", "family_help", "health_visiting"),
            good="Each child has an analysis of their own, also half-brothers and sisters and "
            "those living elsewhere.",
            look_for="Assessment and plan: sentences that fit one child only.",
            met_means="the record says how the abuse affected each child in the family",
        ),
        Question(
            "DA-3.4",
            "When was the child referred for help to recover, and when did that help begin?",
            label="From referral to recovery help",
            topic="support",
            asked_of=("social_care", "family_help", "domestic_abuse_service", "camhs"),
            flags=("timed",),
            answer=Times(("referred", "begun"), "recovery"),
            good="Help began within the local time limit, or something else was in place until "
            "it did.",
            look_for="Referral, waiting list and first session.",
            met_means="the child's own help began within the local time limit",
        ),
        Question(
            "DA-3.5",
            "Was the child offered help to recover in their own right?",
            label="Recovery help offered to the child",
            topic="support",
            asked_of=("camhs", "domestic_abuse_service"),
            good="The offer was for the child, not only for the parent, and suited their age.",
            look_for="Offer and answer; what happened if it was refused or had to wait.",
            met_means="help for the child was offered, and the record says what came of it",
        ),
    ),
)

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

TOGETHER = Section(
    7,
    "Working together",
    (
        Question(
            "DA-7.1",
            "Was what your agency knew shared promptly with those deciding about the child?",
            label="Information shared promptly",
            topic="sharing",
            asked_of=(
                "health_visiting",
                "midwifery",
                "gp",
                "hospital",
                "school",
                "camhs",
                "adult_mental_health",
                "substance_misuse",
            ),
            good="Shared before the decision; seeking consent did not delay it where there was "
            "risk. Where something was not shared, the reason is recorded.",
            look_for="Requests and replies, with dates.",
            met_means="what mattered was shared in time for the decision",
        ),
        Question(
            "DA-7.2",
            "Did any agency disagree with a decision about this child's safety or level of help?",
            label="A disagreement between agencies",
            topic="escalation",
            scope="shared",
            answer=FACT,
            held_by=("social_care",),
            asked_of=(
                "police",
                "social_care",
                "family_help",
                "child_protection_team",
                "school",
                "health_visiting",
                "domestic_abuse_service",
            ),
            good="Different views are recorded as such, with what became of them.",
            look_for="E-mails, minutes, case notes. In the evidence say which agency, when, and "
            "about what.",
            met_means="at least one agency told another that it disagreed",
        ),
        Question(
            "DA-7.3",
            "If your agency disagreed, was this taken to a more senior level within the local "
            "time limit?",
            label="Disagreement escalated in time",
            topic="escalation",
            flags=("critical", "escalation"),
            asked_of=(
                "police",
                "social_care",
                "family_help",
                "child_protection_team",
                "school",
                "health_visiting",
                "domestic_abuse_service",
            ),
            good="Raised under the escalation policy, stage by stage, until it was settled; the "
            "child was kept safe and the partnership told.",
            look_for="Escalation record with dates of each stage and the outcome. Not "
            "applicable if your agency did not disagree.",
            only_if=OnlyIf("DA-7.2", SAID_OR_SILENT, "there was nothing to take further"),
            met_means="it was raised in time and followed until it was settled",
        ),
        Question(
            "DA-7.4",
            "Did reflective supervision, or a safeguarding lead, look at how the plan was working "
            "for this child?",
            label="Reflective supervision of the plan",
            topic="oversight",
            asked_of=("all",),
            flags=("oversight",),
            good="It asked what daily life was like for the child, what was assumed about the "
            "family, and whether the plan should change.",
            look_for="Supervision record or safeguarding lead's note, with date.",
            met_means="somebody outside the daily work reflected on the plan and recorded the "
            "result",
            was=(
                (
                    "Did a supervisor or safeguarding lead question how the plan was working for "
                    "this child?"
                ),
            ),
        ),
        Question(
            "DA-7.5",
            "Did your agency's work take account of who this child is: ethnicity, culture, faith, "
            "language, disability and identity?",
            label="The child's identity shaped the work",
            topic="identity",
            asked_of=(
                "police",
                "social_care",
                "family_help",
                "school",
                "health_visiting",
                "camhs",
            ),
            good="What it meant for risk and for getting help is written down and acted on; what "
            "was assumed about the family was questioned.",
            look_for="What is recorded of the child; assessment, direct work, use of interpreters.",
            met_means="the record shows how the child's identity or needs shaped what was done",
            was=(
                (
                    "Did the work take account of who this child is: culture, faith, language, "
                    "disability and identity?"
                ),
            ),
        ),
        Question(
            "DA-7.6",
            "Was your agency told what was decided after it shared a concern?",
            label="Told the outcome of its concern",
            topic="sharing",
            asked_of=("school", "gp", "hospital", "midwifery"),
            good="The answer came in writing within days, or your agency asked for it.",
            look_for="Reply from the front door or MASH; your note of chasing it.",
            met_means="the decision and its reason were on your record within a few days",
        ),
    ),
)

DIFFERENCE = Section(
    8,
    "The difference made",
    (
        Question(
            "DA-8.1",
            "Do your records show that this child was safer at the end of the period than at "
            "the start?",
            label="Child safer at the end",
            topic="impact",
            asked_of=("lead_professional", "lead_cp", "plan_member"),
            flags=("outcome",),
            good="Facts and the child's own account point the same way, and it lasted.",
            look_for="Incidents since, the child's and parent's views, attendance, health.",
            met_means="more than one fact on your record shows that the child was safer",
        ),
        Question(
            "DA-8.2",
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
            "DA-8.3",
            "Put together, did agencies act as early as what they knew between them would have "
            "allowed?",
            label="Agencies acted early enough together",
            topic="sharing",
            asked_of=("panel",),
            scope="case",
            good="No earlier date can be found at which the pieces, put together, already "
            "called for what was done later.",
            look_for="The merged chronology.",
            met_means="the panel finds no earlier point at which help should have come",
        ),
    ),
)

PARTNERSHIP = Section(
    1,
    "The partnership's own arrangements",
    (
        Question(
            "DA-P.1",
            "Do notifications of domestic abuse reach every school, setting and health service "
            "that needs them?",
            label="Notification routes reach everyone",
            topic="strategy",
            asked_of=("partnership",),
            scope="partnership",
            good="Colleges, early years, independent schools and children educated at home are "
            "covered; late notifications are counted each quarter and followed up.",
            look_for="List of routes and of settings signed up; quarterly counts.",
            met_means="no group of children is left out of the arrangement",
        ),
        Question(
            "DA-P.3",
            "Does the partnership receive copies of all escalations for quarterly monitoring?",
            label="Escalations monitored",
            topic="escalation",
            asked_of=("partnership",),
            scope="partnership",
            flags=("escalation",),
            good="Each agency reports, also when there were none; stages and times are looked at.",
            look_for="Escalation log and minutes of the last four quarters.",
            met_means="every escalation in the last four quarters was seen with its result",
        ),
        Question(
            "DA-P.4",
            "Can every child who needs help to recover get it without a long wait?",
            label="Recovery help available",
            topic="support",
            asked_of=("partnership",),
            scope="partnership",
            good="Provision matches need by age and place, and waiting times are known.",
            look_for="Commissioning plan, waiting times.",
            met_means="children of every age in every part of the area can get it within the "
            "local limit",
        ),
        Question(
            "DA-P.5",
            "Do agencies refer people causing harm to work that helps them change their behaviour?",
            label="Behaviour change work used",
            topic="strategy",
            asked_of=("partnership",),
            scope="partnership",
            good="There is provision in and outside the criminal justice system, and referrals "
            "are counted.",
            look_for="Commissioning plan, referral numbers.",
            met_means="provision exists, agencies know it, and it is used",
        ),
        Question(
            "DA-P.6",
            "Have children who lived with domestic abuse shaped what the partnership does about "
            "it?",
            label="Children shaped the response",
            topic="voice",
            asked_of=("partnership",),
            scope="partnership",
            flags=("voice",),
            good="Their words led to a change that can be named.",
            look_for="Participation work and what followed.",
            met_means="at least one change in the last year came from what children said",
        ),
        Question(
            "DA-P.7",
            "Did the partnership look in the last year at whether children of any ethnic group, or "
            "disabled children, are helped differently?",
            label="Differences in help looked at",
            topic="identity",
            asked_of=("partnership",),
            scope="partnership",
            good="Figures and cases were looked at together, and what was done about a "
            "difference is minuted.",
            look_for="Figures by ethnic group and disability; minutes; yearly report.",
            met_means="it was looked at in the last year, and what followed is on record",
        ),
    ),
    helped=False,
)

INSTRUMENTS = (
    Instrument(
        "case_file",
        "Case file",
        about="case",
        sections=(RECOGNITION, RISK, CHILD, DECISIONS, HARM, VICTIM, TOGETHER, DIFFERENCE),
        sheets=(
            Chronology(
                kinds=(
                    "Incident",
                    "Notification",
                    "Contact or referral",
                    "Risk assessment",
                    "Risk meeting",
                    "Visit or direct work",
                    "Decision",
                    "Court or order",
                    "Health",
                    "School",
                    "Change of worker",
                )
            ),
            Judgement(),
        ),
    ),
    Instrument("partnership", "Partnership", about="round", sections=(PARTNERSHIP,)),
)
