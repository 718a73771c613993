"""One line for each file in the returns folder: what became of it, why, and what to do."""

from __future__ import annotations

from typing import Literal

import attrs

LedgerStatus = Literal[
    "accepted", "accepted_with_notes", "refused", "duplicate", "superseded", "conflict", "skipped"
]


@attrs.frozen
class LedgerLine:
    """What became of one file in the returns folder: every file ends as exactly one line."""

    file: str
    sha256: str
    status: LedgerStatus
    code: str
    reason: str
    action: str
    form: str = ""
    subject: str = ""
    recipient: str = ""
