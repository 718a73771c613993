"""Who can be asked: kinds of agency, roles that somebody holds in a case, and the built-in respondents."""

from __future__ import annotations

from audit_core.i18n import localised, mark, say
from audit_core.records import record


@record
class Kind:
    """A kind of agency: its code (a public name: it stands in answers.csv) and how it is printed."""

    code: str
    label: str


AGENCY_KINDS: tuple[Kind, ...] = mark(
    (
        Kind("social_care", "Children's social care"),
        Kind("police", "Police"),
        Kind("health_visiting", "Health visiting"),
        Kind("school_nursing", "School nursing"),
        Kind("midwifery", "Midwifery"),
        Kind("gp", "GP practice"),
        Kind("hospital", "Hospital"),
        Kind("camhs", "Child and adolescent mental health"),
        Kind("adult_mental_health", "Adult mental health"),
        Kind("substance_misuse", "Substance misuse service"),
        Kind("icb", "Integrated care board"),
        Kind("school", "School or setting"),
        Kind("early_help", "Early help service"),
        Kind("probation", "Probation"),
        Kind("youth_justice", "Youth justice"),
        Kind("adult_social_care", "Adult social care"),
        Kind("housing", "Housing"),
        Kind("voluntary", "Voluntary organisation"),
        Kind("domestic_abuse_service", "Domestic abuse service"),
        Kind("cafcass", "Cafcass"),
        Kind("legal", "Local authority legal service"),
    )
)

ROLES: tuple[Kind, ...] = mark(
    (
        Kind("lead_professional", "Lead professional"),
        Kind("plan_member", "Member of the team around the child"),
    )
)

RESPONDENTS: tuple[Kind, ...] = mark(
    (
        Kind("panel", "The panel"),
        Kind("partnership", "The partnership"),
        Kind("observer", "The observer"),
    )
)


@record
class Fact:
    """A banded fact about the index child. Bands, never dates or numbers: they must not single a child out."""

    code: str
    label: str
    bands: tuple[str, ...]
    ask: str = ""


FACTS: tuple[Fact, ...] = (
    Fact("age_band", "Age band", ("Unborn", "0 to 4", "5 to 10", "11 to 15", "16 to 17"), "How old was the child at the end of the period?"),
    Fact("sex", "Sex", ("Female", "Male", "Unborn or not recorded"), "What sex is the child on your record?"),
    Fact("siblings", "Brothers and sisters", ("None", "1 or 2", "3 or more"), "How many brothers and sisters are on your record?"),
    Fact(
        "plan",
        "Plan",
        ("No plan", "Early help", "Child in need", "Child protection", "Looked after"),
        "What was the highest plan the child had in the period?",
    ),
)


def fact_answer(code: str, text: str) -> str:
    """A fact's label, question or band as people read it: ours in any language, a theme's in local words. round.xlsx never calls it otherwise."""
    ours = next((fact for fact in FACTS if fact.code == code), None)
    return say(text) if ours and text in {ours.label, ours.ask, *ours.bands} else localised(text)


def kind_label(code: str, extra: tuple[Kind, ...] = ()) -> str:
    """The printed name of a kind, role or respondent; the code in words for one that nobody declared."""
    for kind in (*extra, *AGENCY_KINDS, *ROLES, *RESPONDENTS):
        if kind.code == code:
            return say(kind.label)
    return localised(code.replace("_", " ").capitalize())
