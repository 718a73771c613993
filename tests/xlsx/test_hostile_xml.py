"""Hostile XML inside a workbook, and the limits on its contents."""

import time
from collections.abc import Callable

import pytest
from attrs import evolve

from audit_core.xlsx.reader import read_book
from audit_core.xlsx.reader.limits import LIMITS, Limits
from audit_core.xlsx.refusals import Refused

Make = Callable[..., bytes]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def code_of(data: bytes, limits: Limits = LIMITS) -> str:
    started = time.process_time()  # of this process: what else the machine does must not matter
    with pytest.raises(Refused) as refused:
        read_book(data, limits)
    assert time.process_time() - started < 20
    return refused.value.code


def sheet(inside: str, before: str = "") -> str:
    return f'{before}<worksheet xmlns="{MAIN}"><sheetData>{inside}</sheetData></worksheet>'


@pytest.mark.parametrize(
    "part",
    [
        SHEET,
        "xl/workbook.xml",
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/_rels/workbook.xml.rels",
        "xl/comments1.xml",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_a_dtd_is_refused_in_every_part_that_is_read(make: Make, part: str, encoding: str) -> None:
    """A document type is refused wherever it would be read, including encodings that a text search
    would miss.
    """
    bom = "\ufeff" if encoding == "utf-16-be" else ""
    hostile = f'{bom}<!-- first a comment --><!DOCTYPE a [<!ENTITY x "y">]><a/>'
    assert code_of(make(CELL, change={part: hostile.encode(encoding)})) == "dtd"


def test_entity_bombs_and_outside_entities_are_refused(make: Make) -> None:
    """Billion laughs, quadratic blow-up and outside files all need a DTD, which is refused."""
    laughs = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'
    outside = '<!DOCTYPE a SYSTEM "file:///etc/passwd">'
    for before in (laughs, outside):
        assert code_of(make(change={SHEET: sheet("&c;", before)})) == "dtd"
    assert code_of(make(change={SHEET: sheet("<row><c><v>&nosuch;</v></c></row>")})) == "damaged"


@pytest.mark.parametrize("name", ["x", "c", "row", "v", "is", "r"])
def test_deep_nesting_is_refused(make: Make, name: str) -> None:
    """More than 64 levels are refused, inside rows and elsewhere."""
    deep = f"<{name}>" * 70 + f"</{name}>" * 70
    assert code_of(make(deep)) in {"xml_limits", "damaged"}
    assert code_of(make(CELL, after=deep)) == "xml_limits"


def test_the_depth_limit_is_exact(make: Make) -> None:
    """The worksheet and 63 more levels are accepted, one more is not."""
    assert read_book(make(CELL, after="<x>" * 63 + "</x>" * 63)).sheets
    assert code_of(make(CELL, after="<x>" * 64 + "</x>" * 64)) == "xml_limits"


@pytest.mark.parametrize("element", ["c", "row", "x"])
def test_too_many_attributes_are_refused(make: Make, element: str) -> None:
    """65 attributes of one element are too many, in rows and elsewhere."""
    many = " ".join(f'a{number}="1"' for number in range(65))
    assert code_of(make(f"<{element} {many}/>")) == "xml_limits"
    assert code_of(make(CELL, after=f"<{element} {many}/>")) == "xml_limits"


@pytest.mark.parametrize("before", [0, 1, 61_000, 65_000, 65_400, 130_900])
def test_the_limit_on_one_attribute_is_exact_everywhere(make: Make, before: int) -> None:
    """70,000 characters are accepted and one more is not, wherever the blocks that are read happen
    to end.
    """
    padding = "".join(f"<y{number}/>" for number in range(before // 8))
    rest = evolve(LIMITS, ratio=10_000)
    assert read_book(make(CELL, after=f'{padding}<x a="{"b" * 70_000}"/>'), rest).sheets
    assert code_of(make(CELL, after=f'{padding}<x a="{"b" * 70_001}"/>'), rest) == "xml_limits"
    assert (
        code_of(make(change={SHEET: f'<worksheet xmlns="{MAIN}" a="{"b" * 70_001}"/>'}), rest)
        == "xml_limits"
    )


@pytest.mark.parametrize("endless", ["<!--{}-->", "<?pi {}?>", '<x a="{}"/>'])
def test_an_endless_tag_or_comment_is_refused_early(make: Make, endless: str) -> None:
    """expat reads an unfinished tag again with every block, so that a long one would take quadratic
    time.
    """
    rest = evolve(LIMITS, ratio=100_000)
    assert code_of(make(CELL, after=endless.format("b" * 20_000_000)), rest) == "xml_limits"
    first = endless.format("b" * 20_000_000) + "<a/>"
    assert code_of(make(CELL, change={"xl/workbook.xml": first}), rest) == "xml_limits"


def test_elements_are_counted_in_a_part_and_in_the_workbook(make: Make) -> None:
    """Too many elements are refused, whether in one part or spread over several."""
    many = "<x/>" * 1000
    data = make(CELL, after=many)
    assert read_book(data, evolve(LIMITS, elements=1100)).sheets
    assert code_of(data, evolve(LIMITS, elements=900)) == "xml_limits"
    assert code_of(data, evolve(LIMITS, elements_in_book=1000)) == "xml_limits"
    rows = "".join(f'<row r="{number}"/>' for number in range(1, 1000))
    assert code_of(make(rows), evolve(LIMITS, elements_in_book=900)) == "xml_limits"


def test_cells_strings_names_sheets_formats_and_merges_are_limited(make: Make) -> None:
    """Each limit on contents has its own refusal, one over it but not at it."""
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"/></row>'
    assert read_book(make(cells), evolve(LIMITS, cells=2)).sheets
    assert code_of(make(cells), evolve(LIMITS, cells=1)) == "too_many_cells"
    for strings in ("<si><t>a</t></si><si><t>b</t></si>", "<si><t>a</t></si>\n<si><t>b</t></si>"):
        assert read_book(make(strings=strings), evolve(LIMITS, strings=2)).sheets
        assert code_of(make(strings=strings), evolve(LIMITS, strings=1)) == "too_many_strings"
    names = (
        '<definedNames><definedName name="A">1</definedName>'
        '<definedName name="B">2</definedName></definedNames>'
    )
    assert read_book(make(names=names), evolve(LIMITS, names=2)).names == {"A": "1", "B": "2"}
    assert code_of(make(names=names), evolve(LIMITS, names=1)) == "too_many_names"
    assert code_of(make(), evolve(LIMITS, sheets=0)) == "too_many_sheets"
    styles = "<cellXfs><xf/><xf/></cellXfs>"
    assert read_book(make(styles=styles), evolve(LIMITS, formats=2)).sheets
    assert code_of(make(styles=styles), evolve(LIMITS, formats=1)) == "too_many_formats"
    merges = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:B2"/></mergeCells>'
    assert read_book(make(after=merges), evolve(LIMITS, merges=2)).sheets
    assert code_of(make(after=merges), evolve(LIMITS, merges=1)) == "too_many_merges"
    assert (
        code_of(make(after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'))
        == "too_many_merges"
    )


def test_a_million_overlapping_merges_are_read_quickly(make: Make) -> None:
    """Areas are searched along their shorter side, and only a limited number of times."""
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 2001))
    merges = "".join('<mergeCell ref="A1:B5000"/>' for _ in range(2000))
    assert code_of(make(rows, after=f"<mergeCells>{merges}</mergeCells>")) == "too_many_merges"


def test_corner_cells_cost_nothing_and_are_noted(make: Make) -> None:
    """A file that stops other readers, with one cell in each corner of the sheet, is read at once
    and the far one is noted.
    """
    data = make(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c '
        'r="XFD1048576"><v>2</v></c></row>',
        after="",
    )
    started = time.process_time()  # of this process: what else the machine does must not matter
    book = read_book(data)
    assert time.process_time() - started < 2
    assert list(book.sheets[0].cells) == [(1, 1)]
    assert any("Questions!XFD1048576" in notice for notice in book.notices)


def test_a_hostile_number_format_costs_nothing(make: Make) -> None:
    """100,000 opening brackets in a number format stop other readers; here such a format is too
    long to be one.
    """
    styles = (
        f'<numFmts><numFmt numFmtId="164" formatCode="{"[" * 60_000}d"/></numFmts>'
        '<cellXfs><xf numFmtId="164"/></cellXfs>'
    )
    started = time.process_time()  # of this process: what else the machine does must not matter
    book = read_book(
        make('<row r="1"><c r="A1" s="0"><v>1</v></c></row>', styles=styles),
        evolve(LIMITS, ratio=10_000),
    )
    assert time.process_time() - started < 2
    assert not book.sheets[0].cells[1, 1].is_date
    assert any("number format" in notice for notice in book.notices)


def test_the_largest_workbook_within_limits_is_read_in_seconds(make: Make) -> None:
    """Every limit on elements at once takes seconds, not minutes."""
    line = "".join(f'<c r="{letter}{{0}}"/>' for letter in "ABCDEFGHI")
    rows = "".join(f'<row r="{row}">{line.format(row)}</row>' for row in range(1, 9_999))
    started = time.process_time()  # of this process: what else the machine does must not matter
    assert read_book(make(rows), evolve(LIMITS, ratio=10_000)).sheets
    assert time.process_time() - started < 20


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<worksheet",
        b"\x00" * 50,
        b"<a></b>",
        b"<?xml version='1.0' encoding='utf-7'?><a/>",
        b"<?xml version='1.0' encoding='nonsense'?><a/>",
        b"\xff\xfe<\x00",
    ],
)
def test_parts_that_are_not_xml_are_damaged(make: Make, raw: bytes) -> None:
    """Whatever expat or the codecs raise for a broken part, the file is reported as damaged."""
    assert code_of(make(change={SHEET: raw})) == "damaged"


def test_a_part_of_another_kind_is_damaged(make: Make) -> None:
    """A sheet whose root is not a worksheet is not an empty sheet."""
    assert code_of(make(change={SHEET: "<worksheet/>"})) == "damaged"
    assert code_of(make(change={SHEET: f'<chartsheet xmlns="{MAIN}"/>'})) == "damaged"
    assert code_of(make(change={"xl/workbook.xml": f'<workbook xmlns="{MAIN}"/>'})) == "damaged"


def test_an_unexpected_error_is_unreadable_and_reveals_nothing(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error of our own becomes a refusal whose text holds nothing from the file."""

    def fail(*_: object) -> None:
        raise KeyError("the name of a child")

    monkeypatch.setattr("audit_core.xlsx.reader.read_outline", fail)
    with pytest.raises(Refused) as refused:
        read_book(make())
    assert refused.value.code == "unreadable"
    assert refused.value.__cause__ is None
    assert "child" not in str(refused.value) + refused.value.detail
