"""Forms that may be about another child than their reference says, and what the chair decided about
each. Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from audit_core.problems.problem import RISK, Where, problem
from audit_core.returns.model import Doubt
from audit_core.themes.facts import fact_answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audit_core.returns.model import FilledForm, Reading
    from audit_core.rounds.panel_decisions import Decisions
    from audit_core.rounds.round import Round


def doubts_of(
    readings: Iterable[Reading], audit_round: Round, decisions: Decisions
) -> tuple[Doubt, ...]:
    """Every form whose banded facts are not those of the round, once for what it says, with what
    was decided.
    """
    said = dict(decisions.same_child)
    found = (
        doubt
        for reading in readings
        if reading.form is not None and (doubt := _doubt(reading.form, audit_round)) is not None
    )
    once = {doubt.key: doubt for doubt in found}
    return tuple(attrs.evolve(doubt, said=said.get(key, "")) for key, doubt in once.items())


def set_aside(reading: Reading, doubts: Iterable[Doubt], audit_round: Round) -> Reading:
    """The reading; without its form where the chair decided that it is about another child. Whoever
    is at risk stays told.
    """
    others = {doubt.key for doubt in doubts if doubt.said == "other"}
    mine = _doubt(reading.form, audit_round) if others and reading.form is not None else None
    if mine is None or mine.key not in others:
        return reading
    stop = problem("file.other_child", Where(reading.ledger.file))
    line = attrs.evolve(
        reading.ledger, status="refused", code=stop.code, reason=stop.what, action=stop.remedy
    )
    kept = tuple(fault for fault in reading.problems if fault.code in RISK)
    return attrs.evolve(reading, ledger=line, form=None, problems=(*kept, stop))


def _doubt(form: FilledForm, audit_round: Round) -> Doubt | None:
    """What does not fit on a form, or None."""
    subject = audit_round.subject(form.id.subject)
    asked = [entry for entry in form.entries if entry.key.startswith("fact.") and entry.is_answer]
    odd = [
        (entry, ours)
        for entry in asked
        if subject
        and (ours := subject.fact(entry.key.removeprefix("fact.")))
        and ours != entry.code
    ]
    if not odd:
        return None
    facts = tuple(
        (entry.wording, entry.label, fact_answer(entry.key.removeprefix("fact."), ours))
        for entry, ours in odd
    )
    return Doubt(str(form.id), form.id.subject, form.id.recipient, odd[0][0].at, facts)
