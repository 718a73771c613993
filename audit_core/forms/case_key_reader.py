"""A case key as it lies there: which agencies it names for which case. What was written by hand is
not read, only whether there is any.
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
    """The agencies named by case, or None where the file cannot be read (it may have a password),
    and whether it was begun by hand.
    """

    named: dict[str, frozenset[str]] | None
    begun: bool


def read_key(data: bytes, file: str) -> CaseKey:
    """Reads a key. Raises nothing: what cannot be read was begun, and is left alone."""
    case, child, born, agencies = map(_, HEADINGS)
    try:
        book = read_book(data)
    except Refused:
        return CaseKey(None, begun=True)
    lines = [line for sheet in book.sheets for line in read_table(book, sheet, file, case)]
    told = {
        line.get(case).text: frozenset(line.get(agencies).text.split(", ")) - {""}
        for line in lines
        if line.get(case)
    }
    return CaseKey(told or None, any(line.get(child) or line.get(born) for line in lines))
