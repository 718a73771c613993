"""Who can be asked: kinds of agency, roles that an agency holds in a case, and the built-in
respondents.
"""

from __future__ import annotations

from audit_core.i18n import N_, _, localised
from audit_core.records import record


@record
class Kind:
    """A kind of agency: its code (public: it is written to answers.csv) and its printed name."""

    code: str
    label: str


AGENCY_KINDS: tuple[Kind, ...] = N_(
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
        Kind("family_help", "Family help service"),
        Kind("child_protection_team", "Multi-agency child protection team"),
    )
)

NOT_IN_EVERY_AREA = frozenset({"family_help", "child_protection_team"})
"""Kinds that areas of England set up one after another. A new round has them only if it says so."""

ROLES: tuple[Kind, ...] = N_(
    (
        Kind("lead_professional", "Lead practitioner"),
        Kind("lead_cp", "Lead child protection practitioner"),
        Kind("plan_member", "Member of the team around the family"),
    )
)
EARLIER_ROLE_LABELS = {
    "lead_professional": "Lead professional",
    "plan_member": "Member of the team around the child",
}
"""What roles were called in workbooks that versions up to 0.1.0 wrote."""

NOT_IN_EVERY_CASE = frozenset({"lead_cp"})
"""Roles that nobody holds in most cases. Where a round names no holder, nobody is asked."""

RESPONDENTS: tuple[Kind, ...] = N_(
    (
        Kind("panel", "The panel"),
        Kind("partnership", "The partnership"),
        Kind("observer", "The observer"),
    )
)


def kind_label(code: str, extra: tuple[Kind, ...] = ()) -> str:
    """Return the printed name of a kind, role or respondent; for an unknown code, the code in
    words.
    """
    for kind in (*extra, *AGENCY_KINDS, *ROLES, *RESPONDENTS):
        if kind.code == code:
            return _(kind.label)
    return localised(code.replace("_", " ").capitalize())
