"""What is needed to read a return: the round, its issued forms and their themes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import attrs

from audit_core.forms.form import Form
from audit_core.i18n import current_language
from audit_core.parsing.dates import DateWindow
from audit_core.returns.layout_cache import FormShape
from audit_core.rounds.form_id import FormId
from audit_core.rounds.issued import Issued, IssuedForm
from audit_core.rounds.round import Round
from audit_core.themes.theme import Theme


def no_file(_name: str) -> None:
    """Return None, as for a round that is not on disk."""


@attrs.frozen
class ReadingContext:
    """The round, the forms issued in it, their themes, and how to rebuild a form.

    `issued` is by Form ID and `themes` by fingerprint. `form_of` is
    `audit_core.forms.build.rebuild_form`. `as_at` is the day of receipt, as near as it is known: no
    date on a form should be after it. `file_of` returns a file of the round by its name, such as a
    blank form, or None. `shapes` caches the rebuilt forms and the layouts in
    which copies of them were returned: most forms of a round differ only in their id and due date.
    """

    round: Round
    issued: Mapping[str, IssuedForm]
    themes: Mapping[str, Theme]
    form_of: Callable[[Theme, IssuedForm], Form]
    file_of: Callable[[str], bytes | None] = no_file
    as_at: date | None = None
    shapes: dict[object, FormShape] = attrs.field(factory=dict, eq=False, repr=False)

    @property
    def window(self) -> DateWindow:
        """Between which days a date on a form of this round is to be expected."""
        return DateWindow.of_period(self.round.looks_from, self.as_at)

    def form(self, text: str) -> tuple[Form, Theme, FormShape]:
        """Return the issued form with this id, its theme, and the shape it shares with
        other forms.
        """
        form_id, issued = FormId.parse(text), self.issued[text]
        theme = self.themes[form_id.fingerprint if form_id else ""]
        if form_id is None:
            form = self.form_of(theme, issued)
            return form, theme, FormShape(form)
        key = (
            form_id.fingerprint,
            form_id.instrument,
            issued.kind,
            issued.asked,
            issued.if_held,
            issued.beside,
            issued.asks,
            issued.record_only,
            current_language(),
        )
        shape = self.shapes.get(key)
        if shape is None:
            shape = self.shapes[key] = FormShape(self.form_of(theme, issued))
        return (
            attrs.evolve(shape.form, id=form_id, subject_title=form_id.subject, due=issued.due),
            theme,
            shape,
        )


def reading_context(
    audit_round: Round,
    issued: Issued,
    themes: Mapping[str, Theme],
    form_of: Callable[[Theme, IssuedForm], Form],
    file_of: Callable[[str], bytes | None] = no_file,
    as_at: date | None = None,
) -> ReadingContext:
    """Return the context in which every return of a round can be read."""
    by_id = {form.id: form for form in issued.forms}
    return ReadingContext(audit_round, by_id, themes, form_of, file_of, as_at)
