"""What runs across the cases: for each part of the form, the weighty findings, and what auditors wrote helped or got in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.model.names import fold
from audit_core.model.panel import Across, Voice

if TYPE_CHECKING:
    from audit_core.model.compiled import Compiled
    from audit_core.model.results import Finding

HELPED = "helped."
"""How the key of a section's last box begins: it ends with the section's number."""


def across(compiled: Compiled) -> tuple[Across, ...]:
    """The parts of each instrument, as printed, that have a high finding or anything in their last box.

    Findings put aside and strengths have no why to be found. What two auditors wrote in the same words stands once.
    """
    found = []
    for instrument in compiled.theme.instruments:
        for section in instrument.sections:
            findings = tuple(item for item in compiled.findings if _weighty(item) and (item.instrument, item.section) == (instrument.name, section.number))
            said = _said(instrument.name, section.number, compiled)
            if findings or said:
                found.append(Across(section.title, findings, said))
    rest = tuple(item for item in compiled.findings if _weighty(item) and not any(item in part.findings for part in found))
    return (*found, *((Across("", rest, ()),) if rest else ()))


def _weighty(finding: Finding) -> bool:
    return finding.high and finding.kind != "strength" and finding.status != "noted"


def _said(instrument: str, section: int, compiled: Compiled) -> tuple[Voice, ...]:
    suspect = {item.at for item in compiled.suspects if not item.is_fine}
    found: dict[str, Voice] = {}
    for ret in compiled.casebook.quality:
        if ret.id.instrument == instrument and ret.id.reader == 1:
            for entry in ret.form.entries:
                if entry.key == f"{HELPED}{section}" and entry.code == "text":
                    found.setdefault(fold(entry.raw), Voice(ret.id.recipient, entry.raw, entry.at, entry.at in suspect))
    return tuple(found.values())
