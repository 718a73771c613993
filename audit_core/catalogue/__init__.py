"""The wording of every problem, in plain English for people who are not technical: code -> (severity, what is wrong, what to do)."""

from __future__ import annotations

from audit_core.catalogue import chairs, escalations, plan, plugins, returned, tracking
from audit_core.catalogue.wording import Wordings

PROBLEMS: Wordings = {**returned.PROBLEMS, **chairs.PROBLEMS, **plan.PROBLEMS, **tracking.PROBLEMS, **escalations.PROBLEMS, **plugins.PROBLEMS}

TO_THE_AUDITOR: dict[str, str] = {
    "answer.row_missing": "Please put the answer into the form we sent, or reply with it in an e-mail.",
    "file.protection_removed": "Please check that each answer stands beside its own question.",
    "form.identifier": "Please replace it with a role.",
    "form.nil_answered": "Please tell us which is right: S-5, or the answers.",
    "form.other_child": "Please check which child this form is about, and ring us before you change anything.",
    "form.risk": "Please make sure today that the right people know, and ring us.",
    "form.risk_open": "Please ring us today.",
}
"""What to do, where the auditor is asked and not the chair: by code, when it differs."""
