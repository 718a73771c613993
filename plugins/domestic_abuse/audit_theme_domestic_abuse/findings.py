"""What becomes a finding, and what is then proposed. Ids are permanent: they are part of every
finding's key.
"""

from __future__ import annotations

from audit_core import Advice, Differ, Standard

# By ref and not by flag: what the partnership says of itself is no answer about a child.
RULES = (
    Standard(
        "children-missed",
        short="Records did not always name every child of the household, or consider each of them "
        "separately",
        well="Records named every child of the household and considered each of them separately",
        refs=("DA-1.1", "DA-1.7", "DA-3.3"),
        kind="priority",
        recommend="every-child",
        was=("done-well", "recording-gap"),
    ),
    Standard(
        "late-notification",
        short="Schools, social care and health were not always told of an incident in time, or a "
        "decision on a contact was not made in time",
        well="Schools, social care and health were told of the incident, and a decision on the "
        "contact was made, in time",
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
        refs=("DA-1.6", "DA-2.1", "DA-2.5", "DA-2.8"),
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
        refs=("DA-2.4", "DA-2.7", "DA-4.2", "DA-5.3", "DA-7.1", "DA-7.6"),
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
        refs=("DA-5.1", "DA-5.2", "DA-5.4", "DA-6.6"),
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
        short="Some of the partnership's own arrangements are not yet fully in place",
        well="The partnership's own arrangements are in place",
        refs=("DA-P.1", "DA-P.3", "DA-P.4", "DA-P.5", "DA-P.6", "DA-P.7"),
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
        "third incident, and tell the person who raised the concern what was decided.",
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
