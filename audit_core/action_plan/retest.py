"""Tests that are due, and later rounds that answer them: the same question asked again about other
children.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import attrs

from audit_core.action_plan.merging.session import EventsAndProblems, MergeSession
from audit_core.action_plan.model import PlanAction, TrackedPlan
from audit_core.i18n import _
from audit_core.scoring.comparison import RetestedAction

_SHARE = re.compile(r"(?:at least )?(\d{1,3}(?:\.\d{1,3})?) ?%\.?", re.IGNORECASE | re.ASCII)
_OF = re.compile(r"(?:at least )?(\d{1,6}) (?:out )?of (\d{1,6})\.?", re.IGNORECASE | re.ASCII)
_REF = re.compile(r"[A-Z]{2,4}-\d+\.\d+[a-z]?")


@attrs.frozen
class LaterRound:
    """What a compiled round can say about a test: when it was issued and compiled, and the counts
    of its questions (met, of).

    `draft`: what is still undecided, or "". `changed`: questions whose wording or answers differ
    from an earlier round.
    """

    code: str
    theme: str
    issued: date
    as_at: date
    draft: str
    counts: Mapping[str, tuple[int, int]]
    changed: frozenset[tuple[str, str]] = frozenset()
    """(code of the earlier round, ref)."""


def is_test_due(action: PlanAction, as_at: date) -> bool:
    """Say whether a closed action should have been tested by now: it has no result that counts, or
    a later test was set after one that only partly passed.
    """
    if (
        not action.is_closed
        or action.test_on is None
        or action.test_on > as_at
        or action.is_sustained
    ):
        return False
    return (
        action.test_result in {"", "passed"}
        or action.tested_on is None
        or action.test_on > action.tested_on
    )


def pass_mark(text: str) -> Fraction | None:
    """Return the share that passes, if the text says nothing else: "80 %", "87.5 %", "at least 9 of
    10", "all".

    Return None for any other text, which a person must judge: one more word may reverse a share
    ("no more than 10 % late").
    """
    words = " ".join(text.split())
    if words.casefold().rstrip(".") == "all":
        return Fraction(1)
    if match := _SHARE.fullmatch(words):
        share = Fraction(match[1]) / 100
    elif (match := _OF.fullmatch(words)) and int(match[2]):
        share = Fraction(int(match[1]), int(match[2]))
    else:
        return None
    return share if 0 < share <= 1 else None


def ref_of(text: str) -> str:
    """Return the ref of the question that a test names, or ""."""
    match = _REF.search(text)
    return match[0] if match else ""


def shown_by(plan: TrackedPlan, later: LaterRound) -> tuple[RetestedAction, ...]:
    """Return what this round shows about each action of another round whose test names a question
    answered here. It decides nothing; `retest` does.
    """
    return tuple(
        found for action in plan.actions if (found := _retested(action, later)) is not None
    )


def _retested(action: PlanAction, later: LaterRound) -> RetestedAction | None:
    """Return what a round shows about an action's test; None if it has no answers to the
    question.
    """
    ref, mark = ref_of(action.test_what), pass_mark(action.test_passes)
    met, base = later.counts.get(ref, (0, 0))
    if not base or action.round == later.code:
        return None
    passed = None if mark is None or (action.round, ref) in later.changed else met >= mark * base
    due = action.test_on
    return RetestedAction(
        action.id,
        action.text,
        ref,
        action.test_passes,
        met,
        base,
        passed,
        due if due and due > later.as_at else None,
    )


def retest(plan: TrackedPlan, rounds: tuple[LaterRound, ...], on: date) -> EventsAndProblems:
    """Return the results that later rounds give to tests that are due.

    A round answers a test only if its forms were issued after the closing, it was compiled on or
    after the test's date, everything in it is decided and the question is unchanged; the first such
    round counts. If there is none, what the rounds show is reported: a draft may still answer the
    test, and if the question or the pass mark cannot be compared the chair judges.
    """
    session = MergeSession(plan, on, "")
    for action in plan.actions:
        late = [
            later
            for later in rounds
            if is_test_due(action, on) and _is_late_enough(later, action, on)
        ]
        shown = [
            (later, found)
            for later in sorted(late, key=lambda item: (item.as_at, item.code))
            if (found := _retested(action, later)) is not None
        ]
        sure = next(
            (
                (later, found)
                for later, found in shown
                if not later.draft and found.passed is not None
            ),
            None,
        )
        if sure is not None:
            _answer(session, *sure)
            continue
        for later, found in shown:
            data = {
                "id": action.id,
                "ref": found.ref,
                "round": later.code,
                "met": found.met,
                "base": found.base,
            }
            if (action.round, found.ref) in later.changed:
                session.report("plan.test_other_question", **data)
            elif later.draft:
                session.report("plan.test_draft", **data)
            else:
                session.report("plan.test_by_hand", **data, passes=found.passes)
    return session.outcome


def _is_late_enough(later: LaterRound, action: PlanAction, on: date) -> bool:
    """Say whether a round can answer the test of a closed action by this day."""
    if action.closed_on is None or action.test_on is None:
        return False
    return later.issued > action.closed_on and action.test_on <= later.as_at <= on


def _answer(session: MergeSession, later: LaterRound, found: RetestedAction) -> None:
    session.by = f"round {later.code}"
    note = _(
        "{met} of {base} met {ref} in {round}; passes: {passes}",
        met=found.met,
        base=found.base,
        ref=found.ref,
        round=later.code,
        passes=found.passes,
    )
    for field, value in {
        "test_note": note,
        "tested_on": later.as_at.isoformat(),
        "test_result": "passed" if found.passed else "failed",
    }.items():
        session.record("set", found.id, field=field, after=value)
