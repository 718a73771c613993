"""The third referral with no further action, and every later one.

Counted are days of the period on which a contact or referral (by its kind) led to nothing: the kind says so, or plain words in
what happened or what was done (`outcome`). Several entries of one day count once, and are named. One referral that two
agencies date differently counts as two: the sentence names days and agencies, so that a panel can see it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.chronicle.outcome import led_to_nothing
from audit_core.chronicle.told import by_day, cells, dated, with_role
from audit_core.model.chronicle import Pattern
from audit_core.words import listed, mark, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audit_core.chronicle.told import Told

THIRD = 3
_LATER = mark(
    (
        "The fourth contact or referral with no further action came on {day}.",
        "The fifth contact or referral with no further action came on {day}.",
        "The sixth contact or referral with no further action came on {day}.",
        "The seventh contact or referral with no further action came on {day}.",
        "The eighth contact or referral with no further action came on {day}.",
        "Another contact or referral with no further action came on {day}.",
    )
)


def repeats(heard: Sequence[Told]) -> Iterator[Pattern]:
    """A sentence for the third such day, with the first two, and one for each later."""
    days = list(by_day(entry for entry in with_role(heard, "referral") if _nothing(entry)).values())
    for place in range(THIRD - 1, len(days)):
        so_far = cells(*(entry for day in days[: place + 1] for entry in day))
        yield Pattern("repeat", _says(days, place), days[0][0].day, days[place][0].day, so_far)


def _nothing(entry: Told) -> bool:
    return "nothing" in entry.roles or led_to_nothing(entry.item.event.what, entry.item.event.done)


def _says(days: list[list[Told]], place: int) -> str:
    if place < THIRD:
        earlier = listed(map(dated, days[:place]))
        return say("The third contact or referral with no further action came on {day}, after {earlier}.", day=dated(days[place]), earlier=earlier)
    return say(_LATER[min(place - THIRD, len(_LATER) - 1)], day=dated(days[place]))
