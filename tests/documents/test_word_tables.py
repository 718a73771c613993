"""A table written to a Word file has the content it was given."""

from __future__ import annotations

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from audit_core.documents.markdown import MarkdownTable, Run
from audit_core.documents.word.word_tables import add_markdown_table, add_word_table
from audit_core.tables import TINTS, Column, Row, Table

TEXTS = [
    *(
        "plain",
        " kept at both ends ",
        "<b>bold</b> & 'quoted' \"twice\"",
        "]]>",
        "one\ntwo",
        "one\ttwo",
        "\n",
        "",
    ),
    *("a\u2011b and \u00e9", "control\x07 gone"),
]


def table(*rows: Row, title: str = "Who was asked") -> Table:
    return Table(
        "who", title, (Column("Agency", 3), Column("Asked", 1, number=True)), rows, id="T1"
    )


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_read_back_as_it_was_written(text: str) -> None:
    """This includes XML's special characters, line ends, tabs and outer spaces; characters that no
    file can hold are left out.
    """
    document = Document()
    add_word_table(document, table(Row((text, "1"))), 17)
    add_markdown_table(
        document,
        MarkdownTable(((Run("Heading"),),), (((Run("before "), Run(text, bold=True)),),)),
        17,
    )
    seen = text.replace("\x07", "")
    assert [row.cells[0].text for row in document.tables[0].rows] == ["Agency", seen]
    assert document.tables[1].cell(1, 0).text == f"before {seen}"


def test_the_formatting_of_a_table_is_kept() -> None:
    """Numbers are right-aligned, tints have their text colour, the heading row repeats, rows do not
    break, widths fill the page, and there is a title for screen readers.
    """
    document = Document()
    add_word_table(
        document, table(Row(("Police", "3"), tints=((0, "poor"),)), title='"Yes" & no'), 17
    )
    made = document.tables[0]
    ink, fill = TINTS["poor"]
    tinted = made.cell(1, 0)
    assert str(tinted.paragraphs[0].runs[0].font.color.rgb) == ink
    assert tinted._tc.tcPr.find(qn("w:shd")).get(qn("w:fill")) == fill
    assert [cell.paragraphs[0].alignment for cell in made.rows[1].cells] == [
        None,
        WD_ALIGN_PARAGRAPH.RIGHT,
    ]
    assert [len(row._tr.trPr.findall(qn("w:tblHeader"))) for row in made.rows] == [1, 0]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in made.rows)
    assert sum(column.width.cm for column in made.columns) == pytest.approx(17, abs=0.01)
    assert made._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == '"Yes" & no'


def test_a_row_left_short_by_a_template_has_blank_cells() -> None:
    """Word cannot open a table whose rows have too few cells."""
    document = Document()
    add_markdown_table(
        document, MarkdownTable(((Run("One"),), (Run("Two"),)), (((Run("only"),),),)), 17
    )
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["only", ""]


@pytest.mark.parametrize(
    ("rows", "words", "kept"),
    [
        (1, "Police", [True, False]),
        (3, "Police", [True, True, True, False]),
        (3, "Long " * 60, [True, False, True, False]),
        (8, "Police", [True, *[False] * 6, True, False]),
    ],
)
def test_no_table_row_is_left_alone_on_a_page(rows: int, words: str, kept: list[bool]) -> None:
    """The heading stays with the first row and the last row with the one before it; a short table
    stays on one page.
    """
    document = Document()
    add_word_table(document, table(*(Row((words, "1")) for _ in range(rows))), 17)
    assert [
        bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next)
        for row in document.tables[0].rows
    ] == kept
