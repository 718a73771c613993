"""Why a file could not be read: one exception with a short code, and its wording."""

from __future__ import annotations

from audit_core.errors import AuditError
from audit_core.i18n import _
from audit_core.problems.catalogue import PROBLEMS
from audit_core.problems.problem import Problem, Where, problem
from audit_core.problems.wording import Wording


class Refused(AuditError):
    """A file that cannot be used at all.

    `code` is what follows `file.` in the catalogue. `detail` is for the ledger: figures, part names
    and addresses in our own words, never the text of a cell or of another library's exception.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"file.{code}")
        self.code = code
        self.detail = detail


def why_refused(code: str) -> str:
    """Return what a refusal's code means, in the current language."""
    return _(_wording(code).what)


def refused_file(code: str, file: str, problem_code: str = "file.refused") -> Problem:
    """Return the problem of a refused file: why it was refused, and what to do."""
    return problem(
        problem_code, Where(file), why=why_refused(code), remedy=_(_wording(code).remedy)
    )


def _wording(code: str) -> Wording:
    return PROBLEMS.get(code) or PROBLEMS.get(f"file.{code}") or PROBLEMS["file.unreadable"]
