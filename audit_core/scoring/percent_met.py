"""Tally: the counts of answers by class, and the percent met."""

from __future__ import annotations

import attrs

from audit_core.evidence import EvidenceRef


@attrs.frozen
class Tally:
    """The counts of the answers to one or more questions. `evidence` lists every counted cell."""

    met: int = 0
    partly: int = 0
    not_met: int = 0
    told: int = 0
    no_evidence: int = 0
    excluded: int = 0
    blank: int = 0
    not_understood: int = 0
    evidence: tuple[EvidenceRef, ...] = ()

    @property
    def base(self) -> int:
        """How many answers count: the denominator of percent met."""
        return self.met + self.partly + self.not_met + self.told + self.no_evidence

    @property
    def percent(self) -> float | None:
        """Percent met, or None when nothing counts."""
        return 100 * self.met / self.base if self.base else None

    def __add__(self, other: Tally) -> Tally:
        pairs = zip(
            attrs.astuple(self, recurse=False), attrs.astuple(other, recurse=False), strict=True
        )
        return Tally(*(one + two for one, two in pairs))
