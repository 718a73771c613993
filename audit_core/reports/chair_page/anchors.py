"""The anchors of evidence cells on the chair's page, which figures and findings link to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

import attrs

from audit_core.chronology.case_chronology import CaseEvent
from audit_core.evidence import EvidenceRef
from audit_core.reports.chair_page.case_evidence import CellTexts, EvidenceLine
from audit_core.returns.model import Entry, Return
from audit_core.tabulation.compiled import Compiled


@attrs.frozen
class AnchorSheet:
    """The answers of one return, and its other cells that are evidence."""

    anchor: str
    ret: Return
    lines: tuple[tuple[str, Entry, EvidenceLine], ...]
    """(anchor, entry, its text), in the form's order."""

    @property
    def sections(self) -> str:
        """The sections it has answers to, without repeats."""
        return " ".join(dict.fromkeys(line.section for _, _, line in self.lines))


@attrs.frozen
class Anchors:
    """`places` are the anchors and `words` the link texts of cells; `sheets` are the returns in the
    order of the case book.
    """

    places: Mapping[EvidenceRef, str]
    words: Mapping[EvidenceRef, tuple[str, str]]
    """(the answer, who answered what about whom)."""
    sheets: tuple[AnchorSheet, ...]
    forms: Mapping[str, str]
    """The anchor of each return, by its form."""


def anchors(compiled: Compiled, texts: CellTexts) -> Anchors:
    """Give an anchor to every answer to a question, every evidence cell of a table or finding, and
    every event of a chronology.
    """
    name, wanted = compiled.round.name_of, frozenset(_wanted(compiled))
    places: dict[EvidenceRef, str] = {}
    words: dict[EvidenceRef, tuple[str, str]] = {}
    sheets: list[AnchorSheet] = []
    for ret in compiled.casebook.returns:
        who = f"{ret.id.subject} {name(ret.id.recipient)}"
        lines = []
        for entry in ret.form.entries:
            if entry.question or entry.at in wanted:
                cell = texts.line_of(ret, entry)
                anchor = f"c{len(words) + 1}"
                places[entry.at] = anchor
                if entry.evidence_at:
                    places[entry.evidence_at] = anchor
                words[entry.at] = (
                    cell.answer if entry.kind in _CHOSEN else "",
                    f"{who} {entry.ref}",
                )
                lines.append((anchor, entry, cell))
        sheets.append(AnchorSheet(f"r{len(sheets) + 1}", ret, tuple(lines)))
    for item in _events(compiled):
        places[item.event.at] = f"c{len(words) + 1}"
        words[item.event.at] = ("", f"{item.subject} {name(item.recipient)} {item.event.ref}")
    return Anchors(
        places, words, tuple(sheets), {str(sheet.ret.id): sheet.anchor for sheet in sheets}
    )


_CHOSEN = frozenset({"rating", "choice", "tick"})
"""Kinds of field with few different answers, by which cells can be listed."""


def _wanted(compiled: Compiled) -> Iterator[EvidenceRef]:
    rows = (row.evidence for table in compiled.tables for row in table.rows)
    findings = (finding.evidence for finding in compiled.findings)
    concerns = (concern.at for concern in compiled.casebook.concerns)
    doubts = (doubt.at for doubt in compiled.casebook.doubts)
    return chain(
        chain.from_iterable(rows),
        chain.from_iterable(findings),
        concerns,
        doubts,
        (suspect.at for suspect in compiled.suspects),
    )


def _events(compiled: Compiled) -> Iterator[CaseEvent]:
    """Yield the events that the page lists: those of cases that are not withdrawn."""
    shown = {subject.ref for subject in compiled.round.cases}
    for case in compiled.chronicles:
        if case.subject in shown:
            yield from (*case.events, *case.undated, *case.outside, *case.beside)
