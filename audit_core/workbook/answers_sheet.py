"""The sheet of answers: every field of every accepted return, with its file, sheet and cell, and a link there; and what the panel answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.words import mark, say
from audit_core.workbook.listing import Listing, link_formula
from audit_core.xlsx.rows import fits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from audit_core.model.compiled import Compiled
    from audit_core.model.returns import Entry, EvidenceRef

_HEADINGS = mark(("Case", "Recipient", "Instrument", "Ref", "Question", "Answer", "Counts as", "Notes", "Evidence", "File", "Sheet", "Cell", "Open at"))
_WIDTHS = (16, 22, 14, 10, 60, 26, 14, 24, 70, 50, 14, 8, 11)
_COUNTS = mark({"met": "met", "partly": "partly", "not_met": "not met", "told": "told", "no_evidence": "no evidence", "excluded": "excluded"})
_BASE = 'IF(C4="","../../../","../../../returns/")'
"""The panel's own answers have no instrument: they stand in decisions.xlsx, in the round's folder."""


def answers(compiled: Compiled) -> Listing:
    """The listing of answers. The notes say where a text may identify a person."""
    columns = tuple(zip((say(heading) for heading in _HEADINGS), _WIDTHS, strict=True))
    purpose = say("Every answer of every accepted return, and the panel's own.")
    return Listing("Answers", say("Answers"), purpose, columns, tuple(_rows(compiled)), link_formula("J", "K", "L", base=_BASE))


def _rows(compiled: Compiled) -> Iterator[tuple[str, ...]]:
    flags = {suspect.at: say("May identify a person: {what}", what=suspect.what) for suspect in compiled.suspects if not suspect.is_fine}
    counted = {code: say(words) for code, words in _COUNTS.items()}
    for ret in compiled.casebook.returns:
        whose = (ret.id.subject, compiled.round.name_of(ret.id.recipient), ret.id.instrument)
        for entry in ret.form.entries:
            yield (*whose, *_answer(entry, counted[entry.counts], flags))
    texts = {question.ref: question.text for _, _, question in compiled.theme.questions()}
    for item in compiled.decisions.panel:
        where = (item.where.file, item.where.sheet, item.where.cell, item.where.cell)
        yield (item.subject, say("The panel"), "", item.ref, texts.get(item.ref, ""), fits(item.said), item.code.replace("_", " "), "", fits(item.why), *where)


def _answer(entry: Entry, counts: str, flags: Mapping[EvidenceRef, str]) -> tuple[str, ...]:
    said = entry.label or entry.raw or {"blank": say("(blank)"), "not_understood": say("(not understood)")}.get(entry.code, entry.code)
    at = entry.at
    note = (
        "; ".join((*entry.notes, *dict.fromkeys(flags[place] for place in (at, entry.evidence_at) if place and place in flags))) if entry.notes or flags else ""
    )
    return (entry.ref, fits(entry.wording), fits(said), counts, fits(note), fits(entry.evidence), at.file, at.sheet, at.cell, at.cell)
