"""The labels, headings and choices of round.xlsx, shared by the modules that write it
and read it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from audit_core.themes.agencies import EARLIER_ROLE_LABELS, NOT_IN_EVERY_CASE, ROLES, Kind
from audit_core.themes.nations import NATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audit_core.rounds.round import Expect
    from audit_core.themes.theme import Theme, TimeLimit, Unit


YES_NO = ("Yes", "No")
EXPECT_WORDS: tuple[tuple[Expect, str], ...] = (
    ("ask", "ask"),
    ("not_known", "not known"),
    ("waived", "waived"),
)


@attrs.frozen
class Setting:
    """A labelled line of a sheet: the attribute of the round it fills, its label, its help, and the
    kind of answer.
    """

    key: str
    label: str
    help: str
    kind: str = "text"
    options: tuple[str, ...] = ()
    required: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "code",
        "Round code",
        "Set by the program; please do not change it. Every case reference begins with it.",
        required=True,
    ),
    Setting("theme", "Theme", "Set by the program; please do not change it.", required=True),
    Setting("title", "Title", "Printed on every form and report.", required=True),
    Setting(
        "partnership", "Partnership", "Your partnership's name, as reports print it.", required=True
    ),
    Setting(
        "nation",
        "Nation",
        "Its bank holidays do not count as working days, and its time limits apply.",
        "choice",
        NATIONS,
        required=True,
    ),
    Setting(
        "looks_from",
        "Look-back from",
        "The first day of the records that are audited.",
        "date",
        required=True,
    ),
    Setting("looks_to", "Look-back to", "The last day.", "date", required=True),
    Setting("issued", "Issue date", "The day the forms go out.", "date", required=True),
    Setting(
        "due",
        "Return by",
        "Printed on every form. A recipient or a case may have its own date.",
        "date",
        required=True,
    ),
    Setting(
        "panel",
        "Panel date",
        "The due dates of actions are counted from this day. Leave blank until it is known.",
        "date",
    ),
    Setting("contact", "Contact", "Whom auditors ring with questions: a role and a number."),
    Setting("return_to", "Where returns go", "Your secure route, as it is printed on every form."),
    Setting("marking", "Marking", "Printed on every page. Blank means OFFICIAL-SENSITIVE."),
    Setting("grades", "Grades used", "No leaves all grades out of the reports.", "choice", YES_NO),
    Setting(
        "retention_months",
        "Retention months",
        "How long returns, and what auditors wrote, are kept after the panel. Blank means 24.",
        "number",
    ),
    Setting(
        "hold",
        "Keep until told otherwise",
        "Why nothing may be deleted yet, such as a legal hold or an inquiry. Leave blank to "
        "allow audit purge.",
    ),
    Setting(
        "follows",
        "Follows round",
        "The code of the earlier round that this one follows up, if any.",
    ),
    Setting(
        "agreed_by",
        "Report agreed by",
        "The group that agreed the final report. Until then it is printed as not yet agreed.",
    ),
    Setting("agreed_on", "Report agreed on", "The day on which that group agreed it.", "date"),
    Setting("version", "Report version", "Printed on the final report. Blank means 1."),
)
SAMPLING: tuple[Setting, ...] = (
    Setting(
        "frame",
        "How many children could have been chosen",
        "The sampling frame, such as: 84 children with a notification in the period.",
    ),
    Setting("criterion", "Criterion", "What made a case eligible."),
    Setting(
        "method",
        "How they were chosen",
        "Such as: every twelfth, or by the social worker's judgement.",
    ),
    Setting(
        "random",
        "Random sample",
        "Yes only if chance alone decided. Otherwise no figure is taken to hold for all children.",
        "choice",
        YES_NO,
    ),
    Setting(
        "replaced",
        "Replaced cases and why",
        "Cases that were taken out, which cases replaced them, and why.",
    ),
)

TERM_OR_CLOSED, FIRST_DAY, LAST_DAY = "Term or closed", "First day", "Last day"
TERM_HEADINGS = (TERM_OR_CLOSED, FIRST_DAY, LAST_DAY, "Note")
TERM, CLOSED = "Term", "Closed"
"""What a row of the Terms sheet is about: a term, or days within a term when schools
were closed.
"""

OFF_NATION, OFF_DAY = "Nation", "Day off"
OFF_HEADINGS = (OFF_NATION, OFF_DAY, "Why")
"""The headings of the Days off sheet."""

STAGE, STAGE_LIMIT, STAGE_SOURCE = (
    "Stage",
    "Working days for an answer",
    "Where your policy says so",
)
STAGE_HEADINGS = (STAGE, STAGE_LIMIT, STAGE_SOURCE)
"""The headings of the Escalation sheet. Only the sheet in partnership.xlsx counts."""

INSTEAD_OF, SAY = "Instead of", "Say"
WORD_HEADINGS = (INSTEAD_OF, SAY)
OFTEN_RENAMED = (
    "early help",
    "family help",
    "child in need",
    "child protection",
    "looked after",
    "lead practitioner",
    "team around the family",
    "strategy discussion",
    "initial child protection conference",
    "core group",
    "stepped down",
    "front door",
    "multi-agency risk meeting",
    "risk checklist",
    "neglect tool",
    "supervision",
    "safeguarding lead",
    "person causing harm",
    "victim",
    "carer",
    "harm",
)
"""Terms with a row ready on the Words sheet, in addition to every kind of agency of the round:
those of our themes that are called something else from place to place.
"""

CODE, KIND, NAME, CONTACT, OWN_DUE = "Code", "Kind", "Name", "Contact", "Own due date"
RECIPIENT_HEADINGS = (CODE, KIND, NAME, CONTACT, OWN_DUE)
REFERENCE, WITHDRAWN, NOTE = "Reference", "Withdrawn: why", "Note"
ROLES_OF_EVERY_CASE = tuple(role for role in ROLES if role.code not in NOT_IN_EVERY_CASE)
"""Roles with a column left of the recipients on Cases."""
ROLES_OF_FEW_CASES = tuple(role for role in ROLES if role.code in NOT_IN_EVERY_CASE)
"""Roles with a column right of the recipients, where few cases have something to type."""
PROCEEDINGS = "Proceedings or review"
"""A column of Cases that rounds set up before do not have."""
NO_PROCEEDINGS, NOT_CLEARED, CLEARED_BY = "None", "Yes", "Cleared by"
"""What is chosen or typed there: the last with who cleared it, and when."""
OBSERVED, MEETING_DATE, MEETING_KIND = "To be observed", "Date", "Kind of meeting"
MEETING_HEADINGS = (REFERENCE, OBSERVED, MEETING_DATE, MEETING_KIND, OWN_DUE, WITHDRAWN, NOTE)


def case_headings(theme: Theme) -> tuple[str, ...]:
    """Return the headings that every Cases sheet has besides recipients' codes; those left of the
    codes come first.
    """
    return (
        REFERENCE,
        *(fact.label for fact in theme.facts),
        *(role.label for role in ROLES_OF_EVERY_CASE),
        *(role.label for role in ROLES_OF_FEW_CASES),
        OWN_DUE,
        WITHDRAWN,
        NOTE,
    )


def role_headings(role: Kind) -> tuple[str, ...]:
    """Return the headings of a role's column on the Cases sheet: ours, then what an earlier version
    wrote.
    """
    earlier = EARLIER_ROLE_LABELS.get(role.code)
    return (role.label, earlier) if earlier else (role.label,)


def may_be_missing(heading: str) -> bool:
    """Whether a Cases sheet is complete without this column: it was added later, for few cases."""
    return heading in {role.label for role in ROLES_OF_FEW_CASES}


def limit_label(limit: TimeLimit, nation: str = "") -> str:
    """Return the label of a time limit, in the unit of the nation's: "Time limit: Notification
    (hours)".
    """
    national = limit.national_in(nation)
    return _limit_label(limit.label, national.unit if national else limit.unit)


def limit_labels(limit: TimeLimit) -> Iterator[tuple[str, Unit]]:
    """Yield every label that a round.xlsx may have for a time limit, with the unit it names: of any
    nation, and of earlier versions of the theme.
    """
    for unit in dict.fromkeys((limit.unit, *(each.unit for each in limit.national))):
        for label in (limit.label, *limit.was):
            yield _limit_label(label, unit), unit


def _limit_label(label: str, unit: Unit) -> str:
    return f"Time limit: {label} ({unit.replace('_', ' ')})"
