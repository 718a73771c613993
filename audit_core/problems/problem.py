"""What is wrong with an input, as data: coded, addressed, collected; said where, what, and what to do.

`PROBLEMS` is the one catalogue. A code is dotted words (`answer.not_understood`) and never changes; its wording may.
Wording never repeats another library's text and, where the value could hold a child's details, never the value.
"""

from __future__ import annotations

from typing import Literal

import attrs

from audit_core.i18n import say
from audit_core.problems.catalogue import PROBLEMS, TO_THE_AUDITOR

Severity = Literal["error", "warning", "note"]
RISK = frozenset({"form.risk", "form.risk_open"})
"""The codes that say somebody may be at risk: told first, and of every file that opens, whatever else becomes of it."""


@attrs.frozen(order=True)
class Where:
    """Where a problem is: any of file, sheet, cell, line and printed ref. Empty parts are left out when said."""

    file: str = ""
    sheet: str = ""
    cell: str = ""
    ref: str = ""
    line: int = 0

    def __str__(self) -> str:
        parts = (
            self.file,
            say("sheet '{sheet}'", sheet=self.sheet) if self.sheet else "",
            say("cell {cell}", cell=self.cell) if self.cell else "",
            say("line {line}", line=self.line) if self.line else "",
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
        return f"{place}: {self.what} {self.remedy}".strip() if place else f"{self.what} {self.remedy}".strip()


def problem(code: str, where: Where | None = None, /, **data: object) -> Problem:
    """A problem from the catalogue. Raises KeyError for a code that is not in it; `data` fills the wording's {names}."""
    severity, what, remedy = PROBLEMS[code]
    return Problem(where or Where(), code, severity, say(what, **data), say(remedy, **data))


def to_the_auditor(fault: Problem) -> Problem:
    """The problem in a reply to whoever filled in the form, who cannot see what the chair sees."""
    remedy = TO_THE_AUDITOR.get(fault.code)
    return fault if remedy is None else attrs.evolve(fault, remedy=say(remedy))
