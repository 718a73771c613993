"""The patterns of a combined chronology: cumulative worries, quiet months, repeated referrals and
restarted work.

A worry is an entry of a kind such as an incident, a concern or home conditions. Worries are
reported if they fall on at least two days before the first decision, between two decisions, after
the last, or in a period without one; a worry on the day of a decision counts as before it. A
decision to close or step down (by its kind or its words) is reported if there was a worry in the 28
days before it, or a worry or referral in the 28 days after it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import filterfalse, pairwise

from audit_core.chronology.case_chronology import Pattern
from audit_core.chronology.events import (
    NormalisedEvent,
    by_day,
    cells,
    count_entries,
    dated,
    days_in_words,
    did_less,
    is_finished,
    kinds_in,
    led_to_nothing,
    with_role,
)
from audit_core.i18n import N_, _, date_in_words, join_words, month_in_words
from audit_core.rounds.round import Round

AGENCIES_FOR_CUMULATIVE = 2
DAYS_FOR_CUMULATIVE = 28


def cumulative(events: Sequence[NormalisedEvent]) -> Iterator[Pattern]:
    """Yield worries around decisions, then decisions to close or step down near a worry or
    referral.
    """
    worries, decisions = with_role(events, "worry"), with_role(events, "decision")
    days = by_day(decisions)
    yield from _piled_up(worries, days)
    for day, made in days.items():
        less = [entry for entry in made if did_less(entry)]
        if less:
            yield from _too_soon(day, less, worries, (*worries, *with_role(events, "referral")))


def _piled_up(
    worries: Sequence[NormalisedEvent], days: dict[date, list[NormalisedEvent]]
) -> Iterator[Pattern]:
    ends: tuple[date | None, ...] = (None, *days, None)
    for since, until in pairwise(ends):
        found = [
            entry
            for entry in worries
            if (since is None or entry.day > since) and (until is None or entry.day <= until)
        ]
        if len(by_day(found)) >= AGENCIES_FOR_CUMULATIVE:
            around = [entry for day in (since, until) if day for entry in days[day]]
            yield Pattern(
                "cumulative",
                _cumulative_text(found, since, until),
                min(since or found[0].day, found[0].day),
                until or found[-1].day,
                cells(*found, *around),
            )


def _cumulative_text(
    found: Sequence[NormalisedEvent], since: date | None, until: date | None
) -> str:
    parts = {"kinds": kinds_in(found), "counted": count_entries(found)}
    if since and until:
        return _(
            "{kinds}: {counted} between the decisions of {first} and {second}.",
            first=date_in_words(since),
            second=date_in_words(until),
            **parts,
        )
    if until:
        day = date_in_words(until)
        return _("{kinds}: {counted} before the first decision, on {day}.", day=day, **parts)
    if since:
        day = date_in_words(since)
        return _("{kinds}: {counted} after the last decision, on {day}.", day=day, **parts)
    return _("{kinds}: {counted}, and no decision is recorded in the period.", **parts)


def _too_soon(
    day: date,
    less: list[NormalisedEvent],
    worries: Sequence[NormalisedEvent],
    back: Sequence[NormalisedEvent],
) -> Iterator[Pattern]:
    before = by_day(
        entry for entry in worries if 0 <= (day - entry.day).days <= DAYS_FOR_CUMULATIVE
    )
    after = by_day(entry for entry in back if 0 < (entry.day - day).days <= DAYS_FOR_CUMULATIVE)
    if before:
        last, entries = [*before.items()][-1]
        parts = {"decision": dated(less), "kinds": kinds_in(entries), "event": dated(entries)}
        if last == day:
            text = _(
                "There was a decision to close or step down on {decision}, on the same day as this "
                "entry: {kinds}, {event}.",
                **parts,
            )
        else:
            apart = days_in_words((day - last).days)
            text = _(
                "There was a decision to close or step down on {decision}, {apart} after this "
                "entry: {kinds}, {event}.",
                apart=apart,
                **parts,
            )
        yield Pattern("cumulative", text, last, day, cells(*entries, *less))
    if after:
        first, entries = next(iter(after.items()))
        text = _(
            "There was a decision to close or step down on {decision}. This entry came {apart} "
            "later: {kinds}, {event}.",
            decision=dated(less),
            apart=days_in_words((first - day).days),
            kinds=kinds_in(entries),
            event=dated(entries),
        )
        yield Pattern("cumulative", text, day, first, cells(*entries, *less))


def quiet_months(days: Collection[date], audit_round: Round) -> tuple[date, ...]:
    """Return the first day of each whole month of the period that has none of these days."""
    busy = {day.replace(day=1) for day in days}
    first = audit_round.looks_from.replace(day=1)
    month, found = first if first == audit_round.looks_from else month_after(first), []
    while last_of(month) <= audit_round.looks_to:
        if month not in busy:
            found.append(month)
        month = month_after(month)
    return tuple(found)


def quiet_runs(quiet: Sequence[date], events: Sequence[NormalisedEvent]) -> Iterator[Pattern]:
    """Yield one pattern for each run of quiet months."""
    days = by_day(events)
    for first, last in runs(quiet):
        before = max((day for day in days if day < first), default=None)
        after = min((day for day in days if day > last), default=None)
        around = [entry for day in (before, after) if day for entry in days[day]]
        yield Pattern("quiet", _quiet_text(first, last), first, last_of(last), cells(*around))


def runs(months: Sequence[date]) -> Iterator[tuple[date, date]]:
    """Yield the first and last month of each run of consecutive months."""
    first = None
    for month in months:
        first = first or month
        if month_after(month) not in months:
            yield first, month
            first = None


def month_after(month: date) -> date:
    """Return the first day of the next month."""
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def last_of(month: date) -> date:
    """Return the last day of a month."""
    return month_after(month) - timedelta(days=1)


def _quiet_text(first: date, last: date) -> str:
    if first == last:
        return _("No agency recorded anything in {month}.", month=month_in_words(first))
    begin = month_in_words(first, "bare" if first.year == last.year else "long")
    end = month_in_words(last)
    return _("No agency recorded anything from {first} to {last}.", first=begin, last=end)


TIMES_FOR_REPEAT = 3
_LATER = N_(
    (
        "The fourth contact or referral with no further action came on {day}.",
        "The fifth contact or referral with no further action came on {day}.",
        "The sixth contact or referral with no further action came on {day}.",
        "The seventh contact or referral with no further action came on {day}.",
        "The eighth contact or referral with no further action came on {day}.",
        "Another contact or referral with no further action came on {day}.",
    )
)


def repeats(events: Sequence[NormalisedEvent]) -> Iterator[Pattern]:
    """Yield a pattern for the third day with a referral that led to no further action, and for each
    later one.
    """
    days = [
        *by_day(
            entry
            for entry in with_role(events, "referral")
            if "nothing" in entry.roles
            or led_to_nothing(entry.item.event.what, entry.item.event.done)
        ).values()
    ]
    for place in range(TIMES_FOR_REPEAT - 1, len(days)):
        so_far = cells(*(entry for day in days[: place + 1] for entry in day))
        yield Pattern(
            "repeat", _repeat_text(days, place), days[0][0].day, days[place][0].day, so_far
        )


def _repeat_text(days: list[list[NormalisedEvent]], place: int) -> str:
    if place < TIMES_FOR_REPEAT:
        earlier = join_words(map(dated, days[:place]))
        return _(
            "The third contact or referral with no further action came on {day}, after {earlier}.",
            day=dated(days[place]),
            earlier=earlier,
        )
    return _(_LATER[min(place - TIMES_FOR_REPEAT, len(_LATER) - 1)], day=dated(days[place]))


def resets(events: Sequence[NormalisedEvent]) -> Iterator[Pattern]:
    """Yield a pattern for each restarted assessment, and one for all changes of worker or plan."""
    decided = by_day(with_role(events, "decision"))
    begun = by_day(filterfalse(is_finished, with_role(events, "assessment")))
    for (first, earlier), (second, later) in pairwise(begun.items()):
        if not any(first <= day < second for day in decided):
            text = _(
                "A new assessment began on {day}, after the one on {earlier}, with no decision "
                "recorded between them.",
                day=dated(later),
                earlier=dated(earlier),
            )
            yield Pattern("reset", text, first, second, cells(*earlier, *later))
    changes = with_role(events, "change")
    if changes:
        days = join_words(map(dated, by_day(changes).values()))
        text = _("{kinds}: {days}.", kinds=kinds_in(changes), days=days)
        yield Pattern("reset", text, changes[0].day, changes[-1].day, cells(*changes))
