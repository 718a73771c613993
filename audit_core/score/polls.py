"""Polls: what many people said, as counts, each with its own base."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.fields import BASE
from audit_core.model.results import PollResult
from audit_core.model.theme import Poll

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from audit_core.model.returns import Entry, Return
    from audit_core.model.theme import Theme


def poll_results(returns: Iterable[Return], theme: Theme) -> tuple[PollResult, ...]:
    """Every poll that came back whole: how many answered, and every part; one whose parts exceed its base, or lack one, is left out."""
    found = []
    for ret in returns:
        for instrument, _, question in theme.questions():
            if not isinstance(question.answer, Poll) or ret.id.instrument != instrument.name:
                continue
            entries = [entry for entry in ret.form.entries if entry.question == question.ref]
            base, parts = read_poll(entries)
            if base and set(parts) == set(question.answer.options) and sum(parts.values()) <= base:
                good = sum(parts[option] for option in question.answer.good)
                counts = tuple((option, parts[option]) for option in question.answer.options)
                found.append(PollResult(question.ref, instrument.name, question.topic, base, good, counts, tuple(entry.at for entry in entries)))
    return tuple(found)


def read_poll(entries: Sequence[Entry]) -> tuple[int | None, dict[str, int]]:
    """How many people answered (None where it is not said), and how many chose each option that has a number."""
    numbers = {entry.point: int(entry.code) for entry in entries if entry.is_answer and entry.code.isdecimal()}
    return numbers.pop(BASE, None), numbers
