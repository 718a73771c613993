"""Read an agency's log of escalations: whose it is, what it answers, and every row as it was
reported, or a problem that names the cell.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from audit_core.escalations.log import (
    ANY,
    BY,
    LOG_ID,
    ON,
    REPORT,
    IssuedLogs,
    Log,
)
from audit_core.escalations.log_rows import LogRows, chosen_code
from audit_core.escalations.privacy import WithheldTexts
from audit_core.i18n import _
from audit_core.parsing.folding import fold
from audit_core.problems.problem import Problem, Problems, Where, problem
from audit_core.workbook_style.labelled_tables import labelled
from audit_core.workbook_style.unread import PrintedTexts, unread_problems, unread_things
from audit_core.xlsx.address import Place, parse_address
from audit_core.xlsx.reader import read_book
from audit_core.xlsx.refusals import Refused, refused_file
from audit_core.xlsx.workbook import Book

_BETWEEN = "\n"


PrintedAs = Callable[[str, str], tuple[PrintedTexts, bool]]
"""Return what the log of an agency was issued with, and whether word for word. The last argument is
the hash of the file that came back.
"""


def read_log(
    data: bytes,
    file: str,
    sha256: str,
    issued: IssuedLogs,
    as_at: date,
    held: WithheldTexts,
    printed_as: PrintedAs | None = None,
) -> tuple[Log | None, Problems]:
    """Return what a log reports, as at `as_at`, and its problems; None for a file that is not a log
    of this quarter.

    Text that is not one of our refs, or may name somebody, is withheld and reported with its cell:
    `held` records only whether two such texts are equal.
    """
    try:
        book = read_book(data)
    except Refused as refused:
        return None, (refused_file(refused.code, file),)
    code, edition, not_ours = _whose(book, file, issued)
    printed = issued.printed(edition)
    if not_ours is not None or printed is None:
        return None, (
            not_ours or problem("escalation.not_issued", Where(file), quarter=issued.quarter),
        )
    problems: list[Problem] = (
        [problem("escalation.earlier_stages", Where(file))] if edition < issued.edition else []
    )
    if book.epoch_1904:
        problems.append(problem("file.dates_1904", Where(file)))
    rows = LogRows(book, file, code, issued, printed, as_at, held, problems)
    reports, count = rows.read()
    log = Log(code, file, sha256, _answer(book, file, problems), reports, count)
    if log.answer == "none" and log.rows:
        problems.append(problem("escalation.none_and_some", Where(file), count=log.rows))
    if log.state == "says_nothing":
        problems.append(problem("escalation.says_nothing", Where(file)))
    if printed_as is not None:
        texts, exact = printed_as(code, sha256)
        things = unread_things(book, rows.cells_read | _questions(book, file), texts, exact=exact)
        problems += unread_problems(things, file, "escalation.beside", "escalation.beside_risk")
    return log, tuple(problems)


def _questions(book: Book, file: str) -> set[tuple[str, Place]]:
    """Return the cells that answer the questions on the first sheet."""
    return {
        (sheet.name, parse_address(value.where.cell))
        for sheet in book.sheets
        for label, value in labelled(book, sheet, file).items()
        if label in {fold(_(question)) for question in (ANY, BY, ON)}
    }


def agency_of_log(data: bytes, issued: IssuedLogs) -> str:
    """Return the code of the agency whose log of this quarter a file is; "" for any other file."""
    try:
        return _whose(read_book(data), "", issued)[0]
    except Refused:
        return ""


def _whose(book: Book, file: str, issued: IssuedLogs) -> tuple[str, int, Problem | None]:
    """Return whose log it is, and of which edition, by the id in it, whatever the file is
    called.
    """
    texts = (*(sheet.cells.texts(_BETWEEN) for sheet in book.sheets), *book.properties.values())
    ids = {found for text in texts if "AE1/" in text for found in LOG_ID.findall(text)}
    if len(ids) != 1:
        return "", 0, problem("escalation.two_ids" if ids else "escalation.not_a_log", Where(file))
    _, quarter, code, *edition = ids.pop().split("/")
    if quarter != issued.quarter:
        return "", 0, problem("escalation.other_quarter", Where(file), quarter=quarter)
    if all(agency.code != code for agency in issued.agencies):
        return "", 0, problem("escalation.not_issued", Where(file), quarter=quarter)
    return code, int(edition[0]) if edition else 1, None


def _answer(book: Book, file: str, problems: list[Problem]) -> str:
    """Return the answer on the first sheet: "none", "some", or "" if it is blank."""
    for sheet in book.sheets:
        answer = labelled(book, sheet, file).get(fold(_(ANY)))
        if answer:
            return chosen_code(answer, REPORT, ANY, problems)
    return ""
