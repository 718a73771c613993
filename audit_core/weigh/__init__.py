"""Stage: a round that was worked out becomes what its panel has to decide, ranked. Pure: compiled round in, pages out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.fields import OWN_WORDS
from audit_core.model.ids import FormId
from audit_core.model.panel import ASK, MOST_MATTERS, CasePage, Voice
from audit_core.weigh.matters import matters_of

if TYPE_CHECKING:
    from audit_core.model.compiled import Compiled
    from audit_core.model.returns import Concern
    from audit_core.model.round import Subject


def weigh(compiled: Compiled) -> tuple[CasePage, ...]:
    """A page for each case that is not withdrawn, in the order of their references: the weightiest five matters, then the rest.

    Weight is by kind, in the order of `ASK`, then by how many agencies are concerned; what stays equal keeps its printed order.
    """
    return tuple(_page(subject, compiled) for subject in compiled.round.subjects if subject.kind == "case" and not subject.withdrawn)


def _page(subject: Subject, compiled: Compiled) -> CasePage:
    ranks = {weight: place for place, weight in enumerate(ASK)}
    matters = sorted(matters_of(subject, compiled), key=lambda matter: (ranks[matter.weight], -len(matter.evidence)))
    answered = {item.ref for item in compiled.decisions.panel if item.subject == subject.ref}
    asked = [question.ref for _, _, question in compiled.theme.questions() if question.scope == "case"]
    return CasePage(
        subject=subject,
        matters=tuple(matters[:MOST_MATTERS]),
        rest=tuple(matters[MOST_MATTERS:]),
        voices=_voices(subject.ref, compiled),
        expected=tuple(item for item in compiled.casebook.expected if item.subject == subject.ref),
        grades=next((case for case in compiled.scores.grades if case.subject == subject.ref), None),
        open_questions=sum(ref not in answered for ref in asked),
        concerns=_open_concerns(subject.ref, compiled),
        chronicle=next((item for item in compiled.chronicles if item.subject == subject.ref), None),
    )


def _open_concerns(subject: str, compiled: Compiled) -> tuple[Concern, ...]:
    closed = compiled.decisions.closed
    found = (concern for concern in compiled.casebook.concerns if concern.key not in closed)
    return tuple(concern for concern in found if (form := FormId.parse(concern.form)) is not None and form.subject == subject)


def _voices(subject: str, compiled: Compiled) -> tuple[Voice, ...]:
    """What each record has of the child's own words; each saying once."""
    suspect = {item.at for item in compiled.suspects if item.decision.strip().casefold() != "fine"}
    found: dict[str, Voice] = {}
    for ret in compiled.casebook.quality:
        if ret.id.subject == subject and ret.id.reader == 1:
            for entry in ret.form.entries:
                if OWN_WORDS in entry.wording and entry.code == "text":
                    found.setdefault(" ".join(entry.raw.split()).casefold(), Voice(ret.id.recipient, entry.raw, entry.at, entry.at in suspect))
    return tuple(found.values())
