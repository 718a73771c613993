"""The plain row writer."""

import io
import time
import unicodedata
import zipfile
from xml.sax import saxutils

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit_core.xlsx.read import read_book
from audit_core.xlsx.rows import write_rows
from audit_core.xlsx.text import clean, escape

HEADER = ["Ref", "Answer", "Count"]
LIVE = ["=1+1", "+44 20", "-3", "- concern not escalated", "@SUM(A1)", '=HYPERLINK("x"&A1)', "\t=1", "＝1", "=> see chronology"]


MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def seen(text: str) -> str:
    """What a person is to see of a text: our own idea of it, written a second time."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    bad = {letter for letter in text if unicodedata.category(letter) in {"Cc", "Cs"} or letter in "\ufffe\uffff"} - {"\t", "\n"}
    return "".join("\ufffd" if letter in bad else letter for letter in text if letter not in MARKS)


def written(rows: list[list[object]], name: str = "Answers") -> bytes:
    return write_rows([(name, [10, 40], rows)], title="Round <DA26A>", creator="A & B partnership")  # type: ignore[list-item]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.lists(st.one_of(st.text(max_size=30), st.integers(-(10**12), 10**12), st.floats(allow_nan=False, allow_infinity=False), st.none()), max_size=4),
        max_size=5,
    )
)
def test_whatever_is_written_is_read_back(lines: list[list[object]]) -> None:
    """Our reader and openpyxl both read the values that were written; what cannot be printed is replaced, nothing is lost."""
    data = written([HEADER, *lines])
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    cells = read_book(data).sheets[0].cells
    for row, line in enumerate(lines, 2):
        for column, value in enumerate(line, 1):
            cell = cells.get((row, column))
            if isinstance(value, str):
                assert (cell.value if cell else "") == seen(value)
                assert cell is None or cell.kind == "text"
                assert sheet.cell(row, column).data_type in {"s", "n"}
            else:
                assert (cell.value if cell else None) == value
                assert sheet.cell(row, column).value == value


@given(st.text() | st.text(st.sampled_from("_x0041FDd\r\n")))
def test_escaped_text_is_decoded_to_the_same(text: str) -> None:
    """Text that looks like one of Excel's escapes comes back as the letters that were typed."""
    assert clean(saxutils.unescape(escape(text)))[0] == seen(text)
    assert clean(escape("_x000D_ _x000d_x0041_"))[0] == "_x000D_ _x000d_x0041_"


@pytest.mark.parametrize("text", LIVE)
def test_text_never_becomes_a_formula(text: str) -> None:
    """What would start a formula is text, is marked so that a key press does not change that, and keeps its characters."""
    data = written([HEADER, [text, "plain", 1]])
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert b"<f" not in packed.read("xl/worksheets/sheet1.xml")
    row = next(openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(min_row=2))
    assert (row[0].value, row[0].data_type, row[0].quotePrefix) == (text, "s", True)
    assert not row[1].quotePrefix


def test_the_same_rows_give_the_same_bytes() -> None:
    """Two runs differ in nothing, so that unchanged results can be seen to be unchanged."""
    rows = [HEADER, ["DA-1.1", "Met", 3], ["DA-1.1", "Met", None]]
    assert written(rows) == written(rows)
    assert written(rows) != written(rows[:2])


def test_the_look_of_the_table() -> None:
    """Header bold and frozen with a filter, text wrapped at the top in Arial 11, columns as wide as asked, properties set."""
    book = openpyxl.load_workbook(io.BytesIO(written([HEADER, ["a", "b", 1]], "Tom's <answers>")))
    sheet = book["Tom's <answers>"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:C2"
    assert sheet["A1"].font.b
    assert not sheet["A2"].font.b
    assert (sheet["A2"].font.name, sheet["A2"].font.sz) == ("Arial", 11)
    assert (sheet["A2"].alignment.wrap_text, sheet["A2"].alignment.vertical) == (True, "top")
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width) == (10, 40)
    assert (book.properties.title, book.properties.creator) == ("Round <DA26A>", "A & B partnership")


def test_control_characters_are_replaced_and_not_fatal() -> None:
    """A control character in an answer would make the workbook unreadable; it becomes a visible mark instead."""
    cells = read_book(written([HEADER, ["a\x00b\x1fc\ud800d\ufffe", "two\r\nlines", 1]])).sheets[0].cells
    assert cells[2, 1].value == "a\ufffdb\ufffdc\ufffdd\ufffd"
    assert cells[2, 2].value == "two\nlines"


def test_text_over_the_limit_is_refused_and_never_cut() -> None:
    """32,767 characters are written whole; one more raises, without quoting them. Excel counts emoji twice."""
    longest = "x" * 32_767
    assert read_book(written([HEADER, [longest]])).sheets[0].cells[2, 1].value == longest
    for text in (longest + "y", "\U0001f600" * 16_384):
        with pytest.raises(ValueError, match="32,767") as raised:
            written([HEADER, [text]])
        assert "A2" in str(raised.value)
        assert len(str(raised.value)) < 200


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_numbers_that_are_none_are_refused(number: float) -> None:
    """Excel has no such numbers, and a file with one would need repair."""
    with pytest.raises(ValueError, match="finite"):
        written([HEADER, [number]])


@pytest.mark.parametrize("names", [[], [""], ["a" * 32], ["a/b"], ["a]b"], ["'a"], ["a", "A"], ["a\nb"]])
def test_sheet_names_excel_would_not_take_are_refused(names: list[str]) -> None:
    """A wrong name is found when the file is written, not by the person who opens it."""
    with pytest.raises(ValueError, match="sheet"):
        write_rows([(name, [], [HEADER]) for name in names], title="", creator="")


def test_more_rows_than_a_sheet_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows beyond the last are refused rather than lost."""
    monkeypatch.setattr("audit_core.xlsx.rows._MOST_ROWS", 3)
    assert written([HEADER] * 3)
    with pytest.raises(ValueError, match="more rows"):
        written([HEADER] * 4)


def test_several_sheets_share_their_texts_and_blank_ones_are_fine() -> None:
    """Sheets come in order, a text used on both is stored once, and a sheet without rows opens."""
    data = write_rows([("One", [], [["Met"]]), ("Two", [5], iter([["Met", True]])), ("Three", [], [])], title="t", creator="c")
    book = read_book(data)
    assert [(sheet.name, [cell.value for cell in sheet.cells.values()]) for sheet in book.sheets] == [("One", ["Met"]), ("Two", ["Met", True]), ("Three", [])]
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.read("xl/sharedStrings.xml").count(b"<si>") == 1
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames == ["One", "Two", "Three"]


def test_large_sheets_are_written_fast() -> None:
    """A sheet of 100,000 cells takes about a second at most (openpyxl takes several)."""
    started = time.process_time()  # of this process: what else the machine does must not matter
    assert written([HEADER, *([f"DA-{row}.1", "Met", row, "Evidence seen in the record"] * 5 for row in range(5_000))])
    assert time.process_time() - started < 20
