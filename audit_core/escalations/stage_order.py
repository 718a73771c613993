"""Find days of an escalation that are out of order: one rule for one agency's account and for two
joined.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from audit_core.escalations.log import OptionalDate, Span


def day_of(
    key: str, raised: date, spans: Sequence[Span], copied: OptionalDate = None
) -> OptionalDate:
    """Return the day under a column's key: raised, copied, begun1, answered1 and so on."""
    if key in {"raised", "copied"}:
        return raised if key == "raised" else copied
    point = 0 if key.startswith("begun") else 1
    return spans[int(key.removeprefix(("begun", "answered")[point])) - 1][point]


def days_out_of_order(
    raised: date, spans: Sequence[Span], copied: OptionalDate = None, faulty: Collection[str] = ()
) -> tuple[tuple[str, str], ...]:
    """Return every (first, second) pair of columns' keys whose second day is before the first;
    those in `faulty` are skipped.

    No stage begins before the escalation was raised or before an earlier stage, none is answered
    before it began, and no copy is sent before the escalation was raised. An answer may come late,
    after the next stage began.
    """
    found = []
    before = ("raised", raised)
    for number, (first, answered) in enumerate(spans, start=1):
        begins, answers = f"begun{number}", f"answered{number}"
        begun = None if begins in faulty else first
        if begun is not None and begun < before[1]:
            found.append((before[0], begins))
        elif begun is not None:
            before = (begins, begun)
        if (
            answered is not None
            and begun is not None
            and answers not in faulty
            and answered < begun
        ):
            found.append((begins, answers))
    if copied is not None and copied < raised:
        found.append(("raised", "copied"))
    return tuple(found)
