"""Find forms that may be about a different child, and apply the chair's decision on each. Pure."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from audit_core.problems.problem import Where, of_risk, problem
from audit_core.returns.model import Doubt, FilledForm, Reading
from audit_core.rounds.panel_decisions import Decisions
from audit_core.rounds.round import Round
from audit_core.themes.facts import fact_answer, may_be_one_child


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
    problems = (*of_risk(reading.problems), stop)
    return attrs.evolve(reading, ledger=line, form=None, problems=problems)


def _doubt(form: FilledForm, audit_round: Round) -> Doubt | None:
    """Return the differences between a form's facts and the round's, or None if there are none."""
    subject = audit_round.subject(form.id.subject)
    different = [
        (entry, fact_answer(fact, expected))
        for entry in form.entries
        if subject
        and entry.is_answer
        and (fact := entry.fact)
        and (expected := subject.fact(fact))
        and not may_be_one_child(fact, expected, entry.code)
    ]
    if not different:
        return None
    facts = tuple((entry.wording, entry.label, ours) for entry, ours in different)
    return Doubt(str(form.id), form.id.subject, form.id.recipient, different[0][0].at, facts)
