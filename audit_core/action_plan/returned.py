"""What came back in one of the plan's workbooks, cell by cell, before anything is
decided about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from audit_core.i18n import N_, _
from audit_core.problems.problem import Problem, Where, problem

IssuedFields = Mapping[str, Mapping[str, str]]
"""What was issued: by action and field, as events carry it."""


WAITS: str = N_("What was typed waits on the sheet To decide of the next master.")
NOT_MADE: str = N_("Nothing was decided by it: correct it in this master, and merge it again.")
NOT_IMPORTED: str = N_("Nothing was imported: correct it, and import the file again.")
"""What becomes of a cell that is not understood: it waits, or what it belongs to is not done."""


@attrs.frozen
class ReadCell:
    """One cell: its text as a person reads it, what that means as events carry it, and where it
    stands.

    `fault` is the code of the problem that it has; then `code` is empty, and what was typed is kept
    for the chair to see.
    """

    text: str
    code: str
    where: Where
    fault: str = ""

    @property
    def means(self) -> tuple[str, str]:
        """What tells two entries of one cell apart: "Yes" and "yes" are one."""
        return self.code, "" if self.code else self.text

    def told(self, label: str, choices: Iterable[str], then: str) -> Problem:
        """What is wrong with the cell under `label`, what could stand there, and what becomes of it
        (`then`).
        """
        return problem(
            self.fault,
            self.where,
            value=self.text,
            label=label,
            known=", ".join(choices),
            then=_(then),
        )


@attrs.frozen
class PlanRow:
    """One row: what its first column names, and its other cells by field. A column that is not in
    the file is not here.
    """

    id: ReadCell
    cells: Mapping[str, ReadCell]

    def get(self, field: str) -> ReadCell:
        """The cell of a field; an empty one where the file has no such column."""
        return self.cells.get(field, ReadCell("", "", self.id.where))

    def __bool__(self) -> bool:
        return any(cell.text for cell in self.cells.values())


@attrs.frozen
class PlanReturn:
    """One workbook of the plan that came back. `by` is the owner it was issued to, or the chair for
    the master.

    `base` is what it says itself was issued: used only for an issue that the journal does not know.
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
