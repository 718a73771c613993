"""The wording of every problem, in plain English for people who are not technical: code -> (severity, what is wrong, what to do)."""

from __future__ import annotations

from audit_core.problems import action_plan, escalations, plugins, returns, templates, workbooks
from audit_core.problems.wording import Wordings

PROBLEMS: Wordings = {**returns.PROBLEMS, **workbooks.PROBLEMS, **templates.PROBLEMS, **action_plan.PROBLEMS, **escalations.PROBLEMS, **plugins.PROBLEMS}

TO_THE_AUDITOR: dict[str, str] = {
    "answer.contradicts": "Please correct the one that is wrong.",
    "answer.contradicted": "Please correct the one that is wrong.",
    "answer.row_missing": "Please put the answer into the form we sent, or reply with it in an e-mail.",
    "file.comment": "Please put what it says into the form itself.",
    "file.comments": "Please put what they say into the form itself.",
    "file.conflict": "Please agree on one form that holds everything, and send only that one.",
    "file.no_form_id": "Your form came back without its Form ID. Which case is it about, and for which agency? Its reference is enough; please send no name.",
    "file.no_form_id_headed": "Your form came back without its Form ID. Is all of it about the case and the agency that its headings name?",
    "file.not_a_form": "Please send the workbook that we sent you, with your answers in it, saved as .xlsx.",
    "file.not_issued": "Please put your answers into the form that we sent you for this case, and send that.",
    "file.protection_removed": "Please check that each answer stands beside its own question.",
    "file.queries": "Thank you for your replies. Please put them into the form itself, and send that.",
    "file.other_sheet": "A sheet in your file is headed as another form's. Please send this form again with its own sheets, and each form as a file of its own.",
    "file.two_forms": "Two forms are in the one file you sent. Please send each as a file of its own.",
    "file.wrong_fingerprint": "The questions on your form are not those of this audit. Please put your answers into the form that we send with this, and return that.",
    "form.involved": "Somebody who was not involved should audit this case. Please ring us.",
    "form.sheet_added": "Please put what belongs to the audit into the form itself.",
    "form.identifier": "Please replace it with a role.",
    "form.nil_answered": "Please tell us which is right: S-5, or the answers.",
    "form.other_child": "Please check which child this form is about, and ring us before you change anything.",
    "form.risk": "Please make sure today that the right people know, and ring us.",
    "form.risk_open": "Please ring us today.",
}
"""What to do, where the auditor is asked and not the chair: by code, when it differs. For a file that is refused, what to say in a reply."""
