"""One file that was checked, and what is said of it: to its auditor, and to the chair where it
cannot be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from audit_core.problems.problem import RISK, auditors_remedy

if TYPE_CHECKING:
    from pathlib import Path

    from audit_core.problems.problem import Problem
    from audit_core.returns.model import Reading

_TO_CONFIRM = frozenset(
    {"answer.ambiguous", "answer.date_both_ways", "file.protection_removed", "answer.formula_kept"}
)
"""What is counted as it was read, unless somebody says otherwise."""

_TO_RING_ABOUT = frozenset({"form.other_child", "form.involved"})
"""What may mean that somebody else has to fill the form in, or about somebody else."""


@attrs.frozen
class FileCheck:
    """One file that was checked: `asked` is what to ask its auditor, and `queries` the workbook
    that asks it, where one was written.
    """

    file: Path
    reading: Reading
    asked: tuple[Problem, ...] = ()
    queries: Path | None = None

    @property
    def risks(self) -> tuple[Problem, ...]:
        """What is asked about somebody at risk: before all else."""
        return tuple(fault for fault in self.asked if fault.code in RISK)

    @property
    def others(self) -> tuple[Problem, ...]:
        """What else is asked."""
        return tuple(fault for fault in self.asked if fault.code not in RISK)

    @property
    def to_correct(self) -> bool:
        """Whether something on the form is to be corrected. That somebody is at risk is asked about
        by telephone.
        """
        return any(fault.code != "form.risk" for fault in self.asked)

    @property
    def to_confirm(self) -> bool:
        """Whether all that is asked is whether something was read as it was meant: a yes settles
        it, and the form may stay as it is.
        """
        return bool(self.asked) and all(fault.code in _TO_CONFIRM for fault in self.asked)

    @property
    def ring_first(self) -> bool:
        """Whether to speak with the auditor before anything is changed: it may be about another
        child, or for somebody else to do.
        """
        return not self.to_correct or any(fault.code in _TO_RING_ABOUT for fault in self.asked)

    @property
    def refusal(self) -> str:
        """Why a file cannot be read and what to do, in full: a line of the ledger is cut where it
        is long.
        """
        line = self.reading.ledger
        whole = next(
            (
                f"{fault.what} {fault.remedy}"
                for fault in self.reading.problems
                if fault.code == line.code
            ),
            "",
        )
        return whole or f"{line.reason} {line.action}".rstrip()

    @property
    def reply(self) -> str:
        """What to say to whoever sent a file that cannot be read; nothing where the chair's own
        words will do.
        """
        return auditors_remedy(self.reading.ledger.code) if self.reading.form is None else ""
