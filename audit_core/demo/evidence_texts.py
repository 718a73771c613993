"""The evidence that the invented auditors wrote, by printed ref and answer. Roles only; no real
person.

A key is a ref; "DA-7.4 police" has what the police write under it, "DA-3.1 baby" what is written of
a child under five, and "DA-1.1 alone" of one without brothers or sisters. An answer without texts
of its own uses GENERIC. Each text begins with a small letter, since a source and a date often come
before it.
"""

from __future__ import annotations

GENERIC: dict[str, tuple[str, ...]] = {
    "met": ("recorded in full and in time.", "done, and the record says by whom in which role."),
    "partly": (
        "begun, and not seen through.",
        "done, though some weeks later than it should have been.",
    ),
    "not_met": (
        "nothing was done until the next incident.",
        "planned at one meeting and never mentioned again.",
    ),
    "told": (
        "the worker described it well when I asked; none of it was written down.",
        "the manager is sure that it was done. I found no note of it.",
        "the team remembers it. Record to be put right this month.",
    ),
    "no_evidence": (
        "whole period read; nothing shows whether it was done.",
        "I looked in all three places where it would be kept. Nothing either way.",
        "nothing on file, and the worker has left.",
        "the form has a box for this; it is empty.",
    ),
}

_TEXTS: dict[str, dict[str, str | tuple[str, ...]]] = {
    "DA-1.1": {
        "met": (
            (
                "every child is recorded by age at each incident, also the one who was asleep "
                "upstairs."
            ),
            "children at home and his children elsewhere are all on the notice.",
        ),
        "partly": "the child at home is recorded; a child of his earlier relationship, who visits, "
        "is not.",
        "not_met": "the notice has the adults only, although a child's bedroom is described.",
    },
    "DA-1.1 alone": {
        "met": "the child is recorded by age at each incident, and the father was asked whether "
        "he has others.",
        "partly": "the child is on the notice of the last incident, and not on the two before it.",
        "not_met": "the notice has the adults only, although a child's bedroom is described.",
    },
    "DA-1.3": {
        "met": (
            "seen apart from the adults; the officer wrote down the child's own words.",
            "camera summary says where the child stood and how they seemed, minute by minute.",
        ),
        "partly": "the child is down as “safe and well”; nobody says how they seemed.",
        "not_met": (
            "“child in bed, not disturbed”. Nobody went up.",
            "the voice of the child field says “n/a”.",
        ),
    },
    "DA-1.4": {
        "met": "told before the doors opened that morning; read receipt on file.",
        "not_met": (
            "found in the office mailbox after the child had already arrived.",
            "the notice went to a mailbox that nobody had read since the summer.",
        ),
    },
    "DA-1.5": {
        "met": (
            "the key adult met the child at the gate for a fortnight; late marks stopped.",
            "quiet room at lunch, homework let go for a week, and a note of what helped.",
        ),
        "partly": (
            "a check-in was set up; nobody noted whether it helped.",
            "pastoral team told; class teachers were not.",
        ),
        "not_met": "the notice was filed. A detention for lateness was given the same day.",
    },
    "DA-1.6": {
        "met": "asked alone at three contacts out of three; the answer is kept in the hidden part "
        "of the record.",
        "partly": "asked once, at the birth visit; not again, though the record shows two moves.",
        "not_met": "the father was in the room at every contact, and no other way was looked for.",
    },
    "DA-1.7": {
        "met": "the household form lists who lives there, with ages, and who visits.",
        "partly": "the children on the tenancy are listed; nobody asked who else stays.",
        "not_met": "three reports of damage, and the file does not say that children live there.",
    },
    "DA-2.1": {
        "met": (
            "done with the mother alone, and looked at again after the next incident.",
            "completed at her workplace; level and professional judgement both stated.",
        ),
        "partly": (
            "done by telephone with the father audible; repeated a fortnight later.",
            "completed once; not looked at again when he came back.",
        ),
        "not_met": (
            "assessed as standard from the call alone; earlier incidents were not counted.",
            "no checklist. The reason given is that she “did not engage”.",
        ),
    },
    "DA-2.1 police": {
        "met": (
            (
                "done at the scene with the mother alone; level and professional judgement both "
                "stated."
            ),
            "done next day, away from the house; every answer is explained.",
        ),
        "partly": "done, with half the answers “not known”; not gone back to.",
        "not_met": "graded standard from the call alone; earlier calls were not counted.",
    },
    "DA-2.2": {
        "met": (
            "referred within two days, and referred again as a repeat.",
            "referral went the next working day; minutes on file.",
        ),
        "partly": (
            "referred, three weeks after it was judged high.",
            "first time yes; the repeat within twelve months was not referred.",
        ),
        "not_met": (
            "high by number of incidents; each was counted as a first one.",
            "left for another agency to refer. None did.",
        ),
        "not_applicable": "risk was never judged high in the period, rightly as we read it.",
    },
    "DA-2.3": {
        "met": (
            "both our actions were for the children, and done by their dates.",
            "three actions, three closed in time, each with what came of it.",
        ),
        "partly": (
            "two of four done; the others moved to the next meeting twice.",
            "done for the mother; the action for the child was not begun.",
        ),
        "told": "both actions done, I am told; the action log was not kept up.",
        "not_met": (
            "our action was still open at the end of the period.",
            "we were not told of our action, and did not ask for the minutes.",
        ),
        "not_applicable": "no action was given to our agency in the period.",
    },
    "DA-2.4": {
        "met": (
            "five years on one page: kinds of abuse, how it grew, and what each call led to.",
            "control of money and telephone is described, not only the assaults.",
        ),
        "partly": "earlier incidents are listed; nothing is made of them.",
        "not_met": "each record begins as if it were the first.",
    },
    "DA-2.5": {
        "met": "the health visitor and social worker named the added risk together and doubled "
        "the visits.",
        "partly": "the added risk is named; visits stayed as they were.",
        "not_met": "“too young to be affected” stands in the assessment.",
    },
    "DA-2.7": {
        "met": (
            "money, telephone and who may visit: each is described, with how we know.",
            "asked about at every contact; she is watched through the doorbell camera.",
        ),
        "partly": "“controlling” is written once; how, and since when, is not.",
        "not_met": "only blows and broken things are recorded.",
        "told": "the worker told me that he kept the bank card; the record does not say so.",
    },
    "DA-2.7 police": {
        "met": (
            "control of keys and telephone recorded as an offence to be looked into.",
            "the officer asked what she may not do, and wrote down the answer.",
        ),
        "partly": "the checklist has a tick for control; the log does not say of what.",
        "not_met": "“verbal argument only”, four times; nobody asked about the time between.",
    },
    "DA-2.8": {
        "met": "asked by the school nurse, without fuss; there is nobody, and the answer is kept.",
        "partly": "a boyfriend of nineteen is in the log; nobody asked how he treats her.",
        "not_met": "the police had been called to a row at the bus stop; we asked only about home.",
    },
    "DA-3.1": {
        "met": (
            (
                "morning, mealtimes, sleep and the sound of the key in the lock: a reader can "
                "picture the day."
            ),
            "describes who the child listens for at night, and where the packed bag is kept.",
        ),
        "partly": (
            "one visit describes the child's bedroom; of the day itself nothing is said.",
            "the words on file are the mother's, and say what she hopes the child feels.",
        ),
        "not_met": "a reader learns what the adults wanted. The child is not described.",
        "told": "the worker told me about the bedtimes at length; the record has one line.",
    },
    "DA-3.1 baby": {
        "met": "startles, feeding, who can settle the child and who cannot: written down at each "
        "visit.",
        "partly": "weight and milestones are recorded; what the shouting does to the child is not.",
        "not_met": "“appropriate for age” at four visits in a row.",
    },
    "DA-3.1 school": {
        "met": "the log says what the child does on Mondays, what sets them off and who they go "
        "to.",
        "partly": "attendance and behaviour are recorded; what lay behind them only once.",
        "not_met": "eleven behaviour points and no question about home.",
    },
    "DA-3.2": {
        "met": (
            "the hallway light is in the plan because the child drew the hallway in black.",
            "calls at seven, not at eight: the child said when it is worst.",
        ),
        "partly": "wishes are recorded in a box at the end; the plan does not take them up.",
        "not_met": "the plan would read the same for any child.",
    },
    "DA-3.2 baby": {
        "met": "the grandmother's Tuesdays are in the plan because that is where the child sleeps.",
        "partly": "how the child seemed is described, and then not used.",
        "not_met": "the plan would read the same for any child.",
    },
    "DA-3.3": {
        "met": "a page for each child, and different things done for each.",
        "partly": (
            "the brother is described; the baby has one line.",
            "each is named; what is said of one is copied for the next.",
        ),
        "not_met": "“the children” throughout; they are eleven years apart.",
        "not_applicable": "there are no brothers or sisters.",
    },
    "DA-3.5": {
        "met": (
            "eight sessions, chosen with the child; sleeping better by the sixth.",
            "offered twice; said no in spring and yes in autumn. Both are on file.",
        ),
        "partly": (
            "offered once, by letter to the mother.",
            "on a waiting list for four months, with nothing in its place.",
        ),
        "not_met": "help was offered to the mother only.",
    },
    "DA-3.5 baby": {
        "met": "ten play sessions for mother and child; calmer when put down by the fifth.",
        "partly": "asked for in spring; a place came free in the summer holidays.",
        "not_met": "“too young for us” was the answer, and was left at that.",
    },
    "DA-4.2": {
        "told": "the earlier incidents were in her mind, the worker told me; the decision does not "
        "mention them.",
        "met": (
            "the decision lists the earlier incidents over three years and says what each led to.",
            "history from two other areas was asked for before deciding.",
        ),
        "partly": "earlier incidents are counted; the reasons rest on the last one.",
        "not_met": (
            "looked at alone, as “a first contact this quarter”.",
            "“no injuries seen”, so closed. The same words stand on the two before it.",
        ),
    },
    "DA-4.4": {
        "met": "says what the father must do, by when, and what follows if he does not.",
        "partly": "one line asks him to attend a course; all else is hers to do.",
        "not_met": "the mother signed an agreement to keep him away. Nothing is asked of him.",
    },
    "DA-4.5": {
        "met": (
            "all our actions were done by their dates.",
            "weekly check-ins kept, also in the holidays.",
        ),
        "partly": (
            "three of five done; two are still open.",
            "done, a month late, because the plan was sent to us late.",
        ),
        "not_met": "we did not send anybody to two core groups and our action lapsed.",
        "not_applicable": "the plan asked nothing of our agency.",
    },
    "DA-4.6": {"yes": "closed by children's social care in late November.", "no": ""},
    "DA-4.7": {
        "not_met": "closed four weeks after the father moved out. He was seen at the address "
        "before "
        "Christmas.",
        "not_applicable": "help was not reduced or ended in the period.",
    },
    "DA-4.8": {
        "met": (
            "visits went from fortnightly to twice a week within a day of the incident.",
            "referred the same day, and a strategy discussion was held next morning.",
        ),
        "partly": "rising risk is in the notes; we asked for more a month later.",
        "not_met": "two further incidents in a month changed nothing in the level of help.",
    },
    "DA-4.8 school": {
        "met": "referred the same day after a mark was seen; rang back when nobody answered.",
        "partly": "worry is logged on the Tuesday; the referral went on the Friday.",
        "not_met": "seven entries in the log before anybody picked up the telephone.",
    },
    "DA-5.1": {
        "met": (
            "the father was interviewed twice; his record in another area was asked for, and came.",
            "the father's risk to this child has its own page, with sources besides the mother.",
        ),
        "partly": "checks were made on the father; nobody spoke to him.",
        "not_met": "the father appears in no assessment. All actions are the mother's.",
    },
    "DA-5.2": {
        "met": (
            "arrest, bail conditions and a protection notice; why no charge followed is explained.",
            "each power was weighed in turn, in four lines.",
        ),
        "partly": "arrested; no notice was sought, and nobody says why.",
        "not_met": "advice given to both parties. No other power is mentioned.",
    },
    "DA-5.4": {
        "met": "office knows who may collect and what to do; it was needed once, and done.",
        "partly": "the order is on file; reception staff had not seen it.",
        "not_met": "we learned of weekend visits from the child, and asked nobody.",
        "not_applicable": "there was no contact in the period, and we had checked.",
    },
    "DA-6.1": {
        "met": (
            "offered at a time and place that the mother chose; the answer is on file.",
            "the advocate rang within the hour on the number the mother had said was safe.",
        ),
        "partly": "a leaflet was left with the mother, with the father in the house.",
        "not_met": "no offer after the first refusal, eighteen months earlier.",
    },
    "DA-6.3": {
        "met": (
            "an interpreter from outside her community; benefits put in her own name.",
            (
                "asked about money, language, status and health. Money was the barrier, and was "
                "dealt with."
            ),
        ),
        "partly": "her debts are recorded; nobody was asked to help with them.",
        "not_met": "a child of the family interpreted for her.",
    },
    "DA-6.6": {
        "met": "locks changed within a day; the family stayed near the school.",
        "partly": "moved to safety, and an hour from school.",
        "not_met": "a warning letter about noise went to the mother.",
    },
    "DA-7.1": {
        "met": (
            "sent the same day, with what it meant for the child.",
            "report written for the conference and spoken to there.",
        ),
        "partly": "shared when asked; not before, though we had known for weeks.",
        "not_met": "waited for consent although the child was at risk.",
    },
    "DA-7.2": {
        "yes": "we told the team manager in writing that we did not agree; the reply is on file.",
        "no": ("", "", "", "No disagreement on our record."),
    },
    "DA-7.3": {
        "met": "raised with the service manager on day two and settled on day five.",
        "partly": "raised with the team manager by e-mail; after that we let it rest.",
        "not_met": "two telephone calls and an e-mail. The policy was not used and no stage is "
        "recorded.",
        "not_applicable": "our agency did not disagree.",
    },
    "DA-7.4": {
        "met": (
            "supervision asked what a Tuesday is like for this child, and the visits changed.",
            "group supervision questioned the plan; two actions were taken back.",
        ),
        "partly": "supervision took place; it went through tasks, not the child.",
        "not_met": "no supervision of this case in eight months.",
        "told": "talked about every week, the manager says; there is no record of it.",
    },
    "DA-7.4 police": {
        "met": "the reviewing sergeant sent it back twice because the child was not described.",
        "partly": "reviewed, with a tick and no words.",
        "not_met": "filed at source; no review by a supervisor.",
    },
    "DA-7.4 school": {
        "met": "the safeguarding lead and head look at this file each half term and write why.",
        "partly": "talked over in the corridor, says the log, “as before”.",
        "not_met": "the safeguarding lead works alone; nobody questions the files.",
    },
    "DA-7.5": {
        "met": (
            "faith, food and family abroad shaped who came to the meetings.",
            "speech needs were known; pictures were used throughout.",
        ),
        "partly": "language is recorded; what it meant for asking for help is not.",
        "not_met": "the ethnicity field is empty and nothing else is said.",
    },
    "DA-7.5 police": {
        "met": "an interpreter by telephone at the scene; the child was not used to translate.",
        "partly": "ethnicity recorded as officers saw it; nobody asked the family.",
        "not_met": "the field is empty, and the child's hearing aid was not known to the officers.",
    },
    "DA-7.6": {
        "met": "a reply with reasons came in two days.",
        "partly": "told on the telephone after we chased it.",
        "not_met": "no answer to two referrals. We did not chase the second.",
        "not_applicable": "we shared no concern of our own in the period.",
    },
    "DA-8.1": {
        "met": (
            (
                "no further incident on our record; sleep, play and the mother's account all say "
                "the same."
            ),
            "two sources besides ours say so: the other agencies' reviews, and the child.",
        ),
        "partly": (
            "fewer incidents; still watching the door.",
            "safer at home; not when being handed over.",
        ),
        "not_met": "no change that we can show from start to end.",
        "told": "the worker is sure of it and told me why; the reviews do not say.",
        "no_evidence": "reviews list what was done; nothing shows whether the child was safer.",
    },
    "DA-8.1 school": {
        "met": "attendance up to 96 per cent, first sleepover, and the child says the house is "
        "quiet now.",
        "partly": "attends; still asks to ring home at lunch.",
        "not_met": "attendance lower in December than in January.",
    },
    "DA-P.1": {
        "partly": "all schools and early years settings; not the college, nor children educated "
        "at home."
    },
    "DA-P.3": {
        "met": "seen in each of the last four quarters with stage and result, also when there "
        "were none."
    },
    "DA-P.4": {"partly": "within six weeks in the north of the area; five months in the south."},
    "DA-P.5": {
        "no_evidence": "the programme is commissioned; nobody could give me the referral numbers."
    },
    "DA-P.6": {
        "met": "“Ask me where I was sitting” came from the young people's group, and is now on "
        "the notice."
    },
    "DA-P.7": {
        "not_met": "not on any agenda in the last year. The figures by ethnic group could be had."
    },
}

EVIDENCE: dict[str, dict[str, tuple[str, ...]]] = {
    ref: {
        answer: (texts,) if isinstance(texts, str) else texts for answer, texts in answers.items()
    }
    for ref, answers in _TEXTS.items()
}
"""The texts by ref and answer; an answer may have several, of which each auditor writes one."""
