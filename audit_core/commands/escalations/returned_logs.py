"""Read the logs returned for a quarter, one for each agency."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import attrs

from audit_core.escalations.log import IssuedLogs, Log, Quarter
from audit_core.escalations.log_reader import PrintedAs, agency_of_log, read_log
from audit_core.escalations.log_writer import build_log_workbook
from audit_core.escalations.privacy import WithheldTexts
from audit_core.grouping import grouped
from audit_core.problems.problem import RISK, Problem, Where, of_risk, problem
from audit_core.rounds.folder import COMPILED, FORMS, HISTORY, ISSUED, RoundFolder
from audit_core.rounds.round import Round
from audit_core.workbook_style.files import FoundFile, paths_in, read_file
from audit_core.workbook_style.unread import PrintedTexts, printed_texts
from audit_core.xlsx.reader import read_book
from audit_core.xlsx.refusals import Refused, refused_file

_OURS = frozenset({FORMS, COMPILED, HISTORY, ISSUED})


def found_files(store: RoundFolder, files: Sequence[Path] = ()) -> tuple[FoundFile, ...]:
    """Return the files to read: those named, or else those in the quarter's folder that the program
    did not put there.
    """
    if files:
        return tuple(read_file(path.resolve().parent, path.resolve()) for path in files)
    paths = (
        path
        for path in paths_in(store.folder)
        if path.relative_to(store.folder).parts[0] not in _OURS
    )
    return tuple(read_file(store.folder, path) for path in paths)


def agencies_with_log(store: RoundFolder, issued: IssuedLogs) -> frozenset[str]:
    """Return the agencies whose log is in the quarter's folder, whatever it says."""
    return frozenset(
        agency_of_log(file.data, issued) for file in found_files(store) if file.data is not None
    )


def read_log_files(
    found: Sequence[FoundFile], issued: IssuedLogs, as_at: date, printed_as: PrintedAs
) -> tuple[list[Log], list[Problem]]:
    """Return every log among the files, and the problems of all of them, those that may say
    somebody is at risk first.
    """
    logs: list[Log] = []
    problems: list[Problem] = []
    held = WithheldTexts()
    for file in found:
        if file.data is not None:
            log, more = read_log(file.data, file.name, file.sha256, issued, as_at, held, printed_as)
            logs += [log] if log else []
            problems += more
        elif not file.skipped:
            problems.append(refused_file(file.refused, file.name))
    return logs, [*of_risk(problems), *(each for each in problems if each.code not in RISK)]


def printed_logs(
    store: RoundFolder, issued: IssuedLogs, quarter: Quarter, usual: Round
) -> PrintedAs:
    """Return a function that says what a log was issued with: as it lies in the quarter's folder
    or, if it is gone or was itself filled in, as it would be written now.
    """

    def printed_as(code: str, sha256: str) -> tuple[PrintedTexts, bool]:
        kept = store.read(f"{FORMS}/{code}.xlsx")
        if kept is not None and hashlib.sha256(kept).hexdigest() != sha256:
            try:
                return printed_texts(read_book(kept)), True
            except Refused:
                pass
        agency = next(agency for agency in issued.agencies if agency.code == code)
        again = build_log_workbook(agency, quarter, issued, usual)
        return printed_texts(read_book(again)), False

    return printed_as


def each_once(
    logs: Sequence[Log], issued: IssuedLogs
) -> tuple[list[Log], list[Problem], list[str]]:
    """Return one log for each agency, the problems of the others, and the agencies that have no
    usable log.

    A second log that says the same is noted; of two that differ, neither counts.
    """
    alone: list[Log] = []
    problems: list[Problem] = []
    conflicts: list[str] = []
    for code, mine in grouped(logs, lambda log: log.code).items():
        first, *others = mine
        if all(_same(first, other) for other in others):
            alone.append(first)
            what, logs = "escalation.same_log", others
        else:
            conflicts.append(code)
            what, logs = "escalation.two_logs", mine
        who = issued.name_of(code)
        problems += [problem(what, Where(log.file), who=who) for log in logs]
    return alone, problems, conflicts


def _same(one: Log, two: Log) -> bool:
    def plain(log: Log) -> tuple[str, int, frozenset[object]]:
        reports = frozenset(attrs.evolve(report, where=Where()) for report in log.reports)
        return log.answer, log.rows, reports

    return one.sha256 == two.sha256 or plain(one) == plain(two)
