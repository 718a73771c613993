"""The grades of each case: every auditor's two grades, the limit set by the theme's rules, and the
panel's grade. No grade is calculated from a percentage.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit_core.evidence import EvidenceRef
from audit_core.grouping import grouped
from audit_core.returns.model import Return
from audit_core.rounds.panel_decisions import AgreedGrade, Decisions
from audit_core.rounds.round import Round
from audit_core.scoring.scorecard import Answered, CaseGrades, FiredLimit
from audit_core.themes.rules import Cap, LowestOf
from audit_core.themes.scales import GRADES
from audit_core.themes.theme import Theme

_Given = tuple[tuple[str, str, EvidenceRef], ...]


def grades_of(
    returns: tuple[Return, ...],
    answered: tuple[Answered, ...],
    theme: Theme,
    audit_round: Round,
    decisions: Decisions,
    held: frozenset[str] = frozenset(),
) -> tuple[CaseGrades, ...]:
    """Return the grades of every case that is not withdrawn; empty if the round has no grades.

    A `held` case gets no limit, since one of its forms may be about another child.
    """
    if not audit_round.grades:
        return ()
    agreed = {grade.subject: grade for grade in decisions.grades}
    returned = grouped(returns, lambda ret: ret.id.subject)
    answers = grouped(answered, lambda line: line.subject)
    return tuple(
        _case(
            case.ref,
            returned.get(case.ref, ()),
            answers.get(case.ref, ()),
            theme,
            audit_round,
            agreed.get(case.ref, AgreedGrade(case.ref, "")),
            held=case.ref in held,
        )
        for case in audit_round.cases
    )


def _case(
    case: str,
    returns: Sequence[Return],
    answered: Sequence[Answered],
    theme: Theme,
    audit_round: Round,
    agreed: AgreedGrade,
    *,
    held: bool,
) -> CaseGrades:
    own, together = _given(returns, "grade.own"), _given(returns, "grade.together")
    found = (
        _cap(rule, answered, theme)
        if isinstance(rule, Cap)
        else _lowest(rule, own, together, audit_round)
        for rule in (() if held else theme.limits)
    )
    fired = tuple(limit for limit in found if limit is not None)
    limit = min((hit.to for hit in fired), key=GRADES.rank, default="")
    ranks = [GRADES.rank(grade) for _, grade, _ in together]
    above = tuple(
        code for code, grade, _ in own if limit and GRADES.rank(grade) > GRADES.rank(limit)
    )
    spread = max(ranks) - min(ranks) if ranks else 0
    return CaseGrades(
        case,
        own,
        together,
        fired,
        limit,
        spread,
        above,
        agreed.grade,
        agreed.why,
        agreed.dissent,
        agreed.child,
        agreed.cleared and case not in audit_round.record_only,
        held,
    )


def _given(returns: Sequence[Return], key: str) -> _Given:
    entries = ((ret.id.recipient, ret.form.by_key(key)) for ret in returns)
    return tuple(
        (code, entry.code, entry.at)
        for code, entry in entries
        if entry is not None and entry.is_answer
    )


def _cap(rule: Cap, answered: Sequence[Answered], theme: Theme) -> FiredLimit | None:
    """Return the limit if the rule applies: enough answers show poor practice. Missing evidence
    counts as poor only for questions about recording.
    """
    hits = []
    for line in answered:
        question = theme.question(line.ref)
        if question is None or not (
            line.ref in rule.refs or (rule.flag and rule.flag in question.flags)
        ):
            continue
        as_not_met = line.outcome in {"late", "not_done"} or (
            "recording" in question.flags and line.code in {"no_evidence", "no_record"}
        )
        if line.code in rule.answers or (as_not_met and "not_met" in rule.answers):
            hits.append(line)
    if len({line.ref for line in hits}) < rule.at_least:
        return None
    return FiredLimit(rule.id, rule.because, rule.to, tuple(line.at for line in hits))


def _lowest(rule: LowestOf, own: _Given, together: _Given, audit_round: Round) -> FiredLimit | None:
    """Return the lowest grade given as the limit, or None if it is the best grade."""
    kinds = {recipient.code: recipient.kind for recipient in audit_round.recipients}
    given = [
        row
        for row in (own if rule.grade == "own" else together)
        if not rule.kinds or kinds.get(row[0]) in rule.kinds
    ]
    if not given:
        return None
    lowest = min((grade for _, grade, _ in given), key=GRADES.rank)
    if lowest == GRADES.answers[0].code:
        return None
    return FiredLimit(
        rule.id, rule.because, lowest, tuple(at for _, grade, at in given if grade == lowest)
    )
