"""The facts about the index child that a round records in bands, so that a mix-up of children is
noticed and no child is identified.
"""

from __future__ import annotations

from audit_core.i18n import _, localised
from audit_core.records import record


@record
class Fact:
    """A fact about the index child, in bands. Never a date or a number: those could single a child
    out.
    """

    code: str
    label: str
    bands: tuple[str, ...]
    ask: str = ""


FACTS: tuple[Fact, ...] = (
    Fact(
        "age_band",
        "Age band",
        ("Unborn", "0 to 4", "5 to 10", "11 to 15", "16 to 17"),
        "How old was the child at the end of the period?",
    ),
    Fact(
        "sex",
        "Sex",
        ("Female", "Male", "Unborn or not recorded"),
        "What sex is the child on your record?",
    ),
    Fact(
        "siblings",
        "Brothers and sisters",
        ("None", "1 or 2", "3 or more"),
        "How many brothers and sisters are on your record?",
    ),
    Fact(
        "plan",
        "Plan",
        (
            "No plan",
            "Early help",
            "Family help",
            "Child in need",
            "Child protection",
            "Looked after",
        ),
        "What was the highest plan the child had in the period?",
    ),
)


_PARTS = {"plan": {"Family help": frozenset({"Early help", "Child in need"})}}
"""A band that covers others, by fact. In England one family help plan takes the place of two, area
by area, so that until about 2027 one agency's record may say either.
"""


def may_be_one_child(code: str, one: str, other: str) -> bool:
    """Whether two bands of a fact can both be true of one child: they are the same, or one covers
    the other.
    """
    parts = _PARTS.get(code, {})
    return one == other or one in parts.get(other, ()) or other in parts.get(one, ())


def fact_answer(code: str, text: str) -> str:
    """Return a fact's label, question or band as people read it: translated if it is the
    framework's, in local words if it is a theme's.

    round.xlsx always has the original text.
    """
    ours = next((fact for fact in FACTS if fact.code == code), None)
    return _(text) if ours and text in {ours.label, ours.ask, *ours.bands} else localised(text)
