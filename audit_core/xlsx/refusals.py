"""Why a file could not be read at all: one exception, one short code, and what the code means to a
person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.errors import AuditError
from audit_core.i18n import _
from audit_core.problems.catalogue import PROBLEMS
from audit_core.problems.problem import Where, problem

if TYPE_CHECKING:
    from audit_core.problems.problem import Problem
    from audit_core.problems.wording import Wording


class Refused(AuditError):
    """A file that cannot be used at all.

    `code` is what follows `file.` in the catalogue. `detail` is for the ledger: figures, part names
    and addresses in our
    own words, never the text of a cell and never the words of another library's exception.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"file.{code}")
        self.code = code
        self.detail = detail


def why_refused(code: str) -> str:
    """What a refusal's code means, in the words now spoken."""
    return _(_wording(code).what)


def refused_file(code: str, file: str, problem_code: str = "file.refused") -> Problem:
    """That a file was refused: why, and what to do."""
    return problem(
        problem_code, Where(file), why=why_refused(code), remedy=_(_wording(code).remedy)
    )


def _wording(code: str) -> Wording:
    return PROBLEMS.get(code) or PROBLEMS.get(f"file.{code}") or PROBLEMS["file.unreadable"]
