"""What lies in a workbook beside its cells and its look: pictures, embedded documents, formatted
rows. It is said, and costs nothing.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

import pytest

from audit_core.problems.catalogue import PROBLEMS
from audit_core.xlsx.reader import fast_path, read_book
from audit_core.xlsx.reader.blank_cells import without_blanks
from audit_core.xlsx.refusals import Refused

Make = Callable[..., bytes]
ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>Met</t></is></c></row>'
SVG = (
    '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
    '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg xmlns="http://www.w3.org/2000/svg"/>'
)
DOCM = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="docm" ContentType="application/vnd.ms-word.document.macroEnabled.12"/>'
    '<Default Extension="xlsb" '
    'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.12"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)


@pytest.mark.parametrize(
    ("parts", "notice"),
    [
        ({"xl/media/image1.svg": SVG}, "pictures"),
        ({"xl/media/image1.emf": bytes(1_000_000)}, "pictures"),
        ({"xl/media/image1.emf": bytes(70 * 1024 * 1024)}, "pictures"),
        (
            {
                "[Content_Types].xml": DOCM,
                "xl/embeddings/Microsoft_Word_Macro-Enabled_Document.docm": "PK",
                "xl/embeddings/Microsoft_Excel_Binary_Worksheet.xlsb": "PK",
            },
            "embedded",
        ),
    ],
)
def test_a_good_form_is_read_whatever_was_pasted_into_it(
    make: Make, parts: dict[str, str | bytes], notice: str
) -> None:
    """A council's SVG logo, a blank picture that unpacks to far more than it packs to, and an
    embedded Word document with macros do not stop the answers from being read. They are said.
    """
    book = read_book(make(ROW, change=parts))
    assert [cell.value for cell in book.sheets[0].cells.values()] == ["Met"]
    assert PROBLEMS[f"file.notice.{notice}"].what in book.notices


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/comments1.xml"])
def test_a_dtd_is_refused_in_every_part_that_is_read(make: Make, part: str) -> None:
    """Definitions that could make a part grow without end are refused where they would be read."""
    with pytest.raises(Refused) as refused:
        read_book(make(ROW, change={part: SVG}))
    assert refused.value.code == "dtd"


def _formatted(rows: int) -> str:
    """Rows as Excel writes them where a colour was given to whole rows: every cell is blank."""
    return "".join(
        f'<row r="{row}" spans="1:8" s="3" customFormat="1" x14ac:dyDescent="0.25">'
        + "".join(f'<c r="{letter}{row}" s="3"/>' for letter in "ABCDEFGH")
        + "</row>"
        for row in range(2, rows + 1)
    )


def test_rows_formatted_far_down_cost_nothing(make: Make) -> None:
    """A form whose rows were coloured down to row 150,000 is read, and nothing is said about its
    blank cells. What was typed far down is.
    """
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac">'
        "<sheetData>{}</sheetData></worksheet>"
    )
    rows = ROW + _formatted(150_000)
    book = read_book(make(change={"xl/worksheets/sheet1.xml": sheet.format(rows)}))
    assert [cell.value for cell in book.sheets[0].cells.values()] == ["Met"]
    assert book.notices == ()
    stray = rows.replace('<c r="B120000" s="3"/>', '<c r="B120000" s="3"><v>1</v></c>')
    book = read_book(make(change={"xl/worksheets/sheet1.xml": sheet.format(stray)}))
    assert book.notices == (PROBLEMS["file.notice.beyond"].what.format(where="Questions!B120000"),)


def test_rows_without_blank_cells_hold_the_same_cells(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cutting out blank cells changes no cell: typed beside blank ones, without an address of its
    own, in a hidden row, after a comment, or in a row that lies across two blocks.
    """
    odd = (
        '<row r="2"><c r="A2" s="1"/><c><v>2</v></c></row>',
        '<row r="3" hidden="1"><c r="A3" s="1"/></row>',
        "<row><c r='A4'/><c r='B4'><v>4</v></c></row>",
        '<row r="5"><c r="A5" s="1"><v></v></c><c r="B5" t="str"><v>words</v></c></row>',
        '<row r="6" ht="15"/><row r="7"/><row><c r="C8"><v>8</v></c></row>',
        '<row r="9"><c r="A9" t="str"><v><![CDATA[<c r="A1"/></row>]]></v></c></row>',
        f'<row r="10"><c r="A10" t="str"><v>{"long " * 20_000}</v></c><c r="B10"/></row>',
        '<row r="11"><c r="A11" s="1"/><c r="B11"><v>11</v></c></row>',
    )
    data = make(ROW + "".join(odd))
    whole = read_book(data).sheets[0]
    monkeypatch.setattr(fast_path, "MAX_WHOLE_PART", 0)
    cut = read_book(data).sheets[0]
    assert dict(cut.cells.items()) == dict(whole.cells.items())
    assert cut.hidden_rows == whole.hidden_rows == {3}


def test_no_block_grows_and_nothing_but_blank_cells_goes_missing() -> None:
    """However a sheet is cut into blocks, the same bytes come out, in blocks no longer than the
    limit on tags relies on.
    """
    filled = '<c r="B{0}" s="2"><v>{0}</v></c>'
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" s="2"/>{filled.format(row)}</row>' for row in range(1, 9_000)
    )
    expected = "".join(f'<row r="{row}">{filled.format(row)}</row>' for row in range(1, 9_000))
    chance = random.Random(3)  # noqa: S311 - only has to vary the blocks
    raw = f"<sheetData>{rows}</sheetData>".encode()

    def blocks() -> Iterator[bytes]:
        at = 0
        while at < len(raw):
            size = chance.randint(1, 65_536)
            yield raw[at : at + size]
            at += size

    out = list(without_blanks(blocks()))
    blank = re.compile(r'<c r="A[0-9]+" s="2"/>')
    left = b"".join(out).decode()
    assert len(blank.findall(left)) <= len(out)  # the last of a block may stay
    assert blank.sub("", left) == f"<sheetData>{expected}</sheetData>"
    assert max(map(len, out)) <= 65_536
