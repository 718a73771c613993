"""The questions of the early help audit: the case file, the observed meeting, and the partnership's
own arrangements.

No law sets time limits for early help. In England, statutory guidance of 2026 joins targeted early
help and section 17 help as family help; community early help stays local. Names differ from place
to place: the questions say "assessment", "lead practitioner" and "the team around the family", and
leave the local names to the round. Each can be answered from the agency's own record, or from what
an observer sees.

Questions are printed in the order in which a record is read, which is not that of the newer refs.
Retired refs, never to be used again: EH-2.3 and EH-2.6 (now EH-2.9), EH-2.5 (part of EH-2.1),
EH-3.1 (now EH-3.5), EH-3.3 (now EH-3.6), EH-5.4 (now EH-5.9 and EH-5.10), EH-M1, EH-M4, EH-M6 and
EH-M9 (now EH-M16 to EH-M19), EH-P.3 (now EH-P.7).
"""

from __future__ import annotations

from audit_core import Chronology, Instrument, Judgement
from audit_theme_early_help.questions.assessment import ASSESSMENT
from audit_theme_early_help.questions.families import FAMILIES
from audit_theme_early_help.questions.meeting import BEFORE, DECIDING, DURING
from audit_theme_early_help.questions.need import NEED
from audit_theme_early_help.questions.partnership import PARTNERSHIP
from audit_theme_early_help.questions.plan import PLAN
from audit_theme_early_help.questions.quality import QUALITY
from audit_theme_early_help.questions.review import REVIEW
from audit_theme_early_help.questions.team import TEAM

CASE_FILE = Instrument(
    "case_file",
    "Case file",
    about="case",
    sections=(NEED, ASSESSMENT, TEAM, PLAN, REVIEW, QUALITY),
    sheets=(
        Chronology(
            kinds=(
                "Concern",
                "Contact or referral",
                "Assessment",
                "Team meeting",
                "Visit or direct work",
                "Review",
                "Step up",
                "Step down",
                "Change of lead practitioner",
                "Health",
                "School",
            )
        ),
        Judgement(),
    ),
)

MEETING = Instrument(
    "meeting",
    "Observed meeting",
    about="meeting",
    sections=(BEFORE, DURING, DECIDING),
    sheets=(
        Judgement(
            prompts=(
                "What worked well in this meeting, for the child?",
                "What would have made it better for the child?",
                "What was it like for the family? What did they say or show?",
            )
        ),
    ),
)

INSTRUMENTS = (
    CASE_FILE,
    MEETING,
    Instrument("partnership", "Partnership", about="round", sections=(PARTNERSHIP,)),
    Instrument("families", "Survey of families", about="round", sections=(FAMILIES,)),
)


__all__ = ["CASE_FILE", "INSTRUMENTS", "MEETING"]
