"""What is proposed when a finding asks for it: a recommendation, the action behind it, and how we
will know that it helped.
"""

from __future__ import annotations

from audit_core import Advice

ADVICE = (
    Advice(
        "name-neglect",
        topic="recognition",
        text="Name neglect at every age, from the child's side: its kind, how long it has lasted "
        "and what it does to the child each day.",
        action="Add three prompts about neglect (what kind, for how long, with what effect) to "
        "referral, concern and assessment forms, and coach teams that work with babies or with "
        "young people to use these prompts.",
        owner="partnership",
        owner_role="Chair of the learning and practice group",
        measure="Records in a joint sample that name the neglect and its effect on the child",
        target="Every record in two samples running",
        evidence="In sampled cases, plans that answer what the child was going without, and what "
        "the child now has.",
    ),
    Advice(
        "join-chronologies",
        topic="history",
        text="Keep one chronology for every child who may be neglected, joined from all agencies "
        "and brought up to date before each main decision.",
        action="Adopt one short format for chronologies of neglected children, name who keeps "
        "each child's, and set the day before each meeting by which every agency sends its "
        "events.",
        owner="partnership",
        owner_role="Chair of the neglect group",
        measure="Children on a plan for neglect whose joined chronology was up to date at the "
        "last review",
        target="Every child at the next two reviews",
        evidence="Children for whom the joined events led to earlier help, described in a sample "
        "of cases.",
    ),
    Advice(
        "use-the-pattern",
        topic="history",
        text="Base each decision about a neglected child on the pattern of events and on what "
        "earlier help did and did not change.",
        action="Require in every assessment, conference report and closing decision a short "
        "analysis of the pattern of neglect and of earlier help, checked by the manager who "
        "signs it.",
        owner="social_care",
        owner_role="Head of safeguarding",
        measure="Sampled main decisions whose reasons refer to the pattern of neglect and to "
        "earlier help",
        target="Every decision in two samples running",
        evidence="Fewer children referred again for the same harm, with an account of what was "
        "different for these children.",
    ),
    Advice(
        "was-not-brought",
        topic="recognition",
        text="Treat each missed appointment as a child who was not brought, and each untreated "
        "health need as a sign of how the child is cared for.",
        action="Use one procedure in all health services when a child is not brought or goes "
        "untreated: who rings the family, by when, and when the lead practitioner is told.",
        owner="icb",
        owner_role="Designated nurse for safeguarding children",
        measure="Sampled missed appointments and untreated health needs that were followed up in "
        "time with the child in mind",
        target="Every one in two samples running",
        evidence="Children who missed care and then received it, and what treatment changed for "
        "each.",
    ),
    Advice(
        "test-change",
        topic="risk",
        text="Judge progress after neglect by what can be seen in the child and the home, and say "
        "plainly when there is none.",
        action="List for each neglected child a few facts that would show change, look for these "
        "at visits with and without notice, and review the findings with all agencies.",
        owner="found",
        owner_role="Head of service",
        measure="Sampled reviews in which progress rests on facts about the child's daily life",
        target="Every review in the next sample",
        evidence="Dated facts from before and after, such as growth, attendance, bedding or "
        "dental care, for sampled children.",
        level="agency",
    ),
    Advice(
        "see-the-child",
        topic="voice",
        text="See each child alone, or watch each baby closely, as often as the plan says, and "
        "let what the child shows change the plan.",
        action="Set in every plan how often the worker sees the child alone, record a day in the "
        "child's life in the child's own words or signals, and check both in supervision.",
        owner="social_care",
        owner_role="Principal social worker",
        measure="Sampled children who were seen alone as planned and whose own account is on the "
        "record",
        target="Every child in two samples running",
        evidence="Changes to plans that came from children, and what the children say about them.",
        due_days=60,
    ),
    Advice(
        "escalate",
        topic="escalation",
        text="Take every disagreement about a neglected child's safety to a more senior level in "
        "time, and follow it until it is resolved.",
        action="Re-issue the stages and time limits of the escalation policy on one page, have "
        "every escalation copied to the partnership, and review numbers, times and results each "
        "quarter.",
        owner="partnership",
        owner_role="Business manager",
        measure="Recorded disagreements about a neglected child that were escalated in time and "
        "resolved",
        target="Every disagreement in each of the next two quarters",
        evidence="What changed for children because somebody challenged a decision, case by case.",
        due_days=60,
    ),
    Advice(
        "hold-step-down",
        topic="step_down",
        text="Reduce help after neglect only when the child's life has stayed better for an "
        "agreed time, and tell every agency on the day.",
        action="Agree what counts as lasting change, ask all agencies before help for a child is "
        "reduced, and check with the school and health services three months later.",
        owner="social_care",
        owner_role="Head of early help and family support",
        measure="Children stepped down who still have what had improved when checked three "
        "months later",
        target="A check after every step-down",
        evidence="Attendance, health and the child's own account at the later check, set beside "
        "the day help was reduced.",
    ),
    Advice(
        "share-early",
        topic="notification",
        text="Share the first signs of neglect within the agreed time, before harm grows into a "
        "crisis.",
        action="Name in each team who passes on first signs of neglect and by when, and show "
        "staff what to share and when consent or safeguarding grounds apply.",
        owner="found",
        owner_role="Safeguarding lead",
        measure="Sampled first signs of neglect that were shared within the local limit",
        target="Every one in two samples running",
        evidence="Families who were offered help earlier, and what it spared the child.",
        level="agency",
        due_days=60,
    ),
    Advice(
        "unstick-plans",
        topic="step_up",
        text="Give each neglected child a plan with changes the child would notice, and change it "
        "or raise the level of help as soon as life is not improving.",
        action="Write into every plan for a neglected child what follows if nothing changes, and "
        "review each plan that has stalled with a senior manager, and with legal advice where "
        "needed.",
        owner="social_care",
        owner_role="Head of safeguarding",
        measure="Plans for neglected children that say what follows if nothing changes, and "
        "stalled plans that were changed within the local limit",
        target="Every plan in each of the next two quarters",
        evidence="What is different, three months later, for the children whose plans were "
        "changed.",
    ),
    Advice(
        "think-family",
        topic="whole_family",
        text="Record every adult in the child's life, ask each adult in treatment or at risk of "
        "losing a home who cares for the children, and pass on any concern.",
        action="Put the children's daily care into adult assessments, relapse plans and tenancy "
        "plans, and name a contact in children's services for each adult service.",
        owner="partnership",
        owner_role="Joint lead of the children's and adults' partnerships",
        measure="Sampled adult records that describe the children's care and show what was "
        "passed on",
        target="Every record in two samples running",
        evidence="Children whose care was made safe when a parent became unwell, relapsed or lost "
        "a home.",
    ),
    Advice(
        "know-the-child",
        topic="identity",
        text="Show in each record what the child's culture, language, faith and disability mean "
        "for the child's care and the help needed.",
        action="Discuss each child's culture, language, faith and disability in assessment and "
        "supervision, with interpreters and specialist advice, and sample records to check that "
        "the help fits.",
        owner="found",
        owner_role="Head of service",
        measure="Sampled records in which the help was shaped by who the child is",
        target="Every record in the next sample",
        evidence="Children and families who say that the help fitted, with what was changed.",
        level="agency",
    ),
    Advice(
        "supervise",
        topic="oversight",
        text="Give each worker with a neglected child regular supervision that tests hope and "
        "habit against the history.",
        action="Use four prompts in supervision about a neglected child (the pattern, the child's "
        "day, what has changed, what next and by when) and record the decision.",
        owner="found",
        owner_role="Head of service or named professional",
        measure="Sampled supervision records that test the worker's view of the family and set a "
        "dated decision",
        target="Every record in two samples running",
        evidence="Plans that changed after supervision, and what that changed for the child.",
        level="agency",
    ),
    Advice(
        "record-the-day",
        topic="voice",
        text="Write down on the day what is seen and heard of a neglected child's life, and send "
        "key events to the shared chronology.",
        action="Give staff a short example of a good record of a child's day for each setting "
        "(home, school, clinic, incident), and sample records against it each quarter.",
        owner="found",
        owner_role="Safeguarding lead",
        measure="Sampled records from which a stranger could describe the child's day",
        target="Every record in two samples running",
        evidence="Decisions for children that rested on such records, described in the sample.",
        level="agency",
        due_days=60,
    ),
    Advice(
        "measure-difference",
        topic="impact",
        text="Show for each neglected child what is better, by facts taken at the start and looked "
        "at again.",
        action="Choose with the family at the first meeting two or three facts about the child's "
        "daily life, and look at the same facts at every review and three months after help ends.",
        owner="partnership",
        owner_role="Chair of the quality group",
        measure="Sampled children whose records show at least one main need better met",
        target="More children at each sample, and no child without facts to judge by",
        evidence="The facts at the start and at the end for each sampled child, with the child's "
        "own view.",
    ),
    Advice(
        "lead-on-neglect",
        topic="strategy",
        text="Lead the work on neglect with one strategy, one tool, one chronology format and a "
        "senior owner who answers for results.",
        action="Adopt or renew the neglect strategy, with a date for each arrangement that this "
        "audit found missing, and report to the board each quarter what has changed for children.",
        owner="partnership",
        owner_role="Independent scrutineer with the lead partners",
        measure="Arrangements on neglect found missing in this audit and now in place",
        target="Every arrangement by the next audit",
        evidence="A yearly account of what is different for neglected children, shaped by "
        "children's own accounts.",
        due_days=180,
    ),
)
