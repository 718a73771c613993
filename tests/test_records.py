"""Values passed from one process to another arrive unchanged."""

from __future__ import annotations

import copy
import pickle
from datetime import date

import pytest

from audit_core.evidence import EvidenceRef
from audit_core.returns.model import Entry, Event

AT = EvidenceRef("police.xlsx", "ab12", "Questions", "C7")
ENTRY = Entry(
    "DA-1.1",
    "DA-1.1",
    "",
    "rating",
    "Was it done?",
    "met",
    AT,
    "Met",
    "met",
    "met",
    section=1,
    evidence="Seen.",
    evidence_at=AT,
    notes=("Read.",),
)
EVENT = Event(
    "CH-1",
    date(2026, 3, 2),
    "2 March",
    "Log",
    "Visit",
    "An invented visit.",
    "",
    "",
    AT,
    ("Read.",),
)


@pytest.mark.parametrize("value", [AT, ENTRY, EVENT], ids=lambda value: type(value).__name__)
def test_a_value_arrives_unchanged(value: object) -> None:
    """Every field is in its place, it takes less room than field names would, and a copy is
    equal.
    """
    sent = pickle.dumps([value], 5)
    assert pickle.loads(sent) == [value]  # noqa: S301 - our own
    assert b"evidence_at" not in sent
    assert b"sha256" not in sent
    assert copy.deepcopy(value) == value


def test_a_shared_cell_stays_shared() -> None:
    """The cell of an entry, which many figures refer to, is not duplicated on the way."""
    first, second = pickle.loads(pickle.dumps([ENTRY, ENTRY.at], 5))  # noqa: S301 - our own
    assert first.at is second is first.evidence_at
