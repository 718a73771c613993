"""What came before, between and after decisions.

Counted are entries that are something to worry about by their kind (an incident, a concern, conditions at home). They are
told where they fall on at least two days before the first decision, between two, after the last, or in a period without any; a
worry on the day of a decision stands before it. A decision to close or step down (its kind or its words say so) is told where
a worry lies at most 28 days before it, and where a worry or a referral comes at most 28 days after it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from audit_core.chronicle.outcome import did_less
from audit_core.chronicle.told import by_day, cells, counted, dated, days_in_words, kinds_in, with_role
from audit_core.model.chronicle import Pattern
from audit_core.words import say, say_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from audit_core.chronicle.told import Told

SEVERAL = 2
SOON = 28


def cumulative(heard: Sequence[Told]) -> Iterator[Pattern]:
    """Worries between decisions, in order, and then decisions to do less that stand close to one."""
    worries, decisions = with_role(heard, "worry"), with_role(heard, "decision")
    days = by_day(decisions)
    yield from _piled_up(worries, days)
    for day, made in days.items():
        less = [entry for entry in made if "down" in entry.roles or did_less(entry.item.event.what, entry.item.event.done)]
        if less:
            yield from _too_soon(day, less, worries, (*worries, *with_role(heard, "referral")))


def _piled_up(worries: Sequence[Told], days: dict[date, list[Told]]) -> Iterator[Pattern]:
    ends: tuple[date | None, ...] = (None, *days, None)
    for since, until in pairwise(ends):
        found = [entry for entry in worries if (since is None or entry.day > since) and (until is None or entry.day <= until)]
        if len(by_day(found)) >= SEVERAL:
            around = [entry for day in (since, until) if day for entry in days[day]]
            yield Pattern("cumulative", _says(found, since, until), min(since or found[0].day, found[0].day), until or found[-1].day, cells(*found, *around))


def _says(found: Sequence[Told], since: date | None, until: date | None) -> str:
    parts = {"kinds": kinds_in(found), "counted": counted(found)}
    if since and until:
        return say("{kinds}: {counted} between the decisions of {first} and {second}.", first=say_day(since), second=say_day(until), **parts)
    if until:
        return say("{kinds}: {counted} before the first decision, on {day}.", day=say_day(until), **parts)
    if since:
        return say("{kinds}: {counted} after the last decision, on {day}.", day=say_day(since), **parts)
    return say("{kinds}: {counted}, and no decision is recorded in the period.", **parts)


def _too_soon(day: date, less: list[Told], worries: Sequence[Told], back: Sequence[Told]) -> Iterator[Pattern]:
    before = by_day(entry for entry in worries if 0 <= (day - entry.day).days <= SOON)
    after = by_day(entry for entry in back if 0 < (entry.day - day).days <= SOON)
    if before:
        last, entries = list(before.items())[-1]
        parts = {"decision": dated(less), "kinds": kinds_in(entries), "event": dated(entries)}
        if last == day:
            text = say("It was decided to close or step down on {decision}, on the very day of this entry: {kinds}, {event}.", **parts)
        else:
            apart = days_in_words((day - last).days)
            text = say("It was decided to close or step down on {decision}, {apart} after this entry: {kinds}, {event}.", apart=apart, **parts)
        yield Pattern("cumulative", text, last, day, cells(*entries, *less))
    if after:
        first, entries = next(iter(after.items()))
        text = say(
            "After it was decided to close or step down on {decision} came, {apart} later: {kinds}, {event}.",
            decision=dated(less),
            apart=days_in_words((first - day).days),
            kinds=kinds_in(entries),
            event=dated(entries),
        )
        yield Pattern("cumulative", text, day, first, cells(*entries, *less))
