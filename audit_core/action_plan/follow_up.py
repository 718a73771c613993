"""A round that follows another measures the actions that the earlier one led to: it attaches its
result to the open action instead of adding a second one in the same words.

An action of the follow-up is the same as an earlier one if it has the same owner and is the same
part of the same advice, or has the same words: never because it only sounds alike. If the earlier
action is closed, what was found again is new work: it is added, says which action it follows, and
the closed action says so too. Only a failed test or the chair reopens an action (`lifecycle.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from types import MappingProxyType

import attrs

from audit_core.action_plan.merging.cell_changes import is_same_text
from audit_core.action_plan.merging.session import MergeSession
from audit_core.action_plan.model import PlanAction, TrackedPlan
from audit_core.i18n import _, date_in_words, ngettext
from audit_core.scoring.comparison import Met

NOTHING: Mapping[str, str] = MappingProxyType({})
NO_COUNTS: Mapping[tuple[str, str], Met] = MappingProxyType({})


@attrs.frozen
class FollowUp:
    """What the newest results of a round, compiled for a day, say of its actions. `results` are
    clauses by the action's id: "still short of the standard in 3 of its 5 records (F3)". `earlier`
    are the codes of the rounds it follows, directly or through another.
    """

    round: str
    as_at: date
    earlier: frozenset[str] = frozenset()
    results: Mapping[str, str] = NOTHING
    advice: Mapping[str, str] = NOTHING
    """The advice behind the actions of every round, by id: actions that joined the plan before it
    kept their advice have it only in their round.
    """
    found: frozenset[tuple[str, str]] = frozenset()
    """The advice that its findings lead to, with the code of each agency they are about."""
    met: Mapping[tuple[str, str], Met] = NO_COUNTS
    """The counts of its questions, by agency ("" for all) and ref."""
    changed: frozenset[tuple[str, str]] = frozenset()
    """Questions that are not the same as in an earlier round: (its code, ref)."""
    is_draft: bool = False

    def line(self, result: str) -> str:
        """Return what the history of a measured action says."""
        day = date_in_words(self.as_at, "short")
        return _(
            "Measured again in {round} on {day}: {result}", round=self.round, day=day, result=result
        )


def attach(session: MergeSession, action: PlanAction, follow_up: FollowUp) -> bool:
    """Attach the result of a follow-up's action to the open action it measures; return whether
    there is one. Compiled again, the result goes to the same action, and only if it is another.
    """
    holder = measured_as(session.plan, action.id) or next(
        (known for known in _same(session.plan, action, follow_up) if _is_open(known)), None
    )
    if holder is None:
        return False
    result = follow_up.results.get(action.id, "")
    _measure(session, holder, action.id, result, follow_up.line(result))
    if dict(holder.measured).get(follow_up.round):  # it had no finding before a late return
        session.record("measure", holder.id, field=follow_up.round)
    return True


def measure_without_finding(
    session: MergeSession, follow_up: FollowUp, owners: Mapping[str, str]
) -> None:
    """Say of each open action about which a decided follow-up has no finding in how many answers
    its questions are met now. `owners` are the plan's owners by the round's code.

    A round whose actions joined the plan before it measured anything is left as it is.
    """
    actions = session.plan.actions
    is_earlier = any(each.round == follow_up.round and not each.advice for each in actions)
    for known in () if follow_up.is_draft or is_earlier else actions:
        is_measured = any(
            result and _round_of(id_) == follow_up.round for id_, result in known.measured
        )
        if known.round in follow_up.earlier and _is_open(known) and not is_measured:
            codes = {code for code, owner in owners.items() if owner == known.owner}
            result = _met_again(known, follow_up, codes)
            if result:
                _measure(session, known, follow_up.round, result, follow_up.line(result))


def _met_again(known: PlanAction, follow_up: FollowUp, codes: Collection[str]) -> str:
    """Return in how many answers of an action's owner its questions are met; "" where a finding
    says otherwise or nobody was asked.
    """
    is_partnerships = known.owner == "partnership"
    advice = known.advice or follow_up.advice.get(known.id, "")
    about = {code for key, code in follow_up.found if key == advice}
    if not advice or about & {*codes} or (about and is_partnerships):
        return ""
    asked = [
        (ref, follow_up.met[code, ref])
        for ref in known.refs
        for code in ([""] if is_partnerships else sorted(codes))
        if (code, ref) in follow_up.met and (known.round, ref) not in follow_up.changed
    ]
    met, base = (sum(counts[part] for _ref, counts in asked) for part in (0, 1))
    if not base:
        return ""
    return ngettext(
        "no finding this time; met in {met} of {count} answer ({refs}).",
        "no finding this time; met in {met} of {count} answers ({refs}).",
        base,
        met=met,
        refs=", ".join(dict.fromkeys(ref for ref, _counts in asked)),
    )


def ended_before(plan: TrackedPlan, action: PlanAction, follow_up: FollowUp) -> PlanAction | None:
    """Return the closed or withdrawn action that an action of a follow-up comes after, or None."""
    return next(_same(plan, action, follow_up), None)


def note_found_again(
    session: MergeSession, ended: PlanAction, action: PlanAction, follow_up: FollowUp
) -> None:
    """Say in the history of a new action which one it follows, and in that one's that the weakness
    was found again.
    """
    line = follow_up.line(follow_up.results.get(action.id, ""))
    session.record("note", ended.id, after=_("{line} {id} follows.", line=line, id=action.id))
    session.record("note", action.id, after=_("Found again. {ended}", ended=_how_it_ended(ended)))


def no_longer_measured(session: MergeSession, round_code: str, ids: Collection[str]) -> None:
    """Say so in the history of each action that a round measured and its newest results do not."""
    for known in session.plan.actions:
        for id_, before in known.measured:
            if _round_of(id_) == round_code and id_ not in ids and before:
                line = _("{id} is no longer in the newest results of its round.", id=id_)
                _measure(session, known, id_, "", line)


def _measure(session: MergeSession, holder: PlanAction, id_: str, result: str, line: str) -> None:
    """Record a result and its line of history, unless it is the result that is known already."""
    before = dict(holder.measured).get(id_)
    if before != result:
        session.record("measure", holder.id, field=id_, before=before or "", after=result)
        session.record("note", holder.id, after=line)


def _how_it_ended(ended: PlanAction) -> str:
    """Return what became of an action that a new one follows, in words."""
    if ended.is_withdrawn:
        return _("{id} was withdrawn: {why}", id=ended.id, why=ended.decision_why)
    day = date_in_words(ended.closed_on, "short") if ended.closed_on else ""
    if ended.is_sustained:
        return _("{id} was closed on {day} and passed its test.", id=ended.id, day=day)
    return _("{id} was closed on {day}.", id=ended.id, day=day)


def measured_lines(action: PlanAction) -> tuple[str, ...]:
    """Return what each round that followed found about an action, in words."""
    return tuple(
        _("Measured again ({id}): {result}", id=id_, result=result)
        for id_, result in action.measured
        if result
    )


def measured_as(plan: TrackedPlan, id_: str) -> PlanAction | None:
    """Return the action to which a follow-up's action of this id was attached, or None."""
    return next((known for known in plan.actions if id_ in dict(known.measured)), None)


def _round_of(id_: str) -> str:
    """Return the round that an action's id begins with."""
    return id_.rpartition("-")[0]


def _is_open(action: PlanAction) -> bool:
    return not action.is_closed and not action.is_over


def _same(plan: TrackedPlan, action: PlanAction, follow_up: FollowUp) -> Iterator[PlanAction]:
    """Yield the actions of earlier rounds that are the same as one of a follow-up: those of its
    owner before those that the chair has given to another owner since. An action that the chair
    withdrew as a duplicate counts as the one that was kept. A round measures none twice.
    """
    same = [
        each
        for each in plan.actions
        if each.round in follow_up.earlier and _is_same_advice(each, action, follow_up.advice)
    ]
    now = [each for each in same if each.owner == action.owner]
    was = [each for each in same if dict(each.given).get("owner") == action.owner]
    for each in dict.fromkeys((*now, *was)):
        kept = _kept(plan, each)
        if all(_round_of(id_) != follow_up.round for id_, _result in kept.measured):
            yield kept


def _kept(plan: TrackedPlan, action: PlanAction) -> PlanAction:
    """Return the action that the chair kept where this one was withdrawn as the same; itself if it
    was not.
    """
    for pair in plan.pairs:
        if pair.gone == action.id and action.is_withdrawn:
            return plan.action(pair.first if pair.gone == pair.second else pair.second) or action
    return action


def _is_same_advice(known: PlanAction, action: PlanAction, advice: Mapping[str, str]) -> bool:
    behind = known.advice or advice.get(known.id, "")
    said = dict(known.given).get("text", known.text)
    return bool(behind and behind == action.advice) or any(
        is_same_text(text, action.text) for text in (known.text, said)
    )
