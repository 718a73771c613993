"""The cells of returned files from which a figure or a sentence came."""

from __future__ import annotations

import attrs

from audit_core.i18n import _
from audit_core.records import lean


@lean
@attrs.frozen(order=True)
class EvidenceRef:
    """Where an answer was typed: file, the hash of its bytes, sheet and cell. Every figure keeps
    these.
    """

    file: str
    sha256: str
    sheet: str
    cell: str
    missing: str = ""
    """The printed ref of a row that was not found in the file; it has no sheet and no cell. It
    keeps two missing rows apart.
    """

    def __str__(self) -> str:
        if self.missing:
            return _("{file}: the row of {ref} was not found", file=self.file, ref=self.missing)
        return _(
            "{file}, sheet '{sheet}', cell {cell}", file=self.file, sheet=self.sheet, cell=self.cell
        )
