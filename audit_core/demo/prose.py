"""What the invented auditors wrote outside the standards: sources, reasons for grades, prose, what
helped. Roles only; no real person.
"""

from __future__ import annotations

ROLES: dict[str, str] = {
    "police": "Detective sergeant, safeguarding reviews",
    "social_care": "Team manager, quality assurance",
    "health_visiting": "Named nurse",
    "school": "Designated safeguarding lead",
    "domestic_abuse_service": "Service manager",
    "housing": "Tenancy services manager",
    "partnership": "Business manager",
}

APPROVERS: dict[str, str] = {
    "police": "Detective inspector, public protection",
    "social_care": "Head of service",
    "health_visiting": "Head of safeguarding",
    "school": "Head teacher",
    "domestic_abuse_service": "Chief officer",
    "housing": "Head of tenancies",
    "partnership": "Independent scrutineer",
}

RECORDS: dict[str, str] = {
    "police": "Incident logs, crime records, public protection notices and camera summaries for "
    "the whole period",
    "social_care": "The electronic record for the whole period, supervision notes, and the "
    "paper file before it",
    "health_visiting": "Child health record of each child, liaison forms; the midwifery record "
    "could not be opened",
    "school": "Safeguarding file, pastoral log, attendance; the paper file from the last school",
    "domestic_abuse_service": "Support plan, advocate's notes and minutes of the risk meeting",
    "housing": "Tenancy file, repairs log and complaints for the whole period",
}

SOURCES: dict[str, tuple[str, ...]] = {
    "police": (
        "Incident log",
        "Public protection notice",
        "Officer's report",
        "Safeguarding unit record",
    ),
    "social_care": (
        "Case notes",
        "Child and family assessment",
        "Record of visit",
        "Contact record",
    ),
    "health_visiting": ("Child health record", "Record of home visit", "Liaison form"),
    "school": ("Safeguarding file", "Pastoral log", "Note by the key adult"),
    "domestic_abuse_service": ("Support plan", "Advocate's notes", "Referral form"),
    "housing": ("Tenancy file", "Housing officer's notes"),
    "partnership": ("Minutes of the quality group", "Commissioning plan", "Quarterly report"),
}

HELPED: tuple[str, ...] = (
    "One worker stayed with the family throughout, which helped.",
    "Three changes of worker got in the way.",
    "A joint visit by two agencies saved the child telling it twice.",
    "The notification system was down for a week and nobody had a second way.",
    "A duty manager who answers the telephone.",
    "Two record systems that do not talk to each other; everything was typed twice.",
    "The half-termly meeting between school and the front door: faces, not forms.",
    "",
    "",
    "",
    "",
)

OWN: dict[str, tuple[str, ...]] = {
    "outstanding": (
        (
            "Every incident led to something for the child, the plan followed the father as well "
            "as the mother, and it can be shown what changed by summer."
        ),
    ),
    "good": (
        "Mostly prompt and about the child; small gaps in recording made no difference.",
        "We did what we said, in time, and went back to see whether it had helped.",
        (
            "Sound from the second incident on. The first was written up too thinly to be called "
            "more than good."
        ),
    ),
    "requires_improvement": (
        "The right things were done, late and unevenly; the child waited longer than needed.",
        "We dealt with each incident well enough and never put them together.",
        "Good work by one worker, not supported by supervision, and lost when she left.",
    ),
    "inadequate": (
        (
            "Four incidents passed without anybody finding out what they were like for the child, "
            "who was left at risk for the whole of the spring."
        ),
        "We knew enough by May to act and did not.",
        "We took what we saw for a nuisance. There were children in the house and we did not ask.",
    ),
}

TOGETHER: dict[str, tuple[str, ...]] = {
    "good": (
        "Everybody had the same facts within a day, and the plan was one plan.",
        "The right people were in the room each time. Health was missed once and put right.",
        "We did not have to chase anybody.",
    ),
    "requires_improvement": (
        "Information went out; answers did not always come back.",
        "Two agencies worked closely, the rest read about it in the minutes.",
        "Each of us did our part, in our own order, and to our own time.",
    ),
    "inadequate": (
        "The pieces were there by spring and lay in five places until autumn.",
        "When we disagreed nobody had a way to settle it, and the child lived with the result.",
        "Notices went to a mailbox; decisions were made without those who saw the child each day.",
    ),
}

WELL: dict[str, tuple[str, ...]] = {
    "police": (
        "Information went out the same evening, and nobody had to ask for it.",
        (
            "The officer who came last knelt down, asked each child what they had seen, and wrote "
            "it on the notice."
        ),
        "The officer who came twice knew the child from the first time, and said so on the notice.",
    ),
    "social_care": (
        "The assessment looked at the father's life as closely as at the mother's.",
        (
            "The last social worker wrote to the child, in words that a child can read, about what "
            "would happen."
        ),
        "The child was seen alone each time, and the worker came back when she said she would.",
    ),
    "health_visiting": (
        "The same health visitor from birth on. She noticed the change before anybody was told.",
        "Asking was routine and private, so that the answer came without a crisis.",
    ),
    "school": (
        "The key adult at the gate each morning; the child said it was “the good bit”.",
        "The designated lead rang back until somebody answered.",
    ),
    "domestic_abuse_service": (
        "The mother chose where to meet, and the child's worker and hers planned together.",
        "One safe telephone number, used by every agency.",
        "We stayed when she was not ready, and were there when she was.",
    ),
    "housing": (
        "Locks and lights were fitted within a day of being asked.",
        "Once the children were known, the repairs went to the top of the list.",
    ),
}

DIFFERENT: dict[str, tuple[str, ...]] = {
    "police": (
        "Somebody should have gone upstairs at the first incident, in winter.",
        "The checklist should have been gone back to in May, when he returned.",
        "Four calls should have been read as one story by summer at the latest.",
    ),
    "social_care": (
        (
            "The pattern should have been put together after the second incident, and not after "
            "the last."
        ),
        "Somebody should have spoken to the father before the plan was made, in early summer.",
        (
            "The visits should have been planned with the people who see the child every day, from "
            "the start."
        ),
    ),
    "health_visiting": (
        (
            "We should have told the front door what we saw when the review was missed, and asked "
            "for an answer by a date."
        ),
        "A second question about the father, at the first visit after he came back.",
    ),
    "school": (
        "We should have used the escalation policy in the same week, not a second e-mail.",
        "Lateness was treated as lateness until autumn; somebody should have asked in spring.",
    ),
    "domestic_abuse_service": (
        "The child's own help should have begun when the mother's did.",
        "First contact should have been made in two days. We had nobody on the Friday.",
    ),
    "housing": (
        "Who lives here, and are there children: two questions for the first complaint in March.",
        (
            "The move took four months longer than it needed, because we asked for proof from the "
            "police."
        ),
    ),
}

LIFE: dict[int, tuple[str, ...]] = {
    1: (
        (
            "Mornings began with listening at the bedroom door. “I know which stair creaks,” she "
            "said. By summer she slept with the door open."
        ),
        (
            "She counted the bags by the door and saw to her brother's breakfast. At school she "
            "was the helpful one."
        ),
    ),
    2: (
        (
            "He stayed up so that nothing would happen, and slept in lessons. “If I'm awake he "
            "goes home.”"
        ),
        "He got between them twice. After that he kept his coat on indoors, to be ready.",
    ),
    3: (
        (
            "She startled at voices and settled only when held; the record shows this at three "
            "visits. With her grandmother she slept through."
        ),
        (
            "Too young to tell it. Her key person wrote that she looked at the door whenever a man "
            "spoke."
        ),
    ),
    4: (
        (
            "He minded the baby, carried food upstairs and told the little ones stories over the "
            "noise. “I counted to a thousand.”"
        ),
        (
            "Hungry at break, asleep by two o'clock. He said home was fine; he said it before "
            "anybody asked."
        ),
    ),
    5: (
        (
            "Short visits, quiet rooms. He jumped at doors, and laughed when it was only his "
            "mother and sister."
        ),
        "Much of what his days were like we know from his grandmother, who was asked.",
    ),
    6: (
        (
            "She did the talking: to us, to the landlord, to the police. “I just want one night,” "
            "she told the duty worker."
        ),
        "She went to school on four days of five and to the neighbour's when the car was outside.",
    ),
}

MADE: dict[int, tuple[str, ...]] = {
    1: (
        "She had one adult to go to and went, most weeks.",
        "Nights became quiet after the order was made and kept.",
        "She could name it: the light, the code word, the clay.",
    ),
    2: (
        "Little that he would have noticed before December.",
        "He was listened to at the conference. Then the visits were agreed without him.",
    ),
    3: (
        (
            "Her mother had a plan that did not rest on her alone. By autumn the child sang at "
            "nursery."
        ),
        "She is safer, and has most of her words.",
    ),
    4: (
        "Not much until the autumn. We cannot show that he was safer in December than in January.",
        "We saw him most weeks and wrote it down. It was not enough.",
    ),
    5: (
        "Visits twice a week meant that somebody saw him on the day after.",
        "His mother says that she is believed; it shows in him.",
    ),
    6: (
        "She has a room with a lock. She still rings first.",
        "Two months of help that she chose herself, and then a letter.",
    ),
}
