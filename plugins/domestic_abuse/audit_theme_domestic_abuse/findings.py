"""What becomes a finding, and what is then proposed. Ids are permanent: they are part of every
finding's key.
"""

from __future__ import annotations

from audit_core import Advice, Differ, Standard

# By ref and not by flag: what the partnership says of itself is no answer about a child.
RULES = (
    Standard(
        "children-missed",
        short="Records did not always hold every child of the household, or consider each of them "
        "separately",
        well="Records held every child of the household and considered each of them separately",
        refs=("DA-1.1", "DA-1.7", "DA-3.3"),
        kind="priority",
        recommend="every-child",
        was=("done-well", "recording-gap"),
    ),
    Standard(
        "late-notification",
        short="Schools, social care and health were not always told of an incident in time, or a "
        "contact was not decided upon in time",
        well="Schools, social care and health were told of the incident, and the contact was "
        "decided upon, in time",
        refs=("DA-1.2", "DA-1.4", "DA-1.8", "DA-4.1"),
        kind="priority",
        recommend="notify-in-time",
        was=(
            "school-not-told",
            "slow-decision",
            "notified-in-time",
            "told-differently",
            "done-well",
            "recording-gap",
        ),
    ),
    Standard(
        "no-risk-checklist",
        short="Abuse was not always asked about safely, its risk assessed with the victim, or the "
        "added risk to an unborn or very young child acted upon",
        well="Abuse was asked about safely, its risk assessed with the victim or a sound reason "
        "given, and any added risk to an unborn or very young child acted upon",
        refs=("DA-1.6", "DA-2.1", "DA-2.5"),
        recommend="risk-checklist",
        high=True,
        was=("done-well", "recording-gap", "recording-gap-risk"),
    ),
    Standard(
        "not-referred",
        short="A high risk did not always lead to a prompt referral to the multi-agency risk "
        "meeting (MARAC), or the meeting's actions were not all done in time for each child",
        well="A high risk led to a prompt referral to the multi-agency risk meeting (MARAC), and "
        "the meeting's actions were done in time",
        refs=("DA-2.2", "DA-2.3"),
        kind="priority",
        recommend="risk-meeting",
        was=("told-differently", "done-well", "recording-gap-risk"),
    ),
    Standard(
        "history-light",
        short="The pattern of abuse and what agencies knew were not always put together for "
        "decisions, or the outcome was not fed back",
        well="The pattern of abuse and what agencies knew were put together for decisions, and the "
        "outcome was fed back",
        refs=("DA-2.4", "DA-4.2", "DA-4.3", "DA-5.3", "DA-7.1", "DA-7.6"),
        recommend="pattern",
        was=("sharing-slow", "recording-gap-risk", "done-well"),
    ),
    Standard(
        "life-not-described",
        short="Records did not always show what daily life was like and what the child said, or "
        "plans did not follow from it",
        well="Records showed what daily life was like and what the child said, and plans followed "
        "from it",
        refs=("DA-1.3", "DA-3.1", "DA-3.2"),
        kind="priority",
        recommend="childs-eyes",
        was=("voice-weak", "voice-strong", "recording-gap"),
    ),
    Standard(
        "recovery-not-offered",
        short="Support at school and help to recover in the child's own right were not always "
        "given, or came late",
        well="Support at school and help to recover in the child's own right were given in time",
        refs=("DA-1.5", "DA-3.4", "DA-3.5"),
        recommend="recovery",
        was=("slow-recovery", "done-well", "recording-gap"),
    ),
    Standard(
        "victim-responsible",
        short="Safety plans did not always ask for change by the person causing harm, rather than "
        "only by the victim",
        well="Change was asked of the person causing harm, and not only of the victim, in the "
        "safety plan",
        refs=("DA-4.4",),
        recommend="responsibility",
        high=True,
    ),
    Standard(
        "oversight-thin",
        short="Agencies did not always do on time what the plan asked of them, or have it "
        "questioned by somebody outside the daily work",
        well="Agencies did on time what the plan asked of them, and somebody outside the daily "
        "work questioned the plan",
        refs=("DA-4.5", "DA-7.4"),
        recommend="supervision",
        was=("done-well",),
    ),
    Standard(
        "early-step-down",
        short="Safety had not always been shown to last before help was reduced, or help was not "
        "increased promptly when risk rose",
        well="Help followed risk: it was increased promptly, and reduced only after lasting safety",
        refs=("DA-4.7", "DA-4.8"),
        kind="priority",
        recommend="step-down",
        was=("stepped-down-unsafe", "done-well"),
    ),
    Standard(
        "harm-unassessed",
        short="The risk from the person causing harm was not always assessed and acted upon",
        well="The risk from the person causing harm was assessed and acted upon",
        refs=("DA-5.1", "DA-5.2", "DA-5.4", "DA-6.4"),
        kind="priority",
        recommend="visible-adult",
        was=("done-well",),
    ),
    Standard(
        "advocate-not-offered",
        short="The victim was not always offered an independent advocate (IDVA) safely, or was "
        "reached late",
        well="The victim was safely offered an independent advocate (IDVA), and reached in time",
        refs=("DA-6.1", "DA-6.2"),
        recommend="advocate",
        was=("slow-advocate", "done-well"),
    ),
    Standard(
        "identity-thin",
        short="Ethnicity, culture, disability, language and barriers to help did not always shape "
        "the work",
        well="Ethnicity, culture, disability, language and barriers to help shaped the work",
        refs=("DA-6.3", "DA-7.5"),
        recommend="supervision",
    ),
    Standard(
        "not-escalated",
        short="Agencies that disagreed did not always escalate in time and see it through",
        well="Agencies that disagreed escalated in time and saw it through",
        refs=("DA-7.3",),
        kind="priority",
        recommend="escalate",
        was=("disagreed-and-left",),
    ),
    Standard(
        "no-difference-shown",
        short="Records did not always show that the child was safer at the end of the period",
        well="Records showed that the child was safer at the end of the period",
        refs=("DA-8.1",),
        recommend="outcomes",
        high=True,
    ),
    # The panel's own view is a finding of its own, so that no strength is claimed against it.
    Standard(
        "panels-view",
        short="In the panel's view agencies together could have acted earlier, or the child could "
        "not name what changed",
        well="In the panel's view agencies together acted as early as they could, with changes "
        "that the child could name",
        refs=("DA-8.2", "DA-8.3"),
        recommend="pattern",
    ),
    Standard(
        "arrangements-missing",
        short="The partnership does not yet have fully in place",
        well="The partnership has in place",
        refs=("DA-P.1", "DA-P.2", "DA-P.3", "DA-P.4", "DA-P.5", "DA-P.6"),
        recommend="arrangements",
    ),
    Differ(
        "told-differently",
        "Agencies' records of the same facts do not agree",
        refs=("DA-1.2", "DA-2.6", "DA-4.6", "DA-7.2"),
        per="rule",
        recommend="one-account",
        was=("times-differ", "counts-differ"),
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
