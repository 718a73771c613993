"""What happened to the six invented children: the key events, who recorded them, and the times that
the forms ask for.
"""

from __future__ import annotations

from datetime import date, datetime

import attrs


@attrs.frozen
class Happening:
    """One event of a case, and the codes of those whose records hold it."""

    day: date
    kind: str
    what: str
    child: str
    done: str
    told_by: tuple[str, ...]


def _on(day: str, kind: str, what: str, child: str, done: str, told_by: str) -> Happening:
    return Happening(date.fromisoformat(day), kind, what, child, done, tuple(told_by.split()))


def _at(*moments: str) -> tuple[datetime, ...]:
    return tuple(datetime.fromisoformat(moment) for moment in moments)


_P, _S, _H, _O, _R, _D, _T = (
    "police ",
    "social_care ",
    "health_visiting ",
    "school_oakfield ",
    "school_riverside ",
    "domestic_abuse_service ",
    "housing ",
)

STORY: dict[int, tuple[Happening, ...]] = {
    1: (
        _on(
            "2025-02-21",
            "Incident",
            "Neighbour rang: shouting and breaking glass. Father arrested.",
            "Both children awake; the older had taken the younger into her bed.",
            "Spoken to apart; notice sent that night.",
            _P + _S,
        ),
        _on(
            "2025-02-24",
            "Notification",
            "Notice read before registration.",
            "Quiet; asked to sit by the door.",
            "Breakfast place and a daily check-in.",
            _O,
        ),
        _on(
            "2025-03-06",
            "Risk assessment",
            "Checklist completed with the mother at her work.",
            "Mother says both children go silent when a car pulls up.",
            "Level judged high; referred to the risk meeting.",
            _D + _P,
        ),
        _on(
            "2025-03-19",
            "Risk meeting",
            "All agencies present.",
            "School described the mornings.",
            "Six actions, two of them for the children.",
            _P + _S + _D,
        ),
        _on(
            "2025-05-12",
            "Visit or direct work",
            "Third session of direct work, at school.",
            "Drew the house with the hallway in black.",
            "Hallway light and a code word put in the plan.",
            _S + _O,
        ),
        _on(
            "2025-06-14",
            "Incident",
            "Argument in the street; father left before police came.",
            "At the window; waved to the officer.",
            "Notice sent.",
            _P,
        ),
        _on(
            "2025-07-02",
            "Court or order",
            "Non-molestation order granted.",
            "Told by the social worker, with pictures.",
            "Copies to school and police.",
            _D + _S + _P,
        ),
        _on(
            "2025-10-07",
            "Incident",
            "Father at the door against the order; arrested outside.",
            "Both asleep; told in the morning by their mother.",
            "Notice sent within two hours.",
            _P + _S,
        ),
        _on(
            "2025-10-08",
            "Notification",
            "Notice received 07:15.",
            "Came in cheerful; told the key adult before lunch.",
            "Key adult kept lunch free.",
            _O,
        ),
        _on(
            "2025-11-03",
            "Visit or direct work",
            "Own help to recover began, at school.",
            "Chose clay over talking.",
            "Eight sessions planned.",
            _S + _O + _D,
        ),
    ),
    2: (
        _on(
            "2025-01-18",
            "Incident",
            "Mother rang from the bathroom; father gone on arrival.",
            "In his room with headphones on; not spoken to.",
            "Notice names the adults only.",
            _P,
        ),
        _on(
            "2025-03-05",
            "School",
            "Attendance down to 84 per cent; asleep in lessons.",
            "Said he stays up so that nothing happens.",
            "Letter home.",
            _R,
        ),
        _on(
            "2025-03-27",
            "Contact or referral",
            "Contact by the school after a bruise on the arm.",
            "Said he had got between them.",
            "Contact closed.",
            _R + _S,
        ),
        _on(
            "2025-05-10",
            "Incident",
            "Second call in a month; mother's telephone broken.",
            "Opened the door to the officers.",
            "No checklist; advice given.",
            _P,
        ),
        _on(
            "2025-05-20",
            "Decision",
            "Conference; child protection plan made.",
            "His views were read out by the school.",
            "Fortnightly visits.",
            _S + _R + _P + _D,
        ),
        _on(
            "2025-06-24",
            "Change of worker",
            "Social worker changed, the second time since May.",
            "Had to tell it again.",
            "No handover visit.",
            _S + _R,
        ),
        _on(
            "2025-09-10",
            "Incident",
            "Father forced the door on leaving.",
            "On the stairs; not spoken to.",
            "Notice sent two days later.",
            _P + _S + _D,
        ),
        _on(
            "2025-09-15",
            "Notification",
            "Notice read, five days after the incident.",
            "Had come in each day; nobody knew why he was angry.",
            "Head of year told.",
            _R,
        ),
        _on(
            "2025-09-30",
            "Decision",
            "Core group agreed weekend visits to the father. We said they were not safe.",
            "Asked who else would be there.",
            "The visits went ahead.",
            _R,
        ),
        _on(
            "2025-09-30",
            "Decision",
            "Core group; weekend visits to the father agreed by all.",
            "Not asked.",
            "To be looked at again in six weeks.",
            _S,
        ),
        _on(
            "2025-12-08",
            "Visit or direct work",
            "Own help began, eleven weeks after referral.",
            "Came, and said it would have been good in spring.",
            "Six sessions planned.",
            _D + _S,
        ),
    ),
    3: (
        _on(
            "2025-01-27",
            "Incident",
            "Grandmother rang; father violent while the mother held the baby.",
            "Crying; looked at by the ambulance crew.",
            "Notice the same night.",
            _P + _S + _H,
        ),
        _on(
            "2025-01-28",
            "Visit or direct work",
            "Joint visit by police and social worker.",
            "Startled at voices; settled only when held.",
            "Safety plan begun, with tasks for the father.",
            _P + _S,
        ),
        _on(
            "2025-02-13",
            "Risk meeting",
            "Added risk to a child under two named by the health visitor.",
            "Described as she is at each visit.",
            "Five actions, three for the children.",
            _P + _S + _H + _D,
        ),
        _on(
            "2025-03-04",
            "Decision",
            "Conference; child protection plan made.",
            "Her day was described from three records.",
            "Visits twice a week.",
            _S + _H,
        ),
        _on(
            "2025-04-22",
            "Health",
            "Two-year review at home: behind in speech.",
            "Few words; watched the door.",
            "Speech therapy and a nursery place asked for.",
            _H,
        ),
        _on(
            "2025-07-10",
            "Incident",
            "Father forced the back door; arrested within the hour.",
            "Woke to blue lights; carried out by her grandmother.",
            "Notice sent that evening.",
            _P + _S + _D,
        ),
        _on(
            "2025-07-11",
            "Notification",
            "Notice received before nursery opened.",
            "At nursery as usual; clung at the gate.",
            "Key person told.",
            _H + _S,
        ),
        _on(
            "2025-08-12",
            "Visit or direct work",
            "Play sessions for mother and child began.",
            "Under the table, then out after half an hour.",
            "Ten planned.",
            _D + _S,
        ),
        _on(
            "2025-10-16",
            "Court or order",
            "Restraining order made.",
            "Too young to be told; her brother was.",
            "Copies to nursery and health.",
            _P + _S + _D,
        ),
        _on(
            "2025-11-25",
            "Health",
            "Speech looked at again: half the gap made up.",
            "Sang; let the visitor hold her doll.",
            "Next review in spring.",
            _H,
        ),
    ),
    4: (
        _on(
            "2025-01-16",
            "Contact or referral",
            "School rang: no coat, and tired every Monday.",
            "Said he listens at night.",
            "No further action.",
            _O + _S,
        ),
        _on(
            "2025-02-08",
            "Incident",
            "Call dropped; all quiet on arrival.",
            "“Child in bed, not disturbed.”",
            "Graded standard.",
            _P,
        ),
        _on(
            "2025-03-11",
            "Contact or referral",
            "Neighbours complained of noise; dealt with as nuisance.",
            "Children not thought of.",
            "Warning letter to the mother; closed.",
            _T,
        ),
        _on(
            "2025-03-18",
            "Risk assessment",
            "Checklist begun after the neighbours' call.",
            "The four children were named, not seen.",
            "Level not settled.",
            _P,
        ),
        _on(
            "2025-03-25",
            "School",
            "In without lunch for the third time.",
            "Asked for a second plate for his sister.",
            "Entry in the log.",
            _O,
        ),
        _on(
            "2025-05-16",
            "Incident",
            "Father drunk and shouting; left with a friend.",
            "Four children in one room; none spoken to.",
            "Notice sent after four days.",
            _P,
        ),
        _on(
            "2025-05-21",
            "Contact or referral",
            "Fourth contact in a year, looked at alone.",
            "Not described.",
            "No further action.",
            _S,
        ),
        _on(
            "2025-05-29",
            "Risk assessment",
            "New checklist; the one of March could not be found.",
            "Listed by age.",
            "Level judged high.",
            _P + _S,
        ),
        _on(
            "2025-06-17",
            "Decision",
            "Conference; child protection plan made.",
            "“The children are resilient.”",
            "Mother to keep father away.",
            _S + _O + _H,
        ),
        _on(
            "2025-07-08",
            "Health",
            "Baby's review missed; father answered the door.",
            "Baby not seen; the boy was off school, minding her.",
            "Told social care.",
            _H,
        ),
        _on(
            "2025-07-10",
            "Contact or referral",
            "We wrote that the visits should not be cut.",
            "His own words quoted.",
            "Answered after nine days.",
            _H,
        ),
        _on(
            "2025-09-26",
            "Incident",
            "Father injured the mother in front of the children.",
            "Under the table with two younger ones. “I counted to a thousand.”",
            "Father arrested; released on bail.",
            _P + _S,
        ),
        _on(
            "2025-09-27",
            "Incident",
            "Door and window broken in the night.",
            "“Family shaken.”",
            "Boarded up next day.",
            _T,
        ),
        _on(
            "2025-09-29",
            "Notification",
            "Notice found in the office mailbox at 08:05.",
            "Already in class; in tears at break.",
            "Safeguarding lead told.",
            _O + _H,
        ),
        _on(
            "2025-10-14",
            "Change of worker",
            "Third social worker this year.",
            "Asked her whether she would stay.",
            "One visit in six weeks.",
            _S + _O,
        ),
        _on(
            "2025-12-15",
            "Visit or direct work",
            "Own help began, ten weeks after referral.",
            "Said nothing for the first half hour.",
            "Weekly to Easter.",
            _S,
        ),
    ),
    5: (
        _on(
            "2025-04-03",
            "Health",
            "Asked alone at the clinic; mother spoke of being watched and checked.",
            "Content in her arms; jumped at a door.",
            "Kept in the hidden part of the record.",
            _H,
        ),
        _on(
            "2025-04-09",
            "Risk assessment",
            "Checklist completed at the children's centre.",
            "Played with the box of bricks.",
            "Level judged medium.",
            _H,
        ),
        _on(
            "2025-04-24",
            "Decision",
            "Early help plan; health visitor leads.",
            "The grandmother's Tuesdays put in the plan.",
            "Visits every two weeks.",
            _H + _S,
        ),
        _on(
            "2025-08-17",
            "Incident",
            "Father shouting outside; left when asked.",
            "In the pushchair in the hall.",
            "Notice sent the same evening.",
            _P + _S,
        ),
        _on(
            "2025-11-03",
            "Incident",
            "Father pushed the mother on the stairs; arrested.",
            "In his cot; lifted out by an officer and settled.",
            "Protection notice served.",
            _P + _S + _H,
        ),
        _on(
            "2025-11-04",
            "Notification",
            "Notice received 06:50.",
            "Seen at home at noon: tired, fed well.",
            "Visits doubled.",
            _H,
        ),
        _on(
            "2025-11-05",
            "Decision",
            "Contact decided with both incidents weighed.",
            "Health visitor's account used.",
            "Stays at early help, with a safety plan.",
            _S,
        ),
        _on(
            "2025-12-08",
            "Visit or direct work",
            "Sessions for mother and child began.",
            "Laughed at the bubbles.",
            "Eight planned.",
            _H + _S,
        ),
    ),
    6: (
        _on(
            "2025-02-14",
            "Incident",
            "Father took the mother's keys and telephone.",
            "Rang herself, from the bus stop.",
            "Checklist completed; medium.",
            _P,
        ),
        _on(
            "2025-04-29",
            "Contact or referral",
            "Contact after a second call by the girl.",
            "“I just want one night.”",
            "Assessment begun.",
            _S,
        ),
        _on(
            "2025-06-10",
            "Contact or referral",
            "Mother asked to be moved; told to bring reports from the police.",
            "Did the talking for her mother.",
            "Nothing for five weeks.",
            _T,
        ),
        _on(
            "2025-07-22",
            "Decision",
            "Child in need plan made.",
            "Chose who would come.",
            "Visits every three weeks.",
            _S + _T,
        ),
        _on(
            "2025-09-16",
            "Incident",
            "Father held the mother by the throat; arrested.",
            "Pulled him away; sore wrist.",
            "Level judged high; notice in two hours.",
            _P + _S,
        ),
        _on(
            "2025-09-23",
            "Risk meeting",
            "Risk meeting held.",
            "Spoken of as an adult witness, not a child.",
            "Three actions, one for her.",
            _P + _S + _T,
        ),
        _on(
            "2025-10-20",
            "Visit or direct work",
            "Own help to recover began.",
            "Came straight from school.",
            "Open-ended.",
            _S,
        ),
        _on(
            "2025-10-27",
            "Contact or referral",
            "Family moved to another flat, near her school.",
            "Has the room with the lock.",
            "Locks and lights fitted.",
            _T + _S,
        ),
        _on(
            "2025-11-24",
            "Decision",
            "Work ended four weeks after the move.",
            "Asked whom she could ring now.",
            "Letter with the front door's number.",
            _S,
        ),
        _on(
            "2025-12-19",
            "Contact or referral",
            "Father seen at the new address.",
            "Rang before her mother did.",
            "Patrol sent; notice the same night.",
            _P + _T,
        ),
    ),
}

INCIDENTS = {1: 3, 2: 4, 3: 5, 4: 6, 5: 2, 6: 4}
"""How many incidents the police counted. Social care counts one more in the second case."""

AT_STRATEGY = {1: "g", 2: "ab", 3: "abcf", 4: "abcd", 5: "g", 6: "ab"}
"""Who took part in the latest strategy discussion, by the letters of the options: in the second and
sixth case only social care and police, in the first and fifth there was none.
"""

MOMENTS: dict[int, dict[str, datetime]] = {
    number: dict(
        zip(("incident", "sent", "received", "referred", "first_contact"), moments, strict=True)
    )
    for number, moments in {
        1: _at(
            "2025-10-07 20:15",
            "2025-10-07 22:15",
            "2025-10-08 07:15",
            "2025-10-08 10:30",
            "2025-10-09 11:00",
        ),
        2: _at(
            "2025-09-10 21:40",
            "2025-09-12 13:30",
            "2025-09-15 09:05",
            "2025-09-16 15:00",
            "2025-09-24 10:00",
        ),
        3: _at(
            "2025-07-10 20:15",
            "2025-07-10 22:40",
            "2025-07-11 07:35",
            "2025-07-11 09:30",
            "2025-07-11 16:45",
        ),
        4: _at(
            "2025-09-26 19:30",
            "2025-09-27 11:30",
            "2025-09-27 11:32",
            "2025-09-29 12:00",
            "2025-10-03 10:00",
        ),
        5: _at(
            "2025-11-03 18:50",
            "2025-11-03 21:20",
            "2025-11-04 06:50",
            "2025-11-04 10:00",
            "2025-11-05 15:00",
        ),
        6: _at(
            "2025-09-16 22:05",
            "2025-09-17 00:10",
            "2025-09-17 07:20",
            "2025-09-17 11:00",
            "2025-09-18 14:00",
        ),
    }.items()
}
"""The latest incident, its notification, and the victim's referral to the domestic abuse service,
with their times of day.
"""

OPENED_ON_MONDAY = datetime.fromisoformat("2025-09-29 08:05")
"""In the fourth case the police count the notification as received when it was delivered, and the
recipients when they read it.
"""

DAYS: dict[int, dict[tuple[str, str], date]] = {
    number: dict(
        zip(
            (
                ("DA-4.1", "received"),
                ("DA-4.1", "decided"),
                ("DA-3.4", "referred"),
                ("DA-3.4", "begun"),
            ),
            map(date.fromisoformat, days),
            strict=True,
        )
    )
    for number, days in {
        1: ("2025-10-08", "2025-10-09", "2025-10-10", "2025-11-03"),
        2: ("2025-09-15", "2025-09-18", "2025-09-22", "2025-12-08"),
        3: ("2025-07-11", "2025-07-14", "2025-07-15", "2025-08-12"),
        4: ("2025-09-29", "2025-10-02", "2025-10-06", "2025-12-15"),
        5: ("2025-11-04", "2025-11-05", "2025-11-07", "2025-12-08"),
        6: ("2025-09-17", "2025-09-18", "2025-09-19", "2025-10-20"),
    }.items()
}
"""When social care decided on the contact, and when the child's own help began."""
