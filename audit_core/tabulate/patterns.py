"""What the chronologies show, case by case, in numbers alone: who may not see what agencies wrote may still see that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.model.compiled import Column, Row, Table
from audit_core.words import mark, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audit_core.model.chronicle import CaseChronicle

_HEADINGS = mark(
    (
        "Entries",
        "Agencies they are from",
        "Months with nothing from anyone",
        "Third and later referrals without further action",
        "Work begun anew",
        "Events piling up, or close to a decision to do less",
    )
)


def patterns(chronicles: Iterable[CaseChronicle]) -> Table:
    """A row for each case with a chronology. A case that is held is only named."""
    columns = (Column(say("Case"), 1.4), *(Column(say(heading), 1.6, number=True) for heading in _HEADINGS))
    rows = tuple(
        Row((case.subject, *_numbers(case)), tuple(dict.fromkeys(item.event.at for item in (*case.events, *case.undated, *case.outside))))
        for case in chronicles
        if case.events or case.undated or case.outside
    )
    note = say("Entries include those without a day in the period. Several agencies may tell of one event. A dash: the case is held, and not read together.")
    return Table("patterns", say("What the chronologies show, read together"), columns, rows, note)


def _numbers(case: CaseChronicle) -> tuple[str, ...]:
    entries = (*case.events, *case.undated, *case.outside)
    told = (len(entries), len({item.recipient for item in entries}))
    shown = (len(case.quiet), len(case.of("repeat")), len(case.of("reset")), len(case.of("cumulative")))
    return (*map(str, told), *("–" if case.held else str(number) for number in shown))
