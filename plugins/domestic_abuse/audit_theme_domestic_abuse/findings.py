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
        refs=("DA-2.2", "DA-4.6", "DA-7.2"),
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
        refs=("DA-5.3", "DA-7.1", "DA-7.6"),
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
        refs=("DA-P.1", "DA-P.3", "DA-P.4", "DA-P.5", "DA-P.6", "DA-P.7"),
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
        "Make sure that every child of the household, and of either adult, is recorded at each "
        "incident.",
        "recognition",
        action="Check a monthly sample of incidents against school and social care records, and "
        "put right what was missed.",
        owner="police",
        owner_role="Head of public protection",
        measure="Incidents in the sample with every child recorded",
        target="All in two samples running",
        evidence="Children who became known through the check, and what was then done for them",
    ),
    Advice(
        "notify-in-time",
        "Agree and keep one time limit for telling each other of an incident, weekends and "
        "holidays included.",
        "notification",
        action="Report lateness every month with its reasons, and close the gaps in the route.",
        owner="police",
        owner_role="Head of public protection",
        measure="Notifications received within the limit, by receiving agency",
        target="All, or explained",
        evidence="Schools' and health services' accounts of what they could do for a child "
        "because they knew in time",
    ),
    Advice(
        "risk-checklist",
        "Make a risk checklist with the victim the rule wherever domestic abuse is known, and "
        "go back to it when things change.",
        "risk",
        action="Brief staff, and sample records each quarter for completion and review.",
        owner="found",
        owner_role="Safeguarding lead",
        level="agency",
        measure="Records with a checklist or a sound reason",
        target="All in the sample",
        evidence="Children whose plan became different because of the level",
    ),
    Advice(
        "risk-meeting",
        "Refer every case that reaches the local criteria to the multi-agency risk meeting, "
        "repeats included, with actions for each child.",
        "risk",
        action="Compare high-risk cases with referrals every quarter and follow up each gap.",
        owner="partnership",
        owner_role="Chair of the risk meeting",
        measure="High-risk cases referred, and with an action for each child",
        target="All",
        evidence="What changed for children through those actions",
    ),
    Advice(
        "childs-eyes",
        "Describe, in every record about domestic abuse, what daily life is like for the child.",
        "voice",
        action="Train staff to see and write from the child's position, and test it in "
        "supervision.",
        owner="found",
        owner_role="Safeguarding lead",
        level="agency",
        measure="Records in a dip sample from which a reader can picture the child's day",
        target="At least eight of ten, then all",
        evidence="Plans that changed because of what a child said or showed",
    ),
    Advice(
        "responsibility",
        "Stop relying on victims to control abuse; set out in every plan what the person "
        "causing harm must do.",
        "plan",
        action="Revise the safety plan template, withdraw written agreements, and check plans "
        "at each review.",
        owner="social_care",
        owner_role="Head of service",
        measure="Plans that set expectations of the person causing harm",
        target="All reviewed plans",
        evidence="Children's and victims' accounts of feeling safer",
    ),
    Advice(
        "step-down",
        "Step help down only when safety has lasted and every agency working with the child has "
        "been asked.",
        "step_down",
        action="Add a multi-agency check to each step-down, with a date to look again.",
        owner="social_care",
        owner_role="Head of service",
        measure="Step-downs with lasting safety shown and agencies' views recorded",
        target="All",
        evidence="Children referred again within six months of step-down",
    ),
    Advice(
        "visible-adult",
        "Identify and assess the person causing harm in every case, from more than the victim's "
        "account.",
        "whole_family",
        action="Agree who approaches them, share checks, and put their risk into every assessment.",
        owner="found",
        owner_role="Head of service",
        level="agency",
        measure="Assessments with the person's risk to the child described",
        target="All in a dip sample",
        evidence="What changed for children because of what the assessment showed",
    ),
    Advice(
        "escalate",
        "Use the escalation policy whenever agencies disagree about a child's safety, and send "
        "a copy to the partnership.",
        "escalation",
        action="Publish the stages and time limits on one page, and report every escalation "
        "each quarter, also when there are none.",
        owner="partnership",
        owner_role="Business manager",
        measure="Escalations by agency and stage, in time or not",
        target="Every known disagreement escalated in time",
        evidence="Decisions about children that changed after a challenge",
    ),
    Advice(
        "one-account",
        "Settle, for each case where records differ, what happened, and mend the route that let "
        "them differ.",
        "sharing",
        action="Bring the agencies together on each difference, and correct the records.",
        owner="partnership",
        owner_role="Chair of the quality group",
        measure="Differences settled",
        target="All within two months",
        evidence="What agencies then did for the child, and no repeat in the next audit",
        due_days=60,
    ),
    Advice(
        "pattern",
        "Put together what each agency knows, so that the pattern is seen and not only the "
        "latest incident.",
        "history",
        action="Share a short chronology at every contact after the third incident, and answer "
        "whoever raised the concern.",
        owner="partnership",
        owner_role="Head of the front door",
        measure="Contacts after a third incident with a shared chronology",
        target="All",
        evidence="Children helped earlier than in this audit",
    ),
    Advice(
        "recovery",
        "Offer every child who lived with domestic abuse help to recover in their own right, "
        "without a long wait.",
        "support",
        action="Map what there is by age and place, publish waiting times, and agree what "
        "happens meanwhile.",
        owner="partnership",
        owner_role="Commissioning lead",
        measure="Children offered help, and working days until it began",
        target="All offered; begun within the local limit",
        evidence="Children's own account of what helped",
        due_days=120,
    ),
    Advice(
        "advocate",
        "Reach every victim who is referred within the local time limit, by a safe route.",
        "support",
        action="Review capacity and hours, and report first contacts each month.",
        owner="domestic_abuse_service",
        owner_role="Service manager",
        measure="Referrals reached within the limit",
        target="All high-risk; nine of ten others",
        evidence="Victims' account of first contact",
    ),
    Advice(
        "supervision",
        "Question plans for children living with domestic abuse in supervision, with the "
        "child's daily life and identity as the first questions.",
        "oversight",
        action="Add three questions to supervision records and sample them.",
        owner="found",
        owner_role="Safeguarding lead",
        level="agency",
        measure="Records with supervision that questioned the plan",
        target="All open cases each quarter",
        evidence="Plans that changed after supervision, and what each child noticed",
    ),
    Advice(
        "outcomes",
        "Record at each review whether the child is safer, by what the child, school and health "
        "show.",
        "impact",
        action="Agree three signs of safety for each child at the start, and look at them at "
        "each review.",
        owner="partnership",
        owner_role="Chair of the quality group",
        measure="Reviews that compare the signs with the start",
        target="All",
        evidence="Children safer by their own signs at closure and six months later",
        due_days=120,
    ),
    Advice(
        "arrangements",
        "Put the missing partnership arrangements in place, with an owner and a date for each.",
        "strategy",
        action="Decide on each gap at the next meeting and report progress quarterly.",
        owner="partnership",
        owner_role="Independent scrutineer",
        measure="Arrangements in place",
        target="All",
        evidence="Children reached who were not reached before",
    ),
)
