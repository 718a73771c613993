"""Answers that several sections share."""

from __future__ import annotations

from audit_core import Rating

FACT, SEEN = Rating("yes_no"), Rating("seen")

SAID_OR_SILENT = ("yes", "not_recorded")
"""The answers to a fact that leave open what follows from it: only No rules it out."""
