"""Sort the problems of a compile: those for the chair in full, and for each file the number of
questions to its auditor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from audit_core.problems.problem import RISK, Problem, Problems, Where, problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from audit_core.returns.model import CaseBook, Doubt


@attrs.frozen
class AuditorQuestions:
    """The questions about one file: how many, and how many answers are not used until corrected."""

    file: str
    count: int
    unused: int


@attrs.frozen
class Triage:
    """`full` are problems for the chair. `asked` counts the questions to auditors, which `audit
    check` writes as replies.
    """

    full: Problems
    asked: tuple[AuditorQuestions, ...]


def triage(problems: Iterable[Problem], casebook: CaseBook) -> Triage:
    """Sort the problems of a compile by who has to act. A form that may be about another child is
    reported once, with all its differences.

    Reported in full are people who may be at risk, refused or conflicting files, problems of the
    chair's own files, and notes.
    """
    files = {line.file for line in casebook.ledger}
    full: list[Problem] = []
    ask: dict[str, list[Problem]] = {}
    for found in problems:
        if found.code == "form.other_child":
            continue
        if found.severity != "note" and found.where.file in files and not _is_the_chairs(found):
            ask.setdefault(found.where.file, []).append(found)
        else:
            full.append(found)
    asked = tuple(
        AuditorQuestions(file, len(theirs), sum(found.severity == "error" for found in theirs))
        for file, theirs in sorted(ask.items())
    )
    return Triage((*full, *_doubts(casebook.doubts)), asked)


def _is_the_chairs(found: Problem) -> bool:
    """Return whether a problem with a return is for the chair: somebody may be at risk, or the file
    cannot be used.
    """
    return found.code in RISK or (found.code.startswith("file.") and found.severity == "error")


def _doubts(doubts: Iterable[Doubt]) -> Iterator[Problem]:
    for doubt in doubts:
        if not doubt.said:
            yield problem(
                "form.doubt",
                Where(doubt.at.file, doubt.at.sheet, doubt.at.cell),
                facts=" ".join(doubt.differences),
            )
