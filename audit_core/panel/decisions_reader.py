"""Read decisions.xlsx: what the panel typed. A row with a problem counts as undecided, and the
problem names its cell; it never stops the compile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import attrs

from audit_core.i18n import _
from audit_core.panel import decisions_rows
from audit_core.panel.decisions_rows import DecisionRow
from audit_core.panel.printed_sheet import PRINTED, PrintedRecord, read_record
from audit_core.parsing.cells import raw_text
from audit_core.parsing.folding import fold
from audit_core.problems.problem import Problem, Problems, Where, problem
from audit_core.rounds.columns import NOTE
from audit_core.rounds.panel_decisions import (
    NO_LONGER_IN_RESULTS,
    SHEETS,
    STRUCK_THROUGH,
    Decisions,
    DecisionSheet,
)
from audit_core.workbook_style.labelled_tables import (
    TableRow,
    find_sheet,
    headings_of,
    labelled,
    read_table,
    sheet_of,
)
from audit_core.workbook_style.unread import (
    PrintedTexts,
    margin_texts,
    unread_problems,
    unread_things,
)
from audit_core.xlsx.address import Place, parse_address
from audit_core.xlsx.reader import read_book
from audit_core.xlsx.refusals import Refused, why_refused
from audit_core.xlsx.workbook import Book, Sheet

T = TypeVar("T")
_ABOUT = {
    "Cases": ("Case",),
    "Panel questions": ("Question",),
    "Changed answers": ("Case", "Ref"),
    "Across the cases": ("Finding",),
    "Recommendations": ("Recommendation",),
    "Same child": ("Case",),
    "Returns": ("Case",),
    "Actions for a child": ("Case",),
}
"""The columns that say what the row of a problem is about, printed with its cell. The keys of other
sheets mean nothing to a reader.
"""
DecisionRows = dict[str, tuple[dict[str, str], ...]]
"""The typed rows by sheet, each as text by heading."""


def read_decisions(data: bytes, file: str, round_code: str) -> tuple[Decisions, Problems]:
    """Return what was decided, and all problems. A workbook of another round decides nothing."""
    try:
        book = read_book(data)
    except Refused as refused:
        return Decisions(), (
            problem("decision.unreadable", Where(file), why=why_refused(refused.code)),
        )
    start = sheet_of(book, "Start here")
    code = labelled(book, start, file).get("round code") if start else None
    if code is not None and code.text != round_code:
        return Decisions(), (problem("decision.other_round", code.where, other=code.text),)
    decisions, problems = _Reader(book, file).read()
    return decisions, (*problems, *_beside(book, file))


def _beside(book: Book, file: str) -> Problems:
    """Return a note for each sheet with something beside what is read and what was printed."""
    record = read_record(book)
    read: set[tuple[str, Place]] = set()
    printed = PrintedTexts()
    for spec in SHEETS:
        sheet = _sheet(book, spec)
        if sheet is None:
            continue
        texts = (spec.name, _(spec.purpose), NOTE, *(column.heading for column in spec.columns))
        printed.texts[fold(sheet.name)] = set(map(fold, texts))
        for line in read_table(book, sheet, file, spec.columns[0].heading):
            read |= {(sheet.name, place) for place in _places_read(line, spec, record)}
        read |= _as_recorded(sheet, spec.name, record)
    for sheet in book.sheets:
        if record is None:
            read |= _printed_before_records(sheet)
        elif sheet.name == PRINTED:  # to be seen where a program shows hidden sheets
            read |= {(sheet.name, place) for place in sheet.cells}
        else:
            read |= _as_recorded(sheet, sheet.name, record)
    printed.margins.update(
        fold(text)
        for sheet in book.sheets
        for text in margin_texts(sheet.margins)
        if record is None or record.has_margin(text)
    )
    things = unread_things(book, read, printed, exact=record is not None)
    return unread_problems(things, file, "decision.beside", "decision.beside_risk")


def _places_read(
    line: TableRow, spec: DecisionSheet, record: PrintedRecord | None
) -> Iterator[Place]:
    """Yield the cells of a row that are read, kept or as printed.

    A row that was added is kept as it is if something was decided on it. Without a record of what
    was printed, all cells beneath a heading count.
    """
    first = spec.columns[0].heading
    decided = _own_note(line) or any(line.get(each.heading) for each in spec.columns if each.typed)
    for column in spec.columns:
        if (
            column.typed
            or record is None
            or (decided and not record.has_cell(spec.name, line, first, first))
            or record.has_cell(spec.name, line, column.heading, first)
        ):
            yield parse_address(line.get(column.heading).where.cell)
    yield parse_address(line.get(NOTE).where.cell)


def _printed_before_records(sheet: Sheet) -> set[tuple[str, Place]]:
    """Return the cells of the first sheet that an earlier version may have printed."""
    if fold(sheet.name) != fold("Start here"):
        return set()
    last = max((row for row, column in sheet.cells if column == 1), default=0)
    return {(sheet.name, place) for place in sheet.cells if place[0] <= last and place[1] <= 2}


def _as_recorded(sheet: Sheet, name: str, record: PrintedRecord | None) -> set[tuple[str, Place]]:
    """Return the cells outside the table of a sheet that are as printed. `name` is its own."""
    return {
        (sheet.name, place)
        for place, cell in sheet.cells.items()
        if record is not None and record.has(name, raw_text(cell))
    }


def typed_rows(data: bytes | None) -> DecisionRows:
    """Return every typed row of a decisions workbook as text, to be put back when the workbook is
    made again.

    Under STRUCK_THROUGH are the headings, one per line, of cells that somebody struck through.
    """
    if data is None:
        return {}
    try:
        book = read_book(data)
    except Refused:
        return {}
    found: DecisionRows = {}
    for spec in SHEETS:
        sheet = _sheet(book, spec)
        columns = [column.heading for column in spec.columns]
        typed = [column.heading for column in spec.columns if column.typed]
        rows = read_table(book, sheet, "", columns[0]) if sheet else ()
        found[spec.name] = tuple(
            _texts(line, (*columns, NOTE), typed)
            for line in rows
            if any(line.get(heading) for heading in typed) or _own_note(line)
        )
    return found


def _texts(line: TableRow, columns: Sequence[str], typed: Sequence[str]) -> dict[str, str]:
    """Return a row as text by heading."""
    texts = {heading: line.get(heading).text for heading in columns}
    struck = [heading for heading in typed if line.get(heading) and not line.get(heading).plain]
    return texts | {STRUCK_THROUGH: "\n".join(struck)} if struck else texts


def _own_note(line: TableRow) -> bool:
    """Say whether the note beside a row is the chair's, not the program's."""
    return bool(line.get(NOTE)) and line.get(NOTE).text != NO_LONGER_IN_RESULTS


def _sheet(book: Book, spec: DecisionSheet) -> Sheet | None:
    headings = [column.heading for column in spec.columns if not column.later]
    return find_sheet(book, spec.name, headings)


class _Reader:
    """Reads one workbook and collects decisions, their cells, and problems."""

    def __init__(self, book: Book, file: str) -> None:
        self.book, self.file = book, file
        self.problems: list[Problem] = []
        self.places: list[tuple[str, Where]] = []
        self._rows: dict[str, tuple[TableRow, ...]] = {}

    def read(self) -> tuple[Decisions, Problems]:
        """Return everything that was decided, and all problems."""
        back = self.decided("Returns", decisions_rows.read_late_return)
        decisions = Decisions(
            grades=self.decided("Cases", decisions_rows.read_grade),
            findings=self.decided("Across the cases", decisions_rows.read_finding),
            recommendations=self.decided("Recommendations", decisions_rows.read_recommendation),
            conflicts=self.decided("Conflicts", decisions_rows.read_conflict),
            received=tuple((form, day) for form, day, _ in back if day),
            concerns=self.decided("Concerns", decisions_rows.read_concern),
            identifiers=self.decided("Identifiers", decisions_rows.read_identifier),
            quotations=self.decided("Quotations", decisions_rows.read_quotation),
            same_child=self.decided("Same child", decisions_rows.read_same_child),
            missing_accepted=tuple((form, why) for form, _, why in back if why),
            panel=self.decided("Panel questions", decisions_rows.read_panel_answer),
            changes=self.decided("Changed answers", decisions_rows.read_change),
            child_actions=self.decided(
                "Actions for a child", decisions_rows.read_child_action, whole=False
            ),
        )
        return attrs.evolve(decisions, places=tuple(self.places)), tuple(self.problems)

    def decided(
        self, name: str, read: Callable[[DecisionRow], T | None], *, whole: bool = True
    ) -> tuple[T, ...]:
        """Return what the rows of a sheet decide. A row with an error decides nothing, unless
        `whole` is False.
        """
        found = []
        for line in self.rows(name):
            row = DecisionRow(
                line,
                " ".join(
                    filter(None, (line.get(heading).text for heading in _ABOUT.get(name, ())))
                ),
            )
            value = read(row)
            self.problems += row.problems
            self.places += row.places
            if value is not None and (row.sound or not whole):
                found.append(value)
        return tuple(found)

    def rows(self, name: str) -> tuple[TableRow, ...]:
        """Return the usable rows of a sheet, without those that have a cell struck through and
        those that decide the same thing differently.
        """
        if name not in self._rows:
            spec = next(spec for spec in SHEETS if spec.name == name)
            lines = [line for line in self._table(spec) if self._plain(line, spec)]
            self._rows[name] = tuple(lines if spec.columns[0].typed else self._once(lines, spec))
        return self._rows[name]

    def _table(self, spec: DecisionSheet) -> tuple[TableRow, ...]:
        """Return the rows of a sheet, reporting headings that are missing. A missing sheet decides
        nothing.
        """
        sheet = _sheet(self.book, spec)
        if sheet is None:
            return ()
        first = spec.columns[0].heading
        found = headings_of(self.book, sheet, self.file, first)
        for column in spec.columns:
            if fold(column.heading) not in found and not column.later:
                self.problems.append(
                    problem(
                        "round.missing_heading",
                        Where(self.file, sheet.name),
                        heading=column.heading,
                    )
                )
        return read_table(self.book, sheet, self.file, first)

    def _plain(self, line: TableRow, spec: DecisionSheet) -> bool:
        """Say whether no typed cell in a row is struck through or an error."""
        odd = [
            value
            for column in spec.columns
            if column.typed and (value := line.get(column.heading)) and not value.plain
        ]
        self.problems += [problem("round.not_plain", value.where) for value in odd]
        return not odd

    def _once(self, lines: Sequence[TableRow], spec: DecisionSheet) -> list[TableRow]:
        """Return the rows on which something was typed, one for each thing decided about."""
        first, typed = (
            spec.columns[0].heading,
            [column.heading for column in spec.columns if column.typed],
        )
        by_key: dict[str, list[TableRow]] = {}
        for line in lines:
            if line.get(first) and any(line.get(heading) for heading in typed):
                by_key.setdefault(line.get(first).text, []).append(line)
        kept = []
        for key, same in by_key.items():
            self.places.append((f"{spec.name}|{key}", same[0].get(first).where))
            if len({tuple(line.get(heading).text for heading in typed) for line in same}) > 1:
                self.problems.append(problem("decision.twice", same[-1].get(first).where, id=key))
            else:
                kept.append(same[0])
        return kept
