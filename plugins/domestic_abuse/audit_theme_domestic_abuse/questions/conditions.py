"""When a question is asked, and answers that several sections share."""

from __future__ import annotations

from audit_core import Rating, When

INFANT = (When("age_band", ("Unborn", "0 to 4")),)

SCHOOL_AGE = (When("age_band", ("5 to 10", "11 to 15", "16 to 17")),)

TEENAGER = (When("age_band", ("11 to 15", "16 to 17")),)

FACT = Rating("yes_no")

SAID_OR_SILENT = ("yes", "not_recorded")
"""The answers to a fact that leave open what follows from it: only No rules it out."""
