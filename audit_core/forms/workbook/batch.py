"""Write many forms quickly: build one master workbook for each shape of form, and insert the texts
that differ from case to case.
"""

from __future__ import annotations

import attrs

from audit_core.forms.form import Form
from audit_core.forms.workbook.form_workbook import set_form
from audit_core.forms.workbook.per_case_text import BLANK, in_place, per_case_text
from audit_core.rounds.round import Round
from audit_core.themes.theme import Theme
from audit_core.xlsx.writer.splice import Master


class FormPrinter:
    """Writes the forms of one round and theme. Every part of each file equals what
    `build_form_workbook` gives.
    """

    def __init__(self, theme: Theme, audit_round: Round) -> None:
        self._theme = theme
        self._round = audit_round
        self._masters: dict[tuple[object, ...], Master] = {}

    @property
    def masters(self) -> int:
        """How many masters were built."""
        return len(self._masters)

    def form(self, form: Form, *, practice: bool = False) -> bytes:
        """Return the blank form as a .xlsx file: the same bytes for the same form."""
        shape = (
            form.id.instrument,
            form.kind,
            form.asked,
            form.if_held,
            form.beside,
            form.asks,
            form.record_only,
            practice,
        )
        master = self._masters.get(shape)
        if master is None:
            blank = attrs.evolve(BLANK, practice=practice)
            master = self._masters[shape] = Master(
                set_form(form, self._theme, self._round, blank), in_place(blank)
            )
        return master.fill(
            in_place(per_case_text(form, self._round, self._theme, practice=practice))
        )
