"""The sheet of lateness: every timed answer with how long it took, its limit, whether that was late, and the reason given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.tabulate.counts import WHY_NOT
from audit_core.words import mark, say
from audit_core.workbook.listing import Listing, link_formula
from audit_core.xlsx.rows import fits

if TYPE_CHECKING:
    from audit_core.model.compiled import Compiled
    from audit_core.model.results import TimeResult
    from audit_core.xlsx.rows import Value

_HEADINGS = mark(
    (
        *("Case", "Recipient", "Ref", "What is timed", "Outcome", "Took", "Limit", "Unit", "Over the limit by"),
        *("Why it was not assessed", "Reason given", "File", "Sheet", "Cell", "Open at"),
    )
)
_WIDTHS = (16, 34, 10, 40, 22, 10, 10, 16, 14, 28, 60, 60, 14, 8, 11)
_OUTCOMES = mark({"in_time": "In time", "late_explained": "Late, with a reason", "late": "Late", "not_assessed": "Not assessed"})
_UNITS = mark(
    {"hours": "hours", "working_days": "working days", "school_days": "school days", "calendar_days": "calendar days", "months": "months"},
)


def lateness(compiled: Compiled) -> Listing:
    """The listing of timed answers. What was not assessed is neither in time nor late, and why is said."""
    labels = {question.ref: question.label or question.text for _, _, question in compiled.theme.questions()}
    columns = tuple(zip((say(heading) for heading in _HEADINGS), _WIDTHS, strict=True))
    purpose = say("Every clock of every return. What was not assessed is neither in time nor late.")
    rows = tuple(_row(result, compiled, labels.get(result.ref, "")) for result in compiled.scores.times)
    return Listing("Lateness", say("Lateness"), purpose, columns, rows, link_formula("L", "M", "N"))


def _row(result: TimeResult, compiled: Compiled, label: str) -> tuple[Value, ...]:
    took: Value = "" if result.took is None else round(result.took, 2)
    over: Value = round(result.took - result.amount, 2) if result.took is not None and result.took > result.amount else ""
    at = result.evidence[0] if result.evidence else None
    return (
        *(result.subject, compiled.round.name_of(result.recipient), result.ref, label, say(_OUTCOMES[result.outcome])),
        *(took, result.amount, say(_UNITS[result.unit]), over),
        say(WHY_NOT[result.why_not]) if result.why_not else "",
        fits(result.reason),
        *((at.file, at.sheet, at.cell, at.cell) if at else ("", "", "", "")),
    )
