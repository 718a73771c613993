"""The board's Word report: a paper that a secretary can use as it is, in our style or in the
partnership's own.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from functools import partial

import attrs
import pytest
from docx import Document
from docx.shared import RGBColor
from hypothesis import given
from hypothesis import strategies as st

from audit_core.documents.word.reference_check import check_look
from audit_core.documents.word.word_tables import NARROWEST_COLUMN, weights, widths_for_words
from audit_core.errors import UsageProblem
from audit_core.reports.leak_check import text_in
from audit_core.reports.views import for_board
from audit_core.reports.writers import report_writers
from audit_core.tabulation.compiled import Compiled, Draft


def report(result: Compiled, look: bytes | None = None) -> bytes:
    """The board's report."""
    writer = next(
        writer
        for writer in report_writers(look=look)
        if (writer.audience, writer.file) == ("board", "report.docx")
    )
    data = writer.write(for_board(result), "")
    assert data is not None
    return data


def main_headings(data: bytes) -> list[str]:
    """The first-level headings, in order."""
    return [
        paragraph.text
        for paragraph in Document(io.BytesIO(data)).paragraphs
        if paragraph.style.name == "Heading 1"
    ]


def xml(data: bytes, name: str = "word/document.xml") -> str:
    """One part of the file."""
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


@pytest.fixture(scope="module")
def decided(result: Compiled) -> Compiled:
    """The same round complete: what it is like to be each child, a reason for each finding, and
    nothing open.
    """
    findings = tuple(
        attrs.evolve(item, why="Nobody reads it at weekends.", so_what="They wait until Monday.")
        for item in result.findings
    )
    return attrs.evolve(
        result,
        findings=findings,
        draft=Draft(0, 0, 0),
        lived=(("XX26A-01-M", "She knew which stair creaked."),),
        shown=(1, 2),
    )


def test_the_report_opens_with_the_children_and_then_a_summary_with_strengths_first(
    decided: Compiled,
) -> None:
    """What it is like to be these children comes before any figure, with the number of cases in
    which no record shows it.
    """
    headings = main_headings(report(decided))
    assert headings[:2] == ["What it is like to be one of these children", "Summary"]
    words = text_in(report(decided))
    places = [
        words.index(text)
        for text in (
            "She knew which stair creaked.",
            "In 1 of 2 cases no record shows what life was like",
            "What was done well",
            "Priority actions",
            "How the audit was done, and its limits",
            "F1. Priority action. ",
            "R1. ",
        )
    ]
    assert places == sorted(places)


def test_the_board_reads_no_rule_codes_and_the_chair_does(decided: Compiled) -> None:
    """The table of limits gives the reason; the chair's table also has the rule."""
    (mine,), (theirs,) = (
        [item for item in each.tables if item.key == "limits"]
        for each in (decided, for_board(decided))
    )
    assert mine.rows[0].cells == (*theirs.rows[0].cells, "critical")
    headings = [
        [cell.text for cell in item.rows[0].cells]
        for item in Document(io.BytesIO(report(decided))).tables
    ]
    assert ["Case", "No better than", "Because"] in headings


def test_the_contents_lead_to_every_main_heading(decided: Compiled) -> None:
    """Each entry links to the bookmark of a heading, in order; the title is not among them."""
    data = report(decided)
    links = re.findall(
        r'<w:hyperlink w:anchor="(\w+)">.*?<w:t[^>]*>(.*?)</w:t>', xml(data), re.DOTALL
    )
    marks = dict(
        re.findall(
            r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"/>.*?<w:t[^>]*>(.*?)</w:t>',
            xml(data),
            re.DOTALL,
        )
    )
    assert [text for _, text in links] == main_headings(data)
    assert [marks[anchor] for anchor, _ in links] == main_headings(data)


def test_each_finding_has_its_reason_and_its_meaning_for_children(decided: Compiled) -> None:
    """Each row has what was found, its count, why, and what it means; the heading row repeats and
    no row breaks.
    """
    document = Document(io.BytesIO(report(decided)))
    table = next(
        table for table in document.tables if table.rows[0].cells[0].text == "What we found"
    )
    assert [cell.text for cell in table.rows[0].cells] == [
        "What we found",
        "Count",
        "Why it happens",
        "What it means for children",
    ]
    found, count, why, means = (cell.text for cell in table.rows[1].cells)
    assert found.startswith("F1. Priority action. ")
    assert (count, why, means) == (
        "2 of 3",
        "Nobody reads it at weekends.",
        "They wait until Monday.",
    )
    for made in document.tables:
        assert made.rows[0]._tr.trPr.xpath("w:tblHeader")
        assert all(row._tr.trPr.xpath("w:cantSplit") for row in made.rows)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({}, "Version 1. Not yet approved."),
        (
            {"agreed_by": "Quality group", "agreed_on": date(2026, 4, 14), "version": "2.1"},
            "Version 2.1, agreed by Quality group on 14 April 2026.",
        ),
    ],
)
def test_the_final_report_gives_its_version_and_who_agreed_it_when(
    more: dict[str, object], says: str, decided: Compiled
) -> None:
    """These tell the final paper from other copies; while anything is undecided it is a draft,
    whatever they say.
    """
    final = attrs.evolve(decided, round=attrs.evolve(decided.round, **more))
    assert says in text_in(report(final))
    draft = attrs.evolve(final, draft=Draft(1, 0, 0))
    assert "agreed by" not in text_in(report(draft))
    assert "DRAFT: 1 case without an agreed grade" in text_in(report(draft))


def test_missing_text_is_marked_in_its_place(result: Compiled) -> None:
    """A report with a gap in it must not look complete."""
    words = text_in(report(result))
    assert "Not written yet: what it is like to be one of these children." in words


def pattern() -> bytes:
    """A partnership's own Word file with only a few styles: blue Georgia headings, its name in the
    header, and private text.
    """
    document = Document()
    for style in list(document.styles):
        if style.name in {"List Bullet", "List Number", "Caption", "Quote"}:
            style.delete()
    document.styles["Heading 1"].font.name = "Georgia"
    document.styles["Heading 1"].font.color.rgb = RGBColor(0, 0x66, 0xCC)
    document.sections[0].header.paragraphs[
        0
    ].text = "Mereshire Safeguarding Children Partnership (invented)"
    document.sections[0].different_first_page_header_footer = True
    document.add_paragraph("Minutes of the last meeting: not for this report.")
    document.core_properties.author = "Somebody else"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_partnerships_word_file_gives_its_style_and_nothing_else(decided: Compiled) -> None:
    """Its styles and header are used, and missing styles and bullets are ours; its text, author and
    empty first header are not copied.
    """
    data = report(decided, pattern())
    document = Document(io.BytesIO(data))
    heading = next(
        paragraph for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"
    )
    assert (heading.style.font.name, heading.style.font.color.rgb) == (
        "Georgia",
        RGBColor(0, 0x66, 0xCC),
    )
    assert main_headings(data) == main_headings(report(decided))
    header = [paragraph.text for paragraph in document.sections[0].header.paragraphs]
    assert header == [
        "Mereshire Safeguarding Children Partnership (invented)",
        "OFFICIAL-SENSITIVE",
    ]
    assert document.sections[0].different_first_page_header_footer is False
    bullet = next(
        paragraph for paragraph in document.paragraphs if paragraph.style.name == "List Bullet"
    )
    wanted = bullet.style.element.xpath(".//w:numId/@w:val")[0]
    shapes = {
        each.get(each.nsmap and f"{{{each.nsmap['w']}}}numId")
        for each in document.part.numbering_part.element.num_lst
    }
    assert wanted in shapes
    assert "Minutes of the last meeting" not in text_in(data)
    assert document.core_properties.author != "Somebody else"
    assert report(decided, pattern()) == data


def renamed(*changes: tuple[str, str]) -> bytes:
    """An ordinary Word file with some of the XML of its styles replaced."""
    document, out = io.BytesIO(), io.BytesIO()
    Document().save(document)
    with zipfile.ZipFile(document) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/styles.xml":
                text = part.decode()
                for pattern, instead in changes:
                    text, times = re.subn(pattern, instead, text, flags=re.DOTALL)
                    assert times
                part = text.encode()
            target.writestr(name, part)
    return out.getvalue()


_HEADINGS = r'<w:style [^>]*>\s*<w:name w:val="(?:[Hh]eading [123]|Title|Normal)"/>.*?</w:style>'


@pytest.mark.parametrize(
    "changes",
    [
        (('w:val="heading 1"', 'w:val="Heading 1"'), ('w:val="caption"', 'w:val="Caption"')),
        (('w:val="Normal"', 'w:val="normal"'), ('w:val="Title"', 'w:val="TITLE"')),
        ((_HEADINGS, ""),),
        (('w:val="heading 1"', 'w:val="Kop 1"'), ('w:val="Normal"', 'w:val="Standaard"')),
        ((r'w:type="paragraph"( w:styleId="Quote")', r'w:type="character"\1'),),
    ],
    ids=["LibreOffice", "Word Online", "no headings", "another language", "of another type"],
)
def test_a_word_file_saved_by_another_program_gives_its_style(
    changes: tuple[tuple[str, str], ...], decided: Compiled
) -> None:
    """Programs write the names of built-in styles with other capitals, in another language or not
    at all. The report has all its headings and lists, and nobody is shown a warning of Python.
    """
    file = renamed(*changes)
    check_look(file)
    data = report(decided, file)
    assert main_headings(data) == main_headings(report(decided))
    styles = [style.element for style in Document(io.BytesIO(data)).styles]
    assert len({style.styleId for style in styles}) == len(styles)
    names = [style.name_val.casefold() for style in styles]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "file", [b"", b"not a Word file", b"PK\x03\x04 broken"], ids=["empty", "text", "broken"]
)
def test_a_file_that_is_not_a_word_file_is_refused(file: bytes, decided: Compiled) -> None:
    """There is one problem with what to do, and no traceback."""
    for use in (check_look, partial(report, decided)):
        with pytest.raises(UsageProblem) as stopped:
            use(file)
        assert stopped.value.code == "file.look"


@given(
    st.lists(st.floats(0.5, 9), min_size=3, max_size=3),
    st.lists(st.lists(st.text("ab ", max_size=30), min_size=3, max_size=3), max_size=4),
)
def test_balancing_widths_keeps_the_total_and_breaks_no_word_that_fits(
    widths: list[float], rows: list[list[str]]
) -> None:
    """A narrow column gains from wider ones; if there is not room for all, nothing changes."""
    found = widths_for_words(widths, ["Expected", "Returned", "Nil"], rows)
    assert sum(found) == pytest.approx(sum(widths))
    if found != widths:
        assert found[0] >= len("Expected") * 0.2 + 0.44


CELLS = st.lists(
    st.lists(st.text("ab ", max_size=60), min_size=3, max_size=3), min_size=1, max_size=5
)


@given(CELLS)
def test_a_column_fits_its_longest_word_and_never_shrinks_with_more_rows(
    rows: list[list[str]],
) -> None:
    """A column that gains a row never loses width, and no word is broken."""
    header = ["One", "Two", "Three"]
    found = weights(header, rows)
    for place, weight in enumerate(found):
        words = [word for row in rows for word in row[place].split()]
        assert weight >= max([NARROWEST_COLUMN, *map(len, words)])
    more = weights(header, [*rows, ["a" * 30, "", ""]])
    assert more[0] >= found[0]
    assert more[1:] == found[1:]
