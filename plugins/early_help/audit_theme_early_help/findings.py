"""What becomes a finding, and what is then proposed. Ids are permanent: they are part of every
finding's key.
"""

from __future__ import annotations

# A rule is read, and reviewed, as one block:
from audit_core import Advice, Differ, Mismatch, Standard

# By ref and not by flag: what the partnership says of itself is no answer about a child.
RULES = (
    Standard(
        "late-help",
        short="Help was not always offered within the local time limit of the first concern",
        well="Help was offered within the local time limit of the first concern",
        refs=("EH-1.1",),
        recommend="earlier",
    ),
    Standard(
        "agreement-missing",
        short="The family's informed agreement to help was not always fully recorded",
        well="The family's informed agreement to help was recorded",
        refs=("EH-1.2",),
        recommend="agreement",
        was=("done-well",),
    ),
    Standard(
        "no-answer",
        short="The level of need was not always recorded with reasons, or whoever asked for help "
        "was not told the outcome in time",
        well="The level of need was recorded with reasons, and whoever asked for help was told the "
        "outcome in time",
        refs=("EH-1.3", "EH-1.4", "EH-1.5"),
        recommend="answer",
        was=("late-answer", "done-well"),
    ),
    Standard(
        "assessment-lists",
        short="Assessments did not always explain what the child needed and why, draw on earlier "
        "help, or come in time",
        well="Assessments explained what the child needed and why, drew on earlier help, and came "
        "in time",
        refs=("EH-2.1", "EH-2.5", "EH-2.8"),
        recommend="assessment",
        was=("late-assessment", "history-light", "recording-gap", "done-well"),
    ),
    Standard(
        "child-not-heard",
        short="Each child's views were not always in the assessment, or what the family said of "
        "the help was not in the record",
        well="Each child's views were in the assessment, and what the family said of the help was "
        "in the record",
        refs=("EH-2.2", "EH-6.2"),
        kind="priority",
        recommend="voice",
        was=("recording-gap", "done-well"),
    ),
    Standard(
        "family-part-seen",
        short="Not every parent, carer, brother and sister had a place in the assessment",
        well="Every parent, carer, brother and sister had a place in the assessment",
        refs=("EH-2.3", "EH-2.6"),
        recommend="assessment",
        was=("recording-gap", "done-well"),
    ),
    Standard(
        "identity-thin",
        short="The child's culture, faith, language, disability and identity did not always shape "
        "the help",
        well="The child's culture, faith, language, disability and identity shaped the help",
        refs=("EH-2.7",),
        recommend="voice",
        was=("recording-gap",),
    ),
    Standard(
        "no-lead",
        short="One lead professional was not always agreed with the family and known to the team",
        well="One lead professional was agreed with the family and known to the team",
        refs=("EH-3.1",),
        recommend="lead",
        was=("done-well",),
    ),
    Standard(
        "actions-undone",
        short="Agencies did not always give what they knew, take part in the team, or do on time "
        "what the plan asked of them",
        well="Agencies gave what they knew, took part in the team, and did on time what the plan "
        "asked of them",
        refs=("EH-2.4", "EH-3.3", "EH-3.4"),
        recommend="lead",
        was=("recording-gap", "done-well"),
    ),
    Standard(
        "plan-vague",
        short="Plans did not always say what would change for the child and by when, and what "
        "would be done if things did not improve",
        well="Plans said what would change for the child and by when, and what would be done if "
        "things did not improve",
        refs=("EH-4.1", "EH-4.2"),
        recommend="plan",
        was=("done-well",),
    ),
    Standard(
        "late-review",
        short="The latest review was not always held in time, or advice was not sought where "
        "little had changed",
        well="The latest review was held in time, and advice was sought where little had changed",
        refs=("EH-5.1", "EH-5.5"),
        recommend="review",
        was=("drift", "oversight-thin"),
    ),
    Standard(
        "not-stepped-up",
        short="More help was not always asked for promptly when risk rose",
        well="More help was asked for promptly when risk rose",
        refs=("EH-5.2",),
        kind="priority",
        recommend="step-up",
        was=("done-well",),
    ),
    Standard(
        "unsafe-step-down",
        short="The step-down from social care was not always safe",
        well="The step-down from social care was safe",
        refs=("EH-5.4",),
        kind="priority",
        recommend="step-down",
        was=("stepped-down-early", "done-well"),
    ),
    Standard(
        "not-escalated",
        short="Agencies that disagreed did not always take it further in time and see it through",
        well="Agencies that disagreed took it further in time and saw it through",
        refs=("EH-5.8",),
        kind="priority",
        recommend="escalate",
        was=("disagreed-and-left",),
    ),
    Standard(
        "oversight-thin",
        short="The work was not always questioned in supervision, or the record was not clear "
        "enough for another worker to carry on",
        well="The work was questioned in supervision, and the record was clear enough for another "
        "worker to carry on",
        refs=("EH-6.1", "EH-6.3"),
        recommend="supervision",
        was=("done-well",),
    ),
    Standard(
        "no-difference-shown",
        short="Records did not always show that the child's life had become better",
        well="Records showed that the child's life had become better",
        refs=("EH-6.4",),
        recommend="outcomes",
        high=True,
        was=("done-well",),
    ),
    Standard(
        "no-change-named",
        short="In the panel's view, the child could not always name what the help had changed",
        well="In the panel's view, the child could name what the help had changed",
        refs=("EH-6.6",),
        recommend="outcomes",
    ),
    Standard(
        "acted-late",
        short="In the panel's view, agencies together could have offered help earlier",
        well="In the panel's view, agencies together offered help as early as they could",
        refs=("EH-6.7",),
        recommend="earlier",
    ),
    Standard(
        "meeting-family",
        short="The family was not always prepared and helped to take a real part, or the child's "
        "voice was not brought in",
        well="The family was prepared and helped to take a real part, and the child's voice was "
        "brought in",
        refs=("EH-M1", "EH-M2", "EH-M3", "EH-M5", "EH-M6", "EH-M12"),
        recommend="meetings",
        was=("meeting-weak", "meeting-strong"),
    ),
    Standard(
        "meeting-weak",
        short="The right people did not always weigh and question strengths, worries and progress, "
        "and agree clear actions",
        well="The right people weighed and questioned strengths, worries and progress, and agreed "
        "clear actions",
        refs=("EH-M4", "EH-M7", "EH-M8", "EH-M9", "EH-M10", "EH-M11"),
        recommend="meetings",
        was=("meeting-strong",),
    ),
    Standard(
        "arrangements-missing",
        short="The partnership does not yet have fully in place",
        well="The partnership has in place",
        refs=("EH-P.1", "EH-P.2", "EH-P.3", "EH-P.4", "EH-P.5", "EH-P.6"),
        recommend="arrangements",
        was=("oversight-thin",),
    ),
    Differ(
        "told-differently",
        "Agencies' records of the same facts do not agree",
        refs=("EH-5.3", "EH-5.7"),
        per="rule",
        recommend="one-account",
    ),
    Mismatch(
        "voice-on-file-only",
        "The child's voice was there in {shown} answers on file; of the children and parents "
        "asked, {told} said they were asked what they wanted.",
        "voice",
        "case_file",
        "families",
        recommend="voice",
        high=True,
    ),
    Mismatch(
        "better-on-file-only",
        "The files show a difference made in {shown} answers; of the children and parents "
        "asked, {told} said that life had become better.",
        "impact",
        "case_file",
        "families",
        recommend="outcomes",
        high=True,
    ),
)

ADVICE = (
    Advice(
        "agreement",
        "Explain early help to every family in the same plain words, and record what they "
        "agreed to.",
        "recognition",
        action="Publish one explanation for families, and sample records for dated agreement.",
        owner="found",
        owner_role="Early help lead",
        level="agency",
        measure="Records with informed agreement",
        target="All in the sample",
        evidence="Parents and children who can say what they agreed to",
    ),
    Advice(
        "earlier",
        "Offer help at the first concern rather than after several.",
        "recognition",
        action="Agree what counts as a first concern, and watch the time to the first offer "
        "each term.",
        owner="partnership",
        owner_role="Early help lead",
        measure="Working days from first concern to offer",
        target="Within the local limit in nine of ten",
        evidence="Children helped earlier than in this audit",
    ),
    Advice(
        "answer",
        "Tell whoever asked for help what became of it, within the local time limit.",
        "sharing",
        action="Send an outcome for every request, and report the late ones each month.",
        owner="early_help",
        owner_role="Front door manager",
        measure="Requests answered within the limit",
        target="All",
        evidence="Referrers' account of what they did with the answer",
        due_days=60,
    ),
    Advice(
        "assessment",
        "Make early help assessments explain what is going on for each child, with the whole "
        "family and its history in view.",
        "risk",
        action="Train lead professionals with good examples, and moderate five assessments a term.",
        owner="partnership",
        owner_role="Early help lead",
        measure="Assessments moderated as explaining",
        target="Eight of ten, then all",
        evidence="Plans that followed from the explanation",
        due_days=120,
    ),
    Advice(
        "voice",
        "Put each child's own views, and who they are, at the front of every assessment and plan.",
        "voice",
        action="Give lead professionals tools for every age, and check for each child's words "
        "at review.",
        owner="found",
        owner_role="Safeguarding lead",
        level="agency",
        measure="Assessments with each child's views",
        target="All in the sample",
        evidence="Plans that changed because of what a child said",
    ),
    Advice(
        "lead",
        "Give every family one lead professional whom they and the team know, and hold each "
        "agency to its actions.",
        "plan",
        action="Confirm the lead in writing at each meeting, and list overdue actions by agency.",
        owner="partnership",
        owner_role="Early help lead",
        measure="Families with one known lead; actions done on time",
        target="All; nine of ten",
        evidence="Families who can say who their lead professional is",
    ),
    Advice(
        "plan",
        "Write plans with few aims, each a change the child would notice, with a date.",
        "plan",
        action="Revise the plan template, and have supervisors test one plan a month.",
        owner="partnership",
        owner_role="Early help lead",
        measure="Plans whose aims are changes for the child",
        target="All new plans",
        evidence="Aims reached, as children tell it",
    ),
    Advice(
        "step-up",
        "Raise the level of help as soon as risk rises, and record the answer.",
        "step_up",
        action="Go through the threshold document with each team, using cases from this audit.",
        owner="found",
        owner_role="Safeguarding lead",
        level="agency",
        measure="Records where rising risk led to prompt action",
        target="All in the sample",
        evidence="Children protected earlier",
    ),
    Advice(
        "step-down",
        "Step down from social care only with lasting improvement, a joint meeting and an "
        "agreed lead professional.",
        "step_down",
        action="Make the joint meeting a condition of closure, and look again after three months.",
        owner="social_care",
        owner_role="Head of service",
        measure="Step-downs with all three",
        target="All",
        evidence="Children referred again within six months of step-down",
    ),
    Advice(
        "escalate",
        "Use the escalation policy whenever agencies disagree about a child's level of help, "
        "and send a copy to the partnership.",
        "escalation",
        action="Publish the stages on one page, and report every quarter, also when there were "
        "none.",
        owner="partnership",
        owner_role="Business manager",
        measure="Escalations by agency and stage, in time or not",
        target="Every known disagreement escalated in time",
        evidence="Decisions that changed after a challenge",
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
        "review",
        "Hold reviews as often as agreed, and ask for advice when little changes.",
        "plan",
        action="List overdue reviews and plans over a year old each month, with what was decided.",
        owner="early_help",
        owner_role="Service manager",
        measure="Reviews in time; long plans with outside advice",
        target="Nine of ten; all",
        evidence="Children whose help changed after a review",
    ),
    Advice(
        "supervision",
        "Supervise every lead professional, in whichever agency they work.",
        "oversight",
        action="Agree who supervises whom, and sample the records each term.",
        owner="found",
        owner_role="Safeguarding lead",
        level="agency",
        measure="Cases with supervision that questioned the work",
        target="All open cases each term",
        evidence="Plans changed after supervision",
    ),
    Advice(
        "outcomes",
        "Measure with each family how far the child has come, at the start, at review and at "
        "the end.",
        "impact",
        action="Choose one measure for the area, and report change each quarter.",
        owner="partnership",
        owner_role="Early help lead",
        measure="Plans with the measure at two points or more",
        target="Nine of ten",
        evidence="Change shown for children, and kept six months later",
        due_days=120,
    ),
    Advice(
        "meetings",
        "Run meetings so that families can take a real part and the child is heard.",
        "voice",
        action="Coach chairs with what the observers saw, and observe again.",
        owner="partnership",
        owner_role="Early help lead",
        measure="Prompts seen throughout in observed meetings",
        target="Ten of twelve on average",
        evidence="Families' own account of their meetings",
        due_days=120,
    ),
    Advice(
        "arrangements",
        "Put the missing partnership arrangements for early help in place, with an owner and a "
        "date for each.",
        "strategy",
        action="Decide on each gap at the next meeting and report progress quarterly.",
        owner="partnership",
        owner_role="Independent scrutineer",
        measure="Arrangements in place",
        target="All",
        evidence="Families reached who were not reached before",
    ),
)
