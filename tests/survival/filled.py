"""A form of a real theme with an answer in every cell, no two neighbours alike, and what reading it
must give.
"""

from __future__ import annotations

import hashlib
import io
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import attrs
from openpyxl import load_workbook

from audit_core.forms.build import issued_form, rebuild_form
from audit_core.returns.context import ReadingContext, reading_context
from audit_core.rounds.issued import Issued
from audit_core.workbook_style.files import FoundFile
from audit_core.xlsx.writer.postprocess import finish_workbook_bytes
from tests.both_ways import read_both_ways
from tests.survival.law import Typed

if TYPE_CHECKING:
    from audit_core.forms.form import Field
    from audit_core.returns.model import Reading
    from tests.forms.conftest import Printed

WORDS = (
    "=not a formula", "- seen at visit", "007", "3/4", "+44", "TRUE", "1e5", "@home", "two\nlines",
    'said "no" & left', "  spaces  inside  ",
    "é ü ß – ’ 你好 😀", "'quoted", "#N/A", "<b>not bold</b>", "10%", "£3.50", "12:30", "N/A",
    "1,000", "[x]", "Long. " * 200,
)  # fmt: skip
"""Texts that spreadsheets love to change."""
FIRST = datetime(2026, 1, 1, 9, 10)  # noqa: DTZ001 - a date in a cell has no time zone
CHANGED = {"S-1": "Yes", "S-5": "The child", "S-13": "No", "G-1": "No"}
CHANGED |= {"NG-6.9": "Yes", "NG-6.11": "Yes"}  # what follows from them is answered
EVENTS = (
    (
        date(2026, 3, 14),
        "Our record",
        "Home conditions",
        "Seen at home, =Met",
        "Quiet",
        "Told the school",
    ),
    (date(2026, 2, 28), "School log", "Missed appointment", "Nobody in", "Not seen", "Wrote"),
    (date(2026, 1, 5), "007", "Referral", "3/4", "-", "two\nlines"),
)


@attrs.frozen(eq=False)
class Filled:
    """A filled form as bytes, what was typed into it, cell by cell as well, and the context it is
    read in.
    """

    printed: Printed
    data: bytes
    typed: Typed
    desk: ReadingContext
    cells: tuple[tuple[str, str, object], ...] = ()

    def read(self, data: bytes, name: str = "return.xlsx") -> Reading:
        """What intake makes of a workbook."""
        return read_both_ways(FoundFile(name, data, hashlib.sha256(data).hexdigest()), self.desk)

    def cell(self, ref: str) -> tuple[str, str]:
        """(sheet, address) of the cell that a ref is answered in."""
        return self.printed.cell_of(
            next(field for field in self.printed.form.fields if field.ref == ref)
        )

    @property
    def questions(self) -> list[str]:
        """The refs of the questions sheet, from the top."""
        return [field.ref for field in self.printed.form.fields if field.sheet == "questions"]

    @property
    def ratings(self) -> list[str]:
        """The refs of its rated rows, from the top."""
        return [field.ref for field in self.printed.form.fields if field.kind == "rating"]

    def of_kind(self, kind: str) -> str:
        """The first ref of a kind; of a date, the first among the questions."""
        return next(
            field.ref
            for field in self.printed.form.fields
            if field.kind == kind and (kind != "date" or field.sheet == "questions")
        )


def fill(printed: Printed, shift: int = 0) -> Filled:
    """Everything on a form answered, and three events; with a shift, otherwise."""
    book = load_workbook(io.BytesIO(printed.data), rich_text=True)
    answers: dict[str, tuple[str, str]] = {}
    words = iter(WORDS)
    cells: list[tuple[str, str, object]] = []
    number = shift - 1
    for field in printed.form.fields:
        number += field.kind != "choice" or not field.question  # why it was late decides nothing
        value = (
            next(words, f"Words for {field.ref}")
            if field.kind in {"text", "prose"}
            else _value(field, number)
        )
        first = field.kind != "tick" or field.ref.endswith("a")
        beside = f"Seen on page {number} of the record" if field.evidence and first else ""
        sheet, address = printed.cell_of(field)
        for at, content in ((address, value), (f"D{address[1:]}", beside)):
            if content not in {None, ""}:
                cells.append((sheet, at, content))
        if field.kind == "tick":
            ticked, said = answers.get(field.question, ("", ""))
            answers[field.question] = (
                "; ".join(filter(None, (ticked, field.point if value else ""))),
                said or beside,
            )
        else:
            answers[field.ref] = (_said(value), beside)
    for row, event in enumerate(EVENTS, start=4) if printed.form.events else ():
        cells += [
            ("Chronology", f"{letter}{row}", part)
            for letter, part in zip("BCDEFG", event, strict=True)
        ]
    for sheet, at, content in cells:
        book[sheet][at].value = content
        if isinstance(content, str):
            book[sheet][at].data_type = "s"
    out = io.BytesIO()
    book.save(out)
    events = frozenset(
        (event[0].isoformat(), *event[1:]) for event in EVENTS if printed.form.events
    )
    issued = Issued(1, printed.round.code, (issued_form(printed.form, "x.xlsx", printed.round),))
    desk = reading_context(
        printed.round, issued, {printed.form.id.fingerprint: printed.theme}, rebuild_form
    )
    return Filled(
        printed,
        finish_workbook_bytes(out.getvalue()),
        Typed(answers, events, at_risk=True),
        desk,
        tuple(cells),
    )


def _value(field: Field, number: int) -> object:
    if field.kind == "tick":
        return "Yes" if number % 2 else None
    if field.options and not field.is_date:
        return CHANGED.get(field.ref) or field.options[number % len(field.options)].label
    moment = FIRST + timedelta(days=number)
    return {"number": number % 20, "date": moment.date(), "datetime": moment}[field.kind]


def _said(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value.day} {value:%b %Y %H:%M}"
    return f"{value.day} {value:%b %Y}" if isinstance(value, date) else str(value)
