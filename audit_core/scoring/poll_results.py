"""Results of polls: how many people gave each answer."""

from __future__ import annotations

from collections.abc import Iterable

from audit_core.returns.model import Return, read_poll
from audit_core.scoring.scorecard import PollResult
from audit_core.themes.theme import Poll, Theme


def poll_results(returns: Iterable[Return], theme: Theme) -> tuple[PollResult, ...]:
    """Return every complete poll. A poll with a missing count, or whose counts exceed the number
    who answered, is left out.
    """
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
                found.append(
                    PollResult(
                        question.ref,
                        instrument.name,
                        question.topic,
                        base,
                        good,
                        counts,
                        tuple(entry.at for entry in entries),
                    )
                )
    return tuple(found)
