"""What becomes a finding, and what is then proposed. Ids are permanent: they are part of every
finding's key.
"""

from __future__ import annotations

from audit_core import Advice, Differ, IfThen, Share

POOR = ("not_met", "partly")
NOTIFIED = ("DA-1.2", "DA-1.8")
# By ref and not by flag: what the partnership says of itself is no answer about a child.
VOICE = ("DA-1.3", "DA-3.1", "DA-3.2")

RULES = (
    Share(
        "children-missed",
        "In {n} of {m} records not every child of the household was recorded at each incident.",
        counts=POOR,
        kind="priority",
        refs=("DA-1.1",),
        recommend="every-child",
    ),
    Share(
        "late-notification",
        "{question} came later than the local limit after the incident in {n} of {m} records "
        "that hold both times.",
        counts=("late",),
        refs=NOTIFIED,
        recommend="notify-in-time",
        high=True,
    ),
    Share(
        "school-not-told",
        "In {n} of {m} records the school or setting was not, or not fully, told before the "
        "child was next there.",
        counts=POOR,
        kind="priority",
        refs=("DA-1.4",),
        recommend="notify-in-time",
    ),
    Share(
        "no-risk-checklist",
        "In {n} of {m} records there was neither a full risk checklist nor a sound reason for "
        "going without.",
        counts=POOR,
        refs=("DA-2.1",),
        recommend="risk-checklist",
        high=True,
    ),
    Share(
        "not-referred",
        "In {n} of {m} records high risk did not lead to a prompt referral to the multi-agency "
        "risk meeting.",
        counts=POOR,
        kind="priority",
        refs=("DA-2.2",),
        recommend="risk-meeting",
    ),
    Share(
        "life-not-described",
        "In {n} of {m} records daily life with the abuse was not, or not fully, described as it "
        "was for the child.",
        counts=POOR,
        kind="priority",
        refs=("DA-3.1",),
        recommend="childs-eyes",
    ),
    Share(
        "victim-responsible",
        "In {n} of {m} plans safety rested on what the victim should do, more than on the "
        "person causing harm.",
        counts=POOR,
        refs=("DA-4.4",),
        recommend="responsibility",
        high=True,
    ),
    Share(
        "early-step-down",
        "In {n} of {m} records help was reduced before safety had been shown to last.",
        counts=POOR,
        kind="priority",
        refs=("DA-4.7",),
        recommend="step-down",
    ),
    Share(
        "harm-unassessed",
        "In {n} of {m} records the risk from the person causing harm was not, or not fully, "
        "assessed.",
        counts=POOR,
        kind="priority",
        refs=("DA-5.1",),
        recommend="visible-adult",
    ),
    Share(
        "not-escalated",
        "In {n} of {m} records an agency that disagreed did not take it further in time, or did "
        "not see it through.",
        counts=POOR,
        kind="priority",
        refs=("DA-7.3",),
        recommend="escalate",
    ),
    IfThen(
        "disagreed-and-left",
        "{recipient} recorded that agencies disagreed about this child, and no record shows "
        "that it was taken further in time.",
        fact="DA-7.2",
        then="DA-7.3",
        recommend="escalate",
    ),
    IfThen(
        "stepped-down-unsafe",
        "Children's social care reduced or ended its help for this child, and no record shows "
        "that safety had lasted first.",
        fact="DA-4.6",
        then="DA-4.7",
        recommend="step-down",
    ),
    Differ(
        "told-differently",
        "{question}: the records of {recipient} do not agree.",
        refs=("DA-1.4", "DA-2.2", "DA-4.6", "DA-7.2"),
        recommend="one-account",
    ),
    Differ(
        "times-differ",
        "The records of {recipient} give different times for the latest incident or for one "
        "notification of it.",
        refs=("DA-1.2",),
        recommend="one-account",
    ),
    Differ(
        "counts-differ",
        "The records of {recipient} hold different numbers of incidents for one family.",
        refs=("DA-2.6",),
        recommend="one-account",
    ),
    Share(
        "history-light",
        "In {n} of {m} answers the latest incident was looked at without the pattern before it.",
        counts=POOR,
        refs=("DA-2.4", "DA-4.2"),
        per="pooled",
        at_least=2,
        recommend="pattern",
    ),
    Share(
        "slow-recovery",
        "Help to recover began later than the local limit in {n} of {m} records that hold both "
        "dates.",
        counts=("late",),
        refs=("DA-3.4",),
        recommend="recovery",
    ),
    Share(
        "recovery-not-offered",
        "In {n} of {m} records the child was not fully offered help to recover in their own right.",
        counts=POOR,
        refs=("DA-3.5",),
        at_least=2,
        recommend="recovery",
    ),
    Share(
        "slow-decision",
        "The decision on the contact came after the time limit in {n} of {m} records that hold "
        "both dates.",
        counts=("late",),
        refs=("DA-4.1",),
        recommend="notify-in-time",
    ),
    Share(
        "slow-advocate",
        "The victim was first reached after the local limit in {n} of {m} records that hold "
        "both times.",
        counts=("late",),
        refs=("DA-6.2",),
        recommend="advocate",
    ),
    Share(
        "voice-weak",
        "In {n} of {m} answers about the child's voice, the child was not fully seen, heard or "
        "acted upon.",
        counts=POOR,
        refs=VOICE,
        per="pooled",
        at_least=3,
        share=0.3,
        recommend="childs-eyes",
        high=True,
    ),
    Share(
        "sharing-slow",
        "In {n} of {m} answers what one agency knew did not fully reach those deciding, or the "
        "answer did not come back.",
        counts=POOR,
        refs=("DA-4.3", "DA-5.3", "DA-7.1", "DA-7.6"),
        per="pooled",
        at_least=3,
        recommend="pattern",
    ),
    Share(
        "oversight-thin",
        "In {n} of {m} records nobody outside the daily work fully questioned how the plan was "
        "working.",
        counts=POOR,
        flag="oversight",
        at_least=2,
        share=0.25,
        recommend="supervision",
    ),
    Share(
        "identity-thin",
        "In {n} of {m} answers, who the child or victim is did not fully shape the help.",
        counts=POOR,
        refs=("DA-6.3", "DA-7.5"),
        per="pooled",
        at_least=2,
        recommend="supervision",
    ),
    Share(
        "no-difference-shown",
        "In {n} of {m} answers it could not fully be shown that help made a difference to the "
        "child.",
        counts=POOR,
        flag="outcome",
        per="pooled",
        at_least=2,
        recommend="outcomes",
        high=True,
    ),
    Share(
        "recording-gap",
        "In {n} of {m} records there was nothing on file about this: {question}.",
        counts=("told", "no_evidence"),
        kind="gap",
        at_least=2,
        share=0.4,
        section=1,
    ),
    Share(
        "recording-gap-risk",
        "In {n} of {m} records there was nothing on file about this: {question}.",
        counts=("told", "no_evidence"),
        kind="gap",
        at_least=2,
        share=0.4,
        section=2,
    ),
    Share(
        "arrangements-missing",
        "The partnership does not yet have this fully in place: {question}.",
        counts=POOR,
        refs=("DA-P.1", "DA-P.2", "DA-P.3", "DA-P.4", "DA-P.5", "DA-P.6"),
        recommend="arrangements",
    ),
    Share(
        "voice-strong",
        "In {n} of {m} answers the child was seen, heard or acted upon as they should be.",
        counts=("met",),
        kind="strength",
        refs=VOICE,
        per="pooled",
        at_least=3,
        share=0.6,
    ),
    Share(
        "done-well",
        "In {n} of {m} records this was done well: {question}.",
        counts=("met",),
        kind="strength",
        refs=(
            "DA-1.1",
            "DA-1.4",
            "DA-1.5",
            "DA-1.6",
            "DA-2.1",
            "DA-2.2",
            "DA-2.3",
            "DA-3.3",
            "DA-3.5",
            "DA-4.3",
            "DA-4.5",
            "DA-4.8",
            "DA-5.1",
            "DA-6.1",
            "DA-7.1",
        ),
        at_least=3,
        share=0.75,
    ),
    Share(
        "notified-in-time",
        "This came within the local limit after the incident in {n} of {m} records that hold "
        "both times: {question}.",
        counts=("in_time",),
        kind="strength",
        refs=NOTIFIED,
        at_least=3,
        share=0.75,
    ),
)

ADVICE = (
    Advice(
        "every-child",
        "Record every child of the household, and of either adult, at each domestic abuse "
        "incident that the police attend.",
        "recognition",
        action="Check a sample of domestic abuse incidents each month against school and social "
        "care records, and add every child who was not recorded.",
        owner="police",
        owner_role="Head of public protection",
        measure="Sampled incidents at which every child of the household was recorded",
        target="Every incident in two monthly samples running",
        evidence="Children who became known through the check, and what was then done for each",
    ),
    Advice(
        "notify-in-time",
        "Agree and keep one time limit for telling schools, health services and social care "
        "about a domestic abuse incident, weekends and holidays included.",
        "notification",
        action="Report late notifications of domestic abuse incidents each month, with the "
        "reason for each, and change the step in the process that caused the delay.",
        owner="police",
        owner_role="Head of public protection",
        measure="Notifications of incidents that schools, health services and social care "
        "received within the limit",
        target="Every notification in time, or its lateness explained",
        evidence="Schools' and health services' accounts of what they could do for a child "
        "because they knew in time",
    ),
    Advice(
        "risk-checklist",
        "Complete a risk checklist with the victim wherever domestic abuse is known, and review "
        "it when circumstances change.",
        "risk",
        action="Brief staff on when to complete and review a domestic abuse risk checklist with "
        "the victim, and sample records each quarter to see that it was done.",
        owner="found",
        owner_role="Safeguarding lead",
        level="agency",
        measure="Sampled domestic abuse records with a risk checklist, or a sound reason for none",
        target="Every record in the sample",
        evidence="Children whose plan changed because of the level of risk that the checklist "
        "showed",
    ),
    Advice(
        "risk-meeting",
        "Refer every case that reaches the local criteria, repeats included, to the multi-agency "
        "risk meeting (MARAC), and agree an action there for each child.",
        "risk",
        action="Compare high-risk domestic abuse cases with referrals to the multi-agency risk "
        "meeting (MARAC) every quarter, and find out why any case was not referred.",
        owner="partnership",
        owner_role="Chair of the risk meeting",
        measure="High-risk domestic abuse cases referred to the multi-agency risk meeting, and "
        "those in which it agreed an action for each child",
        target="Every high-risk case in the quarter",
        evidence="What changed for children through the actions that the risk meeting agreed",
    ),
    Advice(
        "childs-eyes",
        "Describe in every domestic abuse record what daily life is like for the child.",
        "voice",
        action="Train staff to record what the child sees, hears and does at home where there "
        "is domestic abuse, and check in supervision that records show it.",
        owner="found",
        owner_role="Safeguarding lead",
        level="agency",
        measure="Sampled domestic abuse records from which a reader can picture the child's day",
        target="Eight of ten records in the first sample, then every record",
        evidence="Plans that changed because of what a child said or showed",
    ),
    Advice(
        "responsibility",
        "Set out in every plan what the person causing harm must do, and stop relying on the "
        "victim to control the abuse.",
        "plan",
        action="Revise the safety plan template so that it says what the person causing harm "
        "must do, stop using written agreements with victims, and check both at each review of "
        "a plan.",
        owner="social_care",
        owner_role="Head of service",
        measure="Reviewed safety plans that say what the person causing harm must do",
        target="Every plan reviewed in the quarter",
        evidence="Children's and victims' own accounts of feeling safer",
    ),
    Advice(
        "step-down",
        "Step help down after domestic abuse only when safety has lasted and every agency "
        "working with the child has been asked.",
        "step_down",
        action="Ask every agency working with the child before help is stepped down, record "
        "what each one says, and set a date to check again that the child is safe.",
        owner="social_care",
        owner_role="Head of service",
        measure="Step-downs with lasting safety shown and every agency's view on record",
        target="Every step-down in the quarter",
        evidence="Children referred again within six months of a step-down, and why",
    ),
    Advice(
        "visible-adult",
        "Identify and assess the person causing harm in every domestic abuse case, from more "
        "than the victim's account.",
        "whole_family",
        action="Agree which agency approaches the person causing harm, share police and agency "
        "checks on that person, and include the risk to the child in every assessment.",
        owner="found",
        owner_role="Head of service",
        level="agency",
        measure="Sampled assessments that describe the risk to the child from the person causing "
        "harm",
        target="Every assessment in the sample",
        evidence="What changed for children because of what an assessment of the person causing "
        "harm showed",
    ),
    Advice(
        "escalate",
        "Use the escalation policy whenever agencies disagree about a child's safety, and copy "
        "every escalation to the partnership.",
        "escalation",
        action="Publish the stages and time limits of the escalation policy on one page, and "
        "report every agency's escalations each quarter, including agencies that had none.",
        owner="partnership",
        owner_role="Business manager",
        measure="Escalations about a child's safety, by agency and stage, and how many were in "
        "time",
        target="Every known disagreement escalated in time",
        evidence="Decisions about children that changed after a challenge",
    ),
    Advice(
        "one-account",
        "Establish what happened where agencies' records disagree, and correct the process that "
        "allowed it.",
        "sharing",
        action="Bring together the agencies whose records disagree about a child, agree what "
        "happened, and correct the records and the process behind the difference.",
        owner="partnership",
        owner_role="Chair of the quality group",
        measure="Differences between agencies' records in this audit that have been corrected",
        target="Every difference within two months",
        evidence="What the agencies then did for the child, and no repeat in the next audit",
        due_days=60,
    ),
    Advice(
        "pattern",
        "Bring together what each agency knows about domestic abuse in a family, so that the "
        "pattern is seen and not only the latest incident.",
        "history",
        action="Share a short chronology between agencies at every contact after a family's "
        "third incident, and tell whoever raised the concern what was decided.",
        owner="partnership",
        owner_role="Head of the front door",
        measure="Contacts after a third incident for which agencies shared a chronology",
        target="Every such contact in the quarter",
        evidence="Children who were helped earlier than the children in this audit",
    ),
    Advice(
        "recovery",
        "Offer every child who has lived with domestic abuse help to recover in their own right, "
        "without a long wait.",
        "support",
        action="List the help to recover that there is for children, by age and area, publish "
        "the waiting times, and agree what a child is offered while waiting.",
        owner="partnership",
        owner_role="Commissioning lead",
        measure="Children who lived with domestic abuse and were offered help to recover, and "
        "working days until it began",
        target="Every child offered help that begins within the local limit",
        evidence="Children's own accounts of what helped",
        due_days=120,
    ),
    Advice(
        "advocate",
        "Reach every victim who is referred for support within the local time limit, by a safe "
        "route.",
        "support",
        action="Compare the hours and staffing of the independent advocates (IDVA) with the "
        "referrals that came in, and report each month how long victims waited to be contacted.",
        owner="domestic_abuse_service",
        owner_role="Service manager",
        measure="Referred victims whom an advocate reached within the limit",
        target="Every high-risk victim, and nine of ten others",
        evidence="Victims' own accounts of the first contact",
    ),
    Advice(
        "supervision",
        "Use supervision to challenge plans for children living with domestic abuse, starting "
        "with the child's daily life and identity.",
        "oversight",
        action="Add three questions to supervision records (what is the child's day like, does "
        "the help fit who the child is, is the plan working) and sample the answers each "
        "quarter.",
        owner="found",
        owner_role="Safeguarding lead",
        level="agency",
        measure="Open domestic abuse cases with supervision on record that challenged the plan",
        target="Every open case in the quarter",
        evidence="Plans that changed after supervision, and what each child noticed",
    ),
    Advice(
        "outcomes",
        "Record at each review whether the child is safer, by what the child, the school and "
        "health services say.",
        "impact",
        action="Agree at the start of each child's plan three signs that would show the child "
        "is safer, and look for each sign at every review.",
        owner="partnership",
        owner_role="Chair of the quality group",
        measure="Reviews that compare the agreed signs that a child is safer with the start of "
        "the plan",
        target="Every review in the quarter",
        evidence="Children who were safer by the agreed signs when help ended and six months later",
        due_days=120,
    ),
    Advice(
        "arrangements",
        "Put in place the partnership's missing arrangements on domestic abuse, each with an "
        "owner and a date.",
        "strategy",
        action="Decide at the next partnership meeting who will put in place each arrangement "
        "on domestic abuse that this audit found missing, and by when, and report progress every "
        "quarter.",
        owner="partnership",
        owner_role="Independent scrutineer",
        measure="Arrangements on domestic abuse found missing in this audit and now in place",
        target="Every arrangement by the next audit",
        evidence="Children reached who were not reached before",
    ),
)
