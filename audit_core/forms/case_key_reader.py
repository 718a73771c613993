"""Read a case key: which agencies it names for which case. Text written by hand is not read; only
its presence is noted.
"""

from __future__ import annotations

import attrs

from audit_core.forms.case_key import HEADINGS
from audit_core.i18n import _
from audit_core.workbook_style.labelled_tables import read_table
from audit_core.xlsx.reader import read_book
from audit_core.xlsx.refusals import Refused


@attrs.frozen
class CaseKey:
    """The agencies named for each case, or None if the file cannot be read (it may have a
    password), and whether anyone has begun to complete it by hand.
    """

    named: dict[str, frozenset[str]] | None
    begun: bool


def read_key(data: bytes, file: str) -> CaseKey:
    """Read a case key. Raises nothing: a file that cannot be read counts as begun, so that it is
    not replaced.
    """
    case, child, born, agencies = map(_, HEADINGS)
    try:
        book = read_book(data)
    except Refused:
        return CaseKey(None, begun=True)
    lines = [line for sheet in book.sheets for line in read_table(book, sheet, file, case)]
    named = {
        line.get(case).text: frozenset(line.get(agencies).text.split(", ")) - {""}
        for line in lines
        if line.get(case)
    }
    return CaseKey(named or None, any(line.get(child) or line.get(born) for line in lines))
