"""What the chair's page shows beside figures and findings: the very cells, with what was typed in
them. Nobody else is given this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from audit_core.chronology.case_chronology import CaseChronology
from audit_core.evidence import EvidenceRef
from audit_core.i18n import N_, _
from audit_core.rounds.form_id import FormId
from audit_core.themes.scales import BLANK, NOT_UNDERSTOOD

if TYPE_CHECKING:
    from audit_core.chronology.case_chronology import Pattern
    from audit_core.findings.finding import Finding
    from audit_core.returns.model import Entry, Expected, Return
    from audit_core.rounds.round import Subject
    from audit_core.scoring.scorecard import CaseGrades
    from audit_core.tabulation.compiled import Compiled

_CODES = N_({BLANK: "blank", NOT_UNDERSTOOD: "not understood"})
MAX_CELLS_SHOWN = 30
"""More cells than this are counted, and found with `audit explain`."""


@attrs.frozen
class EvidenceLine:
    """One cell behind something: who answered what about whom, with the evidence beside it.
    `suspect` warns that it may identify a person.
    """

    at: EvidenceRef
    ref: str
    recipient: str
    subject: str
    answer: str
    evidence: str
    suspect: bool = False
    section: str = ""
    """The section its question stands in, as one is filtered by it."""


@attrs.frozen
class EvidenceBehind:
    """A finding with the cells behind it, and how many more there are than are shown."""

    finding: Finding
    cells: tuple[EvidenceLine, ...]
    more: int
    files: tuple[str, ...] = ()
    """The copies that differ, where that is why nothing could be counted."""
    agencies: str = ""
    """The codes of those it is about, and the sections, as one is filtered by them."""
    sections: str = ""


@attrs.frozen
class CaseEvidence:
    """Everything about one case, for the panel."""

    subject: Subject
    grades: CaseGrades | None
    expected: tuple[Expected, ...]
    chronicle: CaseChronology
    patterns: tuple[tuple[str, str], ...]
    """What the chronologies show: each sentence with the rows it rests on."""
    prose: tuple[EvidenceLine, ...]
    findings: tuple[Finding, ...]


def behind_findings(compiled: Compiled, said: CellTexts) -> tuple[EvidenceBehind, ...]:
    """Every finding with the cells behind it. `said` is what stands in each."""
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
        found = [said[at] for at in finding.evidence if at in said]
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


def case_pages(compiled: Compiled, said: CellTexts) -> tuple[CaseEvidence, ...]:
    """A page for each case that is not withdrawn."""
    grades = {case.subject: case for case in compiled.scores.grades}
    pages = []
    for subject in compiled.round.subjects:
        if subject.kind != "case" or subject.withdrawn:
            continue
        prose = tuple(
            said.said(ret, entry)
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
    """The rows of chronologies behind a sentence: "Police C-3, C-5; School C-1"."""
    behind = set(pattern.evidence)
    refs: dict[str, list[str]] = {}
    for item in chronicle.events:
        if item.event.at in behind:
            refs.setdefault(item.recipient, []).append(item.event.ref or item.event.at.cell)
    return "; ".join(
        f"{compiled.round.name_of(code)} {', '.join(rows)}" for code, rows in refs.items()
    )


class CellTexts:
    """What stands in every cell of the accepted returns, by its place; put into words when it is
    asked for, since most never are.
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
        return self.said(*self._entries[at])

    def said(self, ret: Return, entry: Entry) -> EvidenceLine:
        """What an entry of a return says."""
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
    """What a section is called among the page's filters."""
    return f"{instrument}-{section}"


def _in_words(code: str) -> str:
    """A code that stands where nothing was typed."""
    return _(_CODES[code]) if code in _CODES else code.replace("_", " ")
