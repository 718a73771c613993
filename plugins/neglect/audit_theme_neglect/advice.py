"""What is proposed when a finding asks for it: a recommendation, the action behind it, and how we
will know that it helped.
"""

from __future__ import annotations

from audit_core import Advice

ADVICE = (
    Advice(
        "name-neglect",
        topic="recognition",
        text="Name neglect at every age, from the child's side: its kind, how long it has "
        "lasted and what it does to the child each day.",
        action="Add three prompts (what kind, how long, what effect) to referral, concern and "
        "assessment forms, and coach teams with cases of babies and of young people.",
        owner="partnership",
        owner_role="Chair of the learning and practice group",
        measure="Records in a joint sample that name the neglect and its effect on the child",
        target="All records in two samples in a row",
        evidence="In sampled cases the plan answers what the child was going without, and "
        "workers can show what the child now has.",
    ),
    Advice(
        "join-chronologies",
        topic="history",
        text="Keep one chronology for every child who may be neglected, joined from all "
        "agencies and brought up to date before each main decision.",
        action="Adopt one short format and a date before each meeting by which every agency "
        "sends its events, with a named keeper for each child.",
        owner="partnership",
        owner_role="Chair of the neglect group",
        measure="Children on a plan for neglect with a joined chronology that was current at "
        "the last review",
        target="Every child at the next two reviews",
        evidence="Children for whom the joined events led to earlier help, described in a "
        "sample of cases.",
    ),
    Advice(
        "use-the-pattern",
        topic="history",
        text="Base each decision about a neglected child on the pattern of events and on what "
        "earlier help did and did not change.",
        action="Require a short analysis of the pattern and of earlier help in every "
        "assessment, conference report and closing decision, checked by the manager who "
        "signs it.",
        owner="social_care",
        owner_role="Head of safeguarding",
        measure="Main decisions in a sample whose reasons refer to the pattern and to earlier help",
        target="All decisions in two samples in a row",
        evidence="Fewer children referred again for the same harm, with an account of what was "
        "different for them.",
    ),
    Advice(
        "was-not-brought",
        topic="recognition",
        text="Treat each missed appointment as a child who was not brought, and each untreated "
        "health need as a sign of how the child is cared for.",
        action="Use one procedure in all health services for children who are not brought or go "
        "untreated: who rings, by when, and when the pattern goes to the lead "
        "practitioner.",
        owner="icb",
        owner_role="Designated nurse for safeguarding children",
        measure="Missed appointments and untreated needs in a sample that were followed up in "
        "time with the child in mind",
        target="All followed up, in two samples in a row",
        evidence="Children who missed care and then received it, and what treatment changed for "
        "them.",
    ),
    Advice(
        "test-change",
        topic="risk",
        text="Judge progress by what can be seen in the child and the home, and say plainly "
        "when there is none.",
        action="List for each child the few facts that would show change, look for them at "
        "visits with and without notice, and review them with all agencies.",
        owner="found",
        owner_role="Head of service",
        measure="Reviews in a sample where progress rests on facts about the child's daily life",
        target="All reviews in the next sample",
        evidence="Dated facts from before and after, such as growth, attendance, bedding or "
        "dental care, for sampled children.",
        level="agency",
    ),
    Advice(
        "see-the-child",
        topic="voice",
        text="See each child alone, or watch each baby closely, as often as their plan says, "
        "and let what they show change the plan.",
        action="Set time alone and its frequency in every plan, record a day in the child's "
        "life in their own words or signals, and check both in supervision.",
        owner="social_care",
        owner_role="Principal social worker",
        measure="Children in a sample who were seen alone as planned and whose account is on "
        "the record",
        target="Every child in two samples in a row",
        evidence="Changes to plans that came from children, and what the children say about them.",
        due_days=60,
    ),
    Advice(
        "escalate",
        topic="escalation",
        text="Take every disagreement about a neglected child's safety to a more senior level "
        "in time, and follow it until it is settled.",
        action="Re-issue the escalation steps on one page, copy every escalation to the "
        "partnership, and review numbers, times and results each quarter.",
        owner="partnership",
        owner_role="Business manager",
        measure="Recorded disagreements that were escalated in time and settled",
        target="All, in each of the next two quarters",
        evidence="What changed for children because somebody challenged, told case by case.",
        due_days=60,
    ),
    Advice(
        "hold-step-down",
        topic="step_down",
        text="Reduce help only when the child's life has stayed better for an agreed time, and "
        "tell every agency on the day.",
        action="Agree what lasting change is, ask all agencies before reducing help, and check "
        "again with the school and health services some months later.",
        owner="social_care",
        owner_role="Head of early help and family support",
        measure="Children stepped down who still have what had improved when checked months later",
        target="No child stepped down without that check",
        evidence="Attendance, health and the child's own account at the later check, set beside "
        "the day help was reduced.",
    ),
    Advice(
        "share-early",
        topic="notification",
        text="Share the first signs of neglect within the agreed time, before they grow into a "
        "crisis.",
        action="Name in each team who passes on early signs and by when, and show staff what to "
        "share and how consent or safeguarding grounds apply.",
        owner="found",
        owner_role="Safeguarding lead",
        measure="First signs in a sample that were shared within the local limit",
        target="All shared in time, in two samples in a row",
        evidence="Families who were offered help earlier, and what it spared the child.",
        level="agency",
        due_days=60,
    ),
    Advice(
        "unstick-plans",
        topic="step_up",
        text="Give each child a plan with changes they would notice, and change it or raise the "
        "level of help as soon as life is not improving.",
        action="Write what follows no change into every plan, and review each one that has "
        "stalled or run long with a senior manager, and legal advice where needed.",
        owner="social_care",
        owner_role="Head of safeguarding",
        measure="Plans that say what follows no change, and stalled plans that were changed "
        "within the local limit",
        target="All, in each of the next two quarters",
        evidence="What is different for the children whose plans were changed, three months later.",
    ),
    Advice(
        "think-family",
        topic="whole_family",
        text="Ask every adult in treatment or at risk of losing a home who cares for their "
        "children, and pass on what gives concern.",
        action="Put the children's daily care into adult assessments, relapse and tenancy "
        "plans, and agree a contact between each adult service and the children's "
        "services.",
        owner="partnership",
        owner_role="Joint lead of the children's and adults' partnerships",
        measure="Adult records in a sample that describe the children's care and show what was "
        "passed on",
        target="All records in two samples in a row",
        evidence="Children whose care was made safe when a parent became unwell, relapsed or "
        "lost a home.",
    ),
    Advice(
        "know-the-child",
        topic="identity",
        text="Show in each record what the child's culture, language, faith and disability mean "
        "for their care and for the help they need.",
        action="Discuss identity and needs in each assessment and supervision, using "
        "interpreters and specialist advice, and check in samples that the help was "
        "shaped by it.",
        owner="found",
        owner_role="Head of service",
        measure="Records in a sample where the help was shaped by who the child is",
        target="All records in the next sample",
        evidence="Children and families who say that the help fitted them, with what was changed.",
        level="agency",
    ),
    Advice(
        "supervise",
        topic="oversight",
        text="Give each worker with a neglected child a regular discussion that tests hope and "
        "habit against the history.",
        action="Use four prompts in supervision (the pattern, the child's day, what has "
        "changed, what next and by when) and record the decision.",
        owner="found",
        owner_role="Head of service or named professional",
        measure="Supervision records in a sample that test the view taken and set a dated decision",
        target="All records in two samples in a row",
        evidence="Plans that changed after supervision, and what that changed for the child.",
        level="agency",
    ),
    Advice(
        "record-the-day",
        topic="voice",
        text="Write down on the day what is seen and heard of a child's life, and send key "
        "events to the shared chronology.",
        action="Give staff one short example for each setting (home, school, clinic, incident), "
        "and sample records each quarter against it.",
        owner="found",
        owner_role="Safeguarding lead",
        measure="Records in a sample from which a stranger could describe the child's day",
        target="All records in two samples in a row",
        evidence="Decisions for children that rested on such facts, described in the sample.",
        level="agency",
        due_days=60,
    ),
    Advice(
        "measure-difference",
        topic="impact",
        text="Show for each child what is better, by facts taken at the start and looked at again.",
        action="Choose with the family two or three facts for each child at the first meeting, "
        "and look at them at every review and some months after help ends.",
        owner="partnership",
        owner_role="Chair of the quality group",
        measure="Children in a sample whose records show at least one main need better met",
        target="More children at each sample, and none without facts to judge by",
        evidence="The facts at both ends for each sampled child, with the child's own view.",
    ),
    Advice(
        "lead-on-neglect",
        topic="strategy",
        text="Lead the work on neglect with one strategy, one tool, one chronology format and a "
        "senior owner who answers for results.",
        action="Adopt or renew the strategy with dates for the missing arrangements, and report "
        "to the board each quarter on use, quality and what changed for children.",
        owner="partnership",
        owner_role="Independent scrutineer with the lead partners",
        measure="Arrangements in the partnership's own form that are met",
        target="All met by the next round",
        evidence="A yearly account of what is different for neglected children, shaped by their "
        "own accounts.",
        due_days=180,
    ),
)
