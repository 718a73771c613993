"""The exceptions that stop the program, as a small tree. None of them prints, and none passes on
another library's message.

    AuditError                exit code
    ├── UsageProblem              2     the command line, round, decisions or theme cannot be used
    ├── NothingUsable             4     not one return could be used
    ├── CannotWrite               5     an output could not be written; the old one is untouched
    └── SelfCheckFailed          70     a check of our own failed; nothing was replaced

A problem with the *input* is not an exception: it is an `audit_core.problems.problem.Problem`,
collected and shown with the others. `UsageProblem` and the others hold such problems if the program
cannot continue.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any, ClassVar

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
    """Root of all our exceptions: a code of the catalogue, which gives the wording, and the
    problems that caused it, if any.
    """

    exit_code: ClassVar[Exit] = Exit.UNUSABLE

    def __init__(self, code: str, problems: Iterable[Problem] = (), /, **data: object) -> None:
        """Word the exception from the catalogue; `data` fills the {names} of its text. Raises
        KeyError for a code that is not in the catalogue.
        """
        from audit_core.problems.catalogue import PROBLEMS  # costly, and only needed here

        super().__init__(PROBLEMS[code].sentence(data))
        self.code = code
        self.problems = tuple(problems)

    @property
    def message(self) -> str:
        """What is wrong and what to do."""
        return str(self)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle with the finished message, so that a worker process can return the exception."""
        return _again, (type(self), str(self)), self.__dict__


def _again(kind: type[AuditError], message: str) -> AuditError:
    return kind.__new__(kind, message)


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
