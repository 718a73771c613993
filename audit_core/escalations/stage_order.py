"""Days of an escalation that cannot stand in the order they are told in: one rule, for one agency's
account and for two joined.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from audit_core.escalations.log import OptionalDate, Span


def day_of(
    key: str, raised: date, spans: Sequence[Span], copied: OptionalDate = None
) -> OptionalDate:
    """The day that a column's key stands for: raised, copied, begun1, answered1 and so on."""
    if key in {"raised", "copied"}:
        return raised if key == "raised" else copied
    point = 0 if key.startswith("begun") else 1
    return spans[int(key.removeprefix(("begun", "answered")[point])) - 1][point]


def days_out_of_order(
    raised: date, spans: Sequence[Span], copied: OptionalDate = None, faulty: Collection[str] = ()
) -> tuple[tuple[str, str], ...]:
    """Every (first, second) of columns' keys of which the second's day is before the first's; those
    in `faulty` are passed over.

    No stage begins before it was raised or before the stages below it, none is answered before it
    began, and no copy is sent
    before there is something to copy. An answer may come late, after the next stage began.
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
