"""A whole form read back."""

from __future__ import annotations

from datetime import date


def test_every_answer_comes_back_with_its_cell(form, full, lay_out, read):
    """A form filled in on every line gives each field once, answered, with nothing lost and nothing to say."""
    reading = read(lay_out(form, full, ((date(2026, 3, 1), "Log", "Visit", "Seen at home", "Quiet", "Told the school"),)))
    for p in reading.problems:
        print(p.code, p)
    for e in reading.form.entries:
        print(e.ref, e.code, repr(e.raw), e.at.cell, e.evidence, e.evidence_at)
    print(reading.form.events, reading.ledger)
    assert reading.ledger.status == "accepted"
