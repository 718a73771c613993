"""What was issued is known by its words, wherever it was moved; everything else is told, one line
for each sheet.
"""

from __future__ import annotations

import io

from openpyxl import Workbook

from audit_core.workbook_style.unread import printed_texts, unread_problems, unread_things
from audit_core.xlsx.reader import read_book
from audit_core.xlsx.workbook import Aside, Book


def _book(**sheets: dict[str, object]) -> Book:
    book = Workbook()
    book.remove(book.active)
    for name, cells in sheets.items():
        sheet = book.create_sheet(name)
        for cell, value in cells.items():
            sheet[cell] = value
    out = io.BytesIO()
    book.save(out)
    return read_book(out.getvalue())


ISSUED = printed_texts(
    _book(
        Plan={
            "A1": "The plan",
            "A2": "Type into the white cells.",
            "C4": '=IF(B4="","To do","Done")',
        }
    )
)


def _unread(book: Book, *, exact: bool = True) -> list[tuple[str, str]]:
    things = unread_things(book, {("Plan", (4, 2))}, ISSUED, exact=exact)
    return [(one.sheet, one.cell) for one in things]


def test_only_what_was_typed_elsewhere_is_unread() -> None:
    """Printed words on another row, a formula on another row and its result are as issued."""
    cells = {"A3": "The plan", "C9": '=IF(B9="","To do","Done")', "C10": "Done", "B4": "read"}
    assert _unread(_book(Plan=cells)) == []
    assert _unread(_book(Plan={**cells, "D9": "mine", "D10": "=B4"}, Own={"B2": "more"})) == [
        ("Plan", "D9"),
        ("Plan", "D10"),
        ("Own", "B2"),
    ]


def test_words_of_another_version_are_no_typing_unless_the_issued_words_are_known() -> None:
    """A file issued by an earlier version printed much the same in other words."""
    other = _book(Plan={"A2": "Please type into white cells only."})
    assert (_unread(other, exact=False), _unread(other)) == ([], [("Plan", "A2")])


def test_one_line_for_each_sheet_and_a_risk_first() -> None:
    """With a count, the first cells and what lies beside them."""
    book = _book(Own={f"B{row}": f"note {row}" for row in range(2, 14)} | {"D1": "He hits her"})
    book = Book(book.sheets, {}, {}, asides=(Aside("Own", "A1", "picture"),))
    found = unread_problems(
        unread_things(book, (), ISSUED, exact=True), "a.xlsx", "plan.beside", "plan.beside_risk"
    )
    assert [(each.code, each.where.cell) for each in found] == [
        ("plan.beside_risk", "D1"),
        ("plan.beside", "A1"),
    ]
    for part in ("12", "B2", "B9", "4", "A1"):
        assert part in found[1].what
