"""What is read from a workbook: values, formulas, formatting, sheets, names, properties and
notices.
"""

from collections.abc import Callable

import pytest

from audit_core.xlsx.cell import Cell
from audit_core.xlsx.reader import fast_path, read_book
from audit_core.xlsx.refusals import Refused
from audit_core.xlsx.workbook import Book, Sheet, Validation

Make = Callable[..., bytes]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@pytest.fixture(params=["short cut", "expat"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test here covers both ways of reading rows."""
    if request.param == "expat":
        monkeypatch.setattr(fast_path, "MAX_WHOLE_PART", -1)


def cells(make: Make, inside: str, **rest: str) -> dict[str, Cell]:
    book = read_book(make(f'<row r="1">{inside}</row>', **rest))
    return {cell.address: cell for cell in book.sheets[0].cells.values()}


def value(make: Make, inside: str, **rest: str) -> object:
    return cells(make, inside, **rest)["A1"].value


def notices(make: Make, rows: str, **rest: str) -> str:
    return "\n".join(read_book(make(rows, **rest)).notices)


@pytest.mark.parametrize(
    ("cell", "kind", "expected"),
    [
        ('<c r="A1"><v>3</v></c>', "number", 3.0),
        ('<c r="A1" t="n"><v>-1.5E-3</v></c>', "number", -0.0015),
        ('<c r="A1"><v> 3 </v></c>', "number", 3.0),
        ('<c r="A1" t="b"><v>1</v></c>', "bool", True),
        ('<c r="A1" t="b"><v>0</v></c>', "bool", False),
        ('<c r="A1" t="b"><v>false</v></c>', "bool", False),
        ('<c r="A1" t="e"><v>#N/A</v></c>', "error", "#N/A"),
        ('<c r="A1" t="str"><v>Met</v></c>', "text", "Met"),
        ('<c r="A1" t="inlineStr"><is><t>Met</t></is></c>', "text", "Met"),
        ('<c r="A1"><is><t>Met</t></is></c>', "text", "Met"),
        ('<c r="A1" t="inlineStr"><v>Met</v></c>', "text", "Met"),
        ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> Met </t></is></c>', "text", " Met "),
        (
            '<c r="A1" t="inlineStr"><is><t>fish &amp; &#60;chips&#x3e; &quot;&apos;</t></is></c>',
            "text",
            "fish & <chips> \"'",
        ),
        ('<c r="A1" t="inlineStr"><is><t><![CDATA[a < b]]></t></is></c>', "text", "a < b"),
        ('<c r="A1" t="inlineStr"><is><t>a<!-- no -->b</t></is></c>', "text", "ab"),
        ('<c r="A1" t="inlineStr"><is><t>1</t></is></c>', "text", "1"),
        ('<c r="A1" t="d"><v>2026-03-04</v></c>', "number", 46085.0),
        ('<c r="A1" t="d"><v>2026-03-04T12:00:00</v></c>', "number", 46085.5),
        ('<c r="A1" t="d"><v>2026-03-04T12:00:00Z</v></c>', "number", 46085.5),
        ('<c r="A1" t="d"><v>18:00:00</v></c>', "number", 0.75),
    ],
)
def test_every_kind_of_value_is_read(make: Make, cell: str, kind: str, expected: object) -> None:
    """Each way a program may write a value gives its kind and value, without a notice."""
    book = read_book(make(f'<row r="1">{cell}</row>'))
    read = book.sheets[0].cells[1, 1]
    assert (read.kind, read.value, type(read.value)) == (kind, expected, type(expected))
    assert book.notices == ()


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        ("n", "nan"),
        ("n", "inf"),
        ("n", "1e999"),
        ("n", "1_000"),
        ("n", "٣"),
        ("n", "½"),
        ("n", "0x10"),
        ("n", "1,5"),
        ("n", "Met"),
        ("n", "9" * 500),
        ("b", "2"),
        ("b", "yes"),
        ("d", "last week"),
        ("d", "1899-01-01"),
        ("d", "25:00"),
        ("zz", "Met"),
    ],
)
def test_an_invalid_value_is_an_error_and_noted(make: Make, type_: str, text: str) -> None:
    """A cell that cannot be read is never 0 and never blank: it shows the text found there, and its
    address is noted.
    """
    rows = f'<row r="1"><c r="A1" t="{type_}"><v>{text}</v></c></row>'
    read = read_book(make(rows)).sheets[0].cells[1, 1]
    assert (read.kind, read.value) == ("error", text)
    assert "Questions!A1" in notices(make, rows)


@pytest.mark.parametrize(
    "cell",
    [
        "<c r='A1'/>",
        "<c r='A1' s='3'></c>",
        "<c r='A1'><v></v></c>",
        "<c r='A1' t='s'><v/></c>",
        "<c r='A1' t='inlineStr'><is><t/></is></c>",
        "<c r='A1' t='s'><v>0</v></c>",
    ],
)
def test_cells_without_content_are_not_kept(make: Make, cell: str) -> None:
    """A formatted cell that is empty, or has an empty text, is blank."""
    for one in (cell, cell.replace("'", '"')):
        assert cells(make, one, strings="<si><t></t></si>") == {}


def test_formulas_keep_text_and_saved_result(make: Make) -> None:
    """A formula is read as a formula with the last saved result, of any kind, or none."""
    read = cells(
        make,
        '<c r="A1" t="str"><f>IF(B1="","To do","Done")</f><v>To do</v></c><c '
        'r="B1"><f>1+1</f><v>2</v></c><c r="C1"><f>1+1</f><v></v></c>'
        '<c r="D1" t="b"><f>TRUE</f><v>1</v></c><c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c '
        'r="F1"><f>NOW()</f></c><c r="G1"><f/><v>5</v></c>',
    )
    assert {(address, cell.kind, cell.value, cell.formula) for address, cell in read.items()} == {
        ("A1", "formula", "To do", 'IF(B1="","To do","Done")'),
        ("B1", "formula", 2.0, "1+1"),
        ("C1", "formula", None, "1+1"),
        ("D1", "formula", True, "TRUE"),
        ("E1", "formula", "#DIV/0!", "1/0"),
        ("F1", "formula", None, "NOW()"),
        ("G1", "formula", 5.0, ""),
    }


def test_cells_of_shared_and_array_formulas_are_formulas_too(make: Make) -> None:
    """A result is never taken for something typed, even if the formula's text is in another
    cell.
    """
    read = cells(
        make,
        '<c r="A1"><f t="shared" ref="A1:B1" si="0">C1*2</f><v>1</v></c><c r="B1"><f t="shared" '
        'si="0"/><v>2</v></c>'
        '<c r="C1"><f t="array" ref="C1:D1">TRANSPOSE(A1:A2)</f><v>3</v></c><c '
        'r="D1"><v>4</v></c><c r="E1"><v>5</v></c>',
    )
    assert [(cell.kind, cell.formula) for cell in read.values()] == [
        ("formula", "C1*2"),
        ("formula", ""),
        ("formula", "TRANSPOSE(A1:A2)"),
        ("formula", ""),
        ("number", None),
    ]


RICH = (
    "<si><r><t>Not </t></r><r><rPr><strike/></rPr><t>met</t></r></si>"
    '<si><r><rPr><b/><strike val="1"/></rPr><t>met</t></r><r><rPr><strike/></rPr><t '
    'xml:space="preserve"> </t></r></si>'
    '<si><r><rPr><strike val="0"/><sz val="11"/></rPr><t>met</t></r></si>'
    "<si><t>met</t></si>"
    '<si><r><rPr><strike/></rPr><t>met</t></r><r><t xml:space="preserve"> </t></r></si>'
    '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>'
)


@pytest.mark.parametrize(
    ("string", "style", "text", "struck", "partly"),
    [
        (0, 0, "Not met", False, True),
        (1, 0, "met ", True, False),
        (2, 0, "met", False, False),
        (3, 0, "met", False, False),
        (4, 0, "met ", True, False),
        (5, 0, "東京", False, False),
        (0, 1, "Not met", True, False),
        (1, 1, "met ", True, False),
        (2, 1, "met", False, False),
        (3, 1, "met", True, False),
    ],
)
def test_rich_text_is_joined_and_strike_through_recognised(
    make: Make, string: int, style: int, text: str, struck: bool, partly: bool
) -> None:
    """Runs are joined without phonetic text; strike-through in all or part, by run or by cell, is
    noted.
    """
    styles = (
        "<fonts><font/><font><strike/></font></fonts>"
        '<cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs>'
    )
    cell = cells(
        make, f'<c r="A1" s="{style}" t="s"><v>{string}</v></c>', strings=RICH, styles=styles
    )["A1"]
    assert (cell.value, cell.struck, cell.partly_struck) == (text, struck, partly)


def test_inline_rich_text_and_struck_through_numbers_are_recognised_too(make: Make) -> None:
    """Strike-through counts for inline texts, numbers and formulas alike."""
    fonts = (
        '<fonts><font/><font><strike val="true"/></font><font/></fonts>'
        "<dxfs><dxf><font><strike/></font></dxf></dxfs>"
    )
    styles = fonts + '<cellXfs><xf/><xf fontId="1"/><xf fontId="2"/></cellXfs>'
    inline = (
        '<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><rPr><strike/></rPr><t>b</t></r></is></c>'
    )
    read = cells(
        make,
        inline
        + '<c r="B1" s="1"><v>1</v></c><c r="C1" s="1"><f>A1</f></c><c r="D1" s="2"><v>1</v></c>',
        styles=styles,
    )
    assert (read["A1"].value, read["A1"].partly_struck) == ("ab", True)
    assert [cell.struck for cell in read.values()] == [False, True, True, False]


@pytest.mark.parametrize(
    ("written", "text", "note"),
    [
        ("a_x000D_b", "a\nb", ""),
        ("a_x000d_\nb", "a\nb", ""),
        ("a&#13;&#10;b&#13;c", "a\nb\nc", ""),
        ("_x005F_x000D_", "_x000D_", ""),
        ("_x005F__x0041_", "_A", ""),
        ("_xD83D__xDE00_", "\U0001f600", ""),
        ("_xZZZZ_ _x12_", "_xZZZZ_ _x12_", ""),
        ("a_x0001_b", "a\ufffdb", "printed"),
        ("a_xD800_b", "a\ufffdb", "printed"),
        ("a_xFFFE_b_xFFFF_", "a\ufffdb\ufffd", "printed"),
        ("a\u0085b\u009f", "a\ufffdb\ufffd", "printed"),
        ("a\u202eb\u2066c\u200fd", "abcd", "direction"),
        ("tab\tand\nline", "tab\tand\nline", ""),
        ("zero\u200bwidth and \u00a0 stay", "zero\u200bwidth and \u00a0 stay", ""),
        ("x" * 32_767, "x" * 32_767, ""),
        ("x" * 32_768, "x" * 32_768, "32,767"),
    ],
)
@pytest.mark.parametrize("shared", [True, False])
def test_text_is_decoded_once_and_made_printable(
    make: Make, written: str, text: str, note: str, shared: bool
) -> None:
    """Excel's escapes are decoded once, line ends become one kind, and every character replaced or
    removed is noted with its cell.
    """
    strings = f'<si><t xml:space="preserve">{written}</t></si>'
    cell = (
        '<c r="A1" t="s"><v>0</v></c>'
        if shared
        else f'<c r="A1" t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'
    )
    book = read_book(make(f'<row r="1">{cell}</row>', strings=strings))
    assert book.sheets[0].cells[1, 1].value == text
    assert (
        (book.notices == ())
        if not note
        else ("Questions!A1" in book.notices[0] and note in book.notices[0])
    )


@pytest.mark.parametrize(
    ("format_", "is_date"),
    [
        ('numFmtId="14"', True),
        ('numFmtId="22"', True),
        ('numFmtId="45"', True),
        ('numFmtId="47"', True),
        ('numFmtId="0"', False),
        ('numFmtId="13"', False),
        ('numFmtId="23"', False),
        ('numFmtId="49"', False),
        ('numFmtId="164"', True),
        ('numFmtId="165"', False),
        ('numFmtId="166"', True),
        ('numFmtId="167"', False),
        ('numFmtId="168"', False),
        ('numFmtId="999"', False),
        ('numFmtId="x"', False),
    ],
)
def test_dates_are_recognised_by_their_number_format(
    make: Make, format_: str, is_date: bool
) -> None:
    """Built-in and custom date formats make a number a date; letters in quotes, brackets and
    escapes do not.
    """
    styles = (
        '<numFmts><numFmt numFmtId="164" formatCode="[$-809]dd mmm yyyy"/><numFmt '
        'numFmtId="165" formatCode="0&quot; days&quot;"/>'
        '<numFmt numFmtId="166" formatCode="[h]:mm"/><numFmt numFmtId="167" '
        'formatCode="[Red]0\\d;[$USD-409]#,##0_d"/>'
        '<numFmt numFmtId="168" formatCode="General"/></numFmts>'
        f'<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf {format_}/></cellXfs>'
    )
    read = cells(
        make,
        '<c r="A1" s="0"><v>45000</v></c><c r="B1" t="str" s="0"><v>x</v></c><c r="C1" '
        's="0"><f>A1</f><v>45000</v></c>',
        styles=styles,
    )
    assert [cell.is_date for cell in read.values()] == [is_date, False, is_date]


def test_an_iso_date_is_a_date_without_any_format(make: Make) -> None:
    """A cell of type d is a date by itself, counted from the workbook's first day."""
    cell = '<c r="A1" t="d"><v>2026-03-04</v></c>'
    assert cells(make, cell)["A1"].is_date
    book = read_book(make(f'<row r="1">{cell}</row>', properties='<workbookPr date1904="1"/>'))
    assert book.epoch_1904
    assert book.sheets[0].cells[1, 1].value == 46085 - 1462


def test_cells_and_rows_without_addresses_follow_one_another(make: Make) -> None:
    """Some programs leave addresses out: such a cell or row follows the last one."""
    book = read_book(
        make(
            '<row><c><v>1</v></c><c/><c><v>2</v></c></row><row r="5"><c '
            'r="D5"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>'
        )
    )
    assert {cell.address: cell.value for cell in book.sheets[0].cells.values()} == {
        "A1": 1,
        "C1": 2,
        "D5": 3,
        "E5": 4,
        "A6": 5,
    }
    assert book.notices == ()


@pytest.mark.parametrize(
    ("rows", "kept", "noted"),
    [
        (
            '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
            {"A1": 1},
            "Questions!A1: in the file more than once",
        ),
        (
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>',
            {"A1": 1},
            "Questions!A1: in the file more than once",
        ),
        (
            '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
            {"B1": 1, "A1": 2},
            "Questions!A1: not in the proper order",
        ),
        (
            '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>',
            {"A2": 1, "A1": 2},
            "Questions!A1: not in the proper order",
        ),
        (
            '<row r="1"><c r="A7"><v>1</v></c></row>',
            {"A7": 1},
            "Questions!A7: not in the proper order",
        ),
        ('<row r="1"><c r="A1"/><c r="A1"><v>1</v></c></row>', {"A1": 1}, ""),
        (
            '<row r="10000"><c r="SR10000"><v>1</v></c><c r="SS10000"><v>2</v></c></row>',
            {"SR10000": 1},
            "Questions!SS10000: too far",
        ),
        ('<row r="10001"><c r="A10001"><v>1</v></c></row>', {}, "Questions!A10001: too far"),
        ('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>', {}, "Questions!ZZZZZZ1: too far"),
        ('<row r="10001"><c r="A10001" s="1"/></row>', {}, ""),
    ],
)
def test_repeated_misplaced_and_far_cells_are_noted(
    make: Make, rows: str, kept: dict[str, float], noted: str
) -> None:
    """The first of two is kept, order does not matter, and far cells are left out: each has a
    notice with the cell.
    """
    book = read_book(make(rows))
    assert {cell.address: cell.value for cell in book.sheets[0].cells.values()} == kept
    assert len(book.notices) == bool(noted)
    assert all(noted in notice for notice in book.notices)


def test_many_far_cells_make_one_notice(make: Make) -> None:
    """A column filled to its end gives one sentence with the first addresses and a count, not a
    thousand.
    """
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(10_001, 10_101)
    )
    reported = read_book(make(rows)).notices
    assert len(reported) == 1
    assert len(reported[0]) <= 200
    assert "A10001, A10002" in reported[0]
    assert "and 92 more" in reported[0]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="1A"><v>1</v></c></row>',
        '<row r="1"><c r=""><v>1</v></c></row>',
        '<row r="1"><c r="A0"><v>1</v></c></row>',
        '<row r="x"/>',
        '<row r=""/>',
        '<row r="1"><c r="A1" t="s"><v>9</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>x</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>²</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v><is><t>2</t></is></c></row>',
        '<row r="1"><c r="A1"><c r="B1"><v>1</v></c></c></row>',
        '</sheetData><sheetData><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><f t="array" ref="nowhere">1</f></c></row>',
    ],
)
def test_anything_that_can_be_read_in_two_ways_is_refused(make: Make, rows: str) -> None:
    """A cell with two values, without a place or without a text to refer to is damage, and is not
    guessed.
    """
    with pytest.raises(Refused) as refused:
        read_book(make(rows, strings="<si><t>a</t></si>"))
    assert refused.value.code == "damaged"


def test_missing_parts_are_refused_and_never_dropped(make: Make) -> None:
    """A missing sheet, table of texts or workbook means missing answers."""
    text = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    for change in (
        {"xl/worksheets/sheet1.xml": None},
        {"xl/workbook.xml": None},
        {"xl/_rels/workbook.xml.rels": None},
        {"_rels/.rels": None},
    ):
        with pytest.raises(Refused) as refused:
            read_book(make(change=change))
        assert refused.value.code == "missing_part"
    with pytest.raises(Refused) as refused:
        read_book(make(text))
    assert refused.value.code == "missing_part"
    assert read_book(
        make(
            '<row r="1"><c r="A1"><v>1</v></c></row>',
            strings="",
            change={"xl/sharedStrings.xml": None},
        )
    ).sheets


@pytest.mark.parametrize(
    "target",
    [
        "worksheets/sheet1.xml",
        "/xl/worksheets/sheet1.xml",
        "./worksheets/sheet1.xml",
        "../xl/worksheets/sheet1.xml",
        "worksheets\\sheet1.xml",
        "WORKSHEETS/Sheet1.XML",
    ],
)
def test_targets_are_found_however_they_are_written(make: Make, target: str) -> None:
    """Absolute, relative, odd-case and backslash targets all name the same part."""
    links = (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="{target}"/></Relationships>'
    )
    book = read_book(
        make(
            '<row r="1"><c r="A1"><v>1</v></c></row>', change={"xl/_rels/workbook.xml.rels": links}
        )
    )
    assert book.sheets[0].cells[1, 1].value == 1


@pytest.mark.parametrize(
    "target",
    [
        "../../etc/passwd",
        "file:///etc/passwd",
        "http://evil.example/sheet.xml",
        '/etc/passwd" TargetMode="External',
        'worksheets/sheet1.xml" TargetMode="External',
    ],
)
def test_targets_outside_the_file_are_never_followed(make: Make, target: str) -> None:
    """A sheet outside the file is a missing sheet."""
    links = (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="{target}"/></Relationships>'
    )
    with pytest.raises(Refused) as refused:
        read_book(make(change={"xl/_rels/workbook.xml.rels": links}))
    assert refused.value.code == "missing_part"


def several(make: Make) -> Book:
    """A workbook of four sheets with names, properties, comments, rules and hidden things."""
    sheet = (
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>{{}}</v></c></row>'
        "</sheetData></worksheet>"
    )
    links = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="worksheets/s{n}.xml"/>'
        for n in (1, 2, 3)
    )
    links += f'<Relationship Id="r4" Type="{OFFICE}/chartsheet" Target="chartsheets/s4.xml"/>'
    change = {f"xl/worksheets/s{n}.xml": sheet.format(n) for n in (1, 2)}
    change["xl/worksheets/s3.xml"] = (
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1" hidden="1"><c r="A1"><v>3</v></c><c '
        f'r="B1"><v>4</v></c></row><row r="2" hidden="0"/></sheetData>'
        '<sheetProtection sheet="1" objects="1"/><mergeCells count="1"><mergeCell '
        'ref="A1:B1"/></mergeCells><dataValidations>'
        '<dataValidation type="list" sqref="A1:A9 C1" showErrorMessage="1"><formula1>"Met,Not '
        'met"</formula1></dataValidation>'
        '<dataValidation sqref="D1"/></dataValidations></worksheet>'
    )
    change["xl/chartsheets/s4.xml"] = f'<chartsheet xmlns="{MAIN}"/>'
    change["xl/comments/comment1.xml"] = (
        f'<comments xmlns="{MAIN}"><commentList><comment ref="A1"/><comment '
        f'ref="A2"/></commentList></comments>'
    )
    change["xl/threadedComments/threadedComment1.xml"] = "<x/>"
    change["xl/externalLinks/externalLink1.xml"] = "<x/>"
    change["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'
    )
    change["_rels/.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="a" '
        f'Type="{OFFICE}/officeDocument" Target="/xl/workbook.xml"/>'
        f'<Relationship Id="b" Type="{PACKAGE}/relationships/metadata/core-properties" '
        f'Target="docProps/core.xml"/>'
        f'<Relationship Id="c" Type="{OFFICE}/custom-properties" '
        f'Target="docProps/custom.xml"/></Relationships>'
    )
    change["docProps/core.xml"] = (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:identifier>AF1/x</dc:identifier><cp:keywords>a "
        "b</cp:keywords><dc:title>T</dc:title><dc:creator/></cp:coreProperties>"
    )
    change["docProps/custom.xml"] = (
        "<Properties "
        'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        '<property name="form_id"><vt:lpwstr>AF1/x</vt:lpwstr></property><property '
        'name="reader"><vt:i4>2</vt:i4></property></Properties>'
    )
    sheets = (
        '<sheet name="Last" sheetId="9" r:id="r2"/><sheet name="Hid &amp; den" sheetId="1" '
        'r:id="r1" state="hidden"/>'
        '<sheet name="_audit" sheetId="2" r:id="r3" state="veryHidden"/><sheet name="Chart" '
        'sheetId="3" r:id="r4"/>'
    )
    names = (
        '<definedNames><definedName name="AF_q">Last!$A$1</definedName><definedName name="AF_q" '
        'localSheetId="1">#REF!</definedName>'
        '<definedName name="AF_q">other</definedName><definedName name="x" '
        'localSheetId="99">1</definedName></definedNames>'
    )
    return read_book(make(sheets=sheets, names=names, change=change))


def test_sheets_keep_the_workbooks_order_whatever_their_state(make: Make) -> None:
    """Hidden and very hidden sheets are read like any other, and a chart sheet keeps its place
    without cells.
    """
    book = several(make)
    assert [(sheet.name, sheet.state, len(sheet.cells)) for sheet in book.sheets] == [
        ("Last", "visible", 1),
        ("Hid & den", "hidden", 1),
        ("_audit", "veryHidden", 2),
        ("Chart", "visible", 0),
    ]
    found = book.sheet("LAST")
    assert isinstance(found, Sheet)
    assert found.at("a1") == found.cells[1, 1]
    assert (found.at("B2"), book.sheet("none")) == (None, None)


def test_names_properties_and_comments_are_read(make: Make) -> None:
    """Defined names keep their sheet and properties their names; of two the first is kept, with a
    notice.
    """
    book = several(make)
    assert book.names == {"AF_q": "Last!$A$1", "Hid & den!AF_q": "#REF!"}
    assert book.properties == {
        "identifier": "AF1/x",
        "keywords": "a b",
        "title": "T",
        "custom:form_id": "AF1/x",
        "custom:reader": "2",
    }
    assert book.comments == (("", "A1"), ("", "A2"))  # the part belongs to no sheet
    for word in (
        "defined name is in the file more than once",
        "does not exist",
        "links to other workbooks",
        "_audit!B1: hidden behind",
    ):
        assert any(word in notice for notice in book.notices), word


def test_protection_merges_rules_and_hidden_rows_are_read(make: Make) -> None:
    """A sheet's settings are kept, so that changes to them can be noticed."""
    audit = several(make).sheets[2]
    assert audit.protected
    assert audit.merged == ("A1:B1",)
    assert audit.hidden_rows == {1}
    assert audit.validations == (
        Validation("A1:A9 C1", "list", '"Met,Not met"', True),
        Validation("D1", "none", "", False),
    )
    assert not several(make).sheets[0].protected


def test_damaged_properties_are_noted_and_the_answers_still_read(make: Make) -> None:
    """A form whose properties are broken is still a form."""
    links = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="a" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        f'<Relationship Id="b" Type="{PACKAGE}/relationships/metadata/core-properties" '
        f'Target="docProps/core.xml"/></Relationships>'
    )
    change = {"_rels/.rels": links, "docProps/core.xml": "<broken"}
    book = read_book(make('<row r="1"><c r="A1"><v>1</v></c></row>', change=change))
    assert len(book.sheets[0].cells) == 1
    assert any("properties" in notice for notice in book.notices)


def test_a_sheets_name_cannot_break_a_line(make: Make) -> None:
    """A line end in a sheet's name does not reach the one-line notices that name it."""
    sheets = '<sheet name="a&#10;b" sheetId="1" r:id="rId1"/>'
    book = read_book(make('<row r="1"><c r="A1" t="b"><v>2</v></c></row>', sheets=sheets))
    assert book.sheets[0].name == "a\nb"
    assert book.notices[0].startswith("a b!A1: ")


def test_two_sheets_of_one_name_are_refused(make: Make) -> None:
    """Sheets that differ only in case cannot be told apart in any formula or message."""
    sheets = '<sheet name="A" sheetId="1" r:id="rId1"/><sheet name="a" sheetId="2" r:id="rId1"/>'
    with pytest.raises(Refused) as refused:
        read_book(make(sheets=sheets))
    assert refused.value.code == "damaged"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
def test_other_encodings_are_read(make: Make, encoding: str) -> None:
    """A part in another encoding that XML allows gives the same cells (one reader returns none for
    UTF-16).
    """
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    rows = '<row r="1"><c r="A1" t="str"><v>déjà</v></c></row>'
    part = (
        f'<?xml version="1.0" encoding="{declared}"?>'
        f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    )
    assert (
        read_book(make(change={"xl/worksheets/sheet1.xml": part.encode(encoding)}))
        .sheets[0]
        .cells[1, 1]
        .value
        == "déjà"
    )


def test_prefixes_do_not_matter_and_foreign_elements_are_ignored(make: Make) -> None:
    """Cells are recognised by their namespace: with any prefix they count, and from another
    namespace they do not.
    """
    rows = (
        '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c>'
        '<c xmlns="urn:other" r="B1"><v>2</v></c></x:row>'
    )
    prefixed = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    book = read_book(make(change={"xl/worksheets/sheet1.xml": prefixed}))
    assert [cell.address for cell in book.sheets[0].cells.values()] == ["A1"]
    foreign = (
        f'<x:worksheet xmlns:x="{MAIN}" xmlns="urn:other"><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c></row></sheetData></x:worksheet>'
    )
    with pytest.raises(Refused):
        read_book(make(change={"xl/worksheets/sheet1.xml": foreign}))


def test_cells_outside_the_rows_are_not_cells(make: Make) -> None:
    """Only cells in the sheet's rows are read, wherever else such elements may be hidden."""
    hidden = '<extLst><ext><row r="5"><c r="A5"><v>1</v></c></row></ext></extLst>'
    assert read_book(make('<row r="1"><c r="A1"><v>1</v></c></row>', after=hidden)).sheets[
        0
    ].cells.keys() == {(1, 1)}


def test_notices_hold_no_text_of_any_cell(make: Make) -> None:
    """Notices are printed in ledgers and on screens, so they name cells and never quote them."""
    typed = "Olivia"
    rows = (
        f'<row r="1"><c r="A1" t="n"><v>{typed}</v></c><c r="A1" t="str"><v>{typed}</v></c>'
        f'<c r="B1" t="str"><v>{typed}_x0001_\u202e</v></c></row>'
    )
    reported = notices(make, rows)
    assert reported
    assert typed not in reported


@pytest.mark.parametrize(
    ("format_", "shown"),
    [
        ('numFmtId="9"', "%0"),
        ('numFmtId="10"', "%2"),
        ('numFmtId="164"', "%1"),
        ('numFmtId="165"', ""),
        ('numFmtId="166"', "no_day"),
        ('numFmtId="17"', "no_day"),
        ('numFmtId="14"', ""),
        ('numFmtId="0"', ""),
    ],
)
def test_how_a_number_is_shown_is_kept(make: Make, format_: str, shown: str) -> None:
    """A percentage, with its decimals, and a month without a day are not what the number says."""
    styles = (
        '<numFmts><numFmt numFmtId="164" formatCode="0.0%;[Red]-0.00%"/><numFmt numFmtId="165" '
        'formatCode="0&quot; %&quot;"/><numFmt numFmtId="166" formatCode="mmmm yyyy"/></numFmts>'
        f"<cellXfs><xf {format_}/></cellXfs>"
    )
    read = cells(
        make, '<c r="A1" s="0"><v>0.5</v></c><c r="B1" s="0" t="str"><v>x</v></c>', styles=styles
    )
    assert [cell.shown for cell in read.values()] == [shown, ""]
