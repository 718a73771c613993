"""What the chair decided in a master: about single cells, new dates, proposed actions and likely
duplicates.

A decision applies to what that master showed. If the plan has changed since, the decision is
reported and not applied. It may be corrected in the master of the same issue; what it did before is
then undone first.
"""

from __future__ import annotations

import attrs

from audit_core.action_plan.columns import (
    COLUMNS,
    CONFLICT_CHOICES,
    DUPLICATE_CHOICES,
    PASSING,
    PROPOSAL_CHOICES,
    Choices,
    choice_label,
    column_label,
)
from audit_core.action_plan.merging.cell_changes import CellMerger, is_needed, is_same_text
from audit_core.action_plan.merging.due_date_requests import answer_request, withdraw_answer
from audit_core.action_plan.merging.session import REQUEST_ANSWER
from audit_core.action_plan.model import DuplicatePair, OpenQuestion, PlanAction, Proposal
from audit_core.action_plan.new_actions import add_action, own_action
from audit_core.action_plan.returned import NOT_MADE, PlanRow, ReadCell
from audit_core.i18n import _

DECIDING_FIELDS = frozenset({REQUEST_ANSWER})
"""Columns of an action that hold a decision about another cell."""


def apply_chair_decisions(cells: CellMerger) -> None:
    """Record every decision in a master as events. None is applied if the journal does not have the
    master's issue, because its numbers may mean something else.
    """
    returned, session = cells.returned, cells.session
    for (id_, field), typed in cells.typed.items():
        action = session.plan.action(id_)
        if field in DECIDING_FIELDS and action is not None:
            changed = (answer for answer in typed if cells.is_changed(action, field, answer))
            _answer(cells, action, {answer.means: answer for answer in changed})
    decided = [
        row.get("decision").where
        for row in (*returned.settled, *returned.proposed, *returned.pairs)
        if row.id.text and row.get("decision").text
    ]
    if decided and not cells.sent.known:
        session.report("plan.issue_unknown", decided[0], issue=cells.sent.issue)
        return
    for row in returned.settled:
        _matter(cells, row)
    for row in returned.proposed:
        _proposal(cells, row)
    for row in returned.pairs:
        decide_duplicate(cells, row)


def _answer(
    cells: CellMerger, action: PlanAction, answers: dict[tuple[str, str], ReadCell]
) -> None:
    """Apply the answer to a requested date. If rows of one action give different answers, neither
    applies.
    """
    for answer in answers.values():
        if answer.problem_code:
            cells.change(action, REQUEST_ANSWER, answer)
        elif len(answers) > 1:
            cells.refer_to_chair("conflict", action, REQUEST_ANSWER, answer)
            cells.report("plan.row_twice", answer, action, REQUEST_ANSWER)
        else:
            answer_request(cells, action, answer)


def _is_readable(cells: CellMerger, row: PlanRow, about: object, choices: Choices) -> bool:
    """Say whether a row decides about something that exists, with a decision that is understood.
    Report it if not.
    """
    decision = row.get("decision")
    if about is None:
        cells.session.report("plan.nothing_to_decide", row.id.where, id=row.id.text)
    elif decision.problem_code:
        cells.session.report_cell(decision, "Decision", choices, NOT_MADE)
    return about is not None and not decision.problem_code


def _matter(cells: CellMerger, row: PlanRow) -> None:
    session, decision, value = cells.session, row.get("decision"), row.get("value")
    why = row.get("why").text
    matter = next((item for item in session.plan.matters if item.id == row.id.text), None)
    if not decision.text:
        if (value.text or why) and matter is not None and matter.is_open:
            session.report("plan.no_decision", row.id.where, id=matter.id)
        return
    if not _is_readable(cells, row, matter, CONFLICT_CHOICES) or matter is None:
        return
    label = column_label(matter.field)
    if not matter.is_open and matter.decided_issue != cells.sent.issue:
        if matter.decision != decision.code:
            _already(cells, matter.id, decision, CONFLICT_CHOICES, matter.decision)
    elif decision.code == "take" and matter.kind == "not_understood":
        session.report("plan.cannot_take", decision.where, label=label)
    elif decision.code == "other" and not value.text:
        session.report("plan.no_other", value.where, label=label)
    elif decision.code == "other" and value.problem_code:
        choices = COLUMNS[matter.field].choices if matter.field in COLUMNS else ()
        session.report_cell(value, label, choices, NOT_MADE)
    else:
        _decide(cells, matter, decision, value, why)


def _already(cells: CellMerger, id_: str, decision: ReadCell, choices: Choices, made: str) -> None:
    """Report a decision about something that was decided before (`made`)."""
    label = choice_label(choices, made)
    cells.session.report("plan.decided_already", decision.where, id=id_, decision=label)


def _decide(
    cells: CellMerger, matter: OpenQuestion, decision: ReadCell, value: ReadCell, why: str
) -> None:
    session, field = cells.session, matter.field
    action = session.plan.action(matter.action)
    after = {"keep": "", "take": matter.theirs, "other": value.code}[decision.code]
    if (matter.decision, matter.value) == (decision.code, after):
        return
    is_kept = decision.code == "keep" and matter.is_open
    if action is not None and field not in PASSING and not is_kept:
        done = (
            _answered(cells, action, matter, decision, after)
            if field in DECIDING_FIELDS
            else _written(cells, action, matter, decision, after, why)
        )
        if not done:
            return
    session.record("settle", matter.id, decision.where, field=decision.code, after=after, why=why)
    if action is not None and field in PASSING and decision.code != "keep":
        session.note(action.id, after, by=matter.by, where=decision.where)


def _answered(
    cells: CellMerger, action: PlanAction, matter: OpenQuestion, decision: ReadCell, after: str
) -> bool:
    """Apply a decision about the answer to a requested date: answer it, or take the answer back.
    Return whether that was done; if not, it is reported.
    """
    if decision.code != "keep":
        return answer_request(cells, action, attrs.evolve(decision, code=after), matter)
    undone = withdraw_answer(cells, action, decision.where, matter)
    if not undone:
        _already(cells, matter.id, decision, CONFLICT_CHOICES, matter.decision)
    return undone


def _written(
    cells: CellMerger,
    action: PlanAction,
    matter: OpenQuestion,
    decision: ReadCell,
    after: str,
    why: str,
) -> bool:
    """Apply a decision about any other cell: write what was decided, or restore what was issued.
    Return whether that was done; if not, it is reported.
    """
    field = matter.field
    made = matter.value if matter.decision in {"take", "other"} else None
    wanted = (cells.sent.issued((action.id, field)) or "") if decision.code == "keep" else after
    if not cells.is_as_shown(action, field, made):
        if matter.is_open:
            cells.report("plan.overtaken", decision, action, field, what=matter.id)
        else:
            _already(cells, matter.id, decision, CONFLICT_CHOICES, matter.decision)
        return False
    if not wanted and is_needed(field):
        cells.session.report("plan.needed", decision.where, label=column_label(field))
        return False
    why = why or _("Decided on {matter}", matter=matter.id)
    cells.write(action, field, wanted, decision.where, why, matter.id)
    return True


def _proposal(cells: CellMerger, row: PlanRow) -> None:
    session, decision, why = cells.session, row.get("decision"), row.get("decision_why").text
    proposal = next((item for item in session.plan.proposals if item.id == row.id.text), None)
    shown = cells.sent.proposals.get(row.id.text)
    if not row.id.text:
        if row:
            own_action(cells, row)
        return
    if not decision.text:
        if proposal and shown and not proposal.decision and _is_edited(row, shown):
            session.report("plan.no_decision", row.id.where, id=proposal.id)
        return
    about = proposal if shown else None
    if not _is_readable(cells, row, about, PROPOSAL_CHOICES) or proposal is None or shown is None:
        return
    is_ours = proposal.decided_issue == cells.sent.issue
    if proposal.decision == "accepted" or (proposal.decision and not is_ours):
        if proposal.decision != decision.code:
            _already(cells, proposal.id, decision, PROPOSAL_CHOICES, proposal.decision)
        elif proposal.became and is_ours:
            add_action(cells, row, "", proposal)
    elif proposal.says != shown.says:
        label = column_label("text")
        session.report(
            "plan.overtaken", decision.where, what=proposal.id, id=proposal.id, label=label
        )
    elif decision.code == "accepted":
        source = _("Proposed by {who}", who=session.plan.name_of(proposal.by))
        if became := add_action(cells, row, source, proposal):
            session.record("dispose", proposal.id, decision.where, field="accepted", after=became)
    elif not why:
        session.report("plan.no_reason", decision.where, id=proposal.id)
    elif (proposal.decision, proposal.decision_why) != ("rejected", why):
        session.record("dispose", proposal.id, decision.where, field="rejected", why=why)


def _is_edited(row: PlanRow, shown: Proposal) -> bool:
    """Say whether the chair changed the wording of a proposed action, or its owner."""
    now, before = (*row.new_action, row.get("owner").code), (*shown.says, shown.by)
    return not all(map(is_same_text, now, before))


def decide_duplicate(cells: CellMerger, row: PlanRow) -> None:
    """Apply one row of the sheet Likely duplicates. A different decision in the same master undoes
    the first; a decision from a later master is kept.
    """
    plan, decision, issue = cells.session.plan, row.get("decision"), cells.sent.issue
    first, _, second = row.id.text.partition(" + ")
    known = next((item for item in plan.pairs if item.id == f"{first} + {second}"), None)
    if not decision.text or (known and known.decision == decision.code and known.issue >= issue):
        return
    both = plan.action(first) and plan.action(second)
    if not _is_readable(cells, row, both, DUPLICATE_CHOICES):
        return
    if known and known.issue > issue:
        _already(cells, known.id, decision, DUPLICATE_CHOICES, known.decision)
    else:
        undone = known.gone if known and known.issue == issue else ""
        _decide_pair(cells, row, DuplicatePair(first, second, decision.code), undone)


def _decide_pair(cells: CellMerger, row: PlanRow, wanted: DuplicatePair, undone: str) -> None:
    session, decision = cells.session, row.get("decision")
    for id_ in (undone, wanted.gone):
        action = session.plan.action(id_)
        made = "withdrawn" if id_ == undone else None
        if action is not None and not cells.is_as_shown(action, "decision", made):
            cells.report("plan.overtaken", decision, action, "decision", what=wanted.id)
            return
    session.record("pair", wanted.first, decision.where, after=wanted.second, field=wanted.decision)
    kept = wanted.first if wanted.decision == "first" else wanted.second
    shown = cells.sent.base.get(undone, {})
    _withdraw(
        cells, undone, shown.get("decision_why", ""), shown.get("decision", ""), wanted.id, row
    )
    _withdraw(cells, wanted.gone, _("The same as {id}", id=kept), "withdrawn", wanted.id, row)
    gone = session.plan.action(wanted.gone)
    if gone is not None:
        session.note(kept, _("Also covers {id}: {text}", id=gone.id, text=gone.text))


def _withdraw(
    cells: CellMerger, id_: str, why: str, decision: str, decided: str, row: PlanRow
) -> None:
    """Write both cells of a withdrawal, or restore what they said before it."""
    for field, value in (("decision_why", why), ("decision", decision)):
        action = cells.session.plan.action(id_)
        if action is not None:
            cells.write(action, field, value, row.get("decision").where, decided=decided)
