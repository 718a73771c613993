"""Make practice forms about an invented case. They are not issued and never counted."""

from __future__ import annotations

from pathlib import Path

import attrs

from audit_core.commands.generate import form_file_name
from audit_core.commands.open_round import round_context
from audit_core.errors import UsageProblem
from audit_core.forms.build import forms_for, subject_title
from audit_core.forms.form import Form
from audit_core.forms.workbook.batch import FormPrinter
from audit_core.plugin_system.manager import Plugins
from audit_core.problems.problem import Where, problem
from audit_core.rounds.case_references import case_ref, meeting_ref
from audit_core.rounds.folder import FORMS, ROUND
from audit_core.rounds.round import Round
from audit_core.serialization import fingerprint

PRACTICE = "practice"


def make_practice_forms(folder: Path, plugins: Plugins) -> tuple[str, ...]:
    """Write a practice form for every recipient and instrument, replacing earlier ones; return
    their names in the round's folder.

    Raises UsageProblem for a round that cannot be used, CannotWrite where a file cannot be written.
    """
    with round_context(folder, plugins) as opened:
        theme, audit_round, store = opened.installed, opened.round, opened.store
        first: dict[tuple[str, str], Form] = {}
        for form in forms_for(theme, audit_round, fingerprint(theme)):
            first.setdefault((form.id.recipient, form.id.instrument), form)
        if not first:
            raise UsageProblem(
                "round.no_form_to_practise", (problem("round.no_cases", Where(ROUND, "Cases")),)
            )
        press = FormPrinter(theme, audit_round)
        with store.lock():
            written = []
            for form in first.values():
                invented = _invented(form, audit_round)
                name = form_file_name(invented).replace(
                    f"{FORMS}/{form.id.recipient}/{invented.id.subject}", f"{PRACTICE}/{PRACTICE}"
                )
                store.write(name, press.form(invented, practice=True))
                written.append(name)
    return tuple(written)


def _invented(form: Form, audit_round: Round) -> Form:
    """Return the form about an invented case or meeting: number 0 of the round."""
    subject = audit_round.subject(form.id.subject)
    if subject is None or subject.kind not in {"case", "meeting"}:
        return form
    invented = attrs.evolve(
        subject, ref=(case_ref if subject.kind == "case" else meeting_ref)(audit_round.code, 0)
    )
    return attrs.evolve(
        form,
        id=attrs.evolve(form.id, subject=invented.ref),
        subject_title=subject_title(invented),
        beside=(),
    )
