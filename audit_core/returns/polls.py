"""Read the counts of a survey question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.forms.fields import POLL_BASE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audit_core.returns.model import Entry


def read_poll(entries: Sequence[Entry]) -> tuple[int | None, dict[str, int]]:
    """How many people answered (None where it is not said), and how many chose each option that has
    a number.
    """
    numbers = {
        entry.point: int(entry.code)
        for entry in entries
        if entry.is_answer and entry.code.isdecimal()
    }
    return numbers.pop(POLL_BASE, None), numbers
