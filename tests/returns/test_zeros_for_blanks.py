"""A return in which a program wrote 0 into every cell that was left blank."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from openpyxl import Workbook

from audit_core.forms.form import Form
from audit_core.returns.model import Reading

CODE = "file.zeros_for_blanks"


def fill_blanks(book: Workbook, most: int = 10_000) -> Workbook:
    """Write 0 into every blank cell of every sheet, or into the first ones."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None and most:
                    cell.value, most = 0, most - 1
    return book


def codes(reading: Reading) -> list[str]:
    """The codes of all problems."""
    return [problem.code for problem in reading.problems]


def test_zeros_for_blanks_are_said_once_and_none_is_counted(
    form: Form, lay_out: Callable[..., Workbook], read: Callable[..., Reading]
) -> None:
    """What was typed is read as without the zeros: no alarm that somebody is at risk, no event of
    zeros, no count of none, and the same questions asked.
    """
    answers = {"ZZ-1.1": ("Met", "Minutes of 4 May."), "ZZ-2.3": "He sleeps at home."}
    events: tuple[Any, ...] = ((None,), ("14 Mar 2026",), (None,))
    blank = read(lay_out(form, answers, events))
    zeros = read(fill_blanks(lay_out(form, answers, events)))
    assert blank.form is not None
    assert zeros.form is not None
    assert codes(zeros).count(CODE) == 1
    assert [code for code in codes(zeros) if code != CODE] == codes(blank)
    assert zeros.concerns == blank.concerns == ()
    assert [(event.ref, event.day, event.what) for event in zeros.form.events] == [
        (event.ref, event.day, event.what) for event in blank.form.events
    ]
    assert len(zeros.form.events) == 1
    told = [[(entry.ref, entry.code, entry.evidence) for entry in each.form.entries]
            for each in (zeros, blank) if each.form]  # fmt: skip
    assert told[0] == told[1]


def test_a_few_zeros_are_what_somebody_typed(
    form: Form, lay_out: Callable[..., Workbook], read: Callable[..., Reading]
) -> None:
    """A 0 typed as a number is that number, and a 0 instead of a rating is asked about as ever."""
    reading = read(lay_out(form, {"ZZ-1.1": 0, "ZZ-1.2": 0, "ZZ-2.1": 0, "ZZ-2.4": ("Met", 0)}))
    assert reading.form is not None
    found = {entry.ref: entry.code for entry in reading.form.entries}
    assert found["ZZ-2.1"] == "0"
    assert CODE not in codes(reading)
    assert "answer.not_understood" in codes(reading)
