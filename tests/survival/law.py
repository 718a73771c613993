"""The one law of reading a form back: never a wrong answer in silence.

For everything that was typed, either it is read as it was typed, or a problem names its cell or its
ref, or the whole file is
refused with a code. A note is not enough ("read as ..."), and nor is a problem about something else
(a text too long).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from audit_core.problems.problem import Problem
    from audit_core.returns.model import Entry, Event, Reading

DOUBTS = frozenset(
    f"answer.{name}"
    for name in (
        "ambiguous", "column_missing", "date", "date_both_ways", "dragged", "error", "far_date",
        "foreign", "formula", "formula_kept", "moved",
        "not_understood", "number", "row_missing", "struck", "time", "twice",
    )
)  # fmt: skip
"""The codes that say of a cell or a ref that its answer is lost or in doubt."""
UNREAD = frozenset({"form.sheet_unread", "form.column_unread"})
"""The codes that say the same of a sheet or a column."""


@attrs.frozen
class Typed:
    """What a person typed: (answer, evidence) by ref, as `said` has them, and the events. What is
    not there was left blank.
    """

    answers: Mapping[str, tuple[str, str]]
    events: frozenset[tuple[str, ...]] = frozenset()
    at_risk: bool = False

    def is_right(self, entry: Entry) -> bool:
        """Return whether an entry was read as it was typed."""
        return said(entry) == self.answers.get(entry.ref, ("blank", ""))


def assert_never_wrong_in_silence(typed: Typed, result: Reading) -> None:
    """Raises AssertionError, listing every answer that was read wrong, lost or invented without a
    word.
    """
    wrong = list(silent_wrongs(typed, result))
    assert not wrong, "\n".join(["wrong in silence:", *wrong])


def assert_all_right(typed: Typed, result: Reading) -> None:
    """Raises AssertionError unless everything is read as it was typed, whatever was
    said about it.
    """
    assert result.form is not None, result.ledger.reason
    wrong = [
        f"{entry.ref}: typed {typed.answers.get(entry.ref)!r}, read {said(entry)!r}"
        for entry in result.form.entries
        if not typed.is_right(entry)
    ]
    assert not wrong, "\n".join(["read wrong:", *wrong])
    assert {entry.ref for entry in result.form.entries} >= typed.answers.keys()
    assert sorted(map(_event, result.form.events)) == sorted(typed.events)
    assert bool(result.concerns) == typed.at_risk


def said(entry: Entry) -> tuple[str, str]:
    """An entry's answer and evidence as a person would say them: words as typed, and the label of
    anything else.
    """
    return entry.raw if entry.code == "text" else entry.label or entry.code, entry.evidence


def doubted(result: Reading) -> set[str]:
    """The refs that a problem says are lost or in doubt."""
    return {
        problem.where.ref
        for problem in result.problems
        if problem.code in DOUBTS and problem.where.ref
    }


def silent_wrongs(typed: Typed, result: Reading) -> Iterator[str]:
    """Yield every answer that was read wrong, lost or invented without a word."""
    if result.form is None:
        if result.ledger.status != "refused" or not (result.ledger.code and result.ledger.action):
            yield "the whole file"
        return
    doubts = [problem for problem in result.problems if problem.code in DOUBTS]
    for entry in result.form.entries:
        if not typed.is_right(entry) and not any(_names(problem, entry) for problem in doubts):
            expected = typed.answers.get(entry.ref, "nothing")
            yield f"{entry.ref}: typed {expected!r}, read {said(entry)!r}"
    yield from (
        f"{ref}: not in the form"
        for ref in typed.answers.keys() - {entry.ref for entry in result.form.entries}
    )
    yield from _silent_events(typed, result, doubts)
    if typed.at_risk and not result.concerns and "S-1" not in doubted(result):
        yield "somebody is at risk"


def _silent_events(typed: Typed, result: Reading, doubts: Sequence[Problem]) -> Iterator[str]:
    """Events that were changed or lost; a problem about their sheet or about a column of it is
    about each of them.
    """
    unread = {problem.where.sheet for problem in result.problems if problem.code in UNREAD}
    read = {_event(event): event for event in (result.form.events if result.form else ())}
    changed = [event for content, event in read.items() if content not in typed.events]
    told = {(problem.where.sheet, problem.where.cell) for problem in doubts} | {
        ("", problem.where.ref) for problem in doubts
    }
    for event in changed:
        if (
            event.at.sheet not in unread
            and not {(event.at.sheet, event.at.cell), ("", event.ref or "-")} & told
        ):
            yield f"event not typed: {_event(event)}"
    lost = typed.events - read.keys()
    if len(lost) > len(changed) and not unread:
        yield f"events lost: {sorted(lost)}"


def _names(problem: Problem, entry: Entry) -> bool:
    """Whether a problem names an entry: by its ref (a box to tick by its letter) or by a cell of
    it.
    """
    ref, place = problem.where.ref, (problem.where.sheet, problem.where.cell)
    cells = {(at.sheet, at.cell) for at in (entry.at, entry.evidence_at) if at and at.cell}
    return ref == entry.ref or (entry.kind == "tick" and ref[:-1] == entry.ref) or place in cells


def _event(event: Event) -> tuple[str, ...]:
    return (
        event.day.isoformat() if event.day else event.date_raw,
        event.source,
        event.kind,
        event.what,
        event.child,
        event.done,
    )
