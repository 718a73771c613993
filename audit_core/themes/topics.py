"""The names of topics, for reports and for the page for children and young people: there in short
words, with what adults promise.

The framework has words for every shared topic. A theme may have its own (`Theme.child_words`), and
must have them for topics that only it has.
"""

from __future__ import annotations

from audit_core.i18n import N_, _, localised
from audit_core.records import record


@record
class ChildWords:
    """One topic in a child's words. `name` completes "Adults were good at ..."; `promise` is what
    adults will do: "We will ...".
    """

    topic: str
    name: str
    promise: str


CHILD_WORDS: tuple[ChildWords, ...] = N_(
    (
        ChildWords(
            "recognition",
            "Seeing when a child is hurt or not safe",
            "We will see sooner when a child is not safe.",
        ),
        ChildWords(
            "notification",
            "Telling each other fast when a child is not safe",
            "We will tell each other fast when a child is not safe.",
        ),
        ChildWords(
            "risk",
            "Working out what could hurt a child, and what helps",
            "We will look hard at what could hurt you, and at what helps.",
        ),
        ChildWords(
            "history",
            "Looking back at all that a child has been through",
            "We will read your whole story, so that you need not tell it again.",
        ),
        ChildWords(
            "voice",
            "Listening to children",
            "We will ask how you are. We will write down what you say, and act on it.",
        ),
        ChildWords(
            "whole_family",
            "Getting to know the whole family, and dads too",
            "We will talk to all the adults who look after you.",
        ),
        ChildWords(
            "plan",
            "Making a plan that says who does what",
            "We will tell you what the plan is, and who will do what.",
        ),
        ChildWords(
            "step_up",
            "Giving more help when things get worse",
            "We will give more help, and fast, when things get worse.",
        ),
        ChildWords(
            "step_down",
            "Keeping help going for long enough",
            "We will not stop helping until things have been better for a while.",
        ),
        ChildWords(
            "escalation",
            "Speaking up when they thought another adult was wrong",
            "We will speak up when we think another adult is wrong.",
        ),
        ChildWords(
            "sharing",
            "Sharing what they know, to keep children safe",
            "We will share what we know when it keeps you safe.",
        ),
        ChildWords(
            "oversight",
            "Checking each other's work",
            "Our bosses will check that we do what we said.",
        ),
        ChildWords(
            "identity",
            "Finding out what matters to each child",
            "We will ask what matters to you and your family.",
        ),
        ChildWords(
            "impact",
            "Making sure that life got better for the child",
            "We will check that life is better for you.",
        ),
        ChildWords(
            "support",
            "Helping children feel well again after a hard time",
            "We will help you feel safe and well again.",
        ),
        ChildWords("strategy", "Working as one team", "We will work better as one team."),
    )
)


TOPICS: tuple[tuple[str, str], ...] = tuple(
    N_(
        {
            "recognition": "Recognising harm",
            "notification": "Telling each other in time",
            "risk": "Assessing risk and need",
            "history": "History and chronology",
            "voice": "The child's voice and daily life",
            "whole_family": "The whole family, fathers and other adults",
            "plan": "The plan and who does what",
            "step_up": "Stepping up",
            "step_down": "Stepping down and closing",
            "escalation": "Challenge and escalation",
            "sharing": "Sharing information",
            "oversight": "Supervision and management oversight",
            "identity": "Ethnicity, culture, disability and language",
            "impact": "The difference made",
            "support": "Support for recovery",
            "strategy": "The partnership's own arrangements",
        }
    ).items()
)


def topic_label(code: str, extra: tuple[tuple[str, str], ...] = ()) -> str:
    """Return the printed name of a topic; `extra` holds the theme's own. An unknown code is
    returned unchanged.
    """
    ours = dict(TOPICS)
    return localised(_(ours[code])) if code in ours else dict(extra).get(code, code)
