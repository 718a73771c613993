"""What can stop the program, as a small tree. Nothing here prints, and none of it carries another library's words.

    AuditError                exit code
    ├── UsageProblem              2     the command line, round, decisions or theme cannot be used; nothing was read
    ├── NothingUsable             4     not one return could be used
    ├── CannotWrite               5     an output could not be written; what was there before is untouched
    └── SelfCheckFailed          70     a check of our own failed; nothing was replaced

What is wrong with *input* is not an exception: it is a `audit_core.problems.problem.Problem`, collected and shown together.
`UsageProblem` and its like carry such problems when there is no going on.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audit_core.problems.problem import Problem


class Exit(IntEnum):
    """The exit codes, a public contract (README, "Exit codes")."""

    COMPLETE = 0
    UNUSABLE = 2
    PERSON_NEEDED = 3
    NOTHING_USABLE = 4
    COULD_NOT_WRITE = 5
    SELF_CHECK_FAILED = 70
    INTERRUPTED = 130


class AuditError(Exception):
    """Root of all our exceptions: a plain sentence for a person, and the problems behind it, if any."""

    exit_code: ClassVar[Exit] = Exit.UNUSABLE

    def __init__(self, message: str, problems: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.problems = tuple(problems)


class UsageProblem(AuditError):
    """The command line, the round, the decisions or the theme cannot be used."""

    exit_code = Exit.UNUSABLE


class NothingUsable(AuditError):
    """Not one return could be used; the ledger was written all the same."""

    exit_code = Exit.NOTHING_USABLE


class CannotWrite(AuditError):
    """An output could not be written."""

    exit_code = Exit.COULD_NOT_WRITE


class SelfCheckFailed(AuditError):
    """One of our own checks failed: a fault of the program, never of its user."""

    exit_code = Exit.SELF_CHECK_FAILED
