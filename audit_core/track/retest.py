"""Tests that fall due, and a later round that answers one: the same question asked again, of other children."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from audit_core.track.desk import Desk
from audit_core.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from audit_core.model.tracked import Event, Tracked, TrackedPlan
    from audit_core.problems import Problem

_SHARE = re.compile(r"(\d{1,3})\s*%")
_OF = re.compile(r"(\d+)\s*(?:of|in|out of)\s*(\d+)", re.IGNORECASE)
_REF = re.compile(r"[A-Z]{2,4}-\d+\.\d+[a-z]?")


@attrs.frozen
class LaterRound:
    """What a compiled round can say about a test: when it went out and was compiled, and the counts of its questions (met, of).

    `draft`: what is still undecided, or "". `changed`: questions whose words or answers are not what they were in an earlier round.
    """

    code: str
    theme: str
    issued: date
    as_at: date
    draft: str
    counts: Mapping[str, tuple[int, int]]
    changed: frozenset[tuple[str, str]] = frozenset()
    """(code of the earlier round, ref)."""


def is_test_due(action: Tracked, as_at: date) -> bool:
    """Whether a closed action is to be tested by now: it has no result yet, or a later test was set after one that only partly passed."""
    if not action.is_closed or action.test_on is None or action.test_on > as_at or action.test_result == "passed":
        return False
    return not action.test_result or action.tested_on is None or action.test_on > action.tested_on


def pass_mark(text: str) -> float | None:
    """The share that passes, as a chair writes it: "80 %", "at least 9 of 10", "all". None for anything else: a person must judge."""
    if match := _SHARE.search(text):
        return int(match[1]) / 100 if int(match[1]) <= 100 else None
    if match := _OF.search(text):
        return int(match[1]) / int(match[2]) if int(match[2]) > 0 and int(match[1]) <= int(match[2]) else None
    return 1.0 if re.search(r"\b(all|every)\b", text, re.IGNORECASE) else None


def ref_of(text: str) -> str:
    """The question that a test names, or ""."""
    match = _REF.search(text)
    return match[0] if match else ""


@attrs.frozen
class Retested:
    """What a round shows about the test of an action: `passed` is None where the pass mark is no number, or the question is not the same."""

    id: str
    text: str
    ref: str
    passes: str
    met: int
    base: int
    passed: bool | None


def shown_by(plan: TrackedPlan, later: LaterRound) -> tuple[Retested, ...]:
    """For every action of another round whose test names a question that this round has answers to: what it shows. It decides nothing; `retest` does."""
    found = []
    for action in plan.actions:
        ref, mark = ref_of(action.test_what), pass_mark(action.test_passes)
        met, base = later.counts.get(ref, (0, 0))
        if base and action.round != later.code:
            same = mark is not None and (action.round, ref) not in later.changed
            found.append(Retested(action.id, action.text, ref, action.test_passes, met, base, met >= mark * base if same and mark is not None else None))
    return tuple(found)


def retest(plan: TrackedPlan, rounds: tuple[LaterRound, ...], on: date) -> tuple[tuple[Event, ...], tuple[Problem, ...]]:
    """The results that later rounds give to tests that are due.

    Only a round whose forms went out after the closing, compiled on or after the test's date, with everything decided, answers
    one; the first of them counts. A pass mark that is not a number is left to the chair, who is told the counts.
    """
    desk = Desk(plan, on, "")
    for action in plan.actions:
        ref, mark = ref_of(action.test_what), pass_mark(action.test_passes)
        if not ref or not is_test_due(action, on):
            continue
        for later in sorted(rounds, key=lambda item: (item.as_at, item.code)):
            if _answers(later, action) and later.counts.get(ref, (0, 0))[1]:
                _answer(desk, action, ref, mark, later)
                break
    return tuple(desk.events), tuple(desk.problems)


def _answers(later: LaterRound, action: Tracked) -> bool:
    """Whether a round is late enough to say anything about a closed action."""
    if action.closed_on is None or action.test_on is None:
        return False
    return later.code != action.round and later.issued > action.closed_on and later.as_at >= action.test_on


def _answer(desk: Desk, action: Tracked, ref: str, mark: float | None, later: LaterRound) -> None:
    met, base = later.counts[ref]
    said = {"id": action.id, "ref": ref, "round": later.code, "met": met, "base": base}
    if (action.round, ref) in later.changed:
        desk.tell("plan.test_other_question", **said)
    elif later.draft:
        desk.tell("plan.test_draft", **said)
    elif mark is None:
        desk.tell("plan.test_by_hand", **said, passes=action.test_passes)
    else:
        desk.by = f"round {later.code}"
        note = say("{met} of {base} met {ref} in {round}; passes: {passes}", met=met, base=base, ref=ref, round=later.code, passes=action.test_passes)
        values = {"test_note": note, "tested_on": later.as_at.isoformat(), "test_result": "passed" if met >= mark * base else "failed"}
        for field, value in values.items():
            desk.do("set", action.id, field=field, after=value)
