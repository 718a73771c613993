"""The content of a returned workbook of the plan, cell by cell, before anything is decided about
it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from audit_core.i18n import N_, _
from audit_core.problems.problem import Problem, Where, problem

IssuedFields = Mapping[str, Mapping[str, str]]
"""What was issued, by action and field, in event form."""


WAITS: str = N_("What was typed is listed on the sheet To decide of the next master.")
NOT_MADE: str = N_("No decision was made from it: correct it in this master, and merge it again.")
NOT_IMPORTED: str = N_("Nothing was imported: correct it, and import the file again.")
"""What happens to a cell that is not understood: it is referred to the chair, or its decision or
import is not made.
"""


@attrs.frozen
class ReadCell:
    """One cell: its text as a person reads it, its value in event form (`code`), and where it is.

    `problem_code` is the code of its problem, if it has one; `code` is then empty, and the text is
    kept for the chair to see. `likely` is what it would be if the doubt were not one: a program may
    have written a known date in another way.
    """

    text: str
    code: str
    where: Where
    problem_code: str = ""
    likely: str = ""

    @property
    def means(self) -> tuple[str, str]:
        """What two entries of one cell are compared by: "Yes" and "yes" are the same."""
        return self.code, "" if self.code else self.text

    def as_problem(self, label: str, choices: Iterable[str], then: str) -> Problem:
        """Return the problem of a cell under the heading `label`: its text, what may be typed
        there, and what happens to it (`then`).
        """
        return problem(
            self.problem_code,
            self.where,
            value=self.text,
            label=label,
            known=", ".join(choices),
            then=_(then),
        )


@attrs.frozen
class PlanRow:
    """One row: what its first column names, and its other cells by field. Columns missing from the
    file are left out.
    """

    id: ReadCell
    cells: Mapping[str, ReadCell]

    def get(self, field: str) -> ReadCell:
        """Return the cell of a field; an empty one if the file has no such column."""
        return self.cells.get(field, ReadCell("", "", self.id.where))

    @property
    def new_action(self) -> tuple[str, str, str, str]:
        """The wording, reason, role and date of the action that it proposes (`Proposal.says`)."""
        text, why, role = (self.get(field).text for field in ("text", "why", "role"))
        due = self.get("due")
        return text, why, role, due.code or due.text

    def __bool__(self) -> bool:
        return any(cell.text for cell in self.cells.values())


@attrs.frozen
class PlanReturn:
    """One returned workbook of the plan. `by` is the owner it was issued to, or the chair for the
    master.

    `base` is what the workbook itself says was issued: used only if the journal does not have the
    issue.
    """

    file: str
    sha256: str
    plan: str
    issue: int
    by: str
    rows: tuple[PlanRow, ...] = ()
    proposed: tuple[PlanRow, ...] = ()
    settled: tuple[PlanRow, ...] = ()
    pairs: tuple[PlanRow, ...] = ()
    base: IssuedFields = attrs.field(factory=dict)
