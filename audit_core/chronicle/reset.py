"""Work that began anew: another assessment without a decision after the last one, and every change of worker or plan.

An assessment is one by its kind, and begun anew unless its words say that it was finished (`outcome`). A decision counts as
lying between two assessments from the day of the first to the day before the second.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from audit_core.chronicle.outcome import is_finished
from audit_core.chronicle.told import by_day, cells, dated, kinds_in, with_role
from audit_core.model.chronicle import Pattern
from audit_core.words import listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audit_core.chronicle.told import Told


def resets(heard: Sequence[Told]) -> Iterator[Pattern]:
    """A sentence for each assessment begun anew, and one for all changes of worker or plan."""
    decided = by_day(with_role(heard, "decision"))
    begun = by_day(entry for entry in with_role(heard, "assessment") if not is_finished(entry.item.event.what, entry.item.event.done))
    for (first, earlier), (second, later) in pairwise(begun.items()):
        if not any(first <= day < second for day in decided):
            text = say(
                "A new assessment came on {day} after that of {earlier}, with no decision recorded between them.", day=dated(later), earlier=dated(earlier)
            )
            yield Pattern("reset", text, first, second, cells(*earlier, *later))
    changes = with_role(heard, "change")
    if changes:
        text = say("{kinds}: {days}.", kinds=kinds_in(changes), days=listed(map(dated, by_day(changes).values())))
        yield Pattern("reset", text, changes[0].day, changes[-1].day, cells(*changes))
