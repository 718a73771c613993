"""List the answers that figures count, one line each: ratings as typed, timed questions as
calculated.
"""

from __future__ import annotations

from collections.abc import Iterable

from audit_core.evidence import EvidenceRef
from audit_core.forms.kinds.times import LATE_REASON
from audit_core.grouping import grouped
from audit_core.returns.model import Entry, Return
from audit_core.rounds.panel_decisions import Decisions
from audit_core.scoring.percent_met import Tally
from audit_core.scoring.scorecard import Answered, TimeResult
from audit_core.themes.scales import COUNTED, Counts
from audit_core.themes.theme import Theme

PANEL = "panel"
_COUNTS_AS: dict[str, Counts] = {
    "in_time": "met",
    "late": "not_met",
    "late_explained": "not_met",
    "not_done": "not_met",
    "no_record": "no_evidence",
    "undated": "told",
    "declined": "excluded",
    "not_yet_due": "excluded",
    "not_assessed": "excluded",
}


def answered_in(
    returns: Iterable[Return], theme: Theme, times: Iterable[TimeResult]
) -> tuple[Answered, ...]:
    """Return one line for every rated or timed question of each return, in printed order.

    A question that is only for agencies with a certain role counts as not asked if it is blank.
    """
    outcomes = {(time.ref, time.subject, time.recipient): time.outcome for time in times}
    lines: list[Answered] = []
    for ret in returns:
        for ref, entries in grouped(ret.form.entries, lambda entry: entry.question).items():
            first = entries[0]
            if ref not in theme.by_ref or (
                first.held and all(entry.is_blank and not entry.evidence for entry in entries)
            ):
                continue
            if first.kind == "rating":
                lines += (_line(ret, entry, entry.code, entry.counts) for entry in entries)
            elif first.point and first.kind in {"date", "datetime"}:
                outcome = outcomes.get((ref, ret.id.subject, ret.id.recipient), "not_assessed")
                dates = [entry for entry in entries if entry.point != LATE_REASON]
                code = (
                    outcome
                    if any(entry.is_answer for entry in dates)
                    else "blank"
                    if all(entry.is_blank for entry in dates)
                    else "not_understood"
                )
                lines.append(_line(ret, first, code, _COUNTS_AS[outcome], outcome))
    return tuple(lines)


def answered_by_panel(decisions: Decisions, theme: Theme) -> tuple[Answered, ...]:
    """Return one line for every question that the panel answered in decisions.xlsx."""
    lines = []
    places = {
        question.ref: (instrument.name, section.number, question)
        for instrument, section, question in theme.questions()
    }
    for item in decisions.panel:
        instrument, section, question = places.get(item.ref, ("", 0, None))
        scale = theme.scale_of(question)
        answer = scale.get(item.code) if scale else None
        if answer is not None:
            at = EvidenceRef(item.where.file, "", item.where.sheet, item.where.cell)
            lines.append(
                Answered(
                    item.ref, instrument, section, PANEL, item.subject, item.code, answer.counts, at
                )
            )
    return tuple(lines)


def tally_of(lines: Iterable[Answered]) -> Tally:
    """Return the tally of some answers, with the cell of each as evidence."""
    counts = dict.fromkeys((*COUNTED, "excluded", "blank", "not_understood"), 0)
    cells = []
    for line in lines:
        counts[_class_of(line)] += 1
        cells.append(line.at)
    return Tally(**counts, evidence=tuple(cells))


def _class_of(line: Answered) -> str:
    """Return the class an answer is counted in. A time that could not be assessed is "not
    understood", since nobody answered "not applicable".
    """
    if line.code == "not_assessed":
        return "not_understood"
    return line.code if line.code in {"blank", "not_understood"} else line.counts


def _line(ret: Return, entry: Entry, code: str, counts: Counts, outcome: str = "") -> Answered:
    return Answered(
        entry.question,
        ret.id.instrument,
        entry.section,
        ret.id.recipient,
        ret.id.subject,
        code,
        counts,
        entry.at,
        outcome,
    )
