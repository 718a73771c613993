"""Divide a panel's time: every minute is used, and each case gets time by how much there is to
decide about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from audit_core.i18n import _
from audit_core.panel.model import AgendaSlot, CasePage

BEFORE, BREAK, ACROSS, DECIDE, AFTER = 10, 10, 20, 20, 5
"""Minutes for the parts that are not about one case: opening, break, across the cases,
recommendations and close.
"""
MIN_MINUTES = 5
"""The least minutes for a case."""


def agenda(pages: Sequence[CasePage], begins: time, minutes: int) -> tuple[AgendaSlot, ...]:
    """Return the agenda of a panel of `minutes` that begins at `begins`; its slots add up to
    `minutes`.

    Raises ValueError if that is too short for this many cases; `least_minutes` says how long they
    need.
    """
    if minutes < least_minutes(len(pages)):
        raise ValueError("too short")
    shares = _shares([2 + len(page.matters) for page in pages], minutes - least_minutes(0))
    half = (len(pages) + 1) // 2
    cases = [
        (share, _("Case {ref}", ref=page.subject.ref), page.subject.ref)
        for share, page in zip(shares, pages, strict=True)
    ]
    spare = minutes - least_minutes(0) if not pages else 0
    lines = [
        (
            BEFORE,
            _(
                "Welcome: attendance, declarations of interest, how we decide, what stays in "
                "this room"
            ),
            "",
        ),
        *cases[:half],
        (BREAK, _("Break"), ""),
        *cases[half:],
        (ACROSS + spare, _("Across the cases: why it happens, and what it means for children"), ""),
        (DECIDE, _("Recommendations: accept, edit or reject; who, and by when"), ""),
        (AFTER, _("What happens next: who tells whom about which child, today"), ""),
    ]
    slots, at = [], 60 * begins.hour + begins.minute
    for length, title, subject in lines:
        slots.append(AgendaSlot(time(at // 60 % 24, at % 60), length, title, subject))
        at += length
    return tuple(slots)


def least_minutes(cases: int) -> int:
    """Return the shortest panel for a number of cases, in minutes."""
    return BEFORE + BREAK + ACROSS + DECIDE + AFTER + MIN_MINUTES * cases


def _shares(weights: Sequence[int], minutes: int) -> list[int]:
    """Divide whole minutes by weight, after MIN_MINUTES for each, so that they add up exactly: the
    minutes left over go to the largest remainders, in order.
    """
    left = minutes - MIN_MINUTES * len(weights)
    exact = [left * weight / sum(weights) for weight in weights]
    whole = [int(part) for part in exact]
    first = (
        sorted(range(len(weights)), key=lambda place: (whole[place] - exact[place], place))[
            : left - sum(whole)
        ]
        if weights
        else []
    )
    return [MIN_MINUTES + part + (place in first) for place, part in enumerate(whole)]
