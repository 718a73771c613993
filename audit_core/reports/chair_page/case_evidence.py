"""The evidence on the chair's page: the cells behind findings and cases, with the text typed in
them. Only the chair gets this.
"""

from __future__ import annotations

import attrs

from audit_core.chronology.case_chronology import CaseChronology, Pattern
from audit_core.evidence import EvidenceRef
from audit_core.findings.finding import Finding
from audit_core.i18n import N_, _
from audit_core.returns.model import Entry, Expected, Return
from audit_core.rounds.form_id import FormId
from audit_core.rounds.round import Subject
from audit_core.scoring.scorecard import CaseGrades
from audit_core.tabulation.compiled import Compiled
from audit_core.themes.scales import BLANK, NOT_UNDERSTOOD

_CODES = N_({BLANK: "blank", NOT_UNDERSTOOD: "not understood"})
MAX_CELLS_SHOWN = 30
"""The most cells shown for a finding; `audit explain` lists them all."""


@attrs.frozen
class EvidenceLine:
    """One evidence cell: who answered what about whom, with the written evidence. `suspect` warns
    that the text may identify a person.
    """

    at: EvidenceRef
    ref: str
    recipient: str
    subject: str
    answer: str
    evidence: str
    suspect: bool = False
    section: str = ""
    """The section of its question, as a filter value."""


@attrs.frozen
class EvidenceBehind:
    """A finding with its evidence cells, and how many more there are."""

    finding: Finding
    cells: tuple[EvidenceLine, ...]
    more: int
    files: tuple[str, ...] = ()
    """The versions of a form that differ, if that is why nothing was counted."""
    agencies: str = ""
    """The agencies and sections it is about, as filter values."""
    sections: str = ""


@attrs.frozen
class CaseEvidence:
    """Everything about one case, for the panel."""

    subject: Subject
    grades: CaseGrades | None
    expected: tuple[Expected, ...]
    chronicle: CaseChronology
    patterns: tuple[tuple[str, str], ...]
    """The patterns of the chronologies: each sentence with its rows."""
    prose: tuple[EvidenceLine, ...]
    findings: tuple[Finding, ...]


def behind_findings(compiled: Compiled, texts: CellTexts) -> tuple[EvidenceBehind, ...]:
    """Return every finding with its evidence cells. `texts` gives the texts of cells."""
    shown = []
    ids = (
        (FormId.parse(conflict.form), conflict.files) for conflict in compiled.casebook.conflicts
    )
    files = {
        (form.subject, form.recipient, form.instrument): copies
        for form, copies in ids
        if form is not None
    }
    for finding in compiled.findings:
        found = [texts[at] for at in finding.evidence if at in texts]
        agencies = dict.fromkeys((*finding.recipients, *filter(None, (finding.recipient,))))
        own = (
            (section_key(finding.instrument, finding.section),)
            if finding.section
            else tuple(item.section for item in found)
        )
        copies = (
            files.get((finding.subject, finding.recipient, finding.instrument), ())
            if not found
            else ()
        )
        shown.append(
            EvidenceBehind(
                finding,
                tuple(found[:MAX_CELLS_SHOWN]),
                max(0, len(found) - MAX_CELLS_SHOWN),
                copies,
                " ".join(agencies),
                " ".join(dict.fromkeys(own)),
            )
        )
    return tuple(shown)


def case_pages(compiled: Compiled, texts: CellTexts) -> tuple[CaseEvidence, ...]:
    """Return a page for each case that is not withdrawn."""
    grades = {case.subject: case for case in compiled.scores.grades}
    pages = []
    for subject in compiled.round.cases:
        prose = tuple(
            texts.line_of(ret, entry)
            for ret in compiled.casebook.quality
            if ret.id.subject == subject.ref
            for entry in ret.form.entries
            if entry.key.startswith(("prose.", "grade.own_why", "grade.together_why")) and entry.raw
        )
        chronicle = compiled.chronicle(subject.ref) or CaseChronology(subject.ref)
        pages.append(
            CaseEvidence(
                subject,
                grades.get(subject.ref),
                tuple(item for item in compiled.casebook.expected if item.subject == subject.ref),
                chronicle,
                tuple(
                    (pattern.says, _rows(pattern, chronicle, compiled))
                    for pattern in chronicle.patterns
                ),
                prose,
                tuple(finding for finding in compiled.findings if finding.subject == subject.ref),
            )
        )
    return tuple(pages)


def _rows(pattern: Pattern, chronicle: CaseChronology, compiled: Compiled) -> str:
    """Return the chronology rows behind a sentence: "Police C-3, C-5; School C-1"."""
    behind = set(pattern.evidence)
    refs: dict[str, list[str]] = {}
    for item in chronicle.events:
        if item.event.at in behind:
            refs.setdefault(item.recipient, []).append(item.event.ref or item.event.at.cell)
    return "; ".join(
        f"{compiled.round.name_of(code)} {', '.join(rows)}" for code, rows in refs.items()
    )


class CellTexts:
    """The texts of all cells of the accepted returns, by place. They are built on demand, since
    most are never needed.
    """

    def __init__(self, compiled: Compiled) -> None:
        self._suspect = {
            (item.at.sha256, item.at.sheet, item.at.cell) for item in compiled.suspects
        }
        self._entries = {
            entry.at: (ret, entry)
            for ret in compiled.casebook.returns
            for entry in ret.form.entries
        }

    def __contains__(self, at: object) -> bool:
        return at in self._entries

    def __getitem__(self, at: EvidenceRef) -> EvidenceLine:
        return self.line_of(*self._entries[at])

    def line_of(self, ret: Return, entry: Entry) -> EvidenceLine:
        """Return the text of an entry of a return."""
        text = (
            entry.raw if entry.code == "text" else entry.label or entry.raw or _in_words(entry.code)
        )
        places = [at for at in (entry.at, entry.evidence_at) if at is not None]
        flagged = bool(self._suspect) and any(
            (at.sha256, at.sheet, at.cell) in self._suspect for at in places
        )
        section = section_key(ret.id.instrument, entry.section)
        return EvidenceLine(
            entry.at,
            entry.ref,
            ret.id.recipient,
            ret.id.subject,
            text,
            entry.evidence,
            flagged,
            section,
        )


def section_key(instrument: str, section: int) -> str:
    """Return the filter value of a section."""
    return f"{instrument}-{section}"


def _in_words(code: str) -> str:
    """Return an answer code in words, for cells without typed text."""
    return _(_CODES[code]) if code in _CODES else code.replace("_", " ")
