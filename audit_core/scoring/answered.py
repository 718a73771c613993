"""List the answers that figures count, one line each: ratings as typed, timed questions as
calculated.
"""

from __future__ import annotations

from collections.abc import Iterable

from audit_core.evidence import EvidenceRef
from audit_core.returns.model import Entry, Return
from audit_core.rounds.panel_decisions import Decisions
from audit_core.scoring.percent_met import Tally
from audit_core.scoring.scorecard import Answered, TimeResult
from audit_core.themes.scales import COUNTED, Counts
from audit_core.themes.theme import Rating, Theme

PANEL = "panel"
_COUNTS_AS: dict[str, Counts] = {
    "in_time": "met",
    "late": "not_met",
    "late_explained": "not_met",
    "not_assessed": "excluded",
}


def answered_in(
    returns: Iterable[Return], theme: Theme, times: Iterable[TimeResult]
) -> tuple[Answered, ...]:
    """Return one line for every rated or timed question of each return, in printed order.

    A question that is only for agencies with a certain role counts as not asked if it is blank.
    """
    results = {(result.ref, result.subject, result.recipient): result for result in times}
    lines: list[Answered] = []
    for ret in returns:
        timed: set[str] = set()
        for entry in ret.form.entries:
            if (
                entry.question
                and entry.kind == "rating"
                and not (entry.held and entry.is_blank and not entry.evidence)
            ):
                lines.append(_rating(ret, entry))
            elif (
                entry.question
                and entry.point
                and entry.kind in {"date", "datetime"}
                and entry.question not in timed
            ):
                timed.add(entry.question)
                points = [other for other in ret.form.entries if other.question == entry.question]
                if entry.held and all(point.is_blank and not point.evidence for point in points):
                    continue
                result = results.get((entry.question, ret.id.subject, ret.id.recipient))
                lines.append(_timed(ret, entry, result))
    known = {question.ref for _, _, question in theme.questions()}
    return tuple(line for line in lines if line.ref in known)


def answered_by_panel(decisions: Decisions, theme: Theme) -> tuple[Answered, ...]:
    """Return one line for every question that the panel answered in decisions.xlsx."""
    lines = []
    places = {
        question.ref: (instrument.name, section.number, question)
        for instrument, section, question in theme.questions()
    }
    for item in decisions.panel:
        instrument, section, question = places.get(item.ref, ("", 0, None))
        scale = (
            theme.scale(question.answer.scale)
            if question is not None and isinstance(question.answer, Rating)
            else None
        )
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


def _rating(ret: Return, entry: Entry) -> Answered:
    return Answered(
        entry.question,
        ret.id.instrument,
        entry.section,
        ret.id.recipient,
        ret.id.subject,
        entry.code,
        entry.counts,
        entry.at,
    )


def _timed(ret: Return, entry: Entry, result: TimeResult | None) -> Answered:
    outcome = result.outcome if result else "not_assessed"
    points = [other for other in ret.form.entries if other.question == entry.question]
    code = (
        outcome
        if any(point.is_answer for point in points)
        else "blank"
        if all(point.is_blank for point in points)
        else "not_understood"
    )
    return Answered(
        entry.question,
        ret.id.instrument,
        entry.section,
        ret.id.recipient,
        ret.id.subject,
        code,
        _COUNTS_AS[outcome],
        entry.at,
        outcome,
    )
