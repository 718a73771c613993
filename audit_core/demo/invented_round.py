"""The invented round of the demonstration: six children who do not exist, and seven agencies of an
invented place.
"""

from __future__ import annotations

from datetime import date

from audit_core.rounds.case_references import case_ref
from audit_core.rounds.recipients import Recipient
from audit_core.rounds.round import Expect, Round, Sampling, Subject, Terms
from audit_core.rounds.time_limits import own_limits
from audit_core.themes.theme import Theme

CODE = "DA26A"
ISSUED, DUE, AS_AT, PANEL = date(2026, 3, 2), date(2026, 3, 23), date(2026, 3, 30), date(2026, 4, 8)
LOOKS_FROM, LOOKS_TO = date(2025, 1, 1), date(2025, 12, 31)
TERMS = Terms(
    (
        (date(2024, 9, 3), date(2024, 12, 20)),
        (date(2025, 1, 6), date(2025, 4, 4)),
        (date(2025, 4, 22), date(2025, 7, 22)),
        (date(2025, 9, 2), date(2025, 12, 19)),
        (date(2026, 1, 5), date(2026, 3, 27)),
    ),
    (
        (date(2025, 2, 17), date(2025, 2, 21)),
        (date(2025, 5, 26), date(2025, 5, 30)),
        (date(2025, 10, 27), date(2025, 10, 31)),
    ),
)
"""The terms of the invented place."""

RECIPIENTS = (
    Recipient("police", "police", "Mereshire Police", "Safeguarding reviews desk"),
    Recipient(
        "social_care", "social_care", "Mereshire Children's Social Care", "Quality assurance team"
    ),
    Recipient("health_visiting", "health_visiting", "Mereshire Health Visiting", "Named nurse"),
    Recipient(
        "school_oakfield", "school", "Oakfield Primary School", "Designated safeguarding lead"
    ),
    Recipient("school_riverside", "school", "Riverside Academy", "Designated safeguarding lead"),
    Recipient(
        "domestic_abuse_service",
        "domestic_abuse_service",
        "Lantern Domestic Abuse Service",
        "Service manager",
    ),
    Recipient("housing", "housing", "Mereshire Homes", "Tenancy services manager"),
)

# Age band, sex, brothers and sisters, plan; the lead professional; who is asked; who is not, and
# why.
_Case = tuple[tuple[str, str, str, str], str, tuple[str, ...], tuple[tuple[str, "Expect"], ...]]
CASES: tuple[_Case, ...] = (
    (
        ("5 to 10", "Female", "1 or 2", "Child in need"),
        "social_care",
        ("police", "social_care", "school_oakfield", "domestic_abuse_service"),
        (),
    ),
    (
        ("11 to 15", "Male", "None", "Child protection"),
        "social_care",
        ("police", "social_care", "school_riverside", "domestic_abuse_service"),
        (("housing", "waived"),),
    ),
    (
        ("0 to 4", "Female", "1 or 2", "Child protection"),
        "social_care",
        ("police", "social_care", "health_visiting", "domestic_abuse_service"),
        (("housing", "not_known"),),
    ),
    (
        ("5 to 10", "Male", "3 or more", "Child protection"),
        "social_care",
        (
            "police",
            "social_care",
            "health_visiting",
            "school_oakfield",
            "domestic_abuse_service",
            "housing",
        ),
        (),
    ),
    (
        ("0 to 4", "Male", "1 or 2", "Early help"),
        "health_visiting",
        ("police", "social_care", "health_visiting", "housing"),
        (),
    ),
    (
        ("16 to 17", "Female", "None", "Child in need"),
        "social_care",
        ("police", "social_care", "school_riverside", "domestic_abuse_service", "housing"),
        (),
    ),
)


def demo_round(theme: Theme) -> Round:
    """Return the round, as its chair would have completed round.xlsx."""
    subjects = [_subject(theme, number, case) for number, case in enumerate(CASES, start=1)]
    return Round(
        code=CODE,
        theme=theme.name,
        title="Domestic abuse audit, spring 2026",
        partnership="Mereshire Safeguarding Children Partnership (invented)",
        nation="England",
        looks_from=LOOKS_FROM,
        looks_to=LOOKS_TO,
        issued=ISSUED,
        due=DUE,
        panel=PANEL,
        recipients=RECIPIENTS,
        subjects=(*subjects, Subject(CODE, "round", expected=(("partnership", "ask"),))),
        contact="Audit lead, Mereshire partnership office, 01632 960147",
        return_to="secure e-mail to the partnership office",
        sampling=Sampling(
            frame="48 children notified after domestic abuse between July and December 2025",
            criterion="at least two incidents in the period, and at least three agencies "
            "working with the child",
            method="at least one child from each age group, picked by the business manager "
            "without reading the files",
            replaced="one child, because of a criminal trial",
            random=False,
        ),
        limits=own_limits(theme),
        terms=TERMS,
    )


def _subject(theme: Theme, number: int, case: _Case) -> Subject:
    bands, lead, asked, not_asked = case
    facts = tuple(zip((fact.code for fact in theme.facts), bands, strict=True))
    roles = (
        ("lead_professional", lead),
        *(("plan_member", code) for code in asked if code not in {lead, "police"}),
    )
    expected: tuple[tuple[str, Expect], ...] = (*((code, "ask") for code in asked), *not_asked)
    return Subject(
        case_ref(CODE, number),
        "case",
        facts=facts,
        roles=roles,
        expected=expected,
        proceedings="none",
    )
