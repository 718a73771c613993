"""The result of checking one file: questions for its auditor, or why it cannot be read."""

from __future__ import annotations

from pathlib import Path

import attrs

from audit_core.problems.problem import RISK, Problem, auditors_remedy, of_risk
from audit_core.returns.model import Reading

_TO_CONFIRM = frozenset(
    {"answer.ambiguous", "answer.date_both_ways", "file.protection_removed", "answer.formula_kept"}
)
"""Problems where the answer counts as it was read, unless the auditor says otherwise."""

_TO_RING_ABOUT = frozenset({"form.other_child", "form.involved"})
"""Problems that may mean the form is about another child, or that somebody else should fill
it in.
"""


@attrs.frozen
class FileCheck:
    """One checked file. `asked` is what to ask its auditor; `queries` is the query workbook, if
    any.
    """

    file: Path
    reading: Reading
    asked: tuple[Problem, ...] = ()
    queries: Path | None = None

    @property
    def risks(self) -> tuple[Problem, ...]:
        """The questions about somebody at risk. They come first."""
        return of_risk(self.asked)

    @property
    def others(self) -> tuple[Problem, ...]:
        """The questions that are not about somebody at risk."""
        return tuple(problem for problem in self.asked if problem.code not in RISK)

    @property
    def to_correct(self) -> bool:
        """Whether something on the form has to be corrected. A risk is followed up by telephone
        instead.
        """
        return any(problem.code != "form.risk" for problem in self.asked)

    @property
    def to_confirm(self) -> bool:
        """Whether every question only asks to confirm a reading. If it is right the form need not
        change.
        """
        return bool(self.asked) and all(problem.code in _TO_CONFIRM for problem in self.asked)

    @property
    def ring_first(self) -> bool:
        """Whether to ring the auditor before anything is changed.

        The form may be about another child, or another person may have to fill it in.
        """
        return not self.to_correct or any(problem.code in _TO_RING_ABOUT for problem in self.asked)

    @property
    def refusal(self) -> str:
        """Why a file cannot be read and what to do, in full. The ledger line may have been cut
        short.
        """
        line = self.reading.ledger
        whole = (
            f"{problem.what} {problem.remedy}"
            for problem in self.reading.problems
            if problem.code == line.code
        )
        return next(whole, f"{line.reason} {line.action}".rstrip())

    @property
    def reply(self) -> str:
        """What to tell the sender of a file that cannot be read, or "" if the refusal itself can be
        sent.
        """
        return auditors_remedy(self.reading.ledger.code) if self.reading.form is None else ""
