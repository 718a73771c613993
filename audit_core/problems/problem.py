"""Problems: what is wrong with an input, as data with a code, a place, a severity and wording.

`PROBLEMS` is the catalogue of their wordings. A code is dotted words (`answer.not_understood`) and
never changes; its wording may. A wording never repeats another library's message and, where the
value could contain a child's details, never the value.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from audit_core.i18n import _
from audit_core.problems.catalogue import PROBLEMS
from audit_core.problems.wording import Severity

RISK = frozenset(
    {
        "form.risk",
        "form.risk_open",
        "form.beside_risk",
        "plan.beside_risk",
        "escalation.beside_risk",
        "round.beside_risk",
        "decision.beside_risk",
    }
)
"""The codes that say somebody may be at risk. They are reported first, and for every file that
opens, whatever else becomes of it.
"""


@attrs.frozen(order=True)
class Where:
    """Where a problem is: any of file, sheet, cell, line and printed ref. Empty parts are not
    printed.
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
    """Something wrong with an input, worded for the person who can correct it."""

    where: Where
    code: str
    severity: Severity
    what: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.where}: " if str(self.where) else ""
        return f"{place}{self.what} {self.remedy}".strip()


Problems = tuple[Problem, ...]


def problem(code: str, where: Where | None = None, /, **data: object) -> Problem:
    """Return a problem from the catalogue; `data` fills the {names} in its wording.

    Raises KeyError for a code that is not in the catalogue.
    """
    words = PROBLEMS[code]
    return Problem(
        where or Where(), code, words.severity, _(words.what, **data), _(words.remedy, **data)
    )


def of_risk(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that say somebody may be at risk."""
    return tuple(each for each in problems if each.code in RISK)


def to_the_auditor(asked: Problem) -> Problem:
    """Return the problem as worded for the auditor, who cannot see what the chair sees."""
    remedy = auditors_remedy(asked.code)
    return attrs.evolve(asked, remedy=remedy) if remedy else asked


def auditors_remedy(code: str) -> str:
    """Return what the auditor is asked to do, where that differs from what the chair is; else an
    empty text.
    """
    return _(PROBLEMS[code].to_auditor) if code in PROBLEMS else ""
