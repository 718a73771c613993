"""The quick way to read plainly written parts gives the same result as expat, or is not used."""

import time
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from audit_core.xlsx.reader import fast_path, read_book
from audit_core.xlsx.refusals import Refused
from audit_core.xlsx.workbook import Book

Make = Callable[..., bytes]

# Pieces of sheets and string tables, right and wrong, that a random order makes into nearly
# plausible parts.
PIECES = [
    '<row r="1">',
    '<row r="2" spans="1:3" hidden="1">',
    '<row r="3" hidden="0" ht="30" customHeight="1">',
    '<row r="4"/>',
    '<row r="2" a="1" a="2">',
    '<row r="5" x:y="1">',
    '<row r="5" xmlns:x="urn:x" x:y="1">',
    '<row r="6" xmlns="urn:other">',
    '<row r="7" hidden="&#49;">',
    "<row>",
    "</row>",
    "</row>",
    "</row>",
    '<c r="A1"/>',
    '<c r="B1" s="1"/>',
    '<c r="A1" s="1"><v>1</v></c>',
    '<c r="B1" t="s"><v>0</v></c>',
    '<c r="C1" t="s" s="2"><v>1</v></c>',
    '<c r="D1" t="s"><v>99</v></c>',
    '<c r="E2" t="str"><f>A1&amp;"x"</f><v>a&lt;b</v></c>',
    '<c r="A2"><f>A1</f></c>',
    '<c r="A3"><f/><v>3</v></c>',
    '<c r="B2"><f t="shared" ref="B2:B3" si="0">A1</f><v>1</v></c>',
    '<c r="B3"><f t="shared" si="0"/><v>2</v></c>',
    '<c r="C3"><f t="array" ref="C3:D3">A1</f><v/></c>',
    '<c r="A4" t="inlineStr"><is><t>x_x000D_y&#10;</t></is></c>',
    '<c r="B4" t="inlineStr"><is><t xml:space="preserve"> z </t></is></c>',
    '<c r="C4" t="inlineStr"><is><r><t>r</t></r></is></c>',
    '<c r="D4"><v>2</v><is><t>x</t></is></c>',
    '<c r="E4" t="b"><v>1</v></c>',
    '<c r="XFD1048576"><v>1</v></c>',
    '<c r="A1"><v>&bogus;</v></c>',
    '<c r="A1"><v>&#0;</v></c>',
    '<c r="A1"><v>&#xD800;</v></c>',
    '<c r="A1"><v>1</v><v>2</v></c>',
    '<c r="A1" r="B1"><v>1</v></c>',
    '<c r="A1"><v>]]></v></c>',
    '<c r="A1"><v>a > b</v></c>',
    '<c r="A1" t="e"><v>#N/A</v></c>',
    '<c r="a1"><v>5</v></c>',
    '<c r="A01"><v>5</v></c>',
    "<c><v>7</v></c>",
    '<c r="A9" t="d"><v>2026-01-02</v></c>',
    " ",
    "\n",
    "\r\n",
    "<!-- c -->",
    "<?pi?>",
    "text",
    "\x01",
    "\ufffe",
    "<x>",
    "</x>",
    "</sheetData><sheetData>",
]
STRINGS = [
    "<si><t>a</t></si>",
    "<si><t/></si>",
    "<si/>",
    '<si><t xml:space="preserve"> b&amp; </t></si>',
    "<si><r><t>c</t></r></si>",
    "<si><t>_x000D__x0001_</t></si>",
    (
        '<si><r><rPr><b/><sz val="11"/><color theme="1" tint="-0.5"/><rFont '
        'val="Arial"/></rPr><t>d</t></r><r><rPr><strike/></rPr><t>e</t></r></si>'
    ),
    '<si><r><rPr><strike val="0"/></rPr><t>f</t></r></si>',
    '<si><r><rPr><strike val="true"/></rPr><t> </t></r><r><t>g</t></r></si>',
    "<si><t>a\r\nb</t></si>",
    '<si><t>h</t><rPh sb="0" eb="1"><t>i</t></rPh></si>',
    "<si><t>j</t><t>k</t></si>",
    "<si><t>&nbsp;</t></si>",
    "\n",
    "<!-- -->",
    "<x/>",
    "</sst>",
    "<si><t>l]]></t></si>",
]


def outcome(data: bytes) -> Book | str:
    try:
        return read_book(data)
    except Refused as refused:
        return "refused" if refused.code != "unreadable" else "unreadable"


def both(data: bytes) -> tuple[Book | str, Book | str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fast_path, "MAX_WHOLE_PART", -1)
        slow = outcome(data)
    return outcome(data), slow


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=14), st.lists(st.sampled_from(STRINGS), max_size=5)
)
@example(['<row r="1">', '<c r="A1"><v>]]></v></c>', "</row>"], [])
@example(['<row r="5" x:y="1">', "</row>"], [])
@example(['<row r="2" a="1" a="2">', "</row>"], [])
@example(['<row r="2" r="3">', "</row>"], [])
@example(['<row r="1">', '<row r="2">', "</row>"], [])
@example(['<row r="1">', "</row>", "</row>"], [])
@example(['<row r="1">', "</row>", '<c r="A1"><v>1</v></c>'], [])
@example(['<row r="1">', '<c r="A1"><v>&#0;</v></c>', "</row>"], [])
def test_both_ways_give_the_same_workbook_or_refuse(
    make: Make, pieces: list[str], strings: list[str]
) -> None:
    """Whatever pieces a part is made of, the quick way never reads anything other than expat
    does.
    """
    fast, slow = both(
        make(
            "".join(pieces),
            strings="".join(strings),
            styles='<cellXfs><xf/><xf numFmtId="14"/><xf/></cellXfs>',
        )
    )
    assert fast == slow
    assert fast != "unreadable"


rows = st.lists(
    st.lists(st.sampled_from([piece for piece in PIECES if piece.startswith("<c ")]), max_size=4),
    max_size=4,
)


@settings(max_examples=300, deadline=None)
@given(
    rows,
    st.lists(st.sampled_from([piece for piece in STRINGS if piece.startswith("<si")]), max_size=5),
)
def test_both_ways_agree_on_well_formed_rows(
    make: Make, lines: list[list[str]], strings: list[str]
) -> None:
    """Rows that open and close let far more parts be read to the end."""
    inside = "".join(
        f'<row r="{number}">{"".join(line)}</row>' for number, line in enumerate(lines, 1)
    )
    fast, slow = both(make(inside, strings="".join(strings)))
    assert fast == slow


def test_plainly_written_parts_are_read_the_quick_way(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise a mistake in the grammar would cost speed unnoticed."""

    def fail(*_: object) -> None:
        raise AssertionError("the slow way was taken")

    monkeypatch.setattr("audit_core.xlsx.reader.row_parser.RowReader.start", fail)
    monkeypatch.setattr("audit_core.xlsx.reader.shared_strings.Runs.end", fail)
    plain = (
        '<row r="1" spans="1:4" ht="30" x14ac:dyDescent="0.25"><c r="A1" s="1" '
        't="s"><v>0</v></c><c r="B1" s="2"/><c r="C1" t="s"><v>1</v></c></row>'
        '<row r="2" hidden="1"><c r="A2"><f t="shared" ref="A2:A3" '
        'si="0">B2&amp;""</f><v>2</v></c><c r="B2" t="str"><f '
        'aca="false">A1</f><v></v></c></row>'
    )
    part = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<worksheet '
        'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        f'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"><sheetData>{plain}</sheetData></worksheet>'
    )
    strings = "<si><t>Met</t></si>" + STRINGS[6]
    book = read_book(make(strings=strings, change={"xl/worksheets/sheet1.xml": part}))
    assert [cell.value for cell in book.sheets[0].cells.values()] == ["Met", "de", 2.0, None]
    assert book.sheets[0].hidden_rows == {2}


@pytest.mark.parametrize(
    ("before", "behind"), [("<!--", "-->"), ("<?x ", "?>"), ("<x><![CDATA[", "]]></x>")]
)
def test_rows_in_a_comment_are_not_rows(make: Make, before: str, behind: str) -> None:
    """A commented-out table beside an empty one must not show two readers two forms."""
    table = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    for inside in (f"{before}{table}{behind}<sheetData/>", f"<sheetData/>{before}{table}{behind}"):
        part = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{inside}</worksheet>'
        fast, slow = both(make(change={"xl/worksheets/sheet1.xml": part}))
        assert fast == slow
        assert isinstance(fast, Book)
        assert fast.sheets[0].cells == {}


@pytest.mark.parametrize("tail", ["", "<x>", "</row>", '<c r="A1">', "&"])
def test_a_long_row_of_blanks_costs_no_time(make: Make, tail: str) -> None:
    """For a megabyte of blank cells followed by something odd the quick way gives up at once,
    without searching again from every cell.
    """
    inside = '<row r="1">' + '<c r="A1"/>' * 90_000 + tail
    started = time.process_time()  # of this process: what else the machine does must not matter
    with pytest.raises(Refused):
        read_book(make(inside))
    assert time.process_time() - started < 10
