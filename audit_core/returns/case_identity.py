"""Find forms that may be about a different child, and apply the chair's decision on each. Pure."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from audit_core.problems.problem import RISK, Where, problem
from audit_core.returns.model import Doubt, FilledForm, Reading
from audit_core.rounds.panel_decisions import Decisions
from audit_core.rounds.round import Round
from audit_core.themes.facts import fact_answer


def doubts_of(
    readings: Iterable[Reading], audit_round: Round, decisions: Decisions
) -> tuple[Doubt, ...]:
    """Return a doubt for each form whose facts in bands (age band, sex ...) differ from the
    round's.

    Copies with the same differences share one doubt. Each doubt has the chair's decision, if there
    is one.
    """
    decided = dict(decisions.same_child)
    found = (
        doubt
        for reading in readings
        if reading.form is not None and (doubt := _doubt(reading.form, audit_round)) is not None
    )
    once = {doubt.key: doubt for doubt in found}
    return tuple(attrs.evolve(doubt, said=decided.get(key, "")) for key, doubt in once.items())


def set_aside(reading: Reading, doubts: Iterable[Doubt], audit_round: Round) -> Reading:
    """Return the reading, without its form if the chair decided that it is about a different child.

    Problems about somebody at risk are kept.
    """
    others = {doubt.key for doubt in doubts if doubt.said == "other"}
    mine = _doubt(reading.form, audit_round) if others and reading.form is not None else None
    if mine is None or mine.key not in others:
        return reading
    stop = problem("file.other_child", Where(reading.ledger.file))
    line = attrs.evolve(
        reading.ledger, status="refused", code=stop.code, reason=stop.what, action=stop.remedy
    )
    kept = tuple(each for each in reading.problems if each.code in RISK)
    return attrs.evolve(reading, ledger=line, form=None, problems=(*kept, stop))


def _doubt(form: FilledForm, audit_round: Round) -> Doubt | None:
    """Return the differences between a form's facts and the round's, or None if there are none."""
    subject = audit_round.subject(form.id.subject)
    asked = [entry for entry in form.entries if entry.key.startswith("fact.") and entry.is_answer]
    different = [
        (entry, expected)
        for entry in asked
        if subject
        and (expected := subject.fact(entry.key.removeprefix("fact.")))
        and expected != entry.code
    ]
    if not different:
        return None
    facts = tuple(
        (entry.wording, entry.label, fact_answer(entry.key.removeprefix("fact."), expected))
        for entry, expected in different
    )
    return Doubt(str(form.id), form.id.subject, form.id.recipient, different[0][0].at, facts)
