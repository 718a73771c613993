"""The chair's answer to a new date that an owner asked for. It applies to the date that the master
showed, whatever was asked for since.
"""

from __future__ import annotations

from datetime import date

from audit_core.action_plan.columns import column_label
from audit_core.action_plan.merging.cell_changes import CellMerger
from audit_core.action_plan.merging.session import REQUEST_ANSWER
from audit_core.action_plan.model import OpenQuestion, PlanAction
from audit_core.action_plan.replay import read_field
from audit_core.action_plan.returned import ReadCell
from audit_core.i18n import _, date_in_words
from audit_core.problems.problem import Where

_REQUEST = ("asked_due", "asked_why")
"""The fields of a request for a new date: emptied once it is answered."""


def answer_request(
    cells: CellMerger, action: PlanAction, answer: ReadCell, matter: OpenQuestion | None = None
) -> bool:
    """Apply an answer: Yes moves the due date to the one that was shown, No leaves it. The same
    master may change the answer later. Return whether it was applied; if not, it is reported.

    The answer is added to the history. A newer request is kept, and a due date that was moved
    meanwhile is not moved again. `matter` is the open question that was decided, if the answer had
    been referred to the chair: it may answer another date than this master shows.
    """
    session, shown = cells.session, cells.sent.base.get(action.id, {})
    asked, due = shown.get("asked_due", ""), shown.get("due", "")
    if not asked:
        session.report("plan.no_date_asked", answer.where, id=action.id)
        return False
    overtaken = _overtaken(cells, action, answer.code, matter)
    if overtaken:
        session.report(
            "plan.overtaken",
            answer.where,
            what=matter.id if matter else action.id,
            id=action.id,
            label=column_label(overtaken),
        )
        return False
    why = shown.get("asked_why", "")
    session.record(
        "set",
        action.id,
        answer.where,
        field=REQUEST_ANSWER,
        before=asked,
        after=answer.code,
        decided=matter.id if matter else "",
    )
    if answer.code == "yes":
        cells.write(
            action, "due", asked, answer.where, why or _("Asked for by the owner"), REQUEST_ANSWER
        )
        says = _("New date agreed: {day}. {why}", day=_day(asked), why=why)
    else:
        if read_field(action, "due") == asked != due and cells.is_as_shown(action, "due", asked):
            _move_back(cells, action, answer.where)
        says = _("New date not agreed: {day}. {why}", day=_day(asked), why=why)
    _note(cells, action, says.strip())
    answered = cells.is_as_shown(action, "asked_due")
    for field in (*_REQUEST, REQUEST_ANSWER) if answered else (REQUEST_ANSWER,):
        now = session.plan.action(action.id)
        if now is not None and (field == REQUEST_ANSWER or cells.is_as_shown(now, field)):
            cells.write(now, field, "", answer.where, decided=REQUEST_ANSWER)
    return True


def withdraw_answer(
    cells: CellMerger, action: PlanAction, where: Where, matter: OpenQuestion
) -> bool:
    """Undo what an open question answered: the due date and the request become what this master
    showed. Return whether that was done; it is not if something newer exists.
    """
    shown = cells.sent.base.get(action.id, {})
    asked, made = shown.get("asked_due", ""), matter.value == "yes"
    if not asked or _overtaken(cells, action, matter.value, matter):
        return False
    if made:
        _move_back(cells, action, where)
    for field in _REQUEST:
        if cells.is_as_shown(action, field, ""):
            cells.write(action, field, shown.get(field, ""), where, decided=REQUEST_ANSWER)
    _note(cells, action, _("The answer was taken back: {day} is still asked for.", day=_day(asked)))
    return True


def _overtaken(
    cells: CellMerger, action: PlanAction, answer: str, matter: OpenQuestion | None
) -> str:
    """Return the field that has changed since an answer was given, or "": another date was asked
    for, it was answered differently, or the due date moved.
    """
    asked = cells.sent.base.get(action.id, {}).get("asked_due", "")
    if matter is not None and matter.asked != asked:
        return "asked_due"
    if (action.id, REQUEST_ANSWER) in cells.sent.others or (
        matter is not None and _is_answered(cells, action, matter)
    ):
        return REQUEST_ANSWER
    return "" if answer != "yes" or cells.is_as_shown(action, "due", asked) else "due"


def _is_answered(cells: CellMerger, action: PlanAction, but: OpenQuestion) -> bool:
    """Say whether masters of this issue answer the request elsewhere too: in the cell itself, or
    through another open question.
    """
    typed = any(
        (event.kind, event.action, event.field) == ("set", action.id, REQUEST_ANSWER)
        and event.after
        and not event.decided
        for event in cells.session.events
    )
    return (
        typed
        or (action.id, REQUEST_ANSWER) in cells.sent.earlier
        or any(
            (other.action, other.field, other.decided_issue)
            == (action.id, REQUEST_ANSWER, cells.sent.issue)
            and other.id != but.id
            and bool(other.value)
            for other in cells.session.plan.matters
        )
    )


def _move_back(cells: CellMerger, action: PlanAction, where: Where) -> None:
    cells.write(
        action,
        "due",
        cells.sent.base[action.id].get("due", ""),
        where,
        _("Not agreed after all"),
        REQUEST_ANSWER,
    )


def _note(cells: CellMerger, action: PlanAction, says: str) -> None:
    """Add a line to the history. The same line may be added twice, if an answer was taken back in
    between.
    """
    cells.session.record("note", action.id, after=says)


def _day(text: str) -> str:
    return date_in_words(date.fromisoformat(text), "short")
