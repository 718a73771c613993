"""What the invented auditors wrote: evidence by topic and answer. Roles only; nobody here exists."""

from __future__ import annotations

SOURCES: dict[str, tuple[str, ...]] = {
    "police": ("Incident log", "Public protection notice", "Officer's report", "Safeguarding unit record"),
    "social_care": ("Case notes", "Child and family assessment", "Supervision record", "Contact record"),
    "health_visiting": ("Child health record", "Record of home visit", "Liaison form"),
    "school": ("Safeguarding file", "Pastoral log", "Attendance record"),
    "domestic_abuse_service": ("Support plan", "Advocate's notes", "Referral form"),
    "housing": ("Tenancy file", "Housing officer's notes"),
    "partnership": ("Minutes of the quality group", "Commissioning plan", "Quarterly report"),
}

GENERIC: dict[str, tuple[str, ...]] = {
    "met": ("recorded in full and in time.", "done, and the record says by whom in which role.", "clear on the record, with the result."),
    "partly": ("done for this child, but not for the brother or sister.", "done, though some weeks later than it should have been."),
    "not_met": ("nothing was done until the next incident.", "planned at one meeting and never mentioned again."),
    "told": ("the worker could describe it well; it was never written down.",),
    "no_evidence": ("whole period read; nothing shows whether it was done.",),
    "not_applicable": ("it could not arise for this child in the period.",),
}

EVIDENCE: dict[str, dict[str, tuple[str, ...]]] = {
    "recognition": {
        "met": ("both children are named by role and age at each of the three incidents, one of them asleep upstairs.",),
        "partly": ("the child at home is recorded; the half-brother who visits at weekends is not.",),
        "not_met": ("the notice names the adults only, although a child's bedroom is described.",),
    },
    "notification": {
        "met": ("safeguarding lead told by secure message at 07:50, before registration.", "sent the same evening and opened within the hour."),
        "partly": ("the school was told, but only after the child had already arrived.",),
        "not_met": ("sent to the child's former school; nobody noticed for eleven days.", "the notice sat in a shared mailbox over the weekend."),
    },
    "risk": {
        "met": (
            "checklist completed with the mother alone at the station; judged high on professional judgement.",
            "referred to the risk meeting within two days.",
        ),
        "partly": ("completed by telephone with the father in the room; repeated a fortnight later.",),
        "not_met": ("assessed as standard from the call alone; four earlier incidents were not counted.",),
    },
    "history": {
        "met": ("the decision lists six earlier incidents over three years and says what each led to.",),
        "partly": ("earlier incidents are listed, but nothing is made of them.",),
        "not_met": ("each incident was looked at alone; the word pattern does not appear.",),
    },
    "voice": {
        "met": (
            "the child drew the hallway and said which stair creaks; this is in the plan.",
            "morning routine, sleep and fear of the telephone are described.",
        ),
        "partly": ("the child was seen, but the words written down are the mother's.",),
        "not_met": ("a reader learns what the adults wanted; the child is not described.",),
    },
    "whole_family": {
        "met": ("the father was interviewed twice; his history in another area was asked for and received.",),
        "partly": ("checks were made on the father, but nobody spoke to him.",),
        "not_met": ("all actions are for the mother; the person causing harm appears in no plan.",),
    },
    "plan": {
        "met": ("the plan says what the father must do and by when, and what follows if he does not.", "all four actions done by their dates."),
        "partly": ("three of five actions done; the others moved to the next meeting twice.",),
        "not_met": ("the mother signed an agreement to keep him away; nothing is asked of him.",),
    },
    "step_up": {
        "met": ("referred the same day after the child came in with a bruise; strategy discussion held next morning.",),
        "partly": ("rising risk was noted in May; the referral followed in June.",),
        "not_met": ("two further incidents in one month changed nothing in the level of help.",),
    },
    "step_down": {
        "met": ("closed after six months without an incident, agreed by every agency in writing.",),
        "partly": ("agreed at the meeting; the school had not been invited.",),
        "not_met": ("closed four weeks after the father moved out; he was back within the month.",),
    },
    "escalation": {
        "met": ("raised with the service manager on day two and settled on day five.",),
        "partly": ("the head teacher rang twice; the policy was not used and no stage is recorded.",),
        "not_met": ("the disagreement is in two e-mails and went no further.",),
        "not_applicable": ("our agency did not disagree.",),
    },
    "sharing": {
        "met": ("everything asked for was sent the same day, with the reason for sharing.",),
        "partly": ("shared on request; what the nursery knew was not asked for.",),
        "not_met": ("waited for consent although a child was at risk.",),
    },
    "oversight": {
        "met": ("supervision in June asked what a Tuesday is like for this child and changed the visiting pattern.",),
        "partly": ("supervision took place; it went through tasks and not the child.",),
        "not_met": ("no supervision of this case in eight months.",),
    },
    "identity": {
        "met": ("an interpreter from outside the community was used at each visit; the child's faith shaped the holiday plan.",),
        "partly": ("language is recorded; what it meant for asking for help is not.",),
        "not_met": ("the older child interpreted for the mother.",),
    },
    "impact": {
        "met": ("no incident since August, attendance up to 96 per cent, and the child says the house is quiet now.",),
        "partly": ("fewer incidents; school still sees the child watching the gate.",),
        "not_met": ("three incidents in the last month of the period.",),
    },
    "support": {
        "met": ("eight sessions for the child at school, chosen with the child; sleeping better by the sixth.", "offered by safe text at work, and taken up."),
        "partly": ("offered once; the waiting list was six months and nothing was put in its place.",),
        "not_met": ("help was offered to the mother only.",),
    },
    "strategy": {
        "met": ("seen in each of the last four quarters, with reasons and what was done.",),
        "partly": ("counts are seen; reasons are not.",),
        "not_met": ("not on any agenda in the last year.",),
    },
}

HELPED: tuple[str, ...] = (
    "One worker stayed with the family throughout, which helped.",
    "Three changes of worker got in the way.",
    "A joint visit by two agencies saved the child telling it twice.",
    "The notification system was down for a week in May.",
    "",
    "",
)

GRADES: dict[str, tuple[str, ...]] = {
    "outstanding": (
        "Every incident led to something for the child, the plan followed the father as well as the mother, and the child could say what had changed by summer.",
    ),
    "good": ("Mostly prompt and child-centred; small gaps in recording made no difference to the child.",),
    "requires_improvement": ("The right things were done, late and unevenly; the child waited longer than needed.",),
    "inadequate": ("Four incidents passed without anybody finding out what they were like for the child, who was left at risk for the whole of the spring.",),
}

# What was done well, what should have been different, daily life, the difference made; the last of each is about a child under five.
PROSE: dict[str, tuple[str, ...]] = {
    "prose.5": (
        "The child was seen alone each time and the worker came back when she said she would.",
        "Information went out the same evening, every time.",
        "The nursery's key worker noticed the change before anybody was told.",
    ),
    "prose.6": (
        "The pattern should have been put together after the second incident, in March, and not after the fifth.",
        "Somebody should have spoken to the father before the plan was made.",
        "The closing decision should have waited for the health visitor's view.",
    ),
    "prose.7": (
        "Mornings began with listening at the bedroom door. \u201cI know which stair creaks,\u201d the child said.",
        "Quiet evenings when he was out, and packing a bag in case. The cat slept in the school bag.",
        "The baby startled at voices and settled only when held; the record shows this at three visits.",
    ),
    "prose.8": (
        "The child had one adult to go to and went, most weeks.",
        "Little that the child would have noticed before the autumn.",
        "Nights became quiet after the order was made and kept.",
    ),
}

EVENTS: tuple[tuple[str, str, str, str], ...] = (
    ("Incident", "Police attended after a neighbour rang. Father had left.", "In the hall in pyjamas; not spoken to.", "Notice sent to the front door."),
    ("Notification", "Safeguarding lead received the notice.", "Came in late and tired, asked to stay in at break.", "Key adult checked in daily."),
    ("Contact or referral", "Contact about the second incident in a month.", "Said to a friend that it is loud at home.", "Assessment begun."),
    ("Visit or direct work", "Home visit, mother alone.", "Played under the table and came out after half an hour.", "Safety plan made with the mother."),
    ("Risk assessment", "Checklist completed with the mother.", "Not asked about at this point.", "Level judged high; referred on."),
    ("Risk meeting", "Risk meeting held.", "The child's school was not represented.", "Four actions, none for the child."),
    ("School", "Attendance fell to 84 per cent.", "Fell asleep in two lessons.", "Meeting with mother; breakfast place given."),
    ("Decision", "Plan reviewed.", "Asked for the visits to go on.", "Visits kept at two a week."),
    ("Court or order", "Non-molestation order granted.", "Was told by the worker, with pictures.", "Copies to school and housing."),
    ("Change of worker", "Social worker changed.", "Had to tell it again.", "Handover visit by both workers."),
    ("Health", "Two-year review missed and rebooked.", "Not brought; seen four weeks later.", "Told the lead professional."),
)
