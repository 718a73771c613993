"""What the chair should look at before forms go out, or before more do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.engine.new import CONTACT, PARTNERSHIP
from audit_core.model.case_key import to_be_told
from audit_core.model.ids import FormId
from audit_core.problems import Where, problem
from audit_core.store import ROUND
from audit_core.words import listed, the_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from audit_core.model.form import Form, IssuedForm
    from audit_core.model.round import Round, Terms
    from audit_core.model.theme import Theme
    from audit_core.problems import Problem

MOST_NAMED = 8


def before_sending(round_: Round, theme: Theme, terms: Terms) -> Iterator[Problem]:
    """What still says what this program put there, and what is missing for a check or a clock to work."""
    left = (
        ("Partnership", round_.partnership == PARTNERSHIP),
        ("Contact", round_.contact in {"", CONTACT}),
        ("Where returns go", not round_.return_to),
    )
    yield from (problem("round.placeholder", Where(ROUND, "Round"), label=label) for label, is_left in left if is_left)
    if any(limit.unit == "school_days" for limit in theme.time_limits) and not terms:
        yield problem("round.no_terms", Where(ROUND, "Terms"))
    said = {subject.ref for subject in round_.subjects if any(band for _, band in subject.facts)}
    unsaid = [ref for ref, names in to_be_told(round_).items() if names and ref not in said]
    if unsaid:
        yield problem("round.no_facts", Where(ROUND, "Cases"), refs=listed(the_first(MOST_NAMED, unsaid)))


def no_longer_asked(kept: Iterable[IssuedForm], wanted: Iterable[Form], round_: Round) -> Iterator[Problem]:
    """Forms that went out and that the sheet Cases asks for no more, without a word about why: they would count as missing."""
    slots = {form.id.slot for form in wanted}
    for form in kept:
        form_id = FormId.parse(form.id)
        subject = round_.subject(form_id.subject) if form_id else None
        if form_id is None or subject is None or subject.withdrawn or form_id.slot in slots:
            continue
        if form_id.recipient not in dict(subject.expected):
            yield problem("round.no_longer_asked", Where(ROUND, "Cases"), ref=subject.ref, who=round_.name_of(form_id.recipient))
