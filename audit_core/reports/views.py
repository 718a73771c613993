"""Reduce a compiled round to what each audience may see. Outputs for the board and agencies are
made from a value without the words of any return.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from audit_core.evidence import EvidenceRef
from audit_core.findings.finding import Finding
from audit_core.parsing.personal_identifiers import withhold_identifiers
from audit_core.rounds.panel_decisions import Decisions
from audit_core.scoring.percent_met import Tally
from audit_core.scoring.scorecard import CaseGrades, Scorecard
from audit_core.tables import Row, Table
from audit_core.tabulation.compiled import Compiled

NOWHERE = EvidenceRef("", "", "", "")


def for_board(compiled: Compiled) -> Compiled:
    """Return the round as the board may see it: no evidence text, no file names, and the panel's
    words without suspected identifiers.
    """
    book = attrs.evolve(
        compiled.casebook,
        returns=(),
        ledger=(),
        concerns=(),
        conflicts=(),
        problems=(),
        expected=tuple(attrs.evolve(item, file="") for item in compiled.casebook.expected),
    )
    return attrs.evolve(
        compiled,
        casebook=book,
        scores=_scores(compiled.scores),
        findings=tuple(
            _safe(finding, "why", "so_what", evidence=(), others=(), **_without_cases(finding))
            for finding in compiled.findings
        ),
        recommendations=tuple(_safe(item, "text", "reason") for item in compiled.recommendations),
        plan=attrs.evolve(
            compiled.plan,
            actions=tuple(
                _safe(action, "text", "baseline", "found", "owner_role")
                for action in compiled.plan.actions
            ),
        ),
        decisions=Decisions(),
        tables=tuple(_table(table) for table in compiled.tables),
        chronology=(),
        chronicles=(),
        suspects=(),
    )


def for_agency(compiled: Compiled, board: Compiled, code: str) -> Compiled:
    """Return the round as one agency may see it: only its own returns, findings, recommendations
    and actions.

    `board` is the result of `for_board` for the same round.
    """
    own = {
        ret.form.file: ret.id.subject
        for ret in compiled.casebook.returns
        if ret.id.recipient == code
    }
    short = {item.key: _short_in(own, item) for item in compiled.findings}
    findings = tuple(
        attrs.evolve(finding, short=short.get(finding.key, ()))
        for finding in board.findings
        if code in finding.recipients or finding.recipient == code
    )
    keys = {finding.key for finding in findings}
    mine = tuple(action for action in board.plan.actions if action.owner == code)
    wanted = {action.arises_from for action in mine}
    for_children = tuple(
        _safe(item, "text") for item in compiled.decisions.child_actions if item.owner == code
    )
    return attrs.evolve(
        board,
        decisions=Decisions(child_actions=for_children),
        casebook=attrs.evolve(
            board.casebook,
            expected=tuple(item for item in board.casebook.expected if item.recipient == code),
        ),
        findings=findings,
        scores=_own_scores(board.scores, code),
        recommendations=tuple(
            item
            for item in board.recommendations
            if item.key in wanted or (item.level == "agency" and keys & set(item.findings))
        ),
        plan=attrs.evolve(
            compiled.plan,
            actions=mine,
            orphan_recommendations=(),
            orphan_actions=(),
            for_children=tuple(item for item in compiled.plan.for_children if item[0] == code),
        ),
        tables=(),
        figures=(),
        quotable=(),
        lived=(),
    )


def _without_cases(finding: Finding) -> dict[str, Any]:
    """Return what to leave out of a finding that counts children: which ones they are."""
    return {"short": (), "note": ""} if finding.short else {}


def _short_in(own: Mapping[str, str], finding: Finding) -> tuple[str, ...]:
    """Return the children for whom an agency's own records fall short: another agency's are not its
    to know. `own` are the subjects of its returns, by file.
    """
    behind = finding.others if finding.kind == "strength" else finding.evidence
    mine = {own[at.file] for at in behind if at.file in own}
    return tuple(child for child in finding.short if child in mine)


def _own_scores(scores: Scorecard, code: str) -> Scorecard:
    """Return one agency's figures: its own tally, its own part of each question, and no grades."""
    return attrs.evolve(
        scores,
        questions=tuple(
            attrs.evolve(
                item, by_recipient=tuple(pair for pair in item.by_recipient if pair[0] == code)
            )
            for item in scores.questions
        ),
        recipients=tuple(pair for pair in scores.recipients if pair[0] == code),
        grades=(),
    )


def _safe(record: Any, *fields: str, **changes: Any) -> Any:
    """Return a record without suspected identifiers in these fields, and with other changes."""
    texts = {field: withhold_identifiers(getattr(record, field)) for field in fields}
    return attrs.evolve(record, **texts, **changes)


def _table(table: Table) -> Table:
    """Return a table without its evidence cells and without columns for the chair only."""
    kept = [place for place, column in enumerate(table.columns) if not column.for_chair]
    rows = tuple(
        Row(
            tuple(withhold_identifiers(row.cells[place]) for place in kept),
            tints=tuple((kept.index(place), tint) for place, tint in row.tints if place in kept),
        )
        for row in table.rows
    )
    return attrs.evolve(table, columns=tuple(table.columns[place] for place in kept), rows=rows)


def _scores(scores: Scorecard) -> Scorecard:
    """Return the figures without their evidence cells and without reasons typed by agencies."""
    return attrs.evolve(
        scores,
        questions=tuple(
            attrs.evolve(
                item, tally=_bare(item.tally), by_recipient=_pairs(item.by_recipient), by_subject=()
            )
            for item in scores.questions
        ),
        returns=(),
        sections=tuple((name, number, _bare(tally)) for name, number, tally in scores.sections),
        recipients=_pairs(scores.recipients),
        overall=attrs.evolve(scores.overall, pooled=_bare(scores.overall.pooled)),
        times=(),
        grades=tuple(_grades(case) for case in scores.grades),
        answered=(),
    )


def _grades(case: CaseGrades) -> CaseGrades:
    found: CaseGrades = _safe(
        case,
        "why",
        "dissent",
        own=tuple((code, grade, NOWHERE) for code, grade, _ in case.own),
        together=tuple((code, grade, NOWHERE) for code, grade, _ in case.together),
        fired=tuple(attrs.evolve(fired, evidence=()) for fired in case.fired),
        child=withhold_identifiers(case.child) if case.cleared else "",
    )
    return found


def _bare(tally: Tally) -> Tally:
    return attrs.evolve(tally, evidence=())


def _pairs(pairs: tuple[tuple[str, Tally], ...]) -> tuple[tuple[str, Tally], ...]:
    return tuple((name, _bare(tally)) for name, tally in pairs)
