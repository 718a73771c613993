"""Read the counts of a survey question."""

from __future__ import annotations

from collections.abc import Sequence

from audit_core.forms.fields import POLL_BASE
from audit_core.returns.model import Entry


def read_poll(entries: Sequence[Entry]) -> tuple[int | None, dict[str, int]]:
    """Return how many people answered (None if it is not given), and how many chose each option."""
    numbers = {
        entry.point: int(entry.code)
        for entry in entries
        if entry.is_answer and entry.code.isdecimal()
    }
    return numbers.pop(POLL_BASE, None), numbers
