"""The two instruments of the neglect audit, one file a section. Refs are permanent: never
renumbered, never reused. Each question can be answered from the agency's own record.

Retired refs: NG-2.9 (the chronologies read together count new assessments), NG-3.1 (now NG-3.6),
NG-P.3 (part of NG-P.4).
"""

from __future__ import annotations

from audit_core import Chronology, Instrument, Judgement
from audit_theme_neglect.questions.assessment import ASSESSMENT
from audit_theme_neglect.questions.chronology import CHRONOLOGY
from audit_theme_neglect.questions.family import FAMILY
from audit_theme_neglect.questions.health import HEALTH
from audit_theme_neglect.questions.impact import IMPACT
from audit_theme_neglect.questions.partnership import ARRANGEMENTS
from audit_theme_neglect.questions.plan import PLAN
from audit_theme_neglect.questions.recognition import RECOGNITION
from audit_theme_neglect.questions.voice import VOICE

EVENT_KINDS = (
    "Incident",
    "Home conditions",
    "Missed appointment",
    "Weight or growth",
    "Dental or health",
    "Attendance",
    "Hunger or clothing",
    "Supervision of the child",
    "Referral",
    "Referral closed with no action",
    "New worker or assessment",
    "Change of plan",
    "House move",
)
"""What a key event can be. Printed as a drop-down list: no commas, and at most 255 characters
together.
"""

CASE_FILE = Instrument(
    "case_file",
    "Case file",
    about="case",
    sections=(RECOGNITION, CHRONOLOGY, ASSESSMENT, HEALTH, FAMILY, PLAN, VOICE, IMPACT),
    sheets=(
        Chronology(rows=15, kinds=EVENT_KINDS),
        Judgement(
            (
                "What was done well for this child?",
                "Read the events in order: what pattern do they show, and who saw it?",
                "What was daily life like for this child? Use the child's own words.",
                "What should have been done differently, and when?",
                "What difference did your agency make for this child?",
            )
        ),
    ),
)

PARTNERSHIP = Instrument("partnership", "Partnership", about="round", sections=(ARRANGEMENTS,))

INSTRUMENTS = (CASE_FILE, PARTNERSHIP)

__all__ = ["CASE_FILE", "EVENT_KINDS", "INSTRUMENTS", "PARTNERSHIP"]
