"""What a compile says of the returns: in full what only the chair can settle, and for each file how
much there is to ask its auditor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from audit_core.problems.problem import RISK, Where, problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from audit_core.problems.problem import Problem
    from audit_core.returns.model import CaseBook, Doubt


@attrs.frozen
class AuditorQuestions:
    """One file with something to ask about: how many things, and how many of them are not used
    until they are mended.
    """

    file: str
    count: int
    unused: int


@attrs.frozen
class Triage:
    """`full` is to be read now. What is in `asked` is for the auditor, and `audit check` says it in
    words to send.
    """

    full: tuple[Problem, ...]
    asked: tuple[AuditorQuestions, ...]


def triage(problems: Iterable[Problem], casebook: CaseBook) -> Triage:
    """The problems of a compile, sorted by who has to act; a form that may be about another child
    is said once, whatever does not fit.

    In full stay whoever may be at risk, files that are refused or in conflict, whatever is wrong
    with the chair's own files, and notes.
    """
    files = {line.file for line in casebook.ledger}
    full: list[Problem] = []
    ask: dict[str, list[Problem]] = {}
    for fault in problems:
        if fault.code == "form.other_child":
            continue
        if fault.severity != "note" and fault.where.file in files and not _is_the_chairs(fault):
            ask.setdefault(fault.where.file, []).append(fault)
        else:
            full.append(fault)
    asked = tuple(
        AuditorQuestions(file, len(faults), sum(fault.severity == "error" for fault in faults))
        for file, faults in sorted(ask.items())
    )
    return Triage((*full, *_doubts(casebook.doubts)), asked)


def _is_the_chairs(fault: Problem) -> bool:
    """Whether a problem with a return is for the chair, and now: somebody at risk, or a file that
    cannot count as it is.
    """
    return fault.code in RISK or (fault.code.startswith("file.") and fault.severity == "error")


def _doubts(doubts: Iterable[Doubt]) -> Iterator[Problem]:
    for doubt in doubts:
        if not doubt.said:
            yield problem(
                "form.doubt",
                Where(doubt.at.file, doubt.at.sheet, doubt.at.cell),
                facts=" ".join(doubt.differences),
            )
