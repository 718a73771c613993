"""The sheet of grades: one row for each grade that somebody gave, beside the limit of the case and what the panel agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.tabulate.counts import label
from audit_core.words import mark, say
from audit_core.workbook.listing import Listing, link_formula

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audit_core.model.compiled import Compiled

_HEADINGS = mark(
    (
        "Case",
        "Recipient",
        "What was graded",
        "Grade given",
        "Limit of the case",
        "Better than the limit",
        "Agreed by the panel",
        "File",
        "Sheet",
        "Cell",
        "Open at",
    )
)
_WIDTHS = (16, 32, 24, 24, 24, 16, 24, 60, 14, 8, 11)


def grades(compiled: Compiled) -> Listing:
    """The listing of grades; empty where the round switches grades off."""
    columns = tuple(zip((say(heading) for heading in _HEADINGS), _WIDTHS, strict=True))
    purpose = say("Every grade that an auditor gave. None is ever worked out from a percentage.")
    return Listing("Grades", say("Grades"), purpose, columns, tuple(_rows(compiled)), link_formula("H", "I", "J"))


def _rows(compiled: Compiled) -> Iterator[tuple[str, ...]]:
    for case in compiled.scores.grades:
        limit = label(case.limit) if case.limit else case.limit_said
        agreed = label(case.agreed) if case.agreed else say("Not agreed")
        for what, given in ((say("Own practice"), case.own), (say("Working together"), case.together)):
            for code, grade, at in given:
                above = say("Yes") if given is case.own and code in case.above_limit else ""
                yield (case.subject, compiled.round.name_of(code), what, label(grade), limit, above, agreed, at.file, at.sheet, at.cell, at.cell)
