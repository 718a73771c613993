"""What becomes a finding, and what is then proposed. Ids are permanent: they are part of every
finding's key.
"""

from __future__ import annotations

# A rule is read, and reviewed, as one block:
from audit_core import Advice, Differ, Mismatch, Standard

# By ref and not by flag: what the partnership says of itself is no answer about a child.
# Counts follow `well` ("for 5 of 6 children"), so it never ends with a condition.
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
        short="The level of need was not always recorded with reasons, or those who asked for "
        "help were not told the outcome in time",
        well="The level of need was recorded with reasons, and those who asked for help were told "
        "the outcome in time",
        refs=("EH-1.3", "EH-1.4", "EH-1.5"),
        recommend="answer",
        was=("late-answer", "done-well"),
    ),
    Standard(
        "assessment-lists",
        short="Assessments did not always explain what the child needed and why, or come in time",
        well="Assessments explained what the child needed and why, and came in time",
        refs=("EH-2.1", "EH-2.8"),
        recommend="assessment",
        was=("late-assessment", "history-light", "recording-gap", "done-well"),
    ),
    Standard(
        "child-not-heard",
        short="Each child's views were not always in the assessment, or what the family said of "
        "the help was not in the record",
        well="Each child's views were in the assessment, and what the family said of the help was "
        "in the record",
        refs=("EH-1.6", "EH-2.2", "EH-6.2"),
        kind="priority",
        recommend="voice",
        was=("recording-gap", "done-well"),
    ),
    Standard(
        "family-part-seen",
        short="Not every parent, carer, brother and sister had a place in the assessment, or the "
        "family's own network was not asked what it could do",
        well="Every parent, carer, brother and sister had a place in the assessment, and the "
        "family's own network was asked what it could do",
        refs=("EH-2.9", "EH-2.10"),
        recommend="assessment",
        was=("recording-gap", "done-well"),
    ),
    Standard(
        "identity-thin",
        short="The child's ethnicity, culture, faith, language, disability and identity did not "
        "always shape the help",
        well="The child's ethnicity, culture, faith, language, disability and identity shaped the "
        "help",
        refs=("EH-2.7",),
        recommend="voice",
        was=("recording-gap",),
    ),
    Standard(
        "no-lead",
        short="Families did not always have one lead practitioner throughout",
        well="Families had one lead practitioner throughout",
        refs=("EH-3.5",),
        recommend="lead",
        was=("done-well",),
    ),
    Standard(
        "actions-undone",
        short="Agencies did not always give what they knew, take part in the team, or do on time "
        "what the plan asked of them",
        well="Agencies gave what they knew, took part in the team, and did on time what the plan "
        "asked of them",
        refs=("EH-2.4", "EH-3.6", "EH-3.4"),
        recommend="lead",
        was=("recording-gap", "done-well"),
    ),
    Standard(
        "plan-vague",
        short="Plans did not always say what would change for the child and by when, and what "
        "would be done if things did not improve",
        well="What would change for the child and by when, and the next step if it did not, were "
        "in the plan",
        refs=("EH-4.1", "EH-4.2"),
        recommend="plan",
        was=("done-well",),
    ),
    Standard(
        "late-review",
        short="The latest review was not always held in time, or advice was not sought where "
        "little had changed",
        well="Advice was sought where little had changed, and the latest review was held in time",
        refs=("EH-5.1", "EH-5.5"),
        recommend="review",
        was=("drift", "oversight-thin"),
    ),
    Standard(
        "not-stepped-up",
        short="When risk rose, more help was not always asked for promptly",
        well="When risk rose, more help was asked for promptly",
        refs=("EH-5.2",),
        kind="priority",
        recommend="step-up",
        was=("done-well",),
    ),
    Standard(
        "unsafe-step-down",
        short="The step-down from social care did not always follow lasting improvement, or left "
        "a gap in help",
        well="The step-down from social care followed lasting improvement and left no gap in help",
        refs=("EH-5.9", "EH-5.10"),
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
        well="The record was clear enough for another worker to carry on, and the work was "
        "questioned in supervision",
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
        short="In the panel's view, the help did not always change something that the child could "
        "name",
        well="In the panel's view, the help changed something that the child could name",
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
        refs=("EH-M16", "EH-M2", "EH-M3", "EH-M5", "EH-M18", "EH-M12"),
        recommend="meetings",
        was=("meeting-weak", "meeting-strong"),
    ),
    Standard(
        "meeting-weak",
        short="The right people did not always weigh and question strengths, worries and progress, "
        "and agree clear actions",
        well="The right people weighed and questioned strengths, worries and progress, and agreed "
        "clear actions",
        refs=("EH-M17", "EH-M7", "EH-M8", "EH-M19", "EH-M10", "EH-M11"),
        recommend="meetings",
        was=("meeting-strong",),
    ),
    Standard(
        "arrangements-missing",
        short="Some of the partnership's own arrangements are not yet fully in place",
        well="The partnership's own arrangements are in place",
        refs=("EH-P.1", "EH-P.2", "EH-P.7", "EH-P.4", "EH-P.5", "EH-P.6"),
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
        "Explain early help to every family in the same plain words, and record what the family "
        "agreed to.",
        "recognition",
        action="Publish one page that explains early help to families in plain words, and "
        "sample records each term for a dated agreement by the parents and, where old enough, "
        "the child.",
        owner="found",
        owner_role="Early help lead",
        level="agency",
        measure="Sampled early help records with the family's informed, dated agreement",
        target="Every record in the sample",
        evidence="Parents and children who can say what they agreed to",
    ),
    Advice(
        "earlier",
        "Offer help at the first concern about a child rather than after several.",
        "recognition",
        action="Agree across agencies what counts as a first concern about a child, and report "
        "each term how many working days passed until help was offered.",
        owner="partnership",
        owner_role="Early help lead",
        measure="Working days from the first concern about a child to the offer of help",
        target="Nine of ten offers within the local limit",
        evidence="Children who were helped earlier than the children in this audit",
    ),
    Advice(
        "answer",
        "Tell the person who asked for help for a child what was decided, within the local time "
        "limit.",
        "sharing",
        action="Send the outcome of every request for early help to the person who made it, and "
        "report each month how many outcomes were sent late.",
        owner="early_help",
        owner_role="Front door manager",
        measure="Requests for early help whose outcome was sent within the limit",
        target="Every request in the quarter",
        evidence="Referrers' accounts of what they did for the child once they had the outcome",
        due_days=60,
    ),
    Advice(
        "assessment",
        "Make early help assessments explain what is going on for each child, with the whole "
        "family and its history in view.",
        "risk",
        action="Train lead practitioners with examples of good early help assessments, and have "
        "a manager from another agency read five assessments a term.",
        owner="partnership",
        owner_role="Early help lead",
        measure="Early help assessments read each term that explain the child's needs and do "
        "not only list needs",
        target="Eight of ten assessments, then every assessment",
        evidence="Plans that followed from what an assessment explained",
        due_days=120,
    ),
    Advice(
        "voice",
        "Put each child's own views, and who the child is, at the front of every assessment and "
        "plan.",
        "voice",
        action="Give lead practitioners ways to hear children of every age, and check at each "
        "review that the child's own words are in the assessment and the plan.",
        owner="found",
        owner_role="Safeguarding lead",
        level="agency",
        measure="Sampled early help assessments with the views of each child of the family",
        target="Every assessment in the sample",
        evidence="Plans that changed because of what a child said",
    ),
    Advice(
        "lead",
        "Give every family one lead practitioner whom the family and the team around the child "
        "know, and hold each agency to its part of the plan.",
        "plan",
        action="Confirm in writing at each meeting who the family's lead practitioner is, and "
        "send each agency a list of its overdue actions in early help plans.",
        owner="partnership",
        owner_role="Early help lead",
        measure="Families with one lead practitioner known to everyone, and actions in early "
        "help plans done on time",
        target="Every family, and nine of ten actions",
        evidence="Families who can say who their lead practitioner is",
    ),
    Advice(
        "plan",
        "Write early help plans with few aims, each a change the child would notice, with a date.",
        "plan",
        action="Revise the early help plan template to ask what the child would notice and by "
        "when, and have supervisors read one plan a month for this.",
        owner="partnership",
        owner_role="Early help lead",
        measure="Early help plans whose aims are dated changes for the child",
        target="Every new plan in the quarter",
        evidence="Aims of plans that were reached, as children tell it",
    ),
    Advice(
        "step-up",
        "Ask for more help as soon as risk to a child rises, and record what was decided.",
        "step_up",
        action="Go through the threshold document with every team, using cases from this audit "
        "in which risk rose and more help was asked for late.",
        owner="found",
        owner_role="Safeguarding lead",
        level="agency",
        measure="Sampled records in which rising risk led promptly to a request for more help",
        target="Every record in the sample",
        evidence="Children who were protected earlier than the children in this audit",
    ),
    Advice(
        "step-down",
        "Step down from social care only with lasting improvement, a joint meeting and an "
        "agreed lead practitioner.",
        "step_down",
        action="Hold a joint meeting with the new lead practitioner before a case is closed to "
        "social care, and check three months later how the child is.",
        owner="social_care",
        owner_role="Head of service",
        measure="Step-downs from social care with lasting improvement, a joint meeting and an "
        "agreed lead practitioner on record",
        target="Every step-down in the quarter",
        evidence="Children referred again within six months of a step-down, and why",
    ),
    Advice(
        "escalate",
        "Use the escalation policy whenever agencies disagree about a child's level of help, "
        "and copy every escalation to the partnership.",
        "escalation",
        action="Publish the stages and time limits of the escalation policy on one page, and "
        "report every agency's escalations each quarter, including agencies that had none.",
        owner="partnership",
        owner_role="Business manager",
        measure="Escalations about a child's level of help, by agency and stage, and how many "
        "were in time",
        target="Every known disagreement escalated in time",
        evidence="Decisions that changed for a child after a challenge",
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
        "review",
        "Hold reviews of early help plans as often as agreed, and ask for outside advice when "
        "little changes for the child.",
        "plan",
        action="List each month the early help plans whose review is overdue or that have run "
        "for more than a year, with what was decided about each.",
        owner="early_help",
        owner_role="Service manager",
        measure="Reviews of early help plans held in time, and plans of more than a year with "
        "outside advice on record",
        target="Nine of ten reviews, and every plan of more than a year",
        evidence="Children whose help changed after a review",
    ),
    Advice(
        "supervision",
        "Supervise every lead practitioner, in whichever agency.",
        "oversight",
        action="Agree who supervises each lead practitioner in the agency, and sample the "
        "supervision records each term for challenge to the plan.",
        owner="found",
        owner_role="Safeguarding lead",
        level="agency",
        measure="Open early help cases with supervision on record that challenged the plan",
        target="Every open case each term",
        evidence="Plans that changed after supervision",
    ),
    Advice(
        "outcomes",
        "Measure with each family how far the child has come, at the start, at review and at "
        "the end.",
        "impact",
        action="Choose one way for the whole area to measure with families what has changed "
        "for a child, and report the results each quarter.",
        owner="partnership",
        owner_role="Early help lead",
        measure="Early help plans in which change for the child was measured at least twice",
        target="Nine of ten plans in the quarter",
        evidence="Change shown for children, and whether it had lasted six months later",
        due_days=120,
    ),
    Advice(
        "meetings",
        "Run early help meetings so that families can take a real part and the child is heard.",
        "voice",
        action="Coach the chairs of early help meetings with what the observers saw in this "
        "audit, and observe each chair again.",
        owner="partnership",
        owner_role="Early help lead",
        measure="Points of good practice, of twelve, seen throughout an observed meeting",
        target="Ten of twelve on average",
        evidence="Families' own accounts of their meetings",
        due_days=120,
    ),
    Advice(
        "arrangements",
        "Put in place the partnership's missing arrangements for early help, each with an owner "
        "and a date.",
        "strategy",
        action="Decide at the next partnership meeting who will put in place each arrangement "
        "for early help that this audit found missing, and by when, and report progress every "
        "quarter.",
        owner="partnership",
        owner_role="Independent scrutineer",
        measure="Arrangements for early help found missing in this audit and now in place",
        target="Every arrangement by the next audit",
        evidence="Families reached who were not reached before",
    ),
)
