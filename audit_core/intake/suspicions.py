"""The places of a form where what somebody typed may identify a person. A person decides about each; the words themselves are not kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.intake.identifiers import suspects
from audit_core.model.returns import Suspicion, digest
from audit_core.model.scale import NOT_UNDERSTOOD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from audit_core.model.returns import Entry, Event, EvidenceRef

_APART = " | "
"""Between the cells of an event where names are looked for: a first name in one and a surname in the next are no name."""
_TOGETHER = " "
"""Between the same cells in their digest, which is part of a key in decisions.xlsx: with another, what was decided would be asked again."""


def suspicions(entries: Iterable[Entry], events: Iterable[Event]) -> Iterator[Suspicion]:
    """One for each cell, and one for each row of a chronology: of words that were typed freely, in the order of the form."""
    for ref, at, *texts in _typed(entries, events):
        kinds = suspects(_APART.join(texts))
        if kinds:
            yield Suspicion(ref, at, kinds, digest(_TOGETHER.join(texts)))


def _typed(entries: Iterable[Entry], events: Iterable[Event]) -> Iterator[tuple[str, EvidenceRef, *tuple[str, ...]]]:
    for entry in entries:
        if entry.raw and entry.code in {"text", NOT_UNDERSTOOD}:
            yield entry.ref, entry.at, entry.raw
        if entry.evidence:
            yield entry.ref, entry.evidence_at or entry.at, entry.evidence
    for event in events:
        yield event.ref, event.at, event.source, event.what, event.child, event.done
