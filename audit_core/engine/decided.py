"""What a compile took from decisions.xlsx, in short lines: so that a chair sees at once that what was typed has arrived."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from audit_core.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audit_core.model.compiled import Compiled


def decided(compiled: Compiled) -> tuple[str, ...]:
    """A line for each kind of decision that counts in this set, with what it is about; none for what nobody has decided."""
    made = compiled.decisions
    sentences = [grade for grade in made.grades if grade.child]
    why = [note for note in made.findings if note.why or note.so_what]
    lines = (
        ("grades agreed", _listed(grade.subject for grade in made.grades if grade.grade)),
        ("what it is like to be this child", _count(len(sentences), "case", f"{sum(grade.cleared for grade in sentences)} of them cleared for the board")),
        ("the panel's own questions", _count(len(made.panel), "answer")),
        ("answers that the panel changed", _listed(f"{item.subject} {item.ref}" for item in compiled.casebook.changed)),
        ("findings with a why or a so-what", _listed(note.id for note in why)),
        ("findings only noted", _listed(note.id for note in made.findings if note.status == "noted")),
        ("recommendations", _statuses(item.status for item in made.recommendations)),
        ("actions for a child", _count(len(made.child_actions), "action", f"{sum(item.closed is not None for item in made.child_actions)} of them closed")),
        ("concerns closed", _count(len(made.closed), "concern")),
        ("records of one child or not", _count(sum(bool(doubt.said) for doubt in compiled.casebook.doubts), "form")),
        ("copies settled", _count(len(compiled.casebook.settled), "form")),
        ("quotations cleared", _count(sum(said == "cleared" for _, said in made.quotations), "quotation")),
        ("possible identifiers", _count(sum(bool(suspect.decision) for suspect in compiled.suspects), "place")),
        ("dates received", _count(len(made.received), "form")),
        ("going on without", _count(len(made.missing_accepted), "form")),
    )
    return tuple(f"{what}: {said}" for what, said in lines if said)


def _listed(items: Iterable[str]) -> str:
    return ", ".join(items)


def _count(count: int, noun: str, more: str = "") -> str:
    if not count:
        return ""
    return f"{counted(count, noun)}{f', {more}' if more else ''}"


def _statuses(statuses: Iterable[str]) -> str:
    return ", ".join(f"{count} {status}" for status, count in sorted(Counter(statuses).items()))
