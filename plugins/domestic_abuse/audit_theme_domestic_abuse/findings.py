"""What becomes a finding, and what is then proposed. Ids are permanent: they are part of every
finding's key.
"""

from __future__ import annotations

from audit_core import Advice, Differ, Standard

# By ref and not by flag: what the partnership says of itself is no answer about a child.
RULES = (
    Standard(
        "children-missed",
        short="Not every child of the household was recorded and considered separately",
        well="Every child of the household was recorded and considered separately",
        refs=("DA-1.1", "DA-3.3"),
        kind="priority",
        recommend="every-child",
        was=("done-well",),
    ),
    Standard(
        "late-notification",
        short="Social care and health were not always notified, or did not always decide, in time",
        well="Social care and health were notified, and decided, in time",
        refs=("DA-1.8", "DA-4.1"),
        recommend="notify-in-time",
        was=("slow-decision", "notified-in-time"),
    ),
    Standard(
        "school-not-told",
        short="Schools and settings were not always told of incidents in time",
        well="Schools and settings were told of incidents in time",
        refs=("DA-1.2", "DA-1.4"),
        kind="priority",
        recommend="notify-in-time",
        was=("late-notification", "notified-in-time", "done-well"),
    ),
    Standard(
        "notification-used",
        short="Schools and settings did not always use what they were told to support the child",
        well="Schools and settings used what they were told to support the child",
        refs=("DA-1.5",),
        recommend="notify-in-time",
        was=("done-well",),
    ),
    Standard(
        "adults-services",
        short="Services for adults did not always ask about abuse safely, or find out which "
        "children were affected",
        well="Services for adults asked about abuse safely and found out which children were "
        "affected",
        refs=("DA-1.6", "DA-1.7"),
        recommend="every-child",
        was=("done-well",),
    ),
    Standard(
        "no-risk-checklist",
        short="A risk checklist was not always completed with the victim, nor a sound reason "
        "recorded for going without",
        well="A risk checklist was completed with the victim, or a sound reason recorded",
        refs=("DA-2.1",),
        recommend="risk-checklist",
        high=True,
        was=("done-well",),
    ),
    Standard(
        "not-referred",
        short="High-risk cases were not always referred promptly to the multi-agency risk meeting "
        "(MARAC), or its actions not done for each child",
        well="High-risk cases were referred promptly to the multi-agency risk meeting (MARAC), and "
        "its actions done for each child",
        refs=("DA-2.2", "DA-2.3"),
        kind="priority",
        recommend="risk-meeting",
        was=("done-well",),
    ),
    Standard(
        "oversight-thin",
        short="Agencies did not always do what the plan asked of them on time, or question in "
        "supervision how it was working",
        well="Agencies did what the plan asked of them on time, and questioned in supervision how "
        "it was working",
        refs=("DA-4.5", "DA-7.4"),
        recommend="supervision",
        was=("done-well",),
    ),
    Standard(
        "history-light",
        short="The latest incident was looked at without the pattern before it",
        well="The pattern of abuse was looked at, and not only the latest incident",
        refs=("DA-2.4", "DA-4.2"),
        recommend="pattern",
    ),
    Standard(
        "infants-at-risk",
        short="The added risk to an unborn or very young child was not always acted upon",
        well="The added risk to an unborn or very young child was acted upon",
        refs=("DA-2.5",),
        recommend="risk-checklist",
    ),
    Standard(
        "life-not-described",
        short="Records did not consistently show the child's daily life and what the child said, "
        "or plans did not follow from it",
        well="Records showed the child's daily life and what the child said, and plans followed "
        "from it",
        refs=("DA-1.3", "DA-3.1", "DA-3.2"),
        kind="priority",
        recommend="childs-eyes",
        was=("voice-weak", "voice-strong"),
    ),
    Standard(
        "recovery-not-offered",
        short="Children were not always offered help to recover in their own right, or waited too "
        "long for it",
        well="Children were offered help to recover in their own right, in time",
        refs=("DA-3.4", "DA-3.5"),
        recommend="recovery",
        was=("slow-recovery", "done-well"),
    ),
    Standard(
        "sharing-slow",
        short="What one agency knew did not always reach those deciding, or the outcome was not "
        "fed back",
        well="What one agency knew reached those deciding, and the outcome was fed back",
        refs=("DA-4.3", "DA-5.3", "DA-7.1", "DA-7.6"),
        recommend="pattern",
        was=("done-well",),
    ),
    Standard(
        "victim-responsible",
        short="Safety plans rested on what the victim should do, more than on the person causing "
        "harm",
        well="Safety plans asked for change by the person causing harm, and not only by the victim",
        refs=("DA-4.4",),
        recommend="responsibility",
        high=True,
    ),
    Standard(
        "early-step-down",
        short="Help was reduced before safety had lasted, or not increased promptly when risk rose",
        well="Help was reduced only once safety had lasted, and increased promptly when risk rose",
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
        short="Victims were not always offered an independent advocate (IDVA) safely, or were "
        "reached late",
        well="Victims were offered an independent advocate (IDVA) safely, and were reached in time",
        refs=("DA-6.1", "DA-6.2"),
        recommend="advocate",
        was=("slow-advocate", "done-well"),
    ),
    Standard(
        "not-escalated",
        short="Agencies that disagreed did not always escalate in time and see it through",
        well="Agencies that disagreed escalated in time",
        refs=("DA-7.3",),
        kind="priority",
        recommend="escalate",
        was=("disagreed-and-left",),
    ),
    Standard(
        "identity-thin",
        short="Ethnicity, culture, disability, language and barriers to help did not fully inform "
        "the work",
        well="Ethnicity, culture, disability, language and barriers to help informed the work",
        refs=("DA-6.3", "DA-7.5"),
        recommend="supervision",
    ),
    Standard(
        "no-difference-shown",
        short="Agencies could not always show that the child was safer for their help",
        well="Agencies could show that the child was safer for their help",
        refs=("DA-8.1", "DA-8.2"),
        recommend="outcomes",
        high=True,
    ),
    Standard(
        "acted-late",
        short="Put together, agencies did not always act as early as they could have",
        well="Put together, agencies acted as early as they could have",
        refs=("DA-8.3",),
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
