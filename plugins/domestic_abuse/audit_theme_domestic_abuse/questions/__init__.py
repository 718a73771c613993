"""The questions of the domestic abuse audit: the case file, in eight sections, and the
partnership's own arrangements.

Children who see, hear or live with domestic abuse are victims in their own right (Domestic Abuse
Act 2021, section 3), so the questions ask what each record shows about the child, and not only
about the adults. Each can be answered from the agency's own record.

Questions are printed in the order in which a record is read, which is not that of the newer refs.
Retired refs, never to be used again: DA-4.3 (now DA-4.9), DA-6.4 (now DA-6.6), DA-P.2 (part of
DA-P.1).
"""

from __future__ import annotations

from audit_core import Chronology, Instrument, Judgement
from audit_theme_domestic_abuse.questions.decisions import DECISIONS
from audit_theme_domestic_abuse.questions.difference import DIFFERENCE
from audit_theme_domestic_abuse.questions.experience import CHILD
from audit_theme_domestic_abuse.questions.partnership import PARTNERSHIP
from audit_theme_domestic_abuse.questions.person_causing_harm import HARM
from audit_theme_domestic_abuse.questions.recognition import RECOGNITION
from audit_theme_domestic_abuse.questions.risk import RISK
from audit_theme_domestic_abuse.questions.victim import VICTIM
from audit_theme_domestic_abuse.questions.working_together import TOGETHER

INSTRUMENTS = (
    Instrument(
        "case_file",
        "Case file",
        about="case",
        sections=(RECOGNITION, RISK, CHILD, DECISIONS, HARM, VICTIM, TOGETHER, DIFFERENCE),
        sheets=(
            Chronology(
                kinds=(
                    "Incident",
                    "Notification",
                    "Contact or referral",
                    "Risk assessment",
                    "Risk meeting",
                    "Visit or direct work",
                    "Decision",
                    "Court or order",
                    "Health",
                    "School",
                    "Change of worker",
                )
            ),
            Judgement(),
        ),
    ),
    Instrument("partnership", "Partnership", about="round", sections=(PARTNERSHIP,)),
)


__all__ = ["INSTRUMENTS"]
