"""What becomes a finding, and what is then proposed. Ids are permanent: they are part of every
finding's key.
"""

from __future__ import annotations

# A rule is read, and reviewed, as one block:
from audit_core import Advice, Differ, IfThen, Mismatch, Share

POOR = ("not_met", "partly")
MEETING = tuple(f"EH-M{number}" for number in range(1, 13))
ARRANGEMENTS = tuple(f"EH-P.{number}" for number in range(1, 7))

RULES = (
    Share(
        "agreement-missing",
        "In {n} of {m} records the family's informed agreement to help was not fully recorded.",
        counts=POOR,
        refs=("EH-1.2",),
        recommend="agreement",
        high=True,
    ),
    Share(
        "assessment-lists",
        "In {n} of {m} assessments the needs were listed rather than explained.",
        counts=POOR,
        refs=("EH-2.1",),
        recommend="assessment",
        high=True,
    ),
    Share(
        "child-not-heard",
        "In {n} of {m} assessments the views of each child could not be found.",
        counts=POOR,
        kind="priority",
        refs=("EH-2.2",),
        recommend="voice",
    ),
    Share(
        "no-lead",
        "In {n} of {m} answers there was not one lead professional whom everybody knew.",
        counts=POOR,
        refs=("EH-3.1",),
        recommend="lead",
        high=True,
    ),
    Share(
        "plan-vague",
        "In {n} of {m} plans one could not tell what would change for the child, or by when.",
        counts=POOR,
        refs=("EH-4.1",),
        recommend="plan",
        high=True,
    ),
    Share(
        "not-stepped-up",
        "In {n} of {m} records more help was not, or not every time, asked for promptly when "
        "risk rose.",
        counts=POOR,
        kind="priority",
        refs=("EH-5.2",),
        recommend="step-up",
    ),
    Share(
        "unsafe-step-down",
        "In {n} of {m} answers the step-down from social care was not, or not fully, safe.",
        counts=POOR,
        kind="priority",
        refs=("EH-5.4",),
        recommend="step-down",
    ),
    Share(
        "not-escalated",
        "In {n} of {m} records an agency that disagreed did not take it further in time, or did "
        "not see it through.",
        counts=POOR,
        kind="priority",
        refs=("EH-5.8",),
        recommend="escalate",
    ),
    IfThen(
        "stepped-down-early",
        "The child was stepped down from social care, and no record shows that this was safe.",
        fact="EH-5.3",
        then="EH-5.4",
        recommend="step-down",
    ),
    IfThen(
        "disagreed-and-left",
        "{recipient} recorded that agencies disagreed about this child, and no record shows "
        "that it was taken further in time.",
        fact="EH-5.7",
        then="EH-5.8",
        recommend="escalate",
    ),
    Differ(
        "told-differently",
        "{question}: the records of {recipient} do not agree.",
        refs=("EH-5.3", "EH-5.7"),
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
    Share(
        "late-help",
        "Help was offered later than the local limit after the first concern in {n} of {m} "
        "records that hold both dates.",
        counts=("late",),
        refs=("EH-1.1",),
        recommend="earlier",
    ),
    Share(
        "late-answer",
        "Whoever asked for help was told the outcome late in {n} of {m} records that hold both "
        "dates.",
        counts=("late",),
        refs=("EH-1.5",),
        recommend="answer",
    ),
    Share(
        "no-answer",
        "In {n} of {m} records an agency was not, or not fully, told what became of its request.",
        counts=POOR,
        refs=("EH-1.4",),
        at_least=2,
        recommend="answer",
    ),
    Share(
        "late-assessment",
        "The assessment was finished late in {n} of {m} records that hold both dates.",
        counts=("late",),
        refs=("EH-2.8",),
        recommend="assessment",
    ),
    Share(
        "late-review",
        "More time than the local limit passed before the latest review in {n} of {m} records "
        "that hold both dates.",
        counts=("late",),
        refs=("EH-5.1",),
        recommend="review",
    ),
    Share(
        "family-part-seen",
        "In {n} of {m} answers a parent, carer or sibling was not fully part of the assessment.",
        counts=POOR,
        refs=("EH-2.3", "EH-2.6"),
        per="pooled",
        at_least=2,
        recommend="assessment",
    ),
    Share(
        "history-light",
        "In {n} of {m} records what had been tried before was not fully used.",
        counts=POOR,
        refs=("EH-2.5",),
        at_least=2,
        recommend="assessment",
    ),
    Share(
        "drift",
        "In {n} of {m} records little had changed after a year or three reviews and advice was "
        "not fully sought.",
        counts=POOR,
        refs=("EH-5.5",),
        recommend="review",
    ),
    Share(
        "actions-undone",
        "In {n} of {m} answers an agency did not fully give what it knew, or do what the plan "
        "asked.",
        counts=POOR,
        refs=("EH-2.4", "EH-3.4"),
        per="pooled",
        at_least=2,
        recommend="lead",
    ),
    Share(
        "oversight-thin",
        "In {n} of {m} records nobody outside the daily work fully questioned how the work was "
        "going.",
        counts=POOR,
        flag="oversight",
        at_least=2,
        share=0.25,
        recommend="supervision",
    ),
    Share(
        "identity-thin",
        "In {n} of {m} records who the child is did not fully shape the help.",
        counts=POOR,
        refs=("EH-2.7",),
        at_least=2,
        recommend="voice",
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
        "meeting-weak",
        "In {n} of {m} meetings this was not, or only in part, seen: {question}.",
        counts=POOR,
        refs=MEETING,
        at_least=2,
        share=0.5,
        recommend="meetings",
    ),
    Share(
        "arrangements-missing",
        "The partnership does not yet have this fully in place: {question}.",
        counts=POOR,
        refs=ARRANGEMENTS,
        recommend="arrangements",
    ),
    Share(
        "recording-gap",
        "In {n} of {m} records there was nothing on file about this: {question}.",
        counts=("told", "no_evidence"),
        kind="gap",
        at_least=2,
        share=0.4,
        section=2,
    ),
    Share(
        "done-well",
        "In {n} of {m} records this was done well: {question}.",
        counts=("met",),
        kind="strength",
        at_least=3,
        share=0.75,
        refs=(
            "EH-1.2",
            "EH-1.4",
            "EH-2.1",
            "EH-2.2",
            "EH-2.3",
            "EH-2.4",
            "EH-2.6",
            "EH-3.1",
            "EH-3.4",
            "EH-4.1",
            "EH-5.2",
            "EH-5.4",
            "EH-6.3",
            "EH-6.4",
        ),
    ),
    Share(
        "meeting-strong",
        "In {n} of {m} meetings this was seen throughout: {question}.",
        counts=("met",),
        kind="strength",
        refs=MEETING,
        at_least=2,
        share=0.75,
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
        "Tell whoever asked for help for a child what was decided, within the local time limit.",
        "sharing",
        action="Send the outcome of every request for early help to whoever made it, and report "
        "each month how many outcomes were sent late.",
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
