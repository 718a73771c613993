"""The days of an escalation's stages, which a log has on a sheet of their own, beside the ref of
each escalation.
"""

from __future__ import annotations

from collections.abc import Collection

import attrs

from audit_core.escalations.log import LogOptions, is_of_stage
from audit_core.parsing.folding import fold
from audit_core.workbook_style.labelled_tables import (
    LabelledValue,
    TableRow,
    headings_of,
    read_table,
)
from audit_core.xlsx.workbook import Book, Sheet


@attrs.define
class StageDays:
    """The rows of such sheets by folded ref, and their headings. A log made by an earlier version
    has none: its days are in the rows of the escalations.
    """

    ref: str
    headings: list[LabelledValue] = attrs.field(factory=list)
    rows: dict[str, TableRow] = attrs.field(factory=dict)

    @property
    def keys(self) -> set[str]:
        """The folded headings of the columns with days."""
        return {fold(value.text) for value in self.headings} - {fold(self.ref)}

    def joined(self, line: TableRow) -> TableRow:
        """Return the row of an escalation with the days of its stages, which belong to the first
        row with that ref.
        """
        stages = self.rows.pop(fold(line.get(self.ref).text), None)
        if stages is None:
            return line
        days = {heading: stages.get(heading) for heading in self.keys & stages.values.keys()}
        return attrs.evolve(line, values={**line.values, **days})


def read_stage_days(
    book: Book, file: str, columns: LogOptions, tables: Collection[Sheet]
) -> StageDays:
    """Return the days of every sheet that has them and is not one of the tables of escalations. Of
    two rows with one ref the first counts; a row without a ref belongs to nothing.
    """
    by_key = dict(columns)
    ref, first = by_key["ref"], by_key.get("begun1", "")
    days = {fold(heading) for key, heading in columns if is_of_stage(key)}
    found = StageDays(ref)
    for sheet in book.sheets:
        there = headings_of(book, sheet, file, first)
        if sheet in tables or fold(ref) not in there:
            continue
        found.headings += [value for name, value in there.items() if name in {*days, fold(ref)}]
        for line in read_table(book, sheet, file, ref):
            found.rows.setdefault(fold(line.get(ref).text), line)
    found.rows.pop("", None)
    return found
