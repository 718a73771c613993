"""Parts of a Word document that python-docx has no words for: tinted tables with repeating headings, the language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from audit_core.render.blocks import Run, text_of
from audit_core.render.escape import plain
from audit_core.render.widths import no_word_broken, weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audit_core.model.compiled import Table
    from audit_core.render.blocks import Grid, Runs

HEAD = "1F3A5F"
TINTS = {
    "best": ("083D29", "B5D6C8"),
    "good": ("083D29", "CFE4DC"),
    "middle": ("7A3C1C", "FDE4D7"),
    "poor": ("651B1B", "F4D7D7"),
    "unsure": ("0F385C", "D2E2F1"),
    "neutral": ("484949", "F3F3F3"),
}
"""(text, fill) of each tint: at least 4.5 to 1, and the word always stands in the cell."""
SMALL = Pt(9)


def add_paragraph(document: Any, style: str, text: str = "") -> Any:
    """A paragraph in a style: python-docx's own way looks through all styles of the document each time."""
    made = document.add_paragraph(text)
    if style != "Normal":
        made._p.style = document.styles[style].style_id  # noqa: SLF001 - as above
    return made


def add_runs(paragraph: Any, runs: Runs, size: Any = None) -> None:
    """Add words in their styles to a paragraph."""
    for run in runs:
        added = paragraph.add_run(plain(run.text))
        added.bold, added.italic = run.bold or None, run.italic or None
        if size is not None:
            added.font.size = size


def looks_like_heading(runs: Runs) -> bool:
    """Whether a paragraph is one bold line, which is kept with what follows."""
    return bool(runs) and all(run.bold for run in runs)


def add_table(document: Any, table: Table, width: float) -> None:
    """A table of the round, `width` centimetres wide; its heading row repeats on every page and no row breaks across two."""
    share = width / sum(column.weight for column in table.columns)
    headings = [column.heading for column in table.columns]
    widths = no_word_broken([column.weight * share for column in table.columns], headings, [row.cells for row in table.rows])
    made = _frame(document, headings, len(table.rows), widths)
    _name(made, table.title)
    for line, row in zip(table.rows, made.rows[1:], strict=True):
        tints = dict(line.tints)
        for place, (text, cell, column) in enumerate(zip(line.cells, row.cells, table.columns, strict=True)):
            paragraph = _fill(cell, (Run(text),))
            if column.number:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if place in tints:
                ink, fill = TINTS[tints[place]]
                _shade(cell, fill)
                for run in paragraph.runs:
                    run.font.color.rgb = RGBColor.from_string(ink)
    for column, heading in zip(table.columns, made.rows[0].cells, strict=True):
        if column.number:
            heading.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def add_grid(document: Any, grid: Grid, width: float) -> None:
    """A table that a template wrote, with columns as wide as what stands in them asks for."""
    headings = [text_of(runs) for runs in grid.header]
    given = grid.weights if len(grid.weights) == len(headings) else ()
    wanted = given or weights(headings, [[text_of(runs) for runs in row] for row in grid.rows])
    made = _frame(document, headings, len(grid.rows), [width * weight / sum(wanted) for weight in wanted])
    for line, row in zip(grid.rows, made.rows[1:], strict=True):
        for runs, cell in zip(line, row.cells, strict=False):
            _fill(cell, runs)
    add_paragraph(document, "Normal").paragraph_format.space_after = Pt(0)


def language(document: Any, code: str) -> None:
    """Set the language that text is checked and read aloud in."""
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    lang = defaults.find(qn("w:lang"))
    if lang is None:
        lang = OxmlElement("w:lang")
        defaults.append(lang)
    lang.set(qn("w:val"), code)


def _frame(document: Any, headings: Sequence[str], rows: int, widths: Sequence[float]) -> Any:
    table = document.add_table(rows=rows + 1, cols=len(headings))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for number, row in enumerate(table.rows):
        _keep_whole(row, repeat=number == 0)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        paragraph = _fill(cell, (Run(heading, bold=True),))
        for run in paragraph.runs:
            run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
        _shade(cell, HEAD)
    return table


def _name(table: Any, title: str) -> None:
    """What a screen reader says before it reads a table."""
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), plain(title))
    table._tbl.tblPr.append(caption)  # noqa: SLF001 - python-docx has no names of tables


def _fill(cell: Any, runs: Runs) -> Any:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(2)
    paragraph.paragraph_format.line_spacing = 1.0
    add_runs(paragraph, runs, SMALL)
    return paragraph


def _shade(cell: Any, fill: str) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)  # noqa: SLF001 - python-docx has no shading


def _keep_whole(row: Any, *, repeat: bool) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - nor rows that must not break
    for name in ("cantSplit", *(("tblHeader",) if repeat else ())):
        element = OxmlElement(f"w:{name}")
        element.set(qn("w:val"), "true")
        properties.append(element)
