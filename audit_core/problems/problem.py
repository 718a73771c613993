"""What is wrong with an input, as data: coded, addressed, collected; said where, what, and what to
do.

`PROBLEMS` is the one catalogue. A code is dotted words (`answer.not_understood`) and never changes;
its wording may.
Wording never repeats another library's text and, where the value could hold a child's details,
never the value.
"""

from __future__ import annotations

import attrs

from audit_core.i18n import _
from audit_core.problems.catalogue import PROBLEMS
from audit_core.problems.wording import Severity

RISK = frozenset({"form.risk", "form.risk_open"})
"""The codes that say somebody may be at risk: told first, and of every file that opens, whatever
else becomes of it.
"""


@attrs.frozen(order=True)
class Where:
    """Where a problem is: any of file, sheet, cell, line and printed ref. Empty parts are left out
    when said.
    """

    file: str = ""
    sheet: str = ""
    cell: str = ""
    ref: str = ""
    line: int = 0

    def __str__(self) -> str:
        parts = (
            self.file,
            _("sheet '{sheet}'", sheet=self.sheet) if self.sheet else "",
            _("cell {cell}", cell=self.cell) if self.cell else "",
            _("line {line}", line=self.line) if self.line else "",
            f"({self.ref})" if self.ref else "",
        )
        return ", ".join(part for part in parts if part).replace(", (", " (")


@attrs.frozen(order=True)
class Problem:
    """Anything wrong with an input, said to the person who can mend it."""

    where: Where
    code: str
    severity: Severity
    what: str
    remedy: str

    def __str__(self) -> str:
        place = str(self.where)
        return (
            f"{place}: {self.what} {self.remedy}".strip()
            if place
            else f"{self.what} {self.remedy}".strip()
        )


def problem(code: str, where: Where | None = None, /, **data: object) -> Problem:
    """A problem from the catalogue. Raises KeyError for a code that is not in it; `data` fills the
    wording's {names}.
    """
    words = PROBLEMS[code]
    return Problem(
        where or Where(), code, words.severity, _(words.what, **data), _(words.remedy, **data)
    )


def to_the_auditor(fault: Problem) -> Problem:
    """The problem in a reply to whoever filled in the form, who cannot see what the chair sees."""
    remedy = auditors_remedy(fault.code)
    return attrs.evolve(fault, remedy=remedy) if remedy else fault


def auditors_remedy(code: str) -> str:
    """What the auditor is asked to do about a problem, where that is not what the chair is told;
    else "".
    """
    return _(PROBLEMS[code].to_auditor) if code in PROBLEMS else ""
