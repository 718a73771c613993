"""The plain row writer: rows of text below those that openpyxl wrote."""

import io
import unicodedata
import zipfile
from xml.sax import saxutils

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from audit_core.xlsx.reader import read_book
from audit_core.xlsx.text import clean, escape
from audit_core.xlsx.writer.append_rows import clip_to_cell
from audit_core.xlsx.writer.postprocess import finish_workbook_bytes

LIVE = [
    "=1+1",
    "+44 20",
    "-3",
    "- concern not escalated",
    "@SUM(A1)",
    '=HYPERLINK("x"&A1)',
    "\t=1",
    "＝1",
    "=> see chronology",
]
MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def seen(text: str) -> str:
    """What a person should see of a text, worked out a second time here."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    bad = {
        letter
        for letter in text
        if unicodedata.category(letter) in {"Cc", "Cs"} or letter in "\ufffe\uffff"
    } - {"\t", "\n"}
    return "".join("\ufffd" if letter in bad else letter for letter in text if letter not in MARKS)


def written(rows: list[list[str]], first: str = "first") -> bytes:
    """A workbook with headings and one row of three texts in a sheet, and `rows` below them;
    another sheet comes first.
    """
    book = openpyxl.Workbook()
    book.active.append(["Another sheet"])
    sheet = book.create_sheet("Tom's <answers>")
    sheet.append(["Ref", "Answer", "Evidence"])
    sheet.append(["DA-1.1", first, None])
    for cell in sheet[2]:
        cell.font, cell.quotePrefix = Font(name="Arial", italic=True), True
    sheet.auto_filter.ref = "A1:C9"
    out = io.BytesIO()
    book.save(out)
    return finish_workbook_bytes(out.getvalue(), rows={"Tom's <answers>": rows})


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(st.text(max_size=30), max_size=3), max_size=5))
def test_whatever_is_written_is_read_back(lines: list[list[str]]) -> None:
    """Our reader and openpyxl both read the written texts; what cannot be printed is replaced, and
    nothing is lost or moved.
    """
    data = written(lines)
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Tom's <answers>"]
    cells = read_book(data).sheets[1].cells
    assert [cells[1, 1].value, cells[2, 1].value, cells[2, 2].value] == ["Ref", "DA-1.1", "first"]
    assert {place for place in cells if place[0] > 2} == {
        (row, column)
        for row, line in enumerate(lines, 3)
        for column, text in enumerate(line, 1)
        if seen(text)
    }
    for row, line in enumerate(lines, 3):
        for column, text in enumerate(line, 1):
            cell = cells.get((row, column))
            assert (cell.value if cell else "") == seen(text)
            assert cell is None or cell.kind == "text"
            assert sheet.cell(row, column).data_type in {"s", "n"}


@given(st.text() | st.text(st.sampled_from("_x0041FDd\r\n")))
def test_escaped_text_is_decoded_to_the_same(text: str) -> None:
    """Text that looks like one of Excel's escapes is read back as the letters that were typed."""
    assert clean(saxutils.unescape(escape(text)))[0] == seen(text)
    assert clean(escape("_x000D_ _x000d_x0041_"))[0] == "_x000D_ _x000d_x0041_"


@pytest.mark.parametrize("text", LIVE)
def test_text_never_becomes_a_formula(text: str) -> None:
    """Text that would start a formula keeps its characters and has the style of the row above,
    quote prefix included.
    """
    data = written([[text, "plain", text]])
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert not any(
            b"<f" in packed.read(name) for name in packed.namelist() if "worksheets/" in name
        )
    row = openpyxl.load_workbook(io.BytesIO(data))["Tom's <answers>"][3]
    assert [(cell.value, cell.data_type, cell.quotePrefix, cell.font.i) for cell in row] == [
        (value, "s", True, True) for value in (text, "plain", text)
    ]


def test_the_same_rows_give_the_same_bytes_and_each_text_is_stored_once() -> None:
    """Two runs give the same bytes, and a text in many rows is stored once, even if openpyxl wrote
    it before.
    """
    rows = [["DA-1.1", "Met"], ["DA-1.2", "Met", " first "], ["DA-1.3", "first"]]
    assert written(rows) == written(rows)
    assert written(rows) != written(rows[:2])
    with zipfile.ZipFile(io.BytesIO(written(rows))) as packed:
        table = packed.read("xl/sharedStrings.xml")
        uses = sum(
            packed.read(name).count(b't="s"') for name in packed.namelist() if "worksheets/" in name
        )
    assert [
        table.count(b">Met<"),
        table.count(b">DA-1.1<"),
        table.count(b">first<"),
        table.count(b"> first <"),
    ] == [1, 1, 1, 1]
    assert f'count="{uses}"'.encode() in table


def test_the_rest_of_the_workbook_stays_as_it_was() -> None:
    """Other sheets, the headings and the filter are unchanged."""
    book = openpyxl.load_workbook(io.BytesIO(written([["a", "b", "c"]])))
    assert [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()] == [
        ["Another sheet"]
    ]
    assert book.worksheets[1].auto_filter.ref == "A1:C9"
    assert [cell.value for cell in book.worksheets[1][1]] == ["Ref", "Answer", "Evidence"]


def test_text_over_the_limit_is_refused_and_never_cut() -> None:
    """32,767 characters are written whole; one more raises, without quoting them. Excel counts
    emoji twice.
    """
    longest = "x" * 32_767
    assert read_book(written([[longest]])).sheets[1].cells[3, 1].value == longest
    for text in (longest + "y", "\U0001f600" * 16_384):
        assert (
            read_book(written([[clip_to_cell(text)]])).sheets[1].cells[3, 1].value
            == text[:32_767][: 32_767 if text[0] == "x" else 16_383]
        )
        with pytest.raises(ValueError, match="32,767") as raised:
            written([[text]])
        assert len(str(raised.value)) < 200


@pytest.mark.parametrize(
    ("rows", "words"), [([["a"] * 4], "more cells than the row"), ([["a"]] * 3, "more rows")]
)
def test_a_cell_that_does_not_fit_is_refused(
    rows: list[list[str]], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cell beyond the last column or row is refused rather than lost."""
    monkeypatch.setattr("audit_core.xlsx.writer.append_rows._MOST_ROWS", 4)
    assert written([["a"] * 3] * 2)
    with pytest.raises(ValueError, match=words):
        written(rows)


def test_rows_need_one_above_them() -> None:
    """A sheet without rows has no style to copy, and the mistake is found when the workbook is
    built.
    """
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    with pytest.raises(ValueError, match="needs a row"):
        finish_workbook_bytes(out.getvalue(), rows={"Sheet": [["a"]]})


def test_a_formula_of_ours_is_filled_down_and_numbers_are_numbers() -> None:
    """The reference to its own row moves, other numbers stay, and the given text is the result; ""
    leaves the cell blank.
    """
    book = openpyxl.Workbook()
    book.active.append(["Took", "Cell", "Link"])
    book.active.append([1, "C2", '=HYPERLINK("r2/"&A2&B2,B2)'])
    out = io.BytesIO()
    book.save(out)
    rows = [(2.5, "C<3", "C<3"), (0, "", ""), (7, "=C4", "=C4")]
    data = finish_workbook_bytes(
        out.getvalue(), values={("Sheet", "C2"): "C2"}, rows={"Sheet": rows}
    )
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert [[cell.value for cell in row] for row in sheet["A3:C5"]] == [
        [2.5, "C<3", '=HYPERLINK("r2/"&A3&B3,B3)'],
        [0, None, None],
        [7, "=C4", '=HYPERLINK("r2/"&A5&B5,B5)'],
    ]
    assert sheet["B5"].data_type == "s"
    shown = openpyxl.load_workbook(io.BytesIO(data), data_only=True).active
    assert [shown.cell(row, 3).value for row in (2, 3, 4, 5)] == ["C2", "C<3", None, "=C4"]
